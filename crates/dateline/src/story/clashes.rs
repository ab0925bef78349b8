//! Members of one story that disagree in what tells events of a kind apart.
//!
//! Two quakes differ in their magnitude, two matches in their score, two crashes in the day and the number of the
//! flight. Where members of a story tell such a thing and exclude each other, and no member tells both, the story may
//! hold two events. It is flagged with the characters on both sides, and never split: one kind of evidence is not enough,
//! and a newsroom that misread a number makes no second event.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;

use super::days;
use crate::date::DaySet;
use crate::facts::{FigureScope, Marked};
use crate::text::Span;

const TABLE: &str = include_str!("../../data/story/typed_numbers.toml");

/// Stories larger than this are not looked through member by member.
const LARGEST: usize = 200;

/// Event days nearer than this may be a time zone, a night or the steps of one event.
const DAYS_APART: i32 = 7;

/// Tolls that differ by less than this factor are counts of different hours.
const TOLL_FACTOR: f64 = 1.5;

/// Tolls below this are of one household or of some of the dead.
const LEAST_TOLL: f64 = 3.0;

/// Magnitudes nearer than this are those of two institutes, or rounded.
const MAGNITUDES_APART: f64 = 0.25;

/// Members that must tell a day of the event for it to stand against another: the line in which a page says when it was
/// posted is read for the day of the event in one page of ten (ECB+).
const DAY_MEMBERS: usize = 2;

/// Characters of the text in which a number is looked for: what stands below is mostly background.
const LEAD_BYTES: u32 = 1_200;

/// Bytes of the words around a number that say what it is.
const LONGEST_BYTES: u32 = 200;

/// Citations of each side.
const CITED: usize = 3;

/// What members of a story disagree in.
#[derive(Debug, Clone, PartialEq)]
pub struct Clash {
    /// What they disagree in: "magnitude", "day of the event" …
    pub what: &'static str,
    /// The two sides: what is said, and by which members (indexes into the heap) in which characters.
    pub sides: [(String, Vec<(usize, Span)>); 2],
}

/// What a member tells of one kind.
#[derive(Debug, Clone, PartialEq)]
struct Told {
    value: Value,
    said: String,
    span: Span,
}

#[derive(Debug, Clone, PartialEq)]
enum Value {
    /// A magnitude.
    Magnitude(f64),
    /// A count that grows: the number, and the day it was printed.
    Toll(f64, Option<i32>),
    /// A day.
    Day(i32),
    /// A name or a pair of numbers.
    Exact(String),
}

impl Value {
    fn agrees(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::Magnitude(one), Value::Magnitude(other)) => (one - other).abs() < MAGNITUDES_APART,
            (Value::Day(one), Value::Day(other)) => (one - other).abs() < DAYS_APART,
            (Value::Toll(one, day), Value::Toll(other, later)) => {
                let near = one.max(*other) < TOLL_FACTOR * one.min(*other);
                let grown =
                    matches!((day, later), (Some(day), Some(later)) if (one < other) == (day < later) && day != later);
                near || grown
            }
            _ => self == other,
        }
    }
}

/// What the members of a story disagree in. `members` are indexes into `articles`.
pub fn clashes(articles: &[Marked], members: &[usize]) -> Vec<Clash> {
    if !(2..=LARGEST).contains(&members.len()) {
        return Vec::new();
    }
    let mut kinds: BTreeMap<&'static str, Vec<(usize, Vec<Told>)>> = BTreeMap::new();
    for &member in members {
        for (what, told) in told(&articles[member]) {
            kinds.entry(what).or_default().push((member, told));
        }
    }
    kinds.into_iter().filter_map(|(what, telling)| clash(what, &telling)).collect()
}

