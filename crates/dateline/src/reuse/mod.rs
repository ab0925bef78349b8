//! Who carries whose words.
//!
//! In: the [`Article`]s of a heap. Out: a [`Trace`]: groups of exact and near duplicates, copied passages with their
//! characters on both sides, and families (articles that descend from one text, which count as one origin).
//!
//! Does not say who is right, and does not join two articles because they quote one speaker.

mod align;
mod arrivals;
mod direction;
mod edits;
mod families;
mod fold;
mod groups;
mod index;
mod kind;
mod pair;
mod pairs;
mod passages;
mod postings;
mod prepared;
mod quoted;
mod recurrence;
mod release;
mod trace;

#[cfg(test)]
mod tests;

pub use arrivals::{Arrivals, arrive};
pub use index::{Index, Matches};
pub use trace::{
    Direction, Family, FamilyMember, Group, GroupKind, Likeness, Origin, Passage, PassageKind, ShareOf, Side, Trace,
    trace,
};
