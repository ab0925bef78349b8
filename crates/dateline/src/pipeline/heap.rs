//! A heap of articles and what the rooms say of them together.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{Engine, mark_article};
use crate::clean::{Article, Furniture};
use crate::date::{Dating, Neighbours, Timex, date_heap};
use crate::facts::{Marked, link};
use crate::intake::{Page, RecordError};
use crate::reuse::{Trace, trace};
use crate::story::{
    Carried, Clustering, Decisions, Named, NearMiss, ReasonKind, StoryCluster, carry, cluster, name_after,
    story_profile, topics,
};

/// A record that gave no article.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Skipped {
    /// The page, as `path` or `path#record`.
    pub page: String,
    /// Why.
    pub reason: String,
}

impl From<&RecordError> for Skipped {
    fn from(error: &RecordError) -> Self {
        let record = error.location.record.map(|number| format!("#{number}")).unwrap_or_default();
        Self { page: format!("{}{record}", error.location.path), reason: error.reason.clone() }
    }
}

/// Pages walked through all rooms. Every record is in exactly one place: a story, `unplaced` or `skipped`.
#[derive(Debug, Clone, Default)]
pub struct Heap {
    /// Articles in the order of their identifiers; all indexes point into it.
    pub articles: Vec<Marked>,
    /// Records that gave no article.
    pub skipped: Vec<Skipped>,
    /// Who carries whose words.
    pub trace: Trace,
    /// Which articles are about one event.
    pub clustering: Clustering,
    /// The identifiers of the stories, in their order.
    pub names: Carried,
}

/// What earlier runs left that a grouping must respect.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// The stories as they were known.
    pub stories: Vec<Named>,
    /// What a person decided.
    pub decisions: Decisions,
}

impl Engine {
    /// Walks pages through all rooms up to stories.
    pub fn heap(&self, pages: impl IntoIterator<Item = Result<Page, RecordError>>) -> Heap {
        self.heap_knowing(pages, &Known::default())
    }

    /// Walks pages through all rooms up to stories, which keep the names and obey the decisions of earlier runs.
    pub fn heap_knowing(&self, pages: impl IntoIterator<Item = Result<Page, RecordError>>, known: &Known) -> Heap {
        let (articles, skipped) = self.articles(pages);
        let articles = articles.into_par_iter().map(mark_article).collect();
        let mut heap = Heap { articles, skipped, ..Heap::default() };
        heap.skipped.sort();
        heap.trace = trace(&heap.articles.iter().map(|marked| &marked.article).collect::<Vec<_>>());
        heap.clustering = cluster(&heap.articles, &heap.trace, &known.decisions);
        heap.narrow_dates();
        heap.link_stories();
        heap.name(&known.stories);
        heap
    }

    /// Reads and cleans pages; the articles come in the order of their identifiers, which are unique.
    pub fn articles(&self, pages: impl IntoIterator<Item = Result<Page, RecordError>>) -> (Vec<Article>, Vec<Skipped>) {
        let mut skipped = Vec::new();
        let mut articles = Vec::new();
        let mut pages = pages.into_iter();
        loop {
            let batch: Vec<_> = pages.by_ref().take(BATCH).collect();
            if batch.is_empty() {
                break;
            }
            let cleaned: Vec<_> = batch.par_iter().map(|page| page.as_ref().map(|page| self.article(page))).collect();
            for article in cleaned {
                match article {
                    Ok(article) => articles.push(article),
                    Err(error) => skipped.push(Skipped::from(error)),
                }
            }
        }
        let furniture = Furniture::learn(&articles);
        articles.par_iter_mut().for_each(|article| furniture.apply(article));
        order(&mut articles);
        (articles, skipped)
    }
}

/// Pages cleaned at a time: enough for every core, few enough that their raw bytes do not pile up.
const BATCH: usize = 256;

/// Sorts by identifier and makes identifiers unique: of several records with one identifier all but the first (by
/// text, then by place) get a number.
fn order(articles: &mut [Article]) {
    articles.sort_by(|a, b| {
        let key = |article: &Article| (article.id.clone(), article.text.as_str().to_owned(), article.location.clone());
        key(a).cmp(&key(b))
    });
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for article in articles.iter_mut() {
        let count = seen.entry(article.id.0.clone()).or_insert(0);
        *count += 1;
        if *count > 1 {
            article.id.0 = format!("{}-{count}", article.id.0);
        }
    }
    articles.sort_by(|a, b| a.id.cmp(&b.id));
}

/// Whether days are among what keeps the two apart.
fn parted_by_date(miss: &NearMiss) -> bool {
    miss.reasons.iter().any(|reason| reason.kind == ReasonKind::Date && reason.weight < 0.0)
}

impl Heap {
    /// Names the stories: as they were known, else after their first article.
    pub fn name(&mut self, known: &[Named]) {
        self.names = carry(known, self.first_names());
    }

    /// The stories, each named after its first article in time, so that later ones leave its name as it is.
    fn first_names(&self) -> Vec<Named> {
        let named = |story: &StoryCluster| {
            let first = story.members.iter().map(|&member| &self.articles[member]).min_by_key(|marked| {
                let earliest = marked.dating.published.days.map(|days| days.earliest);
                (earliest.is_none(), earliest, marked.article.id.clone())
            });
            Named {
                id: first.map(|marked| name_after(&marked.article.id)).unwrap_or_default(),
                members: story.members.iter().map(|&member| self.articles[member].article.id.clone()).collect(),
            }
        };
        self.clustering.stories.iter().map(named).collect()
    }

    /// Narrows dates by what the articles of a story and the copies of a text say of each other.
    fn narrow_dates(&mut self) {
        let neighbours = Neighbours {
            copies: self.trace.groups.iter().map(|group| group.members.clone()).collect(),
            stories: self.clustering.stories.iter().map(|story| story.members.clone()).collect(),
            near: self
                .clustering
                .near_misses
                .iter()
                .filter(|miss| !parted_by_date(miss))
                .map(|miss| (miss.member, miss.article))
                .collect(),
        };
        let mut articles: Vec<&Article> = Vec::new();
        let mut times: Vec<&mut Vec<Timex>> = Vec::new();
        let mut datings: Vec<&mut Dating> = Vec::new();
        for marked in &mut self.articles {
            articles.push(&marked.article);
            times.push(&mut marked.times);
            datings.push(&mut marked.dating);
        }
        date_heap(&articles, &mut times, &mut datings, &neighbours);
    }

    /// Links the names of each story's articles, profiles the stories anew by what their names now mean, and finds topics.
    fn link_stories(&mut self) {
        let mut story_of = vec![usize::MAX; self.articles.len()];
        for (number, story) in self.clustering.stories.iter().enumerate() {
            for &member in &story.members {
                story_of[member] = number;
            }
        }
        let mut groups: Vec<Vec<&mut Marked>> = self.clustering.stories.iter().map(|_| Vec::new()).collect();
        for (index, marked) in self.articles.iter_mut().enumerate() {
            if let Some(group) = groups.get_mut(story_of[index]) {
                group.push(marked);
            }
        }
        groups.par_iter_mut().for_each(|group| link(group));
        for story in &mut self.clustering.stories {
            story.profile = story_profile(&self.articles, &story.members);
        }
        self.clustering.topics = topics(&self.articles, &self.clustering.stories);
    }
}
