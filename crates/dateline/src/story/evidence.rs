//! What a pair of articles has in common, as numbers between -1 and 1, and what the model makes of it.

use rayon::prelude::*;

use super::copies::Copies;
use super::days;
use super::features::{Features, Word};
use super::heap::{Heap, ROLES, Role, damped};
use super::model::Model;
use super::told::{self, Thing};

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

/// A pair of articles that was compared. Its evidence is computed again where it is told: see [`Evidence::of`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair {
    pub a: u32,
    pub b: u32,
    /// Log-odds that both tell of one event.
    pub odds: f32,
    /// Likeness of their words.
    pub words: f32,
    /// Whether they fill one template differently.
    template: bool,
    /// Whether they are one text but for names, numbers or days.
    filled: bool,
}

impl Pair {
    /// A pair of which nothing but the log-odds is known.
    pub(super) fn new(a: u32, b: u32, odds: f32) -> Self {
        Self { a, b, odds, words: 0.0, template: false, filled: false }
    }
}

/// What the evidence of a pair is made from besides the articles themselves.
#[derive(Debug)]
pub(super) struct Evidence {
    calendar: days::Calendar,
    copies: Copies,
    /// How near the 5 and the 25 articles most like each article are.
    nearness: Vec<[f32; 2]>,
    /// Whether each article is of a series: many more pages are its text but for names, numbers or days.
    series: Vec<bool>,
}

