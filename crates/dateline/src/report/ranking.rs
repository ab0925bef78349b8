//! Which sentences make the brief: coverage of what the reports tell early and together.
//!
//! A concept is a content stem or a pair of neighbouring stems. It weighs what the reports give it: the earlier in a
//! report, and the more reports, the more. Sentences are taken one by one, each time the one that adds the most weight
//! not yet covered for its length (the greedy rule for covering under a budget; Gillick and Favre 2009 cover bigrams,
//! Lin and Bilmes 2011 give the rule). Then single sentences are exchanged or added as long as that covers more, which
//! comes near to the best set that an exact search finds. The constants were set on `eval brief`, see docs/log/report.md.

use rustc_hash::FxHashMap;

use crate::compare::reading::{Reading, Sentence};

/// How far a report's attention falls from sentence to sentence.
const DECAY: f32 = 0.95;
/// Sentences after which attention falls no further.
const LAST: usize = 60;
/// What a single stem weighs against a pair.
const SINGLE: f32 = 0.5;
/// How much length counts against a sentence: 0 not at all, 1 fully.
const LENGTH: f32 = 0.7;
/// The power to which the number of reports that have a concept weighs: what several tell is what the story is about.
const REPORTS: f32 = 1.5;
/// What a sentence of a report that the brief does not use yet is favoured by.
const NEW_REPORT: f32 = 1.3;
/// What the lead of a report is favoured by.
const LEAD: f32 = 1.3;
/// The power to which a report's kinship with the others weighs on its words: a stray page has next to no say.
const KINSHIP_OF_WORDS: i32 = 3;
/// The power to which it weighs on its sentences.
const KINSHIP_OF_SENTENCES: f32 = 0.25;
/// Share of what the smaller of two sentences tells that the other may hold before one of them is a repetition.
const REPEATED: f32 = 0.6;
/// The part of a budget by which the last sentence may overrun it.
const OVERRUN: usize = 8;
/// The part of the whole budget by which an exchange may overrun it.
const EXCHANGE_OVERRUN: usize = 25;
/// Exchanges tried: each covers more, and a brief of ten sentences is settled after a handful.
const MOST_EXCHANGES: usize = 12;
/// What an exchange must add: less is noise of the arithmetic.
const LEAST_GAIN: f32 = 1.0005;
/// Candidates an exchange looks at, those that hold most: others are hardly ever taken.
const EXCHANGED: usize = 60;

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
    let kinship = kinship(reading);
    let concepts = Concepts::of(reading, &kinship);
    let reports = kinship.len();
    let standing = |candidate: &Candidate| Candidate { favour: standing(reading, &kinship, *candidate), ..*candidate };
    let candidates: Vec<Candidate> = candidates.iter().map(standing).collect();
    let chooser = Chooser { reading, reports, concepts, budget };
    let mut taken = chooser.greedy(&candidates);
    let hopeful = chooser.hopeful(&candidates);
    for _ in 0..MOST_EXCHANGES {
        match chooser.exchanged(&hopeful, &taken) {
            Some(better) => taken = better,
            None => break,
        }
    }
    taken.into_iter().map(|candidate| candidate.sentence).collect()
}

struct Chooser<'r> {
    reading: &'r Reading,
    /// Number of reports.
    reports: usize,
    concepts: Concepts,
    budget: usize,
}

/// What a sentence is favoured by, its place and its report counted in.
fn standing(reading: &Reading, kinship: &[f32], candidate: Candidate) -> f32 {
    let sentence = &reading.sentences[candidate.sentence];
    let lead = if sentence.position == 0 { LEAD } else { 1.0 };
    lead * kinship[sentence.member].powf(KINSHIP_OF_SENTENCES) * candidate.favour
}

