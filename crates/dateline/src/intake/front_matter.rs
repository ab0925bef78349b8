//! A head of `key: value` lines between two lines of hyphens, as trafilatura writes over its text and Markdown, and as
//! the pages of many sites are kept.

use super::Given;

/// Lines that a head may have.
const LINES: usize = 60;

/// What the head states, and the text below it; nothing where the text has no such head.
pub(super) fn split(text: &str) -> Option<(Given, &str)> {
    let inside = text.trim_start_matches('\u{feff}').strip_prefix("---")?;
    let inside = inside.strip_prefix("\r\n").or_else(|| inside.strip_prefix('\n'))?;
    let mut given = Given::default();
    let mut at = 0;
    for line in inside.split_inclusive('\n').take(LINES) {
        at += line.len();
        let line = line.trim_end();
        if line == "---" {
            let states_something = given.title.is_some() || given.url.is_some() || given.published.is_some();
            return states_something.then(|| (given, inside[at..].trim_start_matches(['\r', '\n'])));
        }
        let is_continued = line.is_empty() || line.starts_with([' ', '\t', '-']);
        match line.split_once(':') {
            Some((key, value)) if is_key(key) => state(&mut given, key, value),
            _ if is_continued => {}
            _ => return None,
        }
    }
    None
}

fn is_key(key: &str) -> bool {
    !key.is_empty() && key.len() < 30 && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
}

/// Takes a value over; the first of several keys for one field stands.
fn state(given: &mut Given, key: &str, value: &str) {
    let value = value.trim().trim_matches(['"', '\'']).to_owned();
    if value.is_empty() || value == "None" || value == "null" {
        return;
    }
    let field = match key.to_ascii_lowercase().as_str() {
        "title" => &mut given.title,
        "url" | "source" | "canonical_url" => &mut given.url,
        "sitename" | "publisher" | "hostname" => &mut given.publisher,
        "date" | "published" => &mut given.published,
        "language" | "lang" => &mut given.language,
        "id" => &mut given.id,
        "author" | "authors" | "byline" => {
            let names = value.trim_matches(['[', ']']).split([';', '|']);
            given.byline.extend(names.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()));
            return;
        }
        _ => return,
    };
    // The name of a site says more than its host, which trafilatura states first.
    if field.is_none() || key == "sitename" {
        *field = Some(value);
    }
}