impl Evidence {
    /// Compares the pairs of a heap.
    pub(super) fn compare(
        heap: &Heap,
        calendar: days::Calendar,
        copies: Copies,
        pairs: &[(u32, u32)],
        model: &Model,
    ) -> (Self, Vec<Pair>) {
        let mut evidence = Self { calendar, copies, nearness: Vec::new(), series: vec![false; heap.articles.len()] };
        let compare = |words: &WordPlaces, &(a, b): &(u32, u32)| {
            let shared = words.shared(&heap.numbers[b as usize]);
            let (values, text) = evidence.alone(heap, shared, a as usize, b as usize);
            let odds = model.line(heap.one_language(a as usize, b as usize)).odds(&values);
            let (template, filled) = (values[TEMPLATE] > FILLED, text.filled(true) > FILLED);
            Pair { a, b, odds, words: values[Role::Words as usize], template, filled }
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
        evidence.nearness = nearness(heap, &compared);
        evidence.series = series(heap.articles.len(), &compared);
        compared.par_iter_mut().for_each(|pair| {
            let (a, b) = (pair.a as usize, pair.b as usize);
            let line = model.line(heap.one_language(a, b));
            if pair.filled && !pair.template && evidence.series[a] && evidence.series[b] {
                pair.odds = line.odds(&evidence.of_two(heap, a, b));
                pair.template = true;
            }
            let near = evidence.near(pair.words, a, b);
            pair.odds += line.weights[NEAR_5] * near[0] + line.weights[NEAR_25] * near[1];
        });
        (evidence, compared)
    }

    /// The evidence of a pair, whether it was compared or not.
    pub(super) fn of(&self, heap: &Heap, a: usize, b: usize) -> [f32; KINDS] {
        let (a, b) = (a.min(b), a.max(b));
        let mut values = self.of_two(heap, a, b);
        [values[NEAR_5], values[NEAR_25]] = self.near(values[Role::Words as usize], a, b);
        values
    }

    /// The evidence that two articles give alone, told how many more there are like them.
    fn of_two(&self, heap: &Heap, a: usize, b: usize) -> [f32; KINDS] {
        let shared = in_both(&heap.numbers[a], &heap.numbers[b], heap.weights.len() as u32);
        self.alone(heap, shared, a, b).0
    }

    /// The evidence that two articles give alone, and how much they are one text. Told are the places of the words that
    /// both have.
    fn alone(
        &self,
        heap: &Heap,
        shared: impl Iterator<Item = (usize, usize)>,
        a: usize,
        b: usize,
    ) -> ([f32; KINDS], OneText) {
        let (mut values, shared_plain) = likeness(heap, shared, a, b);
        values[DAYS] = self.calendar.agreement(a, b);
        values[EVENT_DAYS] = self.calendar.event_agreement(a, b);
        let text = OneText::of(heap, a, b, shared_plain, &values);
        values[TEMPLATE] = text.filled(self.series[a] && self.series[b]);
        // What two fillings have in common is the template's: neither copied it of the other.
        let copied = values[TEMPLATE] <= FILLED;
        values[COPIED] = if copied { self.copies.share(a as u32, b as u32) } else { 0.0 };
        let (one, other) = (&heap.told[a], &heap.told[b]);
        for (thing, kind) in THINGS {
            values[kind] = told::agreement(one, other, thing);
        }
        values[LEADING_PERSON] = told::leading(one, other);
        hold_dates_down(&mut values);
        (values, text)
    }

    /// How much two articles stand out among those most like each.
    fn near(&self, words: f32, a: usize, b: usize) -> [f32; 2] {
        let (one, other) = (self.nearness[a], self.nearness[b]);
        std::array::from_fn(|step| words / (one[step] * other[step] + LONELY).sqrt())
    }
}

/// Every paper of a day carries its date: a common day speaks for one event only where the pages share words too.
fn hold_dates_down(values: &mut [f32; KINDS]) {
    let beyond = values[Role::Words as usize] - COMMON_GROUND.start;
    let ground = (beyond / (COMMON_GROUND.end - COMMON_GROUND.start)).clamp(0.0, 1.0);
    for kind in WHEN {
        values[kind] = values[kind].min(values[kind] * ground);
    }
}

/// Share of their different plain words in common from which two pages are one template, or one text. Copies that cut or
/// add paragraphs stay below (ViMs).
const ONE_TEXT: std::ops::Range<f32> = 0.8..0.95;

/// Pages that fill a template differently at least this much are told of.
const FILLED: f32 = 0.3;

/// Kinds that agree at least this much agree: an updated figure, a name more or less.
const AGREE: f32 = 0.75;

/// How much two pages are one text, and how well what they fill it with agrees.
#[derive(Debug, Clone, Copy)]
struct OneText {
    /// From 0 to 1.
    alike: f32,
    /// Agreement of names, numbers and calendar words, ascending.
    agree: [f32; 3],
}

impl OneText {
    fn of(heap: &Heap, a: usize, b: usize, shared_plain: u32, values: &[f32; KINDS]) -> Self {
        let (one, other) = (heap.plain[a], heap.plain[b]);
        let shared = shared_plain + one.common.min(other.common);
        let share = shared as f32 / one.all.max(other.all).max(1) as f32;
        let alike = ((share - ONE_TEXT.start) / (ONE_TEXT.end - ONE_TEXT.start)).clamp(0.0, 1.0);
        if alike <= 0.0 {
            return Self { alike, agree: [1.0; 3] };
        }
        let told = |role: Role| heap.norms[a][role as usize] > 0.0 && heap.norms[b][role as usize] > 0.0;
        let of = |role: Role| if told(role) { values[role as usize] } else { 1.0 };
        let calendar = calendar(&heap.articles[a], &heap.articles[b]);
        let mut agree = [of(Role::Names), of(Role::Numbers), calendar];
        agree.sort_unstable_by(f32::total_cmp);
        Self { alike, agree }
    }

