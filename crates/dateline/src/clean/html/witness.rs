//! What a page's metadata tell of its body: the text that some give whole, and the description.

use rustc_hash::FxHashSet;

use crate::clean::fold;
use crate::clean::head::title;
use crate::intake::Page;

/// Letters of the windows by which a block is looked for in the stated text.
const WINDOW: usize = 14;

/// Letters from which a stated text is one: some sites put a word or the description there.
const BODY_LEAST: usize = 300;

/// Letters of a stated text that are read, so that a page of scripts costs no memory of its own size.
const BODY_MOST: usize = 200_000;

/// What the metadata tell of the text.
pub(super) struct Witness {
    /// Windows of the stated text; `None` where none is stated.
    windows: Option<FxHashSet<u64>>,
    description: Vec<u64>,
}

impl Witness {
    pub(super) fn of(page: &Page) -> Self {
        let stated = page.meta("json-ld:articleBody").map(|text| fold::words_only(&title::one_line(text)));
        let stated = stated.filter(|text| text.len() >= BODY_LEAST);
        let windows = stated.map(|text| windows(&text).take(BODY_MOST).collect());
        let named = ["meta:og:description", "meta:description", "json-ld:description"];
        let description = named.iter().find_map(|name| page.meta(name)).unwrap_or_default();
        Self { windows, description: title::word_set(description) }
    }

    /// Whether the stated text has the block's beginning and end: 1 both, 0.5 one of them, -1 neither, 0 not known; and
    /// how alike the block, whose words are given if it is short, is to the description, 0 to 1.
    pub(super) fn row(&self, text: &str, words: &[u64]) -> [f32; 2] {
        let stands = self.windows.as_ref().map_or(0.0, |known| stands_in(known, text));
        [stands, title::likeness_to(&self.description, words)]
    }
}

fn stands_in(known: &FxHashSet<u64>, text: &str) -> f32 {
    let letters = fold::words_only(text);
    let last = letters.char_indices().rev().nth(WINDOW - 1).map_or(0, |(at, _)| at);
    let (first, last) = (windows(&letters).next(), windows(&letters[last..]).next());
    let (Some(first), Some(last)) = (first, last) else { return 0.0 };
    match u8::from(known.contains(&first)) + u8::from(known.contains(&last)) {
        2 => 1.0,
        1 => 0.5,
        _ => -1.0,
    }
}

/// Hashes of each run of [`WINDOW`] letters.
fn windows(letters: &str) -> impl Iterator<Item = u64> + '_ {
    let starts = letters.char_indices().map(|(at, _)| at);
    let ends = letters.char_indices().map(|(at, c)| at + c.len_utf8()).skip(WINDOW - 1);
    starts.zip(ends).map(|(start, end)| xxhash_rust::xxh3::xxh3_64(&letters.as_bytes()[start..end]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::{Location, html_page};

    #[test]
    fn a_stated_text_speaks_for_its_blocks() {
        let body = "The ferry ran aground off Northport on Tuesday. ".repeat(10);
        let object = serde_json::json!({"@type": "NewsArticle", "articleBody": body, "description": "Fog in the bay"});
        let page = format!("<html><script type='application/ld+json'>{object}</script><p>x</p></html>");
        let witness = Witness::of(&html_page(page.as_bytes(), Location::default()));
        let row = |text: &str| witness.row(text, &title::word_set(text));
        assert_eq!(row("The ferry ran aground off Northport on Tuesday.")[0], 1.0);
        assert_eq!(row("The ferry ran aground off Southport on Monday.")[0], 0.5);
        assert_eq!(row("Ten soups for cold evenings")[0], -1.0);
        assert_eq!(row("Fog in the bay"), [0.0, 1.0]);
    }
}
