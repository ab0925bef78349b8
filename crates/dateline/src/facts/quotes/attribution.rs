//! Who speaks a stretch in marks: the attribution beside it.
//!
//! Beside quotation marks the place of an attribution says more than the tags of its words: between the closing mark
//! and a verb of speech stands the speaker, whatever the tagger made of a rare name.

use super::cue::{FoundCue, Voice, cue_at, governing_subject, main_subject, opening_subject, subject_of, with_phrase};
use super::draft::Run;
use super::unit::{Page, Unit};
use crate::facts::grammar::{Tag, is_day, noun_phrase_after, noun_phrase_before};
use crate::lang::{Cue, CueClass, Frame};

/// Speaker and cue of a stretch in marks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Attribution {
    pub speaker: Option<Run>,
    pub cue: Option<Run>,
    /// Who passes the words on.
    pub chain: Option<Run>,
    pub rule: &'static str,
    /// One past the last word of speaker and cue.
    pub tail: usize,
}

/// Words that a speaker behind a stretch may have, appositions and relative clauses included.
const LONGEST_SPEAKER: usize = 40;

/// Words between a cue and the mark that opens its stretch ("wrote to his 20,000 followers on Monday, “").
const LONGEST_LEAD: usize = 18;

/// Words of a title in marks inside a speaker's phrase.
const LONGEST_TITLE: usize = 8;

/// The attribution that begins at word `start`, behind a stretch: "Ruiz, the mayor, said", "said Ruiz".
pub(super) fn behind(page: &Page, unit: Unit, start: usize) -> Option<Attribution> {
    let start = if matches!(page.low(start), "," | "-" | "—" | "–" | "as") { start + 1 } else { start };
    according_to(page, unit, start).or_else(|| inverted(page, unit, start)).or_else(|| speaker_first(page, unit, start))
}

/// "according to Ruiz" at word `start`.
pub(super) fn according_to(page: &Page, unit: Unit, start: usize) -> Option<Attribution> {
    let found = cue_at(page, unit, start).filter(|found| found.cue.class == CueClass::Source && start < unit.end)?;
    let speaker = found.speaker?;
    let cue = Some((found.at, found.end));
    Some(Attribution { speaker: Some(speaker), cue, chain: None, rule: "quote.according-to", tail: speaker.1 })
}

/// "“…,” said Ruiz": a cue at once behind the stretch, its subject behind it.
fn inverted(page: &Page, unit: Unit, start: usize) -> Option<Attribution> {
    let verb = (start..unit.end.min(start + 3)).find(|&at| !is_auxiliary(page, at) && page.tag(at) != Tag::Adverb)?;
    // "“…,” promising the council would act": the gerund goes on about who spoke.
    let quotes = page.region(verb).is_none() && !page.low(verb).ends_with("ing");
    let end = quoting_verb(page, verb).filter(|_| quotes)?;
    let speaker = noun_phrase_after(page.words, end, unit.end).or_else(|| capitals_after(page, unit, end))?;
    let cue = Some((verb, end));
    Some(Attribution { speaker: Some(speaker), cue, chain: None, rule: "quote.before-cue", tail: speaker.1 })
}

fn capitals_after(page: &Page, unit: Unit, start: usize) -> Option<Run> {
    let named = |&at: &usize| page.words.raw(at).starts_with(char::is_uppercase);
    let length = (start..unit.end).take_while(named).count();
    (length > 0).then_some((start, start + length))
}

/// "“…,” Ruiz, who has studied the dam, told reporters": what stands before the first verb of the main clause speaks.
fn speaker_first(page: &Page, unit: Unit, start: usize) -> Option<Attribution> {
    if !opens_speaker(page, unit, start) {
        return None;
    }
    let (verb, quoting) = main_verb(page, unit, start)?;
    let group = (start + 1..verb).rev().take_while(|&at| steps_over(page, at)).last().unwrap_or(verb);
    let speaker = (start, trimmed(page, start, group));
    if speaker.0 >= speaker.1 {
        return None;
    }
    let end = quoting.unwrap_or(verb + 1);
    let title = page.region(end).is_some_and(|region| page.words_of(region).1 - end <= LONGEST_TITLE);
    let own_content = matches!(page.low(end), "that" | ":") || (page.region(end).is_some() && !title);
    let rule = if quoting.is_some() { "quote.before-cue" } else { "quote.beside-verb" };
    let short = quoting.is_some() || speaker.1 - speaker.0 <= SHORT_SPEAKER;
    let addressed = quoting.is_some() && page.cues.of_form(page.low(verb)).any(|cue| cue.takes(Frame::Addressee));
    let addressee = noun_phrase_after(page.words, end, unit.end).filter(|_| addressed);
    let tail = addressee.map_or(end, |run| run.1);
    let attribution = Attribution { speaker: Some(speaker), cue: Some((verb, end)), chain: None, rule, tail };
    (short && !own_content).then_some(attribution)
}

