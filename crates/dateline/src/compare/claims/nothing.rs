//! "No injuries": a count of none, which stands against a count of some.

use std::sync::LazyLock;

use super::rules::{Rule, rules};
use crate::facts::{Figure, FigureScope, Marked};
use crate::text::Span;

static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| rules(include_str!("../../../data/compare/nothing.toml")));

/// Counts of none in an article, in order.
pub(super) fn nothing(marked: &Marked) -> Vec<Figure> {
    let text = marked.article.text.as_str();
    let mut out = Vec::new();
    for &sentence in &marked.marks.sentences {
        let content = sentence.of(text);
        if !names_harm(content) {
            continue;
        }
        for rule in RULES.iter() {
            for found in rule.pattern.captures_iter(content) {
                let (Some(whole), Some(what)) = (found.get(0), found.name("what")) else { continue };
                let span = Span::new(whole.start(), whole.end()).shifted(sentence.start as usize);
                out.extend(harms(what.as_str()).iter().map(|predicate| none_of(predicate, span, rule.hedged)));
            }
        }
    }
    out
}

/// Whether a sentence is worth the patterns.
fn names_harm(sentence: &str) -> bool {
    ["casualt", "injur", "hurt", "wounded", "killed", "deaths", "fatalit", "loss of life", "victims"]
        .iter()
        .any(|harm| sentence.contains(harm))
}

/// The predicates that a word of harm denies: without casualties nobody was killed and nobody hurt.
fn harms(what: &str) -> &'static [&'static str] {
    match what {
        "casualties" | "victims" => &["kill", "injure"],
        "injured" | "hurt" | "wounded" | "injuries" => &["injure"],
        _ => &["kill"],
    }
}

fn none_of(predicate: &str, span: Span, hedged: bool) -> Figure {
    Figure {
        span,
        value: 0.0,
        low: Some(0.0),
        high: (!hedged).then_some(0.0),
        unit: None,
        of: Some("people".to_owned()),
        predicate: Some(predicate.to_owned()),
        approx: hedged,
        scope: FigureScope::Event,
        holder: None,
        rule: "none",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_fires_and_stays_silent_where_it_says() {
        crate::compare::claims::rules::check(&RULES);
    }
}
