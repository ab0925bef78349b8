//! The heap behind the verbs that compare articles, and finding things in it.

use dateline::intake::{Page, RecordError};
use dateline::pipeline::{Engine, Heap};

use crate::args::{Common, Input};
use crate::exit::{Failure, Outcome};
use crate::input;

/// Walks an input through all rooms, naming on standard error what was skipped.
pub(crate) fn walk(source: &Input, common: &Common) -> Result<(Heap, Outcome), Failure> {
    let engine = input::engine(source, 0);
    let (pages, missing) = input::open(source, common)?;
    let heap = walk_pages(&engine, pages, common);
    let outcome = missing.outcome(heap.articles.len());
    Ok((heap, outcome))
}

fn walk_pages(engine: &Engine, pages: impl Iterator<Item = Result<Page, RecordError>>, common: &Common) -> Heap {
    let heap = engine.heap(pages);
    input::note_skipped(heap.skipped.iter().map(|one| (one.page.as_str(), one.reason.as_str())), common);
    heap
}

/// The article that a word names: identifier, beginning of one, file, or file name; it must be one only.
pub(crate) fn article(heap: &Heap, word: &str) -> Result<usize, Failure> {
    let by = |test: &dyn Fn(&str, &str) -> bool| {
        let mut found = heap
            .articles
            .iter()
            .enumerate()
            .filter(|(_, marked)| test(&marked.article.id.0, &marked.article.location.path))
            .map(|(index, _)| index);
        found.next().filter(|_| found.next().is_none())
    };
    by(&|id, _| id == word)
        .or_else(|| by(&|_, path| path == word))
        .or_else(|| by(&|_, path| path.rsplit('/').next() == Some(word.rsplit('/').next().unwrap_or(word))))
        .or_else(|| by(&|id, _| id.starts_with(word)))
        .or_else(|| by(&|_, path| path.rsplit('/').next().is_some_and(|name| name.starts_with(word))))
        .ok_or_else(|| Failure::Unknown {
            what: "article",
            found: word.to_owned(),
            expected: "the identifier, the beginning of one, or the file of exactly one article".to_owned(),
        })
}

/// The story that a word names: identifier, beginning of one, number from 1, or one of its articles.
pub(crate) fn story(heap: &Heap, word: &str) -> Result<usize, Failure> {
    let stories = &heap.clustering.stories;
    let ids: Vec<&str> = heap.names.stories.iter().map(|story| story.id.as_str()).collect();
    let by = |test: &dyn Fn(&str) -> bool| {
        let mut found = ids.iter().enumerate().filter(|(_, id)| test(id)).map(|(index, _)| index);
        found.next().filter(|_| found.next().is_none())
    };
    let numbered = word.parse::<usize>().ok().filter(|&number| 0 < number && number <= ids.len());
    let of_article = || {
        let member = article(heap, word).ok()?;
        stories.iter().position(|story| story.members.contains(&member))
    };
    by(&|id| id == word)
        .or_else(|| numbered.map(|number| number - 1))
        .or_else(|| by(&|id| id.len() >= 4 && id.starts_with(word)))
        .or_else(of_article)
        .ok_or_else(|| Failure::Unknown {
            what: "story",
            found: word.to_owned(),
            expected: format!("a number from 1 to {}, an identifier, or an article of the story", ids.len()),
        })
}
