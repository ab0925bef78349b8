//! Where the main event happens.
//!
//! Names of places that stand together ("Oren, Norland", "Norland's Oren") are read as one. Each gets points for
//! standing early, for being named often, and for a preposition that puts something there.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::{Answer, OPENING};
use crate::facts::lists::{List, lines, words};
use crate::facts::places::{self, PlaceKind};
use crate::facts::{EntityId, Marked, Mention, NameKind};
use crate::text::Span;

/// Nouns of sites: a name that ends in one is a place behind a preposition of place ("outside Lind Tower").
static FACILITIES: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| lines(include_str!("../../../data/places/facilities.txt")).collect());
/// Nouns of settlements and regions that may stand between a preposition and a name ("in the city of").
static SETTLEMENTS: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| lines(include_str!("../../../data/places/settlements.txt")).collect());

/// Points for each further mention of a place in the text, up to so many mentions.
const MENTION: f32 = 0.3;
const MENTIONS: usize = 5;
/// Points for a place behind a preposition of place, and those taken from a country or region: a town in the opening is
/// nearer to the event than the country in the headline.
const LOCATED: f32 = 2.0;
const WIDE: f32 = 2.5;
/// Points taken from where somebody comes from ("a farmer from Oren"): it is not where the event is.
const ORIGIN: f32 = 2.0;
/// Points taken from a name that no gazetteer has: the town that a site lies in tells more readers where it is.
const UNKNOWN: f32 = 1.0;
/// Points for the headline and for the first sentence, and those that each later sentence has less.
const FIRST: f32 = 2.0;
const LATER: f32 = 0.3;
/// Names that one answer joins: more are a list of places.
const JOINED: usize = 3;
/// Those of them that are wider than a town.
static REGIONS: List = List::new(|| words("wider than a town"));
/// Words between a preposition of place and "of" ("in the northern Norlandic city of").
const SETTLEMENT_REACH: usize = 5;

/// Names of places that stand together.
struct Chain {
    span: Span,
    in_title: bool,
    /// Number of its sentence.
    sentence: usize,
    /// Mentions of the most mentioned of its places.
    mentions: usize,
    /// Whether a country or region is all that it names.
    wide: bool,
    /// Whether none of its places is in the gazetteer.
    unknown: bool,
    /// Points for what stands before it.
    stand: f32,
}

/// The place that headline and opening put the event at, with what lies around it; where they name none or but a
/// country, the best place of the whole text.
pub(super) fn place(marked: &Marked) -> Option<Answer> {
    let mut chains = chains(marked, &marked.article.title, &marked.marks.title_names, true);
    chains.extend(chains_of_text(marked));
    let best = |from_opening: bool| {
        let mut best: Option<(f32, &Chain)> = None;
        for chain in chains.iter().filter(|chain| !from_opening || chain.in_title || chain.sentence < OPENING) {
            let score = score(chain);
            if best.is_none_or(|(most, _)| score > most) {
                best = Some((score, chain));
            }
        }
        best.map(|(_, chain)| chain)
    };
    let of_opening = best(true);
    let wide = of_opening.is_some_and(|chain| chain.wide);
    let nearer = if wide { best(false).filter(|chain| !chain.wide && chain.stand > 0.0) } else { None };
    let found = nearer.or(of_opening).or_else(|| best(false));
    found.map(|chain| Answer { span: chain.span, in_title: chain.in_title })
}

fn score(chain: &Chain) -> f32 {
    let early = if chain.in_title { FIRST } else { FIRST - LATER * chain.sentence.min(2 * OPENING) as f32 };
    let wide = if chain.wide { WIDE } else { 0.0 };
    let unknown = if chain.unknown { UNKNOWN } else { 0.0 };
    early + MENTION * chain.mentions as f32 + chain.stand - wide - unknown
}

fn chains_of_text(marked: &Marked) -> Vec<Chain> {
    chains(marked, marked.article.text.as_str(), &marked.marks.names, false)
}

