//! Keeps reports of two events apart that date them differently.
//!
//! The same parties meet again, the same kind of accident happens twice: the words agree and the days do not. A story is
//! parted on two kinds of evidence: the event days of two members exclude each other, and a member that tells of the
//! later event mentions, as background, one like it in the days of the earlier. Either alone leaves the story whole: a
//! follow-up months later also has its own day.

use std::collections::{BTreeMap, BTreeSet};

use super::cluster::Compared;
use super::look_alikes::Parting;
use super::reading::Reading;
use crate::date::{Day, DaySet};
use crate::facts::Marked;
use crate::text::Span;

/// Event days nearer than this may be steps of one event.
const APART: i32 = 14;

/// A background mention wider than this many days (a whole year) names no event.
const NAMED: i32 = 62;

/// The rule of a mention that the text itself calls earlier ("last met in May"). Mentions that only share the names of
/// the lead part follow-ups from their event: ECB+ loses a point of BCubed F1 by them.
const SAID_EARLIER: &str = "background/said-earlier";

/// An event that an article calls earlier than its own.
#[derive(Debug, Clone, Copy)]
pub(super) struct Earlier {
    days: DaySet,
    /// The sentence that tells of it.
    sentence: Span,
}

/// The events that an article calls earlier than its own.
pub(super) fn earlier_events(marked: &Marked) -> Vec<Earlier> {
    let narrow = |days: DaySet| gap(days.earliest, days.latest) < NAMED;
    let events = marked.dating.background.iter().filter(|event| event.rule == SAID_EARLIER && narrow(event.days));
    events.map(|event| Earlier { days: event.days, sentence: event.sentence }).collect()
}

/// Stories larger than this are not looked through pair by pair.
const LARGEST: usize = 200;

/// Parts each group where it tells of two events.
pub(super) fn part(compared: &Compared, groups: Vec<Vec<usize>>) -> (Vec<Vec<usize>>, Vec<Parting>) {
    let mut parted = Vec::with_capacity(groups.len());
    let mut partings = Vec::new();
    for group in groups {
        let found = if (2..=LARGEST).contains(&group.len()) { earlier(compared, &group) } else { Vec::new() };
        let moved: BTreeSet<usize> = with_undated(compared, &group, &found);
        let (out, stay): (Vec<usize>, Vec<usize>) = group.into_iter().partition(|member| moved.contains(member));
        parted.extend([stay, out].into_iter().filter(|group| !group.is_empty()));
        partings.extend(found);
    }
    (parted, partings)
}

/// The members that report an earlier event which later ones mention.
fn earlier(compared: &Compared, group: &[usize]) -> Vec<Parting> {
    group.iter().filter_map(|&member| parting(compared, member, group)).collect()
}

/// What keeps two articles apart, where one of them reports an earlier event that the other mentions.
pub(super) fn between(compared: &Compared, one: usize, other: usize) -> Option<Parting> {
    parting(compared, one, &[other]).or_else(|| parting(compared, other, &[one]))
}

/// What keeps `member` apart from those of `others` that mention its event as an earlier one.
fn parting(compared: &Compared, member: usize, others: &[usize]) -> Option<Parting> {
    let days = compared.articles[member].event?;
    let tells = |&other: &usize| Some((other, mention_of(&compared.articles[other], days)?.sentence));
    let telling: BTreeMap<usize, Span> = others.iter().filter_map(tells).collect();
    if telling.is_empty() {
        return None;
    }
    let own = compared.marked(member);
    let here = own.dating.event.evidence.iter().filter(|piece| piece.article.is_none());
    let own_years = here.filter_map(|piece| piece.span).take(3).collect();
    Some(Parting { article: member, own_years, telling, lacked: Vec::new() })
}

/// The background mention by which a report of a later event names one in `days`.
fn mention_of(later: &Reading, days: DaySet) -> Option<&Earlier> {
    let own = later.event?;
    if gap(days.latest, own.earliest) < APART {
        return None;
    }
    later.earlier.iter().find(|event| event.days.intersect(days).is_some())
}

/// Days from one day to a later one; negative where it is earlier.
fn gap(from: Day, to: Day) -> i32 {
    from.until(to).map_or(i32::MIN, |span| span.get_days())
}

/// The members that go with the earlier event: those found, and members without event days that are nearer to them
/// than to the rest.
fn with_undated(compared: &Compared, group: &[usize], found: &[Parting]) -> BTreeSet<usize> {
    let mut moved: BTreeSet<usize> = found.iter().map(|parting| parting.article).collect();
    if moved.is_empty() {
        return moved;
    }
    let members: BTreeSet<usize> = group.iter().copied().collect();
    let mut odds: BTreeMap<usize, (f32, f32)> = BTreeMap::new();
    for pair in group.iter().flat_map(|&member| compared.pairs_from(member)) {
        let (a, b) = (pair.a as usize, pair.b as usize);
        if !members.contains(&b) {
            continue;
        }
        for (one, other) in [(a, b), (b, a)] {
            let entry = odds.entry(one).or_insert((f32::MIN, f32::MIN));
            let side = if moved.contains(&other) { &mut entry.0 } else { &mut entry.1 };
            *side = side.max(pair.odds);
        }
    }
    let undated = |member: &usize| compared.articles[*member].event.is_none();
    let nearer = |member: &usize| odds.get(member).is_some_and(|(to_moved, to_rest)| to_moved > to_rest);
    let follow: Vec<usize> = group.iter().copied().filter(undated).filter(nearer).collect();
    moved.extend(follow);
    moved
}
