//! Groups: pages that are copies of one text as a whole.
//!
//! The closest pairs are joined first. Two groups are joined only when their members contain each other on average,
//! so that a page spliced from two texts does not tie both families into one.

use super::pairs::{Pairs, Shared};
use super::trace::{Group, GroupKind};

/// Share of the smaller text that has to stand in the other. Reprints cut to a third are contained but for the lines
/// that the page adds (at least .75 of the reprints set's pages have such a partner); pages with part of another
/// report spliced in hold up to .6 of it.
const CONTAINED: f32 = 0.65;

/// Mean containment between the members of two groups from which they are one.
const QUORUM: f32 = 0.45;

/// Members that speak for a group in the vote, beside the two whose likeness proposes it: the longest.
const SPEAKERS: usize = 3;

/// A group as it grows.
#[derive(Debug)]
struct Cluster {
    members: Vec<usize>,
    /// The longest members, longest first.
    speakers: Vec<usize>,
}

/// Groups of `exact` copies and of what is near, each ascending. `compare` aligns two articles that the index did
/// not propose; `rank` orders articles without regard to the order of input.
pub(super) fn groups(
    pairs: &Pairs,
    exact: &[Vec<usize>],
    rank: &[usize],
    compare: &dyn Fn(usize, usize) -> Shared,
) -> Vec<Group> {
    let mut grouping = Grouping::new(rank, pairs);
    for copies in exact {
        for &copy in &copies[1..] {
            grouping.join(copies[0], copy);
        }
    }
    for (x, y) in closest_first(pairs, rank) {
        if grouping.of[x] != grouping.of[y] && grouping.agree(x, y, compare) {
            grouping.join(x, y);
        }
    }
    let mut out: Vec<Group> =
        grouping.clusters.into_iter().flatten().filter_map(|cluster| as_group(cluster, exact)).collect();
    out.sort_by(|x, y| x.members.cmp(&y.members));
    out
}

fn as_group(cluster: Cluster, exact: &[Vec<usize>]) -> Option<Group> {
    let mut members = cluster.members;
    members.sort_unstable();
    let all_alike = exact.binary_search_by(|copies| copies[0].cmp(&members[0])).is_ok_and(|at| exact[at] == members);
    let kind = if all_alike { GroupKind::Exact } else { GroupKind::Near };
    (members.len() > 1).then_some(Group { kind, members })
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

struct Grouping<'p> {
    clusters: Vec<Option<Cluster>>,
    of: Vec<usize>,
    rank: &'p [usize],
    pairs: &'p Pairs,
}

impl<'p> Grouping<'p> {
    fn new(rank: &'p [usize], pairs: &'p Pairs) -> Self {
        let alone = |article| Some(Cluster { members: vec![article], speakers: vec![article] });
        let number = rank.len();
        Self { clusters: (0..number).map(alone).collect(), of: (0..number).collect(), rank, pairs }
    }

    fn join(&mut self, x: usize, y: usize) {
        let (mut into, mut from) = (self.of[x], self.of[y]);
        let size =
            |grouping: &Self, at: usize| grouping.clusters[at].as_ref().map_or(0, |cluster| cluster.members.len());
        if into == from {
            return;
        }
        if size(self, into) < size(self, from) {
            (into, from) = (from, into);
        }
        let Some(moved) = self.clusters[from].take() else { return };
        for &member in &moved.members {
            self.of[member] = into;
        }
        let Some(grown) = self.clusters[into].as_mut() else { return };
        grown.members.extend(moved.members);
        grown.speakers.extend(moved.speakers);
        let (pairs, rank) = (self.pairs, self.rank);
        grown.speakers.sort_by_key(|&member| (std::cmp::Reverse(pairs.length(member)), rank[member]));
        grown.speakers.truncate(SPEAKERS);
    }

    /// Whether the groups of `x` and `y` contain each other on average.
    fn agree(&self, x: usize, y: usize, compare: &dyn Fn(usize, usize) -> Shared) -> bool {
        let (voices_x, voices_y) = (self.voices(x), self.voices(y));
        let mut sum = 0.0;
        for &one in &voices_x {
            for &other in &voices_y {
                sum += self.containment(one.min(other), one.max(other), compare);
            }
        }
        sum / (voices_x.len() * voices_y.len()) as f32 >= QUORUM
    }

    fn voices(&self, article: usize) -> Vec<usize> {
        let cluster = self.clusters[self.of[article]].as_ref();
        let mut voices = cluster.map_or_else(Vec::new, |cluster| cluster.speakers.clone());
        if !voices.contains(&article) {
            voices.push(article);
        }
        voices
    }

    fn containment(&self, a: usize, b: usize, compare: &dyn Fn(usize, usize) -> Shared) -> f32 {
        let (length_a, length_b) = (self.pairs.length(a), self.pairs.length(b));
        match self.pairs.get(a, b) {
            Some(shared) => shared.containment(length_a, length_b),
            None => compare(a, b).containment(length_a, length_b),
        }
    }
}
