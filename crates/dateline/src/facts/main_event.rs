//! The main event of one article: who, what, when, where, as the article words it.
//!
//! The headline is read first, since it tells the main event by convention: what stands before its verb is who, the
//! verb with what follows is what. When and where are taken from the headline and the opening sentences. An answer is a
//! stretch of the headline or of the text; a question that neither answers stays open.

use std::collections::BTreeMap;

use super::grammar::{Tag, Words, noun_phrase_after};
use super::places::{self, PlaceKind};
use super::{EntityId, Marked, Mention, NameKind};
use crate::date::{Timex, TimexKind};
use crate::text::Span;

/// Characters of the headline or of the text that answer a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    /// Where they stand.
    pub span: Span,
    /// Whether in the headline.
    pub in_title: bool,
}

/// What an article is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MainEvent {
    /// Who acts, or to whom it happens.
    pub who: Option<Answer>,
    /// What happens.
    pub what: Option<Answer>,
    /// When.
    pub when: Option<Answer>,
    /// Where.
    pub place: Option<Answer>,
}

/// Sentences of the opening: a news text tells its main event in them.
const OPENING: usize = 6;
/// Words that a subject may have: longer ones were two clauses.
const LONGEST_SUBJECT: usize = 12;
/// Words of a part of a headline that are read: no headline of the gold has as many.
const LONGEST_PART: usize = 60;
/// Words at which the telling of the event ends and its circumstances begin.
const CIRCUMSTANCE: &[&str] = &[
    "after",
    "as",
    "while",
    "when",
    "because",
    "amid",
    "amidst",
    "following",
    "before",
    "despite",
    "over",
    "but",
    "so",
    "until",
    "since",
    "if",
];

/// The main event of a marked article.
pub fn main_event(marked: &Marked) -> MainEvent {
    let title = marked.article.title.as_str();
    let english = marked.article.language.as_ref().is_none_or(|language| language.code() == "en");
    let heading = Words::read(title, &[Span::new(0, title.len())], english);
    let opening = &marked.marks.sentences[..marked.marks.sentences.len().min(OPENING)];
    let words = Words::read(marked.article.text.as_str(), opening, english);
    let (who, what) = of_heading(&heading);
    MainEvent { who: who.or_else(|| opening_subject(&words)), what, when: when(marked), place: place(marked) }
}

/// A clause of the headline: first word, verb, one past the last.
struct Clause {
    from: usize,
    verb: usize,
    to: usize,
}

fn of_heading(words: &Words<'_>) -> (Option<Answer>, Option<Answer>) {
    let in_title = |span| Answer { span, in_title: true };
    let parts = parts(words);
    let Some(clause) = parts.iter().find_map(|&(from, to)| clause(words, from, to)) else {
        let longest = parts.iter().copied().max_by_key(|(from, to)| (to - from, std::cmp::Reverse(*from)));
        return (None, longest.map(|(from, to)| in_title(words.span(from, to))));
    };
    let next = words.tag(clause.verb + 1);
    let passive = words.tag(clause.verb) == Tag::Participle;
    let undergone = passive || (words.tag(clause.verb) == Tag::Past && next == Tag::Preposition);
    let agent = if undergone { agent(words, &clause) } else { None };
    let subject = agent.or_else(|| subject(words, clause.from, clause.verb));
    let what_from = if passive || clause.to - clause.verb < 2 { clause.from } else { clause.verb };
    (subject.map(in_title), Some(in_title(words.span(what_from, clause.to))))
}

/// Who did it, of a clause that says what was done to whom ("bombed by rebels").
fn agent(words: &Words<'_>, clause: &Clause) -> Option<Span> {
    let by = (clause.verb + 1..clause.to).find(|&at| words.low(at) == "by")?;
    let (from, to) = noun_phrase_after(words, by + 1, clause.to)?;
    Some(words.span(from, to))
}

/// The parts of a headline between colons, dashes and bars; those in quotation marks are left out.
fn parts(words: &Words<'_>) -> Vec<(usize, usize)> {
    let mark = |at: usize| matches!(words.low(at), "'" | "\"");
    let mut out = Vec::new();
    let mut from = 0;
    for at in 0..=words.len() {
        let bound = at == words.len() || matches!(words.low(at), ":" | "|" | "–" | "—" | ";" | "--");
        if bound {
            if at > from && !(mark(from) && mark(at - 1)) {
                out.push((from, at.min(from + LONGEST_PART)));
            }
            from = at + 1;
        }
    }
    out
}

