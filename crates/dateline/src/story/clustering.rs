//! [`Clustering`].

use super::topics::Topic;
use crate::date::DaySet;
use crate::facts::EntityId;
use crate::text::Span;

/// Who, what, where, when of one article or story.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EventProfile {
    /// When: the days it can have happened on.
    pub days: Option<DaySet>,
    /// Where: canonical place name, with the mention it was read from (article index, span).
    pub place: Option<(String, usize, Span)>,
    /// Who: entity, canonical name and a mention, weightiest first.
    pub participants: Vec<(EntityId, String, usize, Span)>,
    /// What: the verb or noun of the action, lower case.
    pub action: Option<String>,
}

/// The kind of a piece of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReasonKind {
    /// Event days.
    Date,
    /// Places.
    Place,
    /// Participants.
    Participant,
    /// What happened.
    Action,
    /// Typed numbers.
    Number,
}

/// A piece of evidence for or against two articles telling of one event.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// Kind.
    pub kind: ReasonKind,
    /// What it adds to the log-odds of "same event": negative keeps apart.
    pub weight: f64,
    /// What the first article says, with its characters.
    pub here: (String, Vec<Span>),
    /// What the other says, with its characters.
    pub there: (String, Vec<Span>),
    /// The rule or feature.
    pub rule: &'static str,
}

/// A story.
#[derive(Debug, Clone, PartialEq)]
pub struct StoryCluster {
    /// Indexes into the heap, ascending.
    pub members: Vec<usize>,
    /// Who, what, where, when.
    pub profile: EventProfile,
    /// Clashing evidence inside that was not enough to split.
    pub notes: Vec<String>,
}

/// Two stories that look alike and were kept apart, by index into [`Clustering::stories`], or a story and an article.
#[derive(Debug, Clone, PartialEq)]
pub struct NearMiss {
    /// Index of a story.
    pub story: usize,
    /// The article (index into the heap) outside it that came nearest.
    pub article: usize,
    /// The member it was compared with.
    pub member: usize,
    /// Probability that both tell of one event, 0 to 1.
    pub probability: f64,
    /// Why not.
    pub reasons: Vec<Reason>,
}

/// An article in no story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unplaced {
    /// Index into the heap.
    pub article: usize,
    /// Why.
    pub reason: String,
}

/// The stories of a heap. Every article is in exactly one story or unplaced.
#[derive(Debug, Clone, Default)]
pub struct Clustering {
    /// Stories, ordered by first member.
    pub stories: Vec<StoryCluster>,
    /// Pages that are no article.
    pub unplaced: Vec<Unplaced>,
    /// Look-alikes kept apart.
    pub near_misses: Vec<NearMiss>,
    /// Stories that belong together.
    pub topics: Vec<Topic>,
    /// Non-fatal remarks.
    pub notes: Vec<String>,
}
