//! [`EventProfile`]s of articles and stories.

use std::collections::BTreeMap;

use super::clustering::EventProfile;
use crate::date::DaySet;
use crate::facts::{EntityId, Marked, Mention, NameKind};
use crate::text::Span;

/// Participants kept of a story.
const PARTICIPANTS: usize = 8;

/// Bytes of the text in which a mention counts double: about the lead.
const LEAD_BYTES: u32 = 700;

/// Who, what, where, when of one article.
pub fn profile(marked: &Marked) -> EventProfile {
    story_profile(std::slice::from_ref(marked), &[0])
}

/// Who, what, where, when of a story: what its members say most. `members` are indexes into `articles`.
pub(super) fn story_profile(articles: &[Marked], members: &[usize]) -> EventProfile {
    EventProfile {
        days: common_days(articles, members),
        place: place(articles, members),
        participants: participants(articles, members),
        action: None,
    }
}

/// The days on which all members that know can have meant the event; none where two exclude each other.
fn common_days(articles: &[Marked], members: &[usize]) -> Option<DaySet> {
    let mut known = members.iter().filter_map(|&member| articles[member].dating.event.days);
    let first = known.next()?;
    known.try_fold(first, DaySet::intersect)
}

/// A name told of, with its first mention and how much it counts.
struct Told<'a> {
    canonical: &'a str,
    article: usize,
    span: Span,
    count: usize,
}

fn told<'a>(
    articles: &'a [Marked],
    members: &[usize],
    wanted: impl Fn(&Mention) -> bool,
) -> BTreeMap<&'a EntityId, Told<'a>> {
    let mut found: BTreeMap<&EntityId, Told> = BTreeMap::new();
    for &article in members {
        for mention in articles[article].marks.names.iter().filter(|mention| wanted(mention)) {
            let (Some(entity), Some(canonical)) = (&mention.entity, &mention.canonical) else { continue };
            let told = found.entry(entity).or_insert(Told { canonical, article, span: mention.span, count: 0 });
            told.count += if mention.span.start < LEAD_BYTES { 2 } else { 1 };
        }
    }
    found
}

fn participants(articles: &[Marked], members: &[usize]) -> Vec<(EntityId, String, usize, Span)> {
    let who = |mention: &Mention| matches!(mention.kind, NameKind::Person | NameKind::Organisation);
    let mut ranked: Vec<(&EntityId, Told)> = told(articles, members, who).into_iter().collect();
    ranked.sort_by(|a, b| b.1.count.cmp(&a.1.count).then(a.0.cmp(b.0)));
    ranked
        .into_iter()
        .take(PARTICIPANTS)
        .map(|(entity, told)| (entity.clone(), told.canonical.to_owned(), told.article, told.span))
        .collect()
}

fn place(articles: &[Marked], members: &[usize]) -> Option<(String, usize, Span)> {
    let places = told(articles, members, |mention| mention.kind == NameKind::Place);
    let best = places.into_iter().max_by(|a, b| a.1.count.cmp(&b.1.count).then(b.0.cmp(a.0)))?.1;
    Some((best.canonical.to_owned(), best.article, best.span))
}
