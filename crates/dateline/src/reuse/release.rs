//! Whether a text is an announcement of a company or an office, by the lines that such texts carry.
//!
//! Does not judge its style: an announcement without such a line is taken for a report.

use std::sync::LazyLock;

use regex::RegexSet;
use serde::Deserialize;

use crate::text::ascii_bounds;

/// Marks that are needed where none decides alone.
const NEEDED: usize = 2;

#[derive(Debug, Deserialize)]
struct Marks {
    mark: Vec<Mark>,
}

#[derive(Debug, Deserialize)]
struct Mark {
    #[cfg(test)]
    id: String,
    #[serde(default)]
    alone: bool,
    pattern: String,
    #[cfg(test)]
    fires: Vec<String>,
    #[cfg(test)]
    silent: Vec<String>,
}

static MARKS: LazyLock<Vec<Mark>> = LazyLock::new(|| {
    let marks: Marks = toml::from_str(include_str!("../../data/reuse/release_marks.toml"))
        .expect("release_marks.toml is sound: a test reads it");
    marks.mark
});

static PATTERNS: LazyLock<RegexSet> = LazyLock::new(|| {
    let patterns = MARKS.iter().map(|mark| format!("(?m){}", ascii_bounds(&mark.pattern)));
    RegexSet::new(patterns).expect("the patterns are sound: a test reads them")
});

/// Whether a text carries the marks of an announcement.
pub(super) fn is_release(text: &str) -> bool {
    let found = PATTERNS.matches(text);
    found.iter().any(|mark| MARKS[mark].alone) || found.iter().count() >= NEEDED
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mark_fires_and_stays_silent_where_it_says() {
        for (number, mark) in MARKS.iter().enumerate() {
            for line in &mark.fires {
                assert!(PATTERNS.matches(line).matched(number), "{} must fire on: {line}", mark.id);
            }
            for line in &mark.silent {
                assert!(!PATTERNS.matches(line).matched(number), "{} must be silent on: {line}", mark.id);
            }
            assert!(!mark.fires.is_empty() && !mark.silent.is_empty(), "{} needs examples", mark.id);
        }
    }

    #[test]
    fn one_weak_mark_is_not_enough() {
        assert!(!is_release("The dam was closed.\n\n###"));
        assert!(is_release("The dam was closed.\n\nAbout Orsava Power\n\nOrsava Power runs dams.\n\n###"));
    }
}
