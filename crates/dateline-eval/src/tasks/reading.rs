//! `reading`: the body of a page, and what its head says.
//!
//! Shingle-4 precision, recall and F1 where the gold has a body; snippet F1 where it has wanted and unwanted snippets;
//! headline, authors and day where it has them; for scrapes judged line by line, how many lines of each kind were
//! dropped. Sets disagree on the standfirst: the deck is left out of the body only where the gold has a standfirst in a
//! field of its own and its body does not hold it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use dateline::clean::{Article, ParagraphKind};
use jiff::civil::Date;
use serde::Deserialize;

use super::Options;
use crate::EvalError;
use crate::engine::{self, Record, Shown};
use crate::gold::{self, Row, base64};
use crate::report::{Case, Outcome, measure};
use crate::scorers::days::DayCounts;
use crate::scorers::share;
use crate::scorers::shingles::{self, ShingleShares, SnippetCounts, one_space};

#[derive(Deserialize)]
pub(super) struct Gold {
    #[serde(default)]
    html: Option<String>,
    #[serde(default)]
    html_base64: Option<String>,
    #[serde(default)]
    text: Option<String>,
    /// A scrape, line by line.
    #[serde(default)]
    lines: Option<Vec<String>>,
    /// Which lines belong to the body; null for a blank line.
    #[serde(default)]
    keep: Option<Vec<Option<bool>>>,
    /// What each line is: body, title, caption, comment, teaser …
    #[serde(default)]
    kind: Option<Vec<Option<String>>>,
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    body: Option<String>,
    #[serde(default)]
    summary: Option<serde_json::Value>,
    #[serde(default)]
    with: Vec<String>,
    #[serde(default)]
    without: Vec<String>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    authors: Option<Vec<String>>,
    #[serde(default)]
    author: Option<String>,
    #[serde(default)]
    published: Option<String>,
}

impl Gold {
    /// The page, if the row has one: HTML, or text as somebody scraped it.
    pub(super) fn record(&self) -> Record {
        let shown = match (&self.html, &self.html_base64, &self.lines) {
            (Some(html), _, _) => Shown::Html(html.clone().into_bytes()),
            (None, Some(packed), _) => Shown::Html(base64(packed)),
            (None, None, Some(lines)) => Shown::Scrape(lines.join("\n")),
            (None, None, None) => Shown::Scrape(self.text.clone().unwrap_or_default()),
        };
        Record { url: self.url.clone(), ..Record::of(shown) }
    }

    fn expected_body(&self) -> Option<String> {
        if let (None, Some(lines), Some(keep)) = (&self.body, &self.lines, &self.keep) {
            let kept = lines.iter().zip(keep).filter(|(_, keep)| **keep == Some(true));
            return Some(kept.map(|(line, _)| line.as_str()).collect::<Vec<_>>().join("\n"));
        }
        self.body.clone()
    }

    /// What a line of the scrape is; nothing for blank lines and lines that nobody has judged.
    fn line_kind(&self, number: usize) -> Option<&str> {
        if let Some(kinds) = &self.kind {
            return kinds.get(number)?.as_deref();
        }
        let kept = self.keep.as_ref()?.get(number).copied().flatten()?;
        Some(if kept { BODY } else { JUNK })
    }

    /// Whether the body leaves out the standfirst that stands in a field of its own.
    fn keeps_deck_apart(&self) -> bool {
        let standfirst = match &self.summary {
            Some(serde_json::Value::String(line)) => one_space(line),
            Some(serde_json::Value::Array(lines)) => {
                one_space(lines.first().and_then(serde_json::Value::as_str).unwrap_or_default())
            }
            _ => String::new(),
        };
        let body = one_space(self.body.as_deref().unwrap_or_default());
        !standfirst.is_empty() && !body.contains(&standfirst)
    }

    fn expected_authors(&self) -> Option<BTreeSet<String>> {
        let folded = |name: &String| one_space(name).to_lowercase();
        match (&self.authors, &self.author) {
            (Some(authors), _) => Some(authors.iter().map(folded).collect()),
            (None, Some(author)) => Some(author.split(", ").map(|name| folded(&name.to_owned())).collect()),
            (None, None) => None,
        }
    }
}

#[derive(Default)]
struct Totals {
    bodies: Vec<ShingleShares>,
    snippets: SnippetCounts,
    titles: (usize, usize),
    authors: (usize, usize),
    days: DayCounts,
    lines: LineCounts,
    no_articles: BTreeMap<&'static str, usize>,
}

/// The bytes of the HTML pages of a gold file, for benches.
pub fn html_pages(path: &Path) -> Result<Vec<Vec<u8>>, EvalError> {
    let rows: Vec<Row<Gold>> = gold::rows(path, "{id, html|html_base64}", None)?;
    let shown = rows.iter().map(|row| row.gold.record().shown);
    Ok(shown.filter_map(|shown| if let Shown::Html(bytes) = shown { Some(bytes) } else { None }).collect())
}

