//! When it happened: the event day as each origin tells it.

use super::{Saying, Sources, row};
use crate::compare::comparison::{CellState, Claim, ClaimKind};
use crate::compare::reading::one_line;
use crate::date::DaySet;
use crate::facts::Marked;
use crate::text::Span;

/// One row: the day of the event, where its expression stands in the text.
pub(super) fn dates(sources: &Sources<'_>) -> Option<Claim> {
    let mut told: Vec<(usize, usize, Span, DaySet)> = Vec::new();
    for (article, origin, marked) in sources.members() {
        if let Some((span, days)) = event_day(marked) {
            told.push((article, origin, span, days));
        }
    }
    let (_, first_origin, _, first_days) = *told.first()?;
    let sayings: Vec<Saying> = told
        .iter()
        .map(|&(article, origin, span, days)| Saying {
            origin,
            cited: (article, span),
            value: one_line(sources.articles[article].article.text.slice(span)),
            state: state(first_days, days, origin == first_origin),
        })
        .collect();
    let statement = format!("when it happened: {}", sayings[0].value);
    Some(row(ClaimKind::Date, statement, &sayings, sources.origins.len(), 9.0, "event-day"))
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

/// Day sets that share a day agree; only single days, told apart by other origins, exclude each other.
fn state(reference: DaySet, days: DaySet, same_origin: bool) -> CellState {
    if reference == days {
        CellState::Says
    } else if reference.intersect(days).is_some() || same_origin {
        CellState::Rounded
    } else if reference.single().is_some() && days.single().is_some() {
        CellState::Differs
    } else {
        CellState::Scope
    }
}
