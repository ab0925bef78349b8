//! Figures: numbers with unit, object and hedge, tied to the predicate and the event they belong to.
//!
//! A number is read with its hedge and unit ([`numbers`]), then with what it counts and what became of it
//! ([`counted`]), then placed ([`scope`]): of the event reported, of another, or somebody's estimate. Numbers that are
//! part of an expression of time or of a name are no figures.
//!
//! Does not add figures up, and does not read tables.

mod counted;
mod numbers;
mod scope;
mod scores;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod toll_tests;

use super::grammar::{Tag, Words};
use super::{Mention, Quote, Speaker};
use crate::clean::Article;
use crate::date::Timex;
use crate::lang::LangPack;
use crate::text::Span;

/// Whose number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureScope {
    /// Of the event the article reports.
    Event,
    /// Of another event or period, told as background.
    Background,
    /// An estimate or forecast that somebody makes.
    Forecast,
}

/// A number in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The whole expression, hedge and unit included ("at least 20 people").
    pub span: Span,
    /// The value as stated.
    pub value: f64,
    /// Least value that it allows; equals `value` for a plain number; `None` means no bound.
    pub low: Option<f64>,
    /// Greatest value that it allows; `None` means no bound.
    pub high: Option<f64>,
    /// Unit: `percent`, `USD`, `km`, `magnitude`, `age`, `score` …; `None` for a plain count.
    pub unit: Option<String>,
    /// What it counts, lower case ("people", "troops"); of each of the two numbers of a score, the side that made it.
    pub of: Option<String>,
    /// The predicate it belongs to, as a lemma ("kill", "injure", "displace").
    pub predicate: Option<String>,
    /// Whether it is hedged ("about", "some").
    pub approx: bool,
    /// Whose number it is.
    pub scope: FigureScope,
    /// Who states it, where the text says so.
    pub holder: Option<Speaker>,
    /// The rule that read it.
    pub rule: &'static str,
}

/// What the readers of figures look at.
#[derive(Clone, Copy)]
struct Page<'a> {
    words: &'a Words<'a>,
    pack: &'a LangPack,
}

impl Page<'_> {
    fn low(&self, at: usize) -> &str {
        self.words.low(at)
    }

    /// Whether no blank stands before word `at`.
    fn is_glued(&self, at: usize) -> bool {
        let words = &self.words.words;
        at > 0 && words.get(at).is_some_and(|word| words[at - 1].span.end == word.span.start)
    }

    /// The longest phrase of a section at word `at`, inside the sentence of that word.
    fn phrase(&self, section: &str, at: usize) -> Option<(&[&'static str], usize)> {
        let (values, length) = self.pack.figures.longest(section, at, |at| self.words.low(at))?;
        let sentence = |at: usize| self.words.words.get(at).map(|word| word.sentence);
        (sentence(at + length - 1) == sentence(at)).then_some((values, length))
    }

    /// Whether what follows at word `at` of a sentence says that the number before it is of an earlier count: "24 a day
    /// earlier".
    fn is_superseded(&self, at: usize, sentence: u32) -> bool {
        let inside = self.words.words.get(at).is_some_and(|word| word.sentence == sentence);
        inside && self.phrase("superseded", at).is_some()
    }
}

/// The figures of the text, in order.
pub fn figures(
    article: &Article,
    words: &Words,
    times: &[Timex],
    names: &[Mention],
    quotes: &[Quote],
    pack: &LangPack,
) -> Vec<Figure> {
    let published = article.stated_dates.first().map(|stated| stated.day);
    let page = Page { words, pack };
    read(page, names, times, scope::Places::new(page, published, times, quotes))
}

