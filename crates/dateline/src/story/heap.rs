//! A heap made ready for comparing: features, the weight of each word, norms.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::mem::take;
use std::sync::LazyLock;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::background;
use super::features::{Features, Word, across};
use super::reading::Reading;
use super::surprise::Surprise;
use super::told::{Told, told};
use crate::facts::Marked;

/// How many reports the background table counts for against the heap's own count of a word: ECB+ heaps of 5 to 700
/// pages were all best between 300 and 3,000.
const BACKGROUND_REPORTS: f64 = 1000.0;

/// A word's weight in a language without a table never falls below that of one page in this many more than the heap
/// has: in a heap of five, a word in all five says little, one in two says something.
const UNKNOWN_REPORTS: f64 = 20.0;

/// Share of the pages of many days that name one day of a month, or tell one day of the calendar.
pub(super) const USUAL_DAY: f32 = 1.0 / 30.0;

/// Share of pages that name one weekday.
const USUAL_WEEKDAY: f32 = 0.2;

/// Roles whose words are compared one by one: each has its own cosine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Lead,
    Names,
    Words,
    Title,
    Numbers,
    Plain,
}

/// Number of [`Role`]s.
pub(super) const ROLES: usize = 6;

impl Role {
    /// In the order of the arrays that hold one value for each.
    pub(super) const ALL: [Role; ROLES] =
        [Role::Lead, Role::Names, Role::Words, Role::Title, Role::Numbers, Role::Plain];

    /// Times a word stands in this role.
    pub(super) fn count(self, word: &Word) -> u8 {
        match self {
            Role::Lead => word.lead,
            Role::Names => word.name,
            Role::Words => word.all,
            Role::Title => word.title,
            Role::Numbers if word.number => word.all,
            Role::Plain if !word.number => word.all - word.name.min(word.all),
            Role::Numbers | Role::Plain => 0,
        }
    }
}

/// The articles of a heap as they are compared, in the order given.
#[derive(Debug)]
pub(super) struct Heap {
    /// Features, word ids being numbers in the vocabulary.
    pub articles: Vec<Features>,
    /// For each article the numbers of its words, in their order; those in nearly every report stand under one number,
    /// the size of the vocabulary.
    pub numbers: Vec<Vec<u32>>,
    /// Weight of each word of the vocabulary (words of different languages are different words).
    pub weights: Vec<f32>,
    /// For each article the length of its vector in each role.
    pub norms: Vec<[f32; ROLES]>,
    /// For each article how many of its words are plain ones.
    pub plain: Vec<PlainWords>,
    /// Weight of each name and number across languages; empty where the heap is in one language.
    pub across: Vec<f32>,
    /// For each article the lengths of its vectors of names and numbers across languages.
    pub across_norms: Vec<[f32; ROLES]>,
    /// What a day of a month or a month in common says, by its code.
    pub month_days: Surprise<u16>,
    /// What a weekday in common says.
    pub weekdays: Surprise<u16>,
    /// For each article whom, how many and which days it tells.
    pub told: Vec<Told>,
}

impl Heap {
    /// Makes articles ready, of which the readings lose their words; `lend` has the articles in full.
    pub(super) fn of<'a>(articles: &mut [Reading], lend: impl Fn(usize) -> Cow<'a, Marked> + Sync) -> Self {
        let mut features: Vec<Features> = articles.iter_mut().map(|reading| take(&mut reading.features)).collect();
        adopt_language(&mut features);
        let weights = weigh(&mut features);
        let norms = features.par_iter().map(|features| norms(&features.words, &weights)).collect();
        let numbers = features.par_iter().map(|features| numbers(&features.words, &weights)).collect();
        let plain = features.par_iter().map(|features| PlainWords::of(&features.words, &weights)).collect();
        let across = weigh_across(&mut features, lend);
        let things = articles.iter_mut().map(|reading| take(&mut reading.things)).collect();
        let across_norms = features.par_iter().map(|features| norms_across(features, &across)).collect();
        let named = |dates: fn(&Features) -> &[(u16, u8)], usual: f32| {
            let all = features.iter().flat_map(|features| dates(features).iter().map(|entry| entry.0));
            Surprise::of(all, features.len(), usual)
        };
        let month_days = named(|features| &features.month_days, USUAL_DAY);
        let weekdays = named(|features| &features.weekdays, USUAL_WEEKDAY);
        Self {
            articles: features,
            numbers,
            weights,
            norms,
            plain,
            across,
            across_norms,
            month_days,
            weekdays,
            told: told(things),
        }
    }

    /// Whether two articles are in one language.
    pub(super) fn one_language(&self, a: usize, b: usize) -> bool {
        self.articles[a].language == self.articles[b].language
    }
}

/// Repetition counts, but less and less: 1 + ln n.
pub(super) fn damped(count: u8) -> f32 {
    static TABLE: LazyLock<[f32; 256]> =
        LazyLock::new(|| std::array::from_fn(|count| if count == 0 { 0.0 } else { 1.0 + (count as f32).ln() }));
    TABLE[usize::from(count)]
}

fn norms(words: &[Word], weights: &[f32]) -> [f32; ROLES] {
    Role::ALL.map(|role| {
        let square = |word: &Word| (damped(role.count(word)) * weights[word.id as usize]).powi(2);
        words.iter().map(square).sum::<f32>().sqrt()
    })
}

