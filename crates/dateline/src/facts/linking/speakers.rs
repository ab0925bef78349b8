//! Speakers of quotations: the name, role or pronoun that the text gives, as an entity.

use std::cell::LazyCell;

use rustc_hash::FxHashMap;

use crate::facts::{EntityId, Marked, Mention, NameKind};
use crate::text::Span;

use super::forms::words;

/// Links the speakers of an article whose names are linked, and those who stand behind a figure.
pub(super) fn link(marked: &mut Marked) {
    let mut quotes = std::mem::take(&mut marked.marks.quotes);
    let mut figures = std::mem::take(&mut marked.marks.figures);
    {
        let known: &Marked = marked;
        let ends = LazyCell::new(|| ends(known));
        let mut before: Option<Before> = None;
        for quote in &mut quotes {
            for speaker in quote.chain.iter_mut().chain(&mut quote.speaker) {
                let said = said_before(quote.span, &quote.parts, speaker.span);
                let found = entity_of(known, &ends, speaker.span, Some((said, before.as_ref())));
                (speaker.entity, speaker.canonical) = found.clone().unzip();
                let at = speaker.span.start;
                before = found.map(|(entity, canonical)| Before { entity, canonical, at }).or(before);
            }
        }
        for holder in figures.iter_mut().filter_map(|figure| figure.holder.as_mut()) {
            (holder.entity, holder.canonical) = entity_of(known, &ends, holder.span, None).unzip();
        }
    }
    marked.marks.quotes = quotes;
    marked.marks.figures = figures;
}

/// The words said before their speaker is named; what goes on behind him is none of them.
fn said_before(quote: Span, parts: &[Span], speaker: Span) -> Span {
    let cut_in = parts.iter().rev().find(|part| part.end <= speaker.start).filter(|_| quote.end > speaker.start);
    cut_in.map_or(quote, |part| Span { start: quote.start, end: part.end })
}

/// Who spoke last, and where the text says so.
struct Before {
    entity: EntityId,
    canonical: String,
    at: u32,
}

/// By the last word of a name, the first name that ends so; none where names of several entities do.
type Ends = FxHashMap<String, Option<usize>>;

fn ends(marked: &Marked) -> Ends {
    let names = &marked.marks.names;
    let mut ends = Ends::default();
    for (at, name) in names.iter().enumerate().filter(|(_, name)| name.kind != NameKind::Other) {
        let Some(last) = words(name.span.of(marked.article.text.as_str())).pop() else { continue };
        let first = ends.entry(last).or_insert(Some(at));
        *first = first.filter(|&first| names[first].entity == name.entity);
    }
    ends
}

fn entity_of(
    marked: &Marked,
    ends: &Ends,
    span: Span,
    quoted: Option<(Span, Option<&Before>)>,
) -> Option<(EntityId, String)> {
    let text = marked.article.text.as_str();
    if is_pronoun(span.of(text)) {
        let (quote, before) = quoted.unwrap_or((span, None));
        return antecedent(marked, span, quote, before);
    }
    let named = named_in(marked, head_of(text, span))
        .filter(|name| name.kind == NameKind::Person)
        .or_else(|| named_in(marked, span))
        .or_else(|| before_who(marked, span))
        .or_else(|| role_in(marked, span))
        .or_else(|| named_elsewhere(marked, ends, span));
    named.and_then(|mention| mention.entity.clone().zip(mention.canonical.clone()))
}

/// The speaker without what describes them: "Ruiz, who has known Lind since school" is Ruiz.
fn head_of(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let ends = [", ", " who ", " whose ", " ("].iter().filter_map(|mark| words.find(mark)).min();
    ends.map_or(span, |end| Span::new(span.start as usize, span.start as usize + end))
}

