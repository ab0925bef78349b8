//! [`Comparison`].

use super::claims::{Sources, claims};
use super::negations::Negations;
use super::origins::{FamilyIndex, origin_of_members, origins};
use super::reading::Reading;
use super::utterances::utterances;
use super::wording::wording;
use crate::date::Day;
use crate::facts::{EntityId, Marked};
use crate::reuse::{Origin, Trace};
use crate::story::StoryCluster;
use crate::text::Span;

/// Characters of one article of the heap.
pub type Cited = (usize, Span);

/// One independent origin of a story: a family, or the part of it that is in the story.
#[derive(Debug, Clone, PartialEq)]
pub struct OriginColumn {
    /// What its members descend from.
    pub origin: Origin,
    /// Members in this story, ascending.
    pub articles: Vec<usize>,
    /// Index of the family in [`Trace::families`].
    pub family: usize,
}

/// What a claim is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ClaimKind {
    /// A figure.
    Number,
    /// A day or period.
    Date,
    /// A place.
    Place,
    /// Who did or said it.
    Actor,
    /// What was done.
    Act,
    /// What was said.
    Quote,
}

/// How a claim stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ClaimStatus {
    /// Independent origins exclude each other.
    Disputed,
    /// One origin only.
    SingleSource,
    /// Two or more independent origins.
    Corroborated,
    /// Carried in part.
    Partial,
}

/// How an origin stands to a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellState {
    /// It says the same.
    Says,
    /// It says it rounded or in another wording.
    Rounded,
    /// It gives an earlier or later count.
    Update,
    /// It speaks of another place, period or subject.
    Scope,
    /// It says what cannot hold together with the others.
    Differs,
    /// It does not say.
    Silent,
}

/// One origin's part in a claim.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimCell {
    /// Index into [`Comparison::origins`].
    pub origin: usize,
    /// How it stands.
    pub state: CellState,
    /// What it says.
    pub value: String,
    /// Where.
    pub citations: Vec<Cited>,
    /// What its members say one by one, where that is more than one value.
    pub said: Vec<Stated>,
}

/// One value as one or more members of an origin give it.
#[derive(Debug, Clone, PartialEq)]
pub struct Stated {
    /// How it stands.
    pub state: CellState,
    /// The value.
    pub value: String,
    /// Whose it is, where the text gives it to somebody.
    pub speaker: Option<String>,
    /// The day on which it was first published, where that is known.
    pub published: Option<Day>,
    /// Where.
    pub citations: Vec<Cited>,
}

/// A statement that can agree or clash with another.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// What it is about.
    pub kind: ClaimKind,
    /// A short wording, from the sources.
    pub statement: String,
    /// How it stands.
    pub status: ClaimStatus,
    /// One cell per origin, in the order of the origins.
    pub cells: Vec<ClaimCell>,
    /// How much a reader gains from it; rows are ordered by it, greatest first.
    pub weight: f64,
    /// Whether a page shows it only on demand: one origin alone says it, and others of its kind weigh more.
    pub folded: bool,
    /// The rule that aligned it.
    pub rule: &'static str,
}

/// How a variant of an utterance stands to its fullest wording.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VariantKind {
    /// Word for word.
    Identical,
    /// A part of it.
    Shortened,
    /// Other words of the same utterance: another translation, an edit.
    Altered,
    /// Told without quotation marks.
    Paraphrase,
}

/// One wording of an utterance.
#[derive(Debug, Clone, PartialEq)]
pub struct QuoteVariant {
    /// How it stands to the fullest.
    pub kind: VariantKind,
    /// Where it stands.
    pub citations: Vec<Cited>,
    /// Who this source says spoke, where it is not the utterance's speaker.
    pub attributed_to: Option<String>,
    /// What was cut or changed, word by word: `[-cut-]`, `{+added+}`.
    pub difference: String,
}

/// Something one person said once.
#[derive(Debug, Clone, PartialEq)]
pub struct Utterance {
    /// Who, as written in the fullest wording.
    pub speaker: String,
    /// Which entity.
    pub entity: Option<EntityId>,
    /// Its wordings, fullest first.
    pub variants: Vec<QuoteVariant>,
}

/// A word that origins use for a subject.
#[derive(Debug, Clone, PartialEq)]
pub struct WordingTerm {
    /// The word.
    pub term: String,
    /// Indexes into [`Comparison::origins`].
    pub origins: Vec<usize>,
    /// Where.
    pub citations: Vec<Cited>,
}

/// What one subject is called.
#[derive(Debug, Clone, PartialEq)]
pub struct WordingSubject {
    /// The person, group or act.
    pub subject: String,
    /// What it is called.
    pub terms: Vec<WordingTerm>,
}

/// A remark with what it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Remark {
    /// In words.
    pub text: String,
    /// Where.
    pub citations: Vec<Cited>,
}

/// What all say, what one says, where they differ.
#[derive(Debug, Clone, Default)]
pub struct Comparison {
    /// The independent origins, ordered by first member.
    pub origins: Vec<OriginColumn>,
    /// Claims, those a reader gains most from first.
    pub claims: Vec<Claim>,
    /// Utterances with their wordings.
    pub utterances: Vec<Utterance>,
    /// Wording.
    pub wording: Vec<WordingSubject>,
    /// Remarks, such as a town put on the wrong coast.
    pub remarks: Vec<Remark>,
    /// The story's sentences, read once for comparison and report.
    pub(crate) reading: Reading,
}

/// Compares the articles of one story. `articles` is the whole heap.
pub fn compare(story: &StoryCluster, articles: &[Marked], trace: &Trace) -> Comparison {
    compare_in(story, articles, trace, &FamilyIndex::of(trace, articles.len()))
}

/// As [`compare`], with the families of the heap looked up before.
pub fn compare_in(story: &StoryCluster, articles: &[Marked], trace: &Trace, families: &FamilyIndex) -> Comparison {
    let origins = origins(&story.members, trace, families);
    let origin_of_member = origin_of_members(&story.members, &origins);
    let mut reading = Reading::of(&story.members, articles);
    let utterances = utterances(&story.members, articles, &mut reading);
    let negations = Negations::of(&mut reading);
    let (claims, remarks) = claims(&Sources {
        story,
        articles,
        origins: &origins,
        origin_of_member: &origin_of_member,
        reading: &reading,
        utterances: &utterances,
        negations: &negations,
    });
    let wording = wording(&origins, articles);
    Comparison { origins, claims, utterances, wording, remarks, reading }
}
