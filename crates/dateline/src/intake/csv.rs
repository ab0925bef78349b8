//! CSV with a header line: one record a row. Trafilatura's table has none: it is told by its columns.

use std::collections::BTreeMap;
use std::io::{BufRead, Cursor, Read};
use std::sync::Arc;

use csv::{ByteRecord, Reader, ReaderBuilder};
use serde_json::Value;

use super::bounds::{self, Meter, Metered};
use super::formats::{failed, sha256};
use super::{Format, Location, Page, Record, RecordError, Records, Source, charset, record};

/// A first line that names a `text` or `html` column among others.
pub(super) const FORMAT: Format = Format { name: "csv", sniff, read };

/// Column names that say that the first line is a header of ours.
const BODY_COLUMNS: &[&str] = &["text", "html", "maintext", "plaintext", "body"];

/// The columns of trafilatura's table.
const OF_TRAFILATURA: &[&str] =
    &["url", "id", "fingerprint", "hostname", "title", "image", "date", "text", "comments", "license", "pagetype"];

/// Whether a line is a row of trafilatura's table: an address and a day, or `null`, where it has them.
fn is_trafilatura(line: &[u8]) -> bool {
    let cells: Vec<&[u8]> = line.split(|byte| *byte == b'\t').collect();
    let cell = |name: &str| {
        let at = OF_TRAFILATURA.iter().position(|column| *column == name)?;
        cells.get(at).map(|cell| String::from_utf8_lossy(cell).into_owned())
    };
    let is_day = |cell: String| cell == "null" || (cell.len() == 10 && cell.parse::<jiff::civil::Date>().is_ok());
    let is_address = |cell: String| cell == "null" || (cell.starts_with("http") && cell.contains("://"));
    cell("text").is_some() && cell("url").is_some_and(is_address) && cell("date").is_some_and(is_day)
}

fn sniff(head: &[u8]) -> bool {
    let line = &head[..memchr::memchr(b'\n', head).unwrap_or(head.len())];
    if is_trafilatura(line) {
        return true;
    }
    let columns: Vec<String> = header(line, separator(line));
    columns.len() > 1
        && columns.iter().any(|name| BODY_COLUMNS.contains(&name.as_str()))
        && columns.iter().all(|name| name.len() < 40 && !name.contains([' ', '<', '{']))
}

fn separator(line: &[u8]) -> u8 {
    let count = |byte: u8| memchr::memchr_iter(byte, line).count();
    if count(b'\t') > count(b',') {
        b'\t'
    } else if count(b';') > count(b',') {
        b';'
    } else {
        b','
    }
}

fn header(line: &[u8], separator: u8) -> Vec<String> {
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
    let clean = |cell: &[u8]| String::from_utf8_lossy(cell).trim().trim_matches('"').to_lowercase();
    line.trim_ascii().split(|byte| *byte == separator).map(clean).collect()
}

fn read(mut source: Source<'_>) -> Records<'_> {
    let mut line = Vec::new();
    if let Err(error) = bounds::read_line(source.input.as_mut(), &mut line) {
        return failed(source.location(None), error.to_string());
    }
    let headless = is_trafilatura(&line);
    let separator = if headless { b'\t' } else { separator(&line) };
    let columns = if headless {
        OF_TRAFILATURA.iter().map(|name| (*name).to_owned()).collect()
    } else {
        header(&line, separator).into()
    };
    let first = if headless { line } else { Vec::new() };
    let meter = Meter::default();
    let input: Box<dyn BufRead> = Box::new(Cursor::new(first).chain(source.input));
    let input = meter.of(input);
    let reader = ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(input);
    Box::new(Rows { reader, meter, columns, path: source.path, record: 0, row: ByteRecord::new(), broken: false })
}

struct Rows<'a> {
    reader: Reader<Metered<Box<dyn BufRead + 'a>>>,
    meter: Meter,
    columns: Arc<[String]>,
    path: String,
    record: u64,
    row: ByteRecord,
    broken: bool,
}

impl Iterator for Rows<'_> {
    type Item = Result<Record, RecordError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.broken {
            return None;
        }
        let location = Location { path: self.path.clone(), record: Some(self.record) };
        self.record += 1;
        self.meter.reset();
        match self.reader.read_byte_record(&mut self.row) {
            Ok(true) => {
                let (columns, row) = (Arc::clone(&self.columns), self.row.clone());
                Some(Ok(Record::new(row.as_slice().len(), move || page(&columns, &row, location))))
            }
            Ok(false) => None,
            Err(error) => {
                self.broken = error.is_io_error();
                Some(Err(RecordError { location, reason: format!("expected a CSV row: {error}") }))
            }
        }
    }
}

fn page(columns: &[String], row: &ByteRecord, location: Location) -> Result<Page, RecordError> {
    let decoded = |cell: &[u8]| Value::String(charset::decode(cell, None).0.into_owned());
    let fields: BTreeMap<&str, Value> = columns.iter().map(String::as_str).zip(row.iter().map(decoded)).collect();
    let mut page = record::page_of_fields(&|name| fields.get(name), location)?;
    page.raw_sha256 = sha256(row.as_slice());
    Ok(page)
}
