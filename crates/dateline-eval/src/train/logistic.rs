//! Logistic regression by Newton's method.

/// One observation.
#[derive(Debug, Clone)]
pub(super) struct Observation {
    /// Values of the features.
    pub(super) values: Vec<f64>,
    /// Whether the thing to be told is true.
    pub(super) holds: bool,
    /// How much it counts.
    pub(super) weight: f64,
}

/// Weights and intercept.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fitted {
    /// One for each feature.
    pub(super) weights: Vec<f64>,
    /// Log-odds where all features are 0.
    pub(super) intercept: f64,
}

/// Newton steps; the step size falls below 1e-9 after about ten.
const STEPS: usize = 40;

/// Fits weights that maximise the likelihood less `penalty` times half the squared length of the weights (the
/// intercept is free).
pub(super) fn fit(observations: &[Observation], penalty: f64) -> Fitted {
    let features = observations.first().map_or(0, |first| first.values.len());
    let mut theta = vec![0.0; features + 1];
    for _ in 0..STEPS {
        let (gradient, hessian) = derivatives(observations, &theta, penalty);
        let Some(step) = solve(hessian, gradient) else { break };
        let length = step.iter().fold(0.0f64, |longest, value| longest.max(value.abs()));
        for (value, step) in theta.iter_mut().zip(&step) {
            *value += step;
        }
        if length < 1e-9 {
            break;
        }
    }
    let intercept = theta.pop().unwrap_or_default();
    Fitted { weights: theta, intercept }
}

fn derivatives(observations: &[Observation], theta: &[f64], penalty: f64) -> (Vec<f64>, Vec<Vec<f64>>) {
    let size = theta.len();
    let mut gradient = vec![0.0; size];
    let mut hessian = vec![vec![0.0; size]; size];
    for observation in observations {
        let row: Vec<f64> = observation.values.iter().copied().chain([1.0]).collect();
        let odds: f64 = row.iter().zip(theta).map(|(value, weight)| value * weight).sum();
        let probability = 1.0 / (1.0 + (-odds).exp());
        let error = observation.weight * (f64::from(u8::from(observation.holds)) - probability);
        let curve = observation.weight * probability * (1.0 - probability);
        for (at, value) in row.iter().enumerate() {
            gradient[at] += error * value;
            for (cell, other) in hessian[at].iter_mut().zip(&row) {
                *cell += curve * value * other;
            }
        }
    }
    for at in 0..size - 1 {
        gradient[at] -= penalty * theta[at];
        hessian[at][at] += penalty;
    }
    (gradient, hessian)
}

/// Solves a symmetric positive system by elimination; `None` where it is singular.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Option<Vec<f64>> {
    let size = right.len();
    for pivot in 0..size {
        let best = (pivot..size).max_by(|&a, &b| matrix[a][pivot].abs().total_cmp(&matrix[b][pivot].abs()))?;
        matrix.swap(pivot, best);
        right.swap(pivot, best);
        if matrix[pivot][pivot].abs() < 1e-12 {
            return None;
        }
        let pivot_row = matrix[pivot].clone();
        for row in pivot + 1..size {
            let factor = matrix[row][pivot] / pivot_row[pivot];
            for (cell, value) in matrix[row].iter_mut().zip(&pivot_row) {
                *cell -= factor * value;
            }
            right[row] -= factor * right[pivot];
        }
    }
    let mut solution = vec![0.0; size];
    for row in (0..size).rev() {
        let known: f64 = (row + 1..size).map(|column| matrix[row][column] * solution[column]).sum();
        solution[row] = (right[row] - known) / matrix[row][row];
    }
    Some(solution)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_odds_of_a_share_are_found() {
        let of = |value: f64, holds: bool, weight: f64| Observation { values: vec![value], holds, weight };
        let seen = [of(0.0, true, 1.0), of(0.0, false, 3.0), of(1.0, true, 3.0), of(1.0, false, 1.0)];
        let fitted = fit(&seen, 0.0);
        assert!((fitted.intercept + 3f64.ln()).abs() < 1e-6);
        assert!((fitted.weights[0] - 2.0 * 3f64.ln()).abs() < 1e-6);
    }
}
