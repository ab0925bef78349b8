//! Reads the units of a page into quotations.

use super::Quote;
use super::attribution::closes;
use super::content::{content_end, content_start, opens_clause, opens_with_verb};
use super::cue::{FoundCue, Voice, cue_at};
use super::draft::Draft;
use super::headline;
use super::marked::{self, ends_like_speech};
use super::nested;
use super::unit::{Page, Unit};
use crate::facts::grammar::{Tag, noun_phrase_after};
use crate::lang::{CueClass, Frame};

/// All quotations of the page.
pub(super) fn read(page: &Page, units: &[Unit]) -> Vec<Quote> {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut claimed = vec![false; page.regions.len()];
    for (number, &unit) in units.iter().enumerate() {
        let first_new = drafts.len();
        marked::attributed(page, units, number, &mut drafts, &mut claimed);
        for part in marked::rest(unit, &drafts[first_new..]) {
            read_unit(page, unit, part, &mut drafts);
        }
        for draft in &drafts[first_new..] {
            claim(page, draft, &mut claimed);
        }
        marked::bare(page, units, number, &mut drafts, &mut claimed);
    }
    nested::name_left_open(page, &mut drafts);
    let drafts = drafts.into_iter().flat_map(|draft| {
        let inside = nested::inside(page, &draft);
        std::iter::once(draft).chain(inside)
    });
    drafts.map(|draft| draft.quote(page)).collect()
}

fn claim(page: &Page, draft: &Draft, claimed: &mut [bool]) {
    let mut at = draft.content.0;
    while at < draft.content.1 {
        if let Some(region) = page.region(at) {
            claimed[region] = true;
        }
        at = page.next(at);
    }
}

/// Quotations before a unit that can have their attribution in it.
const RECENT: usize = 2;

/// The quotations whose cues stand in `part` of a unit: first those whose content comes before its cue, then the
/// others, then those inside what another one says.
fn read_unit(page: &Page, unit: Unit, part: Unit, drafts: &mut Vec<Draft>) {
    let first_new = drafts.len();
    if part.line {
        drafts.extend(headline::colon(page, part).or_else(|| headline::signed(page, part)));
    }
    if drafts.len() > first_new {
        return;
    }
    let cues = cues_of(page, unit, part);
    for found in &cues {
        let draft = if found.cue.class == CueClass::Source {
            sourced(page, part, found)
        } else {
            content_before(page, part, found)
        };
        let overlaps = |draft: &Draft| drafts[first_new..].iter().any(|known| known.content.1 > draft.content.0);
        if let Some(draft) = draft.filter(|draft| !overlaps(draft)) {
            drafts.push(draft);
        }
    }
    for found in &cues {
        let known = &drafts[first_new..];
        // A stretch of the sentence before can have its attribution here.
        let recent = &drafts[first_new.saturating_sub(RECENT)..];
        let used = recent.iter().any(|draft| draft.cue.is_some_and(|cue| cue.0 == found.at));
        let around = known.iter().find(|draft| draft.content.0 <= found.at && found.at < draft.content.1);
        let draft = match around {
            _ if used => None,
            Some(around) => passed_on(page, part, found, around),
            None => {
                let mut found = *found;
                if let Some(draft) = known.iter().find(|draft| goes_on_from(page, part, draft, &found)) {
                    found.speaker = draft.speaker.or(found.speaker);
                }
                content_after(page, part, &found)
            }
        };
        drafts.extend(draft);
    }
    // A scrape may have put a full stop behind its headline.
    if drafts.len() == first_new {
        drafts.extend(headline::colon(page, part));
    }
}

/// "Ruiz said Lind told the council that …": what Lind said, as Ruiz passes it on. Only speech with a subject of its
/// own counts: what somebody says that others think is theirs alone.
fn passed_on(page: &Page, part: Unit, found: &FoundCue, around: &Draft) -> Option<Draft> {
    let speech = matches!(found.cue.class, CueClass::Say | CueClass::Ask) && found.voice == Voice::Finite;
    let speaker = found.speaker.filter(|run| speech && run.0 >= around.content.0 && run.1 <= found.group)?;
    let nobody = matches!(page.low(speaker.0), "nobody" | "no" | "none" | "nothing");
    let named = !nobody && (speaker.0..speaker.1).any(|at| page.tag(at).is_noun());
    let inside = Unit { first: around.content.0, end: around.content.1, ..part };
    let mut draft = content_after(page, inside, found).filter(|_| named && around.speaker.is_some())?;
    draft.chain = around.chain.iter().copied().chain(around.speaker).collect();
    Some(draft)
}

