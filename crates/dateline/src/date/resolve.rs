//! Gives expressions their values.
//!
//! Each expression is resolved as if the article had been published on the first of its possible days, and as if on
//! the last. Where both agree the value stands ("last year", if the range lies in one year); where not, the value
//! stays open and the days are the span of both, less the weekdays that the expression rules out.

use super::calendar::{Point, easter, monday_of, nth_weekday, plus, plus_days, weekday_from, weekday_until};
use super::timex::{Cue, Feast, From, Tense, Term, Timex, TimexKind, Toward};
use super::units::{Season, Unit};
use super::{Day, DaySet};
use crate::clean::Article;

/// Gives each expression its value, counted from the days on which the article can have been published.
/// May be called again with a narrower set.
pub fn resolve(_article: &Article, times: &mut [Timex], published: Option<DaySet>) {
    resolve_all(times, published);
}

/// See [`resolve`].
pub(super) fn resolve_all(times: &mut [Timex], published: Option<DaySet>) {
    let runs_on = is_narrative(times, published);
    let first = Resolver::new(published.map(|set| set.earliest), runs_on).all(times);
    let single = published.is_none_or(|set| set.earliest == set.latest);
    let last = if single { first.clone() } else { Resolver::new(published.map(|set| set.latest), runs_on).all(times) };
    for (timex, (early, late)) in times.iter_mut().zip(first.into_iter().zip(last)) {
        settle(timex, early, &late);
    }
}

fn settle(timex: &mut Timex, early: Answer, late: &Answer) {
    timex.days = match (early.days, late.days) {
        (Some(early), Some(late)) => Some(hull(early, late, &timex.term)),
        _ => None,
    };
    timex.value = if early.value == late.value { early.value } else { None };
}

/// All days between two readings of one term; a weekday stays a weekday.
fn hull(early: DaySet, late: DaySet, term: &Term) -> DaySet {
    let all = DaySet::range(early.earliest.min(late.earliest), early.latest.max(late.latest));
    let weekdays = match day_term(term) {
        Term::Weekday { weekday, .. } if early != late => 1 << (weekday - 1),
        _ => DaySet::ANY_WEEKDAY,
    };
    DaySet { weekdays, ..all }
}

fn day_term(term: &Term) -> &Term {
    match term {
        Term::PartOfDay { day, .. } | Term::Clock { day, .. } => day,
        other => other,
    }
}

/// Dates of other years that make a text a history.
const NARRATIVE_DATES: usize = 5;

/// Years of the past for each date of the day or the year before, in a history that names years alone.
const YEARS_ONLY: usize = 8;

/// Whether dates run on from the last full date of the text and not from the day of publication. In a history there are
/// dates far from it, days or months among them, and more of them than words that count from it ("yesterday", "Monday
/// night", "last week"); or years only, and then hardly anything else. The years of a life told beside the news are none.
fn is_narrative(times: &[Timex], published: Option<DaySet>) -> bool {
    let Some(published) = published else { return true };
    let far = |point: &Point| (i32::from(published.latest.year()) - i32::from(point.year())).abs() > 1;
    let (mut old, mut fine, mut recent, mut near) = (0, 0, 0, 0);
    for timex in times {
        match &timex.term {
            Term::Point(point) if far(point) => {
                old += 1;
                fine += usize::from(matches!(point, Point::Day(_) | Point::Month(..)));
            }
            Term::Point(_) => recent += 1,
            term => near += usize::from(counts_from_publication(term)),
        }
    }
    let years_only = old > YEARS_ONLY * (near + recent);
    old >= NARRATIVE_DATES && ((fine > 0 && old > near * 2) || years_only)
}

/// Whether a term counts from the day of publication, as a rule; "that night" and "at noon" may count from a day told.
fn counts_from_publication(term: &Term) -> bool {
    match term {
        Term::PartOfDay { day, .. } => matches!(**day, Term::Weekday { .. }),
        Term::Weekday { .. } => true,
        other => matches!(other, Term::Shift { from: From::Published, .. }),
    }
}

