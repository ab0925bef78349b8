//! What the lines of a text have in common: which word beginnings of a line stand in other lines too.
//!
//! What an article tells it tells in words that come again (lexical cohesion, Halliday & Hasan 1976); a pointer to
//! another article shares few of them. A word says the more, the fewer pages have it.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::line::Line;
use crate::clean::RemovedKind;
use crate::clean::fold::word_hash;
use crate::clean::model::Lexicon;
use crate::clean::verdict::Verdict;

/// Letters of a word that is about something, and letters that inflection leaves alone.
const WORD_LETTERS: usize = 4;
const STEM_LETTERS: usize = 6;

/// Stems of a line that are looked at; a line of megabytes is no different from one of a page.
const STEMS_MAX: usize = 400;

/// How rare a stem is that no table knows.
const UNKNOWN: f32 = 1.0;

/// The stems of a text by line.
pub(super) struct Cohesion {
    /// Stems of each line, sorted, each once; none for lines that are not of the article.
    stems: Vec<Vec<u32>>,
    /// Short words of each line, sorted, each once.
    small: Vec<Vec<u32>>,
    /// In how many lines each stem or short word stands.
    lines_with: Vec<u32>,
    /// How rare each is, from 0 (on every page) to 1.
    rarity: Vec<f32>,
}

/// What some lines share with others, weighed by rarity.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Shared {
    /// Weight of the stems that stand elsewhere too.
    pub(super) known: f32,
    /// Weight of all.
    pub(super) all: f32,
    /// Weight of those elsewhere, each times the logarithm of how many lines have it.
    pub(super) used: f32,
}

impl Shared {
    /// Share of the weight that stands elsewhere; -1 for lines without a stem.
    pub(super) fn share(self) -> f32 {
        if self.all > 0.0 { self.known / self.all } else { -1.0 }
    }

    /// How much is elsewhere, on average.
    pub(super) fn use_of_each(self) -> f32 {
        if self.all > 0.0 { self.used / self.all } else { -1.0 }
    }
}

impl Cohesion {
    /// Of the lines that nothing has taken out, and the headline.
    pub(super) fn of(lines: &[Line<'_>], verdicts: &[Verdict], rarity: &Lexicon) -> Self {
        let mut numbers: FxHashMap<u64, u32> = FxHashMap::default();
        let mut found = Self { stems: Vec::new(), small: Vec::new(), lines_with: Vec::new(), rarity: Vec::new() };
        for (line, verdict) in lines.iter().zip(verdicts) {
            let (mut stems, mut small) = (Vec::new(), Vec::new());
            if counts(*verdict) {
                each_stem(line.text, &mut |stem| {
                    let next = numbers.len() as u32;
                    let hash = word_hash(stem.letters);
                    let number = *numbers.entry(hash).or_insert(next);
                    if number == next {
                        found.rarity.push(rarity.weight(hash).unwrap_or(UNKNOWN));
                        found.lines_with.push(0);
                    }
                    let into = if stem.is_small { &mut small } else { &mut stems };
                    if into.len() < STEMS_MAX {
                        into.push(number);
                    }
                });
            }
            for words in [&mut stems, &mut small] {
                words.sort_unstable();
                words.dedup();
                words.iter().for_each(|word| found.lines_with[*word as usize] += 1);
            }
            found.stems.push(stems);
            found.small.push(small);
        }
        found
    }

    /// How many stems a line has.
    pub(super) fn stems_of(&self, at: usize) -> usize {
        self.stems[at].len()
    }

    /// The stems of a line by their numbers, sorted.
    pub(super) fn stems(&self, at: usize) -> &[u32] {
        &self.stems[at]
    }

    /// The short words of a line by their numbers, sorted.
    pub(super) fn small(&self, at: usize) -> &[u32] {
        &self.small[at]
    }

    /// Numbers that stems and short words have, from 0.
    pub(super) fn number_of_stems(&self) -> usize {
        self.rarity.len()
    }

    /// How rare a stem is.
    pub(super) fn rarity(&self, stem: u32) -> f32 {
        self.rarity[stem as usize]
    }

    /// What a line shares with all others.
    pub(super) fn of_line(&self, at: usize) -> Shared {
        self.sum(&self.stems[at], |_| 1)
    }

    /// What a line and the one below it share with all others.
    pub(super) fn of_pair(&self, at: usize) -> Shared {
        pair_of(&self.stems, at, |words, inside| self.sum(words, inside))
    }

    /// Share of the short words of a line and the one below it that stand in other lines: those of the same language do.
    pub(super) fn small_of_pair(&self, at: usize) -> f32 {
        pair_of(&self.small, at, |words, inside| {
            let known = words.iter().filter(|word| self.lines_with[**word as usize] > inside(**word)).count();
            if words.is_empty() { -1.0 } else { known as f32 / words.len() as f32 }
        })
    }

    /// Share of the weight of one line's stems that stand in any of some other lines.
    pub(super) fn share_with(&self, at: usize, others: Range<usize>) -> f32 {
        let is_there = |stem: &u32| self.stems[others.clone()].iter().any(|other| other.binary_search(stem).is_ok());
        let weight = |stem: &u32| self.rarity[*stem as usize];
        let all: f32 = self.stems[at].iter().map(weight).sum();
        let known: f32 = self.stems[at].iter().filter(|stem| is_there(stem)).map(weight).sum();
        if all > 0.0 { known / all } else { -1.0 }
    }

    fn sum(&self, stems: &[u32], inside: impl Fn(u32) -> u32) -> Shared {
        let mut shared = Shared::default();
        for stem in stems {
            let weight = self.rarity[*stem as usize];
            let elsewhere = self.lines_with[*stem as usize].saturating_sub(inside(*stem));
            shared.all += weight;
            if elsewhere > 0 {
                shared.known += weight;
                shared.used += weight * (elsewhere as f32).ln_1p();
            }
        }
        shared
    }
}

/// Calls `weigh` with the words of two lines, each once, and with how many of the two have a word.
fn pair_of<T>(words: &[Vec<u32>], at: usize, weigh: impl Fn(&[u32], &dyn Fn(u32) -> u32) -> T) -> T {
    let (first, second) = (&words[at], &words[at + 1]);
    let mut both: Vec<u32> = first.iter().chain(second).copied().collect();
    both.sort_unstable();
    both.dedup();
    let inside =
        |word: u32| u32::from(first.binary_search(&word).is_ok()) + u32::from(second.binary_search(&word).is_ok());
    weigh(&both, &inside)
}

/// Whether a line counts for what the article is about: it is open, or its headline.
pub(super) fn counts(verdict: Verdict) -> bool {
    !verdict.is_dropped() || verdict == Verdict::Drop(RemovedKind::Furniture, "headline")
}

/// The beginning of a word.
pub(in crate::clean) struct Stem<'a> {
    /// Its letters in lower case.
    pub(in crate::clean) letters: &'a str,
    /// Whether the word is too short to be about something.
    pub(in crate::clean) is_small: bool,
}

