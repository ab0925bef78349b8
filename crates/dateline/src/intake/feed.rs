//! RSS, Atom and JSON Feed: one page an entry.

use super::formats::{failed, sha256};
use super::{Format, Location, Page, Pages, RecordError, Source, bounds, charset, html};

/// A feed's root element, or the version of JSON Feed.
pub(super) const FORMAT: Format = Format { name: "feed", sniff, read };

fn sniff(head: &[u8]) -> bool {
    let start = String::from_utf8_lossy(&head[..head.len().min(2048)]).to_lowercase();
    let start = start.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let near = |mark: &str| start.find(mark).is_some_and(|at| !start[..at].contains("<html"));
    start.starts_with('<') && ["<rss", "<feed", "<rdf:rdf"].iter().any(|mark| near(mark))
}

fn read(mut source: Source<'_>) -> Pages<'_> {
    let location = source.location(None);
    let (bytes, _) = match bounds::read_bounded(source.input.as_mut()) {
        Ok(read) => read,
        Err(error) => return failed(location, error.to_string()),
    };
    let (text, _) = charset::decode(&bytes, None);
    let entries = entries(&text);
    let pages: Vec<_> = entries
        .iter()
        .enumerate()
        .map(|(record, entry)| page(entry, Location { path: location.path.clone(), record: Some(record as u64) }))
        .collect();
    Box::new(pages.into_iter())
}

/// The inside of each `item` or `entry` element.
fn entries(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    for (open, close) in [("<item", "</item>"), ("<entry", "</entry>")] {
        let mut rest = text;
        while let Some(start) = rest.find(open) {
            let inside = &rest[start + open.len()..];
            let Some(end) = inside.find(close) else { break };
            out.push(&inside[..end]);
            rest = &inside[end + close.len()..];
        }
    }
    out
}

/// Fields in which the text of an entry stands, fullest first.
const BODY: &[&str] = &["content:encoded", "content", "description", "summary"];

fn page(entry: &str, location: Location) -> Result<Page, RecordError> {
    let body = BODY.iter().find_map(|name| element(entry, name)).unwrap_or_default();
    if body.trim().is_empty() {
        return Err(RecordError { location, reason: "expected text in a feed entry, but found none".to_owned() });
    }
    let mut page = html::html_page(body.as_bytes(), location);
    page.raw_sha256 = sha256(entry.as_bytes());
    let field = |names: &[&str]| names.iter().find_map(|name| element(entry, name)).map(|value| plain(&value));
    page.given.title = field(&["title"]);
    page.given.id = field(&["guid", "id"]);
    page.given.url = field(&["link"]).filter(|link| link.contains("://")).or_else(|| href(entry));
    page.given.published = field(&["pubDate", "published", "dc:date", "updated"]);
    page.given.byline = field(&["dc:creator", "name", "author"]).into_iter().collect();
    Ok(page)
}

/// The content of the first element of this name, unpacked from CDATA or from references.
fn element(entry: &str, name: &str) -> Option<String> {
    let open = format!("<{name}");
    let mut rest = entry;
    loop {
        let start = rest.find(&open)? + open.len();
        rest = &rest[start..];
        if rest.starts_with(['>', ' ', '\n', '\t', '\r']) {
            break;
        }
    }
    let from = rest.find('>')? + 1;
    if rest[..from].ends_with("/>") {
        return None;
    }
    let inside = &rest[from..from + rest[from..].find(&format!("</{name}>"))?];
    let trimmed = inside.trim();
    let unpacked = match trimmed.strip_prefix("<![CDATA[") {
        Some(data) => data.strip_suffix("]]>").unwrap_or(data).to_owned(),
        None => html::decoded(trimmed),
    };
    Some(unpacked).filter(|value| !value.trim().is_empty())
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
