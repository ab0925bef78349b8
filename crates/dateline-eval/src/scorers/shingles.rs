//! Scores of a page's body: shared shingles, and snippets.
//!
//! Shingles as the article-extraction-benchmark counts them (Zyte 2020, `evaluate.py`): tokens are runs of word
//! characters, shingles of four tokens (a shorter text is one shingle), with multiplicity. A page's right, superfluous
//! and missing counts are normalised to sum 1; precision is averaged over pages where something was found, recall over
//! pages where something was expected, and F1 is computed from the two averages.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

use super::{PrecisionRecall, mean, share};

/// Tokens in a shingle.
const TOKENS: usize = 4;

/// Shares of a page's shingles; they sum to 1, or to 0 where there is none.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ShingleShares {
    /// In both texts.
    pub right: f64,
    /// Only in the found text.
    pub superfluous: f64,
    /// Only in the expected text.
    pub missing: f64,
}

impl ShingleShares {
    /// Precision and recall of this page alone.
    pub fn score(self) -> PrecisionRecall {
        PrecisionRecall { precision: self.precision(), recall: self.recall() }
    }

    fn precision(self) -> f64 {
        if self.superfluous == 0.0 && self.missing == 0.0 { 1.0 } else { ratio(self.right, self.superfluous) }
    }

    fn recall(self) -> f64 {
        if self.superfluous == 0.0 && self.missing == 0.0 { 1.0 } else { ratio(self.right, self.missing) }
    }
}

fn ratio(right: f64, wrong: f64) -> f64 {
    if right + wrong == 0.0 { 0.0 } else { right / (right + wrong) }
}

/// Compares two texts by their shingles.
pub fn compare(expected: &str, found: &str) -> ShingleShares {
    let (expected, found) = (counts(expected), counts(found));
    let (mut right, mut missing) = (0usize, 0usize);
    for (shingle, &count) in &expected {
        let both = count.min(found.get(shingle).copied().unwrap_or(0));
        right += both;
        missing += count - both;
    }
    let superfluous = found.values().sum::<usize>() - right;
    let all = right + superfluous + missing;
    ShingleShares { right: share(right, all), superfluous: share(superfluous, all), missing: share(missing, all) }
}

/// Precision and recall over pages.
pub fn average(pages: &[ShingleShares]) -> PrecisionRecall {
    let found = pages.iter().filter(|page| page.right + page.superfluous > 0.0);
    let expected = pages.iter().filter(|page| page.right + page.missing > 0.0);
    PrecisionRecall {
        precision: mean(found.map(|page| page.precision())),
        recall: mean(expected.map(|page| page.recall())),
    }
}

/// How often each shingle occurs, by a hash of its tokens.
fn counts(text: &str) -> BTreeMap<u64, usize> {
    let tokens: Vec<&str> = text.split(|c: char| !is_word(c)).filter(|token| !token.is_empty()).collect();
    let mut out = BTreeMap::new();
    if tokens.is_empty() {
        return out;
    }
    for shingle in tokens.windows(TOKENS.min(tokens.len())) {
        let mut hasher = rustc_hash::FxHasher::default();
        shingle.hash(&mut hasher);
        *out.entry(hasher.finish()).or_default() += 1;
    }
    out
}

/// What `\w` matches in Python.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Counts over snippets that a page's body must hold, and others that it must not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SnippetCounts {
    /// Wanted snippets that are there.
    pub wanted_found: usize,
    /// Wanted snippets.
    pub wanted: usize,
    /// Unwanted snippets that are there.
    pub unwanted_found: usize,
}

impl SnippetCounts {
    /// Counts the snippets of one page; blanks are compared as one space.
    pub fn of(body: &str, wanted: &[String], unwanted: &[String]) -> Self {
        let body = one_space(body);
        let holds = |snippet: &&String| body.contains(&one_space(snippet));
        Self {
            wanted_found: wanted.iter().filter(holds).count(),
            wanted: wanted.len(),
            unwanted_found: unwanted.iter().filter(holds).count(),
        }
    }

    /// Adds another page.
    pub fn add(&mut self, other: Self) {
        self.wanted_found += other.wanted_found;
        self.wanted += other.wanted;
        self.unwanted_found += other.unwanted_found;
    }

    /// Precision (wanted among all found) and recall (found among the wanted).
    pub fn score(self) -> PrecisionRecall {
        let found = self.wanted_found + self.unwanted_found;
        PrecisionRecall::of(self.wanted_found, found, self.wanted_found, self.wanted)
    }
}

/// A text with each run of blanks as one space.
pub fn one_space(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shingles_by_hand() {
        // Expected abcd bcde; found bcde cdef: one right, one superfluous, one missing.
        let shares = compare("a b c d e", "b, c; d e f");
        assert_eq!(shares.right, 1.0 / 3.0);
        assert_eq!(shares.score(), PrecisionRecall { precision: 0.5, recall: 0.5 });
    }

    #[test]
    fn a_short_text_is_one_shingle_and_repeats_count() {
        assert_eq!(compare("one two", "one two").score().f1(), 1.0);
        // x x x x x holds xxxx twice, the other once.
        assert_eq!(compare("x x x x x", "x x x x").score(), PrecisionRecall { precision: 1.0, recall: 0.5 });
    }

    #[test]
    fn nothing_found_costs_recall_and_not_precision() {
        let pages = [compare("a b c d", ""), compare("a b c d", "a b c d")];
        assert_eq!(average(&pages), PrecisionRecall { precision: 1.0, recall: 0.5 });
    }

    #[test]
    fn snippets_by_hand() {
        let wanted = ["the mayor  said".to_owned(), "gone".to_owned()];
        let counts = SnippetCounts::of("What the mayor\nsaid. Share this", &wanted, &["Share".to_owned()]);
        assert_eq!(counts.score(), PrecisionRecall { precision: 0.5, recall: 0.5 });
    }
}
