//! [`Dating`]: when an article was published and when its event happened.

use super::mentions::Sentences;
use super::resolve::resolve_all;
use super::{DaySet, Term, Timex, event, heap, published};
use crate::clean::{Article, DateBasis};
use crate::text::Span;

/// What a date rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// Characters of this article's text, if it was read there.
    pub span: Option<Span>,
    /// Index of another article that it was read in (its `span` is then in that one).
    pub article: Option<usize>,
    /// In words: "latest date told as past", "json-ld:datePublished".
    pub reason: String,
    /// The rule that decided.
    pub rule: &'static str,
}

/// When an article was published.
#[derive(Debug, Clone, PartialEq)]
pub struct Published {
    /// ISO 8601 as precisely as known; `None` where only a range is.
    pub value: Option<String>,
    /// The days it can have been; `None` means unknown.
    pub days: Option<DaySet>,
    /// Probability that the true day lies in `days`, 0 to 1.
    pub confidence: f32,
    /// How it is known.
    pub basis: DateBasis,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
}

/// When the main event of an article happened.
#[derive(Debug, Clone, PartialEq)]
pub struct EventDate {
    /// TIMEX3-like value at the grain that is known: `2017-11`, `2018-05-17`; `None` where only a range is.
    pub value: Option<String>,
    /// The days it can have been; `None` means unknown.
    pub days: Option<DaySet>,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
}

/// An earlier (or later) similar event that the article mentions as background.
#[derive(Debug, Clone, PartialEq)]
pub struct BackgroundEvent {
    /// When it was.
    pub days: DaySet,
    /// The sentence that tells of it.
    pub sentence: Span,
    /// The expression of time in it.
    pub time: Span,
    /// The rule that decided.
    pub rule: &'static str,
}

/// All datings of one article.
#[derive(Debug, Clone, PartialEq)]
pub struct Dating {
    /// Publication.
    pub published: Published,
    /// Main event.
    pub event: EventDate,
    /// Other events it mentions.
    pub background: Vec<BackgroundEvent>,
    /// Conflicts between sources of a date.
    pub notes: Vec<String>,
}

/// What other rooms know of how articles of a heap belong together, by index into the heap.
#[derive(Debug, Clone, Default)]
pub struct Neighbours {
    /// Articles that carry one text.
    pub copies: Vec<Vec<usize>>,
    /// Articles of one event.
    pub stories: Vec<Vec<usize>>,
    /// Pairs of articles of different stories that nearly were of one event, and that no date parts.
    pub near: Vec<(usize, usize)>,
}

/// Dates one article from its own page alone. `times` are resolved against the outcome.
pub fn date_article(article: &Article, times: &mut [Timex]) -> Dating {
    let mut notes = Vec::new();
    let sentences = Sentences::of(article);
    let published = published::published(article, &sentences, times, &mut notes);
    resolve_all(times, published.days);
    let event = event::event(article, &sentences, times, &published);
    let impossible = times.iter().filter(|timex| timex.term == Term::Impossible);
    notes.extend(impossible.map(|timex| format!("no such date: {}", article.text.slice(timex.span))).take(MOST_NOTES));
    Dating { published, event: event.date, background: event.background, notes }
}

/// Impossible dates worth a note; a page of thousands needs no more.
const MOST_NOTES: usize = 10;

/// Narrows the datings of a heap by what its articles say of each other, and resolves their expressions again.
/// `times`, `datings` and the indexes of `neighbours` run along `articles`.
pub fn date_heap(
    articles: &[&Article],
    times: &mut [&mut Vec<Timex>],
    datings: &mut [&mut Dating],
    neighbours: &Neighbours,
) {
    heap::narrow(articles, times, datings, neighbours);
}
