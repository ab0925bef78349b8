//! What the trainers of the models see of a page: the same rows as at run time, with word weights of their own.

use super::head::title;
pub use super::model::{LINE_THRESHOLDS, Lexicon, LineModel, LineThresholds, Rows, Trees, with_context};
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

/// The rule that takes each line out of a scraped text, `None` for lines that stay.
pub fn dropped_lines(page: &Page, model: &LineModel) -> Vec<Option<&'static str>> {
    let rule = |verdict: &Verdict| if let Verdict::Drop(_, rule) = verdict { Some(*rule) } else { None };
    scrape::decide_for_good(page, model).verdicts.iter().map(rule).collect()
}

/// The line of a scraped text that is its headline.
pub fn headline_line(page: &Page) -> Option<usize> {
    scrape::by_grammar(&scrape::line::lines(page)).title
}

/// The lines with a blurb below them that could point to another article, and the rows of these pairs. `first` are
/// the first stage's answers on all lines.
pub fn pair_rows(page: &Page, first: &[f32], model: &LineModel) -> (Vec<usize>, Rows) {
    let lines = scrape::line::lines(page);
    let grammar = scrape::by_grammar(&lines);
    let places = scrape::pairs::candidates(&lines, grammar.title, &grammar.verdicts);
    let rows = scrape::pairs::rows(&lines, grammar.title, &grammar.verdicts, &places, first, model);
    (places, rows)
}

/// The lines of a scraped text with which another article could begin, and the rows of these places.
pub fn next_rows(page: &Page, rarity: &Lexicon) -> (Vec<usize>, Rows) {
    let lines = scrape::line::lines(page);
    let grammar = scrape::by_grammar(&lines);
    scrape::next::places(&lines, grammar.title, &grammar.verdicts, rarity)
}

/// The line of a scraped text with which another article begins.
pub fn next_begins(page: &Page, model: &LineModel) -> Option<usize> {
    let lines = scrape::line::lines(page);
    let grammar = scrape::by_grammar(&lines);
    scrape::next::begins(&lines, grammar.title, &grammar.verdicts, model)
}

/// How rare the beginnings of words are, as the line model knows them.
pub fn rarity() -> &'static Lexicon {
    &super::model::LINES.rarity
}

/// Calls `see` with the beginnings of a text's words as the model of pairs compares them.
pub fn each_stem(text: &str, see: &mut dyn FnMut(&str)) {
    scrape::cohesion::each_stem(text, &mut |stem| see(stem.letters));
}
