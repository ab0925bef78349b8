//! Quotations with their speakers.

use super::{EntityId, Mention};
use crate::clean::Article;
use crate::text::Span;

/// How a quotation is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuoteKind {
    /// In quotation marks.
    Direct,
    /// Without.
    Indirect,
    /// Partly in marks.
    Mixed,
}

/// Who speaks.
#[derive(Debug, Clone, PartialEq)]
pub struct Speaker {
    /// The characters that name them.
    pub span: Span,
    /// Which entity, once linked.
    pub entity: Option<EntityId>,
    /// The entity's fullest name, once linked.
    pub canonical: Option<String>,
}

/// A quotation.
#[derive(Debug, Clone, PartialEq)]
pub struct Quote {
    /// All of it, from the first character said to the last, marks included.
    pub span: Span,
    /// The stretches in quotation marks, without the marks; empty for indirect speech.
    pub parts: Vec<Span>,
    /// How it is given.
    pub kind: QuoteKind,
    /// Who speaks, if the text says so.
    pub speaker: Option<Speaker>,
    /// The word that introduces it.
    pub cue: Option<Span>,
    /// Who passes it on ("Peskov said Assad informed …": Peskov), outermost first.
    pub chain: Vec<Speaker>,
    /// The rule that read it.
    pub rule: &'static str,
}

/// The quotations of the text.
pub fn quotes(_article: &Article, _sentences: &[Span], _names: &[Mention]) -> Vec<Quote> {
    Vec::new()
}
