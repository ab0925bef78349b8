//! Who speaks, so that two reports can be set against each other.

use std::sync::LazyLock;

use super::reading::one_line;
use crate::facts::{EntityId, Marked, Mention, NameKind, Quote, Speaker};
use crate::lang::WordSet;

static PRONOUNS: LazyLock<WordSet> = LazyLock::new(|| WordSet::parse(include_str!("../../data/compare/pronouns.txt")));

/// A speaker by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SpeakerName {
    /// What is compared: the entity, or the last word of the name; empty for "the minister", whom no name tells.
    pub(super) key: String,
    /// What is shown.
    pub(super) shown: String,
    /// Which entity.
    pub(super) entity: Option<EntityId>,
    /// Whether it is a person. A person and the office that speaks for them do not exclude each other.
    pub(super) is_person: bool,
}

/// The speaker of a quotation, if the text names one.
///
/// A pronoun that `facts` left open is read as the person named first in the sentence before: by grammar, the subject.
pub(super) fn speaker(marked: &Marked, quote: &Quote) -> Option<SpeakerName> {
    let speaker = quote.speaker.as_ref()?;
    let written = marked.article.text.slice(speaker.span);
    let mut inside = marked.marks.names.iter().filter(|mention| speaker.span.overlaps(mention.span));
    let mention = match &speaker.entity {
        Some(entity) => inside.find(|mention| mention.entity.as_ref() == Some(entity)),
        None if PRONOUNS.has(&written.trim().to_lowercase()) => subject_before(marked, speaker),
        None => inside.last(),
    };
    if let (Some(mention), None) = (mention, &speaker.entity) {
        return Some(named(marked, mention));
    }
    let shown = one_line(speaker.canonical.as_deref().unwrap_or(written));
    let key = speaker.entity.as_ref().map(|entity| entity.0.clone()).unwrap_or_default();
    let is_person = mention.map_or(key.starts_with("person:"), |mention| mention.kind == NameKind::Person);
    Some(SpeakerName { key, shown, entity: speaker.entity.clone(), is_person })
}

/// The person whom the sentence before is about.
fn subject_before<'m>(marked: &'m Marked, speaker: &Speaker) -> Option<&'m Mention> {
    let sentences = &marked.marks.sentences;
    let at = sentences.partition_point(|sentence| sentence.end <= speaker.span.start);
    let before = sentences.get(at.checked_sub(1)?)?;
    marked.marks.names.iter().find(|mention| mention.kind == NameKind::Person && before.contains(mention.span))
}

fn named(marked: &Marked, mention: &Mention) -> SpeakerName {
    let written = marked.article.text.slice(mention.span);
    let shown = one_line(mention.canonical.as_deref().unwrap_or(written));
    let last = shown.rsplit([' ', '-']).next().unwrap_or_default().to_lowercase();
    let key = mention.entity.as_ref().map_or(last, |entity| entity.0.clone());
    SpeakerName { key, shown, entity: mention.entity.clone(), is_person: mention.kind == NameKind::Person }
}
