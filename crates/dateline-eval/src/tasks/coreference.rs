//! `coreference`: who is who across the articles of an event.
//!
//! The mentions are given; the engine says which of them mean the same. MUC, BCubed, entity CEAF and their mean, over
//! the mentions of people, places and things (`entity`); those of events are not asked for. The articles of one topic
//! and subtopic are linked as a story; chains of the gold that reach over several count as they are.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use dateline::facts::{Marked, Stretch, chains, link};
use serde::Deserialize;

use super::token_text::TokenText;
use super::{Options, groups};
use crate::EvalError;
use crate::engine::{self, Record};
use crate::gold;
use crate::report::{Case, Outcome, measure};
use crate::scorers::chains::chain_scores;

#[derive(Deserialize)]
struct Gold {
    topic: String,
    #[serde(default)]
    subtopic: String,
    sentences: Vec<GoldSentence>,
    mentions: Vec<GoldMention>,
}

#[derive(Deserialize)]
struct GoldSentence {
    n: usize,
    tokens: Vec<String>,
}

#[derive(Deserialize)]
struct GoldMention {
    kind: String,
    chain: String,
    sent: usize,
    tokens: Vec<usize>,
}

/// A mention as the scorer sees it.
struct Mention {
    expected: String,
    found: String,
    shown: String,
}

/// The articles of one topic and subtopic.
struct Event<'a> {
    rows: Vec<&'a Gold>,
    marked: Vec<Marked>,
    stretches: Vec<Stretch>,
    expected: Vec<String>,
}

/// Scores `coreference`.
pub(super) fn score(path: &Path, options: Options) -> Result<Outcome, EvalError> {
    let rows = gold::rows::<Gold>(path, "{id, topic, subtopic, sentences, mentions}", options.limit)?;
    let mut events: BTreeMap<(&str, &str), Vec<&Gold>> = BTreeMap::new();
    for row in &rows {
        events.entry((&row.gold.topic, &row.gold.subtopic)).or_default().push(&row.gold);
    }
    let mut outcome = Outcome::default();
    let mut all = Vec::new();
    for (name, rows) in events {
        let mentions = Event::read(rows).mentions(name);
        outcome.cases.push(case(&format!("{name:?}"), &mentions));
        all.extend(mentions);
    }
    report(&mut outcome, &all);
    Ok(outcome)
}

fn report(outcome: &mut Outcome, all: &[Mention]) {
    let (expected, found) = numbered(all);
    let scores = chain_scores(&expected, &found);
    outcome.measure("conll", scores.conll());
    outcome.precision_recall("muc", scores.muc);
    outcome.precision_recall("bcubed", scores.bcubed);
    outcome.precision_recall("ceaf_e", scores.ceaf);
    outcome.count("mentions", all.len());
    outcome.count("chains expected", groups::count(&expected));
    outcome.count("chains found", groups::count(&found));
}

fn numbered(mentions: &[Mention]) -> (Vec<usize>, Vec<usize>) {
    let expected = groups::numbered(mentions.iter().map(|mention| mention.expected.as_str()));
    let found = groups::numbered(mentions.iter().map(|mention| mention.found.as_str()));
    (expected, found)
}

impl<'a> Event<'a> {
    fn read(rows: Vec<&'a Gold>) -> Self {
        let written: Vec<Written> = rows.iter().map(|row| text(row)).collect();
        let records: Vec<Record> = written.iter().map(|(text, _)| Record::text(text.as_str())).collect();
        let readings = engine::read_all(&records);
        let (mut stretches, mut expected) = (Vec::new(), Vec::new());
        for (article, (reading, (_, places))) in readings.iter().zip(&written).enumerate() {
            for (number, range) in places {
                if let Some(span) = reading.article_span(range.clone()) {
                    stretches.push(Stretch { article, span });
                    expected.push(rows[article].mentions[*number].chain.clone());
                }
            }
        }
        let mut marked: Vec<Marked> = readings.into_iter().map(|reading| reading.marked).collect();
        link(&mut marked.iter_mut().collect::<Vec<_>>());
        Self { rows, marked, stretches, expected }
    }

    fn mentions(&self, (topic, subtopic): (&str, &str)) -> Vec<Mention> {
        let found = chains(&self.marked.iter().collect::<Vec<_>>(), &self.stretches);
        let one = |((stretch, found), expected): ((&Stretch, usize), &String)| Mention {
            expected: format!("{}/{expected}", self.rows[stretch.article].topic),
            found: format!("{topic}/{subtopic}/{found}"),
            shown: self.marked[stretch.article].article.text.slice(stretch.span).to_owned(),
        };
        self.stretches.iter().zip(found).zip(&self.expected).map(one).collect()
    }
}

/// The text of a row, and for each entity mention its number and code points.
type Written = (String, Vec<(usize, std::ops::Range<usize>)>);

fn text(row: &Gold) -> Written {
    let mut joined = TokenText::default();
    let mut tokens: BTreeMap<(usize, usize), std::ops::Range<usize>> = BTreeMap::new();
    for sentence in &row.sentences {
        for (number, token) in sentence.tokens.iter().enumerate() {
            tokens.insert((sentence.n, number), joined.token(token));
        }
        joined.end_line();
    }
    let entities = row.mentions.iter().enumerate().filter(|(_, mention)| mention.kind == "entity");
    let places = entities.filter_map(|(number, mention)| {
        let first = tokens.get(&(mention.sent, *mention.tokens.iter().min()?))?;
        let last = tokens.get(&(mention.sent, *mention.tokens.iter().max()?))?;
        Some((number, first.start..last.end))
    });
    let places = places.collect();
    (joined.text, places)
}

fn case(name: &str, mentions: &[Mention]) -> Case {
    let (expected, found) = numbered(mentions);
    let mut chains: BTreeMap<&str, BTreeMap<&str, Vec<&str>>> = BTreeMap::new();
    for mention in mentions {
        let parts = chains.entry(&mention.expected).or_default();
        parts.entry(&mention.found).or_default().push(&mention.shown);
    }
    let mut shown = String::new();
    for (chain, parts) in chains {
        let _ = writeln!(shown, "{chain}");
        parts.iter().for_each(|(found, phrases)| {
            let _ = writeln!(shown, "    {found}: {}", phrases.join(" | "));
        });
    }
    let conll = chain_scores(&expected, &found).conll();
    Case { case: gold::case_hash(name), scores: vec![measure("conll", conll)], shown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mentions_of_entities_become_ranges_of_the_text() {
        let row: Gold = serde_json::from_str(
            r#"{"topic": "1", "sentences": [{"n": 3, "tokens": ["Ana", "Ruiz", "'s", "boat", "sank", "."]}],
                "mentions": [{"kind": "entity", "chain": "a", "sent": 3, "tokens": [0, 1]},
                             {"kind": "event", "chain": "b", "sent": 3, "tokens": [4]}]}"#,
        )
        .unwrap();
        let (text, places) = text(&row);
        assert_eq!(text, "Ana Ruiz's boat sank.");
        assert_eq!(places, [(0, 0..8)]);
    }
}
