//! Noun phrases left and right of a verb, by tags alone.

use super::{Tag, Words};

/// Words that a phrase, its appositions included, may have at most. Longer ones in held newswire were two phrases.
const LONGEST: usize = 45;

/// The noun phrase that ends before word `end`, not reaching before `floor`: first word, and one past the last.
///
/// Takes in what stands between commas behind it ("Ana Ruiz, a lawyer from Oren, said"), and prepositions inside it.
pub(in crate::facts) fn noun_phrase_before(words: &Words, floor: usize, end: usize) -> Option<(usize, usize)> {
    let floor = floor.max(end.saturating_sub(LONGEST));
    if end <= floor {
        return None;
    }
    if words.low(end - 1) == "," {
        return phrase_with_insertion(words, floor, end);
    }
    let start = core_before(words, floor, end)?;
    Some((extended_left(words, floor, start), end))
}

/// "NAME, insertion," before `end`.
fn phrase_with_insertion(words: &Words, floor: usize, end: usize) -> Option<(usize, usize)> {
    let inner = end - 1;
    let opening = (floor..inner).rev().take_while(|&at| !is_barrier(words, at)).filter(|&at| words.low(at) == ",");
    for comma in opening {
        let Some(start) = core_before(words, floor, comma) else { continue };
        let aside = words.tag(comma + 1) == Tag::Preposition && opens_clause_at(words, floor, start);
        if comma + 1 < inner && (aside || opens_insertion(words, comma + 1, start)) {
            return Some((extended_left(words, floor, start), inner));
        }
    }
    core_before(words, floor, inner).map(|start| (start, inner))
}

/// "Ruiz, for her part, said": an aside describes nobody, but behind it the verb looks for the subject before it.
fn opens_clause_at(words: &Words, floor: usize, start: usize) -> bool {
    let named = words.tag(start).is_noun() || matches!(words.tag(start), Tag::Determiner | Tag::Possessive);
    named && (start == floor || matches!(words.tag(start - 1), Tag::And | Tag::Other))
}

/// Whether what begins at `at`, behind a comma, can describe the phrase before the comma.
fn opens_insertion(words: &Words, at: usize, phrase: usize) -> bool {
    let counted = words.tag(phrase) == Tag::Number && words.low(phrase + 1) != ",";
    let described =
        counted || words.tag(phrase).is_noun() || matches!(words.tag(phrase), Tag::Determiner | Tag::Possessive);
    let opens = match words.tag(at) {
        Tag::Determiner | Tag::Possessive | Tag::Wh | Tag::Number | Tag::Participle | Tag::Gerund | Tag::Adjective => {
            true
        }
        tag => tag.is_noun(),
    };
    described && opens
}

/// The start of the phrase without insertions that ends before `end`.
fn core_before(words: &Words, floor: usize, end: usize) -> Option<usize> {
    let last = end.checked_sub(1).filter(|&last| last >= floor)?;
    let relative =
        words.low(last) == "that" && words.tag(last) == Tag::Wh && last > floor && words.tag(last - 1).is_noun();
    if words.tag(last) == Tag::Pronoun || matches!(words.low(last), "who" | "which") || relative {
        return Some(last);
    }
    if words.tag(last) == Tag::Wh {
        return None;
    }
    let bracket = words.low(last) == ")";
    let mut start = if bracket { bracket_start(words, floor, last)? } else { end };
    if bracket && start == floor {
        return None;
    }
    start = joined_before(words, floor, run_before(words, floor, start)?);
    start = reduced_before(words, floor, start).unwrap_or(start);
    if start > floor + 1 && words.tag(start - 1) == Tag::And && words.low(start - 1) != "but" {
        start = coordinated(words, floor, start).unwrap_or(start);
    }
    Some(start)
}

/// The start of the phrases that prepositions join with the one at `start`: "a transcript of the meeting".
fn joined_before(words: &Words, floor: usize, mut start: usize) -> usize {
    while start > floor + 1 && words.tag(start - 1) == Tag::Preposition && joins_phrases(words.low(start - 1)) {
        let Some(further) = run_before(words, floor, start - 1) else { break };
        start = further;
    }
    start
}

