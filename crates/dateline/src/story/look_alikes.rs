//! Keeps an article apart from a story that tells of its event as an earlier one.
//!
//! When most members of a story say that the same thing happened before ("the two last met there in May 2031") and one
//! member says nothing of the kind, that one may be a report of the earlier event. It is moved out on two kinds of
//! evidence: its own latest year fits the earlier event, and it lacks words that the others have in common. On the
//! first kind alone the story gets a note.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::cluster::Compared;
use super::days;
use super::features::{Form, Token, dates_earlier, scan, sentences};
use crate::facts::Marked;
use crate::text::Span;

/// Stories larger than this are not looked through: one page more or less does not hide there.
const LARGEST: usize = 60;

/// Share of the other members that must tell of an earlier event. ECB+ stories without a look-alike stay below a half.
const TELLING: f64 = 0.6;

/// Names of the story that a telling sentence must hold.
const NAMES: usize = 2;

/// Share of the other members that must have a word for it to count as common to them.
const COMMON: f64 = 2.0 / 3.0;

/// Words rarer than this weight (one report in twelve) count as common words.
const RARE: f32 = 2.5;

/// How much more of the common words an article must lack than the others do on average.
const LACKS: f64 = 0.25;

/// Pages known to be published within so many days of each other are not kept apart by this.
const SAME_TIME: i32 = 31;

/// What keeps an article apart from a story.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Parting {
    /// The article (index into the compared articles).
    pub article: usize,
    /// Where it names its latest year.
    pub own_years: Vec<Span>,
    /// Members that tell of an earlier event, and the sentence in each.
    pub telling: BTreeMap<usize, Span>,
    /// Hashes of common words of the others that it lacks.
    pub lacked: Vec<u64>,
}

/// Stories after look-alikes were moved out.
#[derive(Debug, Default)]
pub(super) struct Parted {
    pub groups: Vec<Vec<usize>>,
    pub partings: Vec<Parting>,
    /// Pairs, the lower first, that exclude each other in two kinds of what they tell.
    pub excluding: BTreeSet<(usize, usize)>,
    /// Pages that tell of several of the groups, and are in none.
    pub digests: BTreeSet<usize>,
    /// Notes by group.
    pub notes: BTreeMap<usize, Vec<String>>,
}

/// Moves look-alikes out of the stories they were joined to.
pub(super) fn part(compared: &Compared, groups: Vec<Vec<usize>>) -> Parted {
    let mut parted = Parted::default();
    for group in groups {
        let hinting = group.iter().filter(|&&member| compared.heap.articles[member].earlier).count();
        let looked_through = (3..=LARGEST).contains(&group.len()) && enough(hinting, group.len());
        let found = if looked_through { Story::of(compared, &group).look_alikes() } else { Vec::new() };
        let (sure, unsure): (Vec<Found>, Vec<Found>) = found.into_iter().partition(|found| found.lacks >= LACKS);
        let moved: BTreeSet<usize> = sure.iter().map(|found| found.parting.article).collect();
        let (out, stay): (Vec<usize>, Vec<usize>) = group.into_iter().partition(|member| moved.contains(member));
        let note = |found: &Found| {
            let id = &compared.articles[found.parting.article].id.0;
            format!("{id} may tell of the earlier event that other members mention")
        };
        if !unsure.is_empty() {
            parted.notes.insert(parted.groups.len(), unsure.iter().map(note).collect());
        }
        parted.partings.extend(sure.into_iter().map(|found| found.parting));
        parted.groups.extend([stay, out].into_iter().filter(|group| !group.is_empty()));
    }
    parted
}

/// Whether so many members of a story tell of an earlier event that one may be its report.
fn enough(telling: usize, members: usize) -> bool {
    telling >= 2 && telling as f64 >= TELLING * (members - 1) as f64
}

struct Found {
    parting: Parting,
    lacks: f64,
}

/// A sentence that tells of an earlier event of the kind.
struct Telling {
    sentence: Span,
    years: Vec<u16>,
}

struct Story<'a> {
    compared: &'a Compared<'a>,
    members: &'a [usize],
    articles: Vec<Cow<'a, Marked>>,
    tokens: Vec<Vec<Token>>,
    telling: Vec<Option<Telling>>,
}

impl<'a> Story<'a> {
    fn of(compared: &'a Compared<'a>, members: &'a [usize]) -> Self {
        let articles: Vec<Cow<Marked>> = members.iter().map(|&member| compared.marked(member)).collect();
        let tokens: Vec<Vec<Token>> = articles.iter().map(|marked| scan(marked)).collect();
        let mut story = Self { compared, members, articles, tokens, telling: Vec::new() };
        let names = story.common(Form::Name, None, 0.5);
        story.telling = (0..members.len()).map(|at| story.telling_of(at, &names)).collect();
        story
    }

