//! The article in a text that somebody scraped.
//!
//! Exact grammars first, each a file of its own: comment threads, wordings of `data/rules/clean.toml`, lines printed
//! twice, captions, the head, teasers. What none of them decides is left to the line model.

mod captions;
mod comments;
mod line;
mod opening;
mod repeats;
mod teasers;

use super::verdict::Verdict;
use super::{ParagraphKind, rules};
use crate::intake::Page;
use line::Line;

/// The verdict on each block, and which block is the headline.
pub(super) struct Decided {
    pub(super) verdicts: Vec<Verdict>,
    pub(super) title: Option<usize>,
}

/// Decides on every line of a scraped page.
pub(super) fn decide(page: &Page) -> Decided {
    let lines = line::lines(page);
    let mut verdicts = vec![Verdict::Open; lines.len()];
    comments::mark(&lines, &mut verdicts);
    mark_wordings(&lines, &mut verdicts);
    let title = opening::mark(&lines, &mut verdicts);
    repeats::mark(&lines, title, &mut verdicts);
    teasers::mark(&lines, title, &mut verdicts);
    captions::mark(&lines, title, &mut verdicts);
    keep_rest(&lines, title, &mut verdicts);
    Decided { verdicts, title }
}

fn mark_wordings(lines: &[Line<'_>], verdicts: &mut [Verdict]) {
    for (line, verdict) in lines.iter().zip(verdicts) {
        if let Some(rule) = rules::rule_for(line.text) {
            verdict.settle(Verdict::Drop(rule.kind, rule.id));
        }
    }
}

/// What is left is the article: a standfirst above its first paragraph, items of lists, subheads, paragraphs.
fn keep_rest(lines: &[Line<'_>], title: Option<usize>, verdicts: &mut [Verdict]) {
    let first = title.map_or(0, |at| at + 1);
    let body = (first..lines.len()).find(|at| verdicts[*at].is_open() && lines[*at].is_paragraph());
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
