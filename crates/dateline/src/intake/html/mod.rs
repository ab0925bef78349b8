//! HTML and XHTML: visible text in blocks, the elements they stand in, and what the head states.
//!
//! One forgiving pass: `tokens` cuts the characters into tags and text, `tree` keeps the stack of open elements and
//! collects text into blocks, `meta` and `json_ld` read metadata. All four are linear in the page, whatever it holds.
//! Contents of scripts, styles, drawings, forms' option lists and `noscript` are no visible text.

mod entities;
mod json_ld;
mod meta;
mod microdata;
mod script_dates;
mod tags;
mod tokens;
mod tree;

pub(super) use entities::decoded;

use super::formats::{sha256, whole};
use super::{Content, Format, Given, Location, Page, Records, Source, charset};
use crate::text::Text;

/// A doctype or a tag that only HTML has, near the beginning.
pub(super) const FORMAT: Format = Format { name: "html", sniff, read };

/// Tags of which one must open within the first bytes.
const TELLING: &[&str] = &[
    "<!doctype html",
    "<html",
    "<head",
    "<body",
    "<meta",
    "<title",
    "<script",
    "<div",
    "<article",
    "<section",
    "<p>",
    "<p ",
    "<h1",
    "<table",
    "<span",
];

/// The markup must begin this near to the start: prose that quotes a tag later on is prose.
const MARKUP_WITHIN: usize = 1024;

fn sniff(head: &[u8]) -> bool {
    let zeros_out: Vec<u8> = head.iter().filter(|byte| **byte != 0).take(MARKUP_WITHIN * 8).copied().collect();
    let folded = String::from_utf8_lossy(&zeros_out).to_lowercase();
    let start = folded.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{fffd}');
    let opens = start.starts_with('<');
    let near: String = if opens { start.to_owned() } else { start.chars().take(MARKUP_WITHIN).collect() };
    let telling = TELLING.iter().filter(|tag| near.contains(*tag)).count();
    if opens { telling > 0 } else { near.contains("<html") || telling > 2 }
}

fn read(source: Source<'_>) -> Records<'_> {
    whole(source, |bytes, location| Ok(html_page(bytes, location)))
}

/// The page of an HTML document.
pub fn html_page(bytes: &[u8], location: Location) -> Page {
    html_page_of(bytes, None, location)
}

/// The page of an HTML document that was sent with a charset.
pub(super) fn html_page_of(bytes: &[u8], declared: Option<&str>, location: Location) -> Page {
    let (source, note) = charset::decode(bytes, declared);
    let parsed = tree::parse(&source);
    let mut notes = Vec::from_iter(note);
    if parsed.blocks.is_empty() {
        notes.push("no visible text".to_owned());
    }
    Page {
        location,
        raw_sha256: sha256(bytes),
        content: Content::Html,
        text: Text::new(parsed.text),
        blocks: parsed.blocks,
        elements: parsed.elements,
        labels: parsed.labels,
        given: Given::default(),
        meta: parsed.meta,
        notes,
    }
}
