//! A heap made ready for comparing: features, the weight of each word, norms.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::background;
use super::features::{Features, Word};
use crate::facts::Marked;

/// How many reports the background table counts for against the heap's own count of a word: ECB+ heaps of 5 to 700
/// pages were all best between 300 and 3,000.
const BACKGROUND_REPORTS: f64 = 1000.0;

/// A word's weight in a language without a table never falls below that of one page in this many more than the heap
/// has: in a heap of five, a word in all five says little, one in two says something.
const UNKNOWN_REPORTS: f64 = 20.0;

/// Roles whose words are compared one by one: each has its own cosine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Lead,
    Names,
    Words,
    Title,
    Numbers,
    Plain,
}

/// Number of [`Role`]s.
pub(super) const ROLES: usize = 6;

impl Role {
    /// In the order of the arrays that hold one value for each.
    pub(super) const ALL: [Role; ROLES] =
        [Role::Lead, Role::Names, Role::Words, Role::Title, Role::Numbers, Role::Plain];

    /// Times a word stands in this role.
    pub(super) fn count(self, word: &Word) -> u8 {
        match self {
            Role::Lead => word.lead,
            Role::Names => word.name,
            Role::Words => word.all,
            Role::Title => word.title,
            Role::Numbers if word.number => word.all,
            Role::Plain if !word.number => word.all - word.name.min(word.all),
            Role::Numbers | Role::Plain => 0,
        }
    }
}

/// The articles of a heap as they are compared, in the order given.
#[derive(Debug)]
pub(super) struct Heap {
    /// Features, word ids being numbers in the vocabulary.
    pub articles: Vec<Features>,
    /// Weight of each word of the vocabulary (words of different languages are different words).
    pub weights: Vec<f32>,
    /// For each article the length of its vector in each role.
    pub norms: Vec<[f32; ROLES]>,
}

impl Heap {
    /// Reads the articles of a heap.
    pub(super) fn of(articles: &[&Marked]) -> Self {
        let mut features: Vec<Features> = articles.par_iter().map(|marked| Features::of(&marked.article)).collect();
        let weights = weigh(&mut features);
        let norms = features.par_iter().map(|features| norms(features, &weights)).collect();
        Self { articles: features, weights, norms }
    }

    /// What a word adds in a role.
    pub(super) fn value(&self, role: Role, word: &Word) -> f32 {
        damped(role.count(word)) * self.weights[word.id as usize]
    }
}

/// Repetition counts, but less and less: 1 + ln n.
pub(super) fn damped(count: u8) -> f32 {
    if count == 0 { 0.0 } else { 1.0 + f32::from(count).ln() }
}

fn norms(features: &Features, weights: &[f32]) -> [f32; ROLES] {
    Role::ALL.map(|role| {
        let square = |word: &Word| (damped(role.count(word)) * weights[word.id as usize]).powi(2);
        features.words.iter().map(square).sum::<f32>().sqrt()
    })
}

/// Numbers the words of the heap and gives each its weight: minus the logarithm of the share of reports in its language
/// that hold it, by the background table and the heap together.
fn weigh(features: &mut [Features]) -> Vec<f32> {
    let mut languages: Vec<String> = features.iter().map(|features| features.language.clone()).collect();
    languages.sort_unstable();
    languages.dedup();
    let mut weights = Vec::new();
    for language in &languages {
        let mut members: Vec<&mut Features> =
            features.iter_mut().filter(|features| &features.language == language).collect();
        weigh_language(language, &mut members, &mut weights);
    }
    weights
}

fn weigh_language(language: &str, members: &mut [&mut Features], weights: &mut Vec<f32>) {
    let reports = members.len() as f64;
    let mut held: FxHashMap<u64, (u32, bool)> = FxHashMap::default();
    for word in members.iter().flat_map(|features| &features.words) {
        let entry = held.entry(word.id).or_default();
        entry.0 += 1;
        entry.1 |= word.number;
    }
    let mut vocabulary: Vec<(u64, u32, bool)> =
        held.into_iter().map(|(id, (count, number))| (id, count, number)).collect();
    vocabulary.sort_unstable();
    let table = background::frequencies(language);
    let mut numbers: FxHashMap<u64, u64> = FxHashMap::default();
    for (id, count, number) in vocabulary {
        let (known, share) = match table {
            Some(table) => (BACKGROUND_REPORTS, background::share(table, id, number)),
            None => (UNKNOWN_REPORTS, 0.5 / UNKNOWN_REPORTS),
        };
        let held = (known * share + f64::from(count) + 0.5) / (known + reports + 1.0);
        numbers.insert(id, weights.len() as u64);
        weights.push(-held.min(0.999).ln() as f32);
    }
    for features in members.iter_mut() {
        for word in &mut features.words {
            word.id = numbers.get(&word.id).copied().unwrap_or_default();
        }
        features.words.sort_unstable_by_key(|word| word.id);
    }
}