fn read(page: Page, names: &[Mention], times: &[Timex], mut placed: scope::Places) -> Vec<Figure> {
    let words = page.words;
    let mut out: Vec<Figure> = Vec::new();
    let mut at = 0;
    let (mut next_time, mut next_name) = (0, 0);
    while at < words.len() {
        let people = || out.last().filter(|last| last.unit.is_none() && last.of.is_some());
        let one = || numbers::one_of_list(page, at, people().map(|last| words.at_byte(last.span.end)));
        let Some(number) = numbers::number_at(page, at).or_else(one) else {
            at += 1;
            continue;
        };
        let span = words.span(number.digits, number.end);
        at = number.end.max(at + 1);
        let in_time = number.unit != Some("age") && overlaps_next(times, &mut next_time, span, |time| time.span);
        // "15 Danish crowns": the adjective is a name inside the currency.
        let own = if number.rule == "figure.money" { words.span(number.digits, number.digits + 1) } else { span };
        if in_time || overlaps_next(names, &mut next_name, own, |name| name.span) {
            continue;
        }
        if let Some(sides) = scores::sides(page, &number, names, out.last()) {
            out.extend(sides.map(|(number, side)| placed.figure(&number, counted::Counted::side(&number, side), None)));
            continue;
        }
        let counted = counted::counted(page, &number, out.last(), times.get(next_time));
        at = at.max(counted.end);
        let figure = placed.figure(&number, counted, out.last());
        let figure = restated(words, out.last(), figure);
        if let Some(last) = out.last_mut() {
            share(words, last, &figure);
            overtake(page, last, &figure);
        }
        out.push(follow(words, out.last(), figure));
    }
    out
}

/// Words between two numbers of one list at most: "and", ",", and a determiner.
const LIST_GAP: usize = 2;

/// Whether `figure` goes on with the list that `last` is in: "three policemen and one civilian".
fn joined(words: &Words, last: &Figure, figure: &Figure) -> bool {
    let (from, to) = (words.at_byte(last.span.end), words.at_byte(figure.span.start));
    let gap = from..to;
    !gap.is_empty()
        && gap.len() <= LIST_GAP
        && gap.clone().all(|at| matches!(words.tag(at), Tag::And) || words.low(at) == ",")
}

/// "Three policemen and one civilian died": the predicate of the last number is that of the one before it.
fn share(words: &Words, last: &mut Figure, figure: &Figure) {
    let plain = last.unit.is_none() && last.predicate.is_none() && last.of.is_some();
    if plain && figure.unit.is_none() && joined(words, last, figure) {
        last.predicate.clone_from(&figure.predicate);
    }
}

/// "stood at 26 on Monday; by Tuesday it had reached 38": the later count takes the place of the one before.
fn overtake(page: Page, last: &mut Figure, figure: &Figure) {
    let words = page.words;
    let (from, to) = (words.at_byte(last.span.end), words.at_byte(figure.span.start));
    let same_slot = last.predicate.is_some() && last.predicate == figure.predicate && last.of == figure.of;
    let sentence = |at: usize| words.words.get(at).map(|word| word.sentence);
    let later = (from..to).any(|at| page.phrase("overtakes", at).is_some_and(|(_, length)| at + length == to));
    if same_slot && later && sentence(from.saturating_sub(1)) == sentence(to) {
        last.scope = FigureScope::Background;
    }
}

/// "aged 7 and 9": the second number is an age as well.
fn follow(words: &Words, last: Option<&Figure>, mut figure: Figure) -> Figure {
    let age = last.is_some_and(|last| last.unit.as_deref() == Some("age") && joined(words, last, &figure));
    if age && figure.unit.is_none() && figure.of.is_none() {
        figure.unit = Some("age".to_owned());
        figure.rule = "figure.age";
    }
    figure
}

/// "1,200 jobs, or 6% of staff", "8,200 hectares (20,300 acres)": a number told once more in another measure is of the
/// same event.
fn restated(words: &Words, last: Option<&Figure>, mut figure: Figure) -> Figure {
    let again = last.filter(|last| {
        let (from, to) = (words.at_byte(last.span.end), words.at_byte(figure.span.start));
        let joins = |at: usize| matches!(words.low(at), "," | "or" | "(" | "about" | "nearly" | "some" | "roughly");
        let opens = (from..to).any(|at| matches!(words.low(at), "or" | "("));
        opens && to - from <= LIST_GAP + 1 && (from..to).all(joins) && last.unit != figure.unit
    });
    if let Some(last) = again {
        figure.scope = last.scope;
    }
    figure
}

/// Whether any of `items`, in order and without overlaps, shares a byte with `span`. Spans are asked for in order.
fn overlaps_next<T>(items: &[T], next: &mut usize, span: Span, span_of: impl Fn(&T) -> Span) -> bool {
    while items.get(*next).is_some_and(|item| span_of(item).end <= span.start) {
        *next += 1;
    }
    items.get(*next).is_some_and(|item| span_of(item).overlaps(span))
}
