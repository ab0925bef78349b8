//! JSON-LD, read leniently: pages put raw line breaks, trailing commas and comment marks into it.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::intake::MetaField;

/// Types that describe an article.
const ARTICLE_TYPES: &[&str] = &[
    "NewsArticle",
    "Article",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "BackgroundNewsArticle",
    "ReviewNewsArticle",
    "LiveBlogPosting",
    "BlogPosting",
    "SocialMediaPosting",
    "Report",
    "AdvertiserContentArticle",
    "SatiricalArticle",
    "ScholarlyArticle",
    "TechArticle",
    "VideoObject",
    "WebPage",
];

/// Properties that are a plain value.
const PLAIN: &[&str] = &[
    "headline",
    "name",
    "datePublished",
    "dateModified",
    "dateCreated",
    "inLanguage",
    "url",
    "articleSection",
    "description",
    "articleBody",
    "isAccessibleForFree",
    "uploadDate",
];

/// Objects of one script that are looked at; feeds of hundreds of items sit on front pages.
const OBJECTS_MAX: usize = 400;

/// Appends the fields of each object that describes an article: `json-ld:headline`, or `json-ld:webpage:headline` for
/// types that describe the page around it. Writers that are organisations are `json-ld:author-organisation`; the name
/// of the site is `json-ld:site`.
pub(super) fn fields(raw: &str, out: &mut Vec<MetaField>) {
    let Some(root) = parse(raw) else {
        push(out, "json-ld:broken", "true");
        salvage(raw, out);
        return;
    };
    let objects = objects(&root);
    let named: BTreeMap<&str, &Value> = objects.iter().filter_map(|object| named(object)).collect();
    for object in objects {
        if let Some(kind) = article_type(object) {
            push_article(kind, object, &named, out);
        } else if is_of_type(object, &["WebSite"]) {
            push(out, "json-ld:site", &plain(object.get("name").unwrap_or(&Value::Null)));
        }
    }
}

/// The objects of a script in order, those inside lists and graphs too.
fn objects(root: &Value) -> Vec<&Value> {
    let mut open = vec![root];
    let mut objects = Vec::new();
    while let Some(value) = open.pop() {
        if objects.len() + open.len() > OBJECTS_MAX {
            break;
        }
        match value {
            Value::Array(list) => open.extend(list.iter().rev()),
            Value::Object(object) => {
                objects.push(value);
                let inner = ["mainEntity", "mainEntityOfPage"].iter().filter_map(|name| object.get(*name));
                open.extend(inner.filter(|inner| inner.is_object()));
                open.extend(object.get("@graph"));
            }
            _ => {}
        }
    }
    objects
}

/// An object by the address under which others of the script refer to it.
fn named(object: &Value) -> Option<(&str, &Value)> {
    object.get("name")?;
    Some((object.get("@id")?.as_str()?, object))
}

fn push(out: &mut Vec<MetaField>, name: &str, value: &str) {
    if !value.trim().is_empty() {
        out.push(MetaField { name: name.to_owned(), value: super::entities::decoded(value.trim()), at: 0 });
    }
}

/// The first value of a script: what follows it, such as a bracket too many, is passed over.
fn parse(raw: &str) -> Option<Value> {
    let body = raw.get(raw.find(['{', '['])?..)?;
    first_value(body).or_else(|| first_value(&mended(body)))
}

fn first_value(body: &str) -> Option<Value> {
    serde_json::Deserializer::from_str(body).into_iter().next()?.ok()
}

/// Properties that are worth having even of a script that is no JSON.
const SALVAGED: &[&str] = &["headline", "datePublished", "dateModified"];

/// Takes the first of each of these properties out of characters that cannot be read as JSON.
fn salvage(raw: &str, out: &mut Vec<MetaField>) {
    for name in SALVAGED {
        let after = raw.split_once(&format!("\"{name}\"")).map(|(_, after)| after.trim_start());
        let value = after.and_then(|after| after.strip_prefix(':')).map(str::trim_start);
        let value = value.filter(|value| value.starts_with('"')).and_then(first_value);
        if let Some(Value::String(text)) = value {
            push(out, &format!("json-ld:{name}"), &text);
        }
    }
}

