//! [`Postings`]: which articles carry a gram.
//!
//! A gram remembers its first owners and counts the rest, so that a text which the whole heap carries costs each new
//! carrier no more than a text which two carry. The table is cut into shards by the leading bits of the hash; shards
//! are filled side by side, each in the order of the articles, so the outcome does not depend on the number of cores.

use rayon::prelude::*;

use super::fold::Gram;

/// Owners remembered for each gram: enough to show a small family in full, and a large one as a star.
pub(super) const OWNERS: usize = 6;

/// Leading bits of a hash that name its shard.
const SHARD_BITS: u32 = 5;

/// Marks a value as a place in the list of shared grams.
const SHARED: u32 = 1 << 31;

/// Free slot.
const FREE: u32 = u32::MAX;

/// The carriers of one gram.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Owners {
    /// How many texts carry it.
    pub(super) count: u32,
    /// The publisher of all of them, or [`Owners::MANY`].
    pub(super) publisher: u32,
    /// The first of them.
    first: [u32; OWNERS],
}

impl Owners {
    /// More than one publisher, or an unknown one.
    pub(super) const MANY: u32 = 0;

    /// The remembered ones, in the order of arrival.
    pub(super) fn first(&self) -> &[u32] {
        &self.first[..OWNERS.min(self.count as usize)]
    }

    fn one(article: u32, publisher: u32) -> Self {
        Self { count: 1, publisher, first: [article; OWNERS] }
    }

    fn add(&mut self, article: u32, publisher: u32) {
        if let Some(free) = self.first.get_mut(self.count as usize) {
            *free = article;
        }
        self.count = self.count.saturating_add(1);
        if self.publisher != publisher {
            self.publisher = Self::MANY;
        }
    }
}

#[derive(Debug, Default)]
struct Shard {
    /// Lower half of the hash and the value (an article, or [`SHARED`] and a place in `shared`).
    slots: Vec<(u32, u32)>,
    filled: usize,
    shared: Vec<Owners>,
}