/// The chains among the names of a text.
fn chains(marked: &Marked, text: &str, names: &[Mention], in_title: bool) -> Vec<Chain> {
    let mentions = mentions(marked);
    let sentences = &marked.marks.sentences;
    let mut out: Vec<Chain> = Vec::new();
    let mut joined = 0;
    for name in names {
        let stand = stand(text, name.span);
        if !is_place(text, name, stand) {
            continue;
        }
        let wide = is_wide(text, name.span);
        let unknown = places::lookup(name.span.of(text)).is_none() && !is_settlement(text, name.span);
        let count =
            name.entity.as_ref().and_then(|entity| mentions.get(entity)).map_or(0, |&count| count.min(MENTIONS));
        if let Some(last) = out.last_mut().filter(|last| joined < JOINED && joins(text, last.span, name.span)) {
            last.span = last.span.join(name.span);
            last.wide &= wide;
            last.unknown &= unknown;
            last.mentions = last.mentions.max(count);
            joined += 1;
            continue;
        }
        let sentence = if in_title { 0 } else { sentences.partition_point(|sentence| sentence.end <= name.span.start) };
        out.push(Chain { span: name.span, in_title, sentence, mentions: count, wide, unknown, stand });
        joined = 1;
    }
    out
}

fn mentions(marked: &Marked) -> BTreeMap<&EntityId, usize> {
    let mut mentions: BTreeMap<&EntityId, usize> = BTreeMap::new();
    for entity in marked.marks.names.iter().filter_map(|name| name.entity.as_ref()) {
        *mentions.entry(entity).or_default() += 1;
    }
    mentions
}

/// Whether a name is a place, or a site that something is put at.
fn is_place(text: &str, name: &Mention, stand: f32) -> bool {
    let last = name.span.of(text).rsplit(' ').next().unwrap_or_default().to_lowercase();
    let site = name.kind != NameKind::Person && FACILITIES.contains(last.as_str());
    name.kind == NameKind::Place || (site && stand > 0.0)
}

/// Whether a place is a country or region, by the gazetteer or by what stands before it ("the province of Oren").
fn is_wide(text: &str, span: Span) -> bool {
    let mut before = text[..span.start as usize].split_whitespace().rev().map(str::to_lowercase);
    let region = before.next().is_some_and(|word| word == "of")
        && before.next().is_some_and(|word| REGIONS.contains(&word.as_str()));
    region || places::lookup(span.of(text)).is_some_and(|place| place.kind != PlaceKind::Town)
}

/// Whether the text calls a place a settlement or region, in its name ("Oren County") or before it ("the city of Oren").
fn is_settlement(text: &str, span: Span) -> bool {
    let settlement = |word: &str| SETTLEMENTS.contains(word.to_lowercase().as_str());
    let mut before = text[..span.start as usize].split_whitespace().rev();
    let called = before.next() == Some("of") && before.next().is_some_and(settlement);
    called || span.of(text).rsplit(' ').next().is_some_and(settlement)
}

/// Points for what stands before a place: a preposition of place, or one of origin.
fn stand(text: &str, span: Span) -> f32 {
    let mut before = text[..span.start as usize].split_whitespace().rev().map(str::to_lowercase);
    let first = before.next().unwrap_or_default();
    let settled = first == "of" && {
        let settlement = before.next().is_some_and(|word| SETTLEMENTS.contains(word.as_str()));
        settlement && before.take(SETTLEMENT_REACH).any(|word| locates(&word))
    };
    match first.as_str() {
        word if settled || locates(word) => LOCATED,
        "from" => -ORIGIN,
        _ => 0.0,
    }
}

fn locates(word: &str) -> bool {
    matches!(word, "in" | "at" | "near" | "outside" | "off" | "inside")
}

/// Whether what stands between two names of places makes them one ("Oren, Norland", "Oren province in Norland").
fn joins(text: &str, first: Span, second: Span) -> bool {
    let Some(between) = text.get(first.end as usize..second.start as usize).map(str::trim) else { return false };
    let settlement = between.split([' ', ',']).next().unwrap_or_default().to_lowercase();
    let between = if SETTLEMENTS.contains(settlement.as_str()) { between[settlement.len()..].trim() } else { between };
    matches!(between, "," | "in" | ", in" | "(" | ", near" | "'s" | "’s" | "of")
}
