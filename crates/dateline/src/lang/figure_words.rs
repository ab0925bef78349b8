//! The words that figures are read by, in sections.

use rustc_hash::FxHashMap;

/// One line of the table.
#[derive(Debug)]
struct Entry {
    section: &'static str,
    /// Words behind the first.
    rest: Vec<&'static str>,
    values: Vec<&'static str>,
}

/// Phrases by section, found by their first word.
#[derive(Debug, Default)]
pub struct FigureWords {
    by_first: FxHashMap<&'static str, Vec<Entry>>,
}

impl FigureWords {
    /// From the content of a figure file: see its head for the columns.
    pub fn parse(table: &'static str) -> Self {
        let mut out = Self::default();
        for line in table.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
            let mut columns = line.split('|');
            let (Some(section), Some(phrase)) = (columns.next(), columns.next()) else { continue };
            let mut words = phrase.split(' ');
            let Some(first) = words.next() else { continue };
            let entry = Entry { section, rest: words.collect(), values: columns.collect() };
            let entries = out.by_first.entry(first).or_default();
            let at = entries.partition_point(|known| known.rest.len() >= entry.rest.len());
            entries.insert(at, entry);
        }
        out
    }

    /// The longest phrase of a section that begins at word `at`: its values, and how many words it has. `word` gives
    /// the lower-case word at a place.
    pub fn longest<'w>(
        &self,
        section: &str,
        at: usize,
        word: impl Fn(usize) -> &'w str,
    ) -> Option<(&[&'static str], usize)> {
        let entries = self.by_first.get(word(at))?;
        let fits = |entry: &&Entry| {
            entry.section == section && entry.rest.iter().enumerate().all(|(n, rest)| word(at + 1 + n) == *rest)
        };
        entries.iter().find(fits).map(|entry| (entry.values.as_slice(), entry.rest.len() + 1))
    }

    /// The first value of a phrase of one word.
    pub fn value(&self, section: &str, word: &str) -> Option<&'static str> {
        let entries = self.by_first.get(word)?;
        let entry = entries.iter().find(|entry| entry.section == section && entry.rest.is_empty())?;
        entry.values.first().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins() {
        let table = FigureWords::parse("vague|hundreds|200|999\nvague|hundreds of thousands|200000|999999\n");
        let words = ["hundreds", "of", "thousands", ""];
        let (values, length) = table.longest("vague", 0, |at| words.get(at).copied().unwrap_or("")).unwrap();
        assert_eq!((values, length), (["200000", "999999"].as_slice(), 3));
        assert!(table.value("vague", "hundreds").is_some());
    }
}
