//! Pointers to other articles of the heap: their headlines, standing as lines between an article's paragraphs, and the
//! openings printed below them.
//!
//! One page cannot tell such a line from a subhead; the heap holds the article that it points to.

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use super::scrape::line::count_words;
use super::{Article, RemovedKind, fold};

/// Words of a headline that no subhead has by chance.
const HEADLINE_WORDS: usize = 5;

/// Letters by which the opening of an article is known, and letters of a line that is one.
const OPENING_LETTERS: usize = 600;
const BLURB_LETTERS: usize = 24;

/// Articles of one headline whose openings are remembered.
const OPENINGS: usize = 4;

/// The headlines of a heap, each with the openings of the articles under it.
#[derive(Debug, Clone, Default)]
pub(super) struct Pointers(FxHashMap<u64, Vec<String>>);

impl Pointers {
    /// Learns the headlines of a heap; their order does not matter.
    pub(super) fn learn(articles: &[Article]) -> Self {
        let mut headlines: FxHashMap<u64, Vec<String>> = FxHashMap::default();
        for article in articles.iter().filter(|article| count_words(&article.title) >= HEADLINE_WORDS) {
            let openings = headlines.entry(key(&article.title)).or_default();
            let opening = opening(article);
            if let Err(at) = openings.binary_search(&opening) {
                openings.insert(at, opening);
                openings.truncate(OPENINGS);
            }
        }
        Self(headlines)
    }

    /// Why each paragraph of an article is none of its own; `None` for those that are.
    pub(super) fn found(&self, article: &Article) -> Vec<Option<(RemovedKind, &'static str)>> {
        let mut out = vec![None; article.paragraphs.len()];
        let own = key(&article.title);
        let line = |at: usize| article.paragraphs[at].span.of(article.text.as_str());
        // The first paragraph is never one: nothing stands before it to point away from.
        for at in 1..out.len() {
            let headline = key(line(at));
            let Some(openings) = self.0.get(&headline).filter(|_| headline != own) else { continue };
            out[at] = Some((RemovedKind::Teaser, "headline-of-another"));
            let below = at + 1;
            if below < out.len() && is_opening(line(below), openings) {
                out[below] = Some((RemovedKind::Teaser, "opening-of-another"));
            }
        }
        out
    }
}

fn key(line: &str) -> u64 {
    xxh3_64(fold::words_only(line).as_bytes())
}

/// The letters with which an article begins.
fn opening(article: &Article) -> String {
    let start: String = article.text.as_str().chars().take(OPENING_LETTERS).collect();
    fold::words_only(&start)
}

/// Whether a line is the beginning of one of these texts.
fn is_opening(line: &str, openings: &[String]) -> bool {
    let line = fold::words_only(line);
    line.chars().nth(BLURB_LETTERS).is_some() && openings.iter().any(|opening| opening.starts_with(&line))
}

#[cfg(test)]
mod tests {
    use crate::clean::{Article, Furniture, clean};
    use crate::intake::{Location, html_page};

    const FERRY: (&str, &str) = (
        "Ferry to Grey Island stops after a crack is found",
        "The ferry between Northport and Grey Island stopped running on Tuesday, the harbour office said.",
    );
    const SCHOOL: (&str, &str) = (
        "Council votes for a new roof on the school",
        "The council of Oldham voted on Monday for a new roof on the school, the mayor said.",
    );

    fn article((title, lead): (&str, &str), rest: &[&str]) -> Article {
        let body: String = rest.iter().map(|line| format!("<p>{line}</p>")).collect();
        let html = format!("<html><article><h1>{title}</h1><p>{lead}</p>{body}</article></html>");
        clean(&html_page(html.as_bytes(), Location::default()))
    }

    const MORE: &str =
        "Nobody had been told about it before, said a neighbour who had come to the meeting with her son.";

    #[test]
    fn the_headline_of_another_article_goes_with_its_opening() {
        let mut ferry = article(FERRY, &[SCHOOL.0, SCHOOL.1, MORE]);
        let heap = [ferry.clone(), article(SCHOOL, &[MORE])];
        Furniture::learn(&heap).apply(&mut ferry);
        assert_eq!(ferry.text.as_str(), format!("{}\n\n{MORE}", FERRY.1));
        let rules: Vec<&str> = ferry.removed.iter().map(|removed| removed.rule).collect();
        assert!(rules.ends_with(&["headline-of-another", "opening-of-another"]), "{rules:?}");
        assert_eq!(ferry.notes, ["2 lines that point to other articles here removed"]);
    }

    #[test]
    fn a_line_that_no_article_of_the_heap_is_headed_by_stays() {
        let mut ferry = article(FERRY, &[SCHOOL.0, MORE]);
        let before = ferry.text.as_str().to_owned();
        Furniture::learn(&[ferry.clone()]).apply(&mut ferry);
        assert_eq!(ferry.text.as_str(), before);
    }

    #[test]
    fn short_headlines_and_paragraphs_under_a_pointer_that_open_nothing_stay() {
        let mut ferry = article(FERRY, &["What comes next", MORE, SCHOOL.0, MORE]);
        let next = article(("What comes next", SCHOOL.1), &[MORE]);
        Furniture::learn(&[next, article(SCHOOL, &[])]).apply(&mut ferry);
        assert!(ferry.text.as_str().contains("What comes next"));
        assert!(ferry.text.as_str().ends_with(MORE));
    }
}
