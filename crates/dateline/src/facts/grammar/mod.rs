//! Words with their parts of speech: what the readers of quotations and figures see of a text.
//!
//! Clitics ("'s", "n't", "'ll") are words of their own here. Tags come from an averaged perceptron over hashed
//! features (Collins 2002), trained by `dateline-eval`; other languages than English get no tags but
//! [`Tag::Other`] and [`Tag::Proper`] by their capitals.

mod phrases;
mod tagger;

pub(super) use phrases::{is_day, noun_phrase_after, noun_phrase_before};
pub use tagger::{BUCKETS, TAGS, Tag, features, is_headline};

use rustc_hash::FxHashSet;

use super::sites::sites;
use crate::text::{Span, TokenKind, tokens};

/// A word of a text.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// Its part of speech.
    pub tag: Tag,
    /// Number of its sentence.
    pub sentence: u32,
    /// Its lower-case form in the arena of [`Words`].
    folded: Span,
}

/// All words of a text.
#[derive(Debug)]
pub struct Words<'t> {
    /// The text.
    pub text: &'t str,
    /// Its words in order.
    pub words: Vec<Word>,
    /// Whether the tags tell more than capitals do: whether the model knows the language.
    pub tagged: bool,
    folded: String,
}

impl<'t> Words<'t> {
    /// Reads and tags the words of `sentences`. `english` says whether the model knows the language.
    pub fn read(text: &'t str, sentences: &[Span], english: bool) -> Self {
        let mut out = Self {
            text,
            words: Vec::with_capacity(text.len() / 5),
            tagged: english,
            folded: String::with_capacity(text.len()),
        };
        let sites = sites(text);
        let mut next_site = 0;
        for (number, sentence) in sentences.iter().enumerate() {
            let first = out.words.len();
            for token in tokens(sentence.of(text)) {
                let span = token.span.shifted(sentence.start as usize);
                while sites.get(next_site).is_some_and(|site| site.end <= span.start) {
                    next_site += 1;
                }
                if let Some(&site) = sites.get(next_site).filter(|site| site.overlaps(span)) {
                    if site.start == span.start {
                        out.push(site, TokenKind::Word, number);
                    }
                    continue;
                }
                let split = if token.kind == TokenKind::Word { clitic_length(span.of(text)) } else { 0 };
                let cut = span.end as usize - split;
                out.push(Span::new(span.start as usize, cut), token.kind, number);
                out.push(Span::new(cut, span.end as usize), token.kind, number);
            }
            out.tag_sentence(first, english);
        }
        out
    }

    fn push(&mut self, span: Span, kind: TokenKind, sentence: usize) {
        if span.is_empty() {
            return;
        }
        let start = self.folded.len();
        fold(span.of(self.text), &mut self.folded);
        let folded = Span::new(start, self.folded.len());
        self.words.push(Word { span, kind, tag: Tag::Other, sentence: sentence as u32, folded });
    }

    fn tag_sentence(&mut self, first: usize, english: bool) {
        // The tagger has learned of lists that open their items with a dash, and takes a single mark behind an s for an
        // owner's.
        let words = &self.words[first..];
        let behind_s = |at: usize| at > 0 && words[at - 1].span.of(self.text).ends_with('s');
        let form = |at: usize| match words[at].span.of(self.text) {
            "•" | "‣" | "▪" | "◦" | "●" | "■" => ("-", "-"),
            "'" | "‘" if behind_s(at) && opens_marks(words, at) => ("\"", "\""),
            raw => (raw, words[at].folded.of(&self.folded)),
        };
        let forms: Vec<(&str, &str)> = (0..words.len()).map(form).collect();
        let tags = if english { tagger::tag(&forms) } else { tagger::tag_by_shape(&forms) };
        for (word, tag) in self.words[first..].iter_mut().zip(tags) {
            word.tag = foreign_tag(word.span.of(self.text)).filter(|_| english).unwrap_or(tag);
        }
    }

