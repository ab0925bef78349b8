//! [`Timex`]: an expression of time.

use super::DaySet;
use crate::clean::Article;
use crate::text::Span;

/// TIMEX3 type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimexKind {
    /// A day or something longer.
    Date,
    /// A part of a day.
    Time,
    /// A length of time.
    Duration,
    /// Something that recurs.
    Set,
}

impl TimexKind {
    /// As TIMEX3 writes it.
    pub fn name(self) -> &'static str {
        match self {
            TimexKind::Date => "DATE",
            TimexKind::Time => "TIME",
            TimexKind::Duration => "DURATION",
            TimexKind::Set => "SET",
        }
    }
}

/// What an expression means, without a date to count from.
#[derive(Debug, Clone, PartialEq)]
pub enum Term {
    /// A complete value that needs no anchor.
    Explicit(String),
}

/// An expression of time in an article's text.
#[derive(Debug, Clone, PartialEq)]
pub struct Timex {
    /// Where it stands.
    pub span: Span,
    /// TIMEX3 type.
    pub kind: TimexKind,
    /// What it means.
    pub term: Term,
    /// TIMEX3 value; `None` until it can be resolved.
    pub value: Option<String>,
    /// TIMEX3 modifier (`START`, `APPROX` …).
    pub modifier: Option<&'static str>,
    /// The days it can stand for, once resolved.
    pub days: Option<DaySet>,
    /// The rule that read it.
    pub rule: &'static str,
}

/// The expressions of time of an article, in order, not yet resolved.
pub fn timexes(_article: &Article) -> Vec<Timex> {
    Vec::new()
}

/// Gives each expression its value, counted from the days on which the article can have been published.
/// May be called again with a narrower set.
pub fn resolve(_article: &Article, _times: &mut [Timex], _published: Option<DaySet>) {}
