//! RSS and Atom: one page an entry, cut out entry by entry.
//!
//! The bytes are cut at each `>`, so that every piece ends with a tag or with the end of a CDATA section; what stands
//! between the opening and the closing tag of an entry is the entry. JSON Feed is read by `feed_json`.

use std::io::{BufReader, Cursor};
use std::sync::Arc;

use super::formats::{failed, sha256};
use super::page::MetaField;
use super::{Format, Location, Page, Record, RecordError, Records, Source, bounds, charset, html};

/// A feed's root element.
pub(super) const FORMAT: Format = Format { name: "feed", sniff, read };

/// Bytes above the first entry that are looked at for the charset and the language.
const HEAD_MAX: usize = 64 << 10;

fn sniff(head: &[u8]) -> bool {
    let narrow: Vec<u8> = head.iter().filter(|byte| **byte != 0).take(2048).copied().collect();
    let start = String::from_utf8_lossy(&narrow).to_lowercase();
    let start = start.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{fffd}');
    let near = |mark: &str| start.find(mark).is_some_and(|at| !start[..at].contains("<html"));
    start.starts_with('<') && ["<rss", "<feed", "<rdf:rdf"].iter().any(|mark| near(mark))
}

fn read(mut source: Source<'_>) -> Records<'_> {
    if let Err(error) = narrowed(&mut source) {
        return failed(source.location(None), error.to_string());
    }
    Box::new(Entries {
        source,
        piece: Vec::new(),
        in_data: false,
        head: Vec::new(),
        feed: None,
        record: 0,
        done: false,
    })
}

/// Two bytes a character cannot be cut at a byte: such a feed is decoded whole.
fn narrowed(source: &mut Source<'_>) -> std::io::Result<()> {
    let is_wide = charset::is_wide(source.input.fill_buf()?);
    if is_wide {
        let (bytes, _) = bounds::read_bounded(source.input.as_mut())?;
        let text = charset::decode(&bytes, None).0.into_owned();
        source.input = Box::new(BufReader::new(Cursor::new(text.into_bytes())));
    }
    Ok(())
}

/// What the feed says of all its entries.
struct Feed {
    charset: Option<String>,
    language: Option<String>,
}

impl Feed {
    fn of(head: &[u8]) -> Self {
        let text = String::from_utf8_lossy(head);
        let attribute = |name: &str| {
            let value = text.split_once(name)?.1.trim_start_matches(['=', ' ', '"', '\'']);
            value.split(['"', '\'', '?', '>', ' ']).next().map(str::to_owned)
        };
        let language = element(&text, "language").or_else(|| attribute("xml:lang"));
        Self { charset: attribute("encoding"), language: language.filter(|code| !code.trim().is_empty()) }
    }
}

struct Entries<'a> {
    source: Source<'a>,
    piece: Vec<u8>,
    /// Inside a CDATA section.
    in_data: bool,
    /// What stands above the first entry.
    head: Vec<u8>,
    feed: Option<Arc<Feed>>,
    record: u64,
    done: bool,
}

impl Iterator for Entries<'_> {
    type Item = Result<Record, RecordError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let entry = self.next_entry();
        let location = self.source.location(Some(self.record));
        self.record += 1;
        let failed = |reason: String| Some(Err(RecordError { location: location.clone(), reason }));
        match entry {
            Ok(Some(entry)) if entry.len() > bounds::RECORD_MAX => {
                failed(format!("expected at most {} bytes a record, but found more", bounds::RECORD_MAX))
            }
            Ok(Some(entry)) => {
                let head = &self.head;
                let feed = Arc::clone(self.feed.get_or_insert_with(|| Arc::new(Feed::of(head))));
                Some(Ok(Record::new(entry.len(), move || page(&entry, &feed, location))))
            }
            Ok(None) => {
                self.done = true;
                None
            }
            Err(error) => {
                self.done = true;
                failed(format!("expected the end of a feed entry: {error}"))
            }
        }
    }
}

impl Entries<'_> {
    /// The inside of the next `item` or `entry`; `None` behind the last.
    fn next_entry(&mut self) -> std::io::Result<Option<Vec<u8>>> {
        let mut entry: Option<Vec<u8>> = None;
        while self.next_piece()? {
            let tag = if self.in_data { b"" } else { last_tag(&self.piece) };
            match &mut entry {
                None if is_tag(tag, b"<item") || is_tag(tag, b"<entry") => entry = Some(Vec::new()),
                None if self.feed.is_none() && self.head.len() < HEAD_MAX => self.head.extend_from_slice(&self.piece),
                Some(_) if is_tag(tag, b"</item") || is_tag(tag, b"</entry") => return Ok(entry),
                Some(inside) if inside.len() <= bounds::RECORD_MAX => inside.extend_from_slice(&self.piece),
                None | Some(_) => {}
            }
        }
        match entry {
            Some(_) => Err(std::io::Error::other("found the end of the input")),
            None => Ok(None),
        }
    }

    /// Reads up to the next `>` and keeps account of CDATA sections; false at the end of the input.
    fn next_piece(&mut self) -> std::io::Result<bool> {
        let length = bounds::read_until(self.source.input.as_mut(), b'>', &mut self.piece)?;
        let opens = memchr::memmem::rfind(&self.piece, b"<![CDATA[");
        if self.in_data || opens.is_some() {
            // The piece that ends a section holds no tag, so it counts as data too.
            self.in_data = true;
            if self.piece.ends_with(b"]]>") {
                self.in_data = false;
                self.piece.push(b' ');
            }
        }
        Ok(length > 0)
    }
}

