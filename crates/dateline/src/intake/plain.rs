//! Plain text: one page a file, one block a line, or a paragraph where its lines were broken for their width.

use super::formats::{sha256, whole};
use super::page::Element;
use super::{
    Block, Content, Format, Given, Location, Page, RecordError, Records, Source, charset, front_matter, wrapped,
};
use crate::text::{Span, Text};

/// Takes anything that is left.
pub(super) const FORMAT: Format = Format { name: "text", sniff: |_| true, read };

fn read(source: Source<'_>) -> Records<'_> {
    whole(source, page)
}

fn page(bytes: &[u8], location: Location) -> Result<Page, RecordError> {
    if let Some(kind) = charset::binary(bytes) {
        return Err(RecordError { location, reason: format!("expected text, but found {kind}") });
    }
    let (text, note) = charset::decode(bytes, None);
    if text.trim().is_empty() {
        return Err(RecordError { location, reason: "expected text, but found nothing".to_owned() });
    }
    let (given, text) = front_matter::split(&text).unwrap_or((Given::default(), &text));
    let mut page = scrape_page(text, location);
    page.given = given;
    page.raw_sha256 = sha256(bytes);
    page.notes.extend(note);
    Ok(page)
}

/// The page of a text that somebody scraped.
pub fn scrape_page(text: &str, location: Location) -> Page {
    text_page(text, Content::Scrape, location)
}

/// The page of a text that is given as already clean.
pub fn given_page(text: &str, location: Location) -> Page {
    text_page(text, Content::Clean, location)
}

/// A page whose blocks are the lines of `text`, or the paragraphs of a scrape that was broken for its width.
fn text_page(text: &str, content: Content, location: Location) -> Page {
    let text = Text::new(text);
    let lines = lines(text.as_str());
    let blocks = if content == Content::Scrape { wrapped::joined(text.as_str(), lines) } else { lines };
    Page {
        location,
        raw_sha256: sha256(text.as_str().as_bytes()),
        content,
        blocks,
        elements: vec![Element::ROOT],
        labels: String::new(),
        text,
        given: Given::default(),
        meta: Vec::new(),
        notes: Vec::new(),
    }
}

fn lines(text: &str) -> Vec<Block> {
    let mut out = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}', '\u{c}']) {
        let span = Span::new(at, at + line.len()).trimmed(text);
        if !span.is_empty() {
            out.push(Block::plain(span));
        }
        at += line.len();
    }
    out
}
