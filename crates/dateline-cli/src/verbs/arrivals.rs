//! What the new pages of a store share with those that it held, through the index that it keeps.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use dateline::clean::Article;
use dateline::pipeline::{Engine, Heap, Skipped, mark_article};
use dateline::reuse::{Index, arrive};
use dateline_store::{Copies, Place, Store};

use super::heap::{note_skipped, versions};
use crate::args::{Common, Input};
use crate::exit::{Failure, Outcome};
use crate::input;

/// Adds the input to a store; gives the new articles and the earlier ones that they share words with, what they
/// share, and which are new.
pub(crate) fn walk(source: &Input, folder: &Path, common: &Common) -> Result<(Heap, Vec<usize>, Outcome), Failure> {
    let mut store = Store::open(folder, true)?;
    let held = store.files().count();
    let missing = input::keep(source, &mut store)?;
    let (mut copies, mut index) = remembered(&store);
    let (new, places, skipped) = since(&store, copies.files);
    let lent = lent(&store, &copies.articles, &wanted(&index, &new));
    let arrivals = arrive(&mut index, new, |number| lent.get(&number).cloned());
    // Without an index the earlier pages come in now too; they are no news.
    let come = arrivals.new.iter().zip(&places).filter(|(_, (file, _))| *file >= held).map(|(&at, _)| at).collect();
    copies.articles.extend(places);
    copies.files = store.files().count();
    copies.index = index.to_bytes();
    store.keep_copies(&copies)?;
    let articles = apart(arrivals.articles).into_iter().map(mark_article).collect();
    let heap = Heap { articles, trace: arrivals.trace, skipped, ..Heap::default() };
    note_skipped(&heap, common);
    Ok((heap, come, missing.outcome(copies.articles.len())))
}

/// The articles under identifiers of their own: a later one with the identifier of an earlier one gets a number.
fn apart(mut articles: Vec<Article>) -> Vec<Article> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for article in &mut articles {
        let count = seen.entry(article.id.0.clone()).or_default();
        *count += 1;
        if *count > 1 {
            article.id.0 = format!("{}-{count}", article.id.0);
        }
    }
    articles
}

/// The index that the store keeps, or an empty one where that is of another version, torn or missing.
fn remembered(store: &Store) -> (Copies, Index) {
    let made_by = versions();
    let sound = store.copies().filter(|copies| copies.made_by == made_by).and_then(|copies| {
        let index = Index::from_bytes(&copies.index)?;
        (index.len() == copies.articles.len()).then_some((copies, index))
    });
    sound.unwrap_or_else(|| (Copies { made_by, ..Copies::default() }, Index::new()))
}

/// The articles of the files after the first so many, where each stands, and what was skipped.
fn since(store: &Store, files: usize) -> (Vec<Article>, Vec<Place>, Vec<Skipped>) {
    let engine = Engine::default();
    let (mut articles, mut places, mut skipped) = (Vec::new(), Vec::new(), Vec::new());
    for (file, page) in input::kept_since(store, files) {
        match page {
            Ok(page) => {
                places.push((file, page.location.record));
                articles.push(engine.article(&page));
            }
            Err(error) => skipped.push(Skipped::from(&error)),
        }
    }
    (articles, places, skipped)
}

fn wanted(index: &Index, new: &[Article]) -> BTreeSet<usize> {
    new.iter().flat_map(|article| index.alike(article)).collect()
}

/// The articles of these numbers, read again from their files.
fn lent(store: &Store, places: &[Place], wanted: &BTreeSet<usize>) -> BTreeMap<usize, Article> {
    let mut of_file: BTreeMap<usize, BTreeMap<Option<u64>, usize>> = BTreeMap::new();
    for &number in wanted {
        let (file, record) = places[number];
        of_file.entry(file).or_default().insert(record, number);
    }
    let engine = Engine::default();
    let mut out = BTreeMap::new();
    for (file, numbers) in store.files().enumerate().filter_map(|(at, file)| Some((file, of_file.get(&at)?))) {
        for page in input::kept_file(store, file).flatten() {
            out.extend(numbers.get(&page.location.record).map(|&number| (number, engine.article(&page))));
        }
    }
    out
}
