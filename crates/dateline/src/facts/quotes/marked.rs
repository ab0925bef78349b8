//! Speech wholly in quotation marks: which stretches are somebody's words, and whose.
//!
//! Stretches are read before the cues of the clause around them: what stands in marks with an attribution of its own
//! is taken out of the sentence, so that no clause runs across it.

use super::attribution::{Attribution, according_to, as_subject, before, behind, closes, signature};
use super::content::opens_clause;
use super::cue::{Voice, cue_at, main_subject};
use super::draft::{Draft, Run};
use super::headline;
use super::unit::{Page, Unit};
use super::untagged;
use crate::facts::grammar::{Tag, noun_phrase_after};
use crate::lang::{CueClass, Frame};

/// Words between an attribution and the stretch that goes on behind it ("he said in an interview on Tuesday, “").
const LONGEST_PAUSE: usize = 14;

/// Words that a stretch without a cue must have to be a quotation and not a title or a scare quote.
const SHORTEST_BARE: usize = 5;

/// Quotations back in which the one is looked for that a stretch goes on with, or whose speaker it takes.
const LOOK_BACK: usize = 40;

/// The stretches of unit `number` that have an attribution, or that go on with one that has.
pub(super) fn attributed(page: &Page, units: &[Unit], number: usize, drafts: &mut Vec<Draft>, claimed: &mut [bool]) {
    let unit = units[number];
    let first_new = drafts.len();
    let mut at = unit.first;
    while at < unit.end {
        let Some(region) = page.region(at) else {
            at += 1;
            continue;
        };
        let stretch = stretch(page, unit, region);
        at = stretch.1.max(at + 1);
        if claimed[region] {
            continue;
        }
        if let Some(last) = drafts[first_new..].last_mut()
            && goes_on(page, last, stretch)
        {
            last.content.1 = stretch.1;
            claimed[region] = true;
            continue;
        }
        let floor = drafts[first_new..].last().map_or(unit.first, |last| last.extent().1);
        if let Some(found) = attribution_of(page, units, number, stretch, floor) {
            claimed[region] = true;
            let told = || behind_gerund(page, unit, stretch, &found);
            let speaker = found.speaker.or_else(told).or_else(|| shared_speaker(page, unit, drafts, &found));
            let mut draft = Draft::new(unit, stretch, speaker, found.cue, found.rule);
            draft.chain.extend(source_of(page, unit, &draft).into_iter().chain(found.chain));
            drafts.extend(reported(page, unit, &mut draft));
            if found.tail > stretch.0 && found.tail <= unit.end {
                draft.tail = found.tail;
                pass_on(page, unit, &mut draft);
            }
            drafts.push(draft);
        }
    }
}

/// "Lind said Ruiz had promised “a full inquiry”": what Lind says, and that Lind passes on what Ruiz promised.
fn reported(page: &Page, unit: Unit, draft: &mut Draft) -> Option<Draft> {
    let speaker = draft.speaker.filter(|run| run.1 <= draft.content.0 && run.0 > unit.first + 1)?;
    let start = speaker.0 - usize::from(page.low(speaker.0 - 1) == "that");
    let found = cue_at(page, unit, start.checked_sub(1)?)?;
    let says = found.cue.class == CueClass::Say && found.cue.takes(Frame::That) && found.voice == Voice::Finite;
    let source = found.speaker.filter(|source| says && source.1 <= found.at && found.end == start)?;
    draft.chain.insert(0, source);
    let cue = Some((found.at, found.end));
    Some(Draft::new(unit, (start, draft.content.1), Some(source), cue, "speech.say"))
}

/// "According to Lind, Ruiz told the council: “…”": Lind passes it on.
fn source_of(page: &Page, unit: Unit, draft: &Draft) -> Option<Run> {
    let source = according_to(page, unit, unit.first)?.speaker?;
    draft.speaker.is_some_and(|speaker| speaker.0 > source.1).then_some(source)
}

