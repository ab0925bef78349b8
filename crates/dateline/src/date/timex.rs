//! [`Timex`]: an expression of time, and [`Term`]: what it means before any date is known.

use super::DaySet;
use super::calendar::Point;
use super::units::{Part, Season, Unit};
use crate::text::Span;

/// TIMEX3 type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimexKind {
    /// A day or something longer.
    Date,
    /// A part of a day.
    Time,
    /// A length of time.
    Duration,
    /// Something that recurs.
    Set,
}

impl TimexKind {
    /// As TIMEX3 writes it.
    pub fn name(self) -> &'static str {
        match self {
            TimexKind::Date => "DATE",
            TimexKind::Time => "TIME",
            TimexKind::Duration => "DURATION",
            TimexKind::Set => "SET",
        }
    }
}

/// On which side of its anchor an expression lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toward {
    /// Not said: the verb decides.
    Open,
    /// "last May".
    Last,
    /// "this May".
    This,
    /// "next May".
    Next,
}

/// What an expression counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// The day of publication.
    Published,
    /// The date the text spoke of last.
    Mentioned,
}

/// What an expression means, without a date to count from.
#[derive(Debug, Clone, PartialEq)]
pub enum Term {
    /// A complete value that needs no anchor (`PRESENT_REF`, `P3D`).
    Explicit(String),
    /// A complete place in the calendar.
    Point(Point),
    /// A date that the calendar does not have.
    Impossible,
    /// A month, or a day in a month, without a year.
    Month {
        /// From 1.
        month: i8,
        /// Day of the month.
        day: Option<i8>,
        /// Side of the anchor.
        toward: Toward,
    },
    /// "the 21st".
    DayOfMonth(i8),
    /// A weekday.
    Weekday {
        /// Monday is 1.
        weekday: u8,
        /// Side of the anchor.
        toward: Toward,
    },
    /// The unit that lies so many units from the anchor: "yesterday", "two weeks ago", "last year".
    Shift {
        /// How many units, negative to the past.
        by: i32,
        /// Which unit.
        unit: Unit,
        /// From where.
        from: From,
    },
    /// "the weekend", without saying which.
    Weekend,
    /// "a year ago", "a year earlier": the quarter spoken of, a year before, where one is.
    YearBefore,
    /// A season without a year.
    Season {
        /// Which.
        season: Season,
        /// Side of the anchor.
        toward: Toward,
    },
    /// A quarter without a year; without a number the one spoken of.
    Quarter {
        /// From 1.
        quarter: Option<i8>,
        /// Side of the anchor.
        toward: Toward,
    },
    /// A half of an unnamed year.
    Half {
        /// From 1.
        half: i8,
    },
    /// A feast that moves.
    Feast {
        /// How its day is found.
        feast: Feast,
        /// Side of the anchor.
        toward: Toward,
    },
    /// A part of a day.
    PartOfDay {
        /// Which day.
        day: Box<Term>,
        /// Which part.
        part: Part,
    },
    /// A time on the clock.
    Clock {
        /// Which day.
        day: Box<Term>,
        /// 0 to 24.
        hour: u8,
        /// Where given.
        minute: Option<u8>,
    },
    /// Something in a year that another term names: "May last year".
    InYear {
        /// The year.
        year: Box<Term>,
        /// What lies in it.
        inner: Box<Term>,
    },
}

/// How the day of a feast that moves is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Feast {
    /// So many days after Easter Sunday.
    Easter(i16),
    /// The n-th such weekday of a month; the last for 5.
    NthWeekday {
        /// From 1.
        month: i8,
        /// Monday is 1.
        weekday: u8,
        /// From 1.
        nth: u8,
    },
}

/// The word that ties an expression to its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cue {
    /// None of the following.
    Plain,
    /// "as of": the text was written later.
    AsOf,
    /// "since", "from".
    Since,
    /// "until", "through".
    Until,
    /// "by".
    By,
    /// "before".
    Before,
    /// "after".
    After,
}

/// The tense of the verb that governs an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tense {
    /// "met", "was".
    Past,
    /// "will meet", "is due to meet".
    Future,
    /// Anything else.
    Open,
}

/// An expression of time in an article's text.
#[derive(Debug, Clone, PartialEq)]
pub struct Timex {
    /// Where it stands.
    pub span: Span,
    /// TIMEX3 type.
    pub kind: TimexKind,
    /// What it means.
    pub term: Term,
    /// TIMEX3 value; `None` until it can be resolved.
    pub value: Option<String>,
    /// TIMEX3 modifier (`START`, `APPROX` …).
    pub modifier: Option<&'static str>,
    /// The days it can stand for, once resolved.
    pub days: Option<DaySet>,
    /// The word that ties it to its sentence.
    pub cue: Cue,
    /// The tense of the verb that governs it.
    pub tense: Tense,
    /// A length that is the age of something still lasting ("the seven-year war").
    pub runs_on: bool,
    /// A date on which something lasting began ("since the war began in 2011").
    pub begins: bool,
    /// The rule that read it.
    pub rule: &'static str,
}
