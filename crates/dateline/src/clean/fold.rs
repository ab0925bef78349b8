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
        if std::mem::take(&mut blank) {
            out.push(' ');
        }
        // Most letters are ASCII, and asking Unicode for each of them took a twentieth of reading a page.
        if c.is_ascii() { out.push(c.to_ascii_lowercase()) } else { out.extend(c.to_lowercase()) }
    }
    out
}

/// Only letters and digits, in lower case: the same words whatever the marks around them.
pub(super) fn words_only(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The words of a text, letters and digits in lower case, each as a hash with its length in bytes; and a hash of all.
#[derive(Default)]
pub(super) struct Words {
    pub(super) words: Vec<(u64, usize)>,
    pub(super) all: u64,
}

impl Words {
    /// Those of a text, in one walk.
    pub(super) fn of(text: &str) -> Self {
        let mut found = Self::default();
        found.read(text);
        found
    }

    /// Those of another text, in the same memory.
    pub(super) fn read(&mut self, text: &str) {
        self.words.clear();
        let (mut all, mut word, mut start) = (FxHasher::default(), FxHasher::default(), None);
        for (at, c) in text.char_indices() {
            if c.is_alphanumeric() {
                start.get_or_insert(at);
                each_lower(c, |letter| {
                    all.write_u32(letter);
                    word.write_u32(letter);
                });
            } else if let Some(start) = start.take() {
                self.words.push((std::mem::take(&mut word).finish(), at - start));
            }
        }
        self.words.extend(start.map(|start| (word.finish(), text.len() - start)));
        self.all = all.finish();
    }
}

/// A character in lower case, as numbers.
fn each_lower(c: char, mut see: impl FnMut(u32)) {
    if c.is_ascii() {
        see(u32::from(c.to_ascii_lowercase()));
    } else {
        c.to_lowercase().for_each(|low| see(u32::from(low)));
    }
}

/// The hash of a word that stands in a table in lower case.
pub(super) fn word_hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    word.chars().for_each(|c| hasher.write_u32(u32::from(c)));
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
