//! What a phrase is about: its head, and the name that it holds.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::facts::lists::{List, lines, words as list};
use crate::facts::places::{PlaceKind, lookup, of_demonym, place_entity};
use crate::facts::tagger::units::{Case, Unit, folded, units};
use crate::facts::{EntityId, Marked, NameKind, stands_for};
use crate::text::Span;

/// What a phrase says of whom or what it means.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Phrase {
    /// The word that carries it, folded, without its plural ending ("peak" of "the country's highest peaks"); empty
    /// where there is none.
    pub head: String,
    /// Whether the head has a plural ending.
    pub plural: bool,
    /// Where that word stands.
    pub head_span: Span,
    /// The entity that it names, with its kind.
    pub entity: Option<(EntityId, NameKind)>,
    /// What kind of word the head is.
    pub class: Class,
}

/// Kinds of heads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// "he", "her".
    Pronoun(Pronoun),
    /// A name.
    Name,
    /// A day, an hour, a year.
    Time,
    /// Any other.
    Noun,
}

/// What a pronoun can stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pronoun {
    /// A man.
    He,
    /// A woman.
    She,
    /// A thing or organisation.
    It,
    /// Several.
    They,
    /// What stands right before it ("who", "which").
    Relative,
    /// Nobody that the text names ("I", "you").
    Open,
}

/// Words that open a phrase and are no part of what it means.
static OPENERS: LazyLock<BTreeSet<&str>> =
    LazyLock::new(|| lines(include_str!("../../../data/names/openers.txt")).collect());
/// Words at which the head of a phrase lies behind.
static BOUNDS: LazyLock<BTreeSet<&str>> =
    LazyLock::new(|| lines(include_str!("../../../data/names/bounds.txt")).collect());

/// Reads the phrase at `span` of a marked article.
pub(super) fn read(marked: &Marked, span: Span) -> Phrase {
    let text = marked.article.text.as_str();
    let mut parts = Vec::new();
    units(text, span.start as usize, span.end as usize, &mut parts);
    let words: Vec<String> = parts.iter().map(|unit| folded(&text[unit.start as usize..unit.end as usize])).collect();
    let whole: Vec<&str> =
        words.iter().map(String::as_str).filter(|word| word.chars().any(char::is_alphanumeric)).collect();
    let open = Phrase { head: String::new(), plural: false, head_span: span, entity: None, class: Class::Noun };
    if let [only] = whole[..]
        && let Some(pronoun) = pronoun(only)
    {
        return Phrase { head: only.to_owned(), class: Class::Pronoun(pronoun), ..open };
    }
    let (from, to) = core(&parts, &words);
    let is_head = |at: &usize| is_word(&parts[*at]) && !is_possessive(&parts, &words, *at);
    let Some(at) = (from..to).rev().find(is_head) else { return open };
    let head_span = Span { start: parts[at].start, end: parts[at].end };
    let entity = named(marked, head_span)
        .or_else(|| apposition(marked, span, head_span))
        .or_else(|| government(marked, span, head_span, &words[at]));
    let time = marked.times.iter().any(|time| time.span.overlaps(head_span));
    let class = match (&entity, time) {
        (Some(_), _) => Class::Name,
        (None, true) => Class::Time,
        (None, false) => Class::Noun,
    };
    let (head, plural) = singular(&words[at]);
    Phrase { head, plural: plural && class == Class::Noun, head_span, entity, class }
}

/// The person whose name follows a comma behind a role ("the coach, Ana Ruiz").
fn apposition(marked: &Marked, span: Span, head: Span) -> Option<(EntityId, NameKind)> {
    let text = marked.article.text.as_str();
    let names = &marked.marks.names;
    let first = names.partition_point(|name| name.span.start < head.end);
    let name = names.get(first).filter(|name| name.kind == NameKind::Person && name.span.end <= span.end)?;
    let between = text[head.end as usize..name.span.start as usize].trim();
    let entity = name.entity.clone().filter(|_| between == ",")?;
    Some((entity, NameKind::Person))
}

