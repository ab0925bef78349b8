//! Groups: pages that are copies of one text as a whole.
//!
//! The closest pairs are joined first. Two groups are joined only when their members contain each other on average,
//! so that a page spliced from two texts does not tie both families into one.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::pair::Host;
use super::pairs::{Pairs, containment};
use super::prepared::Kept;
use super::recurrence::Recurrence;
use super::trace::{Group, GroupKind, Likeness};
use crate::clean::Article;

/// Share of the smaller text that has to stand in the other. Reprints cut to a third are contained but for the lines
/// that the page adds (at least .75 of the reprints set's pages have such a partner); pages with part of another
/// report spliced in hold up to .6 of it.
const CONTAINED: f32 = 0.65;

/// Mean containment between the members of two groups from which they are one.
const QUORUM: f32 = 0.45;

/// Members that speak for a group in the vote, beside the two whose likeness proposes it: the longest.
const SPEAKERS: usize = 3;

/// A group as it grows.
#[derive(Debug, Default)]
struct Cluster {
    members: Vec<usize>,
    /// The longest members, longest first.
    speakers: Vec<usize>,
}

/// Groups of `exact` copies and of what is near, each ascending. `articles` are aligned anew where the index did not
/// propose a pair; `rank` orders articles without regard to the order of input.
pub(super) fn groups(articles: &[&Article], pairs: &Pairs, exact: &[Vec<usize>], rank: &[usize]) -> Vec<Group> {
    let heap = Heap { articles, pairs, rank };
    let grown = components(exact, closest_first(pairs, rank), rank.len()).into_par_iter();
    let clusters = grown.flat_map_iter(|component| heap.clusters(&component));
    let mut out: Vec<Group> = clusters.filter_map(|cluster| as_group(cluster, exact, pairs)).collect();
    out.sort_by(|x, y| x.members.cmp(&y.members));
    out
}

/// Articles that no pair ties to others.
#[derive(Debug, Default)]
struct Component<'e> {
    exact: Vec<&'e [usize]>,
    /// Close pairs, the closest first.
    close: Vec<(usize, usize)>,
}

fn components(exact: &[Vec<usize>], close: Vec<(usize, usize)>, articles: usize) -> Vec<Component<'_>> {
    let mut roots: Vec<usize> = (0..articles).collect();
    let copies = exact.iter().flat_map(|copies| copies.windows(2).map(|two| (two[0], two[1])));
    for (x, y) in copies.chain(close.iter().copied()) {
        let (x, y) = (root(&mut roots, x), root(&mut roots, y));
        roots[x.max(y)] = x.min(y);
    }
    let mut out: BTreeMap<usize, Component> = BTreeMap::new();
    for copies in exact {
        out.entry(root(&mut roots, copies[0])).or_default().exact.push(copies);
    }
    for (x, y) in close {
        out.entry(root(&mut roots, x)).or_default().close.push((x, y));
    }
    out.into_values().collect()
}

/// The lowest article tied to this one; the way there is halved for the next who asks.
fn root(roots: &mut [usize], mut article: usize) -> usize {
    while roots[article] != article {
        roots[article] = roots[roots[article]];
        article = roots[article];
    }
    article
}

fn as_group(cluster: Cluster, exact: &[Vec<usize>], pairs: &Pairs) -> Option<Group> {
    let mut members = cluster.members;
    if members.len() < 2 {
        return None;
    }
    members.sort_unstable();
    let all_alike = exact.binary_search_by(|copies| copies[0].cmp(&members[0])).is_ok_and(|at| exact[at] == members);
    let kind = if all_alike { GroupKind::Exact } else { GroupKind::Near };
    let compared = compared(&members, pairs);
    Some(Group { kind, members, compared })
}

/// How alike those members are that share copied passages.
fn compared(members: &[usize], pairs: &Pairs) -> Vec<Likeness> {
    let mut out = Vec::new();
    for &a in members {
        let mut others: Vec<usize> = pairs.partners(a).iter().copied().filter(|&b| b > a).collect();
        others.retain(|b| members.binary_search(b).is_ok());
        others.sort_unstable();
        for b in others {
            let Some(shared) = pairs.get(a, b) else { continue };
            let resemblance = shared.resemblance(pairs.length(a), pairs.length(b)).min(1.0);
            let (a_in_b, b_in_a) = (pairs.share(a, b).min(1.0), pairs.share(b, a).min(1.0));
            out.push(Likeness { a, b, resemblance, a_in_b, b_in_a });
        }
    }
    out
}

