//! Rows of numbers, and what the second stage sees beside them.

/// A table of numbers, one row a block or line, all rows of one width.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    /// Numbers in a row.
    pub width: usize,
    /// All rows, one after the other.
    pub values: Vec<f32>,
    /// What ties rows together: for each row its words and the groups that it is in; empty where nothing does.
    pub(in crate::clean) ties: Vec<Tie>,
}

/// Ways in which rows are grouped.
pub(in crate::clean) const GROUPINGS: usize = 7;

/// The words of a row, and its group in each grouping.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::clean) struct Tie {
    /// How much the row counts in its groups.
    pub(in crate::clean) words: f32,
    /// Numbers of its groups, counted from 0 in each grouping.
    pub(in crate::clean) groups: [u32; GROUPINGS],
}

impl Rows {
    /// An empty table.
    pub fn new(width: usize) -> Self {
        Self { width, ..Self::default() }
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
    let tied = tied(&rows.ties, first);
    let mut out = Rows::new(rows.width + (2 * NEAR + 1) as usize + WINDOWS.len() + 3 + tied.width);
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
        out.values.extend_from_slice(tied.row(at).unwrap_or_default());
    }
    out
}

/// Numbers of a row that its ties add.
const TIED: usize = 2 * GROUPINGS + 6;

/// What the first stage says of the words tied to each row: of each of its groups the mean of the others' answers and
/// the share of all words of the article that they hold; the article's words before it; how many words away the next
/// one is, before and behind, that the first stage takes, and how many words the run of such has.
fn tied(ties: &[Tie], first: &[f32]) -> Rows {
    if ties.is_empty() {
        return Rows::default();
    }
    let kept: Vec<f32> = ties.iter().zip(first).map(|(tie, answer)| tie.words * answer).collect();
    let all = kept.iter().sum::<f32>().max(1e-3);
    let sums: [Vec<(f32, f32)>; GROUPINGS] = std::array::from_fn(|grouping| {
        let count = ties.iter().map(|tie| tie.groups[grouping] + 1).max().unwrap_or(0);
        let mut sums = vec![(0.0f32, 0.0f32); count as usize];
        for (tie, kept) in ties.iter().zip(&kept) {
            let sum = &mut sums[tie.groups[grouping] as usize];
            *sum = (sum.0 + tie.words, sum.1 + kept);
        }
        sums
    });
    let runs = runs(ties, first);
    let mut rows = Rows::new(TIED);
    rows.values.reserve(TIED * ties.len());
    let mut before = 0.0;
    for (at, tie) in ties.iter().enumerate() {
        for (sums, group) in sums.iter().zip(tie.groups) {
            let (words, of_group) = sums[group as usize];
            let (words, others) = (words - tie.words, of_group - kept[at]);
            rows.values.extend([if words > 0.5 { others / words } else { -1.0 }, others / all]);
        }
        rows.values.extend([before / all, all]);
        rows.values.extend(runs[at]);
        before += kept[at];
    }
    rows
}

/// For each row the words between it and the next one before and behind it that the first stage takes (0 beside it), the words
/// of the run of such that it is in or after, and of the one that follows.
fn runs(ties: &[Tie], first: &[f32]) -> Vec<[f32; 4]> {
    let mut out = vec![[0.0; 4]; ties.len()];
    let mut pass = |indices: &mut dyn Iterator<Item = usize>, to: [usize; 2]| {
        let (mut away, mut run) = (FAR, 0.0f32);
        for at in indices {
            out[at][to[0]] = away.min(FAR);
            out[at][to[1]] = run;
            if first[at] >= 0.5 {
                run = if away > 0.0 { ties[at].words } else { run + ties[at].words };
                away = 0.0;
            } else {
                away += ties[at].words;
            }
        }
    };
    pass(&mut (0..ties.len()), [0, 1]);
    pass(&mut (0..ties.len()).rev(), [2, 3]);
    out
}

/// Words from which a run of the article is far away.
const FAR: f32 = 300.0;

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

#[cfg(test)]
mod tests {
    use super::*;

    /// What ties add to the last row, given words, group in the first grouping and first answer of each row.
    fn check(rows: &[(f32, u32, f32)]) -> Vec<f32> {
        let tie = |(words, group, _): &(f32, u32, f32)| Tie { words: *words, groups: [*group; GROUPINGS] };
        let ties: Vec<Tie> = rows.iter().map(tie).collect();
        let first: Vec<f32> = rows.iter().map(|(.., answer)| *answer).collect();
        let tied = tied(&ties, &first);
        tied.row(rows.len() - 1).expect("a row for each tie").to_vec()
    }

    #[test]
    fn a_row_hears_the_others_of_its_group_and_not_itself() {
        let row = check(&[(30.0, 0, 1.0), (10.0, 0, 0.0), (60.0, 1, 1.0), (10.0, 0, 1.0)]);
        assert_eq!(row[..2], [0.75, 0.3]);
        let alone = check(&[(30.0, 0, 1.0), (10.0, 1, 1.0)]);
        assert_eq!(alone[..2], [-1.0, 0.0]);
    }

    #[test]
    fn a_row_knows_how_far_the_last_run_is_and_how_long() {
        let row = check(&[(30.0, 0, 1.0), (12.0, 0, 0.9), (5.0, 0, 0.1), (4.0, 0, 0.2)]);
        let runs = &row[2 * GROUPINGS + 2..];
        assert_eq!(runs, [5.0, 42.0, FAR, 0.0]);
    }

    #[test]
    fn rows_without_ties_hear_their_neighbours_alone() {
        let rows = Rows { width: 1, values: vec![0.0; 3], ..Rows::default() };
        assert_eq!(with_context(&rows, &[0.5; 3]).width, 1 + 9 + 3 + 3);
    }
}