/// Words of a speaker beside a verb that is no verb of speech.
const SHORT_SPEAKER: usize = 6;

fn opens_speaker(page: &Page, unit: Unit, at: usize) -> bool {
    if at >= unit.end || page.region(at).is_some() {
        return false;
    }
    let capital = page.words.raw(at).starts_with(char::is_uppercase);
    match page.tag(at) {
        Tag::And | Tag::Preposition | Tag::To | Tag::Wh | Tag::Modal | Tag::Particle => {
            capital && !opens_unit(unit, at)
        }
        Tag::Gerund
        | Tag::Participle
        | Tag::Adverb
        | Tag::Other
        | Tag::Base
        | Tag::Past
        | Tag::Third
        | Tag::Present => capital,
        _ => capital || !page.low(at).ends_with("ing"),
    }
}

fn opens_unit(unit: Unit, at: usize) -> bool {
    unit.first == at
}

/// The verb of the clause whose subject begins at `start`, and one past the last word of it as a cue, if it is one.
fn main_verb(page: &Page, unit: Unit, start: usize) -> Option<(usize, Option<usize>)> {
    let mut relative = false;
    let mut verb_in_relative = false;
    let mut at = start;
    while at < unit.end.min(start + LONGEST_SPEAKER) {
        if let Some(region) = page.region(at) {
            let (first, end) = page.words_of(region);
            if end - first > LONGEST_TITLE {
                return None;
            }
            at = page.next(at);
            continue;
        }
        let word = page.low(at);
        if matches!(word, ";" | ":" | "?" | "!") {
            return None;
        }
        let verb_like = page.tag(at).is_finite() || page.tag(at) == Tag::Participle;
        if at > start && matches!(word, "who" | "which" | "whose" | "whom" | "where" | "that" | "when" | "as") {
            relative = true;
            verb_in_relative = false;
        } else if relative {
            verb_in_relative |= verb_like;
            relative = !(word == "," && verb_in_relative);
        } else if at > start && page.tag(at - 1) != Tag::To {
            let found = verb_at(page, start, at);
            if !matches!(found, Verb::None) {
                return found.run();
            }
        }
        at += 1;
    }
    None
}

/// What a word of a clause is to its subject.
enum Verb {
    /// No verb of it.
    None,
    /// A verb of speech, and one past its last word.
    Speech(usize, usize),
    /// Another verb, that right behind a name may stand for speech.
    Other(usize),
    /// A verb that tells of something else.
    Elsewhere,
}

impl Verb {
    fn run(&self) -> Option<(usize, Option<usize>)> {
        match *self {
            Verb::Speech(at, end) => Some((at, Some(end))),
            Verb::Other(at) => Some((at, None)),
            Verb::None | Verb::Elsewhere => None,
        }
    }
}

fn verb_at(page: &Page, start: usize, at: usize) -> Verb {
    if is_auxiliary(page, at) {
        let main = (at + 1..at + 4).find(|&next| page.tag(next) != Tag::Adverb && !is_auxiliary(page, next));
        let told = main.is_some_and(|main| page.tag(main).is_verb() && quoting_verb(page, main).is_none());
        return if told { Verb::Elsewhere } else { Verb::None };
    }
    if let Some(end) = quoting_verb(page, at) {
        return Verb::Speech(at, end);
    }
    let finite = page.tag(at).is_finite() && !describes(page, at);
    let bare = page.tag(at) == Tag::Participle && page.tag(at - 1) == Tag::Proper && at < start + 4;
    if !(finite || bare) {
        return Verb::None;
    }
    if page.low(at - 1) == "," { Verb::Elsewhere } else { Verb::Other(at) }
}

/// A past form between determiner and noun: "the bespectacled diplomat".
fn describes(page: &Page, at: usize) -> bool {
    matches!(page.tag(at - 1), Tag::Determiner | Tag::Possessive | Tag::Adjective) || page.low(at - 1) == "-"
}

