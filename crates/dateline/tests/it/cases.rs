//! Literate cases: Markdown files in `tests/cases/` that are specification and test at once.
//!
//! A case is a heading, one or more fenced pages, and a list of what must hold:
//!
//! ````text
//! ## A quotation with its speaker after it
//! ```page id=a published=2024-05-18 publisher="Harbour Gazette" title="Ferry aground"
//! “We saw nothing,” said Captain Ilse Brandt.
//! ```
//! - quote "We saw nothing" by "Captain Ilse Brandt"
//! ````
//!
//! A page with `as=scrape` or `as=html` is cleaned first; otherwise its text is given as clean. The first word of each
//! line of the list chooses what is asked: `text`, `removed`, `time`, `name`, `quote`, `figure`, `published`, `event`,
//! `together`, `apart`, `copied`, `origins`; and, of all pages of the case as one story, `says` (a value of a claim: its
//! kind, its state, whose it is, the value), `status` (of a claim of a kind) and `remark`; `no` before it asks that it
//! does not hold.

use std::fs;
use std::path::{Path, PathBuf};

use dateline::compare::{Claim, Comparison, compare};
use dateline::date::Dating;
use dateline::facts::{Marked, NameKind};
use dateline::intake::{Page, RecordError};
use dateline::pipeline::{Engine, Heap};
use dateline::story::{StoryCluster, profile};

use crate::support::{given, read, scraped};

struct Case {
    /// File and heading.
    name: String,
    pages: Vec<Page>,
    expectations: Vec<String>,
}

#[test]
fn every_case_holds() {
    let mut broken = Vec::new();
    let mut count = 0;
    for path in files() {
        for case in cases(&path) {
            let heap = Engine::default().heap(case.pages.iter().cloned().map(Ok::<Page, RecordError>));
            for expectation in &case.expectations {
                count += 1;
                if let Some(complaint) = complaint(&heap, expectation) {
                    broken.push(format!("{}: expected {expectation}\n    {complaint}", case.name));
                }
            }
        }
    }
    assert!(count > 0, "there are no cases");
    assert!(broken.is_empty(), "{} of {count} expectations do not hold:\n{}", broken.len(), broken.join("\n"));
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

#[expect(clippy::disallowed_methods, reason = "a test reads its cases; the engine itself does not touch the disk")]
fn cases(path: &Path) -> Vec<Case> {
    let content = fs::read_to_string(path).unwrap();
    let file = path.file_name().unwrap().to_string_lossy().into_owned();
    let mut cases: Vec<Case> = Vec::new();
    let mut lines = content.lines();
    while let Some(line) = lines.next() {
        if let Some(heading) = line.strip_prefix("## ") {
            cases.push(Case { name: format!("{file}, {heading}"), pages: Vec::new(), expectations: Vec::new() });
        } else if let Some(info) = line.strip_prefix("```page") {
            let text: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            cases.last_mut().expect("a page stands under a heading").pages.push(page(info, &text.join("\n")));
        } else if let Some(expectation) = line.strip_prefix("- ") {
            cases.last_mut().expect("a list stands under a heading").expectations.push(expectation.to_owned());
        }
    }
    cases
}

fn page(info: &str, text: &str) -> Page {
    let field = |name: &str| fields(info).find(|(key, _)| *key == name).map(|(_, value)| value);
    let id = field("id").unwrap_or("a");
    let mut page = match field("as") {
        Some("html") => read(text.as_bytes()).remove(0).expect("the page of a case can be read"),
        Some("scrape") => scraped(id, text),
        _ => given(id, field("publisher").unwrap_or(id), None, field("title").unwrap_or(""), text),
    };
    page.given.id = Some(id.to_owned());
    // A case is a few sentences, too short for its language to be told.
    page.given.language = Some(field("language").unwrap_or("en").to_owned());
    page.given.published = field("published").map(str::to_owned);
    page.given.url = field("url").map(str::to_owned);
    page
}

/// `key=value` and `key="a value"` pairs.
fn fields(info: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = info.trim();
    std::iter::from_fn(move || {
        let (key, after) = rest.split_once('=')?;
        let (value, left) = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"')?,
            None => after.split_once(' ').unwrap_or((after, "")),
        };
        rest = left.trim_start();
        Some((key.trim(), value))
    })
}

/// What is wrong, if the expectation does not hold.
fn complaint(heap: &Heap, expectation: &str) -> Option<String> {
    let (negated, asked) = match expectation.strip_prefix("no ") {
        Some(rest) => (true, rest),
        None => (false, expectation),
    };
    let (what, rest) = asked.split_once(' ').unwrap_or((asked, ""));
    let found = found(heap, what, rest);
    let holds = found.iter().any(|line| line == rest);
    let shown = if found.is_empty() { "nothing".to_owned() } else { found.join("; ") };
    (holds == negated).then(|| format!("found {shown}"))
}

/// Everything of one kind that the heap holds, each written as an expectation would name it.
fn found(heap: &Heap, what: &str, asked: &str) -> Vec<String> {
    let of_each = |list: fn(&Marked) -> Vec<String>| heap.articles.iter().flat_map(list).collect();
    match what {
        "text" => heap
            .articles
            .iter()
            .filter(|marked| marked.article.text.as_str().contains(unquoted(asked)))
            .map(|_| asked.to_owned())
            .collect(),
        "removed" => of_each(removed),
        "time" => of_each(times),
        "name" => of_each(names),
        "quote" => of_each(quotes),
        "figure" => of_each(figures),
        "published" => of_each(|marked| day(&marked.dating, Dated::Published)),
        "event" => of_each(|marked| day(&marked.dating, Dated::Event)),
        "together" | "apart" => pairs(heap, what == "together"),
        "copied" => copied(heap),
        "origins" => vec![heap.trace.families.len().to_string()],
        "says" => of_claims(heap, values),
        "status" => of_claims(heap, |_, claim| vec![named(&format!("{:?} {:?}", claim.kind, claim.status))]),
        "remark" => compared(heap).remarks.into_iter().map(|remark| remark.text).collect(),
        other => panic!("no expectation is called {other:?}"),
    }
}

