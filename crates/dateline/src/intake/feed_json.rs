//! JSON Feed (versions 1 and 1.1): one page an item, cut out item by item.

use std::io::BufRead;
use std::sync::Arc;

use serde_json::Value;

use super::formats::{failed, sha256};
use super::json::{Scan, next_element, objects, opens_object};
use super::{Format, Location, Page, Record, RecordError, Records, Source, bounds, charset, record};

/// An object whose own `version` is an address of JSON Feed.
pub(super) const FORMAT: Format = Format { name: "json-feed", sniff, read };

/// What stands in every version.
const VERSION: &[u8] = b"jsonfeed.org/version";

fn sniff(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let Some(at) = memchr::memmem::find(head, VERSION).filter(|_| opens_object(head)) else { return false };
    let mut scan = Scan::default();
    head[..at].iter().for_each(|byte| {
        scan.closes(*byte);
    });
    scan.depth == 1 && is_version(&head[..at])
}

/// Whether what stands before the address is the key that it must be the value of.
fn is_version(before: &[u8]) -> bool {
    let scheme = [b"https://".as_slice(), b"http://", b"https:\\/\\/"];
    let quoted = scheme.iter().find_map(|scheme| before.strip_suffix(*scheme)).unwrap_or(before);
    let key = quoted.strip_suffix(b"\"").and_then(|key| key.trim_ascii_end().strip_suffix(b":"));
    key.is_some_and(|key| key.trim_ascii_end().ends_with(b"\"version\""))
}

fn read(mut source: Source<'_>) -> Records<'_> {
    match feed_of(source.input.as_mut()) {
        Ok(Some(feed)) => {
            let feed = Arc::new(feed);
            Box::new(objects(source, next_element, move |bytes, location| {
                let feed = Arc::clone(&feed);
                Record::new(bytes.len(), move || page(&bytes, &feed, location))
            }))
        }
        Ok(None) => failed(source.location(None), "expected `items` in a JSON Feed, but found none".to_owned()),
        Err(error) => failed(source.location(None), error.to_string()),
    }
}

/// Reads up to the first item and gives what the feed says of all of them; nothing where it has no items.
fn feed_of(input: &mut dyn BufRead) -> std::io::Result<Option<Value>> {
    let mut scan = Scan::default();
    let mut head = Vec::new();
    loop {
        let available = input.fill_buf()?;
        let Some(&byte) = available.first().filter(|_| head.len() < bounds::RECORD_MAX) else { return Ok(None) };
        input.consume(1);
        head.push(byte);
        let opens_list = byte == b'[' && !scan.in_string && scan.depth == 1;
        scan.closes(byte);
        if opens_list && names_items(&head) {
            head.extend_from_slice(b"]}");
            return Ok(Some(serde_json::from_slice(&head).unwrap_or_default()));
        }
    }
}

/// Whether what was read ends with `"items": [`.
fn names_items(head: &[u8]) -> bool {
    let before = head.strip_suffix(b"[").unwrap_or(head).trim_ascii_end();
    before.strip_suffix(b":").is_some_and(|key| key.trim_ascii_end().ends_with(b"\"items\""))
}

fn page(bytes: &[u8], feed: &Value, location: Location) -> Result<Page, RecordError> {
    let text = charset::decode(bytes, None).0;
    let item: Value = match serde_json::from_str(&text) {
        Ok(item) => item,
        Err(error) => return Err(RecordError { location, reason: format!("expected a JSON object: {error}") }),
    };
    let of_item = |names: &[&str]| names.iter().find_map(|name| item.get(name).filter(|value| !value.is_null()));
    let has_html = of_item(&["content_html"]).is_some_and(|html| html.as_str().is_some_and(|it| !it.trim().is_empty()));
    let field = |name: &str| match name {
        "html" => of_item(&["content_html"]),
        "text" if !has_html => of_item(&["content_text", "summary"]),
        "id" => of_item(&["id"]),
        "url" => of_item(&["url", "external_url"]),
        "title" => of_item(&["title"]),
        "published" => of_item(&["date_published", "date_modified"]),
        "language" => of_item(&["language"]).or_else(|| feed.get("language")),
        "byline" => of_item(&["authors", "author"]).or_else(|| feed.get("authors")).or_else(|| feed.get("author")),
        _ => None,
    };
    let mut page = record::page_of_fields(&field, location)?;
    page.raw_sha256 = sha256(bytes);
    Ok(page)
}
