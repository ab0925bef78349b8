//! [`Recurrence`]: how often the runs of one article recur in the heap.

/// Who else carries a gram.
#[derive(Debug, Clone, Copy)]
pub(super) struct Carriers {
    /// Where the gram stands in this article, in letters.
    pub(super) letter: u32,
    /// How many texts carry it.
    pub(super) count: u32,
    /// Whether all are of one known publisher.
    pub(super) one_publisher: bool,
}

/// Where the posted grams of an article stand and who else carries them.
#[derive(Debug, Default)]
pub(super) struct Recurrence {
    by_letter: Vec<Carriers>,
}

/// How often a run recurs.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Spread {
    /// Texts that carry it: the median over its grams.
    pub(super) carriers: u32,
    /// Whether all of them are of one publisher.
    pub(super) one_publisher: bool,
}

impl Recurrence {
    pub(super) fn new(mut by_letter: Vec<Carriers>) -> Self {
        by_letter.sort_unstable_by_key(|carriers| carriers.letter);
        Self { by_letter }
    }

    /// How often the letters `from..to` recur.
    pub(super) fn spread(&self, from: usize, to: usize) -> Spread {
        let start = self.by_letter.partition_point(|carriers| (carriers.letter as usize) < from);
        let end = self.by_letter.partition_point(|carriers| (carriers.letter as usize) < to);
        let seen = &self.by_letter[start..end];
        let mut counts: Vec<u32> = seen.iter().map(|carriers| carriers.count).collect();
        counts.sort_unstable();
        Spread {
            carriers: counts.get(counts.len() / 2).copied().unwrap_or(0),
            one_publisher: !seen.is_empty() && seen.iter().all(|carriers| carriers.one_publisher),
        }
    }
}
