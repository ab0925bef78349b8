//! [`Index`]: what is remembered of the articles seen, so that a new one is compared with all of them without being
//! compared with each.

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use super::fold::{Folded, Gram};
use super::pair::Host;
use super::postings::{Owners, Postings, put_all, take_all};
use super::prepared::Prepared;
use super::recurrence::{Carriers, Recurrence};
use super::trace::Passage;
use crate::clean::Article;

/// Articles that a new one is aligned with, at most: the weightiest.
const MOST_CANDIDATES: usize = 24;

/// Weight of shared grams from which two articles are aligned. A gram that few carry weighs 1.
const LEAST_WEIGHT: f32 = 2.0;

/// Share of the smaller article's grams from which two are aligned however common the grams are: reprints of one
/// text by hundreds of publishers.
const NEAR_SHARE: f32 = 0.3;

/// Carriers from which on a gram weighs less than 1.
const FEW: f32 = 8.0;

/// Carriers from which a gram of one publisher is its furniture, and proposes nobody.
const FURNITURE_CARRIERS: u32 = 24;

/// First bytes of a saved index: name and version of the form.
const MAGIC: &[u8; 8] = b"dlcopy01";

/// What is known of one article.
#[derive(Debug, Clone, Copy)]
struct Member {
    digest: u128,
    letters: u32,
    grams: u32,
}

/// Articles compared so far, by number in order of arrival.
///
/// It holds hashes, not texts: who asks lends the texts of the earlier articles.
#[derive(Debug, Default)]
pub struct Index {
    members: Vec<Member>,
    /// Number of the first article with these letters.
    first_with: FxHashMap<u128, u32>,
    postings: Postings,
    /// For each posted text the number of its article.
    posted: Vec<u32>,
}

/// What an article shares with those before it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Matches {
    /// Its number in the index.
    pub number: usize,
    /// The first article with the same text after folding.
    pub same_as: Option<usize>,
    /// What it shares with earlier ones, which are side `a`; ordered by both sides.
    pub passages: Vec<Passage>,
}

/// What the index knows of an article.
#[derive(Debug)]
pub(super) struct Seen {
    /// Earlier articles worth aligning with, ascending.
    pub(super) candidates: Vec<u32>,
    /// How often the article's runs recur.
    pub(super) recurrence: Recurrence,
    /// Its run that most texts of its publisher carry, and nobody else.
    pub(super) furniture: Option<Furniture>,
}

/// A run that a publisher puts on its pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Furniture {
    /// How many texts carry it.
    pub(super) count: u32,
    /// Its first letter in this article.
    pub(super) letter: u32,
}

impl Furniture {
    /// Whether it is told rather than another run: the one that more texts carry, then the one that comes first.
    pub(super) fn is_before(self, other: Self) -> bool {
        (self.count, std::cmp::Reverse(self.letter)) > (other.count, std::cmp::Reverse(other.letter))
    }
}

/// What an article brings to the index.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) digest: u128,
    pub(super) letters: u32,
    pub(super) publisher: u32,
    pub(super) grams: Vec<Gram>,
}

impl Entry {
    pub(super) fn new(article: &Article, folded: &Folded) -> Self {
        Self {
            digest: folded.digest(),
            letters: folded.len() as u32,
            publisher: publisher_number(article),
            grams: folded.grams(),
        }
    }
}

/// A number for a publisher, by domain or else by name; [`Owners::MANY`] where neither is known.
pub(super) fn publisher_number(article: &Article) -> u32 {
    let publisher = &article.publisher;
    let name = publisher.domain.as_ref().or(publisher.name.as_ref());
    name.map_or(Owners::MANY, |name| (xxh3_64(name.to_lowercase().as_bytes()) as u32).max(1))
}

impl Index {
    /// An empty one.
    pub fn new() -> Self {
        Self::default()
    }

    /// Number of articles in it.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// Earlier articles that this one may share words with, its first exact copy among them.
    pub fn alike(&self, article: &Article) -> Vec<usize> {
        let folded = Folded::new(article.text.as_str());
        if let Some(&first) = self.first_with.get(&folded.digest()) {
            return vec![first as usize];
        }
        let seen = self.seen(&folded.grams(), self.members.len() as u32);
        seen.candidates.into_iter().map(|number| number as usize).collect()
    }

