//! The day of publication in scripts that are no JSON-LD: what a page tells its counters, or the state it is drawn from.

use memchr::memmem;

use crate::intake::MetaField;

/// The middle of names such as `publishedAt`, `publish_date`, `datePublished`, `publicationDate`.
const STEM: &[u8] = b"ubli";

/// Bytes of such a name before and behind the stem, and of a value.
const BEFORE: usize = 16;
const BEHIND: usize = 24;
const VALUE_MAX: usize = 40;

/// Names of one script that are looked at: the state of a front page holds hundreds of articles.
const NAMES_MAX: usize = 50;

/// Appends `script:published` for the first field of publication whose value begins with a day.
pub(super) fn fields(raw: &str, out: &mut Vec<MetaField>) {
    let value = memmem::find_iter(raw.as_bytes(), STEM).take(NAMES_MAX).find_map(|at| dated_value(raw, at));
    if let Some(value) = value.filter(|_| !out.iter().any(|field| field.name == NAME)) {
        out.push(MetaField { name: NAME.to_owned(), value: value.to_owned(), at: 0 });
    }
}

const NAME: &str = "script:published";

/// The value of the field whose name holds the stem at `at`, if it is quoted and begins with a year.
fn dated_value(raw: &str, at: usize) -> Option<&str> {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    let bytes = raw.as_bytes();
    let before = bytes[..at].iter().rev().take(BEFORE).take_while(|byte| is_name(byte)).count();
    let behind = bytes[at..].iter().take(BEHIND).take_while(|byte| is_name(byte)).count();
    let name = raw.get(at - before..at + behind)?.to_ascii_lowercase();
    let rest = raw.get(at + behind..)?.trim_start_matches(['"', '\'', '\\']).trim_start();
    let rest = rest.strip_prefix([':', '=', ','])?.trim_start();
    let value = rest.trim_start_matches(['\\']).strip_prefix(['"', '\''])?;
    let end = value.bytes().take(VALUE_MAX).position(|byte| matches!(byte, b'"' | b'\'' | b'\\'))?;
    let value = &value[..end];
    let is_day =
        value.len() >= 10 && value.starts_with("20") && value.bytes().take(10).filter(u8::is_ascii_digit).count() >= 8;
    (NAMED.iter().any(|word| name.contains(word)) && is_day).then_some(value)
}

/// Words of names of fields of publication: "public" alone is a name of many things.
const NAMED: &[&str] = &["publish", "publicat"];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(script: &str, expected: Option<&str>) {
        let mut out = Vec::new();
        fields(script, &mut out);
        assert_eq!(out.first().map(|field| field.value.as_str()), expected, "{script}");
    }

    #[test]
    fn the_first_field_of_publication_counts() {
        check(
            r#"var page = {"id": 7, "published_at":"2019-05-03T06:22:28+01:00"};"#,
            Some("2019-05-03T06:22:28+01:00"),
        );
        check("track('articlePublishDate', '2019-05-03');", Some("2019-05-03"));
        check(r#"state = "{\"publishedDate\":\"2019-05-03\"}""#, Some("2019-05-03"));
        check(r#"{"publisher":"Harbour Post","publicationTime":"2019-05-03"}"#, Some("2019-05-03"));
    }

    #[test]
    fn other_fields_are_passed_over() {
        check(r#"{"updated":"2019-05-03","public":"2019-05-03"}"#, None);
        check(r#"{"published":true,"publishedAt":"yesterday"}"#, None);
    }
}
