//! Members of one story that disagree in what tells events of a kind apart.
//!
//! Two quakes differ in their magnitude, two matches in their score, two crashes in the day and the number of the
//! flight. Where members of a story tell such a thing and exclude each other, and no member tells both, the story may
//! hold two events. On two kinds of evidence it is split ([`part`]): one that stands, and any other. On one it is flagged
//! with the characters on both sides ([`clashes`]): a newsroom that misread a number makes no second event.

use std::collections::{BTreeMap, BTreeSet};

use super::cluster::Compared;
use super::linkage::STRANGERS;
use super::typed::{Typed, Value, typed};
use crate::facts::Marked;
use crate::text::Span;

/// Stories larger than this are not looked through member by member.
const LARGEST: usize = 200;

/// Stories larger than this are not split: each pair of members is held against all others.
const LARGEST_SPLIT: usize = 60;

/// Members that must tell a day or a place for it to stand against another: the line in which a page says when it was
/// posted is read for the day of the event in one page of ten (ECB+).
const READ_MEMBERS: usize = 2;

/// Citations of each side.
const CITED: usize = 3;

/// Kinds of evidence that split a story.
const KINDS_TO_SPLIT: usize = 2;

/// What members of a story disagree in.
#[derive(Debug, Clone, PartialEq)]
pub struct Clash {
    /// What they disagree in: "magnitude", "day of the event" …
    pub what: &'static str,
    /// The two sides: what is said, and by which members (indexes into the heap) in which characters.
    pub sides: [(String, Vec<(usize, Span)>); 2],
}

/// An article, and what it tells of one kind.
type Teller<'a> = (usize, Vec<&'a Typed>);

/// Who tells of each kind.
type Telling<'a> = BTreeMap<&'static str, Vec<Teller<'a>>>;

fn by_kind<'a>(members: impl Iterator<Item = (usize, &'a [Typed])>) -> Telling<'a> {
    let mut kinds: Telling = BTreeMap::new();
    for (member, all) in members {
        for told in all {
            let telling = kinds.entry(told.what).or_default();
            match telling.last_mut().filter(|last| last.0 == member) {
                Some(last) => last.1.push(told),
                None => telling.push((member, vec![told])),
            }
        }
    }
    kinds
}

fn agree(one: &[&Typed], other: &[&Typed]) -> bool {
    one.iter().any(|a| other.iter().any(|b| a.value.agrees(&b.value)))
}

/// Pairs of members that exclude each other in one kind, where no third tells what both tell.
fn excluding<'t, 'a>(telling: &'t [Teller<'a>]) -> impl Iterator<Item = (&'t Teller<'a>, &'t Teller<'a>)> {
    let bridged =
        |one: &[&Typed], other: &[&Typed]| telling.iter().any(|(_, third)| agree(one, third) && agree(other, third));
    let later = |at: usize| telling[at + 1..].iter();
    let pairs = telling.iter().enumerate().flat_map(move |(at, one)| later(at).map(move |other| (one, other)));
    pairs.filter(move |(one, other)| !agree(&one.1, &other.1) && !bridged(&one.1, &other.1))
}

/// What the members of a story disagree in. `members` are indexes into `articles`.
pub fn clashes(articles: &[Marked], members: &[usize]) -> Vec<Clash> {
    if !(2..=LARGEST).contains(&members.len()) {
        return Vec::new();
    }
    let told: Vec<(usize, Vec<Typed>)> = members.iter().map(|&member| (member, typed(&articles[member]))).collect();
    let kinds = by_kind(told.iter().map(|(member, told)| (*member, told.as_slice())));
    kinds.into_iter().filter_map(|(what, telling)| clash(articles, what, &telling)).collect()
}

/// The first two members that exclude each other, and those that agree with each.
fn clash(articles: &[Marked], what: &'static str, telling: &[Teller]) -> Option<Clash> {
    excluding(telling).find_map(|((one, here), (other, there))| {
        let side = |member: usize, told: &[&Typed]| {
            let same = telling.iter().filter_map(|(member, tells)| {
                let found = tells.iter().find(|tell| tell.value.agrees(&told[0].value))?;
                Some((*member, found.span))
            });
            (said(&articles[member], told[0]), same.take(CITED).collect::<Vec<_>>())
        };
        let sides = [side(*one, here), side(*other, there)];
        let enough = !here[0].value.is_read() || sides.iter().all(|side| side.1.len() >= READ_MEMBERS);
        enough.then_some(Clash { what, sides })
    })
}

/// What an article says, as it is shown.
pub(super) fn said(marked: &Marked, told: &Typed) -> String {
    match told.value {
        Value::Day(_) => marked.dating.event.days.map(|days| days.earliest.to_string()).unwrap_or_default(),
        _ => told.span.of(marked.article.text.as_str()).to_owned(),
    }
}

