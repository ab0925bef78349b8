//! `diff`: what changed in a story since a run.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use dateline_store::{Run, Store};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::heap;
use super::window::LEAST;
use crate::args::{Common, DiffArgs, PartFormat};
use crate::exit::{Failure, Outcome};
use crate::output::Output;

/// What a run said of a story, as far as changes are told.
#[derive(Debug, Clone, Default, Deserialize)]
struct SeenStory {
    id: String,
    title: String,
    status: String,
    counts: BTreeMap<String, usize>,
    articles: Vec<String>,
    brief: Vec<SeenLine>,
    matrix: SeenMatrix,
}

#[derive(Debug, Clone, Deserialize)]
struct SeenLine {
    text: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
struct SeenMatrix {
    claims: Vec<SeenClaim>,
}

#[derive(Debug, Clone, Deserialize)]
struct SeenClaim {
    kind: String,
    statement: String,
    status: String,
}

/// A value that changed.
#[derive(Debug, PartialEq, Serialize)]
struct Change<T> {
    from: T,
    to: T,
}

/// A claim whose status changed.
#[derive(Debug, PartialEq, Serialize)]
struct ChangedClaim {
    statement: String,
    status: Change<String>,
}

/// `dateline/diff/1`.
#[derive(Debug, PartialEq, Serialize)]
struct DiffDocument {
    schema: &'static str,
    story: String,
    /// The run compared with; nothing where the story is newer than all runs asked for.
    since: Option<u32>,
    until: u32,
    title: Option<Change<String>>,
    status: Option<Change<String>>,
    counts: BTreeMap<String, Change<usize>>,
    new_articles: Vec<String>,
    gone_articles: Vec<String>,
    new_claims: Vec<String>,
    gone_claims: Vec<String>,
    changed_claims: Vec<ChangedClaim>,
    new_brief: Vec<String>,
}

/// `dateline diff`.
pub(crate) fn run(args: &DiffArgs, common: &Common) -> Result<Outcome, Failure> {
    let mut store = Store::open(&args.store, false)?;
    let words = store.runs().last().map_or(200, |run| run.brief_words);
    let document = heap::current(&mut store, words, LEAST, common)?;
    let story = &document.stories[heap::story_in(&document, &args.story)?];
    let Some(last) = store.runs().last() else {
        return Err(Failure::Decision("compare runs: expected at least one run, but the store has none".to_owned()));
    };
    let now = of_run(&store, last)?.into_iter().find(|seen| seen.id == story.id).unwrap_or_default();
    let since = since(&store, &args.since)?;
    let before = match since {
        Some(run) => before(&store, run, &now)?,
        None => None,
    };
    let diff = compare(since.map(|run| run.mark), last.mark, before.unwrap_or_default(), now);
    let changed = !diff.is_empty();
    write(&diff, args.format, common)?;
    Ok(if changed { Outcome::Done } else { Outcome::NotSo })
}

fn of_run(store: &Store, run: &Run) -> Result<Vec<SeenStory>, Failure> {
    Ok(store.stories(run)?)
}

/// The run that a mark names, or the last one on or before a day; nothing where all are later.
fn since<'a>(store: &'a Store, word: &str) -> Result<Option<&'a Run>, Failure> {
    let unknown = || Failure::Unknown {
        what: "run",
        found: word.to_owned(),
        expected: format!("a day as YYYY-MM-DD, or the number of a run from 1 to {}", store.runs().count()),
    };
    if let Ok(mark) = word.parse::<u32>() {
        return store.runs().find(|run| run.mark == mark).map(Some).ok_or_else(unknown);
    }
    let day: Date = word.parse().map_err(|_| unknown())?;
    Ok(store.runs().filter(|run| run.date.parse::<Date>().is_ok_and(|made| made <= day)).last())
}

/// The story as a run had it: under its name, or the one that held most of its articles.
fn before(store: &Store, run: &Run, now: &SeenStory) -> Result<Option<SeenStory>, Failure> {
    let members: BTreeSet<&String> = now.articles.iter().collect();
    let shared = |story: &SeenStory| story.articles.iter().filter(|id| members.contains(id)).count();
    let seen = of_run(store, run)?;
    let named = seen.iter().position(|story| story.id == now.id);
    let nearest = || {
        let held = seen.iter().enumerate().map(|(place, story)| (shared(story), place));
        held.filter(|&(count, _)| count > 0).max_by_key(|&(count, place)| (count, std::cmp::Reverse(place)))
    };
    Ok(named.or_else(|| nearest().map(|(_, place)| place)).map(|place| seen[place].clone()))
}

