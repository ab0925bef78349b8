//! The public documents as text, Markdown and HTML.

use crate::public::StoriesDocument;

/// For a terminal, without colours.
pub fn text(_document: &StoriesDocument) -> String {
    String::new()
}

/// Markdown.
pub fn markdown(_document: &StoriesDocument) -> String {
    String::new()
}

/// One self-contained page.
pub fn html(_document: &StoriesDocument) -> String {
    String::new()
}
