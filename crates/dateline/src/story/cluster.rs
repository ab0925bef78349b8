//! From a heap to its stories.

use std::borrow::Cow;

use rayon::prelude::*;

use super::candidates::{self, COMPANIONS};
use super::clashes;
use super::clustering::{Clustering, StoryCluster, Unplaced};
use super::copies::Copies;
use super::days::Calendar;
use super::decisions::{self, Decisions};
use super::digests;
use super::earlier_events;
use super::evidence::{self, Evidence, Pair};
use super::features::Token;
use super::heap::Heap;
use super::linkage::{self, Bonds, Join, STRANGERS};
use super::look_alikes::{self, Parted};
use super::model::{Model, SHIPPED};
use super::near_misses::near_misses;
use super::profile::story_profile;
use super::reading::{Lend, Reading, read};
use crate::facts::Marked;
use crate::reuse::Trace;

/// The articles of a heap, compared.
pub(super) struct Compared<'a> {
    /// Articles in an order that does not depend on the order given, their words taken by the heap.
    pub articles: Vec<Reading>,
    /// Index of each into the heap given.
    pub places: Vec<usize>,
    /// Whoever has them in full.
    lender: &'a dyn Lend,
    /// Pages that are compared with none, ascending, and why.
    pub left_out: Vec<(usize, &'static str)>,
    /// What they are compared by.
    pub heap: Heap,
    /// Pairs that were compared, in order.
    pub pairs: Vec<Pair>,
    /// What their evidence is made from.
    pub evidence: Evidence,
    /// What a person decided.
    pub bonds: Bonds,
}

impl<'a> Compared<'a> {
    /// Compares the articles of a heap; pages that are no article are left out.
    pub(super) fn of(articles: &'a &'a [Marked], trace: &Trace, model: &Model) -> Self {
        Self::of_readings(articles.par_iter().map(read).collect(), articles, trace, model)
    }

    /// The same where the articles were read before.
    pub(super) fn of_readings(readings: Vec<Reading>, lender: &'a dyn Lend, trace: &Trace, model: &Model) -> Self {
        let mut left_out = Vec::new();
        let mut taking_part: Vec<(usize, Reading)> = Vec::with_capacity(readings.len());
        for (place, reading) in readings.into_iter().enumerate() {
            match reading.left_out {
                Some(reason) => left_out.push((place, reason)),
                None => taking_part.push((place, reading)),
            }
        }
        taking_part.sort_by(|a, b| a.1.order().cmp(&b.1.order()));
        let (places, mut articles): (Vec<usize>, Vec<Reading>) = taking_part.into_iter().unzip();
        let heap = Heap::of(&mut articles, |at: usize| lender.lend(places[at]));
        let pairs = candidates::pairs(&heap);
        let (calendar, copies) = (Calendar::of(&articles), Copies::of(trace, &articles, &places));
        let (evidence, pairs) = Evidence::compare(&heap, calendar, copies, &pairs, model);
        Self { articles, places, lender, left_out, heap, pairs, evidence, bonds: Bonds::default() }
    }

