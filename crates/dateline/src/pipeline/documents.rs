//! Fills the public documents.

mod article;
mod index;
mod stories;
mod topics;
mod trace;
mod why;

pub use article::{article_document, marked_document};
pub use stories::{stories_document, stories_in_parts};
pub use trace::trace_document;
pub use why::why_document;

use sha2::{Digest, Sha256};

use crate::clean::{Article, DateBasis};
use crate::date::{Day, DaySet, EventDate, Evidence};
use crate::facts::Marked;
use crate::public;
use crate::report::TimelineEntry;
use crate::text::Span;

/// SHA-256 of a text's UTF-8 bytes, lower-case hex.
pub fn text_sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The selector of characters of an article.
fn selector(article: &Article, span: Span) -> public::Selector {
    let text = article.text.as_str();
    let (start, end) = article.text.code_points(span);
    let before = text[..span.start as usize].char_indices().rev().nth(public::CONTEXT - 1).map_or(0, |(at, _)| at);
    let rest = &text[span.end as usize..];
    let after = rest.char_indices().nth(public::CONTEXT).map_or(rest.len(), |(at, _)| at);
    public::Selector {
        article: article.id.0.clone(),
        start,
        end,
        exact: span.of(text).to_owned(),
        prefix: text[before..span.start as usize].to_owned(),
        suffix: rest[..after].to_owned(),
    }
}

/// A step of a timeline.
fn timeline_line(step: &TimelineEntry, articles: &[Marked]) -> public::TimelineLine {
    public::TimelineLine {
        date: date_range(step.value.as_deref(), Some(step.days), Vec::new()),
        text: step.text.clone(),
        citations: step.citations.iter().map(|&(article, span)| selector(&articles[article].article, span)).collect(),
    }
}

fn basis_name(basis: DateBasis) -> &'static str {
    match basis {
        DateBasis::Metadata => "metadata",
        DateBasis::Url => "url",
        DateBasis::Text => "text",
        DateBasis::Corpus => "corpus",
        DateBasis::Unknown => "unknown",
    }
}

/// Evidence of article `own`; `articles` is the heap that its `article` fields point into.
fn evidence(found: &[Evidence], own: &Article, articles: &[Marked]) -> Vec<public::Evidence> {
    let one = |piece: &Evidence| {
        let holder = piece.article.and_then(|index| articles.get(index)).map_or(own, |marked| &marked.article);
        public::Evidence {
            reason: piece.reason.clone(),
            rule: piece.rule.to_owned(),
            selector: piece.span.map(|span| selector(holder, span)),
        }
    };
    found.iter().map(one).collect()
}

fn date_range(value: Option<&str>, days: Option<DaySet>, evidence: Vec<public::Evidence>) -> public::DateRange {
    public::DateRange {
        value: value.map(str::to_owned),
        earliest: days.and_then(|days| bound(days.earliest)),
        latest: days.and_then(|days| bound(days.latest)),
        weekdays: days.map(weekday_names).unwrap_or_default(),
        evidence,
    }
}

fn event_range(event: &EventDate, own: &Article, articles: &[Marked]) -> public::DateRange {
    date_range(event.value.as_deref(), event.days, evidence(&event.evidence, own, articles))
}

/// A bound of a range; nothing where the range is open on that side.
fn bound(day: Day) -> Option<String> {
    (day > Day::MIN && day < Day::MAX).then(|| day.to_string())
}

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The possible weekdays, where some are ruled out.
fn weekday_names(days: DaySet) -> Vec<String> {
    if days.weekdays == DaySet::ANY_WEEKDAY {
        return Vec::new();
    }
    (0..7).filter(|day| days.weekdays & (1 << day) != 0).map(|day| WEEKDAYS[day].to_owned()).collect()
}
