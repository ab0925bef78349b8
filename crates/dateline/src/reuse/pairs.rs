//! [`Pairs`]: how much of each other two articles carry, summed over their copied passages.

use super::trace::{Direction, Passage, PassageKind};
use crate::clean::Article;
use crate::text::Span;

/// What two articles have copied, the lower index first.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shared<'p> {
    /// Copied runs of the lower one, in order, joined where they touch.
    pub(super) a: &'p [Span],
    /// Copied runs of the other one.
    pub(super) b: &'p [Span],
    /// The passages, by both sides.
    passages: &'p [Passage],
}

impl<'p> Shared<'p> {
    /// The runs as they were aligned, side by side.
    pub(super) fn aligned(&self) -> impl Iterator<Item = (Span, Span)> + use<'p> {
        copied(self.passages).map(|passage| (passage.a.span, passage.b.span))
    }

    /// Share of the smaller text that stands in the other.
    pub(super) fn containment(&self, length_a: usize, length_b: usize) -> f32 {
        let (runs, length) = if length_a <= length_b { (self.a, length_a) } else { (self.b, length_b) };
        bytes(runs) as f32 / length.max(1) as f32
    }

    /// Share of both texts together that is common to them.
    pub(super) fn resemblance(&self, length_a: usize, length_b: usize) -> f32 {
        let common = bytes(self.a).min(bytes(self.b));
        common as f32 / (length_a + length_b - common.min(length_a)).max(1) as f32
    }
}

/// A pair: where its passages and its runs begin. They end where those of the next pair begin.
#[derive(Debug, Clone, Copy)]
struct Pair {
    a: usize,
    b: usize,
    passages: usize,
    runs_a: usize,
    runs_b: usize,
}

/// All pairs with copied passages.
#[derive(Debug)]
pub(super) struct Pairs<'p> {
    /// Ordered by both sides; one past the last to end it.
    pairs: Vec<Pair>,
    passages: &'p [Passage],
    runs_a: Vec<Span>,
    runs_b: Vec<Span>,
    /// For each article its partners, by rank.
    partners: Vec<Vec<usize>>,
    lengths: Vec<usize>,
}

impl<'p> Pairs<'p> {
    /// From the passages of a heap, ordered by both articles.
    pub(super) fn new(articles: &[&Article], passages: &'p [Passage], rank: &[usize]) -> Self {
        let lengths: Vec<usize> = articles.iter().map(|article| article.text.as_str().trim().len()).collect();
        let partners = vec![Vec::new(); lengths.len()];
        let mut pairs = Self { pairs: Vec::new(), passages, runs_a: Vec::new(), runs_b: Vec::new(), partners, lengths };
        let mut from = 0;
        for of_pair in passages.chunk_by(|x, y| (x.a.article, x.b.article) == (y.a.article, y.b.article)) {
            pairs.add(from, of_pair);
            from += of_pair.len();
        }
        pairs.begin(usize::MAX, usize::MAX, from);
        pairs.partners.iter_mut().for_each(|partners| partners.sort_unstable_by_key(|&partner| rank[partner]));
        pairs
    }

    fn begin(&mut self, a: usize, b: usize, passages: usize) {
        self.pairs.push(Pair { a, b, passages, runs_a: self.runs_a.len(), runs_b: self.runs_b.len() });
    }

    fn add(&mut self, from: usize, of_pair: &[Passage]) {
        let Some(first) = copied(of_pair).next() else { return };
        let (a, b) = (first.a.article, first.b.article);
        self.begin(a, b, from);
        self.partners[a].push(b);
        self.partners[b].push(a);
        self.runs_a.extend(joined(copied(of_pair).map(|passage| passage.a.span).collect()));
        self.runs_b.extend(joined(copied(of_pair).map(|passage| passage.b.span).collect()));
    }

    fn shared(&self, at: usize) -> Option<Shared<'_>> {
        let (here, next) = (self.pairs.get(at)?, self.pairs.get(at + 1)?);
        let of_pair = |passage: &&Passage| (passage.a.article, passage.b.article) == (here.a, here.b);
        let passages = &self.passages[here.passages..];
        Some(Shared {
            a: &self.runs_a[here.runs_a..next.runs_a],
            b: &self.runs_b[here.runs_b..next.runs_b],
            passages: &passages[..passages.iter().take_while(of_pair).count()],
        })
    }

    /// Each pair, the lower index first.
    pub(super) fn iter(&self) -> impl Iterator<Item = ((usize, usize), Shared<'_>)> {
        self.pairs.iter().enumerate().filter_map(|(at, pair)| Some(((pair.a, pair.b), self.shared(at)?)))
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
    pub(super) fn get(&self, x: usize, y: usize) -> Option<Shared<'_>> {
        let key = (x.min(y), x.max(y));
        self.shared(self.pairs.binary_search_by_key(&key, |pair| (pair.a, pair.b)).ok()?)
    }

    /// The runs of `x` that stand in `y` too.
    pub(super) fn runs_of(&self, x: usize, y: usize) -> &[Span] {
        self.get(x, y).map_or(&[], |shared| if x < y { shared.a } else { shared.b })
    }

    /// Share of `x` that stands in `y` too.
    pub(super) fn share(&self, x: usize, y: usize) -> f32 {
        bytes(self.runs_of(x, y)) as f32 / self.lengths[x].max(1) as f32
    }

    /// Who had first what the two share, seen from `x`: [`Direction::AToB`] where `y` took it from `x`.
    pub(super) fn direction(&self, x: usize, y: usize) -> Direction {
        let last = self.get(x, y).and_then(|shared| copied(shared.passages).next_back());
        let stated = last.map_or(Direction::Unknown, |passage| passage.direction);
        if x < y { stated } else { stated.turned() }
    }
}

fn copied(passages: &[Passage]) -> impl DoubleEndedIterator<Item = &Passage> {
    passages.iter().filter(|passage| passage.kind == PassageKind::Copy)
}

/// Share of the smaller of two texts that stands in the other, by the passages between them.
pub(super) fn containment(passages: &[Passage], length_a: usize, length_b: usize) -> f32 {
    let a = joined(copied(passages).map(|passage| passage.a.span).collect());
    let b = joined(copied(passages).map(|passage| passage.b.span).collect());
    Shared { a: &a, b: &b, passages }.containment(length_a, length_b)
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
