//! The article in a text that somebody scraped.
//!
//! Exact grammars first, each a file of its own: comment threads, wordings of `data/rules/clean.toml`, the head, lines
//! printed twice, teasers, captions. Those that are right wherever they fire decide; what the others say is one more
//! number for the line model, which decides on all lines that are left.

mod captions;
pub(super) mod cohesion;
mod comments;
mod crossing;
pub(super) mod features;
pub(super) mod line;
pub(super) mod next;
mod numbering;
mod opening;
pub(super) mod pairs;
mod repeats;
mod stable;
mod teasers;

pub(super) use stable::decide_for_good;

use super::model::{LineModel, with_context};
use super::verdict::Verdict;
use super::{ParagraphKind, RemovedKind, rules};
use crate::intake::Page;
use line::Line;

/// Rules whose word is final. The others fire on lists, tables and subheads of guides as well, and are heard by the
/// line model.
const CERTAIN: &[&str] = &[
    "comment-thread",
    "comments-closed",
    "comments-help",
    "comments-head",
    "share-bar",
    "share-call",
    "appeal",
    "cookies",
    "copyright",
    "pagination",
    "donation-counter",
    "advertisement",
    "headline",
    "above-headline",
    "caption-twice",
    "dated-line",
    "caption-in-brief",
    "caption-above-credit",
    "headline-twice",
    "paragraph-twice",
    "byline",
    "photo-credit",
    "teaser-headline",
    "teaser-blurb",
    "counter-above",
    "standfirst",
];

/// The verdict on each block, and which block is the headline.
pub(super) struct Decided {
    pub(super) verdicts: Vec<Verdict>,
    pub(super) title: Option<usize>,
}

/// Decides on every line of a scraped page.
fn decide(page: &Page, model: &LineModel) -> Decided {
    let lines = line::lines(page);
    let mut decided = by_grammar(&lines);
    let grammar = decided.verdicts.clone();
    let rows = features::rows(&lines, &grammar, &model.words);
    let first = model.first.probabilities(&rows);
    let probabilities = model.second.sides(&with_context(&rows, &first));
    let trusted = is_trusted(&lines, &decided.verdicts, &probabilities, model.thresholds.kept);
    for ((verdict, line), probability) in decided.verdicts.iter_mut().zip(&lines).zip(probabilities) {
        let spared = !trusted && verdict.is_open() && line.is_paragraph();
        if !is_certain(*verdict) && !spared {
            *verdict = by_model(*verdict, line, probability >= model.thresholds.kept);
        }
    }
    pairs::mark(&lines, decided.title, &first, model, &grammar, &mut decided.verdicts);
    next::mark(&lines, decided.title, model, &grammar, &mut decided.verdicts);
    keep_rest(&lines, decided.title, &mut decided.verdicts);
    decided
}

/// Paragraphs from which the line model is believed about paragraphs: it learnt from whole articles, and knows nothing
/// of a report of three sentences.
const TRUSTED_PARAGRAPHS: usize = 8;

/// Whether the model may take paragraphs out: the text is long enough, and most of its paragraphs stay.
fn is_trusted(lines: &[Line<'_>], verdicts: &[Verdict], probabilities: &[f32], kept_at: f32) -> bool {
    let is_paragraph = |at: &usize| verdicts[*at].is_open() && lines[*at].is_paragraph();
    let paragraphs: Vec<usize> = (0..lines.len()).filter(is_paragraph).collect();
    let kept = paragraphs.iter().filter(|at| probabilities[**at] >= kept_at).count();
    paragraphs.len() >= TRUSTED_PARAGRAPHS && kept * 2 > paragraphs.len()
}

/// What the exact grammars say; the rest stays open.
pub(super) fn by_grammar(lines: &[Line<'_>]) -> Decided {
    let mut verdicts = vec![Verdict::Open; lines.len()];
    comments::mark(lines, &mut verdicts);
    numbering::mark(lines, &mut verdicts);
    mark_wordings(lines, &mut verdicts);
    let title = opening::mark(lines, &mut verdicts);
    repeats::mark(lines, title, &mut verdicts);
    teasers::mark(lines, title, &mut verdicts);
    captions::mark(lines, title, &mut verdicts);
    Decided { verdicts, title }
}

/// Whether a grammar's word is final.
pub(super) fn is_certain(verdict: Verdict) -> bool {
    match verdict {
        Verdict::Open => false,
        Verdict::Keep(_) => true,
        Verdict::Drop(_, rule) => CERTAIN.contains(&rule),
    }
}

fn mark_wordings(lines: &[Line<'_>], verdicts: &mut [Verdict]) {
    for (line, verdict) in lines.iter().zip(verdicts) {
        if let Some(rule) = rules::rule_for(line.text) {
            verdict.settle(Verdict::Drop(rule.kind, rule.id));
        }
    }
}

/// The line model's word; a grammar that fired names the kind.
fn by_model(grammar: Verdict, line: &Line<'_>, is_kept: bool) -> Verdict {
    if is_kept {
        return Verdict::Open;
    }
    match grammar {
        Verdict::Drop(..) => grammar,
        _ if line.is_paragraph() => Verdict::Drop(RemovedKind::Other, "line-model"),
        _ if !line.ends && line.words >= HEADLINE_WORDS => Verdict::Drop(RemovedKind::Teaser, "line-model"),
        _ => Verdict::Drop(RemovedKind::Other, "line-model"),
    }
}

/// Words from which a line without an end mark reads as the headline of something else.
const HEADLINE_WORDS: usize = 5;

/// What is left is the article: a standfirst above its first paragraph, items of lists, subheads, paragraphs.
fn keep_rest(lines: &[Line<'_>], title: Option<usize>, verdicts: &mut [Verdict]) {
    let first = title.map_or(0, |at| at + 1);
    let is_body = |at: &usize| verdicts[*at].is_open() && lines[*at].is_paragraph() && !lines[*at].bullet;
    let body = (first..lines.len()).find(is_body);
    for (at, line) in lines.iter().enumerate() {
        let kind = if body.is_some_and(|body| at < body) {
            ParagraphKind::Deck
        } else if line.bullet {
            ParagraphKind::ListItem
        } else if line.is_short_and_open() {
            ParagraphKind::Subhead
        } else {
            ParagraphKind::Body
        };
        verdicts[at].settle(Verdict::Keep(kind));
    }
}
