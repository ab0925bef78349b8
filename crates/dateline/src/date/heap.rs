//! Narrows the datings of a heap by what its articles say of each other.
//!
//! Copies of one text share the day of publication, give or take one. Articles of one story share the day of the
//! event; a member without a date is published when its likest neighbours were. A month that one member names without
//! its year and another with it bounds the first. A dated mention of an earlier event bounds the articles of another
//! story that are about the same people. All is computed from the datings as they came in, so that the order of the
//! heap does not matter.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

use super::calendar::{named, plus_days};
use super::dating::{Dating, Evidence, Neighbours};
use super::event::event;
use super::likeness::{Likeness, Rarity};
use super::mentions::{Mention, Sentences, mentions, subject_names};
use super::nearness::estimate;
use super::published::after_bare_month;
use super::resolve::resolve_all;
use super::timex::{Term, Timex, Toward};
use super::{Day, DaySet, vote};
use crate::clean::{Article, DateBasis};

/// What is known of one article before the heap speaks.
struct Known {
    sentences: Sentences,
    earlier: Vec<Mention>,
    subject: BTreeSet<String>,
    story: Option<usize>,
}

/// See [`super::date_heap`].
pub(super) fn narrow(
    articles: &[&Article],
    times: &mut [&mut Vec<Timex>],
    datings: &mut [&mut Dating],
    neighbours: &Neighbours,
) {
    let known = look(articles, times, neighbours);
    let before: Vec<Dating> = datings.iter().map(|dating| (**dating).clone()).collect();
    let mut changed = BTreeSet::new();
    for group in &neighbours.copies {
        share_day_of_copies(group, &before, datings, &mut changed);
    }
    let near = near_stories(&known, neighbours);
    let lent: Vec<(Vec<(usize, Day)>, f32)> =
        (0..neighbours.stories.len()).map(|number| lenders(number, neighbours, &near, datings)).collect();
    let rarity = LazyCell::new(|| Rarity::of(articles));
    for (group, lent) in neighbours.stories.iter().zip(&lent) {
        date_by_neighbours(group, lent, (articles, &rarity), times, datings, &mut changed);
        date_by_bare_months(group, &known, times, datings, &mut changed);
    }
    redo(articles, &known, times, datings, &changed);
    let copies = copies_of(neighbours);
    for group in &neighbours.stories {
        vote::agree(group, &copies, datings);
        share_event(group, datings, times);
    }
    bound_by_mentions(articles, &known, times, datings);
}

/// How many articles carry the text of each that is a copy or has one.
fn copies_of(neighbours: &Neighbours) -> BTreeMap<usize, usize> {
    let with_size = |group: &Vec<usize>| group.iter().map(|member| (*member, group.len())).collect::<Vec<_>>();
    neighbours.copies.iter().flat_map(with_size).collect()
}

fn look(articles: &[&Article], times: &[&mut Vec<Timex>], neighbours: &Neighbours) -> Vec<Known> {
    let mut story = vec![None; articles.len()];
    for (number, group) in neighbours.stories.iter().enumerate() {
        for member in group {
            if let Some(slot) = story.get_mut(*member) {
                *slot = Some(number);
            }
        }
    }
    let one = |((article, times), story): ((&&Article, &&mut Vec<Timex>), Option<usize>)| {
        let sentences = Sentences::of(article);
        let earlier = mentions(article, &sentences, times);
        let subject = subject_names(article, &sentences);
        Known { sentences, earlier, subject, story }
    };
    articles.iter().zip(times.iter()).zip(story).map(one).collect()
}

/// Whether a page or its copy states the day.
fn is_dated(dating: &Dating) -> bool {
    dating.published.days.is_some_and(|days| days.single().is_some())
}

fn from_another(article: usize, reason: String, rule: &'static str) -> Evidence {
    Evidence { span: None, article: Some(article), reason, rule }
}

/// Copies of a text mostly appear within a day of each other; some are found again months later. By hand: no gold here
/// dates copies.
const COPIES_HOLD: f32 = 0.8;

