//! [`EvalError`].

use std::path::PathBuf;

/// Why a gold file could not be scored.
#[derive(Debug, thiserror::Error)]
pub enum EvalError {
    /// No task has that name.
    #[error("find the task {name:?}: expected one of {known}")]
    UnknownTask {
        /// As given.
        name: String,
        /// The names there are.
        known: String,
    },
    /// The file cannot be read or unpacked.
    #[error("read {}", path.display())]
    Unreadable {
        /// The gold file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// A row is not of the task's shape.
    #[error("read row {row} of {}: expected {expected}", path.display())]
    BadRow {
        /// The gold file.
        path: PathBuf,
        /// Counted from 1.
        row: usize,
        /// The shape in words.
        expected: &'static str,
        /// What the parser said.
        #[source]
        source: serde_json::Error,
    },
    /// Nothing to score.
    #[error("score {}: it holds no row that the task can use", path.display())]
    Empty {
        /// The gold file.
        path: PathBuf,
    },
}
