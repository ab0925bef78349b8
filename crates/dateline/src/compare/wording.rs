//! What origins call the same thing: "regime" here, "government" there, and words held at a distance by marks.
//!
//! The words that stand for one thing are a list of ours; where the thing is somebody's, only words of the same owner
//! are set against each other. Does not judge a word.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::comparison::{Cited, OriginColumn, WordingSubject, WordingTerm};
use super::loose_quotes::in_marks;
use crate::facts::Marked;
use crate::text::{Span, Token, TokenKind, tokens};

/// What is spoken of, with the words for it.
struct Subject {
    name: &'static str,
    /// Whether the word before it tells whose it is.
    is_owned: bool,
    words: Vec<&'static str>,
}

static SUBJECTS: LazyLock<Vec<Subject>> = LazyLock::new(|| {
    let lines = include_str!("../../data/compare/wording.tsv").lines().filter(|line| !line.starts_with('#'));
    let subject = |line: &'static str| {
        let mut fields = line.split('\t');
        let name = fields.next().unwrap_or_default();
        Subject { name: name.trim_start_matches('+'), is_owned: name.starts_with('+'), words: fields.collect() }
    };
    lines.map(subject).collect()
});

/// First word of each wording to its subject and the whole wording.
static BY_FIRST_WORD: LazyLock<BTreeMap<&'static str, Vec<(usize, &'static str)>>> = LazyLock::new(|| {
    let mut out: BTreeMap<&'static str, Vec<(usize, &'static str)>> = BTreeMap::new();
    for (number, subject) in SUBJECTS.iter().enumerate() {
        for word in &subject.words {
            let first = word.split(' ').next().unwrap_or_default();
            out.entry(first).or_default().push((number, word));
        }
    }
    for wordings in out.values_mut() {
        wordings.sort_by_key(|(_, word)| std::cmp::Reverse(word.len()));
    }
    out
});

/// Finds the first words: most sentences hold none and need not be read word by word.
static FIRST_WORDS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let builder = AhoCorasick::builder().ascii_case_insensitive(true).build(BY_FIRST_WORD.keys());
    builder.expect("the words of our own list make an automaton: a test reads it")
});

/// Words in quotation marks that are a term, not a statement.
const MOST_TERM_WORDS: usize = 3;
/// Citations kept for a term of a subject: enough to look at, not every one of a long report.
const MOST_CITATIONS: usize = 12;
/// Subjects shown.
const MOST_SUBJECTS: usize = 12;
/// Characters of an owner that tell it: "Veldia" and "Veldian" are one.
const OWNER: usize = 5;

type Terms = BTreeMap<String, (BTreeSet<usize>, Vec<Cited>)>;

/// Subjects for which the origins use more than one word.
pub(super) fn wording(origins: &[OriginColumn], articles: &[Marked]) -> Vec<WordingSubject> {
    let mut subjects: BTreeMap<(usize, String), (String, Terms)> = BTreeMap::new();
    for (origin, column) in origins.iter().enumerate() {
        for &article in &column.articles {
            for found in words_of(&articles[article]) {
                let entry = subjects.entry((found.subject, found.owner_key)).or_insert((found.owner, Terms::new()));
                let (users, cited) = entry.1.entry(found.term).or_default();
                users.insert(origin);
                if cited.len() < MOST_CITATIONS {
                    cited.push((article, found.span));
                }
            }
        }
    }
    let mut out: Vec<WordingSubject> = subjects
        .into_iter()
        .filter(|(_, (_, terms))| differ(terms))
        .map(|((number, _), told)| shown(number, told))
        .collect();
    out.sort_by_key(|subject| std::cmp::Reverse(subject.terms.iter().map(|term| term.citations.len()).sum::<usize>()));
    out.truncate(MOST_SUBJECTS);
    out
}

