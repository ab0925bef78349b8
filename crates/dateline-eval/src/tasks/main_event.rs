//! `main-event`: who, what, when and where of an article's main event.
//!
//! The engine's one answer to each question against the phrases that at least two of three coders marked (Hamborg et
//! al. 2019, "Giveme5W1H: A universal system for extracting main events from news articles"). An answer is right where
//! the words of a phrase and its own overlap with an F1 of one half or more; a question that the coders left open is
//! not asked.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use dateline::facts::{Answer, Marked, main_event};
use serde::Deserialize;

use super::Options;
use crate::EvalError;
use crate::engine::{self, Record};
use crate::gold::{self, Row};
use crate::report::{Case, Outcome, measure};
use crate::scorers::{PrecisionRecall, share};

#[derive(Deserialize)]
struct Gold {
    title: String,
    text: String,
    date: Option<String>,
    #[serde(rename = "fiveW1H")]
    answers: GoldAnswers,
}

#[derive(Deserialize)]
struct GoldAnswers {
    who: Vec<GoldPhrase>,
    what: Vec<GoldPhrase>,
    when: Vec<GoldPhrase>,
    #[serde(rename = "where")]
    place: Vec<GoldPhrase>,
}

#[derive(Deserialize)]
struct GoldPhrase {
    text: Option<String>,
    #[serde(rename = "coderPhraseCount")]
    coders: usize,
}

/// Coders that must agree on a phrase.
const AGREEING: usize = 2;
/// Least overlap of a right answer.
const OVERLAP: f64 = 0.5;

/// Scores `main-event`.
pub(super) fn score(path: &Path, options: Options) -> Result<Outcome, EvalError> {
    let rows: Vec<Row<Gold>> = gold::rows(path, "{id, title, text, date, fiveW1H}", options.limit)?;
    let record = |row: &Row<Gold>| Record {
        title: Some(row.gold.title.clone()),
        published: row.gold.date.as_ref().and_then(|date| date.get(..10)).map(str::to_owned),
        ..Record::text(row.gold.text.as_str())
    };
    let records: Vec<Record> = rows.iter().map(record).collect();
    let readings = engine::read_all(&records);
    let mut outcome = Outcome::default();
    let mut counts = [[0; 2]; 4];
    for (row, reading) in rows.iter().zip(&readings) {
        let mut case = Case { case: row.case.clone(), scores: Vec::new(), shown: format!("{}\n", row.gold.title) };
        for (count, (question, phrases, answer)) in counts.iter_mut().zip(questions(&row.gold, &reading.marked)) {
            if let Some(right) = judged(question, phrases, &answer, &mut case.shown) {
                count[0] += usize::from(right);
                count[1] += 1;
                case.scores.push(measure(question, f64::from(u8::from(right))));
            }
        }
        let mean = crate::scorers::mean(case.scores.iter().map(|score| score.value));
        case.scores = vec![measure("right", mean)];
        outcome.cases.push(case);
    }
    for (question, [right, asked]) in ["who", "what", "when", "where"].into_iter().zip(counts) {
        outcome.measure(question, share(right, asked));
        outcome.count(question, asked);
    }
    Ok(outcome)
}

fn questions<'a>(gold: &'a Gold, marked: &Marked) -> [(&'static str, &'a [GoldPhrase], String); 4] {
    let said = |answer: Option<Answer>| match answer {
        Some(answer) if answer.in_title => answer.span.of(&marked.article.title).to_owned(),
        Some(answer) => marked.article.text.slice(answer.span).to_owned(),
        None => String::new(),
    };
    let event = main_event(marked);
    [
        ("who", &gold.answers.who, said(event.who)),
        ("what", &gold.answers.what, said(event.what)),
        ("when", &gold.answers.when, said(event.when)),
        ("where", &gold.answers.place, said(event.place)),
    ]
}

/// Whether an answer is right; nothing where the question is open.
fn judged(question: &str, phrases: &[GoldPhrase], answer: &str, shown: &mut String) -> Option<bool> {
    let agreed = phrases.iter().filter(|phrase| phrase.coders >= AGREEING);
    let agreed: Vec<&str> = agreed.filter_map(|phrase| phrase.text.as_deref()).collect();
    let best = agreed.iter().map(|phrase| overlap(phrase, answer)).reduce(f64::max)?;
    let right = best >= OVERLAP;
    let _ =
        writeln!(shown, "  {} {question}: {answer}   ({})", if right { "right" } else { "WRONG" }, agreed.join(" | "));
    Some(right)
}

/// F1 over the different words of two phrases.
fn overlap(expected: &str, found: &str) -> f64 {
    let words = |phrase: &str| -> BTreeSet<String> {
        let words = phrase.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let (expected, found) = (words(expected), words(found));
    let both = expected.intersection(&found).count();
    PrecisionRecall::of(both, found.len(), both, expected.len()).f1()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlap_counts_words_once() {
        assert!((overlap("the old bridge", "The bridge") - 0.8).abs() < 1e-9);
        assert!(overlap("rain", "").abs() < 1e-9);
    }

    #[test]
    fn open_questions_are_not_asked() {
        let phrases = [GoldPhrase { text: None, coders: 3 }, GoldPhrase { text: Some("Oren".to_owned()), coders: 1 }];
        assert_eq!(judged("where", &phrases, "Oren", &mut String::new()), None);
    }
}
