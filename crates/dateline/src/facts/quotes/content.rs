//! What a cue introduces: where the content begins, and where its clause ends.

use super::cue::{FoundCue, Voice};
use super::headline;
use super::unit::{Page, Unit};
use crate::facts::grammar::{Tag, is_day, noun_phrase_after};
use crate::lang::{CueClass, Frame};

/// Words between a cue and its content that are looked through ("said in a statement on Tuesday that").
const LONGEST_ADJUNCT: usize = 18;

/// Where the content of a cue begins, if it stands after the cue.
pub(super) fn content_start(page: &Page, unit: Unit, found: &FoundCue) -> Option<usize> {
    let start = skip_adverbs(page, unit, found.end);
    if let Some(at) = framed(page, unit, found, start) {
        return Some(at);
    }
    if found.cue.takes(Frame::Addressee)
        && let Some(at) = after_addressee(page, unit, found, start)
    {
        return Some(at);
    }
    if let Some(at) = behind_adjuncts(page, unit, found, start) {
        return Some(at);
    }
    let object = found.cue.takes(Frame::Object) && opens_object(page, unit, start);
    object.then_some(start)
}

/// The content where one of the cue's marked frames opens at `at`.
fn framed(page: &Page, unit: Unit, found: &FoundCue, at: usize) -> Option<usize> {
    if at >= unit.end {
        return None;
    }
    if found.cue.takes(Frame::Quote) {
        let behind_mark = if matches!(page.low(at), "," | ":" | "that") { at + 1 } else { at };
        if behind_mark < unit.end && page.region(behind_mark).is_some() {
            return Some(behind_mark);
        }
    }
    let word = page.low(at);
    let ask = found.cue.class == CueClass::Ask;
    // "told the council when asked about it" tells when, not what.
    let when = matches!(word, "when" | "if" | "once") && matches!(page.tag(at + 1), Tag::Participle | Tag::Past);
    for frame in &found.cue.frames {
        let start = match frame {
            Frame::That if word == "that" && page.tag(at) != Tag::Determiner => Some(at),
            Frame::That if opens_clause(page, unit, at) => Some(at),
            Frame::Wh if when => None,
            Frame::Wh if page.tag(at) == Tag::Wh || word == "whether" || (ask && word == "if") => Some(at),
            Frame::To if word == "to" && page.tag(page.first_inside(at + 1)) == Tag::Base => Some(at),
            Frame::To if word == "not" && page.low(at + 1) == "to" => Some(at),
            Frame::After(preposition) if word == *preposition && at + 1 < unit.end => Some(at + 1),
            _ => None,
        };
        if start.is_some() {
            return start;
        }
    }
    None
}

/// "told reporters that": the content behind the addressee.
fn after_addressee(page: &Page, unit: Unit, found: &FoundCue, start: usize) -> Option<usize> {
    let (_, end) = noun_phrase_after(page.words, start, unit.end)?;
    let end = skip_adverbs(page, unit, end);
    framed(page, unit, found, end).or_else(|| behind_adjuncts(page, unit, found, end))
}

/// "said in a statement on Tuesday that": the content behind what says when and where.
fn behind_adjuncts(page: &Page, unit: Unit, found: &FoundCue, start: usize) -> Option<usize> {
    let mut at = start;
    while at < unit.end && at < start + LONGEST_ADJUNCT {
        let end = adjunct_end(page, unit, at)?;
        at = skip_adverbs(page, unit, end);
        if page.low(at) == "," && page.region(at + 1).is_none() {
            at += 1;
        }
        if let Some(content) = framed(page, unit, found, at) {
            return Some(content);
        }
    }
    None
}

/// One past the last word of an adjunct of time, place or manner that begins at `at`.
fn adjunct_end(page: &Page, unit: Unit, at: usize) -> Option<usize> {
    if is_day(page.low(at)) {
        return Some(at + 1);
    }
    let last = matches!(page.low(at), "last" | "this" | "earlier" | "late" | "later");
    if last && matches!(page.tag(at + 1), Tag::Noun | Tag::Proper | Tag::Determiner) {
        return Some(at + 2);
    }
    if page.tag(at) != Tag::Preposition && page.tag(at) != Tag::To {
        return None;
    }
    if is_day(page.low(at + 1)) {
        return Some(at + 2);
    }
    noun_phrase_after(page.words, at + 1, unit.end).map(|(_, end)| end)
}

fn skip_adverbs(page: &Page, unit: Unit, mut at: usize) -> usize {
    while at < unit.end && page.region(at).is_none() {
        let adverb = page.tag(at) == Tag::Adverb && page.low(at) != "not";
        if !adverb && !is_day(page.low(at)) {
            break;
        }
        at += 1;
    }
    at
}

/// Whether a clause with subject and finite verb opens at `at`.
pub(super) fn opens_clause(page: &Page, unit: Unit, at: usize) -> bool {
    if page.tag(at) == Tag::There {
        return true;
    }
    let Some((_, end)) = noun_phrase_after(page.words, at, unit.end) else { return false };
    let mut verb = end;
    while verb < unit.end && (page.tag(verb) == Tag::Adverb || page.low(verb) == ",") {
        verb += 1;
    }
    if page.region(verb).is_some() {
        return opens_with_verb(page, verb);
    }
    if headline::is_future(page, unit, verb) {
        return true;
    }
    // Behind "said Ruiz" no participle opens a phrase: "said Ruiz informed the council" has lost its past tense.
    let finite = page.tag(verb).is_finite() || (page.tag(verb) == Tag::Participle && named_subject(page, at, end));
    finite || matches!(page.low(verb), "'s" | "'ll" | "'d" | "'ve" | "'re" | "'m")
}

