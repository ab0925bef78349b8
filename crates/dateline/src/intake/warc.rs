//! WARC (ISO 28500): the response records of a crawl.
//!
//! A record that is cut or broken is one [`RecordError`]; reading goes on at the next `WARC/` line.

use super::formats::{failed, sha256};
use super::{Format, Location, Page, Pages, RecordError, Source, bounds, html, plain};

/// The version line of the first record.
pub(super) const FORMAT: Format = Format { name: "warc", sniff: |head| head.starts_with(b"WARC/"), read };

/// Header lines of one record; CC-NEWS has about 15.
const HEADERS_MAX: usize = 200;

fn read(source: Source<'_>) -> Pages<'_> {
    if source.nested > bounds::NESTED_MAX {
        return failed(source.location(None), "expected fewer nested streams".to_owned());
    }
    Box::new(Records { source, record: 0, done: false, line: Vec::new() })
}

struct Records<'a> {
    source: Source<'a>,
    record: u64,
    done: bool,
    line: Vec<u8>,
}

/// What of a record's header matters here.
#[derive(Default)]
struct Header {
    kind: String,
    url: Option<String>,
    date: Option<String>,
    length: Option<usize>,
}

impl Iterator for Records<'_> {
    type Item = Result<Page, RecordError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            let location = Location { path: self.source.path.clone(), record: Some(self.record) };
            match self.next_record(location.clone()) {
                Ok(None) => {}
                Ok(Some(page)) => {
                    self.record += 1;
                    return Some(Ok(page));
                }
                Err(reason) => {
                    self.record += 1;
                    return Some(Err(RecordError { location, reason }));
                }
            }
        }
        None
    }
}

impl Records<'_> {
    /// The next response as a page; `None` for records of other kinds and at the end.
    fn next_record(&mut self, location: Location) -> Result<Option<Page>, String> {
        let Some(header) = self.header()? else { return Ok(None) };
        let length = header.length.ok_or("expected Content-Length in a WARC header, but found none")?;
        let mut body = Vec::new();
        let read = self.body(length, &mut body)?;
        if header.kind != "response" {
            return Ok(None);
        }
        if read < length {
            self.done = true;
            return Err(format!("expected {length} bytes of a WARC record, but found {read}"));
        }
        if length > bounds::RECORD_MAX {
            return Err(format!("expected at most {} bytes a record, but found {length}", bounds::RECORD_MAX));
        }
        page_of_response(&body, header, location)
    }

    /// Reads over anything up to a version line, then the header. `None` at the end of the input.
    fn header(&mut self) -> Result<Option<Header>, String> {
        loop {
            if self.next_line()? == 0 {
                self.done = true;
                return Ok(None);
            }
            if self.line.starts_with(b"WARC/") {
                break;
            }
        }
        let mut header = Header::default();
        for _ in 0..HEADERS_MAX {
            if self.next_line()? == 0 || self.line.trim_ascii().is_empty() {
                break;
            }
            let line = String::from_utf8_lossy(&self.line);
            let Some((name, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            match name.to_ascii_lowercase().as_str() {
                "warc-type" => value.clone_into(&mut header.kind),
                "warc-target-uri" => header.url = Some(value.trim_matches(['<', '>']).to_owned()),
                "warc-date" => header.date = Some(value.to_owned()),
                "content-length" => header.length = value.parse().ok(),
                _ => {}
            }
        }
        Ok(Some(header))
    }

    fn next_line(&mut self) -> Result<usize, String> {
        bounds::read_line(self.source.input.as_mut(), &mut self.line).map_err(|error| self.torn(&error))
    }

    /// Reads `length` bytes, keeps at most what one record may have, and answers how many there were.
    fn body(&mut self, length: usize, body: &mut Vec<u8>) -> Result<usize, String> {
        let mut read = 0;
        while read < length {
            let available = match self.source.input.fill_buf() {
                Ok(available) => available,
                Err(error) => return Err(self.torn(&error)),
            };
            if available.is_empty() {
                break;
            }
            let taken = available.len().min(length - read);
            let room = bounds::RECORD_MAX.saturating_sub(body.len());
            body.extend_from_slice(&available[..taken.min(room)]);
            read += taken;
            self.source.input.consume(taken);
        }
        Ok(read)
    }

    /// A broken stream ends the input.
    fn torn(&mut self, error: &std::io::Error) -> String {
        self.done = true;
        format!("expected a WARC record: {error}")
    }
}

/// Splits the HTTP head off and reads the page; other media types and other statuses than 200 are no pages.
fn page_of_response(body: &[u8], header: Header, location: Location) -> Result<Option<Page>, String> {
    let (head, content) = split_http(body);
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let status = head.split_ascii_whitespace().nth(1).unwrap_or("200");
    let field = |name: &str| head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).map(str::trim);
    let media = field("content-type").unwrap_or("text/html");
    let (is_html, is_plain) = (media.contains("html"), media.starts_with("text/plain"));
    if !status.starts_with('2') || !(is_html || is_plain) {
        return Ok(None);
    }
    if field("content-encoding").is_some_and(|coding| coding.contains("br")) && std::str::from_utf8(content).is_err() {
        return Err("expected plain content, but found it packed with br".to_owned());
    }
    let content = unpacked(content);
    let charset = media.split_once("charset=").map(|(_, label)| label.trim_matches(['"', '\'', ' ', ';']).to_owned());
    let mut page = if is_html {
        html::html_page_of(&content, charset.as_deref(), location)
    } else {
        plain::scrape_page(&super::charset::decode(&content, charset.as_deref()).0, location)
    };
    page.raw_sha256 = sha256(body);
    page.given.url = header.url;
    page.notes.extend(header.date.map(|date| format!("fetched {date}")));
    Ok(Some(page))
}

fn split_http(body: &[u8]) -> (&[u8], &[u8]) {
    if !body.starts_with(b"HTTP/") {
        return (b"", body);
    }
    let ends = [(b"\r\n\r\n".as_slice(), 4), (b"\n\n".as_slice(), 2)];
    let first = ends.iter().filter_map(|(mark, width)| Some((memchr::memmem::find(body, mark)?, *width))).min();
    match first {
        Some((at, width)) => (&body[..at], &body[at + width..]),
        None => (body, b""),
    }
}

/// Content that is still gzipped, as some crawls keep it.
fn unpacked(content: &[u8]) -> std::borrow::Cow<'_, [u8]> {
    if !content.starts_with(b"\x1f\x8b\x08") {
        return content.into();
    }
    let packed: Box<dyn std::io::BufRead> = Box::new(content);
    let decode = |packed| Ok::<_, std::convert::Infallible>(flate2::read::GzDecoder::new(packed));
    let Ok(mut expanded) = bounds::guarded(packed, decode);
    match bounds::read_bounded(&mut expanded) {
        Ok((bytes, _)) => bytes.into(),
        Err(_) => content.into(),
    }
}
