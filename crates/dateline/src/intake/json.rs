//! JSON: one record, or an array of records, read element by element.

use std::io::BufRead;

use super::formats::sha256;
use super::{Format, Location, Page, Pages, RecordError, Source, bounds, record};

/// Opens an object, or an array of objects.
pub(super) const FORMAT: Format = Format { name: "json", sniff, read };

fn sniff(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let array = head.strip_prefix(b"[").map(<[u8]>::trim_ascii_start);
    opens_object(head) || array.is_some_and(|inside| inside.starts_with(b"]") || opens_object(inside))
}

/// Whether these bytes open a JSON object.
pub(super) fn opens_object(head: &[u8]) -> bool {
    let inside = head.strip_prefix(b"{").map(<[u8]>::trim_ascii_start);
    inside.is_some_and(|inside| inside.starts_with(b"\"") || inside.starts_with(b"}") || inside.is_empty())
}

fn read(source: Source<'_>) -> Pages<'_> {
    Box::new(Objects { source, record: 0, done: false })
}

/// Walks the top level of the input and cuts out one object at a time.
struct Objects<'a> {
    source: Source<'a>,
    record: u64,
    done: bool,
}

impl Iterator for Objects<'_> {
    type Item = Result<Page, RecordError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let location = Location { path: self.source.path.clone(), record: Some(self.record) };
        self.record += 1;
        match next_object(self.source.input.as_mut()) {
            Ok(Cut::Object(bytes)) => Some(record::page_of_json(&bytes, &sha256(&bytes), location)),
            Ok(Cut::End) => {
                self.done = true;
                None
            }
            Ok(Cut::TooLong) => {
                let reason = format!("expected at most {} bytes a record, but found more", bounds::RECORD_MAX);
                Some(Err(RecordError { location, reason }))
            }
            Ok(Cut::Torn) => {
                self.done = true;
                let reason = "expected the end of an object, but found the end of the input".to_owned();
                Some(Err(RecordError { location, reason }))
            }
            Err(error) => {
                self.done = true;
                Some(Err(RecordError { location, reason: error.to_string() }))
            }
        }
    }
}

/// What stands next in the input.
enum Cut {
    Object(Vec<u8>),
    TooLong,
    Torn,
    End,
}

/// Where a scan stands inside an object.
#[derive(Default)]
struct Scan {
    depth: usize,
    in_string: bool,
    escaped: bool,
}

impl Scan {
    /// Takes one byte and tells whether it closed the object.
    fn closes(&mut self, byte: u8) -> bool {
        if self.in_string {
            let ends = byte == b'"' && !self.escaped;
            self.escaped = byte == b'\\' && !self.escaped;
            self.in_string = !ends;
            return false;
        }
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                return self.depth == 0;
            }
            _ => {}
        }
        false
    }
}

fn next_object(input: &mut dyn BufRead) -> std::io::Result<Cut> {
    let mut scan = Scan::default();
    let mut object = Vec::new();
    let mut length = 0usize;
    loop {
        let available = input.fill_buf()?;
        if available.is_empty() {
            return Ok(if length == 0 { Cut::End } else { Cut::Torn });
        }
        let start = if length == 0 { available.iter().position(|byte| *byte == b'{') } else { Some(0) };
        let Some(start) = start else {
            let skipped = available.len();
            input.consume(skipped);
            continue;
        };
        let close = available[start..].iter().position(|byte| scan.closes(*byte));
        let end = close.map_or(available.len(), |at| start + at + 1);
        length += end - start;
        let room = bounds::RECORD_MAX.saturating_sub(object.len());
        object.extend_from_slice(&available[start..end.min(start + room)]);
        input.consume(end);
        if close.is_some() {
            return Ok(if length > bounds::RECORD_MAX { Cut::TooLong } else { Cut::Object(object) });
        }
    }
}
