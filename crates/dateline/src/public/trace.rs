//! `dateline/trace/1` and `dateline/why/1`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{DateRange, PageJson, ReasonJson};

/// Duplicates.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GroupJson {
    /// Identifier.
    pub id: String,
    /// exact or near.
    pub kind: String,
    /// Members.
    pub articles: Vec<String>,
    /// Members that were compared with each other.
    #[serde(default)]
    pub compared: Vec<LikenessJson>,
}

/// How alike two articles are as a whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LikenessJson {
    /// One.
    pub a: String,
    /// The other.
    pub b: String,
    /// Share of both texts together that is common to them, 0 to 1.
    pub resemblance: f32,
    /// Share of `a` that stands in `b`, 0 to 1.
    pub a_in_b: f32,
    /// Share of `b` that stands in `a`, 0 to 1.
    pub b_in_a: f32,
}

/// One side of a passage.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SideJson {
    /// Article.
    pub article: String,
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The characters.
    pub text: String,
}

/// A stretch that two articles share.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PassageJson {
    /// One side.
    pub a: SideJson,
    /// The other.
    pub b: SideJson,
    /// Share of equal letters in the alignment.
    pub similarity: f32,
    /// Code points of its longer side.
    #[serde(default)]
    pub length: usize,
    /// copy, `shared quotation`, formula or furniture.
    pub kind: String,
    /// `a_to_b`, `b_to_a`, common or unknown.
    pub direction: String,
    /// What direction and kind rest on.
    pub basis: String,
}

/// What a family descends from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OriginJson {
    /// article, agency, release or unknown.
    pub kind: String,
    /// Article, where it is one.
    pub article: Option<String>,
    /// Agency, where it is one.
    pub agency: Option<String>,
}

/// How much of an article stands in another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ShareFrom {
    /// The other.
    pub article: String,
    /// Share of this article's characters, 0 to 1.
    pub share: f32,
}

/// A member of a family.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FamilyArticle {
    /// Article.
    pub article: String,
    /// Share of its characters that stand in other members too, 0 to 1.
    pub share_copied: f32,
    /// Share of its characters that stand in no other article, 0 to 1.
    #[serde(default)]
    pub share_own: f32,
    /// How much of it stands in each other article, the largest share first.
    pub from: Vec<ShareFrom>,
}

/// One independent origin.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FamilyJson {
    /// Identifier.
    pub id: String,
    /// What it descends from.
    pub origin: OriginJson,
    /// Members.
    pub articles: Vec<FamilyArticle>,
}

/// Who carries whose words.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TraceDocument {
    /// `dateline/trace/1`.
    pub schema: String,
    /// Duplicates.
    pub groups: Vec<GroupJson>,
    /// Shared stretches.
    pub passages: Vec<PassageJson>,
    /// Origins.
    pub families: Vec<FamilyJson>,
    /// SHA-256 of the text of each article that the document cites.
    pub text_sha256: BTreeMap<String, String>,
    /// Where each cited article was read.
    pub pages: BTreeMap<String, PageJson>,
    /// Remarks.
    pub notes: Vec<String>,
}

/// Why two articles are together or apart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct WhyDocument {
    /// `dateline/why/1`.
    pub schema: String,
    /// One.
    pub a: String,
    /// The other.
    pub b: String,
    /// Whether they are in one story.
    pub together: bool,
    /// Probability that both tell of one event, 0 to 1.
    pub probability: f64,
    /// Event date of the one.
    pub date_a: DateRange,
    /// Event date of the other.
    pub date_b: DateRange,
    /// Evidence for and against, weightiest first.
    pub reasons: Vec<ReasonJson>,
    /// Shared stretches.
    pub passages: Vec<PassageJson>,
    /// SHA-256 of both texts.
    pub text_sha256: BTreeMap<String, String>,
    /// Where both were read.
    pub pages: BTreeMap<String, PageJson>,
}
