//! `quotes`: who said what.
//!
//! A quotation is the set of its characters without blanks and quotation marks, less the speaker and the cue where they
//! stand inside it. Found and expected ones are paired best first, one to one. Speaker right: the found speaker shares
//! a character with the expected one. End to end: paired, and the speaker right (or rightly absent).

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;
use std::path::Path;

use dateline::facts::{Quote, QuoteKind};
use serde::Deserialize;

use super::Options;
use crate::EvalError;
use crate::engine::{self, Reading, Record};
use crate::gold::{self, Row};
use crate::report::{Case, Outcome, measure};
use crate::scorers::spans::{Extent, pair};
use crate::scorers::{PrecisionRecall, share};

/// Least intersection over union of a pair that counts as overlapping.
const OVERLAP: f64 = 0.5;

#[derive(Deserialize)]
struct Gold {
    title: Option<String>,
    publisher: Option<String>,
    date: Option<String>,
    text: String,
    quotes: Vec<GoldQuote>,
}

#[derive(Deserialize)]
struct GoldQuote {
    #[serde(flatten)]
    content: GoldStretch,
    #[serde(default)]
    kind: Option<String>,
    #[serde(default)]
    speaker: Option<GoldStretch>,
}

#[derive(Deserialize)]
struct GoldStretch {
    start: usize,
    end: usize,
    #[serde(default)]
    parts: Vec<(usize, usize)>,
}

impl GoldStretch {
    fn ranges(&self) -> Vec<Range<usize>> {
        if self.parts.is_empty() {
            return vec![self.start..self.end];
        }
        self.parts.iter().map(|&(start, end)| start..end).collect()
    }
}

/// A quotation as the scorer compares it.
struct Said {
    words: Extent,
    speaker: Option<Extent>,
    kind: String,
    /// The rule that read it; empty for an expected one.
    rule: &'static str,
}

#[derive(Default)]
struct Counts {
    expected: usize,
    found: usize,
    exact: usize,
    overlap: usize,
    with_speaker: usize,
    right_speaker: usize,
    right_whole: usize,
    /// Kind of the expected quotation: how many, how many found, how many of those with a speaker, with the right one.
    by_kind: BTreeMap<String, [usize; 4]>,
}

/// Scores `quotes`.
pub(super) fn score(path: &Path, options: Options) -> Result<Outcome, EvalError> {
    let rows: Vec<Row<Gold>> = gold::rows(path, "{id, text, quotes}", options.limit)?;
    let readings = engine::read_all(&rows.iter().map(record).collect::<Vec<_>>());
    let mut total = Counts::default();
    let mut outcome = Outcome::default();
    for (row, reading) in rows.iter().zip(&readings) {
        let chars: Vec<char> = row.gold.text.chars().collect();
        let expected: Vec<Said> = row.gold.quotes.iter().map(|quote| expected(quote, &chars)).collect();
        let found: Vec<Said> = reading.marked.marks.quotes.iter().map(|quote| found(quote, reading, &chars)).collect();
        let mut counts = Counts::default();
        let shown = count(&expected, &found, &chars, &mut counts);
        outcome.cases.push(case(row, &counts, shown));
        total.add(counts);
    }
    report(&mut outcome, &total);
    Ok(outcome)
}

fn record(row: &Row<Gold>) -> Record {
    Record {
        title: row.gold.title.clone(),
        publisher: row.gold.publisher.clone(),
        published: row.gold.date.clone(),
        ..Record::text(row.gold.text.as_str())
    }
}

fn is_said(chars: &[char], at: usize) -> bool {
    let mark = |c: char| matches!(c, '"' | '\'' | '“' | '”' | '‘' | '’' | '«' | '»' | '„' | '`');
    chars.get(at).is_some_and(|&c| !c.is_whitespace() && !mark(c))
}

fn expected(quote: &GoldQuote, chars: &[char]) -> Said {
    let extent = |stretch: &GoldStretch| Extent::new(&stretch.ranges(), |at| is_said(chars, at));
    Said {
        words: extent(&quote.content),
        speaker: quote.speaker.as_ref().map(extent),
        kind: quote.kind.clone().unwrap_or_else(|| "any".to_owned()),
        rule: "",
    }
}

fn found(quote: &Quote, reading: &Reading, chars: &[char]) -> Said {
    let speaker = quote.speaker.as_ref().map(|speaker| reading.given_range(speaker.span));
    let cue = quote.cue.map(|cue| reading.given_range(cue));
    let outside: Vec<Range<usize>> = speaker.iter().chain(cue.iter()).cloned().collect();
    let (ranges, outside) = if quote.kind == QuoteKind::Direct && !quote.parts.is_empty() {
        (quote.parts.iter().map(|&part| reading.given_range(part)).collect(), Vec::new())
    } else {
        (vec![reading.given_range(quote.span)], outside)
    };
    let counts = |at: usize| is_said(chars, at) && !outside.iter().any(|range| range.contains(&at));
    Said {
        words: Extent::new(&ranges, counts),
        speaker: speaker.map(|range| Extent::new(&[range], |at| is_said(chars, at))),
        kind: format!("{:?}", quote.kind).to_lowercase(),
        rule: quote.rule,
    }
}

