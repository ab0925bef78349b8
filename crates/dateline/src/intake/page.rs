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
    /// Bytes of the page's visible text before it.
    pub at: u32,
}

/// An element of an HTML page that text stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Element {
    /// Index of the element around it; the root names itself.
    pub parent: u32,
    /// How many elements are around it.
    pub depth: u32,
    /// Its name in lower case, or `other`.
    pub tag: &'static str,
    /// Its class, id, role and the like, as a range of [`Page::labels`].
    pub label: Span,
}

impl Element {
    /// The root of every page.
    pub const ROOT: Element = Element { parent: 0, depth: 0, tag: "html", label: Span { start: 0, end: 0 } };
}

/// A paragraph-like stretch of the visible text of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Where it stands in the page's text.
    pub span: Span,
    /// Index in [`Page::elements`] of the innermost element that holds all of it; 0 for plain text.
    pub element: u32,
    /// Bytes of it that stand inside links.
    pub link_bytes: u32,
    /// Links that begin in it.
    pub links: u32,
    /// Bytes of it in bold.
    pub strong_bytes: u32,
    /// Bytes of it in italics.
    pub emphasis_bytes: u32,
    /// Whether a picture or player stands between the block before it and this one.
    pub after_image: bool,
}

impl Block {
    /// A block of plain text.
    pub fn plain(span: Span) -> Self {
        Block { span, element: 0, link_bytes: 0, links: 0, strong_bytes: 0, emphasis_bytes: 0, after_image: false }
    }
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
    /// The elements that blocks stand in, root first; just the root for plain text.
    pub elements: Vec<Element>,
    /// Classes, ids and roles of `elements`, in lower case.
    pub labels: String,
    /// What the record states about itself.
    pub given: Given,
    /// What the page's head states.
    pub meta: Vec<MetaField>,
    /// Non-fatal remarks.
    pub notes: Vec<String>,
}

impl Page {
    /// The first field of this name that is not blank.
    pub fn meta(&self, name: &str) -> Option<&str> {
        self.meta.iter().filter(|field| field.name == name).map(|field| field.value.trim()).find(|v| !v.is_empty())
    }

    /// The class, id and role of an element.
    pub fn label(&self, element: u32) -> &str {
        self.elements[element as usize].label.of(&self.labels)
    }
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