    /// An article in full.
    pub(super) fn marked(&self, at: usize) -> Cow<'a, Marked> {
        self.lender.lend(self.places[at])
    }

    /// The compared pairs of an article with later ones.
    pub(super) fn pairs_from(&self, at: usize) -> &[Pair] {
        let start = self.pairs.partition_point(|pair| (pair.a as usize) < at);
        let own = self.pairs[start..].partition_point(|pair| pair.a as usize == at);
        &self.pairs[start..start + own]
    }

    /// The log-odds of two articles, if they were compared.
    pub(super) fn odds(&self, one: usize, other: usize) -> Option<f32> {
        let pair = (one.min(other) as u32, one.max(other) as u32);
        let known = self.pairs.binary_search_by_key(&pair, |pair| (pair.a, pair.b)).ok()?;
        Some(self.pairs[known].odds)
    }

    /// The same under what a person decided.
    pub(super) fn under(mut self, decisions: &Decisions) -> Self {
        self.bonds = decisions.bonds(self.articles.iter().map(|reading| &reading.id));
        self
    }

    /// The stories, look-alikes moved out of them.
    pub(super) fn stories(&self, model: &Model) -> Parted {
        let mut groups = self.groups(model, &self.pairs);
        let digests = digests::find(self, &groups);
        if !digests.is_empty() {
            let told = |pair: &&Pair| !digests.contains(&(pair.a as usize)) && !digests.contains(&(pair.b as usize));
            groups = self.groups(model, &self.pairs.iter().filter(told).copied().collect::<Vec<_>>());
            groups.retain(|group| !digests.contains(&group[0]));
        }
        let split = clashes::part(self, groups);
        let (groups, partings) = earlier_events::part(self, split.groups);
        let mut parted = look_alikes::part(self, groups);
        parted.partings.extend(partings);
        parted.excluding = split.pairs;
        parted.digests = digests;
        decisions::restore(parted, &self.bonds)
    }

    /// The weight of the word with a hash in an article, whose tokens are given.
    pub(super) fn weight(&self, article: usize, tokens: &[Token], id: u64) -> Option<f32> {
        // Words are numbered in the order of their hashes: the place of a hash among those of the article is that of
        // its number.
        let mut ids: Vec<u64> = tokens.iter().map(|token| token.id).collect();
        ids.sort_unstable();
        ids.dedup();
        let word = self.heap.articles[article].words.get(ids.binary_search(&id).ok()?)?;
        self.heap.weights.get(word.id as usize).copied()
    }

    /// Groups of articles, each ascending, by these pairs.
    fn groups(&self, model: &Model, pairs: &[Pair]) -> Vec<Vec<usize>> {
        let articles = self.articles.len();
        let joins = linkage::joins(articles, pairs, &self.crowded(), &self.bonds, model.join);
        let holds = |join: &Join| join.odds - model.cohesion * join.within.max(0.0) >= model.join;
        linkage::groups(articles, &joins, holds)
    }

    /// Remarks on the heap: pages of one template, and pages in a crowd.
    fn notes(&self) -> Vec<String> {
        let mut notes = evidence::notes(&self.pairs, self.articles.len());
        let crowded = self.crowded().into_iter().filter(|&crowded| crowded).count();
        if crowded > self.articles.len() / 2 && self.articles.len() > 2 * COMPANIONS {
            notes.push(format!(
                "{crowded} pages are like more than {COMPANIONS} others each: compared with those most like them alone"
            ));
        }
        notes
    }

    /// Articles whose list of companions was full of pages that may tell of their event: of those that the list left
    /// out nothing is known.
    fn crowded(&self) -> Vec<bool> {
        let mut companions = vec![0usize; self.articles.len()];
        for pair in self.pairs.iter().filter(|pair| pair.odds > STRANGERS) {
            companions[pair.a as usize] += 1;
            companions[pair.b as usize] += 1;
        }
        let all = self.articles.len().saturating_sub(1);
        companions.into_iter().map(|count| count >= COMPANIONS && count < all).collect()
    }
}

/// The members of each story, ascending, of articles that were read before: what [`cluster`] does, less what it tells
/// of the stories. `lender` gives the few articles back that are read again.
pub fn group(readings: Vec<Reading>, lender: &dyn Lend, trace: &Trace, decisions: &Decisions) -> Vec<Vec<usize>> {
    let model = &*SHIPPED;
    let compared = Compared::of_readings(readings, lender, trace, model).under(decisions);
    let mut stories = compared.stories(model).groups;
    for members in &mut stories {
        members.iter_mut().for_each(|at| *at = compared.places[*at]);
        members.sort_unstable();
    }
    stories.sort_unstable();
    stories
}

/// Groups a heap into stories, under what a person decided about them.
pub fn cluster(articles: &[Marked], trace: &Trace, decisions: &Decisions) -> Clustering {
    let model = &*SHIPPED;
    let compared = Compared::of(&articles, trace, model).under(decisions);
    let parted = compared.stories(model);
    let mut stories: Vec<(Vec<usize>, Vec<String>)> = parted
        .groups
        .iter()
        .enumerate()
        .map(|(number, group)| {
            let mut members: Vec<usize> = group.iter().map(|&at| compared.places[at]).collect();
            members.sort_unstable();
            (members, parted.notes.get(&number).cloned().unwrap_or_default())
        })
        .collect();
    stories.sort_unstable();
    let near_misses = near_misses(&compared, &stories, &parted, model);
    let story = |(members, notes): (Vec<usize>, Vec<String>)| StoryCluster {
        profile: story_profile(articles, &members),
        members,
        notes,
    };
    let digests = parted.digests.iter().map(|&at| (compared.places[at], digests::REASON));
    let mut left_out: Vec<(usize, &str)> = compared.left_out.iter().copied().chain(digests).collect();
    left_out.sort_unstable();
    let unplaced = |(article, reason): (usize, &str)| Unplaced { article, reason: reason.to_owned() };
    Clustering {
        stories: stories.into_iter().map(story).collect(),
        unplaced: left_out.into_iter().map(unplaced).collect(),
        near_misses,
        topics: Vec::new(),
        notes: compared.notes(),
    }
}
