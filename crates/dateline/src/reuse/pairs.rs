//! [`Pairs`]: how much of each other two articles carry, summed over their copied passages.

use std::collections::BTreeMap;

use super::trace::{Direction, Passage, PassageKind};
use crate::clean::Article;
use crate::text::Span;

/// What two articles have copied, the lower index first.
#[derive(Debug, Clone, Default)]
pub(super) struct Shared {
    /// Copied runs of the lower one, in order, joined where they touch.
    pub(super) a: Vec<Span>,
    /// Copied runs of the other one.
    pub(super) b: Vec<Span>,
    /// The runs as they were aligned, side by side.
    pub(super) aligned: Vec<(Span, Span)>,
    /// Who had them first.
    pub(super) direction: Option<Direction>,
}

/// All pairs with copied passages.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    by_pair: BTreeMap<(usize, usize), Shared>,
    /// For each article its partners, by rank.
    partners: Vec<Vec<usize>>,
    lengths: Vec<usize>,
}

impl Shared {
    pub(super) fn of<'p>(passages: impl Iterator<Item = &'p Passage>) -> Self {
        let mut shared = Self::default();
        for passage in passages.filter(|passage| passage.kind == PassageKind::Copy) {
            shared.aligned.push((passage.a.span, passage.b.span));
            shared.direction = Some(passage.direction);
        }
        shared.a = joined(shared.aligned.iter().map(|run| run.0).collect());
        shared.b = joined(shared.aligned.iter().map(|run| run.1).collect());
        shared
    }

    /// Share of the smaller text that stands in the other.
    pub(super) fn containment(&self, length_a: usize, length_b: usize) -> f32 {
        let (runs, length) = if length_a <= length_b { (&self.a, length_a) } else { (&self.b, length_b) };
        bytes(runs) as f32 / length.max(1) as f32
    }

    /// Share of both texts together that is common to them.
    pub(super) fn resemblance(&self, length_a: usize, length_b: usize) -> f32 {
        let common = bytes(&self.a).min(bytes(&self.b));
        common as f32 / (length_a + length_b - common.min(length_a)).max(1) as f32
    }
}

impl Pairs {
    pub(super) fn new(articles: &[&Article], passages: &[Passage], rank: &[usize]) -> Self {
        let lengths: Vec<usize> = articles.iter().map(|article| article.text.as_str().trim().len()).collect();
        let mut pairs = Self { partners: vec![Vec::new(); lengths.len()], lengths, ..Self::default() };
        let mut of_pair: BTreeMap<(usize, usize), Vec<&Passage>> = BTreeMap::new();
        for passage in passages.iter().filter(|passage| passage.kind == PassageKind::Copy) {
            of_pair.entry((passage.a.article, passage.b.article)).or_default().push(passage);
        }
        for ((a, b), of_pair) in of_pair {
            pairs.partners[a].push(b);
            pairs.partners[b].push(a);
            pairs.by_pair.insert((a, b), Shared::of(of_pair.into_iter()));
        }
        pairs.partners.iter_mut().for_each(|partners| partners.sort_unstable_by_key(|&partner| rank[partner]));
        pairs
    }

    /// Each pair, the lower index first.
    pub(super) fn iter(&self) -> impl Iterator<Item = ((usize, usize), &Shared)> {
        self.by_pair.iter().map(|(&pair, shared)| (pair, shared))
    }

    /// Length of an article's text in bytes.
    pub(super) fn length(&self, article: usize) -> usize {
        self.lengths[article]
    }

    /// Whom an article shares copied words with, by rank.
    pub(super) fn partners(&self, article: usize) -> &[usize] {
        &self.partners[article]
    }

    /// What two share, in any order.
    pub(super) fn get(&self, x: usize, y: usize) -> Option<&Shared> {
        self.by_pair.get(&(x.min(y), x.max(y)))
    }

    /// The runs of `x` that stand in `y` too.
    pub(super) fn runs_of(&self, x: usize, y: usize) -> &[Span] {
        self.get(x, y).map_or(&[], |shared| if x < y { &shared.a } else { &shared.b })
    }

    /// Share of `x` that stands in `y` too.
    pub(super) fn share(&self, x: usize, y: usize) -> f32 {
        bytes(self.runs_of(x, y)) as f32 / self.lengths[x].max(1) as f32
    }

    /// Who had first what the two share, seen from `x`: [`Direction::AToB`] where `y` took it from `x`.
    pub(super) fn direction(&self, x: usize, y: usize) -> Direction {
        let stated = self.get(x, y).and_then(|shared| shared.direction).unwrap_or(Direction::Unknown);
        if x < y { stated } else { stated.turned() }
    }
}

/// Spans in order, joined where they touch or overlap.
pub(super) fn joined(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut out: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match out.last_mut().filter(|last| span.start <= last.end) {
            Some(last) => last.end = last.end.max(span.end),
            None => out.push(span),
        }
    }
    out
}

/// Bytes in spans that do not overlap.
pub(super) fn bytes(spans: &[Span]) -> usize {
    spans.iter().map(|span| span.len()).sum()
}

/// Bytes that both lists cover; each comes in order without overlaps.
pub(super) fn bytes_in_both(x: &[Span], y: &[Span]) -> usize {
    let (mut at_x, mut at_y, mut sum) = (0, 0, 0);
    while let (Some(a), Some(b)) = (x.get(at_x), y.get(at_y)) {
        sum += a.end.min(b.end).saturating_sub(a.start.max(b.start)) as usize;
        if a.end <= b.end {
            at_x += 1;
        } else {
            at_y += 1;
        }
    }
    sum
}
