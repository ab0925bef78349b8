//! Speech in marks in languages whose words have no tags: the name beside the marks speaks.
//!
//! A verb of speech is known by the language's list. Where there is no list, a run of capitals that stands alone
//! between the marks and the next full stop is enough.

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
    (comma && (named || found.cue.is_some())).then_some(found)
}

/// The verb of speech in a run of words, and the capitals behind or before it.
fn beside(page: &Page, run: Run, tail: usize, last: bool) -> Attribution {
    let verb = (run.0..run.1).find(|&at| page.verbs.has(page.low(at)));
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
