//! Reads the units of a page into quotations.

use super::content::{content_end, content_start};
use super::cue::{FoundCue, Voice, cue_at, main_subject};
use super::unit::{Page, Unit};
use super::{Quote, QuoteKind, Speaker};
use crate::facts::grammar::{Tag, is_day, noun_phrase_after};
use crate::lang::{CueClass, Frame};

/// A quotation as runs of words.
#[derive(Debug, Clone)]
struct Draft {
    /// First word of the content, and one past its last.
    content: (usize, usize),
    speaker: Option<(usize, usize)>,
    cue: Option<(usize, usize)>,
    rule: &'static str,
    /// Number of its paragraph.
    paragraph: usize,
    /// One past the last word of its unit: what follows at once may go on with it.
    unit_end: usize,
}

/// All quotations of the page.
pub(super) fn read(page: &Page, units: &[Unit]) -> Vec<Quote> {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut claimed = vec![false; page.regions.len()];
    for (number, &unit) in units.iter().enumerate() {
        let first_new = drafts.len();
        read_unit(page, unit, &mut drafts);
        for draft in &drafts[first_new..] {
            claim(page, draft, &mut claimed);
        }
        read_bare_regions(page, units, number, &mut drafts, &mut claimed);
    }
    drafts.iter().map(|draft| quote(page, draft)).collect()
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

/// The quotations whose cues stand in the unit: first those whose content comes before its cue, then the others.
fn read_unit(page: &Page, unit: Unit, drafts: &mut Vec<Draft>) {
    let first_new = drafts.len();
    let cues = cues_of(page, unit);
    for found in &cues {
        let draft = if found.cue.class == CueClass::Source {
            sourced(page, unit, found)
        } else {
            content_before(page, unit, found)
        };
        let overlaps = |draft: &Draft| drafts[first_new..].iter().any(|known| known.content.1 > draft.content.0);
        if let Some(draft) = draft.filter(|draft| !overlaps(draft)) {
            drafts.push(draft);
        }
    }
    let mut covered: Vec<(usize, usize)> = drafts[first_new..].iter().map(|draft| draft.content).collect();
    for found in &cues {
        let taken = covered.iter().any(|&(from, to)| from <= found.at && found.at < to)
            || drafts[first_new..].iter().any(|draft| draft.cue.is_some_and(|cue| cue.0 == found.at));
        if taken {
            continue;
        }
        let mut found = *found;
        if let Some(draft) = drafts[first_new..].iter().find(|draft| goes_on_from(page, draft, &found)) {
            found.speaker = draft.speaker.or(found.speaker);
        }
        if let Some(draft) = content_after(page, unit, &found) {
            covered.push(draft.content);
            drafts.push(draft);
        }
    }
    if drafts.len() == first_new {
        drafts.extend(headline(page, unit));
    }
}

/// Whether a cue without a subject of its own follows a quotation at once: "…, adding that".
fn goes_on_from(page: &Page, draft: &Draft, found: &FoundCue) -> bool {
    let shares = matches!(found.voice, Voice::Gerund | Voice::Participle)
        || (found.group > 0 && page.tag(found.group - 1) == Tag::And);
    let last = draft.content.1.max(draft.cue.map_or(0, |cue| cue.1)).max(draft.speaker.map_or(0, |speaker| speaker.1));
    let between = last..found.group;
    shares
        && last <= found.group
        && between.len() <= 2
        && between.clone().all(|at| page.is_mark(at) || page.tag(at) == Tag::And)
}

fn cues_of<'a>(page: &Page<'a>, unit: Unit) -> Vec<FoundCue<'a>> {
    let mut out = Vec::new();
    let mut at = unit.first;
    while at < unit.end {
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
    let draft = Draft {
        content,
        speaker: Some(speaker),
        cue: Some((found.at, found.end)),
        rule: "quote.according-to",
        paragraph: unit.paragraph,
        unit_end: unit.end,
    };
    (content.0 < content.1).then_some(draft)
}

