//! From a heap to its stories.

use super::candidates::{self, COMPANIONS};
use super::clustering::{Clustering, StoryCluster, Unplaced};
use super::days;
use super::evidence::{self, Pair};
use super::heap::Heap;
use super::linkage::{self, Join};
use super::model::{Model, SHIPPED};
use super::near_misses::near_misses;
use super::profile::story_profile;
use crate::facts::Marked;
use crate::reuse::Trace;

/// The articles of a heap, compared.
pub(super) struct Compared<'a> {
    /// Articles in an order that does not depend on the order given: by day of publication, identifier, text.
    pub articles: Vec<&'a Marked>,
    /// Index of each into the heap given.
    pub places: Vec<usize>,
    /// What they are compared by.
    pub heap: Heap,
    /// Pairs that were compared, in order.
    pub pairs: Vec<Pair>,
}

impl<'a> Compared<'a> {
    /// Compares the articles of a heap; pages that are no article are left out.
    pub(super) fn of(articles: &'a [Marked], _trace: &Trace, model: &Model) -> Self {
        let mut places: Vec<usize> =
            (0..articles.len()).filter(|&at| articles[at].article.not_an_article.is_none()).collect();
        places.sort_by_cached_key(|&at| {
            let day = days::published(&articles[at]).map(|days| days::day_number(days.earliest));
            let article = &articles[at].article;
            (day.is_none(), day, article.id.clone(), article.text.as_str().to_owned())
        });
        let articles: Vec<&Marked> = places.iter().map(|&at| &articles[at]).collect();
        let heap = Heap::of(&articles);
        let pairs = candidates::pairs(&heap);
        let pairs = evidence::compare(&heap, &articles, &pairs, model);
        Self { articles, places, heap, pairs }
    }

    /// Groups of articles, each ascending.
    pub(super) fn groups(&self, model: &Model) -> Vec<Vec<usize>> {
        let articles = self.articles.len();
        let joins = linkage::joins(articles, &self.pairs, &self.crowded(), model.join);
        let holds = |join: &Join| join.odds - model.cohesion * join.within.max(0.0) >= model.join;
        linkage::groups(articles, &joins, holds)
    }

    /// Articles whose list of companions was full.
    fn crowded(&self) -> Vec<bool> {
        let mut companions = vec![0usize; self.articles.len()];
        for pair in &self.pairs {
            companions[pair.a as usize] += 1;
            companions[pair.b as usize] += 1;
        }
        let all = self.articles.len().saturating_sub(1);
        companions.into_iter().map(|count| count >= COMPANIONS && count < all).collect()
    }
}

/// Groups a heap into stories.
pub fn cluster(articles: &[Marked], trace: &Trace) -> Clustering {
    let model = &*SHIPPED;
    let compared = Compared::of(articles, trace, model);
    let mut groups = compared.groups(model);
    for group in &mut groups {
        group.sort_unstable_by_key(|&at| compared.places[at]);
    }
    groups.sort_unstable_by_key(|group| compared.places[group[0]]);
    let story = |group: &Vec<usize>| {
        let members: Vec<usize> = group.iter().map(|&at| compared.places[at]).collect();
        StoryCluster { profile: story_profile(articles, &members), members, notes: Vec::new() }
    };
    let no_article = |at: usize| {
        let reason = articles[at].article.not_an_article?;
        Some(Unplaced { article: at, reason: reason.to_owned() })
    };
    Clustering {
        stories: groups.iter().map(story).collect(),
        unplaced: (0..articles.len()).filter_map(no_article).collect(),
        near_misses: near_misses(&compared, &groups, model),
        notes: Vec::new(),
    }
}
