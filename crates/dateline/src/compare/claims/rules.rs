//! Patterns with the texts they must fire on and those on which they must stay silent.

use regex::Regex;
use serde::Deserialize;

#[derive(Deserialize)]
struct RuleFile {
    rule: Vec<Rule>,
}

/// One pattern of a rule file.
#[derive(Deserialize)]
pub(super) struct Rule {
    #[cfg_attr(not(test), expect(dead_code, reason = "named in the messages of the tests that run the examples"))]
    id: String,
    #[serde(deserialize_with = "pattern")]
    pub(super) pattern: Regex,
    /// What it finds bounds nothing.
    #[serde(default)]
    pub(super) hedged: bool,
    #[cfg(test)]
    fires: Vec<String>,
    #[cfg(test)]
    silent: Vec<String>,
}

fn pattern<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Regex, D::Error> {
    Regex::new(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
}

/// The rules of a file of this crate.
pub(super) fn rules(file: &str) -> Vec<Rule> {
    let file: RuleFile = toml::from_str(file).expect("a test reads the file");
    file.rule
}

/// Runs the examples of every rule.
#[cfg(test)]
pub(super) fn check(rules: &[Rule]) {
    for rule in rules {
        for text in &rule.fires {
            assert!(rule.pattern.is_match(text), "{} is silent on {text}", rule.id);
        }
        for text in &rule.silent {
            assert!(!rule.pattern.is_match(text), "{} fires on {text}", rule.id);
        }
    }
}
