//! The public JSON, declared here and nowhere else.
//!
//! These types hold strings and numbers, apart from the types the rooms compute with; `pipeline` fills them. Positions
//! are half-open ranges of Unicode code points in the article's `text`. Each document is exported as JSON Schema by
//! [`schema`]. Fields may be added; a rename or removal needs a new schema number.

mod article;
mod stories;
mod trace;

pub use article::{
    AnswerJson, ArticleDocument, DateLineJson, HeadlineJson, MainEventJson, NameJson, PageJson, PlaceJson,
    PublishedJson, PublisherJson, QuantityJson, QuoteJson, RemovedJson, SpanText, SpeakerJson, StandsForJson, TimeJson,
};
pub use stories::{
    BriefLine, CONTEXT, Claim, ClaimCell, Counts, DateRange, Event, Evidence, EvidencedName, FamilyInStory, Matrix,
    NearMiss, Participant, QuoteGroup, QuoteVariant, ReasonJson, Remark, Rephrased, SaidAt, Selector, SharedName,
    SkippedJson, Stated, StoriesDocument, Story, StoryArticle, StoryCounts, TimelineLine, Topic, TopicLink,
    UnplacedJson, Wording, WordingTerm,
};
pub use trace::{
    FamilyArticle, FamilyJson, GroupJson, LikenessJson, OriginJson, PassageJson, ShareFrom, SideJson, TraceDocument,
    WhyDocument,
};

/// The names that [`schema`] knows, in order.
pub const SCHEMAS: &[&str] = &["article", "stories", "trace", "why"];

/// JSON Schema of a public document.
pub fn schema(name: &str) -> Option<serde_json::Value> {
    let schema = match name {
        "article" => schemars::schema_for!(ArticleDocument),
        "stories" => schemars::schema_for!(StoriesDocument),
        "trace" => schemars::schema_for!(TraceDocument),
        "why" => schemars::schema_for!(WhyDocument),
        _ => return None,
    };
    Some(schema.to_value())
}