    /// Words of a form that at least a share of the members (without one) have, each with its number of holders.
    fn common(&self, form: Form, without: Option<usize>, share: f64) -> FxHashMap<u64, usize> {
        let mut holders: FxHashMap<u64, usize> = FxHashMap::default();
        let others = (0..self.members.len()).filter(|&at| Some(at) != without);
        let mut count = 0;
        for at in others {
            let held: BTreeSet<u64> =
                self.tokens[at].iter().filter(|token| token.form == form).map(|token| token.id).collect();
            for id in held {
                *holders.entry(id).or_default() += 1;
            }
            count += 1;
        }
        holders.retain(|_, holders| *holders >= 2 && *holders as f64 >= share * f64::from(count));
        holders
    }

    /// The first sentence of a member that tells of an earlier event of the kind.
    fn telling_of(&self, at: usize, names: &FxHashMap<u64, usize>) -> Option<Telling> {
        let article = &self.articles[at].article;
        sentences(&self.tokens[at]).find_map(|sentence| {
            let dated = dates_earlier(sentence, article);
            let held: BTreeSet<u64> =
                sentence.iter().map(|token| token.id).filter(|id| names.contains_key(id)).collect();
            if !dated || held.len() < NAMES {
                return None;
            }
            let span = Span { start: sentence.first()?.span.start, end: sentence.last()?.span.end };
            Some(Telling { sentence: span, years: years(sentence, article) })
        })
    }

    /// Members that may report the earlier event which the others tell of.
    fn look_alikes(&self) -> Vec<Found> {
        let enough = enough(self.telling.iter().flatten().count(), self.members.len());
        let silent = (0..self.members.len()).filter(|&at| self.telling[at].is_none());
        if enough { silent.filter_map(|at| self.look_alike(at)).collect() } else { Vec::new() }
    }

    fn look_alike(&self, at: usize) -> Option<Found> {
        let article = &self.articles[at].article;
        let latest = years(&self.tokens[at], article).into_iter().max()?;
        let fits = |told: &Telling| told.years.iter().any(|&year| latest == year || latest + 1 == year);
        let told_elsewhere = self.telling.iter().flatten().any(fits);
        let same_time = (0..self.members.len()).any(|other| other != at && self.same_time(at, other));
        if !told_elsewhere || same_time {
            return None;
        }
        let own_years =
            self.tokens[at].iter().filter(|token| !token.in_title && token.said(article).parse() == Ok(latest));
        let telling = (0..self.members.len())
            .filter_map(|other| Some((self.members[other], self.telling[other].as_ref()?.sentence)));
        let (lacks, lacked) = self.lacks(at);
        let parting = Parting {
            article: self.members[at],
            own_years: own_years.map(|token| token.span).take(3).collect(),
            telling: telling.collect(),
            lacked,
        };
        Some(Found { parting, lacks })
    }

    fn same_time(&self, a: usize, b: usize) -> bool {
        let published = |at: usize| self.compared.articles[self.members[at]].published?.single();
        match (published(a), published(b)) {
            (Some(a), Some(b)) => (days::day_number(a) - days::day_number(b)).abs() <= SAME_TIME,
            _ => false,
        }
    }

    /// How much more of the others' common words a member lacks than they do themselves, and the words.
    fn lacks(&self, at: usize) -> (f64, Vec<u64>) {
        let rare = |id: u64| Some((id, f64::from(self.weight(id).filter(|&weight| weight > RARE)?)));
        let mut common: Vec<(u64, f64)> =
            self.common(Form::Plain, Some(at), COMMON).into_keys().filter_map(rare).collect();
        common.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let total: f64 = common.iter().map(|word| word.1).sum();
        let missing = |at: usize| -> f64 {
            let held: BTreeSet<u64> = self.tokens[at].iter().map(|token| token.id).collect();
            common.iter().filter(|word| !held.contains(&word.0)).map(|word| word.1).sum()
        };
        if total == 0.0 {
            return (0.0, Vec::new());
        }
        let others: f64 = (0..self.members.len()).filter(|&other| other != at).map(missing).sum();
        let typical = others / (self.members.len() - 1) as f64;
        let held: BTreeSet<u64> = self.tokens[at].iter().map(|token| token.id).collect();
        let lacked = common.iter().map(|word| word.0).filter(|id| !held.contains(id)).collect();
        ((missing(at) - typical) / total, lacked)
    }

    /// The weight of a word by its hash: a member that has it knows its number.
    fn weight(&self, id: u64) -> Option<f32> {
        (0..self.members.len()).find_map(|at| self.compared.weight(self.members[at], &self.tokens[at], id))
    }
}

fn years(tokens: &[Token], article: &crate::clean::Article) -> Vec<u16> {
    tokens.iter().filter_map(|token| super::features::year(token.said(article))).collect()
}
