//! Gradient boosting of logistic loss with trees grown leaf by leaf over binned numbers (as in LightGBM, Ke 2017).

use std::fmt::Write as _;

/// Bins of a number.
const BINS: usize = 64;

/// Rows from which bin edges are taken.
const EDGE_ROWS: usize = 20_000;

/// What the trees may grow to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Settings {
    pub(super) trees: usize,
    pub(super) leaves: usize,
    pub(super) rate: f32,
    /// Share of rows and of numbers that each tree sees.
    pub(super) rows: f32,
    pub(super) features: f32,
    /// Least second derivative in a leaf.
    pub(super) least_weight: f32,
    pub(super) shrink: f32,
}

/// Labelled rows.
pub(super) struct Table {
    width: usize,
    values: Vec<f32>,
    labels: Vec<bool>,
    weights: Vec<f32>,
}

impl Table {
    pub(super) fn new(width: usize) -> Self {
        Self { width, values: Vec::new(), labels: Vec::new(), weights: Vec::new() }
    }

    pub(super) fn push(&mut self, row: &[f32], label: bool, weight: f32) {
        self.values.extend_from_slice(row);
        self.labels.push(label);
        self.weights.push(weight);
    }

    fn len(&self) -> usize {
        self.labels.len()
    }
}

/// Sums of first and second derivatives.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    gradient: f32,
    hessian: f32,
}

impl Sums {
    fn add(&mut self, other: Sums) {
        self.gradient += other.gradient;
        self.hessian += other.hessian;
    }

    fn less(self, other: Sums) -> Sums {
        Sums { gradient: self.gradient - other.gradient, hessian: self.hessian - other.hessian }
    }

    fn score(self, shrink: f32) -> f32 {
        self.gradient * self.gradient / (self.hessian + shrink)
    }
}

/// A question that parts a leaf.
#[derive(Debug, Clone, Copy)]
struct Split {
    gain: f32,
    feature: usize,
    /// Rows of bins below this one go left.
    bin: usize,
}

/// A node of a tree that grows.
enum Grown {
    Leaf(f32),
    Ask { feature: usize, threshold: f32, yes: usize, no: usize },
}

struct OpenLeaf {
    node: usize,
    rows: Vec<u32>,
    histogram: Vec<Sums>,
    sums: Sums,
    split: Option<Split>,
}

struct Trainer<'t> {
    table: &'t Table,
    settings: Settings,
    edges: Vec<Vec<f32>>,
    bins: Vec<u8>,
    gradients: Vec<Sums>,
    state: u64,
}

/// Trees as text.
pub(super) fn train(table: &Table, settings: Settings) -> String {
    let edges = edges(table);
    let bins = binned(table, &edges);
    let positive: f32 =
        table.labels.iter().zip(&table.weights).filter(|(label, _)| **label).map(|(_, weight)| weight).sum();
    let all: f32 = table.weights.iter().sum();
    let share = (positive / all.max(1e-6)).clamp(0.01, 0.99);
    let base = (share / (1.0 - share)).ln();
    let gradients = vec![Sums::default(); table.len()];
    let mut trainer = Trainer { table, settings, edges, bins, gradients, state: 0x9e37_79b9_7f4a_7c15 };
    let mut logits = vec![base; table.len()];
    let mut text = format!("base {base:.4}\n");
    for _ in 0..settings.trees {
        trainer.set_gradients(&logits);
        let (nodes, leaves) = trainer.grow();
        for (rows, value) in leaves {
            rows.iter().for_each(|row| logits[*row as usize] += value);
        }
        trainer.update_unseen(&nodes, &mut logits);
        write_tree(&nodes, 0, &mut text);
        text.truncate(text.trim_end().len());
        text.push('\n');
    }
    text
}

