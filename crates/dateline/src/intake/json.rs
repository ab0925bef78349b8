//! JSON: one record, or an array of records, read element by element.

use std::io::BufRead;

use super::{Format, Location, Record, RecordError, Records, Source, bounds, record};

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

fn read(source: Source<'_>) -> Records<'_> {
    Box::new(objects(source, next_object, record::json_record))
}

/// A record of each object that `next` cuts out of the input, as `record` makes it; a broken one costs itself alone.
pub(super) fn objects<'a>(
    mut source: Source<'a>,
    next: impl Fn(&mut dyn BufRead) -> std::io::Result<Cut> + 'a,
    record: impl Fn(Vec<u8>, Location) -> Record + 'a,
) -> impl Iterator<Item = Result<Record, RecordError>> + 'a {
    let mut numbers = 0..;
    let mut done = false;
    std::iter::from_fn(move || {
        if done {
            return None;
        }
        let location = source.location(numbers.next());
        let broken = match next(source.input.as_mut()) {
            Ok(Cut::Object(bytes)) => return Some(Ok(record(bytes, location))),
            Ok(cut) => cut.broken(),
            Err(error) => Some(Broken { reason: error.to_string(), ends: true }),
        };
        done = broken.as_ref().is_none_or(|broken| broken.ends);
        broken.map(|broken| Err(RecordError { location, reason: broken.reason }))
    })
}

/// What stands next in the input.
pub(super) enum Cut {
    Object(Vec<u8>),
    TooLong,
    Torn,
    End,
}

/// Why there is no object, and whether the input ends with it.
struct Broken {
    reason: String,
    ends: bool,
}

impl Cut {
    /// What is wrong with it, if anything is.
    fn broken(&self) -> Option<Broken> {
        match self {
            Cut::Object(_) | Cut::End => None,
            Cut::TooLong => {
                let reason = format!("expected at most {} bytes a record, but found more", bounds::RECORD_MAX);
                Some(Broken { reason, ends: false })
            }
            Cut::Torn => {
                let reason = "expected the end of an object, but found the end of the input".to_owned();
                Some(Broken { reason, ends: true })
            }
        }
    }
}

/// Where a scan stands inside an object.
#[derive(Default)]
pub(super) struct Scan {
    pub(super) depth: usize,
    pub(super) in_string: bool,
    escaped: bool,
}

impl Scan {
    /// Takes one byte and tells whether it closed the object.
    pub(super) fn closes(&mut self, byte: u8) -> bool {
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

/// The next object, whatever stands before it.
fn next_object(input: &mut dyn BufRead) -> std::io::Result<Cut> {
    cut(input, b"{")
}

/// The next object of a list; the end of the list is the end.
pub(super) fn next_element(input: &mut dyn BufRead) -> std::io::Result<Cut> {
    cut(input, b"{]")
}

/// Reads on to the first of these bytes, and cuts out the object that it opens.
fn cut(input: &mut dyn BufRead, marks: &[u8]) -> std::io::Result<Cut> {
    let mut scan = Scan::default();
    let mut object = Vec::new();
    let mut length = 0usize;
    loop {
        let available = input.fill_buf()?;
        if available.is_empty() {
            return Ok(if length == 0 { Cut::End } else { Cut::Torn });
        }
        let start = if length == 0 { available.iter().position(|byte| marks.contains(byte)) } else { Some(0) };
        let Some(start) = start else {
            let skipped = available.len();
            input.consume(skipped);
            continue;
        };
        if length == 0 && available[start] != b'{' {
            return Ok(Cut::End);
        }
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
