//! Scores: both numbers of a result, and whose each is where the sentence says who won.
//!
//! The side that won has the higher number, whichever is written first; over several sets each score gives the
//! winner's games first.

use super::numbers::{Number, cardinal};
use super::{Figure, Page};
use crate::facts::grammar::Tag;
use crate::facts::{Mention, NameKind};
use crate::text::TokenKind;

/// Greatest number of a score: basketball and votes of a house stay below, pages and prices do not.
const GREATEST: f64 = 700.0;

/// Words before a score in which the verb is looked for that it is the result of.
const VERB_REACH: usize = 10;

/// Words between a verb and the name of a side ("beat the visitors from Oren").
const SIDE_REACH: usize = 5;

/// "3-1", "2:1", "52 to 48": the score whose first number is `number`.
pub(super) fn score(page: Page, number: &Number) -> Option<Number> {
    let joiner = page.low(number.end);
    let at = number.end + 1;
    let digits = |at: usize| page.words.words.get(at).is_some_and(|word| word.kind == TokenKind::Number);
    let (second, end) = cardinal(page, at).filter(|_| digits(number.digits) && digits(at))?;
    let first = number.value;
    let plain = end == at + 1 && number.end == at - 1 && number.unit.is_none() && first.max(second) < GREATEST;
    let whole = first.fract() == 0.0 && second.fract() == 0.0;
    let result = || is_result(page, number.digits, end);
    let is_score = match joiner {
        "-" | "–" | "—" => (first > second && glued(page, at)) || result(),
        ":" => glued(page, at) && page.low(at).len() == 1 && result(),
        "to" => first > second && !led_by_from(page, number.digits),
        _ => false,
    };
    let unit = Some("score");
    let score = Number { end, unit, second: Some((at, second)), rule: "figure.score", ..*number };
    (plain && whole && is_score).then_some(score)
}

fn led_by_from(page: Page, at: usize) -> bool {
    at > 0 && page.low(at - 1) == "from"
}

/// Whether no blank stands around the mark before word `at`.
fn glued(page: Page, at: usize) -> bool {
    page.is_glued(at) && page.is_glued(at - 1)
}

/// Whether the words around say that two numbers are a result: a verb of winning or losing, a word for a match behind
/// them, or another score right before.
fn is_result(page: Page, digits: usize, end: usize) -> bool {
    let told = verb_before(page, digits).is_some();
    let noun = page.pack.figures.value("match", page.low(end)).is_some();
    let comma = digits > 0 && matches!(page.low(digits - 1), "," | ";");
    let last = digits.checked_sub(1 + usize::from(comma)).filter(|&last| last >= 2);
    let goes_on = last.is_some_and(|last| {
        let number = |at: usize| page.words.words[at].kind == TokenKind::Number;
        number(last) && number(last - 2) && matches!(page.low(last - 1), "-" | "–")
    });
    told || noun || goes_on
}

/// The verb of winning, losing or drawing before a score, in its sentence, and its kind.
fn verb_before(page: Page<'_>, digits: usize) -> Option<(usize, &str)> {
    let sentence = page.words.words[digits].sentence;
    let from = digits.saturating_sub(VERB_REACH);
    let inside = (from..digits).rev().take_while(|&at| page.words.words[at].sentence == sentence);
    inside.filter(|&at| page.low(at) != ";").find_map(|at| Some((at, page.pack.figures.value("result", page.low(at))?)))
}

/// The two numbers of a score, each with its side; `last` is the figure before.
pub(super) fn sides(
    page: Page,
    score: &Number,
    names: &[Mention],
    last: Option<&Figure>,
) -> Option<[(Number, Option<String>); 2]> {
    let (at, second) = score.second?;
    let plain =
        |at: usize, value: f64| Number { unit: score.unit, rule: score.rule, ..Number::plain(at, at + 1, value) };
    let numbers = [plain(score.digits, score.value), plain(at, second)];
    let [winner, loser] =
        who(page, score, names).map(|name| name.map(|name| name.span.of(page.words.text).to_lowercase()));
    let set = last.is_some_and(|last| last.rule == score.rule && page.words.at_byte(last.span.end) + 1 >= score.digits);
    let sets = set || is_followed(page, score);
    let first_won = sets || score.value >= second;
    let lost = verb_before(page, score.digits).is_some_and(|(_, kind)| kind == "lost");
    let [first, other] = if first_won { [winner, loser] } else { [loser, winner] };
    // Who lost several sets is told from either side.
    let told = !(sets && lost) && score.value != second;
    let named = |name: Option<String>| name.filter(|_| told);
    Some([(numbers[0], named(first)), (numbers[1], named(other))])
}

