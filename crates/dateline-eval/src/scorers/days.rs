//! Scores of dates: how far off.

use jiff::civil::Date;

use super::share;

/// Counts over questions with one right day each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DayCounts {
    /// Questions.
    pub asked: usize,
    /// Questions that were answered with a day.
    pub answered: usize,
    /// Answers that are the day.
    pub exact: usize,
    /// Answers at most one day off.
    pub within_one: usize,
    /// Answers at most three days off.
    pub within_three: usize,
}

impl DayCounts {
    /// Adds a question.
    pub fn add(&mut self, expected: Date, found: Option<Date>) {
        self.asked += 1;
        let Some(found) = found else { return };
        let off = days_apart(expected, found);
        self.answered += 1;
        self.exact += usize::from(off == 0);
        self.within_one += usize::from(off <= 1);
        self.within_three += usize::from(off <= 3);
    }

    /// Share of all questions answered with the right day.
    pub fn exact_share(self) -> f64 {
        share(self.exact, self.asked)
    }

    /// Precision: share of the answers that are right.
    pub fn precision(self) -> f64 {
        share(self.exact, self.answered)
    }
}

/// Days between two days.
pub fn days_apart(a: Date, b: Date) -> u32 {
    let span = a.until((jiff::Unit::Day, b)).expect("days between two civil dates always fit");
    span.get_days().unsigned_abs()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_by_hand() {
        let mut counts = DayCounts::default();
        counts.add(date(2024, 3, 1), Some(date(2024, 2, 29)));
        counts.add(date(2024, 3, 1), Some(date(2024, 3, 1)));
        counts.add(date(2024, 12, 31), Some(date(2025, 1, 4)));
        counts.add(date(2024, 3, 1), None);
        assert_eq!((counts.exact, counts.within_one, counts.within_three, counts.answered), (1, 2, 2, 3));
        assert_eq!(counts.exact_share(), 0.25);
    }
}