/// Words below this weight stand in four reports of five: a fifth of what two reports share, and nothing of what it says.
const COMMON: f32 = 0.22;

fn numbers(words: &[Word], weights: &[f32]) -> Vec<u32> {
    let number = |word: &Word| if weights[word.id as usize] < COMMON { weights.len() as u32 } else { word.id as u32 };
    words.iter().map(number).collect()
}

/// How many different plain words an article has.
#[derive(Debug, Clone, Copy)]
pub(super) struct PlainWords {
    pub all: u32,
    /// Those in nearly every report.
    pub common: u32,
}

impl PlainWords {
    fn of(words: &[Word], weights: &[f32]) -> Self {
        let mut found = Self { all: 0, common: 0 };
        for word in words.iter().filter(|word| Role::Plain.count(word) > 0) {
            found.all += 1;
            found.common += u32::from(weights[word.id as usize] < COMMON);
        }
        found
    }
}

fn norms_across(features: &Features, weights: &[f32]) -> [f32; ROLES] {
    if weights.is_empty() { [0.0; ROLES] } else { norms(&features.across, weights) }
}

/// An article too short to tell its language is taken to be in the most common language of the heap.
fn adopt_language(features: &mut [Features]) {
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for features in features.iter().filter(|features| !features.language.is_empty()) {
        *known.entry(&features.language).or_default() += 1;
    }
    let most = known.into_iter().max_by_key(|&(language, count)| (count, Reverse(language)));
    let Some(most) = most.map(|(language, _)| language.to_owned()) else { return };
    for features in features.iter_mut().filter(|features| features.language.is_empty()) {
        features.language.clone_from(&most);
    }
}

/// Share of reports that hold a name or number whatever the language, before any was read: rare.
const ACROSS_SHARE: f64 = 1e-3;

/// Numbers the names and numbers of a heap in several languages and gives each its weight.
fn weigh_across<'a>(features: &mut [Features], lend: impl Fn(usize) -> Cow<'a, Marked> + Sync) -> Vec<f32> {
    let one_language = features.windows(2).all(|pair| pair[0].language == pair[1].language);
    if one_language {
        return Vec::new();
    }
    features.par_iter_mut().enumerate().for_each(|(at, features)| features.across = across(&lend(at)));
    let mut weights = Vec::new();
    let reports = features.len() as f64;
    let mut lists: Vec<&mut Vec<Word>> = features.iter_mut().map(|features| &mut features.across).collect();
    number_words(&mut lists, &mut weights, |_, count, _| {
        (BACKGROUND_REPORTS * ACROSS_SHARE + count + 0.5) / (BACKGROUND_REPORTS + reports + 1.0)
    });
    weights
}

/// Numbers the words of the heap and gives each its weight: minus the logarithm of the share of reports in its language
/// that hold it, by the background table and the heap together.
fn weigh(features: &mut [Features]) -> Vec<f32> {
    let mut languages: Vec<String> = features.iter().map(|features| features.language.clone()).collect();
    languages.sort_unstable();
    languages.dedup();
    let mut weights = Vec::new();
    for language in &languages {
        let mut members: Vec<&mut Features> =
            features.iter_mut().filter(|features| &features.language == language).collect();
        weigh_language(language, &mut members, &mut weights);
    }
    weights
}

fn weigh_language(language: &str, members: &mut [&mut Features], weights: &mut Vec<f32>) {
    let reports = members.len() as f64;
    let table = background::frequencies(language);
    let mut lists: Vec<&mut Vec<Word>> = members.iter_mut().map(|features| &mut features.words).collect();
    number_words(&mut lists, weights, |id, count, number| {
        let (known, share) = match table {
            Some(table) => (BACKGROUND_REPORTS, background::share(table, id, number)),
            None => (UNKNOWN_REPORTS, 0.5 / UNKNOWN_REPORTS),
        };
        (known * share + count + 0.5) / (known + reports + 1.0)
    });
}

/// Replaces the hashes of words by numbers in the order of the hashes, and adds the weight of each: minus the logarithm
/// of `share`, which is told hash, number of lists that hold the word, and whether it is a number.
fn number_words(lists: &mut [&mut Vec<Word>], weights: &mut Vec<f32>, share: impl Fn(u64, f64, bool) -> f64) {
    let mut held: FxHashMap<u64, (u32, bool)> = FxHashMap::default();
    for word in lists.iter().flat_map(|list| list.iter()) {
        let entry = held.entry(word.id).or_default();
        entry.0 += u32::from(word.all > 0);
        entry.1 |= word.number;
    }
    let mut vocabulary: Vec<(u64, u32, bool)> =
        held.into_iter().map(|(id, (count, number))| (id, count, number)).collect();
    vocabulary.sort_unstable();
    let mut numbers: FxHashMap<u64, u64> = FxHashMap::default();
    for (id, count, number) in vocabulary {
        numbers.insert(id, weights.len() as u64);
        weights.push(-share(id, f64::from(count), number).min(0.999).ln() as f32);
    }
    for list in lists.iter_mut() {
        for word in list.iter_mut() {
            word.id = numbers.get(&word.id).copied().unwrap_or_default();
        }
        list.sort_unstable_by_key(|word| word.id);
    }
}
