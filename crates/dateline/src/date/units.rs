//! Units, seasons, parts of the day and modifiers, as TIMEX3 names them.

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Unit {
    /// Second.
    Second,
    /// Minute.
    Minute,
    /// Hour.
    Hour,
    /// Day.
    Day,
    /// Saturday and Sunday.
    Weekend,
    /// Week.
    Week,
    /// Month.
    Month,
    /// Quarter of a year.
    Quarter,
    /// Half of a year.
    Half,
    /// Year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
    /// A thousand years.
    Millennium,
}

impl Unit {
    const ALL: [(Unit, &'static str); 13] = [
        (Unit::Second, "TS"),
        (Unit::Minute, "TM"),
        (Unit::Hour, "TH"),
        (Unit::Day, "D"),
        (Unit::Weekend, "WE"),
        (Unit::Week, "W"),
        (Unit::Month, "M"),
        (Unit::Quarter, "Q"),
        (Unit::Half, "H"),
        (Unit::Year, "Y"),
        (Unit::Decade, "DE"),
        (Unit::Century, "CE"),
        (Unit::Millennium, "ML"),
    ];

    /// From the code that durations are written with; parts of a day have a `T` before it.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == code).map(|(unit, _)| *unit)
    }

    /// From its place in the list of units.
    pub fn of_index(index: f64) -> Option<Self> {
        Self::ALL.get(index as usize).map(|(unit, _)| *unit)
    }

    /// The code that durations are written with.
    pub fn code(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

/// A season.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Season {
    /// March to May.
    Spring,
    /// June to August.
    Summer,
    /// September to November.
    Autumn,
    /// December to February; named by the year in which it begins.
    Winter,
}

impl Season {
    const ALL: [(Season, &'static str); 4] =
        [(Season::Spring, "SP"), (Season::Summer, "SU"), (Season::Autumn, "FA"), (Season::Winter, "WI")];

    /// From its TIMEX3 code.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == code).map(|(season, _)| *season)
    }

    /// From its place in the list of seasons.
    pub fn of_index(index: f64) -> Option<Self> {
        Self::ALL.get(index as usize).map(|(season, _)| *season)
    }

    /// Its TIMEX3 code.
    pub fn code(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

/// A part of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Part {
    /// Morning.
    Morning,
    /// Midday.
    Midday,
    /// Afternoon.
    Afternoon,
    /// Evening.
    Evening,
    /// Night.
    Night,
    /// Daytime.
    Daytime,
}

impl Part {
    const ALL: [(Part, &'static str); 6] = [
        (Part::Morning, "MO"),
        (Part::Midday, "MI"),
        (Part::Afternoon, "AF"),
        (Part::Evening, "EV"),
        (Part::Night, "NI"),
        (Part::Daytime, "DT"),
    ];

    /// From its TIMEX3 code.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == code).map(|(part, _)| *part)
    }

    /// From its place in the list of parts.
    pub fn of_index(index: f64) -> Option<Self> {
        Self::ALL.get(index as usize).map(|(part, _)| *part)
    }

    /// Its TIMEX3 code.
    pub fn code(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

const MODIFIERS: [&str; 8] =
    ["START", "MID", "END", "APPROX", "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE"];

/// The place of a TIMEX3 modifier in the list of modifiers.
pub(super) fn modifier_index(name: &str) -> Option<usize> {
    MODIFIERS.iter().position(|known| *known == name)
}

/// The modifier at a place of the list.
pub(super) fn modifier_of_index(index: f64) -> Option<&'static str> {
    MODIFIERS.get(index as usize).copied()
}
