//! Scores of coreference chains: MUC, BCubed, entity CEAF and their mean, the CoNLL score.
//!
//! MUC: Vilain et al. 1995, "A model-theoretic coreference scoring scheme". CEAF over entities with similarity φ4: Luo
//! 2005, "On coreference resolution performance metrics". The mean of the three F1: Denis and Baldridge 2009, used by
//! the CoNLL shared tasks of 2011 and 2012 (Pradhan et al.). Mentions are given, so both sides have the same ones;
//! chains of one mention count for BCubed and CEAF, as they do in Pradhan et al. 2014 ("Scoring coreference partitions
//! of predicted mentions").

use std::collections::BTreeMap;

use super::PrecisionRecall;
use super::clusters::bcubed;

/// The three scores of one partition against another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChainScores {
    /// Links needed to join each chain.
    pub muc: PrecisionRecall,
    /// By mention.
    pub bcubed: PrecisionRecall,
    /// By best one-to-one matching of chains.
    pub ceaf: PrecisionRecall,
}

impl ChainScores {
    /// The mean of the three F1.
    pub fn conll(&self) -> f64 {
        (self.muc.f1() + self.bcubed.f1() + self.ceaf.f1()) / 3.0
    }
}

/// Scores a grouping of mentions; the slices give the chain of each.
pub fn chain_scores(expected: &[usize], found: &[usize]) -> ChainScores {
    ChainScores { muc: muc(expected, found), bcubed: bcubed(expected, found), ceaf: ceaf(expected, found) }
}

fn muc(expected: &[usize], found: &[usize]) -> PrecisionRecall {
    let (right_expected, all_expected) = links(expected, found);
    let (right_found, all_found) = links(found, expected);
    PrecisionRecall::of(right_found, all_found, right_expected, all_expected)
}

/// Links that the other side keeps of those that join each chain, and all of them.
fn links(chains: &[usize], other: &[usize]) -> (usize, usize) {
    let mut parts: BTreeMap<usize, (usize, std::collections::BTreeSet<usize>)> = BTreeMap::new();
    for (&chain, &part) in chains.iter().zip(other) {
        let entry = parts.entry(chain).or_default();
        entry.0 += 1;
        entry.1.insert(part);
    }
    parts.values().fold((0, 0), |(kept, all), (size, parts)| (kept + size - parts.len(), all + size - 1))
}

fn ceaf(expected: &[usize], found: &[usize]) -> PrecisionRecall {
    let (gold, gold_sizes) = dense(expected);
    let (own, own_sizes) = dense(found);
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (&a, &b) in gold.iter().zip(&own) {
        *shared.entry((a, b)).or_default() += 1;
    }
    let alike = |(&(a, b), &both): (&(usize, usize), &usize)| {
        ((a, b), 2.0 * both as f64 / (gold_sizes[a] + own_sizes[b]) as f64)
    };
    let best = best_matching(&shared.iter().map(alike).collect());
    PrecisionRecall { precision: best / own_sizes.len().max(1) as f64, recall: best / gold_sizes.len().max(1) as f64 }
}

/// Chains as numbers from 0 on, and how many mentions each has.
fn dense(chains: &[usize]) -> (Vec<usize>, Vec<usize>) {
    let mut numbers: BTreeMap<usize, usize> = BTreeMap::new();
    let mut sizes = Vec::new();
    let mut out = Vec::with_capacity(chains.len());
    for &chain in chains {
        let next = numbers.len();
        let number = *numbers.entry(chain).or_insert(next);
        if number == sizes.len() {
            sizes.push(0);
        }
        sizes[number] += 1;
        out.push(number);
    }
    (out, sizes)
}

