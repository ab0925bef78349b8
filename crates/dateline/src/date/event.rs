//! When the main event of an article happened, and which earlier events it mentions.
//!
//! The lead decides: the first day that its first sentences tell as past, unless that is only when somebody said
//! something or the day of another event ("Tuesday's election"). Without one the day that the text names most often
//! decides, else the first day of the next sentences, else the day of publication.

use std::collections::BTreeMap;

use super::calendar::plus_days;
use super::dating::{BackgroundEvent, EventDate, Evidence, Published};
use super::mentions::{LEAD_SENTENCES, Mention, Sentences, mentions};
use super::timex::{Cue, From, Tense, Term, Timex, Toward};
use super::units::{Part, Unit};
use super::{Day, DaySet};
use crate::clean::Article;
use crate::text::Span;

/// The event of an article, and the other events it mentions.
pub(super) struct Event {
    pub date: EventDate,
    pub background: Vec<BackgroundEvent>,
}

/// Sentences in which the day of the event is looked for when the lead has none.
const BODY_SENTENCES: usize = 10;

/// Days that a report lags behind its event: of 96 reports of 12 events none came later.
const LAG: i64 = 7;

/// Mentions that make a day outside the lead the event's.
const OFTEN: usize = 2;

/// Dates the main event.
pub(super) fn event(article: &Article, sentences: &Sentences, times: &[Timex], published: &Published) -> Event {
    let earlier = mentions(article, sentences, times);
    let told = candidates(article, sentences, times, published, &earlier);
    let mut date = match choose(&told, published.days.and_then(DaySet::single).is_some()) {
        Some((timex, reason, rule)) => EventDate {
            value: timex.value.as_ref().map(|value| value.split('T').next().unwrap_or(value).to_owned()),
            days: timex.days,
            evidence: vec![evidence(Some(timex.span), reason, rule)],
        },
        None => of_publication(published),
    };
    after_earlier(&mut date, times, &earlier);
    let background = background(times, &earlier, &date);
    Event { date, background }
}

fn of_publication(published: &Published) -> EventDate {
    EventDate {
        value: published.days.and_then(DaySet::single).map(|day| day.to_string()),
        days: published.days,
        evidence: vec![evidence(None, "no day is told for it: the day of publication", "event/published")],
    }
}

fn evidence(span: Option<Span>, reason: &str, rule: &'static str) -> Evidence {
    Evidence { span, article: None, reason: reason.to_owned(), rule }
}

/// An expression that can be the day of the event.
struct Candidate<'a> {
    timex: &'a Timex,
    sentence: usize,
    /// "Tuesday's election" names another event as often as this one.
    genitive: bool,
}

fn candidates<'a>(
    article: &Article,
    sentences: &Sentences,
    times: &'a [Timex],
    published: &Published,
    earlier: &[Mention],
) -> Vec<Candidate<'a>> {
    let text = article.text.as_str();
    let mut out = Vec::new();
    for (index, timex) in times.iter().enumerate() {
        let is_background = earlier.iter().any(|mention| mention.time == index && mention.marked);
        if is_background || !tells_day(timex) || !is_near(timex, published) {
            continue;
        }
        let rest = &text[timex.span.end as usize..];
        let genitive = rest.starts_with("'s") || rest.starts_with("\u{2019}s");
        out.push(Candidate { timex, sentence: sentences.number(timex.span.start), genitive });
    }
    out
}

/// Whether an expression names a day and tells it as past.
fn tells_day(timex: &Timex) -> bool {
    let named = |term: &Term| match term {
        Term::Weekday { toward, .. } => *toward != Toward::Next,
        Term::Shift { by, unit: Unit::Day, from } => *from == From::Published && *by <= 0,
        Term::Point(super::Point::Day(_)) | Term::Month { day: Some(_), .. } => true,
        _ => false,
    };
    let is_day = match &timex.term {
        // A bare "at 6 a.m." or "in the morning" names no day: it counts from the day spoken of.
        Term::PartOfDay { day, .. } | Term::Clock { day, .. } => named(day),
        term => named(term),
    };
    is_day && timex.tense != Tense::Future && timex.cue == Cue::Plain
}