/// Calls `see` with the beginning of each word, and with each pair of characters where a script has no blanks.
pub(in crate::clean) fn each_stem(text: &str, see: &mut dyn FnMut(Stem<'_>)) {
    let mut stem = String::new();
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        if word.chars().any(is_unspaced) {
            let mut before: Option<char> = None;
            for c in word.chars() {
                if let Some(before) = before {
                    stem.clear();
                    stem.extend([before, c]);
                    see(Stem { letters: &stem, is_small: false });
                }
                before = Some(c);
            }
            continue;
        }
        stem.clear();
        stem.extend(word.chars().take(STEM_LETTERS).flat_map(char::to_lowercase));
        see(Stem { letters: &stem, is_small: word.chars().nth(WORD_LETTERS - 1).is_none() });
    }
}

/// Letters of scripts that set no blanks between words: Thai to Burmese, Chinese and Japanese.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::scrape::line;
    use crate::intake::{Location, scrape_page};

    fn stems(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        each_stem(text, &mut |stem| found.push(stem.letters.to_owned()));
        found
    }

    #[test]
    fn words_are_known_by_their_beginning_and_unspaced_scripts_by_pairs() {
        assert_eq!(stems("Lighthouses, lighthouse: at 7!"), ["lighth", "lighth", "at"]);
        assert_eq!(stems("航天技术"), ["航天", "天技", "技术"]);
    }

    /// How much of the weight of a line and the one below it stands elsewhere.
    fn check(text: &str, at: usize, rarity: &str) -> f32 {
        let page = scrape_page(text, Location::default());
        let lines = line::lines(&page);
        Cohesion::of(&lines, &vec![Verdict::Open; lines.len()], &Lexicon::parse(rarity)).of_pair(at).share()
    }

    #[test]
    fn rare_words_that_come_again_weigh_more_than_common_ones() {
        let text = "ferry harbour\nevery window\ngarden ferry\nevery garden";
        assert_eq!(check(text, 0, ""), 0.5);
        assert!((check(text, 0, "every\t0.2\n") - 1.2 / 3.2).abs() < 1e-6);
    }

    #[test]
    fn a_word_that_both_lines_of_a_pair_have_is_not_elsewhere() {
        assert_eq!(check("ferry harbour\nferry window\ngarden", 0, ""), 0.0);
    }
}
