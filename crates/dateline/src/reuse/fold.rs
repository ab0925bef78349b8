//! [`Folded`]: a text reduced to what a copyist keeps.
//!
//! Case, punctuation, quotation marks, blanks and accents go; letters and digits stay, one byte each, so that a gram
//! of letters is as long in Cyrillic as in Latin. An ideograph weighs three letters, because it carries about a word.

use unicode_normalization::char::decompose_canonical;
use xxhash_rust::xxh3::xxh3_128;

use crate::text::Span;

/// Letters in a gram that is posted in the index: about three and a half words. Shorter ones are shared by chance
/// ("president barack obama" is 20), longer ones seldom survive scanning errors.
pub(super) const GRAM: usize = 16;

/// One gram in so many is posted: a run of 20 words then has 10 posted grams, and misses two with p < 0.001.
const SAMPLING: u64 = 8;

/// Posted grams of one article at most; beyond, the sampling is halved until they fit. 16,384 grams are a text of
/// about 160 kB, so that no news article is thinned.
const MOST_GRAMS: usize = 16_384;

/// The letters of a text and where each stands.
#[derive(Debug, Default)]
pub(super) struct Folded {
    /// One byte a letter.
    pub(super) letters: Vec<u8>,
    /// For each letter the byte where its character starts in the text.
    pub(super) at: Vec<u32>,
}

/// A posted gram.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Gram {
    /// Its hash.
    pub(super) hash: u64,
    /// Its first letter.
    pub(super) letter: u32,
}

impl Folded {
    /// Folds a text.
    pub(super) fn new(text: &str) -> Self {
        let mut folded = Self { letters: Vec::with_capacity(text.len()), at: Vec::with_capacity(text.len()) };
        for (at, c) in text.char_indices() {
            if c.is_ascii() {
                if c.is_ascii_alphanumeric() {
                    folded.push(c.to_ascii_lowercase() as u8, at);
                }
            } else if c.is_alphanumeric() {
                folded.push_wide(c, at);
            }
        }
        folded
    }

    fn push(&mut self, letter: u8, at: usize) {
        self.letters.push(letter);
        self.at.push(at as u32);
    }

    fn push_wide(&mut self, c: char, at: usize) {
        for lower in c.to_lowercase() {
            if is_ideograph(lower) {
                let mixed = (lower as u32).wrapping_mul(0x9E37_79B1);
                for shift in [8, 16, 24] {
                    self.push((mixed >> shift) as u8 | 0x80, at);
                }
                continue;
            }
            decompose_canonical(lower, |part| {
                if part.is_ascii_alphanumeric() {
                    self.push(part as u8, at);
                } else if part.is_alphanumeric() {
                    self.push(((part as u32).wrapping_mul(0x9E37_79B1) >> 24) as u8 | 0x80, at);
                }
            });
        }
    }

    /// Number of letters.
    pub(super) fn len(&self) -> usize {
        self.letters.len()
    }

    /// A fingerprint of all the letters: equal for texts that differ only in what folding drops.
    pub(super) fn digest(&self) -> u128 {
        xxh3_128(&self.letters)
    }

    /// The characters of the letters `from..to`.
    pub(super) fn span(&self, text: &str, from: usize, to: usize) -> Span {
        let last = self.at[to - 1] as usize;
        let width = text[last..].chars().next().map_or(0, char::len_utf8);
        Span::new(self.at[from] as usize, last + width)
    }

    /// Whether a word starts at this letter; the end of the text counts.
    pub(super) fn starts_word(&self, text: &str, letter: usize) -> bool {
        let Some(&at) = self.at.get(letter) else { return true };
        let before = text[..at as usize].chars().next_back();
        let here = text[at as usize..].chars().next();
        !before.is_some_and(is_inside_word) || here.is_some_and(is_ideograph)
    }

    /// The grams to post, by hash, each once (at its first place).
    pub(super) fn grams(&self) -> Vec<Gram> {
        let mut sampling = SAMPLING;
        loop {
            let mut grams = self.sampled(sampling);
            grams.sort_unstable();
            grams.dedup_by_key(|gram| gram.hash);
            if grams.len() <= MOST_GRAMS {
                return grams;
            }
            sampling *= 2;
        }
    }

    fn sampled(&self, sampling: u64) -> Vec<Gram> {
        let mut out = Vec::with_capacity(self.len() / sampling as usize + 8);
        each_gram::<GRAM>(&self.letters, |letter, rolled| {
            let hash = mix(rolled);
            if hash.is_multiple_of(sampling) {
                out.push(Gram { hash, letter: letter as u32 });
            }
        });
        out
    }
}

/// Whether [`Folded::grams`] thins the sample of a text of so many letters.
pub(super) fn is_thinned(letters: usize) -> bool {
    letters / SAMPLING as usize > MOST_GRAMS
}

/// An apostrophe or hyphen between letters does not start a word.
fn is_inside_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\'' | '’')
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Calls `visit` with the start and the rolling hash of each gram of `N` letters.
pub(super) fn each_gram<const N: usize>(letters: &[u8], mut visit: impl FnMut(usize, u64)) {
    const BASE: u64 = 0x0100_0000_01B3;
    let out_weight = (1..N).fold(1_u64, |weight, _| weight.wrapping_mul(BASE));
    let mut rolled = 0_u64;
    for (at, &letter) in letters.iter().enumerate() {
        if at >= N {
            rolled = rolled.wrapping_sub(out_weight.wrapping_mul(u64::from(letters[at - N]) + 1));
        }
        rolled = rolled.wrapping_mul(BASE).wrapping_add(u64::from(letter) + 1);
        if at + 1 >= N {
            visit(at + 1 - N, rolled);
        }
    }
}

/// Spreads a rolling hash over all bits (the finaliser of SplitMix64).
pub(super) fn mix(rolled: u64) -> u64 {
    let a = (rolled ^ (rolled >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let b = (a ^ (a >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    b ^ (b >> 31)
}
