//! What origins call the same thing.

use super::comparison::{OriginColumn, WordingSubject};
use crate::facts::Marked;

/// Subjects with more than one word for them.
pub(super) fn wording(_origins: &[OriginColumn], _articles: &[Marked]) -> Vec<WordingSubject> {
    Vec::new()
}
