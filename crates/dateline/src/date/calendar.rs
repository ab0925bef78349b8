//! Points of the calendar at any grain: their TIMEX3 value and their days.

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::units::{Season, Unit};
use super::{Day, DaySet};

/// A stretch of the calendar that has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Point {
    /// One day.
    Day(Day),
    /// An ISO week, by its Monday.
    Week(Day),
    /// A Saturday and Sunday, by the Monday before.
    Weekend(Day),
    /// Year and month.
    Month(i16, i8),
    /// Year and quarter, from 1.
    Quarter(i16, i8),
    /// Year and half, from 1.
    Half(i16, i8),
    /// Year and season.
    Season(i16, Season),
    /// A year; before Christ it is negative.
    Year(i16),
    /// The decade that begins with ten times the number.
    Decade(i16),
    /// The century that begins with a hundred times the number.
    Century(i16),
}

impl Point {
    /// The point of grain `unit` that holds a day; hours and less count as the day.
    pub fn holding(day: Day, unit: Unit) -> Point {
        let (year, month) = (day.year(), day.month());
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Point::Day(day),
            Unit::Weekend => Point::Weekend(monday_of(day)),
            Unit::Week => Point::Week(monday_of(day)),
            Unit::Month => Point::Month(year, month),
            Unit::Quarter => Point::Quarter(year, (month - 1) / 3 + 1),
            Unit::Half => Point::Half(year, (month - 1) / 6 + 1),
            Unit::Year => Point::Year(year),
            Unit::Decade => Point::Decade(year.div_euclid(10)),
            Unit::Century | Unit::Millennium => Point::Century(year.div_euclid(100)),
        }
    }

    /// TIMEX3 value.
    pub fn value(self) -> String {
        match self {
            Point::Day(day) => day.to_string(),
            Point::Week(monday) => iso_week(monday),
            Point::Weekend(monday) => format!("{}-WE", iso_week(monday)),
            Point::Month(year, month) => format!("{}-{month:02}", year_value(year)),
            Point::Quarter(year, quarter) => format!("{}-Q{quarter}", year_value(year)),
            Point::Half(year, half) => format!("{}-H{half}", year_value(year)),
            Point::Season(year, season) => format!("{}-{}", year_value(year), season.code()),
            Point::Year(year) => year_value(year),
            Point::Decade(decade) => format!("{decade:03}"),
            Point::Century(century) => format!("{century:02}"),
        }
    }

    /// Its days.
    pub fn days(self) -> Option<DaySet> {
        let months = |year: i16, first: i8, count: i8| {
            let start = Date::new(year, first, 1).ok()?;
            let end = start.checked_add(i32::from(count).months()).ok()?.yesterday().ok()?;
            Some(DaySet::range(start, end))
        };
        match self {
            Point::Day(day) => Some(DaySet::day(day)),
            Point::Week(monday) => Some(DaySet::range(monday, plus_days(monday, 6)?)),
            Point::Weekend(monday) => Some(DaySet::range(plus_days(monday, 5)?, plus_days(monday, 6)?)),
            Point::Month(year, month) => months(year, month, 1),
            Point::Quarter(year, quarter) => months(year, quarter * 3 - 2, 3),
            Point::Half(year, half) => months(year, half * 6 - 5, 6),
            Point::Season(year, season) => months(year, 3 * season as i8 + 3, 3),
            Point::Year(year) => years(year, year),
            Point::Decade(decade) => years(decade.checked_mul(10)?, decade.checked_mul(10)?.checked_add(9)?),
            Point::Century(century) => years(century.checked_mul(100)?, century.checked_mul(100)?.checked_add(99)?),
        }
    }

    /// The year it lies in; of decades and centuries the first.
    pub fn year(self) -> i16 {
        match self {
            Point::Day(day) | Point::Week(day) | Point::Weekend(day) => day.year(),
            Point::Month(year, _)
            | Point::Quarter(year, _)
            | Point::Half(year, _)
            | Point::Season(year, _)
            | Point::Year(year) => year,
            Point::Decade(decade) => decade.saturating_mul(10),
            Point::Century(century) => century.saturating_mul(100),
        }
    }
}