/// A value and its days.
#[derive(Debug, Clone, Default)]
struct Answer {
    value: Option<String>,
    days: Option<DaySet>,
}

struct Resolver {
    published: Option<Day>,
    /// Dates run on from the last one spoken of.
    runs_on: bool,
    /// The date spoken of last.
    mentioned: Option<Point>,
    /// The quarter spoken of last.
    quarter: Option<(i16, i8)>,
}

impl Resolver {
    fn new(published: Option<Day>, runs_on: bool) -> Self {
        Self { published, runs_on, mentioned: None, quarter: None }
    }

    fn all(mut self, times: &[Timex]) -> Vec<Answer> {
        times.iter().map(|timex| self.one(timex)).collect()
    }

    fn one(&mut self, timex: &Timex) -> Answer {
        if let Term::Explicit(value) = &timex.term {
            return Answer { value: Some(value.clone()), days: None };
        }
        let tense = tense_of(timex);
        let today = self.today(&timex.term);
        let is_aside = self.runs_on && today.is_some();
        let Some((point, time)) = today.or_else(|| self.place(&timex.term, tense)) else {
            return Answer::default();
        };
        let days = point.days();
        if days.is_none() {
            return Answer::default();
        }
        if !is_aside {
            self.remember(timex, point);
        }
        Answer { value: Some(point.value() + &time), days }
    }

    /// Whatever a text tells of, "today" is the day on which it is read; the dates of a history run on behind it.
    fn today(&self, term: &Term) -> Option<(Point, String)> {
        let is_today = matches!(term, Term::Shift { by: 0, unit: Unit::Day, from: From::Published });
        let day = self.published.filter(|_| is_today)?;
        Some((Point::Day(day), String::new()))
    }

    fn remember(&mut self, timex: &Timex, point: Point) {
        let is_date = matches!(timex.kind, TimexKind::Date | TimexKind::Time);
        if is_date && self.carries_on(timex, point) {
            self.mentioned = Some(point);
        }
        if let Point::Quarter(year, quarter) = point {
            let is_topic = !matches!(timex.term, Term::YearBefore);
            if is_topic {
                self.quarter = Some((year, quarter));
            }
        }
    }

    /// Whether later dates count from this one. In a history a bare year far from the date spoken of is an aside
    /// ("as in 1812").
    fn carries_on(&self, timex: &Timex, point: Point) -> bool {
        let (Some(spoken), Point::Year(year)) = (self.mentioned, point) else { return true };
        let ahead = year.saturating_sub(spoken.year());
        !self.runs_on || (timex.cue != Cue::Since && (-ASIDE_BACK..=ASIDE_AHEAD).contains(&ahead))
    }

    /// The day that terms without an anchor of their own count from.
    fn anchor(&self) -> Option<Day> {
        let mentioned = || self.mentioned.and_then(Point::days).map(|days| days.earliest);
        if self.runs_on { mentioned().or(self.published) } else { self.published.or_else(mentioned) }
    }

    /// The day that days and weeks count from: a month or a year spoken of is none, "in 2012 … on Saturday" says no day.
    fn day_anchor(&self) -> Option<Day> {
        let spoken_is_day = matches!(self.mentioned, Some(Point::Day(_) | Point::Weekend(_)));
        self.anchor().filter(|_| self.published.is_some() || spoken_is_day)
    }

    /// The place of a term in the calendar, and what follows its value for a time of day.
    fn place(&self, term: &Term, tense: Tense) -> Option<(Point, String)> {
        match term {
            Term::PartOfDay { day, part } => {
                let (point, _) = self.place(day, tense)?;
                Some((point, format!("T{}", part.code())))
            }
            Term::Clock { day, hour, minute } => {
                let (point, _) = self.place(day, tense)?;
                Some((point, format!("T{hour:02}:{:02}", minute.unwrap_or(0))))
            }
            Term::InYear { year, inner } => {
                let (year, _) = self.place(year, tense)?;
                let topic = self.quarter.map(|(_, quarter)| quarter);
                Some((in_year(inner, year.year(), topic)?, String::new()))
            }
            other => Some((self.point(other, tense)?, String::new())),
        }
    }

