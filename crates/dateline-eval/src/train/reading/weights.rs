//! Word weights: log odds of standing in the body, each page counted once for a word.

use std::collections::{BTreeMap, BTreeSet};

use dateline::clean::training::{self, Lexicon};
use rustc_hash::{FxHashMap, FxHashSet};

use super::corpus::{Example, Kind};

/// Sites that a label's word, and a text's word, must be seen on.
const LABEL_SITES: usize = 4;
const WORD_SITES: usize = 8;

/// Pages that must have the beginning of a word; what fewer have is rare.
const STEM_SITES: usize = 4;

/// Pages that the prior counts for.
const PRIOR: f32 = 3.0;

/// Weights nearer to zero are left out, farther ones cut.
const LEAST: f32 = 0.3;
const MOST: f32 = 4.0;

/// Words with their weights, in order.
pub(super) struct Weights(BTreeMap<String, f32>);

/// What was seen of one word.
#[derive(Default)]
struct Seen {
    sites: FxHashSet<u64>,
    inside: f32,
    pages: f32,
}

impl Weights {
    /// Words of classes, ids and roles around blocks.
    pub(super) fn of_labels(examples: &[&Example], kind: Kind) -> Self {
        if kind == Kind::Lines {
            return Self(BTreeMap::new());
        }
        let words = |example: &Example, block: usize| {
            let mut words = FxHashSet::default();
            for label in training::labels_around(&example.page, block) {
                Lexicon::each_word(label, &mut |word| words.extend([word.to_owned()]));
            }
            words
        };
        Self::of(examples, LABEL_SITES, &words)
    }

    /// Words of the texts themselves.
    pub(super) fn of_words(examples: &[&Example], _kind: Kind) -> Self {
        let words = |example: &Example, block: usize| {
            let mut words = FxHashSet::default();
            let text = example.page.blocks[block].span.of(example.page.text.as_str());
            Lexicon::each_word(text, &mut |word| words.extend([word.to_owned()]));
            words
        };
        Self::of(examples, WORD_SITES, &words)
    }

    /// How rare the beginnings of words are: 0 for those on every page, 1 for those that a single one has.
    pub(super) fn of_stems(examples: &[&Example]) -> Self {
        let mut pages: FxHashMap<String, FxHashSet<u64>> = FxHashMap::default();
        let mut sites: FxHashSet<u64> = FxHashSet::default();
        for example in examples {
            sites.insert(example.site_hash);
            training::each_stem(example.page.text.as_str(), &mut |stem| {
                match pages.get_mut(stem) {
                    Some(known) => known.insert(example.site_hash),
                    None => pages.entry(stem.to_owned()).or_default().insert(example.site_hash),
                };
            });
        }
        let all = (sites.len().max(2) as f32).ln();
        let kept = pages.into_iter().filter(|(_, sites)| sites.len() >= STEM_SITES);
        Self(kept.map(|(stem, sites)| (stem, 1.0 - (sites.len() as f32).ln() / all)).collect())
    }

    fn of(examples: &[&Example], least_sites: usize, words: &dyn Fn(&Example, usize) -> FxHashSet<String>) -> Self {
        let mut seen: FxHashMap<String, Seen> = FxHashMap::default();
        for example in examples {
            let mut on_page: BTreeMap<String, (f32, f32)> = BTreeMap::new();
            for (block, label) in example.labels.iter().enumerate() {
                let Some(label) = label else { continue };
                let of_block: BTreeSet<String> = words(example, block).into_iter().collect();
                for word in of_block {
                    let counts = on_page.entry(word).or_default();
                    counts.0 += f32::from(*label);
                    counts.1 += 1.0;
                }
            }
            for (word, (inside, all)) in on_page {
                let entry = seen.entry(word).or_default();
                entry.sites.insert(example.site_hash);
                entry.inside += inside / all;
                entry.pages += 1.0;
            }
        }
        let logit = |share: f32| (share / (1.0 - share)).ln();
        let weight = |seen: &Seen| logit((seen.inside + PRIOR * BASE) / (seen.pages + PRIOR)) - logit(BASE);
        let kept = seen.iter().filter(|(_, seen)| seen.sites.len() >= least_sites);
        let weighed = kept.map(|(word, seen)| (word.clone(), weight(seen).clamp(-MOST, MOST)));
        Self(weighed.filter(|(_, weight)| weight.abs() >= LEAST).collect())
    }

    pub(super) fn lexicon(&self) -> Lexicon {
        Lexicon::from_weights(self.0.iter().map(|(word, weight)| (word.clone(), *weight)))
    }

    pub(super) fn table(&self) -> String {
        self.0.iter().map(|(word, weight)| format!("{word}\t{weight:.2}\n")).collect()
    }
}

/// Share of blocks inside a body against which words are weighed.
const BASE: f32 = 0.4;
