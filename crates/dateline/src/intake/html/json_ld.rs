//! JSON-LD, read leniently: pages put raw line breaks, trailing commas and comment marks into it.

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
    "isAccessibleForFree",
    "uploadDate",
];

/// Objects of one script that are looked at; feeds of hundreds of items sit on front pages.
const OBJECTS_MAX: usize = 400;

/// Appends the fields of each object that describes an article: `json-ld:headline`, or `json-ld:webpage:headline` for
/// types that describe the page around it.
pub(super) fn fields(raw: &str, out: &mut Vec<MetaField>) {
    let Some(root) = parse(raw) else {
        out.push(MetaField { name: "json-ld:broken".to_owned(), value: "true".to_owned() });
        return;
    };
    let mut open = vec![&root];
    let mut seen = 0;
    while let Some(value) = open.pop() {
        seen += 1;
        if seen > OBJECTS_MAX {
            return;
        }
        match value {
            Value::Array(list) => open.extend(list.iter().rev()),
            Value::Object(object) => {
                if let Some(kind) = article_type(value) {
                    push_article(kind, value, out);
                }
                open.extend(object.get("mainEntity").filter(|inner| inner.is_object()));
                open.extend(object.get("@graph"));
            }
            _ => {}
        }
    }
}

fn parse(raw: &str) -> Option<Value> {
    let start = raw.find(['{', '['])?;
    let end = raw.rfind(['}', ']'])? + 1;
    let body = raw.get(start..end)?;
    serde_json::from_str(body).ok().or_else(|| serde_json::from_str(&mended(body)).ok())
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
    let stated = value.get("@type")?;
    let list = stated.as_array().map_or(std::slice::from_ref(stated), Vec::as_slice);
    list.iter().filter_map(Value::as_str).find_map(|kind| {
        let kind = kind.rsplit(['/', ':']).next().unwrap_or(kind);
        ARTICLE_TYPES.iter().copied().find(|known| *known == kind)
    })
}

fn push_article(kind: &'static str, object: &Value, out: &mut Vec<MetaField>) {
    let scope = match kind {
        "WebPage" => "json-ld:webpage:",
        "VideoObject" => "json-ld:video:",
        _ => "json-ld:",
    };
    let mut push = |name: &str, value: &str| {
        if !value.trim().is_empty() {
            out.push(MetaField { name: format!("{scope}{name}"), value: super::entities::decoded(value.trim()) });
        }
    };
    push("type", kind);
    for name in PLAIN {
        if let Some(value) = object.get(name) {
            push(name, &plain(value));
        }
    }
    for role in ["author", "creator"] {
        for person in names(object.get(role)) {
            push(role, &person);
        }
    }
    for name in names(object.get("publisher")) {
        push("publisher", &name);
    }
    for name in names(object.get("sourceOrganization")) {
        push("sourceOrganization", &name);
    }
    let page = object.get("mainEntityOfPage");
    if let Some(address) = page.and_then(|page| page.as_str().or_else(|| page.get("@id")?.as_str())) {
        push("mainEntityOfPage", address);
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Bool(flag) => flag.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Array(list) => list.iter().find_map(Value::as_str).unwrap_or_default().to_owned(),
        _ => String::new(),
    }
}

/// Names of one or several persons or organisations, as strings or as objects.
fn names(value: Option<&Value>) -> Vec<String> {
    let list = match value {
        Some(Value::Array(list)) => list.as_slice(),
        Some(one) => std::slice::from_ref(one),
        None => &[],
    };
    list.iter()
        .flat_map(|item| match item.get("name") {
            Some(Value::Array(names)) => names.iter().map(plain).collect(),
            Some(name) => vec![plain(name)],
            None => vec![plain(item)],
        })
        .filter(|name| !name.trim().is_empty())
        .collect()
}
