//! [`Report`]: the scores of one task on one gold file.

use std::fmt::Write as _;

use serde::Serialize;

/// One figure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Measure {
    /// Short name, as floors use it (`bcubed_f1`).
    pub name: String,
    /// Its value.
    pub value: f64,
}

/// The score of one row.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Case {
    /// Hash of the row's identifier.
    pub case: String,
    /// The measures of this row alone, in a fixed order.
    pub scores: Vec<Measure>,
    /// Expected against found, for a person who reads this case. Never written to a results file.
    #[serde(skip)]
    pub shown: String,
}

/// The scores of one task on one gold file.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// `dateline/eval/1`.
    pub schema: &'static str,
    /// Name of the task.
    pub task: String,
    /// Name of the gold file, without its folders.
    pub gold: String,
    /// Rows scored.
    pub rows: usize,
    /// The figures, most telling first.
    pub measures: Vec<Measure>,
    /// What was counted on the way (expected, found, right …).
    pub counts: Vec<(String, u64)>,
    /// What a reader must know to read the figures right.
    pub notes: Vec<String>,
    /// Row by row, ordered by name.
    pub cases: Vec<Case>,
}

/// What a task gives; [`crate::run`] adds the names.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub measures: Vec<Measure>,
    pub counts: Vec<(String, u64)>,
    pub notes: Vec<String>,
    pub cases: Vec<Case>,
}

impl Outcome {
    /// Adds a figure.
    pub(crate) fn measure(&mut self, name: impl Into<String>, value: f64) {
        self.measures.push(measure(name, value));
    }

    /// Adds a count.
    pub(crate) fn count(&mut self, name: impl Into<String>, value: usize) {
        self.counts.push((name.into(), value as u64));
    }

    /// Adds precision, recall and F1 under a common prefix.
    pub(crate) fn precision_recall(&mut self, prefix: &str, score: crate::scorers::PrecisionRecall) {
        self.measure(format!("{prefix}_precision"), score.precision);
        self.measure(format!("{prefix}_recall"), score.recall);
        self.measure(format!("{prefix}_f1"), score.f1());
    }
}

/// A named figure.
pub(crate) fn measure(name: impl Into<String>, value: f64) -> Measure {
    Measure { name: name.into(), value }
}

impl Report {
    /// The value of a measure.
    pub fn value(&self, name: &str) -> Option<f64> {
        self.measures.iter().find(|measure| measure.name == name).map(|measure| measure.value)
    }

    /// A table for people.
    pub fn text(&self) -> String {
        let mut out = format!("{} on {} ({} rows)\n", self.task, self.gold, self.rows);
        let width = self.measures.iter().map(|measure| measure.name.len()).max().unwrap_or(0);
        for Measure { name, value } in &self.measures {
            let _ = writeln!(out, "  {name:<width$}  {value:.3}");
        }
        let counts: Vec<String> = self.counts.iter().map(|(name, value)| format!("{name} {value}")).collect();
        if !counts.is_empty() {
            let _ = writeln!(out, "  ({})", counts.join(", "));
        }
        for note in &self.notes {
            let _ = writeln!(out, "  note: {note}");
        }
        out
    }

    /// For machines: one JSON object.
    pub fn json(&self) -> String {
        serde_json::to_string_pretty(self).expect("a report holds strings and finite numbers")
    }

    /// The per-case results as they are committed: a header, then one line a case, tab-separated.
    pub fn results(&self) -> String {
        let mut out = String::from("case");
        for measure in self.cases.first().map(|case| case.scores.as_slice()).unwrap_or_default() {
            let _ = write!(out, "\t{}", measure.name);
        }
        out.push('\n');
        for case in &self.cases {
            out.push_str(&case.case);
            for score in &case.scores {
                let _ = write!(out, "\t{:.3}", score.value);
            }
            out.push('\n');
        }
        out
    }
}