/// More than one word, not by one origin alone, and not every word by all: else there is nothing to set against it.
fn differ(terms: &Terms) -> bool {
    let users: BTreeSet<usize> = terms.values().flat_map(|(users, _)| users.iter().copied()).collect();
    terms.len() > 1 && users.len() > 1 && terms.values().any(|(own, _)| own.len() < users.len())
}

fn shown(number: usize, (owner, terms): (String, Terms)) -> WordingSubject {
    let name = SUBJECTS[number].name;
    let subject = if owner.is_empty() { name.to_owned() } else { format!("{name}: {owner}") };
    let terms = terms.into_iter().map(|(term, (users, citations))| WordingTerm {
        term,
        origins: users.into_iter().collect(),
        citations,
    });
    WordingSubject { subject, terms: terms.collect() }
}

/// A word found.
struct Found {
    subject: usize,
    owner_key: String,
    owner: String,
    term: String,
    span: Span,
}

fn words_of(marked: &Marked) -> Vec<Found> {
    let text = marked.article.text.as_str();
    let spoken: Vec<Span> = marked.marks.quotes.iter().flat_map(|quote| &quote.parts).copied().collect();
    let mut out = Vec::new();
    let holds_one = |sentence: &&Span| FIRST_WORDS.is_match(sentence.of(text));
    for &sentence in marked.marks.sentences.iter().filter(holds_one) {
        let marks = in_marks(text, sentence);
        let words: Vec<Token> =
            tokens(sentence.of(text)).into_iter().filter(|token| token.kind == TokenKind::Word).collect();
        for at in 0..words.len() {
            let Some((subject, length, term)) = wording_at(sentence.of(text), &words, at) else { continue };
            let span = words[at].span.join(words[at + length - 1].span).shifted(sentence.start as usize);
            let at_distance = marks.iter().any(|mark| mark.contains(span) && is_term(*mark, text));
            // What a speaker calls it is the speaker's word, not the reporter's.
            if !at_distance && spoken.iter().any(|part| part.contains(span)) {
                continue;
            }
            let owner = at.checked_sub(1).map(|before| words[before].span.of(sentence.of(text))).unwrap_or_default();
            let Some((owner, owner_key)) = owner_of(subject, owner) else { continue };
            let term = if at_distance { format!("“{term}”") } else { term.to_owned() };
            out.push(Found { subject, owner_key, owner, term, span });
        }
    }
    out
}

fn is_term(mark: Span, text: &str) -> bool {
    mark.of(text).split_whitespace().count() <= MOST_TERM_WORDS
}

/// The longest wording that starts at a word: its subject, its length in words, its form in the list.
fn wording_at(sentence: &str, words: &[Token], at: usize) -> Option<(usize, usize, &'static str)> {
    let folded = |index: usize| {
        let word = words.get(index)?.span.of(sentence).to_lowercase();
        Some(word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).map_or(word.clone(), str::to_owned))
    };
    let first = folded(at)?;
    let key = BY_FIRST_WORD
        .get_key_value(first.as_str())
        .or_else(|| BY_FIRST_WORD.get_key_value(first.strip_suffix('s')?))?;
    key.1.iter().find_map(|(subject, wording)| {
        let parts: Vec<&str> = wording.split(' ').collect();
        let fits = parts.iter().enumerate().all(|(step, part)| {
            folded(at + step).is_some_and(|word| word == *part || word.strip_suffix('s') == Some(part))
        });
        fits.then_some((*subject, parts.len(), *wording))
    })
}

/// Whose it is, as shown and as compared; `None` where it must be somebody's and nobody is named before it.
fn owner_of(subject: usize, before: &str) -> Option<(String, String)> {
    if !SUBJECTS[subject].is_owned {
        return Some((String::new(), String::new()));
    }
    if !before.starts_with(char::is_uppercase) || before.chars().count() < OWNER - 1 {
        return None;
    }
    let bare = before.trim_end_matches("'s").trim_end_matches("’s");
    let key = bare.to_lowercase().chars().take(OWNER).collect();
    Some((bare.to_owned(), key))
}
