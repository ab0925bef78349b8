//! How common a word is in news of its language before any article of the heap was read.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

/// The table of all languages; `data/story/README.md` tells what it was made of and its layout.
static TABLE: &[u8] = include_bytes!("../../data/story/background.bin");

/// Words a report of common length has: turns the frequency of a word into the share of reports that hold it.
const REPORT_WORDS: f64 = 350.0;

/// Frequency of a word that the table of its language does not hold: below its last entry (one in a million).
const UNLISTED: f64 = 1e-7;

/// Frequency of a number: as a class, numbers recur far more often than their single values in a word list tell.
const NUMBER: f64 = 3e-6;

/// Word frequencies of one language, by the hash of the folded word, in steps of [`STEP`] decades.
pub(super) type Frequencies = FxHashMap<u32, u8>;

/// Decades of frequency per step of the table.
const STEP: f64 = 0.05;

static LANGUAGES: LazyLock<FxHashMap<String, Frequencies>> = LazyLock::new(|| parse(TABLE).unwrap_or_default());

/// The frequencies of a language, if the table has it.
pub(super) fn frequencies(language: &str) -> Option<&'static Frequencies> {
    LANGUAGES.get(language)
}

/// Share of reports in a language that hold a word.
pub(super) fn share(table: &Frequencies, id: u64, number: bool) -> f64 {
    let listed = table.get(&short(id)).map(|&step| 10f64.powf(-STEP * f64::from(step)));
    let frequency = listed.unwrap_or(if number { NUMBER } else { UNLISTED });
    1.0 - (-REPORT_WORDS * frequency).exp()
}

/// Half of a word's hash: enough for tables of some ten thousand words.
fn short(id: u64) -> u32 {
    (id >> 32) as u32
}

/// Entry of the table: code (four bytes, padded), number of words, hashes, steps.
fn parse(mut bytes: &[u8]) -> Option<FxHashMap<String, Frequencies>> {
    let mut languages = FxHashMap::default();
    while !bytes.is_empty() {
        let (code, rest) = bytes.split_at_checked(4)?;
        let (count, rest) = rest.split_at_checked(4)?;
        let count = u32::from_le_bytes(count.try_into().ok()?) as usize;
        let (hashes, rest) = rest.split_at_checked(count * 4)?;
        let (steps, rest) = rest.split_at_checked(count)?;
        let hashes = hashes.chunks_exact(4).filter_map(|four| Some(u32::from_le_bytes(four.try_into().ok()?)));
        let code = std::str::from_utf8(code).ok()?.trim_end().to_owned();
        languages.insert(code, hashes.zip(steps.iter().copied()).collect());
        bytes = rest;
    }
    Some(languages)
}

/// One language of the table, made from folded words and their frequencies. For the command that makes the table.
pub fn table_entry(code: &str, words: &[(String, f64)]) -> Vec<u8> {
    let step = |frequency: f64| (-frequency.log10() / STEP).round().clamp(0.0, 255.0) as u8;
    let mut entries: Vec<(u32, u8)> =
        words.iter().map(|(word, frequency)| (short(xxh3_64(word.as_bytes())), step(*frequency))).collect();
    entries.sort_unstable();
    entries.dedup_by_key(|entry| entry.0);
    let mut out = format!("{code:4}").into_bytes();
    out.truncate(4);
    out.extend((entries.len() as u32).to_le_bytes());
    out.extend(entries.iter().flat_map(|entry| entry.0.to_le_bytes()));
    out.extend(entries.iter().map(|entry| entry.1));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_word_is_common_and_a_name_is_not() {
        let english = frequencies("en").unwrap();
        assert!(share(english, xxh3_64(b"the"), false) > 0.99);
        assert!(share(english, xxh3_64(b"marlowsund"), false) < 0.001);
    }

    #[test]
    fn a_table_reads_back_what_was_written() {
        let bytes = table_entry("xx", &[("harbour".to_owned(), 1e-4)]);
        let read = parse(&bytes).unwrap();
        let share = share(&read["xx"], xxh3_64(b"harbour"), false);
        assert!((share - 0.0344).abs() < 0.001, "{share}");
    }
}
