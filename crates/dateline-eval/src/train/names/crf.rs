//! Training of a linear-chain conditional random field by AdaGrad.

use dateline::facts::tagger::features::ROWS;
use dateline::facts::tagger::labels::{LABELS, may_follow};

/// A value for each label.
pub(super) type Row = [f32; LABELS];

/// One run to learn from.
#[derive(Debug, Clone, Default)]
pub(super) struct Example {
    /// Rows of all units, one unit after another.
    pub rows: Vec<u32>,
    /// Where the rows of each unit begin; one more at the end.
    pub starts: Vec<u32>,
    /// For each unit, the labels that would be right, as bits.
    pub allowed: Vec<u16>,
    /// How much it counts.
    pub weight: f32,
}

/// How to train.
#[derive(Debug, Clone, Copy)]
pub(super) struct Settings {
    /// Rounds over all examples.
    pub epochs: usize,
    /// Step size.
    pub rate: f32,
    /// Share of rows left out of each unit at random.
    pub dropout: f32,
    /// Pull of every used weight towards zero.
    pub decay: f32,
}

/// Weights while they are trained.
#[derive(Debug)]
pub(super) struct Model {
    /// Weights of features.
    pub rows: Vec<Row>,
    /// Weights of a label after another.
    pub transitions: [Row; LABELS],
    squares: Vec<Row>,
    transition_squares: [Row; LABELS],
}

/// A random sequence that is the same in every run.
#[derive(Debug)]
pub(super) struct Dice(u64);

impl Dice {
    /// From a seed.
    pub(super) fn new(seed: u64) -> Self {
        Self(seed | 1)
    }

    /// The next number.
    pub(super) fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A number from 0 to 1.
    pub(super) fn share(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1_u64 << 24) as f32
    }

    /// A place below `bound`.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        (self.next() >> 16) as usize % bound.max(1)
    }

    /// Puts a list into a random order.
    pub(super) fn shuffle<T>(&mut self, list: &mut [T]) {
        for at in (1..list.len()).rev() {
            list.swap(at, self.below(at + 1));
        }
    }
}

const FORBIDDEN: f32 = -1e4;

/// Trains on the examples.
pub(super) fn train(examples: &[Example], settings: Settings) -> Model {
    let mut model = Model {
        rows: vec![[0.0; LABELS]; ROWS],
        transitions: [[0.0; LABELS]; LABELS],
        squares: vec![[0.0; LABELS]; ROWS],
        transition_squares: [[0.0; LABELS]; LABELS],
    };
    for (from, row) in model.transitions.iter_mut().enumerate() {
        for (to, weight) in row.iter_mut().enumerate() {
            *weight = if may_follow(from, to) { 0.0 } else { FORBIDDEN };
        }
    }
    let mut mean = Mean { rows: vec![[0.0; LABELS]; ROWS], transitions: [[0.0; LABELS]; LABELS], count: 0.0 };
    let mut dice = Dice::new(0x5eed);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    for epoch in 0..settings.epochs {
        dice.shuffle(&mut order);
        let rate = settings.rate * (1.0 - epoch as f32 / settings.epochs as f32).max(0.1);
        for &number in &order {
            model.learn(&examples[number], Settings { rate, ..settings }, &mut dice);
        }
        if 2 * (epoch + 1) > settings.epochs {
            mean.add(&model);
        }
    }
    mean.finish(&mut model);
    model
}

/// Sum of the weights after each later round; their mean is steadier than the last of them.
struct Mean {
    rows: Vec<Row>,
    transitions: [Row; LABELS],
    count: f32,
}

impl Mean {
    fn add(&mut self, model: &Model) {
        let own = self.rows.iter_mut().chain(&mut self.transitions).flatten();
        let other = model.rows.iter().chain(&model.transitions).flatten();
        own.zip(other).for_each(|(sum, weight)| *sum += weight);
        self.count += 1.0;
    }

    fn finish(&self, model: &mut Model) {
        let own = model.rows.iter_mut().chain(&mut model.transitions).flatten();
        let sums = self.rows.iter().chain(&self.transitions).flatten();
        own.zip(sums).for_each(|(weight, sum)| *weight = sum / self.count.max(1.0));
    }
}

