//! Which day an article of an event was published, from the days of the event's other articles.
//!
//! Each dated article lends its day, weighted by how alike its words are, spread as the days of articles on one event
//! lie apart. The article's own text adds soft evidence: the weekdays it names, and the latest day it tells as past.
//! The likeliest day about the middle of those days is the answer; the range is what the spread leaves for the days around all of them.

use std::collections::BTreeMap;

use super::calendar::{Point, plus_days};
use super::published::named_past;
use super::timex::{Tense, Term, Timex};
use super::{Day, DaySet, Toward};

/// Days between two days.
pub(super) fn apart(a: Day, b: Day) -> i64 {
    days_from(a, b).abs()
}

/// Days from one day to another.
fn days_from(a: Day, b: Day) -> i64 {
    a.until(b).map_or(i64::MAX / 2, |span| i64::from(span.get_days()))
}

/// A step of a distribution over days: those from `from` to before the next step's hold `share` of all.
struct Step {
    from: i64,
    share: f64,
}

/// How far apart two articles on one event appear: shares of the pairs of 35 news events of 2013 to 2018 (each article
/// weighs one, half a pair added to each step), by days apart on either side. The last step ends at [`FARTHEST`].
const APART: [Step; 10] = [
    Step { from: 0, share: 0.398 },
    Step { from: 1, share: 0.227 },
    Step { from: 2, share: 0.058 },
    Step { from: 3, share: 0.038 },
    Step { from: 4, share: 0.030 },
    Step { from: 8, share: 0.058 },
    Step { from: 15, share: 0.051 },
    Step { from: 31, share: 0.066 },
    Step { from: 91, share: 0.041 },
    Step { from: 366, share: 0.033 },
];

/// Days after the latest full date told as past at which articles appeared: shares of the 59 of those articles that
/// tell one; before it, they tell of something planned.
const AFTER_TOLD: [Step; 6] = [
    Step { from: 0, share: 0.252 },
    Step { from: 1, share: 0.054 },
    Step { from: 4, share: 0.109 },
    Step { from: 31, share: 0.150 },
    Step { from: 400, share: 0.293 },
    Step { from: 5000, share: 0.001 },
];

/// Density a day or more before that date.
const BEFORE_TOLD: f64 = 0.000_03;
const DAY_BEFORE_TOLD: f64 = 0.034;

/// Days that the last step of a distribution ends at.
const FARTHEST: i64 = 5000;

/// Share of a day in the step that holds it.
fn density(steps: &[Step], days: i64) -> f64 {
    let at = steps.partition_point(|step| step.from <= days).saturating_sub(1);
    let end = steps.get(at + 1).map_or(FARTHEST, |step| step.from);
    steps[at].share / (end - steps[at].from).max(1) as f64
}

/// Share of pairs with the second at most `days` after the first.
fn share_until(days: i64) -> f64 {
    let same = APART[0].share;
    if days < 0 {
        return 1.0 - share_until(-days - 1);
    }
    let side: f64 = (1..APART.len())
        .map(|at| {
            let end = APART.get(at + 1).map_or(FARTHEST, |step| step.from);
            let reached = (days + 1).clamp(APART[at].from, end) - APART[at].from;
            APART[at].share * reached as f64 / (end - APART[at].from) as f64
        })
        .sum();
    0.5 + same / 2.0 + side / 2.0
}

/// How many of 129 past weekdays in dated articles lay so many days before the day of publication, plus one for each.
const WEEKDAY_LAGS: [f64; 7] = [52.0, 32.0, 14.0, 8.0, 7.0, 11.0, 5.0];

/// Weights of the weekdays and of the latest date that the article names, against the days of its neighbours: words of
/// one text repeat each other. From 0.3 to 1, and half as much for the date, gave the same within two articles of 183.
const WEEKDAY_WEIGHT: f64 = 0.6;
const TOLD_WEIGHT: f64 = 0.7;

/// Days beside the middle of the neighbours' days that the article's own words may choose, the nearest first. Of 183
/// articles 133 are right within a day so; with all days near any neighbour to choose from it was 125.
const BESIDE: [i64; 4] = [-1, 1, -2, 2];

/// Bytes of a text, two or three sentences, whose weekdays are those of the event: below, other days are told. 600 gave 2 of
/// 183 articles fewer.
const LEAD_BYTES: u32 = 300;

/// Mass outside the range, on each side. With it the range held the day of 96.7 % of 181 articles, each event's spread
/// learnt on the others; with 0.05 it held 95.0 %.
const OUTSIDE: f64 = 0.04;

/// Ends of ranges, in days from a neighbour's day.
const REACHES: [i64; 20] = [0, 1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 90, 120, 180, 270, 365, 545, 1100, 3000];

/// Distinct days of neighbours that count; the ones with most weight.
const MOST_DAYS: usize = 150;

/// A day of publication as the neighbours have it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Estimate {
    /// The likeliest day.
    pub day: Day,
    /// Days of which one is right as surely as the caller says.
    pub days: DaySet,
}

/// The likeliest day of an article whose expressions of time are `times`, among the days of its neighbours, each with a
/// weight, and those beside them.
pub(super) fn estimate(others: &[(Day, f64)], times: &[Timex]) -> Option<Estimate> {
    let neighbours = heaviest(others);
    let own = OwnWords::of(times);
    let middle = middle(&neighbours)?;
    let fit = |day: Day| spread(day, &neighbours).ln() + own.fit(day);
    let mut best = (fit(middle), middle);
    for day in BESIDE.iter().filter_map(|by| plus_days(middle, *by)) {
        let score = fit(day);
        // The nearer and earlier of two equal days: the last digits of a sum decide nothing.
        if score > best.0 + 1e-9 {
            best = (score, day);
        }
    }
    let (_, day) = best;
    Some(Estimate { day, days: range(day, &neighbours) })
}

