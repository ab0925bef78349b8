//! `split`, `merge`, `pin`: decisions about stories that hold in every later run.

use std::collections::BTreeSet;
use std::path::Path;

use dateline::clean::ArticleId;
use dateline::public::StoriesDocument;
use dateline::story::Decision;
use dateline_store::Store;

use super::heap;
use super::window::LEAST;
use crate::args::{Common, MergeArgs, PinArgs, SplitArgs};
use crate::exit::{Failure, Outcome};
use crate::output;

/// Length of the briefs that a decision leaves behind: that of `stories` without `--words`.
const BRIEF_WORDS: usize = 200;

/// `dateline split`.
pub(crate) fn split(args: &SplitArgs, common: &Common) -> Result<Outcome, Failure> {
    let (mut store, document) = open(&args.store, common)?;
    let story = &document.stories[heap::story_in(&document, &args.story)?];
    let out = articles(&document, &args.articles)?;
    let members = ids(&story.articles);
    if let Some(stranger) = out.difference(&members).next() {
        return Err(Failure::Decision(format!(
            "split {}: expected its articles, but {} is not one",
            story.id, stranger.0
        )));
    }
    let rest: BTreeSet<ArticleId> = members.difference(&out).cloned().collect();
    if rest.is_empty() {
        return Err(Failure::Decision(format!("split {}: expected some articles to stay, but all leave", story.id)));
    }
    decide(&mut store, Decision::Split { out: out.clone(), rest: rest.clone() }, &[&rest, &out], common)
}

/// `dateline merge`.
pub(crate) fn merge(args: &MergeArgs, common: &Common) -> Result<Outcome, Failure> {
    let (mut store, document) = open(&args.store, common)?;
    let mut articles = BTreeSet::new();
    for word in &args.stories {
        articles.extend(ids(&document.stories[heap::story_in(&document, word)?].articles));
    }
    decide(&mut store, Decision::Merge { articles: articles.clone() }, &[&articles], common)
}

/// `dateline pin`.
pub(crate) fn pin(args: &PinArgs, common: &Common) -> Result<Outcome, Failure> {
    let (mut store, document) = open(&args.store, common)?;
    let article = ArticleId(heap::article_in(&document, &args.article)?);
    let story = &document.stories[heap::story_in(&document, &args.story)?];
    let mut with = ids(&story.articles);
    with.remove(&article);
    if with.is_empty() {
        return Err(Failure::Decision(format!("pin {}: it is the only article of {}", article.0, story.id)));
    }
    decide(&mut store, Decision::Pin { article, with: with.clone() }, &[&with], common)
}

fn open(folder: &Path, common: &Common) -> Result<(Store, StoriesDocument), Failure> {
    let mut store = Store::open(folder, false)?;
    let document = heap::current(&mut store, BRIEF_WORDS, LEAST, common)?;
    Ok((store, document))
}

fn articles(document: &StoriesDocument, words: &[String]) -> Result<BTreeSet<ArticleId>, Failure> {
    words.iter().map(|word| heap::article_in(document, word).map(ArticleId)).collect()
}

fn ids(articles: &[String]) -> BTreeSet<ArticleId> {
    articles.iter().cloned().map(ArticleId).collect()
}

/// Keeps the decision, groups again, and says where these articles are now.
fn decide(
    store: &mut Store,
    decision: Decision,
    shown: &[&BTreeSet<ArticleId>],
    common: &Common,
) -> Result<Outcome, Failure> {
    store.decide(decision)?;
    let document = heap::current(store, BRIEF_WORDS, LEAST, common)?;
    let mut said = String::new();
    for articles in shown {
        let holds = |id: &String| articles.iter().any(|article| article.0 == *id);
        for story in document.stories.iter().filter(|story| story.articles.iter().any(holds)) {
            said.push_str(&format!("{}  {} articles  {}\n", story.id, story.counts.articles, story.title));
        }
    }
    said.push_str("decided; it holds in every later run\n");
    output::text(common, &said)?;
    Ok(Outcome::Done)
}
