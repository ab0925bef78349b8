//! Days as they are written in metadata, addresses and dated lines.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;
use rustc_hash::FxHashMap;

use super::digits::{self, Folded};
use super::eras;

/// Years of online news. Numbers outside are ids or history.
const YEARS: std::ops::RangeInclusive<i16> = 1990..=2049;

static MONTHS: LazyLock<FxHashMap<&'static str, i8>> = LazyLock::new(|| {
    let rows = include_str!("../../../data/months.tsv").lines().filter(|line| !line.starts_with('#'));
    let mut table = FxHashMap::default();
    for (number, forms) in rows.filter_map(|row| row.split_once('\t')) {
        for form in forms.split('|') {
            table.entry(form).or_insert(number.parse().unwrap_or(0));
        }
    }
    table
});

/// A day found in a line, and the bytes that carry it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::clean) struct FoundDay {
    pub(in crate::clean) day: Date,
    pub(in crate::clean) start: usize,
    pub(in crate::clean) end: usize,
}

fn day(year: &str, month: i8, day: &str) -> Option<Date> {
    day_in_year(year.parse().ok()?, month, day)
}

fn day_in_year(year: i16, month: i8, day: &str) -> Option<Date> {
    let year = if year < 100 { year + 2000 } else { year };
    YEARS.contains(&year).then(|| Date::new(year, month, day.parse().ok()?).ok())?
}

static YEAR_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|\D)((?:19|20)\d\d)(?:[-/._]|年\s?|년\s?)(\d{1,2})(?:[-/._]|月\s?|월\s?)(\d{1,2})(?:\D|$)")
        .expect("tested")
});
static COMPACT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?:^|\D)((?:19|20)\d\d)(\d\d)(\d\d)(?:\d{4,6})?(?:\D|$)").expect("tested"));
static DAY_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|\D)(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?((?:19|20)?\d\d)(?:\D|$)").expect("tested")
});
static DAY_MONTH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?:^|\D)(\d{1,2})(?:st|nd|rd|th|er|º|ª)?[.,]?\s?(?:de |of |d')?-?(\p{L}[\p{L}\p{M}]{1,15}(?: الثاني| الأول)?)[.,،]*\s?",
        r"(?:de |del |พ\.?ศ\.? ?)?-?((?:19|20|25|1[34])\d\d|'?\d\d)(?:\D|$)",
    ))
    .expect("tested")
});
static MONTH_DAY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|\PL)(\p{L}[\p{L}\p{M}]{2,15})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d)(?:\D|$)")
        .expect("tested")
});
/// "2026. március 3.", "2026 m. kovo 3 d."; read where no other form is found.
static YEAR_MONTH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|\D)((?:19|20)\d\d)(?:\.|,|\sm\.)?\s+(\p{L}[\p{L}\p{M}]{2,15})\.?\s+(\d{1,2})(?:\D|$)")
        .expect("tested")
});
/// "3 tháng 3 năm 2026".
static VIETNAMESE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|\D)(\d{1,2})\s+tháng\s+(\d{1,2})(?:,|\s+năm)?\s+((?:19|20)\d\d)(?:\D|$)").expect("tested")
});
/// "۱۴۰۴/۱۲/۱۲".
static SOLAR: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?:^|\D)(1[34]\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?:\D|$)").expect("tested"));

/// Digits of the shortest written day ("3 May '19"); most lines of a page have none.
const DIGITS: usize = 3;

/// The first day in a short text. `month_first` says how "03/04/2018" is meant.
pub(in crate::clean) fn find_day(text: &str, month_first: bool) -> Option<FoundDay> {
    if !digits::has_digits(text, DIGITS) {
        return None;
    }
    let folded = Folded::of(text);
    let line = folded.text.as_str();
    let mut all = Vec::new();
    all.extend(numeric_solar(&folded));
    all.extend(YEAR_FIRST.captures_iter(line).find_map(|c| found(&c, day(&c[1], c[2].parse().ok()?, &c[3]))));
    all.extend(DAY_MONTH.captures_iter(line).find_map(|c| found(&c, day_of_month(line, &c))));
    all.extend(MONTH_DAY.captures_iter(line).find_map(|c| found(&c, day(&c[3], month(&c[1])?, &c[2]))));
    all.extend(DAY_FIRST.captures_iter(line).find_map(|c| {
        let (first, second) = (c[1].parse::<i8>().ok()?, c[2].parse::<i8>().ok()?);
        let swapped = (month_first && first <= 12) || second > 12;
        let day = if swapped { day(&c[3], first, &c[2]) } else { day(&c[3], second, &c[1]) };
        found(&c, day)
    }));
    if all.is_empty() {
        all.extend(find_rare(&folded));
    }
    let found = all.into_iter().min_by_key(|found| found.start)?;
    Some(FoundDay { start: folded.place(found.start), end: folded.place(found.end), ..found })
}

