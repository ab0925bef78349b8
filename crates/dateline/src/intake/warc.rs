//! WARC (ISO 28500): the response records of a crawl.
//!
//! A record that is cut or broken is one [`RecordError`]; reading goes on at the next `WARC/` line.

use std::io::ErrorKind;

use super::formats::sha256;
use super::{Format, Location, Page, Record, RecordError, Records, Source, bounds, html, plain};

/// The version line of the first record.
pub(super) const FORMAT: Format = Format { name: "warc", sniff: |head| head.starts_with(b"WARC/"), read };

/// Header lines of one record; CC-NEWS has about 15.
const HEADERS_MAX: usize = 200;

fn read(source: Source<'_>) -> Records<'_> {
    Box::new(Responses { source, record: 0, done: false, line: Vec::new() })
}

struct Responses<'a> {
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

impl Iterator for Responses<'_> {
    type Item = Result<Record, RecordError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            let location = self.source.location(Some(self.record));
            match self.next_record(&location) {
                Ok(None) => {}
                Ok(Some(record)) => {
                    self.record += 1;
                    return Some(Ok(record));
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

impl Responses<'_> {
    /// The next response; `None` for records of other kinds and at the end.
    fn next_record(&mut self, location: &Location) -> Result<Option<Record>, String> {
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
        let Some(response) = Response::of(body, header) else { return Ok(None) };
        let location = location.clone();
        Ok(Some(Record::new(response.body.len(), move || response.page(location))))
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

    /// A stream that is cut ends the input; behind packed bytes that are broken the next record may be sound.
    fn torn(&mut self, error: &std::io::Error) -> String {
        self.done = error.kind() != ErrorKind::InvalidData;
        format!("expected a WARC record: {error}")
    }
}

/// A page as a server sent it.
struct Response {
    body: Vec<u8>,
    /// Where the content begins in `body`.
    content: usize,
    is_html: bool,
    is_brotli: bool,
    is_chunked: bool,
    charset: Option<String>,
    url: Option<String>,
    fetched: Option<String>,
}

impl Response {
    /// Reads the HTTP head; other media types and other statuses than 200 are no pages.
    fn of(body: Vec<u8>, header: Header) -> Option<Self> {
        let (head, content) = split_http(&body);
        let content = body.len() - content.len();
        let head = String::from_utf8_lossy(head).to_ascii_lowercase();
        let status = head.split_ascii_whitespace().nth(1).unwrap_or("200");
        let field =
            |name: &str| head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).map(str::trim);
        let media = field("content-type").unwrap_or("text/html");
        let (is_html, is_plain) = (media.contains("html"), media.starts_with("text/plain"));
        if !status.starts_with('2') || !(is_html || is_plain) {
            return None;
        }
        let charset =
            media.split_once("charset=").map(|(_, label)| label.trim_matches(['"', '\'', ' ', ';']).to_owned());
        let is_brotli = field("content-encoding").is_some_and(|coding| coding.contains("br"));
        let is_chunked = field("transfer-encoding").is_some_and(|coding| coding.contains("chunked"));
        Some(Self { content, is_html, is_brotli, is_chunked, charset, url: header.url, fetched: header.date, body })
    }

    fn page(self, location: Location) -> Result<Page, RecordError> {
        let content = &self.body[self.content..];
        let joined = if self.is_chunked { unchunked(content) } else { None };
        let content = joined.as_deref().unwrap_or(content);
        if self.is_brotli && std::str::from_utf8(content).is_err() {
            let reason = "expected plain content, but found it packed with br".to_owned();
            return Err(RecordError { location, reason });
        }
        let content = unpacked(content);
        let charset = self.charset.as_deref();
        let mut page = if self.is_html {
            html::html_page_of(&content, charset, location)
        } else {
            plain::scrape_page(&super::charset::decode(&content, charset).0, location)
        };
        page.raw_sha256 = sha256(&self.body);
        page.given.url = self.url;
        page.notes.extend(self.fetched.map(|date| format!("fetched {date}")));
        Ok(page)
    }
}

/// Content that was kept in the chunks it was sent in; nothing where it was joined in spite of its head, as most
/// crawls do.
fn unchunked(content: &[u8]) -> Option<Vec<u8>> {
    let mut joined = Vec::with_capacity(content.len());
    let mut rest = content;
    loop {
        let end = memchr::memchr(b'\n', rest)?;
        let size = std::str::from_utf8(&rest[..end]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        rest = &rest[end + 1..];
        if size == 0 {
            return Some(joined);
        }
        let taken = size.min(rest.len());
        joined.extend_from_slice(&rest[..taken]);
        rest = rest[taken..].strip_prefix(b"\r\n").unwrap_or(&rest[taken..]);
        if rest.is_empty() {
            return Some(joined);
        }
    }
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
