//! Scores of time expressions, as TempEval-3 counts them.
//!
//! UzZaman et al. 2013, "SemEval-2013 Task 1: TempEval-3": strict F1 (same characters), relaxed F1 (any common
//! character), and value F1 = relaxed F1 times the share of right values among the matched. Of nested expressions the
//! outermost counts, on both sides. Each expression is matched at most once: same characters first, then the greatest
//! overlap.

use super::spans::{Extent, pair};
use super::{PrecisionRecall, share};

/// An expression of time: half-open positions, TIMEX3 type and value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeSpan {
    /// First position.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// `DATE`, `TIME`, `DURATION` or `SET`.
    pub kind: String,
    /// TIMEX3 value; empty where there is none.
    pub value: String,
}

/// What bounds the comparison.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// Ranges that may be tagged or not: what overlaps them is left out on both sides.
    pub optional: Vec<(usize, usize)>,
    /// What starts here or later was not annotated and is left out on both sides.
    pub annotated_end: Option<usize>,
}

/// Counts of one document, or of several added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TimeCounts {
    /// Expressions in the gold.
    pub expected: usize,
    /// Expressions found.
    pub found: usize,
    /// Pairs with the same characters.
    pub strict: usize,
    /// Pairs with a common character.
    pub relaxed: usize,
    /// Of those, with the same value.
    pub right_values: usize,
    /// Of those, with the same type.
    pub right_kinds: usize,
}

impl TimeCounts {
    /// Adds another document.
    pub fn add(&mut self, other: TimeCounts) {
        self.expected += other.expected;
        self.found += other.found;
        self.strict += other.strict;
        self.relaxed += other.relaxed;
        self.right_values += other.right_values;
        self.right_kinds += other.right_kinds;
    }

    /// Precision and recall on the same characters.
    pub fn strict(self) -> PrecisionRecall {
        PrecisionRecall::of(self.strict, self.found, self.strict, self.expected)
    }

    /// Precision and recall on a common character.
    pub fn relaxed(self) -> PrecisionRecall {
        PrecisionRecall::of(self.relaxed, self.found, self.relaxed, self.expected)
    }

    /// Relaxed F1 times the share of right values.
    pub fn value_f1(self) -> f64 {
        self.relaxed().f1() * share(self.right_values, self.relaxed)
    }

    /// Relaxed F1 times the share of right types.
    pub fn kind_f1(self) -> f64 {
        self.relaxed().f1() * share(self.right_kinds, self.relaxed)
    }
}

/// What one document's comparison gave.
#[derive(Debug, Clone, Default)]
pub struct TimeMatch {
    /// The counts.
    pub counts: TimeCounts,
    /// Expected expressions in scope, each with the one it was matched with.
    pub expected: Vec<(TimeSpan, Option<TimeSpan>)>,
    /// Found expressions in scope that match nothing.
    pub extra: Vec<TimeSpan>,
}

/// Compares the expressions of one document.
pub fn compare(expected: &[TimeSpan], found: &[TimeSpan], scope: &Scope) -> TimeMatch {
    let expected = in_scope(expected, scope);
    let found = in_scope(found, scope);
    let extent = |span: &TimeSpan| Extent::new(&[span.start..span.end], |_| true);
    let expected_extents: Vec<Extent> = expected.iter().map(extent).collect();
    let found_extents: Vec<Extent> = found.iter().map(extent).collect();
    let pairs = pair(&expected_extents, &found_extents, 0.0);
    let mut outcome = TimeMatch::default();
    outcome.counts.expected = expected.len();
    outcome.counts.found = found.len();
    for &(at, index) in &pairs {
        let (gold, mark) = (&expected[at], &found[index]);
        outcome.counts.relaxed += 1;
        outcome.counts.strict += usize::from(gold.start == mark.start && gold.end == mark.end);
        outcome.counts.right_values += usize::from(gold.value == mark.value);
        outcome.counts.right_kinds += usize::from(gold.kind == mark.kind);
    }
    let partner = |at: usize| pairs.iter().find(|pair| pair.0 == at).map(|pair| found[pair.1].clone());
    outcome.expected = expected.iter().enumerate().map(|(at, gold)| (gold.clone(), partner(at))).collect();
    let unmatched = |index: &usize| !pairs.iter().any(|pair| pair.1 == *index);
    outcome.extra = (0..found.len()).filter(unmatched).map(|index| found[index].clone()).collect();
    outcome
}