fn is_auxiliary(page: &Page, at: usize) -> bool {
    page.tag(at) == Tag::Modal
        || matches!(
            page.low(at),
            "has" | "have" | "had" | "was" | "were" | "is" | "are" | "did" | "does" | "do" | "'s" | "'d"
        )
}

/// One past the last word of the verb of speech at `at`, whatever tag it has, unless it may be a noun.
fn quoting_verb(page: &Page, at: usize) -> Option<usize> {
    // "could only quip": behind a modal no noun stands.
    let modal = (at.saturating_sub(LONGEST_PARTICLES)..at).rev().find(|&before| page.tag(before) != Tag::Adverb);
    let verb = page.tag(at).is_verb() || modal.is_some_and(|before| page.tag(before) == Tag::Modal);
    let cue = page.cues.of_form(page.low(at)).find(|cue| {
        // The past form of "read" is that of the present.
        let inflected = (cue.lemma != page.low(at) || cue.lemma == "read") && !page.low(at).ends_with("ing");
        let particles = cue.particles.iter().enumerate().all(|(n, particle)| page.low(at + 1 + n) == *particle);
        cue.takes(Frame::Quote) && (verb || inflected) && particles
    })?;
    let small = page.words.raw(at).starts_with(char::is_lowercase);
    let noun = page.tag(at).is_noun() && page.tag(at + 1).is_verb();
    (small && !noun).then_some(at + 1 + cue.particles.len())
}

fn steps_over(page: &Page, at: usize) -> bool {
    page.tag(at) == Tag::Adverb || is_auxiliary(page, at) || is_day(page.low(at))
}

pub(super) fn trimmed(page: &Page, start: usize, mut end: usize) -> usize {
    while end > start
        && (page.is_mark(end - 1) || matches!(page.low(end - 1), "on" | "later"))
        && page.low(end - 1) != ")"
    {
        end -= 1;
    }
    end
}

/// Whether an attribution can end before word `at`.
pub(super) fn closes(page: &Page, unit: Unit, at: usize) -> bool {
    if at >= unit.end || is_day(page.low(at)) {
        return true;
    }
    let mark = page.is_mark(at) && page.low(at) != ":";
    mark || matches!(page.tag(at), Tag::Preposition | Tag::Adverb | Tag::Gerund | Tag::Wh | Tag::To)
        || matches!(page.low(at), "last" | "this" | "late" | "earlier")
}

/// The attribution that ends before word `first`, where a stretch opens, and does not reach before `floor`: "Ruiz
/// said:", "Ruiz wrote to the council, “". `speech` says whether the stretch can only be speech, so that a clause
/// without a known cue announces it too.
pub(super) fn before(page: &Page, unit: Unit, floor: usize, first: usize, speech: bool) -> Option<Attribution> {
    let dash = speech && matches!(page.low(first - 1), "—" | "–" | "-" | "--");
    let mark = first > floor && (dash || matches!(page.low(first - 1), "," | ":"));
    let top = if mark { first - 1 } else { first };
    let colon = mark && page.low(top) == ":";
    let signed = || name_before(page, floor, top).filter(|name| name.0 > floor);
    source_ahead(page, unit, floor, top)
        .or_else(|| colon.then(signed).flatten().map(|name| announced_by(Some(name), top)))
        .or_else(|| lead_cue(page, unit, floor, top, mark).map(|found| led(page, unit, &found, top)))
        .or_else(|| led_by_form(page, unit, floor, top).filter(|_| mark))
        .or_else(|| led_by_gerund(page, unit, floor, top))
        .or_else(|| inverted_ahead(page, unit, floor, top).filter(|_| mark))
        .or_else(|| led_by_noun(page, unit, floor, top))
        .or_else(|| (top > floor && (colon || (mark && speech))).then(|| announced(page, unit, floor, top)))
}

/// "According to Ruiz, “".
fn source_ahead(page: &Page, unit: Unit, floor: usize, top: usize) -> Option<Attribution> {
    according_to(page, Unit { end: top, ..unit }, floor).filter(|found| top > floor && found.tail == top)
}

/// "Said Ruiz, who has studied the dam, “": a verb of speech opens the clause.
fn inverted_ahead(page: &Page, unit: Unit, floor: usize, top: usize) -> Option<Attribution> {
    let said = page.tag(floor) == Tag::Past || page.tag(floor) == Tag::Participle;
    let end = page.cues.of_form(page.low(floor)).any(|cue| cue.takes(Frame::Quote) && cue.particles.is_empty());
    let speaker = noun_phrase_after(page.words, floor + 1, unit.end.min(top)).filter(|_| said && end)?;
    let cue = Some((floor, floor + 1));
    Some(Attribution { speaker: Some(speaker), cue, chain: None, rule: "quote.after-cue", tail: top })
}

