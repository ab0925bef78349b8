//! Whether a page is an article at all.

use crate::clean::assemble::Body;
use crate::clean::{Removed, RemovedKind};
use crate::intake::{Content, Page};

/// Characters below which a page of much else is a front page, a gallery or a wall.
const LITTLE: usize = 250;

/// Why the page is no article, if it is none.
pub(in crate::clean) fn not_an_article(page: &Page, body: &Body, title: &str) -> Option<&'static str> {
    if page.content == Content::Clean {
        return None;
    }
    let kept = body.text.as_str().chars().count();
    let removed =
        |kind: RemovedKind| body.removed.iter().filter(|removed| removed.kind == kind).map(bytes).sum::<usize>();
    let all: usize = body.removed.iter().map(bytes).sum();
    if kept == 0 && all == 0 {
        return Some("no text");
    }
    if is_error(title) && kept < LITTLE * 2 {
        return Some("error page");
    }
    if kept >= LITTLE {
        return None;
    }
    if removed(RemovedKind::Comment) * 2 > all && kept < LITTLE {
        return Some("comments only");
    }
    let links: usize = page.blocks.iter().map(|block| block.link_bytes as usize).sum();
    if page.content == Content::Html && links * 3 > page.text.len() && page.blocks.len() > 40 {
        return Some("front page");
    }
    (kept == 0).then_some("no article text")
}

fn bytes(removed: &Removed) -> usize {
    removed.text.len()
}

/// Titles of pages that a server shows instead of an article.
fn is_error(title: &str) -> bool {
    let folded = title.to_lowercase();
    let marks = [
        "404",
        "not found",
        "page not found",
        "access denied",
        "just a moment",
        "403 forbidden",
        "seite nicht gefunden",
        "page introuvable",
        "página no encontrada",
        "attention required",
    ];
    marks.iter().any(|mark| folded.contains(mark))
}
