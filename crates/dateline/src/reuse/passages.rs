//! All passages of a heap, through the index.

use rayon::prelude::*;

use super::fold::{Folded, is_thinned};
use super::index::{Entry, Index};
use super::pair::{Host, PairSide};
use super::recurrence::Recurrence;
use super::trace::Passage;
use crate::clean::Article;

/// Articles folded at a time: bounds the memory that their grams take.
const BATCH: usize = 2_048;

/// Exact copies of one text that are shown against each article that shares with it; further ones are shown against
/// the first copy only.
const COPIES_SHOWN: usize = 4;

/// What the index says of a heap.
pub(super) struct Found {
    /// All passages, ordered by both sides.
    pub(super) passages: Vec<Passage>,
    /// Exact copies, two or more each, ascending, ordered by first member.
    pub(super) exact: Vec<Vec<usize>>,
    /// For each article its place in an order that does not depend on the order of input.
    pub(super) rank: Vec<usize>,
    /// Remarks.
    pub(super) notes: Vec<String>,
}

/// Compares each article of a heap with those that it may share words with.
pub(super) fn find(articles: &[&Article]) -> Found {
    let order = ordered(articles);
    let mut rank = vec![0; order.len()];
    for (place, &article) in order.iter().enumerate() {
        rank[article] = place;
    }
    let heap = Heap { articles, order: &order, index: &indexed(articles, &order) };
    let copies = heap.copies();
    let mut passages: Vec<Passage> =
        heap.by_host(&copies).par_iter().flat_map_iter(|of_host| heap.compare(of_host)).collect();
    passages.par_sort_by_key(|passage| (passage.a, passage.b));
    let mut exact: Vec<Vec<usize>> =
        copies.into_iter().filter(|copies| copies.len() > 1).map(|copies| heap.named(copies)).collect();
    exact.sort();
    Found { notes: heap.notes(&exact), passages, exact, rank }
}

/// The articles by the day they state, then by their text: the same for any order of input.
fn ordered(articles: &[&Article]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..articles.len()).collect();
    order.par_sort_by_cached_key(|&at| {
        let article = articles[at];
        let day = article.stated_dates.first().map(|stated| stated.value.clone());
        let text = xxhash_rust::xxh3::xxh3_64(article.text.as_str().as_bytes());
        (day.is_none(), day, text, article.id.clone(), at)
    });
    order
}

fn indexed(articles: &[&Article], order: &[usize]) -> Index {
    let mut index = Index::new();
    for batch in order.chunks(BATCH) {
        let entries = batch.par_iter().map(|&at| Entry::new(articles[at], &Folded::new(articles[at].text.as_str())));
        index.insert(entries.collect());
    }
    index
}

/// An article, by rank, and those to compare it with.
struct OfHost {
    host: usize,
    others: Vec<usize>,
}

/// A heap in the order of its ranks.
struct Heap<'h> {
    articles: &'h [&'h Article],
    order: &'h [usize],
    index: &'h Index,
}

impl<'h> Heap<'h> {
    fn article(&self, rank: usize) -> &'h Article {
        self.articles[self.order[rank]]
    }

    fn named(&self, ranks: Vec<usize>) -> Vec<usize> {
        let mut named: Vec<usize> = ranks.into_iter().map(|rank| self.order[rank]).collect();
        named.sort_unstable();
        named
    }

    /// The copies of each text, by rank of the first one.
    fn copies(&self) -> Vec<Vec<usize>> {
        let mut copies: Vec<Vec<usize>> = Vec::new();
        let mut at: Vec<usize> = vec![0; self.order.len()];
        for rank in 0..self.order.len() {
            let first = self.index.first_alike(rank);
            if first == rank {
                at[rank] = copies.len();
                copies.push(vec![rank]);
            } else {
                copies[at[first]].push(rank);
            }
        }
        copies
    }

    /// Pairs to compare, gathered by their longer side, which is made ready once.
    fn by_host(&self, copies: &[Vec<usize>]) -> Vec<OfHost> {
        let proposed: Vec<Vec<u32>> = copies.par_iter().map(|copies| self.proposed(copies[0])).collect();
        let mut others: Vec<Vec<usize>> = vec![Vec::new(); self.order.len()];
        let mut place: Vec<usize> = vec![usize::MAX; self.order.len()];
        for (at, of_text) in copies.iter().enumerate() {
            place[of_text[0]] = at;
        }
        let mut add = |x: usize, y: usize| {
            let longer_first = self.index.letters(x) > self.index.letters(y)
                || (self.index.letters(x) == self.index.letters(y) && x < y);
            let (host, other) = if longer_first { (x, y) } else { (y, x) };
            others[host].push(other);
        };
        for (of_text, proposed) in copies.iter().zip(&proposed) {
            for (at, &copy) in of_text.iter().enumerate() {
                let before = at.min(if at < COPIES_SHOWN { at } else { 1 });
                of_text[..before].iter().for_each(|&earlier| add(earlier, copy));
            }
            for &earlier in proposed {
                let earlier = &copies[place[earlier as usize]];
                for &copy in of_text.iter().take(COPIES_SHOWN) {
                    earlier.iter().take(COPIES_SHOWN).for_each(|&other| add(other, copy));
                }
            }
        }
        let hosts = others.into_iter().enumerate().filter(|(_, others)| !others.is_empty());
        hosts.map(|(host, others)| OfHost { host, others }).collect()
    }

    fn proposed(&self, rank: usize) -> Vec<u32> {
        let article = self.article(rank);
        let entry = Entry::new(article, &Folded::new(article.text.as_str()));
        self.index.candidates(&entry, rank as u32)
    }

    fn compare(&self, of_host: &OfHost) -> Vec<Passage> {
        let article = self.article(of_host.host);
        let folded = Folded::new(article.text.as_str());
        let recurrence = self.index.recurrence(&folded.grams());
        let side = PairSide { number: self.order[of_host.host], article, folded: &folded };
        let host = Host::new(side, &recurrence);
        let compare = |&other: &usize| {
            let article = self.article(other);
            let folded = Folded::new(article.text.as_str());
            host.compare(PairSide { number: self.order[other], article, folded: &folded })
        };
        of_host.others.iter().flat_map(compare).collect()
    }

    fn notes(&self, exact: &[Vec<usize>]) -> Vec<String> {
        let mut notes = Vec::new();
        for copies in exact.iter().filter(|copies| copies.len() > COPIES_SHOWN) {
            let (number, first) = (copies.len(), &self.articles[copies[0]].id.0);
            notes.push(format!(
                "{number} articles have one text: each is shown against {first}, not against each other"
            ));
        }
        let thinned = (0..self.order.len()).filter(|&rank| is_thinned(self.index.letters(rank) as usize));
        for article in thinned.map(|rank| self.article(rank)) {
            notes.push(format!("{} is very long: short passages of it may be missed", article.id.0));
        }
        notes.sort();
        notes
    }
}

/// What two articles share, asked for apart from the heap: how often it recurs is not known.
pub(super) fn between(a: (usize, &Article), b: (usize, &Article)) -> Vec<Passage> {
    let (folded_a, folded_b) = (Folded::new(a.1.text.as_str()), Folded::new(b.1.text.as_str()));
    let recurrence = Recurrence::default();
    let host = Host::new(PairSide { number: b.0, article: b.1, folded: &folded_b }, &recurrence);
    host.compare(PairSide { number: a.0, article: a.1, folded: &folded_a })
}
