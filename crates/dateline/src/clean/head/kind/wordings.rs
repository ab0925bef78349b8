//! The wordings of `data/rules/kinds.toml`.

use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;

use crate::clean::fold::folded;

/// Bytes of a line that are worth folding: no wording speaks of longer ones, and that of clock times of none so long.
const LINE_MAX: usize = 300;
const CLOCK_MAX: usize = 90;

#[derive(Deserialize)]
struct WordingFile {
    wording: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    id: String,
    pattern: String,
    #[cfg(test)]
    fires: Vec<String>,
    #[cfg(test)]
    silent: Vec<String>,
}

/// What a headline or a line may say of its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wording {
    Error,
    Wall,
    Gallery,
    Live,
    Clock,
    Letters,
    Digest,
}

/// Their names in the file.
const NAMES: [(Wording, &str); 7] = [
    (Wording::Error, "error"),
    (Wording::Wall, "wall"),
    (Wording::Gallery, "gallery"),
    (Wording::Live, "live"),
    (Wording::Clock, "clock"),
    (Wording::Letters, "letters"),
    (Wording::Digest, "digest"),
];

static PATTERNS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let file = parse();
    let of = |(_, name): &(Wording, &str)| {
        let entry = file.wording.iter().find(|entry| entry.id == *name).expect("every wording is in the file");
        Regex::new(&entry.pattern).expect("the patterns are tested")
    };
    NAMES.iter().map(of).collect()
});

fn parse() -> WordingFile {
    toml::from_str(include_str!("../../../../data/rules/kinds.toml")).expect("the wordings are tested")
}

impl Wording {
    /// Bytes of the longest line that it can speak of.
    pub(super) fn longest(self) -> usize {
        if self == Wording::Clock { CLOCK_MAX } else { LINE_MAX }
    }

    /// Whether a line has it.
    pub(super) fn speaks_of(self, line: &str) -> bool {
        // Most short lines of a page are labels without a digit.
        if self == Wording::Clock && !line.bytes().any(|byte| byte.is_ascii_digit()) {
            return false;
        }
        let place = NAMES.iter().position(|(wording, _)| *wording == self).expect("every wording has a name");
        line.len() <= self.longest() && PATTERNS[place].is_match(&folded(line))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wording_fires_and_stays_silent_where_it_says() {
        let file = parse();
        assert_eq!(file.wording.len(), NAMES.len());
        for (wording, name) in NAMES {
            let entry = file.wording.iter().find(|entry| entry.id == name).expect("in the file");
            assert!(!entry.fires.is_empty() && !entry.silent.is_empty(), "{name} needs examples");
            entry.fires.iter().for_each(|line| assert!(wording.speaks_of(line), "{name} must fire on: {line}"));
            entry.silent.iter().for_each(|line| assert!(!wording.speaks_of(line), "{name} must not fire on: {line}"));
        }
    }
}
