//! [`Target::align`]: where two texts run alike.
//!
//! Exact runs of letters are found by a table of short grams, chained along diagonals (the best predecessor among the
//! last few, as read aligners do), and cut into pieces where one side has a stretch that the other lacks. A changed
//! name, a corrected spelling or a scanning error leaves the chain whole; an inserted clause cuts the pieces, not the
//! chain.

use super::fold::{Folded, alike, ends, mix};

/// Letters in a seed: survives scanning errors (one in 40 letters) in three places of four.
const SEED: usize = 12;

/// One seed in so many is looked up, a power of two, chosen by its letters, so that both texts choose alike: of a run
/// of 20 letters at least one in nine cases of ten, and the run is then followed to both ends.
const SAMPLING: u64 = 4;

/// Places of one seed that are looked at: text that repeats itself more is followed only there.
const MOST_PLACES: usize = 4;

/// Letters of a run from which the seeds inside it are not looked up again: what else they could find are repeats.
const LONG_RUN: usize = 36;

/// Letters that a run is followed back from its first chosen seed.
const REACH: usize = 64;

/// Runs before this one among which the same run is looked for.
const RECENT: usize = 16;

/// Letters without match inside a chain, on the side that has more: a long sentence put in or cut. Where both sides
/// go on alone for longer than [`PIECE_GAP`], what follows is another chain.
const CHAIN_GAP: usize = 200;

/// Letters without match inside a piece, on either side: about seven words, a clause or a changed name.
const PIECE_GAP: usize = 36;

/// Difference of the two sides' gaps inside a piece: four words put in or left out.
const PIECE_SHIFT: usize = 20;

/// Runs before this one that a run may follow in a chain.
const LOOK_BACK: usize = 32;

/// Least letters of a piece (five words), once its chain or its pair is accepted.
const LEAST_PIECE: usize = 24;

/// Least equal letters of a chain: about ten words. Two independent reports of one event share shorter ones.
pub(super) const LEAST_CHAIN: usize = 45;

/// Least share of equal letters in a piece.
const LEAST_DENSITY: f32 = 0.6;

/// An aligned stretch, in letters of both sides.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Piece {
    /// Letters of the one side.
    pub(super) a: (usize, usize),
    /// Letters of the other.
    pub(super) b: (usize, usize),
    /// Equal letters.
    pub(super) equal: usize,
    /// Which chain it belongs to.
    pub(super) chain: usize,
}

impl Piece {
    /// Share of equal letters.
    pub(super) fn similarity(&self) -> f32 {
        let longer = (self.a.1 - self.a.0).max(self.b.1 - self.b.0);
        (self.equal as f32 / longer.max(1) as f32).min(1.0)
    }
}

/// A run of equal letters.
#[derive(Debug, Clone, Copy)]
struct Run {
    a: usize,
    b: usize,
    len: usize,
}

/// A chosen seed of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seed {
    hash: u32,
    at: u32,
}

/// The chosen seeds of a text, in order.
pub(super) fn seeds(folded: &Folded) -> Vec<Seed> {
    let mut out = Vec::with_capacity(folded.len() / SAMPLING as usize + 8);
    for (at, seed) in folded.letters.windows(SEED).enumerate() {
        let hash = mix(ends(seed));
        if hash & (SAMPLING - 1) == 0 {
            out.push(Seed { hash: (hash >> 32) as u32, at: at as u32 });
        }
    }
    out
}

/// A text made ready to be aligned with others.
pub(super) struct Target<'t> {
    folded: &'t Folded,
    /// Open addressing: start of a seed + 1, 0 for free.
    slots: Vec<u32>,
    /// Bits of a hash that do not tell its slot.
    shift: u32,
}

impl<'t> Target<'t> {
    /// Tables the seeds of a text.
    pub(super) fn new(folded: &'t Folded, seeds: &[Seed]) -> Self {
        let size = (seeds.len() * 2).next_power_of_two().max(16);
        let mut target = Self { folded, slots: vec![0; size], shift: u32::BITS - size.trailing_zeros() };
        seeds.iter().for_each(|seed| target.insert(*seed));
        target
    }

    fn insert(&mut self, seed: Seed) {
        let (mask, at) = (self.slots.len() - 1, seed.at as usize);
        let letters = &self.folded.letters[at..at + SEED];
        let mut slot = (seed.hash >> self.shift) as usize;
        let mut same = 0;
        while self.slots[slot] != 0 {
            let there = self.slots[slot] as usize - 1;
            same += usize::from(self.folded.letters[there..there + SEED] == *letters);
            if same >= MOST_PLACES {
                return;
            }
            slot = (slot + 1) & mask;
        }
        self.slots[slot] = seed.at + 1;
    }

