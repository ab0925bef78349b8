//! A line of a scraped text with what its shape tells.

use crate::clean::fold;
use crate::intake::Page;

/// Words from which a line with an end mark is a paragraph and not a label.
const PARAGRAPH_WORDS: usize = 12;

/// Characters that stand for a word in scripts without blanks.
const CHARS_A_WORD: usize = 6;

/// One line.
#[derive(Debug, Clone)]
pub(in crate::clean) struct Line<'t> {
    /// Its characters, trimmed, its bullet included.
    pub(in crate::clean) text: &'t str,
    /// Columns before its first character.
    pub(in crate::clean) indent: usize,
    /// Blank lines between the line before and this one.
    pub(in crate::clean) blanks_before: usize,
    /// Whether it opens with a bullet.
    pub(in crate::clean) bullet: bool,
    /// Words, or what comes to as much in scripts without blanks.
    pub(in crate::clean) words: usize,
    /// Whether it ends as a sentence does.
    pub(in crate::clean) ends: bool,
}

impl Line<'_> {
    /// A sentence or more.
    pub(in crate::clean) fn is_paragraph(&self) -> bool {
        self.words >= PARAGRAPH_WORDS && self.ends
    }

    /// A label, subhead or headline by its shape.
    pub(in crate::clean) fn is_short_and_open(&self) -> bool {
        self.words < PARAGRAPH_WORDS && !self.ends
    }
}

/// The lines of a page, one for each of its blocks.
pub(in crate::clean) fn lines(page: &Page) -> Vec<Line<'_>> {
    let whole = page.text.as_str();
    let mut end_before = 0;
    page.blocks
        .iter()
        .map(|block| {
            let between = &whole[end_before..block.span.start as usize];
            // Blank lines above the first line tell nothing.
            let breaks = if end_before == 0 { 0 } else { between.matches('\n').count() };
            end_before = block.span.end as usize;
            let indent = between.rsplit(['\n', '\r']).next().unwrap_or("").chars().count();
            let text = block.span.of(whole);
            Line {
                text,
                indent,
                blanks_before: breaks.saturating_sub(1),
                bullet: is_bullet(text),
                words: count_words(text),
                ends: fold::ends_sentence(text),
            }
        })
        .collect()
}

fn is_bullet(text: &str) -> bool {
    let mut chars = text.chars();
    let mark = chars.next().is_some_and(|c| matches!(c, '•' | '·' | '‣' | '◦' | '▪' | '●' | '*' | '-' | '–' | '■'));
    mark && chars.next().is_some_and(char::is_whitespace)
}

/// Words between blanks; long runs without blanks count by their characters.
pub(in crate::clean) fn count_words(text: &str) -> usize {
    let of_run = |run: &str| if run.is_ascii() { 1 } else { run.chars().count().div_ceil(CHARS_A_WORD * 2) };
    text.split_whitespace().map(of_run).sum()
}