fn in_scope(spans: &[TimeSpan], scope: &Scope) -> Vec<TimeSpan> {
    let annotated = |span: &&TimeSpan| scope.annotated_end.is_none_or(|end| span.start < end);
    let counted = |span: &&TimeSpan| !scope.optional.iter().any(|&(from, to)| span.start < to && from < span.end);
    outermost(spans).into_iter().filter(|span| annotated(span) && counted(span)).cloned().collect()
}

/// The expressions that lie in no other, once each.
fn outermost(spans: &[TimeSpan]) -> Vec<&TimeSpan> {
    let mut ordered: Vec<&TimeSpan> = spans.iter().collect();
    ordered.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    let mut kept: Vec<&TimeSpan> = Vec::new();
    for span in ordered {
        if kept.last().is_none_or(|last| span.end > last.end) {
            kept.push(span);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start: usize, end: usize, kind: &str, value: &str) -> TimeSpan {
        TimeSpan { start, end, kind: kind.to_owned(), value: value.to_owned() }
    }

    #[test]
    fn strict_relaxed_and_value_by_hand() {
        let expected = [
            span(0, 10, "DATE", "2024-05"),
            span(20, 30, "DATE", "2024-05-17"),
            span(40, 50, "DURATION", "P2D"),
            span(60, 70, "DATE", "PRESENT_REF"),
        ];
        let found = [
            span(0, 10, "DATE", "2024-05"),
            span(22, 30, "DATE", "2024-05-18"),
            span(40, 50, "DATE", "P2D"),
            span(80, 85, "DATE", "2023"),
        ];
        let counts = compare(&expected, &found, &Scope::default()).counts;
        assert_eq!((counts.strict, counts.relaxed, counts.right_values, counts.right_kinds), (2, 3, 2, 2));
        assert_eq!(counts.strict().f1(), 0.5);
        assert_eq!(counts.relaxed().f1(), 0.75);
        assert!((counts.value_f1() - 0.75 * 2.0 / 3.0).abs() < 1e-12);
    }

    #[test]
    fn of_nested_expressions_the_outermost_counts_on_both_sides() {
        let expected = [span(0, 20, "DURATION", "P3D"), span(5, 10, "DATE", "2024")];
        let found = [span(12, 20, "DATE", "2024"), span(0, 20, "DURATION", "P3D")];
        let counts = compare(&expected, &found, &Scope::default()).counts;
        assert_eq!((counts.expected, counts.found, counts.strict), (1, 1, 1));
    }

    #[test]
    fn optional_and_unannotated_text_counts_neither_way() {
        let scope = Scope { optional: vec![(0, 12)], annotated_end: Some(50) };
        let found = [span(3, 12, "DATE", "2024-05-17"), span(20, 25, "DATE", "2024"), span(50, 55, "DATE", "2023")];
        let expected = [span(20, 25, "DATE", "2024"), span(60, 65, "DATE", "2023")];
        let counts = compare(&expected, &found, &scope).counts;
        assert_eq!((counts.expected, counts.found, counts.strict), (1, 1, 1));
    }

    #[test]
    fn one_found_expression_matches_once() {
        let expected = [span(0, 5, "DATE", "2024"), span(6, 10, "DATE", "2025")];
        let counts = compare(&expected, &[span(0, 10, "DATE", "2024")], &Scope::default()).counts;
        assert_eq!((counts.relaxed, counts.found), (1, 1));
    }
}
