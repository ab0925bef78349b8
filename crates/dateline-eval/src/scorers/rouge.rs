//! ROUGE-1, ROUGE-2 and ROUGE-L as rouge-score 0.1.2 computes them with stemming.
//!
//! Lin 2004, "ROUGE: a package for automatic evaluation of summaries". Tokens are runs of `a`–`z` and digits of the
//! lower-cased text, stemmed when longer than three characters; n-grams count with multiplicity; ROUGE-L takes the
//! longest common subsequence of the whole texts.

use std::collections::BTreeMap;

use super::{PrecisionRecall, porter, share};

/// The three scores of one summary.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rouge {
    /// Single words.
    pub one: PrecisionRecall,
    /// Pairs of words.
    pub two: PrecisionRecall,
    /// Longest common subsequence.
    pub longest: PrecisionRecall,
}

/// Compares a summary with the reference.
pub fn rouge(reference: &str, summary: &str) -> Rouge {
    let (reference, summary) = (tokens(reference), tokens(summary));
    Rouge {
        one: n_grams(&reference, &summary, 1),
        two: n_grams(&reference, &summary, 2),
        longest: longest_common(&reference, &summary),
    }
}

fn tokens(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !matches!(c, 'a'..='z' | '0'..='9')).filter(|word| !word.is_empty());
    words.map(|word| if word.len() > 3 { porter::stem(word) } else { word.to_owned() }).collect()
}

fn n_grams(reference: &[String], summary: &[String], n: usize) -> PrecisionRecall {
    let (expected, found) = (counts(reference, n), counts(summary, n));
    let both: usize = expected.iter().map(|(gram, &count)| count.min(found.get(gram).copied().unwrap_or(0))).sum();
    let of = |counts: &BTreeMap<&[String], usize>| counts.values().sum::<usize>().max(1);
    PrecisionRecall::of(both, of(&found), both, of(&expected))
}

fn counts(tokens: &[String], n: usize) -> BTreeMap<&[String], usize> {
    let mut out = BTreeMap::new();
    for gram in tokens.windows(n) {
        *out.entry(gram).or_default() += 1;
    }
    out
}

fn longest_common(reference: &[String], summary: &[String]) -> PrecisionRecall {
    let mut row = vec![0usize; summary.len() + 1];
    for expected in reference {
        let mut diagonal = 0;
        for (at, found) in summary.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if expected == found { diagonal + 1 } else { above.max(row[at]) };
            diagonal = above;
        }
    }
    let common = row[summary.len()];
    PrecisionRecall { precision: share(common, summary.len()), recall: share(common, reference.len()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_by_hand() {
        // Reference: the ferry sank near the port (6); summary: a ferry was sinking near port (6, sank is not sink).
        // Common words ferry near port; no common pair; longest common subsequence ferry near port.
        let score = rouge("The ferry sank near the port.", "A ferry was sinking near port");
        assert_eq!(score.one, PrecisionRecall { precision: 0.5, recall: 0.5 });
        assert_eq!(score.two.f1(), 0.0);
        assert_eq!(score.longest.f1(), 0.5);
    }

    #[test]
    fn words_count_as_often_as_both_have_them() {
        let score = rouge("rain rain wind", "rain rain rain rain");
        assert_eq!(score.one, PrecisionRecall { precision: 0.5, recall: 2.0 / 3.0 });
        assert_eq!(score.two, PrecisionRecall { precision: 1.0 / 3.0, recall: 0.5 });
    }

    #[test]
    fn stems_are_compared() {
        assert_eq!(rouge("officials negotiated", "official negotiations").one.f1(), 1.0);
    }
}
