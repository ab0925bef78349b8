//! Sets of days.

/// A day of the civil calendar.
pub type Day = jiff::civil::Date;

/// The days something can have happened on: the days from `earliest` to `latest`, both included, less those whose
/// weekday is ruled out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DaySet {
    /// First possible day.
    pub earliest: Day,
    /// Last possible day.
    pub latest: Day,
    /// Bit `n` is set when the `n`-th day of the week (Monday is 0) is possible.
    pub weekdays: u8,
}

impl DaySet {
    /// Every weekday possible.
    pub const ANY_WEEKDAY: u8 = 0b111_1111;

    /// Just this day.
    pub fn day(day: Day) -> Self {
        Self { earliest: day, latest: day, weekdays: Self::ANY_WEEKDAY }
    }

    /// All days from `earliest` to `latest`.
    pub fn range(earliest: Day, latest: Day) -> Self {
        debug_assert!(earliest <= latest, "a range runs forward");
        Self { earliest, latest, weekdays: Self::ANY_WEEKDAY }
    }

    /// `earliest` and every later day: nothing bounds it from above. Its `latest` is the last day of the calendar.
    pub fn since(earliest: Day) -> Self {
        Self::range(earliest, Day::MAX)
    }

    /// Whether nothing bounds it from above.
    pub fn is_open(self) -> bool {
        self.latest == Day::MAX
    }

    /// The single day, if only one is possible.
    pub fn single(self) -> Option<Day> {
        (self.earliest == self.latest).then_some(self.earliest)
    }

    /// Whether `day` is in it.
    pub fn contains(self, day: Day) -> bool {
        let bit = 1u8 << day.weekday().to_monday_zero_offset();
        self.earliest <= day && day <= self.latest && self.weekdays & bit != 0
    }

    /// The days in both, if any.
    pub fn intersect(self, other: DaySet) -> Option<DaySet> {
        let weekdays = self.weekdays & other.weekdays;
        let (mut earliest, mut latest) = (self.earliest.max(other.earliest), self.latest.min(other.latest));
        let both = |day: Day| weekdays & (1u8 << day.weekday().to_monday_zero_offset()) != 0;
        while earliest <= latest && !both(earliest) {
            earliest = earliest.tomorrow().ok()?;
        }
        while earliest <= latest && !both(latest) {
            latest = latest.yesterday().ok()?;
        }
        (weekdays != 0 && earliest <= latest).then_some(DaySet { earliest, latest, weekdays })
    }
}
