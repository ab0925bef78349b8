//! `dates`: publication day, or day of the main event.
//!
//! What is asked is told by the rows. With `event_date`: the event's day, the publication days given, the rows read as one
//! heap (`exact_alone` is the share with each article read on its own). With `gold_event`
//! alone: the publication day of an article that is told nothing, from the other articles of its event, which keep
//! theirs and are known to tell one story; the measures that begin with `own_` are of the rows as one heap, grouped by
//! the engine alone, which is read once per place inside an event, so that each article is asked once. Otherwise: the
//! publication day of a page on its own.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use dateline::date::{Dating, DaySet};
use jiff::civil::Date;
use serde::Deserialize;

use super::Options;
use super::reading::day;
use crate::EvalError;
use crate::engine::{self, Record, Shown};
use crate::gold::{self, Row, base64};
use crate::report::{Case, Outcome, measure};
use crate::scorers::days::{DayCounts, days_apart};
use crate::scorers::{mean, share};

#[derive(Deserialize)]
struct Gold {
    published: Option<String>,
    #[serde(default)]
    event_date: Option<String>,
    #[serde(default)]
    gold_event: Option<String>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    html: Option<String>,
    #[serde(default)]
    html_base64: Option<String>,
    #[serde(default)]
    url: Option<String>,
}

impl Gold {
    /// The record without its publication day.
    fn undated(&self) -> Record {
        let shown = match (&self.html, &self.html_base64) {
            (Some(html), _) => Shown::Html(html.clone().into_bytes()),
            (None, Some(packed)) => Shown::Html(base64(packed)),
            (None, None) => Shown::Text(self.text.clone().unwrap_or_default()),
        };
        Record { title: self.title.clone(), url: self.url.clone(), ..Record::of(shown) }
    }

    fn dated(&self) -> Record {
        Record { published: self.published.clone(), ..self.undated() }
    }
}

/// An answer: the day, if one was given, the days it can have been, how sure these are, and what it rests on.
struct Answer {
    day: Option<Date>,
    days: Option<DaySet>,
    confidence: f32,
    reason: String,
}

/// Scores `dates`.
pub(super) fn score(path: &Path, options: Options) -> Result<Outcome, EvalError> {
    let rows: Vec<Row<Gold>> = gold::rows(path, "{id, html|text, published}", options.limit)?;
    let about_events = rows.iter().any(|row| row.gold.event_date.is_some());
    let among_others = !about_events && rows.iter().any(|row| row.gold.gold_event.is_some());
    let answers = if about_events {
        event_days(&rows)
    } else if among_others {
        published_in_story(&rows)
    } else {
        published_alone(&rows)
    };
    let expected = |row: &Row<Gold>| {
        let asked = if about_events { &row.gold.event_date } else { &row.gold.published };
        asked.as_deref().and_then(day)
    };
    let mut outcome = report(rows.iter().map(expected).zip(&answers));
    let cases = rows.iter().zip(&answers).filter_map(|(row, answer)| Some(case(row, expected(row)?, answer)));
    outcome.cases = cases.collect();
    if about_events {
        outcome.measure("exact_alone", event_days_alone(&rows));
    }
    if among_others {
        let own = report(rows.iter().map(expected).zip(&published_in_heap(&rows)));
        for one in own.measures {
            outcome.measure(format!("own_{}", one.name), one.value);
        }
    }
    Ok(outcome)
}

fn published(dating: &Dating) -> Answer {
    let evidence = dating.published.evidence.first().map(|evidence| evidence.reason.clone());
    Answer {
        day: dating.published.value.as_deref().and_then(day).or(dating.published.days.and_then(DaySet::single)),
        days: dating.published.days,
        confidence: dating.published.confidence,
        reason: evidence.unwrap_or_default(),
    }
}

fn event(dating: &Dating) -> Answer {
    let evidence = dating.event.evidence.first().map(|evidence| evidence.reason.clone());
    Answer {
        day: dating.event.value.as_deref().and_then(day).or(dating.event.days.and_then(DaySet::single)),
        days: dating.event.days,
        confidence: 0.0,
        reason: evidence.unwrap_or_default(),
    }
}

/// The rows as one heap, as a user gives them.
fn event_days(rows: &[Row<Gold>]) -> Vec<Answer> {
    let records: Vec<Record> = rows.iter().map(|row| row.gold.dated()).collect();
    let (heap, place) = engine::heap(&records);
    place.iter().map(|index| event(&heap.articles[*index].dating)).collect()
}

/// Share of the rows whose event is dated right when each is read on its own.
fn event_days_alone(rows: &[Row<Gold>]) -> f64 {
    let records: Vec<Record> = rows.iter().map(|row| row.gold.dated()).collect();
    let expected = |row: &Row<Gold>| row.gold.event_date.as_deref().and_then(day);
    let readings = engine::read_all(&records);
    let right = |(row, reading): &(&Row<Gold>, &engine::Reading)| {
        expected(row).is_some() && event(&reading.marked.dating).day == expected(row)
    };
    share(rows.iter().zip(&readings).filter(right).count(), rows.len())
}

