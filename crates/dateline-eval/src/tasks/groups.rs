//! Groups as numbers.

use std::collections::{BTreeMap, BTreeSet};

/// Numbers names in order of first appearance.
pub(super) fn numbered<'a>(names: impl Iterator<Item = &'a str>) -> Vec<usize> {
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    let mut out = Vec::new();
    for name in names {
        let next = known.len();
        out.push(*known.entry(name).or_insert(next));
    }
    out
}

/// How many different groups there are.
pub(super) fn count(groups: &[usize]) -> usize {
    groups.iter().collect::<BTreeSet<_>>().len()
}

/// The group of each of `items` items when overlapping `sets` are joined; an item in none has one of its own.
pub(super) fn joined(sets: &[Vec<usize>], items: usize) -> Vec<usize> {
    let mut parent: Vec<usize> = (0..items).collect();
    for set in sets {
        for pair in set.windows(2) {
            let (a, b) = (root(&mut parent, pair[0]), root(&mut parent, pair[1]));
            parent[a.max(b)] = a.min(b);
        }
    }
    (0..items).map(|item| root(&mut parent, item)).collect()
}

fn root(parent: &mut [usize], mut item: usize) -> usize {
    while parent[item] != item {
        parent[item] = parent[parent[item]];
        item = parent[item];
    }
    item
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_sets_are_joined() {
        assert_eq!(joined(&[vec![0, 3], vec![3, 1]], 5), [0, 0, 2, 0, 4]);
    }
}
