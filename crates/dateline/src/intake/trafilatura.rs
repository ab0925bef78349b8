//! What trafilatura writes as XML or TEI: `<doc title="…" date="…"><main>…</main></doc>`, or `<TEI>` with a header. One
//! record a document; several may stand one after the other. Its JSON and its table are read with those formats.

use super::feed::element;
use super::formats::sha256;
use super::plain::given_page;
use super::{Format, Given, Location, Page, Record, RecordError, Records, Source, bounds, charset, html};

/// The root element.
pub(super) const FORMAT: Format = Format { name: "trafilatura", sniff, read };

fn sniff(head: &[u8]) -> bool {
    let start = String::from_utf8_lossy(&head[..head.len().min(2048)]);
    let start = start.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    let root = match start.strip_prefix("<?xml") {
        Some(rest) => rest.split_once("?>").map_or("", |(_, rest)| rest.trim_start()),
        None => start,
    };
    let stated = |name: &str| root.split('>').next().is_some_and(|tag| tag.contains(name));
    root.starts_with("<TEI")
        || (root.starts_with("<doc>") && root.contains("<main"))
        || (root.starts_with("<doc") && ["title=", "sitename=", "hostname="].iter().any(|n| stated(n)))
}

fn read(source: Source<'_>) -> Records<'_> {
    Box::new(Documents { source, record: 0, done: false })
}

struct Documents<'a> {
    source: Source<'a>,
    record: u64,
    done: bool,
}

impl Iterator for Documents<'_> {
    type Item = Result<Record, RecordError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let location = self.source.location(Some(self.record));
        self.record += 1;
        let failed = |reason: String| Some(Err(RecordError { location: location.clone(), reason }));
        match self.next_document() {
            Ok((document, _)) if document.trim_ascii().is_empty() => None,
            Ok((_, false)) => failed("expected the end of a document, but found the end of the input".to_owned()),
            Ok((document, _)) if document.len() > bounds::RECORD_MAX => {
                failed(format!("expected at most {} bytes a record, but found more", bounds::RECORD_MAX))
            }
            Ok((document, _)) => Some(Ok(Record::new(document.len(), move || page(&document, location)))),
            Err(error) => {
                self.done = true;
                failed(format!("expected a document: {error}"))
            }
        }
    }
}

impl Documents<'_> {
    /// The bytes up to the end of the next root element, and whether it was found.
    fn next_document(&mut self) -> std::io::Result<(Vec<u8>, bool)> {
        let (mut document, mut piece) = (Vec::new(), Vec::new());
        while bounds::read_until(self.source.input.as_mut(), b'>', &mut piece)? > 0 {
            if document.len() <= bounds::RECORD_MAX {
                document.extend_from_slice(&piece);
            }
            if piece.ends_with(b"</doc>") || piece.ends_with(b"</TEI>") {
                return Ok((document, true));
            }
        }
        self.done = true;
        Ok((document, false))
    }
}

fn page(bytes: &[u8], location: Location) -> Result<Page, RecordError> {
    let (text, note) = charset::decode(bytes, None);
    let root_at = ["<doc", "<TEI"].iter().filter_map(|root| text.find(root)).min().unwrap_or(0);
    let root = &text[root_at..];
    let is_tei = root.starts_with("<TEI");
    let given = if is_tei { given_in_header(root) } else { given_in_tag(root.split('>').next().unwrap_or_default()) };
    let body = if is_tei { after(root, "<text") } else { after(root, "<main") };
    let body = lines(body.split("<comments").next().unwrap_or(body));
    if body.is_empty() {
        return Err(RecordError { location, reason: "expected text in a document, but found none".to_owned() });
    }
    let mut page = given_page(&body, location);
    page.raw_sha256 = sha256(bytes);
    page.given = given;
    page.notes.extend(note);
    Ok(page)
}

/// What stands behind the first tag of this name, the comments of TEI left out.
fn after<'t>(text: &'t str, open: &str) -> &'t str {
    let inside = text.split_once(open).and_then(|(_, rest)| rest.split_once('>')).map_or("", |(_, rest)| rest);
    inside.split("<div type=\"comments\"").next().unwrap_or(inside)
}

fn given_in_tag(tag: &str) -> Given {
    let stated = |name: &str| {
        let value = tag.split_once(&format!(" {name}=\""))?.1.split('"').next()?;
        Some(html::decoded(value)).filter(|value| !value.trim().is_empty())
    };
    Given {
        id: stated("id"),
        url: stated("source").or_else(|| stated("url")),
        publisher: stated("sitename").or_else(|| stated("hostname")),
        title: stated("title"),
        published: stated("date"),
        language: stated("language"),
        byline: stated("author").map(|line| names(&line)).unwrap_or_default(),
    }
}

fn given_in_header(root: &str) -> Given {
    let header = root.split("</teiHeader>").next().unwrap_or_default();
    let source = header.split_once("<biblFull").map_or(header, |(_, rest)| rest);
    let source = source.split("</biblFull>").next().unwrap_or(source);
    let url = header.split_once("<ptr type=\"URL\" target=\"").and_then(|(_, rest)| rest.split('"').next());
    Given {
        url: url.map(html::decoded),
        publisher: element(source, "publisher").or_else(|| element(header, "publisher")).map(without_host),
        title: element(header, "title"),
        published: element(source, "date"),
        byline: element(header, "author").map(|line| names(&line)).unwrap_or_default(),
        ..Given::default()
    }
}

/// "Harbour Post (post.example)".
fn without_host(publisher: String) -> String {
    let parts = publisher.strip_suffix(')').and_then(|open| open.rsplit_once(" ("));
    let named = parts.filter(|(name, host)| !name.is_empty() && host.contains('.') && !host.contains(' '));
    named.map(|(name, _)| name.to_owned()).unwrap_or(publisher)
}

fn names(line: &str) -> Vec<String> {
    line.split([';', '|']).map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}

/// Elements that only mark words of a line.
const INLINE: &[&str] = &["hi", "ref", "del", "graphic", "emph", "span"];

/// The text of some elements, one line for each that is no mark inside a line, as far as their root goes.
fn lines(markup: &str) -> String {
    let mut lines: Vec<String> = vec![String::new()];
    let mut rest = markup;
    loop {
        let (text, behind) = rest.split_once('<').unwrap_or((rest, ""));
        if let Some(line) = lines.last_mut() {
            line.push_str(&html::decoded(text));
        }
        let Some((tag, next)) = behind.split_once('>') else { break };
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        if !INLINE.contains(&name) {
            lines.push(String::new());
        }
        rest = next;
    }
    let one_space = |line: &String| line.split_whitespace().collect::<Vec<_>>().join(" ");
    lines.iter().map(one_space).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n\n")
}
