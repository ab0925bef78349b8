//! Numbers of a list that stand on lines of their own: "10" above the tenth, "9" above the next. They look like counters,
//! and they count: three or more in a row, up or down by one.

use super::line::Line;
use crate::clean::ParagraphKind;
use crate::clean::verdict::Verdict;

/// Numbers in a row. On the injected development scrapes 293 lines are in such a row, all of bodies, and 25 are not.
const IN_A_ROW: usize = 3;

/// Keeps the numbers of lists.
pub(super) fn mark(lines: &[Line<'_>], verdicts: &mut [Verdict]) {
    let numbers: Vec<(usize, u32)> =
        lines.iter().enumerate().filter_map(|(at, line)| Some((at, number(line.text)?))).collect();
    let mut from = 0;
    while from < numbers.len() {
        let row = [1, -1].map(|step| row_from(&numbers[from..], step)).into_iter().max().unwrap_or(1);
        if row >= IN_A_ROW {
            for (at, _) in &numbers[from..from + row] {
                verdicts[*at].settle(Verdict::Keep(ParagraphKind::Subhead));
            }
        }
        // The last number of a row may be the first of the next.
        from += row.saturating_sub(1).max(1);
    }
}

/// How many of the numbers follow each other by this step from the first on.
fn row_from(numbers: &[(usize, u32)], step: i64) -> usize {
    let follows = |pair: &&[(usize, u32)]| i64::from(pair[1].1) - i64::from(pair[0].1) == step;
    1 + numbers.windows(2).take_while(follows).count()
}

/// A line that is only a number of up to three digits: "7", "#7", "7.", "7)".
fn number(text: &str) -> Option<u32> {
    let digits = text.trim_start_matches('#').trim_end_matches(['.', ')']);
    let is_number = (1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { digits.parse().ok() } else { None }
}