/// The value of a set of days that has a name: a day, a month, a year.
pub(super) fn named(days: DaySet) -> Option<String> {
    let (year, month) = (days.earliest.year(), days.earliest.month());
    let points = [Point::Day(days.earliest), Point::Month(year, month), Point::Year(year)];
    points.into_iter().find(|point| point.days() == Some(days)).map(Point::value)
}

fn years(first: i16, last: i16) -> Option<DaySet> {
    Some(DaySet::range(Date::new(first, 1, 1).ok()?, Date::new(last, 12, 31).ok()?))
}

fn year_value(year: i16) -> String {
    if year < 0 { format!("BC{:04}", -i32::from(year)) } else { format!("{year:04}") }
}

fn iso_week(monday: Day) -> String {
    let week = ISOWeekDate::from(monday);
    format!("{:04}-W{:02}", week.year(), week.week())
}

/// The Monday of a day's week.
pub(super) fn monday_of(day: Day) -> Day {
    plus_days(day, -i64::from(day.weekday().to_monday_zero_offset())).unwrap_or(day)
}

/// The day so many days later.
pub(super) fn plus_days(day: Day, days: i64) -> Option<Day> {
    let span = jiff::Span::new().try_days(days).ok()?;
    day.checked_add(span).ok()
}

/// Moves a day by so many units, to a day of the same name as far as the calendar allows.
pub(super) fn plus(day: Day, count: i64, unit: Unit) -> Option<Day> {
    let months = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => return plus_days(day, 0),
        Unit::Day => return plus_days(day, count),
        Unit::Week | Unit::Weekend => return plus_days(day, count.checked_mul(7)?),
        Unit::Month => 1,
        Unit::Quarter => 3,
        Unit::Half => 6,
        Unit::Year => 12,
        Unit::Decade => 120,
        Unit::Century => 1200,
        Unit::Millennium => 12000,
    };
    let span = jiff::Span::new().try_months(count.checked_mul(months)?).ok()?;
    day.checked_add(span).ok()
}

/// The last day of that weekday (Monday is 1) on or before `day`.
pub(super) fn weekday_until(day: Day, weekday: u8) -> Option<Day> {
    let back = (i64::from(day.weekday().to_monday_one_offset()) - i64::from(weekday)).rem_euclid(7);
    plus_days(day, -back)
}

/// The first day of that weekday (Monday is 1) on or after `day`.
pub(super) fn weekday_from(day: Day, weekday: u8) -> Option<Day> {
    let ahead = (i64::from(weekday) - i64::from(day.weekday().to_monday_one_offset())).rem_euclid(7);
    plus_days(day, ahead)
}

/// The `nth` such weekday of a month; the last for `nth` 5.
pub(super) fn nth_weekday(year: i16, month: i8, weekday: u8, nth: u8) -> Option<Day> {
    let weekday = Weekday::from_monday_one_offset(weekday as i8).ok()?;
    let nth = if nth >= 5 { -1 } else { nth as i8 };
    Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()
}

/// Easter Sunday of the western church, by the anonymous Gregorian computation.
pub(super) fn easter(year: i16) -> Option<Day> {
    let y = i32::from(year);
    let (golden, century, in_century) = (y % 19, y / 100, y % 100);
    let lunar = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - lunar + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - epact - in_century % 4) % 7;
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let since_march = epact + weekday - 7 * late + 114;
    let (month, day) = (since_march / 31, since_march % 31 + 1);
    Date::new(year, month as i8, day as i8).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_falls_where_the_church_has_it() {
        for (year, month, day) in
            [(2000, 4, 23), (2016, 3, 27), (2018, 4, 1), (2019, 4, 21), (2024, 3, 31), (1954, 4, 18), (1981, 4, 19)]
        {
            assert_eq!(easter(year), Date::new(year, month, day).ok());
        }
    }

    #[test]
    fn a_week_and_a_season_have_their_names() {
        let day = Date::new(2018, 5, 17).unwrap();
        assert_eq!(Point::holding(day, Unit::Week).value(), "2018-W20");
        assert_eq!(Point::Season(2018, Season::Winter).days().unwrap().latest, Date::new(2019, 2, 28).unwrap());
    }
}
