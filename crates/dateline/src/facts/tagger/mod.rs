//! The trained tagger: which units of a page are names, and of what.
//!
//! In: a [`Page`] of units. Out: a [`Label`] for each unit. A linear-chain conditional random field over hashed
//! features (words, shapes, affixes, word clusters, gazetteer) is decoded twice: the second time each word also sees
//! how the first pass labelled it elsewhere on the page; then the labels of one name are brought together. The weights are small integers, trained by
//! `dateline-eval`'s `train names`. Only runs of capitalised words are decoded; what lies between is outside of names.
//!
//! Does not tell who is who: that is [`crate::facts::link`].

mod acronyms;
mod consistency;
pub mod evidence;
pub mod features;
pub mod labels;
pub mod lexicon;
pub mod page;
pub mod units;

use std::sync::LazyLock;

use evidence::Evidence;
use features::{ROWS, evidence_rows, static_rows};
use labels::{LABELS, Label, may_follow};
use page::{Page, Run};

static MODEL: &[u8] = include_bytes!("../../../data/models/names.bin");

/// The shipped tagger. A torn model file finds nothing.
pub static TAGGER: LazyLock<Tagger<'static>> = LazyLock::new(|| Tagger::new(MODEL).unwrap_or_default());

/// Scores of one unit, by label.
pub type Scores = [i32; LABELS];

/// Weights of a conditional random field.
#[derive(Debug, Default)]
pub struct Tagger<'a> {
    /// Score of a label after another.
    transitions: [Scores; LABELS],
    /// One signed byte a label for each row.
    rows: &'a [u8],
}

/// Worse than any sum of weights.
const NEVER: i32 = -1_000_000_000;

impl<'a> Tagger<'a> {
    /// Reads weights as [`Tagger::write`] makes them.
    pub fn new(bytes: &'a [u8]) -> Option<Self> {
        let (head, rows) = bytes.split_at_checked(LABELS * LABELS * 4)?;
        if rows.len() != ROWS * LABELS {
            return None;
        }
        let mut transitions = [[NEVER; LABELS]; LABELS];
        for (number, weight) in head.chunks_exact(4).enumerate() {
            let (from, to) = (number / LABELS, number % LABELS);
            if may_follow(from, to) {
                transitions[from][to] = i32::from_le_bytes([weight[0], weight[1], weight[2], weight[3]]);
            }
        }
        Some(Self { transitions, rows })
    }

    /// The bytes of weights given as real numbers; `unit` is the value of one step.
    pub fn write(transitions: &[[f32; LABELS]; LABELS], rows: &[[f32; LABELS]], unit: f32) -> Vec<u8> {
        let mut out = Vec::with_capacity(LABELS * LABELS * 4 + rows.len() * LABELS);
        for weight in transitions.iter().flatten() {
            out.extend_from_slice(&((weight / unit).round() as i32).to_le_bytes());
        }
        for weight in rows.iter().flatten() {
            out.push((weight / unit).round().clamp(-127.0, 127.0) as i8 as u8);
        }
        out
    }

    /// The label of every unit of a prepared page.
    pub fn tag(&self, page: &Page) -> Vec<Label> {
        let mut scores = self.static_scores(page);
        let first = self.decode_all(page, &scores);
        self.add_evidence(page, &first, &mut scores);
        let mut labels = self.decode_all(page, &scores);
        consistency::settle(page, &mut labels);
        acronyms::settle(page, &mut labels);
        labels
    }

    /// Labels from the first pass alone.
    pub fn tag_once(&self, page: &Page) -> Vec<Label> {
        self.decode_all(page, &self.static_scores(page))
    }

    fn static_scores(&self, page: &Page) -> Vec<Scores> {
        let mut scores = Vec::new();
        let mut rows = Vec::with_capacity(80);
        for run in &page.runs {
            for at in run.from as usize..run.to as usize {
                rows.clear();
                static_rows(page, *run, at, &mut rows);
                scores.push(self.sum(&rows, [0; LABELS]));
            }
        }
        scores
    }

    fn add_evidence(&self, page: &Page, first: &[Label], scores: &mut [Scores]) {
        let evidence = Evidence::gather(page, first);
        let mut rows = Vec::new();
        let candidates = page.runs.iter().flat_map(|run| run.from as usize..run.to as usize);
        for (at, score) in candidates.zip(scores) {
            rows.clear();
            evidence_rows(page, at, evidence.codes(page, at, first[at]), &mut rows);
            *score = self.sum(&rows, *score);
        }
    }

    fn sum(&self, rows: &[u32], mut scores: Scores) -> Scores {
        for &row in rows {
            let at = row as usize * LABELS;
            if let Some(weights) = self.rows.get(at..at + LABELS) {
                for (score, &weight) in scores.iter_mut().zip(weights) {
                    *score += i32::from(weight as i8);
                }
            }
        }
        scores
    }

    fn decode_all(&self, page: &Page, scores: &[Scores]) -> Vec<Label> {
        let mut labels = vec![Label::OUTSIDE; page.units.len()];
        let mut from = 0;
        for run in &page.runs {
            let to = from + (run.to - run.from) as usize;
            self.decode(&scores[from..to], *run, &mut labels);
            from = to;
        }
        labels
    }

    /// The best sequence of labels for one run, which stands between units outside of names.
    fn decode(&self, scores: &[Scores], run: Run, labels: &mut [Label]) {
        let mut best = [NEVER; LABELS];
        best[0] = 0;
        let mut back: Vec<[u8; LABELS]> = Vec::with_capacity(scores.len());
        for score in scores {
            let mut next = [NEVER; LABELS];
            let mut from = [0_u8; LABELS];
            for (before, (sum, transitions)) in best.iter().zip(&self.transitions).enumerate() {
                for label in 0..LABELS {
                    let path = sum.saturating_add(transitions[label]);
                    if path > next[label] {
                        next[label] = path;
                        from[label] = before as u8;
                    }
                }
            }
            for (sum, own) in next.iter_mut().zip(score) {
                *sum = sum.saturating_add(*own);
            }
            best = next;
            back.push(from);
        }
        for (sum, transitions) in best.iter_mut().zip(&self.transitions) {
            *sum = sum.saturating_add(transitions[0]);
        }
        let mut label = (0..LABELS).max_by_key(|&label| (best[label], LABELS - label)).unwrap_or(0) as u8;
        for (at, from) in (run.from as usize..run.to as usize).zip(&back).rev() {
            labels[at] = Label(label);
            label = from[usize::from(label)];
        }
    }
}
