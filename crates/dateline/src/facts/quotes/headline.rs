//! Headlines: whose words a line without a full stop quotes.
//!
//! A headline leaves out what a sentence says: the verb of speech, the speaker, the end. Words before its colon are a
//! speaker only if they mean somebody ("Survivor: ‘…’", but "Flood: ‘…’"), and what it puts in marks as the predicate
//! of its subject ("Owners ‘knew for months’") is what others say of that subject.

use super::attribution::{Attribution, LONGEST_NAME, trimmed};
use super::content::{is_cue, opens_with_verb};
use super::cue::{Voice, cue_at};
use super::draft::{Draft, Run};
use super::reader::trim_end;
use super::unit::{Page, Unit};
use crate::facts::grammar::{Tag, noun_phrase_after};
use crate::facts::people::{can_speak, is_people};
use crate::lang::CueClass;

/// Words that a stretch must have to be what somebody said and no scare quote ("‘Ghost ship’: what we know").
const SHORTEST_SPEECH: usize = 3;

/// Words of a source behind the colon of a headline ("Oren police chief").
const LONGEST_SOURCE: usize = 3;

/// Words that may stand before the colon of a headline: more are a sentence of their own.
const LONGEST_LEAD: usize = 7;

/// "‘It is over’: Ruiz", "‘It is over’: Ruiz on the dam", "‘It is over’ – mayor Ana Ruiz", "‘Go home’: crowd boos Ruiz".
pub(super) fn after(page: &Page, unit: Unit, stretch: Run) -> Option<Attribution> {
    let end = stretch.1;
    let dash = matches!(page.low(end), "-" | "–" | "—" | "―") && !page.is_glued(end + 1);
    let parted = dash || (page.low(end) == ":" && unit.line);
    if !(unit.opens_paragraph && end < unit.end && parted) {
        return None;
    }
    let opens = stretch.0 == unit.first && unit.line;
    let speaker = named(page, unit, end + 1, dash).or_else(|| actor(page, unit, end + 1).filter(|_| opens));
    let speaks = speaker.is_some() || (opens && is_speech(page, stretch));
    let tail = speaker.map_or(end, |run| run.1);
    speaks.then_some(Attribution { speaker, cue: Some((end, end + 1)), chain: None, rule: "quote.headline", tail })
}

/// "« Nous avons tout perdu » : les habitants racontent": words in marks that open a headline, in a language without
/// tags, where a capital tells no name. Nobody is named as their speaker.
pub(super) fn unsigned(page: &Page, unit: Unit, stretch: Run) -> Option<Attribution> {
    let end = stretch.1;
    let parted = matches!(page.low(end), ":" | "–" | "—") && end + 1 < unit.end;
    let opens = stretch.0 == unit.first && parted && unit.line;
    let cue = Some((end, end + 1));
    opens.then_some(Attribution { speaker: None, cue, chain: None, rule: "quote.headline", tail: end })
}

/// The name that opens what stands behind the colon or dash, or fills it.
fn named(page: &Page, unit: Unit, first: usize, dash: bool) -> Option<Run> {
    let last = trimmed(page, first.min(unit.end), unit.end);
    let plain = |at: &usize| page.region(*at).is_none() && !page.is_mark(*at);
    let capital = |at: &usize| plain(at) && page.words.raw(*at).starts_with(char::is_uppercase);
    let end = if dash {
        // "– eyewitness Ana Ruiz": all that is left of the line, which holds a name.
        let all = (first..last).all(|at| plain(&at) && !page.tag(at).is_finite());
        Some(last).filter(|_| all && (first..last).any(|at| page.tag(at) == Tag::Proper))?
    } else if (first..last).all(|at| capital(&at)) {
        last
    } else {
        first + (first..last).take_while(|at| capital(at) && page.tag(*at) == Tag::Proper).count()
    };
    (1..=LONGEST_NAME).contains(&end.saturating_sub(first)).then_some((first, end))
}

/// The people who act in what stands behind the colon or dash ("survivors tell of the night", "a mother’s story"): the
/// nouns up to the last of the first that mean people, since a clipped verb reads like a noun ("crowd heckles Ruiz").
fn actor(page: &Page, unit: Unit, first: usize) -> Option<Run> {
    let run = noun_phrase_after(page.words, first, unit.end).filter(|run| run.0 <= first + 1)?;
    let people = |at: usize| page.tag(at).is_noun() && is_people(page.low(at));
    let from = (run.0..run.1).find(|&at| people(at))?;
    let end = (from..run.1).find(|&at| !people(at)).unwrap_or(run.1);
    let apart = (run.0..from).any(|at| page.is_mark(at) || page.tag(at) == Tag::Preposition);
    let acts = end >= unit.end || !(page.is_mark(end) || matches!(page.tag(end), Tag::Preposition | Tag::And));
    (acts && !apart).then_some((run.0, end))
}

/// Whether words in marks are a clause or speak of "me" and "us".
fn is_speech(page: &Page, stretch: Run) -> bool {
    let words = || (stretch.0..stretch.1).filter(|&at| !page.is_mark(at));
    let clause = words().any(|at| page.tag(at).is_finite() || page.tag(at) == Tag::Modal);
    let spoken = words().any(|at| matches!(page.low(at), "i" | "we" | "me" | "us" | "my" | "our" | "you" | "your"));
    (clause || spoken) && words().count() >= SHORTEST_SPEECH
}

