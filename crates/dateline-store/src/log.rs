//! The lines of the log.

use std::collections::BTreeMap;

use dateline::story::Decision;
use serde::{Deserialize, Serialize};

/// A file whose bytes the store holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct AddedFile {
    /// Its path as the user gave it.
    pub path: String,
    /// SHA-256 of its bytes, lower-case hex: the name of the blob.
    pub sha256: String,
    /// The input format that the user asked for, where it was not to be sniffed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// Whether texts given as clean were to be cleaned.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub clean: bool,
}

/// A run whose stories the store holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// Its number from 1: what `--since` takes as a mark.
    pub mark: u32,
    /// The day it was made on, as the caller said: YYYY-MM-DD.
    pub date: String,
    /// Length of its briefs in words.
    pub brief_words: usize,
    /// The versions of the stages that made it.
    pub made_by: String,
    /// Identifiers merged away in this run, each with the one that now holds most of their articles.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub redirects: BTreeMap<String, String>,
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Line {
    /// A file was added.
    Added(AddedFile),
    /// A person decided.
    Decided(Decision),
    /// Stories were made.
    Ran(Run),
}
