//! What new articles share with those that an index remembers, without comparing the earlier ones again.
//!
//! Does not hold the earlier articles: who asks lends those that a new one may share words with.

use std::collections::BTreeMap;

use super::families::families;
use super::groups::groups;
use super::index::Index;
use super::pair::Host;
use super::pairs::Pairs;
use super::passages::ordered;
use super::prepared::Prepared;
use super::recurrence::Recurrence;
use super::trace::{Passage, Side, Trace};
use crate::clean::Article;

/// New articles among the earlier ones that they share words with.
#[derive(Debug, Default)]
pub struct Arrivals {
    /// The new ones and those earlier ones, in the order of their numbers in the index.
    pub articles: Vec<Article>,
    /// Places of the new ones.
    pub new: Vec<usize>,
    /// What they share, by place. Two earlier articles are compared with new ones only, so a family holds as much of
    /// the heap as the new ones reach.
    pub trace: Trace,
}

/// Adds articles to an index and traces their words. `lend` gives an earlier article by its number; one that it no
/// longer has is passed over.
pub fn arrive(index: &mut Index, new: Vec<Article>, mut lend: impl FnMut(usize) -> Option<Article>) -> Arrivals {
    let before = index.len();
    let mut known: BTreeMap<usize, Article> = BTreeMap::new();
    let (mut passages, mut copies) = (Vec::new(), BTreeMap::<usize, Vec<usize>>::new());
    for article in new {
        for number in index.alike(&article) {
            if !known.contains_key(&number) {
                known.extend(lend(number).map(|earlier| (number, earlier)));
            }
        }
        let matches = index.add(&article, |number| known.get(&number));
        if let Some((first, same)) = matches.same_as.and_then(|first| Some((first, known.get(&first)?))) {
            copies.entry(first).or_default().push(matches.number);
            passages.extend(shared_by_copies((first, same), (matches.number, &article)));
        }
        passages.extend(matches.passages);
        known.insert(matches.number, article);
    }
    let numbers: Vec<usize> = known.keys().copied().collect();
    let articles: Vec<Article> = known.into_values().collect();
    let place = |number: usize| numbers.binary_search(&number).unwrap_or_default();
    let exact: Vec<Vec<usize>> =
        copies.into_iter().map(|(first, more)| std::iter::once(first).chain(more).map(place).collect()).collect();
    let trace = traced(&articles, passages.into_iter().map(|passage| placed(passage, &place)), &exact);
    let new = (0..numbers.len()).filter(|&at| numbers[at] >= before).collect();
    Arrivals { articles, new, trace }
}

fn shared_by_copies(first: (usize, &Article), copy: (usize, &Article)) -> Vec<Passage> {
    let (side, unknown) = (Prepared::new(copy.0, copy.1), Recurrence::default());
    Host::new(&side, &unknown).compare(&Prepared::new(first.0, first.1))
}

fn placed(passage: Passage, place: &impl Fn(usize) -> usize) -> Passage {
    let at = |side: Side| Side { article: place(side.article), ..side };
    Passage { a: at(passage.a), b: at(passage.b), ..passage }
}

fn traced(articles: &[Article], passages: impl Iterator<Item = Passage>, exact: &[Vec<usize>]) -> Trace {
    let articles: Vec<&Article> = articles.iter().collect();
    let mut passages: Vec<Passage> = passages.collect();
    passages.sort_by_key(|passage| (passage.a.article, passage.b.article, passage.a.span, passage.b.span));
    let mut rank = vec![0; articles.len()];
    for (place, article) in ordered(&articles).into_iter().enumerate() {
        rank[article] = place;
    }
    let pairs = Pairs::new(&articles, &passages, &rank);
    let groups = groups(&articles, &pairs, exact, &rank);
    let families = families(&articles, &pairs, &groups, &rank);
    Trace { groups, passages, families, notes: Vec::new() }
}
