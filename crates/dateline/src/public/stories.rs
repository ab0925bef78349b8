//! `dateline/stories/1`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{FamilyJson, PassageJson};

/// Code points kept before and after the exact characters of a selector.
pub const CONTEXT: usize = 32;

/// Where something was read: W3C `TextPositionSelector` and `TextQuoteSelector` in one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Selector {
    /// Article.
    pub article: String,
    /// First code point in its text.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The characters.
    pub exact: String,
    /// Up to 32 characters before.
    pub prefix: String,
    /// Up to 32 characters after.
    pub suffix: String,
}

impl Selector {
    /// The selector of a range of code points of `text`.
    pub fn of(article: &str, text: &str, start: usize, end: usize) -> Self {
        let take = |from: usize, to: usize| text.chars().skip(from).take(to.saturating_sub(from)).collect();
        Self {
            article: article.to_owned(),
            start,
            end,
            exact: take(start, end),
            prefix: take(start.saturating_sub(CONTEXT), start),
            suffix: take(end, end + CONTEXT),
        }
    }
}

/// What a value rests on: characters of an article, or a field of its metadata.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// In words.
    pub reason: String,
    /// The rule that decided.
    pub rule: String,
    /// The characters, where it was read in a text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub selector: Option<Selector>,
}

/// A date at the grain that is known, with its range.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DateRange {
    /// TIMEX3-like value (`2018-05-17`, `2017-11`), null where only a range is known.
    pub value: Option<String>,
    /// First possible day.
    pub earliest: Option<String>,
    /// Last possible day.
    pub latest: Option<String>,
    /// Weekdays that are possible (`Thursday`), where not all are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub weekdays: Vec<String>,
    /// What it rests on.
    #[serde(default)]
    pub evidence: Vec<Evidence>,
}

/// A name with the characters it was read from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EvidencedName {
    /// Name.
    pub name: String,
    /// Where.
    pub evidence: Vec<Selector>,
}

/// Who took part.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Participant {
    /// Entity.
    pub entity: String,
    /// Fullest name.
    pub canonical: String,
    /// Where.
    pub evidence: Vec<Selector>,
}

/// Who, what, where, when.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Event {
    /// When.
    pub date: DateRange,
    /// Where.
    pub place: Option<EvidencedName>,
    /// Who.
    pub participants: Vec<Participant>,
    /// What.
    pub action: Option<String>,
}

/// The three counts, always together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StoryCounts {
    /// Articles.
    pub articles: usize,
    /// Distinct texts.
    pub texts: usize,
    /// Independent origins: textual independence.
    pub origins: usize,
}

/// A family as far as it is in this story.
pub type FamilyInStory = FamilyJson;

/// One difference that speaks against (or for) one event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReasonJson {
    /// date, place, participant, action or number.
    pub kind: String,
    /// What it adds to the log-odds of "same event".
    pub weight: f64,
    /// What this side says.
    pub here: SaidAt,
    /// What the other side says.
    pub there: SaidAt,
    /// The rule or feature.
    pub rule: String,
}

/// A value with its characters.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SaidAt {
    /// The value.
    pub value: String,
    /// Where.
    pub citations: Vec<Selector>,
}

/// A look-alike that was kept apart.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NearMiss {
    /// The article outside this story.
    pub article: String,
    /// The story it is in.
    pub story: Option<String>,
    /// Probability that both tell of one event, 0 to 1.
    pub probability: f64,
    /// Why not.
    pub reasons: Vec<ReasonJson>,
}

/// A sentence of the brief.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BriefLine {
    /// The sentence.
    pub text: String,
    /// The characters that carry it, first the place it is taken from.
    pub citations: Vec<Selector>,
    /// Claims of the matrix, by identifier, that it carries and that origins dispute.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub disputed: Vec<String>,
    /// What a writer was asked to make of it, where one was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rephrased: Option<Rephrased>,
}

/// How a sentence of the brief stands to its source after a writer was asked to rephrase it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Rephrased {
    /// The sentence as it stands in its source.
    pub source: String,
    /// Why the writer's wording was refused, and the source's own is shown; absent where it is the writer's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused: Option<String>,
}

/// A dated step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TimelineLine {
    /// When.
    pub date: DateRange,
    /// The sentence.
    pub text: String,
    /// The characters that carry it.
    pub citations: Vec<Selector>,
}

/// One value as one or more members of an origin give it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Stated {
    /// says, rounded, update, scope or differs.
    pub state: String,
    /// The value.
    pub value: String,
    /// Whose it is, where the text gives it to somebody.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    /// The day on which it was first published, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// Where.
    pub citations: Vec<Selector>,
}

/// What one origin says of a claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ClaimCell {
    /// Family.
    pub origin: String,
    /// says, rounded, update, scope, differs or silent.
    pub state: String,
    /// The value.
    pub value: String,
    /// Where.
    pub citations: Vec<Selector>,
    /// The values of its members one by one, each with its speaker and time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub said: Vec<Stated>,
}

/// A row of the matrix.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Claim {
    /// Identifier within the story.
    pub id: String,
    /// number, date, place, actor, act or quote.
    pub kind: String,
    /// A short wording from the sources.
    pub statement: String,
    /// corroborated, `single source`, disputed or partial.
    pub status: String,
    /// One cell an origin.
    pub cells: Vec<ClaimCell>,
    /// Whether a page shows it only on demand: one origin alone says it, and others of its kind weigh more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub folded: bool,
    /// The rule that aligned it.
    #[serde(default)]
    pub rule: String,
}

/// A remark with the characters it rests on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Remark {
    /// In words.
    pub text: String,
    /// Where.
    pub citations: Vec<Selector>,
}

