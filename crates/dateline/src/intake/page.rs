//! [`Page`]: what was fetched or scraped, junk included.

use crate::text::{Span, Text};

/// Where a page came from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Location {
    /// The file as the user named it, `-` for standard input.
    pub path: String,
    /// Which record of it, counted from 0, where the file holds several.
    pub record: Option<u64>,
}

/// Metadata that the record itself states. All optional.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Given {
    /// Identifier, kept in every output.
    pub id: Option<String>,
    /// Address of the page.
    pub url: Option<String>,
    /// Who put it before readers.
    pub publisher: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// ISO 8601, as given.
    pub published: Option<String>,
    /// Language tag.
    pub language: Option<String>,
    /// Writers.
    pub byline: Vec<String>,
}

/// A field of a page's own metadata (HTML head, JSON-LD, microdata), in order of appearance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MetaField {
    /// Where it stood: `meta:og:title`, `json-ld:datePublished`, `link:canonical`, `html:lang`, `time`.
    pub name: String,
    /// Its value, decoded.
    pub value: String,
}

/// A paragraph-like stretch of the visible text of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Where it stands in the page's text.
    pub span: Span,
    /// Element path from the root, outermost first (`article`, `div.story-body`, `p`); empty for plain text.
    pub path: Vec<String>,
    /// Bytes of it that stand inside links.
    pub link_bytes: u32,
}

/// What the text of a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// Text that somebody scraped: furniture and all.
    Scrape,
    /// Visible text of an HTML page.
    Html,
    /// Text given as already clean.
    Clean,
}

/// One page.
#[derive(Debug, Clone)]
pub struct Page {
    /// Where it came from.
    pub location: Location,
    /// SHA-256 of the record's raw bytes, lower-case hex.
    pub raw_sha256: String,
    /// What `text` is.
    pub content: Content,
    /// The decoded visible text.
    pub text: Text,
    /// Its blocks in reading order; together they cover every non-blank byte of `text`.
    pub blocks: Vec<Block>,
    /// What the record states about itself.
    pub given: Given,
    /// What the page's head states.
    pub meta: Vec<MetaField>,
    /// Non-fatal remarks.
    pub notes: Vec<String>,
}

/// A record that could not be made a page.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("read {}{}: {reason}", location.path, location.record.map(|n| format!(" record {n}")).unwrap_or_default())]
pub struct RecordError {
    /// Where it stood.
    pub location: Location,
    /// What was expected and what was found.
    pub reason: String,
}
