//! The rooms in order: pages in, public documents out.
//!
//! In: [`Page`]s. Out: articles one by one ([`Engine::article`], [`Engine::marked`]), or a [`Heap`] with its stories,
//! from which the documents of `public` are filled ([`documents`]).
//!
//! The articles of a heap are put in the order of their identifiers before any room sees them together, so that the
//! outcome does not depend on the order or grouping of the files.

pub mod documents;
mod heap;
mod stages;

pub use heap::{Heap, Known, Skipped};
pub use stages::{STAGES, Stage};

use crate::clean::{Article, clean};
use crate::date::{date_article, resolve, timexes};
use crate::facts::{Marked, Marks, link, mark};
use crate::intake::{Content, Page};

/// Settings of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Clean a given `text` too, as if it were a scrape.
    pub clean_given_text: bool,
    /// Length of a brief in words.
    pub brief_words: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self { clean_given_text: false, brief_words: 200 }
    }
}

/// The rooms, with their settings. It holds no state between calls.
#[derive(Debug, Clone, Default)]
pub struct Engine {
    /// Settings.
    pub settings: Settings,
}

impl Engine {
    /// The article of a page, cleaned.
    pub fn article(&self, page: &Page) -> Article {
        if self.settings.clean_given_text && page.content == Content::Clean {
            return clean(&Page { content: Content::Scrape, ..page.clone() });
        }
        clean(page)
    }

    /// The article of a page with its dates, and nothing else found in it.
    pub fn dated(&self, page: &Page) -> Marked {
        let article = self.article(page);
        let mut times = timexes(&article);
        let dating = date_article(&article, &mut times);
        Marked { article, times, dating, marks: Marks::default() }
    }

    /// The article of a page with everything found in it alone.
    pub fn marked(&self, page: &Page) -> Marked {
        mark_article(self.article(page))
    }
}

/// An article with everything found in it alone.
pub fn mark_article(article: Article) -> Marked {
    let mut times = timexes(&article);
    let dating = date_article(&article, &mut times);
    resolve(&article, &mut times, dating.published.days);
    let marks = mark(&article, &times);
    let mut marked = Marked { article, times, dating, marks };
    link(&mut [&mut marked]);
    marked
}