/// "Maddow interjected, “": a form that can only be that of a verb of speech, though its tag is none of a verb.
fn led_by_form(page: &Page, unit: Unit, floor: usize, top: usize) -> Option<Attribution> {
    let from = floor.max(top.saturating_sub(LONGEST_PARTICLES));
    let (verb, end) =
        (from..top).rev().find_map(|at| Some((at, quoting_verb(page, at)?))).filter(|found| found.1 <= top)?;
    let group = (floor + 1..verb).rev().take_while(|&at| steps_over(page, at)).last().unwrap_or(verb);
    let speaker = words_before(page, unit, floor, verb)
        .or_else(|| noun_phrase_before(page.words, floor, group))
        .or_else(|| opening_subject(page, unit, verb));
    let cue = Some((verb, end));
    Some(Attribution { speaker, cue, chain: None, rule: "quote.after-cue", tail: top })
}

/// Words of a cue and the adverb behind it.
const LONGEST_PARTICLES: usize = 3;

/// ", writing “…”": a gerund of speech, whatever its tag, behind a comma and right before the marks.
fn led_by_gerund(page: &Page, unit: Unit, floor: usize, top: usize) -> Option<Attribution> {
    let verb = top.checked_sub(1).filter(|&verb| verb > floor)?;
    let with = with_phrase(page, unit, verb);
    let reads = page.low(verb) == "reading" && page.tag(verb - 1).is_noun();
    if !(with.is_some() || reads || matches!(page.low(verb - 1), "," | "by")) {
        return None;
    }
    let gerund = page.low(verb).ends_with("ing");
    let quotes = page.cues.of_form(page.low(verb)).any(|cue| cue.takes(Frame::Quote) && cue.particles.is_empty());
    let speaker = with.or_else(|| governing_subject(page, unit, verb));
    let cue = Some((verb, top));
    (gerund && quotes).then_some(Attribution { speaker, cue, chain: None, rule: "quote.after-cue", tail: top })
}

/// "chants of “…”", "a sign reading “…”": a noun for something said. Whose it is the clause before tells.
fn led_by_noun(page: &Page, unit: Unit, floor: usize, top: usize) -> Option<Attribution> {
    let from = floor.max(top.saturating_sub(LONGEST_PARTICLES));
    let (noun, end) = (from..top).rev().find_map(|at| Some((at, noun_cue(page, at, top)?)))?;
    let owner =
        (floor.max(noun.saturating_sub(LONGEST_PARTICLES))..noun).rev().find(|&at| page.tag(at) == Tag::Genitive);
    let theirs = noun.checked_sub(1).filter(|&at| at >= floor && page.tag(at) == Tag::Possessive);
    let owned = owner.and_then(|owner| noun_phrase_before(page.words, floor, owner)).or(theirs.map(|at| (at, at + 1)));
    let speaker = owned.or_else(|| subject_of(page, unit, floor, noun));
    Some(Attribution { speaker, cue: Some((noun, end)), chain: None, rule: "quote.after-noun", tail: top })
}

/// One past the last word of the noun cue at `at`, if that is `top`.
fn noun_cue(page: &Page, at: usize, top: usize) -> Option<usize> {
    let ends = |cue: &Cue| {
        let end = at + 1 + cue.particles.len();
        let follows = cue.particles.iter().enumerate().all(|(n, particle)| page.low(at + 1 + n) == *particle);
        cue.class == CueClass::Noun && follows && end == top
    };
    if page.tag(at).is_verb() {
        return None;
    }
    page.cues.of_form(page.low(at)).any(ends).then_some(top)
}

