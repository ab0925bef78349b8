//! How many: figures of one slot, their intervals set against each other.

use std::collections::BTreeMap;

use super::acts::sentence_around;
use super::{Saying, Sources, row};
use crate::compare::comparison::{CellState, Claim, ClaimKind};
use crate::compare::reading::Sentence;
use crate::compare::reading::one_line;
use crate::date::Day;
use crate::facts::{Figure, FigureScope, Marked};

/// What a figure is a figure of: unit, what it counts, predicate.
type Slot = (Option<String>, Option<String>, Option<String>);

/// Share of what a sentence tells that must stand in the other one before two figures that are not their
/// articles' first of the slot are held to be of one thing.
const SAME_SUBJECT: f32 = 0.35;

/// Sentences at the head of a report in which it tells its event; later figures are mostly background.
const EARLY: usize = 5;

struct Told<'s> {
    article: usize,
    origin: usize,
    figure: &'s Figure,
    sentence: Option<&'s Sentence>,
    published: Option<Day>,
    /// Whether it is the article's first figure of the slot.
    leads: bool,
}

/// Rows for figures of the event.
pub(super) fn numbers(sources: &Sources<'_>) -> Vec<Claim> {
    let mut slots: BTreeMap<Slot, Vec<Told<'_>>> = BTreeMap::new();
    for (article, origin, marked) in sources.members() {
        for figure in marked.marks.figures.iter().filter(|figure| is_comparable(figure)) {
            let told = slots.entry(slot(figure)).or_default();
            let leads = !told.iter().any(|known| known.article == article);
            let published = published(marked);
            let sentence = sentence_of(sources, article, figure, marked);
            told.push(Told { article, origin, figure, sentence, published, leads });
        }
    }
    slots.into_values().flat_map(|told| rows_of_slot(sources, &told)).collect()
}

/// Figures of the event itself, and those that say what they count: a bare number cannot be set against another.
fn is_comparable(figure: &Figure) -> bool {
    let counts_something = figure.of.is_some() || figure.predicate.is_some() || figure.unit.is_some();
    let is_age = figure.unit.as_deref() == Some("age");
    figure.scope == FigureScope::Event && counts_something && !is_age
}

/// Who is killed or hurt is counted as people, whatever the word; else the thing counted tells the slot.
fn slot(figure: &Figure) -> Slot {
    const PEOPLE: [&str; 12] = [
        "people",
        "person",
        "persons",
        "civilians",
        "passengers",
        "victims",
        "others",
        "dead",
        "men",
        "residents",
        "bodies",
        "casualties",
    ];
    let of = figure.of.as_deref().map(|of| if PEOPLE.contains(&of) { "people" } else { of });
    let of = if figure.predicate.is_some() { Some(of.unwrap_or("people")) } else { of };
    (figure.unit.clone(), of.map(str::to_owned), figure.predicate.clone())
}

fn published(marked: &Marked) -> Option<Day> {
    marked.dating.published.days.and_then(crate::date::DaySet::single)
}

fn sentence_of<'s>(sources: &'s Sources<'_>, article: usize, figure: &Figure, marked: &Marked) -> Option<&'s Sentence> {
    let position = sentence_around(&marked.marks.sentences, figure.span)?;
    sources.reading.sentences.iter().find(|sentence| sentence.article == article && sentence.position == position)
}

/// Figures of a slot that are of one thing make a row.
fn rows_of_slot(sources: &Sources<'_>, told: &[Told<'_>]) -> Vec<Claim> {
    let mut groups: Vec<Vec<&Told<'_>>> = Vec::new();
    for one in told {
        let fits = |group: &Vec<&Told<'_>>| group.iter().any(|other| of_one_thing(sources, one, other));
        match groups.iter().position(fits) {
            Some(at) => groups[at].push(one),
            None => groups.push(vec![one]),
        }
    }
    groups.iter().filter(|group| gains(group)).map(|group| row_of(sources, group)).collect()
}