/// Whether another score follows at once: "6-4, 7-6".
fn is_followed(page: Page, score: &Number) -> bool {
    let next = score.end + usize::from(matches!(page.low(score.end), "," | "and"));
    let number = |at: usize| page.words.words.get(at).is_some_and(|word| word.kind == TokenKind::Number);
    number(next) && matches!(page.low(next + 1), "-" | "–") && number(next + 2)
}

/// Who won, and who lost.
fn who<'n>(page: Page, score: &Number, names: &'n [Mention]) -> [Option<&'n Mention>; 2] {
    let led = |words: [&str; 2]| {
        // "won 3-1 against Oren", "took a 3-1 win over Oren", "lost 3-1 to Oren".
        let behind = score.end + usize::from(page.pack.figures.value("match", page.low(score.end)).is_some());
        let name = name_after(page, behind + 1, behind + 1 + SIDE_REACH, names);
        name.filter(|_| words.contains(&page.low(behind)))
    };
    let Some((verb, kind)) = verb_before(page, score.digits) else {
        let over = led(["over", "over"]);
        return if over.is_some() { [None, over] } else { beside(page, score, names) };
    };
    let subject = name_before(page, verb, names);
    let between = name_after(page, verb + 1, score.digits, names);
    match kind {
        "beat" => [subject, between.or_else(|| led(["by", "by"]))],
        "won" => [subject, led(["against", "over"])],
        "lost" => {
            let to = (verb + 1..score.digits).any(|at| page.low(at) == "to");
            [between.filter(|_| to).or_else(|| led(["to", "against"])), subject]
        }
        _ => [None, None],
    }
}

/// "Oren 3-1 Lind": a name at once on either side.
fn beside<'n>(page: Page, score: &Number, names: &'n [Mention]) -> [Option<&'n Mention>; 2] {
    let before = name_before(page, score.digits, names);
    let behind = name_after(page, score.end, score.end + 1, names);
    let [first, second] = if before.is_some() && behind.is_some() { [before, behind] } else { [None, None] };
    if score.second.is_some_and(|(_, second)| second > score.value) { [second, first] } else { [first, second] }
}

/// The name that ends right before word `at`, past adverbs and auxiliaries.
fn name_before<'n>(page: Page, at: usize, names: &'n [Mention]) -> Option<&'n Mention> {
    let words = page.words;
    let steps = |at: &usize| {
        matches!(words.tag(*at), Tag::Adverb | Tag::Modal) || matches!(words.low(*at), "have" | "has" | "had")
    };
    let end = (0..at).rev().take(3).find(|at| !steps(at)).map(|at| words.words[at].span.end)?;
    let name = names[..names.partition_point(|name| name.span.start < end)].last()?;
    let same = words.words[words.at_byte(name.span.start)].sentence == words.words[at].sentence;
    (name.span.end == end && is_side(name) && same).then_some(name)
}

/// The first name that begins at or behind word `from`, before `to` and not far.
fn name_after<'n>(page: Page, from: usize, to: usize, names: &'n [Mention]) -> Option<&'n Mention> {
    let words = page.words;
    let start = words.words.get(from)?;
    let end = words.words[to.min(from + SIDE_REACH).min(words.len()) - 1].span;
    let name = names.get(names.partition_point(|name| name.span.start < start.span.start))?;
    let same = words.words[words.at_byte(name.span.start)].sentence == start.sentence;
    (name.span.start <= end.start && from < to && is_side(name) && same).then_some(name)
}

fn is_side(name: &Mention) -> bool {
    name.kind != NameKind::Other
}
