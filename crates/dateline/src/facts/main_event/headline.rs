//! What a headline tells: its main clause, whose grammar is clipped.

use crate::facts::grammar::{Tag, Words, noun_phrase_after};
use crate::facts::lists::{List, words};

/// Words that a subject may have: longer ones were two clauses.
const LONGEST_SUBJECT: usize = 12;
/// Words of a part of a headline that are read: no headline of the gold has as many.
const LONGEST_PART: usize = 60;
/// Words at which the telling of the event ends and its circumstances begin.
static CIRCUMSTANCE: List = List::new(|| words("circumstance"));

/// Ranges of words of a headline: who acts, and what happens.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Told {
    pub subject: Option<(usize, usize)>,
    pub event: Option<(usize, usize)>,
}

/// A clause of the headline: first word, verb, one past the last.
struct Clause {
    from: usize,
    verb: usize,
    to: usize,
}

/// Reads a headline; one without a verb tells by its longest part what happens.
pub(super) fn told(words: &Words<'_>) -> Told {
    let parts = parts(words);
    let Some(clause) = parts.iter().find_map(|&(from, to)| clause(words, from, to)) else {
        let longest = parts.iter().copied().max_by_key(|(from, to)| (to - from, std::cmp::Reverse(*from)));
        return Told { subject: None, event: longest };
    };
    let next = words.tag(clause.verb + 1);
    let passive = words.tag(clause.verb) == Tag::Participle;
    let undergone = passive || (words.tag(clause.verb) == Tag::Past && next == Tag::Preposition);
    let agent = if undergone { agent(words, &clause) } else { None };
    let from = if passive || clause.to - clause.verb < 2 { clause.from } else { clause.verb };
    Told { subject: agent.or_else(|| subject(words, clause.from, clause.verb)), event: Some((from, clause.to)) }
}

/// Who did it, of a clause that says what was done to whom ("bombed by rebels").
fn agent(words: &Words<'_>, clause: &Clause) -> Option<(usize, usize)> {
    let by = (clause.verb + 1..clause.to).find(|&at| words.low(at) == "by")?;
    noun_phrase_after(words, by + 1, clause.to)
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
    let clipped = |at: &usize| is_clipped_verb(words, *at) && noun_before(*at);
    let verb = (from + 1..to).find(clipped).into_iter().chain((from..to).find(verb)).min()?;
    let ends = |at: &usize| {
        let joins_verb = words.tag(*at) == Tag::And && words.tag(at + 1).is_verb();
        matches!(words.low(*at), "," | "?" | "!") || joins_verb
    };
    let to = (verb + 1..to).find(ends).unwrap_or(to);
    Some(Clause { from, verb, to })
}

/// Whether what reads like a noun is a verb: in the clipped grammar of headlines both look alike ("Ruiz tours north",
/// "Bus driver rams gate", "Police name two victims", "Two cars crash out").
fn is_clipped_verb(words: &Words<'_>, at: usize) -> bool {
    if !words.raw(at).starts_with(char::is_lowercase) {
        return false;
    }
    let (before, next) = (words.tag(at - 1), words.tag(at + 1));
    let opens_object = matches!(next, Tag::Determiner | Tag::Possessive | Tag::Number | Tag::Adjective | Tag::Proper);
    match words.tag(at) {
        Tag::Nouns => matches!(before, Tag::Adverb | Tag::Proper) || (before == Tag::Noun && next == Tag::Noun),
        Tag::Noun => {
            let several = matches!(before, Tag::Nouns | Tag::Proper);
            (several && next == Tag::Particle) || (before == Tag::Nouns && opens_object)
        }
        _ => false,
    }
}

/// What stands before a verb, less adverbs and auxiliaries at its end, marks around it, and a quotation before it.
pub(super) fn subject(words: &Words<'_>, from: usize, verb: usize) -> Option<(usize, usize)> {
    let loose = |at: usize| {
        matches!(words.tag(at), Tag::Adverb | Tag::Modal | Tag::Wh | Tag::Preposition)
            || matches!(words.low(at), "," | "'" | "\"")
    };
    let mut to = verb;
    while to > from && loose(to - 1) {
        to -= 1;
    }
    let quoted = matches!(words.low(from), "'" | "\"");
    let closing = (from + 1..to).rev().find(|&at| quoted && matches!(words.low(at), "'" | "\""));
    let from = closing.map_or(from, |at| at + 1);
    (to > from && to - from <= LONGEST_SUBJECT).then_some((from, to))
}
