//! `verify`: reads every selector of a document again.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use dateline::clean::Article;
use dateline::pipeline::Engine;
use dateline::pipeline::documents::text_sha256;
use dateline_store::Store;
use serde::Serialize;
use serde_json::Value;

use crate::args::{Common, Input, TextOrJson, VerifyArgs};
use crate::exit::{Failure, Outcome};
use crate::input;
use crate::output::{Output, shown};

/// `dateline verify`.
pub(crate) fn run(args: &VerifyArgs, common: &Common) -> Result<Outcome, Failure> {
    let mut verdict = Verdict::default();
    for path in &args.files {
        let documents = load(path)?;
        let pages: BTreeMap<String, PageKey> = documents.iter().flat_map(pages_of).collect();
        let articles = if let Some(folder) = &args.store {
            Engine::default().articles(input::kept(&Store::open(folder, false)?)).0
        } else {
            let paths = if args.against.is_empty() { cited_paths(&pages, path)? } else { args.against.clone() };
            let input = Input { paths, input_format: None, clean: false };
            Engine::default().articles(input::open(&input, common)?.0).0
        };
        let texts = Texts::new(&articles, pages);
        for document in &documents {
            verdict.document(document, &texts);
        }
    }
    write(&verdict, args.format, common)?;
    Ok(if verdict.broken.is_empty() { Outcome::Done } else { Outcome::NotSo })
}

/// The document of a file, or its lines.
fn load(path: &Path) -> Result<Vec<Value>, Failure> {
    let content = std::fs::read_to_string(path).map_err(|source| Failure::Read { path: path.to_owned(), source })?;
    if let Ok(document) = serde_json::from_str::<Value>(&content) {
        return Ok(match document {
            Value::Array(documents) => documents,
            document => vec![document],
        });
    }
    let parse = |line: &str| {
        let failed = |error: serde_json::Error| format!("expected JSON or JSON Lines, but found {error}");
        serde_json::from_str(line).map_err(|error| Failure::Document { path: path.to_owned(), reason: failed(error) })
    };
    content.lines().filter(|line| !line.trim().is_empty()).map(parse).collect()
}

/// File and record of a page.
type PageKey = (String, Option<u64>);

fn page_key(page: &Value) -> Option<PageKey> {
    Some((page.get("path")?.as_str()?.to_owned(), page.get("record").and_then(Value::as_u64)))
}

/// Which page each article of a document was read from.
fn pages_of(document: &Value) -> Vec<(String, PageKey)> {
    let own = document.get("id").and_then(Value::as_str).zip(document.get("page").and_then(page_key));
    let listed = document.get("pages").and_then(Value::as_object).into_iter().flatten();
    let listed = listed.filter_map(|(id, page)| Some((id.clone(), page_key(page)?)));
    own.into_iter().map(|(id, key)| (id.to_owned(), key)).chain(listed).collect()
}

fn cited_paths(pages: &BTreeMap<String, PageKey>, document: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut paths: Vec<PathBuf> = pages.values().map(|(path, _)| PathBuf::from(path)).collect();
    paths.sort();
    paths.dedup();
    let reason = || "expected a list of pages, but found none; name them with --against".to_owned();
    if paths.is_empty() {
        return Err(Failure::Document { path: document.to_owned(), reason: reason() });
    }
    Ok(paths)
}

/// The texts that selectors are read in.
pub(crate) struct Texts<'a> {
    by_id: BTreeMap<&'a str, &'a Article>,
    by_page: BTreeMap<(&'a str, Option<u64>), &'a Article>,
    pages: BTreeMap<String, PageKey>,
}

impl<'a> Texts<'a> {
    /// From articles read again, and the pages that a document says its articles came from.
    pub(crate) fn new(articles: &'a [Article], pages: BTreeMap<String, PageKey>) -> Self {
        let by_id = articles.iter().map(|article| (article.id.0.as_str(), article)).collect();
        let by_page = articles
            .iter()
            .flat_map(|article| {
                let location = &article.location;
                let name = location.path.rsplit('/').next().unwrap_or_default();
                [((location.path.as_str(), location.record), article), ((name, location.record), article)]
            })
            .collect();
        Self { by_id, by_page, pages }
    }

    /// The article by its page, or, where the page is not there, by its identifier.
    fn get(&self, id: &str) -> Option<&'a Article> {
        let of_page = self.pages.get(id).and_then(|(path, record)| {
            let name = path.rsplit('/').next().unwrap_or_default();
            self.by_page.get(&(path.as_str(), *record)).or_else(|| self.by_page.get(&(name, *record)))
        });
        of_page.or_else(|| self.by_id.get(id)).copied()
    }
}

/// A selector that does not hold.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Broken {
    /// Where in the document.
    at: String,
    /// The sentence or value that rests on it.
    pub(crate) sentence: String,
    /// The article.
    article: String,
    /// What was expected and what was found.
    reason: String,
}

/// What a check found.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Verdict {
    /// Selectors and hashes read again.
    pub(crate) checked: usize,
    /// Those that do not hold.
    pub(crate) broken: Vec<Broken>,
}

