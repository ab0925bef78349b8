//! What a pair of articles has in common, as numbers between -1 and 1, and what the model makes of it.

use rayon::prelude::*;

use super::copies::Copies;
use super::days;
use super::features::{Features, Word};
use super::heap::{Heap, ROLES, Role, damped};
use super::model::Model;
use super::told::{self, Thing};
use crate::facts::Marked;

/// Kinds of evidence, in the order of the arrays that hold one value for each.
pub(super) const EVIDENCE: [&str; KINDS] = [
    "lead",
    "names",
    "words",
    "title",
    "numbers",
    "plain",
    "years",
    "month_days",
    "weekdays",
    "near_5",
    "near_25",
    "days",
    "event_days",
    "copied",
    "template",
    "persons",
    "leading_person",
    "figures",
    "values",
    "told_days",
];

/// Number of kinds of evidence.
pub(super) const KINDS: usize = 20;

const YEARS: usize = 6;
const MONTH_DAYS: usize = 7;
const WEEKDAYS: usize = 8;
const NEAR_5: usize = 9;
const NEAR_25: usize = 10;
const DAYS: usize = 11;
const EVENT_DAYS: usize = 12;
const COPIED: usize = 13;
const TEMPLATE: usize = 14;
const LEADING_PERSON: usize = 16;
const TOLD_DAYS: usize = 19;

/// Kinds that say when: where they agree, they count only as far as there is common ground.
const WHEN: [usize; 6] = [YEARS, MONTH_DAYS, WEEKDAYS, DAYS, EVENT_DAYS, TOLD_DAYS];

/// Likeness of the words of two pages from where they have some ground in common, to where they have all that it takes
/// for a date to count. Of ECB+ pages on two subjects half stay below the first and 99 in 100 below .085; of pages on
/// one event 98 in 100 are above the second.
const COMMON_GROUND: std::ops::Range<f32> = 0.02..0.12;

/// Where the agreement in each kind of thing told stands.
const THINGS: [(Thing, usize); 4] =
    [(Thing::Person, 15), (Thing::Figure, 17), (Thing::Value, 18), (Thing::Day, TOLD_DAYS)];

/// Nearness that an article without likes is taken to have, squared: else the least likeness of two strangers would
/// stand out. At .001, half of the heaps of 33 ECB+ pages on 33 subjects had strangers joined; at .01, one in six, at .02
/// one in twelve; above, reports of one event in heaps of two to six are joined less often.
const LONELY: f32 = 0.02;

/// A pair of articles and its evidence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair {
    pub a: u32,
    pub b: u32,
    pub values: [f32; KINDS],
    /// Log-odds that both tell of one event.
    pub odds: f32,
}

/// Compares the pairs of a heap.
pub(super) fn compare(
    heap: &Heap,
    articles: &[&Marked],
    copies: &Copies,
    pairs: &[(u32, u32)],
    model: &Model,
) -> Vec<Pair> {
    let calendar = days::Calendar::of(articles);
    let told_by_both = |a: u32, b: u32, values: &mut [f32; KINDS]| {
        let (one, other) = (&heap.told[a as usize], &heap.told[b as usize]);
        for (thing, kind) in THINGS {
            values[kind] = told::agreement(one, other, thing);
        }
        values[LEADING_PERSON] = told::leading(one, other);
    };
    let compare = |words: &WordPlaces, &(a, b): &(u32, u32)| {
        let mut values = likeness(heap, words, a as usize, b as usize);
        values[DAYS] = calendar.agreement(a as usize, b as usize);
        values[EVENT_DAYS] = calendar.event_agreement(a as usize, b as usize);
        values[COPIED] = copies.share(a, b);
        values[TEMPLATE] = template(heap, a as usize, b as usize, &values);
        told_by_both(a, b, &mut values);
        hold_dates_down(&mut values);
        Pair { a, b, values, odds: 0.0 }
    };
    let mut compared: Vec<Pair> = pairs
        .par_chunk_by(|one, other| one.0 == other.0)
        .map_init(
            || WordPlaces::new(heap.weights.len()),
            |places, pairs| {
                let own = &heap.numbers[pairs[0].0 as usize];
                places.mark(own);
                let out: Vec<Pair> = pairs.iter().map(|pair| compare(places, pair)).collect();
                places.clear(own);
                out
            },
        )
        .flatten_iter()
        .collect();
    let nearness = nearness(heap, &compared);
    compared.par_iter_mut().for_each(|pair| {
        let (a, b) = (nearness[pair.a as usize], nearness[pair.b as usize]);
        let words = pair.values[Role::Words as usize];
        pair.values[NEAR_5] = words / (a[0] * b[0] + LONELY).sqrt();
        pair.values[NEAR_25] = words / (a[1] * b[1] + LONELY).sqrt();
        pair.odds = model.line(heap.one_language(pair.a as usize, pair.b as usize)).odds(&pair.values);
    });
    compared
}

