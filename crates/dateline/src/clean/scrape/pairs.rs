//! Pointers to other articles between two paragraphs, a headline and the blurb under it, by a model of such pairs.

use super::cohesion::{Cohesion, Shared};
use super::line::Line;
use crate::clean::RemovedKind;
use crate::clean::fold::Words;
use crate::clean::model::{LineModel, Rows};
use crate::clean::shape::{SHAPE_WIDTH, Shape};
use crate::clean::verdict::Verdict;

/// Words of a headline.
const HEADLINE_WORDS: std::ops::RangeInclusive<usize> = 2..=26;

/// Words from which a line below a headline is a blurb.
const BLURB_WORDS: usize = 4;

/// Paragraphs from which an article's own words are known.
const PARAGRAPHS: usize = 5;

/// Numbers of a pair.
const WIDTH: usize = 2 * (SHAPE_WIDTH + 3 + 1) + 18 + 22 + 4;

/// A headline with a text right below it, by its place.
pub(in crate::clean) fn candidates(lines: &[Line<'_>], title: Option<usize>, verdicts: &[Verdict]) -> Vec<usize> {
    let is_open = |at: usize| !super::is_certain(verdicts[at]);
    let paragraphs = (0..lines.len()).filter(|at| is_open(*at) && lines[*at].is_paragraph()).count();
    if paragraphs < PARAGRAPHS {
        return Vec::new();
    }
    let first = (title.map_or(0, |at| at + 1)..lines.len()).find(|at| is_open(*at) && lines[*at].is_paragraph());
    let is_pair = |at: &usize| {
        let pair = &lines[*at..=*at + 1];
        let is_headline = HEADLINE_WORDS.contains(&pair[0].words) && !pair[0].text.ends_with([':', ';', ',']);
        let is_blurb = pair[1].words >= BLURB_WORDS && !pair[1].bullet;
        is_open(*at) && is_open(*at + 1) && !pair[0].bullet && is_headline && is_blurb
    };
    (first.map_or(lines.len(), |at| at + 1)..lines.len().saturating_sub(1)).filter(is_pair).collect()
}

/// Takes out the pairs that the model knows for pointers, surest first; a line is in one pair only.
pub(super) fn mark(
    lines: &[Line<'_>],
    title: Option<usize>,
    first: &[f32],
    model: &LineModel,
    grammar: &[Verdict],
    verdicts: &mut [Verdict],
) {
    let places = candidates(lines, title, grammar);
    let rows = rows(lines, title, grammar, &places, first, model);
    let mut pairs: Vec<(f32, usize)> = model.pairs.probabilities(&rows).into_iter().zip(places).collect();
    pairs.retain(|(probability, _)| *probability >= model.thresholds.pointer);
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut taken = vec![false; lines.len()];
    for (_, at) in pairs {
        if taken[at] || taken[at + 1] {
            continue;
        }
        (taken[at], taken[at + 1]) = (true, true);
        verdicts[at] = Verdict::Drop(RemovedKind::Teaser, "teaser-headline-model");
        verdicts[at + 1] = Verdict::Drop(RemovedKind::Teaser, "teaser-blurb-model");
    }
}

/// What the article looks like as a whole.
struct Whole {
    cohesion: Cohesion,
    shapes: Vec<Shape>,
    /// Shares of all pairs of neighbouring lines, and of all paragraphs, in order.
    pairs: Vec<f32>,
    paragraphs: Vec<f32>,
    /// Median words of a paragraph, as a logarithm.
    length: f32,
    /// Short lines without an end mark: how many, and the mean share of their words that have a capital.
    subheads: f32,
    capitals: f32,
    title: Option<usize>,
}

/// The rows of the pairs.
pub(in crate::clean) fn rows(
    lines: &[Line<'_>],
    title: Option<usize>,
    grammar: &[Verdict],
    places: &[usize],
    first: &[f32],
    model: &LineModel,
) -> Rows {
    let mut rows = Rows::new(WIDTH);
    if places.is_empty() {
        return rows;
    }
    let whole = Whole::of(lines, title, grammar, model);
    for &at in places {
        for line in [at, at + 1] {
            let weight = model.words.weigh(&Words::of(lines[line].text));
            rows.values.extend_from_slice(whole.shapes[line].row());
            rows.values.extend([weight.mean(), weight.least, weight.greatest, soft(grammar[line])]);
        }
        whole.push_cohesion(at, &mut rows.values);
        whole.push_place(lines, at, &mut rows.values);
        let answer =
            |offset: isize| at.checked_add_signed(offset).and_then(|at| first.get(at)).copied().unwrap_or(-1.0);
        rows.values.extend([-1, 0, 1, 2].map(answer));
        debug_assert_eq!(rows.values.len() % WIDTH, 0);
    }
    rows
}

/// What the grammars say a line is, as a number; 0 where they are silent.
fn soft(verdict: Verdict) -> f32 {
    if let Verdict::Drop(kind, _) = verdict { 1.0 + kind as u8 as f32 } else { 0.0 }
}

/// How many lines before and behind a pair it is compared with.
const NEAR: usize = 3;

impl Whole {
    fn of(lines: &[Line<'_>], title: Option<usize>, grammar: &[Verdict], model: &LineModel) -> Self {
        let cohesion = Cohesion::of(lines, grammar, &model.rarity);
        let shapes: Vec<Shape> = lines.iter().map(|line| Shape::of(line.text)).collect();
        let is_own = |at: &usize| !grammar[*at].is_dropped();
        let is_paragraph = |at: &usize| is_own(at) && lines[*at].is_paragraph();
        let sorted = |mut shares: Vec<f32>| {
            shares.sort_by(f32::total_cmp);
            shares
        };
        let pairs = (0..lines.len().saturating_sub(1)).filter(|at| is_own(at) && is_own(&(at + 1)));
        let own: Vec<usize> = (0..lines.len()).filter(is_paragraph).collect();
        let lengths = sorted(own.iter().map(|at| shapes[*at].words.ln_1p()).collect());
        let heads: Vec<usize> = (0..lines.len()).filter(|at| is_own(at) && lines[*at].is_short_and_open()).collect();
        let capitals: f32 = heads.iter().map(|at| shapes[*at].row()[CAPITALS]).sum();
        Self {
            pairs: sorted(pairs.map(|at| cohesion.of_pair(at).share()).filter(|share| *share >= 0.0).collect()),
            paragraphs: sorted(own.iter().map(|at| cohesion.of_line(*at).share()).collect()),
            length: quantile(&lengths, 0.5),
            subheads: heads.len() as f32,
            capitals,
            cohesion,
            shapes,
            title,
        }
    }

    fn push_cohesion(&self, at: usize, row: &mut Vec<f32>) {
        let [head, blurb, pair] = [self.cohesion.of_line(at), self.cohesion.of_line(at + 1), self.cohesion.of_pair(at)];
        let count = self.shapes.len();
        let before = at.saturating_sub(NEAR)..at;
        let after = (at + 2).min(count)..(at + 2 + NEAR).min(count);
        let rank = self.pairs.partition_point(|share| *share < pair.share()) as f32 / self.pairs.len().max(1) as f32;
        let with = |line: usize, others: std::ops::Range<usize>| self.cohesion.share_with(line, others);
        let next = if at + 2 < count { with(at + 2, before.clone()) } else { -1.0 };
        let unknown = |shared: Shared| shared.all - shared.known;
        row.extend([
            head.share(),
            blurb.share(),
            pair.share(),
            pair.known,
            unknown(pair),
            pair.use_of_each(),
            quantile(&self.paragraphs, 0.5),
            quantile(&self.paragraphs, 0.15),
            quantile(&self.pairs, 0.1),
            rank,
            with(at, before.clone()).max(with(at + 1, before)),
            with(at, after.clone()).max(with(at + 1, after)),
            next,
            with(at, at + 1..at + 2),
            self.title.map_or(-1.0, |title| with(at, title..title + 1)),
            self.cohesion.small_of_pair(at),
            (self.cohesion.stems_of(at) + self.cohesion.stems_of(at + 1)) as f32,
            blurb.use_of_each(),
        ]);
    }

    fn push_place(&self, lines: &[Line<'_>], at: usize, row: &mut Vec<f32>) {
        let count = lines.len() as f32;
        let paragraphs = self.paragraphs.len() as f32;
        let capitals = self.shapes[at].row()[CAPITALS];
        let is_subhead = f32::from(lines[at].is_short_and_open());
        let others = self.subheads - is_subhead;
        let usual = if others > 0.0 { (self.capitals - is_subhead * capitals) / others } else { -1.0 };
        let words = |line: usize| self.shapes.get(line).map_or(-1.0, |shape| shape.words.ln_1p());
        let ends = |line: usize| lines.get(line).map_or(-1.0, |line| f32::from(line.ends));
        let bullet = |line: usize| lines.get(line).map_or(-1.0, |line| f32::from(line.bullet));
        let blanks = |line: usize| lines.get(line).map_or(-1.0, |line| line.blanks_before.min(3) as f32);
        let starts_low =
            |line: usize| lines.get(line).map_or(-1.0, |line| f32::from(line.text.starts_with(char::is_lowercase)));
        row.extend([
            at as f32 / count,
            count.ln(),
            paragraphs,
            others,
            others / paragraphs.max(1.0),
            usual,
            capitals - usual,
            words(at + 1) - self.length,
            words(at.wrapping_sub(1)),
            ends(at.wrapping_sub(1)),
            bullet(at.wrapping_sub(1)),
            words(at + 2),
            ends(at + 2),
            bullet(at + 2),
            starts_low(at + 2),
            blanks(at),
            blanks(at + 1),
            blanks(at + 2),
            words(at + 3),
            ends(at + 3),
            words(at.wrapping_sub(2)),
            f32::from(lines[at].text.starts_with(|c: char| c.is_ascii_digit())),
        ]);
    }
}

/// Which number of a shape tells the share of words with a capital.
const CAPITALS: usize = 7;

/// The value that a share of some sorted ones does not pass; -1 for none.
fn quantile(sorted: &[f32], share: f32) -> f32 {
    sorted.get((sorted.len() as f32 * share) as usize).copied().unwrap_or(-1.0)
}
