//! When: time expressions, publication days, event days.
//!
//! In: an [`Article`]. Out: its [`Timex`]es (what each means, then its value), and its [`Dating`]: the days on which it
//! can have been published and the days on which its main event can have happened, each with evidence.
//! An expression parses to a [`Term`] without a date; [`resolve`] gives values and can run again when the publication
//! day becomes known or changes.
//!
//! Does not read a clock, and never narrows a range without evidence.

mod dating;
mod days;
mod timex;

pub use dating::{BackgroundEvent, Dating, EventDate, Evidence, Neighbours, Published, date_article, date_heap};
pub use days::{Day, DaySet};
pub use timex::{Term, Timex, TimexKind, resolve, timexes};