/// The main clause of a part: a verb with a noun before it, up to its circumstances.
fn clause(words: &Words<'_>, from: usize, to: usize) -> Option<Clause> {
    let circumstance = |at: &usize| {
        let clause_of_noun = matches!(words.low(*at), "that" | "who" | "which") && words.tag(at + 1).is_verb();
        CIRCUMSTANCE.contains(&words.low(*at)) || clause_of_noun
    };
    let to = (from + 1..to).find(circumstance).unwrap_or(to);
    let noun_before =
        |at: usize| (from..at).any(|before| words.tag(before).is_noun() || words.tag(before) == Tag::Number);
    let verb = |at: &usize| {
        let tag = words.tag(*at);
        let passive = tag == Tag::Participle && !words.tag(at + 1).is_noun();
        (tag.is_finite() || passive) && noun_before(*at)
    };
    // In the clipped grammar of headlines a verb reads like a plural ("Rebels attack", "Ruiz tours").
    let clipped = |at: &usize| {
        let adverb = words.tag(at - 1) == Tag::Adverb;
        let small = words.raw(*at).starts_with(char::is_lowercase);
        words.tag(*at) == Tag::Nouns && small && noun_before(*at) && (adverb || words.tag(at - 1) == Tag::Proper)
    };
    let verb = (from + 1..to).find(clipped).into_iter().chain((from..to).find(verb)).min()?;
    let ends = |at: &usize| {
        let joins_verb = words.tag(*at) == Tag::And && words.tag(at + 1).is_verb();
        matches!(words.low(*at), "," | "?" | "!") || joins_verb
    };
    let to = (verb + 1..to).find(ends).unwrap_or(to);
    Some(Clause { from, verb, to })
}

/// What stands before a verb, less adverbs and auxiliaries at its end and openers at its beginning.
fn subject(words: &Words<'_>, from: usize, verb: usize) -> Option<Span> {
    let loose = |at: usize| {
        matches!(words.tag(at), Tag::Adverb | Tag::Modal | Tag::Wh | Tag::Preposition)
            || matches!(words.low(at), "," | "'" | "\"")
    };
    let mut to = verb;
    while to > from && loose(to - 1) {
        to -= 1;
    }
    let fits = to > from && to - from <= LONGEST_SUBJECT;
    if fits { Some(words.span(from, to)) } else { None }
}

/// The subject of the first sentence of the text that opens with one.
fn opening_subject(words: &Words<'_>) -> Option<Answer> {
    let mut from = 0;
    for sentence in 0..OPENING as u32 {
        let to = words.words.partition_point(|word| word.sentence <= sentence);
        let verb = (from..to).find(|&at| words.tag(at).is_finite());
        let hedged = words.low(from) == "at" && matches!(words.low(from + 1), "least" | "most");
        let opens = hedged || !matches!(words.tag(from), Tag::Preposition | Tag::Wh | Tag::Pronoun);
        if let Some(span) = verb.filter(|_| opens).and_then(|verb| subject(words, from, verb)) {
            return Some(Answer { span, in_title: false });
        }
        from = to;
    }
    None
}

/// The expression that dates the event, or the first that names a day, with the hour beside it ("6 a.m. on Monday").
fn when(marked: &Marked) -> Option<Answer> {
    let text = marked.article.text.as_str();
    let times = &marked.times;
    let dated =
        marked.dating.event.evidence.iter().filter(|piece| piece.article.is_none()).find_map(|piece| piece.span);
    let dated = dated.and_then(|span| times.iter().position(|time| time.span.overlaps(span)));
    let at = dated.or_else(|| times.iter().position(|time| tells_day(text, time)))?;
    let own = times[at].span;
    let joined = |span: Span, other: &Timex| {
        let beside = is_beside(text, span, other.span) || is_beside(text, other.span, span);
        if beside { span.join(other.span) } else { span }
    };
    let span = times[at + 1..].iter().fold(own, joined);
    let span = times[..at].iter().rev().fold(span, joined);
    Some(Answer { span, in_title: false })
}

/// Whether an expression names a day and not only an hour or a stretch of the calendar.
fn tells_day(text: &str, time: &Timex) -> bool {
    let exact = time.value.as_ref().is_some_and(|value| value.len() >= "2031-05-09".len());
    let hour_only = time.kind == TimexKind::Time && !time.span.of(text).split_whitespace().any(|word| word.len() > 5);
    matches!(time.kind, TimexKind::Date | TimexKind::Time) && exact && !hour_only
}

fn is_beside(text: &str, first: Span, second: Span) -> bool {
    let between = text.get(first.end as usize..second.start as usize).map(str::trim);
    matches!(between, Some("" | "on" | "," | "of" | "local time on"))
}

/// Points for each further mention of a place in the text, up to so many mentions.
const MENTION: f32 = 0.3;
const MENTIONS: usize = 5;

