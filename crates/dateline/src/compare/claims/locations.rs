//! In which part of a country a place lies, as the origins say it.
//!
//! Two descriptions of one place exclude each other when no part of the country satisfies both: "north-east" and
//! "coastal" cannot both hold where the sea lies in the west. The gazetteer says which of them it bears out; that is a
//! note with its evidence and no verdict.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::rules::{Rule, rules};
use super::{Saying, Sources, row, teller};
use crate::compare::comparison::{CellState, Cited, Claim, ClaimKind, Remark};
use crate::compare::reading::one_line;
use crate::facts::places::{self, Place};
use crate::text::Span;

static COASTS: &str = include_str!("../../../data/compare/coasts.tsv");
static BOUNDS: &str = include_str!("../../../data/compare/bounds.tsv");

static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| rules(include_str!("../../../data/compare/locations.toml")));

/// The eight points of the compass as bits, from north by east.
type Sides = u8;

/// A place said to lie in a part of a country.
struct Located {
    origin: usize,
    cited: Cited,
    /// As written.
    phrase: String,
    place: Place,
    sides: Sides,
}

/// Rows for places that origins put into parts of a country that exclude each other, and what the gazetteer says.
pub(super) fn locations(sources: &Sources<'_>, remarks: &mut Vec<Remark>) -> Vec<Claim> {
    let mut by_place: BTreeMap<(&'static str, &'static str), Vec<Located>> = BTreeMap::new();
    for located in all_located(sources) {
        let country = located.place.country.unwrap_or_default();
        by_place.entry((country, located.place.name)).or_default().push(located);
    }
    let mut out = Vec::new();
    for ((country, name), told) in by_place {
        let against: Vec<bool> = told.iter().map(contradicts_gazetteer).collect();
        for (located, _) in told.iter().zip(&against).filter(|(_, against)| **against) {
            let side = side_in_country(&located.place).map_or("elsewhere", |side| SIDE_NAMES[side]);
            remarks.push(Remark {
                text: format!(
                    "“{}”: the gazetteer has {name} in the {side} of its country ({country})",
                    located.phrase
                ),
                citations: vec![located.cited],
            });
        }
        out.extend(conflict(sources, name, &told, &against));
    }
    out
}

fn all_located(sources: &Sources<'_>) -> Vec<Located> {
    let mut out: Vec<Located> = Vec::new();
    for sentence in &sources.reading.sentences {
        let text = sources.articles[sentence.article].article.text.slice(sentence.span);
        if !names_a_part(text) {
            continue;
        }
        for rule in RULES.iter() {
            for found in rule.pattern.captures_iter(text) {
                let Some(whole) = found.get(0) else { continue };
                let Some((place, sides)) = read(&found) else { continue };
                let span = Span::new(whole.start(), whole.end()).shifted(sentence.span.start as usize);
                let origin = sources.origin_of_member[sentence.member];
                out.push(Located {
                    origin,
                    cited: (sentence.article, span),
                    phrase: one_line(whole.as_str()),
                    place,
                    sides,
                });
            }
        }
    }
    out
}

/// Whether a sentence is worth the patterns.
fn names_a_part(sentence: &str) -> bool {
    ["north", "south", "east", "west", "coastal"].iter().any(|part| sentence.contains(part))
}

fn read(found: &regex::Captures<'_>) -> Option<(Place, Sides)> {
    let name = found.name("place")?.as_str();
    let within = found.name("within").and_then(|within| places::lookup(within.as_str()));
    let country = within.and_then(|place| place.country);
    let place = match country {
        Some(code) => places::lookup_in(name, code)?,
        None => places::lookup(name)?,
    };
    let of_a_country = within.is_none_or(|place| place.kind == places::PlaceKind::Country);
    let sides = sides(found.name("part")?.as_str(), place.country?)?;
    of_a_country.then_some((place, sides))
}

