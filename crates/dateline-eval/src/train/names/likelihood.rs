//! How likely a capitalised word names a person, a place, an organisation, judged by its vector alone.
//!
//! A small network learns it from words whose kind is known (gazetteer, lists of personal names, labelled pages) and
//! passes it on to all words that have a vector.

use super::crf::Dice;

/// Kinds that are told apart: no name, person, place, organisation.
pub(super) const KINDS: usize = 4;
/// Inner units of the network; more brought nothing.
const INNER: usize = 48;
/// Rounds over the known words.
const ROUNDS: usize = 25;

/// A word whose kind is known.
#[derive(Debug, Clone)]
pub(super) struct Known {
    /// Its row among the vectors.
    pub(super) vector: usize,
    /// Shares of the kinds, summing to 1.
    pub(super) shares: [f32; KINDS],
    /// How much it counts.
    pub(super) weight: f32,
}

struct Network {
    width: usize,
    inner: Vec<f32>,
    outer: Vec<f32>,
}

impl Network {
    fn new(width: usize, dice: &mut Dice) -> Self {
        let mut random = |count: usize, size: f32| (0..count).map(|_| (dice.share() - 0.5) * size).collect();
        Self { width, inner: random(INNER * (width + 1), 0.3), outer: random(KINDS * (INNER + 1), 0.3) }
    }

    fn inner(&self, vector: &[f32]) -> Vec<f32> {
        let rows = self.inner.chunks_exact(self.width + 1);
        rows.map(|row| (dot(row, vector) + row[self.width]).max(0.0)).collect()
    }

    fn outer(&self, inner: &[f32]) -> [f32; KINDS] {
        let mut out = [0.0; KINDS];
        for (sum, row) in out.iter_mut().zip(self.outer.chunks_exact(INNER + 1)) {
            *sum = dot(row, inner) + row[INNER];
        }
        let top = out.iter().copied().fold(f32::MIN, f32::max);
        let parts = out.map(|score| (score - top).exp());
        let total: f32 = parts.iter().sum();
        parts.map(|part| part / total)
    }

    fn learn(&mut self, vector: &[f32], known: &Known, rate: f32) {
        let inner = self.inner(vector);
        let found = self.outer(&inner);
        let mut back = vec![0.0; INNER];
        for (kind, row) in self.outer.chunks_exact_mut(INNER + 1).enumerate() {
            let slope = (found[kind] - known.shares[kind]) * known.weight;
            for (at, weight) in row.iter_mut().enumerate() {
                let input = inner.get(at).copied().unwrap_or(1.0);
                if let Some(back) = back.get_mut(at) {
                    *back += slope * *weight;
                }
                *weight -= rate * slope * input;
            }
        }
        for ((row, back), value) in self.inner.chunks_exact_mut(self.width + 1).zip(back).zip(&inner) {
            if *value > 0.0 {
                for (at, weight) in row.iter_mut().enumerate() {
                    *weight -= rate * back * vector.get(at).copied().unwrap_or(1.0);
                }
            }
        }
    }
}

fn dot(row: &[f32], vector: &[f32]) -> f32 {
    row.iter().zip(vector).map(|(a, b)| a * b).sum()
}

/// For each vector, the shares of the kinds.
pub(super) fn likelihoods(vectors: &[Vec<f32>], known: &[Known]) -> Vec<[f32; KINDS]> {
    let mut dice = Dice::new(0x11fe);
    let mut network = Network::new(vectors.first().map_or(0, Vec::len), &mut dice);
    let mut order: Vec<usize> = (0..known.len()).collect();
    for round in 0..ROUNDS {
        dice.shuffle(&mut order);
        let rate = 0.02 * (1.0 - round as f32 / ROUNDS as f32);
        for &at in &order {
            network.learn(&vectors[known[at].vector], &known[at], rate);
        }
    }
    vectors.iter().map(|vector| network.outer(&network.inner(vector))).collect()
}

/// Shares as nine bits: the likeliest kind, its share in eighths, the next kind, its share in eighths up to a half.
pub(super) fn packed(shares: [f32; KINDS]) -> u16 {
    let mut order: Vec<usize> = (0..KINDS).collect();
    order.sort_by(|&a, &b| shares[b].total_cmp(&shares[a]).then(a.cmp(&b)));
    let eighths = |share: f32, most: u16| ((share * 8.0) as u16).min(most);
    let (best, next) = (order[0], order[1]);
    (best as u16) << 7 | eighths(shares[best], 7) << 4 | (next as u16) << 2 | eighths(shares[next], 3)
}