    fn point(&self, term: &Term, tense: Tense) -> Option<Point> {
        match term {
            Term::Point(point) => Some(*point),
            Term::Month { month, day, toward } => self.month(*month, *day, *toward, tense),
            Term::DayOfMonth(day) => self.day_of_month(*day),
            Term::Weekday { weekday, toward } => self.weekday(*weekday, *toward, tense),
            Term::Shift { by, unit, from } => self.shift(*by, *unit, *from),
            Term::Weekend => self.weekend(tense),
            Term::YearBefore => self.year_before(),
            Term::Season { season, toward } => self.season(*season, *toward, tense),
            Term::Quarter { quarter, toward } => self.quarter(*quarter, *toward, tense),
            Term::Half { half } => Some(Point::Half(self.anchor()?.year(), *half)),
            Term::Feast { feast, toward } => self.feast(*feast, *toward, tense),
            _ => None,
        }
    }

    fn month(&self, month: i8, day: Option<i8>, toward: Toward, tense: Tense) -> Option<Point> {
        let anchor = self.anchor()?;
        let in_year = |year: i16| month_point(year, month, day);
        let year = anchor.year();
        if self.runs_on && toward == Toward::Open {
            return self.running_month(month, day);
        }
        let here = in_year(year).and_then(Point::days);
        let begun = here.is_some_and(|days| days.earliest <= anchor);
        let over = here.is_some_and(|days| days.latest < anchor);
        let year = directed_year(year, begun, over, toward, tense).unwrap_or_else(|| match (begun, tense) {
            (true, Tense::Past) => year,
            (true, _) => Self::coming_year(anchor, year, &in_year),
            (false, _) => Self::nearest_year(anchor, year, &in_year),
        });
        in_year(year)
    }

    /// A month or day that lies months back, told in no past tense, and soon comes again: the one to come.
    fn coming_year(anchor: Day, year: i16, in_year: &dyn Fn(i16) -> Option<Point>) -> i16 {
        let (Some(past), Some(next)) = (in_year(year).and_then(Point::days), in_year(year + 1).and_then(Point::days))
        else {
            return year;
        };
        let comes_soon = days_between(anchor, next.earliest) <= COMING;
        let long_past = days_between(past.latest, anchor) > LONG_PAST;
        if comes_soon && long_past { year + 1 } else { year }
    }

    /// A month or day of it ahead of the anchor this year, told in no future tense: next month is meant more often
    /// than one eleven months ago.
    fn nearest_year(anchor: Day, year: i16, in_year: &dyn Fn(i16) -> Option<Point>) -> i16 {
        let ahead = in_year(year).and_then(Point::days).map_or(0, |days| days_between(anchor, days.earliest));
        if ahead <= SOON { year } else { year - 1 }
    }

    /// In a text whose dates run on, a month lies in the year spoken of, or in the next if that year's has long passed.
    fn running_month(&self, month: i8, day: Option<i8>) -> Option<Point> {
        let spoken = self.mentioned?;
        let year = spoken.year();
        let last_month = match spoken {
            Point::Day(day) => day.month(),
            Point::Month(_, month) => month,
            _ => month,
        };
        let runs_over = last_month - month > RUN_OVER;
        month_point(if runs_over { year + 1 } else { year }, month, day)
    }

    fn day_of_month(&self, day: i8) -> Option<Point> {
        let anchor = match self.mentioned {
            Some(Point::Month(year, month)) => Day::new(year, month, 1).ok(),
            Some(Point::Day(day)) => Some(day),
            _ => self.anchor(),
        }?;
        Day::new(anchor.year(), anchor.month(), day).ok().map(Point::Day)
    }

