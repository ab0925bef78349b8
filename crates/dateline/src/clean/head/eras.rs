//! Years and months of other calendars: the solar Hijri one of Iran and Afghanistan, the Buddhist era of Thailand.

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// Years by which the Buddhist era is ahead.
const BUDDHIST: i16 = 543;

/// Solar Hijri years that are read: 1991 to 2050.
const SOLAR: std::ops::RangeInclusive<i16> = 1370..=1429;

/// The months of the solar Hijri year as they are written in Persian and, where that differs, in Dari.
const MONTHS: [&[&str]; 12] = [
    &["فروردین", "حمل"],
    &["اردیبهشت", "ثور"],
    &["خرداد", "جوزا"],
    &["تیر", "سرطان"],
    &["مرداد", "اسد"],
    &["شهریور", "سنبله"],
    &["مهر", "میزان"],
    &["آبان", "عقرب"],
    &["آذر", "قوس"],
    &["دی", "جدی"],
    &["بهمن", "دلو"],
    &["اسفند", "حوت"],
];

/// The month of the solar Hijri year that a word names.
pub(super) fn solar_month(word: &str) -> Option<i8> {
    (1i8..).zip(MONTHS).find(|(_, names)| names.contains(&word)).map(|(number, _)| number)
}

/// A day of the solar Hijri calendar, by the 33-year cycle that holds from 1178 to 1633 (Borkowski 1996).
pub(super) fn solar_day(year: i16, month: i8, day: i8) -> Option<Date> {
    let month_days = match month {
        1..=6 => 31,
        7..=11 => 30,
        12 => 29 + i8::from(is_leap(year)),
        _ => return None,
    };
    if !SOLAR.contains(&year) || !(1..=month_days).contains(&day) {
        return None;
    }
    let years: i32 = (*SOLAR.start()..year).map(|year| 365 + i32::from(is_leap(year))).sum();
    let months = i32::from(month - 1);
    let before = if months <= 6 { months * 31 } else { 186 + (months - 6) * 30 };
    // The first day of 1370.
    date(1991, 3, 21).checked_add((years + before + i32::from(day) - 1).days()).ok()
}

fn is_leap(year: i16) -> bool {
    matches!(year % 33, 1 | 5 | 9 | 13 | 17 | 22 | 26 | 30)
}

/// The year of our era, where the month beside it is named in Thai and the year is one of the Buddhist era.
pub(super) fn common_year(year: i16, month: &str) -> i16 {
    let is_thai = month.chars().next().is_some_and(|c| matches!(c, '\u{e00}'..='\u{e7f}'));
    if is_thai && year > 2400 { year - BUDDHIST } else { year }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn solar_years_begin_in_march() {
        let day = |year, month, day| solar_day(year, month, day).map(|day| day.to_string());
        assert_eq!(day(1403, 1, 1).as_deref(), Some("2024-03-20"));
        assert_eq!(day(1403, 12, 30).as_deref(), Some("2025-03-20"));
        assert_eq!(day(1404, 1, 1).as_deref(), Some("2025-03-21"));
        assert_eq!(day(1404, 12, 12).as_deref(), Some("2026-03-03"));
        assert_eq!((day(1404, 12, 30), day(1404, 13, 1), day(1300, 1, 1)), (None, None, None));
    }
}
