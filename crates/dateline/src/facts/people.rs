//! Nouns that mean people: "survivor", "officials", "crew".

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::lists::{List, lines, words};

/// Nouns that mean people or bodies of people, in the singular and where that differs in the plural.
static PEOPLE: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| lines(include_str!("../../data/names/people.txt")).collect());

/// Nouns for papers and counts that a headline lets speak.
static PAPERS: List = List::new(|| words("papers"));

/// Whether a word in small letters means people, or a paper that a headline lets speak ("Study: …").
pub(super) fn can_speak(word: &str) -> bool {
    is_people(word) || PAPERS.contains(&word)
}

/// Whether a word in small letters means people.
pub(super) fn is_people(word: &str) -> bool {
    let singular = |ending: &str, own: &str| word.strip_suffix(ending).map(|stem| format!("{stem}{own}"));
    let singular = [singular("s", ""), singular("es", ""), singular("ies", "y")];
    PEOPLE.contains(word) || singular.iter().flatten().any(|form| PEOPLE.contains(form.as_str()))
}
