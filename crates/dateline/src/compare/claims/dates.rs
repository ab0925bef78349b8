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
    let measure = most_held(&told)?;
    let sayings: Vec<Saying> = told
        .iter()
        .map(|&(article, origin, span, days)| Saying {
            origin,
            cited: (article, span),
            value: one_line(sources.articles[article].article.text.slice(span)),
            state: state(measure, days),
        })
        .collect();
    let first = sayings.iter().find(|saying| saying.state == CellState::Says)?;
    let statement = format!("when it happened: {}", first.value);
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

/// The days that most origins tell; of equals the first.
fn most_held(told: &[(usize, usize, Span, DaySet)]) -> Option<DaySet> {
    let held = |days: DaySet| {
        let mut origins: Vec<usize> = told.iter().filter(|one| one.3 == days).map(|one| one.1).collect();
        origins.sort_unstable();
        origins.dedup();
        origins.len()
    };
    let mut best = told.first()?.3;
    for one in told {
        if held(one.3) > held(best) {
            best = one.3;
        }
    }
    Some(best)
}

/// Day sets that share a day agree. Others are of another scope: a report of the next day tells its own day, and what
/// tells of another event's day stands in another story.
fn state(measure: DaySet, days: DaySet) -> CellState {
    if measure == days {
        CellState::Says
    } else if measure.intersect(days).is_some() {
        CellState::Rounded
    } else {
        CellState::Scope
    }
}