    /// Whether the pages fill one template with different things: their plain words are the same, whatever these weigh in
    /// a heap of such pages, and of names, numbers and calendar words at least two kinds are not, or one kind where
    /// both are of a series. Copies of one report agree in all three, an updated one in two.
    fn filled(self, series: bool) -> f32 {
        // Squared: two fillings share some of their many numbers by chance, and differ in all else. In a series, of
        // which many pairs may be compared, half of the numbers may be shared by chance.
        let (agree, chance) = if series { (self.agree[0], 8) } else { (self.agree[1], 2) };
        self.alike * (1.0 - (agree / AGREE).powi(chance)).max(0.0)
    }
}

/// Pages that are one's text but for names, numbers or days from which it is of a series: a report is updated a few times,
/// and each time most of its numbers stay.
const SERIES: usize = 8;

/// Whether each article is of a series.
fn series(articles: usize, pairs: &[Pair]) -> Vec<bool> {
    let mut fillings = vec![0usize; articles];
    for pair in pairs.iter().filter(|pair| pair.filled) {
        fillings[pair.a as usize] += 1;
        fillings[pair.b as usize] += 1;
    }
    fillings.into_iter().map(|count| count >= SERIES).collect()
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
    for pair in pairs.iter().filter(|pair| pair.template) {
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
        near[pair.a as usize].push(pair.words);
        near[pair.b as usize].push(pair.words);
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

/// Cosines in each role, and of the calendar words; and how many plain words both have, the commonest aside. Told are the
/// places of the words that both have in one language.
fn likeness(heap: &Heap, shared: impl Iterator<Item = (usize, usize)>, a: usize, b: usize) -> ([f32; KINDS], u32) {
    let mut values = [0.0; KINDS];
    let (one, other) = (&heap.articles[a], &heap.articles[b]);
    let ((sums, plain), norms) = if one.language == other.language {
        let shared = shared.map(|(here, there)| (&one.words[here], &other.words[there]));
        (products(shared, &heap.weights), (&heap.norms[a], &heap.norms[b]))
    } else {
        let ids = |words: &[Word]| -> Vec<u32> { words.iter().map(|word| word.id as u32).collect() };
        let (here, there) = (ids(&one.across), ids(&other.across));
        let shared = in_both(&here, &there, u32::MAX).map(|(here, there)| (&one.across[here], &other.across[there]));
        (products(shared, &heap.across), (&heap.across_norms[a], &heap.across_norms[b]))
    };
    for (role, sum) in sums.into_iter().enumerate() {
        let norm = norms.0[role] * norms.1[role];
        values[role] = if norm > 0.0 { sum / norm } else { 0.0 };
    }
    values[YEARS] = agreement(&one.years, &other.years, |_| 1.0);
    values[MONTH_DAYS] = agreement(&one.month_days, &other.month_days, |day| heap.month_days.at(day));
    values[WEEKDAYS] = agreement(&one.weekdays, &other.weekdays, |day| heap.weekdays.at(day));
    (values, plain)
}

/// The products of the vectors of two articles in each role, and how many words are plain in both.
fn products<'a>(shared: impl Iterator<Item = (&'a Word, &'a Word)>, weights: &[f32]) -> ([f32; ROLES], u32) {
    let (mut sums, mut plain) = ([0.0; ROLES], 0u32);
    for (one, other) in shared {
        let square = weights[one.id as usize].powi(2);
        let mut roles = one.roles & other.roles;
        plain += u32::from(roles >> Role::Plain as u8 & 1);
        while roles > 0 {
            let role = Role::ALL[roles.trailing_zeros() as usize];
            sums[role as usize] += damped(role.count(one)) * damped(role.count(other)) * square;
            roles &= roles - 1;
        }
    }
    (sums, plain)
}

/// Places of the numbers that stand in both of two lists, in which all but `common` ascend.
pub(super) fn in_both<'a>(a: &'a [u32], b: &'a [u32], common: u32) -> impl Iterator<Item = (usize, usize)> + 'a {
    let mut there = 0;
    a.iter().enumerate().filter(move |entry| *entry.1 != common).filter_map(move |(here, &number)| {
        there += b[there..].iter().take_while(|&&other| other < number || other == common).count();
        (b.get(there) == Some(&number)).then_some((here, there))
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
