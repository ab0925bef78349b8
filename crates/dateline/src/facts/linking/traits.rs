//! What the words beside a full name tell of its bearer: what they are, how old, of which town.
//!
//! In: a mention and its text. Out: [`Traits`], from the words right before the name ("Mayor", "19-year-old student"),
//! from what stands before its comma ("the mayor of Oren, Ana Ruiz") and from the asides behind it ("of Oren", ", 52, a
//! nurse from Oren"). What somebody was ("former") is left out: it tells nobody apart.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::forms::words;
use crate::facts::lists::{List, full_title, lines, words as list};
use crate::facts::places::{PlaceKind, lookup};
use crate::facts::{Mention, NameKind};

/// What a calling is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Calling {
    /// An office; one person may hold several in turn.
    Office,
    /// A profession from which people come into office.
    Profession,
    /// Any other.
    Work,
}

static CALLINGS: LazyLock<BTreeMap<&'static str, Calling>> = LazyLock::new(|| {
    let kind = |letter: &str| match letter {
        "o" => Calling::Office,
        "p" => Calling::Profession,
        _ => Calling::Work,
    };
    lines(include_str!("../../../data/names/callings.tsv"))
        .filter_map(|line| line.split_once('\t'))
        .map(|(word, letter)| (word, kind(letter)))
        .collect()
});

/// What stands beside names; the data file says which words each list holds.
static ANOTHER: List = List::new(|| list("another of the name"));
static KIN: List = List::new(|| list("kin"));
static ALSO_NAMED: List = List::new(|| list("also named"));
static NO_RELATION: List = List::new(|| list("no relation"));
static ASIDES: List = List::new(|| list("aside of no calling"));
static EX: List = List::new(|| list("of other days before a hyphen"));
static GONE: List = List::new(|| list("of other days"));

/// What is told of one bearer of a name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Traits {
    /// Callings, as nouns.
    pub callings: BTreeSet<&'static str>,
    /// Ages in years.
    pub ages: BTreeSet<u8>,
    /// Towns, folded.
    pub towns: BTreeSet<String>,
    /// "jr" or "sr".
    pub endings: BTreeSet<&'static str>,
    /// The text says in so many words that another one of this name is meant.
    pub another: bool,
}

/// What a calling is.
pub(super) fn calling(word: &str) -> Option<Calling> {
    CALLINGS.get(word).copied()
}

/// Characters before and behind a name that are read; an aside is rarely longer.
const REACH: usize = 120;
/// Words of an aside between two commas.
const ASIDE: usize = 10;
/// Ages that a paper gives.
const AGES: std::ops::RangeInclusive<u8> = 1..=110;

/// A text with its names.
pub(super) struct Page<'a> {
    /// The text.
    pub text: &'a str,
    /// Its names, in order.
    pub names: &'a [Mention],
}

/// What the words beside a person's name tell.
pub(super) fn traits(page: &Page, index: usize) -> Traits {
    let mut out = Traits::default();
    let name = &page.names[index];
    let (before, behind) = (before(page.text, name.span.start as usize), behind(page.text, name.span.end as usize));
    out.endings.extend(ending(name.span.of(page.text), behind));
    out.another = announced(page, index, before) || disowned(page, index, behind);
    leading(page, before, &mut out);
    if let Some(town) = behind.strip_prefix(" of ").filter(|_| !before.ends_with("former ")) {
        out.towns.extend(town_at(page, at_of(page.text, town)));
    }
    trailing(page, behind, &mut out);
    out
}

/// Where a slice of a text begins in it.
fn at_of(text: &str, part: &str) -> usize {
    part.as_ptr() as usize - text.as_ptr() as usize
}

fn before(text: &str, start: usize) -> &str {
    let from = text[..start].char_indices().rev().take(REACH).last().map_or(start, |(at, _)| at);
    let window = &text[from..start];
    window.rsplit(['\n', '“', '"', ';', '(']).next().unwrap_or(window)
}

fn behind(text: &str, end: usize) -> &str {
    let to = text[end..].char_indices().nth(REACH).map_or(text.len(), |(at, _)| end + at);
    let window = &text[end..to];
    window.split(['\n', '“', '"', ';']).next().unwrap_or(window)
}

/// "Jr." and "Sr." in a name or right behind it.
fn ending(name: &str, behind: &str) -> Option<&'static str> {
    let own = words(name).pop();
    let next = behind.trim_start_matches([',', ' ']).split([' ', '.', ',']).next().map(str::to_lowercase);
    [own, next].into_iter().flatten().find_map(|word| match word.as_str() {
        "jr" | "junior" => Some("jr"),
        "sr" | "senior" => Some("sr"),
        _ => None,
    })
}

/// "his namesake Ivo Lind", "another Ivo Lind", "Ivo Lind and his son, also named Ivo Lind", "Ivo Lind's son, Ivo Lind".
fn announced(page: &Page, index: usize, before: &str) -> bool {
    let said = before.trim_end_matches([' ', ',']).to_lowercase();
    if ANOTHER.iter().any(|phrase| said.ends_with(phrase)) {
        return true;
    }
    let kin = |said: &str| KIN.iter().any(|kin| said.strip_suffix(kin).is_some_and(|rest| rest.ends_with([' ', '-'])));
    let called = ALSO_NAMED.iter().find_map(|also| said.strip_suffix(also));
    if let Some(rest) = called {
        return kin(rest.trim_end_matches([' ', ',']));
    }
    let name = |at: usize| words(page.names[at].span.of(page.text));
    let own = name(index);
    let owner = index.checked_sub(1).filter(|&at| name(at) == own);
    let near = owner.is_some_and(|at| page.names[index].span.start - page.names[at].span.end < 20);
    near && kin(&said)
}

