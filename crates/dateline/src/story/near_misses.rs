//! Articles that nearly joined a story.

use std::collections::BTreeMap;

use super::cluster::Compared;
use super::clustering::NearMiss;
use super::evidence::Pair;
use super::model::{Model, probability};
use super::reasons::reasons;

/// Pairs below these log-odds (one in five) are not near.
const NEAR: f32 = -1.4;

/// Near misses told of each story.
const TOLD: usize = 3;

/// The nearest articles outside each story, at most one of each other story.
pub(super) fn near_misses(compared: &Compared, groups: &[Vec<usize>], model: &Model) -> Vec<NearMiss> {
    let mut story_of = vec![0; compared.articles.len()];
    for (story, group) in groups.iter().enumerate() {
        for &member in group {
            story_of[member] = story;
        }
    }
    let mut nearest: BTreeMap<(usize, usize), &Pair> = BTreeMap::new();
    for pair in compared.pairs.iter().filter(|pair| pair.odds >= NEAR) {
        let (one, other) = (story_of[pair.a as usize], story_of[pair.b as usize]);
        if one == other {
            continue;
        }
        for key in [(one, other), (other, one)] {
            let best = nearest.entry(key).or_insert(pair);
            if pair.odds > best.odds {
                *best = pair;
            }
        }
    }
    let mut found: Vec<(usize, &Pair)> = nearest.into_iter().map(|((story, _), pair)| (story, pair)).collect();
    found.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.odds.total_cmp(&a.1.odds)));
    let mut told = vec![0; groups.len()];
    found.retain(|(story, _)| {
        told[*story] += 1;
        told[*story] <= TOLD
    });
    found.into_iter().map(|(story, pair)| near_miss(compared, &story_of, story, pair, model)).collect()
}

fn near_miss(compared: &Compared, story_of: &[usize], story: usize, pair: &Pair, model: &Model) -> NearMiss {
    let (a, b) = (pair.a as usize, pair.b as usize);
    let (member, article) = if story_of[a] == story { (a, b) } else { (b, a) };
    NearMiss {
        story,
        article: compared.places[article],
        member: compared.places[member],
        probability: probability(pair.odds),
        reasons: reasons(compared, member, article, &pair.values, model),
    }
}