impl Shard {
    fn slot_of(&self, key: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = key as usize & mask;
        while self.slots[slot].1 != FREE && self.slots[slot].0 != key {
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn insert(&mut self, key: u32, article: u32, publishers: &[u32]) {
        if (self.filled + 1) * 4 > self.slots.len() * 3 {
            self.grow();
        }
        let slot = self.slot_of(key);
        let value = self.slots[slot].1;
        if value == FREE {
            self.slots[slot] = (key, article);
            self.filled += 1;
        } else if value & SHARED != 0 {
            self.shared[(value & !SHARED) as usize].add(article, publishers[article as usize]);
        } else {
            let mut owners = Owners::one(value, publishers[value as usize]);
            owners.add(article, publishers[article as usize]);
            self.slots[slot].1 = SHARED | self.shared.len() as u32;
            self.shared.push(owners);
        }
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(64);
        let old = std::mem::replace(&mut self.slots, vec![(0, FREE); size]);
        for (key, value) in old.into_iter().filter(|slot| slot.1 != FREE) {
            let slot = self.slot_of(key);
            self.slots[slot] = (key, value);
        }
    }

    /// What stands at a key: an article, or [`SHARED`] and a place, or [`FREE`].
    fn value(&self, key: u32) -> u32 {
        if self.slots.is_empty() { FREE } else { self.slots[self.slot_of(key)].1 }
    }
}

/// Which articles carry a gram.
#[derive(Debug)]
pub(super) struct Postings {
    shards: Vec<Shard>,
    /// A number for the publisher of each article, [`Owners::MANY`] where it is unknown.
    publishers: Vec<u32>,
}

impl Default for Postings {
    fn default() -> Self {
        Self { shards: (0..1 << SHARD_BITS).map(|_| Shard::default()).collect(), publishers: Vec::new() }
    }
}

fn shard_of(hash: u64) -> usize {
    (hash >> (64 - SHARD_BITS)) as usize
}

/// The low bits chose the sample, the high ones the shard: the key lies between.
fn key_of(hash: u64) -> u32 {
    (hash >> 20) as u32
}

impl Postings {
    /// Posts articles that follow those already posted; `grams` of each come sorted by hash.
    pub(super) fn post(&mut self, batch: &[(u32, Vec<Gram>)]) {
        self.publishers.extend(batch.iter().map(|(publisher, _)| publisher));
        let publishers = self.publishers.as_slice();
        let first = publishers.len() - batch.len();
        self.shards.par_iter_mut().enumerate().for_each(|(number, shard)| {
            for (at, (_, grams)) in batch.iter().enumerate() {
                let from = grams.partition_point(|gram| shard_of(gram.hash) < number);
                for gram in grams[from..].iter().take_while(|gram| shard_of(gram.hash) == number) {
                    shard.insert(key_of(gram.hash), (first + at) as u32, publishers);
                }
            }
        });
    }

    /// Who carries each of these grams. They are looked up side by side, so that the waits for memory overlap.
    pub(super) fn owners(&self, grams: &[Gram]) -> Vec<Option<Owners>> {
        let values: Vec<u32> =
            grams.iter().map(|gram| self.shards[shard_of(gram.hash)].value(key_of(gram.hash))).collect();
        let owners = |(gram, &value): (&Gram, &u32)| match value {
            FREE => None,
            value if value & SHARED != 0 => Some(self.shards[shard_of(gram.hash)].shared[(value & !SHARED) as usize]),
            article => Some(Owners::one(article, self.publishers[article as usize])),
        };
        grams.iter().zip(&values).map(owners).collect()
    }

    /// How many articles are posted.
    pub(super) fn len(&self) -> usize {
        self.publishers.len()
    }

    /// Appends the table to `out`.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        put_all(out, &self.publishers);
        for shard in &self.shards {
            let filled: Vec<u32> =
                shard.slots.iter().filter(|slot| slot.1 != FREE).flat_map(|&(key, value)| [key, value]).collect();
            put_all(out, &filled);
            let shared: Vec<u32> = shard.shared.iter().flat_map(Owners::words).collect();
            put_all(out, &shared);
        }
    }

    /// Reads what [`Postings::write`] wrote.
    pub(super) fn read(bytes: &mut &[u8]) -> Option<Self> {
        let mut postings = Self { publishers: take_all(bytes)?, ..Self::default() };
        let articles = postings.publishers.len();
        for shard in &mut postings.shards {
            let filled = take_all(bytes)?;
            let shared = take_all(bytes)?;
            shard.shared = shared.chunks(Owners::WORDS).map(Owners::of_words).collect::<Option<_>>()?;
            for pair in filled.chunks(2) {
                let &[key, value] = pair else { return None };
                let known = if value & SHARED != 0 {
                    ((value & !SHARED) as usize) < shard.shared.len()
                } else {
                    (value as usize) < articles
                };
                if !known {
                    return None;
                }
                shard.restore(key, value);
            }
        }
        let sound = postings.shards.iter().flat_map(|shard| &shard.shared).flat_map(|owners| &owners.first);
        sound.into_iter().all(|&article| (article as usize) < articles).then_some(postings)
    }
}

impl Shard {
    fn restore(&mut self, key: u32, value: u32) {
        if (self.filled + 1) * 4 > self.slots.len() * 3 {
            self.grow();
        }
        let slot = self.slot_of(key);
        self.slots[slot] = (key, value);
        self.filled += 1;
    }
}

impl Owners {
    const WORDS: usize = OWNERS + 2;

    fn words(&self) -> [u32; Self::WORDS] {
        let mut words = [0; Self::WORDS];
        words[0] = self.count;
        words[1] = self.publisher;
        words[2..].copy_from_slice(&self.first);
        words
    }

    fn of_words(words: &[u32]) -> Option<Self> {
        let first = words.get(2..)?.try_into().ok()?;
        Some(Self { count: words[0], publisher: words[1], first })
    }
}

/// Appends a length and the numbers, little-endian.
pub(super) fn put_all(out: &mut Vec<u8>, words: &[u32]) {
    out.extend((words.len() as u64).to_le_bytes());
    out.extend(words.iter().flat_map(|word| word.to_le_bytes()));
}

/// Reads what [`put_all`] wrote.
pub(super) fn take_all(bytes: &mut &[u8]) -> Option<Vec<u32>> {
    let (length, rest) = bytes.split_first_chunk::<8>()?;
    let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
    let (words, rest) = rest.split_at_checked(length.checked_mul(4)?)?;
    *bytes = rest;
    Some(words.chunks_exact(4).map(|word| u32::from_le_bytes([word[0], word[1], word[2], word[3]])).collect())
}
