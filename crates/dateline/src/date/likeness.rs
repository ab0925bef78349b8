//! How alike the words of articles on one event are.

use std::collections::BTreeMap;

use crate::clean::Article;
use crate::text::{TokenKind, tokens};

/// Words of articles of one event, weighted by how few of them have each.
pub(super) struct Likeness {
    vectors: BTreeMap<usize, BTreeMap<String, f64>>,
}

/// Above this many articles of one event their likeness is not computed pair by pair; all count alike.
const MOST_COMPARED: usize = 300;

impl Likeness {
    /// Reads the words of the articles.
    pub(super) fn of(members: impl Iterator<Item = usize>, articles: &[&Article]) -> Self {
        let members: Vec<usize> = members.collect();
        if members.len() > MOST_COMPARED {
            return Self { vectors: BTreeMap::new() };
        }
        let mut counts: BTreeMap<usize, BTreeMap<String, f64>> = BTreeMap::new();
        let mut holders: BTreeMap<String, f64> = BTreeMap::new();
        for member in members {
            let words = words_of(articles[member].text.as_str());
            for word in words.keys() {
                *holders.entry(word.clone()).or_default() += 1.0;
            }
            counts.insert(member, words);
        }
        let all = counts.len() as f64;
        let weigh = |words: BTreeMap<String, f64>| {
            let weight = |(word, count): (String, f64)| {
                let rarity = (all / holders[&word] + 1.0).ln();
                (word, (1.0 + count.ln()) * rarity)
            };
            let weighted: BTreeMap<String, f64> = words.into_iter().map(weight).collect();
            let norm = weighted.values().map(|value| value * value).sum::<f64>().sqrt().max(f64::MIN_POSITIVE);
            weighted.into_iter().map(|(word, value)| (word, value / norm)).collect()
        };
        Self { vectors: counts.into_iter().map(|(member, words)| (member, weigh(words))).collect() }
    }

    /// Square of the cosine of two articles' words, so that a near copy outweighs the rest; unlike ones still count a
    /// little.
    pub(super) fn between(&self, a: usize, b: usize) -> f64 {
        let (Some(a), Some(b)) = (self.vectors.get(&a), self.vectors.get(&b)) else { return 1.0 };
        let cosine: f64 = a.iter().filter_map(|(word, value)| Some(value * b.get(word)?)).sum();
        cosine.max(LEAST_LIKENESS).powi(2)
    }
}

/// Weight of an article that shares no word.
const LEAST_LIKENESS: f64 = 0.02;

fn words_of(text: &str) -> BTreeMap<String, f64> {
    let mut words = BTreeMap::new();
    for token in tokens(text).iter().filter(|token| token.kind == TokenKind::Word && token.span.len() > 2) {
        *words.entry(token.span.of(text).to_lowercase()).or_default() += 1.0;
    }
    words
}
