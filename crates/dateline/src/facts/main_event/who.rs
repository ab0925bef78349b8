//! Who the main event is about.

use super::headline::subject;
use super::{Answer, OPENING};
use crate::facts::grammar::{Tag, Words};
use crate::facts::people::is_people;
use crate::facts::{Marked, Mention, NameKind};
use crate::text::Span;

/// A stretch of words that may be the answer, and how much of a someone it is.
#[derive(Clone, Copy)]
struct Candidate {
    answer: Answer,
    /// Nobody, uncounted people ("at least four"), somebody.
    standing: Standing,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    Thing,
    Count,
    Someone,
}

/// The subject of the headline; where that is nobody, a person of the headline, then an organisation of one that has no
/// subject, then the subject of the opening.
pub(super) fn who(
    marked: &Marked,
    heading: &Words<'_>,
    told: Option<(usize, usize)>,
    opening: &Words<'_>,
) -> Option<Answer> {
    let (names, title_names) = (&marked.marks.names, &marked.marks.title_names);
    let of_title = told.map(|(from, to)| candidate(heading, from, to, title_names, true));
    if let Some(found) = of_title.filter(|found| found.standing == Standing::Someone) {
        return Some(in_full(marked, found.answer));
    }
    let counted = of_title.is_some_and(|found| found.standing == Standing::Count);
    let named = |kind: NameKind| title_names.iter().find(|name| name.kind == kind);
    let organisation = named(NameKind::Organisation).filter(|_| told.is_none());
    if let Some(name) = named(NameKind::Person).or(organisation).filter(|_| !counted) {
        return Some(in_full(marked, Answer { span: name.span, in_title: true }));
    }
    let subjects = opening_subjects(opening, names);
    let someone = subjects.iter().find(|found| found.standing == Standing::Someone);
    someone.copied().or(of_title).or(subjects.first().copied()).map(|found| found.answer)
}

fn candidate(words: &Words<'_>, from: usize, to: usize, names: &[Mention], in_title: bool) -> Candidate {
    let span = words.span(from, to);
    Candidate { answer: Answer { span, in_title }, standing: standing(words, from, to, names) }
}

/// Whether words mean somebody: their head is a name that can act, or a noun for people.
fn standing(words: &Words<'_>, from: usize, to: usize, names: &[Mention]) -> Standing {
    let inner = (from + 1..to).find(|&at| words.tag(at) == Tag::Preposition && words.low(at) != "of");
    let end = inner.unwrap_or(to);
    let Some(head) = (from..end).rev().find(|&at| words.tag(at).is_noun()) else {
        let number = (from..end).any(|at| words.tag(at) == Tag::Number || is_vague(words.low(at)));
        return if number { Standing::Count } else { Standing::Thing };
    };
    let span = words.words[head].span;
    let named = names.iter().any(|name| name.kind != NameKind::Other && name.span.overlaps(span));
    let people = (from..end).any(|at| words.tag(at).is_noun() && is_people(words.low(at)));
    match named || people {
        true => Standing::Someone,
        false if is_vague(words.low(head)) => Standing::Count,
        false => Standing::Thing,
    }
}

/// Numbers without a value.
fn is_vague(word: &str) -> bool {
    matches!(word, "several" | "many" | "dozens" | "scores" | "hundreds" | "thousands" | "tens" | "some")
}

/// Words before the colon of a date line or of a clock.
const LONGEST_LEAD: usize = 4;

/// The subject of each opening sentence that begins with one.
fn opening_subjects(words: &Words<'_>, names: &[Mention]) -> Vec<Candidate> {
    let mut out = Vec::new();
    let mut from = 0;
    for sentence in 0..OPENING as u32 {
        let to = words.words.partition_point(|word| word.sentence <= sentence);
        // "LINDAU: Four people", "14:45 Police": a town or a clock before the sentence.
        let colon = (from..to.min(from + LONGEST_LEAD)).find(|&at| words.low(at) == ":" && words.low(from) != "\"");
        let lead = |at: usize| words.raw(at).chars().all(|c| !c.is_lowercase());
        if let Some(colon) = colon.filter(|&colon| (from..colon).all(lead)) {
            let minutes = words.raw(colon + 1).starts_with(|c: char| c.is_ascii_digit());
            from = (colon + 1 + usize::from(minutes)).min(to);
        }
        let verb = (from..to).find(|&at| words.tag(at).is_finite());
        let hedged = words.low(from) == "at" && matches!(words.low(from + 1), "least" | "most");
        let opens = hedged || !matches!(words.tag(from), Tag::Preposition | Tag::Wh | Tag::Pronoun);
        if let Some((from, to)) = verb.filter(|_| opens).and_then(|verb| subject(words, from, verb)) {
            out.push(candidate(words, from, to, names, false));
        }
        from = to;
    }
    out
}

/// A bare family name of the headline, with or without where its bearer is from ("Norland's Ruiz"), as the text first
/// gives it in full.
fn in_full(marked: &Marked, answer: Answer) -> Answer {
    let (title, text) = (marked.article.title.as_str(), marked.article.text.as_str());
    let shown = answer.span.of(title);
    let family = ["'s ", "’s "].iter().find_map(|ending| shown.split_once(ending)).map_or(shown, |(_, rest)| rest);
    let family_at = Span { start: answer.span.end - family.len() as u32, end: answer.span.end };
    let person = |name: &&Mention| name.kind == NameKind::Person;
    if !marked.marks.title_names.iter().filter(person).any(|name| name.span == family_at) || family.contains(' ') {
        return answer;
    }
    let full = |name: &&Mention| {
        let words = name.span.of(text).rsplit_once(' ');
        words.is_some_and(|(_, last)| last.to_lowercase() == family.to_lowercase())
    };
    let found = marked.marks.names.iter().filter(person).find(full);
    found.map_or(answer, |name| Answer { span: name.span, in_title: false })
}
