//! `copies`: who carries whose words.
//!
//! Groups: pairwise precision, recall and F1 and the adjusted Rand index of whole-page copies; a page in several found
//! groups joins them. Characters, where the gold has passages: on the pages that copy, the copied characters found.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use dateline::clean::Article;
use dateline::reuse::{Direction, PassageKind, Trace, trace};
use serde::Deserialize;

use super::{Options, groups};
use crate::EvalError;
use crate::damage::{Original, Printed, printed};
use crate::engine::{self, Reading, Record};
use crate::gold::{self, Row};
use crate::report::{Case, Outcome, measure};
use crate::scorers::clusters::{adjusted_rand, bcubed_items, pairwise};
use crate::scorers::spans::Extent;
use crate::scorers::{PrecisionRecall, share};

#[derive(Deserialize)]
struct Gold {
    title: Option<String>,
    text: String,
    group: String,
    publisher: Option<String>,
    #[serde(alias = "published")]
    date: Option<String>,
    kind: Option<String>,
    #[serde(default)]
    passages: Vec<GoldPassage>,
}

#[derive(Deserialize)]
struct GoldPassage {
    start: usize,
    end: usize,
    /// Identifier of the page it was taken from.
    src: Option<String>,
}

/// Scores `copies`.
pub(super) fn score(path: &Path, options: Options) -> Result<Outcome, EvalError> {
    let rows: Vec<Row<Gold>> = gold::rows(path, "{id, text, group}", options.limit)?;
    Ok(score_rows(&rows))
}

#[derive(Deserialize)]
struct Source {
    text: String,
    gold_event: Option<String>,
}

/// Seed of the reprints that are made for scoring.
const SEED: u64 = 20_310_502;

/// Scores `damage`: reprints made by rule from the articles of any gold file.
pub(super) fn score_damage(path: &Path, options: Options) -> Result<Outcome, EvalError> {
    let rows: Vec<Row<Source>> = gold::rows(path, "{id, text}", options.limit)?;
    let original = |row: &Row<Source>| Original {
        id: row.case.clone(),
        event: row.gold.gold_event.clone().unwrap_or_else(|| row.case.clone()),
        text: row.gold.text.clone(),
    };
    let pages = printed(&rows.iter().map(original).collect::<Vec<_>>(), SEED);
    Ok(score_rows(&pages.into_iter().map(row_of).collect::<Vec<_>>()))
}

fn row_of(page: Printed) -> Row<Gold> {
    let passages = page.copied.iter().map(|&(start, end)| GoldPassage { start, end, src: None }).collect();
    let gold = Gold {
        title: None,
        text: page.text,
        group: page.group,
        publisher: None,
        date: None,
        kind: Some(page.way.to_owned()),
        passages,
    };
    Row { case: page.id, gold }
}

fn score_rows(rows: &[Row<Gold>]) -> Outcome {
    let readings = engine::read_all(&rows.iter().map(record).collect::<Vec<_>>());
    let articles: Vec<&Article> = readings.iter().map(|reading| &reading.marked.article).collect();
    let traced = trace(&articles);
    let expected = groups::numbered(rows.iter().map(|row| row.gold.group.as_str()));
    let copies: Vec<Vec<usize>> = traced.groups.iter().map(|group| group.members.clone()).collect();
    let found = groups::joined(&copies, rows.len());
    let mut outcome = Outcome::default();
    outcome.precision_recall("pairwise", pairwise(&expected, &found));
    outcome.measure("ari", adjusted_rand(&expected, &found));
    by_kind(&mut outcome, rows, &expected, &found);
    directions(&mut outcome, rows, &traced);
    characters(&mut outcome, rows, &readings, &traced);
    outcome.count("pages", rows.len());
    outcome.count("groups", groups::count(&expected));
    outcome.count("found_groups", groups::count(&found));
    outcome.count("passages", traced.passages.len());
    outcome.cases = cases(rows, &expected, &found);
    outcome
}

fn record(row: &Row<Gold>) -> Record {
    Record {
        title: row.gold.title.clone(),
        published: row.gold.date.clone(),
        publisher: row.gold.publisher.clone(),
        ..Record::text(row.gold.text.as_str())
    }
}

