//! [`Timeline`]: the dated steps of a story and its background.

use crate::compare::{Cited, Comparison};
use crate::date::DaySet;
use crate::facts::Marked;
use crate::story::StoryCluster;

/// One dated step.
#[derive(Debug, Clone, PartialEq)]
pub struct TimelineEntry {
    /// TIMEX3-like value at the grain that is known; `None` where only a range is.
    pub value: Option<String>,
    /// When.
    pub days: DaySet,
    /// The sentence that tells it.
    pub text: String,
    /// Where, first the place the sentence is taken from.
    pub citations: Vec<Cited>,
}

/// Dated steps, earliest first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Timeline {
    /// Its entries.
    pub entries: Vec<TimelineEntry>,
}

/// The timeline of a story.
pub fn timeline(_story: &StoryCluster, _comparison: &Comparison, _articles: &[Marked]) -> Timeline {
    Timeline::default()
}
