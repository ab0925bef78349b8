//! The heap behind the verbs that compare articles, its stories, and finding things in them.

use std::path::Path;

use dateline::pipeline::documents::stories_document;
use dateline::pipeline::{Engine, Heap, Known, STAGES, Settings};
use dateline::public::StoriesDocument;
use dateline_store::{Run, Store};

use super::window;
use crate::args::{Common, Input, MayStore};
use crate::exit::{Failure, Outcome};
use crate::input;

/// Walks an input through all rooms, or what a store holds after the input was added to it, naming on standard error
/// what was skipped.
pub(crate) fn walk(source: &Input, store: &MayStore, common: &Common) -> Result<(Heap, Outcome), Failure> {
    let (heap, missing) = match &store.store {
        None => {
            let (pages, missing) = input::open(source, common)?;
            (input::engine(source, 0).heap(pages), missing)
        }
        Some(folder) => {
            let mut store = Store::open(folder, !source.paths.is_empty())?;
            let missing = input::keep(source, &mut store)?;
            (walk_store(&store)?, missing)
        }
    };
    note_skipped(&heap, common);
    let outcome = missing.outcome(heap.articles.len());
    Ok((heap, outcome))
}

fn walk_store(store: &Store) -> Result<Heap, Failure> {
    let known = Known { stories: store.named()?, decisions: store.decisions() };
    Ok(Engine::default().heap_knowing(input::kept(store), &known))
}

pub(crate) fn note_skipped(heap: &Heap, common: &Common) {
    input::note_skipped(heap.skipped.iter().map(|one| (one.page.as_str(), one.reason.as_str())), common);
}

/// The stories of an input, or of a store after the input was added to it.
pub(crate) fn stories(
    source: &Input,
    store: &MayStore,
    words: usize,
    window: usize,
    common: &Common,
) -> Result<(StoriesDocument, Outcome), Failure> {
    let Some(folder) = &store.store else {
        if source.paths.is_empty() {
            return Err(Failure::NoInput { or_store: true });
        }
        let (heap, outcome) = walk(source, store, common)?;
        let settings = Settings { brief_words: words, clean_given_text: source.clean };
        return Ok((stories_document(&heap, &settings), outcome));
    };
    let mut store = Store::open(folder, !source.paths.is_empty())?;
    let missing = input::keep(source, &mut store)?;
    let document = current(&mut store, words, window, common)?;
    let outcome = missing.outcome(document.counts.articles);
    Ok((document, outcome))
}

/// The stories of a store as they stand; a run is made where something changed since the last: of what came with the
/// kept pages that it may change, `least` in all at least.
pub(crate) fn current(
    store: &mut Store,
    words: usize,
    least: usize,
    common: &Common,
) -> Result<StoriesDocument, Failure> {
    let made_by = versions();
    let same = |run: &Run| run.brief_words == words && run.made_by == made_by;
    if let Some(run) = store.current().filter(|run| same(run)) {
        return Ok(store.document(run)?);
    }
    let regrouped = window::regroup(store, same, least)?;
    note_skipped(&regrouped.heap, common);
    let settings = Settings { brief_words: words, ..Settings::default() };
    let mut document = stories_document(&regrouped.heap, &settings);
    regrouped.complete(&mut document);
    let date = common.now.unwrap_or_else(|| jiff::Zoned::now().date());
    let redirects = std::mem::take(&mut document.redirects);
    document.redirects = store.redirects(&redirects);
    let run = Run { mark: 0, date: date.to_string(), brief_words: words, made_by, redirects };
    let mark = store.save(run, &mut document, &regrouped.stories)?;
    store.remember(mark, &regrouped.remembered())?;
    if regrouped.stories.is_empty() {
        return Ok(document);
    }
    store.current().map_or(Ok(document), |run| Ok(store.document(run)?))
}

