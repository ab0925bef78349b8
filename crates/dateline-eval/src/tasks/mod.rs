//! The tasks: one file each, and the list of them.

mod brief;
mod copies;
mod coreference;
mod dates;
mod groups;
mod main_event;
mod names;
mod quotes;
mod reading;
mod stories;
mod times;
mod token_text;
mod variants;

use std::path::Path;

pub use reading::html_pages;

use crate::report::Outcome;
use crate::{EvalError, Report};

/// What a run may be told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// Feed articles in date order, one pass, never revising (`stories`).
    pub online: bool,
    /// Score a sample of this many rows, the same one on every run.
    pub limit: Option<usize>,
}

/// A task: its name, and how it scores a gold file.
pub struct Task {
    /// As the command takes it.
    pub name: &'static str,
    /// One line for the help text.
    pub about: &'static str,
    score: fn(&Path, Options) -> Result<Outcome, EvalError>,
}

/// Every task, in alphabetical order.
pub static TASKS: &[Task] = &[
    Task { name: "brief", about: "a summary of several reports: ROUGE-1/2/L F1, documents used", score: brief::score },
    Task {
        name: "copies",
        about: "who carries whose words: pairwise P/R/F1, ARI, copied characters",
        score: copies::score,
    },
    Task {
        name: "coreference",
        about: "who is who across the articles of an event, mentions given: MUC, BCubed, CEAF-e, CoNLL",
        score: coreference::score,
    },
    Task {
        name: "damage",
        about: "as copies, on reprints made by rule from the articles of any gold file",
        score: copies::score_damage,
    },
    Task {
        name: "dates",
        about: "publication or event day: exact, within one and three days, none",
        score: dates::score,
    },
    Task {
        name: "main-event",
        about: "who, what, when, where of an article's main event: share of answers that match by words",
        score: main_event::score,
    },
    Task { name: "names", about: "people, places, organisations: exact F1, by kind", score: names::score },
    Task {
        name: "quotes",
        about: "who said what: exact and overlap F1, speaker accuracy, end to end",
        score: quotes::score,
    },
    Task {
        name: "reading",
        about: "the body of a page: shingle-4 P/R/F1, snippet F1, title, authors, day",
        score: reading::score,
    },
    Task {
        name: "stories",
        about: "which articles tell one event: BCubed and pairwise P/R/F1, ARI",
        score: stories::score,
    },
    Task { name: "timeline", about: "the dated steps of a story: ROUGE-1/2/L F1", score: brief::score_timeline },
    Task { name: "times", about: "expressions of time: TempEval-3 strict, relaxed and value F1", score: times::score },
    Task {
        name: "variants",
        about: "wordings of one utterance: pairs joined, recall and precision",
        score: variants::score,
    },
];

/// Scores the engine on a gold file.
pub fn run(task: &str, gold: &Path, options: Options) -> Result<Report, EvalError> {
    let known = || TASKS.iter().map(|task| task.name).collect::<Vec<_>>().join(", ");
    let unknown = || EvalError::UnknownTask { name: task.to_owned(), known: known() };
    let task = TASKS.iter().find(|known| known.name == task).ok_or_else(unknown)?;
    let mut outcome = (task.score)(gold, options)?;
    outcome.cases.sort_by(|a, b| a.case.cmp(&b.case));
    Ok(Report {
        schema: "dateline/eval/1",
        task: task.name.to_owned(),
        gold: gold.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
        rows: outcome.cases.len(),
        measures: outcome.measures,
        counts: outcome.counts,
        notes: outcome.notes,
        cases: outcome.cases,
    })
}
