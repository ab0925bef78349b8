//! Words in quotation marks that no verb of speech introduces: `hailed progress, which "opens the door"`.

use super::speakers::{SpeakerName, subject};
use crate::facts::Marked;
use crate::text::Span;

/// Words in marks from which on they are somebody's words and no distance or title.
const LEAST_WORDS: usize = 4;

/// Stretches in marks that are part of no quotation, with whom the grammar of their sentence gives them to.
pub(super) fn loose_quotes(marked: &Marked) -> Vec<(Span, Option<SpeakerName>)> {
    let text = marked.article.text.as_str();
    let parts: Vec<Span> = marked.marks.quotes.iter().flat_map(|quote| &quote.parts).copied().collect();
    let mut out = Vec::new();
    for &sentence in &marked.marks.sentences {
        for span in in_marks(text, sentence) {
            let known = parts.iter().any(|part| part.overlaps(span));
            if !known && span.of(text).split_whitespace().count() >= LEAST_WORDS {
                out.push((span, subject(marked, sentence)));
            }
        }
    }
    out
}

/// What stands in quotation marks in a sentence, without the marks.
pub(crate) fn in_marks(text: &str, sentence: Span) -> Vec<Span> {
    let mut out = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let inside = sentence.of(text);
    for (at, c) in inside.char_indices() {
        let next = at + c.len_utf8();
        match open {
            Some((start, close)) if c == close && closes(inside, next, c) => {
                out.push(Span::new(start, at).shifted(sentence.start as usize));
                open = None;
            }
            Some(_) => {}
            None => open = closing(c).map(|close| (next, close)),
        }
    }
    out
}

fn closing(open: char) -> Option<char> {
    match open {
        '“' => Some('”'),
        '"' => Some('"'),
        '‘' => Some('’'),
        '«' => Some('»'),
        '„' => Some('“'),
        _ => None,
    }
}

/// An apostrophe inside a word does not close.
fn closes(inside: &str, next: usize, mark: char) -> bool {
    mark != '’' || !inside[next..].starts_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found = in_marks(text, Span::new(0, text.len()));
        let found: Vec<&str> = found.into_iter().map(|span| span.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn pairs_of_every_style_are_read_and_apostrophes_are_not() {
        check("He hailed \"progress\", which ‘won’t stop’ or “end”.", &["progress", "won’t stop", "end"]);
        check("An “open mark stays open.", &[]);
    }
}
