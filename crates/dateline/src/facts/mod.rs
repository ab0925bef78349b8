//! Who, who said what, how many.
//!
//! In: an [`Article`] and its [`Timex`]es. Out: [`Marks`]: sentences, names, figures, quotations. [`link`] then says
//! who is who across the articles of a group.
//!
//! Does not judge which of two figures is right: that is `compare`.

mod chains;
mod figures;
mod gender;
pub mod grammar;
mod headline;
mod linking;
mod lists;
mod main_event;
mod metonyms;
mod names;
mod names_abroad;
mod names_by_rule;
mod people;
pub mod places;
mod quotes;
mod sites;
pub mod tagger;
mod teams;

pub use chains::{Stretch, chains};
pub use figures::{Figure, FigureScope, figures};
pub use headline::headline;
pub use linking::link;
pub use main_event::{Answer, MainEvent, main_event};
pub use metonyms::stands_for;
pub use names::{EntityId, Mention, NameKind, names, names_of_text};
pub use quotes::{Quote, QuoteKind, Speaker, quotes};

use crate::clean::Article;
use crate::date::{Dating, Timex};
use crate::lang;
use crate::text::{Span, sentences};

/// What `mark` finds in one article besides times.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Marks {
    /// Sentences of the text, in order.
    pub sentences: Vec<Span>,
    /// Proper names in the text, in order.
    pub names: Vec<Mention>,
    /// Proper names in the headline; spans lie in [`Article::title`].
    pub title_names: Vec<Mention>,
    /// Words in the text that mean a person without the name ("the Kenyan president"); found by [`link`].
    pub roles: Vec<Mention>,
    /// Numbers with what they count, in order.
    pub figures: Vec<Figure>,
    /// Quotations, in order.
    pub quotes: Vec<Quote>,
}

/// An article with all that was found in it.
#[derive(Debug, Clone)]
pub struct Marked {
    /// The article.
    pub article: Article,
    /// Its expressions of time.
    pub times: Vec<Timex>,
    /// When it was published, when its event happened.
    pub dating: Dating,
    /// Everything else.
    pub marks: Marks,
}

/// Marks one article.
pub fn mark(article: &Article, times: &[Timex]) -> Marks {
    let pack = lang::pack_of(article.language.as_ref(), article.text.as_str());
    let is_abbreviation = |before: &str, after: &str| pack.stop_stays_inside(before, after);
    let english = pack.code == "en";
    let text = article.text.as_str();
    let sentences: Vec<Span> =
        article.paragraphs.iter().flat_map(|graf| sentences(text, graf.span, &is_abbreviation)).collect();
    let (names, title_names) = names(article, &sentences);
    let mut words = grammar::Words::read(text, &sentences, english);
    marks_of(article, &mut words, times, Marks { sentences, names, title_names, ..Marks::default() }, pack)
}

/// Adds the quotations and figures of a text whose sentences and names are `known`.
fn marks_of(
    article: &Article,
    words: &mut grammar::Words,
    times: &[Timex],
    known: Marks,
    pack: &lang::LangPack,
) -> Marks {
    words.settle_names(known.names.iter().filter(|name| name.kind != NameKind::Other).map(|name| &name.span));
    let quotes = quotes(article, words, pack);
    let figures = figures(article, words, times, &known.names, &quotes, pack);
    Marks { figures, quotes, ..known }
}

#[cfg(test)]
mod tests;
