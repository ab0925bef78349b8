//! [`Target::align`]: where two texts run alike.
//!
//! Exact runs of letters are found by a table of short grams, chained along diagonals (the best predecessor among the
//! last few, as read aligners do), and cut into pieces where one side has a stretch that the other lacks. A changed
//! name, a corrected spelling or a scanning error leaves the chain whole; an inserted clause cuts the pieces, not the
//! chain.

use super::fold::{Folded, each_gram, mix};

/// Letters in a seed: survives scanning errors (one in 40 letters) in three places of four.
const SEED: usize = 12;

/// Places of one seed that are looked at: text that repeats itself more is followed only there.
const MOST_PLACES: usize = 4;

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

/// A text made ready to be aligned with others.
pub(super) struct Target<'t> {
    folded: &'t Folded,
    /// Open addressing: start of a seed + 1, 0 for free.
    slots: Vec<u32>,
}

impl<'t> Target<'t> {
    /// Tables the seeds of a text.
    pub(super) fn new(folded: &'t Folded) -> Self {
        let size = (folded.len() * 2).next_power_of_two().max(16);
        let mut target = Self { folded, slots: vec![0; size] };
        each_gram::<SEED>(&folded.letters, |at, rolled| target.insert(at, rolled));
        target
    }

    fn insert(&mut self, at: usize, rolled: u64) {
        let mask = self.slots.len() - 1;
        let seed = &self.folded.letters[at..at + SEED];
        let mut slot = mix(rolled) as usize & mask;
        let mut same = 0;
        while self.slots[slot] != 0 {
            let there = self.slots[slot] as usize - 1;
            same += usize::from(self.folded.letters[there..there + SEED] == *seed);
            if same >= MOST_PLACES {
                return;
            }
            slot = (slot + 1) & mask;
        }
        self.slots[slot] = at as u32 + 1;
    }

    /// The stretches that `a` shares with this text (side `b` of the pieces), in the order of `a`.
    pub(super) fn align(&self, a: &Folded) -> Vec<Piece> {
        if a.letters == self.folded.letters {
            let whole = (0, a.len());
            return if a.len() == 0 {
                Vec::new()
            } else {
                vec![Piece { a: whole, b: whole, equal: a.len(), chain: 0 }]
            };
        }
        let runs = self.runs(a);
        let mut pieces = Vec::new();
        for (number, chain) in chains(&runs).iter().enumerate() {
            pieces_of(chain, number, a, self.folded, &mut pieces);
        }
        pieces.sort_by_key(|piece| (piece.a, piece.b));
        drop_covered(pieces)
    }

    /// Runs of equal letters that cannot be made longer, in the order of `a`.
    fn runs(&self, a: &Folded) -> Vec<Run> {
        let mask = self.slots.len() - 1;
        let b = &self.folded.letters;
        let mut runs = Vec::new();
        each_gram::<SEED>(&a.letters, |at, rolled| {
            let seed = &a.letters[at..at + SEED];
            let mut slot = mix(rolled) as usize & mask;
            while self.slots[slot] != 0 {
                let there = self.slots[slot] as usize - 1;
                slot = (slot + 1) & mask;
                if b[there..there + SEED] != *seed {
                    continue;
                }
                let inside = at > 0 && there > 0 && a.letters[at - 1] == b[there - 1];
                if !inside {
                    let len = a.letters[at..].iter().zip(&b[there..]).take_while(|(x, y)| x == y).count();
                    runs.push(Run { a: at, b: there, len });
                }
            }
        });
        runs
    }
}

/// Chains of runs in step on both sides, best first; each run is in at most one.
fn chains(runs: &[Run]) -> Vec<Vec<Run>> {
    let (score, before) = link(runs);
    let mut by_score: Vec<usize> = (0..runs.len()).collect();
    by_score.sort_by_key(|&run| (std::cmp::Reverse(score[run]), run));
    let mut used = vec![false; runs.len()];
    let mut out = Vec::new();
    for last in by_score {
        let mut chain = Vec::new();
        let mut next = Some(last);
        while let Some(run) = next.filter(|&run| !used[run]) {
            used[run] = true;
            chain.push(runs[run]);
            next = before[run];
        }
        if !chain.is_empty() {
            chain.reverse();
            out.push(chain);
        }
    }
    out
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
    let forward = to.a > from.a && to.b > from.b;
    if !forward {
        return None;
    }
    let gap_a = to.a as i64 - (from.a + from.len) as i64;
    let gap_b = to.b as i64 - (from.b + from.len) as i64;
    let near = gap_a.max(gap_b) <= CHAIN_GAP as i64 && gap_a.min(gap_b) <= PIECE_GAP as i64;
    let apart = gap_a.min(gap_b) >= -(from.len.min(to.len) as i64);
    let overlap = -gap_a.min(gap_b).min(0);
    (near && apart).then(|| (gap_a - gap_b).abs() + gap_a.max(gap_b).max(0) / 4 + overlap * 10)
}

/// Cuts a chain where one side goes on alone, and keeps the pieces that are dense enough.
fn pieces_of(chain: &[Run], number: usize, a: &Folded, b: &Folded, out: &mut Vec<Piece>) {
    let whole: usize = chain.iter().map(|run| run.len).sum();
    if whole < SEED * 2 {
        return;
    }
    let mut open: Option<Piece> = None;
    for run in chain {
        let (mut start_a, mut start_b, mut len) = (run.a, run.b, run.len);
        if let Some(piece) = &mut open {
            let overlap = piece.a.1.saturating_sub(start_a).max(piece.b.1.saturating_sub(start_b)).min(len);
            (start_a, start_b, len) = (start_a + overlap, start_b + overlap, len - overlap);
            let (gap_a, gap_b) = (start_a - piece.a.1, start_b - piece.b.1);
            if gap_a.max(gap_b) <= PIECE_GAP && gap_a.abs_diff(gap_b) <= PIECE_SHIFT {
                piece.a.1 = start_a + len;
                piece.b.1 = start_b + len;
                piece.equal += len;
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

/// How far both go on alike, and how many letters are equal on the way.
fn creep<'l, I>(a: I, b: I) -> (usize, usize, usize)
where
    I: Iterator<Item = &'l u8> + Clone,
{
    let (mut a, mut b) = (a, b);
    let (mut far_a, mut far_b, mut equal) = (0, 0, 0);
    loop {
        let step = SLIPS.iter().find_map(|&(slip_a, slip_b)| {
            let same = a.clone().skip(slip_a).zip(b.clone().skip(slip_b)).take_while(|(x, y)| x == y).count();
            (same >= AGREE).then_some((slip_a, slip_b, same))
        });
        let Some((slip_a, slip_b, same)) = step else { return (far_a, far_b, equal) };
        far_a += slip_a + same;
        far_b += slip_b + same;
        equal += same;
        a.nth(slip_a + same - 1);
        b.nth(slip_b + same - 1);
    }
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