    /// Lets the names that are known tell the tagger about its rare words: a capitalised word inside one is a name,
    /// and so is a word that opens a sentence and stands in one elsewhere, unless the text also writes it small.
    pub fn settle_names<'n>(&mut self, names: impl Iterator<Item = &'n Span>) {
        let mut known: FxHashSet<String> = FxHashSet::default();
        for name in names {
            for at in self.at_byte(name.start)..self.at_byte(name.end) {
                if self.raw(at).starts_with(char::is_uppercase) && is_open(self.tag(at)) {
                    known.insert(self.low(at).to_owned());
                    self.words[at].tag = Tag::Proper;
                }
            }
        }
        if known.is_empty() {
            return;
        }
        for at in (0..self.len()).filter(|&at| self.raw(at).starts_with(char::is_lowercase)) {
            known.remove(self.low(at));
        }
        for at in 0..self.len() {
            let opens = at == 0 || self.words[at - 1].sentence != self.words[at].sentence || self.low(at - 1) == "\"";
            let fits = opens && self.raw(at).starts_with(char::is_uppercase) && is_open(self.tag(at));
            if fits && known.contains(self.low(at)) {
                self.words[at].tag = Tag::Proper;
            }
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// The lower-case form of word `at`; empty beyond the ends.
    pub fn low(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.folded.of(&self.folded))
    }

    /// Word `at` as written; empty beyond the ends.
    pub fn raw(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.span.of(self.text))
    }

    /// The tag of word `at`; [`Tag::Other`] beyond the ends.
    pub fn tag(&self, at: usize) -> Tag {
        self.words.get(at).map_or(Tag::Other, |word| word.tag)
    }

    /// The characters from word `from` to before word `to`.
    pub fn span(&self, from: usize, to: usize) -> Span {
        debug_assert!(from < to, "a run of words is not empty");
        self.words[from].span.join(self.words[to - 1].span)
    }

    /// Number of the first word that starts at or after a byte.
    pub fn at_byte(&self, byte: u32) -> usize {
        self.words.partition_point(|word| word.span.start < byte)
    }
}

/// Whether the mark at `at` opens the word that follows: it stands by it and not by the one before.
fn opens_marks(words: &[Word], at: usize) -> bool {
    let apart = at == 0 || words[at - 1].span.end < words[at].span.start;
    let glued = |next: &Word| next.kind == TokenKind::Word && next.span.start == words[at].span.end;
    apart && words.get(at + 1).is_some_and(glued)
}

/// Arrows, signs and pictures begin here; dashes, marks and currencies stand before.
const FIRST_SIGN: char = '\u{2190}';

/// The tag of what the model cannot know: pictures are marks, and a word in letters without case is a name.
fn foreign_tag(word: &str) -> Option<Tag> {
    let first = word.chars().next().filter(|c| !c.is_ascii())?;
    if first >= FIRST_SIGN && !word.chars().any(char::is_alphanumeric) {
        return Some(Tag::Other);
    }
    (first.is_alphabetic() && !first.is_lowercase() && !first.is_uppercase()).then_some(Tag::Proper)
}

/// Whether the words of a tag are so many that no model knows them all.
fn is_open(tag: Tag) -> bool {
    let closed = matches!(
        tag,
        Tag::Determiner | Tag::Pronoun | Tag::Possessive | Tag::Preposition | Tag::And | Tag::Number | Tag::Genitive
    );
    !closed
}

/// Appends the form of a word that the model sees: lower case, plain marks.
pub fn fold(word: &str, out: &mut String) {
    for c in word.chars() {
        match c {
            '’' | '‘' => out.push('\''),
            '“' | '”' | '„' | '«' | '»' => out.push('"'),
            '\u{ad}' => {}
            _ => out.extend(c.to_lowercase()),
        }
    }
}

/// Words that are written onto the word before.
const CLITICS: [&str; 7] = ["n't", "'s", "'re", "'ve", "'ll", "'d", "'m"];

/// Bytes of the clitic that ends a word: "'s", "n't", "'ll".
fn clitic_length(word: &str) -> usize {
    let tail_start = word.char_indices().rev().nth(3).map_or(0, |(at, _)| at);
    let tail = &word[tail_start..];
    let plain = tail.replace('’', "'").to_lowercase();
    let Some(clitic) = CLITICS.iter().find(|clitic| plain.ends_with(**clitic)) else { return 0 };
    let start = tail.char_indices().rev().nth(clitic.chars().count() - 1).map_or(0, |(at, _)| at);
    let length = tail.len() - start;
    if length == word.len() { 0 } else { length }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clitics_are_words_of_their_own() {
        let text = "Orlova’s men didn't say they'll go.";
        let words = Words::read(text, &[Span::new(0, text.len())], true);
        let forms: Vec<&str> = (0..words.len()).map(|at| words.raw(at)).collect();
        assert_eq!(forms, ["Orlova", "’s", "men", "did", "n't", "say", "they", "'ll", "go", "."]);
    }
}
