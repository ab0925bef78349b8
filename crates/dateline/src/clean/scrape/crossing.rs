//! What stands on both sides of each place of a text: the words of the lines above it against those of the lines below.
//!
//! Within an article words come again on both sides of any place; where another article begins, few do (lexical
//! chains as boundaries of topics, Morris & Hirst 1991, Choi 2000).

use super::cohesion::Cohesion;

/// The weights of the stems on both sides of one place.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sides {
    /// Of those above, of those below, of those on both sides.
    pub(super) above: f32,
    pub(super) below: f32,
    pub(super) both: f32,
    /// Of those in two lines above, or below: what the side is about.
    pub(super) key_above: f32,
    pub(super) key_below: f32,
    /// Of those in two lines above that stand below, in two lines below that stand above, in two lines of each side.
    pub(super) key_above_known: f32,
    pub(super) key_below_known: f32,
    pub(super) key_both: f32,
}

/// The numbers of [`Sides`], while they are summed up.
type Sums = [f64; 8];

impl Sides {
    fn of(sums: Sums) -> Self {
        let [above, below, both, key_above, key_below, key_above_known, key_below_known, key_both] =
            sums.map(|sum| sum.max(0.0) as f32);
        Self { above, below, both, key_above, key_below, key_above_known, key_below_known, key_both }
    }

    /// Share of the poorer side that stands on the other too; 1 where a side is empty.
    pub(super) fn share(self) -> f32 {
        ratio(self.both, self.above.min(self.below))
    }
}

/// A share; 1 of nothing.
pub(super) fn ratio(part: f32, all: f32) -> f32 {
    if all > 0.0 { part / all } else { 1.0 }
}

/// The sides of every place of a text, in one walk over its stems.
pub(super) struct Crossing {
    /// For the place above each line, and the one below the last.
    pub(super) sides: Vec<Sides>,
    /// For each stem the first line that has it, and the last one.
    ends: Vec<(u32, u32)>,
}

impl Crossing {
    pub(super) fn of(cohesion: &Cohesion, lines: usize) -> Self {
        let mut occurrences: Vec<Vec<u32>> = vec![Vec::new(); cohesion.number_of_stems()];
        for line in 0..lines {
            cohesion.stems(line).iter().for_each(|stem| occurrences[*stem as usize].push(line as u32));
        }
        let mut changes: Vec<Sums> = vec![Sums::default(); lines + 2];
        for (stem, at) in occurrences.iter().enumerate() {
            add(&mut changes, at, f64::from(cohesion.rarity(stem as u32)), lines);
        }
        let mut sums = Sums::default();
        let sides = changes[..=lines].iter().map(|change| {
            sums.iter_mut().zip(change).for_each(|(sum, change)| *sum += change);
            Sides::of(sums)
        });
        let sides = sides.collect();
        let end = |at: &Vec<u32>| (at.first().copied().unwrap_or(0), at.last().copied().unwrap_or(0));
        Self { sides, ends: occurrences.iter().map(end).collect() }
    }

    /// Share of a line's weight that stands above a place, or at and below it.
    pub(super) fn share_of_line(&self, cohesion: &Cohesion, line: usize, place: usize, is_above: bool) -> f32 {
        let (mut known, mut all) = (0.0, 0.0);
        for stem in cohesion.stems(line) {
            let (first, last) = self.ends[*stem as usize];
            let weight = cohesion.rarity(*stem);
            all += weight;
            let there = if is_above { (first as usize) < place } else { last as usize >= place };
            known += if there { weight } else { 0.0 };
        }
        if all > 0.0 { known / all } else { -1.0 }
    }
}

/// Adds what one stem is to the places: `at` are the lines that have it, in order.
fn add(changes: &mut [Sums], at: &[u32], weight: f64, lines: usize) {
    let (Some(&first), Some(&last)) = (at.first(), at.last()) else { return };
    let second = at.get(1).map(|line| *line as usize);
    let before_last = at.len().checked_sub(2).map(|index| at[index] as usize);
    let (first, last) = (first as usize, last as usize);
    let mut range = |number: usize, from: usize, to: usize| {
        if from <= to {
            changes[from][number] += weight;
            changes[to + 1][number] -= weight;
        }
    };
    range(0, first + 1, lines);
    range(1, 0, last);
    range(2, first + 1, last);
    if let (Some(second), Some(before_last)) = (second, before_last) {
        range(3, second + 1, lines);
        range(4, 0, before_last);
        range(5, second + 1, last);
        range(6, first + 1, before_last);
        range(7, second + 1, before_last);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::model::Lexicon;
    use crate::clean::scrape::line;
    use crate::clean::verdict::Verdict;
    use crate::intake::{Location, scrape_page};

    /// The sides of the place above a line.
    fn check(text: &str, place: usize) -> Sides {
        let page = scrape_page(text, Location::default());
        let lines = line::lines(&page);
        let cohesion = Cohesion::of(&lines, &vec![Verdict::Open; lines.len()], &Lexicon::default());
        Crossing::of(&cohesion, lines.len()).sides[place]
    }

    #[test]
    fn words_on_both_sides_of_a_place_are_weighed() {
        let text = "ferry harbour\nferry window\ngarden harbour\ngarden ferry window";
        let sides = check(text, 2);
        assert_eq!([sides.above, sides.below, sides.both], [3.0, 4.0, 3.0]);
        assert_eq!([sides.key_above, sides.key_below], [1.0, 1.0]);
        assert_eq!([sides.key_above_known, sides.key_below_known, sides.key_both], [1.0, 0.0, 0.0]);
    }

    #[test]
    fn a_side_without_words_shares_all_of_them() {
        let sides = check("ferry harbour\nwindow", 0);
        assert_eq!([sides.above, sides.below, sides.share()], [0.0, 3.0, 1.0]);
    }
}