/// What two articles exclude each other in, the first thing of each kind.
pub(super) fn between<'a>(one: &'a [Typed], other: &'a [Typed]) -> Vec<(&'a Typed, &'a Typed)> {
    let kinds = by_kind([(0, one), (1, other)].into_iter());
    let pairs = kinds.values().filter_map(|telling| excluding(telling).next().map(|((_, a), (_, b))| (a[0], b[0])));
    pairs.collect()
}

/// Groups parted where members exclude each other in two kinds, and the pairs that did.
#[derive(Debug, Default)]
pub(super) struct Split {
    pub groups: Vec<Vec<usize>>,
    pub pairs: BTreeSet<(usize, usize)>,
}

/// Parts each group of which members exclude each other in two kinds of evidence, one of which stands.
pub(super) fn part(compared: &Compared, groups: Vec<Vec<usize>>) -> Split {
    let mut split = Split::default();
    let mut open: Vec<Vec<usize>> = groups;
    open.reverse();
    while let Some(group) = open.pop() {
        let excluding =
            if (2..=LARGEST_SPLIT).contains(&group.len()) { excluded(compared, &group) } else { BTreeSet::new() };
        let Some(&(one, other)) = excluding.first() else {
            split.groups.push(group);
            continue;
        };
        let (left, right) = sides(compared, &group, &excluding, (one, other));
        split.pairs.extend(excluding);
        open.extend([right, left]);
    }
    split
}

/// Pairs of members, the lower first, that exclude each other in two kinds.
fn excluded(compared: &Compared, group: &[usize]) -> BTreeSet<(usize, usize)> {
    let told = group.iter().map(|&member| (member, &*compared.articles[member].typed));
    let mut counts: BTreeMap<(usize, usize), (usize, bool)> = BTreeMap::new();
    for telling in by_kind(told).values().filter(|telling| telling.len() > 1) {
        for ((one, here), (other, _)) in excluding(telling) {
            let entry = counts.entry((*one, *other)).or_default();
            *entry = (entry.0 + 1, entry.1 || here[0].value.stands());
        }
    }
    counts.retain(|_, (kinds, stands)| *kinds >= KINDS_TO_SPLIT && *stands);
    counts.into_keys().collect()
}

/// The two sides of a group around a pair that excludes each other: each member goes where none excludes it, and where
/// it is more like the members there.
fn sides(
    compared: &Compared,
    group: &[usize],
    excluding: &BTreeSet<(usize, usize)>,
    (one, other): (usize, usize),
) -> (Vec<usize>, Vec<usize>) {
    let (mut left, mut right) = (vec![one], vec![other]);
    let excluded = |member: usize, side: &[usize]| {
        side.iter().any(|&there| excluding.contains(&(member.min(there), member.max(there))))
    };
    for &member in group.iter().filter(|&&member| member != one && member != other) {
        let out = (excluded(member, &left), excluded(member, &right));
        let nearer = mean_odds(compared, member, &left) >= mean_odds(compared, member, &right);
        let to_left = if out.0 == out.1 { nearer } else { out.1 };
        if to_left { left.push(member) } else { right.push(member) }
    }
    left.sort_unstable();
    right.sort_unstable();
    (left, right)
}

/// Mean log-odds of an article and those of a side; of those not compared, that of strangers.
fn mean_odds(compared: &Compared, member: usize, side: &[usize]) -> f32 {
    let odds = |&other: &usize| compared.odds(member, other).unwrap_or(STRANGERS);
    side.iter().map(odds).sum::<f32>() / side.len() as f32
}

#[cfg(test)]
mod tests {
    use super::super::model::SHIPPED;
    use super::*;
    use crate::clean::{Article, ArticleId, clean};
    use crate::date::{date_article, resolve, timexes};
    use crate::facts::{link, mark};
    use crate::intake::{Location, given_page};
    use crate::reuse::Trace;

    fn marked(number: usize, text: &str) -> Marked {
        let article = Article { id: ArticleId(format!("a{number}")), ..clean(&given_page(text, Location::default())) };
        let mut times = timexes(&article);
        let dating = date_article(&article, &mut times);
        resolve(&article, &mut times, dating.published.days);
        let marks = mark(&article, &times);
        let mut marked = Marked { article, times, dating, marks };
        link(&mut [&mut marked]);
        marked
    }

    /// What reports of one story disagree in, both sides in the characters of their texts.
    fn check(texts: &[&str], expected: &[(&str, &str, &str)]) {
        let articles: Vec<Marked> = texts.iter().enumerate().map(|(number, text)| marked(number, text)).collect();
        let members: Vec<usize> = (0..articles.len()).collect();
        let found = clashes(&articles, &members);
        let cited = |side: &(String, Vec<(usize, Span)>)| {
            let (member, span) = side.1[0];
            articles[member].article.text.slice(span).to_owned()
        };
        let told: Vec<(&str, String, String)> =
            found.iter().map(|clash| (clash.what, cited(&clash.sides[0]), cited(&clash.sides[1]))).collect();
        let told: Vec<(&str, &str, &str)> = told.iter().map(|(a, b, c)| (*a, b.as_str(), c.as_str())).collect();
        assert_eq!(told, expected);
    }

