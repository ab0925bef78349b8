//! Scores of a grouping: BCubed, pairwise, adjusted Rand index.
//!
//! BCubed: Bagga and Baldwin 1998, "Entity-based cross-document coreferencing using the vector space model"; its
//! constraints are discussed in Amigó et al. 2009, "A comparison of extrinsic clustering evaluation metrics". Adjusted
//! Rand index: Hubert and Arabie 1985, "Comparing partitions". All three are computed from the contingency table, in
//! time linear in the number of items.

use std::collections::BTreeMap;

use super::PrecisionRecall;

/// How many items stand in each pair of an expected and a found group, and in each group.
struct Contingency {
    both: BTreeMap<(usize, usize), usize>,
    expected: BTreeMap<usize, usize>,
    found: BTreeMap<usize, usize>,
    items: usize,
}

impl Contingency {
    fn of(expected: &[usize], found: &[usize]) -> Self {
        assert_eq!(expected.len(), found.len(), "each item has an expected and a found group");
        let mut table =
            Self { both: BTreeMap::new(), expected: BTreeMap::new(), found: BTreeMap::new(), items: expected.len() };
        for (&gold, &group) in expected.iter().zip(found) {
            *table.both.entry((gold, group)).or_default() += 1;
            *table.expected.entry(gold).or_default() += 1;
            *table.found.entry(group).or_default() += 1;
        }
        table
    }
}

/// BCubed: for each item, the share of its found group that shares its expected group (precision) and the share of
/// its expected group that is in its found group (recall), averaged over items.
pub fn bcubed(expected: &[usize], found: &[usize]) -> PrecisionRecall {
    let table = Contingency::of(expected, found);
    let (mut precision, mut recall) = (0.0, 0.0);
    for (&(gold, group), &count) in &table.both {
        let squared = (count * count) as f64;
        precision += squared / table.found[&group] as f64;
        recall += squared / table.expected[&gold] as f64;
    }
    let items = (table.items as f64).max(1.0);
    PrecisionRecall { precision: precision / items, recall: recall / items }
}

/// BCubed precision and recall of every single item.
pub fn bcubed_items(expected: &[usize], found: &[usize]) -> Vec<PrecisionRecall> {
    let table = Contingency::of(expected, found);
    let of_item = |(&gold, &group): (&usize, &usize)| {
        let both = table.both[&(gold, group)];
        PrecisionRecall::of(both, table.found[&group], both, table.expected[&gold])
    };
    expected.iter().zip(found).map(of_item).collect()
}

/// Precision and recall over the pairs of items that stand in one group.
pub fn pairwise(expected: &[usize], found: &[usize]) -> PrecisionRecall {
    let table = Contingency::of(expected, found);
    let both: usize = table.both.values().map(|&count| pairs(count)).sum();
    let in_expected: usize = table.expected.values().map(|&count| pairs(count)).sum();
    let in_found: usize = table.found.values().map(|&count| pairs(count)).sum();
    PrecisionRecall::of(both, in_found, both, in_expected)
}

/// Adjusted Rand index: agreement on pairs beyond chance, 1 for equal groupings, about 0 for random ones.
pub fn adjusted_rand(expected: &[usize], found: &[usize]) -> f64 {
    let table = Contingency::of(expected, found);
    let both = table.both.values().map(|&count| pairs(count)).sum::<usize>() as f64;
    let in_expected = table.expected.values().map(|&count| pairs(count)).sum::<usize>() as f64;
    let in_found = table.found.values().map(|&count| pairs(count)).sum::<usize>() as f64;
    let all = pairs(table.items) as f64;
    let by_chance = if all == 0.0 { 0.0 } else { in_expected * in_found / all };
    let most = f64::midpoint(in_expected, in_found);
    if most == by_chance { 1.0 } else { (both - by_chance) / (most - by_chance) }
}

fn pairs(count: usize) -> usize {
    count * count.saturating_sub(1) / 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(value: f64, expected: f64) {
        assert!((value - expected).abs() < 1e-9, "{value} is not {expected}");
    }

    /// Six items, expected {0,1,2} {3,4} {5}, found {0,1} {2,3,4} {5}.
    const EXPECTED: [usize; 6] = [7, 7, 7, 8, 8, 9];
    const FOUND: [usize; 6] = [1, 1, 2, 2, 2, 3];

    #[test]
    fn bcubed_by_hand() {
        // Precision by item: 1, 1, 1/3, 2/3, 2/3, 1; recall: 2/3, 2/3, 1/3, 1, 1, 1.
        let score = bcubed(&EXPECTED, &FOUND);
        near(score.precision, (1.0 + 1.0 + 1.0 / 3.0 + 2.0 / 3.0 + 2.0 / 3.0 + 1.0) / 6.0);
        near(score.recall, (2.0 / 3.0 + 2.0 / 3.0 + 1.0 / 3.0 + 1.0 + 1.0 + 1.0) / 6.0);
        let items = bcubed_items(&EXPECTED, &FOUND);
        near(items[2].precision, 1.0 / 3.0);
        near(items[0].recall, 2.0 / 3.0);
    }

    #[test]
    fn bcubed_keeps_small_groups_pure() {
        // The worked example of Amigó et al.: one found group for two expected ones of 2 and 2.
        let score = bcubed(&[0, 0, 1, 1], &[5, 5, 5, 5]);
        near(score.precision, 0.5);
        near(score.recall, 1.0);
        near(score.f1(), 2.0 / 3.0);
    }

    #[test]
    fn pairwise_by_hand() {
        // Expected pairs 01 02 12 34, found pairs 01 23 24 34, both 01 34.
        let score = pairwise(&EXPECTED, &FOUND);
        near(score.precision, 0.5);
        near(score.recall, 0.5);
    }

    #[test]
    fn adjusted_rand_by_hand() {
        // Both 2, expected 4, found 4 of 15 pairs: (2 - 16/15) / (4 - 16/15) = 14/44.
        near(adjusted_rand(&EXPECTED, &FOUND), 14.0 / 44.0);
        near(adjusted_rand(&EXPECTED, &[1, 1, 1, 4, 4, 0]), 1.0);
        // All apart against all together: no pair in one, no agreement beyond chance.
        near(adjusted_rand(&[0, 1, 2, 3], &[0, 0, 0, 0]), 0.0);
    }
}