/// A figure that one origin alone gives is a row where it is weighty: of the event's own toll, sum or share, told early.
fn gains(group: &[&Told<'_>]) -> bool {
    let several = group.iter().any(|told| told.origin != group[0].origin);
    let told = group[0];
    let typed = told.figure.predicate.is_some() || told.figure.unit.is_some();
    let early = told.sentence.is_some_and(|sentence| sentence.position < EARLY);
    several || (typed && early)
}

fn of_one_thing(sources: &Sources<'_>, a: &Told<'_>, b: &Told<'_>) -> bool {
    if overlap(a.figure, b.figure) {
        return true;
    }
    if a.article == b.article {
        return false;
    }
    let (Some(one), Some(other)) = (a.sentence, b.sentence) else { return false };
    let common = sources.reading.common(&one.content, &other.content);
    let smaller = sources.reading.weight(&one.content).min(sources.reading.weight(&other.content));
    (a.leads && b.leads && common > 0.0) || common >= SAME_SUBJECT * smaller
}

/// Whether one number can satisfy both.
fn overlap(a: &Figure, b: &Figure) -> bool {
    let (a_low, a_high) = interval(a);
    let (b_low, b_high) = interval(b);
    a_low <= b_high && b_low <= a_high
}

fn interval(figure: &Figure) -> (f64, f64) {
    (figure.low.unwrap_or(f64::NEG_INFINITY), figure.high.unwrap_or(f64::INFINITY))
}

fn row_of(sources: &Sources<'_>, group: &[&Told<'_>]) -> Claim {
    let reference = reference(group);
    let sayings: Vec<Saying> = group
        .iter()
        .map(|told| Saying {
            origin: told.origin,
            cited: (told.article, told.figure.span),
            value: one_line(sources.articles[told.article].article.text.slice(told.figure.span)),
            state: state(group, reference, told),
        })
        .collect();
    let statement = statement(group[0].figure, &sayings[0].value);
    let lead = group.iter().filter_map(|told| told.sentence).map(|sentence| sentence.position).min().unwrap_or(99);
    let weight = 3.0 + 5.0 / (1.0 + lead as f64 / 3.0);
    row(ClaimKind::Number, statement, &sayings, sources.origins.len(), weight, "typed-slot")
}

/// The figure that most origins give, one bounded on both sides before "at least four"; of equals the latest, then the
/// first.
fn reference<'g, 's>(group: &[&'g Told<'s>]) -> &'g Told<'s> {
    let rank = |told: &Told<'_>| {
        let mut origins: Vec<usize> =
            group.iter().filter(|other| overlap(told.figure, other.figure)).map(|other| other.origin).collect();
        origins.sort_unstable();
        origins.dedup();
        let (low, high) = interval(told.figure);
        (low.is_finite() && high.is_finite(), origins.len(), told.published)
    };
    let mut best = group[0];
    for &told in &group[1..] {
        if rank(told) > rank(best) {
            best = told;
        }
    }
    best
}

/// How a figure stands to the reference: a count that grows from report to report is an update.
fn state(group: &[&Told<'_>], reference: &Told<'_>, told: &Told<'_>) -> CellState {
    let (a, b) = (reference.figure, told.figure);
    if a.value == b.value && a.approx == b.approx && interval(a) == interval(b) {
        return CellState::Says;
    }
    if overlap(a, b) {
        return CellState::Rounded;
    }
    let (less, more) = if a.value < b.value { (a, b) } else { (b, a) };
    if grows(group, less, more) {
        CellState::Update
    } else if reference.origin == told.origin {
        CellState::Rounded
    } else {
        CellState::Differs
    }
}

/// Whether reports pass from the lesser count to the greater: the greater is first told later or told for longer, and
/// never the other way round. Two counts of the same days stand against each other.
fn grows(group: &[&Told<'_>], less: &Figure, more: &Figure) -> bool {
    let days = |figure: &Figure| {
        let same = group.iter().filter(|told| told.figure.value == figure.value);
        let days: Vec<Day> = same.filter_map(|told| told.published).collect();
        days.iter().min().copied().zip(days.iter().max().copied())
    };
    let (Some((less_first, less_last)), Some((more_first, more_last))) = (days(less), days(more)) else { return false };
    less_first <= more_first && less_last <= more_last && (less_first, less_last) != (more_first, more_last)
}

fn statement(figure: &Figure, value: &str) -> String {
    match &figure.predicate {
        Some(predicate) if !value.contains(predicate.as_str()) => format!("{value} ({predicate})"),
        _ => value.to_owned(),
    }
}
