//! The article on an HTML page.
//!
//! Each block is judged by the block model from its words, shape, links, element names, class words, place, and its
//! neighbours (`features`); no single root is chosen, so that an article in several containers is found whole. What a
//! dropped block is, is then told by its wording or by the elements around it.

pub(super) mod features;
pub(super) mod labels;
mod paths;
mod witness;

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use self::labels::Labels;
use super::head::calendar;
use super::verdict::Verdict;
use super::{ParagraphKind, RemovedKind, fold, model, rules};
use crate::intake::Page;

/// Probability from which a block is kept. On either half of the publishers of the development pages F1 is greatest
/// between 0.42 and 0.58 (`docs/log/reading.md`).
const KEPT: f32 = 0.55;

/// Words of elements and labels that say what a dropped block is, in the order in which they are asked.
const KINDS: &[(RemovedKind, &[&str])] = &[
    (RemovedKind::Comment, &["comment", "disqus", "kommentar", "reply"]),
    (RemovedKind::Caption, &["figcaption", "figure", "caption", "photo", "bildunterschrift", "image-credit"]),
    (RemovedKind::Share, &["share", "social", "follow"]),
    (
        RemovedKind::Notice,
        &[
            "cookie",
            "consent",
            "newsletter",
            "subscri",
            "paywall",
            "abo-",
            "signup",
            "donat",
            "copyright",
            "promo",
            "advert",
        ],
    ),
    (RemovedKind::Furniture, &["byline", "author", "dateline", "timestamp", "published", "article-meta", "post-meta"]),
    (
        RemovedKind::Teaser,
        &[
            "related",
            "recommend",
            "teaser",
            "more-on",
            "readmore",
            "read-more",
            "popular",
            "most-read",
            "trending",
            "aside",
        ],
    ),
    (
        RemovedKind::Navigation,
        &["nav", "menu", "breadcrumb", "footer", "header", "pagination", "tags", "sidebar", "button", "form"],
    ),
];

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
        !certain && (*probability >= KEPT || (is_small && is_plain_paragraph(page, at)))
    };
    let kept: Vec<bool> = probabilities.iter().enumerate().map(kept).collect();
    let first = first_paragraph(page, &kept);
    let mut told = Told::of(page, &labels);
    let verdict = |at: usize| {
        if Some(at) == title {
            Verdict::Drop(RemovedKind::Furniture, "headline")
        } else if at < first && calendar::is_dated_line(page.blocks[at].span.of(page.text.as_str())) {
            Verdict::Drop(RemovedKind::Furniture, "dated-line")
        } else if kept[at] {
            Verdict::Keep(kept_kind(page, at, first))
        } else {
            dropped(page, at, rules[at], &mut told)
        }
    };
    (0..kept.len()).map(verdict).collect()
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
    is_long && (block.link_bytes as usize) * 3 < text.len() && !KINDS.iter().any(|(_, words)| foreign(words))
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
fn dropped(page: &Page, at: usize, rule: Option<rules::LineRule>, told: &mut Told<'_>) -> Verdict {
    if let Some(rule) = rule {
        return Verdict::Drop(rule.kind, rule.id);
    }
    let around = features::around(page, page.blocks[at].element).take(ASKED);
    let kinds = around.fold(0, |all, element| all | told.kinds(element));
    let kind = KINDS.get(kinds.trailing_zeros() as usize).map_or(RemovedKind::Other, |(kind, _)| *kind);
    Verdict::Drop(kind, "block-model")
}

/// What the elements of a page tell of the blocks in them; each label is read once.
struct Told<'p> {
    page: &'p Page,
    labels: &'p Labels<'p>,
    by_label: Vec<Option<u8>>,
}

impl<'p> Told<'p> {
    fn of(page: &'p Page, labels: &'p Labels<'p>) -> Self {
        Self { page, labels, by_label: vec![None; labels.texts.len()] }
    }

    /// The kinds that an element's name or label tells, each a bit in the order of [`KINDS`].
    fn kinds(&mut self, element: u32) -> u8 {
        let number = self.labels.number(element);
        let of_label = *self.by_label[number].get_or_insert_with(|| kinds_in(self.labels.texts[number]));
        of_label | kinds_of_name(self.page.elements[element as usize].tag)
    }
}

/// The words of all kinds in one automaton, and the kind of each.
static KIND_WORDS: LazyLock<(AhoCorasick, Vec<u8>)> = LazyLock::new(|| {
    let words =
        KINDS.iter().enumerate().flat_map(|(bit, (_, words))| words.iter().map(move |word| (*word, 1u8 << bit)));
    let (words, bits): (Vec<&str>, Vec<u8>) = words.unzip();
    let automaton = AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).build(words);
    (automaton.expect("a few words make a small automaton"), bits)
});

/// The kinds whose words a label holds.
fn kinds_in(label: &str) -> u8 {
    let (words, bits) = &*KIND_WORDS;
    words.find_overlapping_iter(label).fold(0, |all, found| all | bits[found.pattern().as_usize()])
}

/// The kinds of which an element's name is a word.
fn kinds_of_name(tag: &str) -> u8 {
    let is_word = |words: &[&str]| words.contains(&tag);
    KINDS.iter().enumerate().map(|(bit, (_, words))| u8::from(is_word(words)) << bit).sum()
}
