//! [`Article`]: one text published once by one publisher.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::intake::Location;
use crate::lang::Lang;
use crate::text::{Span, Text};

/// Identifier of an article: the one given, or one derived from its content.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ArticleId(pub String);

impl ArticleId {
    /// Sixteen hexadecimal digits of the SHA-256 of what identifies the page.
    pub fn of_content(content: &str) -> Self {
        let digest = Sha256::digest(content.as_bytes());
        let mut hex = String::with_capacity(16);
        for byte in digest.iter().take(8) {
            write!(hex, "{byte:02x}").expect("a string takes all that is written");
        }
        Self(hex)
    }
}

/// Who put the article before readers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Publisher {
    /// Name as the page states it or as `data/publishers.tsv` knows it.
    pub name: Option<String>,
    /// Registrable domain of its address.
    pub domain: Option<String>,
}

/// A line that names the agency the text comes from ("(AP)", "Reuters contributed to this report").
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credit {
    /// Name of the agency as `data/agencies.tsv` has it.
    pub agency: String,
    /// The characters that carry it in the article's text; `None` where it stood outside (byline, metadata).
    pub span: Option<Span>,
    /// Whether the page says that the text is the agency's, not only that the agency contributed or is quoted.
    pub whole_text: bool,
    /// The rule that read it.
    pub rule: &'static str,
}

/// The opening place of reporting ("ERBIL (Kurdistan 24) –").
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateLine {
    /// Place as written.
    pub place: String,
    /// The whole line opening, dash included.
    pub span: Span,
}

/// What a paragraph of the article is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParagraphKind {
    /// Standfirst or summary under the headline.
    Deck,
    /// Running text.
    Body,
    /// A heading inside the text.
    Subhead,
    /// An item of a list that belongs to the text.
    ListItem,
}

/// A paragraph of the article's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paragraph {
    /// Where it stands in [`Article::text`].
    pub span: Span,
    /// What it is.
    pub kind: ParagraphKind,
}

/// Why a block is not in the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RemovedKind {
    /// A reader's comment, or the frame of the comment section.
    Comment,
    /// Text of a picture.
    Caption,
    /// Pointer to another article.
    Teaser,
    /// Counter, form, player, poll.
    Widget,
    /// Share bar.
    Share,
    /// Cookie wall, subscription, copyright, correction address.
    Notice,
    /// Menu, breadcrumb, pagination, tags.
    Navigation,
    /// The same text a second time (a doubled title or caption).
    Repeat,
    /// The headline, byline, date or credit line, read into their fields.
    Furniture,
    /// None of these.
    Other,
}

/// A block that is not in the article, with its reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removed {
    /// Why.
    pub kind: RemovedKind,
    /// Where it stands in the page's text.
    pub page_span: Span,
    /// Its characters.
    pub text: String,
    /// The rule or model that decided.
    pub rule: &'static str,
}

/// How a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DateBasis {
    /// The record's or the page's metadata.
    Metadata,
    /// The address.
    Url,
    /// The article's text.
    Text,
    /// Other articles.
    Corpus,
    /// Not known.
    Unknown,
}

/// A publication date that the page states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedDate {
    /// ISO 8601 as far as stated: day, or day and time with zone.
    pub value: String,
    /// The day.
    pub day: jiff::civil::Date,
    /// Where it was read.
    pub basis: DateBasis,
    /// Field name (`json-ld:datePublished`, `given:published`, `url`) or the visible line.
    pub field: String,
}

impl StatedDate {
    /// Whether a field says when the article was changed, not when it was published.
    pub fn is_change(&self) -> bool {
        let field = self.field.to_lowercase();
        self.basis == DateBasis::Metadata && CHANGE.iter().any(|word| field.contains(word))
    }
}

/// Parts of the names of fields that state a change.
const CHANGE: &[&str] = &["modif", "updat", "lastmod", "changed"];

/// One article.
#[derive(Debug, Clone)]
pub struct Article {
    /// Identifier, kept in every output.
    pub id: ArticleId,
    /// Where the page came from.
    pub location: Location,
    /// Address as given.
    pub url: Option<String>,
    /// Address the page calls its own.
    pub canonical_url: Option<String>,
    /// SHA-256 of the record's raw bytes, lower-case hex.
    pub raw_sha256: String,
    /// Who published it.
    pub publisher: Publisher,
    /// Headline; empty where there is none.
    pub title: String,
    /// Writers.
    pub byline: Vec<String>,
    /// Agency the text comes from.
    pub credit: Option<Credit>,
    /// Opening place.
    pub dateline: Option<DateLine>,
    /// Language.
    pub language: Option<Lang>,
    /// Publication dates the page states, best first.
    pub stated_dates: Vec<StatedDate>,
    /// The clean text: kept paragraphs, joined by one blank line. All later spans lie in it.
    pub text: Text,
    /// Its paragraphs in order.
    pub paragraphs: Vec<Paragraph>,
    /// For each kept run: its span in the page's text, and where it starts in `text`.
    pub page_spans: Vec<(Span, u32)>,
    /// What is not in it.
    pub removed: Vec<Removed>,
    /// Why the page is no article (front page, login wall, gallery …), if it is none.
    pub not_an_article: Option<&'static str>,
    /// Non-fatal remarks.
    pub notes: Vec<String>,
}

impl Article {
    /// The headline as an article of its own, whose one paragraph it is; `None` where there is none.
    pub fn headline(&self) -> Option<Self> {
        let text = Text::new(self.title.as_str());
        let paragraphs = vec![Paragraph { span: text.whole(), kind: ParagraphKind::Body }];
        (!text.as_str().trim().is_empty()).then(|| Self {
            id: self.id.clone(),
            location: Location::default(),
            url: None,
            canonical_url: None,
            raw_sha256: String::new(),
            publisher: Publisher::default(),
            title: String::new(),
            byline: Vec::new(),
            credit: None,
            dateline: None,
            language: self.language.clone(),
            stated_dates: self.stated_dates.clone(),
            text,
            paragraphs,
            page_spans: Vec::new(),
            removed: Vec::new(),
            not_an_article: None,
            notes: Vec::new(),
        })
    }
}
