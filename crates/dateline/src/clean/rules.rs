//! The exact wordings of `data/rules/clean.toml`.

use std::sync::LazyLock;

use regex::{RegexSet, RegexSetBuilder};
use serde::Deserialize;

use super::{RemovedKind, fold};
use crate::text::ascii_bounds;

/// Characters from which a line is too long for a rule that does not say otherwise.
const LONGEST: usize = 80;

#[derive(Deserialize)]
struct RuleFile {
    rule: Vec<RuleEntry>,
}

#[derive(Deserialize)]
struct RuleEntry {
    id: String,
    kind: String,
    pattern: String,
    longest: Option<usize>,
    #[serde(default)]
    capitals: bool,
    #[cfg(test)]
    fires: Vec<String>,
    #[cfg(test)]
    silent: Vec<String>,
}

/// One rule: what a line that it matches is.
#[derive(Debug, Clone, Copy)]
pub(super) struct LineRule {
    pub(super) id: &'static str,
    pub(super) kind: RemovedKind,
    longest: usize,
    capitals: bool,
}

impl LineRule {
    /// Whether the rule speaks of lines of this length and case.
    fn admits(&self, line: &str) -> bool {
        let short = line.chars().count() <= self.longest;
        short && (!self.capitals || is_capitalised(line))
    }
}

fn is_capitalised(line: &str) -> bool {
    let words = line.split_whitespace();
    let capitals = words.clone().filter(|word| word.chars().next().is_some_and(char::is_uppercase)).count();
    capitals * 2 >= words.count()
}

/// Some rules, one after the other in the file.
struct Part {
    set: RegexSet,
    rules: Vec<LineRule>,
    /// Characters from which a line is too long for every rule of the part.
    longest: usize,
}

/// Rules of one automaton. All 18 in one make new states on every page, a tenth of the time of reading it; one by one
/// each line is run through 18 times.
const PART: usize = 6;

/// Bytes that the automaton of all rules may grow to before it is thrown away and made anew: with the default of two
/// megabytes a page of many short lines made it over and over.
const AUTOMATON_BYTES: usize = 32 << 20;

/// Patterns in one automaton.
fn set(patterns: impl Iterator<Item = String>) -> RegexSet {
    let patterns = patterns.map(|pattern| ascii_bounds(&pattern));
    RegexSetBuilder::new(patterns).dfa_size_limit(AUTOMATON_BYTES).build().expect("the rules' patterns are tested")
}

static RULES: LazyLock<Vec<Part>> = LazyLock::new(|| {
    let entries = parse().rule;
    entries.chunks(PART).map(part).collect()
});

fn part(entries: &[RuleEntry]) -> Part {
    let named = |rule: &RuleEntry| LineRule {
        longest: rule.longest.unwrap_or(LONGEST),
        capitals: rule.capitals,
        kind: kind(&rule.kind),
        id: rule.id.clone().leak(),
    };
    let rules: Vec<LineRule> = entries.iter().map(named).collect();
    let longest = rules.iter().map(|rule| rule.longest).max().unwrap_or(0);
    Part { set: set(entries.iter().map(|rule| rule.pattern.clone())), rules, longest }
}

fn parse() -> RuleFile {
    toml::from_str(include_str!("../../data/rules/clean.toml")).expect("the rules are tested")
}

fn kind(name: &str) -> RemovedKind {
    match name {
        "comment" => RemovedKind::Comment,
        "caption" => RemovedKind::Caption,
        "teaser" => RemovedKind::Teaser,
        "widget" => RemovedKind::Widget,
        "share" => RemovedKind::Share,
        "notice" => RemovedKind::Notice,
        "navigation" => RemovedKind::Navigation,
        "furniture" => RemovedKind::Furniture,
        _ => RemovedKind::Other,
    }
}

/// The first rule that matches a line.
pub(super) fn rule_for(line: &str) -> Option<LineRule> {
    let length = line.chars().take(RULES.iter().map(|part| part.longest).max()? + 1).count();
    let mut parts = RULES.iter().filter(|part| length <= part.longest).peekable();
    parts.peek()?;
    let folded = fold::folded(line);
    parts.find_map(|part| {
        let matching = part.set.matches(&folded);
        matching.iter().map(|index| part.rules[index]).find(|rule| rule.admits(line))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_fires_and_stays_silent_where_it_says() {
        for (index, rule) in parse().rule.iter().enumerate() {
            let (part, index) = (&RULES[index / PART], index % PART);
            let fires =
                |line: &str| part.set.matches(&fold::folded(line)).matched(index) && part.rules[index].admits(line);
            for line in &rule.fires {
                assert!(fires(line), "{} must fire on: {line}", rule.id);
            }
            for line in &rule.silent {
                assert!(!fires(line), "{} must be silent on: {line}", rule.id);
            }
            assert!(!rule.fires.is_empty() && !rule.silent.is_empty(), "{} needs examples", rule.id);
        }
    }
}
