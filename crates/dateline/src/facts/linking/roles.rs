//! Roles that stand for a person: "the Kenyan president", "the German chancellor".
//!
//! A person gets a role where the text puts it beside the name ("Kenyan President Amina Otieno", "Amina Otieno, the
//! Kenyan president"). A role without a name then means the one person of the group who has it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::facts::lists::{List, lines, pairs, words as list};
use crate::facts::places::{lookup, of_demonym};
use crate::facts::tagger::units::{Case, Unit, folded, units};
use crate::facts::{EntityId, Marked, Mention, NameKind};
use crate::text::Span;

/// Role words with the wider roles that each includes ("president": "leader").
static ROLES: LazyLock<BTreeMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    lines(include_str!("../../../data/names/roles.tsv"))
        .map(|line| {
            let mut fields = line.split('\t');
            let role = fields.next().unwrap_or_default();
            (role, fields.next().unwrap_or_default().split(',').filter(|wider| !wider.is_empty()).collect())
        })
        .collect()
});

/// Adjectives of parties, whose nominee somebody is as the leader of a country, with the party they name.
static PARTIES: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| pairs("parties").collect());

/// Words right before a role that say it is another one.
static NOT_THE_OFFICE: List = List::new(|| list("not the office"));

/// Who has the same role in another country as the one before: "President Amina Otieno met her Norland counterpart".
const COUNTERPART: &str = "counterpart";

/// A role in a country; an empty code where the text names none.
type Office = (&'static str, &'static str);

/// Who has which role.
pub(super) type Known = BTreeMap<Office, BTreeSet<(EntityId, String)>>;

/// A role as it stands in a text.
struct RoleSpot {
    span: Span,
    role: &'static str,
    country: &'static str,
    /// First and one past the last unit.
    units: (usize, usize),
    /// Number of its sentence.
    sentence: usize,
}

/// Takes away what an earlier linking of the same article found.
pub(super) fn forget(marked: &mut Marked) {
    marked.marks.roles.clear();
}

/// The roles that the texts of some articles put beside names.
pub(super) fn known<'a>(articles: impl Iterator<Item = &'a Marked>) -> Known {
    let mut known = Known::new();
    for marked in articles {
        let mut before: Option<(usize, &'static str)> = None;
        for role in all_roles(marked) {
            let of_both = before.filter(|before| role.role == COUNTERPART && before.0 == role.sentence);
            let role = RoleSpot { role: of_both.map_or(role.role, |before| before.1), ..role };
            before = Some((role.sentence, role.role));
            let Some(person) = beside(marked, &role) else { continue };
            let (Some(entity), Some(canonical)) = (&person.entity, &person.canonical) else { continue };
            let wider = ROLES.get(role.role).into_iter().flatten().copied();
            for name in std::iter::once(role.role).chain(wider) {
                for country in ["", role.country] {
                    known.entry((name, country)).or_default().insert((entity.clone(), canonical.clone()));
                }
            }
        }
    }
    known
}

/// Adds a mention for each role that stands alone and means one known person: the one whom its own article puts it
/// beside, else the one of the group.
pub(super) fn link(marked: &mut Marked, here: &Known, group: &Known) {
    let mut found = Vec::new();
    for role in all_roles(marked) {
        if beside(marked, &role).is_some() {
            continue;
        }
        let office = (role.role, role.country);
        let Some(holders) = here.get(&office).or_else(|| group.get(&office)) else { continue };
        if let (1, Some((entity, canonical))) = (holders.len(), holders.first()) {
            found.push(Mention {
                span: role.span,
                kind: NameKind::Person,
                entity: Some(entity.clone()),
                canonical: Some(canonical.clone()),
                rule: "role-of-known-person",
            });
        }
    }
    marked.marks.roles = found;
}

/// The person whose name stands right before or after a role, or after a comma.
fn beside<'a>(marked: &'a Marked, role: &RoleSpot) -> Option<&'a Mention> {
    let text = marked.article.text.as_str();
    let names = &marked.marks.names;
    let after = names.partition_point(|name| name.span.start < role.span.end);
    let follows = names.get(after).filter(|name| {
        let between = &text[role.span.end as usize..name.span.start as usize];
        name.kind == NameKind::Person && between.trim_matches([' ', ',']).is_empty()
    });
    let precedes = || {
        let name = names[..after].iter().rev().find(|name| name.span.end <= role.span.start)?;
        let between = text[name.span.end as usize..role.span.start as usize].trim_end_matches("the ").trim();
        (name.kind == NameKind::Person && between == ",").then_some(name)
    };
    follows.or_else(precedes)
}

