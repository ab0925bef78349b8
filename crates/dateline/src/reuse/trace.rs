//! [`Trace`].

use std::sync::Arc;

use super::families::families;
use super::groups::groups;
use super::pairs::Pairs;
use super::passages::find;
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
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// How alike they are.
    pub kind: GroupKind,
    /// Indexes into the heap, ascending.
    pub members: Vec<usize>,
    /// Members that were compared, by both; in a large group each is compared with some of the others.
    pub compared: Vec<Likeness>,
}

/// How alike two articles are as a whole.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Likeness {
    /// The lower index.
    pub a: usize,
    /// The other one.
    pub b: usize,
    /// Share of both texts together that is common to them, 0 to 1.
    pub resemblance: f32,
    /// Share of `a` that stands in `b`.
    pub a_in_b: f32,
    /// Share of `b` that stands in `a`.
    pub b_in_a: f32,
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

impl Direction {
    /// The same, seen from the other side.
    pub fn turned(self) -> Self {
        match self {
            Direction::AToB => Direction::BToA,
            Direction::BToA => Direction::AToB,
            other => other,
        }
    }
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
    /// Share of equal letters in the alignment, 0 to 1.
    pub similarity: f32,
    /// What it is.
    pub kind: PassageKind,
    /// Who had it first.
    pub direction: Direction,
    /// What the direction and the kind rest on, in words.
    pub basis: Arc<str>,
}

impl Passage {
    /// The same with its sides exchanged.
    pub fn turned(self) -> Self {
        Self { a: self.b, b: self.a, direction: self.direction.turned(), ..self }
    }
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
    /// Share of its characters that stand in no other article of the heap, 0 to 1.
    pub share_own: f32,
    /// How much of it stands in each other article, of this family or another, the largest share first.
    pub shares: Vec<ShareOf>,
}

/// How much of an article stands in another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ShareOf {
    /// The other.
    pub article: usize,
    /// Share of this article's characters, 0 to 1.
    pub share: f32,
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
    /// Shared stretches, ordered by both articles, then by both spans.
    pub passages: Vec<Passage>,
    /// Families, ordered by first member.
    pub families: Vec<Family>,
    /// Non-fatal remarks.
    pub notes: Vec<String>,
}

/// Traces the words of a heap.
pub fn trace(articles: &[&Article]) -> Trace {
    let found = find(articles);
    let pairs = Pairs::new(articles, &found.passages, &found.rank);
    let groups = groups(articles, &pairs, &found.exact, &found.rank);
    let families = families(articles, &pairs, &groups, &found.rank);
    let mut notes = found.notes;
    notes.extend(large_families(articles, &families));
    Trace { groups, passages: found.passages, families, notes }
}

/// Articles of a heap from which a family that holds half of them is told.
const LARGE_HEAP: usize = 50;

/// One text in half of a heap is worth a word: a heap made of one search, or a page that every address answers with.
fn large_families(articles: &[&Article], families: &[Family]) -> Vec<String> {
    let is_large = |family: &&Family| articles.len() >= LARGE_HEAP && family.members.len() * 2 >= articles.len();
    let note = |family: &Family| {
        let first = family.members.first().map_or("", |member| articles[member.article].id.0.as_str());
        format!("{} of {} articles carry one text, that of {first}", family.members.len(), articles.len())
    };
    families.iter().filter(is_large).map(note).collect()
}