/// The greatest sum of a one-to-one matching, component by component.
fn best_matching(weights: &BTreeMap<(usize, usize), f64>) -> f64 {
    let mut rows: BTreeMap<usize, Vec<(usize, f64)>> = BTreeMap::new();
    let mut columns: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (&(a, b), &weight) in weights {
        rows.entry(a).or_default().push((b, weight));
        columns.entry(b).or_default().push(a);
    }
    let mut left: std::collections::BTreeSet<usize> = rows.keys().copied().collect();
    let mut sum = 0.0;
    while let Some(first) = left.pop_first() {
        let (mut own_rows, mut own_columns) = (vec![first], Vec::new());
        let mut at = 0;
        while at < own_rows.len() {
            for &(column, _) in &rows[&own_rows[at]] {
                if !own_columns.contains(&column) {
                    own_columns.push(column);
                    own_rows.extend(columns[&column].iter().filter(|row| left.remove(row)));
                }
            }
            at += 1;
        }
        let weight = |row: usize, column: usize| weights.get(&(row, column)).copied().unwrap_or(0.0);
        sum += assignment(&own_rows, &own_columns, weight);
    }
    sum
}

/// Greatest sum of an assignment by the Hungarian method with potentials (Kuhn 1955, Munkres 1957), in cubic time.
fn assignment(rows: &[usize], columns: &[usize], weight: impl Fn(usize, usize) -> f64) -> f64 {
    let size = rows.len().max(columns.len());
    let cost = |row: usize, column: usize| match (rows.get(row - 1), columns.get(column - 1)) {
        (Some(&row), Some(&column)) => -weight(row, column),
        _ => 0.0,
    };
    let (mut row_price, mut column_price) = (vec![0.0; size + 1], vec![0.0; size + 1]);
    let mut owner = vec![0; size + 1];
    for row in 1..=size {
        owner[0] = row;
        let mut column = 0;
        let mut least = vec![f64::INFINITY; size + 1];
        let mut seen = vec![false; size + 1];
        let mut way = vec![0; size + 1];
        while owner[column] != 0 {
            seen[column] = true;
            let (from, mut step, mut next) = (owner[column], f64::INFINITY, 0);
            for to in (1..=size).filter(|&to| !seen[to]) {
                let price = cost(from, to) - row_price[from] - column_price[to];
                if price < least[to] {
                    (least[to], way[to]) = (price, column);
                }
                if least[to] < step {
                    (step, next) = (least[to], to);
                }
            }
            for to in 0..=size {
                if seen[to] {
                    row_price[owner[to]] += step;
                    column_price[to] -= step;
                } else {
                    least[to] -= step;
                }
            }
            column = next;
        }
        while column != 0 {
            owner[column] = owner[way[column]];
            column = way[column];
        }
    }
    (1..=size).map(|column| -cost(owner[column], column)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(value: f64, expected: f64) {
        assert!((value - expected).abs() < 1e-9, "{value} is not {expected}");
    }

    /// Expected {a b c} {d e f g}, found {a b} {c d} {e f g}: the worked example of Pradhan et al. 2014, figure 2, with
    /// the same mentions on both sides.
    const EXPECTED: [usize; 7] = [1, 1, 1, 2, 2, 2, 2];
    const FOUND: [usize; 7] = [5, 5, 6, 6, 7, 7, 7];

    #[test]
    fn muc_counts_links() {
        // Expected: (3 - 2) + (4 - 2) of 5 links; found: 1 + 0 + 2 of 1 + 1 + 2 links.
        let scores = chain_scores(&EXPECTED, &FOUND);
        near(scores.muc.recall, 3.0 / 5.0);
        near(scores.muc.precision, 3.0 / 4.0);
    }

    #[test]
    fn ceaf_matches_chains_one_to_one() {
        // Best: {a b c}-{a b} 4/5 and {d e f g}-{e f g} 6/7, of two expected and three found chains.
        let scores = chain_scores(&EXPECTED, &FOUND);
        near(scores.ceaf.recall, f64::midpoint(0.8, 6.0 / 7.0));
        near(scores.ceaf.precision, (0.8 + 6.0 / 7.0) / 3.0);
    }

    #[test]
    fn the_best_matching_is_not_the_greedy_one() {
        let weights = BTreeMap::from([((0, 0), 0.9), ((0, 1), 0.8), ((1, 0), 0.8)]);
        near(best_matching(&weights), 1.6);
    }

    #[test]
    fn equal_chains_score_one_and_single_mentions_have_no_links() {
        near(chain_scores(&EXPECTED, &EXPECTED).conll(), 1.0);
        near(chain_scores(&[1, 2, 3], &[4, 5, 6]).muc.f1(), 0.0);
    }
}