fn found(at: &regex::Captures<'_>, day: Option<Date>) -> Option<FoundDay> {
    let (start, end) = (at.get(1)?.start(), at.get(3)?.end());
    day.map(|day| FoundDay { day, start, end })
}

/// Forms of single languages.
fn find_rare(folded: &Folded) -> Option<FoundDay> {
    let line = folded.text.as_str();
    let year_month = || YEAR_MONTH.captures_iter(line).find_map(|c| found(&c, day(&c[1], month(&c[2])?, &c[3])));
    let vietnamese = || {
        let c = VIETNAMESE.captures(line).filter(|_| line.contains("tháng"))?;
        found(&c, day(&c[3], c[2].parse().ok()?, &c[1]))
    };
    year_month().or_else(vietnamese)
}

/// "۱۴۰۴/۱۲/۱۲": in Persian digits a year before 1500 is one of the solar calendar.
fn numeric_solar(folded: &Folded) -> Option<FoundDay> {
    let c = if folded.is_persian { SOLAR.captures(&folded.text)? } else { return None };
    found(&c, eras::solar_day(c[1].parse().ok()?, c[2].parse().ok()?, c[3].parse().ok()?))
}

/// The day of "3. Mai 2019" in any language and of "۱۲ اسفند ۱۴۰۴"; an hour behind the month is no year.
fn day_of_month(line: &str, c: &regex::Captures<'_>) -> Option<Date> {
    let is_hour = c[3].len() == 2 && line[c.get(3).map_or(0, |g| g.end())..].starts_with(':');
    if is_hour {
        return None;
    }
    let year: i16 = c[3].trim_start_matches('\'').parse().ok()?;
    if let Some(month) = eras::solar_month(&c[2]) {
        return eras::solar_day(year, month, c[1].parse().ok()?);
    }
    day_in_year(eras::common_year(year, &c[2]), month(&c[2])?, &c[1])
}

/// The month that a word names; Hebrew sets its "in" before it.
fn month(name: &str) -> Option<i8> {
    let known = |name: &str| MONTHS.get(name).copied().filter(|month| *month > 0);
    known(name).or_else(|| known(name.strip_prefix('ב')?))
}

/// Bytes of a line that is a date with a weekday, an hour or a word before it.
const DATED_MAX: usize = 60;

/// Whether a line is a date and little else.
pub(in crate::clean) fn is_dated_line(line: &str) -> bool {
    line.len() <= DATED_MAX && find_day(line, false).is_some_and(|found| (found.end - found.start) * 2 >= line.len())
}

/// The day that a metadata value states, ISO 8601 or any written form.
pub(in crate::clean) fn stated_day(value: &str, month_first: bool) -> Option<Date> {
    if let Some(found) = find_day(value, month_first) {
        return Some(found.day);
    }
    let compact = COMPACT.captures(value).and_then(|c| day(&c[1], c[2].parse().ok()?, &c[3]));
    compact.or_else(|| epoch(value))
}

/// Seconds or milliseconds since 1970.
fn epoch(value: &str) -> Option<Date> {
    let digits = value.trim();
    let number: i64 = digits.parse().ok()?;
    let seconds = match digits.len() {
        9 | 10 => number,
        12 | 13 => number / 1000,
        _ => return None,
    };
    let date = jiff::Timestamp::from_second(seconds).ok()?.to_zoned(jiff::tz::TimeZone::UTC).date();
    YEARS.contains(&date.year()).then_some(date)
}

static IN_URL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)[/_.=-]((?:19|20)\d\d)(?:[/_.-](0?[1-9]|1[0-2]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[/_.-](0?[1-9]|[12]\d|3[01])|[/_.-]?(0[1-9]|1[0-2])/?(0[1-9]|[12]\d|3[01]))(?:\D|$)")
        .expect("tested")
});
static DAY_FIRST_IN_URL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[/_=-](0[1-9]|[12]\d|3[01])[-_.](0[1-9]|1[0-2])[-_.]((?:19|20)\d\d)(?:\D|$)").expect("tested")
});

