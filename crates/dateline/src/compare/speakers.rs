//! Who speaks, so that two reports can be set against each other.

use std::sync::LazyLock;

use super::reading::one_line;
use crate::facts::{EntityId, Marked, Mention, NameKind, Quote};
use crate::lang::WordSet;
use crate::text::Span;

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
    /// Whether the grammar leaves no other person: reports name different speakers only where this holds. A pronoun
    /// behind a quotation, or a spokesman named beside whom he speaks for, is easily read wrong.
    pub(super) is_certain: bool,
}

/// The speaker of a quotation, if the text names one.
///
/// A pronoun that `facts` left open is read as the person named first in the sentence before: by grammar, the subject.
pub(super) fn speaker(marked: &Marked, quote: &Quote) -> Option<SpeakerName> {
    let speaker = quote.speaker.as_ref()?;
    let written = marked.article.text.slice(speaker.span);
    if let Some(entity) = speaker.entity.as_ref().filter(|entity| !is_body_of_place(entity, written)) {
        let shown = one_line(speaker.canonical.as_deref().unwrap_or(written));
        let is_person = entity.0.starts_with(PERSON);
        let is_certain = is_only_person(marked, speaker.span) || is_subject_going_on(marked, speaker.span, entity);
        return Some(SpeakerName { key: entity.0.clone(), shown, entity: Some(entity.clone()), is_person, is_certain });
    }
    if PRONOUNS.has(&written.trim().to_lowercase()) {
        return subject_before(marked, quote.span).map(|mention| named(marked, mention, false));
    }
    let mut inside = marked.marks.names.iter().rev().filter(|mention| speaker.span.contains(mention.span));
    match inside.find(|mention| is_person(mention) || mention.kind == NameKind::Organisation) {
        Some(mention) => Some(named(marked, mention, is_only_person(marked, speaker.span))),
        None => Some(unnamed(written)),
    }
}

/// A speaker without a name: "the minister", "police in Marn".
fn unnamed(written: &str) -> SpeakerName {
    SpeakerName { key: String::new(), shown: one_line(written), entity: None, is_person: false, is_certain: false }
}

/// "The police of Marn" are not Marn; "Washington" and "the Kremlin" are who speaks there.
fn is_body_of_place(entity: &EntityId, written: &str) -> bool {
    let more_than_a_name = written.split_whitespace().filter(|word| word.starts_with(char::is_lowercase)).count() > 1;
    entity.0.starts_with(PLACE) && more_than_a_name
}

/// Whether a stretch names a person, and its sentence no other one outside quotation marks.
fn is_only_person(marked: &Marked, span: Span) -> bool {
    let sentences = &marked.marks.sentences;
    let at = sentences.partition_point(|sentence| sentence.end <= span.start);
    let Some(&sentence) = sentences.get(at) else { return false };
    let inside = marked.marks.names.iter().filter(|mention| sentence.contains(mention.span));
    let mut persons: Vec<&Mention> =
        inside.filter(|mention| is_person(mention) && !is_spoken(marked, mention.span)).collect();
    let names_one = persons.iter().any(|mention| span.contains(mention.span) && !owns(marked, mention));
    persons.dedup_by_key(|mention| &mention.entity);
    names_one && persons.len() == 1
}

/// Whether a pronoun opens its sentence and the one before opens with the person it stands for.
fn is_subject_going_on(marked: &Marked, pronoun: Span, entity: &EntityId) -> bool {
    let sentences = &marked.marks.sentences;
    let at = sentences.partition_point(|sentence| sentence.end <= pronoun.start);
    let Some(&sentence) = sentences.get(at).filter(|sentence| sentence.start == pronoun.start) else { return false };
    let subject = PRONOUNS.has(&marked.article.text.slice(pronoun).to_lowercase()).then(|| subject(marked, sentence));
    subject.flatten().is_some_and(|subject| subject.is_certain && subject.key == entity.0)
}

/// Who speaks in a sentence by its grammar: the person it opens with, or whom its opening pronoun stands for.
pub(super) fn subject(marked: &Marked, sentence: Span) -> Option<SpeakerName> {
    let text = marked.article.text.slice(sentence);
    let first = text.split_whitespace().next().unwrap_or_default().to_lowercase();
    if PRONOUNS.has(&first) {
        let before = subject_before(marked, sentence)?;
        // The subject of the sentence before goes on; somebody named later in it may be meant or not.
        let sentences = &marked.marks.sentences;
        let at = sentences.partition_point(|other| other.end <= sentence.start);
        let opened = at.checked_sub(1).and_then(|at| opens_with(marked, sentences[at]));
        return Some(named(marked, before, opened.is_some_and(|mention| mention.span == before.span)));
    }
    opens_with(marked, sentence).map(|mention| named(marked, mention, true))
}

/// Bytes before a person's name that titles may fill at the opening of a sentence.
const TITLES: u32 = 40;

fn opens_with(marked: &Marked, sentence: Span) -> Option<&Mention> {
    let mut inside = marked.marks.names.iter().filter(|mention| sentence.contains(mention.span));
    inside.find(|mention| is_person(mention) && !owns(marked, mention) && mention.span.start - sentence.start <= TITLES)
}

/// "The minister's spokesman" is not the minister.
fn owns(marked: &Marked, mention: &Mention) -> bool {
    marked.article.text.as_str()[mention.span.end as usize..].starts_with(['’', '\''])
}

/// Sentences looked back over for whom a pronoun stands.
const LOOK_BACK: usize = 3;

/// The person whom the nearest sentence before is about; what is spoken before is passed over.
fn subject_before(marked: &Marked, place: Span) -> Option<&Mention> {
    let sentences = &marked.marks.sentences;
    let at = sentences.partition_point(|sentence| sentence.end <= place.start);
    let mut before = sentences[..at].iter().rev().take(LOOK_BACK);
    before.find_map(|sentence| first_person(marked, *sentence))
}

fn first_person(marked: &Marked, sentence: Span) -> Option<&Mention> {
    let mut inside = marked.marks.names.iter().filter(|mention| sentence.contains(mention.span));
    inside.find(|mention| is_person(mention) && !is_spoken(marked, mention.span) && !owns(marked, mention))
}

fn is_spoken(marked: &Marked, span: Span) -> bool {
    marked.marks.quotes.iter().flat_map(|quote| &quote.parts).any(|part| part.contains(span))
}

/// How the entities of persons begin.
const PERSON: &str = "person:";
/// How the entities of places begin.
const PLACE: &str = "place:";

fn is_person(mention: &Mention) -> bool {
    let linked = mention.entity.as_ref().map(|entity| entity.0.starts_with(PERSON));
    linked.unwrap_or(mention.kind == NameKind::Person)
}

fn named(marked: &Marked, mention: &Mention, is_certain: bool) -> SpeakerName {
    let written = marked.article.text.slice(mention.span);
    let shown = one_line(mention.canonical.as_deref().unwrap_or(written));
    let last = shown.rsplit([' ', '-']).next().unwrap_or_default().to_lowercase();
    let key = mention.entity.as_ref().map_or(last, |entity| entity.0.clone());
    SpeakerName { key, shown, entity: mention.entity.clone(), is_person: is_person(mention), is_certain }
}
