//! A quotation as runs of words, before it becomes a [`Quote`].

use super::unit::{Page, Unit};
use super::{Quote, QuoteKind, Speaker};
use crate::text::Span;

/// First word, and one past the last.
pub(super) type Run = (usize, usize);

/// A quotation as runs of words.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// Its content.
    pub content: Run,
    pub speaker: Option<Run>,
    pub cue: Option<Run>,
    /// Who passes it on, outermost first.
    pub chain: Vec<Run>,
    /// One past the last word of its attribution, addressee included; 0 where that stands before the content.
    pub tail: usize,
    pub rule: &'static str,
    /// Number of its paragraph.
    pub paragraph: usize,
    /// One past the last word of its unit: what follows at once may go on with it.
    pub unit_end: usize,
    /// The words in marks of a quotation inside another one's marks; those of a turn, which has none.
    pub inner: Option<Span>,
}

impl Draft {
    pub(super) fn new(unit: Unit, content: Run, speaker: Option<Run>, cue: Option<Run>, rule: &'static str) -> Self {
        let (paragraph, unit_end) = (unit.paragraph, unit.end);
        Self { content, speaker, cue, chain: Vec::new(), tail: 0, rule, paragraph, unit_end, inner: None }
    }

    /// Whether the content is speech in marks, so that the next stretch in marks may go on with it.
    pub(super) fn is_marked(&self) -> bool {
        self.rule.starts_with("quote.")
    }

    /// All its words inside its unit: content, speaker and cue, from the first to one past the last.
    pub(super) fn extent(&self) -> Run {
        let near = |run: &Run| run.1 + 2 >= self.content.0 || run.0 >= self.content.1;
        let cue = self.cue.filter(near);
        let from_cue = cue.map_or(self.content.0, |cue| cue.0.min(self.content.0));
        let speaker = self.speaker.filter(|run| run.1 + 3 >= from_cue);
        let source = self.chain.first().copied().filter(|run| run.1 <= self.content.0);
        let runs = [Some(self.content), cue, speaker, source];
        let first = runs.iter().flatten().map(|run| run.0).min().unwrap_or(self.content.0);
        let end = runs.iter().flatten().map(|run| run.1).max().unwrap_or(self.content.1);
        (first, end.max(self.tail))
    }

    /// The quotation in characters.
    pub(super) fn quote(&self, page: &Page) -> Quote {
        let words = page.words;
        let mut parts = Vec::from_iter(self.inner);
        let mut outside = 0;
        let mut at = self.content.0;
        while at < self.content.1 && self.inner.is_none() {
            let within = |run: Option<Run>| run.is_some_and(|(from, to)| from <= at && at < to);
            if let Some(region) = page.region(at) {
                parts.push(page.regions[region].inside);
            } else {
                outside += usize::from(!within(self.speaker) && !within(self.cue) && !page.is_mark(at));
            }
            at = page.next(at);
        }
        let kind = match (parts.is_empty(), outside) {
            (true, _) => QuoteKind::Indirect,
            (false, _) if self.is_marked() => QuoteKind::Direct,
            (false, 0) => QuoteKind::Direct,
            (false, _) => QuoteKind::Mixed,
        };
        let speaker = |&(from, to): &Run| Speaker { span: words.span(from, to), entity: None, canonical: None };
        Quote {
            span: words.span(self.content.0, self.content.1),
            parts,
            kind,
            speaker: self.speaker.as_ref().map(speaker),
            cue: self.cue.map(|(from, to)| words.span(from, to)),
            chain: self.chain.iter().map(speaker).collect(),
            rule: self.rule,
        }
    }
}
