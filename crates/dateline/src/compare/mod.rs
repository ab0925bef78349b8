//! What all say, what one says, where they differ.
//!
//! In: a story, its [`Marked`] articles and the heap's [`Trace`]. Out: a [`Comparison`]: claims aligned across the
//! independent origins, quotations grouped by utterance, and what each origin calls the same thing.
//! Two values conflict only when subject and slot agree and their intervals cannot both hold; a statement and its denial
//! conflict when both are of one act.
//!
//! Does not say who is right.

mod claims;
mod comparison;
mod differences;
mod loose_quotes;
mod negations;
mod origins;
pub(crate) mod readable;
pub(crate) mod reading;
mod speakers;
mod utterances;
mod wording;

pub use comparison::{
    CellState, Cited, Claim, ClaimCell, ClaimKind, ClaimStatus, Comparison, OriginColumn, QuoteVariant, Remark, Stated,
    Utterance, VariantKind, WordingSubject, WordingTerm, compare, compare_in,
};

pub(crate) use loose_quotes::in_marks;
pub use origins::FamilyIndex;
pub use utterances::utterances_of;

#[cfg(test)]
pub(crate) mod tests;
