//! Pages that tell of several events of the heap: a review of the year, a list of crashes, a column of briefs.
//!
//! No headline gives them away, but their paragraphs do: each is told by another group of the heap. Joined to one of
//! those groups such a page would bring the others' names and figures in, or glue them.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::cluster::Compared;
use super::evidence::in_both;
use super::features::{Form, Token, Word};
use super::linkage::STRANGERS;
use crate::clean::Article;

/// What such a page is left out as.
pub(super) const REASON: &str = "a digest of several reports";

/// Words that a paragraph must have to be held against others: two short sentences.
const LEAST_WORDS: usize = 15;

/// Paragraphs looked at: what tells of several events does so in its first hundred.
const MOST_PARAGRAPHS: usize = 100;

/// Share of a paragraph's weight of words that one report of its event has. Paragraphs on anything else stay below .3.
const TOLD: f32 = 0.35;

/// How much more of it that event's report must have than any report of another: what all have is background.
const AHEAD: f32 = 0.1;

/// Likeness of the words of a digest and of the third report most like it, at least: made digests of ECB+, news_cluster
/// and basil have .18 and more, as one report in six has.
const LIKE: f32 = 0.15;

/// Reports of a group that are asked, those most like the page first.
const REPORTS: usize = 3;

/// Events that a digest tells of.
const EVENTS: usize = 3;

/// Share of the paragraphs that must tell of other events than the one told of most. In ECB+, news_cluster and basil no
/// report reaches it, and no made digest of four to ten events stays below.
const OTHERS: f64 = 0.5;

/// The different words of the paragraphs of a page.
#[derive(Debug, Clone, Default)]
pub(super) struct Paragraphs {
    /// Places among the words of the page, paragraph by paragraph.
    places: Box<[u16]>,
    /// Where each paragraph ends in `places`.
    ends: Box<[u32]>,
}

impl Paragraphs {
    /// Of a page whose words are in the order of their ids; none where it has too few to tell of several events.
    pub(super) fn of(article: &Article, scanned: &[Token], words: &[Word]) -> Self {
        let place = |id: u64| u16::try_from(words.binary_search_by_key(&id, |word| word.id).ok()?).ok();
        let mut rest = scanned.iter().filter(|token| !token.in_title && token.form != Form::Date).peekable();
        let (mut places, mut ends): (Vec<u16>, Vec<u32>) = (Vec::new(), Vec::new());
        for paragraph in &article.paragraphs {
            let mut held: Vec<u64> = Vec::new();
            while let Some(token) = rest.next_if(|token| token.span.start < paragraph.span.end) {
                held.push(token.id);
            }
            if held.len() >= LEAST_WORDS && ends.len() < MOST_PARAGRAPHS {
                held.sort_unstable();
                held.dedup();
                places.extend(held.into_iter().filter_map(place));
                ends.push(places.len() as u32);
            }
        }
        if ends.len() < EVENTS {
            return Self::default();
        }
        Self { places: places.into(), ends: ends.into() }
    }

    fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    fn len(&self) -> usize {
        self.ends.len()
    }

    fn iter(&self) -> impl Iterator<Item = &[u16]> {
        let starts = [0].into_iter().chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| &self.places[start as usize..end as usize])
    }
}

/// The pages among `groups` whose paragraphs are told by several of them. Pages that a person put into a story are none.
pub(super) fn find(compared: &Compared, groups: &[Vec<usize>]) -> BTreeSet<usize> {
    let mut group_of = vec![0; compared.articles.len()];
    for (number, group) in groups.iter().enumerate() {
        group.iter().for_each(|&member| group_of[member] = number);
    }
    let companions = companions(compared, &group_of);
    let several =
        |page: &usize, others: &[Companion], ahead: f32| is_digest(&told_by(compared, *page, others, &group_of, ahead));
    let suspects: BTreeMap<usize, &Vec<Companion>> = companions
        .par_iter()
        .filter(|(page, others)| several(page, others, 0.0))
        .map(|(page, others)| (*page, others))
        .collect();
    // What another such page has says nothing of whose event a paragraph tells.
    let sure = |(page, others): (&usize, &&Vec<Companion>)| {
        let reports: Vec<Companion> =
            others.iter().copied().filter(|other| !suspects.contains_key(&other.at)).collect();
        several(page, &reports, AHEAD).then_some(*page)
    };
    suspects.par_iter().filter_map(sure).collect()
}

/// An article that is no stranger to a page.
#[derive(Debug, Clone, Copy)]
struct Companion {
    at: usize,
    odds: f32,
}

/// The articles that are no strangers to a page, for each page of several paragraphs that is like several groups.
fn companions(compared: &Compared, group_of: &[usize]) -> Vec<(usize, Vec<Companion>)> {
    let placed: FxHashSet<u32> = compared.bonds.together.iter().flatten().copied().collect();
    let pairs = || compared.pairs.iter().filter(|pair| pair.odds > STRANGERS);
    let mut like = vec![Likest::default(); compared.articles.len()];
    for pair in pairs() {
        like[pair.a as usize].meet(group_of[pair.b as usize], pair.words);
        like[pair.b as usize].meet(group_of[pair.a as usize], pair.words);
    }
    let asked: Vec<bool> = (0u32..)
        .zip(like)
        .map(|(at, like)| {
            let several = !compared.heap.articles[at as usize].paragraphs.is_empty();
            several && like.least() >= LIKE && !placed.contains(&at)
        })
        .collect();
    let mut found: Vec<Vec<Companion>> = vec![Vec::new(); asked.len()];
    for pair in pairs() {
        for (one, other) in [(pair.a, pair.b), (pair.b, pair.a)] {
            if asked[one as usize] {
                found[one as usize].push(Companion { at: other as usize, odds: pair.odds });
            }
        }
    }
    found.into_iter().enumerate().filter(|(_, others)| !others.is_empty()).collect()
}

