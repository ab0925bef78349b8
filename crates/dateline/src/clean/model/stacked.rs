//! Rows of numbers, and what the second stage sees beside them.

/// A table of numbers, one row a block or line, all rows of one width.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    /// Numbers in a row.
    pub width: usize,
    /// All rows, one after the other.
    pub values: Vec<f32>,
}

impl Rows {
    /// An empty table.
    pub fn new(width: usize) -> Self {
        Self { width, values: Vec::new() }
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.values.len().checked_div(self.width).unwrap_or(0)
    }

    /// Whether it has no row.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// One row.
    pub fn row(&self, at: usize) -> Option<&[f32]> {
        self.values.get(at * self.width..(at + 1) * self.width)
    }

    /// The rows in order.
    pub fn iter(&self) -> impl Iterator<Item = &[f32]> {
        self.values.chunks_exact(self.width.max(1))
    }
}

/// Neighbours on each side whose first answer the second stage sees one by one.
const NEAR: isize = 4;

/// Half widths of the windows over which it sees the mean of the first answers.
const WINDOWS: [usize; 3] = [5, 12, 30];

/// The rows with the first stage's answers around each: near ones singly, farther ones as means, the share of the
/// answers' sum that stands before, and the longest run's distance.
pub fn with_context(rows: &Rows, first: &[f32]) -> Rows {
    let count = rows.len();
    let mut sums = Vec::with_capacity(count + 1);
    sums.push(0.0f32);
    for answer in first {
        sums.push(sums[sums.len() - 1] + answer);
    }
    let total = sums[count].max(1e-6);
    let run = strongest_run(first);
    let mut out = Rows::new(rows.width + (2 * NEAR + 1) as usize + WINDOWS.len() + 3);
    out.values.reserve(out.width * count);
    for (at, row) in rows.iter().enumerate() {
        out.values.extend_from_slice(row);
        for offset in -NEAR..=NEAR {
            let neighbour = at.checked_add_signed(offset).and_then(|index| first.get(index));
            out.values.push(neighbour.copied().unwrap_or(-1.0));
        }
        for half in WINDOWS {
            let (from, to) = (at.saturating_sub(half), (at + half + 1).min(count));
            out.values.push((sums[to] - sums[from]) / (to - from) as f32);
        }
        out.values.push(sums[at] / total);
        out.values.push(at as f32 - run.0 as f32);
        out.values.push(at as f32 - run.1 as f32);
    }
    out
}

/// The stretch with the greatest sum of answers, each less one half (Kadane's scan).
fn strongest_run(first: &[f32]) -> (usize, usize) {
    let (mut best, mut best_run) = (f32::MIN, (0, 0));
    let (mut sum, mut start) = (0.0, 0);
    for (at, answer) in first.iter().enumerate() {
        if sum <= 0.0 {
            (sum, start) = (0.0, at);
        }
        sum += answer - 0.5;
        if sum > best {
            (best, best_run) = (sum, (start, at));
        }
    }
    best_run
}
