//! The learned part: boosted trees over numbers that describe a block or a line, and word weights that feed them.
//!
//! A decision is made in two stages. The first sees a block with its neighbours; the second sees the same numbers and
//! what the first said of the blocks around it, so that a run is judged as a run. All tables are text files in
//! `data/models/`, made by `train reading` of the evaluation crate from pages whose bodies are known.
//!
//! Does not learn at run time.

mod lexicon;
mod stacked;
mod trees;
mod window;

pub use lexicon::Lexicon;
pub(super) use stacked::{GROUPINGS, Tie};
pub use stacked::{Rows, with_context};
pub use trees::Trees;
pub(super) use window::{push_neighbours, since};

use std::sync::LazyLock;

/// The two stages for one kind of input.
pub(super) struct Stages {
    first: Trees,
    second: Trees,
}

impl Stages {
    /// Probability for each row that it belongs to the article, on the right side of one half; no finer where it is sure.
    pub(super) fn probabilities(&self, rows: &Rows) -> Vec<f32> {
        let first = self.first.probabilities(rows);
        self.second.sides(&with_context(rows, &first))
    }
}

/// The block model for HTML pages.
pub(super) static BLOCKS: LazyLock<Stages> = LazyLock::new(|| Stages {
    first: Trees::parse(include_str!("../../../data/models/blocks-first.trees")),
    second: Trees::parse(include_str!("../../../data/models/blocks-second.trees")),
});

/// What decides on the lines of a scraped text.
#[derive(Debug, Clone, Default)]
pub struct LineModel {
    /// Weights of words.
    pub words: Lexicon,
    /// How rare the beginnings of words are, from 0 for those on every page to 1.
    pub rarity: Lexicon,
    /// The first stage: lines among their neighbours.
    pub first: Trees,
    /// The second stage: lines among the first stage's answers.
    pub second: Trees,
    /// Pairs of a headline and a blurb that point to another article.
    pub pairs: Trees,
    /// Places below which all is another article's.
    pub next: Trees,
    /// From where its answers count.
    pub thresholds: LineThresholds,
}

/// Probabilities from which the answers of a [`LineModel`] count.
#[derive(Debug, Clone, Copy, Default)]
pub struct LineThresholds {
    /// That a line is kept.
    pub kept: f32,
    /// That a headline and the blurb below it point to another article.
    pub pointer: f32,
    /// That another article begins with a line like a headline, in a text without many subheads.
    pub next_headed: f32,
    /// That another article begins with any other line.
    pub next: f32,
}

/// Set on the halves of the development scrapes, where F1 is flat around them (`docs/log/reading.md`), so that one line in
/// fifty of a body is lost: a paragraph lost is worse than a label left over.
pub const LINE_THRESHOLDS: LineThresholds = LineThresholds { kept: 0.22, pointer: 0.7, next_headed: 0.8, next: 0.93 };

/// The model for scraped text.
pub(super) static LINES: LazyLock<LineModel> = LazyLock::new(|| LineModel {
    words: Lexicon::parse(include_str!("../../../data/models/line-words.tsv")),
    rarity: Lexicon::parse(include_str!("../../../data/models/line-stems.tsv")),
    first: Trees::parse(include_str!("../../../data/models/lines-first.trees")),
    second: Trees::parse(include_str!("../../../data/models/lines-second.trees")),
    pairs: Trees::parse(include_str!("../../../data/models/line-pairs.trees")),
    next: Trees::parse(include_str!("../../../data/models/line-next.trees")),
    thresholds: LINE_THRESHOLDS,
});

/// Weights of the words of classes, ids and roles.
pub(super) static LABELS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../../data/models/label-words.tsv")));

/// Weights of the words of blocks.
pub(super) static BLOCK_WORDS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../../data/models/block-words.tsv")));
