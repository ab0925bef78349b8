//! Average linkage over the pairs that were compared.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use rustc_hash::FxHashMap;

use super::evidence::Pair;

/// Log-odds of a pair that shares too little to have been compared.
pub(super) const STRANGERS: f32 = -4.0;

/// Log-odds are cut here before they are averaged: one certain pair does not outvote the others.
const CERTAIN: f32 = 8.0;

/// Share of the pairs between two crowded groups that must have been compared; what is missing counts as strangers.
/// Without it, chains of single pairs make blobs.
const QUORUM: f32 = 0.2;

/// Compared pairs for each member that are quorum enough between big groups.
const ENOUGH: f32 = 4.0;

/// Two groups that were joined.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Join {
    /// Number of the first group: articles come first, then earlier joins.
    pub left: u32,
    /// Number of the other group.
    pub right: u32,
    /// Mean log-odds between them.
    pub odds: f32,
    /// Mean log-odds inside the looser of the two; 0 where both are single articles.
    pub within: f32,
}

/// What is known between two groups.
#[derive(Debug, Clone, Copy, Default)]
struct Between {
    sum: f32,
    compared: u32,
}

/// Constraints on the grouping, by index of the article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Bonds {
    /// Sets whose members are in one group.
    pub together: Vec<Vec<u32>>,
    /// Sets no member of which is in a group with one of the other.
    pub apart: Vec<(Vec<u32>, Vec<u32>)>,
}

/// A group, in the slot of one of its articles.
struct Group {
    /// Its node in the tree of joins.
    node: u32,
    size: u32,
    /// Members whose list of companions was full: of their other pairs nothing is known.
    crowded: u32,
    /// Sum of the log-odds of all pairs inside, those not compared at the mean of their join.
    within: f32,
    /// Groups that it was compared with, by slot.
    near: FxHashMap<u32, Between>,
    /// Pairs of sets kept apart that it has a member of, and on which side.
    sides: Vec<(u32, bool)>,
    alive: bool,
}

/// An offer to join the groups of two slots, at the mean log-odds when it was made.
#[derive(PartialEq)]
struct Offer {
    odds: f32,
    left: u32,
    right: u32,
}

impl Offer {
    fn new(odds: f32, a: u32, b: u32) -> Self {
        Self { odds, left: a.min(b), right: a.max(b) }
    }
}

impl Eq for Offer {}

impl Ord for Offer {
    fn cmp(&self, other: &Self) -> Ordering {
        let places = (other.left, other.right).cmp(&(self.left, self.right));
        self.odds.total_cmp(&other.odds).then(places)
    }
}

impl PartialOrd for Offer {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Joins the two groups with the highest mean log-odds, again and again, down to `floor`. `crowded` marks articles
/// whose list of companions was full; `bonds` are joined first, or never.
///
/// The smaller group moves into the slot of the larger, so that only its own neighbours are touched. To all others the
/// mean can only have fallen: their offers are corrected when they come up.
pub(super) fn joins(articles: usize, pairs: &[Pair], crowded: &[bool], bonds: &Bonds, floor: f32) -> Vec<Join> {
    let mut groups: Vec<Group> = (0..articles).map(|at| Group::single(at as u32, crowded[at])).collect();
    bonds.keep_apart(&mut groups);
    let mut offers = BinaryHeap::new();
    // A pair of strangers counts as one that was not compared, save between crowded articles.
    let both_crowded = |pair: &Pair| crowded[pair.a as usize] && crowded[pair.b as usize];
    for pair in pairs.iter().filter(|pair| pair.odds > STRANGERS || both_crowded(pair)) {
        let between = Between { sum: pair.odds.clamp(STRANGERS, CERTAIN), compared: 1 };
        groups[pair.a as usize].near.insert(pair.b, between);
        groups[pair.b as usize].near.insert(pair.a, between);
        if pair.odds >= floor {
            offers.push(Offer::new(between.sum, pair.a, pair.b));
        }
    }
    let mut out: Vec<Join> = bonds.tie(&mut groups, floor, &mut offers);
    while let Some(offer) = offers.pop() {
        let (left, right) = (&groups[offer.left as usize], &groups[offer.right as usize]);
        let free = left.alive && right.alive && !left.kept_apart(right);
        let Some(&between) = left.near.get(&offer.right).filter(|_| free) else { continue };
        let odds = mean(left, right, between);
        if odds < offer.odds {
            if odds >= floor {
                offers.push(Offer { odds, ..offer });
            }
            continue;
        }
        let node = (articles + out.len()) as u32;
        out.push(Join { left: left.node, right: right.node, odds, within: left.looser(right) });
        join(&mut groups, &Offer { odds, ..offer }, node, floor, &mut offers);
    }
    out
}

impl Group {
    fn single(node: u32, crowded: bool) -> Self {
        Self {
            node,
            size: 1,
            crowded: u32::from(crowded),
            within: 0.0,
            near: FxHashMap::default(),
            sides: Vec::new(),
            alive: true,
        }
    }