    /// How a group of all reports is split.
    fn check_split(texts: &[&str], expected: &[&[usize]]) {
        let articles: Vec<Marked> = texts.iter().enumerate().map(|(number, text)| marked(number, text)).collect();
        let articles = articles.as_slice();
        let compared = Compared::of(&articles, &Trace::default(), &SHIPPED);
        let split = part(&compared, vec![(0..articles.len()).collect()]);
        let mut groups: Vec<Vec<usize>> = split.groups;
        groups.iter_mut().flatten().for_each(|at| *at = compared.places[*at]);
        groups.iter_mut().for_each(|group| group.sort_unstable());
        groups.sort_unstable();
        assert_eq!(groups, expected);
    }

    #[test]
    fn two_kinds_of_evidence_split_a_story_and_one_does_not() {
        let march = "Norrhaven Air flight 447 overran the runway at Belsk on 3 March 2031. Nobody was hurt.";
        let may = "Norrhaven Air flight 512 overran the runway at Belsk on 9 May 2031. Nobody was hurt.";
        let undated = "A Norrhaven Air aircraft overran the runway at Belsk. Flight 512 had come from Ostrel.";
        check_split(&[march, may, march, undated], &[&[0, 2], &[1, 3]]);
        let misread = "Norrhaven Air flight 474 overran the runway at Belsk on 3 March 2031. Nobody was hurt.";
        check_split(&[march, misread, march], &[&[0, 1, 2]]);
        let both = "Flight 512 overran the runway at Belsk on 9 May 2031, as flight 447 had on 3 March 2031.";
        check_split(&[march, may, both], &[&[0, 1, 2]]);
    }

    #[test]
    fn first_figures_of_a_quake_make_no_second_one() {
        let first = "A magnitude 6.1 quake struck near Paris on Monday, killing 12 people.";
        let later = "A magnitude 6.6 quake struck near Paris on Monday, killing 45 people.";
        check_split(&[first, later], &[&[0, 1]]);
        let elsewhere = "A magnitude 6.6 quake struck near Manila on Monday, killing 45 people.";
        check_split(&[first, elsewhere], &[&[0], &[1]]);
    }

    #[test]
    fn places_far_apart_are_flagged_where_two_members_tell_each() {
        let [paris, manila] = ["Paris", "Manila"].map(|town| format!("A market burnt down in {town} on Monday."));
        check(&[&paris, &manila, &paris, &manila], &[("place", "Paris", "Manila")]);
        check(&[&paris, &manila, &paris], &[]);
        let country = "A market burnt down in France on Monday.";
        check(&[&paris, country, &paris, country], &[]);
    }

    #[test]
    fn two_quakes_in_one_story_are_flagged_by_their_magnitudes() {
        let strong = "A magnitude 6.4 quake struck near Oren on Monday, the institute said.";
        let weak = "A magnitude 6.1 quake struck near Oren, the institute said.";
        check(&[weak, strong], &[("magnitude", "6.1", "6.4")]);
        check(&[weak, "A quake shook Oren.", weak], &[]);
    }

    #[test]
    fn a_member_that_tells_both_explains_the_difference() {
        check(
            &[
                "A magnitude 6.4 quake struck near Oren.",
                "A magnitude 6.1 quake struck near Oren.",
                "The institute put the quake at magnitude 6.1 after it had said magnitude 6.4 at first.",
            ],
            &[],
        );
    }

    #[test]
    fn flights_and_scores_and_tolls_are_compared() {
        check(
            &["Norrhaven Air flight 447 landed in Ostrel.", "Norrhaven Air flight 512 landed in Ostrel."],
            &[("flight number", "447", "512")],
        );
        check(&["Ostrel beat Arden 3-1 on Sunday.", "Arden lost to Ostrel 1-3."], &[]);
        check(&["Ostrel beat Arden 3-1 on Sunday.", "Ostrel beat Arden 2-0."], &[("score", "3-1", "2-0")]);
        let dead = |count: u32| format!("A fire in Belsk killed {count} people, police said.");
        check(&[&dead(12), &dead(19)], &[("number of dead", "12 people", "19 people")]);
        check(&[&dead(12), &dead(13)], &[]);
    }

    #[test]
    fn reports_that_date_their_events_a_month_apart_are_flagged() {
        let [march, may] =
            ["3 March 2031", "9 May 2031"].map(|day| format!("The ferry Orlop sank off Belsk on {day}."));
        check(&[&march, &may, &march, &may], &[("day of the event", "3 March 2031", "9 May 2031")]);
        check(&[&march, &may, &march], &[]);
    }
}
