//! What can go wrong at the door.

use std::path::{Path, PathBuf};

/// Why a store could not be used: each a fragment that follows "failed to".
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The disk said no.
    #[error("use {}", path.display())]
    Disk {
        /// File or folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A folder that is no store, or one of another version.
    #[error("open {} as a store: expected {expected}, but found {found}", path.display())]
    NoStore {
        /// The folder.
        path: PathBuf,
        /// What was expected.
        expected: String,
        /// What was found.
        found: String,
    },
    /// A line of the log, or the stories of a run, that cannot be read.
    #[error("read {}: expected {expected}, but found {source}", path.display())]
    Content {
        /// The file.
        path: PathBuf,
        /// What was expected.
        expected: &'static str,
        /// What was found.
        source: serde_json::Error,
    },
}

impl StoreError {
    /// For `map_err` on what the disk returns.
    pub(crate) fn disk(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Disk { path, source }
    }

    /// For `map_err` on what the JSON reader returns.
    pub(crate) fn content(path: &Path, expected: &'static str) -> impl FnOnce(serde_json::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Content { path, expected, source }
    }
}
