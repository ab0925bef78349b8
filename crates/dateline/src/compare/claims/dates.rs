//! When it happened: the event day as each origin tells it.

use super::{Saying, Sources, row, teller};
use crate::compare::comparison::{CellState, Claim, ClaimKind};
use crate::compare::reading::{Sentence, one_line};
use crate::date::DaySet;
use crate::facts::Marked;
use crate::text::Span;

/// What two sentences must share, as a part of what the lesser tells, before their days are held to be of one act.
/// A report of the next day tells its own day in a sentence of its own; what tells the same act shares most of it.
const SAME_ACT: f32 = 0.5;

/// The day of the event as one article tells it.
struct Told<'s> {
    article: usize,
    origin: usize,
    span: Span,
    days: DaySet,
    sentence: Option<&'s Sentence>,
}

/// One row: the day of the event, where its expression stands in the text.
pub(super) fn dates(sources: &Sources<'_>) -> Option<Claim> {
    let mut told: Vec<Told<'_>> = Vec::new();
    for (article, origin, marked) in sources.members() {
        if let Some((span, days)) = event_day(marked) {
            let sentence = sources.sentence_around(article, span);
            told.push(Told { article, origin, span, days, sentence });
        }
    }
    let measure = most_held(&told)?;
    let sayings: Vec<Saying> = told
        .iter()
        .map(|one| {
            let marked = &sources.articles[one.article];
            Saying {
                origin: one.origin,
                cited: (one.article, one.span),
                value: one_line(marked.article.text.slice(one.span)),
                state: state(sources, &told, measure, one),
                speaker: teller(marked, one.span),
            }
        })
        .collect();
    let first = sayings.iter().find(|saying| saying.state == CellState::Says)?;
    let statement = format!("when it happened: {}", first.value);
    Some(row(sources, ClaimKind::Date, statement, &sayings, 9.0, "event-day"))
}

/// The expression in this article's own text that tells the day.
fn event_day(marked: &Marked) -> Option<(Span, DaySet)> {
    let days = marked.dating.event.days?;
    let mut own = marked.dating.event.evidence.iter().filter(|evidence| evidence.article.is_none());
    let span = own.find_map(|evidence| evidence.span)?;
    // A sentence as evidence is narrowed to the expression of time in it, which the reader looks for.
    let inside = marked.times.iter().find(|timex| span.contains(timex.span));
    Some((inside.map_or(span, |timex| timex.span), days))
}

/// The days that most origins tell; of equals the first.
fn most_held(told: &[Told<'_>]) -> Option<DaySet> {
    let held = |days: DaySet| {
        let mut origins: Vec<usize> = told.iter().filter(|one| one.days == days).map(|one| one.origin).collect();
        origins.sort_unstable();
        origins.dedup();
        origins.len()
    };
    let mut best = told.first()?.days;
    for one in told {
        if held(one.days) > held(best) {
            best = one.days;
        }
    }
    Some(best)
}

/// Day sets that share a day agree. Of others, those told of one act exclude each other; the rest are of another scope:
/// a report of the next day tells its own day.
fn state(sources: &Sources<'_>, told: &[Told<'_>], measure: DaySet, one: &Told<'_>) -> CellState {
    if measure == one.days {
        return CellState::Says;
    }
    if measure.intersect(one.days).is_some() {
        return CellState::Rounded;
    }
    let of_one_act = |other: &Told<'_>| {
        other.days == measure && other.origin != one.origin && of_one_act(sources, other.sentence, one.sentence)
    };
    if told.iter().any(of_one_act) { CellState::Differs } else { CellState::Scope }
}

fn of_one_act(sources: &Sources<'_>, a: Option<&Sentence>, b: Option<&Sentence>) -> bool {
    let Some((a, b)) = a.zip(b) else { return false };
    let reading = sources.reading;
    let lesser = reading.weight(&a.content).min(reading.weight(&b.content));
    lesser > 0.0 && reading.common(&a.content, &b.content) >= SAME_ACT * lesser
}
