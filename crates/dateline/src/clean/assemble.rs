//! The article from the verdicts: kept runs joined by a blank line, the rest with its reasons.

use super::verdict::Verdict;
use super::{Paragraph, ParagraphKind, Removed};
use crate::intake::Page;
use crate::text::{Span, Text};

/// Between two kept paragraphs.
const JOINT: &str = "\n\n";

/// The parts of an article that its blocks make.
pub(super) struct Body {
    pub(super) text: Text,
    pub(super) paragraphs: Vec<Paragraph>,
    pub(super) page_spans: Vec<(Span, u32)>,
    pub(super) removed: Vec<Removed>,
}

/// Puts kept blocks together. A block that nothing decided on is kept.
pub(super) fn assemble(page: &Page, verdicts: &[Verdict]) -> Body {
    let whole = page.text.as_str();
    let mut text = String::new();
    let (mut paragraphs, mut page_spans, mut removed) = (Vec::new(), Vec::new(), Vec::new());
    for (block, verdict) in page.blocks.iter().zip(verdicts) {
        let kind = match *verdict {
            Verdict::Open => ParagraphKind::Body,
            Verdict::Keep(kind) => kind,
            Verdict::Drop(kind, rule) => {
                removed.push(Removed { kind, page_span: block.span, text: block.span.of(whole).to_owned(), rule });
                continue;
            }
        };
        if !text.is_empty() {
            text.push_str(JOINT);
        }
        let start = text.len();
        text.push_str(block.span.of(whole));
        paragraphs.push(Paragraph { span: Span::new(start, text.len()), kind });
        page_spans.push((block.span, start as u32));
    }
    Body { text: Text::new(text), paragraphs, page_spans, removed }
}

/// A given text as it is: its lines are its paragraphs.
pub(super) fn as_given(page: &Page) -> Body {
    let paragraphs =
        page.blocks.iter().map(|block| Paragraph { span: block.span, kind: ParagraphKind::Body }).collect();
    let whole = Span::new(0, page.text.len());
    Body { text: page.text.clone(), paragraphs, page_spans: vec![(whole, 0)], removed: Vec::new() }
}