/// "A transcript released by the council", "a source speaking to the agency": the start of what a participle with its
/// preposition describes, where the phrase at `start` is the last part of that.
fn reduced_before(words: &Words, floor: usize, start: usize) -> Option<usize> {
    let preposition = start.checked_sub(1).filter(|&at| at > floor + 1)?;
    let joins = matches!(words.tag(preposition), Tag::Preposition | Tag::To) && joins_phrases(words.low(preposition));
    let participle = matches!(words.tag(preposition - 1), Tag::Participle | Tag::Past | Tag::Gerund);
    let described = words.tag(preposition - 2).is_noun();
    if !(joins && participle && described) {
        return None;
    }
    run_before(words, floor, preposition - 1).map(|start| joined_before(words, floor, start))
}

/// "Ruiz and Ortiz": the start of the first, where both are of one make.
fn coordinated(words: &Words, floor: usize, second: usize) -> Option<usize> {
    let and = second - 1;
    let first = run_before(words, floor, and)?;
    let alike = words.tag(second) == words.tag(first) && words.tag(and - 1).is_noun();
    let clause_start = first == floor || !words.tag(first - 1).is_verb();
    (alike && clause_start).then_some(first)
}

/// The run of words of one plain phrase that ends before `end`.
fn run_before(words: &Words, floor: usize, end: usize) -> Option<usize> {
    let mut start = end;
    let mut has_head = false;
    while start > floor {
        let at = start - 1;
        let tag = words.tag(at);
        let head_only_word = matches!(
            words.low(at),
            "some"
                | "many"
                | "others"
                | "both"
                | "those"
                | "most"
                | "all"
                | "one"
                | "none"
                | "few"
                | "several"
                | "this"
                | "that"
                | "it"
        );
        let fits = match tag {
            Tag::Noun | Tag::Nouns | Tag::Proper | Tag::Number => true,
            Tag::Determiner | Tag::Possessive | Tag::Adjective | Tag::Genitive => start < end || head_only_word,
            Tag::Participle | Tag::Gerund => start < end && inside_phrase(words, floor, at),
            Tag::Pronoun => start == end,
            Tag::Adverb => {
                start < end && words.tag(at + 1) == Tag::Adjective && at > floor && words.tag(at - 1) == Tag::Determiner
            }
            Tag::Other => {
                start < end
                    && (matches!(words.low(at), "&" | "%" | "$" | "#")
                        || is_plural_owner(words, floor, at)
                        || (words.low(at) == "."
                            && at > floor
                            && words.tag(at - 1) == Tag::Proper
                            && words.raw(at - 1).len() < 5))
            }
            _ => false,
        };
        // "Thursday's meeting": the day belongs to the phrase.
        let day = is_day(words.low(at)) && words.tag(at + 1) != Tag::Genitive;
        if !fits || day {
            break;
        }
        has_head |= tag.is_noun() || head_only_word || matches!(tag, Tag::Pronoun | Tag::Number);
        start = at;
        if matches!(tag, Tag::Determiner | Tag::Possessive | Tag::Pronoun) {
            let before_all = start > floor && matches!(words.low(start - 1), "all" | "both" | "half");
            if before_all {
                start -= 1;
            }
            break;
        }
    }
    (start < end && has_head).then_some(start)
}

/// The apostrophe of "the Dockers' Union".
fn is_plural_owner(words: &Words, floor: usize, at: usize) -> bool {
    let owner = at > floor && words.low(at - 1).ends_with('s') && words.tag(at - 1).is_noun();
    let glued = at > 0 && words.words[at - 1].span.end == words.words[at].span.start;
    words.low(at) == "'" && owner && glued && words.tag(at + 1).is_noun()
}

/// A participle stands inside a phrase where a determiner or adjective stands before it, or a noun after it.
fn inside_phrase(words: &Words, floor: usize, at: usize) -> bool {
    at > floor
        && matches!(words.tag(at - 1), Tag::Determiner | Tag::Possessive | Tag::Adjective | Tag::Genitive | Tag::Number)
}

