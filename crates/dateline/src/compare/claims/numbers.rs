//! How many: figures of one slot, their intervals set against each other.

use std::collections::{BTreeMap, BTreeSet};

use super::nothing::nothing;
use super::verdicts::{overlap, reference, state};
use super::{Saying, Sources, row, teller};
use crate::compare::comparison::{Claim, ClaimKind};
use crate::compare::reading::{Sentence, one_line};
use crate::date::{DaySet, TimexKind};
use crate::facts::{Figure, FigureScope, Marked};

/// What a figure is a figure of: unit, what it counts, predicate.
type Slot = (Option<String>, Option<String>, Option<String>);

/// Share of what a sentence tells that must stand in the other one before two figures that are not their
/// articles' first of the slot are held to be of one thing.
const SAME_SUBJECT: f32 = 0.35;

/// Sentences at the head of a report in which it tells its event; later figures are mostly background.
const EARLY: usize = 5;

/// Days between the event and a dated sentence from which on its figures are of another event: reports of one event
/// run for about two weeks.
const OTHER_EVENT_DAYS: i32 = 14;

/// A figure as one article tells it.
pub(super) struct Told<'s> {
    pub(super) article: usize,
    pub(super) origin: usize,
    pub(super) figure: &'s Figure,
    pub(super) sentence: Option<&'s Sentence>,
    /// The one part of the event's area that it counts, lower case; `None` for all of it.
    pub(super) part: Option<String>,
    /// The one group that it counts among people ("soldiers"); `None` for all.
    pub(super) group: Option<&'s str>,
    /// Whether it is the article's first figure of the slot.
    leads: bool,
}

