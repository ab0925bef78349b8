//! The list of input formats and the reading loop.

use std::io::{BufRead, BufReader, Cursor, Read};

use sha2::{Digest, Sha256};

use super::bounds::{NESTED_MAX, SNIFF_BYTES};
use super::{Location, Page, RecordError};

/// The pages of an input, as they come.
pub type Pages<'a> = Box<dyn Iterator<Item = Result<Page, RecordError>> + 'a>;

/// An input on its way to a reader.
pub struct Source<'a> {
    /// The bytes.
    pub input: Box<dyn BufRead + 'a>,
    /// The file as the user named it.
    pub path: String,
    /// How many compressed streams it was taken out of.
    pub nested: u8,
}

impl Source<'_> {
    /// The place of a record, or of the whole input.
    pub(super) fn location(&self, record: Option<u64>) -> Location {
        Location { path: self.path.clone(), record }
    }
}

/// An input format: a name, a test on the first bytes, a reader.
pub struct Format {
    /// As `--input-format` takes it.
    pub name: &'static str,
    /// Whether these first bytes look like it.
    pub sniff: fn(&[u8]) -> bool,
    /// Reads pages.
    pub read: for<'a> fn(Source<'a>) -> Pages<'a>,
}

/// Every format, most telling first; the last takes anything. Parquet has its place before `text`: it comes with a
/// crate of its own, and until then its files are named as binary.
pub static FORMATS: &[Format] = &[
    super::gzip::FORMAT,
    super::zstd::FORMAT,
    super::warc::FORMAT,
    super::jsonl::FORMAT,
    super::json::FORMAT,
    super::feed::FORMAT,
    super::html::FORMAT,
    super::csv::FORMAT,
    super::plain::FORMAT,
];

/// The pages of one input, one by one, in constant memory for formats of many records.
pub fn pages<'a>(input: Box<dyn BufRead + 'a>, path: &str, format: Option<&Format>) -> Pages<'a> {
    read_source(Source { input, path: path.to_owned(), nested: 0 }, format)
}

/// Sniffs a source, unless its format is told, and reads it.
pub(super) fn read_source<'a>(mut source: Source<'a>, format: Option<&Format>) -> Pages<'a> {
    if source.nested > NESTED_MAX {
        let reason = format!("expected at most {NESTED_MAX} compressed streams inside each other, but found more");
        return failed(source.location(None), reason);
    }
    let mut head = Vec::new();
    if let Err(error) = source.input.by_ref().take(SNIFF_BYTES as u64).read_to_end(&mut head) {
        return failed(source.location(None), error.to_string());
    }
    if head.iter().all(u8::is_ascii_whitespace) && head.len() < SNIFF_BYTES {
        return failed(source.location(None), "expected a page, but found nothing".to_owned());
    }
    let sniffed = FORMATS.iter().find(|candidate| (candidate.sniff)(&head));
    let Some(chosen) = format.or(sniffed) else {
        return failed(source.location(None), "expected a known format, but found none".to_owned());
    };
    source.input = Box::new(BufReader::new(Cursor::new(head).chain(source.input)));
    (chosen.read)(source)
}

/// An input that gives one error.
pub(super) fn failed<'a>(location: Location, reason: String) -> Pages<'a> {
    Box::new(std::iter::once(Err(RecordError { location, reason })))
}

/// SHA-256 in lower-case hex.
pub(super) fn sha256(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        write!(hex, "{byte:02x}").expect("a string takes all that is written");
    }
    hex
}
