//! The list of input formats and the reading loop.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use sha2::{Digest, Sha256};

use super::bounds::{self, NESTED_MAX, SNIFF_BYTES};
use super::{Location, Page, RecordError};

/// The pages of an input, as they come.
pub type Pages<'a> = Box<dyn Iterator<Item = Result<Page, RecordError>> + 'a>;

/// The records of an input, as they come.
pub type Records<'a> = Box<dyn Iterator<Item = Result<Record, RecordError>> + 'a>;

/// A record cut out of its input and not yet read: cutting goes one by one, reading side by side.
pub struct Record {
    bytes: usize,
    read: Box<dyn FnOnce() -> Result<Page, RecordError> + Send>,
}

impl Record {
    /// A record that takes so many bytes until `read` makes its page.
    pub fn new(bytes: usize, read: impl FnOnce() -> Result<Page, RecordError> + Send + 'static) -> Self {
        Self { bytes, read: Box::new(read) }
    }

    /// Bytes that it holds.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Reads it.
    pub fn page(self) -> Result<Page, RecordError> {
        (self.read)()
    }
}

/// How an input is to be read.
#[derive(Clone, Copy, Default)]
pub struct Reading {
    /// Taken as this format, once unpacked, instead of sniffed.
    pub format: Option<&'static Format>,
    /// Formats beside [`FORMATS`], from other crates; they are asked first.
    pub more: &'static [Format],
}

impl Reading {
    /// The format of this name.
    pub fn named(self, name: &str) -> Option<&'static Format> {
        self.more.iter().chain(FORMATS).find(|format| format.name == name)
    }

    /// The format that these first bytes look like.
    fn sniffed(self, head: &[u8]) -> Option<&'static Format> {
        self.more.iter().chain(FORMATS).find(|format| (format.sniff)(head))
    }
}

/// An input on its way to a reader.
pub struct Source<'a> {
    /// The bytes.
    pub input: Box<dyn BufRead + 'a>,
    /// The file as the user named it.
    pub path: String,
    /// How many compressed streams it was taken out of.
    pub nested: u8,
    /// How it is to be read.
    pub reading: Reading,
}

impl Source<'_> {
    /// The place of a record, or of the whole input.
    pub fn location(&self, record: Option<u64>) -> Location {
        Location { path: self.path.clone(), record }
    }
}

/// An input format: a name, a test on the first bytes, a reader.
pub struct Format {
    /// As `--input-format` takes it.
    pub name: &'static str,
    /// Whether these first bytes look like it.
    pub sniff: fn(&[u8]) -> bool,
    /// Cuts out its records.
    pub read: for<'a> fn(Source<'a>) -> Records<'a>,
}

/// Every format, most telling first; the last takes anything.
pub static FORMATS: &[Format] = &[
    super::gzip::FORMAT,
    super::zstd::FORMAT,
    super::parquet::FORMAT,
    super::warc::FORMAT,
    super::feed_json::FORMAT,
    super::jsonl::FORMAT,
    super::json::FORMAT,
    super::feed::FORMAT,
    super::trafilatura::FORMAT,
    super::csv::FORMAT,
    super::html::FORMAT,
    super::plain::FORMAT,
];

/// The pages of one input, one by one, in constant memory for formats of many records.
pub fn pages<'a>(input: Box<dyn BufRead + 'a>, path: &str, format: Option<&'static Format>) -> Pages<'a> {
    let reading = Reading { format, ..Reading::default() };
    Box::new(records(input, path, reading).map(|record| record.and_then(Record::page)))
}

/// The records of one input, one by one, in constant memory for formats of many records.
pub fn records<'a>(input: Box<dyn BufRead + 'a>, path: &str, reading: Reading) -> Records<'a> {
    read_source(Source { input, path: path.to_owned(), nested: 0, reading })
}

/// Sniffs a source, unless its format is told, and reads it. A packed source is unpacked whatever its inside is told
/// to be.
pub(super) fn read_source(mut source: Source<'_>) -> Records<'_> {
    if source.nested > NESTED_MAX {
        let reason = format!("expected at most {NESTED_MAX} compressed streams inside each other, but found more");
        return failed(source.location(None), reason);
    }
    let mut head = Vec::new();
    let broken = source.input.by_ref().take(SNIFF_BYTES as u64).read_to_end(&mut head).err();
    if let Some(error) = broken.as_ref().filter(|_| head.is_empty()) {
        return failed(source.location(None), error.to_string());
    }
    if head.iter().all(u8::is_ascii_whitespace) && head.len() < SNIFF_BYTES {
        return failed(source.location(None), "expected a page, but found nothing".to_owned());
    }
    let is_packing = |format: &&Format| PACKINGS.contains(&format.name);
    let sniffed = source.reading.sniffed(&head);
    let Some(chosen) = sniffed.filter(is_packing).or(source.reading.format).or(sniffed) else {
        return failed(source.location(None), "expected a known format, but found none".to_owned());
    };
    source.input = Box::new(BufReader::new(Cursor::new(head).chain(Broken(broken)).chain(source.input)));
    (chosen.read)(source)
}

/// Fails once where reading failed before.
struct Broken(Option<io::Error>);

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// Formats that only pack another.
const PACKINGS: [&str; 2] = [super::gzip::FORMAT.name, super::zstd::FORMAT.name];

/// An input that is one record, read in one piece.
pub(super) fn whole(mut source: Source<'_>, page: fn(&[u8], Location) -> Result<Page, RecordError>) -> Records<'_> {
    let location = source.location(None);
    let (bytes, cut) = match bounds::read_bounded(source.input.as_mut()) {
        Ok(read) => read,
        Err(error) => return failed(location, error.to_string()),
    };
    let length = bytes.len();
    let read = move || {
        let mut page = page(&bytes, location)?;
        page.notes.extend(cut.then(|| format!("cut after {} bytes", bounds::RECORD_MAX)));
        Ok(page)
    };
    Box::new(std::iter::once(Ok(Record::new(length, read))))
}

/// An input that gives one error.
pub fn failed<'a>(location: Location, reason: String) -> Records<'a> {
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
