//! `stories`: which articles tell one event.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::{Options, groups};
use crate::EvalError;
use crate::engine::{self, Record};
use crate::gold::{self, Row};
use crate::report::{Case, Outcome, measure};
use crate::scorers::clusters::{adjusted_rand, bcubed, bcubed_items, pairwise};

#[derive(Deserialize)]
struct Gold {
    date: Option<String>,
    title: Option<String>,
    text: String,
    gold_event: String,
    gold_topic: Option<String>,
    publisher: Option<String>,
    url: Option<String>,
    language: Option<String>,
}

/// Scores `stories`: BCubed, pairwise, adjusted Rand index.
pub(super) fn score(path: &Path, options: Options) -> Result<Outcome, EvalError> {
    let rows: Vec<Row<Gold>> = gold::rows(path, "{id, date, title, text, gold_event}", options.limit)?;
    let records: Vec<Record> = rows.iter().map(record).collect();
    let expected = groups::numbered(rows.iter().map(|row| row.gold.gold_event.as_str()));
    let read = read(&records);
    let found = if options.online { one_pass(&records) } else { read.stories };
    let mut outcome = Outcome::default();
    outcome.precision_recall("bcubed", bcubed(&expected, &found));
    outcome.precision_recall("pairwise", pairwise(&expected, &found));
    outcome.measure("ari", adjusted_rand(&expected, &found));
    outcome.count("articles", rows.len());
    outcome.count("events", groups::count(&expected));
    outcome.count("stories", groups::count(&found));
    if rows.iter().all(|row| row.gold.gold_topic.is_some()) {
        let lines = groups::numbered(rows.iter().filter_map(|row| row.gold.gold_topic.as_deref()));
        outcome.precision_recall("topics_bcubed", bcubed(&lines, &read.topics));
    }
    outcome.cases = cases(&rows, &expected, &found);
    Ok(outcome)
}

fn record(row: &Row<Gold>) -> Record {
    let gold = &row.gold;
    Record {
        title: gold.title.clone(),
        published: gold.date.clone(),
        language: gold.language.clone(),
        publisher: gold.publisher.clone(),
        url: gold.url.clone(),
        ..Record::text(gold.text.as_str())
    }
}

/// The groups of the articles when the heap is read as a whole.
struct Read {
    /// By story; an article in no story has a group of its own.
    stories: Vec<usize>,
    /// By topic; a story in no topic has a group of its own.
    topics: Vec<usize>,
}

fn read(records: &[Record]) -> Read {
    let (heap, place) = engine::heap(records);
    let stories = &heap.clustering.stories;
    let mut found: Vec<usize> = (0..heap.articles.len()).map(|article| stories.len() + article).collect();
    for (story, cluster) in stories.iter().enumerate() {
        for &member in &cluster.members {
            found[member] = story;
        }
    }
    let mut topic_of: Vec<usize> = (0..stories.len() + heap.articles.len()).collect();
    for topic in &heap.clustering.topics {
        for &story in &topic.stories {
            topic_of[story] = topic.stories[0];
        }
    }
    let by_story: Vec<usize> = place.into_iter().map(|index| found[index]).collect();
    Read { topics: by_story.iter().map(|&story| topic_of[story]).collect(), stories: by_story }
}

/// The group of each article when articles arrive day by day and no decision is revised: each day the heap seen so far
/// is read, and the day's articles join the story that most of their companions are in. Undated articles come last.
fn one_pass(records: &[Record]) -> Vec<usize> {
    let mut days: BTreeMap<(bool, Option<&str>), Vec<usize>> = BTreeMap::new();
    for (article, record) in records.iter().enumerate() {
        days.entry((record.published.is_none(), record.published.as_deref())).or_default().push(article);
    }
    let mut found = vec![0; records.len()];
    let mut seen: Vec<usize> = Vec::new();
    for today in days.into_values() {
        let earlier = seen.len();
        seen.extend(today);
        let heap: Vec<Record> = seen.iter().map(|&article| records[article].clone()).collect();
        let groups = read(&heap).stories;
        for place in earlier..seen.len() {
            let companions = (0..place).filter(|&other| groups[other] == groups[place]);
            found[seen[place]] = most_common(companions.map(|other| found[seen[other]])).unwrap_or(seen[place]);
        }
    }
    found
}

fn most_common(values: impl Iterator<Item = usize>) -> Option<usize> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    counts.into_iter().max_by_key(|&(value, count)| (count, std::cmp::Reverse(value))).map(|(value, _)| value)
}

fn cases(rows: &[Row<Gold>], expected: &[usize], found: &[usize]) -> Vec<Case> {
    let items = bcubed_items(expected, found);
    let title = |index: usize| rows[index].gold.title.as_deref().unwrap_or("").to_owned();
    let case = |index: usize| {
        let others = (0..rows.len()).filter(|&other| other != index);
        let lines = others.filter_map(|other| {
            let verdict = match (expected[other] == expected[index], found[other] == found[index]) {
                (true, false) => "missed  ",
                (false, true) => "wrong   ",
                _ => return None,
            };
            Some(format!("{verdict} {} {}\n", rows[other].case, title(other)))
        });
        let shown = format!("article  {}\n{}", title(index), lines.collect::<String>());
        let scores =
            vec![measure("bcubed_precision", items[index].precision), measure("bcubed_recall", items[index].recall)];
        Case { case: rows[index].case.clone(), scores, shown }
    };
    (0..rows.len()).map(case).collect()
}
