//! Counting tests from what the test runners print.

use std::fmt;
use std::ops::Add;

/// Tests and checks by outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Counts {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
    pub(crate) skipped: usize,
}

impl Counts {
    /// One check that went well or did not.
    pub(crate) fn one(went_well: bool) -> Self {
        Self { passed: usize::from(went_well), failed: usize::from(!went_well), skipped: 0 }
    }

    /// One check that could not be made here.
    pub(crate) fn skipped() -> Self {
        Self { skipped: 1, ..Self::default() }
    }

    /// What a line of `cargo test` or `cargo nextest` counts; nothing for any other line.
    pub(crate) fn in_line(line: &str) -> Self {
        let of_cargo =
            line.trim_start().strip_prefix("test result: ").map(|rest| rest.split_once(". ").unwrap_or(("", rest)).1);
        let of_nextest = || {
            let summary = line.trim_start().strip_prefix("Summary [")?;
            summary.split_once(" run: ").map(|(_, rest)| rest)
        };
        of_cargo.or_else(of_nextest).map(Self::in_list).unwrap_or_default()
    }

    /// From a list such as `3 passed (1 slow), 1 failed; 2 skipped`.
    fn in_list(list: &str) -> Self {
        let mut counts = Self::default();
        for part in list.split([',', ';']) {
            let mut words = part.split_whitespace();
            let (Some(number), Some(what)) = (words.next().and_then(|word| word.parse::<usize>().ok()), words.next())
            else {
                continue;
            };
            match what {
                "passed" => counts.passed += number,
                "failed" | "timed" => counts.failed += number,
                "skipped" | "ignored" => counts.skipped += number,
                _ => {}
            }
        }
        counts
    }
}

impl Add for Counts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            skipped: self.skipped + other.skipped,
        }
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 { write!(f, ", {} skipped", self.skipped) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, passed: usize, failed: usize, skipped: usize) {
        assert_eq!(Counts::in_line(line), Counts { passed, failed, skipped }, "{line}");
    }

    #[test]
    fn both_runners_are_read() {
        check(
            "test result: ok. 25 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s",
            25,
            0,
            1,
        );
        check("test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out", 2, 1, 0);
        check("     Summary [   0.016s] 9 tests run: 7 passed (1 slow), 1 failed, 1 timed out, 2 skipped", 7, 2, 2);
        check("     Summary [   0.016s] 1 test run: 1 passed, 0 skipped", 1, 0, 0);
        check("running 3 tests", 0, 0, 0);
    }

    #[test]
    fn the_last_line_counts_everything() {
        assert_eq!((Counts::one(true) + Counts::one(false)).to_string(), "1 passed, 1 failed");
        assert_eq!((Counts::one(true) + Counts::skipped()).to_string(), "1 passed, 0 failed, 1 skipped");
    }
}
