//! The logistic model that turns evidence into log-odds.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::evidence::{EVIDENCE, KINDS};

const WEIGHTS: &str = include_str!("../../data/models/stories.toml");

/// One kind of evidence in the model.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Weight {
    /// Name of the evidence.
    pub name: String,
    /// Log-odds that a value of 1 adds.
    pub weight: f32,
    /// Value that speaks neither for nor against: half way between pairs of one event and their look-alikes.
    pub neutral: f32,
}

/// The model as its file holds it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Weights {
    /// What it was trained on and how, in words.
    pub recipe: String,
    /// Log-odds where all values are 0.
    pub intercept: f32,
    /// Two groups are joined while the mean log-odds between them, less `cohesion` times those inside the looser of
    /// them, are at least this.
    pub join: f32,
    /// See `join`: what is close together inside must be closer to what it joins.
    pub cohesion: f32,
    /// Log-odds of a pair in two languages where all values are 0.
    pub across_intercept: f32,
    /// One entry for each kind of evidence.
    pub evidence: Vec<Weight>,
    /// One entry for each kind of evidence that counts between two languages.
    pub across: Vec<Weight>,
}

/// The model as it is used.
#[derive(Debug, Clone)]
pub(super) struct Model {
    pub join: f32,
    pub cohesion: f32,
    /// For pairs in one language.
    pub within: Line,
    /// For pairs in two languages.
    pub across: Line,
}

/// A weighted sum.
#[derive(Debug, Clone)]
pub(super) struct Line {
    intercept: f32,
    pub weights: [f32; KINDS],
    pub neutral: [f32; KINDS],
}

/// The shipped model.
pub(super) static SHIPPED: LazyLock<Model> = LazyLock::new(|| {
    let weights: Weights = toml::from_str(WEIGHTS).expect("the shipped file is read by a test");
    Model::from(&weights)
});

impl From<&Weights> for Model {
    fn from(weights: &Weights) -> Self {
        Self {
            join: weights.join,
            cohesion: weights.cohesion,
            within: Line::of(weights.intercept, &weights.evidence),
            across: Line::of(weights.across_intercept, &weights.across),
        }
    }
}

impl Line {
    fn of(intercept: f32, weights: &[Weight]) -> Self {
        let entry = |kind: usize| weights.iter().find(|entry| entry.name == EVIDENCE[kind]);
        Self {
            intercept,
            weights: std::array::from_fn(|kind| entry(kind).map_or(0.0, |entry| entry.weight)),
            neutral: std::array::from_fn(|kind| entry(kind).map_or(0.0, |entry| entry.neutral)),
        }
    }

    /// Log-odds that a pair with this evidence tells of one event.
    pub(super) fn odds(&self, values: &[f32; KINDS]) -> f32 {
        self.intercept + self.weights.iter().zip(values).map(|(weight, value)| weight * value).sum::<f32>()
    }
}

impl Model {
    /// The line for pairs in one language, or in two.
    pub(super) fn line(&self, one_language: bool) -> &Line {
        if one_language { &self.within } else { &self.across }
    }
}

/// Probability from log-odds.
pub(super) fn probability(odds: f32) -> f64 {
    1.0 / (1.0 + (-f64::from(odds)).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_file_knows_every_kind_of_evidence() {
        let weights: Weights = toml::from_str(WEIGHTS).unwrap();
        let mut names: Vec<&str> = weights.evidence.iter().map(|entry| entry.name.as_str()).collect();
        names.sort_unstable();
        let mut kinds = EVIDENCE.to_vec();
        kinds.sort_unstable();
        assert_eq!(names, kinds);
    }
}
