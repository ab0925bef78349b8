//! What the differences between two texts say of who copied: words broken on one side, a text that stops where the
//! other goes on, and the other's publisher named as the source.
//!
//! Does not judge by length: a reprint may be cut as well as filled up.

use rustc_hash::FxHashSet;

use crate::clean::Article;
use crate::text::Span;

/// Words misread on one side, beyond those misread on the other, from which that side is a scan or a bad copy. One or
/// two may be slips that a copyist corrected.
const BROKEN_WORDS: usize = 4;

/// Letters of a word from which a misreading is told from another short word.
const LEAST_LETTERS: usize = 4;

/// Bytes copied up to the place where a text stops, so that it is a cut and no chance.
const LEAST_BEFORE_CUT: usize = 200;

/// Marks behind which a text may end.
const ENDS_SENTENCE: &[char] = &['.', '!', '?', '。', '؟', '।', '"', '”', '»', ')'];

/// Words of a publisher's name from which it is not an everyday word that both texts may use.
const LEAST_NAME_WORDS: usize = 2;

/// A copied stretch of two articles, with the share of equal letters.
pub(super) type Stretch = (Span, Span, f32);

/// Which of two articles copied, as far as the texts show it, and why: true for the second.
pub(super) fn second_copied(a: &Article, b: &Article, stretches: &[Stretch]) -> Option<(bool, String)> {
    one_of(names(b, a), names(a, b), "names the publisher of the other")
        .or_else(|| {
            let turned: Vec<Stretch> = stretches.iter().map(|&(of_a, of_b, share)| (of_b, of_a, share)).collect();
            one_of(stops_short(a, b, stretches), stops_short(b, a, &turned), "stops where the other goes on")
        })
        .or_else(|| by_broken_words(a, b, stretches))
}

/// What is true of one side only.
fn one_of(of_second: bool, of_first: bool, what: &str) -> Option<(bool, String)> {
    let side = if of_second { "second" } else { "first" };
    (of_second != of_first).then(|| (of_second, format!("the {side} {what}")))
}

/// Whether a text names the publisher of the other as no text of that publisher's own would need to.
fn names(text: &Article, other: &Article) -> bool {
    let Some(name) = other.publisher.name.as_deref() else { return false };
    let is_telling = name.split_whitespace().count() >= LEAST_NAME_WORDS;
    let is_own = text.publisher.name.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(name));
    is_telling && !is_own && has_words(text.text.as_str(), name) && !has_words(other.text.as_str(), name)
}

/// Whether words stand in a text as they are, not as a part of longer ones.
fn has_words(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + words.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// Whether `b` ends in the middle of a sentence that `a` ends: with nothing, or with the dots of a teaser.
fn stops_short(a: &Article, b: &Article, stretches: &[Stretch]) -> bool {
    let Some(&(of_a, of_b, _)) = stretches.iter().max_by_key(|stretch| stretch.1.end) else { return false };
    let (text_a, text_b) = (a.text.as_str(), b.text.as_str());
    let goes_on = text_a[of_a.end as usize..].chars().take(2).any(char::is_alphanumeric);
    let rest = text_b[of_b.end as usize..].trim();
    let is_cut = match rest {
        "" => !of_b.of(text_b).ends_with(ENDS_SENTENCE),
        "." => false,
        dots => dots.chars().all(|c| matches!(c, '.' | '…' | '[' | ']' | '(' | ')')),
    };
    of_b.len() >= LEAST_BEFORE_CUT && goes_on && is_cut
}

/// The side with words that are misread forms of the other's, where the other's stand elsewhere in the texts too.
fn by_broken_words(a: &Article, b: &Article, stretches: &[Stretch]) -> Option<(bool, String)> {
    if stretches.iter().all(|&(_, _, share)| share >= 1.0) {
        return None;
    }
    let (text_a, text_b) = (a.text.as_str(), b.text.as_str());
    let (all_a, all_b) = (Words::of(text_a), Words::of(text_b));
    let (mut broken_a, mut broken_b) = (0, 0);
    for &(of_a, of_b, _) in stretches.iter().filter(|stretch| stretch.2 < 1.0) {
        for (x, y) in misread(of_a.of(text_a), of_b.of(text_b)) {
            let (is_x_known, is_y_known) = (all_a.twice(x) || all_b.once(x), all_b.twice(y) || all_a.once(y));
            broken_a += usize::from(is_y_known && !is_x_known);
            broken_b += usize::from(is_x_known && !is_y_known);
        }
    }
    let (most, least) = (broken_a.max(broken_b), broken_a.min(broken_b));
    let side = if broken_b > broken_a { "second" } else { "first" };
    let reason = || format!("{most} words of the {side} are misread forms of words in the other");
    (most >= BROKEN_WORDS + BROKEN_WORDS * least).then(|| (broken_b > broken_a, reason()))
}

/// The words of a text, once and repeated.
struct Words<'t> {
    once: FxHashSet<&'t str>,
    twice: FxHashSet<&'t str>,
}

impl<'t> Words<'t> {
    fn of(text: &'t str) -> Self {
        let mut words = Self { once: FxHashSet::default(), twice: FxHashSet::default() };
        for word in words_of(text) {
            if !words.once.insert(word) {
                words.twice.insert(word);
            }
        }
        words
    }

    fn once(&self, word: &str) -> bool {
        self.once.contains(word)
    }

    fn twice(&self, word: &str) -> bool {
        self.twice.contains(word)
    }
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
}

/// Words of equal length at one place that differ in one or two letters.
fn misread<'t>(a: &'t str, b: &'t str) -> Vec<(&'t str, &'t str)> {
    let (words_a, words_b): (Vec<&str>, Vec<&str>) = (words_of(a).collect(), words_of(b).collect());
    let (mut at_b, mut out) = (0, Vec::new());
    for word in words_a {
        let near = words_b[at_b..].iter().take(NEAR).position(|other| word == *other || is_misread(word, other));
        let Some(step) = near else { continue };
        let other = words_b[at_b + step];
        if word != other {
            out.push((word, other));
        }
        at_b += step + 1;
    }
    out
}

/// Words within which the same word is looked for on the other side.
const NEAR: usize = 6;

fn is_misread(a: &str, b: &str) -> bool {
    let differ = a.chars().zip(b.chars()).filter(|(x, y)| x != y).count();
    let length = a.chars().count();
    length >= LEAST_LETTERS && length == b.chars().count() && differ <= 1 + length / 8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_differ_in_a_letter_are_paired_at_their_place() {
        let found = misread("The council closed the harbour today", "The cou1cil closed tbe harbour on today");
        assert_eq!(found, [("council", "cou1cil")]);
    }

    #[test]
    fn words_stand_alone_or_not_at_all() {
        assert!(has_words("told Orsava News on Monday", "Orsava News"));
        assert!(!has_words("the Orsava Newsroom", "Orsava News"));
    }
}
