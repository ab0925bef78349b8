//! [`Reading`]: what an article is compared by. Its text and marks need not stay in memory.

use std::borrow::Cow;

use xxhash_rust::xxh3::xxh3_64;

use super::days;
use super::earlier_events::{self, Earlier};
use super::features::Features;
use super::no_news::no_news;
use super::told::{self, Counted};
use super::typed::{Typed, typed};
use crate::clean::ArticleId;
use crate::date::DaySet;
use crate::facts::Marked;

/// What an article is compared by: about 5 kB for a report of common length.
#[derive(Debug, Clone)]
pub struct Reading {
    pub(super) id: ArticleId,
    /// Fingerprint of the text, and its length in bytes.
    pub(super) text: (u64, usize),
    /// Why it is compared with none: no article, or no single report.
    pub(super) left_out: Option<&'static str>,
    pub(super) features: Features,
    pub(super) things: Counted,
    /// What it tells that tells events of a kind apart.
    pub(super) typed: Box<[Typed]>,
    /// The days it can have been published on.
    pub(super) published: Option<DaySet>,
    /// The days its event can have happened on.
    pub(super) event: Option<DaySet>,
    /// The day of the event, where the text itself tells it.
    pub(super) told_day: Option<i32>,
    /// Events that it calls earlier.
    pub(super) earlier: Vec<Earlier>,
}

/// Reads an article for what it is compared by.
pub fn read(marked: &Marked) -> Reading {
    let article = &marked.article;
    Reading {
        id: article.id.clone(),
        text: (xxh3_64(article.text.as_str().as_bytes()), article.text.len()),
        left_out: article.not_an_article.or_else(|| no_news(article)),
        features: Features::of(marked),
        things: told::counted(marked),
        typed: typed(marked).into(),
        published: days::published(marked),
        event: marked.dating.event.days,
        told_day: days::told_day(marked),
        earlier: earlier_events::earlier_events(marked),
    }
}

impl Reading {
    /// Its place in an order that does not depend on the order given: by day of publication, identifier, text.
    pub(super) fn order(&self) -> (bool, Option<i32>, &ArticleId, u64) {
        let day = self.published.map(|days| days::day_number(days.earliest));
        (day.is_none(), day, &self.id, self.text.0)
    }
}

/// Whoever has the articles whose readings are compared: a few of them are read again in full.
pub trait Lend: Sync {
    /// The article of a reading, by its place among those given.
    fn lend(&self, place: usize) -> Cow<'_, Marked>;
}

impl Lend for &[Marked] {
    fn lend(&self, place: usize) -> Cow<'_, Marked> {
        Cow::Borrowed(&self[place])
    }
}
