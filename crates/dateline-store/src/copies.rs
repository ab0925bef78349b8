//! What a store remembers of the words of its articles.

use serde::{Deserialize, Serialize};

/// Where an article stands: its file among those of the store, counted from 0, and its record in that file, where the
/// file holds several.
pub type Place = (usize, Option<u64>);

/// An index of words as the engine wrote it, and the articles that are in it. It is derived from the pages: lost, it
/// is made anew.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Copies {
    /// The versions of the stages that made it; another version's is of no use.
    pub made_by: String,
    /// Files of the store that are in it: the first so many.
    pub files: usize,
    /// Where each article stands, by its number in the index.
    pub articles: Vec<Place>,
    /// The index.
    #[serde(skip)]
    pub index: Vec<u8>,
}
