//! Families: articles that descend from one text count as one origin.
//!
//! Whole-page copies are one family from the start. Two families are joined by copied words only when those words
//! belong to the text that the family shares: a page that carries one report and a piece of another one belongs to
//! the report that it carries most of, and ties nobody together.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::direction::{agency_of, first_stated};
use super::pairs::{Pairs, bytes, bytes_in_both, joined};
use super::release::is_release;
use super::trace::{Direction, Family, FamilyMember, Group, Origin, ShareOf};
use crate::clean::Article;
use crate::text::Span;

/// Copied bytes of the smaller text from which two articles are of one family: about twenty words in step. Runs of
/// ten to fifteen words are still met between independent reports of one event.
const LEAST_COPIED: usize = 110;

/// Share of the smaller text that these copied bytes make up at least: an article that borrows one sentence has a
/// copied passage, but does not descend from the text that it borrowed from. On made heaps, chance sentences in step
/// between reports of one event stay below a twelfth.
const LEAST_PART: f32 = 0.08;

/// Share of the smaller text that does by itself, for short articles.
const LEAST_SHARE: f32 = 0.25;

/// Share of a passage that another member has to carry too, to be a witness that it belongs to the common text.
const WITNESSED: f32 = 0.5;

/// Members asked, at most.
const WITNESSES: usize = 12;

/// Share of what a member has beyond its family's text, from which a passage that explains it is a splice.
const SPLICED: f32 = 0.7;

/// Share of a member that its family's text makes up before the rest of the member speaks for the family.
const OF_KIN: f32 = 0.35;

/// Wires that distribute releases of companies and offices; names as `data/agencies.tsv` has them.
const RELEASE_WIRES: &str = include_str!("../../data/reuse/release_wires.txt");

/// The families of a heap, by first member. `rank` orders articles without regard to the order of input.
pub(super) fn families(articles: &[&Article], pairs: &Pairs, groups: &[Group], rank: &[usize]) -> Vec<Family> {
    let mut kin = Kin::new(articles.len(), pairs);
    for group in groups {
        for &member in &group.members[1..] {
            kin.join(group.members[0], member);
        }
    }
    for (x, y) in strongest_first(pairs, rank) {
        if kin.of[x] != kin.of[y] && kin.share_family_text(x, y) {
            kin.join(x, y);
        }
    }
    let mut out: Vec<Family> = kin
        .members
        .par_iter()
        .filter(|members| !members.is_empty())
        .map(|members| family(members, articles, pairs))
        .collect();
    out.sort_by_key(|family| family.members[0].article);
    out
}

/// Pairs with enough copied words, by the share of the smaller text, the largest first.
fn strongest_first(pairs: &Pairs, rank: &[usize]) -> Vec<(usize, usize)> {
    let mut strong: Vec<(f32, usize, usize)> = pairs
        .iter()
        .filter_map(|((x, y), shared)| {
            let copied = bytes(shared.a).min(bytes(shared.b));
            let share = shared.containment(pairs.length(x), pairs.length(y));
            is_enough(copied, x, y, pairs).then_some((share, x, y))
        })
        .collect();
    let ranks = |x: usize, y: usize| (rank[x].min(rank[y]), rank[x].max(rank[y]));
    strong.sort_by(|p, q| q.0.total_cmp(&p.0).then_with(|| ranks(p.1, p.2).cmp(&ranks(q.1, q.2))));
    strong.into_iter().map(|(_, x, y)| (x, y)).collect()
}

/// Whether so many copied bytes make two articles kin.
fn is_enough(copied: usize, x: usize, y: usize, pairs: &Pairs) -> bool {
    let smaller = pairs.length(x).min(pairs.length(y));
    let is_share = |share: f32| copied as f32 >= share * smaller as f32;
    (copied >= LEAST_COPIED && is_share(LEAST_PART)) || is_share(LEAST_SHARE)
}

/// Families as they grow.
struct Kin<'p> {
    of: Vec<usize>,
    members: Vec<Vec<usize>>,
    pairs: &'p Pairs<'p>,
}

impl<'p> Kin<'p> {
    fn new(number: usize, pairs: &'p Pairs<'p>) -> Self {
        Self { of: (0..number).collect(), members: (0..number).map(|article| vec![article]).collect(), pairs }
    }

    fn join(&mut self, x: usize, y: usize) {
        let (mut into, mut from) = (self.of[x], self.of[y]);
        if into == from {
            return;
        }
        if self.members[into].len() < self.members[from].len() {
            (into, from) = (from, into);
        }
        let moved = std::mem::take(&mut self.members[from]);
        for &member in &moved {
            self.of[member] = into;
        }
        self.members[into].extend(moved);
    }

    /// Whether enough of what two articles share belongs to the texts of both their families.
    fn share_family_text(&self, x: usize, y: usize) -> bool {
        let Some(shared) = self.pairs.get(x, y) else { return false };
        let (a, b) = (x.min(y), x.max(y));
        let (of_a, of_b) = (self.family_text(a, b), self.family_text(b, a));
        let in_both = shared.aligned().filter(|run| of_a.holds(run.0) && of_b.holds(run.1));
        is_enough(in_both.map(|run| run.0.len().min(run.1.len())).sum(), a, b, self.pairs)
    }