/// "“…,” Ruiz told Lind, according to the transcript": the transcript passes it on.
fn pass_on(page: &Page, unit: Unit, draft: &mut Draft) {
    let start = draft.tail + usize::from(page.low(draft.tail) == ",");
    let source = according_to(page, unit, start).filter(|_| draft.rule != "quote.according-to");
    if let Some(found) = source {
        draft.chain.extend(found.speaker);
        draft.tail = found.tail;
    }
}

/// The words of a region that lie in the unit.
fn stretch(page: &Page, unit: Unit, region: usize) -> Run {
    let (first, end) = page.words_of(region);
    (first.max(unit.first), end.min(unit.end))
}

/// "…,” he said, “…", "“…,” “…”": the stretch goes on with the one before.
fn goes_on(page: &Page, last: &Draft, stretch: Run) -> bool {
    let (_, tail) = last.extent();
    let between = tail..stretch.0;
    if between.len() > LONGEST_PAUSE {
        return false;
    }
    let only_marks = between.clone().all(|at| page.is_mark(at) || page.tag(at) == Tag::And);
    if tail == last.content.1 {
        return only_marks && between.len() <= 2;
    }
    let pause = stretch.0 > tail && matches!(page.low(stretch.0 - 1), "," | ":" | "—" | "-" | "–" | ";");
    let own_verb = between.clone().any(|at| page.tag(at).is_finite() || page.tag(at) == Tag::Gerund);
    let cue = |at: usize| page.tag(at).is_verb() && page.cues.of_form(page.low(at)).any(|cue| cue.takes(Frame::That));
    let own_cue = between.clone().any(cue);
    let own_clause = between.clone().any(|at| page.tag(at) == Tag::And);
    pause && !own_cue && !(opens_large(page, stretch) && (own_verb || own_clause))
}

