//! Whether a sentence can stand alone: in a brief, as a claim.

use std::sync::LazyLock;

use super::reading::Sentence;
use crate::clean::ParagraphKind;
use crate::facts::{Marked, Mention};
use crate::lang::WordSet;
use crate::text::Span;

/// Openings that lean on the sentence before.
static DANGLING: LazyLock<WordSet> = LazyLock::new(|| WordSet::parse(include_str!("../../data/compare/dangling.txt")));

/// Words below which a sentence tells too little.
const LEAST_WORDS: usize = 6;
/// Words that a headline has at most: 99 of 100 in the development part of NeuS.
const HEADLINE_WORDS: usize = 21;
/// Words above which it is a list or a broken paragraph.
const MOST_WORDS: usize = 80;

/// Whether a sentence reads without the one before it, and is running text.
pub(crate) fn stands_alone(sentence: &Sentence, marked: &Marked) -> bool {
    let text = marked.article.text.slice(sentence.span);
    let length = sentence.words.len();
    let fits = (LEAST_WORDS..=MOST_WORDS).contains(&length) && is_running(sentence, marked);
    fits && is_whole(text)
        && !leans(text)
        && !is_inside_speech(sentence, marked)
        && !stands_for_another(sentence, marked)
}

/// Whether a sentence stands in the middle of a long quotation: without its marks it would read as the reporter's.
fn is_inside_speech(sentence: &Sentence, marked: &Marked) -> bool {
    let text = marked.article.text.as_str();
    let mut parts = marked.marks.quotes.iter().flat_map(|quote| &quote.parts);
    parts.any(|part| part.contains(sentence.span) && !sentence.span.of(text).starts_with(['“', '"', '‘', '«', '„']))
}

/// Pronouns for a person, in lower case.
const PERSONS: [&str; 4] = ["he", "she", "him", "his"];

/// Whether a pronoun for a person comes before any name: "In a speech on Monday he said no" does not tell who.
fn stands_for_another(sentence: &Sentence, marked: &Marked) -> bool {
    let text = marked.article.text.slice(sentence.span);
    let Some(at) = first_person_pronoun(text) else { return false };
    let pronoun = sentence.span.start + at as u32;
    let named = |mention: &Mention| mention.span.start >= sentence.span.start && mention.span.start < pronoun;
    let quoted = |span: &Span| span.start <= pronoun && pronoun < span.end;
    let spoken = marked.marks.quotes.iter().flat_map(|quote| &quote.parts).any(quoted);
    !spoken && !marked.marks.names.iter().chain(&marked.marks.roles).any(named)
}

fn first_person_pronoun(text: &str) -> Option<usize> {
    let mut at = 0;
    for piece in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
        if PERSONS.iter().any(|pronoun| word.eq_ignore_ascii_case(pronoun)) {
            return Some(at);
        }
        at += piece.len();
    }
    None
}

/// Neither a heading inside the text, nor the deck, which tells what the text tells again, nor a headline that stands as its first line.
fn is_running(sentence: &Sentence, marked: &Marked) -> bool {
    let grafs = &marked.article.paragraphs;
    let at = grafs.partition_point(|graf| graf.span.end <= sentence.span.start);
    let Some(graf) = grafs.get(at) else { return true };
    let only_sentence = graf.span == sentence.span;
    let headline_in_text = at == 0
        && only_sentence
        && grafs.len() > 1
        && marked.article.title.is_empty()
        && sentence.words.len() <= HEADLINE_WORDS;
    !matches!(graf.kind, ParagraphKind::Subhead | ParagraphKind::Deck) && !headline_in_text
}

/// A whole sentence ends as one: a cut caption or a line of credits does not.
pub(crate) fn is_whole(text: &str) -> bool {
    let opens_in_midst = text.starts_with(char::is_lowercase) && !text.chars().nth(1).is_some_and(char::is_uppercase);
    let end = text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']']);
    let balanced =
        text.matches('“').count() == text.matches('”').count() && text.matches('"').count().is_multiple_of(2);
    end.ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟']) && balanced && !opens_in_midst
}

/// Whether it opens with a word that stands for something said before.
fn leans(text: &str) -> bool {
    let opening: String = text.trim_start_matches(['“', '"', '‘', '\'', '(']).chars().take(40).collect();
    let folded = opening.to_lowercase().replace('’', "'");
    let words: Vec<&str> =
        folded.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty()).collect();
    let one = words.first().is_some_and(|word| DANGLING.has(word));
    let two = words.get(..2).is_some_and(|pair| DANGLING.has(&pair.join(" ")));
    let three = words.get(..3).is_some_and(|run| DANGLING.has(&run.join(" ")));
    one || two || three
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openings_that_lean_on_what_went_before_are_told() {
        for leaning in
            ["He also said no.", "However, the mayor left.", "“It was late,” she said.", "The two men left early."]
        {
            assert!(leans(leaning), "{leaning}");
        }
        for alone in ["Heavy rain fell.", "Mayor Ada Finch said he left.", "But Ader is a town."] {
            assert_eq!(leans(alone), alone.starts_with("But"), "{alone}");
        }
    }

    #[test]
    fn cut_sentences_and_lone_marks_are_not_whole() {
        assert!(is_whole("The bridge “held.”"));
        assert!(!is_whole("The minister during his firs"));
        assert!(!is_whole("“The bridge held."));
        assert!(!is_whole("crew of the tug blew a whistle."));
    }
}