/// Scores `reading`.
pub(super) fn score(path: &Path, options: Options) -> Result<Outcome, EvalError> {
    let rows: Vec<Row<Gold>> = gold::rows(path, "{id, html|html_base64|text|lines, body}", options.limit)?;
    let records: Vec<Record> = rows.iter().map(|row| row.gold.record()).collect();
    let articles = engine::clean_all(&records);
    let mut totals = Totals::default();
    let mut outcome = Outcome::default();
    for (row, article) in rows.iter().zip(&articles) {
        outcome.cases.push(score_page(row, article, &mut totals));
    }
    report(&mut outcome, &totals);
    Ok(outcome)
}

fn score_page(row: &Row<Gold>, article: &Article, totals: &mut Totals) -> Case {
    let gold = &row.gold;
    let expected_body = gold.expected_body();
    let body = body(article, gold.keeps_deck_apart());
    let mut scores = Vec::new();
    let mut shown = String::new();
    if let Some(expected) = &expected_body {
        let shares = shingles::compare(expected, &body);
        scores.push(measure("shingle_f1", shares.score().f1()));
        shown = format!("== expected\n{expected}\n== found\n{body}\n");
        totals.bodies.push(shares);
    }
    totals.lines.add(gold, article);
    if let Some(kind) = article.not_an_article {
        *totals.no_articles.entry(kind).or_default() += 1;
    }
    if !gold.with.is_empty() || !gold.without.is_empty() {
        let counts = SnippetCounts::of(&body, &gold.with, &gold.without);
        scores.push(measure("snippet_f1", counts.score().f1()));
        totals.snippets.add(counts);
    }
    if let Some(title) = &gold.title {
        totals.titles.0 += usize::from(one_space(title) == one_space(&article.title));
        totals.titles.1 += 1;
    }
    if let Some(authors) = gold.expected_authors() {
        let found: BTreeSet<String> = article.byline.iter().map(|name| one_space(name).to_lowercase()).collect();
        totals.authors.0 += usize::from(found == authors);
        totals.authors.1 += 1;
    }
    if let Some(day) = gold.published.as_deref().and_then(day) {
        totals.days.add(day, article.stated_dates.first().map(|stated| stated.day));
    }
    shown.push_str(&format!("title {:?} found {:?}\n", gold.title, article.title));
    shown.push_str(&format!("writers {:?} {:?} found {:?}\n", gold.authors, gold.author, article.byline));
    shown.push_str(article.not_an_article.unwrap_or_default());
    Case { case: row.case.clone(), scores, shown }
}

fn report(outcome: &mut Outcome, totals: &Totals) {
    if !totals.bodies.is_empty() {
        outcome.precision_recall("shingle", shingles::average(&totals.bodies));
        let poor = totals.bodies.iter().filter(|page| page.score().f1() < 0.9).count();
        outcome.measure("share_below_0.9", share(poor, totals.bodies.len()));
    }
    if totals.snippets.wanted > 0 {
        outcome.precision_recall("snippet", totals.snippets.score());
    }
    totals.lines.report(outcome);
    for (kind, count) in &totals.no_articles {
        outcome.count(format!("said to be no article, {kind}"), *count);
    }
    for (name, (right, all)) in [("title_exact", totals.titles), ("author_set", totals.authors)] {
        if all > 0 {
            outcome.measure(name, share(right, all));
            outcome.count(format!("{name}_asked"), all);
        }
    }
    if totals.days.asked > 0 {
        outcome.measure("day_exact", totals.days.exact_share());
        outcome.measure("day_precision", totals.days.precision());
        outcome.count("day_asked", totals.days.asked);
        outcome.count("day_answered", totals.days.answered);
    }
}

/// Lines of scrapes by their kind: how many were dropped, of how many.
#[derive(Default)]
struct LineCounts(BTreeMap<String, (usize, usize)>);

/// The kind of lines that must not be dropped.
const BODY: &str = "body";

/// The kind of all other lines, where the gold does not tell them apart.
const JUNK: &str = "junk";

impl LineCounts {
    /// A line is kept when a kept paragraph begins in it.
    fn add(&mut self, gold: &Gold, article: &Article) {
        let Some(lines) = &gold.lines else { return };
        let mut at = 0;
        let mut starts = article.page_spans.iter().map(|(span, _)| span.start as usize).peekable();
        for (number, line) in lines.iter().enumerate() {
            let end = at + line.len();
            while starts.next_if(|start| *start < at).is_some() {}
            let kept = starts.peek().is_some_and(|start| *start < end);
            at = end + 1;
            if let Some(kind) = gold.line_kind(number) {
                let count = self.0.entry(kind.to_owned()).or_default();
                count.0 += usize::from(!kept);
                count.1 += 1;
            }
        }
    }

    fn report(&self, outcome: &mut Outcome) {
        for (kind, (dropped, all)) in &self.0 {
            let name = if kind == BODY { "body_lost".to_owned() } else { format!("{kind}_dropped") };
            outcome.measure(name, share(*dropped, *all));
            outcome.count(format!("{kind}_lines"), *all);
        }
    }
}

/// The article's text; without its deck where the gold has it apart.
fn body(article: &Article, deck_apart: bool) -> String {
    let kept = article.paragraphs.iter().filter(|graf| !(deck_apart && graf.kind == ParagraphKind::Deck));
    kept.map(|graf| article.text.slice(graf.span)).collect::<Vec<_>>().join("\n")
}

/// The day of an ISO 8601 date or time.
pub(super) fn day(iso: &str) -> Option<Date> {
    iso.get(..10)?.parse().ok()
}
