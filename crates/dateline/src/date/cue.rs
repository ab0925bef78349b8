//! What in its sentence governs an expression: the word before it, the tense of its verb.

use super::grammar::Grammar;
use super::timex::{Cue, Tense, Term};
use super::units::modifier_of_index;
use super::words::{WordKind, Words};

/// Words to look back, or ahead, for the verb of an expression's clause: longer clauses put the date beside the verb.
const CLAUSE: usize = 16;

/// The cue before word `at`.
pub(super) fn cue(grammar: &Grammar, words: &Words, at: usize) -> Cue {
    let Some(last) = at.checked_sub(1) else { return Cue::Plain };
    match of_pair_or_word(grammar, words, "cue", last).map(|value| value as u8) {
        Some(1) => Cue::AsOf,
        Some(2) => Cue::Since,
        Some(3) => Cue::Until,
        Some(4) => Cue::By,
        Some(5) => Cue::Before,
        Some(6) => Cue::After,
        _ => Cue::Plain,
    }
}

/// The modifier that a hedge gives an expression, inside it or before its number: "more than ten years ago", "about two
/// hours". Of a point in the past, more is before and less is after.
pub(super) fn hedge(grammar: &Grammar, words: &Words, (from, to): (usize, usize), term: &Term) -> Option<&'static str> {
    let first = &words.list[from];
    let is_count = first.kind == WordKind::Digits
        || ["number", "one", "einwort"].iter().any(|table| grammar.in_named(table, first.id).is_some());
    let before = from.checked_sub(1).filter(|_| is_count);
    let mut places = before.into_iter().chain(from..to.min(from + HEDGE));
    let size = places.find_map(|at| modifier_of_index(of_pair_or_word(grammar, words, "hedge", at)?))?;
    let Term::Shift { by, .. } = term else { return Some(size) };
    Some(match size {
        "MORE_THAN" if *by < 0 => "BEFORE",
        "LESS_THAN" if *by < 0 => "AFTER",
        "MORE_THAN" => "AFTER",
        "LESS_THAN" => "BEFORE",
        _ => size,
    })
}

/// Words of an expression among which its hedge stands: "vor mehr als".
const HEDGE: usize = 3;

/// The tense of the verb nearest to the words from `from` to before `to`: to the left first, then to the right.
pub(super) fn tense(grammar: &Grammar, words: &Words, from: usize, to: usize) -> Tense {
    let left = (from.saturating_sub(CLAUSE)..from).rev().map_while(|at| in_sentence(words, at).then_some(at));
    let right = (to..words.list.len().min(to + CLAUSE)).map_while(|at| in_sentence(words, at).then_some(at));
    left.chain(right).find_map(|at| verb_tense(grammar, words, at)).unwrap_or(Tense::Open)
}

/// Whether the word does not end the sentence. A full stop between letters or digits ("U.N.", "3.5") does not.
fn in_sentence(words: &Words, at: usize) -> bool {
    let word = &words.list[at];
    let end_mark = word.kind == WordKind::Mark && matches!(words.folded(at), "." | "!" | "?" | ";");
    let Some(next) = words.list.get(at + 1) else { return !end_mark };
    let after_quotes = words.list[at + 1..].iter().take(3).find(|word| word.kind != WordKind::Mark);
    let goes_on = after_quotes.is_some_and(|word| !word.capital) || (next.glued && next.kind != WordKind::Mark);
    let abbreviates = words.folded(at) == "." && goes_on;
    (!end_mark || abbreviates) && !next.paragraph
}

/// Words of a verb group that may stand between its auxiliary and its participle: "will probably stay closed".
const GROUP: usize = 3;

fn verb_tense(grammar: &Grammar, words: &Words, at: usize) -> Option<Tense> {
    let word = &words.list[at];
    if word.kind != WordKind::Letters && words.folded(at) != "'" {
        return None;
    }
    let tense = match known_tense(grammar, words, at) {
        Some(-1) => Tense::Past,
        Some(1) => Tense::Future,
        Some(2) => Tense::Open,
        None if ends_as_past(grammar, words, at) => Tense::Past,
        Some(_) | None => return None,
    };
    let in_future = tense == Tense::Past && is_led_by_modal(grammar, words, at);
    Some(if in_future { Tense::Future } else { tense })
}

/// Whether a word has the ending of a past tense. A capital inside a sentence makes it a name ("Fred").
fn ends_as_past(grammar: &Grammar, words: &Words, at: usize) -> bool {
    let folded = words.folded(at);
    let has_ending = || grammar.past_endings().iter().any(|end| folded.ends_with(end.as_str()));
    !words.list[at].capital && folded.len() > 4 && has_ending()
}

/// What the table says of a word, or of it with the word before.
fn known_tense(grammar: &Grammar, words: &Words, at: usize) -> Option<i8> {
    of_pair_or_word(grammar, words, "tense", at).map(|tense| tense as i8)
}

/// What a table says of word `at` with the word before it, else of the word alone.
fn of_pair_or_word(grammar: &Grammar, words: &Words, table: &str, at: usize) -> Option<f64> {
    let pair = at.checked_sub(1).map(|before| format!("{} {}", words.folded(before), words.folded(at)));
    let pair = pair.and_then(|pair| grammar.in_named(table, grammar.id(&pair)));
    pair.or_else(|| grammar.in_named(table, words.list[at].id))
}

/// Whether a participle stands behind a verb that puts it into the future: "will be held".
fn is_led_by_modal(grammar: &Grammar, words: &Words, at: usize) -> bool {
    let mut before = (at.saturating_sub(GROUP)..at).rev().take_while(|&at| words.list[at].kind == WordKind::Letters);
    before.any(|at| grammar.in_named("modal", words.list[at].id).is_some())
}