/// The words right before a verb that can only be its subject: a run of capitals, or what a determiner opens.
fn words_before(page: &Page, unit: Unit, floor: usize, verb: usize) -> Option<Run> {
    let end = (floor + 1..verb).rev().take_while(|&at| steps_over(page, at)).last().unwrap_or(verb);
    let mut first = end;
    while first > floor.max(end.saturating_sub(SHORT_SPEAKER))
        && page.region(first - 1).is_none()
        && !page.is_mark(first - 1)
    {
        first -= 1;
    }
    if page.tag(first) == Tag::And {
        first += 1;
    }
    // No preposition stands right before a verb: it is a name that the tagger does not know.
    let alone = first + 1 == end && page.tag(first) == Tag::Preposition;
    let opens = |at: usize| {
        let capital = page.words.raw(at).starts_with(char::is_uppercase);
        // "17-year-old Ana Ruiz echoed".
        let aged = at == unit.first && page.words.raw(at).starts_with(|c: char| c.is_ascii_digit());
        aged || matches!(page.tag(at), Tag::Determiner | Tag::Possessive | Tag::Pronoun)
            || (capital && (alone || !opens_adjunct(page, unit, at)))
    };
    let opened = first == unit.first || page.is_mark(first - 1) || page.tag(first - 1) == Tag::And;
    (first < end && opened && opens(first)).then_some((first, end))
}

/// "In May", "Then": what opens a clause and is no subject.
fn opens_adjunct(page: &Page, unit: Unit, at: usize) -> bool {
    let function = matches!(page.tag(at), Tag::Preposition | Tag::And | Tag::To | Tag::Wh | Tag::There);
    at == unit.first && function
}

/// The nearest cue before `top`; with a mark behind it, words without a finite verb may stand between.
fn lead_cue<'a>(page: &Page<'a>, unit: Unit, floor: usize, top: usize, mark: bool) -> Option<FoundCue<'a>> {
    let mut reach = if mark { LONGEST_LEAD } else { LONGEST_PARTICLES };
    let mut at = top;
    while at > floor && reach > 0 {
        at -= 1;
        reach -= 1;
        if page.region(at).is_some() {
            return None;
        }
        let found = cue_at(page, unit, at).filter(|found| found.cue.takes(Frame::Quote) && found.end <= top);
        if found.is_some_and(|found| is_and_i_quote(page, &found) || is_when_asked(page, unit, &found)) {
            continue;
        }
        if let Some(found) = found.filter(|found| mark || found.end == top) {
            return Some(found);
        }
        if page.tag(at).is_finite() {
            at = aside_around(page, floor, at).filter(|_| mark)?;
        }
    }
    None
}

/// "Ruiz said in May, when the story broke, “…”": the comma that opens the subordinate clause of the verb at `at`.
fn aside_around(page: &Page, floor: usize, at: usize) -> Option<usize> {
    let from = floor.max(at.saturating_sub(LONGEST_LEAD));
    let comma = (from..at).rev().find(|&at| {
        page.region(at).is_none()
            && page.low(at) == ","
            && (page.tag(at + 1) == Tag::Wh || matches!(page.low(at + 1), "as" | "after" | "before" | "while"))
    })?;
    (!(comma..at).any(|at| page.region(at).is_some())).then_some(comma)
}

/// "Ruiz said, and I quote, “": no speaker but an aside.
fn is_and_i_quote(page: &Page, found: &FoundCue) -> bool {
    found.cue.lemma == "quote" && found.speaker.is_some_and(|run| page.low(run.0) == "i")
}

/// "Ruiz told the council when asked about it, “": the participle tells when.
fn is_when_asked(page: &Page, unit: Unit, found: &FoundCue) -> bool {
    found.group > unit.first + 1
        && found.at == found.group
        && matches!(page.low(found.group - 1), "when" | "if" | "once")
}

fn led(page: &Page, unit: Unit, found: &FoundCue, top: usize) -> Attribution {
    let opens = found.group == unit.first;
    let inverted = || noun_phrase_after(page.words, found.end, top.max(found.end)).filter(|_| opens);
    let by = || {
        let by = (found.end..top).find(|&at| page.low(at) == "by")?;
        noun_phrase_after(page.words, by + 1, top)
    };
    let speaker = match found.voice {
        Voice::Passive => by(),
        // The nearest verb can be one that the tagger takes for a participle ("Ana Ruiz held up a sign saying “").
        Voice::Gerund => found.speaker.or_else(|| opening_subject(page, unit, found.group).filter(|_| !opens)),
        _ => found
            .speaker
            .or_else(inverted)
            .or_else(|| words_before(page, unit, unit.first, found.group))
            .or_else(|| opening_subject(page, unit, found.group)),
    };
    let speaker = speaker.map(|run| bearer(page, unit, run));
    Attribution { speaker, cue: Some((found.at, found.end)), chain: found.source, rule: "quote.after-cue", tail: top }
}

