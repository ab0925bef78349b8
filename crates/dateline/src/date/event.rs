//! When the main event of an article happened.

use super::DaySet;
use super::dating::{BackgroundEvent, EventDate, Evidence, Published};
use super::timex::{Cue, Tense, Term, Timex, TimexKind};
use crate::clean::Article;
use crate::lang::pack;
use crate::text::{Span, sentences};

/// The event of an article, and the other events it mentions.
pub(super) struct Event {
    pub date: EventDate,
    pub background: Vec<BackgroundEvent>,
}

/// Sentences that tell the main event: the dateline and the first two.
const LEAD_SENTENCES: usize = 2;

/// Dates the main event by the lead; else by the day of publication.
pub(super) fn event(article: &Article, times: &[Timex], published: &Published) -> Event {
    let lead = lead(article);
    let told = times.iter().filter(|timex| lead.contains(timex.span)).find(|timex| tells_event(timex));
    let date = match told {
        Some(timex) => EventDate {
            value: timex.value.as_ref().map(|value| value.split('T').next().unwrap_or(value).to_owned()),
            days: timex.days,
            evidence: vec![evidence(Some(timex.span), "the lead says when", "event/lead")],
        },
        None => EventDate {
            value: published.days.and_then(DaySet::single).map(|day| day.to_string()),
            days: published.days,
            evidence: vec![evidence(None, "the lead names no day: the day of publication", "event/published")],
        },
    };
    Event { date, background: Vec::new() }
}

fn evidence(span: Option<Span>, reason: &str, rule: &'static str) -> Evidence {
    Evidence { span, article: None, reason: reason.to_owned(), rule }
}

/// The first sentences of the text.
fn lead(article: &Article) -> Span {
    let text = article.text.as_str();
    let language = pack(article.language.as_ref());
    let mut end = 0;
    let mut count = 0;
    for paragraph in &article.paragraphs {
        for sentence in sentences(text, paragraph.span, &|before, after| language.stop_stays_inside(before, after)) {
            count += 1;
            end = sentence.end;
            if count == LEAD_SENTENCES {
                return Span { start: 0, end };
            }
        }
    }
    Span { start: 0, end }
}

/// Whether an expression can be the day of the main event: a day told as past.
fn tells_event(timex: &Timex) -> bool {
    let is_day = match &timex.term {
        Term::Weekday { .. } | Term::PartOfDay { .. } | Term::Clock { .. } => true,
        Term::Shift { .. } => matches!(timex.kind, TimexKind::Date) && timex.days.is_some_and(|d| d.single().is_some()),
        _ => false,
    };
    is_day && timex.tense != Tense::Future && timex.cue == Cue::Plain
}
