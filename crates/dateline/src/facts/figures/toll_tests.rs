//! Tolls as reports tell them, against the slots that they fill.

use std::fmt::Write as _;

use crate::clean::{Article, DateBasis, StatedDate, clean};
use crate::facts::{Figure, FigureScope};
use crate::intake::{Location, given_page};
use crate::lang::Lang;
use crate::pipeline::mark_article;

/// Written by us: text, slots of the event, values of other events.
const TOLLS: &str = include_str!("../../../data/facts/tolls.txt");

/// What becomes of people; other figures are no slots of a toll.
const OF_PEOPLE: [&str; 9] =
    ["kill", "injure", "missing", "displace", "trap", "survive", "arrest", "rescue", "evacuate"];

struct Told {
    slots: Vec<String>,
    others: Vec<f64>,
    found: Vec<String>,
    values: Vec<f64>,
    text: &'static str,
}

fn figures(text: &str) -> Vec<Figure> {
    let day = jiff::civil::date(2024, 3, 12);
    let stated =
        StatedDate { value: day.to_string(), day, basis: DateBasis::Metadata, field: "given:published".to_owned() };
    let page = given_page(text, Location::default());
    let article = Article { language: Some(Lang::new("en")), stated_dates: vec![stated], ..clean(&page) };
    mark_article(article).marks.figures
}

fn shown(figure: &Figure) -> Option<String> {
    let predicate = figure.predicate.as_deref().filter(|predicate| OF_PEOPLE.contains(predicate))?;
    let bound = |value: Option<f64>| value.map_or(String::new(), |value| format!("{}", value.round()));
    Some(format!("{predicate} {}..{}", bound(figure.low), bound(figure.high)))
}

fn told(line: &'static str) -> Told {
    let mut fields = line.split('|').map(str::trim);
    let text = fields.next().unwrap_or_default();
    let list = |field: Option<&'static str>| {
        let parts = field.unwrap_or_default().split(',').map(str::trim).filter(|part| !part.is_empty());
        parts.map(str::to_owned).collect::<Vec<_>>()
    };
    let slots = list(fields.next());
    let others = list(fields.next()).iter().filter_map(|value| value.parse().ok()).collect();
    let of_event: Vec<Figure> = figures(text).into_iter().filter(|figure| figure.scope == FigureScope::Event).collect();
    let found = of_event.iter().filter_map(shown).collect();
    let values = of_event.iter().filter(|figure| shown(figure).is_some()).map(|figure| figure.value).collect();
    Told { slots, others, found, values, text }
}

#[test]
fn tolls_are_told_apart_from_those_of_other_events() {
    let lines = TOLLS.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let (mut all, mut taken, mut wrong) = (0, 0, String::new());
    for told in lines.map(told) {
        let missed: Vec<&String> = told.slots.iter().filter(|slot| !told.found.contains(slot)).collect();
        let foreign: Vec<&f64> = told.others.iter().filter(|value| told.values.contains(value)).collect();
        all += told.slots.len();
        taken += foreign.len();
        if !missed.is_empty() || !foreign.is_empty() {
            let _ = writeln!(wrong, "{}\n    missed {missed:?}, taken {foreign:?}, found {:?}", told.text, told.found);
        }
    }
    assert!(wrong.is_empty(), "of {all} slots; {taken} of other events taken:\n{wrong}");
}
