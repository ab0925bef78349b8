//! [`Prepared`]: an article made ready to be compared with others.

use std::cell::OnceCell;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::align::{Seed, seeds};
use super::fold::Folded;
use super::index::publisher_number;
use super::kind::{TopicWord, topic_words};
use super::postings::Owners;
use super::quoted::quoted_runs;
use crate::clean::Article;
use crate::text::Span;

/// An article, folded, with what is now and then asked of it.
#[derive(Debug)]
pub(super) struct Prepared<'p> {
    pub(super) number: usize,
    pub(super) article: &'p Article,
    pub(super) folded: Folded,
    publisher: u32,
    seeds: OnceCell<Vec<Seed>>,
    quotations: OnceCell<Vec<Span>>,
    topics: OnceCell<Vec<TopicWord>>,
}

impl<'p> Prepared<'p> {
    /// Article `number` of the heap.
    pub(super) fn new(number: usize, article: &'p Article) -> Self {
        Self {
            number,
            article,
            folded: Folded::new(article.text.as_str()),
            publisher: publisher_number(article),
            seeds: OnceCell::new(),
            quotations: OnceCell::new(),
            topics: OnceCell::new(),
        }
    }

    pub(super) fn text(&self) -> &'p str {
        self.article.text.as_str()
    }

    /// The seeds by which it is aligned.
    pub(super) fn seeds(&self) -> &[Seed] {
        self.seeds.get_or_init(|| seeds(&self.folded))
    }

    /// What stands inside quotation marks.
    pub(super) fn quotations(&self) -> &[Span] {
        self.quotations.get_or_init(|| quoted_runs(self.text()))
    }

    /// The words that tell what it is about.
    pub(super) fn topics(&self) -> &[TopicWord] {
        self.topics.get_or_init(|| topic_words(self.text()))
    }

    /// Whether both are known to be of one publisher.
    pub(super) fn shares_publisher(&self, other: &Self) -> bool {
        self.publisher != Owners::MANY && self.publisher == other.publisher
    }
}

/// Bytes of text kept prepared at a time: the copies of a story come close to each other, and prepared they take about
/// eight times as much.
const KEPT: usize = 8 << 20;

/// Prepared articles that are likely to be asked for again.
#[derive(Debug, Default)]
pub(super) struct Kept<'p> {
    by_number: FxHashMap<usize, Rc<Prepared<'p>>>,
    bytes: usize,
}

impl<'p> Kept<'p> {
    /// Article `number`, prepared now if it is not at hand.
    pub(super) fn get(&mut self, number: usize, article: &'p Article) -> Rc<Prepared<'p>> {
        if let Some(prepared) = self.by_number.get(&number) {
            return Rc::clone(prepared);
        }
        if self.bytes > KEPT {
            *self = Self::default();
        }
        self.bytes += article.text.len();
        let prepared = Rc::new(Prepared::new(number, article));
        self.by_number.insert(number, Rc::clone(&prepared));
        prepared
    }
}
