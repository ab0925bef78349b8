//! Text put together from tokens, as a writer would set them.

use std::ops::Range;

/// Joins tokens to a text.
#[derive(Debug, Default)]
pub(super) struct TokenText {
    /// The text so far.
    pub text: String,
    /// Its length in code points.
    length: usize,
    separator: &'static str,
}

impl TokenText {
    /// Adds a token; gives the code points that it takes.
    pub(super) fn token(&mut self, token: &str) -> Range<usize> {
        let clings = matches!(token, "." | "," | ";" | ":" | "!" | "?" | "%" | ")" | "]" | "n't" | "...")
            || (token.starts_with(['\'', '’']) && token.chars().count() > 1);
        if !(clings && self.separator == " ") {
            self.push(self.separator);
        }
        let start = self.length;
        self.push(token);
        self.separator = if matches!(token, "(" | "[" | "$" | "#" | "@") { "" } else { " " };
        start..self.length
    }

    /// Ends a sentence: a line ends with it where it has no stop.
    pub(super) fn end_sentence(&mut self) {
        if self.length > 0 {
            self.separator = if self.text.ends_with(['.', '!', '?', '"', '”']) { " " } else { "\n" };
        }
    }

    /// Ends a sentence and its line.
    pub(super) fn end_line(&mut self) {
        if self.length > 0 {
            self.separator = "\n";
        }
    }

    fn push(&mut self, piece: &str) {
        self.text.push_str(piece);
        self.length += piece.chars().count();
    }
}
