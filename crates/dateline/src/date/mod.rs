//! When: time expressions, publication days, event days.
//!
//! In: an [`Article`]. Out: its [`Timex`]es (what each means, then its value), and its [`Dating`]: the days on which it
//! can have been published and the days on which its main event can have happened, each with evidence.
//! An expression parses to a [`Term`] without a date; [`resolve`] gives values and can run again when the publication
//! day becomes known or changes. The words and patterns of a language are data: `data/lang/<code>/time.toml`.
//!
//! Does not read a clock, and never narrows a range without evidence.

mod calendar;
mod cue;
mod dating;
mod days;
mod event;
mod grammar;
mod heap;
#[cfg(test)]
mod heap_tests;
mod likeness;
mod meaning;
mod mentions;
mod nearness;
mod numbers;
mod pattern;
mod published;
mod ranges;
mod resolve;
mod scan;
#[cfg(test)]
mod tests;
mod timex;
mod units;
mod vote;
mod words;

pub use calendar::Point;
pub use dating::{BackgroundEvent, Dating, EventDate, Evidence, Neighbours, Published, date_article, date_heap};
pub use days::{Day, DaySet};
pub use resolve::resolve;
pub use scan::timexes;
pub use timex::{Cue, Feast, From, Tense, Term, Timex, TimexKind, Toward};
pub use units::{Part, Season, Unit};