/// The day in an address ("/2018/05/17/").
pub(in crate::clean) fn day_in_url(url: &str) -> Option<Date> {
    let year_first = IN_URL.captures(url).and_then(|found| {
        let (stated, number) = (found.get(2).or(found.get(4))?.as_str(), found.get(3).or(found.get(5))?.as_str());
        let month = stated.parse().ok().or_else(|| MONTHS.get(stated.to_lowercase().as_str()).copied())?;
        day(&found[1], month, number)
    });
    year_first.or_else(|| {
        let found = DAY_FIRST_IN_URL.captures(url)?;
        day(&found[3], found[2].parse().ok()?, &found[1])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, day: &str) {
        assert_eq!(stated_day(text, false).map(|day| day.to_string()).as_deref(), Some(day), "{text}");
    }

    #[test]
    fn reads_days_in_many_forms() {
        check("2018-05-17T20:15:00+02:00", "2018-05-17");
        check("Thu, 17 May 2018 20:15:00 GMT", "2018-05-17");
        check("17. Mai 2018", "2018-05-17");
        check("le 17 mai 2018 à 20h15", "2018-05-17");
        check("17 de mayo de 2018", "2018-05-17");
        check("May 17, 2018", "2018-05-17");
        check("17.05.2018", "2018-05-17");
        check("5/17/2018", "2018-05-17");
        check("2018年5月17日", "2018-05-17");
        check("17 мая 2018", "2018-05-17");
        check("20180517T101500Z", "2018-05-17");
        check("1526500000", "2018-05-16");
        check("İzmir, 17 Mayıs 2018", "2018-05-17");
        check("الثلاثاء ٣ مارس ٢٠٢٦", "2026-03-03");
        check("3 كانون الثاني 2026", "2026-01-03");
        check("سه‌شنبه ۱۲ اسفند ۱۴۰۴", "2026-03-03");
        check("۱۴۰۴/۱۲/۱۲ - ۰۸:۳۰", "2026-03-03");
        check("৩ মার্চ ২০২৬", "2026-03-03");
        check("३ मार्च २०२६", "2026-03-03");
        check("3 มีนาคม 2569", "2026-03-03");
        check("๓ มีนาคม พ.ศ. ๒๕๖๙", "2026-03-03");
        check("3 במרץ 2026", "2026-03-03");
        check("2026. március 3., kedd 08:30", "2026-03-03");
        check("Thứ Ba, ngày 3 tháng 3 năm 2026", "2026-03-03");
        check("3 მარტი 2026", "2026-03-03");
        check("3 მაისი, 2026", "2026-05-03");
        check("19 tips, 3 of them new: 17 May 2018", "2018-05-17");
    }

    #[test]
    fn years_of_other_eras_stand_beside_their_own_months() {
        assert_eq!(find_day("3 May 2569", false), None);
        assert_eq!(find_day("1404/12/12", false), None);
        assert_eq!(find_day("12 مارس 1404", false), None);
    }

    #[test]
    fn a_day_in_other_digits_is_found_at_its_place() {
        let line = "نشر: ٣ مارس ٢٠٢٦ م";
        let found = find_day(line, false).expect("a day");
        assert_eq!(&line[found.start..found.end], "٣ مارس ٢٠٢٦");
    }

    #[test]
    fn an_hour_is_no_year() {
        assert_eq!(find_day("17 May 10:22", false), None);
    }

    #[test]
    fn reads_days_in_addresses() {
        let day = |url| day_in_url(url).map(|day| day.to_string());
        assert_eq!(day("https://harbour.example/2018/05/17/ferry").as_deref(), Some("2018-05-17"));
        assert_eq!(day("https://harbour.example/news/2018-05-17-ferry.html").as_deref(), Some("2018-05-17"));
        assert_eq!(day("https://harbour.example/news/20180517/ferry").as_deref(), Some("2018-05-17"));
        assert_eq!(day("https://harbour.example/news/29-10-2021").as_deref(), Some("2021-10-29"));
        assert_eq!(day("https://harbour.example/2006/12/04/ferry").as_deref(), Some("2006-12-04"));
        assert_eq!(day("https://harbour.example/2011/12/ferry"), None);
        assert_eq!(day("https://harbour.example/2021_11_ferry.html"), None);
        assert_eq!(day("https://harbour.example/a/123456789"), None);
    }
}
