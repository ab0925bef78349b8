//! Scores of marked stretches of text: exact and overlapping, one to one.
//!
//! Overlap follows the measure of object detection that quotation scorers use: intersection over union of characters
//! of at least one half. Pairs are taken best first, so each stretch counts once.

/// A stretch of text as the positions of its characters, ascending; it may have holes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Extent(Vec<u32>);

impl Extent {
    /// From ranges of positions, of which `kept` says which count (blanks and quotation marks may not).
    pub fn new(ranges: &[std::ops::Range<usize>], kept: impl Fn(usize) -> bool) -> Self {
        let mut positions: Vec<u32> =
            ranges.iter().cloned().flatten().filter(|&at| kept(at)).map(|at| at as u32).collect();
        positions.sort_unstable();
        positions.dedup();
        Self(positions)
    }

    /// Number of characters.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether it holds no character.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The positions, ascending.
    pub fn positions(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().map(|&at| at as usize)
    }

    /// Number of characters in both.
    pub fn common(&self, other: &Extent) -> usize {
        let (mut a, mut b, mut common) = (0, 0, 0);
        while let (Some(here), Some(there)) = (self.0.get(a), other.0.get(b)) {
            match here.cmp(there) {
                std::cmp::Ordering::Less => a += 1,
                std::cmp::Ordering::Greater => b += 1,
                std::cmp::Ordering::Equal => {
                    (a, b, common) = (a + 1, b + 1, common + 1);
                }
            }
        }
        common
    }

    /// Intersection over union of characters.
    pub fn overlap(&self, other: &Extent) -> f64 {
        let common = self.common(other);
        super::share(common, self.0.len() + other.0.len() - common)
    }

    /// Whether their outermost positions leave room for a common character.
    fn may_overlap(&self, other: &Extent) -> bool {
        match (self.0.first(), self.0.last(), other.0.first(), other.0.last()) {
            (Some(first), Some(last), Some(other_first), Some(other_last)) => {
                first <= other_last && other_first <= last
            }
            _ => false,
        }
    }
}

/// Pairs of expected and found stretches that overlap by at least `least`, best first, each stretch once.
pub fn pair(expected: &[Extent], found: &[Extent], least: f64) -> Vec<(usize, usize)> {
    let mut candidates = Vec::new();
    for (at, gold) in expected.iter().enumerate() {
        for (index, extent) in found.iter().enumerate().filter(|(_, extent)| gold.may_overlap(extent)) {
            let overlap = gold.overlap(extent);
            if overlap >= least && overlap > 0.0 {
                candidates.push((overlap, at, index));
            }
        }
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut used_expected, mut used_found) = (vec![false; expected.len()], vec![false; found.len()]);
    let mut pairs = Vec::new();
    for (_, at, index) in candidates {
        if !used_expected[at] && !used_found[index] {
            (used_expected[at], used_found[index]) = (true, true);
            pairs.push((at, index));
        }
    }
    pairs.sort_unstable();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn extent(ranges: &[std::ops::Range<usize>]) -> Extent {
        Extent::new(ranges, |_| true)
    }

    #[test]
    fn overlap_is_intersection_over_union() {
        // 0..10 and 5..15 share 5 of 15 characters.
        assert_eq!(extent(&[0..10]).overlap(&extent(&[5..15])), 1.0 / 3.0);
        // A hole of 4 in one of 10: 6 of 10.
        assert_eq!(extent(&[0..3, 7..10]).overlap(&extent(&[0..10])), 0.6);
    }

    #[test]
    fn the_best_pair_goes_first_and_each_counts_once() {
        let expected = [extent(&[0..10]), extent(&[12..20])];
        let found = [extent(&[0..8]), extent(&[0..10]), extent(&[30..40])];
        assert_eq!(pair(&expected, &found, 0.5), [(0, 1)]);
    }

    #[test]
    fn blanks_and_marks_can_be_left_out() {
        let text: Vec<char> = "“ab c”".chars().collect();
        let letters = |at: usize| text[at].is_alphanumeric();
        assert_eq!(Extent::new(&[0..6], letters), Extent::new(&[1..5], letters));
    }
}
