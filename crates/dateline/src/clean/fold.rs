//! Lines in the form in which they are compared.

use std::hash::Hasher;

use rustc_hash::FxHasher;

/// Lower case, straight quotation marks and dashes, blanks run together, nothing at the ends.
pub(super) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = false;
    for c in text.chars() {
        let c = match c {
            '‘' | '’' | '‚' | '‛' | '`' | '´' => '\'',
            '“' | '”' | '„' | '«' | '»' | '‟' => '"',
            '–' | '—' | '‑' | '−' | '‐' => '-',
            '\u{ad}' | '\u{200b}' | '\u{feff}' => continue,
            other => other,
        };
        if c.is_whitespace() {
            blank = !out.is_empty();
            continue;
        }
        if blank {
            out.push(' ');
            blank = false;
        }
        out.extend(c.to_lowercase());
    }
    out
}

/// Only letters and digits, in lower case: the same words whatever the marks around them.
pub(super) fn words_only(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A hash of [`words_only`].
pub(super) fn letters_hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).for_each(|c| hasher.write_u32(u32::from(c)));
    hasher.finish()
}

/// Whether a line ends as a sentence does, closing quotation marks and brackets set aside.
pub(super) fn ends_sentence(text: &str) -> bool {
    let core = text
        .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '“'));
    core.ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟', '۔', '።'])
}

/// Words of at least four letters, in lower case: those that tell what a line is about.
pub(super) fn content_words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().nth(3).is_some()).map(str::to_lowercase)
}
