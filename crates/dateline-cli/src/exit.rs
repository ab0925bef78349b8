//! Exit codes and what is said with them.

use std::path::PathBuf;
use std::process::ExitCode;

/// All went well.
pub(crate) const DONE: u8 = 0;
/// A check failed or nothing was found.
pub(crate) const NOT_SO: u8 = 1;
/// Wrong usage, or input that could not be read.
pub(crate) const USAGE: u8 = 2;

/// How a run that could do its work ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All went well.
    Done,
    /// A check failed or nothing was found.
    NotSo,
    /// The work was done, but an input was missing or unreadable.
    InputMissing,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => ExitCode::from(DONE),
            Outcome::NotSo => ExitCode::from(NOT_SO),
            Outcome::InputMissing => ExitCode::from(USAGE),
        }
    }
}

/// Why a run could not do its work: each a fragment that follows "failed to".
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// A path could not be read.
    #[error("read {}", path.display())]
    Read {
        /// The path.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The output could not be written.
    #[error("write {}", path.display())]
    Write {
        /// The path.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A name that must be one of some others is not.
    #[error("find {what} {found:?}: expected {expected}")]
    Unknown {
        /// What the name names.
        what: &'static str,
        /// As given.
        found: String,
        /// What would do.
        expected: String,
    },
    /// A document is no JSON of ours.
    #[error("read {} as a Dateline document: {reason}", path.display())]
    Document {
        /// The path.
        path: PathBuf,
        /// What was expected and what was found.
        reason: String,
    },
    /// Nothing to read was named.
    #[error("read pages: expected at least one PATH{}, but found none", if *.or_store { " or --store DIR" } else { "" })]
    NoInput {
        /// Whether a store would do, too.
        or_store: bool,
    },
    /// A store could not be used.
    #[error(transparent)]
    Store(#[from] dateline_store::StoreError),
    /// A decision that cannot be taken.
    #[error("{0}")]
    Decision(String),
    /// A format that the command was built without.
    #[cfg(not(feature = "parquet"))]
    #[error("write {format}: this build does without it")]
    NotBuilt {
        /// The format.
        format: &'static str,
    },
    /// A table could not be written.
    #[cfg(feature = "parquet")]
    #[error("write {}: {reason}", path.display())]
    Table {
        /// The path.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// A folder of tables needs a place.
    #[cfg(feature = "parquet")]
    #[error("write a folder of tables: expected --output FOLDER, but found none")]
    NoFolder,
    /// A gold file could not be scored.
    #[error("score {}: {reason}", path.display())]
    Gold {
        /// The path.
        path: PathBuf,
        /// What was expected and what was found.
        reason: String,
    },
}

impl Failure {
    fn hint(&self) -> Option<&'static str> {
        match self {
            Failure::Read { source, .. } if source.kind() == std::io::ErrorKind::NotFound => {
                Some("check the spelling; folders are read recursively, - is standard input")
            }
            Failure::Store(dateline_store::StoreError::NoStore { .. }) => {
                Some("`dateline stories PATH --store DIR` makes one, in a folder that is new or empty")
            }
            #[cfg(not(feature = "parquet"))]
            Failure::NotBuilt { .. } => {
                Some("build it with `cargo build --release -p dateline-cli --features parquet`")
            }
            Failure::Document { .. } => {
                Some("verify reads what `stories --format json`, `trace`, `why`, `read` or `mark` wrote")
            }
            Failure::Unknown { what: "story", .. } => {
                Some("`dateline stories PATH` lists the stories with their identifiers")
            }
            _ => None,
        }
    }

    /// Says it on standard error.
    pub(crate) fn report(&self) -> ExitCode {
        let mut message = format!("failed to {self}");
        let mut cause = std::error::Error::source(self);
        while let Some(error) = cause {
            message = format!("{message}: {error}");
            cause = error.source();
        }
        crate::output::note(&format!("error: {message}"));
        if let Some(hint) = self.hint() {
            crate::output::note(&format!("hint: {hint}"));
        }
        ExitCode::from(USAGE)
    }
}