/// The version of this program and of its stages: what others made is made again.
pub(crate) fn versions() -> String {
    let stages = STAGES.iter().map(|stage| format!(" {} {}", stage.name, stage.version));
    format!("{}{}", env!("CARGO_PKG_VERSION"), stages.collect::<String>())
}

/// The article that a word names: identifier, beginning of one, file, or file name; it must be one only.
fn named_article(articles: &[(&str, &str)], word: &str) -> Result<usize, Failure> {
    let by = |test: &dyn Fn(&str, &str) -> bool| {
        let mut found = articles.iter().enumerate().filter(|(_, (id, path))| test(id, path)).map(|(index, _)| index);
        found.next().filter(|_| found.next().is_none())
    };
    let name = |path: &str| Path::new(path).file_name().unwrap_or_default().to_string_lossy().into_owned();
    by(&|id, _| id == word)
        .or_else(|| by(&|_, path| path == word))
        .or_else(|| by(&|_, path| name(path) == name(word)))
        .or_else(|| by(&|id, _| id.starts_with(word)))
        .or_else(|| by(&|_, path| name(path).starts_with(word)))
        .ok_or_else(|| Failure::Unknown {
            what: "article",
            found: word.to_owned(),
            expected: "the identifier, the beginning of one, or the file of exactly one article".to_owned(),
        })
}

/// The story that a word names: identifier, beginning of one, number from 1, or one of its articles.
fn named_story(ids: &[&str], word: &str, of_article: impl Fn() -> Option<usize>) -> Result<usize, Failure> {
    let by = |test: &dyn Fn(&str) -> bool| {
        let mut found = ids.iter().enumerate().filter(|(_, id)| test(id)).map(|(index, _)| index);
        found.next().filter(|_| found.next().is_none())
    };
    let numbered = word.parse::<usize>().ok().filter(|&number| 0 < number && number <= ids.len());
    by(&|id| id == word)
        .or_else(|| numbered.map(|number| number - 1))
        .or_else(|| by(&|id| word.len() >= 4 && id.starts_with(word)))
        .or_else(of_article)
        .ok_or_else(|| Failure::Unknown {
            what: "story",
            found: word.to_owned(),
            expected: format!("a number from 1 to {}, an identifier, or an article of the story", ids.len()),
        })
}

/// The article of a heap that a word names.
pub(crate) fn article(heap: &Heap, word: &str) -> Result<usize, Failure> {
    let of = |marked: &'_ dateline::facts::Marked| {
        let article = &marked.article;
        (article.id.0.clone(), article.location.path.clone())
    };
    let articles: Vec<(String, String)> = heap.articles.iter().map(of).collect();
    named_article(&articles.iter().map(|(id, path)| (id.as_str(), path.as_str())).collect::<Vec<_>>(), word)
}

/// The story of a heap that a word names.
pub(crate) fn story(heap: &Heap, word: &str) -> Result<usize, Failure> {
    let ids: Vec<&str> = heap.names.stories.iter().map(|story| story.id.as_str()).collect();
    named_story(&ids, word, || {
        let member = article(heap, word).ok()?;
        heap.clustering.stories.iter().position(|story| story.members.contains(&member))
    })
}

/// The identifier of the article of a document that a word names.
pub(crate) fn article_in(document: &StoriesDocument, word: &str) -> Result<String, Failure> {
    let articles: Vec<(&str, &str)> =
        document.pages.iter().map(|(id, page)| (id.as_str(), page.path.as_str())).collect();
    named_article(&articles, word).map(|index| articles[index].0.to_owned())
}

/// The story of a document that a word names, by its place; a story merged away is found where it went.
pub(crate) fn story_in(document: &StoriesDocument, word: &str) -> Result<usize, Failure> {
    let ids: Vec<&str> = document.stories.iter().map(|story| story.id.as_str()).collect();
    let word = document.redirects.get(word).map_or(word, String::as_str);
    named_story(&ids, word, || {
        let member = article_in(document, word).ok()?;
        document.stories.iter().position(|story| story.articles.contains(&member))
    })
}
