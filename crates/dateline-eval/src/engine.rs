//! The engine as the tasks use it: records in, marked articles out, positions mapped back to the record's own text.

use dateline::clean::Article;
use dateline::facts::Marked;
use dateline::intake::{Given, Location, Page, given_page, pages, scrape_page};
use dateline::pipeline::{Engine, Heap, Known};
use dateline::story::{Decision, Decisions};
use dateline::text::{Span, Text};
use rayon::prelude::*;

/// What is shown of a gold row.
#[derive(Debug, Clone)]
pub(crate) enum Shown {
    /// Text given as clean.
    Text(String),
    /// Text that somebody scraped.
    Scrape(String),
    /// The bytes of an HTML page.
    Html(Vec<u8>),
}

/// A record as a user would give it.
#[derive(Debug, Clone)]
pub(crate) struct Record {
    pub shown: Shown,
    pub title: Option<String>,
    pub published: Option<String>,
    pub language: Option<String>,
    pub publisher: Option<String>,
    pub url: Option<String>,
}

impl Record {
    /// A record of which only the text is known.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::of(Shown::Text(text.into()))
    }

    /// A record of which only the content is known.
    pub(crate) fn of(shown: Shown) -> Self {
        Self { shown, title: None, published: None, language: None, publisher: None, url: None }
    }

    /// Its page under a neutral name: gold identifiers carry the gold.
    fn page(&self, number: usize) -> Page {
        let mut page = match &self.shown {
            Shown::Text(text) => given_page(text, Location::default()),
            Shown::Scrape(text) => scrape_page(text, Location::default()),
            Shown::Html(bytes) => read_page(bytes),
        };
        page.location = Location { path: "gold".to_owned(), record: Some(number as u64) };
        page.given = Given {
            id: Some(format!("r{number:06}")),
            url: self.url.clone(),
            publisher: self.publisher.clone(),
            title: self.title.clone().filter(|title| !title.is_empty()),
            published: self.published.clone(),
            language: self.language.clone(),
            byline: Vec::new(),
        };
        page
    }
}

/// The page that intake makes of bytes; an empty one where it finds none.
fn read_page(bytes: &[u8]) -> Page {
    let first = pages(Box::new(std::io::Cursor::new(bytes)), "gold", None).find_map(Result::ok);
    first.unwrap_or_else(|| given_page("", Location::default()))
}

/// A record's article with all that was found in it, and the page it was read from.
#[derive(Debug, Clone)]
pub(crate) struct Reading {
    pub page_text: Text,
    pub marked: Marked,
}

impl Reading {
    /// Code points of the record's text that a span of the article covers.
    pub(crate) fn given_range(&self, span: Span) -> std::ops::Range<usize> {
        let (start, end) = (self.page_byte(span.start), self.page_byte(span.end.saturating_sub(1)) + 1);
        let end = ceil_boundary(self.page_text.as_str(), end);
        self.page_text.code_point(start)..self.page_text.code_point(end.max(start))
    }

    /// The part of the article that code points of the record's text have become; none where they were left out.
    pub(crate) fn article_span(&self, range: std::ops::Range<usize>) -> Option<Span> {
        let page = self.page_text.as_str();
        let byte = |point: usize| page.char_indices().nth(point).map_or(page.len(), |(at, _)| at) as u32;
        let (start, end) = (byte(range.start), byte(range.end));
        let runs = &self.marked.article.page_spans;
        let run = runs.iter().find(|(page, _)| page.start <= start && end <= page.end)?;
        let shift = |byte: u32| byte - run.0.start + run.1;
        Some(Span { start: shift(start), end: shift(end) })
    }

    fn page_byte(&self, byte: u32) -> usize {
        let runs = &self.marked.article.page_spans;
        let after = runs.partition_point(|run| run.1 <= byte);
        match after.checked_sub(1).and_then(|index| runs.get(index)) {
            Some((page, start)) => ((page.start + (byte - start)).min(page.end) as usize).min(self.page_text.len()),
            None => (byte as usize).min(self.page_text.len()),
        }
    }
}

fn ceil_boundary(text: &str, mut byte: usize) -> usize {
    byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte += 1;
    }
    byte
}

/// Reads and marks every record on its own, in parallel.
pub(crate) fn read_all(records: &[Record]) -> Vec<Reading> {
    records.par_iter().enumerate().map(|(number, record)| read(record, number)).collect()
}

fn read(record: &Record, number: usize) -> Reading {
    let page = record.page(number);
    let marked = Engine::default().marked(&page);
    Reading { page_text: page.text, marked }
}

/// The articles of records with their pages' text, cleaned and not marked, in parallel.
pub(crate) fn clean_all(records: &[Record]) -> Vec<Article> {
    records.par_iter().enumerate().map(|(number, record)| Engine::default().article(&record.page(number))).collect()
}

/// Records read as one heap, and for each record the index of its article in the heap.
pub(crate) fn heap(records: &[Record]) -> (Heap, Vec<usize>) {
    heap_knowing(records, &Known::default())
}

/// The same, where it is known that all records tell one story.
pub(crate) fn story(records: &[Record]) -> (Heap, Vec<usize>) {
    let articles = clean_all(records).into_iter().map(|article| article.id).collect();
    let decisions = Decisions::replay(&[Decision::Merge { articles }]);
    heap_knowing(records, &Known { decisions, ..Known::default() })
}

fn heap_knowing(records: &[Record], known: &Known) -> (Heap, Vec<usize>) {
    let pages = records.iter().enumerate().map(|(number, record)| Ok(record.page(number)));
    let heap = Engine::default().heap_knowing(pages, known);
    let mut place = vec![0; records.len()];
    for (index, marked) in heap.articles.iter().enumerate() {
        let number = marked.article.location.record.expect("every record's page carries its number");
        place[number as usize] = index;
    }
    (heap, place)
}
