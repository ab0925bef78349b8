//! The shape of a stretch of text, in numbers that hold for any language.

use super::fold;

/// Numbers in a [`Shape`] as a row.
pub(super) const SHAPE_WIDTH: usize = 16;

/// What a stretch of text looks like.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Shape {
    /// Words; stretches in scripts without blanks count by their characters.
    pub(super) words: f32,
    /// Whether it ends as a sentence does.
    pub(super) ends: bool,
    row: [f32; SHAPE_WIDTH],
}

/// Counts of one walk over the characters.
#[derive(Default)]
struct Counts {
    chars: u32,
    letters: u32,
    digits: u32,
    stops: u32,
    commas: u32,
    quotes: u32,
    bars: u32,
    upper_words: u32,
    lower_words: u32,
    wide: u32,
    at_signs: u32,
}

impl Shape {
    /// Measures a stretch.
    pub(super) fn of(text: &str) -> Self {
        let counts = count(text);
        let runs = text.split_whitespace().count() as f32;
        // In scripts without blanks two characters are about one word.
        let words = runs.max(counts.wide as f32 / 2.0).max(1.0);
        let ends = fold::ends_sentence(text);
        let per_word = |count: u32| count as f32 / words;
        let per_char = |count: u32| count as f32 / (counts.chars as f32).max(1.0);
        let starts_lower = text.chars().next().is_some_and(char::is_lowercase);
        let row = [
            words.ln_1p(),
            (counts.chars as f32).ln_1p(),
            f32::from(ends),
            per_word(counts.stops),
            per_word(counts.commas),
            per_word(counts.quotes),
            per_char(counts.digits),
            per_word(counts.upper_words),
            per_word(counts.lower_words),
            per_word(counts.letters),
            counts.bars as f32,
            counts.at_signs as f32,
            f32::from(starts_lower),
            f32::from(text.trim_end().ends_with(':')),
            counts.stops as f32,
            f32::from(text.trim_end().ends_with(['?', '!'])),
        ];
        Self { words, ends, row }
    }

    /// All of it as numbers.
    pub(super) fn row(&self) -> &[f32; SHAPE_WIDTH] {
        &self.row
    }
}

fn count(text: &str) -> Counts {
    let mut counts = Counts::default();
    let mut word_begins = true;
    for c in text.chars() {
        counts.chars += 1;
        if c.is_alphabetic() {
            counts.letters += 1;
            if word_begins {
                *(if c.is_uppercase() { &mut counts.upper_words } else { &mut counts.lower_words }) += 1;
            }
            counts.wide +=
                u32::from(matches!(c, '\u{0e00}'..='\u{0eff}' | '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'));
            word_begins = false;
            continue;
        }
        word_begins = c.is_whitespace() || (word_begins && !c.is_numeric());
        match c {
            '0'..='9' => counts.digits += 1,
            '.' | '!' | '?' | '。' | '！' | '？' | '।' | '؟' => counts.stops += 1,
            ',' | '，' | '、' | '،' => counts.commas += 1,
            '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '「' | '」' => counts.quotes += 1,
            '|' | '•' | '·' | '/' | '›' | '©' | '#' | '+' => counts.bars += 1,
            '@' => counts.at_signs += 1,
            _ => {}
        }
    }
    counts
}
