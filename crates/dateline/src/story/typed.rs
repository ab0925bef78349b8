//! What an article tells of its own event that tells events of a kind apart: a magnitude, a flight number, an edition, a
//! score, how many died, the day, the place.

use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;

use super::clustering::ReasonKind;
use super::days;
use super::profile::{in_dateline, in_lead, word_before};
use crate::date::DaySet;
use crate::facts::places::{self, Place, PlaceKind};
use crate::facts::{Figure, FigureScope, Marked, Mention, NameKind};
use crate::text::{Span, ascii_bounds};

const TABLE: &str = include_str!("../../data/story/typed_numbers.toml");

/// Event days nearer than this may be a time zone, a night or the steps of one event.
const DAYS_APART: i32 = 7;

/// Tolls that differ by less than this factor are counts of different hours.
const TOLL_FACTOR: f64 = 1.5;

/// Tolls below this are of one household or of some of the dead.
const LEAST_TOLL: f64 = 3.0;

/// Magnitudes nearer than this are those of two institutes, or rounded.
const MAGNITUDES_APART: f64 = 0.25;

/// Towns nearer than this may both be named for what happened between them: a quake, a crash, a storm.
const TOWNS_APART_KM: f64 = 150.0;

/// Bytes of the text in which a number is looked for: what stands below is mostly background.
const LEAD_BYTES: u32 = 1_200;

/// Bytes of the words around a number that say what it is.
const LONGEST_BYTES: u32 = 200;

/// One thing told.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Typed {
    /// What it is: "magnitude", "day of the event" …
    pub what: &'static str,
    pub value: Value,
    /// Where it stands.
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    /// A magnitude.
    Magnitude(f64),
    /// A count that grows: the number, and the day it was printed.
    Toll(f64, Option<i32>),
    /// A day.
    Day(i32),
    /// A place that was resolved.
    Place(Place),
    /// A name or a pair of numbers.
    Exact(String),
}

impl Value {
    /// Whether both can be told of one event.
    pub(super) fn agrees(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::Magnitude(one), Value::Magnitude(other)) => (one - other).abs() < MAGNITUDES_APART,
            (Value::Day(one), Value::Day(other)) => (one - other).abs() < DAYS_APART,
            (Value::Toll(one, day), Value::Toll(other, later)) => {
                let near = one.max(*other) < TOLL_FACTOR * one.min(*other);
                let grown =
                    matches!((day, later), (Some(day), Some(later)) if (one < other) == (day < later) && day != later);
                near || grown
            }
            (Value::Place(one), Value::Place(other)) => one_place(one, other),
            _ => self == other,
        }
    }

    /// Whether it is told once and for all. Magnitudes and counts of dead are put right in the hours after an event, both
    /// at a time: alone or together they make no second event.
    pub(super) fn stands(&self) -> bool {
        !matches!(self, Value::Magnitude(_) | Value::Toll(..))
    }

    /// Whether one member alone may have it wrong: a day or a place read from words around the event's own.
    pub(super) fn is_read(&self) -> bool {
        matches!(self, Value::Day(_) | Value::Place(_))
    }

    /// The kind of reason that it is.
    pub(super) fn kind(&self) -> ReasonKind {
        match self {
            Value::Day(_) => ReasonKind::Date,
            Value::Place(_) => ReasonKind::Place,
            Value::Magnitude(_) | Value::Toll(..) | Value::Exact(_) => ReasonKind::Number,
        }
    }
}

/// Whether an event can have both for its place: one lies in the other, or they are near each other.
fn one_place(one: &Place, other: &Place) -> bool {
    let (Some(here), Some(there)) = (one.country, other.country) else { return true };
    let towns = one.kind == PlaceKind::Town && other.kind == PlaceKind::Town;
    if towns { one.distance_km(other) < TOWNS_APART_KM } else { here == there }
}

/// What an article tells of its own event.
pub(super) fn typed(marked: &Marked) -> Vec<Typed> {
    let text = marked.article.text.as_str();
    let mut out: Vec<Typed> = figures(marked)
        .filter(|figure| figure.unit.as_deref() == Some("magnitude"))
        .map(|figure| Typed { what: "magnitude", value: Value::Magnitude(figure.value), span: figure.span })
        .collect();
    out.extend(toll(marked));
    out.extend(day(marked));
    out.extend(places_of(marked));
    out.extend(KINDS.iter().flat_map(|kind| kind.read(text)));
    out
}

