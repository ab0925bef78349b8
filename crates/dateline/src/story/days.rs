//! How well the publication days of two articles fit one event.

use super::heap::USUAL_DAY;
use super::reading::Reading;
use super::surprise::Surprise;
use crate::date::{Day, DaySet};
use crate::facts::Marked;

/// Upper ends of the steps of distance, in days; what is farther falls in the last step.
const STEPS: [i32; 9] = [0, 1, 2, 4, 7, 14, 30, 90, 365];

/// Share of pairs of one event by step: 1,372 dated pairs of ECB+ (follow-ups and anniversaries are why the tail is
/// long).
const SAME: [f64; 10] = [0.407, 0.244, 0.042, 0.037, 0.042, 0.032, 0.034, 0.097, 0.022, 0.043];

/// Share of pairs of different events on one subject by step: pairs of one MEANTIME storyline, smoothed.
const OTHER: [f64; 10] = [0.008, 0.011, 0.008, 0.011, 0.012, 0.020, 0.060, 0.100, 0.300, 0.470];

/// Pairs that [`OTHER`] counts for against the heap's own pairs: a heap of one day soon knows that a common day says
/// nothing.
const OTHER_PAIRS: f64 = 50.0;

/// Sets of days wider than this say nothing of nearness in time.
const WIDEST_SET: i32 = 31;

/// No distance weighs more than this, in log-odds before the model's own weight.
const STRONGEST: f64 = 2.5;

/// The publication days of a heap.
#[derive(Debug)]
pub(super) struct Calendar {
    days: Vec<Option<(i32, i32)>>,
    weights: [f32; 10],
    /// The day of the event where the text itself tells it.
    events: Vec<Option<i32>>,
    /// What one such day in common says.
    surprise: Surprise<i32>,
}

impl Calendar {
    /// The days on which articles can have been published.
    pub(super) fn of(articles: &[Reading]) -> Self {
        let days: Vec<Option<(i32, i32)>> = articles.iter().map(|reading| numbers(reading.published?)).collect();
        let weights = weights(&days);
        let events: Vec<Option<i32>> = articles.iter().map(|reading| reading.told_day).collect();
        let surprise = Surprise::of(events.iter().flatten().copied(), articles.len(), USUAL_DAY);
        Self { days, weights, events, surprise }
    }

    /// Whether the event days that two texts tell agree: up to 1 for the same day, less than 0 for days apart.
    pub(super) fn event_agreement(&self, a: usize, b: usize) -> f32 {
        let (Some(one), Some(other)) = (self.events[a], self.events[b]) else { return 0.0 };
        match (one - other).abs() {
            0 => self.surprise.at(one),
            // A day either way is a time zone, or a report of the morning after.
            1 => 0.0,
            2..=6 => -0.5,
            _ => -1.0,
        }
    }

    /// Log-odds of one event from the distance of publication days; 0 where one is unknown.
    pub(super) fn agreement(&self, a: usize, b: usize) -> f32 {
        match (self.days[a], self.days[b]) {
            (Some(one), Some(other)) => self.weights[step(gap(one, other))],
            _ => 0.0,
        }
    }
}

/// The publication days of an article: as dated, else as its page states.
pub(super) fn published(marked: &Marked) -> Option<DaySet> {
    marked.dating.published.days.or_else(|| marked.article.stated_dates.first().map(|stated| DaySet::day(stated.day)))
}

/// The day of the event, where it is one day and read in the article's own text.
pub(super) fn told_day(marked: &Marked) -> Option<i32> {
    let event = &marked.dating.event;
    let told = event.evidence.iter().any(|evidence| evidence.span.is_some() && evidence.article.is_none());
    event.days.filter(|_| told)?.single().map(day_number)
}

/// First and last of some days by their numbers, where they are near enough to each other to be compared.
pub(super) fn numbers(days: DaySet) -> Option<(i32, i32)> {
    let (first, last) = (day_number(days.earliest), day_number(days.latest));
    (last - first <= WIDEST_SET).then_some((first, last))
}

/// Days since the year 0, by the proleptic calendar.
pub(super) fn day_number(day: Day) -> i32 {
    let (year, month, date) = (i32::from(day.year()), i32::from(day.month()), i32::from(day.day()));
    let (year, month) = if month <= 2 { (year - 1, month + 12) } else { (year, month) };
    365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + (153 * (month - 3) + 2) / 5 + date
}

fn gap(a: (i32, i32), b: (i32, i32)) -> i32 {
    (a.0.max(b.0) - a.1.min(b.1)).max(0)
}

fn step(gap: i32) -> usize {
    STEPS.iter().position(|&end| gap <= end).unwrap_or(STEPS.len())
}

/// What each step of distance weighs in this heap.
fn weights(days: &[Option<(i32, i32)>]) -> [f32; 10] {
    let mut known: Vec<i32> = days.iter().flatten().map(|days| days.0).collect();
    known.sort_unstable();
    let counts = pair_counts(&known);
    let pairs: f64 = counts.iter().sum();
    std::array::from_fn(|step| {
        // Beyond a heap of some hundred pages nearly all pairs are of different events: its own shares may then speak
        // as loud as the prior, never louder.
        let own = pairs.min(OTHER_PAIRS);
        let heap = if pairs > 0.0 { counts[step] / pairs } else { 0.0 };
        let other = (OTHER[step] * OTHER_PAIRS + heap * own) / (OTHER_PAIRS + own);
        (SAME[step] / other).ln().clamp(-STRONGEST, STRONGEST) as f32
    })
}

/// How many pairs of sorted days fall in each step.
fn pair_counts(sorted: &[i32]) -> [f64; 10] {
    let within = |distance: i32| -> f64 {
        let mut from = 0;
        let mut pairs = 0.0;
        for (at, &day) in sorted.iter().enumerate() {
            while sorted[from] < day - distance {
                from += 1;
            }
            pairs += (at - from) as f64;
        }
        pairs
    };
    let all = sorted.len() as f64 * (sorted.len() as f64 - 1.0).max(0.0) / 2.0;
    let ends: Vec<f64> = STEPS.iter().map(|&end| within(end)).chain([all]).collect();
    std::array::from_fn(|step| if step == 0 { ends[0] } else { ends[step] - ends[step - 1] })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_are_counted_across_leap_years() {
        assert_eq!(day_number(date(2024, 3, 1)) - day_number(date(2024, 2, 28)), 2);
        assert_eq!(day_number(date(2025, 1, 1)) - day_number(date(2024, 1, 1)), 366);
    }

    #[test]
    fn a_common_day_weighs_less_in_an_archive_of_one_day() {
        let spread: Vec<_> = (0..100).map(|at| Some((at * 10, at * 10))).collect();
        let one_day = vec![Some((7, 7)); 100];
        assert!(weights(&spread)[0] > 1.0);
        assert!(weights(&one_day)[0] < 0.5);
    }
}