/// Whether a cue without a subject of its own follows a quotation at once: "…, adding that".
fn goes_on_from(page: &Page, unit: Unit, draft: &Draft, found: &FoundCue) -> bool {
    let shares = matches!(found.voice, Voice::Gerund | Voice::Participle)
        || (found.group > 0 && page.tag(found.group - 1) == Tag::And)
        || headline::shares_subject(page, unit, found.group);
    let last = draft.content.1.max(draft.cue.map_or(0, |cue| cue.1)).max(draft.speaker.map_or(0, |speaker| speaker.1));
    let between = last..found.group;
    shares
        && last <= found.group
        && between.len() <= 2
        && between.clone().all(|at| page.is_mark(at) || page.tag(at) == Tag::And)
}

fn cues_of<'a>(page: &Page<'a>, unit: Unit, part: Unit) -> Vec<FoundCue<'a>> {
    let mut out = Vec::new();
    let mut at = part.first;
    while at < part.end {
        if page.region(at).is_none() {
            out.extend(cue_at(page, unit, at));
        }
        at = page.next(at);
    }
    out
}

/// "According to Ruiz, CONTENT", "CONTENT, according to Ruiz."
fn sourced(page: &Page, unit: Unit, found: &FoundCue) -> Option<Draft> {
    let speaker = found.speaker?;
    let leads = found.at == unit.first;
    let content = if leads {
        let start = (speaker.1..unit.end).find(|&at| page.low(at) == ",").map(|comma| comma + 1)?;
        (start, trim_end(page, start, unit.end))
    } else {
        let start = clause_start(page, unit, found.at);
        (start, trim_end(page, start, found.at))
    };
    let draft = Draft::new(unit, content, Some(speaker), Some((found.at, found.end)), "speech.according-to");
    (content.0 < content.1).then_some(draft)
}

/// "CONTENT, Ruiz said", "“…,” said Ruiz, “…”".
fn content_before(page: &Page, unit: Unit, found: &FoundCue) -> Option<Draft> {
    if !matches!(found.voice, Voice::Finite) || !(found.cue.takes(Frame::Quote) || found.cue.takes(Frame::That)) {
        return None;
    }
    // "Ruiz calls it ‘unfair,’ says owners lied": what follows is what she says.
    if headline::shares_subject(page, unit, found.group) && content_start(page, unit, found).is_some() {
        return None;
    }
    let (speaker, tail) = attribution(page, unit, found)?;
    let head = speaker.0.min(found.group);
    let start = clause_start(page, unit, head);
    let end = trim_end(page, start, head);
    if start >= end {
        return None;
    }
    let quoted = page.region(end - 1).is_some();
    let plain = |at: &usize| page.region(*at).is_none();
    let verb = |at: usize| page.tag(at).is_finite() || headline::is_future(page, unit, at);
    let clause = (start..end).any(|at| if plain(&at) { verb(at) } else { opens_with_verb(page, at) });
    let fits = if quoted {
        // "Ruiz, author of “Tides,” said": a title belongs to the speaker's phrase.
        (clause || !(start..end).any(|at| plain(&at)) || opens_small(page, end - 1)) && ends_like_speech(page, end)
    } else {
        let opens_late = matches!(page.tag(start), Tag::Preposition | Tag::Wh | Tag::To | Tag::Gerund)
            && !(start..end).any(|at| page.low(at) == ",");
        clause && !opens_late && found.cue.takes(Frame::That) && content_start(page, unit, found).is_none()
    };
    if !fits {
        return None;
    }
    let after = resumed(page, unit, tail).or_else(|| parenthesis(page, unit, tail).filter(|_| !quoted));
    let content = (start, after.unwrap_or(end));
    Some(Draft::new(unit, content, Some(speaker), Some((found.at, found.end)), "speech.before-cue"))
}

/// "A dam “would not help,” he said": what goes on in small letters in the marks at word `at` is no title.
fn opens_small(page: &Page, at: usize) -> bool {
    page.region(at).is_some_and(|region| {
        let first = page.first_inside(page.words_of(region).0);
        page.words.raw(first).starts_with(char::is_lowercase)
    })
}

/// "The dam, he said, was safe": one past the last word of what goes on behind the attribution.
fn parenthesis(page: &Page, unit: Unit, tail: usize) -> Option<usize> {
    let goes_on = page.low(tail) == "," && tail + 3 < unit.end;
    goes_on.then(|| trim_end(page, tail + 1, unit.end))
}

/// The speaker of a cue that stands behind its content, and one past the last word of speaker and cue.
fn attribution(page: &Page, unit: Unit, found: &FoundCue) -> Option<((usize, usize), usize)> {
    let boundary = |at: usize| at > unit.first && (page.low(at - 1) == "," || page.region(at - 1).is_some());
    if boundary(found.group) {
        let after = noun_phrase_after(page.words, found.end, unit.end).filter(|&(_, end)| closes(page, unit, end));
        if let Some(speaker) =
            after.filter(|_| !found.cue.takes(Frame::Object) || page.region(found.group - 1).is_some())
        {
            return Some((speaker, speaker.1));
        }
    }
    let speaker = found.speaker.filter(|speaker| speaker.1 <= found.group && boundary(speaker.0))?;
    let quoted =
        page.region(speaker.0 - 1).is_some() || (speaker.0 > unit.first + 1 && page.region(speaker.0 - 2).is_some());
    let next = skip_addressee(page, unit, found);
    let ends = closes(page, unit, next) || (quoted && !matches!(page.low(found.end), "that" | ":"));
    ends.then_some((speaker, next))
}

