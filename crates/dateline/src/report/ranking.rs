//! Which sentences make the brief: coverage of what the reports tell early and together.
//!
//! Each pair of neighbouring stems weighs what the reports give it: the earlier in a report, and the more reports, the
//! more. Sentences are taken one by one, each time the one that adds the most weight not yet covered for its length
//! (the greedy rule for covering under a budget; Gillick and Favre 2009 cover bigrams, Lin and Bilmes 2011 give the rule).

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::compare::reading::{Reading, Term};

/// How far a report's attention falls from sentence to sentence.
const DECAY: f32 = 0.85;
/// What a single stem weighs against a pair.
const SINGLE: f32 = 0.5;
/// How much length counts against a sentence: 0 not at all, 1 fully.
const LENGTH: f32 = 0.6;
/// What a sentence of a report that the brief does not use yet is favoured by.
const NEW_REPORT: f32 = 1.15;

/// A sentence that may stand in the brief.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    /// Its number in [`Reading::sentences`].
    pub(super) sentence: usize,
    /// Its length in words as a reader counts them.
    pub(super) words: usize,
    /// What it is favoured by, 1 for none.
    pub(super) favour: f32,
}

/// The numbers of the sentences to take, in the order they were taken.
pub(super) fn choose(reading: &Reading, candidates: &[Candidate], budget: usize) -> Vec<usize> {
    let weights = weights(reading);
    let concepts: Vec<Vec<(u64, f32)>> = candidates
        .iter()
        .map(|candidate| {
            let own = concepts(&reading.sentences[candidate.sentence].words, reading);
            own.into_iter().filter_map(|concept| Some((concept, *weights.get(&concept)?))).collect()
        })
        .collect();
    let mut covered: BTreeSet<u64> = BTreeSet::new();
    let mut used_members: BTreeSet<usize> = BTreeSet::new();
    let mut left: Vec<usize> = (0..candidates.len()).collect();
    let mut taken = Vec::new();
    let mut room = budget;
    while room > 0 {
        left.retain(|&at| candidates[at].words <= room + room / 8);
        let score = |&at: &usize| {
            let fresh: f32 =
                concepts[at].iter().filter(|(concept, _)| !covered.contains(concept)).map(|(_, weight)| weight).sum();
            let member = reading.sentences[candidates[at].sentence].member;
            let news = if used_members.contains(&member) { 1.0 } else { NEW_REPORT };
            fresh * news * candidates[at].favour / (candidates[at].words as f32).powf(LENGTH)
        };
        let mut best: Option<(usize, f32)> = None;
        for at in &left {
            let score = score(at);
            if score > 0.0 && best.is_none_or(|(_, known)| score > known) {
                best = Some((*at, score));
            }
        }
        let Some((best, _)) = best else { break };
        covered.extend(concepts[best].iter().map(|(concept, _)| *concept));
        used_members.insert(reading.sentences[candidates[best].sentence].member);
        room = room.saturating_sub(candidates[best].words);
        taken.push(candidates[best].sentence);
        left.retain(|&at| at != best);
    }
    taken
}

/// Neighbouring stems and single content stems of a sentence, each once.
fn concepts(words: &[Term], reading: &Reading) -> Vec<u64> {
    let content = |term: Term| reading.vocabulary.is_content(term);
    let pairs = words.windows(2).filter(|pair| content(pair[0]) || content(pair[1]));
    let singles = words.iter().filter(|&&term| content(term)).map(|&term| u64::from(term));
    let mut out: Vec<u64> =
        pairs.map(|pair| (u64::from(pair[0]) + 1) << 32 | u64::from(pair[1])).chain(singles).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// What each concept weighs over all reports.
fn weights(reading: &Reading) -> FxHashMap<u64, f32> {
    let mut weights: FxHashMap<u64, f32> = FxHashMap::default();
    let mut seen_in: FxHashMap<u64, usize> = FxHashMap::default();
    for sentence in &reading.sentences {
        let attention = DECAY.powi(sentence.position.min(60) as i32);
        for concept in concepts(&sentence.words, reading) {
            // The first place in a report counts: a word that it repeats is no second witness.
            if seen_in.insert(concept, sentence.member) == Some(sentence.member) {
                continue;
            }
            let share = if concept >> 32 == 0 { SINGLE } else { 1.0 };
            *weights.entry(concept).or_default() += attention * share;
        }
    }
    weights
}
