//! What is known of words before any page is read: clusters of words used alike, and kinds of names.

use std::sync::LazyLock;

static WORDS: &[u8] = include_bytes!("../../../data/models/words.bin");

/// The shipped word table.
pub static LEXICON: LazyLock<Lexicon<'static>> = LazyLock::new(|| Lexicon::new(WORDS));

/// Bytes of one entry: hash, cluster, kinds.
const ENTRY: usize = 8;

/// What is known of one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// Number of its fine cluster; [`Word::NO_CLUSTER`] where it has none.
    pub cluster: u16,
    /// Bits of [`word_flags`], and above them the likelihoods.
    pub kinds: u16,
}

impl Word {
    /// Cluster of words without one.
    pub const NO_CLUSTER: u16 = 0x3ff;
    /// A word of which nothing is known.
    pub const UNKNOWN: Word = Word { cluster: Self::NO_CLUSTER, kinds: 0 };

    /// The coarse cluster: fine clusters are numbered so that sixteen in a row make one.
    pub fn coarse(self) -> u16 {
        self.cluster >> 4
    }

    /// Whether all bits of `flag` are set.
    pub fn has(self, flag: u16) -> bool {
        self.kinds & flag == flag
    }

    /// The bits of [`word_flags`] alone.
    pub fn flags(self) -> u16 {
        self.kinds & word_flags::ALL
    }

    /// What its vector tells of the names it occurs in, as nine bits: the likeliest kind (none, person, place,
    /// organisation), how likely, the next kind, how likely.
    pub fn likelihoods(self) -> u16 {
        self.kinds >> word_flags::BITS
    }
}

/// Bits of [`Word::kinds`].
pub mod word_flags {
    /// A given name somewhere.
    pub const GIVEN: u16 = 1;
    /// A family name somewhere.
    pub const FAMILY: u16 = 2;
    /// Names a town of the gazetteer by itself.
    pub const TOWN: u16 = 4;
    /// Occurs in the longer name of a place.
    pub const IN_PLACE: u16 = 8;
    /// Names a country or region by itself.
    pub const COUNTRY: u16 = 16;
    /// An adjective of a country or people.
    pub const DEMONYM: u16 = 32;
    /// Names an organisation by itself ("Reuters", "ECOWAS").
    pub const ORGANISATION: u16 = 64;
    /// Number of bits that flags take; the next nine hold the likelihoods.
    pub const BITS: u16 = 7;
    /// All flags.
    pub const ALL: u16 = (1 << BITS) - 1;
}

/// A table from hashes of words to what is known of them, sorted by hash.
#[derive(Debug)]
pub struct Lexicon<'a> {
    entries: &'a [u8],
    /// For each upper half of a hash, where its entries begin; one more at the end.
    starts: Vec<u32>,
}

impl<'a> Lexicon<'a> {
    /// Reads a table as [`Lexicon::write`] makes it; a torn entry at the end is left out.
    pub fn new(bytes: &'a [u8]) -> Self {
        let count = bytes.len() / ENTRY;
        let mut starts = vec![0_u32; (1 << 16) + 1];
        for entry in bytes.chunks_exact(ENTRY) {
            let upper = u16::from_le_bytes([entry[2], entry[3]]);
            starts[usize::from(upper) + 1] += 1;
        }
        for slot in 1..starts.len() {
            starts[slot] += starts[slot - 1];
        }
        Self { entries: &bytes[..count * ENTRY], starts }
    }

    /// What is known of the word with this hash.
    pub fn word(&self, hash: u32) -> Word {
        let upper = (hash >> 16) as usize;
        let range = self.starts[upper] as usize * ENTRY..self.starts[upper + 1] as usize * ENTRY;
        let lower = (hash as u16).to_le_bytes();
        let entry = self.entries[range].chunks_exact(ENTRY).find(|entry| entry[..2] == lower);
        entry.map_or(Word::UNKNOWN, |entry| Word {
            cluster: u16::from_le_bytes([entry[4], entry[5]]),
            kinds: u16::from_le_bytes([entry[6], entry[7]]),
        })
    }

    /// The bytes of a table; of words with the same hash the first is kept.
    pub fn write(words: &[(u32, Word)]) -> Vec<u8> {
        let mut sorted = words.to_vec();
        sorted.sort_by_key(|(hash, _)| *hash);
        sorted.dedup_by_key(|(hash, _)| *hash);
        let mut out = Vec::with_capacity(sorted.len() * ENTRY);
        for (hash, word) in sorted {
            out.extend_from_slice(&hash.to_le_bytes());
            out.extend_from_slice(&word.cluster.to_le_bytes());
            out.extend_from_slice(&word.kinds.to_le_bytes());
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_written_table_reads_back() {
        let words = [(7, Word { cluster: 33, kinds: 4 }), (0xffff_0007, Word { cluster: 1, kinds: 0 })];
        let bytes = Lexicon::write(&words);
        let lexicon = Lexicon::new(&bytes);
        assert_eq!(lexicon.word(7), words[0].1);
        assert_eq!(lexicon.word(0xffff_0007), words[1].1);
        assert_eq!(lexicon.word(8), Word::UNKNOWN);
    }
}
