//! `brief` and `timeline`: a summary of several reports.
//!
//! The documents of a row are one story. ROUGE-1, ROUGE-2 and ROUGE-L F1 with stemming, averaged over rows, and how
//! many of the documents the brief takes sentences from. The length asked for is one figure for the whole file: its
//! mean reference length, rounded down to a multiple of five words.

use std::collections::BTreeSet;
use std::path::Path;

use dateline::compare::compare;
use dateline::facts::{Marked, link};
use dateline::report::{brief, timeline};
use dateline::story::{StoryCluster, profile};
use rayon::prelude::*;
use serde::Deserialize;

use super::Options;
use crate::EvalError;
use crate::engine::{self, Record};
use crate::gold::{self, Row};
use crate::report::{Case, Outcome, measure};
use crate::scorers::mean;
use crate::scorers::rouge::{Rouge, rouge};

#[derive(Deserialize)]
struct Gold {
    documents: Vec<Document>,
    #[serde(alias = "timeline")]
    summary: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Document {
    Text(String),
    Record {
        text: String,
        title: Option<String>,
        #[serde(alias = "date")]
        published: Option<String>,
        publisher: Option<String>,
    },
}

/// A summary and the number of documents it was made from.
struct Written {
    text: String,
    documents: usize,
}

/// Which summary is asked for.
#[derive(Clone, Copy)]
enum Form {
    Brief { words: usize },
    Timeline,
}

/// Scores `brief`.
pub(super) fn score(path: &Path, options: Options) -> Result<Outcome, EvalError> {
    let rows = read(path, options)?;
    let words = mean(rows.iter().map(|row| row.gold.summary.split_whitespace().count() as f64)) as usize;
    let words = words / 5 * 5;
    let mut outcome = score_rows(&rows, Form::Brief { words });
    outcome.count("words_asked", words);
    Ok(outcome)
}

/// Scores `timeline`.
pub(super) fn score_timeline(path: &Path, options: Options) -> Result<Outcome, EvalError> {
    Ok(score_rows(&read(path, options)?, Form::Timeline))
}

fn read(path: &Path, options: Options) -> Result<Vec<Row<Gold>>, EvalError> {
    gold::rows(path, "{id, documents [text..], summary}", options.limit)
}

fn score_rows(rows: &[Row<Gold>], form: Form) -> Outcome {
    let written: Vec<Written> = rows.par_iter().map(|row| write(&row.gold, form)).collect();
    let scores: Vec<Rouge> =
        rows.par_iter().zip(&written).map(|(row, written)| rouge(&row.gold.summary, &written.text)).collect();
    let mut outcome = Outcome::default();
    outcome.measure("rouge_1", mean(scores.iter().map(|score| score.one.f1())));
    outcome.measure("rouge_2", mean(scores.iter().map(|score| score.two.f1())));
    outcome.measure("rouge_l", mean(scores.iter().map(|score| score.longest.f1())));
    outcome.measure("documents_used", mean(written.iter().map(|written| written.documents as f64)));
    outcome.measure("words", mean(written.iter().map(|written| written.text.split_whitespace().count() as f64)));
    let case = |((row, written), score): ((&Row<Gold>, &Written), &Rouge)| Case {
        case: row.case.clone(),
        scores: vec![
            measure("rouge_1", score.one.f1()),
            measure("rouge_2", score.two.f1()),
            measure("rouge_l", score.longest.f1()),
        ],
        shown: format!("== expected\n{}\n== found\n{}\n", row.gold.summary, written.text),
    };
    outcome.cases = rows.iter().zip(&written).zip(&scores).map(case).collect();
    outcome
}

/// The summary of a row's documents, read as one story.
fn write(gold: &Gold, form: Form) -> Written {
    let records: Vec<Record> = gold.documents.iter().map(record).collect();
    let (mut heap, _) = engine::heap(&records);
    link(&mut heap.articles.iter_mut().collect::<Vec<&mut Marked>>());
    let Some(first) = heap.articles.first() else { return Written { text: String::new(), documents: 0 } };
    let story =
        StoryCluster { members: (0..heap.articles.len()).collect(), profile: profile(first), notes: Vec::new() };
    let comparison = compare(&story, &heap.articles, &heap.trace);
    let lines: Vec<(String, Option<usize>)> = match form {
        Form::Brief { words } => {
            let written = brief(&comparison, &heap.articles, words);
            let line =
                |line: &dateline::report::BriefSentence| (line.text.clone(), line.citations.first().map(|c| c.0));
            written.sentences.iter().map(line).collect()
        }
        Form::Timeline => {
            let written = timeline(&comparison, &heap.articles);
            let line =
                |line: &dateline::report::TimelineEntry| (line.text.clone(), line.citations.first().map(|c| c.0));
            written.entries.iter().map(line).collect()
        }
    };
    let documents = lines.iter().filter_map(|line| line.1).collect::<BTreeSet<_>>().len();
    Written { text: lines.into_iter().map(|line| line.0).collect::<Vec<_>>().join("\n"), documents }
}

fn record(document: &Document) -> Record {
    match document {
        Document::Text(text) => Record::text(text.as_str()),
        Document::Record { text, title, published, publisher } => Record {
            title: title.clone(),
            published: published.clone(),
            publisher: publisher.clone(),
            ..Record::text(text.as_str())
        },
    }
}
