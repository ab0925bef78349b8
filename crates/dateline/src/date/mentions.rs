//! Sentences that tell of an earlier, similar event: "The pair last met in December", "as in November 2017".

use std::collections::BTreeSet;

use super::calendar::Point;
use super::grammar::{Grammar, grammar_for};
use super::timex::{Cue, Tense, Term, Timex, TimexKind, Toward};
use super::words::{WordKind, Words};
use crate::clean::Article;
use crate::lang::pack;
use crate::text::{Span, sentences};

/// The sentences of an article, with what of them tells when its event was and what it is about.
pub(super) struct Sentences {
    /// In order.
    pub list: Vec<Span>,
}

impl Sentences {
    /// Cuts the article's paragraphs.
    pub(super) fn of(article: &Article) -> Self {
        let text = article.text.as_str();
        let language = pack(article.language.as_ref());
        let inside = |before: &str, after: &str| language.stop_stays_inside(before, after);
        let cut = |paragraph: &crate::clean::Paragraph| sentences(text, paragraph.span, &inside);
        Self { list: article.paragraphs.iter().flat_map(cut).collect() }
    }

    /// The number of the sentence that holds a position.
    pub(super) fn number(&self, at: u32) -> usize {
        self.list.partition_point(|sentence| sentence.end <= at)
    }
}

/// A mention of an earlier event of the kind that the article is about.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    /// Its sentence.
    pub sentence: Span,
    /// Index of its expression of time.
    pub time: usize,
    /// Names in its sentence.
    pub names: BTreeSet<String>,
    /// Whether words say that it was before ("last time", "previously").
    pub marked: bool,
}

/// Sentences from the head of the text that tell the event itself.
pub(super) const LEAD_SENTENCES: usize = 3;

/// Names that a sentence must share with the lead to tell of the same people: one is often just the country.
const SHARED_NAMES: usize = 2;

/// The mentions of earlier events in an article.
pub(super) fn mentions(article: &Article, sentences: &Sentences, times: &[Timex]) -> Vec<Mention> {
    let Some(grammar) = grammar_for(article.language.as_ref()) else { return Vec::new() };
    let text = article.text.as_str();
    let subject = subject_names(article, sentences);
    let mut found: Vec<Mention> = Vec::new();
    let mut last: Option<Mention> = None;
    for (index, timex) in times.iter().enumerate() {
        if !is_date_of_the_past(timex) {
            continue;
        }
        let Some(sentence) = sentences.list.get(sentences.number(timex.span.start)) else { continue };
        let known = last.take().filter(|known| known.sentence == *sentence);
        let told = known.unwrap_or_else(|| {
            let (names, marked) = read_sentence(grammar, opening(sentence.of(text)));
            Mention { sentence: *sentence, time: index, names, marked }
        });
        let same_people = told.names.intersection(&subject).count() >= SHARED_NAMES;
        if told.marked || same_people {
            found.push(Mention { time: index, ..told.clone() });
        }
        last = Some(told);
    }
    found
}

/// Bytes of a sentence that are read for its names: no sentence of the news is as long, and each of its expressions of
/// time keeps them.
const LONGEST_SENTENCE: usize = 4_000;

fn opening(sentence: &str) -> &str {
    let end = (0..=LONGEST_SENTENCE.min(sentence.len())).rev().find(|&end| sentence.is_char_boundary(end));
    &sentence[..end.unwrap_or(0)]
}

/// Whether an expression names a month, a season or a day that is told as past.
fn is_date_of_the_past(timex: &Timex) -> bool {
    let grain = match &timex.term {
        Term::Month { toward, .. } => *toward != Toward::Next,
        Term::Point(point) => matches!(point, Point::Day(_) | Point::Month(..) | Point::Season(..)),
        Term::InYear { .. } | Term::Season { .. } => true,
        _ => false,
    };
    let told_as_past = timex.tense != Tense::Future && matches!(timex.cue, Cue::Plain | Cue::After);
    grain && told_as_past && timex.kind == TimexKind::Date
}

/// The names in the headline and the lead.
pub(super) fn subject_names(article: &Article, sentences: &Sentences) -> BTreeSet<String> {
    let Some(grammar) = grammar_for(article.language.as_ref()) else { return BTreeSet::new() };
    let mut names = read_sentence(grammar, &article.title).0;
    for sentence in sentences.list.iter().take(LEAD_SENTENCES) {
        names.extend(read_sentence(grammar, opening(sentence.of(article.text.as_str()))).0);
    }
    names
}

/// Letters that names are compared by, so that "Syria" and "Syrian" agree.
const STEM: usize = 5;

/// The names of a sentence, and whether it says that it tells of something earlier.
fn read_sentence(grammar: &Grammar, sentence: &str) -> (BTreeSet<String>, bool) {
    let words = Words::of(sentence, |word| grammar.id(word));
    let mut names = BTreeSet::new();
    let mut marked = false;
    for (at, word) in words.list.iter().enumerate() {
        let folded = words.folded(at);
        let pair = at.checked_sub(1).map(|before| format!("{} {folded}", words.folded(before)));
        let pair_marks = pair.is_some_and(|pair| grammar.in_named("earlier", grammar.id(&pair)).is_some());
        marked |= pair_marks || grammar.in_named("earlier", word.id).is_some();
        let is_name = word.capital && word.kind == WordKind::Letters && folded.len() > 3 && word.id == 0;
        if is_name {
            names.insert(folded.chars().take(STEM).collect());
        }
    }
    (names, marked)
}
