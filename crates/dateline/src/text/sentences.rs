//! Sentences with exact positions.

use super::Span;

/// The sentences of one paragraph, trimmed, in order, covering every non-blank byte of it.
///
/// `is_abbreviation` is asked for the lower-case word before a full stop ("gen", "u.n").
pub fn sentences(text: &str, paragraph: Span, is_abbreviation: &dyn Fn(&str) -> bool) -> Vec<Span> {
    let inside = paragraph.of(text);
    let mut out = Vec::new();
    let mut start = 0;
    let mut chars = inside.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？') {
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some(&(next_at, next)) = chars.peek() {
            if !matches!(next, '.' | '!' | '?' | '"' | '\'' | '”' | '’' | '»' | ')' | ']') {
                break;
            }
            end = next_at + next.len_utf8();
            chars.next();
        }
        if ends_sentence(inside, start, at, end, is_abbreviation) {
            push(&mut out, text, paragraph, start, end);
            start = end;
        }
    }
    push(&mut out, text, paragraph, start, inside.len());
    out
}

fn push(out: &mut Vec<Span>, text: &str, paragraph: Span, start: usize, end: usize) {
    let sentence = Span::new(start, end).shifted(paragraph.start as usize).trimmed(text);
    if !sentence.is_empty() {
        out.push(sentence);
    }
}

fn ends_sentence(inside: &str, start: usize, stop: usize, end: usize, is_abbreviation: &dyn Fn(&str) -> bool) -> bool {
    let after = &inside[end..];
    if inside[stop..].starts_with(['。', '！', '？']) || after.trim().is_empty() {
        return true;
    }
    if !after.starts_with(char::is_whitespace) {
        return false;
    }
    let next = after.trim_start().chars().next().unwrap_or(' ');
    if next.is_lowercase() {
        return false;
    }
    let word = inside[start..stop].rsplit([' ', '\n', '\t', '(', '“', '"']).next().unwrap_or("");
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    !(inside[stop..].starts_with('.') && (initial || is_abbreviation(&word.to_lowercase())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found = sentences(text, Span::new(0, text.len()), &|word| matches!(word, "gen" | "u.n"));
        let found: Vec<&str> = found.iter().map(|span| span.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn abbreviations_and_initials_do_not_end_a_sentence() {
        check("Gen. J. Smith left. “He ran.” It rained.", &["Gen. J. Smith left.", "“He ran.”", "It rained."]);
    }
}
