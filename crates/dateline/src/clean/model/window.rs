//! Numbers that tell of what stands around a block or line.

/// Adds `features` of each of the `reach` neighbours before and after `at`; `missing` stands for those beyond the ends.
pub(in crate::clean) fn push_neighbours<T, const WIDTH: usize>(
    seen: &[T],
    at: usize,
    reach: isize,
    missing: f32,
    features: impl Fn(&T) -> [f32; WIDTH],
    row: &mut Vec<f32>,
) {
    for offset in (-reach..=reach).filter(|offset| *offset != 0) {
        let neighbour = at.checked_add_signed(offset).and_then(|index| seen.get(index));
        row.extend(neighbour.map_or([missing; WIDTH], &features));
    }
}

/// How many stand between `at` and the last one before it that `is` so; `far` where none of the `far` before it is.
pub(in crate::clean) fn since<T>(seen: &[T], at: usize, far: usize, is: impl Fn(&T) -> bool) -> f32 {
    seen[at.saturating_sub(far)..at].iter().rev().position(is).unwrap_or(far) as f32
}
