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

/// One gram in so many is posted, a power of two: a run of 20 words then has 10 posted grams, and misses two with p < 0.001.
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

/// What folding makes of each byte below 128: its lower-case letter or digit, or 0.
const ASCII: [u8; 128] = {
    let mut table = [0; 128];
    let mut byte = 0;
    while byte < 128_u8 {
        if byte.is_ascii_alphanumeric() {
            table[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    table
};

impl Folded {
    /// Folds a text.
    pub(super) fn new(text: &str) -> Self {
        let mut folded = Self { letters: Vec::with_capacity(text.len()), at: Vec::with_capacity(text.len()) };
        let mut from = 0;
        while let Some(first) = text[from..].chars().next() {
            if first.is_ascii() {
                let rest = &text.as_bytes()[from..];
                let run = rest.iter().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
                folded.push_ascii(&rest[..run], from);
                from += run;
            } else {
                if first.is_alphanumeric() {
                    folded.push_wide(first, from);
                }
                from += first.len_utf8();
            }
        }
        folded
    }

    /// Writes each byte and steps on only past letters: no branch for the processor to guess.
    fn push_ascii(&mut self, bytes: &[u8], from: usize) {
        let mut end = self.letters.len();
        self.letters.resize(end + bytes.len(), 0);
        self.at.resize(end + bytes.len(), 0);
        for (offset, &byte) in bytes.iter().enumerate() {
            let letter = ASCII[usize::from(byte & 127)];
            self.letters[end] = letter;
            self.at[end] = (from + offset) as u32;
            end += usize::from(letter != 0);
        }
        self.letters.truncate(end);
        self.at.truncate(end);
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
        for (letter, gram) in self.letters.windows(GRAM).enumerate() {
            let hash = mix(ends(gram));
            if hash & (sampling - 1) == 0 {
                out.push(Gram { hash, letter: letter as u32 });
            }
        }
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

/// The first and the last eight letters of a gram of 8 to 16, folded into one number.
pub(super) fn ends(gram: &[u8]) -> u64 {
    let first = gram.first_chunk().map_or(0, |letters| u64::from_le_bytes(*letters));
    let last = gram.last_chunk().map_or(0, |letters| u64::from_le_bytes(*letters));
    first.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ last.wrapping_mul(0xC2B2_AE3D_27D4_EB4F).rotate_left(32)
}

/// How many letters two runs have in common from the start.
pub(super) fn alike(a: &[u8], b: &[u8]) -> usize {
    let length = a.len().min(b.len());
    let mut at = 0;
    while let (Some(x), Some(y)) = (a[at..length].first_chunk::<8>(), b[at..length].first_chunk::<8>()) {
        let differing = u64::from_le_bytes(*x) ^ u64::from_le_bytes(*y);
        if differing != 0 {
            return at + differing.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    at + a[at..length].iter().zip(&b[at..length]).take_while(|(x, y)| x == y).count()
}

/// Spreads a number over all bits (the finaliser of SplitMix64).
pub(super) fn mix(number: u64) -> u64 {
    let a = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let b = (a ^ (a >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    b ^ (b >> 31)
}
