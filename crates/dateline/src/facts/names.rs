//! Names: people, places, organisations.

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

/// The names of the text, and those of the headline.
pub fn names(_article: &Article, _sentences: &[Span]) -> (Vec<Mention>, Vec<Mention>) {
    (Vec::new(), Vec::new())
}