/// The first two members that exclude each other, where no third tells what both tell, and those that agree with each.
fn clash(what: &'static str, telling: &[(usize, Vec<Told>)]) -> Option<Clash> {
    let agree = |one: &[Told], other: &[Told]| one.iter().any(|a| other.iter().any(|b| a.value.agrees(&b.value)));
    for (at, (_, one)) in telling.iter().enumerate() {
        for (_, other) in telling[at + 1..].iter().filter(|(_, other)| !agree(one, other)) {
            let bridged = telling.iter().any(|(_, third)| agree(one, third) && agree(other, third));
            if bridged {
                continue;
            }
            let side = |told: &[Told]| {
                let same = telling.iter().filter_map(|(member, tells)| {
                    let found = tells.iter().find(|tell| tell.value.agrees(&told[0].value))?;
                    Some((*member, found.span))
                });
                (told[0].said.clone(), same.take(CITED).collect::<Vec<_>>())
            };
            let sides = [side(one), side(other)];
            let day = matches!(one[0].value, Value::Day(_));
            if !day || sides.iter().all(|side| side.1.len() >= DAY_MEMBERS) {
                return Some(Clash { what, sides });
            }
        }
    }
    None
}

/// What an article tells of its own event, by kind.
fn told(marked: &Marked) -> BTreeMap<&'static str, Vec<Told>> {
    let mut out: BTreeMap<&'static str, Vec<Told>> = BTreeMap::new();
    let text = marked.article.text.as_str();
    let own = |figure: &&crate::facts::Figure| figure.scope == FigureScope::Event && figure.span.start < LEAD_BYTES;
    for figure in marked.marks.figures.iter().filter(own) {
        if figure.unit.as_deref() == Some("magnitude") {
            let value = Value::Magnitude(figure.value);
            let said = figure.span.of(text).to_owned();
            out.entry("magnitude").or_default().push(Told { value, said, span: figure.span });
        }
    }
    out.extend(toll(marked).map(|told| ("number of dead", vec![told])));
    out.extend(day(marked).map(|told| ("day of the event", vec![told])));
    for kind in KINDS.iter() {
        let found = kind.read(text);
        if !found.is_empty() {
            out.insert(&kind.kind, found);
        }
    }
    out
}

/// The highest count of dead.
fn toll(marked: &Marked) -> Option<Told> {
    let dead = |figure: &&crate::facts::Figure| {
        let own = figure.scope == FigureScope::Event && figure.span.start < LEAD_BYTES;
        own && figure.value >= LEAST_TOLL
            && !figure.approx
            && figure.of.is_some()
            && figure.predicate.as_deref() == Some("kill")
    };
    let most = marked.marks.figures.iter().filter(dead).max_by(|a, b| a.value.total_cmp(&b.value))?;
    let day = days::published(marked).and_then(DaySet::single).map(days::day_number);
    let said = most.span.of(marked.article.text.as_str()).to_owned();
    Some(Told { value: Value::Toll(most.value, day), said, span: most.span })
}

/// The day of the event, where the text itself tells it.
fn day(marked: &Marked) -> Option<Told> {
    let number = days::told_day(marked)?;
    let event = &marked.dating.event;
    let span = event.evidence.iter().filter(|piece| piece.article.is_none()).find_map(|piece| piece.span)?;
    let day = event.days?.single()?;
    Some(Told { value: Value::Day(number), said: day.to_string(), span })
}

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
        let pattern = Regex::new(&entry.pattern).expect("the shipped patterns are read by a test");
        Kind { kind: entry.kind.clone(), pattern }
    };
    ENTRIES.iter().map(kind).collect()
});