fn share_day_of_copies(group: &[usize], before: &[Dating], datings: &mut [&mut Dating], changed: &mut BTreeSet<usize>) {
    let day = |index: &usize| Some((before.get(*index)?.published.days?.single()?, *index));
    let Some((day, source)) = group.iter().filter_map(day).min_by_key(|(day, _)| *day) else { return };
    let range = (plus_days(day, -1).unwrap_or(day), plus_days(day, 1).unwrap_or(day));
    for member in group.iter().filter(|member| before.get(**member).is_some_and(|dating| !is_dated(dating))) {
        let published = &mut datings[*member].published;
        published.value = Some(day.to_string());
        published.days = Some(DaySet::range(range.0, range.1));
        published.confidence = COPIES_HOLD;
        published.basis = DateBasis::Corpus;
        published.evidence.push(from_another(source, format!("a copy of its text is of {day}"), "published/copy"));
        changed.insert(*member);
    }
}

/// Of 183 articles dated by the other articles of their story, 95 in 100 appeared within the range that they leave: the
/// offsets were counted on the same articles; counted on the other events it was 97 in 100.
const NEIGHBOURS_HOLD: f32 = 0.95;

/// Set by hand: articles that nearly joined the story are often of another event.
const NEAR_MISSES_HOLD: f32 = 0.7;

/// Stories whose articles date those of others that have no dated article of their own, by story.
fn near_stories(known: &[Known], neighbours: &Neighbours) -> BTreeMap<usize, BTreeSet<usize>> {
    let story = |article: usize| known.get(article).and_then(|known| known.story);
    let mut near: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (one, other) in &neighbours.near {
        if let (Some(one), Some(other)) = (story(*one), story(*other)) {
            near.entry(one).or_default().insert(other);
            near.entry(other).or_default().insert(one);
        }
    }
    near
}

/// The dated articles that say when those of a story appeared, and how surely: its own, else those of near stories.
fn lenders(
    number: usize,
    neighbours: &Neighbours,
    near: &BTreeMap<usize, BTreeSet<usize>>,
    datings: &[&mut Dating],
) -> (Vec<(usize, Day)>, f32) {
    let dated = |index: &usize| Some((*index, datings.get(*index)?.published.days?.single()?));
    let own: Vec<(usize, Day)> = neighbours.stories[number].iter().filter_map(dated).collect();
    if !own.is_empty() {
        return (own, NEIGHBOURS_HOLD);
    }
    let others = near.get(&number).into_iter().flatten().flat_map(|story| &neighbours.stories[*story]);
    (others.filter_map(dated).collect(), NEAR_MISSES_HOLD)
}

/// Dates the undated articles of a story; what each is told, by article.
fn date_by_neighbours(
    group: &[usize],
    (dated, holds): &(Vec<(usize, Day)>, f32),
    (articles, rarity): (&[&Article], &LazyCell<Rarity, impl FnOnce() -> Rarity>),
    times: &[&mut Vec<Timex>],
    datings: &mut [&mut Dating],
    changed: &mut BTreeSet<usize>,
) {
    let undated: Vec<usize> =
        group.iter().copied().filter(|index| datings.get(*index).is_some_and(|d| !is_dated(d))).collect();
    if dated.is_empty() || undated.is_empty() {
        return;
    }
    let likeness = Likeness::of(dated.iter().map(|(index, _)| *index).chain(undated.iter().copied()), articles, rarity);
    for member in undated {
        let others: Vec<(Day, f64)> = dated.iter().map(|(i, day)| (*day, likeness.between(member, *i))).collect();
        let Some(found) = estimate(&others, times[member]) else { continue };
        let nearest =
            dated.iter().min_by_key(|(i, known)| (super::nearness::apart(*known, found.day), articles[*i].id.clone()));
        let reason = format!("{} other articles on the event are dated", dated.len());
        let published = &mut datings[member].published;
        published.evidence.push(from_another(nearest.map_or(member, |(i, _)| *i), reason, "published/neighbours"));
        published.value = Some(found.day.to_string());
        published.days = Some(found.days);
        published.confidence = *holds;
        published.basis = DateBasis::Corpus;
        changed.insert(member);
    }
}

/// Two members that name one month of an earlier event, one of them with its year, mean the same month; the other can
/// only have been written within a year of it. By hand: a bare month held as a bound in 18 of 100 articles where it stood
/// alone, here a second article says which year it was; too few cases to count.
const BARE_MONTH_HOLDS: f32 = 0.85;

