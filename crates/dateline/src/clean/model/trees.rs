//! Boosted regression trees, as text and as a flat array.
//!
//! A file has a line `base VALUE` and a line for each tree in prefix order: `12<0.5` asks whether number 12 of the row
//! is below 0.5 (then comes the branch for yes, then the one for no), `=0.25` is a leaf.
//!
//! Rows walk a tree several at a time and without a branch: a step waits for the one before it, and another row's step
//! fills the wait. A leaf leads to itself until the last row of the group has come to one.

use super::Rows;

/// Rows that walk a tree together.
const LANES: usize = 8;

/// Trees after which a row is asked whether it needs more.
const STRETCH: usize = 25;

/// Logit from which it needs none where only its side counts: on the 483 development pages with a day the trees that
/// were left changed the side of one block (`docs/log/reading.md`).
const SURE: f32 = 3.0;

#[derive(Debug, Clone, Copy)]
struct Node {
    /// Which number of the row is asked about.
    feature: u16,
    /// How far behind this node the branch for "no" stands; the one for "yes" stands right behind it. 0 for a leaf.
    otherwise: u16,
    /// The threshold; for a leaf none, below which no number is.
    threshold: f32,
}

/// An ensemble of trees whose values add up to a logit.
#[derive(Debug, Clone, Default)]
pub struct Trees {
    base: f32,
    nodes: Vec<Node>,
    /// The value of each node that is a leaf.
    values: Vec<f32>,
    roots: Vec<u32>,
}

impl Trees {
    /// From the text form. Words that it does not know are read over; a cut tree ends in zeros.
    pub fn parse(text: &str) -> Self {
        let mut trees = Trees::default();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            match line.strip_prefix("base ") {
                Some(base) => trees.base = base.trim().parse().unwrap_or(0.0),
                None => trees.push_tree(line),
            }
        }
        trees
    }

    fn push_tree(&mut self, line: &str) {
        let root = self.nodes.len();
        let mut unfinished: Vec<usize> = Vec::new();
        for word in line.split_ascii_whitespace() {
            let at = self.nodes.len();
            if let Some((feature, value)) = word.split_once('<') {
                self.push(feature.parse().unwrap_or(0), value.parse().unwrap_or(0.0), 0.0);
                unfinished.push(at);
            } else if let Some(value) = word.strip_prefix('=') {
                self.push(0, f32::NAN, value.parse().unwrap_or(0.0));
                if let Some(parent) = unfinished.pop() {
                    self.nodes[parent].otherwise = u16::try_from(at + 1 - parent).unwrap_or(0);
                }
            }
        }
        if self.nodes.len() > root {
            self.roots.push(root as u32);
            self.push(0, f32::NAN, 0.0);
        }
    }

    fn push(&mut self, feature: u16, threshold: f32, value: f32) {
        self.nodes.push(Node { feature, otherwise: 0, threshold });
        self.values.push(value);
    }

    /// For each row the sum of the leaves that it falls into.
    pub fn logits(&self, rows: &Rows) -> Vec<f32> {
        self.logits_until(f32::INFINITY, rows)
    }

    /// The same, up to the stretch of trees after which a row's sum is farther from 0 than `sure`.
    fn logits_until(&self, sure: f32, rows: &Rows) -> Vec<f32> {
        let mut sums = vec![self.base; rows.len()];
        let mut open: Vec<usize> = (0..rows.len()).collect();
        for roots in self.roots.chunks(STRETCH) {
            for group in open.chunks(LANES) {
                self.add_leaves(roots, rows, group, &mut sums);
            }
            open.retain(|at| sums[*at].abs() < sure);
        }
        sums
    }

    /// Adds the values of some trees' leaves to the sums of up to [`LANES`] rows.
    fn add_leaves(&self, roots: &[u32], rows: &Rows, group: &[usize], sums: &mut [f32]) {
        let row = |lane: usize| group.get(lane).and_then(|at| rows.row(*at)).unwrap_or_default();
        let lanes: [&[f32]; LANES] = std::array::from_fn(row);
        for root in roots {
            let leaves = self.leaves(*root as usize, &lanes);
            group.iter().zip(leaves).for_each(|(at, leaf)| sums[*at] += self.values[leaf]);
        }
    }

    /// The leaf of one tree that each row falls into.
    fn leaves(&self, root: usize, lanes: &[&[f32]; LANES]) -> [usize; LANES] {
        let mut places = [root; LANES];
        loop {
            let mut moved = 0;
            for (place, row) in places.iter_mut().zip(lanes) {
                let node = self.nodes[*place];
                let asked = row.get(node.feature as usize).copied().unwrap_or(0.0);
                let step = if asked < node.threshold { 1 } else { node.otherwise as usize };
                *place += step;
                moved |= step;
            }
            if moved == 0 {
                return places;
            }
        }
    }

    /// The logits as probabilities.
    pub fn probabilities(&self, rows: &Rows) -> Vec<f32> {
        self.logits(rows).into_iter().map(probability).collect()
    }

    /// Probabilities of which only the side counts: trees that would make a sure one surer are not asked.
    pub fn sides(&self, rows: &Rows) -> Vec<f32> {
        self.logits_until(SURE, rows).into_iter().map(probability).collect()
    }
}

fn probability(logit: f32) -> f32 {
    1.0 / (1.0 + (-logit).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The logits of rows of two numbers.
    fn check(text: &str, rows: &[[f32; 2]], expected: &[f32]) {
        let rows = Rows { width: 2, values: rows.concat(), ..Rows::default() };
        assert_eq!(Trees::parse(text).logits(&rows), expected);
    }

    #[test]
    fn branches_lead_where_the_text_says() {
        let trees = "# a comment\nbase 1\n0<0.5 1<2 =10 =20 =30\n0<9 =100 =200\n";
        check(trees, &[[0.0, 1.0], [0.0, 3.0], [0.7, 0.0], [9.0, 0.0]], &[111.0, 121.0, 131.0, 231.0]);
    }

    #[test]
    fn more_rows_than_walk_together_come_each_to_its_own_leaf() {
        let rows: Vec<[f32; 2]> = (0..21).map(|number| [number as f32, 0.0]).collect();
        let expected: Vec<f32> = (0..21).map(|number| if number < 13 { 1.0 } else { 2.0 }).collect();
        check("0<13 =1 =2", &rows, &expected);
    }

    #[test]
    fn trees_behind_a_sure_answer_are_not_asked() {
        let trees = Trees::parse(&format!("0<1 =4 =1\n{}0<9 =10 =10\n", "0<9 =0 =0\n".repeat(STRETCH - 1)));
        let rows = Rows { width: 1, values: vec![0.0, 2.0], ..Rows::default() };
        assert_eq!(trees.logits_until(3.0, &rows), [4.0, 11.0]);
        assert_eq!(trees.logits(&rows), [14.0, 11.0]);
    }

    #[test]
    fn a_cut_tree_ends_in_zeros() {
        check("0<0.5 1<2 =10", &[[0.0, 1.0], [0.0, 3.0], [1.0, 0.0]], &[10.0, 0.0, 0.0]);
    }
}