impl Kind {
    fn read(&self, text: &str) -> Vec<Told> {
        let lead = &text[..text.floor_char_boundary((LEAD_BYTES + LONGEST_BYTES) as usize)];
        let found = self.pattern.captures_iter(lead).filter_map(|found| found.name("value"));
        let lead = found.take_while(|value| value.start() < LEAD_BYTES as usize);
        lead.map(|value| {
            let said = value.as_str().to_owned();
            Told { value: Value::Exact(bare(&said)), said, span: Span::new(value.start(), value.end()) }
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
    use crate::clean::{Article, ArticleId, clean};
    use crate::date::{date_article, resolve, timexes};
    use crate::facts::mark;
    use crate::intake::{Location, given_page};

    #[test]
    fn every_entry_fires_and_stays_silent_on_its_examples() {
        for (entry, kind) in ENTRIES.iter().zip(KINDS.iter()) {
            assert!(entry.fires.len() >= 2 && entry.silent.len() >= 2, "{}", entry.kind);
            entry.fires.iter().for_each(|text| assert!(!kind.read(text).is_empty(), "{text}"));
            entry.silent.iter().for_each(|text| assert_eq!(kind.read(text), [], "{text}"));
        }
    }

    fn marked(number: usize, text: &str) -> Marked {
        let article = Article { id: ArticleId(format!("a{number}")), ..clean(&given_page(text, Location::default())) };
        let mut times = timexes(&article);
        let dating = date_article(&article, &mut times);
        resolve(&article, &mut times, dating.published.days);
        let marks = mark(&article, &times);
        Marked { article, times, dating, marks }
    }

    /// What reports of one story disagree in, both sides in the characters of their texts.
    fn check(texts: &[&str], expected: &[(&str, &str, &str)]) {
        let articles: Vec<Marked> = texts.iter().enumerate().map(|(number, text)| marked(number, text)).collect();
        let members: Vec<usize> = (0..articles.len()).collect();
        let found = clashes(&articles, &members);
        let cited = |side: &(String, Vec<(usize, Span)>)| {
            let (member, span) = side.1[0];
            articles[member].article.text.slice(span).to_owned()
        };
        let told: Vec<(&str, String, String)> =
            found.iter().map(|clash| (clash.what, cited(&clash.sides[0]), cited(&clash.sides[1]))).collect();
        let told: Vec<(&str, &str, &str)> = told.iter().map(|(a, b, c)| (*a, b.as_str(), c.as_str())).collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn two_quakes_in_one_story_are_flagged_by_their_magnitudes() {
        let strong = "A magnitude 6.4 quake struck near Oren on Monday, the institute said.";
        let weak = "A magnitude 6.1 quake struck near Oren, the institute said.";
        check(&[weak, strong], &[("magnitude", "6.1", "6.4")]);
        check(&[weak, "A quake shook Oren.", weak], &[]);
    }

    #[test]
    fn a_member_that_tells_both_explains_the_difference() {
        check(
            &[
                "A magnitude 6.4 quake struck near Oren.",
                "A magnitude 6.1 quake struck near Oren.",
                "The institute put the quake at magnitude 6.1 after it had said magnitude 6.4 at first.",
            ],
            &[],
        );
    }

    #[test]
    fn flights_and_scores_and_tolls_are_compared() {
        check(
            &["Norrhaven Air flight 447 landed in Ostrel.", "Norrhaven Air flight 512 landed in Ostrel."],
            &[("flight number", "447", "512")],
        );
        check(&["Ostrel beat Arden 3-1 on Sunday.", "Arden lost to Ostrel 1-3."], &[]);
        check(&["Ostrel beat Arden 3-1 on Sunday.", "Ostrel beat Arden 2-0."], &[("score", "3-1", "2-0")]);
        let dead = |count: u32| format!("A fire in Belsk killed {count} people, police said.");
        check(&[&dead(12), &dead(19)], &[("number of dead", "12 people", "19 people")]);
        check(&[&dead(12), &dead(13)], &[]);
    }

    #[test]
    fn reports_that_date_their_events_a_month_apart_are_flagged() {
        let [march, may] =
            ["3 March 2031", "9 May 2031"].map(|day| format!("The ferry Orlop sank off Belsk on {day}."));
        check(&[&march, &may, &march, &may], &[("day of the event", "3 March 2031", "9 May 2031")]);
        check(&[&march, &may, &march], &[]);
    }
}
