//! The article of a page.
//!
//! In: a [`Page`]. Out: an [`Article`]: headline, byline, credit, dateline, publisher, the body's paragraphs, and what
//! was removed with its reason. Cleaning chooses, it does not rewrite: every kept paragraph is a run of the page's
//! characters, and kept and removed blocks together cover every non-blank byte of the page.
//!
//! Text that was given as clean passes unchanged. Scraped text goes through exact grammars and then a line model
//! (`scrape`); the blocks of an HTML page through a block model (`html`). What stands around the body is read by `head`.
//!
//! Does not date an article beyond what its page states, and does not fail.

mod agencies;
mod article;
mod assemble;
mod dateline;
mod fold;
mod furniture;
mod head;
mod html;
mod model;
mod pointers;
mod rules;
mod scrape;
mod shape;
pub mod training;
mod verdict;

#[cfg(test)]
mod hostile_pages;
#[cfg(test)]
mod saved_pages;
#[cfg(test)]
mod tests;

pub use article::{
    Article, ArticleId, Credit, DateBasis, DateLine, Paragraph, ParagraphKind, Publisher, Removed, RemovedKind,
    StatedDate,
};

pub use furniture::Furniture;

use crate::intake::{Content, Page};
use crate::lang::{self, Lang};
use assemble::{Body, assemble};
use head::title::Headline;
use verdict::Verdict;

/// Whether a news agency is credited by exactly this form ("AP").
pub(crate) fn is_agency(form: &str) -> bool {
    agencies::by_form(form).is_some()
}

/// The article of a page.
pub fn clean(page: &Page) -> Article {
    match page.content {
        Content::Clean => article(page, assemble::as_given(page), &[], Headline::default()),
        Content::Scrape => {
            let decided = scrape::decide_for_good(page, &model::LINES);
            let found = decided.title.map(|at| one_line(page.blocks[at].span.of(page.text.as_str())));
            let headline = Headline { text: found.unwrap_or_default(), block: decided.title, ..Headline::default() };
            article(page, assemble(page, &decided.verdicts), &decided.verdicts, headline)
        }
        Content::Html => {
            let headline = head::title::headline(page);
            let verdicts = html::decide(page, headline.block);
            article(page, assemble(page, &verdicts), &verdicts, headline)
        }
    }
}

/// Reads what stands around the body, and puts all together.
fn article(page: &Page, body: Body, verdicts: &[Verdict], headline: Headline) -> Article {
    let byline = head::byline::writers(page, verdicts, &headline);
    let stated_dates = head::dates::stated(page, verdicts, &headline);
    let notes = page.notes.iter().cloned().chain(headline.note).collect();
    let title = page.given.title.clone().unwrap_or(headline.text);
    let opening =
        body.paragraphs.iter().take(OPENING_WITHIN).find_map(|p| dateline::opening(body.text.as_str(), p.span));
    let (dateline, credit, outlet) = match opening {
        Some(found) => (Some(found.dateline), found.credit, found.outlet),
        None => (None, None, None),
    };
    let credit = credit.or_else(|| head::byline::credit(page, &byline));
    let url = page.given.url.clone();
    let canonical_url = head::publisher::canonical(page).map(str::to_owned);
    let address = url.as_deref().or(canonical_url.as_deref()).unwrap_or_default();
    let id = match &page.given.id {
        Some(id) => ArticleId(id.clone()),
        None => ArticleId::of_content(&format!("{address}\n{title}\n{}", body.text.as_str())),
    };
    Article {
        id,
        location: page.location.clone(),
        language: language(page, &body),
        stated_dates,
        not_an_article: head::kind::not_an_article(page, &body, &title),
        publisher: head::publisher::publisher(page, outlet),
        url,
        canonical_url,
        raw_sha256: page.raw_sha256.clone(),
        title,
        byline,
        credit,
        dateline,
        text: body.text,
        paragraphs: body.paragraphs,
        page_spans: body.page_spans,
        removed: body.removed,
        notes,
    }
}

/// Paragraphs from the top of which one can open with a dateline: a standfirst may stand above it.
const OPENING_WITHIN: usize = 5;

/// Given, told by the text, or stated by the page; the text is believed before the page's template, and heard first on
/// what that states.
fn language(page: &Page, body: &Body) -> Option<Lang> {
    let given = page.given.language.as_deref().map(Lang::new);
    let stated = || page.meta("html:lang").or_else(|| page.meta("json-ld:inLanguage")).map(Lang::new);
    let text = body.text.as_str();
    let sample = text.char_indices().nth(TOLD_BY).map_or(text, |(end, _)| &text[..end]);
    let confirmed = || stated().filter(|lang| lang::confirms(lang, sample));
    given.or_else(confirmed).or_else(|| lang::detect(sample)).or_else(stated).filter(|lang| !lang.code().is_empty())
}

/// Characters of a text by which its language is told: on 483 pages of many languages twice as many say the same.
const TOLD_BY: usize = 2000;

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