/// The groups most like a page, with the likeness of their words.
#[derive(Debug, Clone, Copy, Default)]
struct Likest([(usize, f32); EVENTS]);

impl Likest {
    fn meet(&mut self, group: usize, words: f32) {
        let known = self.0.iter().position(|entry| entry.1 > 0.0 && entry.0 == group);
        let slot = &mut self.0[known.unwrap_or(EVENTS - 1)];
        if words > slot.1 {
            *slot = (group, words);
            self.0.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        }
    }

    /// Likeness of as many groups as a digest tells of.
    fn least(&self) -> f32 {
        self.0[EVENTS - 1].1
    }
}

/// Whether the groups that tell the paragraphs of a page are so many and so evenly spread.
fn is_digest(told_by: &[Option<usize>]) -> bool {
    let mut told: BTreeMap<usize, usize> = BTreeMap::new();
    for &group in told_by.iter().flatten() {
        *told.entry(group).or_default() += 1;
    }
    let all: usize = told.values().sum();
    let most = told.values().copied().max().unwrap_or(0);
    told.len() >= EVENTS && (all - most) as f64 >= OTHERS * told_by.len() as f64
}

/// For each paragraph of a page the group whose reports tell it, if one does that much before all others.
fn told_by(
    compared: &Compared,
    page: usize,
    others: &[Companion],
    group_of: &[usize],
    before: f32,
) -> Vec<Option<usize>> {
    let heap = &compared.heap;
    let (own, paragraphs) = (&heap.numbers[page], &heap.articles[page].paragraphs);
    let weights: Vec<f32> =
        own.iter().map(|&word| heap.weights.get(word as usize).copied().unwrap_or_default()).collect();
    let holders = Holders::of(paragraphs, own.len());
    let mut by_group = others.to_vec();
    by_group.sort_unstable_by(|a, b| {
        group_of[a.at].cmp(&group_of[b.at]).then(b.odds.total_cmp(&a.odds)).then(a.at.cmp(&b.at))
    });
    let mut best = vec![Ranked::default(); paragraphs.len()];
    let mut weight = vec![0.0; paragraphs.len()];
    for reports in by_group.chunk_by(|one, other| group_of[one.at] == group_of[other.at]) {
        let mut most = vec![0.0f32; paragraphs.len()];
        for other in reports.iter().take(REPORTS) {
            weight.fill(0.0);
            for (place, _) in in_both(own, &heap.numbers[other.at], heap.weights.len() as u32) {
                holders.of_word(place).iter().for_each(|&paragraph| weight[usize::from(paragraph)] += weights[place]);
            }
            most.iter_mut().zip(&weight).for_each(|(most, &weight)| *most = most.max(weight));
        }
        best.iter_mut().zip(most).for_each(|(best, most)| best.rank(group_of[reports[0].at], most));
    }
    let total = |paragraph: &[u16]| paragraph.iter().map(|&place| weights[usize::from(place)]).sum::<f32>();
    best.iter().zip(paragraphs.iter()).map(|(best, paragraph)| best.ahead(total(paragraph), before)).collect()
}

/// For each word of a page the paragraphs that have it.
struct Holders {
    starts: Vec<u32>,
    paragraphs: Vec<u16>,
}

impl Holders {
    fn of(paragraphs: &Paragraphs, words: usize) -> Self {
        let mut starts = vec![0u32; words + 1];
        paragraphs.places.iter().for_each(|&place| starts[usize::from(place) + 1] += 1);
        for word in 0..words {
            starts[word + 1] += starts[word];
        }
        let mut next = starts.clone();
        let mut out = vec![0u16; starts[words] as usize];
        for (number, paragraph) in (0u16..).zip(paragraphs.iter()) {
            for &place in paragraph {
                let slot = &mut next[usize::from(place)];
                out[*slot as usize] = number;
                *slot += 1;
            }
        }
        Self { starts, paragraphs: out }
    }

    fn of_word(&self, place: usize) -> &[u16] {
        &self.paragraphs[self.starts[place] as usize..self.starts[place + 1] as usize]
    }
}

/// The group that has most of a paragraph's weight, and how much the next one has.
#[derive(Debug, Clone, Copy, Default)]
struct Ranked {
    group: usize,
    most: f32,
    second: f32,
}

impl Ranked {
    fn rank(&mut self, group: usize, weight: f32) {
        if weight > self.most {
            *self = Self { group, most: weight, second: self.most };
        } else {
            self.second = self.second.max(weight);
        }
    }

    /// The group, where it has enough of the total and so much before the next.
    fn ahead(self, total: f32, before: f32) -> Option<usize> {
        let total = total.max(f32::MIN_POSITIVE);
        let enough = self.most / total >= TOLD && (self.most - self.second) / total >= before;
        enough.then_some(self.group)
    }
}
