//! The passages that articles of a story share: lettered, side by side, and marked in the texts.

use super::super::phrases;
use super::citations::{Citations, Link};
use crate::public::{PassageJson, Story};

/// Passages of a story that the page shows: the longest. A story of many reprints has thousands.
const MOST_SHOWN: usize = 40;

/// Shares that print as "0 %" are not shown.
const LEAST_SHARE: f32 = 0.005;

/// A passage in two articles.
#[derive(Debug)]
pub(super) struct PassageView {
    pub(super) letter: String,
    pub(super) kind: String,
    pub(super) first: String,
    pub(super) basis: String,
    pub(super) sides: [SideView; 2],
}

/// One side of it.
#[derive(Debug)]
pub(super) struct SideView {
    pub(super) link: Link,
    pub(super) words: String,
}

/// The longest copied and quoted passages of a story in the order of its articles; marks them in the texts.
pub(super) fn passages(story: &Story, citations: &mut Citations<'_>) -> Vec<PassageView> {
    let mut shown: Vec<(usize, &PassageJson)> = story
        .passages
        .iter()
        .enumerate()
        .filter(|(_, passage)| matches!(passage.kind.as_str(), "copy" | "shared quotation"))
        .collect();
    shown.sort_by_key(|(at, passage)| (std::cmp::Reverse(passage.a.end.saturating_sub(passage.a.start)), *at));
    shown.truncate(MOST_SHOWN);
    shown.sort_by_key(|&(at, _)| at);
    let lettered = shown.into_iter().enumerate();
    lettered.filter_map(|(number, (_, passage))| view(phrases::letter(number), passage, citations)).collect()
}

fn view(letter: String, passage: &PassageJson, citations: &mut Citations<'_>) -> Option<PassageView> {
    let mut side = |side: &crate::public::SideJson| {
        let link = citations.copied(&side.article, (side.start, side.end), &letter)?;
        Some(SideView { link, words: side.text.clone() })
    };
    let sides = [side(&passage.a)?, side(&passage.b)?];
    let [a, b] = &sides;
    let first = match passage.direction.as_str() {
        "a_to_b" => format!("first in {}", a.link.number),
        "b_to_a" => format!("first in {}", b.link.number),
        "common" => "from a third text".to_owned(),
        _ => "who came first is unknown".to_owned(),
    };
    Some(PassageView { first, kind: passage.kind.clone(), basis: passage.basis.clone(), letter, sides })
}

/// "61 % in 2 Harbour Post, 8 % in 3 Bay Echo, 31 % own"; empty for a member that no family tells of.
pub(super) fn shares(story: &Story, member: &str, citations: &Citations<'_>) -> String {
    let mut members = story.families.iter().flat_map(|family| &family.articles);
    let Some(told) = members.find(|told| told.article == member) else { return String::new() };
    let from = told.from.iter().filter(|share| share.share >= LEAST_SHARE);
    let mut parts: Vec<String> = from
        .filter_map(|share| {
            let other = citations.article(&share.article)?;
            Some(format!("{} in {} {}", phrases::percent(share.share), other.number, other.name))
        })
        .collect();
    if parts.is_empty() {
        return String::new();
    }
    parts.push(format!("{} own", phrases::percent(told.share_own)));
    parts.join(", ")
}
