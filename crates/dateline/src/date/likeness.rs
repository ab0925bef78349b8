//! How alike the words of articles on one event are.

use std::collections::BTreeMap;
use std::hash::BuildHasher as _;

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::clean::Article;
use crate::lang;
use crate::text::{TokenKind, tokens};

/// How many articles of the heap hold each word.
pub(super) struct Rarity {
    holders: FxHashMap<u64, u32>,
    read: usize,
}

/// Articles read for the rarity of words: enough to tell a common word from a rare one.
const MOST_READ: usize = 5_000;

impl Rarity {
    /// Reads a heap, or the first articles of a large one.
    pub(super) fn of(articles: &[&Article]) -> Self {
        let mut holders: FxHashMap<u64, u32> = FxHashMap::default();
        let read = &articles[..articles.len().min(MOST_READ)];
        for article in read {
            for word in words_of(article).keys() {
                *holders.entry(*word).or_default() += 1;
            }
        }
        Self { holders, read: read.len() }
    }

    /// Inverse document frequency, smoothed as if one more article held every word.
    fn of_word(&self, word: u64) -> f64 {
        let held = f64::from(self.holders.get(&word).copied().unwrap_or(0));
        ((1.0 + self.read as f64) / (1.0 + held)).ln() + 1.0
    }
}

/// Words of articles of one event, weighted by how few articles of the heap have each.
pub(super) struct Likeness {
    vectors: BTreeMap<usize, BTreeMap<u64, f64>>,
}

/// Above this many articles of one event their likeness is not computed pair by pair; all count alike.
const MOST_COMPARED: usize = 300;

impl Likeness {
    /// Reads the words of the articles.
    pub(super) fn of(members: impl Iterator<Item = usize>, articles: &[&Article], rarity: &Rarity) -> Self {
        let members: Vec<usize> = members.collect();
        if members.len() > MOST_COMPARED {
            return Self { vectors: BTreeMap::new() };
        }
        let weighed = |member: usize| {
            let weight = |(word, count): (u64, f64)| (word, (1.0 + count.ln()) * rarity.of_word(word));
            let weighted: BTreeMap<u64, f64> = words_of(articles[member]).into_iter().map(weight).collect();
            let norm = weighted.values().map(|value| value * value).sum::<f64>().sqrt().max(f64::MIN_POSITIVE);
            (member, weighted.into_iter().map(|(word, value)| (word, value / norm)).collect())
        };
        Self { vectors: members.into_iter().map(weighed).collect() }
    }

    /// Cube of the cosine of two articles' words, so that a near copy outweighs the rest; unlike ones still count a
    /// little.
    pub(super) fn between(&self, a: usize, b: usize) -> f64 {
        let (Some(a), Some(b)) = (self.vectors.get(&a), self.vectors.get(&b)) else { return 1.0 };
        let cosine: f64 = a.iter().filter_map(|(word, value)| Some(value * b.get(word)?)).sum();
        cosine.max(LEAST_LIKENESS).powi(3)
    }
}

/// Weight of an article that shares no word.
const LEAST_LIKENESS: f64 = 0.02;

/// The words of a title and its text by their hashes, but for the function words of the language, and how often each
/// stands there.
fn words_of(article: &Article) -> BTreeMap<u64, f64> {
    let stopwords = &lang::pack(article.language.as_ref()).stopwords;
    let mut words = BTreeMap::new();
    for text in [article.title.as_str(), article.text.as_str()] {
        for token in tokens(text).iter().filter(|token| token.kind != TokenKind::Mark && token.span.len() > 1) {
            let word = token.span.of(text).to_lowercase();
            if !stopwords.has(&word) {
                *words.entry(FxBuildHasher.hash_one(word)).or_default() += 1.0;
            }
        }
    }
    words
}