/// "Ruiz held up a sign that read “…”": the words are those of the one who holds it.
fn bearer(page: &Page, unit: Unit, run: Run) -> Run {
    let thing = run.1 == run.0 + 1 && matches!(page.low(run.0), "that" | "which");
    let phrase = noun_phrase_before(page.words, unit.first, run.0);
    let passive = phrase.is_some_and(|phrase| phrase.0 > unit.first && page.low(phrase.0 - 1) == "by");
    let subject = || subject_of(page, unit, unit.first, run.0);
    if thing && !passive { subject().unwrap_or(run) } else { run }
}

/// "Ana Ruiz:", "She put it this way:": what comes before the colon names the speaker.
fn announced(page: &Page, unit: Unit, floor: usize, colon: usize) -> Attribution {
    let name = name_before(page, floor, colon);
    let subject = || subject_of(page, unit, floor, colon).or_else(|| main_subject(page, unit, colon));
    let source = || from_source(page, floor, colon);
    let opening = || opening_subject(page, unit, colon).filter(|_| floor == unit.first);
    let ahead = || named_ahead(page, floor, colon);
    announced_by(name.or_else(source).or_else(ahead).or_else(subject).or_else(opening), colon)
}

/// "Ana Ruiz on the dam: “…”": the name without what it speaks of.
fn named_ahead(page: &Page, floor: usize, colon: usize) -> Option<Run> {
    let length = (floor..colon).take_while(|&at| page.tag(at) == Tag::Proper).count();
    let end = floor + length;
    let topic = end < colon && matches!(page.low(end), "on" | "about" | "after" | "over");
    (topic && (1..=LONGEST_NAME).contains(&length)).then_some((floor, end))
}

/// "From Ruiz’s letter:", "Here is Ruiz in May:": whose words they are, or the paper that they stand in.
fn from_source(page: &Page, floor: usize, colon: usize) -> Option<Run> {
    let here = page.low(floor) == "here" && matches!(page.low(floor + 1), "is" | "'s" | "’s");
    if !(here || page.low(floor) == "from") {
        return None;
    }
    noun_phrase_after(page.words, floor + if here { 2 } else { 1 }, colon)
}

fn announced_by(speaker: Option<Run>, colon: usize) -> Attribution {
    Attribution { speaker, cue: None, chain: None, rule: "quote.colon", tail: colon }
}

/// Words of a name before a colon.
pub(super) const LONGEST_NAME: usize = 5;

/// "Ruiz", "More from Ruiz", "- Ana Ruiz": a name alone between the start of the unit, or a dash, and `colon`.
fn name_before(page: &Page, floor: usize, colon: usize) -> Option<Run> {
    let named = |&at: &usize| {
        let raw = page.words.raw(at);
        let joins = raw == "and" && at + 1 < colon;
        raw.starts_with(char::is_uppercase) || raw == "." || joins || page.tag(at) == Tag::Genitive
    };
    let length = (floor..colon).rev().take_while(named).count();
    let mut first = colon - length;
    let lead = |at: usize| matches!(page.low(at), "-" | "—" | "–" | "more" | "from" | "by" | "]" | ")");
    if length == 0 || length > LONGEST_NAME || !(first == floor || lead(first - 1)) {
        return None;
    }
    while first + 1 < colon && lead(first) {
        first += 1;
    }
    Some((first, colon))
}

/// "“…,” was the answer": a stretch that is the subject of its sentence.
pub(super) fn as_subject(page: &Page, unit: Unit, end: usize) -> Option<Attribution> {
    let verb = matches!(page.low(end), "is" | "was" | "came" | "went" | "comes" | "goes" | "were");
    let cue = Some((end, end + 1));
    let from = (end + 1..unit.end.min(end + LONGEST_PARTICLES + 2)).find(|&at| page.low(at) == "from");
    let speaker = from.and_then(|from| noun_phrase_after(page.words, from + 1, unit.end));
    (verb && end < unit.end).then_some(Attribution { speaker, cue, chain: None, rule: "quote.subject", tail: end + 1 })
}

/// "- Ana Ruiz, mayor" as a line of its own below a stretch: the words behind the dash.
pub(super) fn signature(page: &Page, unit: Unit) -> Option<Run> {
    let dash = matches!(page.low(unit.first), "-" | "—" | "–" | "―");
    let first = unit.first + 1;
    let short = unit.end - unit.first <= LONGEST_TITLE + 4;
    let named = first < unit.end && page.words.raw(first).starts_with(char::is_uppercase);
    (dash && short && named).then(|| (first, trimmed(page, first, unit.end))).filter(|run| run.0 < run.1)
}
