//! The list of input formats and the reading loop.

use std::io::BufRead;

use sha2::{Digest, Sha256};

use super::{Block, Content, Given, Location, Page, RecordError};
use crate::text::{Span, Text};

/// An input format: a name, a test on the first bytes, a reader.
pub struct Format {
    /// As `--input-format` takes it.
    pub name: &'static str,
    /// Whether these first bytes look like it.
    pub sniff: fn(&[u8]) -> bool,
}

/// Every format, most telling first; the last takes anything.
pub static FORMATS: &[Format] = &[Format { name: "text", sniff: |_| true }];

/// The pages of one input, one by one, in constant memory for formats of many records.
pub fn pages<'a>(
    mut input: Box<dyn BufRead + 'a>,
    path: &str,
    _format: Option<&Format>,
) -> Box<dyn Iterator<Item = Result<Page, RecordError>> + 'a> {
    let location = Location { path: path.to_owned(), record: None };
    let mut bytes = Vec::new();
    if let Err(error) = input.read_to_end(&mut bytes) {
        return Box::new(std::iter::once(Err(RecordError { location, reason: error.to_string() })));
    }
    let text = Text::new(String::from_utf8_lossy(&bytes).into_owned());
    let raw_sha256 = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let blocks = lines(text.as_str());
    Box::new(std::iter::once(Ok(Page {
        location,
        raw_sha256,
        content: Content::Scrape,
        text,
        blocks,
        given: Given::default(),
        meta: Vec::new(),
        notes: Vec::new(),
    })))
}

fn lines(text: &str) -> Vec<Block> {
    let mut out = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(at, at + line.len()).trimmed(text);
        if !span.is_empty() {
            out.push(Block { span, path: Vec::new(), link_bytes: 0 });
        }
        at += line.len();
    }
    out
}
