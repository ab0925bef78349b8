//! When an article was published, from its own page.
//!
//! Dates that the page states win. Without one the text sets bounds: the latest day told as past is a lower bound;
//! "as of", a named earlier meeting and a running "seven-year war" with a dated start bound it from above, each only
//! as surely as such bounds held on dated articles.

use super::calendar::{Point, plus_days};
use super::dating::{Evidence, Published};
use super::mentions::{Mention, Sentences, mentions};
use super::resolve::resolve_all;
use super::timex::{Cue, Tense, Term, Timex, TimexKind};
use super::{Day, DaySet};
use crate::clean::{Article, DateBasis, StatedDate};

/// The day of publication as the page states it, else what its text allows.
pub(super) fn published(
    article: &Article,
    sentences: &Sentences,
    times: &mut [Timex],
    notes: &mut Vec<String>,
) -> Published {
    if let Some(stated) = article.stated_dates.first() {
        note_conflicts(&article.stated_dates, notes);
        return from_stated(stated);
    }
    resolve_all(times, None);
    from_text(article, sentences, times, notes)
}

fn from_stated(stated: &StatedDate) -> Published {
    let confidence = match stated.basis {
        DateBasis::Metadata => 0.97,
        DateBasis::Url => 0.92,
        _ => 0.85,
    };
    let evidence = Evidence {
        span: None,
        article: None,
        reason: format!("{} says {}", stated.field, stated.value),
        rule: "published/stated",
    };
    Published {
        value: Some(stated.value.clone()),
        days: Some(DaySet::day(stated.day)),
        confidence,
        basis: stated.basis,
        evidence: vec![evidence],
    }
}

/// Stated dates more than a day apart contradict each other; one day is a time zone.
fn note_conflicts(stated: &[StatedDate], notes: &mut Vec<String>) {
    let Some((first, others)) = stated.split_first() else { return };
    for other in others {
        let days = first.day.until(other.day).map_or(0, |span| span.get_days().abs());
        if days > 1 {
            notes.push(format!("{} says {}, {} says {}", first.field, first.value, other.field, other.value));
        }
    }
}

/// A bound on the day of publication, with the share of dated articles on which such a bound held.
struct Bound {
    day: Day,
    evidence: Evidence,
    confidence: f32,
}

/// Of 492 dated articles 110 name a day or month of a year; in 94 of 100 it is no later than the day of publication.
/// Where a verb in the past governs it, or words call it an earlier event, it is so in more than 95 of 100. The range is
/// then open to the end of the calendar.
const LOWER_HOLDS: f32 = 0.85;
const PAST_LOWER_HOLDS: f32 = 0.95;

/// A figure "as of" a day is mostly printed within a hundred days; the few dated cases do not carry more trust.
const AS_OF_DAYS: i64 = 100;
const AS_OF_HOLDS: f32 = 0.6;

/// A meeting called the last one, or a former one, is mostly less than a year back.
const EARLIER_EVENT_DAYS: i64 = 365;
const EARLIER_EVENT_HOLDS: f32 = 0.7;

/// "The seven-year war" that began in a year named without its month: rounding leaves two years.
const RUNNING_HOLDS: f32 = 0.8;

fn from_text(article: &Article, sentences: &Sentences, times: &[Timex], notes: &mut Vec<String>) -> Published {
    let earlier = mentions(article, sentences, times);
    let Some(lower) = lower_bound(times, &earlier) else { return unknown() };
    let mut evidence = vec![lower.evidence];
    let mut earliest = lower.day;
    let sure = lower.confidence;
    let mut latest: Option<(Day, f32)> = None;
    for limit in limits(times, &earlier, earliest) {
        if limit.day < earliest {
            notes.push(format!("not after {} contradicts not before {earliest}", limit.day));
            continue;
        }
        if latest.is_none_or(|(day, _)| limit.day < day) {
            latest = Some((limit.day, limit.confidence));
        }
        evidence.push(limit.evidence);
    }
    if let Some((start, end)) = running(times, &mut evidence) {
        earliest = earliest.max(start);
        latest = latest.map(|(day, confidence)| (day.min(end), confidence)).or(Some((end, RUNNING_HOLDS)));
    }
    let bounded = latest.filter(|(day, _)| *day >= earliest);
    let open = (DaySet::since(earliest), sure);
    let (days, confidence) = bounded.map_or(open, |(day, confidence)| (DaySet::range(earliest, day), confidence));
    Published { value: None, days: Some(days), confidence: confidence.min(sure), basis: DateBasis::Text, evidence }
}

fn unknown() -> Published {
    Published { value: None, days: None, confidence: 0.0, basis: DateBasis::Unknown, evidence: Vec::new() }
}

fn evidence(timex: &Timex, reason: String, rule: &'static str) -> Evidence {
    Evidence { span: Some(timex.span), article: None, reason, rule }
}