/// Recall of the pairs that a page of each kind of copying takes part in.
fn by_kind(outcome: &mut Outcome, rows: &[Row<Gold>], expected: &[usize], found: &[usize]) {
    let mut pairs: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for a in 0..rows.len() {
        let Some(kind) = rows[a].gold.kind.as_deref() else { continue };
        for b in (0..rows.len()).filter(|&b| b != a && expected[a] == expected[b]) {
            let (right, all) = pairs.entry(kind).or_default();
            *right += usize::from(found[a] == found[b]);
            *all += 1;
        }
    }
    for (kind, (right, all)) in pairs {
        outcome.measure(format!("recall_{kind}"), share(right, all));
    }
}

/// Of the pairs of a page and the one that it was made from, by how many it is told right and wrong who copied.
fn directions(outcome: &mut Outcome, rows: &[Row<Gold>], traced: &Trace) {
    let places: BTreeMap<&str, usize> = rows.iter().enumerate().map(|(at, row)| (row.case.as_str(), at)).collect();
    let mut sources: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (at, row) in rows.iter().enumerate() {
        let named = row.gold.passages.iter().filter_map(|passage| passage.src.as_deref());
        let cases = named.map(|src| gold::case_hash(&serde_json::Value::from(src).to_string()));
        sources.extend(cases.filter_map(|case| Some((*places.get(case.as_str())?, at))));
    }
    let told: BTreeMap<(usize, usize), Direction> = traced
        .passages
        .iter()
        .filter(|passage| passage.kind == PassageKind::Copy)
        .map(|passage| ((passage.a.article, passage.b.article), passage.direction))
        .collect();
    let of = |&(source, copy): &(usize, usize)| {
        if source < copy {
            told.get(&(source, copy)).copied()
        } else {
            told.get(&(copy, source)).map(|direction| direction.turned())
        }
    };
    let found: Vec<Direction> = sources.iter().filter_map(of).collect();
    if !sources.is_empty() {
        let number = |which| found.iter().filter(|&&direction| direction == which).count();
        outcome.measure("direction_told", share(number(Direction::AToB), sources.len()));
        outcome.measure("direction_wrong", share(number(Direction::BToA), sources.len()));
    }
}

/// Precision and recall over the characters of the pages that copy.
fn characters(outcome: &mut Outcome, rows: &[Row<Gold>], readings: &[Reading], traced: &Trace) {
    let mut found: Vec<Vec<std::ops::Range<usize>>> = vec![Vec::new(); rows.len()];
    for passage in traced.passages.iter().filter(|passage| passage.kind == PassageKind::Copy) {
        for side in [passage.a, passage.b] {
            found[side.article].push(readings[side.article].given_range(side.span));
        }
    }
    let (mut right, mut all_found, mut all_expected) = (0, 0, 0);
    for (row, ranges) in rows.iter().zip(&found).filter(|(row, _)| !row.gold.passages.is_empty()) {
        let blanks: BTreeSet<usize> =
            row.gold.text.chars().enumerate().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at).collect();
        let expected: Vec<_> = row.gold.passages.iter().map(|passage| passage.start..passage.end).collect();
        let expected = Extent::new(&expected, |at| !blanks.contains(&at));
        let marked = Extent::new(ranges, |at| !blanks.contains(&at));
        right += expected.common(&marked);
        all_found += marked.len();
        all_expected += expected.len();
    }
    if all_expected > 0 {
        outcome.precision_recall("characters", PrecisionRecall::of(right, all_found, right, all_expected));
    }
}

fn cases(rows: &[Row<Gold>], expected: &[usize], found: &[usize]) -> Vec<Case> {
    let items = bcubed_items(expected, found);
    let name = |index: usize| {
        let gold = &rows[index].gold;
        format!(
            "{} {} {:?}",
            rows[index].case,
            gold.kind.as_deref().unwrap_or("-"),
            gold.title.as_deref().unwrap_or("")
        )
    };
    let case = |index: usize| {
        let mut shown = format!("page     {}\n", name(index));
        for other in (0..rows.len()).filter(|&other| other != index) {
            let verdict = match (expected[other] == expected[index], found[other] == found[index]) {
                (true, false) => "missed",
                (false, true) => "wrong ",
                _ => continue,
            };
            shown.push_str(&format!("{verdict}   {}\n", name(other)));
        }
        let scores = vec![measure("precision", items[index].precision), measure("recall", items[index].recall)];
        Case { case: rows[index].case.clone(), scores, shown }
    };
    (0..rows.len()).map(case).collect()
}