/// "Ruiz, a farmer, who said": the person named last in the sentence before the relative pronoun.
fn before_who(marked: &Marked, span: Span) -> Option<&Mention> {
    let text = marked.article.text.as_str();
    if !matches!(span.of(text), "who" | "which" | "that") {
        return None;
    }
    let sentences = &marked.marks.sentences;
    let sentence = sentences.get(sentences.partition_point(|sentence| sentence.end <= span.start))?;
    let names = &marked.marks.names;
    let known = &names[..names.partition_point(|name| name.span.end <= span.start)];
    let inside = || known.iter().rev().take_while(|name| name.span.start >= sentence.start);
    inside().find(|name| name.kind == NameKind::Person).or_else(|| inside().next())
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
    // "the Senate spokeswoman", "Oren police": what follows a name in small letters is who speaks.
    let describes = |name: &&Mention| {
        let after = text[name.span.end as usize..span.end.max(name.span.end) as usize].strip_prefix(' ');
        let next = after.and_then(|after| after.split(' ').next()).unwrap_or("");
        name.kind != NameKind::Person
            && next.starts_with(char::is_lowercase)
            && !matches!(next, "of" | "in" | "for" | "on" | "at" | "and" | "from" | "to" | "with")
    };
    // "the hospital in Oren", "the police of Oren": the place tells where they are.
    let located = |name: &&Mention| {
        let before = text[span.start as usize..(name.span.start.max(span.start)) as usize].trim_end_matches("the ");
        let preposition = before.trim_end().rsplit(' ').next().unwrap_or("");
        let by_place = matches!(preposition, "in" | "at" | "near" | "of" | "from" | "for" | "outside" | "around");
        // "an aide to Ruiz", "a lawyer for Ruiz", "analysts polled by Lind": somebody else speaks.
        let by_person = matches!(preposition, "to" | "for" | "by" | "of" | "with" | "against");
        (name.kind == NameKind::Place && by_place)
            || (name.kind == NameKind::Person && by_person && !is_mouthpiece(span.of(text)))
            || (name.kind == NameKind::Organisation && preposition == "by")
    };
    let speaks = |name: &&Mention| !owner(name) && !describes(name) && !located(name) && name.kind != NameKind::Other;
    let speaking: Vec<&Mention> = inside.filter(speaks).collect();
    let person = speaking.iter().rev().find(|name| name.kind == NameKind::Person);
    person
        .or_else(|| speaking.iter().rev().find(|name| name.kind == NameKind::Organisation))
        .or(speaking.last())
        .copied()
}

/// "a spokesman for Ruiz" says what Ruiz has him say.
fn is_mouthpiece(words: &str) -> bool {
    words.to_lowercase().contains("spokes")
}

/// The one entity whose name in the article ends like the speaker's words, where the tagger saw no name in them.
fn named_elsewhere<'m>(marked: &'m Marked, ends: &Ends, span: Span) -> Option<&'m Mention> {
    let said = span.of(marked.article.text.as_str());
    let names = &marked.marks.names;
    let next = names.get(names.partition_point(|name| name.span.end < span.end));
    let seen = next.is_some_and(|name| name.span.start < span.end && name.kind != NameKind::Other);
    let last = words(said).pop().filter(|_| said.starts_with(char::is_uppercase) && !seen)?;
    ends.get(&last).copied().flatten().map(|first| &marked.marks.names[first])
}

fn role_in(marked: &Marked, span: Span) -> Option<&Mention> {
    let roles = &marked.marks.roles;
    roles.get(roles.partition_point(|role| role.span.end <= span.start)).filter(|role| role.span.overlaps(span))
}

/// Whom "he" or "she" means: the person named first in the sentence before the pronoun, outside the words said;
/// otherwise whoever spoke in the sentence before, or is named first in it, if it is of the same paragraph; otherwise
/// whoever spoke before.
fn antecedent(marked: &Marked, span: Span, quote: Span, before: Option<&Before>) -> Option<(EntityId, String)> {
    let text = marked.article.text.as_str();
    let sentences = &marked.marks.sentences;
    let here = sentences.partition_point(|sentence| sentence.end <= span.start);
    let sentence = sentences.get(here)?;
    let previous = sentences[..here].last();
    let near = previous.filter(|previous| !text[previous.end as usize..sentence.start as usize].contains('\n'));
    let person = before.filter(|before| before.entity.0.starts_with("person:"));
    let spoke = || person.map(|before| (before.entity.clone(), before.canonical.clone()));
    let in_near = || person.and(near).filter(|near| person.is_some_and(|person| person.at >= near.start));
    let behind_words = if quote.end <= span.start { quote.end } else { sentence.start };
    first_person(marked, sentence.start, quote.start.min(span.start))
        .or_else(|| first_person(marked, behind_words.max(sentence.start), span.start))
        .or_else(|| in_near().and_then(|_| spoke()))
        .or_else(|| near.and_then(|near| first_person(marked, near.start, near.end)))
        .or_else(spoke)
        .or_else(|| previous.and_then(|previous| first_person(marked, previous.start, previous.end)))
}

/// The person named first between two positions who is no owner of what follows.
fn first_person(marked: &Marked, from: u32, to: u32) -> Option<(EntityId, String)> {
    let text = marked.article.text.as_str();
    let names = &marked.marks.names;
    let first = names.partition_point(|name| name.span.start < from);
    let inside = names[first..].iter().take_while(|name| name.span.end <= to);
    let owner = |name: &Mention| text[name.span.end as usize..].starts_with(['\'', '’']);
    let person = inside.filter(|name| name.kind == NameKind::Person).find(|name| !owner(name))?;
    person.entity.clone().zip(person.canonical.clone())
}