/// Every paper of a day carries its date: a common day speaks for one event only where the pages share words too.
fn hold_dates_down(values: &mut [f32; KINDS]) {
    let beyond = values[Role::Words as usize] - COMMON_GROUND.start;
    let ground = (beyond / (COMMON_GROUND.end - COMMON_GROUND.start)).clamp(0.0, 1.0);
    for kind in WHEN {
        values[kind] = values[kind].min(values[kind] * ground);
    }
}

/// Plain words this much alike are one template, or one text. Copies that cut or add paragraphs stay below (ViMs).
const ONE_TEXT: std::ops::Range<f32> = 0.8..0.95;

/// Kinds that agree at least this much agree: an updated figure, a name more or less.
const AGREE: f32 = 0.75;

/// Whether two pages fill one template with different things: their plain words are alike, and of names, numbers and
/// calendar words at least two kinds are not. Copies of one report agree in all three, an updated one in two.
fn template(heap: &Heap, a: usize, b: usize, values: &[f32; KINDS]) -> f32 {
    let alike = (values[Role::Plain as usize] - ONE_TEXT.start) / (ONE_TEXT.end - ONE_TEXT.start);
    if alike <= 0.0 {
        return 0.0;
    }
    let told = |role: Role| heap.norms[a][role as usize] > 0.0 && heap.norms[b][role as usize] > 0.0;
    let of = |role: Role| if told(role) { values[role as usize] } else { 1.0 };
    let calendar = calendar(&heap.articles[a], &heap.articles[b]);
    let mut agree = [of(Role::Names), of(Role::Numbers), calendar];
    agree.sort_unstable_by(f32::total_cmp);
    alike.min(1.0) * (1.0 - agree[1] / AGREE).max(0.0)
}

/// How well the days that two pages name agree: days of a month where both name some, else weekdays; 1 where one names
/// none.
fn calendar(a: &Features, b: &Features) -> f32 {
    let days = |features: &Features| -> Vec<(u16, u8)> {
        features.month_days.iter().copied().filter(|(code, _)| code % 32 > 0).collect()
    };
    let (one, other) = (days(a), days(b));
    if !one.is_empty() && !other.is_empty() {
        return agreement(&one, &other, |_| 1.0);
    }
    let both = !a.weekdays.is_empty() && !b.weekdays.is_empty();
    if both { agreement(&a.weekdays, &b.weekdays, |_| 1.0) } else { 1.0 }
}

/// Remarks on a heap: pages of one template.
pub(super) fn notes(pairs: &[Pair], articles: usize) -> Vec<String> {
    let mut filled = vec![false; articles];
    for pair in pairs.iter().filter(|pair| pair.values[TEMPLATE] > 0.3) {
        filled[pair.a as usize] = true;
        filled[pair.b as usize] = true;
    }
    let pages = filled.into_iter().filter(|&filled| filled).count();
    let note = format!("{pages} pages fill templates: kept apart where names, numbers or days differ");
    if pages > 2 { vec![note] } else { Vec::new() }
}

/// How near the 5 and the 25 articles most like each article are, on average; missing ones count as unlike.
/// In a crowd of look-alikes it takes more to be of one event than in a heap of strangers.
fn nearness(heap: &Heap, pairs: &[Pair]) -> Vec<[f32; 2]> {
    let mut near: Vec<Vec<f32>> = vec![Vec::new(); heap.articles.len()];
    for pair in pairs.iter().filter(|pair| heap.one_language(pair.a as usize, pair.b as usize)) {
        let words = pair.values[Role::Words as usize];
        near[pair.a as usize].push(words);
        near[pair.b as usize].push(words);
    }
    let mean = |near: &[f32], count: usize| near.iter().take(count).sum::<f32>() / count as f32;
    near.par_iter_mut()
        .map(|near| {
            near.sort_unstable_by(|a, b| b.total_cmp(a));
            [mean(near, 5), mean(near, 25)]
        })
        .collect()
}

