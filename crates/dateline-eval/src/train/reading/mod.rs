//! The reading models: word weights and boosted trees for blocks of HTML pages and for lines of scraped text.
//!
//! `train reading blocks DIR OUT`, `train reading lines DIR OUT` and, after a build with these, `train reading next DIR
//! OUT` write `data/models/`; with `check` in place of
//! `OUT` they train on one half of the publishers, score the other, and the other way round. `DIR` holds the gold of
//! `data/reading`: `fundus-parsers`, `wcxb-articles`, `trafilatura-eval`, `textdump`, `textdump_injected`.

mod align;
mod boost;
mod corpus;
mod next;
mod pairs;
mod weights;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use dateline::clean::training::{self, LINE_THRESHOLDS, Lexicon, LineModel, LineThresholds, Rows, Trees, with_context};

use crate::scorers::shingles::{self, ShingleShares};
use boost::{Settings, Table};
use corpus::{Example, Kind};
use weights::Weights;

/// Parts for cross-fitting: what a stage sees of the stage before it was made from the other parts.
const PARTS: u64 = 3;

/// What the two stages may grow to, chosen on the two halves of the publishers, see `docs/log/reading.md`.
const LINES: [Settings; 2] = [GROWN, GROWN];
const BLOCKS: [Settings; 2] = [
    Settings { trees: 60, leaves: 20, rate: 0.16, ..GROWN },
    Settings { trees: 120, rows: 0.5, features: 0.3, least_weight: 8.0, shrink: 4.0, ..GROWN },
];
const GROWN: Settings =
    Settings { trees: 150, leaves: 24, rate: 0.1, rows: 0.6, features: 0.5, least_weight: 3.0, shrink: 1.0 };

/// Thresholds that `check` reports.
const THRESHOLDS: [f32; 5] = [0.42, 0.5, 0.55, 0.6, 0.65];

/// Runs one of the sub-commands; the text is for standard output.
pub fn run(arguments: &[String]) -> std::io::Result<String> {
    let path = |at: usize| PathBuf::from(arguments.get(at).map_or("", String::as_str));
    let kind = match arguments.first().map(String::as_str) {
        Some("blocks") => Kind::Blocks,
        Some("lines" | "next") => Kind::Lines,
        _ => return Ok("usage: train reading blocks|lines|next DIR OUT|check".to_owned()),
    };
    let examples = corpus::read(&path(1), kind)?;
    if arguments[0] == "next" {
        return next_article(&examples, &path(2));
    }
    if arguments.get(2).is_some_and(|out| out == "check") {
        return Ok(check(&examples, kind));
    }
    let all: Vec<&Example> = examples.iter().collect();
    let trained = Trained::of(&all, kind);
    trained.write(&path(2), kind)?;
    Ok(format!("trained on {} pages", all.len()))
}

/// The model of the next article alone, beside the line model as it stands.
fn next_article(examples: &[Example], out: &Path) -> std::io::Result<String> {
    let rarity = training::rarity();
    if out == Path::new("check") {
        return Ok(next::check(examples, rarity, |example| example.site_hash / PARTS % 2));
    }
    let all: Vec<&Example> = examples.iter().collect();
    write(out, "next", "line-next.trees", &next::train(&all, rarity))?;
    Ok(format!("trained on {} pages", all.len()))
}

/// A file of the models, with the command that makes it.
fn write(out: &Path, command: &str, file: &str, content: &str) -> std::io::Result<()> {
    let head = format!("# made by `train reading {command}`, see data/models/reading.md\n");
    std::fs::write(out.join(file), format!("{head}{content}"))
}

/// Trains on each half of the publishers and scores the other.
fn check(examples: &[Example], kind: Kind) -> String {
    let mut scores = Vec::new();
    let mut kinds = LineKinds::default();
    for half in 0..2 {
        let (tested, learnt): (Vec<&Example>, Vec<&Example>) =
            examples.iter().partition(|example| example.site_hash / PARTS % 2 == half);
        let trained = Trained::of(&learnt, kind);
        if kind == Kind::Lines {
            let model = trained.line_model();
            tested.iter().for_each(|example| kinds.add(example, &model, half));
            continue;
        }
        scores.extend(tested.iter().map(|example| (example.set, trained.score(example, kind), half)));
    }
    let mut sets: Vec<&str> = scores.iter().map(|(set, ..)| *set).collect();
    sets.sort_unstable();
    sets.dedup();
    let mut out: String = sets.iter().map(|set| report(set, &scores)).collect();
    out.push_str(&kinds.report());
    out
}

/// Thresholds of lines and of pairs that `check` reports; no answer is above 1.
const TRIED: [LineThresholds; 4] = [
    LineThresholds { kept: LINE_THRESHOLDS.kept, pointer: 2.0, ..LINE_THRESHOLDS },
    LINE_THRESHOLDS,
    LineThresholds { kept: 0.15, ..LINE_THRESHOLDS },
    LineThresholds { kept: 0.25, ..LINE_THRESHOLDS },
];

