//! Tokens: words, numbers, marks.

use super::Span;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with inner apostrophes and hyphens, or initials with their full stops ("U.N."). One character in
    /// scripts that write no blanks (Han, kana).
    Word,
    /// Digits, with inner points and commas.
    Number,
    /// One mark or symbol, with what combines with it.
    Mark,
}

/// One token of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
}

/// The tokens of `text` in reading order, in linear time.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::with_capacity(text.len() / 5);
    let mut start = 0;
    while let Some(first) = text[start..].chars().next() {
        if first.is_whitespace() {
            start += first.len_utf8();
            continue;
        }
        let kind = kind_of(first);
        let end = start + length(&text[start..], first, kind);
        out.push(Token { span: Span::new(start, end), kind });
        start = end;
    }
    out
}

fn kind_of(first: char) -> TokenKind {
    if first.is_numeric() {
        TokenKind::Number
    } else if is_word_part(first) && !combines(first) {
        TokenKind::Word
    } else {
        TokenKind::Mark
    }
}

/// Bytes of the token that opens `rest` with `first`.
fn length(rest: &str, first: char, kind: TokenKind) -> usize {
    if kind == TokenKind::Mark || stands_alone(first) {
        return first.len_utf8() + combining(&rest[first.len_utf8()..]);
    }
    if let Some(end) = initials(rest) {
        return end;
    }
    let mut end = first.len_utf8();
    let mut chars = rest.char_indices().skip(1).peekable();
    while let Some((at, next)) = chars.next() {
        let part = is_word_part(next) && !stands_alone(next);
        if !part && !joins(&rest[..at], next, chars.peek().map(|&(_, after)| after), kind) {
            break;
        }
        end = at + next.len_utf8();
    }
    end
}

/// Bytes of what combines with the character before.
fn combining(rest: &str) -> usize {
    rest.char_indices().find(|&(_, c)| !combines(c)).map_or(rest.len(), |(at, _)| at)
}

/// Bytes of two or more single letters with their full stops ("U.N.", "e.g.").
fn initials(rest: &str) -> Option<usize> {
    let mut end = 0;
    let mut letters = 0;
    let mut chars = rest.chars();
    while let (Some(letter), Some('.')) = (chars.next(), chars.next()) {
        if !letter.is_alphabetic() {
            break;
        }
        end += letter.len_utf8() + 1;
        letters += 1;
    }
    let runs_on = rest[end..].starts_with(is_word_part);
    (letters >= 2 && !runs_on).then_some(end)
}

/// Letters, digits and what combines with them.
fn is_word_part(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || combines(c)
}

/// Combining marks, joiners of emoji and Indic scripts, variation selectors, skin tones.
fn combines(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}')
        || matches!(c, '\u{1f3fb}'..='\u{1f3ff}')
}

/// Characters of scripts that write no blanks: each is a token.
fn stands_alone(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2ffff}')
}

/// Whether a mark between two parts of a word belongs to it; told are what stands before it and the character behind.
fn joins(before: &str, mark: char, behind: Option<char>, kind: TokenKind) -> bool {
    let Some(behind) = behind else { return false };
    // "magnitude-6.1": the point of a number that a hyphen ties to a word.
    let point = matches!(mark, '.' | ',') && before.ends_with(|c: char| c.is_ascii_digit());
    (is_joiner(mark, kind) && is_word_part(behind)) || (point && behind.is_ascii_digit())
}

fn is_joiner(c: char, kind: TokenKind) -> bool {
    match kind {
        TokenKind::Word => matches!(c, '\'' | '’' | '-' | '‑' | '\u{ad}'),
        TokenKind::Number => matches!(c, '.' | ','),
        TokenKind::Mark => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokens(text).iter().map(|token| token.span.of(text)).collect()
    }

    #[test]
    fn joins_inner_marks_and_splits_outer_ones() {
        assert_eq!(
            words("Ruiz’s “1,250.5 troops” al-Rashid, now."),
            ["Ruiz’s", "“", "1,250.5", "troops", "”", "al-Rashid", ",", "now", "."]
        );
    }

    #[test]
    fn a_number_that_is_tied_to_a_word_stays_whole() {
        assert_eq!(
            words("A magnitude-6.1 quake in May-2. 3"),
            ["A", "magnitude-6.1", "quake", "in", "May-2", ".", "3"]
        );
    }

    #[test]
    fn initials_keep_their_stops() {
        assert_eq!(
            words("the U.N. and J.R. Smith, e.g. A. Or"),
            ["the", "U.N.", "and", "J.R.", "Smith", ",", "e.g.", "A", ".", "Or"]
        );
    }

    #[test]
    fn han_and_kana_stand_alone_and_emoji_stay_whole() {
        assert_eq!(words("东京 e\u{301}te 👩\u{200d}🚀!"), ["东", "京", "e\u{301}te", "👩\u{200d}", "🚀", "!"]);
    }

    #[test]
    fn a_megabyte_without_a_blank_is_walked_once() {
        assert_eq!(tokens(&"a".repeat(1_000_000)).len(), 1);
        assert_eq!(tokens(&"a.".repeat(500_000)).len(), 1);
        assert_eq!(tokens(&"“".repeat(100_000)).len(), 100_000);
    }
}
