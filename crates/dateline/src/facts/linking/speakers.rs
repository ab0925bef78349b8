//! Speakers of quotations: the name, role or pronoun that the text gives, as an entity.

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use crate::facts::gender::{Gender, Genders, of_noun, of_pronoun};
use crate::facts::people::is_people;
use crate::facts::{EntityId, Marked, Mention, NameKind};
use crate::text::Span;

use super::forms::words;

/// Links the speakers of an article whose names are linked, and those who stand behind a figure.
pub(super) fn link(marked: &mut Marked) {
    let mut quotes = std::mem::take(&mut marked.marks.quotes);
    let mut figures = std::mem::take(&mut marked.marks.figures);
    {
        let mut parts = quotes.iter().flat_map(|quote| quote.parts.iter().copied()).collect::<Vec<_>>();
        parts.sort_unstable();
        let page = Page { marked, parts, ends: OnceCell::new(), genders: OnceCell::new() };
        let mut before = Before::default();
        for quote in &mut quotes {
            for speaker in quote.chain.iter_mut().chain(&mut quote.speaker) {
                let said = said_before(quote.span, &quote.parts, speaker.span);
                let found = entity_of(&page, speaker.span, said, &before);
                before.add(&page, speaker.span, found.as_ref());
                (speaker.entity, speaker.canonical) = found.unzip();
            }
        }
        for holder in figures.iter_mut().filter_map(|figure| figure.holder.as_mut()) {
            (holder.entity, holder.canonical) = entity_of(&page, holder.span, holder.span, &Before::default()).unzip();
        }
    }
    marked.marks.quotes = quotes;
    marked.marks.figures = figures;
}

/// An article with what is worked out of its names once.
struct Page<'m> {
    marked: &'m Marked,
    /// The words in marks.
    parts: Vec<Span>,
    ends: OnceCell<Ends>,
    genders: OnceCell<Genders>,
}

impl Page<'_> {
    fn ends(&self) -> &Ends {
        self.ends.get_or_init(|| ends(self.marked))
    }

    /// Whether a name stands in words in marks.
    fn is_said(&self, name: Span) -> bool {
        let last = self.parts[..self.parts.partition_point(|part| part.start <= name.start)].last();
        last.is_some_and(|part| part.end >= name.end)
    }

    fn genders(&self) -> &Genders {
        self.genders.get_or_init(|| Genders::of(std::iter::once(self.marked)))
    }
}

/// The words said before their speaker is named; what goes on behind him is none of them.
fn said_before(quote: Span, parts: &[Span], speaker: Span) -> Span {
    let cut_in = parts.iter().rev().find(|part| part.end <= speaker.start).filter(|_| quote.end > speaker.start);
    cut_in.map_or(quote, |part| Span { start: quote.start, end: part.end })
}

/// Who spoke last, of those whom "she" and of those whom "he" can mean.
#[derive(Default)]
struct Before {
    woman: Heard,
    man: Heard,
}

/// Who spoke last, by name and without one.
#[derive(Default)]
struct Heard {
    named: Option<Spoke>,
    /// Where somebody without a name spoke ("a woman", "one voter"), or the pronoun that goes on for them.
    unnamed: Option<u32>,
}

/// Somebody who spoke, and where the text says so.
#[derive(Clone)]
struct Spoke {
    entity: EntityId,
    canonical: String,
    at: u32,
}

impl Before {
    fn add(&mut self, page: &Page, span: Span, found: Option<&(EntityId, String)>) {
        let words = span.of(page.marked.article.text.as_str());
        match found {
            Some((entity, canonical)) if entity.0.starts_with("person:") => {
                let spoke = Spoke { entity: entity.clone(), canonical: canonical.clone(), at: span.start };
                for gender in [Gender::Woman, Gender::Man] {
                    if page.genders().fits(entity, gender) {
                        self.of_mut(gender).named = Some(spoke.clone());
                    }
                }
            }
            Some(_) => {}
            None => {
                let going_on = subject_pronoun(words).filter(|&gender| self.of(gender).is_unnamed());
                let new = |gender: &Gender| is_unnamed(words, *gender);
                for gender in [Gender::Woman, Gender::Man].into_iter().filter(|&g| going_on == Some(g) || new(&g)) {
                    self.of_mut(gender).unnamed = Some(span.start);
                }
            }
        }
    }