    /// Mean log-odds inside, of two or more articles.
    fn cohesion(&self) -> Option<f32> {
        let pairs = self.size as f32 * (self.size as f32 - 1.0) / 2.0;
        (self.size > 1).then(|| self.within / pairs)
    }

    fn kept_apart(&self, other: &Group) -> bool {
        self.sides.iter().any(|&(sets, side)| other.sides.contains(&(sets, !side)))
    }

    fn looser(&self, other: &Group) -> f32 {
        let known = [self.cohesion(), other.cohesion()].into_iter().flatten();
        known.reduce(f32::min).unwrap_or(0.0)
    }
}

impl Bonds {
    /// Marks the articles that may not meet.
    fn keep_apart(&self, groups: &mut [Group]) {
        for (sets, (one, other)) in (0..).zip(&self.apart) {
            for (set, side) in [(one, true), (other, false)] {
                for &article in set {
                    groups[article as usize].sides.push((sets, side));
                }
            }
        }
    }

    /// Joins what belongs together, whatever the odds.
    fn tie(&self, groups: &mut [Group], floor: f32, offers: &mut BinaryHeap<Offer>) -> Vec<Join> {
        let mut out = Vec::new();
        for set in &self.together {
            let Some(mut kept) = set.first().copied() else { continue };
            for &other in &set[1..] {
                let node = (groups.len() + out.len()) as u32;
                let (left, right) = (&groups[kept as usize], &groups[other as usize]);
                out.push(Join { left: left.node, right: right.node, odds: f32::INFINITY, within: 0.0 });
                kept = join(groups, &Offer::new(CERTAIN, kept, other), node, floor, offers);
            }
        }
        out
    }
}

/// Moves the group with fewer neighbours into the slot of the other, and returns that slot.
fn join(groups: &mut [Group], offer: &Offer, node: u32, floor: f32, offers: &mut BinaryHeap<Offer>) -> u32 {
    let neighbours = |slot: u32| groups[slot as usize].near.len();
    let (kept, gone) = if neighbours(offer.left) >= neighbours(offer.right) {
        (offer.left, offer.right)
    } else {
        (offer.right, offer.left)
    };
    let empty = Group { alive: false, ..Group::single(0, false) };
    let moved = std::mem::replace(&mut groups[gone as usize], empty);
    let group = &mut groups[kept as usize];
    group.within += moved.within + offer.odds * group.size as f32 * moved.size as f32;
    group.node = node;
    group.size += moved.size;
    group.crowded += moved.crowded;
    group.sides.extend(moved.sides);
    group.sides.sort_unstable();
    group.sides.dedup();
    group.near.remove(&gone);
    let mut touched: Vec<(u32, Between)> = moved.near.into_iter().filter(|entry| entry.0 != kept).collect();
    touched.sort_unstable_by_key(|entry| entry.0);
    for (other, between) in touched {
        let entry = groups[kept as usize].near.entry(other).or_default();
        entry.sum += between.sum;
        entry.compared += between.compared;
        let between = *entry;
        let neighbour = &mut groups[other as usize];
        neighbour.near.remove(&gone);
        neighbour.near.insert(kept, between);
        let odds = mean(&groups[kept as usize], &groups[other as usize], between);
        if odds >= floor {
            offers.push(Offer::new(odds, kept, other));
        }
    }
    kept
}

/// Mean log-odds between two groups. Pairs that were not compared are strangers, save those of two crowded articles:
/// they may only have been crowded out.
fn mean(a: &Group, b: &Group, between: Between) -> f32 {
    let pairs = a.size as f32 * b.size as f32;
    let missing = pairs - between.compared as f32;
    let crowded_out = (a.crowded as f32 / a.size as f32) * (b.crowded as f32 / b.size as f32);
    let quorum = (QUORUM * pairs).min(ENOUGH * (a.size + b.size) as f32);
    let strangers = (missing * (1.0 - crowded_out)).max(quorum - between.compared as f32);
    (between.sum + strangers * STRANGERS) / (between.compared as f32 + strangers)
}

/// The groups that remain when the tree of joins is read from the top and each join that does not hold is undone.
/// Members are ascending.
pub(super) fn groups(articles: usize, joins: &[Join], holds: impl Fn(&Join) -> bool) -> Vec<Vec<usize>> {
    let mut upper = vec![true; articles + joins.len()];
    for join in joins {
        upper[join.left as usize] = false;
        upper[join.right as usize] = false;
    }
    let mut open: Vec<usize> = (0..upper.len()).filter(|&node| upper[node]).collect();
    let mut out = Vec::new();
    while let Some(node) = open.pop() {
        match node.checked_sub(articles).and_then(|at| joins.get(at)) {
            Some(join) if !holds(join) => open.extend([join.left as usize, join.right as usize]),
            _ => out.push(leaves(node, articles, joins)),
        }
    }
    out
}

/// Articles under a node, ascending.
fn leaves(node: usize, articles: usize, joins: &[Join]) -> Vec<usize> {
    let (mut open, mut out) = (vec![node], Vec::new());
    while let Some(node) = open.pop() {
        match node.checked_sub(articles).and_then(|at| joins.get(at)) {
            Some(join) => open.extend([join.left as usize, join.right as usize]),
            None => out.push(node),
        }
    }
    out.sort_unstable();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(a: u32, b: u32, odds: f32) -> Pair {
        Pair::new(a, b, odds)
    }

    #[test]
    fn one_bridge_does_not_join_two_groups() {
        let pairs = [pair(0, 1, 5.0), pair(2, 3, 5.0), pair(1, 2, 3.0)];
        let joined = joins(4, &pairs, &[false; 4], &Bonds::default(), 0.0);
        assert_eq!(joined.len(), 2, "the mean over the four pairs between the groups is far below 0");
    }

    #[test]
    fn a_full_group_joins() {
        let pairs = [pair(0, 1, 5.0), pair(0, 2, 2.0), pair(1, 2, 1.0)];
        let joined = joins(3, &pairs, &[false; 3], &Bonds::default(), 0.0);
        assert_eq!(
            joined,
            [Join { left: 0, right: 1, odds: 5.0, within: 0.0 }, Join { left: 3, right: 2, odds: 1.5, within: 5.0 }]
        );
    }

    /// Groups of four articles that are all alike, under bonds.
    fn bound(bonds: &Bonds) -> Vec<Vec<usize>> {
        let pairs: Vec<Pair> = (0..4).flat_map(|b| (0..b).map(move |a| pair(a, b, 5.0))).collect();
        groups(4, &joins(4, &pairs, &[false; 4], bonds, 0.0), |join| join.odds >= 0.0)
    }

    #[test]
    fn what_is_kept_apart_never_meets() {
        let mut found = bound(&Bonds { apart: vec![(vec![0], vec![3])], ..Bonds::default() });
        found.sort();
        assert_eq!(found, [vec![0, 1, 2], vec![3]]);
    }

    #[test]
    fn what_belongs_together_is_joined_without_likeness() {
        let bonds = Bonds { together: vec![vec![0, 2, 3]], ..Bonds::default() };
        let joined = joins(4, &[pair(1, 2, -3.0)], &[false; 4], &bonds, 0.0);
        let mut found = groups(4, &joined, |join| join.odds >= 0.0);
        found.sort();
        assert_eq!(found, [vec![0, 2, 3], vec![1]]);
    }
}