/// What became of the lines of scrapes, for each of the thresholds tried.
#[derive(Default)]
struct LineKinds {
    /// By kind and half: how many were dropped, of how many.
    lines: BTreeMap<(usize, String), [(usize, usize); 2]>,
    /// Lines of bodies lost by rule.
    lost: BTreeMap<(usize, &'static str), usize>,
    bodies: BTreeMap<(usize, &'static str), Vec<ShingleShares>>,
}

impl LineKinds {
    fn add(&mut self, example: &Example, model: &LineModel, half: u64) {
        let Some(expected) = &example.body else { return };
        for (tried, thresholds) in TRIED.into_iter().enumerate() {
            let dropped = training::dropped_lines(&example.page, &LineModel { thresholds, ..model.clone() });
            for (kind, rule) in example.kinds.iter().zip(&dropped) {
                let Some(kind) = kind else { continue };
                let count = &mut self.lines.entry((tried, kind.clone())).or_default()[half as usize];
                count.0 += usize::from(rule.is_some());
                count.1 += 1;
                if let (Some(rule), "body") = (rule, kind.as_str()) {
                    *self.lost.entry((tried, rule)).or_default() += 1;
                }
            }
            let line = |at: usize| example.page.blocks[at].span.of(example.page.text.as_str());
            let found = (0..dropped.len()).filter(|at| dropped[*at].is_none()).map(line).collect::<Vec<_>>().join("\n");
            self.bodies.entry((tried, example.set)).or_default().push(shingles::compare(expected, &found));
        }
    }

    fn report(&self) -> String {
        let mut out = String::new();
        for (tried, thresholds) in TRIED.iter().enumerate() {
            out.push_str(&format!("{thresholds:?}\n"));
            for ((_, kind), halves) in self.lines.iter().filter(|((of, _), _)| *of == tried) {
                let share = |(dropped, all): (usize, usize)| dropped as f64 / all.max(1) as f64;
                let both = (halves[0].0 + halves[1].0, halves[0].1 + halves[1].1);
                let [a, b] = halves.map(share);
                out.push_str(&format!("  {kind} dropped {:.4} of {}, halves {a:.4} {b:.4}\n", share(both), both.1));
            }
            let lost: Vec<String> = self
                .lost
                .iter()
                .filter(|((of, _), _)| *of == tried)
                .map(|((_, rule), count)| format!("{rule} {count}"))
                .collect();
            out.push_str(&format!("  body lost by {}\n", lost.join(", ")));
            for ((_, set), bodies) in self.bodies.iter().filter(|((of, _), _)| *of == tried) {
                out.push_str(&format!("  {set} F1 {:.4}\n", shingles::average(bodies).f1()));
            }
        }
        out
    }
}

/// A line for each threshold: how well the pages of one set are read, in all and by halves.
fn report(set: &str, scores: &[(&str, Vec<ShingleShares>, u64)]) -> String {
    let mut out = String::new();
    for (at, threshold) in THRESHOLDS.iter().enumerate() {
        let pages = |halves: &[u64]| -> Vec<ShingleShares> {
            let of_set = scores.iter().filter(|(of, _, half)| *of == set && halves.contains(half));
            of_set.filter_map(|(_, shares, _)| shares.get(at).copied()).collect()
        };
        let all = pages(&[0, 1]);
        let poor = all.iter().filter(|page| page.score().f1() < 0.9).count() as f64 / all.len().max(1) as f64;
        let average = shingles::average(&all);
        let halves = [0, 1].map(|half| shingles::average(&pages(&[half])).f1());
        out.push_str(&format!(
            "{set} at {threshold}: P {:.4} R {:.4} F1 {:.4} <.9 {poor:.3} ({}), halves {:.4} {:.4}\n",
            average.precision,
            average.recall,
            average.f1(),
            all.len(),
            halves[0],
            halves[1],
        ));
    }
    out
}

/// Both stages and their word weights; for lines also the model of pairs.
struct Trained {
    labels: Weights,
    words: Weights,
    stems: Weights,
    first: String,
    second: String,
    pairs: String,
}

impl Trained {
    fn of(examples: &[&Example], kind: Kind) -> Self {
        let grown = if kind == Kind::Blocks { BLOCKS } else { LINES };
        let part = |example: &Example| (example.site_hash % PARTS) as usize;
        let made = if kind == Kind::Lines { pairs::made(examples) } else { Vec::new() };
        let known = examples.len();
        let examples: Vec<&Example> = examples.iter().copied().chain(&made).collect();
        let gold = &examples[..known];
        let without = |held: usize| -> Vec<&Example> { gold.iter().copied().filter(|one| part(one) != held).collect() };
        let tables: Vec<[Weights; 3]> = (0..PARTS as usize).map(|held| Self::tables(&without(held), kind)).collect();
        let rows_of = |example: &&Example| {
            rows_of(example, kind, &tables[part(example)][0].lexicon(), &tables[part(example)][1].lexicon())
        };
        let rows: Vec<Rows> = examples.iter().map(rows_of).collect();
        let mut answers: Vec<Vec<f32>> = vec![Vec::new(); examples.len()];
        for held in 0..PARTS as usize {
            let learnt: Vec<usize> = (0..known).filter(|at| part(examples[*at]) != held).collect();
            let trees = Trees::parse(&boost(&examples, &rows, &learnt, grown[0]));
            for at in (0..examples.len()).filter(|at| part(examples[*at]) == held) {
                answers[at] = trees.probabilities(&rows[at]);
            }
        }
        let all: Vec<usize> = (0..known).collect();
        let first = boost(&examples, &rows, &all, grown[0]);
        let stacked: Vec<Rows> =
            rows[..known].iter().zip(&answers).map(|(rows, first)| with_context(rows, first)).collect();
        let second = boost(gold, &stacked, &all, grown[1]);
        let pairs = match kind {
            Kind::Blocks => String::new(),
            Kind::Lines => {
                let model = |[_, words, stems]: &[Weights; 3]| LineModel {
                    words: words.lexicon(),
                    rarity: stems.lexicon(),
                    ..LineModel::default()
                };
                let models: Vec<LineModel> = tables.iter().map(model).collect();
                pairs::train(&examples, &answers, &models, part)
            }
        };
        let [labels, words, stems] = Self::tables(gold, kind);
        Self { labels, words, stems, first, second, pairs }
    }

    /// Weights of labels and words, and rarity of stems.
    fn tables(examples: &[&Example], kind: Kind) -> [Weights; 3] {
        let stems = if kind == Kind::Lines { examples } else { &[] };
        [Weights::of_labels(examples, kind), Weights::of_words(examples, kind), Weights::of_stems(stems)]
    }

    /// What was learnt of lines.
    fn line_model(&self) -> LineModel {
        LineModel {
            words: self.words.lexicon(),
            rarity: self.stems.lexicon(),
            first: Trees::parse(&self.first),
            second: Trees::parse(&self.second),
            pairs: Trees::parse(&self.pairs),
            next: Trees::parse(""),
            thresholds: LINE_THRESHOLDS,
        }
    }

    /// The page's shares at each threshold.
    fn score(&self, example: &Example, kind: Kind) -> Vec<ShingleShares> {
        let Some(expected) = &example.body else { return Vec::new() };
        let rows = rows_of(example, kind, &self.labels.lexicon(), &self.words.lexicon());
        let (first, second) = (Trees::parse(&self.first), Trees::parse(&self.second));
        let answers = second.probabilities(&with_context(&rows, &first.probabilities(&rows)));
        let found = |threshold: f32| {
            let mut kept: Vec<bool> = answers.iter().map(|answer| *answer >= threshold).collect();
            training::settle_blocks(&example.page, &mut kept);
            let texts = (0..answers.len())
                .filter(|at| kept[*at])
                .map(|at| example.page.blocks[at].span.of(example.page.text.as_str()));
            texts.collect::<Vec<_>>().join("\n")
        };
        THRESHOLDS.iter().map(|threshold| shingles::compare(expected, &found(*threshold))).collect()
    }

    fn write(&self, out: &Path, kind: Kind) -> std::io::Result<()> {
        let name = match kind {
            Kind::Blocks => "block",
            Kind::Lines => "line",
        };
        let write = |file: String, content: &str| write(out, &format!("{name}s"), &file, content);
        write(format!("{name}s-first.trees"), &self.first)?;
        write(format!("{name}s-second.trees"), &self.second)?;
        write(format!("{name}-words.tsv"), &self.words.table())?;
        match kind {
            Kind::Blocks => write("label-words.tsv".to_owned(), &self.labels.table())?,
            Kind::Lines => {
                write("line-stems.tsv".to_owned(), &self.stems.table())?;
                write("line-pairs.trees".to_owned(), &self.pairs)?;
            }
        }
        Ok(())
    }
}

fn rows_of(example: &Example, kind: Kind, labels: &Lexicon, words: &Lexicon) -> Rows {
    match kind {
        Kind::Blocks => training::block_rows(&example.page, labels, words),
        Kind::Lines => training::line_rows(&example.page, words),
    }
}

/// Trees from the labelled rows of some pages.
fn boost(examples: &[&Example], rows: &[Rows], pages: &[usize], settings: Settings) -> String {
    let mut table = Table::new(rows.first().map_or(0, |rows| rows.width));
    for &at in pages {
        let example = examples[at];
        let weights = example.weights();
        for ((row, label), weight) in rows[at].iter().zip(&example.labels).zip(weights) {
            if let Some(label) = label {
                table.push(row, *label, weight);
            }
        }
    }
    boost::train(&table, settings)
}