/// Pairs that contain each other enough, the closest first.
fn closest_first(pairs: &Pairs, rank: &[usize]) -> Vec<(usize, usize)> {
    let mut close: Vec<(f32, usize, usize)> = pairs
        .iter()
        .filter_map(|((x, y), shared)| {
            let (length_x, length_y) = (pairs.length(x), pairs.length(y));
            let contained = shared.containment(length_x, length_y);
            let closeness = contained + shared.resemblance(length_x, length_y);
            (contained >= CONTAINED).then_some((closeness, x, y))
        })
        .collect();
    let ranks = |x: usize, y: usize| (rank[x].min(rank[y]), rank[x].max(rank[y]));
    close.sort_by(|p, q| q.0.total_cmp(&p.0).then_with(|| ranks(p.1, p.2).cmp(&ranks(q.1, q.2))));
    close.into_iter().map(|(_, x, y)| (x, y)).collect()
}

/// What the groups are grown from.
struct Heap<'h> {
    articles: &'h [&'h Article],
    pairs: &'h Pairs<'h>,
    rank: &'h [usize],
}

impl<'h> Heap<'h> {
    fn clusters(&'h self, component: &Component) -> Vec<Cluster> {
        let mut grouping =
            Grouping { heap: self, clusters: Vec::new(), of: FxHashMap::default(), kept: Kept::default() };
        for copies in &component.exact {
            for &copy in &copies[1..] {
                grouping.join(copies[0], copy);
            }
        }
        for &(x, y) in &component.close {
            if grouping.of(x) != grouping.of(y) && grouping.agree(x, y) {
                grouping.join(x, y);
            }
        }
        grouping.clusters
    }
}

/// The clusters of a component as they grow.
struct Grouping<'h> {
    heap: &'h Heap<'h>,
    clusters: Vec<Cluster>,
    of: FxHashMap<usize, usize>,
    kept: Kept<'h>,
}

impl Grouping<'_> {
    /// The cluster of an article.
    fn of(&mut self, article: usize) -> usize {
        *self.of.entry(article).or_insert_with(|| {
            self.clusters.push(Cluster { members: vec![article], speakers: vec![article] });
            self.clusters.len() - 1
        })
    }

    fn join(&mut self, x: usize, y: usize) {
        let (mut into, mut from) = (self.of(x), self.of(y));
        if into == from {
            return;
        }
        if self.clusters[into].members.len() < self.clusters[from].members.len() {
            (into, from) = (from, into);
        }
        let moved = std::mem::take(&mut self.clusters[from]);
        for &member in &moved.members {
            self.of.insert(member, into);
        }
        let grown = &mut self.clusters[into];
        grown.members.extend(moved.members);
        grown.speakers.extend(moved.speakers);
        let (pairs, rank) = (self.heap.pairs, self.heap.rank);
        grown.speakers.sort_by_key(|&member| (std::cmp::Reverse(pairs.length(member)), rank[member]));
        grown.speakers.truncate(SPEAKERS);
    }

    /// Whether the groups of `x` and `y` contain each other on average.
    fn agree(&mut self, x: usize, y: usize) -> bool {
        let (voices_x, voices_y) = (self.voices(x), self.voices(y));
        let mut sum = 0.0;
        for &one in &voices_x {
            for &other in &voices_y {
                sum += self.containment(one.min(other), one.max(other));
            }
        }
        sum / (voices_x.len() * voices_y.len()) as f32 >= QUORUM
    }

    fn voices(&mut self, article: usize) -> Vec<usize> {
        let cluster = self.of(article);
        self.clusters[cluster].speakers.clone()
    }

    fn containment(&mut self, a: usize, b: usize) -> f32 {
        let (length_a, length_b) = (self.heap.pairs.length(a), self.heap.pairs.length(b));
        if let Some(shared) = self.heap.pairs.get(a, b) {
            return shared.containment(length_a, length_b);
        }
        let (a, b) = (self.kept.get(a, self.heap.articles[a]), self.kept.get(b, self.heap.articles[b]));
        let passages = Host::new(&b, &Recurrence::default()).compare(&a);
        containment(&passages, length_a, length_b)
    }
}
