//! Boosted regression trees, as text and as a flat array.
//!
//! A file has a line `base VALUE` and a line for each tree in prefix order: `12<0.5` asks whether number 12 of the row
//! is below 0.5 (then comes the branch for yes, then the one for no), `=0.25` is a leaf.

/// A leaf's mark in place of the number it asks about.
const LEAF: u16 = u16::MAX;

#[derive(Debug, Clone, Copy)]
struct Node {
    /// Which number of the row is asked about.
    feature: u16,
    /// Index of the branch for "no"; the one for "yes" stands right behind this node.
    otherwise: u32,
    /// The threshold; the value of a leaf.
    value: f32,
}

/// An ensemble of trees whose values add up to a logit.
#[derive(Debug, Clone, Default)]
pub struct Trees {
    base: f32,
    nodes: Vec<Node>,
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
        let root = self.nodes.len() as u32;
        let mut unfinished: Vec<u32> = Vec::new();
        for word in line.split_ascii_whitespace() {
            let at = self.nodes.len() as u32;
            if let Some((feature, value)) = word.split_once('<') {
                let (feature, value) = (feature.parse().unwrap_or(0), value.parse().unwrap_or(0.0));
                self.nodes.push(Node { feature, otherwise: at, value });
                unfinished.push(at);
            } else if let Some(value) = word.strip_prefix('=') {
                self.nodes.push(Node { feature: LEAF, otherwise: at, value: value.parse().unwrap_or(0.0) });
                if let Some(parent) = unfinished.pop() {
                    self.nodes[parent as usize].otherwise = at + 1;
                }
            }
        }
        if self.nodes.len() as u32 > root {
            self.roots.push(root);
            self.nodes.push(Node { feature: LEAF, otherwise: 0, value: 0.0 });
        }
    }

    /// The sum of the leaves that a row falls into.
    pub fn logit(&self, row: &[f32]) -> f32 {
        let mut sum = self.base;
        for root in &self.roots {
            let mut at = *root as usize;
            loop {
                let node = self.nodes[at];
                if node.feature == LEAF {
                    sum += node.value;
                    break;
                }
                let asked = row.get(node.feature as usize).copied().unwrap_or(0.0);
                at = if asked < node.value { at + 1 } else { node.otherwise as usize };
            }
        }
        sum
    }

    /// The logit as a probability.
    pub fn probability(&self, row: &[f32]) -> f32 {
        1.0 / (1.0 + (-self.logit(row)).exp())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn branches_lead_where_the_text_says() {
        let trees = Trees::parse("# a comment\nbase 1\n0<0.5 1<2 =10 =20 =30\n0<9 =100 =200\n");
        assert_eq!(trees.logit(&[0.0, 1.0]), 111.0);
        assert_eq!(trees.logit(&[0.0, 3.0]), 121.0);
        assert_eq!(trees.logit(&[0.7, 0.0]), 131.0);
        assert_eq!(trees.logit(&[9.0, 0.0]), 231.0);
    }
}
