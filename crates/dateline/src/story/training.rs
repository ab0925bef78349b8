//! What the commands that train and measure the story room need of it.

pub use super::background::table_entry;
pub use super::model::{Weight, Weights};

use super::cluster::Compared;
use super::evidence::EVIDENCE;
use super::model::{Model, SHIPPED};
use crate::facts::Marked;
use crate::reuse::Trace;

/// A pair of articles with its evidence.
#[derive(Debug, Clone)]
pub struct Example {
    /// Index into the heap.
    pub a: usize,
    /// Index into the heap.
    pub b: usize,
    /// Whether both are in one language.
    pub one_language: bool,
    /// Values in the order of [`kinds`].
    pub values: Vec<f32>,
}

/// Names of the kinds of evidence.
pub fn kinds() -> &'static [&'static str] {
    &EVIDENCE
}

/// The compared pairs of a heap.
pub fn examples(articles: &[Marked], trace: &Trace) -> Vec<Example> {
    let compared = Compared::of(&articles, trace, &SHIPPED);
    let place = |at: u32| compared.places[at as usize];
    let example = |pair: &super::evidence::Pair| Example {
        a: place(pair.a),
        b: place(pair.b),
        one_language: compared.heap.one_language(pair.a as usize, pair.b as usize),
        values: compared.evidence.of(&compared.heap, pair.a as usize, pair.b as usize).to_vec(),
    };
    compared.pairs.iter().map(example).collect()
}

/// The stories of a heap under given weights, as indexes into it.
pub fn groups(articles: &[Marked], trace: &Trace, weights: &Weights) -> Vec<Vec<usize>> {
    let model = Model::from(weights);
    let compared = Compared::of(&articles, trace, &model);
    let given = |group: &Vec<usize>| group.iter().map(|&at| compared.places[at]).collect();
    compared.stories(&model).groups.iter().map(given).collect()
}
