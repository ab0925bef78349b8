//! Pages made up for tests, and checks on everything the rooms find in one.

use dateline::clean::Article;
use dateline::facts::{Marked, headline};
use dateline::intake::{Location, Page, RecordError, given_page, pages, scrape_page};
use dateline::text::{Span, Text};

/// The pages of bytes as a file of that name would give them.
pub(crate) fn read(bytes: &[u8]) -> Vec<Result<Page, RecordError>> {
    pages(Box::new(std::io::Cursor::new(bytes)), "page", None).collect()
}

/// A record whose text is given as clean.
pub(crate) fn given(id: &str, publisher: &str, published: Option<&str>, title: &str, text: &str) -> Page {
    let mut page = given_page(text, Location { path: format!("{id}.txt"), record: None });
    page.given.id = Some(id.to_owned());
    page.given.publisher = Some(publisher.to_owned());
    page.given.published = published.map(str::to_owned);
    page.given.title = Some(title.to_owned());
    page
}

/// A scrape.
pub(crate) fn scraped(id: &str, text: &str) -> Page {
    let mut page = scrape_page(text, Location { path: format!("{id}.txt"), record: None });
    page.given.id = Some(id.to_owned());
    page
}

/// Panics unless the span lies in the text on character boundaries.
pub(crate) fn holds(text: &Text, span: Span, what: &str) {
    let inside = span.start <= span.end && span.end as usize <= text.len();
    let whole = |byte: u32| text.as_str().is_char_boundary(byte as usize);
    assert!(inside && whole(span.start) && whole(span.end), "{what} at {span:?} of {} bytes", text.len());
}

/// Checks every span of an article.
pub(crate) fn article_holds(page: &Page, article: &Article) {
    let text = &article.text;
    for graf in &article.paragraphs {
        holds(text, graf.span, "paragraph");
    }
    for (span, start) in &article.page_spans {
        holds(&page.text, *span, "kept run");
        let here = Span { start: *start, end: *start + span.len() as u32 };
        holds(text, here, "kept run in the article");
        assert_eq!(page.text.slice(*span), text.slice(here), "cleaning chooses, it does not rewrite");
    }
    for removed in &article.removed {
        holds(&page.text, removed.page_span, "removed block");
    }
    if let Some(dateline) = &article.dateline {
        holds(text, dateline.span, "dateline");
    }
    if let Some(span) = article.credit.as_ref().and_then(|credit| credit.span) {
        holds(text, span, "credit");
    }
}

/// Checks every span of everything found in an article.
pub(crate) fn marks_hold(marked: &Marked) {
    let text = &marked.article.text;
    let marks = &marked.marks;
    marks.sentences.iter().for_each(|&span| holds(text, span, "sentence"));
    marks.names.iter().for_each(|name| holds(text, name.span, "name"));
    marks.figures.iter().for_each(|figure| holds(text, figure.span, "figure"));
    marked.times.iter().for_each(|time| holds(text, time.span, "time"));
    let title = Text::new(marked.article.title.as_str());
    marks.title_names.iter().for_each(|name| holds(&title, name.span, "name in the headline"));
    if let Some(above) = headline(marked) {
        marks_hold(&above);
    }
    for quote in &marks.quotes {
        holds(text, quote.span, "quotation");
        quote.parts.iter().for_each(|&span| holds(text, span, "part of a quotation"));
        quote.cue.iter().for_each(|&span| holds(text, span, "cue"));
        quote.speaker.iter().chain(&quote.chain).for_each(|speaker| holds(text, speaker.span, "speaker"));
    }
}
