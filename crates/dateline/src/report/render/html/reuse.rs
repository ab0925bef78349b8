//! The reuse graph as arcs between articles, and its table twin.

use super::super::phrases;
use super::citations::{Citations, Link};
use super::copied::{PassageView, passages};
use super::drawing::{Drawing, short};
use crate::public::Story;

const WIDTH: f64 = 640.0;
const ROW: f64 = 40.0;
/// Shares that print as "0 %" are not shown.
const LEAST_SHARE: f32 = 0.005;

/// An origin with its members.
#[derive(Debug)]
pub(super) struct OriginView {
    pub(super) name: String,
    pub(super) members: Vec<Link>,
}

/// A row of the table twin: a share of one article stands in another.
#[derive(Debug)]
pub(super) struct ShareView {
    pub(super) share: String,
    pub(super) of: Link,
    pub(super) in_article: Link,
}

/// Who descends from whom.
#[derive(Debug)]
pub(super) struct ReuseView {
    pub(super) drawing: Option<String>,
    pub(super) origins: Vec<OriginView>,
    pub(super) shares: Vec<ShareView>,
    pub(super) passages: Vec<PassageView>,
}

/// Builds the view of a story's families.
pub(super) fn reuse(story: &Story, citations: &mut Citations<'_>) -> ReuseView {
    let names = phrases::origin_names(story);
    let passages = passages(story, citations);
    let origins = story.families.iter().map(|family| OriginView {
        name: names.get(family.id.as_str()).cloned().unwrap_or_default(),
        members: family.articles.iter().filter_map(|member| citations.article(&member.article)).collect(),
    });
    let mut shares = Vec::new();
    for edge in edges(story) {
        let (of, from) = (&story.members[edge.of], &story.members[edge.from]);
        if let (Some(of), Some(in_article)) = (citations.article(&of.id), citations.article(&from.id)) {
            shares.push(ShareView { share: phrases::percent(edge.share), of, in_article });
        }
    }
    ReuseView { drawing: draw(story), origins: origins.collect(), shares, passages }
}

struct Edge {
    of: usize,
    from: usize,
    share: f32,
}

/// Shares between members, greatest first.
fn edges(story: &Story) -> Vec<Edge> {
    let index = |id: &str| story.members.iter().position(|member| member.id == id);
    let mut out = Vec::new();
    for member in story.families.iter().flat_map(|family| &family.articles) {
        for share in member.from.iter().filter(|share| share.share >= LEAST_SHARE) {
            if let (Some(of), Some(from)) = (index(&member.article), index(&share.article)) {
                out.push(Edge { of, from, share: share.share });
            }
        }
    }
    out.sort_by(|a, b| b.share.total_cmp(&a.share).then((a.of, a.from).cmp(&(b.of, b.from))));
    out
}

/// Members one below the other; an arc leads from a copy to where its words stand, the thicker the more.
fn draw(story: &Story) -> Option<String> {
    let edges = edges(story);
    if edges.is_empty() {
        return None;
    }
    let names = 300.0;
    let y = |member: usize| ROW * (member as f64 + 0.5) + 6.0;
    let mut drawing = Drawing::default();
    for (at, member) in story.members.iter().enumerate() {
        drawing.shape(&format!("<circle class=\"dot\" cx=\"{names:.1}\" cy=\"{:.1}\" r=\"6\"/>", y(at)));
        drawing.label(4.0, y(at) + 4.0, "start", &format!("{} {}", at + 1, short(&phrases::member_name(member), 36)));
    }
    for edge in edges.iter().filter(|edge| edge.of != edge.from) {
        let (from, to) = (y(edge.of), y(edge.from));
        let reach = names + 24.0 + (to - from).abs().min(520.0) * 0.45;
        let thick = 1.0 + f64::from(edge.share) * 6.0;
        drawing.shape(&format!(
            "<path class=\"arc\" d=\"M{names:.1} {from:.1}C{reach:.1} {from:.1} {reach:.1} {to:.1} {names:.1} {to:.1}\" style=\"stroke-width:{thick:.1}\"/>"
        ));
    }
    let height = ROW * story.members.len() as f64 + 12.0;
    Some(drawing.finish(WIDTH, height, "Which articles share words. The table below holds the same shares."))
}
