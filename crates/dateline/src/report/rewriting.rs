//! Whether a rephrased sentence keeps to its sources.
//!
//! Every name, number, date and quotation of it must stand in one of the cited stretches, a number with the same
//! words that bound it, and what it denies must be as often denied there. This does not prove that the sentence says
//! the same; it refuses what can be seen to be new.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::LazyLock;

use crate::lang::{self, Lang, WordSet};
use crate::text::{Token, TokenKind, tokens};

static HEDGES: LazyLock<WordSet> = LazyLock::new(|| WordSet::parse(include_str!("../../data/compare/hedges.txt")));
static TIMES: LazyLock<WordSet> = LazyLock::new(|| WordSet::parse(include_str!("../../data/compare/times.txt")));
static DENIALS: LazyLock<WordSet> = LazyLock::new(|| WordSet::parse(include_str!("../../data/compare/denials.txt")));

/// Why a rephrased sentence is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It holds nothing.
    Empty,
    /// It is more than one line, or far longer than its sources.
    TooLong,
    /// A name that no source has.
    Name(String),
    /// A number that no source has, or has with other bounds.
    Number(String),
    /// A word of time that no source has.
    Time(String),
    /// A quotation that no source has in these words.
    Quotation(String),
    /// It denies what its sources state, or the other way round.
    Denial,
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(out, "it is empty"),
            Self::TooLong => write!(out, "it is longer than its sources"),
            Self::Name(name) => write!(out, "no source names “{name}”"),
            Self::Number(number) => write!(out, "no source gives “{number}”"),
            Self::Time(time) => write!(out, "no source tells of “{time}”"),
            Self::Quotation(words) => write!(out, "no source has the words “{words}”"),
            Self::Denial => write!(out, "it does not deny what its sources deny"),
        }
    }
}

/// Words by which a sentence may be longer than its longest source.
const LONGER: usize = 8;

/// Whether `sentence` keeps to the stretches that it cites.
///
/// # Errors
/// The first thing in it that no stretch carries.
pub fn keeps_to(sentence: &str, sources: &[&str]) -> Result<(), Refusal> {
    let sentence = Words::of(sentence);
    let sources: Vec<Words<'_>> = sources.iter().map(|source| Words::of(source)).collect();
    if sentence.words.is_empty() {
        return Err(Refusal::Empty);
    }
    let longest = sources.iter().map(|source| source.words.len()).max().unwrap_or(0);
    if sentence.words.len() > longest + LONGER || sentence.text.trim().contains('\n') {
        return Err(Refusal::TooLong);
    }
    numbers(&sentence, &sources)?;
    times(&sentence, &sources)?;
    quotations(&sentence, &sources)?;
    names(&sentence, &sources)?;
    let denials = |words: &Words<'_>| words.folded.iter().filter(|word| DENIALS.has(word)).count();
    let denied = denials(&sentence);
    if sources.iter().any(|source| denials(source) == denied) { Ok(()) } else { Err(Refusal::Denial) }
}

/// A text with its words, marks left out.
struct Words<'t> {
    text: &'t str,
    words: Vec<Token>,
    folded: Vec<String>,
}

impl<'t> Words<'t> {
    fn of(text: &'t str) -> Self {
        let words: Vec<Token> = tokens(text).into_iter().filter(|token| token.kind != TokenKind::Mark).collect();
        let folded = words.iter().map(|token| fold(token.span.of(text))).collect();
        Self { text, words, folded }
    }

    fn written(&self, at: usize) -> &'t str {
        self.words[at].span.of(self.text)
    }

    fn has(&self, word: &str) -> bool {
        self.folded.iter().any(|known| known == word)
    }

    /// The words that bound the number at `at`, up to three before it.
    fn hedges(&self, at: usize) -> BTreeSet<&str> {
        let before = self.folded[at.saturating_sub(3)..at].iter().rev();
        before
            .take_while(|word| HEDGES.has(word) || *word == "at" || *word == "more" || *word == "fewer")
            .map(String::as_str)
            .collect()
    }
}

fn fold(word: &str) -> String {
    let lower = word.to_lowercase().replace('’', "'");
    lower.strip_suffix("'s").unwrap_or(&lower).to_owned()
}

/// Whether a word is a number, in digits or spelt out.
fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        || lang::pack(Some(&Lang::new("en"))).figures.value("number", word).is_some()
}

