//! `variants`: wordings of one utterance.
//!
//! A row is a pair of wordings of one utterance in two articles of one event. All wordings of an event are given to the
//! engine together, with nothing but their words. A pair counts as right when the rows join it, directly or over other
//! wordings; every other pair of two articles of the event counts as wrong when it is joined. Recall is over the rows.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use dateline::compare::utterances_of;
use dateline::lang::{Lang, pack};
use serde::Deserialize;

use super::Options;
use crate::EvalError;
use crate::gold::{self, Row};
use crate::report::{Case, Outcome, measure};

#[derive(Deserialize)]
struct Gold {
    event: String,
    #[serde(default)]
    relation: String,
    a: Wording,
    b: Wording,
}

#[derive(Deserialize, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Wording {
    article: String,
    start: usize,
    end: usize,
    text: String,
}

/// The wordings of one event, and for each the number of its utterance: as the rows say, and as the engine says.
struct Event {
    wordings: Vec<Wording>,
    expected: Vec<usize>,
    found: Vec<usize>,
}

/// Scores `variants`.
pub(super) fn score(path: &Path, options: Options) -> Result<Outcome, EvalError> {
    let rows: Vec<Row<Gold>> = gold::rows(path, "{event, relation, a {article, start, end, text}, b}", options.limit)?;
    let mut by_event: BTreeMap<&str, Vec<&Gold>> = BTreeMap::new();
    for row in &rows {
        by_event.entry(&row.gold.event).or_default().push(&row.gold);
    }
    let events: BTreeMap<&str, Event> = by_event.iter().map(|(name, pairs)| (*name, event(pairs))).collect();
    let joined = |gold: &Gold| {
        let event = &events[gold.event.as_str()];
        event.found[event.number(&gold.a)] == event.found[event.number(&gold.b)]
    };
    let (right, wrong) = events.values().map(pairs).fold((0, 0), |sum, pair| (sum.0 + pair.0, sum.1 + pair.1));
    let hits = rows.iter().filter(|row| joined(&row.gold)).count();
    let mut outcome = Outcome::default();
    outcome.measure("recall", hits as f64 / rows.len().max(1) as f64);
    outcome.measure("precision", f64::from(right) / f64::from((right + wrong).max(1)));
    outcome.count("joined_pairs", (right + wrong) as usize);
    outcome.count("events", events.len());
    let case = |row: &Row<Gold>| Case {
        case: row.case.clone(),
        scores: vec![measure("joined", f64::from(u8::from(joined(&row.gold))))],
        shown: format!("{}\n  {}\n  {}", row.gold.relation, row.gold.a.text, row.gold.b.text),
    };
    outcome.cases = rows.iter().map(case).collect();
    Ok(outcome)
}

impl Event {
    fn number(&self, wording: &Wording) -> usize {
        self.wordings.binary_search(wording).unwrap_or(0)
    }
}

fn event(pairs: &[&Gold]) -> Event {
    let both = pairs.iter().flat_map(|pair| [&pair.a, &pair.b]);
    let wordings: Vec<Wording> = both.cloned().collect::<BTreeSet<_>>().into_iter().collect();
    let texts: Vec<&str> = wordings.iter().map(|wording| wording.text.as_str()).collect();
    let found = utterances_of(&texts, pack(Some(&Lang::new("en"))));
    let mut event = Event { expected: (0..wordings.len()).collect(), wordings, found };
    for pair in pairs {
        let (a, b) = (event.expected[event.number(&pair.a)], event.expected[event.number(&pair.b)]);
        let (low, high) = (a.min(b), a.max(b));
        event.expected.iter_mut().filter(|number| **number == high).for_each(|number| *number = low);
    }
    event
}

/// Pairs of two articles that the engine joins: right ones, and wrong ones.
fn pairs(event: &Event) -> (u32, u32) {
    let (mut right, mut wrong) = (0, 0);
    for a in 0..event.wordings.len() {
        for b in a + 1..event.wordings.len() {
            let joined = event.found[a] == event.found[b] && event.wordings[a].article != event.wordings[b].article;
            if joined && event.expected[a] == event.expected[b] {
                right += 1;
            } else if joined {
                wrong += 1;
            }
        }
    }
    (right, wrong)
}
