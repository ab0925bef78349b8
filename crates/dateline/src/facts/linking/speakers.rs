//! Speakers of quotations: the name, role or pronoun that the text gives, as an entity.

use crate::facts::{EntityId, Marked, Mention, NameKind};
use crate::text::Span;

/// Links the speakers of an article whose names are linked.
pub(super) fn link(marked: &mut Marked) {
    let mut quotes = std::mem::take(&mut marked.marks.quotes);
    let mut before: Option<(EntityId, String)> = None;
    for quote in &mut quotes {
        for speaker in quote.chain.iter_mut().chain(&mut quote.speaker) {
            let found = entity_of(marked, speaker.span, before.as_ref());
            (speaker.entity, speaker.canonical) = found.clone().unzip();
            before = found.or(before);
        }
    }
    marked.marks.quotes = quotes;
}

fn entity_of(marked: &Marked, span: Span, before: Option<&(EntityId, String)>) -> Option<(EntityId, String)> {
    let text = marked.article.text.as_str();
    if is_pronoun(span.of(text)) {
        return antecedent(marked, span, before);
    }
    let named = named_in(marked, span).or_else(|| role_in(marked, span));
    named.and_then(|mention| mention.entity.clone().zip(mention.canonical.clone()))
}

fn is_pronoun(words: &str) -> bool {
    matches!(words.to_lowercase().as_str(), "he" | "she")
}

/// The last name in the span that is no owner ("Otieno's spokesman": not Otieno); people before all others.
fn named_in(marked: &Marked, span: Span) -> Option<&Mention> {
    let text = marked.article.text.as_str();
    let names = &marked.marks.names;
    let first = names.partition_point(|name| name.span.end <= span.start);
    let inside = names[first..].iter().take_while(|name| name.span.start < span.end);
    let owner = |name: &&Mention| {
        let after = &text[name.span.end as usize..];
        name.span.end < span.end && (after.starts_with("'s") || after.starts_with("’s"))
    };
    let speaking: Vec<&Mention> = inside.filter(|name| !owner(name) && name.kind != NameKind::Other).collect();
    let person = speaking.iter().rev().find(|name| name.kind == NameKind::Person);
    person
        .or_else(|| speaking.iter().rev().find(|name| name.kind == NameKind::Organisation))
        .or(speaking.last())
        .copied()
}

fn role_in(marked: &Marked, span: Span) -> Option<&Mention> {
    marked.marks.roles.iter().find(|role| role.span.overlaps(span))
}

/// Whom "he" or "she" means: the person named last in the sentence before the pronoun; otherwise whoever spoke before;
/// otherwise the person who is named first in the sentence before.
fn antecedent(marked: &Marked, span: Span, before: Option<&(EntityId, String)>) -> Option<(EntityId, String)> {
    let sentences = &marked.marks.sentences;
    let here = sentences.partition_point(|sentence| sentence.end <= span.start);
    let people = |from: u32, to: u32| {
        let names = &marked.marks.names;
        let first = names.partition_point(|name| name.span.start < from);
        let inside = names[first..].iter().take_while(move |name| name.span.end <= to);
        inside
            .filter(|name| name.kind == NameKind::Person)
            .filter_map(|name| name.entity.clone().zip(name.canonical.clone()))
    };
    let sentence = sentences.get(here)?;
    let subject = people(sentence.start, span.start).next();
    let previous = || sentences[..here].last().and_then(|sentence| people(sentence.start, sentence.end).next());
    subject.or_else(|| before.filter(|(id, _)| id.0.starts_with("person:")).cloned()).or_else(previous)
}
