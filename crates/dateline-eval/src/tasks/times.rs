//! `times`: expressions of time.

use std::fmt::Write as _;
use std::path::Path;

use serde::Deserialize;

use super::Options;
use crate::engine::{self, Reading, Record};
use crate::gold::{self, Row};
use crate::report::{Case, Outcome, measure};
use crate::scorers::times::{Scope, TimeCounts, TimeMatch, TimeSpan, compare};
use crate::{EvalError, scorers::share};

#[derive(Deserialize)]
struct Gold {
    text: String,
    dct: Option<String>,
    times: Vec<GoldTime>,
    #[serde(default)]
    optional: Vec<GoldRange>,
    annotated_end: Option<usize>,
}

#[derive(Deserialize)]
struct GoldTime {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: String,
    value: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum GoldRange {
    Pair(usize, usize),
    Named { start: usize, end: usize },
}

/// Scores `times`: strict, relaxed and value F1.
pub(super) fn score(path: &Path, options: Options) -> Result<Outcome, EvalError> {
    let rows: Vec<Row<Gold>> = gold::rows(path, "{id, text, dct, times}", options.limit)?;
    let record = |row: &Row<Gold>| Record { published: row.gold.dct.clone(), ..Record::text(row.gold.text.as_str()) };
    let records: Vec<Record> = rows.iter().map(record).collect();
    let readings = engine::read_all(&records);
    let mut outcome = Outcome::default();
    let mut total = TimeCounts::default();
    for (row, reading) in rows.iter().zip(&readings) {
        let matched = compare(&expected(&row.gold), &found(reading), &scope(&row.gold));
        total.add(matched.counts);
        outcome.cases.push(case(row, &matched));
    }
    outcome.precision_recall("strict", total.strict());
    outcome.precision_recall("relaxed", total.relaxed());
    outcome.measure("value_f1", total.value_f1());
    outcome.measure("value_accuracy", share(total.right_values, total.relaxed));
    outcome.measure("type_f1", total.kind_f1());
    outcome.count("expected", total.expected);
    outcome.count("found", total.found);
    outcome.count("right_values", total.right_values);
    Ok(outcome)
}

fn expected(gold: &Gold) -> Vec<TimeSpan> {
    let span = |time: &GoldTime| TimeSpan {
        start: time.start,
        end: time.end,
        kind: time.kind.clone(),
        value: time.value.clone().unwrap_or_default(),
    };
    gold.times.iter().map(span).collect()
}

fn found(reading: &Reading) -> Vec<TimeSpan> {
    let span = |time: &dateline::date::Timex| {
        let range = reading.given_range(time.span);
        TimeSpan {
            start: range.start,
            end: range.end,
            kind: time.kind.name().to_owned(),
            value: time.value.clone().unwrap_or_default(),
        }
    };
    reading.marked.times.iter().map(span).collect()
}

fn scope(gold: &Gold) -> Scope {
    let range = |range: &GoldRange| match *range {
        GoldRange::Pair(start, end) | GoldRange::Named { start, end } => (start, end),
    };
    Scope { optional: gold.optional.iter().map(range).collect(), annotated_end: gold.annotated_end }
}

fn case(row: &Row<Gold>, matched: &TimeMatch) -> Case {
    let counts = matched.counts;
    let nothing_to_say = counts.expected == 0 && counts.found == 0;
    let scores =
        if nothing_to_say { [1.0; 3] } else { [counts.strict().f1(), counts.relaxed().f1(), counts.value_f1()] };
    let names = ["strict_f1", "relaxed_f1", "value_f1"];
    let scores = names.into_iter().zip(scores).map(|(name, value)| measure(name, value)).collect();
    Case { case: row.case.clone(), scores, shown: shown(&row.gold.text, matched) }
}

fn shown(text: &str, matched: &TimeMatch) -> String {
    let chars: Vec<char> = text.chars().collect();
    let said = |span: &TimeSpan| {
        let (start, end) = (span.start.min(chars.len()), span.end.min(chars.len()));
        chars[start..end.max(start)].iter().collect::<String>()
    };
    let mut out = String::new();
    for (gold, mark) in &matched.expected {
        let _ = match mark {
            Some(mark) if mark == gold => continue,
            Some(mark) => writeln!(
                out,
                "differs  {:?} {} {}  found {:?} {} {}",
                said(gold),
                gold.kind,
                gold.value,
                said(mark),
                mark.kind,
                mark.value
            ),
            None => writeln!(out, "missed   {:?} {} {}", said(gold), gold.kind, gold.value),
        };
    }
    for mark in &matched.extra {
        let _ = writeln!(out, "extra    {:?} {} {}", said(mark), mark.kind, mark.value);
    }
    out
}
