//! `dateline/article/1`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Selector;

/// Where an article came from.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PageJson {
    /// File as the user named it, `-` for standard input.
    pub path: String,
    /// Address as given.
    pub url: Option<String>,
    /// Address the page calls its own.
    pub canonical_url: Option<String>,
    /// Number of the record in the file, from 0, where it holds several.
    pub record: Option<u64>,
    /// SHA-256 of the raw record, hex.
    pub raw_sha256: String,
}

/// Who published it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PublisherJson {
    /// Name.
    pub name: Option<String>,
    /// Registrable domain.
    pub domain: Option<String>,
}

/// Opening place of reporting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DateLineJson {
    /// Place as written.
    pub place: String,
    /// The whole opening.
    pub text: String,
}

/// When it was published.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PublishedJson {
    /// ISO 8601 as precisely as known; null where only a range is.
    pub value: Option<String>,
    /// First possible day.
    pub earliest: Option<String>,
    /// Last possible day.
    pub latest: Option<String>,
    /// Probability that the true day lies between the two, 0 to 1.
    pub confidence: f32,
    /// metadata, url, text, corpus or unknown.
    pub basis: String,
    /// What it rests on.
    pub evidence: Vec<super::Evidence>,
}

/// A block that is not in the article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RemovedJson {
    /// comment, caption, teaser, widget, share, notice, navigation, repeat or other.
    pub kind: String,
    /// Its characters.
    pub text: String,
    /// The rule or model that decided.
    pub rule: String,
}

/// Characters of the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SpanText {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The characters.
    pub text: String,
}

/// A proper name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NameJson {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The characters.
    pub text: String,
    /// person, place, organisation or other.
    pub kind: String,
    /// Which entity, once resolved.
    pub entity: Option<String>,
    /// The entity's fullest name.
    pub canonical: Option<String>,
    /// The place of the gazetteer, for a place that was resolved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceJson>,
    /// The country for whose government a place stands ("the Kremlin", "Damascus denied it").
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stands_for: Option<StandsForJson>,
    /// The rule or model that found it.
    pub rule: String,
}

/// Whom a name stands for beside what it names.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StandsForJson {
    /// The entity, as names of it carry it.
    pub entity: String,
    /// Its usual name.
    pub canonical: String,
}

/// A place of the gazetteer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlaceJson {
    /// country, region, continent, water or town.
    pub kind: String,
    /// Number at GeoNames, null for places of Dateline's own list.
    pub geonames: Option<u32>,
    /// ISO 3166 code of the country that it lies in or is, null where it lies in several.
    pub country: Option<String>,
    /// Degrees north; of a country, the middle of its inhabitants.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
}

/// An expression of time (TIMEX3).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TimeJson {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The characters.
    pub text: String,
    /// DATE, TIME, DURATION or SET.
    #[serde(rename = "type")]
    pub kind: String,
    /// TIMEX3 value, null while it cannot be resolved.
    pub value: Option<String>,
    /// TIMEX3 modifier.
    #[serde(rename = "mod")]
    pub modifier: Option<String>,
    /// First day it can stand for.
    pub earliest: Option<String>,
    /// Last day it can stand for.
    pub latest: Option<String>,
    /// The rule that read it.
    pub rule: String,
}

/// A number with unit, object and hedge.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct QuantityJson {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The characters.
    pub text: String,
    /// The value as stated.
    pub value: f64,
    /// Least value it allows, null for no bound.
    pub low: Option<f64>,
    /// Greatest value it allows, null for no bound.
    pub high: Option<f64>,
    /// Unit, null for a plain count.
    pub unit: Option<String>,
    /// What it counts; of the number of a score, the side that made it.
    pub of: Option<String>,
    /// Whether it is hedged.
    pub approx: bool,
    /// The predicate it belongs to.
    pub predicate: Option<String>,
    /// event, background or forecast.
    pub scope: String,
    /// Who gives the number, where the text says so.
    pub holder: Option<SpeakerJson>,
    /// The rule that read it.
    pub rule: String,
}

