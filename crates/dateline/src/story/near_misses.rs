//! Articles that nearly joined a story.

use std::collections::{BTreeMap, BTreeSet};

use super::cluster::Compared;
use super::clustering::NearMiss;
use super::evidence::Pair;
use super::look_alikes::{Parted, Parting};
use super::model::{Model, probability};
use super::reasons::Verdict;

/// Pairs below these log-odds (one in five) are not near.
const NEAR: f32 = -1.4;

/// Near misses told of each story.
const TOLD: usize = 3;

/// The nearest articles outside each story, at most one of each other story: where a guard parted the two, one that shows
/// why.
pub(super) fn near_misses(
    compared: &Compared,
    stories: &[(Vec<usize>, Vec<String>)],
    parted: &Parted,
    model: &Model,
) -> Vec<NearMiss> {
    let story_of = story_of(compared, stories);
    let kept_apart = kept_apart(parted);
    let rank = |pair: &Pair| (kept_apart.contains(&(pair.a as usize, pair.b as usize)), pair.odds);
    let mut nearest: BTreeMap<(usize, usize), &Pair> = BTreeMap::new();
    let digest = |pair: &&Pair| [pair.a, pair.b].iter().any(|&at| parted.digests.contains(&(at as usize)));
    for pair in compared.pairs.iter().filter(|pair| pair.odds >= NEAR && !digest(pair)) {
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
    let verdict = Verdict::of(compared, parted, model);
    found.into_iter().map(|(story, pair)| near_miss(compared, &story_of, story, pair, &verdict)).collect()
}

/// Pairs of articles that a guard parted: one tells of the other's event, or they exclude each other.
fn kept_apart(parted: &Parted) -> BTreeSet<(usize, usize)> {
    let pair = |one: usize, other: usize| (one.min(other), one.max(other));
    let of = |parting: &'_ Parting| -> Vec<(usize, usize)> {
        parting.telling.keys().map(|&other| pair(parting.article, other)).collect()
    };
    parted.partings.iter().flat_map(of).chain(parted.excluding.iter().copied()).collect()
}

/// The story of each compared article.
fn story_of(compared: &Compared, stories: &[(Vec<usize>, Vec<String>)]) -> Vec<usize> {
    let mut by_place: BTreeMap<usize, usize> = BTreeMap::new();
    for (story, (members, _)) in stories.iter().enumerate() {
        by_place.extend(members.iter().map(|&member| (member, story)));
    }
    compared.places.iter().map(|place| by_place.get(place).copied().unwrap_or_default()).collect()
}

fn near_miss(compared: &Compared, story_of: &[usize], story: usize, pair: &Pair, verdict: &Verdict) -> NearMiss {
    let (a, b) = (pair.a as usize, pair.b as usize);
    let (member, article) = if story_of[a] == story { (a, b) } else { (b, a) };
    let (odds, reasons) = verdict.reasons(member, article, pair.odds);
    NearMiss {
        story,
        article: compared.places[article],
        member: compared.places[member],
        probability: probability(odds),
        reasons,
    }
}
