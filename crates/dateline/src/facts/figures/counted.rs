//! What a number counts, and what became of it.

use super::numbers::Number;
use super::{Figure, Page};
use crate::date::Timex;
use crate::facts::grammar::Tag;

/// What stands around a number.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Counted {
    /// One past the last word of what is counted.
    pub end: usize,
    pub of: Option<String>,
    pub predicate: Option<&'static str>,
}

impl Counted {
    /// The number of a score, for the side that made it.
    pub(super) fn side(number: &Number, side: Option<String>) -> Self {
        Self { end: number.end, of: side, predicate: None }
    }
}

/// Words after what is counted in which its predicate is looked for ("people were reported to have been killed").
const REACH_AFTER: usize = 7;

/// Words before the number in which its predicate is looked for ("killed along with").
const REACH_BEFORE: usize = 5;

/// Words before a number in which "toll" is looked for ("the toll from the collapse of the bridge has risen to").
const TOLL_REACH: usize = 24;

/// Reads what `number` counts; `last` is the figure before it, `time` the expression of time at or behind it.
pub(super) fn counted(page: Page, number: &Number, last: Option<&Figure>, time: Option<&Timex>) -> Counted {
    let sentence = page.words.words[number.digits].sentence;
    let nothing = (None, number.end);
    // "12 last year", "500 a day earlier": the words behind tell when.
    let dated =
        |end: usize| end > number.end && time.is_some_and(|time| time.span.overlaps(page.words.span(number.end, end)));
    let superseded = page.is_superseded(number.end, sentence) || page.phrase("background", number.end).is_some();
    let found = if superseded { nothing } else { object(page, number, sentence) };
    let (of_at, end) = if dated(found.1) { nothing } else { found };
    let mut of = of_at.map(|at| page.low(at).to_owned());
    let mut predicate = of_at.and_then(|at| page.pack.figures.value("predicate", page.low(at)));
    if predicate.is_some_and(|predicate| !matches!(predicate, "vote" | "arrest")) {
        of = Some("people".to_owned());
    }
    let measured = number.unit.is_some_and(|unit| unit != "percent");
    if predicate.is_none() && !measured {
        // "two of whom were dead": those counted before.
        let of_them = page.low(end) == "of" && page.pack.figures.value("counted", page.low(end + 1)).is_some();
        let end = if of_them { end + 2 } else { end };
        predicate = after(page, behind_aside(page, end, sentence), sentence);
        predicate = predicate.or_else(|| aside_of(page, number.first, last));
        predicate = predicate.or_else(|| before(page, number.first, sentence));
        predicate = predicate.or_else(|| toll(page, number.first, sentence));
        predicate = predicate.or_else(|| spoken_of(page, number, last).filter(|_| of.is_none()));
    }
    if of.is_none() && predicate.is_some() && number.unit.is_none() {
        let same_sentence = last.filter(|last| last.span.start >= sentence_start(page, number.digits));
        of = same_sentence.and_then(|last| last.of.clone()).or_else(|| Some("people".to_owned()));
    }
    Counted { end, of, predicate }
}

fn sentence_start(page: Page, at: usize) -> u32 {
    let sentence = page.words.words[at].sentence;
    let first = page.words.words.partition_point(|word| word.sentence < sentence);
    page.words.words[first].span.start
}

/// The head noun of what is counted, and one past the last word of its phrase.
fn object(page: Page, number: &Number, sentence: u32) -> (Option<usize>, usize) {
    let inside = |at: usize| page.words.words.get(at).is_some_and(|word| word.sentence == sentence);
    if !page.words.tagged {
        return object_by_shape(page, number, inside);
    }
    let mut at = number.end;
    let part = page.low(at) == "of";
    if part {
        at += 1;
    }
    let start = at;
    // "14 of her last 15 matches": the whole has its number.
    let whole = |at: usize| part && number.unit.is_none() && page.words.tag(at) == Tag::Number;
    while inside(at) && (modifies(page, at, start) || whole(at)) {
        at += 1;
    }
    let mut head = None;
    let described = at > start && page.words.tag(at - 1) == Tag::Adjective;
    let bare = described && inside(at) && (page.words.tag(at).is_verb() || page.words.tag(at) == Tag::Participle);
    if bare {
        // "one civilian died": what the tagger took for an adjective is what the number counts.
        head = Some(at - 1);
    }
    // "third seed Ida Strom": the name tells who the seed is.
    let names = |at: usize| page.words.tag(at) == Tag::Proper && page.words.tag(at - 1) != Tag::Proper;
    while inside(at) && page.words.tag(at).is_noun() && !(head.is_some() && names(at)) {
        head = Some(at);
        at += 1;
    }
    match head {
        Some(head) if number.unit.is_none() || number.unit == Some("percent") || number.unit == Some("ordinal") => {
            (Some(head), head + 1)
        }
        _ => (None, number.end),
    }
}

/// Words between a number and its noun in German ("12 schwer verletzte Menschen").
const ADJECTIVES: usize = 3;

/// Without tags: in German the next word with a capital, elsewhere the next word.
fn object_by_shape(page: Page, number: &Number, inside: impl Fn(usize) -> bool) -> (Option<usize>, usize) {
    let plain = number.unit.is_none() || number.unit == Some("percent");
    let next = number.end;
    // "120 resultaron heridas", "50 de los": a function word or verb is not what is counted.
    let small = |at: usize| page.pack.code.is_empty() && page.pack.figures.value("between", page.low(at)).is_some();
    let word = |at: &usize| inside(*at) && page.words.tag(*at).is_noun() && !small(*at);
    let capital = |at: &usize| page.words.tag(*at) == Tag::Proper;
    let head = if page.pack.code == "de" {
        (next..=next + ADJECTIVES).take_while(word).find(capital)
    } else {
        Some(next).filter(word).filter(|_| number.unit.is_none())
    };
    let head = head.filter(|_| plain);
    (head, head.map_or(number.end, |head| head + 1))
}

