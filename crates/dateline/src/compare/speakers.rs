//! Who speaks, so that two reports can be set against each other.

use crate::facts::{EntityId, Marked, Mention, NameKind, Quote, Speaker};
use crate::lang::WordSet;
use std::sync::LazyLock;

static PRONOUNS: LazyLock<WordSet> = LazyLock::new(|| WordSet::parse(include_str!("../../data/compare/pronouns.txt")));

/// A speaker by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SpeakerName {
    /// What is compared: the entity, or the last word of the name.
    pub(super) key: String,
    /// What is shown.
    pub(super) shown: String,
    /// Which entity.
    pub(super) entity: Option<EntityId>,
}

/// The speaker of a quotation, if the text names one.
///
/// A pronoun that `facts` left open is read as the person named first in the sentence before: by grammar, the subject.
pub(super) fn speaker(marked: &Marked, quote: &Quote) -> Option<SpeakerName> {
    let speaker = quote.speaker.as_ref()?;
    let written = marked.article.text.slice(speaker.span);
    let is_pronoun = PRONOUNS.has(&written.trim().to_lowercase());
    match (&speaker.entity, is_pronoun) {
        (None, true) => subject_before(marked, speaker).and_then(|mention| named(marked, mention)),
        _ => name(written, speaker.entity.as_ref(), speaker.canonical.as_deref()),
    }
}

fn subject_before<'m>(marked: &'m Marked, speaker: &Speaker) -> Option<&'m Mention> {
    let sentences = &marked.marks.sentences;
    let at = sentences.partition_point(|sentence| sentence.end <= speaker.span.start);
    let before = sentences.get(at.checked_sub(1)?)?;
    marked.marks.names.iter().find(|mention| mention.kind == NameKind::Person && before.contains(mention.span))
}

fn named(marked: &Marked, mention: &Mention) -> Option<SpeakerName> {
    name(marked.article.text.slice(mention.span), mention.entity.as_ref(), mention.canonical.as_deref())
}

fn name(written: &str, entity: Option<&EntityId>, canonical: Option<&str>) -> Option<SpeakerName> {
    let shown = canonical.unwrap_or(written).split_whitespace().collect::<Vec<_>>().join(" ");
    let last = shown.rsplit([' ', '-']).next().unwrap_or_default().to_lowercase();
    let key = entity.map_or(last, |entity| entity.0.clone());
    (!key.is_empty()).then(|| SpeakerName { key, shown, entity: entity.cloned() })
}
