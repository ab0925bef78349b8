//! Weights of words: how much more often a word stands in an article than around one.

use rustc_hash::FxHashMap;

/// Longest word that is looked up, in bytes.
const WORD_MAX: usize = 40;

/// A word list with weights.
#[derive(Debug, Clone, Default)]
pub struct Lexicon(FxHashMap<Box<str>, f32>);

/// What a text's known words weigh.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Weight {
    /// Sum over its known words.
    pub sum: f32,
    /// The least of them, 0 if none.
    pub least: f32,
    /// The greatest of them, 0 if none.
    pub greatest: f32,
    /// How many are known.
    pub known: u32,
}

impl Weight {
    /// Mean over the known words.
    pub fn mean(self) -> f32 {
        self.sum / self.known.max(1) as f32
    }

    /// Both together.
    pub fn and(self, other: Weight) -> Weight {
        Weight {
            sum: self.sum + other.sum,
            least: self.least.min(other.least),
            greatest: self.greatest.max(other.greatest),
            known: self.known + other.known,
        }
    }
}

impl Lexicon {
    /// From lines of `word TAB weight`; `#` opens a comment line.
    pub fn parse(table: &str) -> Self {
        let rows = table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
        Self::from_weights(rows.filter_map(|(word, weight)| Some((word.to_owned(), weight.parse().ok()?))))
    }

    /// From words and their weights.
    pub fn from_weights(weights: impl IntoIterator<Item = (String, f32)>) -> Self {
        Self(weights.into_iter().map(|(word, weight)| (word.into_boxed_str(), weight)).collect())
    }

    /// What a text weighs.
    pub fn weigh(&self, text: &str) -> Weight {
        let mut total = Weight::default();
        Self::each_word(text, &mut |word| {
            if let Some(&weight) = self.0.get(word) {
                total = total.and(Weight { sum: weight, least: weight, greatest: weight, known: 1 });
            }
        });
        total
    }

    /// Calls `see` with each word of a text in lower case: letters and digits, at least two of them.
    pub fn each_word(text: &str, see: &mut dyn FnMut(&str)) {
        let mut folded = String::with_capacity(WORD_MAX);
        for word in text.split(|c: char| !c.is_alphanumeric()) {
            if word.len() < 2 || word.len() > WORD_MAX {
                continue;
            }
            folded.clear();
            folded.extend(word.chars().flat_map(char::to_lowercase));
            see(&folded);
        }
    }
}
