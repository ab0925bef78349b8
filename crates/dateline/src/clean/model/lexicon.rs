//! Weights of words: how much more often a word stands in an article than around one.

use rustc_hash::FxHashMap;

use crate::clean::fold::{Words, word_hash};

/// Bytes of a word that is looked up.
const WORD_BYTES: std::ops::RangeInclusive<usize> = 2..=40;

/// A word list with weights; of each word its hash.
#[derive(Debug, Clone, Default)]
pub struct Lexicon(FxHashMap<u64, f32>);

/// What a text's known words weigh.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(in crate::clean) struct Weight {
    /// Sum over its known words.
    pub(in crate::clean) sum: f32,
    /// The least of them, 0 if none.
    pub(in crate::clean) least: f32,
    /// The greatest of them, 0 if none.
    pub(in crate::clean) greatest: f32,
    /// How many are known.
    pub(in crate::clean) known: u32,
}

impl Weight {
    /// Mean over the known words.
    pub(in crate::clean) fn mean(self) -> f32 {
        self.sum / self.known.max(1) as f32
    }

    /// Both together.
    pub(in crate::clean) fn and(self, other: Weight) -> Weight {
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
        Self(weights.into_iter().map(|(word, weight)| (word_hash(&word), weight)).collect())
    }

    /// The weight of the word with this hash.
    pub(in crate::clean) fn weight(&self, word: u64) -> Option<f32> {
        self.0.get(&word).copied()
    }

    /// What a text weighs whose words are given.
    pub(in crate::clean) fn weigh(&self, words: &Words) -> Weight {
        let asked = words.words.iter().filter(|(_, bytes)| WORD_BYTES.contains(bytes));
        let known = asked.filter_map(|(hash, _)| self.0.get(hash));
        known.fold(Weight::default(), |total, &weight| {
            total.and(Weight { sum: weight, least: weight, greatest: weight, known: 1 })
        })
    }

    /// Calls `see` with each word of a text in lower case: letters and digits, at least two of them.
    pub fn each_word(text: &str, see: &mut dyn FnMut(&str)) {
        let mut folded = String::with_capacity(*WORD_BYTES.end());
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| WORD_BYTES.contains(&word.len())) {
            folded.clear();
            folded.extend(word.chars().flat_map(char::to_lowercase));
            see(&folded);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_weigh_in_any_case_and_alphabet() {
        let table = Lexicon::parse("# word TAB weight\nkommentar\t-1.5\nфото\t-0.5\nsagte\t2\ni̇zmir\t1\n");
        let weight = table.weigh(&Words::of("Kommentar: „İzmir“, SAGTE er (Фото) x"));
        assert_eq!(weight, Weight { sum: 1.0, least: -1.5, greatest: 2.0, known: 4 });
    }
}
