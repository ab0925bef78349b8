//! JSON lines: one record a line.

use super::{Format, Location, Record, RecordError, Records, Source, bounds, record};

/// An object that ends on its own line, or two lines that both open one.
pub(super) const FORMAT: Format = Format { name: "jsonl", sniff, read };

fn sniff(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    if !super::json::opens_object(head) {
        return false;
    }
    let Some(end) = memchr::memchr(b'\n', head) else { return true };
    let next = head[end..].trim_ascii_start();
    head[..end].trim_ascii_end().ends_with(b"}") || super::json::opens_object(next)
}

fn read(source: Source<'_>) -> Records<'_> {
    Box::new(Lines { source, line: Vec::new(), record: 0, broken: false })
}

struct Lines<'a> {
    source: Source<'a>,
    line: Vec<u8>,
    record: u64,
    broken: bool,
}

impl Iterator for Lines<'_> {
    type Item = Result<Record, RecordError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.broken {
            let location = Location { path: self.source.path.clone(), record: Some(self.record) };
            let length = match bounds::read_line(self.source.input.as_mut(), &mut self.line) {
                Ok(0) => return None,
                Ok(length) => length,
                Err(error) => {
                    // Behind a broken stretch of a packed file the next line may be sound.
                    self.broken = error.kind() != std::io::ErrorKind::InvalidData;
                    self.record += 1;
                    return Some(Err(RecordError { location, reason: error.to_string() }));
                }
            };
            let line = self.line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.line).trim_ascii();
            if line.is_empty() {
                continue;
            }
            self.record += 1;
            if length > bounds::RECORD_MAX {
                let reason = format!("expected at most {} bytes a record, but found {length}", bounds::RECORD_MAX);
                return Some(Err(RecordError { location, reason }));
            }
            return Some(Ok(record::json_record(line.to_vec(), location)));
        }
        None
    }
}