fn modifies(page: Page, at: usize, start: usize) -> bool {
    let predicate = page.pack.figures.value("predicate", page.low(at)).is_some();
    let noun_follows = page.words.tag(at + 1).is_noun();
    match page.words.tag(at) {
        Tag::Determiner | Tag::Possessive => at == start,
        Tag::Adjective => !predicate || noun_follows,
        Tag::Adverb => matches!(page.low(at), "more" | "mostly" | "other"),
        Tag::Participle | Tag::Gerund => noun_follows && !predicate,
        _ => false,
    }
}

/// Words that an aside behind what is counted may have ("including three children").
const LONGEST_ASIDE: usize = 10;

/// "Five people, including three children, were shot": where the sentence goes on behind the aside.
fn behind_aside(page: Page, end: usize, sentence: u32) -> usize {
    let aside = page.low(end) == "," && page.phrase("aside", end + 1).is_some();
    let close = (end + 1..end + 1 + LONGEST_ASIDE)
        .take_while(|&at| page.words.words.get(at).is_some_and(|word| word.sentence == sentence))
        .find(|&at| page.low(at) == ",");
    close.filter(|_| aside).map_or(end, |comma| comma + 1)
}

/// "killed nine people, among them three children": what became of them is told of those before.
fn aside_of(page: Page, first: usize, last: Option<&Figure>) -> Option<&'static str> {
    let last = last.filter(|last| last.unit.is_none())?;
    let comma = page.words.at_byte(last.span.end);
    let aside = page.low(comma) == ","
        && page.phrase("aside", comma + 1).is_some_and(|(_, length)| comma + 1 + length == first);
    let predicate = last.predicate.as_deref().filter(|_| aside)?;
    page.pack.figures.value("predicate", predicate)
}

/// "killed some 400, while the council spoke of 380": a bare number that a verb of estimating gives is one of the slot
/// that the sentence told of before.
fn spoken_of(page: Page, number: &Number, last: Option<&Figure>) -> Option<&'static str> {
    let verb = number.first.checked_sub(2)?;
    let spoken = page.low(verb + 1) == "of" && page.pack.figures.value("estimate", page.low(verb)) == Some("of");
    let last = last.filter(|last| spoken && last.span.start >= sentence_start(page, number.digits))?;
    let predicate = last.predicate.as_deref()?;
    page.pack.figures.value("predicate", predicate)
}

/// "people were killed", "others wounded", "dead".
fn after(page: Page, end: usize, sentence: u32) -> Option<&'static str> {
    for at in end..end + REACH_AFTER {
        if page.words.words.get(at).is_none_or(|word| word.sentence != sentence) {
            return None;
        }
        if let Some((values, _)) = page.phrase("becomes", at) {
            return values.first().copied();
        }
        if let Some(predicate) = page.pack.figures.value("predicate", page.low(at)) {
            let state = page.pack.figures.value("state", page.low(at)).is_some();
            let active =
                page.words.tagged && !state && (page.words.tag(at) == Tag::Gerund || page.words.tag(at).is_noun());
            return (!active).then_some(predicate);
        }
        let tag = page.words.tag(at);
        let passes = matches!(tag, Tag::Adverb | Tag::Participle | Tag::To | Tag::Modal | Tag::Base | Tag::Wh)
            || page.pack.figures.value("between", page.low(at)).is_some();
        if !passes {
            return None;
        }
    }
    None
}

/// "killed at least", "killing", "claimed the lives of", "injuries to".
fn before(page: Page, first: usize, sentence: u32) -> Option<&'static str> {
    for at in (first.saturating_sub(REACH_BEFORE)..first).rev() {
        if page.words.words[at].sentence != sentence {
            return None;
        }
        if let Some(predicate) = page.pack.figures.value("predicate", page.low(at)) {
            // "survived by two children": those whom the dead leave behind.
            let bereaved = predicate == "survive" && page.low(at + 1) == "by";
            return Some(predicate).filter(|_| !bereaved);
        }
        let passes =
            matches!(page.words.tag(at), Tag::Determiner | Tag::Adverb | Tag::Preposition | Tag::To | Tag::Adjective)
                || page.pack.figures.value("along", page.low(at)).is_some();
        if !passes {
            return None;
        }
    }
    None
}

/// "The death toll from the collapse has risen to 24."
fn toll(page: Page, first: usize, sentence: u32) -> Option<&'static str> {
    let leads = first > 0 && page.pack.figures.value("reaches", page.low(first - 1)).is_some();
    let mut at = first;
    while leads && at > 0 && first - at < TOLL_REACH && page.words.words[at - 1].sentence == sentence {
        at -= 1;
        // "the number of dead", "the number of people killed", "the number killed".
        let people = at > 0 && page.pack.figures.value("counted", page.low(at - 1)).is_some();
        let of = at - usize::from(people);
        let of = of - usize::from(of > 0 && page.low(of - 1) == "of");
        let numbered = of > 0 && of < at && matches!(page.low(of - 1), "number" | "count" | "tally");
        let section = if numbered { "predicate" } else { "toll" };
        if let Some(predicate) = page.pack.figures.value(section, page.low(at)) {
            return Some(predicate);
        }
    }
    None
}