/// Where the words of one article stand among its own, by their number: it is compared with dozens of others.
struct WordPlaces {
    /// One more than the place; 0 for a word that the article does not have, and for what is too common to compare.
    places: Vec<u32>,
}

impl WordPlaces {
    fn new(vocabulary: usize) -> Self {
        Self { places: vec![0; vocabulary + 1] }
    }

    fn mark(&mut self, words: &[u32]) {
        for (place, &word) in (1..).zip(words) {
            self.places[word as usize] = place;
        }
        if let Some(common) = self.places.last_mut() {
            *common = 0;
        }
    }

    fn clear(&mut self, words: &[u32]) {
        for &word in words {
            self.places[word as usize] = 0;
        }
    }

    /// Places in the marked article and in another, of the words that both have; the other's words are given.
    fn shared<'a>(&'a self, others: &'a [u32]) -> impl Iterator<Item = (usize, usize)> + 'a {
        let place = |(there, &word): (usize, &u32)| {
            let here = self.places[word as usize];
            (here > 0).then(|| (here as usize - 1, there))
        };
        others.iter().enumerate().filter_map(place)
    }
}

/// Cosines in each role, and of the calendar words. The words of the first are marked.
fn likeness(heap: &Heap, words: &WordPlaces, a: usize, b: usize) -> [f32; KINDS] {
    let mut values = [0.0; KINDS];
    let (one, other) = (&heap.articles[a], &heap.articles[b]);
    let (sums, norms) = if one.language == other.language {
        let shared = words.shared(&heap.numbers[b]).map(|(here, there)| (&one.words[here], &other.words[there]));
        (products(shared, &heap.weights), (&heap.norms[a], &heap.norms[b]))
    } else {
        let shared = in_both(&one.across, &other.across);
        (products(shared, &heap.across), (&heap.across_norms[a], &heap.across_norms[b]))
    };
    for (role, sum) in sums.into_iter().enumerate() {
        let norm = norms.0[role] * norms.1[role];
        values[role] = if norm > 0.0 { sum / norm } else { 0.0 };
    }
    values[YEARS] = agreement(&one.years, &other.years, |_| 1.0);
    values[MONTH_DAYS] = agreement(&one.month_days, &other.month_days, |day| heap.month_days.at(day));
    values[WEEKDAYS] = agreement(&one.weekdays, &other.weekdays, |day| heap.weekdays.at(day));
    values
}

fn products<'a>(shared: impl Iterator<Item = (&'a Word, &'a Word)>, weights: &[f32]) -> [f32; ROLES] {
    let mut sums = [0.0; ROLES];
    for (one, other) in shared {
        let square = weights[one.id as usize].powi(2);
        let mut roles = one.roles & other.roles;
        while roles > 0 {
            let role = Role::ALL[roles.trailing_zeros() as usize];
            sums[role as usize] += damped(role.count(one)) * damped(role.count(other)) * square;
            roles &= roles - 1;
        }
    }
    sums
}

/// The words of two lists by ascending number that stand in both.
fn in_both<'a>(a: &'a [Word], b: &'a [Word]) -> impl Iterator<Item = (&'a Word, &'a Word)> {
    let mut rest = b;
    a.iter().filter_map(move |word| {
        let ahead = rest.iter().take_while(|other| other.id < word.id).count();
        rest = &rest[ahead..];
        rest.first().filter(|other| other.id == word.id).map(|other| (word, other))
    })
}

/// Cosine of two short lists of values with counts, each shared value as far as it `says` something.
fn agreement(a: &[(u16, u8)], b: &[(u16, u8)], says: impl Fn(u16) -> f32) -> f32 {
    let norm = |list: &[(u16, u8)]| list.iter().map(|&(_, count)| damped(count).powi(2)).sum::<f32>().sqrt();
    let shared = |&(value, count): &(u16, u8)| {
        let at = b.binary_search_by_key(&value, |entry| entry.0).ok()?;
        Some(damped(count) * damped(b[at].1) * says(value))
    };
    let product: f32 = a.iter().filter_map(shared).sum();
    if product > 0.0 { product / (norm(a) * norm(b)) } else { 0.0 }
}
