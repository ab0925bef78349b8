//! What the head and marked-up elements state: meta and link elements, microdata, `time`.

use super::entities;
use super::tokens::Attributes;
use crate::intake::MetaField;

/// Appends the fields of one element.
pub(super) fn element(tag: &str, attributes: &str, fields: &mut Vec<MetaField>) {
    let attribute = |wanted: &str| {
        let found = Attributes(attributes).find(|(name, _)| name.eq_ignore_ascii_case(wanted));
        found.map(|(_, value)| entities::decoded(value.trim()))
    };
    match tag {
        "html" => push(fields, "html:lang".to_owned(), attribute("lang").or_else(|| attribute("xml:lang"))),
        "link" => {
            let rel = attribute("rel").unwrap_or_default().to_ascii_lowercase();
            if matches!(rel.as_str(), "canonical" | "shortlink" | "amphtml" | "author") {
                push(fields, format!("link:{rel}"), attribute("href"));
            }
        }
        "meta" => {
            let key = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|name| attribute(name));
            let Some(key) = key else { return };
            push(fields, format!("meta:{}", key.to_ascii_lowercase()), attribute("content"));
        }
        _ => {
            let when = || attribute("datetime").or_else(|| attribute("content"));
            if tag == "time" {
                let class = attribute("class").unwrap_or_default().to_ascii_lowercase();
                let is_changed = class.contains("updat") || class.contains("modif");
                let name = if is_changed { "time:changed" } else { "time" };
                push(fields, name.to_owned(), attribute("datetime"));
            }
            if tag != "time" && is_dated(attributes) {
                push(fields, "time".to_owned(), attribute("title"));
            }
            if let Some(property) = attribute("itemprop") {
                push(fields, format!("microdata:{property}"), when());
            }
        }
    }
}

/// Whether an element of the microformat for entries carries its day of publication in its `title`
/// (`<abbr class="published" title="2019-05-03">`).
pub(super) fn is_dated(attributes: &str) -> bool {
    attributes.contains("title=") && attributes.contains("published")
}

fn push(fields: &mut Vec<MetaField>, name: String, value: Option<String>) {
    if let Some(value) = value.filter(|value| !value.trim().is_empty()) {
        fields.push(MetaField { name, value, at: 0 });
    }
}
