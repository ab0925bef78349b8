//! Chains: which phrases of a group of articles mean the same person, place or thing.
//!
//! In: the linked articles of a story and stretches of their texts, names or not. Out: the number of the chain of each
//! stretch. In the manner of sieves (Raghunathan et al. 2010, "A multi-pass sieve for coreference resolution"), sure
//! steps come first: one entity, one expression of time, the same head, a role that the texts put beside one name, and
//! last pronouns, each to a phrase before it in its own article.
//!
//! Does not know the world: two nouns that only a reader connects ("the accountant", "the suspect") stay apart.

mod phrase;
mod pronouns;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::lists::lines;
use super::{EntityId, Marked, NameKind};
use crate::text::Span;
use phrase::{Class, Phrase};

/// A stretch of the text of one of a group's articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stretch {
    /// Index of the article in the group.
    pub article: usize,
    /// Where it stands.
    pub span: Span,
}

/// Nouns that stand for one thing, with the noun that stands for all.
static SAME_THINGS: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| {
    let mut out = BTreeMap::new();
    for line in lines(include_str!("../../../data/names/same_things.tsv")) {
        let mut words = line.split('\t');
        let Some(first) = words.next() else { continue };
        out.extend(words.map(|word| (word, first)));
    }
    out
});

/// The chain of each stretch, as numbers from 0 in order of the first stretch. The articles are linked, see
/// [`super::link`].
pub fn chains(group: &[&Marked], stretches: &[Stretch]) -> Vec<usize> {
    let phrases: Vec<Phrase> =
        stretches.iter().map(|stretch| phrase::read(group[stretch.article], stretch.span)).collect();
    let mut joined = Joined::new(stretches.len());
    let entity = |phrase: &Phrase| phrase.entity.as_ref().map(|(entity, _)| entity.0.clone());
    join_by(&mut joined, phrases.iter().map(entity));
    join_by(&mut joined, stretches.iter().zip(&phrases).map(|(stretch, phrase)| day_of(group, stretch, phrase)));
    join_heads(&mut joined, &phrases);
    join_roles(&mut joined, group, &phrases);
    pronouns::join(&mut joined, group, stretches, &phrases);
    joined.numbers()
}

/// Joins the phrases that share a key.
fn join_by(joined: &mut Joined, keys: impl Iterator<Item = Option<String>>) {
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    for (at, key) in keys.enumerate().filter_map(|(at, key)| Some((at, key?))) {
        joined.join(*first.entry(key).or_insert(at), at);
    }
}

/// The day that an expression of time was resolved to; the weekday that it names where it was not.
fn day_of(group: &[&Marked], stretch: &Stretch, phrase: &Phrase) -> Option<String> {
    /// Length of "2031-05-09".
    const DAY: usize = 10;
    if phrase.class != Class::Time {
        return None;
    }
    let marked = group[stretch.article];
    let time = marked.times.iter().find(|time| time.span.overlaps(phrase.head_span))?;
    let day = time.value.as_ref().map(|value| value.get(..DAY).unwrap_or(value).to_owned());
    day.or_else(|| {
        let said = stretch.span.of(marked.article.text.as_str()).to_lowercase();
        let mut words = said.split(|c: char| !c.is_alphabetic());
        words.find(|word| super::grammar::is_day(word)).map(str::to_owned)
    })
}

/// The noun or name that phrases about one thing share, with its number; none for pronouns.
fn head(phrase: &Phrase) -> Option<(&str, bool)> {
    let pronoun = matches!(phrase.class, Class::Pronoun(_));
    let head = SAME_THINGS.get(phrase.head.as_str()).copied().unwrap_or(&phrase.head);
    (!pronoun && !head.is_empty()).then_some((head, phrase.plural))
}

/// Phrases with one head mean one thing, but people who share a name are several.
fn join_heads(joined: &mut Joined, phrases: &[Phrase]) {
    let mut people: BTreeMap<(&str, bool), BTreeSet<&EntityId>> = BTreeMap::new();
    for phrase in phrases {
        if let (Some(head), Some((entity, NameKind::Person))) = (head(phrase), &phrase.entity) {
            people.entry(head).or_default().insert(entity);
        }
    }
    let shared = |head: &(&str, bool)| people.get(head).is_some_and(|known| known.len() > 1);
    let key = |phrase| head(phrase).filter(|head| !shared(head)).map(|(head, plural)| format!("{head} {plural}"));
    join_by(joined, phrases.iter().map(key));
}

/// A noun that the texts put beside the name of one person, and hardly of another, means that person ("coach Ana Ruiz").
fn join_roles(joined: &mut Joined, group: &[&Marked], phrases: &[Phrase]) {
    let beside = roles_beside_names(group);
    let mut person: BTreeMap<&EntityId, usize> = BTreeMap::new();
    for (at, phrase) in phrases.iter().enumerate() {
        if let Some((entity, NameKind::Person)) = &phrase.entity {
            person.entry(entity).or_insert(at);
        }
    }
    for (at, phrase) in phrases.iter().enumerate().filter(|(_, phrase)| phrase.class == Class::Noun) {
        let holders = beside.get(&phrase.head);
        if let Some(holder) = holders.and_then(main_holder).and_then(|entity| person.get(entity)) {
            joined.join(*holder, at);
        }
    }
}

/// Times that the texts put a noun beside one name for each time beside any other, for the noun alone to mean its
/// bearer: "the president" of news from one country, where others are named but once.
const MAINLY: usize = 4;

fn main_holder(holders: &BTreeMap<EntityId, usize>) -> Option<&EntityId> {
    let (entity, most) = holders.iter().max_by_key(|(_, count)| **count)?;
    let others = holders.values().sum::<usize>() - most;
    (*most >= MAINLY * others).then_some(entity)
}

/// Nouns that stand right before a person's name, with the people.
fn roles_beside_names(group: &[&Marked]) -> BTreeMap<String, BTreeMap<EntityId, usize>> {
    let mut out: BTreeMap<String, BTreeMap<EntityId, usize>> = BTreeMap::new();
    for marked in group {
        let text = marked.article.text.as_str();
        for name in marked.marks.names.iter().filter(|name| name.kind == NameKind::Person) {
            let Some(entity) = &name.entity else { continue };
            let before = text[..name.span.start as usize].trim_end();
            let glued = before.len() == name.span.start as usize;
            let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
            if !glued && word.len() >= 4 {
                *out.entry(word.to_lowercase()).or_default().entry(entity.clone()).or_default() += 1;
            }
        }
    }
    out
}

/// Sets of stretches that are joined step by step.
#[derive(Debug)]
pub(super) struct Joined(Vec<usize>);

impl Joined {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    /// The stretch that stands for the set of `at`.
    fn root(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    /// Makes two sets one.
    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }

    fn numbers(mut self) -> Vec<usize> {
        let mut known = BTreeMap::new();
        (0..self.0.len())
            .map(|at| {
                let (root, next) = (self.root(at), known.len());
                *known.entry(root).or_insert(next)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests;