fn opens_large(page: &Page, stretch: Run) -> bool {
    let first = (stretch.0..stretch.1).map(|at| page.words.raw(at)).find(|raw| raw.starts_with(char::is_alphanumeric));
    first.is_some_and(|raw| raw.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
}

/// "Citing “duties at home,” Ruiz left": the gerund that opens the sentence is that of the subject behind the stretch.
fn behind_gerund(page: &Page, unit: Unit, stretch: Run, found: &Attribution) -> Option<Run> {
    let opens = found.cue.is_some_and(|cue| cue.0 == unit.first && page.low(cue.0).ends_with("ing"));
    let start = stretch.1 + usize::from(page.low(stretch.1) == ",");
    let subject = noun_phrase_after(page.words, start, unit.end).filter(|_| opens && start < unit.end)?;
    (subject.0 <= start + 1).then_some(subject)
}

/// A cue without a subject of its own takes the speaker before it: "…, adding: “". Without tags that is a verb with
/// nothing behind it: "«…», añadió.", "« … », a-t-elle ajouté."
fn shared_speaker(page: &Page, unit: Unit, drafts: &[Draft], found: &Attribution) -> Option<Run> {
    let (verb, end) = found.cue?;
    let gerund = page.tag(verb) == Tag::Gerund;
    let bare = !page.words.tagged && (end >= unit.end || page.is_mark(end));
    let near = |draft: &&Draft| draft.paragraph == unit.paragraph || (gerund && draft.paragraph + 1 >= unit.paragraph);
    drafts.last().filter(near).filter(|_| gerund || bare).and_then(|draft| draft.speaker)
}

fn attribution_of(page: &Page, units: &[Unit], number: usize, stretch: Run, floor: usize) -> Option<Attribution> {
    let unit = units[number];
    let apart = stands_apart(page, unit, stretch, floor);
    if !page.words.tagged {
        let long = stretch.1 - stretch.0 >= SHORTEST_BARE;
        let found = untagged::attribution(page, unit, floor, stretch);
        return found.or_else(|| headline::unsigned(page, unit, stretch)).filter(|_| apart && long);
    }
    let ends = ends_like_speech(page, stretch.1);
    let ahead = ahead_of(page, units, number, stretch, floor);
    let ahead = ahead.filter(|found| ends || found.rule == "quote.after-noun" || leads_fully(page, stretch));
    let after = behind(page, unit, stretch.1).filter(|_| apart && ends);
    let closed = ends && opens_large(page, stretch);
    let next = || {
        let fills = apart && only_marks(page, stretch.1, unit.end);
        let next = units.get(number + 1).filter(|next| fills && next.paragraph == unit.paragraph)?;
        let found = behind(page, *next, next.first).filter(|found| found.cue.is_some())?;
        let leads = leads_on(page, *next, found.tail);
        let ends = closes(page, *next, found.tail) || ends_with_addressee(page, *next, &found);
        Some(found).filter(|_| ends && !leads)
    };
    let found = match (ahead, after) {
        // "One shouted, “Run,” Ruiz joked, “…”": the second attribution is that of the next stretch.
        (Some(ahead), Some(after)) => Some(if leads_on(page, unit, after.tail) { ahead } else { after }),
        (Some(ahead), None) => Some(ahead),
        (None, Some(after)) => Some(after),
        (None, None) => headline::after(page, unit, stretch)
            .or_else(next)
            .or_else(|| as_subject(page, unit, stretch.1).filter(|_| apart && closed)),
    };
    found.and_then(|found| headline::heard(page, unit, stretch, found))
}

/// Words of somebody addressed ("asked the dairy farm owner").
const LONGEST_ADDRESSEE: usize = 5;

/// "“Why?” Ruiz asked the dairy farm owner.": the few words without a verb behind a cue that can address somebody end
/// its sentence, however they are tagged.
fn ends_with_addressee(page: &Page, unit: Unit, found: &Attribution) -> bool {
    let Some((verb, end)) = found.cue else { return false };
    let addressed = page.cues.of_form(page.low(verb)).any(|cue| cue.takes(Frame::Addressee));
    let plain = |at: usize| page.region(at).is_none() && !page.tag(at).is_finite() && page.tag(at) != Tag::Wh;
    let words = (end..unit.end).filter(|&at| !page.is_mark(at)).count();
    addressed && words <= LONGEST_ADDRESSEE && (end..unit.end).all(plain)
}

/// Whether an attribution leads to another stretch, without a cue between.
fn leads_on(page: &Page, unit: Unit, tail: usize) -> bool {
    let next = (tail..unit.end.min(tail + LONGEST_PAUSE)).find(|&at| page.region(at).is_some());
    let quoting = |at: usize| page.cues.of_form(page.low(at)).any(|cue| cue.takes(Frame::Quote));
    let own_cue = |next: usize| (tail..next).any(|at| page.tag(at).is_verb() && quoting(at));
    next.is_some_and(|next| opens_large(page, (next, next + 2)) && !own_cue(next))
}

/// The attribution before a stretch, in its unit, or in the one before where that ends with a colon.
fn ahead_of(page: &Page, units: &[Unit], number: usize, stretch: Run, floor: usize) -> Option<Attribution> {
    let unit = units[number];
    if stretch.0 > floor {
        let speech = opens_large(page, stretch) && stretch.1 - stretch.0 >= SHORTEST_BARE;
        let speech = speech && ends_like_speech(page, stretch.1);
        let found = before(page, unit, floor, stretch.0, speech)?;
        let mark = matches!(page.low(stretch.0 - 1), "," | ":");
        let fits = !mark || page.low(stretch.0 - 1) == ":" || opens_large(page, stretch) || found.tail == stretch.0 - 1;
        let led = found.cue.is_some() || headline::leads(page, unit, stretch, &found);
        let long = led || stretch.1 - stretch.0 >= SHORTEST_BARE;
        return Some(found).filter(|_| fits && long);
    }
    let previous = number.checked_sub(1).map(|before| units[before])?;
    let announces = stretch.0 == unit.first && page.low(unit.first - 1) == ":";
    before(page, previous, previous.first, unit.first, true).filter(|_| announces)
}

/// Whether from word `from` to `to` stand marks alone, and few.
fn only_marks(page: &Page, from: usize, to: usize) -> bool {
    to.saturating_sub(from) <= LONGEST_PAUSE && (from..to).all(|at| page.is_mark(at))
}

/// Whether the stretch is no part of the clause around it.
fn stands_apart(page: &Page, unit: Unit, stretch: Run, floor: usize) -> bool {
    let opens = only_marks(page, unit.first, stretch.0) || only_marks(page, floor, stretch.0);
    let behind_mark = stretch.0 > unit.first && matches!(page.low(stretch.0 - 1), "," | ":" | "—" | "–" | "-" | "(");
    opens || (behind_mark && opens_large(page, stretch))
}

/// Whether nothing but marks stands behind the stretch.
fn leads_fully(page: &Page, stretch: Run) -> bool {
    page.low(stretch.0.wrapping_sub(1)) == ":"
        || (opens_large(page, stretch) && page.low(stretch.0.wrapping_sub(1)) == ",")
}

/// Whether the stretch in marks that ends before word `end` can be followed by its speaker: "…,” he said".
pub(super) fn ends_like_speech(page: &Page, end: usize) -> bool {
    let Some(region) = page.region(end - 1) else { return false };
    let inside = page.regions[region].inside.of(page.words.text);
    inside.ends_with([',', '.', '?', '!', '…', '—', '-', '–', '’', '\'', ')', ']'])
        || matches!(page.low(end), "," | ".")
}

/// The stretches of unit `number` that no cue took: those that go on with the quotation before, and whole sentences.
pub(super) fn bare(page: &Page, units: &[Unit], number: usize, drafts: &mut Vec<Draft>, claimed: &mut [bool]) {
    let unit = units[number];
    let mut at = unit.first;
    while at < unit.end {
        if let Some(region) = page.region(at).filter(|&region| !claimed[region]) {
            let stretch = stretch(page, unit, region);
            if let Some(last) = continued(page, unit, region, stretch, drafts) {
                claimed[region] = true;
                if broken_off(page, &drafts[last]) {
                    let speaker = cut_in(page, units, number, &drafts[last]).or(drafts[last].speaker);
                    drafts.push(Draft::new(unit, stretch, speaker, None, "quote.continued"));
                } else {
                    drafts[last].content.1 = stretch.1;
                    drafts[last].unit_end = unit.end;
                }
            } else if let Some(draft) = alone(page, units, number, stretch, drafts) {
                drafts.push(draft);
                claimed[region] = true;
            } else if let Some(draft) = fragment(page, unit, stretch, drafts) {
                drafts.push(draft);
                claimed[region] = true;
            }
        }
        at = page.next(at);
    }
}

/// The quotation that a stretch goes on with: the one just before in its paragraph, or the one that the paragraph
/// before left open.
fn continued(page: &Page, unit: Unit, region: usize, stretch: Run, drafts: &[Draft]) -> Option<usize> {
    let recent = drafts.len().saturating_sub(LOOK_BACK);
    let last = recent + drafts[recent..].iter().rposition(Draft::is_marked)?;
    let draft = &drafts[last];
    let fills = only_marks(page, unit.first, stretch.0) && only_marks(page, stretch.1, unit.end);
    let at_once = draft.paragraph == unit.paragraph && draft.unit_end == unit.first && fills;
    let left_open = region > 0
        && page.regions[region - 1].continues
        && page.words_of(region - 1).1 == draft.content.1
        && stretch.0 <= draft.content.1 + 1;
    (at_once || left_open).then_some(last)
}

/// Whether the sentence of a quotation tells more behind its attribution: what follows in marks then begins anew.
fn broken_off(page: &Page, draft: &Draft) -> bool {
    let (_, tail) = draft.extent();
    let between = tail..draft.unit_end;
    between.len() > LONGEST_PAUSE
        || between.clone().any(|at| page.tag(at).is_finite() || matches!(page.tag(at), Tag::Gerund | Tag::And))
}

/// Words inside a clause that no cue takes ("dismissed it as a “plan that nobody at all had asked for”"): several,
/// and mostly in small letters, they are what somebody said, and neither a title nor a scare quote.
fn fragment(page: &Page, unit: Unit, stretch: Run, drafts: &[Draft]) -> Option<Draft> {
    let words = || (stretch.0..stretch.1).map(|at| page.words.raw(at));
    let count = words().filter(|raw| raw.starts_with(char::is_alphabetic)).count();
    let large = words().filter(|raw| raw.starts_with(char::is_uppercase)).count();
    if count < SHORTEST_BARE || 2 * large >= count || !page.words.tagged {
        return None;
    }
    let beside = behind(page, unit, stretch.1).filter(|found| found.cue.is_some()).and_then(|found| found.speaker);
    let here = |last: &&Draft| last.paragraph == unit.paragraph;
    let last = || drafts.iter().rev().take(LOOK_BACK).take_while(here).find_map(|last| last.speaker);
    // "He also reportedly hailed progress, which “…”": a pronoun that opens the sentence is its subject, whatever the
    // tags of the verb.
    let opener = (page.tag(unit.first) == Tag::Pronoun).then_some((unit.first, unit.first + 1));
    let speaker = beside.or_else(last).or(opener).or_else(|| main_subject(page, unit, stretch.0));
    let speaker = speaker.filter(|_| !headline::is_predicate(page, unit, stretch));
    Some(Draft::new(unit, stretch, speaker, None, "quote.fragment"))
}

/// "“…,” Ruiz said, and her husband cut in. “…”": the subject of the clause that "and" adds to an attribution.
fn cut_in(page: &Page, units: &[Unit], number: usize, draft: &Draft) -> Option<Run> {
    let unit = number.checked_sub(1).map(|before| units[before])?;
    let (_, tail) = draft.extent();
    let and = (tail..unit.end).find(|&at| page.low(at) == "and")?;
    let subject = noun_phrase_after(page.words, and + 1, unit.end)?;
    (opens_clause(page, unit, and + 1) && page.tag(subject.0) != Tag::Pronoun).then_some(subject)
}

/// A stretch that is a sentence and a unit of its own: said by whom the text told of last.
fn alone(page: &Page, units: &[Unit], number: usize, stretch: Run, drafts: &[Draft]) -> Option<Draft> {
    let unit = units[number];
    let fills = only_marks(page, unit.first, stretch.0) && only_marks(page, stretch.1, unit.end);
    let sentence = stretch.1 - stretch.0 >= SHORTEST_BARE + 2 && opens_large(page, stretch);
    if !(sentence && fills) {
        return None;
    }
    let signed = units.get(number + 1).and_then(|&next| signature(page, next));
    let previous = number.checked_sub(1).map(|before| units[before]);
    let told = previous.filter(|before| before.paragraph == unit.paragraph);
    let told = told.and_then(|before| main_subject(page, before, before.end));
    let near = |last: &&Draft| last.paragraph + 1 >= unit.paragraph;
    let last = || drafts.iter().rev().take(LOOK_BACK).take_while(near).find_map(|last| last.speaker);
    let speaker = signed.or(told).or_else(last);
    Some(Draft::new(unit, stretch, speaker, None, "quote.alone"))
}

/// What stretches in marks with their attributions leave of a unit, in order.
pub(super) fn rest(unit: Unit, marked: &[Draft]) -> Vec<Unit> {
    let mut taken: Vec<Run> = marked.iter().map(Draft::extent).collect();
    taken.sort_unstable();
    let mut out = Vec::new();
    let mut first = unit.first;
    for (from, to) in taken {
        let from = from.max(unit.first).min(unit.end);
        if first < from {
            out.push(Unit { first, end: from, ..unit });
        }
        first = first.max(to);
    }
    if first < unit.end {
        out.push(Unit { first, ..unit });
    }
    out
}