    fn weekday(&self, weekday: u8, toward: Toward, tense: Tense) -> Option<Point> {
        let anchor = self.day_anchor()?;
        let day = match toward {
            Toward::Last => weekday_until(anchor.yesterday().ok()?, weekday),
            Toward::Next => weekday_from(anchor.tomorrow().ok()?, weekday),
            Toward::This if tense == Tense::Future => weekday_from(anchor, weekday),
            Toward::This => plus_days(monday_of(anchor), i64::from(weekday) - 1),
            Toward::Open if tense == Tense::Future => weekday_from(anchor.tomorrow().ok()?, weekday),
            Toward::Open => weekday_until(anchor, weekday),
        };
        day.map(Point::Day)
    }

    fn shift(&self, by: i32, unit: Unit, from: From) -> Option<Point> {
        let anchor = match (from, self.mentioned) {
            (From::Published, _) if matches!(unit, Unit::Day | Unit::Week | Unit::Weekend) => self.day_anchor()?,
            (From::Published, _) => self.anchor()?,
            // "At noon" is of the day spoken of; a month or year spoken of says nothing of the day.
            (From::Mentioned, Some(Point::Day(day))) => day,
            (From::Mentioned, _) if by == 0 && unit == Unit::Day => self.anchor()?,
            (From::Mentioned, spoken) => {
                spoken.and_then(Point::days).map(|days| days.earliest).or_else(|| self.anchor())?
            }
        };
        Some(Point::holding(plus(anchor, i64::from(by), unit)?, unit))
    }

    /// The weekend told of: on a Saturday or Sunday this one, else the one before, or the one ahead.
    fn weekend(&self, tense: Tense) -> Option<Point> {
        let anchor = self.day_anchor()?;
        let in_it = anchor.weekday().to_monday_zero_offset() >= 5;
        let monday = monday_of(anchor);
        Some(Point::Weekend(if in_it || tense == Tense::Future { monday } else { plus_days(monday, -7)? }))
    }

    fn year_before(&self) -> Option<Point> {
        if let Some((year, quarter)) = self.quarter.filter(|_| !self.runs_on) {
            return Some(Point::Quarter(year - 1, quarter));
        }
        Some(Point::Year(self.anchor()?.year() - 1))
    }

    fn season(&self, season: Season, toward: Toward, tense: Tense) -> Option<Point> {
        let anchor = self.anchor()?;
        let year = anchor.year();
        if self.runs_on && toward == Toward::Open {
            return Some(Point::Season(year, season));
        }
        let days = |year: i16| Point::Season(year, season).days();
        let begun = days(year)?.earliest <= anchor;
        let over = days(year)?.latest < anchor;
        // January and February belong to the winter of the year before.
        let still = days(year - 1)?.latest >= anchor;
        let current = if still { year - 1 } else { year };
        let year = match toward {
            Toward::Last if over => year,
            Toward::Last if still => year - 2,
            Toward::Last => year - 1,
            Toward::Next => {
                if begun {
                    year + 1
                } else {
                    year
                }
            }
            Toward::This => current,
            Toward::Open if tense == Tense::Future => {
                if over {
                    year + 1
                } else {
                    current
                }
            }
            Toward::Open => {
                if begun || days_between(anchor, days(year)?.earliest) <= SOON {
                    year
                } else {
                    current.min(year - 1)
                }
            }
        };
        Some(Point::Season(year, season))
    }

    fn quarter(&self, quarter: Option<i8>, toward: Toward, tense: Tense) -> Option<Point> {
        let anchor = self.anchor()?;
        let here = (anchor.month() - 1) / 3 + 1;
        let Some(quarter) = quarter else {
            let current = || Some((anchor.year(), here));
            let before = || match Point::holding(plus(anchor, -1, Unit::Quarter)?, Unit::Quarter) {
                Point::Quarter(year, quarter) => Some((year, quarter)),
                _ => None,
            };
            let (year, quarter) = match toward {
                Toward::Open => self.quarter.or_else(before)?,
                Toward::Last => before()?,
                _ => current()?,
            };
            return Some(Point::Quarter(year, quarter));
        };
        let year = anchor.year();
        let begun = quarter <= here;
        let past = year - i16::from(!begun);
        // The quarter that has just ended is reported on, and expected to show this or that, in the next.
        let over = quarter < here && !(toward == Toward::Open && quarter + 1 == here);
        let year = directed_year(year, begun, over, toward, tense).unwrap_or(past);
        Some(Point::Quarter(year, quarter))
    }

