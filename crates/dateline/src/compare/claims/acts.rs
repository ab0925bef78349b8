//! What was done: sentences of several origins that tell one thing, and weighty ones that stand alone.

use super::{Saying, Sources, row, teller};
use crate::compare::comparison::{CellState, Claim, ClaimKind};
use crate::compare::readable::stands_alone;
use crate::compare::reading::{Reading, Sentence, one_line};
use crate::facts::{Marked, QuoteKind};

/// Two sentences tell one thing from this likeness on (set by eye on pairs of independent reports; names and places
/// shared by a whole story weigh little in it).
const SAME_ACT: f32 = 0.5;
/// A shorter sentence tells part of a longer one when this much of what it tells stands there.
const INSIDE: f32 = 0.62;
/// Content words that two sentences must share at least, so that names alone do not join them.
const LEAST_COMMON: usize = 4;
/// The same, where one sentence holds the other.
const LEAST_INSIDE: usize = 6;
/// Solo sentences shown for one origin: what stands early in a report is what its writer held weighty.
const SOLO_OF_ORIGIN: usize = 4;
/// Rows of acts in a story.
const MOST_ROWS: usize = 24;

/// Rows for acts.
pub(super) fn acts(sources: &Sources<'_>) -> Vec<Claim> {
    let mut solo_of = vec![0; sources.origins.len()];
    let mut out = Vec::new();
    for group in groups(sources) {
        let sayings = sayings(sources, &group);
        let mut origins: Vec<usize> = sayings.iter().map(|saying| saying.origin).collect();
        origins.sort_unstable();
        origins.dedup();
        if let [only] = origins.as_slice() {
            solo_of[*only] += 1;
            if solo_of[*only] > SOLO_OF_ORIGIN {
                continue;
            }
        }
        let statement = sayings[0].value.clone();
        let denied = sayings.iter().any(|saying| saying.state == CellState::Differs);
        let rule = if denied { "denied-act" } else { "aligned-sentences" };
        let weight = weight(&sources.reading.sentences[group[0]], origins.len());
        out.push(row(sources, ClaimKind::Act, statement, &sayings, weight, rule));
        if out.len() == MOST_ROWS {
            break;
        }
    }
    out
}

/// Early in the report and told by many weighs most.
fn weight(sentence: &Sentence, origins: usize) -> f64 {
    let early = 4.0 / (1.0 + sentence.position as f64 / 3.0);
    early + (origins as f64).min(4.0)
}

/// What the sentences of a group say. One that states the act leads; one that denies it differs from it.
fn sayings(sources: &Sources<'_>, group: &[usize]) -> Vec<Saying> {
    let (reading, negations) = (sources.reading, sources.negations);
    let sentence = |number: usize| &reading.sentences[number];
    let denies_another = |one: usize| {
        group.iter().any(|&other| other != one && negations.denies(reading, sentence(one), sentence(other)))
    };
    let mut group = group.to_vec();
    if let Some(states) = group.iter().position(|&number| !denies_another(number)) {
        group[..=states].rotate_right(1);
    }
    let lead = sentence(group[0]);
    let told = group.iter().map(|&number| {
        let own = sentence(number);
        let marked = &sources.articles[own.article];
        let state = if number != group[0] && negations.opposes(reading, lead, own) {
            CellState::Differs
        } else if own.content == lead.content {
            CellState::Says
        } else {
            CellState::Rounded
        };
        Saying {
            origin: sources.origin_of_member[own.member],
            cited: (own.article, own.span),
            value: one_line(marked.article.text.slice(own.span)),
            state,
            speaker: teller(marked, own.span),
        }
    });
    told.collect()
}

/// Sentences that tell one thing, each group led by its earliest; groups in the order of the reports.
fn groups(sources: &Sources<'_>) -> Vec<Vec<usize>> {
    let reading = sources.reading;
    let is_act = |at: &usize| is_act(&reading.sentences[*at], sources.articles);
    let mut order: Vec<usize> = (0..reading.sentences.len()).filter(is_act).collect();
    order.sort_by_key(|&at| (reading.sentences[at].position, reading.sentences[at].member));
    let holders = holders(reading);
    let mut taken = vec![false; reading.sentences.len()];
    let mut out = Vec::new();
    for lead in order {
        if taken[lead] {
            continue;
        }
        taken[lead] = true;
        let mut group = vec![lead];
        for other in alike(reading, &holders, lead) {
            if !taken[other] {
                taken[other] = true;
                group.push(other);
            }
        }
        out.push(group);
    }
    out
}

/// A sentence that reads alone and is not speech: quotations have rows of their own.
fn is_act(sentence: &Sentence, articles: &[Marked]) -> bool {
    let marked = &articles[sentence.article];
    let direct = marked.marks.quotes.iter().filter(|quote| quote.kind == QuoteKind::Direct);
    let spoken: usize = direct
        .flat_map(|quote| &quote.parts)
        .filter(|part| sentence.span.contains(**part))
        .map(|part| part.len())
        .sum();
    stands_alone(sentence, marked) && spoken * 2 < sentence.span.len()
}

/// For each stem the sentences that have it.
fn holders(reading: &Reading) -> Vec<Vec<u32>> {
    let mut holders = vec![Vec::new(); reading.vocabulary.len()];
    for (number, sentence) in reading.sentences.iter().enumerate() {
        for &term in &sentence.content {
            holders[term as usize].push(number as u32);
        }
    }
    holders
}

/// Sentences of other members that tell what `lead` tells, the best of each member only.
fn alike(reading: &Reading, holders: &[Vec<u32>], lead: usize) -> Vec<usize> {
    let own = &reading.sentences[lead];
    let mut shared: Vec<u32> = own.content.iter().flat_map(|&term| &holders[term as usize]).copied().collect();
    shared.sort_unstable();
    let mut best: Vec<(usize, f32, usize)> = Vec::new();
    for run in shared.chunk_by(|a, b| a == b) {
        let other = run[0] as usize;
        let sentence = &reading.sentences[other];
        if sentence.member == own.member {
            continue;
        }
        let Some(likeness) = one_act(reading, own, sentence, run.len()) else { continue };
        match best.iter_mut().find(|(member, ..)| *member == sentence.member) {
            Some(known) if known.1 < likeness => *known = (sentence.member, likeness, other),
            Some(_) => {}
            None => best.push((sentence.member, likeness, other)),
        }
    }
    best.into_iter().map(|(.., other)| other).collect()
}

fn one_act(reading: &Reading, a: &Sentence, b: &Sentence, common: usize) -> Option<f32> {
    if common < LEAST_COMMON {
        return None;
    }
    let likeness = reading.likeness(&a.content, &b.content);
    let smaller = reading.weight(&a.content).min(reading.weight(&b.content));
    let inside = reading.common(&a.content, &b.content) / smaller.max(f32::MIN_POSITIVE);
    (likeness >= SAME_ACT || (inside >= INSIDE && common >= LEAST_INSIDE)).then_some(likeness)
}