/// The parts of the country that a description allows.
fn sides(part: &str, country: &str) -> Option<Sides> {
    if part == "coastal" {
        let coast = COASTS.lines().find_map(|line| line.split_once('\t').filter(|(code, _)| *code == country))?;
        return Some(coast.1.split(' ').filter_map(compass).map(around).fold(0, |all, sides| all | sides));
    }
    let bare: String = part.chars().filter(|c| c.is_alphabetic()).collect();
    let bare = bare.strip_suffix("ern").unwrap_or(&bare);
    let point = match bare {
        "north" => "N",
        "northeast" => return compass("NE").map(|point| 1 << point),
        "east" => "E",
        "southeast" => return compass("SE").map(|point| 1 << point),
        "south" => "S",
        "southwest" => return compass("SW").map(|point| 1 << point),
        "west" => "W",
        "northwest" => return compass("NW").map(|point| 1 << point),
        _ => return None,
    };
    compass(point).map(around)
}

const SIDES: [&str; 8] = ["N", "NE", "E", "SE", "S", "SW", "W", "NW"];
const SIDE_NAMES: [&str; 8] =
    ["north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"];

fn compass(point: &str) -> Option<usize> {
    SIDES.iter().position(|side| *side == point)
}

/// A side with its two neighbours: "in the west" is said of the south-west too.
fn around(point: usize) -> Sides {
    (1 << point) | (1 << ((point + 1) % 8)) | (1 << ((point + 7) % 8))
}

/// On which side of its country the gazetteer has a place: the country is cut in thirds both ways, and no side is
/// wrong of what lies in the middle.
fn side_in_country(place: &Place) -> Option<usize> {
    let code = place.country?;
    let row = BOUNDS.lines().find_map(|line| line.split_once('\t').filter(|(known, _)| *known == code))?.1;
    let bounds: Vec<f64> = row.split('\t').filter_map(|bound| bound.parse().ok()).collect();
    let &[south, north, west, east] = bounds.as_slice() else { return None };
    match (third(place.lat, south, north), third(place.lon, west, east)) {
        (2, 1) => Some(0),
        (2, 2) => Some(1),
        (1, 2) => Some(2),
        (0, 2) => Some(3),
        (0, 1) => Some(4),
        (0, 0) => Some(5),
        (1, 0) => Some(6),
        (2, 0) => Some(7),
        _ => None,
    }
}

fn third(at: f64, from: f64, to: f64) -> u8 {
    let share = (at - from) / (to - from).max(f64::MIN_POSITIVE);
    if share < 1.0 / 3.0 { 0 } else { u8::from(share > 2.0 / 3.0) + 1 }
}

/// Whether a description names no side next to the one that the gazetteer has.
fn contradicts_gazetteer(located: &Located) -> bool {
    side_in_country(&located.place).is_some_and(|side| around(side) & located.sides == 0)
}

/// The row, if two origins exclude each other. What the gazetteer bears out, or was told first, is the measure.
fn conflict(sources: &Sources<'_>, name: &str, told: &[Located], against: &[bool]) -> Option<Claim> {
    let measure =
        told.iter().zip(against).find(|(_, against)| !**against).map_or(told.first()?, |(located, _)| located);
    let excludes = |located: &Located| located.sides & measure.sides == 0;
    let across_origins = told.iter().any(|located| excludes(located) && located.origin != measure.origin);
    if !across_origins {
        return None;
    }
    let sayings: Vec<Saying> = told
        .iter()
        .map(|located| Saying {
            origin: located.origin,
            cited: located.cited,
            value: located.phrase.clone(),
            state: if excludes(located) { CellState::Differs } else { CellState::Says },
            speaker: teller(&sources.articles[located.cited.0], located.cited.1),
        })
        .collect();
    let statement = format!("where {name} lies");
    Some(row(sources, ClaimKind::Place, statement, &sayings, 6.0, "parts-exclude-each-other"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_fires_and_stays_silent_where_it_says() {
        crate::compare::claims::rules::check(&RULES);
    }

    #[test]
    fn sides_exclude_each_other_only_where_no_part_satisfies_both() {
        let excludes = |a: &str, b: &str, country: &str| sides(a, country).unwrap() & sides(b, country).unwrap() == 0;
        assert!(excludes("north east", "coastal", "LB"));
        assert!(excludes("eastern", "western", "FR"));
        assert!(!excludes("north", "north-eastern", "FR"));
        assert!(!excludes("northwestern", "coastal", "LB"));
        assert!(sides("coastal", "GB").is_none());
    }
}