/// Takes out what JSON does not allow but browsers' authors write: control characters inside strings, commas before
/// a closing bracket, bad escapes.
fn mended(body: &str) -> String {
    let mut out = String::with_capacity(body.len());
    let mut in_string = false;
    let mut chars = body.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if in_string => {
                let next = chars.next().unwrap_or('\\');
                if matches!(next, '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u') {
                    out.push('\\');
                }
                out.push(next);
            }
            '"' => {
                in_string = !in_string;
                out.push(c);
            }
            c if c.is_control() => out.push(' '),
            ',' if !in_string => {
                while chars.next_if(|next| next.is_whitespace() || *next == ',').is_some() {}
                if !matches!(chars.peek(), Some('}' | ']')) {
                    out.push(',');
                }
            }
            c => out.push(c),
        }
    }
    out
}

fn article_type(value: &Value) -> Option<&'static str> {
    ARTICLE_TYPES.iter().copied().find(|known| is_of_type(value, &[known]))
}

/// Whether the object's `@type` is, or holds, one of these.
fn is_of_type(value: &Value, types: &[&str]) -> bool {
    let Some(stated) = value.get("@type") else { return false };
    let list = stated.as_array().map_or(std::slice::from_ref(stated), Vec::as_slice);
    let mut kinds = list.iter().filter_map(Value::as_str).map(|kind| kind.rsplit(['/', ':']).next().unwrap_or(kind));
    kinds.any(|kind| types.contains(&kind))
}

fn push_article(kind: &'static str, object: &Value, named: &BTreeMap<&str, &Value>, out: &mut Vec<MetaField>) {
    let scope = match kind {
        "WebPage" => "json-ld:webpage:",
        "VideoObject" => "json-ld:video:",
        _ => "json-ld:",
    };
    let mut push = |name: &str, value: &str| push(out, &format!("{scope}{name}"), value);
    push("type", kind);
    for name in PLAIN {
        if let Some(value) = object.get(name) {
            push(name, &plain(value));
        }
    }
    for role in ["author", "creator"] {
        for writer in items(object.get(role), named) {
            let suffix = if is_of_type(writer, ORGANISATIONS) { "-organisation" } else { "" };
            names(writer).iter().for_each(|name| push(&format!("{role}{suffix}"), name));
        }
    }
    for role in ["publisher", "sourceOrganization"] {
        let organisations = items(object.get(role), named);
        organisations.into_iter().flat_map(names).for_each(|name| push(role, &name));
    }
    if let Some(Value::Array(updates)) = object.get("liveBlogUpdate") {
        push("updates", &updates.len().to_string());
    }
    let page = object.get("mainEntityOfPage");
    if let Some(address) = page.and_then(|page| page.as_str().or_else(|| page.get("@id")?.as_str())) {
        push("mainEntityOfPage", address);
    }
}

/// Types of writers that are no persons.
const ORGANISATIONS: &[&str] = &["Organization", "NewsMediaOrganization", "Corporation", "WebSite"];

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Bool(flag) => flag.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Array(list) => list.iter().find_map(Value::as_str).unwrap_or_default().to_owned(),
        _ => String::new(),
    }
}

/// One or several persons or organisations; lists inside the list are opened, and references followed.
fn items<'v>(value: Option<&'v Value>, named: &BTreeMap<&str, &'v Value>) -> Vec<&'v Value> {
    let mut open: Vec<&Value> = value.into_iter().collect();
    let mut items = Vec::new();
    while let Some(value) = open.pop() {
        match value {
            Value::Array(list) => open.extend(list.iter().rev().take(OBJECTS_MAX)),
            _ if value.get("name").is_some() => items.push(value),
            _ => {
                let id = value.get("@id").and_then(Value::as_str);
                items.push(id.and_then(|id| named.get(id).copied()).unwrap_or(value));
            }
        }
    }
    items
}

/// The names of a person or organisation, given as a string or as an object.
fn names(item: &Value) -> Vec<String> {
    let names = match item.get("name") {
        Some(Value::Array(names)) => names.iter().map(plain).collect(),
        Some(name) => vec![plain(name)],
        None => vec![plain(item)],
    };
    names.into_iter().filter(|name| !name.trim().is_empty()).collect()
}