/// Whether a phrase means somebody who can speak: its head is a name or a noun for people.
pub(super) fn is_somebody(page: &Page, run: Run) -> bool {
    let ends = |&at: &usize| page.tag(at) == Tag::Preposition || page.low(at) == "(";
    let end = (run.0 + 1..run.1).find(ends).unwrap_or(run.1);
    let head = (run.0..end).rev().find(|&at| page.tag(at).is_noun());
    head.is_some_and(|head| page.tag(head) == Tag::Proper || can_speak(page.low(head)))
        || page.tag(run.0) == Tag::Pronoun
}

/// "Ruiz demands inquiry, says owners lied": whether the verb of speech at `at`, right behind a comma, goes on with
/// the subject of the clause before. The comma may stand in marks ("calls it ‘unfair,’ says owners lied").
pub(super) fn shares_subject(page: &Page, unit: Unit, at: usize) -> bool {
    let inside = |region: usize| page.regions[region].inside.of(page.words.text).ends_with(',');
    let behind_comma = at > unit.first && (page.low(at - 1) == "," || page.region(at - 1).is_some_and(inside));
    behind_comma && unit.line && page.tag(at).is_finite() && is_cue(page, at)
}

/// "Port to stay closed": whether the infinitive at `at` is the verb of a headline.
pub(super) fn is_future(page: &Page, unit: Unit, at: usize) -> bool {
    page.low(at) == "to" && page.tag(at + 1) == Tag::Base && unit.line
}

/// "Owners ‘knew for months’": whether a stretch is the predicate of the words before it, so that it tells what others
/// say of them.
pub(super) fn is_predicate(page: &Page, unit: Unit, stretch: Run) -> bool {
    let subject = stretch.0.checked_sub(1).filter(|&before| before >= unit.first);
    let noun = subject.is_some_and(|before| page.tag(before).is_noun());
    noun && unit.line && opens_with_verb(page, stretch.0)
}

/// What a headline says ahead of a stretch, less a speaker before a colon who is nobody ("Flood: ‘We ran’"); nothing
/// where the stretch is no speech either ("New trailer: ‘Tides’").
pub(super) fn heard(page: &Page, unit: Unit, stretch: Run, found: Attribution) -> Option<Attribution> {
    let lead = found.speaker.filter(|run| found.rule == "quote.colon" && run.0 == unit.first && run.1 == found.tail);
    let nobody = lead.is_some_and(|run| unit.line && !is_somebody(page, run));
    let said = !nobody || is_speech(page, stretch);
    said.then_some(Attribution { speaker: found.speaker.filter(|_| !nobody), ..found })
}

/// Whether the words before the colon of a headline are the speaker of a stretch that is too short elsewhere.
pub(super) fn leads(page: &Page, unit: Unit, stretch: Run, found: &Attribution) -> bool {
    let fills = (stretch.1..unit.end).all(|at| page.is_mark(at));
    found.rule == "quote.colon" && fills && unit.line && found.speaker.is_some_and(|run| is_somebody(page, run))
}

/// "Ruiz: CONTENT", "Ruiz tells council: CONTENT" without marks.
pub(super) fn colon(page: &Page, unit: Unit) -> Option<Draft> {
    if unit.paragraph > 1 || !unit.opens_paragraph {
        return None;
    }
    let colon = (unit.first + 1..unit.end.min(unit.first + LONGEST_LEAD + 1)).find(|&at| page.low(at) == ":")?;
    let content = (colon + 1, trim_end(page, colon + 1, unit.end));
    let run = (unit.first, colon);
    let noun = |at: usize| page.tag(at).is_noun() || page.tag(at) == Tag::Adjective;
    let told = (run.0 + 1..run.1).find_map(|at| cue_at(page, Unit { end: colon, ..unit }, at));
    let told = told.filter(|told| told.cue.class == CueClass::Say && told.voice == Voice::Finite);
    let (speaker, cue) = match told {
        Some(told) => (told.speaker?, (told.at, told.end)),
        None => (run, (colon, colon + 1)),
    };
    let plain = told.is_some() || (run.0..run.1).all(noun);
    let speaks = plain && is_somebody(page, speaker) && content.1 > content.0 + 2;
    speaks.then(|| Draft::new(unit, content, Some(speaker), Some(cue), "headline.colon"))
}

/// "Three held over blast: police": a clause, a colon, and the few words for who says so.
pub(super) fn signed(page: &Page, unit: Unit) -> Option<Draft> {
    let colon = (unit.first..unit.end).rev().find(|&at| page.low(at) == ":").filter(|_| unit.line)?;
    let (run, content) = ((colon + 1, unit.end), (unit.first, colon));
    let nouns = run.0 < run.1 && (run.0..run.1).all(|at| page.tag(at).is_noun() || page.tag(at) == Tag::Adjective);
    let source = nouns && run.1 - run.0 <= LONGEST_SOURCE && can_speak(page.low(run.1 - 1));
    let verb = |at: usize| page.region(at).is_none() && (page.tag(at).is_finite() || page.tag(at) == Tag::Participle);
    let clause = content.1 - content.0 >= SHORTEST_SPEECH && (content.0 + 1..content.1).any(verb);
    (source && clause).then(|| Draft::new(unit, content, Some(run), Some((colon, colon + 1)), "headline.colon"))
}