/// A noun without its plural ending, and whether it had one.
pub(super) fn singular(word: &str) -> (String, bool) {
    let cut = match word {
        "men" | "women" => return (word.replace("men", "man"), true),
        "people" | "police" | "news" => None,
        _ if word.len() < 4 || word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") => None,
        _ if word.ends_with("ies") => return (format!("{}y", &word[..word.len() - 3]), true),
        _ if ["ches", "shes", "sses", "xes"].iter().any(|ending| word.ends_with(ending)) => word.strip_suffix("es"),
        _ => word.strip_suffix('s'),
    };
    (cut.unwrap_or(word).to_owned(), cut.is_some())
}

fn is_word(unit: &Unit) -> bool {
    unit.case != Case::Mark
}

/// The `s` of "Ana's".
fn is_possessive(parts: &[Unit], words: &[String], at: usize) -> bool {
    at > 0 && words[at] == "s" && parts[at - 1].case == Case::Mark
}

/// The part of a phrase that its head ends: less what opens it, up to the first preposition or comma behind a word.
fn core(parts: &[Unit], words: &[String]) -> (usize, usize) {
    let opens = |at: &usize| !is_word(&parts[*at]) || OPENERS.contains(words[*at].as_str());
    let from = (0..parts.len()).find(|at| !opens(at)).unwrap_or(0);
    let ends = |at: &usize| {
        let mark = matches!(words[*at].as_str(), "," | "(" | ";" | ":" | "–" | "—");
        mark || (parts[*at].case == Case::Lower && BOUNDS.contains(words[*at].as_str()))
    };
    let to = (from + 1..parts.len()).find(ends).unwrap_or(parts.len());
    (from, to)
}

/// The entity of the name or role that the head is a part of.
fn named(marked: &Marked, head: Span) -> Option<(EntityId, NameKind)> {
    let within = |list: &[crate::facts::Mention]| {
        let found = list.iter().find(|mention| mention.span.overlaps(head))?;
        let holder = stands_for(&marked.article, found).map(|(country, _)| (country, NameKind::Place));
        holder.or_else(|| found.entity.clone().map(|entity| (entity, found.kind)))
    };
    let names = &marked.marks.names;
    let first = names.partition_point(|name| name.span.end <= head.start);
    within(&names[first..names.len().min(first + 1)]).or_else(|| within(&marked.marks.roles))
}

/// Nouns for those who rule a country; with its name or adjective they mean it as one that acts.
static RULERS: List = List::new(|| list("rulers"));

/// The country of "the Kenyan government", "the government of Kenya".
fn government(marked: &Marked, span: Span, head: Span, word: &str) -> Option<(EntityId, NameKind)> {
    if !RULERS.contains(&word) {
        return None;
    }
    let text = marked.article.text.as_str();
    let names = &marked.marks.names;
    let first = names.partition_point(|name| name.span.end <= span.start);
    let beside = names[first..].iter().take_while(|name| name.span.end <= span.end).find(|name| {
        let before = name.span.end <= head.start && text[name.span.end as usize..head.start as usize].len() <= 3;
        before || text.get(head.end as usize..name.span.start as usize).is_some_and(|of| of.trim() == "of")
    })?;
    let said = beside.span.of(text);
    let country = of_demonym(said).or_else(|| lookup(said)).filter(|place| place.kind == PlaceKind::Country)?;
    Some((place_entity(&country), NameKind::Place))
}

/// What each pronoun can stand for.
static PRONOUNS: LazyLock<BTreeMap<&str, Pronoun>> = LazyLock::new(|| {
    let kinds = [
        ("he", Pronoun::He),
        ("she", Pronoun::She),
        ("it", Pronoun::It),
        ("they", Pronoun::They),
        ("relative", Pronoun::Relative),
        ("nobody named", Pronoun::Open),
    ];
    kinds.into_iter().flat_map(|(name, kind)| list(name).iter().map(move |word| (*word, kind))).collect()
});

fn pronoun(word: &str) -> Option<Pronoun> {
    PRONOUNS.get(word).copied()
}