/// The day with half of the weight up to it.
fn middle(neighbours: &[(Day, f64)]) -> Option<Day> {
    let mut held = 0.0;
    let reached = neighbours.iter().find(|(_, share)| {
        held += share;
        held >= 0.5 - 1e-9
    });
    reached.or(neighbours.last()).map(|(day, _)| *day)
}

/// The neighbours' days in order, each once, with shares that add up to one.
fn heaviest(others: &[(Day, f64)]) -> Vec<(Day, f64)> {
    let mut sorted = others.to_vec();
    sorted.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let mut days: BTreeMap<Day, f64> = BTreeMap::new();
    for (day, weight) in sorted {
        *days.entry(day).or_default() += weight;
    }
    let mut days: Vec<(Day, f64)> = days.into_iter().collect();
    days.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    days.truncate(MOST_DAYS);
    days.sort_by_key(|(day, _)| *day);
    let total = days.iter().map(|(_, weight)| weight).sum::<f64>().max(f64::MIN_POSITIVE);
    days.into_iter().map(|(day, weight)| (day, weight / total)).collect()
}

/// How likely the neighbours make a day.
fn spread(day: Day, neighbours: &[(Day, f64)]) -> f64 {
    let one = |(other, weight): &(Day, f64)| {
        let days = apart(*other, day).min(FARTHEST - 1);
        weight * density(&APART, days) / if days > 0 { 2.0 } else { 1.0 }
    };
    neighbours.iter().map(one).sum()
}

/// The days that hold all but [`OUTSIDE`] on each side.
fn range(best: Day, neighbours: &[(Day, f64)]) -> DaySet {
    let until = |day: Day| neighbours.iter().map(|(other, weight)| weight * share_until(days_from(*other, day))).sum();
    let ends =
        |toward: i64| neighbours.iter().flat_map(move |(day, _)| REACHES.map(|reach| plus_days(*day, toward * reach)));
    let before = |day: &Day| day.yesterday().is_ok_and(|before| until(before) <= OUTSIDE);
    let enough = |day: &Day| {
        let held: f64 = until(*day);
        held >= 1.0 - OUTSIDE
    };
    let first = ends(-1).flatten().filter(before).max().unwrap_or(best);
    let last = ends(1).flatten().filter(enough).min().unwrap_or(best);
    DaySet::range(first.min(best), last.max(best))
}

/// What an article's own words say of its day of publication.
struct OwnWords {
    weekdays: Vec<u8>,
    latest_told: Option<Day>,
}

impl OwnWords {
    fn of(times: &[Timex]) -> Self {
        let day = |timex: &Timex| match named_past(timex) {
            Some(Point::Day(day)) => Some(day),
            _ => None,
        };
        Self { weekdays: named_weekdays(times), latest_told: times.iter().filter_map(day).max() }
    }

    /// Log of how well a day fits.
    fn fit(&self, day: Day) -> f64 {
        let told = self.latest_told.map_or(0.0, |told| match days_from(told, day) {
            ..-1 => BEFORE_TOLD.ln(),
            -1 => DAY_BEFORE_TOLD.ln(),
            days => density(&AFTER_TOLD, days).ln(),
        });
        TOLD_WEIGHT * told + WEEKDAY_WEIGHT * self.weekday_fit(day)
    }

    /// Mean log share of such lags between the weekdays named and a day.
    fn weekday_fit(&self, day: Day) -> f64 {
        if self.weekdays.is_empty() {
            return 0.0;
        }
        let total: f64 = WEEKDAY_LAGS.iter().sum();
        let today = i32::from(day.weekday().to_monday_one_offset());
        let lag = |weekday: &u8| (today - i32::from(*weekday)).rem_euclid(7) as usize;
        let fits = self.weekdays.iter().map(|weekday| (WEEKDAY_LAGS[lag(weekday)] / total).ln());
        fits.sum::<f64>() / self.weekdays.len() as f64
    }
}

fn named_weekdays(times: &[Timex]) -> Vec<u8> {
    let past = |timex: &Timex| match timex.term {
        Term::Weekday { weekday, toward: Toward::Open }
            if timex.tense != Tense::Future && timex.span.start < LEAD_BYTES =>
        {
            Some(weekday)
        }
        _ => None,
    };
    let mut named: Vec<u8> = times.iter().filter_map(past).collect();
    named.sort_unstable();
    named.dedup();
    named
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_shares_of_days_apart_add_up() {
        let sum: f64 = APART.iter().map(|step| step.share).sum();
        assert!((sum - 1.0).abs() < 0.002, "{sum}");
        assert!((share_until(FARTHEST) - 1.0).abs() < 0.002);
        assert!((share_until(0) + share_until(-1) - 1.0).abs() < 1e-9, "as many before as after");
        assert!((share_until(0) - share_until(-1) - APART[0].share).abs() < 1e-9);
    }

    #[test]
    fn a_lone_late_report_does_not_pull_the_day() {
        let first = date(2031, 5, 8);
        let others = [(first, 1.0), (first, 1.0), (date(2031, 5, 9), 1.0), (date(2031, 11, 2), 1.0)];
        let found = estimate(&others, &[]).unwrap();
        assert_eq!(found.day, first);
        assert!(found.days.contains(date(2031, 5, 12)) && found.days.contains(first));
    }
}