impl Verdict {
    /// Checks one document.
    pub(crate) fn document(&mut self, document: &Value, texts: &Texts<'_>) {
        let own = document.get("id").and_then(Value::as_str).filter(|_| document.get("text").is_some());
        let mut stack: Vec<(String, &Value, String)> = vec![(String::new(), document, String::new())];
        while let Some((at, value, above)) = stack.pop() {
            match value {
                Value::Object(fields) => {
                    let sentence = ["statement", "text", "name", "value"]
                        .iter()
                        .find_map(|key| fields.get(*key).and_then(Value::as_str))
                        .filter(|_| !at.is_empty())
                        .map_or_else(|| above.clone(), str::to_owned);
                    self.object(&at, value, own, &sentence, texts);
                    for (key, inner) in fields {
                        stack.push((join(&at, key), inner, sentence.clone()));
                    }
                }
                Value::Array(items) => {
                    for (number, inner) in items.iter().enumerate() {
                        stack.push((format!("{at}[{number}]"), inner, above.clone()));
                    }
                }
                _ => {}
            }
        }
        self.broken.sort_by(|a, b| (&a.at, &a.reason).cmp(&(&b.at, &b.reason)));
    }

    fn object(&mut self, at: &str, object: &Value, own: Option<&str>, sentence: &str, texts: &Texts<'_>) {
        let text_of = |key: &str| object.get(key).and_then(Value::as_str);
        if at.ends_with("text_sha256") {
            self.hashes(at, object, texts);
        }
        if let (true, Some(id), Some(hash)) = (at.is_empty(), own, text_of("text_sha256")) {
            self.hash(at, id, hash, texts);
        }
        let number = |key: &str| object.get(key).and_then(Value::as_u64).map(|number| number as usize);
        let (Some(start), Some(end)) = (number("start"), number("end")) else { return };
        let Some(article) = text_of("article").or(own) else { return };
        let Some(exact) = text_of("exact").or_else(|| text_of("text")) else { return };
        self.checked += 1;
        let context = (text_of("prefix").unwrap_or(""), text_of("suffix").unwrap_or(""));
        let held = texts
            .get(article)
            .ok_or_else(|| "the article is not among the pages".to_owned())
            .and_then(|found| holds(found, (start, end), exact, context));
        if let Err(reason) = held {
            self.fail(at, sentence, article, reason);
        }
    }

    fn hashes(&mut self, at: &str, hashes: &Value, texts: &Texts<'_>) {
        for (id, hash) in hashes.as_object().into_iter().flatten() {
            self.hash(at, id, hash.as_str().unwrap_or_default(), texts);
        }
    }

    fn hash(&mut self, at: &str, id: &str, hash: &str, texts: &Texts<'_>) {
        self.checked += 1;
        match texts.get(id).map(|article| text_sha256(article.text.as_str())) {
            Some(found) if found == hash => {}
            Some(found) => {
                let reason = format!("the text has changed: expected SHA-256 {hash}, but found {found}");
                self.fail(at, "", id, reason);
            }
            None => self.fail(at, "", id, "the article is not among the pages".to_owned()),
        }
    }

    fn fail(&mut self, at: &str, sentence: &str, article: &str, reason: String) {
        self.broken.push(Broken {
            at: at.to_owned(),
            sentence: sentence.to_owned(),
            article: article.to_owned(),
            reason,
        });
    }
}

fn join(at: &str, key: &str) -> String {
    if at.is_empty() { key.to_owned() } else { format!("{at}.{key}") }
}

fn holds(article: &Article, place: (usize, usize), exact: &str, context: (&str, &str)) -> Result<(), String> {
    let text = article.text.as_str();
    let Some(span) = article.text.span_of_code_points(place.0, place.1) else {
        return Err(format!("expected {} to {} to lie in the text, but it is shorter", place.0, place.1));
    };
    let found = article.text.slice(span);
    if found != exact {
        return Err(format!("expected “{exact}”, but found “{found}”"));
    }
    let before = text[..span.start as usize].ends_with(context.0);
    let after = text[span.end as usize..].starts_with(context.1);
    if before && after { Ok(()) } else { Err("the characters around it have changed".to_owned()) }
}

fn write(verdict: &Verdict, format: TextOrJson, common: &Common) -> Result<(), Failure> {
    let mut output = Output::open(common)?;
    match format {
        TextOrJson::Json => output.json(&serde_json::json!({
            "schema": "dateline/verify/1",
            "holds": verdict.broken.is_empty(),
            "checked": verdict.checked,
            "broken": verdict.broken,
        }))?,
        TextOrJson::Text => {
            for broken in &verdict.broken {
                output.put(&format!("does not hold: {} in {}\n", broken.at, broken.article))?;
                if !broken.sentence.is_empty() {
                    output.put(&format!("    sentence: {}\n", shown(Path::new(&broken.sentence))))?;
                }
                output.put(&format!("    {}\n", broken.reason))?;
            }
            let held = verdict.checked - verdict.broken.len();
            output.put(&format!("{held} of {} hold\n", verdict.checked))?;
        }
    }
    output.finish()
}