    fn of(&self, gender: Gender) -> &Heard {
        match gender {
            Gender::Woman => &self.woman,
            Gender::Man => &self.man,
        }
    }

    fn of_mut(&mut self, gender: Gender) -> &mut Heard {
        match gender {
            Gender::Woman => &mut self.woman,
            Gender::Man => &mut self.man,
        }
    }
}

impl Heard {
    /// Whether nobody with a name has spoken since somebody without one.
    fn is_unnamed(&self) -> bool {
        self.unnamed.is_some_and(|at| self.named.as_ref().is_none_or(|named| named.at < at))
    }
}

/// "a woman who asked not to be named", "one voter": somebody new without a name, whom "she" or "he" can mean.
fn is_unnamed(speaker: &str, gender: Gender) -> bool {
    // "a story detailing police reports": what a gerund opens is no head.
    let ends = |word: &str| word.ends_with("ing") || matches!(word, "who" | "of" | "in" | "from" | "at" | "");
    let mut words = speaker.split([' ', ',']).take_while(|word| !ends(word));
    let new = words.next().is_some_and(|first| matches!(first.to_lowercase().as_str(), "a" | "an" | "one" | "another"));
    let noun = words.last().filter(|_| new).map(str::to_lowercase);
    noun.is_some_and(|noun| of_noun(&noun).map_or_else(|| is_people(&noun), |told| told == gender))
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

/// Whom the words of a speaker mean; `said` are the words that are said.
fn entity_of(page: &Page, span: Span, said: Span, before: &Before) -> Option<(EntityId, String)> {
    let marked = page.marked;
    let text = marked.article.text.as_str();
    if let Some(gender) = subject_pronoun(span.of(text)) {
        return antecedent(page, Pronoun { span, gender }, said, before);
    }
    let named = named_in(marked, head_of(text, span))
        .filter(|name| name.kind == NameKind::Person)
        .or_else(|| named_in(marked, span))
        .or_else(|| before_who(marked, span))
        .or_else(|| role_in(marked, span))
        .or_else(|| named_elsewhere(page, span));
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

/// Of whom "he" or "she" is said.
fn subject_pronoun(words: &str) -> Option<Gender> {
    let subject = matches!(words.to_lowercase().as_str(), "he" | "she");
    of_pronoun(words).filter(|_| subject)
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
    // "the Senate spokeswoman", "Oren police", "a Ruiz aide": what follows a name is who speaks.
    let describes = |name: &&Mention| {
        let after = text[name.span.end as usize..span.end.max(name.span.end) as usize].strip_prefix(' ');
        let next = after.and_then(|after| after.split(' ').next()).unwrap_or("");
        let plain = next.starts_with(char::is_lowercase)
            && !matches!(next, "of" | "in" | "for" | "on" | "at" | "and" | "from" | "to" | "with");
        let people = is_people(&next.to_lowercase()) && !is_mouthpiece(next);
        (name.kind != NameKind::Person && plain) || people
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
pub(super) fn is_mouthpiece(words: &str) -> bool {
    words.to_lowercase().contains("spokes")
}

/// The one entity whose name in the article ends like the speaker's words, where the tagger saw no name in them.
fn named_elsewhere<'m>(page: &Page<'m>, span: Span) -> Option<&'m Mention> {
    let marked = page.marked;
    let said = span.of(marked.article.text.as_str());
    let names = &marked.marks.names;
    let next = names.get(names.partition_point(|name| name.span.end < span.end));
    let seen = next.is_some_and(|name| name.span.start < span.end && name.kind != NameKind::Other);
    let last = words(said).pop().filter(|_| said.starts_with(char::is_uppercase) && !seen)?;
    page.ends().get(&last).copied().flatten().map(|first| &marked.marks.names[first])
}

fn role_in(marked: &Marked, span: Span) -> Option<&Mention> {
    let roles = &marked.marks.roles;
    roles.get(roles.partition_point(|role| role.span.end <= span.start)).filter(|role| role.span.overlaps(span))
}

/// "He" or "she" as a speaker.
#[derive(Debug, Clone, Copy)]
struct Pronoun {
    span: Span,
    gender: Gender,
}

/// Sentences before its own that a pronoun reaches back for somebody who is known to be meant by it.
const REACH: usize = 5;

/// Whom "he" or "she" means, of those whom it can mean: the person named first in the sentence before the pronoun,
/// outside the words said; otherwise whoever spoke in the sentence before, or is named first in it, if it is of the same
/// paragraph; otherwise whoever spoke before. A person whose gender is known goes before one of whom nothing tells it and
/// who did not speak just now. Where somebody without a name spoke just now, nobody else is meant.
fn antecedent(page: &Page, pronoun: Pronoun, quote: Span, before: &Before) -> Option<(EntityId, String)> {
    let span = pronoun.span;
    let text = page.marked.article.text.as_str();
    let sentences = &page.marked.marks.sentences;
    let number = sentences.partition_point(|sentence| sentence.end <= span.start);
    let sentence = sentences.get(number)?;
    let previous = sentences[..number].last();
    let near = previous.filter(|previous| !text[previous.end as usize..sentence.start as usize].contains('\n'));
    let heard = before.of(pronoun.gender);
    let last = heard.named.as_ref();
    let spoke = || last.map(|last| (last.entity.clone(), last.canonical.clone()));
    let spoke_since = |from: Option<&Span>| from.zip(last).is_some_and(|(from, last)| last.at >= from.start);
    let behind_words = if quote.end <= span.start { quote.end } else { sentence.start };
    let fits = |entity: &EntityId| page.genders().fits(entity, pronoun.gender);
    let tells = |entity: &EntityId| page.genders().tells(entity, pronoun.gender);
    let first = |from: u32, to: u32| first_person(page, (from, to), fits);
    let known = |from: u32, to: u32| first_person(page, (from, to), tells);
    let open = !spoke_since(previous) && last.is_none_or(|last| !tells(&last.entity));
    let surer = || known(sentence.start, span.start).or_else(|| previous.and_then(|back| known(back.start, back.end)));
    let further =
        || sentences[number.saturating_sub(REACH)..number].iter().rev().find_map(|back| known(back.start, back.end));
    let here = first(sentence.start, quote.start.min(span.start))
        .or_else(|| first(behind_words.max(sentence.start), span.start));
    let unnamed = heard.unnamed.filter(|_| heard.is_unnamed());
    if here.is_some() || unnamed.is_some_and(|at| previous.is_some_and(|previous| at >= previous.start)) {
        return here;
    }
    spoke()
        .filter(|_| spoke_since(near))
        .or_else(|| near.and_then(|near| first(near.start, near.end)))
        .or_else(|| surer().filter(|_| open))
        .or_else(spoke)
        .or_else(|| previous.and_then(|previous| first(previous.start, previous.end)))
        .or_else(further)
}

/// The person named first between two positions whom the pronoun can mean and who is no owner of what follows.
fn first_person(page: &Page, (from, to): (u32, u32), meant: impl Fn(&EntityId) -> bool) -> Option<(EntityId, String)> {
    let text = page.marked.article.text.as_str();
    let names = &page.marked.marks.names;
    let first = names.partition_point(|name| name.span.start < from);
    let mut inside = names[first..].iter().take_while(|name| name.span.end <= to);
    let owner = |name: &Mention| text[name.span.end as usize..].starts_with(['\'', '’']);
    let can_be = |name: &&Mention| {
        let person = name.kind == NameKind::Person && !owner(name) && !page.is_said(name.span);
        person && name.entity.as_ref().is_some_and(&meant)
    };
    let person = inside.find(can_be)?;
    person.entity.clone().zip(person.canonical.clone())
}
