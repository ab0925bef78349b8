//! Which day an article of an event was published, from the days of the event's other articles.

use std::collections::BTreeMap;

use super::calendar::plus_days;
use super::timex::{Tense, Term, Timex};
use super::{Day, Toward};
use crate::clean::Article;
use crate::text::{TokenKind, tokens};

/// Words of articles of one event, weighted by how few of them have each.
pub(super) struct Likeness {
    vectors: BTreeMap<usize, BTreeMap<String, f64>>,
}

/// Above this many articles of one event their likeness is not computed pair by pair; all count alike.
const MOST_COMPARED: usize = 300;

impl Likeness {
    /// Reads the words of the articles.
    pub(super) fn of(members: impl Iterator<Item = usize>, articles: &[&Article]) -> Self {
        let members: Vec<usize> = members.collect();
        if members.len() > MOST_COMPARED {
            return Self { vectors: BTreeMap::new() };
        }
        let mut counts: BTreeMap<usize, BTreeMap<String, f64>> = BTreeMap::new();
        let mut holders: BTreeMap<String, f64> = BTreeMap::new();
        for member in members {
            let words = words_of(articles[member].text.as_str());
            for word in words.keys() {
                *holders.entry(word.clone()).or_default() += 1.0;
            }
            counts.insert(member, words);
        }
        let all = counts.len() as f64;
        let weigh = |words: BTreeMap<String, f64>| {
            let weight = |(word, count): (String, f64)| {
                let rarity = (all / holders[&word] + 1.0).ln();
                (word, (1.0 + count.ln()) * rarity)
            };
            let weighted: BTreeMap<String, f64> = words.into_iter().map(weight).collect();
            let norm = weighted.values().map(|value| value * value).sum::<f64>().sqrt().max(f64::MIN_POSITIVE);
            weighted.into_iter().map(|(word, value)| (word, value / norm)).collect()
        };
        Self { vectors: counts.into_iter().map(|(member, words)| (member, weigh(words))).collect() }
    }

    /// Cosine of two articles' words; unlike ones still count a little.
    pub(super) fn between(&self, a: usize, b: usize) -> f64 {
        let (Some(a), Some(b)) = (self.vectors.get(&a), self.vectors.get(&b)) else { return 1.0 };
        let cosine: f64 = a.iter().filter_map(|(word, value)| Some(value * b.get(word)?)).sum();
        cosine.max(LEAST_LIKENESS)
    }
}

/// Weight of an article that shares no word.
const LEAST_LIKENESS: f64 = 0.02;

fn words_of(text: &str) -> BTreeMap<String, f64> {
    let mut words = BTreeMap::new();
    for token in tokens(text).iter().filter(|token| token.kind == TokenKind::Word && token.span.len() > 2) {
        *words.entry(token.span.of(text).to_lowercase()).or_default() += 1.0;
    }
    words
}

/// Days between two days.
pub(super) fn apart(a: Day, b: Day) -> i64 {
    a.until(b).map_or(i64::MAX, |span| i64::from(span.get_days()).abs())
}

/// How many of 172 past weekdays in dated articles lay so many days before the day of publication, plus five for each.
const WEEKDAY_LAGS: [f64; 7] = [85.0, 53.0, 19.0, 14.0, 12.0, 13.0, 11.0];

/// Weight of the weekdays that the article names, against the days of its neighbours.
const WEEKDAY_WEIGHT: f64 = 0.3;

/// The likeliest day among the neighbours' days and those beside them. `floor` is the earliest day its own text allows.
pub(super) fn likeliest_day(others: &[(Day, f64)], floor: Option<Day>, times: &[Timex]) -> Option<Day> {
    let mut others = others.to_vec();
    others.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let mut days: Vec<Day> = others.iter().flat_map(|(day, _)| (-1..=1).filter_map(|by| plus_days(*day, by))).collect();
    days.sort_unstable();
    days.dedup();
    let allowed: Vec<Day> = days.iter().copied().filter(|day| floor.is_none_or(|floor| *day >= floor)).collect();
    let named = named_weekdays(times);
    let mut best: Option<(f64, Day)> = None;
    for day in if allowed.is_empty() { days } else { allowed } {
        let score = closeness(day, &others).ln() + WEEKDAY_WEIGHT * weekday_fit(day, &named);
        if best.is_none_or(|(most, _)| score > most + 1e-9) {
            best = Some((score, day));
        }
    }
    best.map(|(_, day)| day)
}

/// How near the neighbours are: most for the same day, a little for each within three.
fn closeness(day: Day, others: &[(Day, f64)]) -> f64 {
    let total: f64 = others.iter().map(|(_, weight)| weight).sum();
    let near = |(other, weight): &(Day, f64)| {
        let days = apart(day, *other);
        weight * ((-(days as f64)).exp() + if days <= 3 { 0.5 } else { 0.0 })
    };
    others.iter().map(near).sum::<f64>() / total.max(f64::MIN_POSITIVE) + 1e-3
}

fn named_weekdays(times: &[Timex]) -> Vec<u8> {
    let past = |timex: &Timex| match timex.term {
        Term::Weekday { weekday, toward: Toward::Open } if timex.tense != Tense::Future => Some(weekday),
        _ => None,
    };
    let mut named: Vec<u8> = times.iter().filter_map(past).collect();
    named.sort_unstable();
    named.dedup();
    named
}

/// Mean log share of such lags between the weekdays named and a day.
fn weekday_fit(day: Day, named: &[u8]) -> f64 {
    if named.is_empty() {
        return 0.0;
    }
    let total: f64 = WEEKDAY_LAGS.iter().sum();
    let lag = |weekday: &u8| (day.weekday().to_monday_one_offset() as i32 - i32::from(*weekday)).rem_euclid(7) as usize;
    named.iter().map(|weekday| (WEEKDAY_LAGS[lag(weekday)] / total).ln()).sum::<f64>() / named.len() as f64
}