/// Takes in an apposition on the left: "the mayor, Ana Ruiz" has its role before the name.
fn extended_left(words: &Words, floor: usize, start: usize) -> usize {
    let behind_comma = start > floor + 1 && words.low(start - 1) == ",";
    if !behind_comma || words.tag(start) != Tag::Proper {
        return start;
    }
    match core_before(words, floor, start - 1) {
        Some(role)
            if matches!(words.tag(role), Tag::Determiner | Tag::Possessive)
                && role_starts_clause(words, floor, role) =>
        {
            role
        }
        _ => start,
    }
}

fn role_starts_clause(words: &Words, floor: usize, role: usize) -> bool {
    role == floor || matches!(words.tag(role - 1), Tag::And | Tag::Other)
}

fn bracket_start(words: &Words, floor: usize, close: usize) -> Option<usize> {
    (floor..close).rev().take(8).find(|&at| words.low(at) == "(")
}

fn joins_phrases(word: &str) -> bool {
    matches!(
        word,
        "of" | "for" | "from" | "in" | "at" | "with" | "on" | "against" | "to" | "by" | "near" | "around" | "across"
    )
}

/// Where no noun phrase reaches across.
fn is_barrier(words: &Words, at: usize) -> bool {
    matches!(words.low(at), ";" | ":" | "\"" | "—" | "--" | "''" | "?" | "!")
}

/// Names of days, and words like "today".
pub(in crate::facts) fn is_day(word: &str) -> bool {
    matches!(
        word,
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "yesterday"
            | "today"
            | "tomorrow"
            | "tonight"
    )
}

/// The noun phrase that begins at word `start`, not reaching `limit`; with an insertion behind a comma.
pub(in crate::facts) fn noun_phrase_after(words: &Words, start: usize, limit: usize) -> Option<(usize, usize)> {
    let limit = limit.min(start + LONGEST);
    let mut end = run_after(words, start, limit)?;
    while end + 1 < limit {
        let next = words.tag(end);
        let joins = (next == Tag::Preposition && joins_phrases(words.low(end)) && !is_day(words.low(end + 1)))
            || (next == Tag::And && words.low(end) == "and" && words.tag(end + 1).is_noun());
        let Some(further) = run_after(words, end + 1, limit).filter(|_| joins) else { break };
        end = further;
    }
    if words.low(end) == "," && end + 1 < limit && opens_insertion(words, end + 1, start) {
        let mut stop = end + 1;
        while stop < limit && words.low(stop) != "," && !is_barrier(words, stop) && words.low(stop) != "." {
            stop += 1;
        }
        let closed = stop >= limit || matches!(words.low(stop), "," | "." | "\"" | "''");
        if closed && !is_clause(words, end + 1, stop) {
            end = stop;
        }
    }
    Some((start, end))
}

/// "According to Lind, Ruiz told the council": what has a verb of its own, and opens as no relative clause, is no
/// insertion.
fn is_clause(words: &Words, from: usize, to: usize) -> bool {
    let verb = (from..to).find(|&at| words.tag(at).is_finite() || words.tag(at) == Tag::Wh || words.low(at) == "that");
    verb.is_some_and(|at| at > from && words.tag(at).is_finite() && words.low(at) != "that")
}

fn run_after(words: &Words, start: usize, limit: usize) -> Option<usize> {
    if start < limit && matches!(words.tag(start), Tag::Pronoun) {
        return Some(start + 1);
    }
    let mut end = start;
    let mut has_head = false;
    while end < limit {
        let tag = words.tag(end);
        let fits = match tag {
            Tag::Noun | Tag::Nouns | Tag::Proper | Tag::Number => true,
            Tag::Determiner | Tag::Possessive => end == start,
            Tag::Adjective => !has_head || words.tag(end + 1).is_noun(),
            Tag::Genitive => has_head,
            Tag::Participle | Tag::Gerund => end > start && !has_head,
            Tag::Other => {
                has_head
                    && (words.low(end) == "&"
                        || (words.low(end) == "." && words.raw(end - 1).len() < 5 && words.tag(end + 1) == Tag::Proper))
            }
            _ => false,
        };
        if !fits || is_day(words.low(end)) {
            break;
        }
        has_head |= tag.is_noun() || tag == Tag::Number;
        end += 1;
    }
    let determiner_alone = end == start + 1 && words.tag(start) == Tag::Determiner;
    (has_head || determiner_alone).then_some(end)
}