/// Every role with its country in the sentences of an article.
fn all_roles(marked: &Marked) -> Vec<RoleSpot> {
    let text = marked.article.text.as_str();
    let mut out = Vec::new();
    let mut parts = Vec::new();
    for (number, sentence) in marked.marks.sentences.iter().enumerate() {
        parts.clear();
        units(text, sentence.start as usize, sentence.end as usize, &mut parts);
        let mut at = 0;
        while at < parts.len() {
            match role_at(text, &parts, at) {
                Some(role) => {
                    at = role.units.1;
                    out.push(RoleSpot { sentence: number, ..role });
                }
                None => at += 1,
            }
        }
    }
    out
}

/// A role whose words begin at a unit, with the country before it ("Kenyan", "Kenya's") or after ("of Kenya").
fn role_at(text: &str, parts: &[Unit], at: usize) -> Option<RoleSpot> {
    let (role, end) = role_words(text, parts, at)?;
    let (mut from, mut to, mut country) = (at, end, "");
    if let Some((begin, code)) = country_before(text, parts, at) {
        (from, country) = (begin, code);
    } else if let Some((past, code)) = country_after(text, parts, end) {
        (to, country) = (past, code);
    }
    let span = Span { start: parts[from].start, end: parts[to - 1].end };
    // "5 PM" is an hour.
    if role == "pm" && at.checked_sub(1).is_some_and(|before| parts[before].case == Case::Digits) {
        return None;
    }
    let definite = from > 0 && word(text, &parts[from - 1]) == "the";
    // "a president", "former presidents": without a country only "the president" means somebody known; with one, a
    // capital role before a name needs no article.
    let capital = parts[at].is_capital();
    let before = |back: usize| from.checked_sub(back).map_or(String::new(), |at| word(text, &parts[at]));
    // "ex-president", "then-President".
    let prefix = if before(1) == "-" { before(2) } else { before(1) };
    let other = NOT_THE_OFFICE.contains(&prefix.as_str());
    // "Norland's president from 2010 to 2014".
    let until = parts.get(to).map_or(String::new(), |unit| word(text, unit));
    let years = parts.get(to + 1).is_some_and(|unit| unit.case == Case::Digits);
    let former = other || until == "until" || (years && matches!(until.as_str(), "from" | "between"));
    (!former && (definite || capital || !country.is_empty())).then_some(RoleSpot {
        span,
        role,
        country,
        units: (from, to),
        sentence: 0,
    })
}

fn word(text: &str, unit: &Unit) -> String {
    folded(&text[unit.start as usize..unit.end as usize])
}

fn role_words(text: &str, parts: &[Unit], at: usize) -> Option<(&'static str, usize)> {
    if !matches!(parts[at].case, Case::Lower | Case::Title | Case::Upper) {
        return None;
    }
    let first = word(text, &parts[at]);
    if let Some(next) = parts.get(at + 1) {
        let both = format!("{first} {}", word(text, next));
        if let Some((role, _)) = ROLES.get_key_value(both.as_str()) {
            return Some((role, at + 2));
        }
    }
    ROLES.get_key_value(first.as_str()).map(|(role, _)| (*role, at + 1))
}

fn country_before(text: &str, parts: &[Unit], at: usize) -> Option<(usize, &'static str)> {
    let name = |from: usize, to: usize| text[parts[from].start as usize..parts[to - 1].end as usize].to_owned();
    let possessive = at >= 3 && word(text, &parts[at - 1]) == "s" && parts[at - 2].case == Case::Mark;
    for length in [3, 2, 1] {
        let end = if possessive { at - 2 } else { at };
        let Some(from) = end.checked_sub(length).filter(|&from| parts[from].is_capital()) else { continue };
        let place = if possessive { lookup(&name(from, end)) } else { of_demonym(&name(from, end)) };
        let party = || PARTIES.get(folded(&name(from, end)).as_str()).copied();
        if let Some(code) = place.and_then(|place| place.country).or_else(party) {
            return Some((from, code));
        }
    }
    None
}

fn country_after(text: &str, parts: &[Unit], end: usize) -> Option<(usize, &'static str)> {
    if parts.get(end).is_none_or(|unit| word(text, unit) != "of") {
        return None;
    }
    for length in [3, 2, 1] {
        let to = end + 1 + length;
        if to <= parts.len() && parts[end + 1].is_capital() {
            let name = &text[parts[end + 1].start as usize..parts[to - 1].end as usize];
            if let Some(code) = lookup(name).and_then(|place| place.country) {
                return Some((to, code));
            }
        }
    }
    None
}
