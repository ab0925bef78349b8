//! What a report tells beside its event: something of another day, a disaster of years ago.

use crate::date::{DaySet, TimexKind};
use crate::facts::Marked;
use crate::text::Span;

/// Days between the event and a dated sentence from which on its figures are of another event: reports of one event
/// run for about two weeks.
const OTHER_EVENT_DAYS: i32 = 14;

/// Whether a sentence is dated, and every date in it lies far before the event: it tells of an earlier one.
pub(super) fn is_of_an_earlier_event(marked: &Marked, sentence: Span) -> bool {
    let is_old = |event: DaySet, days: DaySet| {
        event.earliest.since(days.latest).is_ok_and(|gap| gap.get_days() > OTHER_EVENT_DAYS)
    };
    all_dates(marked, sentence, is_old)
}

/// Whether a sentence is dated, and no date in it can be the day of the event or a later one. What follows an event
/// belongs to its story; what one report alone tells of a day before is background or a story of its own.
pub(super) fn is_of_another_day(marked: &Marked, sentence: Span) -> bool {
    let is_other = |event: DaySet, days: DaySet| event.intersect(days).is_none() && days.earliest <= event.latest;
    all_dates(marked, sentence, is_other)
}

fn all_dates(marked: &Marked, sentence: Span, holds: impl Fn(DaySet, DaySet) -> bool) -> bool {
    let Some(event) = marked.dating.event.days.or(marked.dating.published.days) else { return false };
    let dates = marked.times.iter().filter(|timex| sentence.contains(timex.span));
    let mut dates = dates.filter(|timex| matches!(timex.kind, TimexKind::Date | TimexKind::Time)).peekable();
    dates.peek().is_some() && dates.all(|timex| timex.days.is_some_and(|days| holds(event, days)))
}
