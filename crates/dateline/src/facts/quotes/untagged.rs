//! Speech in marks in languages whose words have no tags: the name beside the marks speaks.
//!
//! A verb of speech is known by the lists. Where it is in none, a run of capitals that stands alone between the marks and
//! the next full stop is enough.

use super::attribution::Attribution;
use super::draft::Run;
use super::unit::{Page, Unit};

/// Words between the marks and the name or verb beside them.
const REACH: usize = 8;

/// The speaker beside a stretch: behind it ("„…“, sagte Ruiz"), or before a colon ("Ruiz sagte: „…“").
pub(super) fn attribution(page: &Page, unit: Unit, floor: usize, stretch: Run) -> Option<Attribution> {
    let colon = stretch.0 > floor && page.low(stretch.0 - 1) == ":";
    if colon {
        return Some(beside(page, (floor.max(stretch.0.saturating_sub(REACH)), stretch.0 - 1), stretch.0, true));
    }
    let comma = page.low(stretch.1) == "," || page.low(stretch.1) == "–" || page.low(stretch.1) == "—";
    let from = stretch.1 + usize::from(comma);
    let to = (from..unit.end.min(from + REACH)).find(|&at| page.region(at).is_some() || page.is_mark(at));
    let run = (from, to.unwrap_or(unit.end.min(from + REACH)));
    let found = beside(page, run, run.1, false);
    let opens_small = page.words.raw(from).starts_with(char::is_lowercase);
    let named = found.speaker.is_some() && opens_small;
    let beside = (comma && (named || found.cue.is_some())).then_some(found);
    beside.or_else(|| inserted(page, stretch))
}

/// "« Nous avons tout perdu, explique Anne Ruiz, et personne ne nous aide. »": French puts it inside the marks.
fn inserted(page: &Page, stretch: Run) -> Option<Attribution> {
    let mut commas = (stretch.0 + 1..stretch.1).filter(|&at| page.low(at) == ",");
    let found = commas.find_map(|at| inverted(page, (at + 1, stretch.1)))?;
    let (speaker, cue) = (Some(found.speaker), Some(found.cue));
    Some(Attribution { speaker, cue, chain: None, rule: "quote.inserted", tail: stretch.1 })
}

/// A verb of speech and who stands behind it.
pub(super) struct Inverted {
    pub speaker: Run,
    pub cue: Run,
}

/// Words and marks from a verb of speech to the name behind it ("respondió el alcalde, Pablo Holm"): what is further is
/// its object.
const NAMED_WITHIN: usize = 4;

/// "dijo Ana Ruiz", "a déclaré le maire, Paul Holm": a verb of speech, its auxiliary before it, and the capitals behind.
pub(super) fn inverted(page: &Page, run: Run) -> Option<Inverted> {
    let verb = run.0 + usize::from(is_auxiliary(page, run.0));
    let told = says(page, verb) && verb < run.1;
    let behind = (verb + 1, run.1.min(verb + 1 + REACH));
    let stop = (behind.0..behind.1).find(|&at| page.is_mark(at) && page.low(at) != ",").unwrap_or(behind.1);
    let speaker = capitals(page, (behind.0, stop), false).filter(|speaker| told && speaker.0 <= verb + NAMED_WITHIN)?;
    Some(Inverted { speaker, cue: (verb, verb + 1) })
}

/// "a" of "a déclaré", "ha" of "ha detto".
fn is_auxiliary(page: &Page, at: usize) -> bool {
    matches!(page.low(at), "a" | "ont" | "avait" | "ha" | "han" | "hanno")
}

/// Whether a word is a verb of speech.
pub(super) fn says(page: &Page, at: usize) -> bool {
    page.verbs.has(page.low(at))
}

/// The verb of speech in a run of words, and the capitals behind or before it.
fn beside(page: &Page, run: Run, tail: usize, last: bool) -> Attribution {
    let verb = (run.0..run.1).find(|&at| says(page, at));
    let behind = verb.and_then(|verb| capitals(page, (verb + 1, run.1), false));
    let before = verb.and_then(|verb| capitals(page, (run.0, verb), true));
    let speaker = behind.or(before).or_else(|| capitals(page, run, last));
    let cue = verb.map(|verb| (verb, verb + 1));
    let rule = if last { "quote.after-cue" } else { "quote.beside-name" };
    Attribution { speaker, cue, chain: None, rule, tail }
}

/// The first, or the last, run of capitalised words.
fn capitals(page: &Page, run: Run, last: bool) -> Option<Run> {
    let capital = |at: usize| page.words.raw(at).starts_with(char::is_uppercase);
    let found = if last {
        let end = (run.0..run.1).rev().find(|&at| capital(at))? + 1;
        let length = (run.0..end).rev().take_while(|&at| capital(at)).count();
        (end - length, end)
    } else {
        let first = (run.0..run.1).find(|&at| capital(at))?;
        (first, first + (first..run.1).take_while(|&at| capital(at)).count())
    };
    Some(found)
}