/// Rows for figures of the event.
pub(super) fn numbers(sources: &Sources<'_>) -> Vec<Claim> {
    let none: Vec<Vec<Figure>> = sources.members().map(|(.., marked)| nothing(marked)).collect();
    let mut slots: BTreeMap<Slot, Vec<Told<'_>>> = BTreeMap::new();
    for ((article, origin, marked), none) in sources.members().zip(&none) {
        for figure in marked.marks.figures.iter().chain(none).filter(|figure| is_comparable(figure)) {
            let sentence = sources.sentence_around(article, figure.span);
            if sentence.is_some_and(|sentence| is_of_another_day(marked, sentence)) {
                continue;
            }
            let told = slots.entry(slot(figure)).or_default();
            let leads = !told.iter().any(|known| known.article == article);
            let part = part(sources, marked, figure);
            told.push(Told { article, origin, figure, sentence, part, group: group_counted(figure), leads });
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

/// Whether a sentence is dated, and every date in it lies far before the event: it tells of an earlier one.
fn is_of_another_day(marked: &Marked, sentence: &Sentence) -> bool {
    let event = marked.dating.event.days.or(marked.dating.published.days);
    let Some(from) = event.map(|days| days.earliest) else { return false };
    let is_old = |days: DaySet| from.since(days.latest).is_ok_and(|gap| gap.get_days() > OTHER_EVENT_DAYS);
    let dates = marked.times.iter().filter(|timex| sentence.span.contains(timex.span));
    let mut dates = dates.filter(|timex| matches!(timex.kind, TimexKind::Date | TimexKind::Time)).peekable();
    dates.peek().is_some() && dates.all(|timex| timex.days.is_some_and(is_old))
}

/// Words for people of whom nothing more is said.
const PEOPLE: [&str; 16] = [
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
    "deaths",
    "lives",
    "fatalities",
    "injuries",
];

/// What becomes of people: who is killed or hurt is one slot, whatever the word for them.
const OF_PEOPLE: [&str; 9] =
    ["kill", "injure", "casualty", "missing", "displace", "evacuate", "rescue", "trap", "arrest"];

fn slot(figure: &Figure) -> Slot {
    let of = figure.of.as_deref().map(|of| if PEOPLE.contains(&of) { "people" } else { of });
    let of_people = figure.predicate.as_deref().is_some_and(|predicate| OF_PEOPLE.contains(&predicate));
    let of = if of_people && figure.unit.is_none() { Some("people") } else { of };
    (figure.unit.clone(), of.map(str::to_owned), figure.predicate.clone())
}

fn group_counted(figure: &Figure) -> Option<&str> {
    figure.of.as_deref().filter(|of| figure.predicate.is_some() && !PEOPLE.contains(of))
}

/// Bytes behind a figure in which the place that it is confined to may stand: "12 people were killed in Marn".
const PLACE_REACH: u32 = 48;

/// The place that a figure is confined to, where that is not the place of the event.
fn part(sources: &Sources<'_>, marked: &Marked, figure: &Figure) -> Option<String> {
    let text = marked.article.text.as_str();
    let near = |span: crate::text::Span| span.start >= figure.span.end && span.start - figure.span.end <= PLACE_REACH;
    let mention = marked.marks.names.iter().find(|mention| near(mention.span))?;
    let between = &text[figure.span.end as usize..mention.span.start as usize];
    let confined = between.trim_end().rsplit(' ').next().is_some_and(|word| matches!(word, "in" | "at" | "alone"));
    let whole = between.contains(['.', ';', ',']) || !confined;
    let name = mention.canonical.as_deref().unwrap_or_else(|| marked.article.text.slice(mention.span)).to_lowercase();
    let place = sources.story.profile.place.as_ref().map(|(name, ..)| name.to_lowercase());
    (!whole && mention.kind == crate::facts::NameKind::Place && place.as_ref() != Some(&name)).then_some(name)
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

/// A figure that one origin alone gives is a row where it is weighty: a toll, or a sum or share told early.
fn gains(group: &[&Told<'_>]) -> bool {
    let origins: BTreeSet<usize> = group.iter().map(|told| told.origin).collect();
    let told = group[0];
    let early = told.sentence.is_some_and(|sentence| sentence.position < EARLY);
    // That nobody was hurt is news beside a count of some; alone it is what every report says.
    let counts_some = group.iter().any(|told| told.figure.value > 0.0);
    counts_some && (origins.len() > 1 || told.figure.predicate.is_some() || (told.figure.unit.is_some() && early))
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

fn row_of(sources: &Sources<'_>, group: &[&Told<'_>]) -> Claim {
    let reference = reference(sources, group);
    let sayings: Vec<Saying> = group
        .iter()
        .map(|told| {
            let marked = &sources.articles[told.article];
            Saying {
                origin: told.origin,
                cited: (told.article, told.figure.span),
                value: one_line(marked.article.text.slice(told.figure.span)),
                state: state(sources, group, reference, told),
                speaker: holder(marked, told.figure),
            }
        })
        .collect();
    let at = group.iter().position(|told| std::ptr::eq(*told, reference)).unwrap_or(0);
    let statement = statement(reference.figure, &sayings[at].value);
    let lead = group.iter().filter_map(|told| told.sentence).map(|sentence| sentence.position).min().unwrap_or(99);
    let weight = 3.0 + 5.0 / (1.0 + lead as f64 / 3.0);
    row(sources, ClaimKind::Number, statement, &sayings, weight, "typed-slot")
}

/// Whose figure it is, by name.
fn holder(marked: &Marked, figure: &Figure) -> Option<String> {
    let holder = figure.holder.as_ref()?;
    let written = || marked.article.text.slice(holder.span).to_owned();
    let named = holder.canonical.clone().unwrap_or_else(written);
    teller(marked, figure.span).or_else(|| Some(one_line(&named)))
}

fn statement(figure: &Figure, value: &str) -> String {
    match &figure.predicate {
        Some(predicate) if !value.contains(predicate.as_str()) => format!("{value} ({predicate})"),
        _ => value.to_owned(),
    }
}
