//! Quotations with their speakers: direct, mixed and indirect speech, and what people are said to think and want.
//!
//! A cue ("said", "accuses", "according to") is found by the language's cue table and the parts of speech around it;
//! its subject is the speaker, its complement the content. What stands in quotation marks is one piece for all of
//! this. Stretches in marks that no cue takes go to the speaker before them, if they are sentences; marks around a
//! word or a name are scare quotes and no quotation.
//!
//! Where an article is read by turns ("Ruiz: We had no other way."), each turn is direct speech without marks ([`turns`]).
//!
//! In languages without tags only speech in marks is read, with the names beside it ([`untagged`]), and the paragraphs
//! that a dash opens and a verb of speech attributes ([`dialogue`]).
//!
//! Does not read cues inside quotation marks, nor settle whom a pronoun means: that is [`super::link`].

mod attribution;
mod content;
mod cue;
mod dialogue;
mod draft;
mod headline;
mod marked;
mod nested;
mod reader;
mod regions;
#[cfg(test)]
mod tests;
mod turns;
mod unclosed;
mod unit;
mod untagged;

use super::EntityId;
use super::grammar::Words;
use crate::clean::Article;
use crate::lang::LangPack;
use crate::text::Span;

/// How a quotation is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuoteKind {
    /// In quotation marks, or a turn of an interview.
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
    /// The stretches in quotation marks, without the marks, or the whole turn; empty for indirect speech.
    pub parts: Vec<Span>,
    /// How it is given.
    pub kind: QuoteKind,
    /// Who speaks, if the text says so.
    pub speaker: Option<Speaker>,
    /// The word that introduces it.
    pub cue: Option<Span>,
    /// Who passes it on ("Ruiz said Lind informed …": Ruiz), outermost first.
    pub chain: Vec<Speaker>,
    /// The rule that read it.
    pub rule: &'static str,
}

/// The quotations of the text, in order of their first character.
pub fn quotes(article: &Article, words: &Words, pack: &LangPack) -> Vec<Quote> {
    let dateline = article.dateline.as_ref().map(|dateline| dateline.span);
    // "OREN, June 19 (ANE) — Rain fell, police said": nobody says the date line.
    let said = |span: Span| {
        let past = dateline.filter(|dateline| dateline.start >= span.start && dateline.end < span.end);
        past.map_or(span, |dateline| Span { start: dateline.end, end: span.end })
    };
    let paragraphs: Vec<Span> = article.paragraphs.iter().map(|paragraph| said(paragraph.span)).collect();
    quotes_in(words, &paragraphs, pack, article.title.as_str())
}

/// The quotations in some paragraphs of a text, in order; `title` is its headline.
pub(super) fn quotes_in(words: &Words, paragraphs: &[Span], pack: &LangPack, title: &str) -> Vec<Quote> {
    let mut regions = regions::regions(words.text, paragraphs.iter().copied());
    unclosed::cut(words, &mut regions, pack);
    let page = unit::Page::new(words, &regions, pack);
    let mut spoken = turns::read(&page, paragraphs, title);
    spoken.extend(dialogue::read(&page, paragraphs));
    spoken.sort_by_key(|draft| draft.paragraph);
    let mut units = page.units(paragraphs);
    units.retain(|unit| spoken.binary_search_by_key(&unit.paragraph, |draft| draft.paragraph).is_err());
    let mut found = reader::read(&page, &units);
    found.extend(spoken.iter().map(|draft| draft.quote(&page)));
    found.sort_by_key(|quote| (quote.span.start, std::cmp::Reverse(quote.span.end)));
    found
}
