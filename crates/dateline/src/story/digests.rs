//! Pages that tell of several events of the heap: a review of the year, a list of crashes, a column of briefs.
//!
//! No headline gives them away, but their paragraphs do: each is told by another group of the heap. Joined to one of those groups such a page would bring the others' names and figures in, or glue them.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::cluster::Compared;
use super::evidence::in_both;
use super::features::{Form, Token, Word};
use super::linkage::STRANGERS;
use crate::clean::Article;

/// What such a page is left out as.
pub(super) const REASON: &str = "a digest of several reports";

/// Words that a paragraph must have to be held against others: two short sentences.
const LEAST_WORDS: usize = 15;

/// Share of a paragraph's weight of words that one report of its event has. Paragraphs on anything else stay below .3.
const TOLD: f32 = 0.35;

/// How much more of it that event's report must have than any report of another: what all have is background.
const AHEAD: f32 = 0.1;

/// Events that a digest tells of.
const EVENTS: usize = 3;

/// Share of the paragraphs that must tell of other events than the one told of most. In ECB+, news_cluster and basil no
/// report reaches it, and no made digest of four to ten events stays below.
const OTHERS: f64 = 0.5;

/// The different words of each paragraph of a page, as places among its words; none where it has too few paragraphs to
/// tell of several events.
pub(super) fn paragraphs(article: &Article, scanned: &[Token], words: &[Word]) -> Vec<Vec<u16>> {
    let place = |id: u64| words.binary_search_by_key(&id, |word| word.id).ok()?.try_into().ok();
    let mut rest = scanned.iter().filter(|token| !token.in_title && token.form != Form::Date).peekable();
    let mut out: Vec<Vec<u16>> = Vec::new();
    for paragraph in &article.paragraphs {
        let mut held: Vec<u64> = Vec::new();
        while let Some(token) = rest.next_if(|token| token.span.start < paragraph.span.end) {
            held.push(token.id);
        }
        if held.len() >= LEAST_WORDS {
            let mut places: Vec<u16> = held.into_iter().filter_map(place).collect();
            places.sort_unstable();
            places.dedup();
            out.push(places);
        }
    }
    if out.len() < EVENTS { Vec::new() } else { out }
}

/// The pages among `groups` whose paragraphs are told by several of them. Pages that a person put into a story are none.
pub(super) fn find(compared: &Compared, groups: &[Vec<usize>]) -> BTreeSet<usize> {
    let mut group_of = vec![0; compared.articles.len()];
    for (number, group) in groups.iter().enumerate() {
        group.iter().for_each(|&member| group_of[member] = number);
    }
    let companions = companions(compared);
    let several = |page: &usize, others: &[usize], ahead: f32| {
        let told = told_by(compared, *page, others, &group_of, ahead);
        is_digest(&told)
    };
    let suspects: BTreeMap<usize, &Vec<usize>> = companions
        .par_iter()
        .filter(|(page, others)| several(page, others, 0.0))
        .map(|(&page, others)| (page, others))
        .collect();
    // What another such page has says nothing of whose event a paragraph tells.
    let sure = |(page, others): (&usize, &&Vec<usize>)| {
        let reports: Vec<usize> = others.iter().copied().filter(|other| !suspects.contains_key(other)).collect();
        several(page, &reports, AHEAD).then_some(*page)
    };
    suspects.par_iter().filter_map(sure).collect()
}

/// For each page of several paragraphs the articles that are no strangers to it.
fn companions(compared: &Compared) -> BTreeMap<usize, Vec<usize>> {
    let placed: FxHashSet<u32> = compared.bonds.together.iter().flatten().copied().collect();
    let asked = |at: u32| !compared.heap.articles[at as usize].paragraphs.is_empty() && !placed.contains(&at);
    let mut out: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for pair in compared.pairs.iter().filter(|pair| pair.odds > STRANGERS) {
        for (one, other) in [(pair.a, pair.b), (pair.b, pair.a)] {
            if asked(one) {
                out.entry(one as usize).or_default().push(other as usize);
            }
        }
    }
    out.retain(|_, others| others.len() >= EVENTS);
    out
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
fn told_by(compared: &Compared, page: usize, others: &[usize], group_of: &[usize], before: f32) -> Vec<Option<usize>> {
    let heap = &compared.heap;
    let (own, paragraphs, common) = (&heap.numbers[page], &heap.articles[page].paragraphs, heap.weights.len() as u32);
    let weights: Vec<f32> =
        own.iter().map(|&word| heap.weights.get(word as usize).copied().unwrap_or_default()).collect();
    let sum = |paragraph: &[u16], counts: &dyn Fn(usize) -> bool| -> f32 {
        let places = paragraph.iter().map(|&place| usize::from(place));
        places.filter(|&place| counts(place)).map(|place| weights[place]).sum()
    };
    let totals: Vec<f32> = paragraphs.iter().map(|paragraph| sum(paragraph, &|_| true)).collect();
    let mut shares: Vec<FxHashMap<usize, f32>> = vec![FxHashMap::default(); paragraphs.len()];
    for &other in others {
        let mut held = vec![false; own.len()];
        in_both(own, &heap.numbers[other], common).for_each(|(here, _)| held[here] = true);
        for ((paragraph, total), shares) in paragraphs.iter().zip(&totals).zip(&mut shares) {
            let share = sum(paragraph, &|place| held[place]) / total.max(f32::MIN_POSITIVE);
            let most = shares.entry(group_of[other]).or_default();
            *most = most.max(share);
        }
    }
    shares.into_iter().map(|shares| ahead(shares, before)).collect()
}

/// The group with the greatest share, where that is enough and so much before the second.
fn ahead(shares: FxHashMap<usize, f32>, before: f32) -> Option<usize> {
    let mut ranked: Vec<(usize, f32)> = shares.into_iter().collect();
    ranked.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let second = ranked.get(1).map_or(0.0, |other| other.1);
    ranked.first().filter(|first| first.1 >= TOLD && first.1 >= second + before).map(|first| first.0)
}