fn date_by_bare_months(
    group: &[usize],
    known: &[Known],
    times: &[&mut Vec<Timex>],
    datings: &mut [&mut Dating],
    changed: &mut BTreeSet<usize>,
) {
    let full = full_months(group, known, times);
    for member in group.iter().filter(|member| **member < known.len()) {
        if is_dated(datings[*member]) {
            continue;
        }
        for mention in &known[*member].earlier {
            let timex = &times[*member][mention.time];
            let Term::Month { month, day: None, toward } = timex.term else { continue };
            let Some((year, source)) = full.get(&month) else { continue };
            let is_over = mention.marked || toward == Toward::Last;
            let Some(bound) = after_bare_month(is_over, *year, month) else { continue };
            let published = &mut datings[*member].published;
            let Some(days) = published.days.map_or(Some(bound), |days| days.intersect(bound)) else { continue };
            let before = published.days.map_or(1.0, |_| published.confidence);
            published.confidence = before.min(BARE_MONTH_HOLDS);
            let reason = format!("names the month that another article on the event calls {year}-{month:02}");
            published.evidence.push(Evidence {
                span: Some(timex.span),
                article: None,
                reason: reason.clone(),
                rule: "published/bare-month",
            });
            published.evidence.push(from_another(*source, reason, "published/bare-month"));
            published.days = Some(days);
            published.basis = DateBasis::Corpus;
            changed.insert(*member);
        }
    }
}

/// Months of earlier events that the members name with their year; a month named with two years is left out.
fn full_months(group: &[usize], known: &[Known], times: &[&mut Vec<Timex>]) -> BTreeMap<i8, (i16, usize)> {
    let mut found: BTreeMap<i8, BTreeMap<i16, usize>> = BTreeMap::new();
    for member in group.iter().filter(|member| **member < known.len()) {
        for mention in &known[*member].earlier {
            if let Term::Point(super::Point::Month(year, month)) = times[*member][mention.time].term {
                let source = found.entry(month).or_default().entry(year).or_insert(*member);
                *source = (*source).min(*member);
            }
        }
    }
    found
        .into_iter()
        .filter(|(_, years)| years.len() == 1)
        .filter_map(|(month, years)| Some((month, years.into_iter().next()?)))
        .collect()
}

/// Resolves the expressions again of articles whose day of publication became clearer, and their events.
fn redo(
    articles: &[&Article],
    known: &[Known],
    times: &mut [&mut Vec<Timex>],
    datings: &mut [&mut Dating],
    changed: &BTreeSet<usize>,
) {
    for index in changed {
        let anchor = datings[*index].published.value.as_deref().and_then(|value| value.get(..10)?.parse().ok());
        let days = anchor.map(DaySet::day).or(datings[*index].published.days);
        resolve_all(times[*index], days);
        let again = event(articles[*index], &known[*index].sentences, times[*index], &datings[*index].published);
        datings[*index].event = again.date;
        datings[*index].background = again.background;
    }
}

/// Members whose event is not known to the day take the days that all members allow.
fn share_event(group: &[usize], datings: &mut [&mut Dating], times: &mut [&mut Vec<Timex>]) {
    let mut order: Vec<usize> = group.iter().copied().filter(|index| *index < datings.len()).collect();
    // The narrowest first: what contradicts it is left out.
    order.sort_by_key(|index| {
        datings[*index].event.days.map_or((i64::MAX, None), |days| (width(days), Some(days.earliest)))
    });
    let mut shared: Option<(DaySet, usize)> = None;
    for index in &order {
        let Some(days) = datings[*index].event.days.filter(|days| days.single().is_none()) else { continue };
        shared = Some(match shared {
            None => (days, *index),
            Some((set, source)) => (set.intersect(days).unwrap_or(set), source),
        });
    }
    let Some((set, source)) = shared else { return };
    for index in order {
        let event = &mut datings[index].event;
        let open = event.days.is_none_or(|days| days.single().is_none());
        let narrower = event.days.map_or(Some(set), |days| days.intersect(set));
        let Some(days) = narrower.filter(|days| open && Some(*days) != event.days) else { continue };
        event.days = Some(days);
        event.value = named(days);
        event.evidence.push(from_another(
            source,
            "the other articles on the event allow these days".to_owned(),
            "event/story",
        ));
        publish_after(datings[index], days);
        resolve_all(times[index], datings[index].published.days);
    }
}

fn width(days: DaySet) -> i64 {
    super::nearness::apart(days.earliest, days.latest)
}

/// Days after an event on which its reports still appear; beyond, a range says nothing. By hand: of 35 development
/// stories 26 span no more.
const REPORTS_LAST: i64 = 30;

