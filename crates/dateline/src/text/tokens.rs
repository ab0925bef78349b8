//! Tokens: words, numbers, marks.

use super::Span;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with inner apostrophes, hyphens and dots of initials.
    Word,
    /// Digits, with inner points and commas.
    Number,
    /// One mark or symbol.
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
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        if first.is_whitespace() {
            continue;
        }
        let kind = kind_of(first);
        let mut end = start + first.len_utf8();
        while kind != TokenKind::Mark {
            let Some(&(at, next)) = chars.peek() else { break };
            let joins = is_word_part(next) || (is_joiner(next, kind) && followed_by_part(&text[at..], next));
            if !joins {
                break;
            }
            end = at + next.len_utf8();
            chars.next();
        }
        out.push(Token { span: Span::new(start, end), kind });
    }
    out
}

fn kind_of(first: char) -> TokenKind {
    if first.is_numeric() {
        TokenKind::Number
    } else if is_word_part(first) {
        TokenKind::Word
    } else {
        TokenKind::Mark
    }
}

/// Letters, digits and what combines with them (marks, joiners of emoji and Indic scripts).
fn is_word_part(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}' | '_')
}

fn is_joiner(c: char, kind: TokenKind) -> bool {
    match kind {
        TokenKind::Word => matches!(c, '\'' | '’' | '-' | '‑' | '\u{ad}'),
        TokenKind::Number => matches!(c, '.' | ','),
        TokenKind::Mark => false,
    }
}

fn followed_by_part(from_joiner: &str, joiner: char) -> bool {
    from_joiner[joiner.len_utf8()..].chars().next().is_some_and(is_word_part)
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
            words("Putin’s “1,250.5 troops” al-Assad, U.N."),
            ["Putin’s", "“", "1,250.5", "troops", "”", "al-Assad", ",", "U", ".", "N", "."]
        );
    }
}