/// The tag at the end of a piece; nothing where the piece ends a CDATA section.
fn last_tag(piece: &[u8]) -> &[u8] {
    if !piece.ends_with(b">") {
        return b"";
    }
    memchr::memrchr(b'<', piece).map_or(b"", |at| &piece[at..])
}

fn is_tag(tag: &[u8], name: &[u8]) -> bool {
    let rest = tag.strip_prefix(name);
    rest.is_some_and(|rest| rest.first().is_some_and(|byte| matches!(byte, b'>' | b' ' | b'\t' | b'\r' | b'\n')))
}

/// Fields in which the text of an entry stands, fullest first.
const BODY: &[&str] = &["content:encoded", "content", "description", "summary"];

fn page(bytes: &[u8], feed: &Feed, location: Location) -> Result<Page, RecordError> {
    let (entry, note) = charset::decode(bytes, feed.charset.as_deref());
    let entry = &*entry;
    let Some(body) = BODY.iter().find_map(|name| element(entry, name)) else {
        return Err(RecordError { location, reason: "expected text in a feed entry, but found none".to_owned() });
    };
    let mut page = html::html_page(body.as_bytes(), location);
    page.raw_sha256 = sha256(bytes);
    page.notes.extend(note);
    let field = |names: &[&str]| names.iter().find_map(|name| element(entry, name)).map(|value| plain(&value));
    page.given.title = field(&["title"]);
    page.given.id = field(&["guid", "id"]);
    let address = |value: &String| value.contains("://");
    page.given.url =
        field(&["link"]).filter(address).or_else(|| href(entry)).or_else(|| page.given.id.clone().filter(address));
    page.given.published = field(&["pubDate", "published", "dc:date", "updated"]);
    page.given.byline = writers(entry);
    let language = feed.language.clone().map(|value| MetaField { name: "html:lang".to_owned(), value, at: 0 });
    page.meta.extend(language);
    Ok(page)
}

/// Writers by Dublin Core, by Atom's names, or by RSS's `mail (name)`.
fn writers(entry: &str) -> Vec<String> {
    let lists = ["dc:creator", "name", "author"].map(|name| elements(entry, name));
    let Some(found) = lists.into_iter().find(|list| !list.is_empty()) else { return Vec::new() };
    let name = |value: String| {
        let inside = value.split_once('(').map(|(_, rest)| rest.trim_end_matches([')', ' ']).to_owned());
        plain(&inside.filter(|_| value.contains('@')).unwrap_or(value))
    };
    found.into_iter().map(name).filter(|name| !name.is_empty()).collect()
}

/// The content of the first element of this name that is not blank.
pub(super) fn element(entry: &str, name: &str) -> Option<String> {
    next_element(entry, name).map(|(value, _)| value)
}

/// The contents of all elements of this name.
fn elements(entry: &str, name: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = entry;
    while let Some((value, behind)) = next_element(rest, name) {
        found.push(value);
        rest = behind;
    }
    found
}

/// The content of the next element of this name that is not blank, and what stands behind it.
fn next_element<'e>(entry: &'e str, name: &str) -> Option<(String, &'e str)> {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let mut rest = entry;
    loop {
        rest = &rest[rest.find(&open)? + open.len()..];
        if !rest.starts_with(['>', ' ', '\n', '\t', '\r']) {
            continue;
        }
        let from = rest.find('>')? + 1;
        let tag = &rest[..from];
        if tag.ends_with("/>") {
            continue;
        }
        let inside = &rest[from..from + rest[from..].find(&close)?];
        rest = &rest[from + inside.len()..];
        // XHTML content is markup as it stands; all else is text in which markup was written with references.
        let value = if tag.contains("xhtml") { inside.to_owned() } else { unpacked(inside) };
        if !value.trim().is_empty() {
            return Some((value, rest));
        }
    }
}

/// Characters from CDATA sections and from references.
fn unpacked(inside: &str) -> String {
    let mut out = String::new();
    let mut rest = inside.trim();
    while let Some((before, data)) = rest.split_once("<![CDATA[") {
        out.push_str(&html::decoded(before));
        let (data, behind) = data.split_once("]]>").unwrap_or((data, ""));
        out.push_str(data);
        rest = behind;
    }
    out.push_str(&html::decoded(rest));
    out
}

/// Titles and names without the markup that some feeds put into them.
fn plain(value: &str) -> String {
    let page = html::html_page(value.as_bytes(), Location::default());
    page.text.as_str().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The address in `<link href="…">` of Atom.
fn href(entry: &str) -> Option<String> {
    let links = entry.split("<link").skip(1).filter_map(|link| link.split('>').next());
    let addresses = links.filter(|link| !link.contains("rel=") || link.contains("alternate"));
    let mut addresses = addresses.filter_map(|link| link.split("href=").nth(1));
    let address = addresses.next()?.trim_start_matches(['"', '\'']).split(['"', '\'']).next()?;
    Some(html::decoded(address))
}
