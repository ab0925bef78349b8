//! `names`: people, places and organisations.
//!
//! Exact span and kind over the three kinds. A leading article and a trailing possessive are dropped on both sides:
//! corpora disagree on them. Gold is JSON Lines, or tokens with BIO tags, one a line, which are joined to text.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use dateline::facts::NameKind;
use serde::Deserialize;

use super::Options;
use super::token_text::TokenText;
use crate::EvalError;
use crate::engine::{self, Reading, Record};
use crate::gold::{self, Row};
use crate::report::{Case, Outcome, measure};
use crate::scorers::PrecisionRecall;

#[derive(Deserialize)]
struct Gold {
    text: String,
    names: Vec<GoldName>,
}

#[derive(Deserialize)]
struct GoldName {
    start: usize,
    end: usize,
    #[serde(alias = "type", alias = "label")]
    kind: String,
}

/// Start, end, kind.
type Name = (usize, usize, &'static str);

/// Scores `names`.
pub(super) fn score(path: &Path, options: Options) -> Result<Outcome, EvalError> {
    let rows = read(path, options.limit)?;
    let records: Vec<Record> = rows.iter().map(|row| Record::text(row.gold.text.as_str())).collect();
    let readings = engine::read_all(&records);
    let mut outcome = Outcome::default();
    let mut counts: BTreeMap<&'static str, [usize; 3]> = BTreeMap::new();
    let (mut same_span, mut expected_all, mut found_all) = (0, 0, 0);
    for (row, reading) in rows.iter().zip(&readings) {
        let chars: Vec<char> = row.gold.text.chars().collect();
        let (expected, found) = (expected(&row.gold, &chars), found(reading, &chars));
        for (slot, names) in [(0, &expected), (1, &found)] {
            names.iter().for_each(|name| counts.entry(name.2).or_default()[slot] += 1);
        }
        expected.intersection(&found).for_each(|name| counts.entry(name.2).or_default()[2] += 1);
        let spans = |names: &BTreeSet<Name>| names.iter().map(|name| (name.0, name.1)).collect::<BTreeSet<_>>();
        same_span += spans(&expected).intersection(&spans(&found)).count();
        expected_all += expected.len();
        found_all += found.len();
        outcome.cases.push(case(row, &expected, &found, &chars));
    }
    report(&mut outcome, &counts);
    outcome.measure("span_f1", PrecisionRecall::of(same_span, found_all, same_span, expected_all).f1());
    outcome.count("expected", expected_all);
    outcome.count("found", found_all);
    Ok(outcome)
}

fn report(outcome: &mut Outcome, counts: &BTreeMap<&'static str, [usize; 3]>) {
    let sum = |slot: usize| counts.values().map(|kind| kind[slot]).sum::<usize>();
    let of = |[expected, found, right]: [usize; 3]| PrecisionRecall::of(right, found, right, expected);
    outcome.precision_recall("names", of([sum(0), sum(1), sum(2)]));
    for (kind, &counts) in counts {
        outcome.precision_recall(kind, of(counts));
    }
}

fn read(path: &Path, limit: Option<usize>) -> Result<Vec<Row<Gold>>, EvalError> {
    let content = gold::content(path)?;
    if content.trim_start().starts_with('{') {
        return gold::rows(path, "{id, text, names}", limit);
    }
    let mut rows: Vec<Row<Gold>> =
        documents(&content).map(|gold| Row { case: gold::case_hash(&gold.text), gold }).collect();
    rows.sort_by(|a, b| a.case.cmp(&b.case));
    rows.truncate(limit.unwrap_or(usize::MAX));
    if rows.is_empty() { Err(EvalError::Empty { path: path.to_owned() }) } else { Ok(rows) }
}

/// The documents of a file of tokens with BIO tags, separated by `-DOCSTART-`; a blank line ends a sentence.
fn documents(content: &str) -> impl Iterator<Item = Gold> {
    let texts = content.split("-DOCSTART-").map(|document| {
        let mut writer = Writer::default();
        for line in document.lines() {
            match line.split_once('\t') {
                Some((token, tag)) if !token.is_empty() => writer.token(token, tag.trim()),
                _ => writer.joined.end_sentence(),
            }
        }
        Gold { text: writer.joined.text, names: writer.names }
    });
    texts.filter(|gold| !gold.text.is_empty())
}

/// Joins tokens to a text with its names.
#[derive(Default)]
struct Writer {
    joined: TokenText,
    names: Vec<GoldName>,
}

impl Writer {
    fn token(&mut self, token: &str, tag: &str) {
        let range = self.joined.token(token);
        match (tag.split_once('-'), self.names.last_mut()) {
            (Some(("I", _)), Some(name)) => name.end = range.end,
            (Some((_, kind)), _) => {
                self.names.push(GoldName { start: range.start, end: range.end, kind: kind.to_owned() });
            }
            (None, _) => {}
        }
    }
}

/// The kind under one of its names, if it is one of the three.
fn kind_name(name: &str) -> Option<&'static str> {
    match name.to_ascii_lowercase().as_str() {
        "per" | "person" => Some("person"),
        "loc" | "place" | "location" | "gpe" => Some("place"),
        "org" | "organisation" | "organization" => Some("organisation"),
        _ => None,
    }
}