/// An article appears on or after the first possible day of its event, and within weeks of the last.
fn publish_after(dating: &mut Dating, event: DaySet) {
    let Some(latest) = plus_days(event.latest, REPORTS_LAST) else { return };
    let bound = DaySet::range(event.earliest, latest);
    let published = &mut dating.published;
    let Some(days) = published.days.map_or(Some(bound), |days| days.intersect(bound)) else { return };
    if published.days == Some(days) {
        return;
    }
    let before = published.days.map_or(1.0, |_| published.confidence);
    published.confidence = before.min(EVENT_BOUND_HOLDS);
    published.days = Some(days);
    if published.basis == DateBasis::Unknown {
        published.basis = DateBasis::Corpus;
    }
}

/// How surely a range holds that rests on the event's days alone. By hand: of 35 development stories 26 end within it.
const EVENT_BOUND_HOLDS: f32 = 0.7;

/// Names that a mention must share with an article to be about its event. By hand: two shared names are any two reports
/// from one capital.
const SAME_EVENT_NAMES: usize = 3;

/// A range wider than this, a year and a month, is no knowledge that a mention could confirm.
const CONFIRMABLE_DAYS: i64 = 400;

/// A dated mention of an earlier event in one story bounds the articles of another that are about the same people.
fn bound_by_mentions(
    articles: &[&Article],
    known: &[Known],
    times: &mut [&mut Vec<Timex>],
    datings: &mut [&mut Dating],
) {
    let mut told: Vec<(DaySet, usize, &Mention)> = Vec::new();
    for (index, article) in known.iter().enumerate() {
        let resolved = |mention: &Mention| times[index][mention.time].days;
        told.extend(article.earlier.iter().filter_map(|mention| Some((resolved(mention)?, index, mention))));
    }
    told.sort_by(|a, b| {
        (width(a.0), a.0.earliest, &articles[a.1].id).cmp(&(width(b.0), b.0.earliest, &articles[b.1].id))
    });
    let by_name = by_name(&told);
    for index in 0..known.len() {
        let Some(days) = datings[index].event.days.filter(|days| (1..=CONFIRMABLE_DAYS).contains(&width(*days))) else {
            continue;
        };
        let Some((set, source, mention)) = first_fitting(&told, &by_name, known, index, days) else { continue };
        let Some(narrower) = days.intersect(set).filter(|narrower| *narrower != days) else { continue };
        let dating = &mut *datings[index];
        dating.event.days = Some(narrower);
        dating.event.value = named(narrower);
        dating.event.evidence.push(Evidence {
            span: Some(mention.sentence),
            article: Some(source),
            reason: "an article on a later event tells of it".to_owned(),
            rule: "event/told-elsewhere",
        });
        publish_after(dating, narrower);
        resolve_all(times[index], dating.published.days);
    }
}

/// Mentions by the names in them.
fn by_name<'a>(told: &[(DaySet, usize, &'a Mention)]) -> BTreeMap<&'a str, Vec<usize>> {
    let mut index: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, (_, _, mention)) in told.iter().enumerate() {
        for name in &mention.names {
            index.entry(name).or_default().push(number);
        }
    }
    index
}

/// Mentions looked at for one article; more share a name only in heaps about one person.
const MOST_MENTIONS: usize = 500;

fn first_fitting<'a>(
    told: &[(DaySet, usize, &'a Mention)],
    by_name: &BTreeMap<&str, Vec<usize>>,
    known: &[Known],
    index: usize,
    days: DaySet,
) -> Option<(DaySet, usize, &'a Mention)> {
    let mut near = BTreeSet::new();
    for name in &known[index].subject {
        near.extend(by_name.get(name.as_str()).into_iter().flatten().take(MOST_MENTIONS).copied());
    }
    let fits = |(set, source, mention): &&(DaySet, usize, &'a Mention)| {
        let other_story =
            *source != index && (known[*source].story.is_none() || known[*source].story != known[index].story);
        let shared = mention.names.intersection(&known[index].subject).count();
        let same_people = shared >= SAME_EVENT_NAMES && shared * 5 >= mention.names.len() * 4;
        other_story && same_people && days.intersect(*set).is_some()
    };
    near.into_iter().take(MOST_MENTIONS).map(|number: usize| &told[number]).find(fits).copied()
}
