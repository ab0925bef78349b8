//! Who carries whose words.
//!
//! In: the [`Article`]s of a heap. Out: a [`Trace`]: groups of exact and near duplicates, copied passages with their
//! characters on both sides, and families (articles that descend from one text, which count as one origin).
//!
//! Does not say who is right, and does not join two articles because they quote one speaker.

mod trace;

pub use trace::{Direction, Family, FamilyMember, Group, GroupKind, Origin, Passage, PassageKind, Side, Trace, trace};
