//! Articles that nearly joined a story.

use std::collections::{BTreeMap, BTreeSet};

use super::cluster::Compared;
use super::clustering::NearMiss;
use super::evidence::Pair;
use super::look_alikes::Parting;
use super::model::{Model, probability};
use super::reasons::reasons;

/// Pairs below these log-odds (one in five) are not near.
const NEAR: f32 = -1.4;

/// Near misses told of each story.
const TOLD: usize = 3;

/// The nearest articles outside each story, at most one of each other story: where a guard parted the two, one that shows
/// why.
pub(super) fn near_misses(
    compared: &Compared,
    stories: &[(Vec<usize>, Vec<String>)],
    partings: &[Parting],
    model: &Model,
) -> Vec<NearMiss> {
    let story_of = story_of(compared, stories);
    let parted = parted(partings);
    let rank = |pair: &Pair| (parted.contains(&(pair.a, pair.b)), pair.odds);
    let mut nearest: BTreeMap<(usize, usize), &Pair> = BTreeMap::new();
    for pair in compared.pairs.iter().filter(|pair| pair.odds >= NEAR) {
        let (one, other) = (story_of[pair.a as usize], story_of[pair.b as usize]);
        if one == other {
            continue;
        }
        for key in [(one, other), (other, one)] {
            let best = nearest.entry(key).or_insert(pair);
            if rank(pair) > rank(best) {
                *best = pair;
            }
        }
    }
    let mut found: Vec<(usize, &Pair)> = nearest.into_iter().map(|((story, _), pair)| (story, pair)).collect();
    found.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.odds.total_cmp(&a.1.odds)));
    let mut told = vec![0; stories.len()];
    found.retain(|(story, _)| {
        told[*story] += 1;
        told[*story] <= TOLD
    });
    found.into_iter().map(|(story, pair)| near_miss(compared, &story_of, story, pair, partings, model)).collect()
}

/// Pairs of articles that a guard parted, one of which tells of the other's event.
fn parted(partings: &[Parting]) -> BTreeSet<(u32, u32)> {
    let pair = |one: usize, other: usize| (one.min(other) as u32, one.max(other) as u32);
    partings.iter().flat_map(|parting| parting.telling.keys().map(move |&other| pair(parting.article, other))).collect()
}

/// The story of each compared article.
fn story_of(compared: &Compared, stories: &[(Vec<usize>, Vec<String>)]) -> Vec<usize> {
    let mut by_place: BTreeMap<usize, usize> = BTreeMap::new();
    for (story, (members, _)) in stories.iter().enumerate() {
        by_place.extend(members.iter().map(|&member| (member, story)));
    }
    compared.places.iter().map(|place| by_place.get(place).copied().unwrap_or_default()).collect()
}

fn near_miss(
    compared: &Compared,
    story_of: &[usize],
    story: usize,
    pair: &Pair,
    partings: &[Parting],
    model: &Model,
) -> NearMiss {
    let (a, b) = (pair.a as usize, pair.b as usize);
    let (member, article) = if story_of[a] == story { (a, b) } else { (b, a) };
    let (odds, reasons) = reasons(compared, member, article, pair.odds, partings, model);
    NearMiss {
        story,
        article: compared.places[article],
        member: compared.places[member],
        probability: probability(odds),
        reasons,
    }
}