impl Chooser<'_> {
    fn greedy(&self, candidates: &[Candidate]) -> Vec<Candidate> {
        let mut covered = vec![false; self.concepts.weights.len()];
        let mut used_members = vec![false; self.reports];
        let mut left: Vec<Candidate> = candidates.to_vec();
        let mut taken: Vec<Candidate> = Vec::new();
        let mut room = self.budget;
        loop {
            left.retain(|candidate| candidate.words <= room + room / OVERRUN);
            let mut best: Option<(usize, f32)> = None;
            for (at, candidate) in left.iter().enumerate() {
                let fresh = self.concepts.fresh(candidate.sentence, &covered);
                let member = self.reading.sentences[candidate.sentence].member;
                let news = if used_members[member] { 1.0 } else { NEW_REPORT };
                let score = fresh * news * candidate.favour / (candidate.words as f32).powf(LENGTH);
                if score > 0.0 && best.is_none_or(|(_, known)| score > known) {
                    best = Some((at, score));
                }
            }
            let Some((best, _)) = best else { return taken };
            let candidate = left.remove(best);
            self.concepts.cover(candidate.sentence, &mut covered);
            used_members[self.reading.sentences[candidate.sentence].member] = true;
            room = room.saturating_sub(candidate.words);
            taken.push(candidate);
            left.retain(|other| !repeats(self.reading, other.sentence, candidate.sentence));
        }
    }

    /// The best set that differs from `taken` in one sentence, if it covers more.
    fn exchanged(&self, hopeful: &[Candidate], taken: &[Candidate]) -> Option<Vec<Candidate>> {
        let most = self.budget + self.budget / EXCHANGE_OVERRUN;
        let mut best = (self.value(taken) * LEAST_GAIN, None);
        for out in 0..=taken.len() {
            let mut kept: Vec<Candidate> = taken.to_vec();
            if out < taken.len() {
                kept.remove(out);
            }
            let words: usize = kept.iter().map(|candidate| candidate.words).sum();
            let (covered, base) = self.covered(&kept);
            for &candidate in hopeful.iter().filter(|candidate| candidate.words + words <= most) {
                let known = taken.iter().any(|other| other.sentence == candidate.sentence);
                let again = || kept.iter().any(|other| repeats(self.reading, candidate.sentence, other.sentence));
                let value = base + self.gain(candidate, &kept, &covered);
                if !known && value > best.0 && !again() {
                    best = (value, Some((out, candidate)));
                }
            }
        }
        let (out, candidate) = best.1?;
        let mut better = taken.to_vec();
        if out < better.len() {
            better[out] = candidate;
        } else {
            better.push(candidate);
        }
        Some(better)
    }

    /// The candidates that hold most.
    fn hopeful(&self, candidates: &[Candidate]) -> Vec<Candidate> {
        let nothing = vec![false; self.concepts.weights.len()];
        let holds = |candidate: &Candidate| self.gain(*candidate, &[], &nothing);
        let mut ranked: Vec<(f32, Candidate)> =
            candidates.iter().map(|candidate| (holds(candidate), *candidate)).collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.sentence.cmp(&b.1.sentence)));
        ranked.truncate(EXCHANGED);
        ranked.into_iter().map(|(_, candidate)| candidate).collect()
    }

    fn value(&self, taken: &[Candidate]) -> f32 {
        self.covered(taken).1
    }

    /// What a set covers, and how much that weighs.
    fn covered(&self, taken: &[Candidate]) -> (Vec<bool>, f32) {
        let mut covered = vec![false; self.concepts.weights.len()];
        let mut value = 0.0;
        for (at, &candidate) in taken.iter().enumerate() {
            value += self.gain(candidate, &taken[..at], &covered);
            self.concepts.cover(candidate.sentence, &mut covered);
        }
        (covered, value)
    }

    /// What a sentence adds to others.
    fn gain(&self, candidate: Candidate, others: &[Candidate], covered: &[bool]) -> f32 {
        let member = |candidate: Candidate| self.reading.sentences[candidate.sentence].member;
        let used = others.iter().any(|&other| member(other) == member(candidate));
        let news = if used { 1.0 } else { NEW_REPORT.sqrt() };
        self.concepts.fresh(candidate.sentence, covered) * news * candidate.favour
    }
}