impl Model {
    fn learn(&mut self, example: &Example, settings: Settings, dice: &mut Dice) {
        let (kept, starts) = keep_some(example, settings.dropout, dice);
        let scale = 1.0 / (1.0 - settings.dropout);
        let scores: Vec<Row> = (0..example.allowed.len())
            .map(|at| self.score(&kept[starts[at] as usize..starts[at + 1] as usize], scale))
            .collect();
        let all = vec![u16::MAX; scores.len()];
        let model = Chain::run(&scores, &self.transitions, &all);
        let truth = Chain::run(&scores, &self.transitions, &example.allowed);
        for at in 0..scores.len() {
            let gradient: Row =
                std::array::from_fn(|label| example.weight * (model.units[at][label] - truth.units[at][label]));
            if gradient.iter().all(|part| part.abs() < 1e-4) {
                continue;
            }
            for &row in &kept[starts[at] as usize..starts[at + 1] as usize] {
                step(&mut self.rows[row as usize], &mut self.squares[row as usize], &gradient, settings);
            }
        }
        for from in 0..LABELS {
            let gradient: Row =
                std::array::from_fn(|to| example.weight * (model.pairs[from][to] - truth.pairs[from][to]));
            step(&mut self.transitions[from], &mut self.transition_squares[from], &gradient, settings);
        }
    }

    fn score(&self, rows: &[u32], scale: f32) -> Row {
        let mut sum = [0.0; LABELS];
        for &row in rows {
            for (total, weight) in sum.iter_mut().zip(&self.rows[row as usize]) {
                *total += weight * scale;
            }
        }
        sum
    }
}

fn step(weights: &mut Row, squares: &mut Row, gradient: &Row, settings: Settings) {
    for label in 0..LABELS {
        let slope = gradient[label] + settings.decay * weights[label];
        if weights[label] <= FORBIDDEN || slope == 0.0 {
            continue;
        }
        squares[label] += slope * slope;
        weights[label] -= settings.rate * slope / (squares[label].sqrt() + 1e-2);
    }
}

fn keep_some(example: &Example, dropout: f32, dice: &mut Dice) -> (Vec<u32>, Vec<u32>) {
    let mut rows = Vec::with_capacity(example.rows.len());
    let mut starts = vec![0];
    for pair in example.starts.windows(2) {
        let own = &example.rows[pair[0] as usize..pair[1] as usize];
        rows.extend(own.iter().filter(|_| dropout == 0.0 || dice.share() >= dropout));
        starts.push(rows.len() as u32);
    }
    (rows, starts)
}

/// Probabilities of labels and of pairs of labels along a run that stands between units outside of names.
struct Chain {
    units: Vec<Row>,
    pairs: [Row; LABELS],
}

impl Chain {
    fn run(scores: &[Row], transitions: &[Row; LABELS], allowed: &[u16]) -> Self {
        let length = scores.len();
        let mut forward = vec![[FORBIDDEN; LABELS]; length];
        let mut backward = vec![[FORBIDDEN; LABELS]; length];
        for at in 0..length {
            for label in (0..LABELS).filter(|label| allowed[at] >> label & 1 == 1) {
                let before = if at == 0 {
                    transitions[0][label]
                } else {
                    log_sum(std::array::from_fn(|from| forward[at - 1][from] + transitions[from][label]))
                };
                forward[at][label] = before + scores[at][label];
            }
        }
        for at in (0..length).rev() {
            for label in (0..LABELS).filter(|label| allowed[at] >> label & 1 == 1) {
                backward[at][label] = if at + 1 == length {
                    transitions[label][0]
                } else {
                    log_sum(std::array::from_fn(|to| {
                        transitions[label][to] + scores[at + 1][to] + backward[at + 1][to]
                    }))
                };
            }
        }
        let total = log_sum(std::array::from_fn(|label| forward[0][label] + backward[0][label]));
        let units = (0..length)
            .map(|at| std::array::from_fn(|label| (forward[at][label] + backward[at][label] - total).exp()))
            .collect();
        let mut chain = Self { units, pairs: [[0.0; LABELS]; LABELS] };
        chain.count_pairs(scores, transitions, &forward, &backward, total);
        chain
    }

    fn count_pairs(
        &mut self,
        scores: &[Row],
        transitions: &[Row; LABELS],
        forward: &[Row],
        backward: &[Row],
        total: f32,
    ) {
        let last = scores.len() - 1;
        for label in 0..LABELS {
            self.pairs[0][label] += self.units[0][label];
            self.pairs[label][0] += self.units[last][label];
        }
        for at in 1..scores.len() {
            for from in 0..LABELS {
                for to in 0..LABELS {
                    let path =
                        forward[at - 1][from] + transitions[from][to] + scores[at][to] + backward[at][to] - total;
                    if path > -20.0 {
                        self.pairs[from][to] += path.exp();
                    }
                }
            }
        }
    }
}

fn log_sum(values: Row) -> f32 {
    let top = values.iter().copied().fold(f32::MIN, f32::max);
    if top <= FORBIDDEN {
        return FORBIDDEN;
    }
    top + values.iter().map(|value| (value - top).exp()).sum::<f32>().ln()
}