    fn feast(&self, feast: Feast, toward: Toward, tense: Tense) -> Option<Point> {
        let anchor = self.anchor()?;
        let this = feast_day(feast, anchor.year())?;
        let over = this < anchor;
        let year = match toward {
            Toward::Last => anchor.year() - i16::from(!over),
            Toward::Next => anchor.year() + i16::from(over),
            Toward::This => anchor.year(),
            Toward::Open if tense == Tense::Future => anchor.year() + i16::from(over),
            Toward::Open if over || days_between(anchor, this) <= SOON => anchor.year(),
            Toward::Open => anchor.year() - 1,
        };
        feast_day(feast, year).map(Point::Day)
    }
}

/// Years that a history goes back, or leaps, in its run of dates.
const ASIDE_BACK: i16 = 3;
const ASIDE_AHEAD: i16 = 10;

/// Days ahead within which a date without a year is taken to come rather than to be almost a year old.
const SOON: i64 = 120;

/// The year of a month or quarter that a word ("last", "next") or the future tense points to, counted from `year`, in
/// which it has begun or is over; nothing where neither points.
fn directed_year(year: i16, begun: bool, over: bool, toward: Toward, tense: Tense) -> Option<i16> {
    match toward {
        Toward::Last => Some(year - i16::from(!over)),
        Toward::Next => Some(year + i16::from(begun)),
        Toward::This => Some(year),
        Toward::Open if tense == Tense::Future => Some(year + i16::from(over)),
        Toward::Open => None,
    }
}

/// Days ahead, and days back, at which a date without year and tense means the one to come ("payable Jan. 2", said in
/// November).
const COMING: i64 = 100;
const LONG_PAST: i64 = 200;

/// A month that lies more than this many months before the one spoken of is the next year's.
const RUN_OVER: i8 = 6;

fn days_between(from: Day, to: Day) -> i64 {
    i64::from(from.until(to).map_or(0, |span| span.get_days()))
}

/// The tense an expression is told in, as far as its cue leaves it: what holds until a weekday looks ahead.
fn tense_of(timex: &Timex) -> Tense {
    match timex.cue {
        Cue::Since | Cue::AsOf => Tense::Past,
        Cue::Until if matches!(day_term(&timex.term), Term::Weekday { .. }) => Tense::Future,
        _ => timex.tense,
    }
}

fn month_point(year: i16, month: i8, day: Option<i8>) -> Option<Point> {
    match day {
        Some(day) => Day::new(year, month, day).ok().map(Point::Day),
        None => Some(Point::Month(year, month)),
    }
}

fn feast_day(feast: Feast, year: i16) -> Option<Day> {
    match feast {
        Feast::Easter(offset) => plus_days(easter(year)?, i64::from(offset)),
        Feast::NthWeekday { month, weekday, nth } => nth_weekday(year, month, weekday, nth),
    }
}

/// What a term names within a year.
fn in_year(term: &Term, year: i16, topic: Option<i8>) -> Option<Point> {
    match term {
        Term::Month { month, day, .. } => month_point(year, *month, *day),
        Term::Season { season, .. } => Some(Point::Season(year, *season)),
        Term::Quarter { quarter, .. } => {
            Some(quarter.or(topic).map_or(Point::Year(year), |quarter| Point::Quarter(year, quarter)))
        }
        Term::Half { half } => Some(Point::Half(year, *half)),
        Term::Feast { feast, .. } => feast_day(*feast, year).map(Point::Day),
        Term::Point(_) => Some(Point::Year(year)),
        _ => None,
    }
}