fn expected(gold: &Gold, chars: &[char]) -> BTreeSet<Name> {
    let name = |name: &GoldName| Some((name.start, name.end.min(chars.len()), kind_name(&name.kind)?));
    gold.names.iter().filter_map(name).map(|name| core(name, chars)).collect()
}

fn found(reading: &Reading, chars: &[char]) -> BTreeSet<Name> {
    let names = reading.marked.marks.names.iter().filter_map(|mention| {
        let kind = match mention.kind {
            NameKind::Person => "person",
            NameKind::Place => "place",
            NameKind::Organisation => "organisation",
            NameKind::Other => return None,
        };
        let range = reading.given_range(mention.span);
        Some(core((range.start, range.end.min(chars.len()), kind), chars))
    });
    names.collect()
}

/// A name without its leading article and trailing possessive.
fn core((mut start, mut end, kind): Name, chars: &[char]) -> Name {
    let said: String = chars[start.min(end)..end].iter().collect();
    let lower = said.to_lowercase();
    if let Some(article) = ["the ", "a ", "an "].into_iter().find(|article| lower.starts_with(article)) {
        start += article.len();
    }
    if ["'s", "’s", " 's"].iter().any(|possessive| lower.ends_with(possessive)) {
        end -= if lower.ends_with(" 's") { 3 } else { 2 };
    }
    (start, end.max(start), kind)
}

fn case(row: &Row<Gold>, expected: &BTreeSet<Name>, found: &BTreeSet<Name>, chars: &[char]) -> Case {
    let right = expected.intersection(found).count();
    let score = PrecisionRecall::of(right, found.len(), right, expected.len());
    let value = if expected.is_empty() && found.is_empty() { 1.0 } else { score.f1() };
    let mut shown = String::new();
    for (verdict, names) in [("missed", expected.difference(found)), ("extra ", found.difference(expected))] {
        for &(start, end, kind) in names {
            let around =
                |from: usize, to: usize| chars[from.min(chars.len())..to.min(chars.len())].iter().collect::<String>();
            let before = around(start.saturating_sub(30), start).replace('\n', " ");
            let after = around(end, end + 30).replace('\n', " ");
            let _ = writeln!(shown, "{verdict}   {kind:<12} {before}[{}]{after}", around(start, end));
        }
    }
    Case { case: row.case.clone(), scores: vec![measure("names_f1", value)], shown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tagged_tokens_become_text_with_spans() {
        let content = "-DOCSTART-\tO\n\nMayor\tO\nAnna\tB-PER\nVoss\tI-PER\n's\tO\nboat\tO\n.\tO\n\nRain\tO\n";
        let gold = documents(content).next().unwrap();
        assert_eq!(gold.text, "Mayor Anna Voss's boat. Rain");
        assert_eq!((gold.names[0].start, gold.names[0].end, gold.names[0].kind.as_str()), (6, 15, "PER"));
    }

    #[test]
    fn articles_and_possessives_are_dropped() {
        let chars: Vec<char> = "The Harbour Board's".chars().collect();
        assert_eq!(core((0, 19, "organisation"), &chars), (4, 17, "organisation"));
    }
}