/// Figures of the event itself in the lead.
fn figures(marked: &Marked) -> impl Iterator<Item = &Figure> {
    let own = |figure: &&Figure| figure.scope == FigureScope::Event && figure.span.start < LEAD_BYTES;
    marked.marks.figures.iter().filter(own)
}

/// The highest count of dead.
fn toll(marked: &Marked) -> Option<Typed> {
    let dead = |figure: &&Figure| {
        figure.value >= LEAST_TOLL
            && !figure.approx
            && figure.of.is_some()
            && figure.predicate.as_deref() == Some("kill")
    };
    let most = figures(marked).filter(dead).max_by(|a, b| a.value.total_cmp(&b.value))?;
    let day = days::published(marked).and_then(DaySet::single).map(days::day_number);
    Some(Typed { what: "number of dead", value: Value::Toll(most.value, day), span: most.span })
}

/// The day of the event, where the text itself tells it.
fn day(marked: &Marked) -> Option<Typed> {
    let number = days::told_day(marked)?;
    let event = &marked.dating.event;
    let span = event.evidence.iter().filter(|piece| piece.article.is_none()).find_map(|piece| piece.span)?;
    Some(Typed { what: "day of the event", value: Value::Day(number), span })
}

/// The places that the lead puts its event in. The dateline is the place of reporting.
fn places_of(marked: &Marked) -> impl Iterator<Item = Typed> {
    let named = marked.marks.names.iter().take_while(|name| in_lead(marked, name));
    let located = |name: &&Mention| {
        let place = name.kind == NameKind::Place && !in_dateline(marked, name);
        place && LOCATES.contains(&word_before(marked, name).as_str())
    };
    named.filter(located).filter_map(|name| {
        let place = places::resolved(name)?;
        Some(Typed { what: "place", value: Value::Place(place), span: name.span })
    })
}

/// Words before the place of an event.
const LOCATES: [&str; 5] = ["in", "at", "near", "off", "outside"];

#[derive(Deserialize)]
struct Table {
    number: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    kind: String,
    pattern: String,
    #[cfg_attr(not(test), expect(dead_code, reason = "a test runs the examples"))]
    fires: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "a test runs the examples"))]
    silent: Vec<String>,
}

/// A kind of number that words around it give away.
struct Kind {
    kind: String,
    pattern: Regex,
}

static ENTRIES: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let table: Table = toml::from_str(TABLE).expect("the shipped file is read by a test");
    table.number
});

static KINDS: LazyLock<Vec<Kind>> = LazyLock::new(|| {
    let kind = |entry: &Entry| {
        let pattern = Regex::new(&ascii_bounds(&entry.pattern)).expect("the shipped patterns are read by a test");
        Kind { kind: entry.kind.clone(), pattern }
    };
    ENTRIES.iter().map(kind).collect()
});

impl Kind {
    fn read(&'static self, text: &str) -> Vec<Typed> {
        let lead = &text[..text.floor_char_boundary((LEAD_BYTES + LONGEST_BYTES) as usize)];
        let found = self.pattern.captures_iter(lead).filter_map(|found| found.name("value"));
        let lead = found.take_while(|value| value.start() < LEAD_BYTES as usize);
        lead.map(|value| {
            let span = Span::new(value.start(), value.end());
            Typed { what: &self.kind, value: Value::Exact(bare(value.as_str())), span }
        })
        .collect()
    }
}

/// The digits of a value; of a pair of numbers the greater first, since reports name either side first.
fn bare(said: &str) -> String {
    let mut parts: Vec<u32> = said.split(['-', '–']).filter_map(|part| part.trim().parse().ok()).collect();
    if parts.len() < 2 {
        return said.chars().filter(char::is_ascii_digit).collect();
    }
    parts.sort_unstable_by(|a, b| b.cmp(a));
    parts.iter().map(u32::to_string).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_fires_and_stays_silent_on_its_examples() {
        for (entry, kind) in ENTRIES.iter().zip(KINDS.iter()) {
            assert!(entry.fires.len() >= 2 && entry.silent.len() >= 2, "{}", entry.kind);
            entry.fires.iter().for_each(|text| assert!(!kind.read(text).is_empty(), "{text}"));
            entry.silent.iter().for_each(|text| assert_eq!(kind.read(text), [], "{text}"));
        }
    }
}
