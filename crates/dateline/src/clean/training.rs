//! What the trainers of the models see of a page: the same rows as at run time, with word weights of their own.

use super::head::title;
pub use super::model::{Lexicon, Rows, Trees, with_context};
use super::verdict::Verdict;
use super::{html, scrape};
use crate::intake::Page;

/// The block model's rows of an HTML page.
pub fn block_rows(page: &Page, labels: &Lexicon, words: &Lexicon) -> Rows {
    let at = title::headline(page).block;
    html::features::rows(page, at, &html::line_rules(page), &html::labels::Labels::of(page), [labels, words])
}

/// The line model's rows of a scraped text.
pub fn line_rows(page: &Page, words: &Lexicon) -> Rows {
    let lines = scrape::line::lines(page);
    scrape::features::rows(&lines, &scrape::by_grammar(&lines).verdicts, words)
}

/// Takes back what rules take out of an HTML page whatever the model says of it: readers' comments, copies.
pub fn settle_blocks(page: &Page, kept: &mut [bool]) {
    let labels = html::labels::Labels::of(page);
    kept.iter_mut().enumerate().for_each(|(at, kept)| *kept &= !html::is_readers(page, &labels, at));
    html::repeats::drop_later(page, kept);
}

/// Labels of the elements around a block, innermost first, as far as the block model looks.
pub fn labels_around(page: &Page, block: usize) -> Vec<&str> {
    html::features::around(page, page.blocks[block].element)
        .take(html::features::AROUND)
        .map(|at| page.label(at))
        .collect()
}

/// What the exact grammars say of each line, `None` where they leave it to the line model.
pub fn settled_lines(page: &Page) -> Vec<Option<bool>> {
    let decided = scrape::by_grammar(&scrape::line::lines(page));
    let answer = |verdict: &Verdict| scrape::is_certain(*verdict).then_some(matches!(verdict, Verdict::Keep(_)));
    decided.verdicts.iter().map(answer).collect()
}