    /// Adds an article and says what it shares with those before it. `earlier` lends the article of a number; one
    /// that it no longer has is passed over.
    pub fn add<'e>(&mut self, article: &Article, earlier: impl Fn(usize) -> Option<&'e Article>) -> Matches {
        let number = self.members.len();
        let side = Prepared::new(number, article);
        let entry = Entry::new(article, &side.folded);
        let same_as = self.first_with.get(&entry.digest).map(|&first| first as usize);
        let mut passages = Vec::new();
        if same_as.is_none() {
            let seen = self.seen(&entry.grams, number as u32);
            let host = Host::new(&side, &seen.recurrence);
            for candidate in seen.candidates {
                let Some(other) = earlier(candidate as usize) else { continue };
                passages.extend(host.compare(&Prepared::new(candidate as usize, other)));
            }
        }
        self.insert(vec![entry]);
        passages.sort_by_key(|passage| (passage.a, passage.b));
        Matches { number, same_as, passages }
    }

    /// Inserts articles without comparing.
    pub(super) fn insert(&mut self, entries: Vec<Entry>) {
        let mut batch = Vec::with_capacity(entries.len());
        for entry in entries {
            let number = self.members.len() as u32;
            let grams = entry.grams.len() as u32;
            self.members.push(Member { digest: entry.digest, letters: entry.letters, grams });
            if *self.first_with.entry(entry.digest).or_insert(number) == number {
                self.posted.push(number);
                batch.push((entry.publisher, entry.grams));
            }
        }
        self.postings.post(&batch);
    }

    /// The first article with the same letters.
    pub(super) fn first_alike(&self, number: usize) -> usize {
        self.members.get(number).and_then(|member| self.first_with.get(&member.digest)).map_or(number, |&n| n as usize)
    }

    /// Letters of an article.
    pub(super) fn letters(&self, number: usize) -> u32 {
        self.members[number].letters
    }

    /// What the index knows of an article with these grams, as far as those numbered below `before` go.
    pub(super) fn seen(&self, grams: &[Gram], before: u32) -> Seen {
        let mut shared: FxHashMap<u32, (f32, u32)> = FxHashMap::default();
        let mut carriers = Vec::with_capacity(grams.len());
        let mut furniture: Option<Furniture> = None;
        for (gram, owners) in grams.iter().zip(self.postings.owners(grams)) {
            let Some(owners) = owners else { continue };
            let one_publisher = owners.publisher != Owners::MANY;
            carriers.push(Carriers { letter: gram.letter, count: owners.count, one_publisher });
            if one_publisher && owners.count > FURNITURE_CARRIERS {
                let here = Furniture { count: owners.count, letter: gram.letter };
                furniture = furniture.filter(|most| most.is_before(here)).or(Some(here));
                continue;
            }
            let weight = (FEW / owners.count as f32).min(1.0).sqrt();
            for &owner in owners.first() {
                let number = self.posted[owner as usize];
                if number < before {
                    let sum = shared.entry(number).or_default();
                    sum.0 += weight;
                    sum.1 += 1;
                }
            }
        }
        let candidates = self.worth_aligning(grams.len(), shared);
        Seen { candidates, recurrence: Recurrence::new(carriers), furniture }
    }

    /// Those that share enough with an article of so many grams, ascending.
    fn worth_aligning(&self, grams: usize, shared: FxHashMap<u32, (f32, u32)>) -> Vec<u32> {
        let mut ranked: Vec<(u32, f32)> = shared
            .into_iter()
            .filter(|&(number, (weight, count))| {
                let smaller = grams.min(self.members[number as usize].grams as usize);
                (count >= 2 && weight >= LEAST_WEIGHT) || count as f32 >= (smaller as f32 * NEAR_SHARE).max(1.0)
            })
            .map(|(number, (weight, _))| (number, weight))
            .collect();
        ranked.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
        ranked.truncate(MOST_CANDIDATES);
        let mut out: Vec<u32> = ranked.into_iter().map(|(number, _)| number).collect();
        out.sort_unstable();
        out
    }

    /// The index as bytes, to be kept.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        let members = self.members.iter().flat_map(|member| {
            let d = member.digest;
            [d as u32, (d >> 32) as u32, (d >> 64) as u32, (d >> 96) as u32, member.letters, member.grams]
        });
        put_all(&mut out, &members.collect::<Vec<u32>>());
        put_all(&mut out, &self.posted);
        self.postings.write(&mut out);
        out
    }

    /// Reads what [`Index::to_bytes`] wrote; `None` where the bytes are of another version or torn.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let members: Vec<Member> = take_all(&mut rest)?.chunks(6).map(member_of).collect::<Option<_>>()?;
        let posted = take_all(&mut rest)?;
        let postings = Postings::read(&mut rest)?;
        let mut first_with = FxHashMap::default();
        for (number, member) in members.iter().enumerate() {
            first_with.entry(member.digest).or_insert(number as u32);
        }
        let sound = rest.is_empty()
            && postings.len() == posted.len()
            && posted.iter().all(|&number| (number as usize) < members.len());
        sound.then_some(Self { members, first_with, postings, posted })
    }
}

fn member_of(words: &[u32]) -> Option<Member> {
    let &[a, b, c, d, letters, grams] = words else { return None };
    let digest = u128::from(a) | u128::from(b) << 32 | u128::from(c) << 64 | u128::from(d) << 96;
    Some(Member { digest, letters, grams })
}
