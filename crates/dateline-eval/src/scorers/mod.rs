//! Scores, each as the paper or the reference program that defined it counts it.

pub mod chains;
pub mod clusters;
pub mod days;
pub mod porter;
pub mod rouge;
pub mod shingles;
pub mod spans;
pub mod times;

/// Precision and recall, each 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct PrecisionRecall {
    /// Share of what was found that is right.
    pub precision: f64,
    /// Share of what was to be found that was found.
    pub recall: f64,
}

impl PrecisionRecall {
    /// From counts; a share of nothing is 0.
    pub fn of(right_found: usize, found: usize, right_expected: usize, expected: usize) -> Self {
        Self { precision: share(right_found, found), recall: share(right_expected, expected) }
    }

    /// Harmonic mean.
    pub fn f1(self) -> f64 {
        let sum = self.precision + self.recall;
        if sum == 0.0 { 0.0 } else { 2.0 * self.precision * self.recall / sum }
    }
}

/// `part` of `whole`; 0 of nothing.
pub fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// The mean; 0 of nothing.
pub fn mean(values: impl IntoIterator<Item = f64>) -> f64 {
    let (sum, count) = values.into_iter().fold((0.0, 0usize), |(sum, count), value| (sum + value, count + 1));
    if count == 0 { 0.0 } else { sum / count as f64 }
}