/// Rows claims, columns origins.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Matrix {
    /// Families.
    pub origins: Vec<String>,
    /// Rows.
    pub claims: Vec<Claim>,
}

/// One wording of an utterance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct QuoteVariant {
    /// identical, shortened, altered or paraphrase.
    pub kind: String,
    /// Where.
    pub citations: Vec<Selector>,
    /// What was cut or changed, word by word.
    pub difference: String,
    /// Whom this source names as the speaker, where it is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attributed_to: Option<String>,
}

/// Something one person said once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct QuoteGroup {
    /// Entity or name as written.
    pub speaker: String,
    /// Fullest name.
    pub canonical: String,
    /// Wordings, fullest first.
    pub variants: Vec<QuoteVariant>,
}

/// A word that origins use for a subject.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct WordingTerm {
    /// The word.
    pub term: String,
    /// Families.
    pub origins: Vec<String>,
    /// Where.
    pub citations: Vec<Selector>,
}

/// What one subject is called.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Wording {
    /// The subject.
    pub subject: String,
    /// The words.
    pub terms: Vec<WordingTerm>,
}

/// What a page shows of a member.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StoryArticle {
    /// Article.
    pub id: String,
    /// File as the user named it.
    pub path: String,
    /// Headline.
    pub title: String,
    /// Language of its text, BCP 47; null where unknown.
    #[serde(default)]
    pub language: Option<String>,
    /// Publisher.
    pub publisher: Option<String>,
    /// Agency credited.
    pub agency: Option<String>,
    /// Publication.
    pub published: super::PublishedJson,
    /// Text, so that a report opens its citations without the heap.
    pub text: String,
    /// Its paragraphs.
    pub paragraphs: Vec<(usize, usize)>,
    /// What was removed from the page.
    pub removed: Vec<super::RemovedJson>,
}

/// One event.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Story {
    /// Identifier, derived from its members.
    pub id: String,
    /// Headline, one of the sources'.
    pub title: String,
    /// corroborated, `single source`, disputed or partial.
    pub status: String,
    /// Who, what, where, when.
    pub event: Event,
    /// Members.
    pub articles: Vec<String>,
    /// The three counts.
    pub counts: StoryCounts,
    /// Independent origins with their reprints.
    pub families: Vec<FamilyInStory>,
    /// Copied passages inside the story.
    pub passages: Vec<PassageJson>,
    /// Look-alikes kept apart.
    pub near_misses: Vec<NearMiss>,
    /// Brief.
    pub brief: Vec<BriefLine>,
    /// Timeline.
    pub timeline: Vec<TimelineLine>,
    /// Matrix.
    pub matrix: Matrix,
    /// Quotations.
    pub quotes: Vec<QuoteGroup>,
    /// Wording.
    pub wording: Vec<Wording>,
    /// Members with what a page shows of them.
    pub members: Vec<StoryArticle>,
    /// Remarks of the comparison, such as a town put on the wrong coast.
    #[serde(default)]
    pub remarks: Vec<Remark>,
    /// Remarks.
    pub notes: Vec<String>,
}

/// An article in no story.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct UnplacedJson {
    /// Article.
    pub article: String,
    /// Why.
    pub reason: String,
}

/// A record that gave no article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SkippedJson {
    /// Page.
    pub page: String,
    /// Why.
    pub reason: String,
}

/// Nothing lost: `records` = articles in stories + `unplaced` + `skipped`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Counts {
    /// Records read.
    pub records: usize,
    /// Articles.
    pub articles: usize,
    /// Stories.
    pub stories: usize,
    /// Articles in no story.
    pub unplaced: usize,
    /// Records that gave no article.
    pub skipped: usize,
}

/// A name that two stories of a topic share.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SharedName {
    /// The name.
    pub name: String,
    /// Where one of the two has it.
    pub here: Selector,
    /// Where the other has it.
    pub there: Selector,
}

/// What links two stories of a topic.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TopicLink {
    /// A story.
    pub a: String,
    /// The other.
    pub b: String,
    /// How much of their names they share, by rarity and prominence: 0 to 1.
    pub likeness: f64,
    /// The names that weigh most.
    pub shared: Vec<SharedName>,
}

/// Stories of several events that belong together: follow-ups, sagas, one affair in several languages.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Topic {
    /// Identifier, derived from its first story.
    pub id: String,
    /// Headline of its largest story.
    pub title: String,
    /// Its stories, by event day, undated ones last.
    pub stories: Vec<String>,
    /// What links them.
    pub links: Vec<TopicLink>,
    /// The dated steps of all its stories and their backgrounds, each told once.
    #[serde(default)]
    pub timeline: Vec<TimelineLine>,
}

/// Stories with everything in them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StoriesDocument {
    /// `dateline/stories/1`.
    pub schema: String,
    /// Stories.
    pub stories: Vec<Story>,
    /// Articles in no story.
    pub unplaced: Vec<UnplacedJson>,
    /// Records that gave no article.
    pub skipped: Vec<SkippedJson>,
    /// Counts.
    pub counts: Counts,
    /// SHA-256 of the text of each article that the document cites.
    pub text_sha256: BTreeMap<String, String>,
    /// Where each cited article was read: file, and record where it holds several.
    pub pages: BTreeMap<String, super::PageJson>,
    /// Stories that belong together.
    #[serde(default)]
    pub topics: Vec<Topic>,
    /// Identifiers of stories that were merged away, each with the one that now holds most of their articles.
    pub redirects: BTreeMap<String, String>,
    /// Remarks.
    pub notes: Vec<String>,
}
