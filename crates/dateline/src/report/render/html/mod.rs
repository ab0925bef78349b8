//! One self-contained page: no script, no network, every citation a link to the marked characters.
//!
//! Views are built first and collect what is cited; the texts come last and carry the marks.

mod citations;
mod copied;
mod drawing;
mod matrix;
mod reuse;
mod swimlane;
mod texts;
mod view;

use askama::Template;

use crate::public::StoriesDocument;
use citations::Citations;
use view::{Page, page};

#[derive(Template)]
#[template(path = "report.html")]
struct Report {
    page: Page,
}

/// One self-contained page.
pub fn html(document: &StoriesDocument) -> String {
    let mut citations = Citations::of(document);
    let page = page(document, &mut citations);
    Report { page }.render().unwrap_or_default()
}

#[cfg(test)]
mod tests;
