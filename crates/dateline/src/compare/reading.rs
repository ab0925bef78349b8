//! The sentences of a story as stems, so that two tellings of one thing can be found.

use frostem::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;

use crate::facts::Marked;
use crate::lang::{self, LangPack};
use crate::text::{Span, TokenKind, tokens};

/// A stem of a story's vocabulary, by number.
pub(crate) type Term = u32;

/// A sentence of a member.
#[derive(Debug, Clone)]
pub(crate) struct Sentence {
    /// Index of its article in the heap.
    pub(crate) article: usize,
    /// Number of its article among the story's members.
    pub(crate) member: usize,
    /// Its number in its article, from 0.
    pub(crate) position: usize,
    /// Where it stands.
    pub(crate) span: Span,
    /// All its words as stems, in order.
    pub(crate) words: Vec<Term>,
    /// Its content words, each once, ascending.
    pub(crate) content: Vec<Term>,
}

/// The words of a story.
#[derive(Debug, Clone, Default)]
pub(crate) struct Vocabulary {
    known: FxHashMap<String, Term>,
    stems: FxHashMap<String, Term>,
    is_content: Vec<bool>,
    is_number: Vec<bool>,
}

impl Vocabulary {
    /// Number of stems.
    pub(crate) fn len(&self) -> usize {
        self.is_content.len()
    }

    /// Whether a stem carries a subject: no function word and no single letter.
    pub(crate) fn is_content(&self, term: Term) -> bool {
        self.is_content[term as usize]
    }

    /// Whether a stem is written in digits.
    pub(crate) fn is_number(&self, term: Term) -> bool {
        self.is_number[term as usize]
    }

    /// The words of a stretch as stems, in order; marks are left out.
    pub(crate) fn read(&mut self, stretch: &str, pack: &LangPack) -> Vec<Term> {
        let mut folded = String::new();
        let mut out = Vec::with_capacity(stretch.len() / 6);
        for token in tokens(stretch).into_iter().filter(|token| token.kind != TokenKind::Mark) {
            folded.clear();
            let word = token.span.of(stretch);
            if word.is_ascii() {
                folded.push_str(word);
                folded.make_ascii_lowercase();
            } else {
                word.chars().for_each(|c| if c == '’' { folded.push('\'') } else { folded.extend(c.to_lowercase()) });
            }
            out.push(self.term(&folded, pack));
        }
        out
    }

    fn term(&mut self, word: &str, pack: &LangPack) -> Term {
        if let Some(&term) = self.known.get(word) {
            return term;
        }
        let base = word.strip_suffix("'s").unwrap_or(word);
        let stem = match pack.code {
            "en" => Stemmer::new(Algorithm::English).stem(base).into_owned(),
            _ => base.to_owned(),
        };
        let carries = base.chars().nth(1).is_some() || base.starts_with(|c: char| c.is_numeric() || c > '\u{2e80}');
        let is_content = carries && !pack.stopwords.has(word) && !pack.stopwords.has(base);
        let next = self.is_content.len() as Term;
        let term = *self.stems.entry(stem).or_insert(next);
        if term == next {
            self.is_content.push(is_content);
            self.is_number.push(base.starts_with(|c: char| c.is_numeric()));
        }
        self.known.insert(word.to_owned(), term);
        term
    }
}

/// Sentences read of one article. A report has dozens; what goes on for longer is a page of many things, and each of
/// its sentences would be set against all others.
const MOST_SENTENCES: usize = 1500;

/// A story, read.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reading {
    /// Its sentences, by member, in order.
    pub(crate) sentences: Vec<Sentence>,
    /// Its words.
    pub(crate) vocabulary: Vocabulary,
    /// How telling a stem is: the fewer sentences have it, the more.
    pub(crate) telling: Vec<f32>,
}

impl Reading {
    /// Reads the articles of a story.
    pub(crate) fn of(members: &[usize], articles: &[Marked]) -> Self {
        let mut vocabulary = Vocabulary::default();
        let mut sentences = Vec::new();
        for (member, &article) in members.iter().enumerate() {
            let marked = &articles[article];
            let pack = lang::pack(marked.article.language.as_ref());
            for (position, &span) in marked.marks.sentences.iter().take(MOST_SENTENCES).enumerate() {
                let span = without_dateline(marked, span);
                let words = vocabulary.read(marked.article.text.slice(span), pack);
                let content = content_of(&words, &vocabulary);
                sentences.push(Sentence { article, member, position, span, words, content });
            }
        }
        let telling = telling(&sentences, vocabulary.len());
        Self { sentences, vocabulary, telling }
    }

    /// How much a set of stems tells.
    pub(crate) fn weight(&self, content: &[Term]) -> f32 {
        content.iter().map(|&term| self.telling[term as usize]).sum()
    }

    /// How much two sets of stems tell together.
    pub(crate) fn common(&self, a: &[Term], b: &[Term]) -> f32 {
        let (mut i, mut j, mut sum) = (0, 0, 0.0);
        while i < a.len() && j < b.len() {
            match a[i].cmp(&b[j]) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    sum += self.telling[a[i] as usize];
                    i += 1;
                    j += 1;
                }
            }
        }
        sum
    }

    /// How alike two sets of stems are, 0 to 1 (weighted Dice).
    pub(crate) fn likeness(&self, a: &[Term], b: &[Term]) -> f32 {
        let both = self.weight(a) + self.weight(b);
        if both > 0.0 { 2.0 * self.common(a, b) / both } else { 0.0 }
    }
}

/// The content words among `words`, each once, ascending.
pub(crate) fn content_of(words: &[Term], vocabulary: &Vocabulary) -> Vec<Term> {
    let mut content: Vec<Term> = words.iter().copied().filter(|&term| vocabulary.is_content(term)).collect();
    content.sort_unstable();
    content.dedup();
    content
}

/// A sentence less the dateline that opens its article: the place of reporting is no part of what is told.
fn without_dateline(marked: &Marked, sentence: Span) -> Span {
    let text = marked.article.text.as_str();
    match &marked.article.dateline {
        Some(line) if sentence.start <= line.span.start && line.span.end < sentence.end => {
            Span { start: line.span.end, end: sentence.end }.trimmed(text)
        }
        _ => sentence,
    }
}

fn telling(sentences: &[Sentence], terms: usize) -> Vec<f32> {
    let mut held = vec![0u32; terms];
    for &term in sentences.iter().flat_map(|sentence| &sentence.content) {
        held[term as usize] += 1;
    }
    let all = sentences.len() as f32;
    held.into_iter().map(|held| (1.0 + all / (held as f32 + 1.0)).ln()).collect()
}

/// A stretch of text without line breaks.
pub(crate) fn one_line(stretch: &str) -> String {
    stretch.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_are_one_stem_and_function_words_carry_nothing() {
        let pack = lang::pack(Some(&lang::Lang::new("en")));
        let mut vocabulary = Vocabulary::default();
        let words = vocabulary.read("The door opens; doors opened the Mayor’s day", pack);
        assert_eq!(words[1], words[3]);
        assert_eq!(words[2], words[4]);
        assert!(!vocabulary.is_content(words[0]));
        let mayor = vocabulary.read("mayor", pack);
        assert!(words.contains(&mayor[0]));
    }
}