    /// The stretches that `a` shares with this text (side `b` of the pieces), in the order of `a`.
    pub(super) fn align(&self, a: &Folded, seeds: &[Seed]) -> Vec<Piece> {
        if a.letters == self.folded.letters {
            let whole = (0, a.len());
            return if a.len() == 0 {
                Vec::new()
            } else {
                vec![Piece { a: whole, b: whole, equal: a.len(), chain: 0 }]
            };
        }
        let mut pieces = Vec::new();
        let mut number = 0;
        each_chain(&self.runs(a, seeds), |chain| {
            pieces_of(chain, number, a, self.folded, &mut pieces);
            number += 1;
        });
        pieces.sort_by_key(|piece| (piece.a, piece.b));
        drop_covered(pieces)
    }

    /// Runs of equal letters that cannot be made longer, in the order of `a`.
    fn runs(&self, a: &Folded, seeds: &[Seed]) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        let mut from = 0;
        for seed in seeds {
            if seed.at as usize >= from {
                let longest = self.runs_through(a, *seed, &mut runs);
                from = longest.filter(|run| run.len >= LONG_RUN).map_or(from, |run| run.a + run.len + 1 - SEED);
            }
        }
        runs.sort_unstable_by_key(|run| (run.a, run.b));
        runs.dedup_by_key(|run| (run.a, run.b));
        runs
    }

    /// Takes in the runs that hold this seed and were not met before; gives the longest of them.
    fn runs_through(&self, a: &Folded, seed: Seed, runs: &mut Vec<Run>) -> Option<Run> {
        let (mask, at) = (self.slots.len() - 1, seed.at as usize);
        let (a, b) = (a.letters.as_slice(), self.folded.letters.as_slice());
        let mut longest: Option<Run> = None;
        let mut slot = (seed.hash >> self.shift) as usize;
        while self.slots[slot] != 0 {
            let there = self.slots[slot] as usize - 1;
            slot = (slot + 1) & mask;
            let is_known = |run: &Run| run.a + there == run.b + at && at < run.a + run.len;
            if a[at..at + SEED] != b[there..there + SEED] || runs.iter().rev().take(RECENT).any(is_known) {
                continue;
            }
            let before = alike_before(&a[at.saturating_sub(REACH)..at], &b[..there]);
            let len = before + SEED + alike(&a[at + SEED..], &b[there + SEED..]);
            let run = Run { a: at - before, b: there - before, len };
            runs.push(run);
            longest = longest.filter(|other| other.len >= run.len).or(Some(run));
        }
        longest
    }
}

/// How many letters two runs have in common before their ends.
fn alike_before(a: &[u8], b: &[u8]) -> usize {
    a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count()
}

/// Visits the chains of runs in step on both sides, best first; each run is in at most one. Those too short to give a
/// piece are left out.
fn each_chain(runs: &[Run], mut visit: impl FnMut(&[Run])) {
    let (score, before) = link(runs);
    let mut by_score: Vec<usize> = (0..runs.len()).collect();
    by_score.sort_by_key(|&run| (std::cmp::Reverse(score[run]), run));
    let mut used = vec![false; runs.len()];
    let mut chain = Vec::new();
    for last in by_score {
        let mut next = Some(last);
        while let Some(run) = next.filter(|&run| !used[run]) {
            used[run] = true;
            chain.push(runs[run]);
            next = before[run];
        }
        if chain.iter().map(|run| run.len).sum::<usize>() >= SEED * 2 {
            chain.reverse();
            visit(&chain);
        }
        chain.clear();
    }
}

/// The best score of a chain that ends in each run, and the run before it.
fn link(runs: &[Run]) -> (Vec<i64>, Vec<Option<usize>>) {
    let mut score: Vec<i64> = Vec::with_capacity(runs.len());
    let mut before = Vec::with_capacity(runs.len());
    for (here, run) in runs.iter().enumerate() {
        let own = run.len as i64 * 10;
        let mut best = (own, None);
        for earlier in (here.saturating_sub(LOOK_BACK)..here).rev() {
            let Some(cost) = step_cost(runs[earlier], *run) else { continue };
            let linked = score[earlier] + own - cost;
            if linked > best.0 {
                best = (linked, Some(earlier));
            }
        }
        score.push(best.0);
        before.push(best.1);
    }
    (score, before)
}

/// What it costs to go on from one run to another, in tenths of a letter; `None` where they are not in step.
fn step_cost(from: Run, to: Run) -> Option<i64> {
    if to.a <= from.a || to.b <= from.b {
        return None;
    }
    let gap_a = to.a as i64 - (from.a + from.len) as i64;
    let gap_b = to.b as i64 - (from.b + from.len) as i64;
    let (less, more) = (gap_a.min(gap_b), gap_a.max(gap_b));
    let near = more <= CHAIN_GAP as i64 && less <= PIECE_GAP as i64;
    let apart = less >= -(from.len.min(to.len) as i64);
    (near && apart).then(|| more - less + more.max(0) / 4 - less.min(0) * 10)
}