    /// What is known of the text of the family of `x`, as far as its runs shared with `y` are in question.
    fn family_text(&self, x: usize, y: usize) -> FamilyText<'p> {
        let partners = self.pairs.partners(x).iter().copied();
        let kin: Vec<usize> = partners.filter(|&other| self.of[other] == self.of[x]).take(WITNESSES).collect();
        let knows_y = kin.iter().filter(|&&other| self.pairs.get(other, y).is_some()).count();
        let all_hold = match self.pairs.direction(x, y) {
            Direction::AToB => true,
            Direction::BToA => false,
            Direction::Common | Direction::Unknown => self.is_mostly_of(x, &kin, self.pairs.runs_of(x, y)),
        };
        let witnesses = kin.iter().map(|&other| self.pairs.runs_of(x, other)).collect();
        FamilyText { all_hold: all_hold || knows_y * 2 >= kin.len(), witnesses }
    }

    /// Whether `x` is so much of its kin's text that a passage which they lack is of it too: they may have cut it.
    /// It is not where the passage is about all that `x` has beyond that text, nor where `x` has most from elsewhere.
    fn is_mostly_of(&self, x: usize, kin: &[usize], passage: &[Span]) -> bool {
        let text = joined(kin.iter().flat_map(|&other| self.pairs.runs_of(x, other)).copied().collect());
        let beyond = self.pairs.length(x).saturating_sub(bytes(&text));
        let explained = bytes(passage) - bytes_in_both(&text, passage);
        let is_spliced_in = explained as f32 >= SPLICED * beyond as f32;
        let is_of_kin = kin.is_empty() || bytes(&text) as f32 >= OF_KIN * self.pairs.length(x) as f32;
        is_of_kin && !is_spliced_in
    }
}

/// What other members say of the text that a family shares.
struct FamilyText<'p> {
    /// Any run belongs to it.
    all_hold: bool,
    /// For each of some other members the runs that it carries too.
    witnesses: Vec<&'p [Span]>,
}

impl FamilyText<'_> {
    /// Whether a run belongs to it: half of the witnesses carry half of it.
    fn holds(&self, run: Span) -> bool {
        let carries = |runs: &&&[Span]| bytes_in_both(runs, &[run]) as f32 >= WITNESSED * run.len() as f32;
        self.all_hold || self.witnesses.iter().filter(carries).count() * 2 >= self.witnesses.len()
    }
}

fn family(members: &[usize], articles: &[&Article], pairs: &Pairs) -> Family {
    let mut sorted = members.to_vec();
    sorted.sort_unstable();
    let within: BTreeSet<usize> = sorted.iter().copied().collect();
    let members = sorted.iter().map(|&article| member(article, &within, pairs)).collect();
    Family { origin: origin(&sorted, articles, pairs), members }
}

fn member(article: usize, family: &BTreeSet<usize>, pairs: &Pairs) -> FamilyMember {
    let length = pairs.length(article).max(1) as f32;
    let share = |others: &mut dyn Iterator<Item = usize>| {
        let runs = others.flat_map(|other| pairs.runs_of(article, other)).copied().collect();
        (bytes(&joined(runs)) as f32 / length).min(1.0)
    };
    let partners = pairs.partners(article);
    let mut shares: Vec<ShareOf> =
        partners.iter().map(|&other| ShareOf { article: other, share: pairs.share(article, other).min(1.0) }).collect();
    shares.sort_by(|x, y| y.share.total_cmp(&x.share).then(x.article.cmp(&y.article)));
    FamilyMember {
        article,
        share_copied: share(&mut partners.iter().copied().filter(|other| family.contains(other))),
        share_own: 1.0 - share(&mut partners.iter().copied()),
        shares,
    }
}

/// What the members descend from: the agency that one of them credits, an announcement, the one published first, or
/// nothing known.
fn origin(members: &[usize], articles: &[&Article], pairs: &Pairs) -> Origin {
    let mut credits: BTreeMap<&str, usize> = BTreeMap::new();
    for agency in members.iter().filter_map(|&member| credited(member, members, articles, pairs)) {
        *credits.entry(agency).or_default() += 1;
    }
    let most = credits.iter().max_by(|x, y| x.1.cmp(y.1).then(y.0.cmp(x.0)));
    if let Some((&agency, _)) = most {
        let is_release = RELEASE_WIRES.lines().any(|name| name.eq_ignore_ascii_case(agency));
        return if is_release { Origin::Release } else { Origin::Agency(agency.to_owned()) };
    }
    if members.iter().any(|&member| is_release(articles[member].text.as_str())) {
        return Origin::Release;
    }
    if let &[only] = members {
        return Origin::Article(only);
    }
    first_published(members, articles, pairs).map_or(Origin::Unknown, Origin::Article)
}

/// The agency that a member credits with its whole text, or with the paragraphs that the family shares.
fn credited<'a>(member: usize, members: &[usize], articles: &[&'a Article], pairs: &Pairs) -> Option<&'a str> {
    let article = articles[member];
    if let Some(agency) = agency_of(article) {
        return Some(agency);
    }
    let credit = article.credit.as_ref()?;
    let line = credit.span?;
    let paragraph = article.paragraphs.iter().find(|paragraph| paragraph.span.overlaps(line))?.span;
    let shared = members.iter().flat_map(|&other| pairs.runs_of(member, other)).any(|run| run.overlaps(paragraph));
    shared.then_some(credit.agency.as_str())
}

/// The one member that was published before all others and whose words they carry.
fn first_published(members: &[usize], articles: &[&Article], pairs: &Pairs) -> Option<usize> {
    let first = members.iter().copied().filter(|&member| first_stated(articles[member]).is_some()).find(|&member| {
        let compared: Vec<usize> =
            pairs.partners(member).iter().copied().filter(|other| members.binary_search(other).is_ok()).collect();
        !compared.is_empty() && compared.iter().all(|&other| pairs.direction(member, other) == Direction::AToB)
    })?;
    let day = first_stated(articles[first])?.day;
    let all_later =
        members.iter().all(|&member| first_stated(articles[member]).is_some_and(|stated| stated.day >= day));
    all_later.then_some(first)
}