fn numbers(sentence: &Words<'_>, sources: &[Words<'_>]) -> Result<(), Refusal> {
    for (at, word) in sentence.folded.iter().enumerate().filter(|(_, word)| is_number(word)) {
        let hedges = sentence.hedges(at);
        let stands = |source: &Words<'_>| {
            let mut places = source.folded.iter().enumerate().filter(|(_, known)| *known == word);
            places.any(|(place, _)| source.hedges(place) == hedges)
        };
        if !sources.iter().any(stands) {
            return Err(Refusal::Number(sentence.written(at).to_owned()));
        }
    }
    Ok(())
}

fn times(sentence: &Words<'_>, sources: &[Words<'_>]) -> Result<(), Refusal> {
    let new = |word: &&String| TIMES.has(word) && !sources.iter().any(|source| source.has(word));
    match sentence.folded.iter().find(new) {
        Some(time) => Err(Refusal::Time(time.clone())),
        None => Ok(()),
    }
}

/// Words in capitals, but for the first of a sentence, which any word may be: that one must be a word of a source or in
/// lower case one.
fn names(sentence: &Words<'_>, sources: &[Words<'_>]) -> Result<(), Refusal> {
    for at in 0..sentence.words.len() {
        let written = sentence.written(at);
        let capital = written.starts_with(char::is_uppercase);
        let common = lang::pack(Some(&Lang::new("en"))).stopwords.has(&sentence.folded[at]);
        if !capital || (at == 0 && common) {
            continue;
        }
        let named = |source: &Words<'_>| {
            (0..source.words.len()).any(|place| {
                source.folded[place] == sentence.folded[at]
                    && (at == 0 || source.written(place).starts_with(char::is_uppercase))
            })
        };
        if !sources.iter().any(named) {
            return Err(Refusal::Name(written.to_owned()));
        }
    }
    Ok(())
}

fn quotations(sentence: &Words<'_>, sources: &[Words<'_>]) -> Result<(), Refusal> {
    for quoted in in_marks(sentence.text) {
        let words = Words::of(quoted).folded;
        let stands = |source: &Words<'_>| {
            let inside: Vec<Vec<String>> =
                in_marks(source.text).into_iter().map(|part| Words::of(part).folded).collect();
            inside.iter().any(|part| words.is_empty() || part.windows(words.len()).any(|run| run == words.as_slice()))
        };
        if !sources.iter().any(stands) {
            return Err(Refusal::Quotation(quoted.to_owned()));
        }
    }
    Ok(())
}

/// What stands in quotation marks.
fn in_marks(text: &str) -> Vec<&str> {
    let whole = crate::text::Span::new(0, text.len());
    crate::compare::in_marks(text, whole).into_iter().map(|span| span.of(text)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCES: [&str; 2] = [
        "At least seven passengers were hurt when the ferry Anna Dale struck a pier in Port Ellery on Friday, police said.",
        "“We heard a long grinding noise,” said Mara Quill, who did not see the pier.",
    ];

    fn check(sentence: &str, expected: &Result<(), Refusal>) {
        assert_eq!(&keeps_to(sentence, &SOURCES), expected, "{sentence}");
    }

    #[test]
    fn a_sentence_that_keeps_names_numbers_and_bounds_is_let_through() {
        check("The ferry Anna Dale hit a pier in Port Ellery on Friday and at least seven people were hurt.", &Ok(()));
        check("Quill did not see it but heard “a long grinding noise”.", &Ok(()));
    }

    #[test]
    fn what_no_source_carries_is_refused_by_name() {
        check("Eight passengers were hurt in Port Ellery.", &Err(Refusal::Number("Eight".into())));
        check("Seven passengers were hurt in Port Ellery.", &Err(Refusal::Number("Seven".into())));
        check("At least seven were hurt on Saturday.", &Err(Refusal::Time("saturday".into())));
        check("Captain Quill steered the ferry to Marn.", &Err(Refusal::Name("Captain".into())));
        check("Quill heard “a terrible crash”.", &Err(Refusal::Quotation("a terrible crash".into())));
        check("Quill saw the pier and never slowed, never.", &Err(Refusal::Denial));
        check("", &Err(Refusal::Empty));
        check("The ferry struck a pier.\nAnd more.", &Err(Refusal::TooLong));
    }
}