/// Whether the day lies shortly before the day of publication, where that is known.
fn is_near(timex: &Timex, published: &Published) -> bool {
    let Some(days) = timex.days else { return matches!(timex.term, Term::Weekday { .. }) };
    let Some(known) = published.days.and_then(DaySet::single) else { return true };
    days.latest <= known && plus_days(days.earliest, LAG).is_some_and(|limit| limit >= known)
}

fn choose<'a>(told: &[Candidate<'a>], is_dated: bool) -> Option<(&'a Timex, &'static str, &'static str)> {
    let lead = || told.iter().filter(|candidate| candidate.sentence < LEAD_SENTENCES);
    if let Some(first) = lead().find(|candidate| !candidate.genitive).or_else(|| lead().next()) {
        let night = is_dated.then(|| night_before(first, lead())).flatten();
        let told = night.map_or(first.timex, |night| night.timex);
        return Some((told, "the lead says when", "event/lead"));
    }
    if let Some(often) = most_told(told) {
        return Some((often, "the day that the text names most often", "event/most-told"));
    }
    let body = || told.iter().filter(|candidate| candidate.sentence < BODY_SENTENCES);
    // The day of publication is the better guess than "Tuesday's election", where it is known.
    let body = body().find(|candidate| !candidate.genitive).or_else(|| body().next().filter(|_| !is_dated))?;
    Some((body.timex, "the first day that the text tells", "event/first-told"))
}

/// The report of the morning after: it opens with what the day brought ("the toll rose on Friday") and then tells what
/// happened late on the day before.
fn night_before<'a, 'b>(
    first: &Candidate<'a>,
    mut lead: impl Iterator<Item = &'b Candidate<'a>>,
) -> Option<&'b Candidate<'a>>
where
    'a: 'b,
{
    let day = |timex: &Timex| timex.days.and_then(DaySet::single);
    let before = day(first.timex)?.yesterday().ok()?;
    let is_late = |timex: &Timex| {
        let night = matches!(timex.term, Term::PartOfDay { part: Part::Evening | Part::Night, .. });
        night || timex.modifier == Some("END")
    };
    lead.find(|candidate| !is_late(first.timex) && day(candidate.timex) == Some(before) && is_late(candidate.timex))
}

/// An expression of the day that is named most often; the later day of two.
fn most_told<'a>(told: &[Candidate<'a>]) -> Option<&'a Timex> {
    let mut counts: BTreeMap<Day, (usize, &'a Timex)> = BTreeMap::new();
    for candidate in told.iter().filter(|candidate| !candidate.genitive) {
        let Some(day) = candidate.timex.days.and_then(DaySet::single) else { continue };
        counts.entry(day).or_insert((0, candidate.timex)).0 += 1;
    }
    let (_, (count, timex)) = counts.into_iter().max_by_key(|(day, (count, _))| (*count, *day))?;
    (count >= OFTEN).then_some(timex)
}

/// The event came after what the text calls an earlier one.
fn after_earlier(date: &mut EventDate, times: &[Timex], earlier: &[Mention]) {
    let Some(days) = date.days.filter(|days| days.single().is_none()) else { return };
    for mention in earlier.iter().filter(|mention| mention.marked) {
        let timex = &times[mention.time];
        let Some(first) = timex.days.and_then(|days| plus_days(days.latest, 1)) else { continue };
        if let Some(narrower) = (first > days.earliest && first <= days.latest)
            .then(|| days.intersect(DaySet::range(first, days.latest)))
            .flatten()
        {
            date.days = Some(narrower);
            date.evidence.push(evidence(Some(timex.span), "after the earlier event", "event/after-earlier"));
        }
    }
}

/// Days between an event and another one that is its background rather than its beginning.
const APART: i64 = 14;

fn background(times: &[Timex], earlier: &[Mention], date: &EventDate) -> Vec<BackgroundEvent> {
    let before = |days: DaySet, gap: i64| {
        date.days.is_none_or(|event| plus_days(days.latest, gap).is_some_and(|limit| limit < event.earliest))
    };
    let mut out = Vec::new();
    for mention in earlier {
        let timex = &times[mention.time];
        let gap = if mention.marked { 0 } else { APART };
        let Some(days) = timex.days.filter(|days| before(*days, gap)) else { continue };
        let rule = if mention.marked { "background/said-earlier" } else { "background/same-names" };
        out.push(BackgroundEvent { days, sentence: mention.sentence, time: timex.span, rule });
    }
    out
}