/// Who speaks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SpeakerJson {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The characters.
    pub text: String,
    /// Which entity.
    pub entity: Option<String>,
    /// The entity's fullest name.
    pub canonical: Option<String>,
}

/// A quotation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct QuoteJson {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The characters.
    pub text: String,
    /// direct, indirect or mixed.
    pub kind: String,
    /// Who speaks.
    pub speaker: Option<SpeakerJson>,
    /// The word that introduces it.
    pub cue: Option<SpanText>,
    /// Who passes it on, outermost first.
    pub chain: Vec<SpeakerJson>,
    /// The rule that read it.
    pub rule: String,
}

/// One article, as `read` and `mark` print it; `read` leaves the marks out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ArticleDocument {
    /// `dateline/article/1`.
    pub schema: String,
    /// Identifier.
    pub id: String,
    /// Where it came from.
    pub page: PageJson,
    /// Who published it.
    pub publisher: PublisherJson,
    /// Headline.
    pub title: String,
    /// Standfirst under the headline; it is part of `text` too.
    pub deck: Option<String>,
    /// Writers.
    pub byline: Vec<String>,
    /// Agency the text comes from.
    pub agency: Option<String>,
    /// Opening place.
    pub dateline: Option<DateLineJson>,
    /// ISO 639 code.
    pub language: Option<String>,
    /// Publication date.
    pub published: PublishedJson,
    /// When the page says that it was changed last: ISO 8601, with time and zone where stated.
    pub modified: Option<String>,
    /// Clean text.
    pub text: String,
    /// SHA-256 of the text's UTF-8 bytes, hex.
    pub text_sha256: String,
    /// Paragraphs as half-open ranges of code points.
    pub paragraphs: Vec<(usize, usize)>,
    /// What was removed.
    pub removed: Vec<RemovedJson>,
    /// Why the page is no article, if it is none.
    pub skipped: Option<String>,
    /// Remarks.
    pub notes: Vec<String>,
    /// Sentences as half-open ranges of code points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sentences: Option<Vec<(usize, usize)>>,
    /// Proper names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub names: Option<Vec<NameJson>>,
    /// Expressions of time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub times: Option<Vec<TimeJson>>,
    /// Figures.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantities: Option<Vec<QuantityJson>>,
    /// Quotations.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quotes: Option<Vec<QuoteJson>>,
    /// What was found in the headline; its positions count in `title`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headline: Option<HeadlineJson>,
    /// Words that mean a person without the name ("the Kenyan president"), where the text puts the role beside a name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub roles: Option<Vec<NameJson>>,
    /// Who, what, when, where of the main event, as the article words it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub main_event: Option<MainEventJson>,
    /// Date of the main event.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_date: Option<super::DateRange>,
}

/// Marks of a headline. All positions are half-open ranges of code points of `title`; entities are those of the text.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct HeadlineJson {
    /// Proper names.
    pub names: Vec<NameJson>,
    /// Expressions of time.
    pub times: Vec<TimeJson>,
    /// Figures.
    pub quantities: Vec<QuantityJson>,
    /// Quotations.
    pub quotes: Vec<QuoteJson>,
    /// Words that mean a person without the name.
    pub roles: Vec<NameJson>,
}

/// Answers of an article to four questions about its main event; null where it gives none.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MainEventJson {
    /// Who acts, or to whom it happens.
    pub who: Option<AnswerJson>,
    /// What happens.
    pub what: Option<AnswerJson>,
    /// When.
    pub when: Option<AnswerJson>,
    /// Where.
    #[serde(rename = "where")]
    pub place: Option<AnswerJson>,
}

/// Characters of the headline or of the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AnswerJson {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The characters.
    pub text: String,
    /// title or text: what the positions count in.
    #[serde(rename = "in")]
    pub within: String,
}

impl ArticleDocument {
    /// The selector of a range of code points of this article.
    pub fn selector(&self, start: usize, end: usize) -> Selector {
        Selector::of(&self.id, &self.text, start, end)
    }
}
