//! The heap of a store: what came since the last run with the kept pages that it may change; the others rest.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use dateline::clean::ArticleId;
use dateline::intake::{Page, RecordError};
use dateline::pipeline::{Engine, Heap, Known};
use dateline::public::{PageJson, StoriesDocument};
use dateline::story::{Kept, Remembered, remember, window};
use dateline_store::{KeptStory, Run, Store};
use rayon::prelude::*;

use crate::exit::Failure;
use crate::input;

/// Pages that are grouped together at least, kept ones with those that came.
pub(crate) const LEAST: usize = 2000;

/// What a run groups, and what stays as the run before left it.
#[derive(Default)]
pub(crate) struct Regrouped {
    /// Pages of the window, with their stories.
    pub(crate) heap: Heap,
    /// What the run before told of all articles together, as far as it rests.
    head: StoriesDocument,
    /// Stories that rest.
    pub(crate) stories: Vec<KeptStory>,
    /// Articles that rest.
    articles: Vec<Remembered>,
}

/// Groups the pages of a store: all of them, unless the last run, made with these settings, remembers its articles.
pub(crate) fn regroup(store: &Store, same: impl Fn(&Run) -> bool, least: usize) -> Result<Regrouped, Failure> {
    let known = Known { stories: store.named()?, decisions: store.decisions() };
    let last = store.runs().last().filter(|run| same(run)).map(|run| Last::of(store, run)).transpose()?.flatten();
    let Some(last) = last else {
        let heap = Engine::default().heap_knowing(input::kept(store), &known);
        return Ok(Regrouped { heap, ..Regrouped::default() });
    };
    let awake = last.awake(store, least);
    let heap = Engine::default().heap_knowing(last.pages(store, &awake), &known);
    Ok(last.rest(heap, &awake))
}

impl Regrouped {
    /// Adds to the document of the window what rests, all but the stories.
    pub(crate) fn complete(&self, document: &mut StoriesDocument) {
        let head = &self.head;
        document.unplaced.extend(head.unplaced.iter().cloned());
        document.unplaced.sort_by(|a, b| a.article.cmp(&b.article));
        document.skipped.extend(head.skipped.iter().cloned());
        document.skipped.sort_by(|a, b| (&a.page, &a.reason).cmp(&(&b.page, &b.reason)));
        document.topics.extend(head.topics.iter().cloned());
        document.pages.extend(head.pages.clone());
        document.text_sha256.extend(head.text_sha256.clone());
        let counts = &mut document.counts;
        counts.articles = document.pages.len();
        counts.unplaced = document.unplaced.len();
        counts.skipped = document.skipped.len();
        counts.records = counts.articles + counts.skipped;
        counts.stories += self.stories.len();
        if !self.articles.is_empty() {
            let (rest, all) = (self.articles.len(), counts.articles);
            document
                .notes
                .push(format!("{rest} of {all} articles rest: their stories are as an earlier run left them"));
        }
    }

    /// What to remember of all articles.
    pub(crate) fn remembered(&self) -> Vec<Remembered> {
        let mut all: Vec<Remembered> = self.heap.articles.par_iter().map(remember).collect();
        all.extend(self.articles.iter().cloned());
        all.sort_by(|a, b| a.id.cmp(&b.id));
        all
    }
}

/// A page of a store: the path of its file and the hash of its record.
type Place<'a> = (&'a str, &'a str);

fn place(page: &PageJson) -> Place<'_> {
    (&page.path, &page.raw_sha256)
}

/// What the last run left.
struct Last {
    head: StoriesDocument,
    index: Vec<KeptStory>,
    articles: Vec<Remembered>,
    /// Files of the store that it had read.
    files: usize,
    /// Articles that a person decided about since.
    decided: BTreeSet<ArticleId>,
}

