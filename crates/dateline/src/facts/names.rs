//! Names: people, places, organisations.

use super::tagger::TAGGER;
use super::tagger::labels::Label;
use super::tagger::page::Page;
use super::tagger::units::Case;
use crate::clean::Article;
use crate::text::Span;

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// A person.
    Person,
    /// A place.
    Place,
    /// An organisation.
    Organisation,
    /// Another proper name.
    Other,
}

/// Identifier of an entity within a heap, made from its kind and canonical name ("person:bashar-al-assad") or, for a
/// resolved place, from its gazetteer number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub String);

/// A stretch of text that names an entity.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Where it stands.
    pub span: Span,
    /// What it names.
    pub kind: NameKind,
    /// Which entity, once linked.
    pub entity: Option<EntityId>,
    /// The entity's fullest name, once linked.
    pub canonical: Option<String>,
    /// The rule or model that found it.
    pub rule: &'static str,
}

/// Version of the trained weights, carried by every mention that they found.
const MODEL: &str = "names-crf-1";

/// The names of the text, and those of the headline.
pub fn names(article: &Article, sentences: &[Span]) -> (Vec<Mention>, Vec<Mention>) {
    let (title, text) = (article.title.as_str(), article.text.as_str());
    let mut page = Page::default();
    page.add(title, &[Span::new(0, title.len())]);
    page.add(text, sentences);
    page.prepare();
    let labels = TAGGER.tag(&page);
    let body = page.parts[1] as usize;
    (mentions(&page, &labels, body..page.units.len(), text), mentions(&page, &labels, 0..body, title))
}

/// The names of a text that stands alone, as one page.
pub fn names_of_text(text: &str, sentences: &[Span]) -> Vec<Mention> {
    let mut page = Page::default();
    page.add(text, sentences);
    page.prepare();
    let labels = TAGGER.tag(&page);
    mentions(&page, &labels, 0..page.units.len(), text)
}

/// The labelled stretches of one text of a page.
fn mentions(page: &Page, labels: &[Label], part: std::ops::Range<usize>, text: &str) -> Vec<Mention> {
    let mut out = Vec::new();
    let mut at = part.start;
    while at < part.end {
        let mut end = at + 1;
        if let Some(kind) = labels[at].kind() {
            while end < part.end && labels[end].continues() {
                end += 1;
            }
            out.extend(mention(page, at, end, kind, text));
        }
        at = end;
    }
    out
}

fn mention(page: &Page, from: usize, to: usize, kind: NameKind, text: &str) -> Option<Mention> {
    let (from, to) = trimmed(page, from, to, text)?;
    let span = Span { start: page.units[from].start, end: page.units[to - 1].end };
    Some(Mention { span, kind, entity: None, canonical: None, rule: MODEL })
}

/// The units of a name less the article before it and the marks and possessive ending around it.
fn trimmed(page: &Page, mut from: usize, mut to: usize, text: &str) -> Option<(usize, usize)> {
    let word = |at: usize| &text[page.units[at].start as usize..page.units[at].end as usize];
    while from < to && (page.units[from].case == Case::Mark || matches!(word(from), "the" | "The" | "THE" | "a" | "A"))
    {
        from += 1;
    }
    while from < to {
        let last = word(to - 1);
        let possessive = matches!(last, "s" | "S") && to >= from + 2 && matches!(word(to - 2), "'" | "’");
        if !possessive && page.units[to - 1].case != Case::Mark {
            return Some((from, to));
        }
        to -= 1;
    }
    None
}