/// "said the dam “is not safe”": a stretch in marks, with its mark at `at`, that begins with the verb of its clause.
pub(super) fn opens_with_verb(page: &Page, at: usize) -> bool {
    let first = page.first_inside(at);
    let verb = (first..page.next(at)).find(|&at| page.tag(at) != Tag::Adverb);
    page.words.raw(first).starts_with(char::is_lowercase) && verb.is_some_and(|verb| page.tag(verb).is_finite())
}

fn named_subject(page: &Page, first: usize, end: usize) -> bool {
    page.tag(first) == Tag::Pronoun || page.tag(end - 1) == Tag::Proper
}

fn opens_object(page: &Page, unit: Unit, at: usize) -> bool {
    if at >= unit.end {
        return false;
    }
    page.region(at).is_some()
        || page.tag(at).is_noun()
        || matches!(
            page.tag(at),
            Tag::Determiner | Tag::Possessive | Tag::Pronoun | Tag::Adjective | Tag::Number | Tag::Gerund | Tag::Wh
        )
}

/// One past the last word of the content that begins at `start`.
pub(super) fn content_end(page: &Page, unit: Unit, found: &FoundCue, start: usize) -> usize {
    if is_whole_speech(page, start) {
        return page.next(start).min(unit.end);
    }
    let mut at = start;
    while at < unit.end {
        if page.region(at).is_none() && at > start && ends_content(page, unit, found, at) {
            break;
        }
        at = page.next(at);
    }
    trimmed(page, start, at.min(unit.end))
}

/// A content that opens with marks is over where a stop or comma stands before the closing mark, unless more marks
/// follow ("“Peace,” “Law” and “Order”").
fn is_whole_speech(page: &Page, start: usize) -> bool {
    let Some(region) = page.region(start) else { return false };
    let end = page.next(start);
    let stops = page.regions[region].inside.of(page.words.text).ends_with([',', '.', '!', '?']);
    stops && !(end..end + 3).any(|at| page.region(at).is_some())
}

/// Less the marks that close a sentence, and less the word that opens a clause which the content does not hold.
fn trimmed(page: &Page, start: usize, mut end: usize) -> usize {
    if end > start + 2 && page.low(end - 2) == "," && matches!(page.low(end - 1), "which" | "who" | "whom" | "where") {
        end -= 1;
    }
    while end > start + 1
        && page.region(end - 1).is_none()
        && page.is_mark(end - 1)
        && !matches!(page.low(end - 1), ")" | "%" | "]" | "$")
    {
        end -= 1;
    }
    end
}

fn ends_content(page: &Page, unit: Unit, found: &FoundCue, at: usize) -> bool {
    let word = page.low(at);
    if word == "," && (closes_relative(page, unit, found, at) || closes_lead(page, unit, at)) {
        return true;
    }
    let shares = page.region(at - 1).is_some() && headline::shares_subject(page, unit, at);
    if matches!(word, ";" | "—" | "--") || (shares && opens_clause(page, unit, at + 1)) {
        return true;
    }
    if word == "according" && page.low(at + 1) == "to" {
        return true;
    }
    let next = if word == "," { at + 1 } else { at };
    if word == "," {
        let gerund_cue = page.tag(next) == Tag::Gerund && is_cue(page, next);
        let stops =
            matches!(page.low(next), "but" | "while" | "although" | "though" | "even" | "as" | "according" | "yet");
        if gerund_cue || stops || headline::shares_subject(page, unit, next) || trailing_attribution(page, unit, next) {
            return true;
        }
    }
    let conjunction = if page.tag(next) == Tag::And { next + 1 } else { return false };
    let verb = (conjunction..unit.end.min(conjunction + 3)).find(|&at| page.tag(at) != Tag::Adverb);
    let like_cue = verb.is_some_and(|verb| is_cue(page, verb) && page.tag(verb) == page.tag(found.at));
    like_cue && found.voice == Voice::Finite
}

/// "Ruiz, who said the dam was safe, left": the comma before the verb of the main clause closes the relative one.
fn closes_relative(page: &Page, unit: Unit, found: &FoundCue, comma: usize) -> bool {
    let relative = found.speaker.is_some_and(|run| run.1 == run.0 + 1 && matches!(page.low(run.0), "who" | "which"));
    let verb = (comma + 1..unit.end.min(comma + 4)).find(|&at| page.tag(at) != Tag::Adverb);
    relative && verb.is_some_and(|verb| page.region(verb).is_none() && page.tag(verb).is_finite())
}

/// "When Ruiz said the dam was safe, Lind left": the comma before the main clause closes the one that leads to it.
fn closes_lead(page: &Page, unit: Unit, comma: usize) -> bool {
    let leads =
        matches!(page.low(unit.first), "when" | "while" | "after" | "as" | "if" | "because" | "although" | "asked");
    leads && !(unit.first..comma).any(|at| page.low(at) == ",") && opens_clause(page, unit, comma + 1)
}

/// ", Ruiz said." at `at`.
fn trailing_attribution(page: &Page, unit: Unit, at: usize) -> bool {
    let Some((_, end)) = noun_phrase_after(page.words, at, unit.end) else { return false };
    let verb = end;
    let closes = matches!(page.low(verb + 1), "." | "," | "") || is_day(page.low(verb + 1)) || verb + 1 >= unit.end;
    page.tag(verb).is_finite() && is_cue(page, verb) && closes
}

pub(super) fn is_cue(page: &Page, at: usize) -> bool {
    page.tag(at).is_verb()
        && page.cues.of_form(page.low(at)).any(|cue| cue.particles.is_empty() && cue.takes(Frame::That))
}

/// Adverbs that open a clause.
pub(super) fn is_clause_word(word: &str) -> bool {
    matches!(word, "when" | "where" | "then" | "so" | "however" | "instead" | "meanwhile" | "why" | "how")
}
