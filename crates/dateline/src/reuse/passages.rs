//! All passages of a heap, through the index.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::fold::{Folded, is_thinned};
use super::index::{Entry, Furniture, Index, Seen};
use super::pair::Host;
use super::prepared::{Kept, Prepared};
use super::recurrence::Recurrence;
use super::trace::Passage;
use crate::clean::Article;

/// Articles folded at a time: bounds the memory that their grams take.
const BATCH: usize = 2_048;

/// Texts compared at a time by one core, which keeps those that it may meet again.
const CHUNK: usize = 256;

/// Exact copies of one text that are shown against each article that shares with it; further ones are shown against
/// the first copy only.
const COPIES_SHOWN: usize = 4;

/// What the index says of a heap.
pub(super) struct Found {
    /// All passages, ordered by both articles, then by both spans.
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
    let ChunkFound { mut passages, furniture } = heap.passages(&copies);
    passages.par_sort_by_key(|passage| (passage.a.article, passage.b.article, passage.a.span, passage.b.span));
    let mut exact: Vec<Vec<usize>> =
        copies.into_iter().filter(|copies| copies.len() > 1).map(|copies| heap.named(copies)).collect();
    exact.sort();
    let mut notes = heap.notes(&exact);
    notes.extend(heap.furniture_notes(furniture));
    Found { passages, exact, rank, notes }
}

/// The articles by the day they state, then by their text: the same for any order of input.
pub(super) fn ordered(articles: &[&Article]) -> Vec<usize> {
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

/// What a number of texts gave.
#[derive(Debug, Default)]
struct ChunkFound {
    passages: Vec<Passage>,
    /// Texts, by rank, that carry lines of their publisher.
    furniture: Vec<(usize, Furniture)>,
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

    /// What each text shares with earlier ones, and each copy of it with the others.
    fn passages(&self, copies: &[Vec<usize>]) -> ChunkFound {
        let mut place: Vec<usize> = vec![usize::MAX; self.order.len()];
        for (at, of_text) in copies.iter().enumerate() {
            place[of_text[0]] = at;
        }
        let shared = |chunk: &[Vec<usize>]| {
            let mut kept = Kept::default();
            let mut out = ChunkFound::default();
            for of_text in chunk {
                let seen = self.seen(of_text[0]);
                out.furniture.extend(seen.furniture.map(|furniture| (of_text[0], furniture)));
                let earlier: Vec<usize> =
                    seen.candidates.iter().flat_map(|&first| shown(&copies[place[first as usize]])).copied().collect();
                self.compare(shown(of_text), &earlier, &seen.recurrence, &mut kept, &mut out.passages);
                self.compare_copies(of_text, &mut out.passages);
            }
            out
        };
        let chunks: Vec<ChunkFound> = copies.par_chunks(CHUNK).map(shared).collect();
        let mut all = ChunkFound::default();
        for chunk in chunks {
            all.passages.extend(chunk.passages);
            all.furniture.extend(chunk.furniture);
        }
        all
    }

    fn seen(&self, rank: usize) -> Seen {
        let grams = Folded::new(self.article(rank).text.as_str()).grams();
        self.index.seen(&grams, rank as u32)
    }

    fn prepared(&self, rank: usize) -> Prepared<'h> {
        Prepared::new(self.order[rank], self.article(rank))
    }

    /// Compares the copies of a text with earlier articles.
    fn compare(
        &self,
        of_text: &[usize],
        earlier: &[usize],
        recurrence: &Recurrence,
        kept: &mut Kept<'h>,
        out: &mut Vec<Passage>,
    ) {
        if earlier.is_empty() {
            return;
        }
        for &copy in of_text {
            let side = kept.get(self.order[copy], self.article(copy));
            let host = Host::new(&side, recurrence);
            for &other in earlier {
                out.extend(host.compare(&kept.get(self.order[other], self.article(other))));
            }
        }
    }

    /// Compares the copies of a text with each other, as far as they are shown.
    fn compare_copies(&self, of_text: &[usize], out: &mut Vec<Passage>) {
        let unknown = Recurrence::default();
        for (at, &copy) in of_text.iter().enumerate().skip(1) {
            let side = self.prepared(copy);
            let host = Host::new(&side, &unknown);
            let before = if at < COPIES_SHOWN { at } else { 1 };
            for &earlier in &of_text[..before] {
                out.extend(host.compare(&self.prepared(earlier)));
            }
        }
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

    /// One note a publisher, of the line that most of its texts carry.
    fn furniture_notes(&self, furniture: Vec<(usize, Furniture)>) -> Vec<String> {
        let mut by_publisher: BTreeMap<&str, (usize, Furniture)> = BTreeMap::new();
        for (rank, here) in furniture {
            let publisher = &self.article(rank).publisher;
            let Some(name) = publisher.domain.as_deref().or(publisher.name.as_deref()) else { continue };
            let most = by_publisher.entry(name).or_insert((rank, here));
            if here.count > most.1.count {
                *most = (rank, here);
            }
        }
        let note = |(name, (rank, here)): (&str, (usize, Furniture))| {
            let article = self.article(rank);
            let folded = Folded::new(article.text.as_str());
            let from = here.letter as usize;
            let line = folded.span(article.text.as_str(), from, (from + EXCERPT).min(folded.len()));
            let excerpt = article.text.slice(line).replace('\n', " ");
            format!("{} texts of {name} carry “…{excerpt}…”: its own text, no copying", here.count)
        };
        by_publisher.into_iter().map(note).collect()
    }
}

/// Letters of a publisher's line that a note shows.
const EXCERPT: usize = 40;

/// The copies of a text that are compared with other texts.
fn shown(of_text: &[usize]) -> &[usize] {
    &of_text[..of_text.len().min(COPIES_SHOWN)]
}