impl Last {
    /// Nothing where it did not remember its articles.
    fn of(store: &Store, run: &Run) -> Result<Option<Self>, Failure> {
        let Some(articles) = store.remembered() else { return Ok(None) };
        let (files, decisions) = store.since_last_run();
        let decided = decisions.into_iter().flat_map(dateline::story::Decision::articles).collect();
        let (head, index) = (store.head(run)?, store.index(run)?);
        let whole = articles.iter().all(|article| head.pages.contains_key(&article.id.0));
        Ok(whole.then_some(Self { head, index, articles, files, decided }))
    }

    /// Kept articles that what came since may change, by their places.
    fn awake(&self, store: &Store, least: usize) -> Vec<usize> {
        let engine = Engine::default();
        let came: Vec<Page> = self.came(store).flatten().collect();
        let came: Vec<Remembered> = came.par_iter().map(|page| remember(&engine.marked(page))).collect();
        let places: BTreeMap<&ArticleId, usize> =
            self.articles.iter().enumerate().map(|(at, article)| (&article.id, at)).collect();
        let stories: Vec<Vec<usize>> = self
            .index
            .iter()
            .map(|story| story.articles.iter().filter_map(|id| places.get(id).copied()).collect())
            .collect();
        let numbers: BTreeMap<&str, usize> =
            self.index.iter().enumerate().map(|(number, story)| (story.id.as_str(), number)).collect();
        let topics: Vec<Vec<usize>> = self
            .head
            .topics
            .iter()
            .map(|topic| topic.stories.iter().filter_map(|id| numbers.get(id.as_str()).copied()).collect())
            .collect();
        let kept = Kept { articles: &self.articles, stories: &stories, topics: &topics };
        window(&kept, &came, &self.decided, least)
    }

    /// Pages of files that came since, without records that earlier files hold.
    fn came<'a>(&'a self, store: &'a Store) -> impl Iterator<Item = Result<Page, RecordError>> + 'a {
        let held: HashSet<Place<'_>> = self.head.pages.values().map(place).collect();
        let fresh = move |page: &Result<Page, RecordError>| {
            page.as_ref().map_or(true, |page| !held.contains(&(page.location.path.as_str(), page.raw_sha256.as_str())))
        };
        input::kept_since(store, self.files).map(|(_, page)| page).filter(fresh)
    }

    /// Pages of the articles that are awake, read again, and those that came.
    fn pages<'a>(&'a self, store: &'a Store, awake: &[usize]) -> impl Iterator<Item = Result<Page, RecordError>> + 'a {
        let pages = awake.iter().filter_map(|&at| self.head.pages.get(&self.articles[at].id.0));
        let pages: Vec<&PageJson> = pages.collect();
        let paths: HashSet<&str> = pages.iter().map(|page| page.path.as_str()).collect();
        let mut wanted: HashSet<(String, String)> =
            pages.iter().map(|page| (page.path.clone(), page.raw_sha256.clone())).collect();
        let files = store.files().take(self.files).filter(move |file| paths.contains(file.path.as_str()));
        let kept = files
            .flat_map(|file| input::kept_file(store, file).flatten())
            .filter(move |page| wanted.remove(&(page.location.path.clone(), page.raw_sha256.clone())))
            .map(Ok);
        kept.chain(self.came(store))
    }

    /// What rests when these articles are awake.
    fn rest(mut self, heap: Heap, awake: &[usize]) -> Regrouped {
        let awake: HashSet<ArticleId> = awake.iter().map(|&at| self.articles[at].id.clone()).collect();
        let rests = |id: &str| !awake.contains(&ArticleId(id.to_owned()));
        self.articles.retain(|article| rests(&article.id.0));
        self.index.retain(|story| story.articles.iter().any(|id| rests(&id.0)));
        let stories: HashSet<&str> = self.index.iter().map(|story| story.id.as_str()).collect();
        let head = &mut self.head;
        head.topics.retain(|topic| topic.stories.iter().any(|id| stories.contains(id.as_str())));
        head.unplaced.retain(|left| rests(&left.article));
        head.pages.retain(|id, _| rests(id));
        head.text_sha256.retain(|id, _| rests(id));
        Regrouped { heap, head: self.head, stories: self.index, articles: self.articles }
    }
}