/// The place that headline and opening put the event at, with what lies around it ("Oren, Norland").
fn place(marked: &Marked) -> Option<Answer> {
    let (title, text) = (marked.article.title.as_str(), marked.article.text.as_str());
    let sentences = &marked.marks.sentences;
    let opening = sentences.get(OPENING - 1).or(sentences.last()).map_or(0, |sentence| sentence.end);
    let of_title = marked.marks.title_names.iter().map(|name| (name, true, 0));
    let of_text = marked
        .marks
        .names
        .iter()
        .filter(|name| name.span.start < opening)
        .map(|name| (name, false, sentences.partition_point(|sentence| sentence.end <= name.span.start)));
    let mut mentions: BTreeMap<&EntityId, usize> = BTreeMap::new();
    for entity in marked.marks.names.iter().filter_map(|name| name.entity.as_ref()) {
        *mentions.entry(entity).or_default() += 1;
    }
    let mut best: Option<(f32, Answer)> = None;
    for (name, in_title, sentence) in of_title.chain(of_text).filter(|(name, ..)| name.kind == NameKind::Place) {
        let within = if in_title { title } else { text };
        let mentions =
            name.entity.as_ref().and_then(|entity| mentions.get(entity)).map_or(0, |&count| count.min(MENTIONS));
        let stand = if in_title { 2.0 } else { 2.0 - 0.3 * sentence as f32 };
        let score = stand + MENTION * mentions as f32 + place_score(within, name.span);
        if best.is_none_or(|(most, _)| score > most) {
            let names = if in_title { &marked.marks.title_names } else { &marked.marks.names };
            best = Some((score, Answer { span: with_surroundings(within, name.span, names), in_title }));
        }
    }
    best.map(|(_, answer)| answer)
}

/// Points for a place behind a preposition of place, and those taken from a country or region: a town in the opening is
/// nearer to the event than the country in the headline.
const LOCATED: f32 = 2.0;
const WIDE: f32 = 2.5;

/// More for a place that a preposition puts the event at, less for a country or region.
fn place_score(text: &str, span: Span) -> f32 {
    let before = text[..span.start as usize].split_whitespace().next_back().unwrap_or("").to_lowercase();
    let located = matches!(before.as_str(), "in" | "at" | "near" | "outside" | "off" | "inside");
    let wide = places::lookup(span.of(text)).is_some_and(|place| place.kind != PlaceKind::Town);
    f32::from(u8::from(located)) * LOCATED - f32::from(u8::from(wide)) * WIDE
}

/// A place with the names of places that follow it after a comma or "in".
fn with_surroundings(text: &str, span: Span, names: &[Mention]) -> Span {
    let mut whole = span;
    for name in names.iter().filter(|name| name.kind == NameKind::Place && name.span.start >= span.end) {
        let between = text[whole.end as usize..name.span.start as usize].trim();
        let around = matches!(between, "," | "in" | ", in" | "(" | ", near");
        if !around {
            break;
        }
        whole = whole.join(name.span);
    }
    whole
}

#[cfg(test)]
mod tests {
    use crate::facts::{Answer, Marked, main_event};
    use crate::intake::{Given, Location, given_page};
    use crate::pipeline::Engine;

    /// Who, what, when, where of a headline and a text.
    fn check(title: &str, text: &str, expected: [&str; 4]) {
        let mut page = given_page(text, Location::default());
        let (published, language) = (Some("2031-05-09".to_owned()), Some("en".to_owned()));
        page.given = Given { title: Some(title.to_owned()), published, language, ..Given::default() };
        let marked: Marked = Engine::default().marked(&page);
        let event = main_event(&marked);
        let said = |answer: Option<Answer>| {
            let within = |answer: Answer| {
                if answer.in_title { marked.article.title.as_str() } else { marked.article.text.as_str() }
            };
            answer.map_or("", |answer| answer.span.of(within(answer)))
        };
        assert_eq!([event.who, event.what, event.when, event.place].map(said), expected);
    }

    #[test]
    fn a_headline_with_a_verb_tells_who_and_what() {
        check(
            "Amina Otieno opens new bridge after long delay",
            "President Amina Otieno opened a bridge in Mombasa, Kenya, on Tuesday.",
            ["Amina Otieno", "opens new bridge", "Tuesday", "Mombasa, Kenya"],
        );
    }

    #[test]
    fn a_headline_without_a_verb_leaves_who_to_the_text() {
        check(
            "Ferry accident off Mombasa",
            "At least nine people died when a ferry sank on Monday, police said.",
            ["At least nine people", "Ferry accident off Mombasa", "Monday", "Mombasa"],
        );
    }

    #[test]
    fn empty_articles_have_none() {
        check("", "", ["", "", "", ""]);
    }
}
