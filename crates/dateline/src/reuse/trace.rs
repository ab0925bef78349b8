//! [`Trace`].

use crate::clean::Article;
use crate::text::Span;

/// How alike the members of a [`Group`] are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum GroupKind {
    /// Same text after folding.
    Exact,
    /// Resemblance or containment above the threshold.
    Near,
}

/// Articles with one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// How alike they are.
    pub kind: GroupKind,
    /// Indexes into the heap, ascending.
    pub members: Vec<usize>,
}

/// One side of a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Side {
    /// Index of the article in the heap.
    pub article: usize,
    /// Where it stands in that article's text.
    pub span: Span,
}

/// Who had a passage first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// `b` took it from `a`.
    AToB,
    /// `a` took it from `b`.
    BToA,
    /// Both took it from a third text.
    Common,
    /// Nothing decides.
    Unknown,
}

/// What a shared passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PassageKind {
    /// Copied words.
    Copy,
    /// Both quote one utterance.
    SharedQuotation,
    /// A stock phrase that anybody writes.
    Formula,
    /// A publisher's own recurring text.
    Furniture,
}

/// A stretch that two articles share.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// The side with the lower index.
    pub a: Side,
    /// The other side.
    pub b: Side,
    /// Share of equal words in the alignment, 0 to 1.
    pub similarity: f32,
    /// What it is.
    pub kind: PassageKind,
    /// Who had it first.
    pub direction: Direction,
    /// What the direction and the kind rest on, in words.
    pub basis: String,
}

/// The text a family descends from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// A member of the heap.
    Article(usize),
    /// An agency, by name.
    Agency(String),
    /// A press release.
    Release,
    /// Not known.
    Unknown,
}

/// A member of a family.
#[derive(Debug, Clone, PartialEq)]
pub struct FamilyMember {
    /// Index into the heap.
    pub article: usize,
    /// Share of its characters that stand in other members too, 0 to 1.
    pub share_copied: f32,
}

/// Articles that descend from one text: one independent origin.
#[derive(Debug, Clone, PartialEq)]
pub struct Family {
    /// What they descend from.
    pub origin: Origin,
    /// Members, by ascending index.
    pub members: Vec<FamilyMember>,
}

/// Who carries whose words in a heap. Every article is in exactly one family.
#[derive(Debug, Clone, Default)]
pub struct Trace {
    /// Duplicates of two articles or more.
    pub groups: Vec<Group>,
    /// Shared stretches, ordered by both sides.
    pub passages: Vec<Passage>,
    /// Families, ordered by first member.
    pub families: Vec<Family>,
    /// Non-fatal remarks.
    pub notes: Vec<String>,
}

/// Traces the words of a heap.
pub fn trace(articles: &[&Article]) -> Trace {
    let alone = |article| Family {
        origin: Origin::Article(article),
        members: vec![FamilyMember { article, share_copied: 0.0 }],
    };
    Trace { families: (0..articles.len()).map(alone).collect(), ..Trace::default() }
}