/// A day or month of a named year that the text tells as past.
pub(super) fn named_past(timex: &Timex) -> Option<Point> {
    let told_as_past = timex.tense != Tense::Future && !matches!(timex.cue, Cue::Until | Cue::By | Cue::Before);
    match &timex.term {
        Term::Point(point @ (Point::Day(_) | Point::Month(..))) if told_as_past => Some(*point),
        Term::InYear { .. } if told_as_past => {
            let days = timex.days?;
            Some(days.single().map_or(Point::Month(days.earliest.year(), days.earliest.month()), Point::Day))
        }
        _ => None,
    }
}

/// The latest day told as past; a verb in the past, or "as of", makes it sure. A month of a former meeting is over: of a
/// meeting in the same month one would not say the month.
fn lower_bound(times: &[Timex], earlier: &[Mention]) -> Option<Bound> {
    let mut best: Option<Bound> = None;
    for (index, timex) in times.iter().enumerate() {
        let Some(days) = named_past(timex).and_then(Point::days) else { continue };
        let former = earlier.iter().any(|mention| mention.marked && mention.time == index);
        let is_sure = former || timex.tense == Tense::Past || timex.cue == Cue::AsOf;
        let confidence = if is_sure { PAST_LOWER_HOLDS } else { LOWER_HOLDS };
        let (day, rule) = if former {
            (plus_days(days.latest, 1).unwrap_or(days.latest), "published/after-earlier-event")
        } else {
            (days.earliest, "published/after-past-date")
        };
        if best.as_ref().is_none_or(|best| best.day < day) {
            let reason = format!("not before {day}: tells of {} as past", timex.value.as_deref().unwrap_or("a date"));
            best = Some(Bound { day, evidence: evidence(timex, reason, rule), confidence });
        }
    }
    best
}

/// Latest days that the text allows, the one that rests on the latest date first.
fn limits(times: &[Timex], earlier: &[Mention], earliest: Day) -> Vec<Bound> {
    let mut out = Vec::new();
    for (index, timex) in times.iter().enumerate() {
        let Some(point) = named_past(timex) else { continue };
        let Some(days) = point.days() else { continue };
        let former = earlier.iter().any(|mention| mention.marked && mention.time == index);
        let (reach, confidence, rule) = match timex.cue {
            Cue::AsOf => (AS_OF_DAYS, AS_OF_HOLDS, "published/as-of"),
            _ if former => (EARLIER_EVENT_DAYS, EARLIER_EVENT_HOLDS, "published/earlier-event"),
            // A date without such a word says nothing of how fresh it is: half of them are years old.
            _ => continue,
        };
        let Some(day) = plus_days(days.latest, reach) else { continue };
        // Older dates say nothing: only the latest one is fresh.
        let is_latest = days.latest >= earliest || plus_days(days.latest, 1) == Some(earliest);
        if is_latest {
            let reason = format!("probably not after {day}: {reach} days after the latest past date");
            out.push(Bound { day, evidence: evidence(timex, reason, rule), confidence });
        }
    }
    out
}

/// The years that a length running until today allows: "the seven-year war", "since the war began in 2011".
fn running(times: &[Timex], found: &mut Vec<Evidence>) -> Option<(Day, Day)> {
    let length = times.iter().find_map(|timex| Some((timex, running_years(timex)?)))?;
    let start = times.iter().find_map(|timex| Some((timex, start_year(timex)?)))?;
    let (first, last) = (start.1 + length.1, start.1 + length.1 + 1);
    let range = (Day::new(first, 1, 1).ok()?, Day::new(last, 12, 31).ok()?);
    let reason = format!("{} years since {}: between {first} and {last}", length.1, start.1);
    found.push(evidence(length.0, reason.clone(), "published/running-length"));
    found.push(evidence(start.0, reason, "published/running-length"));
    Some(range)
}

/// The years of "seven-year", read as the age of something that still lasts.
fn running_years(timex: &Timex) -> Option<i16> {
    let Term::Explicit(value) = &timex.term else { return None };
    let runs = timex.kind == TimexKind::Duration && timex.runs_on;
    value.strip_prefix('P')?.strip_suffix('Y')?.parse().ok().filter(|years| runs && (1..100).contains(years))
}

/// The year of "since … began in 2011".
fn start_year(timex: &Timex) -> Option<i16> {
    match timex.term {
        Term::Point(point) if timex.begins => Some(point.year()),
        _ => None,
    }
}

/// The months in which a text can have been written that names a month without its year as past: its end to a year
/// after its begin.
pub(super) fn after_bare_month(is_over: bool, year: i16, month: i8) -> Option<DaySet> {
    let days = Point::Month(year, month).days()?;
    let first = if is_over { plus_days(days.latest, 1)? } else { days.earliest };
    let next = Point::Month(year + 1, month).days()?.earliest.yesterday().ok()?;
    Some(DaySet::range(first, next))
}
