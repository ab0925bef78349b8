//! Numbers in digits and in words.

use super::grammar::Grammar;
use super::words::{WordKind, Words};

/// No number of an expression of time has more words than this ("nine hundred and ninety-nine thousand").
const LONGEST: usize = 8;

/// Reads a number at word `at`: its value, and the word after it.
pub(super) fn number(grammar: &Grammar, words: &Words, at: usize) -> Option<(f64, usize)> {
    let word = &words.list[at];
    if word.kind != WordKind::Digits {
        return in_words(grammar, words, at);
    }
    let whole = f64::from(word.digits?);
    if let Some((part, next)) = decimals(words, at + 1).or_else(|| common_fraction(words, at + 1)) {
        return Some((whole + part, next));
    }
    let scale = words.list.get(at + 1).and_then(|next| grammar.in_table(grammar.number_tables().2?, next.id));
    Some(scale.map_or((whole, at + 1), |scale| (whole * scale, at + 2)))
}

/// ".5" right after digits.
fn decimals(words: &Words, at: usize) -> Option<(f64, usize)> {
    let (stop, digits) = (words.list.get(at)?, words.list.get(at + 1)?);
    let point = stop.glued && words.folded(at) == "." && digits.glued && digits.kind == WordKind::Digits;
    let value = digits.digits.filter(|_| point && digits.digit_count <= 2)?;
    Some((f64::from(value) / 10f64.powi(i32::from(digits.digit_count)), at + 2))
}

/// "1/2" after digits and a blank or hyphen.
fn common_fraction(words: &Words, at: usize) -> Option<(f64, usize)> {
    let hyphen = usize::from(words.list.get(at)?.kind == WordKind::Mark && words.folded(at) == "-");
    let (over, slash, under) = (words.list.get(at + hyphen)?, at + hyphen + 1, words.list.get(at + hyphen + 2)?);
    let fits = !over.glued || hyphen == 1;
    let is_fraction = fits && words.list[slash].glued && words.folded(slash) == "/" && under.glued;
    let (over, under) = (over.digits.filter(|_| is_fraction)?, under.digits?);
    (over < under && under <= 10).then(|| (f64::from(over) / f64::from(under), at + hyphen + 3))
}

/// "twenty-four", "two hundred and fifty thousand".
fn in_words(grammar: &Grammar, words: &Words, at: usize) -> Option<(f64, usize)> {
    let (number, _, scale) = grammar.number_tables();
    let (mut total, mut group, mut end) = (0.0, 0.0, at);
    let mut smallest = f64::INFINITY;
    let mut next = at;
    while next < words.list.len().min(at + LONGEST) {
        let word = &words.list[next];
        if let Some(value) = number.and_then(|table| grammar.in_table(table, word.id)) {
            // "two five" are two numbers, "twenty five" is one.
            if value >= smallest {
                break;
            }
            group += value;
            smallest = if value < 20.0 { 1.0 } else { 10.0 };
        } else if let Some(value) = scale.and_then(|table| grammar.in_table(table, word.id)) {
            let counted = if group == 0.0 { 1.0 } else { group };
            (total, group) = if value >= 1000.0 { (total + counted * value, 0.0) } else { (total, counted * value) };
            smallest = f64::INFINITY;
        } else if !(next > at && joins(grammar, words, next)) {
            break;
        } else {
            next += 1;
            continue;
        }
        next += 1;
        end = next;
    }
    (end > at).then_some((total + group, end))
}

/// A hyphen or "and" between number words.
fn joins(grammar: &Grammar, words: &Words, at: usize) -> bool {
    let word = &words.list[at];
    (word.kind == WordKind::Mark && word.glued && words.folded(at) == "-")
        || grammar.in_named("number_joint", word.id).is_some()
}

/// Reads "21st", "first", "twenty-first": its value, and the word after it.
pub(super) fn ordinal(grammar: &Grammar, words: &Words, at: usize) -> Option<(f64, usize)> {
    let (number, ordinal, _) = grammar.number_tables();
    let word = &words.list[at];
    if word.kind == WordKind::Digits {
        let ending = words.list.get(at + 1).filter(|next| next.glued)?;
        grammar.in_named("nth", ending.id)?;
        return word.digits.map(|value| (f64::from(value), at + 2));
    }
    if let Some(value) = ordinal.and_then(|table| grammar.in_table(table, word.id)) {
        return Some((value, at + 1));
    }
    let tens = number.and_then(|table| grammar.in_table(table, word.id)).filter(|tens| *tens >= 20.0)?;
    let ones_at = at + 1 + usize::from(words.list.get(at + 1).is_some() && joins(grammar, words, at + 1));
    let ones = ordinal.and_then(|table| grammar.in_table(table, words.list.get(ones_at)?.id)).filter(|v| *v < 10.0)?;
    Some((tens + ones, ones_at + 1))
}

/// Reads "nineteen ninety-six" or "two thousand and five" as a year: its value, and the word after it.
pub(super) fn year_in_words(grammar: &Grammar, words: &Words, at: usize) -> Option<(f64, usize)> {
    let (century, next) = in_words(grammar, words, at)?;
    if (2000.0..2100.0).contains(&century) && next > at + 1 {
        return Some((century, next));
    }
    let (rest, end) = in_words(grammar, words, next.min(words.list.len().saturating_sub(1)))?;
    let is_year = (15.0..=20.0).contains(&century) && (10.0..100.0).contains(&rest) && end > next;
    is_year.then_some((century * 100.0 + rest, end))
}