/// Compares one article's quotations and describes what differs.
fn count(expected: &[Said], found: &[Said], chars: &[char], counts: &mut Counts) -> String {
    let words = |said: &[Said]| said.iter().map(|one| one.words.clone()).collect::<Vec<_>>();
    let pairs = pair(&words(expected), &words(found), OVERLAP);
    counts.expected += expected.len();
    counts.found += found.len();
    let mut shown = String::new();
    for (at, gold) in expected.iter().enumerate() {
        let kind = counts.by_kind.entry(gold.kind.clone()).or_default();
        kind[0] += 1;
        let Some(&(_, index)) = pairs.iter().find(|pair| pair.0 == at) else {
            let _ = writeln!(shown, "missed   {} {}", gold.kind, said(&gold.words, chars));
            continue;
        };
        let mark = &found[index];
        let right = right_speaker(gold, mark);
        counts.overlap += 1;
        counts.exact += usize::from(gold.words == mark.words);
        counts.right_whole += usize::from(right);
        kind[1] += 1;
        if gold.speaker.is_some() {
            counts.with_speaker += 1;
            counts.right_speaker += usize::from(right);
            kind[2] += 1;
            kind[3] += usize::from(right);
        }
        describe_pair(&mut shown, gold, mark, right, chars);
    }
    for (_, mark) in found.iter().enumerate().filter(|(index, _)| !pairs.iter().any(|pair| pair.1 == *index)) {
        let _ = writeln!(shown, "extra    {} {}", mark.kind, said(&mark.words, chars));
    }
    shown
}

fn right_speaker(gold: &Said, mark: &Said) -> bool {
    match (&gold.speaker, &mark.speaker) {
        (Some(expected), Some(found)) => expected.common(found) > 0,
        (None, None) => true,
        _ => false,
    }
}

/// Characters of a quotation that are enough to find it again.
const LONGEST_SHOWN: usize = 80;

fn describe_pair(shown: &mut String, gold: &Said, mark: &Said, right: bool, chars: &[char]) {
    if gold.words != mark.words {
        let _ = writeln!(shown, "span     {} {}", gold.kind, said(&gold.words, chars));
        let _ = writeln!(shown, "   found {} {}", mark.kind, said(&mark.words, chars));
    }
    if !right {
        let name = |speaker: &Option<Extent>| speaker.as_ref().map_or("nobody".to_owned(), |who| said(who, chars));
        let words: String = said(&gold.words, chars).chars().take(LONGEST_SHOWN).collect();
        let (expected, found) = (name(&gold.speaker), name(&mark.speaker));
        let _ = writeln!(shown, "speaker  {} by {}: {expected} found {found} of {words}", gold.kind, mark.rule);
    }
}

/// The characters of an extent with one blank for each gap.
fn said(extent: &Extent, chars: &[char]) -> String {
    let mut out = String::new();
    let mut last = None;
    for at in extent.positions() {
        if last.is_some_and(|last| at != last + 1) {
            out.push(' ');
        }
        out.push(chars.get(at).copied().unwrap_or(' '));
        last = Some(at);
    }
    out
}

impl Counts {
    fn add(&mut self, other: Counts) {
        self.expected += other.expected;
        self.found += other.found;
        self.exact += other.exact;
        self.overlap += other.overlap;
        self.with_speaker += other.with_speaker;
        self.right_speaker += other.right_speaker;
        self.right_whole += other.right_whole;
        for (kind, counts) in other.by_kind {
            let total = self.by_kind.entry(kind).or_default();
            for (slot, count) in total.iter_mut().zip(counts) {
                *slot += count;
            }
        }
    }

    fn f1(&self, right: usize) -> PrecisionRecall {
        PrecisionRecall::of(right, self.found, right, self.expected)
    }
}

fn report(outcome: &mut Outcome, total: &Counts) {
    outcome.measure("exact_f1", total.f1(total.exact).f1());
    outcome.precision_recall("overlap", total.f1(total.overlap));
    outcome.measure("speaker_accuracy", share(total.right_speaker, total.with_speaker));
    outcome.precision_recall("end_to_end", total.f1(total.right_whole));
    for (kind, [expected, found, with_speaker, right]) in &total.by_kind {
        outcome.measure(format!("recall_{kind}"), share(*found, *expected));
        outcome.measure(format!("speaker_accuracy_{kind}"), share(*right, *with_speaker));
    }
    outcome.count("expected", total.expected);
    outcome.count("found", total.found);
}

fn case(row: &Row<Gold>, counts: &Counts, shown: String) -> Case {
    let nothing_to_say = counts.expected == 0 && counts.found == 0;
    let value = |right: usize| if nothing_to_say { 1.0 } else { counts.f1(right).f1() };
    let scores = vec![
        measure("exact_f1", value(counts.exact)),
        measure("overlap_f1", value(counts.overlap)),
        measure("end_to_end_f1", value(counts.right_whole)),
    ];
    Case { case: row.case.clone(), scores, shown }
}