fn compare(since: Option<u32>, until: u32, before: SeenStory, now: SeenStory) -> DiffDocument {
    let change = |from: String, to: &String| (from != *to).then(|| Change { from, to: to.clone() });
    let minus = |all: &[String], held: &[String]| -> Vec<String> {
        all.iter().filter(|one| !held.contains(one)).cloned().collect()
    };
    let key = |claim: &SeenClaim| (claim.kind.clone(), claim.statement.clone());
    let old: BTreeMap<_, _> = before.matrix.claims.iter().map(|claim| (key(claim), claim.status.clone())).collect();
    let new: BTreeMap<_, _> = now.matrix.claims.iter().map(|claim| (key(claim), claim.status.clone())).collect();
    let only = |claims: &[SeenClaim], other: &BTreeMap<(String, String), String>| -> Vec<String> {
        claims.iter().filter(|claim| !other.contains_key(&key(claim))).map(|claim| claim.statement.clone()).collect()
    };
    let changed = now.matrix.claims.iter().filter_map(|claim| {
        let status = change(old.get(&key(claim))?.clone(), &claim.status)?;
        Some(ChangedClaim { statement: claim.statement.clone(), status })
    });
    let lines = |brief: &[SeenLine]| brief.iter().map(|line| line.text.clone()).collect::<Vec<_>>();
    let counts = now.counts.iter().filter_map(|(name, &to)| {
        let from = before.counts.get(name).copied().unwrap_or(0);
        (from != to).then(|| (name.clone(), Change { from, to }))
    });
    DiffDocument {
        schema: "dateline/diff/1",
        since,
        until,
        counts: counts.collect(),
        new_articles: minus(&now.articles, &before.articles),
        gone_articles: minus(&before.articles, &now.articles),
        new_claims: only(&now.matrix.claims, &old),
        gone_claims: only(&before.matrix.claims, &new),
        changed_claims: changed.collect(),
        new_brief: minus(&lines(&now.brief), &lines(&before.brief)),
        title: change(before.title, &now.title),
        status: change(before.status, &now.status),
        story: now.id,
    }
}

impl DiffDocument {
    fn is_empty(&self) -> bool {
        let same = self.title.is_none() && self.status.is_none() && self.counts.is_empty();
        let lists = [&self.new_articles, &self.gone_articles, &self.new_claims, &self.gone_claims, &self.new_brief];
        same && self.changed_claims.is_empty() && lists.iter().all(|list| list.is_empty())
    }

    /// Lines for people, list items marked by `item`.
    fn text(&self, heading: &str, item: &str) -> String {
        let since = self.since.map_or_else(|| "before the first run".to_owned(), |mark| format!("run {mark}"));
        let mut out = format!("{heading}{}: from {since} to run {}\n", self.story, self.until);
        let mut line = |text: &str| {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "{item}{text}");
        };
        for (name, change) in [("title", &self.title), ("status", &self.status)] {
            if let Some(Change { from, to }) = change {
                line(&format!("{name}: {from:?} is now {to:?}"));
            }
        }
        for (name, Change { from, to }) in &self.counts {
            line(&format!("{name}: {from} → {to}"));
        }
        let lists = [
            ("new article", &self.new_articles),
            ("article gone", &self.gone_articles),
            ("new in the brief", &self.new_brief),
            ("new claim", &self.new_claims),
            ("claim gone", &self.gone_claims),
        ];
        for (name, list) in lists {
            for one in list {
                line(&format!("{name}: {}", one.replace('\n', " ")));
            }
        }
        for ChangedClaim { statement, status } in &self.changed_claims {
            line(&format!("{} → {}: {}", status.from, status.to, statement.replace('\n', " ")));
        }
        if self.is_empty() {
            line("nothing changed");
        }
        out
    }
}

fn write(diff: &DiffDocument, format: PartFormat, common: &Common) -> Result<(), Failure> {
    let mut output = Output::open(common)?;
    match format {
        PartFormat::Json => output.json(diff)?,
        PartFormat::Text => output.put(&diff.text("", "  "))?,
        PartFormat::Md => output.put(&diff.text("## ", "- "))?,
    }
    output.finish()
}