/// "(no relation)", "no relation to the mayor", "not related to the mayor": where nobody of another name is meant.
fn disowned(page: &Page, index: usize, behind: &str) -> bool {
    let aside = behind.trim_start_matches([',', ' ', '(']);
    let aside = aside.strip_prefix("who is ").unwrap_or(aside);
    let Some(rest) = NO_RELATION.iter().find_map(|phrase| aside.strip_prefix(phrase)) else { return false };
    let name = |at: usize| words(page.names[at].span.of(page.text));
    let own = name(index);
    let until = at_of(page.text, rest) + rest.find([',', ')', '.']).unwrap_or(rest.len());
    let person = |at: &usize| page.names[*at].kind == NameKind::Person;
    let inside = (index + 1..page.names.len()).take_while(|&at| (page.names[at].span.start as usize) < until);
    let mut named = inside.filter(person).map(name);
    // Whom a bare "no relation" means is certain only where nobody else of the family stands before.
    let family = |at: usize| name(at).last() == own.last() && name(at).len() > 1 && name(at) != own;
    behind.starts_with([',', ' ']) && named.all(|other| other == own) && !(0..index).filter(person).any(family)
}

/// Words before the name: "Mayor", "19-year-old student", or, before a comma, "the mayor of Oren".
fn leading(page: &Page, before: &str, out: &mut Traits) {
    if let Some(inside) = before.strip_suffix(", ") {
        let inside = inside.rsplit([',', ')']).next().unwrap_or(inside);
        let opens = ["the ", "The ", "a ", "A ", "an "].iter().filter_map(|opener| inside.rfind(opener)).max();
        if let Some(opens) = opens {
            phrase(page, &inside[opens..], out);
        }
        return;
    }
    let mut last: Vec<&str> = before.split(' ').rev().filter(|word| !word.is_empty()).take(4).collect();
    let beside = last.iter().position(|word| word.ends_with([',', '.', '\'', '’', ')']) && calling_of(word).is_none());
    last.truncate(beside.unwrap_or(last.len()));
    if last.iter().any(|word| gone(word)) {
        return;
    }
    out.callings.extend(last.first().and_then(|word| calling_of(word)));
    out.ages.extend(last.iter().take(3).filter_map(|word| years_old(word)));
}

/// Asides behind the name: each begins with an age, an article or a noun for what somebody is.
fn trailing(page: &Page, behind: &str, out: &mut Traits) {
    let aside = behind.find([',', '(']).filter(|&at| at < 30);
    let Some(at) = aside.filter(|&at| at <= 1 || behind.starts_with(" of ") || ending("", behind).is_some()) else {
        return;
    };
    for part in behind[at + 1..].split([',', '(', ')']).take(4) {
        let part = part.trim();
        let first = part.split(' ').next().unwrap_or("");
        if let Some(age) = part.strip_prefix("aged ").unwrap_or(part).parse().ok().filter(|age| AGES.contains(age)) {
            out.ages.insert(age);
        } else if matches!(first, "a" | "an" | "the" | "who") || calling_of(first).is_some() {
            phrase(page, part, out);
        } else if !(first.is_empty() || ASIDES.contains(&first)) {
            return;
        }
        if part.contains(['.', '?', '!']) && !part.contains("r.") {
            return;
        }
    }
}

/// "a 19-year-old student from Oren": the noun before the first small word, the age, the town.
fn phrase(page: &Page, said: &str, out: &mut Traits) {
    let mut noun = None;
    let mut found = Traits::default();
    let mut list = said.split(' ').take(ASIDE).peekable();
    while let Some(word) = list.next() {
        match word {
            _ if gone(word) => return,
            "of" | "from" => {
                found.callings.extend(noun.take());
                found.towns.extend(list.peek().and_then(|next| town_at(page, at_of(page.text, next))));
            }
            "and" | "who" | "said" | "was" | "were" | "is" | "has" | "had" | "in" | "at" | "for" | "with" => break,
            _ => {}
        }
        found.ages.extend(years_old(word));
        noun = calling_of(word).or(noun);
    }
    found.callings.extend(noun);
    out.callings.extend(found.callings);
    out.ages.extend(found.ages);
    out.towns.extend(found.towns);
}

/// Words that tell of other days.
fn gone(word: &str) -> bool {
    let word = word.to_lowercase();
    GONE.contains(&word.as_str()) || EX.iter().any(|opening| word.starts_with(opening))
}

fn calling_of(word: &str) -> Option<&'static str> {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    CALLINGS.get_key_value(full_title(&word).unwrap_or(&word)).map(|(known, _)| *known)
}

/// The years of "19-year-old".
fn years_old(word: &str) -> Option<u8> {
    let (years, rest) = word.split_once('-')?;
    let age = years.parse().ok().filter(|age| AGES.contains(age))?;
    rest.starts_with("year-old").then_some(age)
}

/// The place named at an offset, unless it is a country or a region: who comes from there is of one of its towns.
fn town_at(page: &Page, at: usize) -> Option<String> {
    let next = page.names.partition_point(|name| (name.span.start as usize) < at);
    let name = page.names.get(next).filter(|name| name.span.start as usize == at && name.kind == NameKind::Place)?;
    let town = name.span.of(page.text);
    lookup(town).is_none_or(|place| place.kind == PlaceKind::Town).then(|| words(town).join(" "))
}