/// Whether a sentence tells again what another tells.
fn repeats(reading: &Reading, one: usize, other: usize) -> bool {
    let (one, other) = (&reading.sentences[one].content, &reading.sentences[other].content);
    let smaller = reading.weight(one).min(reading.weight(other));
    reading.common(one, other) >= REPEATED * smaller
}

/// How much of each report's vocabulary the other reports have, the greatest share set to 1.
fn kinship(reading: &Reading) -> Vec<f32> {
    let members = reading.sentences.last().map_or(0, |last| last.member + 1);
    let mut reports_with = vec![0u32; reading.vocabulary.len()];
    let mut own: Vec<Vec<u32>> = vec![Vec::new(); members];
    for sentence in &reading.sentences {
        own[sentence.member].extend(&sentence.content);
    }
    for terms in &mut own {
        terms.sort_unstable();
        terms.dedup();
        for &term in terms.iter() {
            reports_with[term as usize] += 1;
        }
    }
    let share = |terms: &Vec<u32>| {
        terms.iter().filter(|&&term| reports_with[term as usize] > 1).count() as f32 / terms.len().max(1) as f32
    };
    let shares: Vec<f32> = own.iter().map(share).collect();
    let greatest = shares.iter().copied().fold(0.0, f32::max);
    // A story of one report, or of reports without a common word, has no stray ones.
    shares.into_iter().map(|share| if greatest > 0.0 { (share / greatest).max(0.05) } else { 1.0 }).collect()
}

struct Concepts {
    of_sentence: Vec<Vec<u32>>,
    weights: Vec<f32>,
}

impl Concepts {
    fn of(reading: &Reading, kinship: &[f32]) -> Self {
        let mut numbers: FxHashMap<u64, u32> = FxHashMap::default();
        let mut of_sentence = Vec::with_capacity(reading.sentences.len());
        let mut seen: Vec<Seen> = Vec::new();
        for sentence in &reading.sentences {
            let attention = DECAY.powi(sentence.position.min(LAST) as i32);
            let say = attention * kinship[sentence.member].powi(KINSHIP_OF_WORDS);
            let mut own = Vec::new();
            for concept in concepts(sentence, reading) {
                let next = seen.len() as u32;
                let number = *numbers.entry(concept).or_insert(next);
                if number == next {
                    seen.push(Seen::default());
                }
                let part = if concept >> 32 == 0 { SINGLE } else { 1.0 };
                seen[number as usize].add(sentence.member, say * part);
                own.push(number);
            }
            of_sentence.push(own);
        }
        let weights = seen.iter().map(|seen| seen.sum * (seen.reports as f32).powf(REPORTS)).collect();
        Self { of_sentence, weights }
    }

    fn cover(&self, sentence: usize, covered: &mut [bool]) {
        for &concept in &self.of_sentence[sentence] {
            covered[concept as usize] = true;
        }
    }

    fn fresh(&self, sentence: usize, covered: &[bool]) -> f32 {
        let own = self.of_sentence[sentence].iter().map(|&concept| concept as usize);
        own.filter(|&concept| !covered[concept]).map(|concept| self.weights[concept]).sum()
    }
}

/// What the reports give a concept. The first place in a report counts: a word that it repeats is no second witness.
#[derive(Default)]
struct Seen {
    sum: f32,
    reports: u32,
    last: Option<usize>,
}

impl Seen {
    fn add(&mut self, member: usize, say: f32) {
        if self.last != Some(member) {
            self.last = Some(member);
            self.sum += say;
            self.reports += 1;
        }
    }
}

/// Content stems and pairs of neighbouring stems of a sentence, each once; a pair is numbered above all stems.
fn concepts(sentence: &Sentence, reading: &Reading) -> Vec<u64> {
    let content = |term: u32| reading.vocabulary.is_content(term);
    let pairs = sentence.words.windows(2).filter(|pair| content(pair[0]) || content(pair[1]));
    let mut out: Vec<u64> = pairs.map(|pair| ((u64::from(pair[0]) + 1) << 32) | u64::from(pair[1])).collect();
    out.extend(sentence.content.iter().map(|&term| u64::from(term)));
    out.sort_unstable();
    out.dedup();
    out
}