/// Cuts a chain where one side goes on alone, and keeps the pieces that are dense enough.
fn pieces_of(chain: &[Run], number: usize, a: &Folded, b: &Folded, out: &mut Vec<Piece>) {
    let mut open: Option<Piece> = None;
    for run in chain {
        let (mut start_a, mut start_b, mut len) = (run.a, run.b, run.len);
        if let Some(piece) = &mut open {
            let overlap = piece.a.1.saturating_sub(start_a).max(piece.b.1.saturating_sub(start_b)).min(len);
            (start_a, start_b, len) = (start_a + overlap, start_b + overlap, len - overlap);
            let (gap_a, gap_b) = (start_a - piece.a.1, start_b - piece.b.1);
            if gap_a.max(gap_b) <= PIECE_GAP && gap_a.abs_diff(gap_b) <= PIECE_SHIFT {
                let gap = (&a.letters[piece.a.1..start_a], &b.letters[piece.b.1..start_b]);
                piece.a.1 = start_a + len;
                piece.b.1 = start_b + len;
                piece.equal += len + equal_in_gap(gap.0, gap.1);
                continue;
            }
        }
        let next = Piece { a: (start_a, start_a + len), b: (start_b, start_b + len), equal: len, chain: number };
        if let Some(done) = open.replace(next) {
            close(done, a, b, out);
        }
    }
    if let Some(done) = open {
        close(done, a, b, out);
    }
}

/// Letters that agree where two runs are spelt apart: from the front, and from the back. A run too short to hold a
/// chosen seed is found here.
fn equal_in_gap(a: &[u8], b: &[u8]) -> usize {
    let length = a.len().min(b.len());
    let front = a.iter().zip(b).filter(|(x, y)| x == y).count();
    let back = a.iter().rev().zip(b.iter().rev()).filter(|(x, y)| x == y).count();
    let best = front.max(back);
    if best * 2 >= length { best } else { 0 }
}

fn close(piece: Piece, a: &Folded, b: &Folded, out: &mut Vec<Piece>) {
    let piece = stretched(piece, a, b);
    if piece.equal >= LEAST_PIECE && piece.similarity() >= LEAST_DENSITY {
        out.push(piece);
    }
}

/// Steps over one spoilt letter (put in, left out, changed, doubled) on both sides.
const SLIPS: [(usize, usize); 6] = [(1, 1), (1, 0), (0, 1), (2, 1), (1, 2), (2, 2)];

/// Letters that must agree after a slip.
const AGREE: usize = 4;

/// Goes on past the ends of a piece over single spoilt letters, as scanning leaves them.
fn stretched(mut piece: Piece, a: &Folded, b: &Folded) -> Piece {
    let (after_a, after_b) = (&a.letters[piece.a.1..], &b.letters[piece.b.1..]);
    let (more_a, more_b, equal) = creep(after_a.iter(), after_b.iter());
    piece.a.1 += more_a;
    piece.b.1 += more_b;
    piece.equal += equal;
    let (before_a, before_b) = (&a.letters[..piece.a.0], &b.letters[..piece.b.0]);
    let (more_a, more_b, equal) = creep(before_a.iter().rev(), before_b.iter().rev());
    piece.a.0 -= more_a;
    piece.b.0 -= more_b;
    piece.equal += equal;
    piece
}

/// How far both go on alike, to about [`CHAIN_GAP`] letters, and how many letters are equal on the way.
fn creep<'l, I>(a: I, b: I) -> (usize, usize, usize)
where
    I: Iterator<Item = &'l u8> + Clone,
{
    let (mut a, mut b) = (a, b);
    let (mut far_a, mut far_b, mut equal) = (0, 0, 0);
    while far_a < CHAIN_GAP {
        let step = SLIPS.iter().find_map(|&(slip_a, slip_b)| {
            let ahead = a.clone().skip(slip_a).zip(b.clone().skip(slip_b)).take(CHAIN_GAP);
            let same = ahead.take_while(|(x, y)| x == y).count();
            (same >= AGREE).then_some((slip_a, slip_b, same))
        });
        let Some((slip_a, slip_b, same)) = step else { return (far_a, far_b, equal) };
        far_a += slip_a + same;
        far_b += slip_b + same;
        equal += same;
        a.nth(slip_a + same - 1);
        b.nth(slip_b + same - 1);
    }
    (far_a, far_b, equal)
}

/// Drops a piece whose letters another, longer piece of the same side has already: text that repeats itself.
fn drop_covered(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let covered = out.last().is_some_and(|last| {
            let shared = last.a.1.min(piece.a.1).saturating_sub(piece.a.0);
            shared * 2 > piece.a.1 - piece.a.0
        });
        if !covered {
            out.push(piece);
            continue;
        }
        if let Some(last) = out.last_mut().filter(|last| last.equal < piece.equal) {
            *last = piece;
        }
    }
    out
}
