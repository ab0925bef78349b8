//! What the marks of an article tell: whom it names, what it counts, which days it means.
//!
//! Look-alikes share the words of their kind of event and differ in these. A word of a name, a bare number and a
//! calendar word have their own cosines in [`evidence`](super::evidence); here the marks say what each stands for: the
//! person behind a surname, the number with what it counts, the day behind "Tuesday".

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use super::heap::USUAL_DAY;
use super::surprise::Surprise;
use crate::facts::{Marked, NameKind};
use crate::text::Span;

/// Kinds of things told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Thing {
    /// Persons, by their last name.
    Person,
    /// Numbers with what they count or their unit.
    Figure,
    /// Numbers alone: reports word differently what they count.
    Value,
    /// Single days, by the calendar.
    Day,
}

/// Number of kinds of [`Thing`].
const THINGS: usize = 4;

impl Thing {
    /// In the order of the arrays that hold one value for each.
    pub(super) const ALL: [Thing; THINGS] = [Thing::Person, Thing::Figure, Thing::Value, Thing::Day];

    /// Agreement that speaks neither for nor against one event: about half way between reports of one event and of its
    /// look-alike in ECB+, where both tell some. Where one tells none, nothing is known.
    fn typical(self) -> f32 {
        match self {
            Thing::Person => 0.35,
            Thing::Figure => 0.12,
            Thing::Value => 0.15,
            Thing::Day => 0.25,
        }
    }

    /// Reports without a thing that are taken as read before the first of the heap: in a heap of five, what all tell
    /// still counts. Days recur less than names do.
    fn unread(self) -> f32 {
        if self == Thing::Day { 3.0 } else { 20.0 }
    }
}

/// What one article tells.
#[derive(Debug, Clone, Default)]
pub(super) struct Told {
    /// By kind: things by ascending key, with weights of unit length.
    things: Counted,
    /// The person named most.
    leading: Option<u64>,
}

/// By kind: things by ascending key, each with how often it is told.
pub(super) type Counted = [Vec<(u64, f32)>; THINGS];

/// What an article tells, and how often.
pub(super) fn counted(marked: &Marked) -> Counted {
    Thing::ALL.map(|thing| count(&mentions(marked, thing)))
}

/// What each article of a heap tells.
pub(super) fn told(counted: Vec<Counted>) -> Vec<Told> {
    let mut out: Vec<Told> = counted.into_iter().map(Told::of).collect();
    for thing in Thing::ALL {
        weigh(&mut out, thing);
    }
    out
}

impl Told {
    fn of(things: Counted) -> Self {
        let persons = &things[Thing::Person as usize];
        let leading = persons.iter().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0))).map(|most| most.0);
        Self { things, leading }
    }

    fn things(&self, thing: Thing) -> &[(u64, f32)] {
        &self.things[thing as usize]
    }

    fn names(&self, person: u64) -> bool {
        self.things(Thing::Person).binary_search_by_key(&person, |entry| entry.0).is_ok()
    }
}

/// How much better than typical two articles agree in a kind of thing; 0 where one tells none.
pub(super) fn agreement(a: &Told, b: &Told, thing: Thing) -> f32 {
    let (one, other) = (a.things(thing), b.things(thing));
    if one.is_empty() || other.is_empty() {
        return 0.0;
    }
    let (mut left, mut right, mut sum) = (0, 0, 0.0);
    while left < one.len() && right < other.len() {
        let (here, there) = (one[left], other[right]);
        if here.0 == there.0 {
            sum += here.1 * there.1;
        }
        left += usize::from(here.0 <= there.0);
        right += usize::from(there.0 <= here.0);
    }
    sum - thing.typical()
}

/// Whether two articles tell of one person before all others: 1 for the same, a little where each names the other's,
/// less than 0 where one does not.
pub(super) fn leading(a: &Told, b: &Told) -> f32 {
    let (Some(one), Some(other)) = (a.leading, b.leading) else { return 0.0 };
    if one == other {
        return 1.0;
    }
    if a.names(other) && b.names(one) { 0.25 } else { -0.5 }
}

/// Where an article tells things of a kind, each under its key.
pub(super) fn mentions(marked: &Marked, thing: Thing) -> Vec<(u64, Span)> {
    let text = &marked.article.text;
    let figures = || marked.marks.figures.iter();
    match thing {
        Thing::Person => {
            let persons = marked.marks.names.iter().filter(|name| name.kind == NameKind::Person);
            persons.filter_map(|name| Some((person(text.slice(name.span))?, name.span))).collect()
        }
        Thing::Figure => {
            let of = |unit: &Option<String>, of: &Option<String>| {
                xxh3_64(unit.as_ref().or(of.as_ref()).map_or("", |told| told).as_bytes())
            };
            figures().map(|figure| (value(figure.value) ^ of(&figure.unit, &figure.of), figure.span)).collect()
        }
        Thing::Value => figures().map(|figure| (value(figure.value), figure.span)).collect(),
        Thing::Day => {
            let days = marked.times.iter().filter_map(|time| Some((time.days?.single()?, time.span)));
            days.map(|(day, span)| (super::days::day_number(day).unsigned_abs().into(), span)).collect()
        }
    }
}

/// The key of a person: the last name, without a possessive ending and stops.
fn person(said: &str) -> Option<u64> {
    let last = said.split_whitespace().next_back()?;
    let bare = last.strip_suffix("'s").or_else(|| last.strip_suffix("’s")).unwrap_or(last);
    let folded: String = bare.chars().filter(|&c| c != '.').flat_map(char::to_lowercase).collect();
    Some(xxh3_64(folded.as_bytes()))
}

fn value(value: f64) -> u64 {
    xxh3_64(&((value * 1e3).round() + 0.0).to_bits().to_le_bytes())
}

fn count(mentions: &[(u64, Span)]) -> Vec<(u64, f32)> {
    let mut keys: Vec<u64> = mentions.iter().map(|mention| mention.0).collect();
    keys.sort_unstable();
    keys.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as f32)).collect()
}

/// Replaces counts by weights: repetition counts less and less, and what many articles tell counts little.
fn weigh(articles: &mut [Told], thing: Thing) {
    let mut holders: FxHashMap<u64, f32> = FxHashMap::default();
    for &(key, _) in articles.iter().flat_map(|told| told.things(thing)) {
        *holders.entry(key).or_default() += 1.0;
    }
    let reports = articles.len() as f32 + thing.unread() + 1.0;
    let days = articles.iter().filter(|_| thing == Thing::Day);
    let surprise =
        Surprise::of(days.flat_map(|told| told.things(thing).iter().map(|entry| entry.0)), articles.len(), USUAL_DAY);
    for told in articles {
        let things = &mut told.things[thing as usize];
        for (key, count) in things.iter_mut() {
            let share = (holders.get(key).copied().unwrap_or_default() + 0.5) / reports;
            *count = (1.0 + count.ln()) * -share.min(0.999).ln();
        }
        let length = things.iter().map(|entry| entry.1 * entry.1).sum::<f32>().sqrt();
        // Where both tell but the day of the whole heap, its cosine is 1 whatever its weight. All but days surprise fully.
        things.iter_mut().for_each(|entry| entry.1 *= surprise.at(entry.0).sqrt() / length);
    }
}
