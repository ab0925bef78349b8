//! The article on an HTML page.
//!
//! Each block is judged by the block model from its words, shape, links, element names, class words, place, and its
//! neighbours (`features`); no single root is chosen, so that an article in several containers is found whole. What a
//! dropped block is, is then told by its wording or by the elements around it.

pub(super) mod features;
mod kinds;
pub(super) mod labels;
mod next;
mod paths;
pub(super) mod repeats;
mod witness;

use self::labels::Labels;
use super::head::calendar;
use super::verdict::Verdict;
use super::{ParagraphKind, RemovedKind, fold, model, rules};
use crate::intake::Page;

/// Probability from which a block is kept. On either half of the publishers of the development pages F1 is greatest
/// between 0.42 and 0.6 (`docs/log/reading.md`).
const KEPT: f32 = 0.5;

/// Elements around a dropped block that are asked what it is.
const ASKED: usize = 6;

/// Decides on every block.
pub(super) fn decide(page: &Page, title: Option<usize>) -> Vec<Verdict> {
    let rules = line_rules(page);
    let labels = Labels::of(page);
    let rows = features::rows(page, title, &rules, &labels, [&model::LABELS, &model::BLOCK_WORDS]);
    let probabilities = model::BLOCKS.probabilities(&rows);
    let is_small = page.blocks.len() < SMALL_PAGE;
    let kept = |(at, probability): (usize, &f32)| {
        let certain = rules[at].is_some_and(|rule| CERTAIN.contains(&rule.id));
        !certain
            && !is_readers(page, &labels, at)
            && (*probability >= KEPT || (is_small && is_plain_paragraph(page, at)))
    };
    let mut kept: Vec<bool> = probabilities.iter().enumerate().map(kept).collect();
    let of_next = next::drop_next(page, title, &mut kept);
    let repeated = repeats::drop_later(page, &mut kept);
    let first = first_paragraph(page, &kept);
    let verdict = |at: usize| {
        if Some(at) == title {
            Verdict::Drop(RemovedKind::Furniture, "headline")
        } else if at < first && calendar::is_dated_line(page.blocks[at].span.of(page.text.as_str())) {
            Verdict::Drop(RemovedKind::Furniture, "dated-line")
        } else if of_next.binary_search(&at).is_ok() {
            Verdict::Drop(RemovedKind::Teaser, "next-article")
        } else if repeated.contains(&at) {
            Verdict::Drop(RemovedKind::Repeat, "paragraph-twice")
        } else if kept[at] {
            Verdict::Keep(kept_kind(page, at, first))
        } else if is_readers(page, &labels, at) {
            Verdict::Drop(RemovedKind::Comment, "reader-comment")
        } else {
            dropped(page, at, rules[at], &labels)
        }
    };
    (0..kept.len()).map(verdict).collect()
}

/// Elements around a block of which one can be a reader's comment.
const READERS_WITHIN: usize = 12;

/// Whether a block stands in a reader's comment.
pub(super) fn is_readers(page: &Page, labels: &Labels<'_>, at: usize) -> bool {
    features::around(page, page.blocks[at].element).take(READERS_WITHIN).any(|element| labels.is_readers(element))
}

/// Blocks below which a page is no page as publishers serve them: the model has not seen such, and a paragraph that
/// nothing around it speaks against is kept.
const SMALL_PAGE: usize = 40;

/// Rules that hold wherever they fire, whatever the model says.
const CERTAIN: &[&str] = &[
    "comments-closed",
    "comments-help",
    "share-bar",
    "share-call",
    "cookies",
    "advertisement",
    "related-link",
    "byline",
    "newsletter",
    "pagination",
    "donation-counter",
];

/// What the exact wordings say of each block.
pub(super) fn line_rules(page: &Page) -> Vec<Option<rules::LineRule>> {
    page.blocks.iter().map(|block| rules::rule_for(block.span.of(page.text.as_str()))).collect()
}

/// A paragraph of running text in which no element around says what else it could be.
fn is_plain_paragraph(page: &Page, at: usize) -> bool {
    let block = &page.blocks[at];
    let text = block.span.of(page.text.as_str());
    let is_long = text.split_whitespace().count() >= PARAGRAPH_WORDS && fold::ends_sentence(text);
    let foreign = |words: &[&str]| words.iter().any(|word| around_holds(page, block.element, ASKED, word));
    is_long && (block.link_bytes as usize) * 3 < text.len() && !kinds::REMOVED.iter().any(|(_, words)| foreign(words))
}

/// Words of the first paragraph of running text.
const PARAGRAPH_WORDS: usize = 12;

fn first_paragraph(page: &Page, kept: &[bool]) -> usize {
    let is_body = |at: &usize| {
        let block = &page.blocks[*at];
        let text = block.span.of(page.text.as_str());
        let tag = page.elements[block.element as usize].tag;
        let is_deck = tag.starts_with('h') || DECK.iter().any(|word| around_holds(page, block.element, 2, word));
        kept[*at] && !is_deck && fold::ends_sentence(text) && text.split_whitespace().count() >= PARAGRAPH_WORDS
    };
    (0..kept.len()).find(is_body).unwrap_or(kept.len())
}

/// Label words of a standfirst.
const DECK: &[&str] = &[
    "deck",
    "standfirst",
    "summary",
    "subtitle",
    "subheadline",
    "sub-headline",
    "kicker",
    "intro",
    "excerpt",
    "dek",
    "lede",
    "chapo",
];

fn kept_kind(page: &Page, at: usize, first: usize) -> ParagraphKind {
    let tag = |element: u32| page.elements[element as usize].tag;
    let element = page.blocks[at].element;
    let around = [tag(element), tag(page.elements[element as usize].parent)];
    if at < first {
        ParagraphKind::Deck
    } else if around.iter().any(|tag| matches!(*tag, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")) {
        ParagraphKind::Subhead
    } else if around.iter().any(|tag| matches!(*tag, "li" | "dt" | "dd")) {
        ParagraphKind::ListItem
    } else {
        ParagraphKind::Body
    }
}

/// Whether the name or label of one of the `count` elements around holds a word.
fn around_holds(page: &Page, element: u32, count: usize, word: &str) -> bool {
    let mut around = features::around(page, element).take(count);
    around.any(|at| page.elements[at as usize].tag == word || page.label(at).contains(word))
}

/// What a dropped block is.
fn dropped(page: &Page, at: usize, rule: Option<rules::LineRule>, labels: &Labels<'_>) -> Verdict {
    if let Some(rule) = rule {
        return Verdict::Drop(rule.kind, rule.id);
    }
    let around = features::around(page, page.blocks[at].element).take(ASKED);
    let told = around.fold(0, |all, element| all | labels.kinds(element));
    Verdict::Drop(kinds::first(told), "block-model")
}