fn published_alone(rows: &[Row<Gold>]) -> Vec<Answer> {
    let records: Vec<Record> = rows.iter().map(|row| row.gold.undated()).collect();
    engine::read_all(&records).iter().map(|reading| published(&reading.marked.dating)).collect()
}

/// Asks each article among the others of its event.
fn published_in_story(rows: &[Row<Gold>]) -> Vec<Answer> {
    let ask = |asked: usize| {
        let event = &rows[asked].gold.gold_event;
        let members: Vec<usize> = (0..rows.len())
            .filter(|&index| index == asked || (event.is_some() && rows[index].gold.gold_event == *event))
            .collect();
        let record =
            |&index: &usize| if index == asked { rows[index].gold.undated() } else { rows[index].gold.dated() };
        let (heap, place) = engine::story(&members.iter().map(record).collect::<Vec<_>>());
        let at = members.iter().position(|&index| index == asked).unwrap_or_default();
        published(&heap.articles[place[at]].dating)
    };
    (0..rows.len()).map(ask).collect()
}

/// Asks each article once, while at most one article of its event goes undated.
fn published_in_heap(rows: &[Row<Gold>]) -> Vec<Answer> {
    let mut answers: Vec<Option<Answer>> = rows.iter().map(|_| None).collect();
    for asked in rounds(rows) {
        let record = |(index, row): (usize, &Row<Gold>)| {
            if asked.contains(&index) { row.gold.undated() } else { row.gold.dated() }
        };
        let records: Vec<Record> = rows.iter().enumerate().map(record).collect();
        let (heap, place) = engine::heap(&records);
        for index in asked {
            answers[index] = Some(published(&heap.articles[place[index]].dating));
        }
    }
    let unasked = || Answer { day: None, days: None, confidence: 0.0, reason: String::new() };
    answers.into_iter().map(|answer| answer.unwrap_or_else(unasked)).collect()
}

/// Confidence from which a range counts as given for sure: nineteen in twenty of such must hold.
const SURE: f32 = 0.9;

/// The n-th round asks the n-th article of every event.
fn rounds(rows: &[Row<Gold>]) -> Vec<Vec<usize>> {
    let mut rounds: Vec<Vec<usize>> = Vec::new();
    let mut seen: BTreeMap<Option<&str>, usize> = BTreeMap::new();
    for (index, row) in rows.iter().enumerate() {
        let round = seen.entry(row.gold.gold_event.as_deref()).or_default();
        if *round == rounds.len() {
            rounds.push(Vec::new());
        }
        rounds[*round].push(index);
        *round += 1;
    }
    rounds
}

fn report<'a>(questions: impl Iterator<Item = (Option<Date>, &'a Answer)>) -> Outcome {
    let mut counts = DayCounts::default();
    let (mut held, mut ranges, mut widths) = (0, 0, Vec::new());
    let (mut sure, mut sure_held) = (0, 0);
    for (expected, answer) in questions.filter_map(|(expected, answer)| Some((expected?, answer))) {
        counts.add(expected, answer.day);
        if let Some(days) = answer.days {
            ranges += 1;
            let holds = usize::from(days.contains(expected));
            held += holds;
            if answer.confidence >= SURE {
                sure += 1;
                sure_held += holds;
            }
            widths.push(f64::from(days_apart(days.earliest, days.latest) + 1));
        }
    }
    let mut outcome = Outcome::default();
    outcome.measure("exact", counts.exact_share());
    outcome.measure("within_1_day", share(counts.within_one, counts.asked));
    outcome.measure("within_3_days", share(counts.within_three, counts.asked));
    outcome.measure("none", share(counts.asked - counts.answered, counts.asked));
    outcome.measure("precision", counts.precision());
    outcome.measure("range_holds", share(held, ranges));
    outcome.measure("sure_share", share(sure, counts.asked));
    outcome.measure("sure_holds", share(sure_held, sure));
    outcome.measure("range_days_mean", mean(widths));
    outcome.count("asked", counts.asked);
    outcome.count("answered", counts.answered);
    outcome.count("with_range", ranges);
    outcome.count("sure", sure);
    outcome
}

fn case(row: &Row<Gold>, expected: Date, answer: &Answer) -> Case {
    let right = f64::from(u8::from(answer.day == Some(expected)));
    let mut shown = String::new();
    let _ = writeln!(shown, "title    {:?}", row.gold.title.as_deref().unwrap_or(""));
    let _ = writeln!(
        shown,
        "expected {expected} found {:?} {:?} at {:.2} ({})",
        answer.day, answer.days, answer.confidence, answer.reason
    );
    Case { case: row.case.clone(), scores: vec![measure("exact", right)], shown }
}
