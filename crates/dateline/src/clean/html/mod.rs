//! The article on an HTML page.

use super::verdict::Verdict;
use super::{ParagraphKind, RemovedKind, fold, rules};
use crate::intake::Page;

/// Words in tags, classes and ids of what is never the body.
const FOREIGN: &[&str] = &[
    "nav",
    "aside",
    "footer",
    "form",
    "button",
    "menu",
    "comment",
    "related",
    "share",
    "social",
    "newsletter",
    "promo",
    "sidebar",
    "cookie",
    "consent",
    "breadcrumb",
    "recommend",
    "teaser",
    "caption",
    "advert",
    "subscribe",
    "is-hidden",
    "byline",
    "author",
    "tags",
];

/// Elements around a block that are looked at.
const AROUND: usize = 8;

/// Decides on every block.
pub(super) fn decide(page: &Page, title: Option<usize>) -> Vec<Verdict> {
    let mut verdicts: Vec<Verdict> = page
        .blocks
        .iter()
        .map(|block| {
            let text = block.span.of(page.text.as_str());
            if let Some(rule) = rules::rule_for(text) {
                return Verdict::Drop(rule.kind, rule.id);
            }
            if is_foreign(page, block.element) {
                return Verdict::Drop(RemovedKind::Other, "foreign-element");
            }
            let words = text.split_whitespace().count();
            let links = block.link_bytes as usize * 2 > text.len();
            if !links && words >= 10 && fold::ends_sentence(text) {
                Verdict::Keep(ParagraphKind::Body)
            } else {
                Verdict::Drop(RemovedKind::Other, "short-block")
            }
        })
        .collect();
    if let Some(title) = title {
        verdicts[title] = Verdict::Drop(RemovedKind::Furniture, "headline");
    }
    verdicts
}

fn is_foreign(page: &Page, element: u32) -> bool {
    let mut at = element;
    for _ in 0..AROUND {
        let here = &page.elements[at as usize];
        let label = page.label(at);
        if FOREIGN.iter().any(|word| here.tag == *word || label.contains(word)) {
            return true;
        }
        if here.parent == at {
            return false;
        }
        at = here.parent;
    }
    false
}
