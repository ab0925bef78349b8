//! Which pairs of articles are worth comparing: those that share rare words.

use rayon::prelude::*;

use super::features::Word;
use super::heap::{Heap, Role, damped};

/// Words by which an article can be found: its weightiest ones. More find nothing new in ECB+ and news_cluster.
const KEYS: usize = 40;

/// Companions looked at of each article.
pub(super) const COMPANIONS: usize = 48;

/// Holders of one word that an article looks at, half before and half after it in the order of days. It bounds the
/// cost of words that thousands of pages share, and keeps the nearest in time.
const HOLDERS: usize = 256;

/// Names count more than other words in finding companions.
pub(super) const NAME_FACTOR: f32 = 1.5;

/// Pairs `(a, b)`, `a < b`, in order. Articles are given in the order of days.
pub(super) fn pairs(heap: &Heap) -> Vec<(u32, u32)> {
    let articles = heap.articles.len();
    if articles <= 2 * COMPANIONS + 1 {
        let all = |a: usize| (a + 1..articles).map(move |b| (a as u32, b as u32));
        return (0..articles).flat_map(all).collect();
    }
    let by_words: Vec<Keys> = (0..articles).into_par_iter().map(|at| keys(heap, at)).collect();
    let mut found = search(&by_words, heap.weights.len(), |_, _| true);
    if !heap.across.is_empty() {
        let by_names: Vec<Keys> = (0..articles).into_par_iter().map(|at| keys_across(heap, at)).collect();
        let other_language = |a: u32, b: u32| !heap.one_language(a as usize, b as usize);
        found.extend(search(&by_names, heap.across.len(), other_language));
    }
    found.par_sort_unstable();
    found.dedup();
    found
}

/// Words by which an article is found, with their share of its length.
type Keys = Vec<(u32, f32)>;

/// The nearest companions of each article, among those that `fits` admits.
fn search(keys: &[Keys], vocabulary: usize, fits: impl Fn(u32, u32) -> bool + Sync) -> Vec<(u32, u32)> {
    let index = Index::of(keys, vocabulary);
    (0..keys.len())
        .into_par_iter()
        .map_init(
            || Scratch::new(keys.len()),
            |scratch, article| companions(article as u32, &keys[article], &index, scratch, &fits),
        )
        .flatten_iter()
        .collect()
}

/// The weightiest words of an article.
fn keys(heap: &Heap, article: usize) -> Keys {
    let norm = heap.norms[article][Role::Words as usize].max(f32::MIN_POSITIVE);
    let weigh = |word: &Word| {
        let factor = if word.name > 0 { NAME_FACTOR } else { 1.0 };
        (word.id as u32, factor * damped(word.all) * heap.weights[word.id as usize] / norm)
    };
    weightiest(heap.articles[article].words.iter().map(weigh).collect())
}

/// The weightiest names and numbers of an article.
fn keys_across(heap: &Heap, article: usize) -> Keys {
    let norm = heap.across_norms[article][Role::Words as usize].max(f32::MIN_POSITIVE);
    let weigh = |word: &Word| (word.id as u32, damped(word.all) * heap.across[word.id as usize] / norm);
    weightiest(heap.articles[article].across.iter().map(weigh).collect())
}

fn weightiest(mut keys: Keys) -> Keys {
    keys.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    keys.truncate(KEYS);
    keys
}

/// For each word the articles that have it among their keys, ascending.
struct Index {
    starts: Vec<u32>,
    holders: Vec<(u32, f32)>,
}

impl Index {
    fn of(keys: &[Keys], vocabulary: usize) -> Self {
        let mut starts = vec![0u32; vocabulary + 1];
        for &(word, _) in keys.iter().flatten() {
            starts[word as usize + 1] += 1;
        }
        for word in 0..vocabulary {
            starts[word + 1] += starts[word];
        }
        let mut next = starts.clone();
        let mut holders = vec![(0, 0.0); starts[vocabulary] as usize];
        for (article, keys) in keys.iter().enumerate() {
            for &(word, weight) in keys {
                let place = &mut next[word as usize];
                holders[*place as usize] = (article as u32, weight);
                *place += 1;
            }
        }
        Self { starts, holders }
    }

    /// The holders of a word nearest to an article.
    fn near(&self, word: u32, article: u32) -> &[(u32, f32)] {
        let all = &self.holders[self.starts[word as usize] as usize..self.starts[word as usize + 1] as usize];
        if all.len() <= HOLDERS {
            return all;
        }
        let own = all.partition_point(|holder| holder.0 < article);
        let from = own.saturating_sub(HOLDERS / 2).min(all.len() - HOLDERS);
        &all[from..from + HOLDERS]
    }
}

/// Sums of one search, reused.
struct Scratch {
    sums: Vec<f32>,
    touched: Vec<u32>,
}

impl Scratch {
    fn new(articles: usize) -> Self {
        Self { sums: vec![0.0; articles], touched: Vec::new() }
    }
}

fn companions(
    article: u32,
    keys: &[(u32, f32)],
    index: &Index,
    scratch: &mut Scratch,
    fits: &impl Fn(u32, u32) -> bool,
) -> Vec<(u32, u32)> {
    for &(word, weight) in keys {
        for &(other, share) in index.near(word, article) {
            let sum = &mut scratch.sums[other as usize];
            if *sum == 0.0 {
                scratch.touched.push(other);
            }
            *sum += weight * share;
        }
    }
    let mut best: Vec<(u32, f32)> = Vec::with_capacity(scratch.touched.len());
    for other in scratch.touched.drain(..) {
        let sum = std::mem::take(&mut scratch.sums[other as usize]);
        if other != article && fits(article, other) {
            best.push((other, sum));
        }
    }
    let order = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
    if best.len() > COMPANIONS {
        best.select_nth_unstable_by(COMPANIONS, order);
        best.truncate(COMPANIONS);
    }
    best.into_iter().map(|(other, _)| (article.min(other), article.max(other))).collect()
}