fn unquoted(text: &str) -> &str {
    text.trim_matches('"')
}

fn removed(marked: &Marked) -> Vec<String> {
    let line = |removed: &dateline::clean::Removed| {
        format!("{} {:?}", format!("{:?}", removed.kind).to_lowercase(), removed.text)
    };
    marked.article.removed.iter().map(line).collect()
}

fn times(marked: &Marked) -> Vec<String> {
    let line = |time: &dateline::date::Timex| {
        let said = marked.article.text.slice(time.span);
        format!("{said:?} {} {}", time.kind.name(), time.value.as_deref().unwrap_or("?"))
    };
    marked.times.iter().map(line).collect()
}

fn names(marked: &Marked) -> Vec<String> {
    let line = |name: &dateline::facts::Mention| {
        let kind = match name.kind {
            NameKind::Person => "person",
            NameKind::Place => "place",
            NameKind::Organisation => "organisation",
            NameKind::Other => "other",
        };
        format!("{kind} {:?}", marked.article.text.slice(name.span))
    };
    marked.marks.names.iter().map(line).collect()
}

fn quotes(marked: &Marked) -> Vec<String> {
    let text = &marked.article.text;
    let line = |quote: &dateline::facts::Quote| {
        let said = text.slice(quote.span).trim_matches(['“', '”', '"', ',', ' ']);
        let speaker = quote.speaker.as_ref().map_or("nobody", |speaker| text.slice(speaker.span));
        let chain = quote.chain.iter().rev().map(|one| format!(" via {:?}", text.slice(one.span)));
        format!("{said:?} by {speaker:?}{}", chain.collect::<String>())
    };
    marked.marks.quotes.iter().map(line).collect()
}

fn figures(marked: &Marked) -> Vec<String> {
    let bound = |value: Option<f64>| value.map_or("*".to_owned(), |value| value.to_string());
    let line = |figure: &dateline::facts::Figure| {
        let text = &marked.article.text;
        let holder = figure.holder.as_ref().map(|holder| format!(" by {:?}", text.slice(holder.span)));
        let bounds = format!("{}..{}", bound(figure.low), bound(figure.high));
        format!("{:?} {bounds}{}", text.slice(figure.span), holder.unwrap_or_default())
    };
    marked.marks.figures.iter().map(line).collect()
}

#[derive(Clone, Copy)]
enum Dated {
    Published,
    Event,
}

fn day(dating: &Dating, which: Dated) -> Vec<String> {
    let days = match which {
        Dated::Published => dating.published.days,
        Dated::Event => dating.event.days,
    };
    let written = days.map(|days| match days.single() {
        Some(day) => day.to_string(),
        None => format!("{}/{}", days.earliest, days.latest),
    });
    vec![written.unwrap_or_else(|| "unknown".to_owned())]
}

/// Pairs of articles that are in one story, or in different ones.
fn pairs(heap: &Heap, together: bool) -> Vec<String> {
    let story = |index: usize| heap.clustering.stories.iter().position(|story| story.members.contains(&index));
    let mut out = Vec::new();
    for a in 0..heap.articles.len() {
        for b in a + 1..heap.articles.len() {
            let same = story(a).is_some() && story(a) == story(b);
            if same == together {
                out.push(format!("{} {}", heap.articles[a].article.id.0, heap.articles[b].article.id.0));
            }
        }
    }
    out
}

/// Pairs of articles with a copied passage.
fn copied(heap: &Heap) -> Vec<String> {
    let id = |side: dateline::reuse::Side| heap.articles[side.article].article.id.0.as_str();
    let copies = heap.trace.passages.iter().filter(|passage| passage.kind == dateline::reuse::PassageKind::Copy);
    copies.map(|passage| format!("{} {}", id(passage.a), id(passage.b))).collect()
}

/// All articles of the heap compared as one story.
fn compared(heap: &Heap) -> Comparison {
    let Some(first) = heap.articles.first() else { return Comparison::default() };
    let members = (0..heap.articles.len()).collect();
    let story = StoryCluster { members, profile: profile(first), notes: Vec::new() };
    compare(&story, &heap.articles, &heap.trace)
}

fn of_claims(heap: &Heap, list: fn(&Heap, &Claim) -> Vec<String>) -> Vec<String> {
    compared(heap).claims.iter().flat_map(|claim| list(heap, claim)).collect()
}

/// `number update a "Seven people"` for each value of a claim.
fn values(heap: &Heap, claim: &Claim) -> Vec<String> {
    let mut out = Vec::new();
    for stated in claim.cells.iter().flat_map(|cell| &cell.said) {
        for &(article, _) in &stated.citations {
            let id = &heap.articles[article].article.id.0;
            out.push(format!("{} {id} {:?}", named(&format!("{:?} {:?}", claim.kind, stated.state)), stated.value));
        }
    }
    out
}

fn named(kinds: &str) -> String {
    kinds.to_lowercase()
}
