//! A page from a record with named fields (JSON, JSON lines, CSV).
//!
//! The fields are those of the contract, and those that trafilatura, news-please, Fundus and passim write.

use serde_json::Value;

use super::formats::sha256;
use super::plain::given_page;
use super::{Given, Location, Page, Record, RecordError, charset, html};

/// Names under which each field is known, ours first.
const ID: &[&str] = &["id", "_id"];
const URL: &[&str] = &["url", "source_url", "responded_url", "requested_url", "source", "link"];
const PUBLISHER: &[&str] =
    &["publisher", "publisher_name", "sitename", "source-hostname", "source_domain", "series", "hostname"];
const TITLE: &[&str] = &["title", "headline", "title_page"];
const PUBLISHED: &[&str] = &["published", "date_publish", "publishing_date", "publish_date", "date"];
const LANGUAGE: &[&str] = &["language", "lang"];
const BYLINE: &[&str] = &["byline", "authors", "author"];
const TEXT: &[&str] = &["text", "maintext", "plaintext", "raw_text", "body", "content"];
const HTML: &[&str] = &["html", "raw_html", "html_base64"];

/// The record of one JSON object.
pub(super) fn json_record(bytes: Vec<u8>, location: Location) -> Record {
    Record::new(bytes.len(), move || page_of_json(&bytes, location))
}

/// The page of a record that another crate has taken apart into named fields.
pub fn page_of_record(fields: &serde_json::Map<String, Value>, location: Location) -> Result<Page, RecordError> {
    page_of_fields(&|name| fields.get(name), location)
}

fn page_of_json(bytes: &[u8], location: Location) -> Result<Page, RecordError> {
    let (text, note) = charset::decode(bytes, None);
    let record: Value = match serde_json::from_str(&text) {
        Ok(record) => record,
        Err(error) => return Err(RecordError { location, reason: format!("expected a JSON object: {error}") }),
    };
    let mut page = page_of_fields(&|name| record.get(name), location)?;
    page.raw_sha256 = sha256(bytes);
    page.notes.extend(note);
    Ok(page)
}

/// The page of a record whose fields `field` finds.
pub(super) fn page_of_fields<'v>(
    field: &dyn Fn(&str) -> Option<&'v Value>,
    location: Location,
) -> Result<Page, RecordError> {
    let given = given(field);
    let mut page = if let Some(text) = TEXT.iter().find_map(|name| body(field(name)?)) {
        given_page(&text, location)
    } else if let Some(bytes) = HTML.iter().find_map(|name| html_bytes(name, field(name)?)) {
        html::html_page(&bytes, location)
    } else if given.title.is_some() {
        return Err(RecordError { location, reason: "expected `text` or `html`, but both are empty".to_owned() });
    } else {
        return Err(RecordError {
            location,
            reason: "expected a field `text` or `html`, but found neither".to_owned(),
        });
    };
    page.given = given;
    Ok(page)
}

fn given<'v>(field: &dyn Fn(&str) -> Option<&'v Value>) -> Given {
    let first = |names: &[&str]| names.iter().find_map(|name| scalar(field(name)?));
    // Fundus keeps the address and the publisher with the HTML.
    let of_html = |names: &[&str]| names.iter().find_map(|name| scalar(field("html")?.get(name)?));
    let of_source =
        |names: &[&str]| names.iter().find_map(|name| scalar(field("html")?.get("source_info")?.get(name)?));
    Given {
        id: first(ID),
        url: first(URL).filter(|url| url.contains("://")).or_else(|| of_html(&["responded_url", "requested_url"])),
        publisher: first(PUBLISHER).or_else(|| of_source(&["publisher", "name"])),
        title: first(TITLE),
        published: first(PUBLISHED),
        language: first(LANGUAGE),
        byline: BYLINE.iter().find_map(|name| names(field(name)?)).unwrap_or_default(),
    }
}

/// How Python programs print what is missing (news-please writes a missing date so).
const MISSING: &[&str] = &["None", "NaN", "nan", "NaT", "null"];

/// A string that is not blank, or a number.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => {
            Some(text.trim().to_owned()).filter(|text| !text.is_empty() && !MISSING.contains(&text.as_str()))
        }
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Names in a list, or in a line with separators.
fn names(value: &Value) -> Option<Vec<String>> {
    let found: Vec<String> = match value {
        Value::Array(list) => list.iter().filter_map(|item| scalar(item.get("name").unwrap_or(item))).collect(),
        Value::Object(person) => person.get("name").and_then(scalar).into_iter().collect(),
        Value::String(line) => {
            let names = line.split([';', '|']).map(|name| name.trim().to_owned());
            names.filter(|name| !name.is_empty() && !MISSING.contains(&name.as_str())).collect()
        }
        _ => Vec::new(),
    };
    (!found.is_empty()).then_some(found)
}

/// A text, or the parts of a Fundus body put one under the other.
fn body(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Object(parts) => {
            let mut lines = Vec::new();
            push_lines(parts.get("summary"), &mut lines);
            for section in parts.get("sections").and_then(Value::as_array).into_iter().flatten() {
                push_lines(section.get("headline"), &mut lines);
                push_lines(section.get("paragraphs"), &mut lines);
            }
            lines.join("\n\n")
        }
        _ => return None,
    };
    (!text.trim().is_empty()).then_some(text)
}

fn push_lines<'v>(value: Option<&'v Value>, lines: &mut Vec<&'v str>) {
    for line in value.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
        if !line.trim().is_empty() {
            lines.push(line);
        }
    }
}

fn html_bytes(name: &str, value: &Value) -> Option<Vec<u8>> {
    let content = value.as_str().or_else(|| value.get("content")?.as_str())?;
    if content.trim().is_empty() {
        return None;
    }
    if name == "html_base64" { base64(content) } else { Some(content.as_bytes().to_vec()) }
}

/// Bytes of standard base64, blanks allowed.
fn base64(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut held) = (0u32, 0);
    for byte in text.bytes().filter(|byte| !byte.is_ascii_whitespace() && *byte != b'=') {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            out.push((bits >> held) as u8);
            bits &= (1 << held) - 1;
        }
    }
    Some(out)
}
