//! The word lists of `data/names/`, read in one way: a line is an entry, `#` opens a comment.
//!
//! Lists of a few words share two files, a list in a line: its name, a tab, its words with commas between them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::tagger::units::folded_hash;

/// A list of words, read when it is first asked for.
pub(super) type List = LazyLock<&'static [&'static str]>;

/// The lists in lines of their own, by their names.
static SHORT_LISTS: LazyLock<BTreeMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let files = [include_str!("../../data/names/inside_names.tsv"), include_str!("../../data/names/beside_names.tsv")];
    let rows = files.into_iter().flat_map(lines).filter_map(|line| line.split_once('\t'));
    rows.map(|(name, words)| (name, words.split(',').collect())).collect()
});

/// The entries of a file, in order.
pub(super) fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The words of a short list, in the order of its line.
pub(super) fn words(name: &str) -> &'static [&'static str] {
    let words = SHORT_LISTS.get(name).map_or(&[][..], Vec::as_slice);
    debug_assert!(!words.is_empty(), "no list is called {name}");
    words
}

/// The pairs of a short list whose entries are a key, `=` and what it stands for.
pub(super) fn pairs(name: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    words(name).iter().filter_map(|pair| pair.split_once('='))
}

/// Hashes of words, as the units of a page have them.
pub(super) fn hashes(words: impl IntoIterator<Item = &'static str>) -> FxHashSet<u32> {
    words.into_iter().map(folded_hash).collect()
}

/// The title that a folded abbreviation stands for.
pub(super) fn full_title(short: &str) -> Option<&'static str> {
    static TITLES: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| pairs("short titles").collect());
    TITLES.get(short).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_an_entry_and_comments_are_none() {
        assert_eq!(lines("# a\nb\n\nc\td\n").collect::<Vec<_>>(), ["b", "c\td"]);
    }

    #[test]
    fn short_lists_have_words_and_no_word_twice() {
        assert!(SHORT_LISTS.len() > 20);
        for (name, words) in SHORT_LISTS.iter() {
            let once: std::collections::BTreeSet<_> = words.iter().collect();
            assert!(once.len() == words.len() && !once.contains(&""), "{name}");
        }
    }

    #[test]
    fn titles_in_short_have_a_full_form() {
        assert_eq!(full_title("sen"), Some("senator"));
        assert_eq!(full_title("senator"), None);
    }
}
