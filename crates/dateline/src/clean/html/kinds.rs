//! What the names and labels of elements say of the blocks inside them.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use regex::Regex;
use rustc_hash::FxHashMap;

use crate::clean::RemovedKind;

/// Words of elements and labels that say what a dropped block is, in the order in which they are asked.
pub(super) const REMOVED: &[(RemovedKind, &[&str])] = &[
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

/// Words that say no kind of removed block, but that the block model hears: boxes beside the text, quotations set apart,
/// what is not shown.
const HEARD: [&[&str]; 3] =
    [&["box", "fact"], &["quote", "zitat", "pull"], &["hidden", "d-none", "sr-only", "screen-reader", "collapse"]];

/// Kinds that labels can tell, those of [`REMOVED`] first.
pub(super) const COUNT: usize = REMOVED.len() + HEARD.len();

/// The words of all kinds, with the bit of their kind.
fn words() -> impl Iterator<Item = (&'static str, u16)> {
    let all = REMOVED.iter().map(|(_, words)| *words).chain(HEARD);
    all.enumerate().flat_map(|(bit, words)| words.iter().map(move |word| (*word, 1u16 << bit)))
}

/// All words in one automaton, and the bit of each.
static IN_LABELS: LazyLock<(AhoCorasick, Vec<u16>)> = LazyLock::new(|| {
    let (words, bits): (Vec<&str>, Vec<u16>) = words().unzip();
    let automaton = AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).build(words);
    (automaton.expect("a few words make a small automaton"), bits)
});

static NAMES: LazyLock<FxHashMap<&str, u16>> = LazyLock::new(|| words().collect());

/// The kinds whose words a label holds, a bit each.
pub(super) fn in_label(label: &str) -> u16 {
    let (words, bits) = &*IN_LABELS;
    words.find_overlapping_iter(label).fold(0, |all, found| all | bits[found.pattern().as_usize()])
}

/// Labels of one reader's comment or of a list of them, as the common systems write them. The bare word is also the name
/// of a genre.
static READERS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|\s)(?:li-|div-)?comments?[-_]?(?:content|body|text|list|\d+)(?:[-_]?\d+)?(?:\s|$)")
        .expect("tested")
});

/// Whether what stands in an element with this label is a reader's.
pub(super) fn is_readers(label: &str) -> bool {
    label.contains("comment") && READERS.is_match(label)
}

/// The kind of which an element's name is a word.
pub(super) fn of_name(tag: &str) -> u16 {
    NAMES.get(tag).copied().unwrap_or(0)
}

/// What a dropped block is around which these kinds are told.
pub(super) fn first(kinds: u16) -> RemovedKind {
    REMOVED.get(kinds.trailing_zeros() as usize).map_or(RemovedKind::Other, |(kind, _)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_names_tell_kinds() {
        assert_eq!(first(in_label("li comment-content depth-1")), RemovedKind::Comment);
        assert_eq!(first(of_name("aside")), RemovedKind::Teaser);
        assert_eq!(first(in_label("fact-box")), RemovedKind::Other);
        assert_eq!((in_label("story"), of_name("p")), (0, 0));
    }

    #[test]
    fn readers_comments_are_told_from_a_genre_and_from_a_count() {
        for label in
            ["comment-content", "comment even depth-1 li-comment-4711", "commentlist", "comment_body_12", "comment-15"]
        {
            assert!(is_readers(label), "{label}");
        }
        for label in ["article comment", "post comments-open", "comment-count", "kommentar", "has-comments", "comments"]
        {
            assert!(!is_readers(label), "{label}");
        }
    }
}
