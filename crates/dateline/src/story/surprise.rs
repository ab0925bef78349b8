//! How much it says that two pages name one date: little where every page of the heap names it, as in the papers of one
//! day.

use std::hash::Hash;

use rustc_hash::FxHashMap;

/// Pages that are taken as read before the first of the heap: of five pages four may name one day and still mean it.
const READ: f32 = 50.0;

/// By date, from 1 for one that hardly a page names to 0 for one that all do.
#[derive(Debug, Clone, Default)]
pub(super) struct Surprise<T>(FxHashMap<T, f32>);

impl<T: Eq + Hash + Copy> Surprise<T> {
    /// Of the dates that the pages of a heap name, each at most once a page. `usual` is the share of pages that name one
    /// such date by chance: a weekday is named by one in five, a day of the year by one in thirty.
    pub(super) fn of(dates: impl Iterator<Item = T>, pages: usize, usual: f32) -> Self {
        let mut holders: FxHashMap<T, f32> = FxHashMap::default();
        for date in dates {
            *holders.entry(date).or_default() += 1.0;
        }
        let says = |holders: f32| {
            let share = (holders + READ * usual) / (pages as f32 + READ);
            (share.ln() / usual.ln()).clamp(0.0, 1.0)
        };
        Self(holders.into_iter().map(|(date, count)| (date, says(count))).collect())
    }

    /// What one date in common counts.
    pub(super) fn at(&self, date: T) -> f32 {
        self.0.get(&date).copied().unwrap_or(1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(holders: usize, pages: usize) -> f32 {
        Surprise::of(std::iter::repeat_n(7u8, holders), pages, 1.0 / 30.0).at(7)
    }

    #[test]
    fn a_date_says_little_where_every_page_names_it() {
        assert!(at(1000, 1000) < 0.05);
        assert!(at(10, 1000) > 0.9);
    }

    #[test]
    fn in_a_heap_of_five_a_common_date_still_speaks() {
        assert!(at(4, 5) > 0.6);
    }
}