/// "CONTENT, Ruiz said", "“…,” said Ruiz, “…”".
fn content_before(page: &Page, unit: Unit, found: &FoundCue) -> Option<Draft> {
    if !matches!(found.voice, Voice::Finite) || !(found.cue.takes(Frame::Quote) || found.cue.takes(Frame::That)) {
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
    let clause = (start..end).filter(plain).any(|at| page.tag(at).is_finite());
    let fits = if quoted {
        // "Ruiz, author of “Tides,” said": a title belongs to the speaker's phrase.
        (clause || !(start..end).any(|at| plain(&at))) && ends_like_speech(page, end)
    } else {
        let opens_late = matches!(page.tag(start), Tag::Preposition | Tag::Wh | Tag::To | Tag::Gerund)
            && !(start..end).any(|at| page.low(at) == ",");
        clause && !opens_late && found.cue.takes(Frame::That) && content_start(page, unit, found).is_none()
    };
    if !fits {
        return None;
    }
    let after = resumed(page, unit, tail).or_else(|| parenthesis(page, unit, tail).filter(|_| !quoted));
    Some(Draft {
        content: (start, after.unwrap_or(end)),
        speaker: Some(speaker),
        cue: Some((found.at, found.end)),
        rule: if quoted { "quote.before-cue" } else { "speech.before-cue" },
        paragraph: unit.paragraph,
        unit_end: unit.end,
    })
}

/// Whether the stretch in marks that ends before word `end` can be followed by its speaker: "…,” he said".
fn ends_like_speech(page: &Page, end: usize) -> bool {
    let Some(region) = page.region(end - 1) else { return false };
    let inside = page.regions[region].inside.of(page.words.text);
    inside.ends_with([',', '.', '?', '!', '…', '—', '-', '–', '’', '\'', ')', ']']) || page.low(end) == ","
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

/// Whether an attribution can end before word `at`.
fn closes(page: &Page, unit: Unit, at: usize) -> bool {
    if at >= unit.end || is_day(page.low(at)) {
        return true;
    }
    let mark = page.is_mark(at) && page.low(at) != ":";
    mark || matches!(page.tag(at), Tag::Preposition | Tag::Adverb | Tag::Gerund | Tag::Wh | Tag::To)
        || matches!(page.low(at), "last" | "this" | "late" | "earlier")
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

fn trim_end(page: &Page, start: usize, mut end: usize) -> usize {
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
    let draft = Draft {
        content: (start, end),
        speaker: Some(speaker),
        cue: Some((found.at, found.end)),
        rule: rule_of(found.cue.class),
        paragraph: unit.paragraph,
        unit_end: unit.end,
    };
    (start < end).then_some(draft)
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
        CueClass::Source => "quote.according-to",
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
    Some(Draft {
        content: (subject.0, end.max(found.end)),
        speaker: None,
        cue: Some((found.at, found.end)),
        rule: "speech.nobody",
        paragraph: unit.paragraph,
        unit_end: unit.end,
    })
}

/// "Ruiz: CONTENT" as a headline.
fn headline(page: &Page, unit: Unit) -> Option<Draft> {
    if !unit.opens_paragraph || unit.paragraph > 1 {
        return None;
    }
    let colon = (unit.first + 1..unit.end.min(unit.first + 6)).find(|&at| page.low(at) == ":")?;
    let named =
        (unit.first..colon).all(|at| matches!(page.tag(at), Tag::Proper | Tag::Nouns | Tag::Noun | Tag::Adjective));
    let content = (colon + 1, trim_end(page, colon + 1, unit.end));
    (named && content.1 > content.0 + 2).then_some(Draft {
        content,
        speaker: Some((unit.first, colon)),
        cue: Some((colon, colon + 1)),
        rule: "headline.colon",
        paragraph: unit.paragraph,
        unit_end: unit.end,
    })
}

/// Stretches in marks that no cue of the unit took.
fn read_bare_regions(page: &Page, units: &[Unit], number: usize, drafts: &mut Vec<Draft>, claimed: &mut [bool]) {
    let unit = units[number];
    let mut at = unit.first;
    while at < unit.end {
        if let Some(region) = page.region(at).filter(|&region| !claimed[region])
            && let Some(draft) = bare_region(page, units, number, region, drafts)
        {
            claimed[region] = true;
            match drafts.last_mut() {
                Some(last) if draft.rule == CONTINUED => last.content.1 = draft.content.1,
                _ => drafts.push(draft),
            }
        }
        at = page.next(at);
    }
}

/// Rule of a stretch that joins the quotation before it.
const CONTINUED: &str = "quote.continued";

/// Words that a stretch without a cue must have to be a quotation and not a title or a scare quote.
const SHORTEST_BARE: usize = 5;

fn bare_region(page: &Page, units: &[Unit], number: usize, region: usize, drafts: &[Draft]) -> Option<Draft> {
    let unit = units[number];
    let (first, end) = page.words_of(region);
    let end = end.min(unit.end);
    let fills_unit = first == unit.first && (end..unit.end).all(|at| page.is_mark(at));
    let continues = region > 0 && page.regions[region - 1].continues;
    let draft = |speaker, cue, rule| {
        Some(Draft { content: (first, end), speaker, cue, rule, paragraph: unit.paragraph, unit_end: unit.end })
    };
    if let Some(last) = drafts.last().filter(|last| {
        let follows_at_once = last.paragraph == unit.paragraph && last.unit_end == unit.first;
        (follows_at_once && fills_unit && last.rule.starts_with("quote")) || (continues && last.content.1 + 1 >= first)
    }) {
        return draft(last.speaker, last.cue, CONTINUED);
    }
    if let Some((speaker, cue)) =
        units.get(number + 1).filter(|_| fills_unit).and_then(|&next| bare_attribution(page, next))
    {
        return draft(Some(speaker), Some(cue), "quote.before-cue");
    }
    if let Some((speaker, verb)) = beside_verb(page, unit, end).filter(|_| ends_like_speech(page, end)) {
        return draft(Some(speaker), Some((verb, verb + 1)), "quote.beside-verb");
    }
    if first > unit.first && page.low(first - 1) == ":" && end - first >= SHORTEST_BARE {
        return draft(main_subject(page, unit, first - 1), None, "quote.colon");
    }
    let sentence = end - first >= SHORTEST_BARE + 2 && page.words.raw(first + 1).starts_with(char::is_uppercase);
    if !(sentence && fills_unit) {
        return None;
    }
    let previous =
        number.checked_sub(1).map(|before| units[before]).filter(|before| before.paragraph == unit.paragraph);
    let told = previous.and_then(|before| main_subject(page, before, before.end));
    let near = |last: &&Draft| last.paragraph + 1 >= unit.paragraph;
    let last = || drafts.iter().rev().take_while(near).find_map(|last| last.speaker);
    let speaker = told.or_else(last);
    draft(speaker, None, "quote.alone")
}

/// "“…,” Ruiz thundered": speaker and verb, whatever verb it is.
fn beside_verb(page: &Page, unit: Unit, end: usize) -> Option<((usize, usize), usize)> {
    let speaker = noun_phrase_after(page.words, end, unit.end)?;
    let verb = (speaker.1..unit.end.min(speaker.1 + 2)).find(|&at| page.tag(at) != Tag::Adverb)?;
    matches!(page.tag(verb), Tag::Past | Tag::Third | Tag::Participle).then_some((speaker, verb))
}

/// "Ruiz said." as a unit of its own: speaker and cue.
fn bare_attribution(page: &Page, unit: Unit) -> Option<((usize, usize), (usize, usize))> {
    let mut at = unit.first;
    while at < unit.end.min(unit.first + 12) && page.region(at).is_none() {
        if let Some(found) = cue_at(page, unit, at).filter(|found| found.cue.takes(Frame::Quote)) {
            let before = found.speaker.filter(|speaker| speaker.0 == unit.first && closes(page, unit, found.end));
            let after = || {
                let inverted = noun_phrase_after(page.words, found.end, unit.end)?;
                (found.group == unit.first).then_some(inverted)
            };
            return before.or_else(after).map(|speaker| (speaker, (found.at, found.end)));
        }
        at += 1;
    }
    None
}

fn quote(page: &Page, draft: &Draft) -> Quote {
    let words = page.words;
    let span = words.span(draft.content.0, draft.content.1);
    let mut parts = Vec::new();
    let mut outside = 0;
    let mut at = draft.content.0;
    while at < draft.content.1 {
        let in_attribution = |run: Option<(usize, usize)>| run.is_some_and(|(from, to)| from <= at && at < to);
        if let Some(region) = page.region(at) {
            parts.push(page.regions[region].inside);
        } else {
            let attribution = in_attribution(draft.speaker) || in_attribution(draft.cue);
            outside += usize::from(!attribution && !page.is_mark(at));
        }
        at = page.next(at);
    }
    let kind = match (parts.is_empty(), outside) {
        (true, _) => QuoteKind::Indirect,
        (false, 0) => QuoteKind::Direct,
        (false, _) => QuoteKind::Mixed,
    };
    Quote {
        span,
        parts,
        kind,
        speaker: draft.speaker.map(|(from, to)| Speaker { span: words.span(from, to), entity: None, canonical: None }),
        cue: draft.cue.map(|(from, to)| words.span(from, to)),
        chain: Vec::new(),
        rule: draft.rule,
    }
}
