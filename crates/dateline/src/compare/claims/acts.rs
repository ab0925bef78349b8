//! What was done: sentences of several origins that tell one thing, and weighty ones that stand alone.

use super::side_stories::is_of_another_day;
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
/// Two leads tell the event of their story from this likeness on, in whatever words (set by eye on 20 stories).
const SAME_LEAD: f32 = 0.22;
/// Sentences from the first on of which one is the lead of a report.
const LEAD: usize = 1;
/// Content words that two sentences must share at least, so that names alone do not join them.
const LEAST_COMMON: u32 = 4;
/// The same, where one sentence holds the other.
const LEAST_INSIDE: u32 = 6;
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
            if group.iter().all(|&number| is_aside(sources, number)) {
                continue;
            }
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

/// What happened on another day stands in the timeline; one report alone tells it beside its event.
fn is_aside(sources: &Sources<'_>, number: usize) -> bool {
    let sentence = &sources.reading.sentences[number];
    is_of_another_day(&sources.articles[sentence.article], sentence.span)
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
fn groups<'r>(sources: &'r Sources<'_>) -> impl Iterator<Item = Vec<usize>> + use<'r> {
    let reading = sources.reading;
    let is_act = |at: &usize| is_act(&reading.sentences[*at], sources.articles);
    let mut order: Vec<usize> = (0..reading.sentences.len()).filter(is_act).collect();
    order.sort_by_key(|&at| (reading.sentences[at].position, reading.sentences[at].member));
    let mut tally = Tally::new(reading);
    let mut taken = vec![false; reading.sentences.len()];
    order.into_iter().filter_map(move |lead| {
        if taken[lead] {
            return None;
        }
        taken[lead] = true;
        let mut group = vec![lead];
        for other in tally.alike(lead) {
            if !taken[other] {
                taken[other] = true;
                group.push(other);
            }
        }
        Some(group)
    })
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

/// What one sentence has in common with all others, counted over the sentences that have its stems.
struct Tally<'r> {
    reading: &'r Reading,
    /// For each stem the sentences that have it.
    holders: Vec<Vec<u32>>,
    /// How much each sentence tells.
    weights: Vec<f32>,
    /// Stems in common and how much they tell, by sentence; zero outside [`Tally::alike`].
    common: Vec<(u32, f32)>,
}

impl<'r> Tally<'r> {
    fn new(reading: &'r Reading) -> Self {
        let mut holders = vec![Vec::new(); reading.vocabulary.len()];
        for (number, sentence) in reading.sentences.iter().enumerate() {
            for &term in &sentence.content {
                holders[term as usize].push(number as u32);
            }
        }
        let weights = reading.sentences.iter().map(|sentence| reading.weight(&sentence.content)).collect();
        Self { reading, holders, weights, common: vec![(0, 0.0); reading.sentences.len()] }
    }

    /// Sentences of other members that tell what `lead` tells, the best of each member only.
    fn alike(&mut self, lead: usize) -> Vec<usize> {
        let own = &self.reading.sentences[lead];
        let mut touched = Vec::new();
        for &term in &own.content {
            let weight = self.reading.weight(&[term]);
            for &other in &self.holders[term as usize] {
                let common = &mut self.common[other as usize];
                if common.0 == 0 {
                    touched.push(other as usize);
                }
                *common = (common.0 + 1, common.1 + weight);
            }
        }
        touched.sort_unstable();
        let mut best: Vec<(usize, f32, usize)> = Vec::new();
        for other in touched {
            let (common, weight) = std::mem::take(&mut self.common[other]);
            let member = self.reading.sentences[other].member;
            let likeness = (member != own.member).then(|| self.one_act(lead, other, common, weight)).flatten();
            let Some(likeness) = likeness else { continue };
            // The sentences of a member follow each other.
            match best.last_mut().filter(|known| known.0 == member) {
                Some(known) if known.1 < likeness => *known = (member, likeness, other),
                Some(_) => {}
                None => best.push((member, likeness, other)),
            }
        }
        best.into_iter().map(|(.., other)| other).collect()
    }

    /// How alike two sentences are that have so many stems in common, which tell so much, if they tell one thing.
    fn one_act(&self, a: usize, b: usize, common: u32, weight: f32) -> Option<f32> {
        let (of_a, of_b) = (self.weights[a], self.weights[b]);
        let likeness = if of_a + of_b > 0.0 { 2.0 * weight / (of_a + of_b) } else { 0.0 };
        let inside = weight / of_a.min(of_b).max(f32::MIN_POSITIVE);
        let is_lead = |number: usize| self.reading.sentences[number].position <= LEAD;
        let of_event = is_lead(a) && is_lead(b) && likeness >= SAME_LEAD;
        let is_one = likeness >= SAME_ACT || of_event || (inside >= INSIDE && common >= LEAST_INSIDE);
        (common >= LEAST_COMMON && is_one).then_some(likeness)
    }
}