impl Trainer<'_> {
    fn random(&mut self) -> f32 {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 40) as f32 / (1u64 << 24) as f32
    }

    fn set_gradients(&mut self, logits: &[f32]) {
        for (row, logit) in logits.iter().enumerate() {
            let share = 1.0 / (1.0 + (-logit).exp());
            let weight = self.table.weights[row];
            let label = f32::from(self.table.labels[row]);
            let hessian = (share * (1.0 - share)).max(1e-4) * weight;
            self.gradients[row] = Sums { gradient: (label - share) * weight, hessian };
        }
    }

    /// A tree over a sample of the rows; rows outside the sample are marked by a gradient of their own later on.
    fn grow(&mut self) -> (Vec<Grown>, Vec<(Vec<u32>, f32)>) {
        let rows: Vec<u32> = (0..self.table.len() as u32).filter(|_| self.random() < self.settings.rows).collect();
        let features: Vec<bool> = (0..self.table.width).map(|_| self.random() < self.settings.features).collect();
        let mut nodes = vec![Grown::Leaf(0.0)];
        let mut open = vec![self.leaf(0, rows, &features, None)];
        let mut done = Vec::new();
        while !open.is_empty() && open.len() + done.len() < self.settings.leaves {
            let gain = |leaf: &OpenLeaf| leaf.split.map_or(0.0, |split| split.gain);
            let best = (0..open.len()).max_by(|a, b| gain(&open[*a]).total_cmp(&gain(&open[*b]))).unwrap_or(0);
            let leaf = open.swap_remove(best);
            let Some(split) = leaf.split else {
                done.push(leaf);
                continue;
            };
            let [yes, no] = self.part(&leaf, split, &features, &mut nodes);
            open.extend([yes, no]);
        }
        done.extend(open);
        let mut leaves = Vec::new();
        for leaf in done {
            let value = self.settings.rate * leaf.sums.gradient / (leaf.sums.hessian + self.settings.shrink);
            nodes[leaf.node] = Grown::Leaf(value);
            leaves.push((leaf.rows, 0.0));
        }
        (nodes, leaves)
    }

    /// Adds the tree to the logits of all rows.
    fn update_unseen(&self, nodes: &[Grown], logits: &mut [f32]) {
        let width = self.table.width;
        for (row, logit) in logits.iter_mut().enumerate() {
            let mut at = 0;
            loop {
                match &nodes[at] {
                    Grown::Leaf(value) => {
                        *logit += value;
                        break;
                    }
                    Grown::Ask { feature, threshold, yes, no } => {
                        at = if self.table.values[row * width + feature] < *threshold { *yes } else { *no };
                    }
                }
            }
        }
    }

    fn leaf(&self, node: usize, rows: Vec<u32>, features: &[bool], histogram: Option<Vec<Sums>>) -> OpenLeaf {
        let histogram = histogram.unwrap_or_else(|| self.histogram(&rows));
        let sums = histogram[..BINS].iter().fold(Sums::default(), |mut sum, bin| {
            sum.add(*bin);
            sum
        });
        let split = self.best_split(&histogram, sums, features);
        OpenLeaf { node, rows, histogram, sums, split }
    }

    fn histogram(&self, rows: &[u32]) -> Vec<Sums> {
        let width = self.table.width;
        let mut histogram = vec![Sums::default(); width * BINS];
        for &row in rows {
            let sums = self.gradients[row as usize];
            let bins = &self.bins[row as usize * width..(row as usize + 1) * width];
            for (feature, bin) in bins.iter().enumerate() {
                histogram[feature * BINS + *bin as usize].add(sums);
            }
        }
        histogram
    }

    fn best_split(&self, histogram: &[Sums], all: Sums, features: &[bool]) -> Option<Split> {
        let shrink = self.settings.shrink;
        let mut best: Option<Split> = None;
        for feature in (0..self.table.width).filter(|feature| features[*feature]) {
            let mut left = Sums::default();
            for bin in 1..=self.edges[feature].len() {
                left.add(histogram[feature * BINS + bin - 1]);
                let right = all.less(left);
                if left.hessian < self.settings.least_weight || right.hessian < self.settings.least_weight {
                    continue;
                }
                let gain = left.score(shrink) + right.score(shrink) - all.score(shrink);
                if gain > best.map_or(1e-3, |split| split.gain) {
                    best = Some(Split { gain, feature, bin });
                }
            }
        }
        best
    }

    /// Parts a leaf; the histogram of the larger part is what the smaller leaves of the whole.
    fn part(&self, leaf: &OpenLeaf, split: Split, features: &[bool], nodes: &mut Vec<Grown>) -> [OpenLeaf; 2] {
        let width = self.table.width;
        let goes_left = |row: &u32| (self.bins[*row as usize * width + split.feature] as usize) < split.bin;
        let (left, right): (Vec<u32>, Vec<u32>) = leaf.rows.iter().partition(|row| goes_left(row));
        let small = self.histogram(if left.len() <= right.len() { &left } else { &right });
        let large: Vec<Sums> = leaf.histogram.iter().zip(&small).map(|(whole, part)| whole.less(*part)).collect();
        let (of_left, of_right) = if left.len() <= right.len() { (small, large) } else { (large, small) };
        let (yes, no) = (nodes.len(), nodes.len() + 1);
        let threshold = self.edges[split.feature][split.bin - 1];
        nodes[leaf.node] = Grown::Ask { feature: split.feature, threshold, yes, no };
        nodes.push(Grown::Leaf(0.0));
        nodes.push(Grown::Leaf(0.0));
        [self.leaf(yes, left, features, Some(of_left)), self.leaf(no, right, features, Some(of_right))]
    }
}

/// Between which values the bins of each number part, shortened to few digits so that the text form is exact.
fn edges(table: &Table) -> Vec<Vec<f32>> {
    let step = (table.len() / EDGE_ROWS).max(1);
    (0..table.width)
        .map(|feature| {
            let mut values: Vec<f32> =
                (0..table.len()).step_by(step).map(|row| table.values[row * table.width + feature]).collect();
            values.sort_by(f32::total_cmp);
            let mut edges: Vec<f32> = (1..BINS).map(|bin| shortened(values[bin * (values.len() - 1) / BINS])).collect();
            edges.dedup();
            edges
        })
        .collect()
}

fn shortened(value: f32) -> f32 {
    format!("{value:.3e}").parse().unwrap_or(value)
}

fn binned(table: &Table, edges: &[Vec<f32>]) -> Vec<u8> {
    let bin = |(at, value): (usize, &f32)| edges[at % table.width].partition_point(|edge| edge <= value) as u8;
    table.values.iter().enumerate().map(bin).collect()
}

/// Prefix order; trees are at most as deep as they have leaves.
fn write_tree(nodes: &[Grown], root: usize, text: &mut String) {
    let mut open = vec![root];
    while let Some(at) = open.pop() {
        let written = match &nodes[at] {
            Grown::Leaf(value) => write!(text, "={value:.4} "),
            Grown::Ask { feature, threshold, yes, no } => {
                open.extend([*no, *yes]);
                write!(text, "{feature}<{threshold} ")
            }
        };
        written.expect("a string takes all that is written");
    }
}