fn skip_addressee(page: &Page, unit: Unit, found: &FoundCue) -> usize {
    if found.cue.takes(Frame::Addressee) {
        return noun_phrase_after(page.words, found.end, unit.end).map_or(found.end, |(_, end)| end);
    }
    found.end
}

/// "…,” he said, “…”": one past the last word of the stretch that goes on behind the attribution.
fn resumed(page: &Page, unit: Unit, tail: usize) -> Option<usize> {
    let mark = (tail..unit.end.min(tail + 14)).find(|&at| page.region(at).is_some() || page.low(at) == ",")?;
    let region = if page.low(mark) == "," { mark + 1 } else { return None };
    page.region(region).filter(|_| region < unit.end).map(|number| page.words_of(number).1.min(unit.end))
}

/// Where the clause that ends before `end` begins: behind the last ";", or at the unit's first word.
fn clause_start(page: &Page, unit: Unit, end: usize) -> usize {
    let mut start = unit.first;
    let mut at = unit.first;
    while at < end {
        if page.region(at).is_none() && matches!(page.low(at), ";" | "•") {
            start = at + 1;
        }
        at = page.next(at);
    }
    while start < end && page.region(start).is_none() && (page.tag(start) == Tag::And || page.is_mark(start)) {
        start += 1;
    }
    start
}

pub(super) fn trim_end(page: &Page, start: usize, mut end: usize) -> usize {
    while end > start && page.region(end - 1).is_none() && page.is_mark(end - 1) {
        end -= 1;
    }
    end
}

/// "Ruiz said CONTENT".
fn content_after(page: &Page, unit: Unit, found: &FoundCue) -> Option<Draft> {
    if found.cue.takes(Frame::Clause) || found.voice == Voice::Passive {
        return whole_clause(page, unit, found);
    }
    let speaker = found.speaker?;
    let start = content_start(page, unit, found)?;
    let end = content_end(page, unit, found, start);
    if is_no_speech(page, found, (start, end)) {
        return None;
    }
    let mut draft =
        Draft::new(unit, (start, end), Some(speaker), Some((found.at, found.end)), rule_of(found.cue.class));
    draft.chain.extend(found.source);
    (start < end).then_some(draft)
}

/// "called a strike", "three confirmed dead": nothing is said, though the verb could be one of speech.
fn is_no_speech(page: &Page, found: &FoundCue, content: (usize, usize)) -> bool {
    let plain = (content.0..content.1).all(|at| page.region(at).is_none());
    let phrase = noun_phrase_after(page.words, content.0, content.1);
    let bare = found.cue.lemma == "call" && phrase.is_some_and(|phrase| phrase.1 == content.1);
    let state = matches!(page.low(content.0), "dead" | "missing" | "injured" | "alive" | "safe");
    plain && (bare || (state && found.end == content.0))
}

fn rule_of(class: CueClass) -> &'static str {
    match class {
        CueClass::Say => "speech.say",
        CueClass::Ask => "speech.ask",
        CueClass::Think => "speech.think",
        CueClass::Want => "speech.want",
        CueClass::Judge => "speech.judge",
        CueClass::Show => "speech.show",
        CueClass::Seem => "speech.seem",
        CueClass::Source | CueClass::Noun => "speech.according-to",
    }
}

/// "The vote is expected to fail", "The vote seems lost": the clause itself, said by nobody.
fn whole_clause(page: &Page, unit: Unit, found: &FoundCue) -> Option<Draft> {
    let passive = found.voice == Voice::Passive && found.cue.takes(Frame::Passive);
    let impression = found.cue.takes(Frame::Clause) && found.voice == Voice::Finite;
    if !(passive || impression) {
        return None;
    }
    let subject = crate::facts::grammar::noun_phrase_before(page.words, unit.first, found.group)?;
    let end = content_end(page, unit, found, found.end);
    let end = (found.end..end).find(|&at| opens_contrast(page, unit, at)).unwrap_or(end);
    let content = (subject.0, end.max(found.end));
    Some(Draft::new(unit, content, None, Some((found.at, found.end)), "speech.nobody"))
}

/// "The size is not known but Ruiz estimates": a clause of its own, which the impression does not reach.
fn opens_contrast(page: &Page, unit: Unit, at: usize) -> bool {
    page.region(at).is_none() && matches!(page.low(at), "but" | "yet") && opens_clause(page, unit, at + 1)
}
