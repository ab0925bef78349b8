//! What two articles share, run by run.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::align::{LEAST_CHAIN, Piece, Target};
use super::direction::direction_of;
use super::edits::Stretch;
use super::kind::{QUOTED, RunFacts, STOCK_CARRIERS, are_unrelated, judge, share_inside};
use super::prepared::Prepared;
use super::recurrence::{Recurrence, Spread};
use super::trace::{Passage, PassageKind, Side};
use crate::text::Span;

/// Share of the smaller text that has to be copied in runs of their own merit before its odd short runs, quotations
/// and formulas count as copied with the rest.
const COPIED_WITH_THE_REST: f32 = 0.3;

/// Share of the smaller text from which even runs that could be formulas are a copy of the page: a text of two
/// sentences has no room for more.
const MOSTLY_FORMULAS: f32 = 0.6;

/// The same where many texts carry the formulas, as they carry all of a short report with many reprints.
const ALL_BUT_FORMULAS: f32 = 0.8;

/// Letters that such a text has at least; shorter ones are messages of a site.
const LEAST_TEXT: usize = 80;

/// An article that several others are compared with.
pub(super) struct Host<'p> {
    side: &'p Prepared<'p>,
    target: Target<'p>,
    recurrence: &'p Recurrence,
}

/// A piece from word to word, with its characters.
#[derive(Clone, Copy)]
struct Placed {
    piece: Piece,
    a: Span,
    b: Span,
}

/// Pieces that belong together, with what they are.
struct Run {
    pieces: Vec<Stretch>,
    letters: usize,
    kind: PassageKind,
    /// Whether more texts carry it than a short report has reprints.
    is_stock: bool,
    basis: String,
}

impl<'p> Host<'p> {
    pub(super) fn new(side: &'p Prepared<'p>, recurrence: &'p Recurrence) -> Self {
        Self { side, target: Target::new(&side.folded, side.seeds()), recurrence }
    }

    /// What the host shares with another article, ordered by both sides.
    pub(super) fn compare(&self, other: &Prepared) -> Vec<Passage> {
        let pieces = self.target.align(&other.folded, other.seeds());
        let smaller = other.folded.len().min(self.side.folded.len());
        let mut runs = self.judged(other, &accepted(pieces, smaller));
        if runs.is_empty() {
            return Vec::new();
        }
        if are_at_large(&runs, smaller) {
            count_all_as_copied(&mut runs);
        } else {
            runs = runs.into_iter().flat_map(|run| run.less_quotations(other, self.side)).collect();
        }
        let copied = runs.iter().filter(|run| run.kind == PassageKind::Copy);
        let stretches: Vec<Stretch> = copied.flat_map(|run| run.pieces.iter().copied()).collect();
        let (direction, reason) = direction_of(other.article, self.side.article, &stretches);
        let mut out = Vec::new();
        for run in runs {
            let basis: Arc<str> = format!("{}; {reason}", run.basis).into();
            for (a, b, similarity) in run.pieces {
                let a = Side { article: other.number, span: a };
                let b = Side { article: self.side.number, span: b };
                let passage = Passage { a, b, similarity, kind: run.kind, direction, basis: Arc::clone(&basis) };
                out.push(if a.article < b.article { passage } else { passage.turned() });
            }
        }
        out.sort_by_key(|passage| (passage.a, passage.b));
        out
    }

    fn judged(&self, other: &Prepared, pieces: &[Piece]) -> Vec<Run> {
        let placed: Vec<Placed> = pieces
            .iter()
            .filter_map(|piece| {
                let piece = at_words(*piece, other, self.side)?;
                let (a, b) = spans(piece, other, self.side);
                Some(Placed { piece, a, b })
            })
            .collect();
        let around = Surroundings::new(other, self.side, &placed);
        let mut by_chain: BTreeMap<usize, Vec<Placed>> = BTreeMap::new();
        for piece in placed {
            by_chain.entry(piece.piece.chain).or_default().push(piece);
        }
        by_chain.values().map(|chain| self.judge_chain(chain, &around)).collect()
    }

    fn judge_chain(&self, placed: &[Placed], around: &Surroundings) -> Run {
        let letters = placed.iter().map(|placed| placed.piece.equal).sum();
        let spread = placed.iter().map(|placed| self.recurrence.spread(placed.piece.b.0, placed.piece.b.1));
        let spread = spread.fold(Spread { carriers: 0, one_publisher: true }, |whole, piece| Spread {
            carriers: whole.carriers.max(piece.carriers),
            one_publisher: whole.one_publisher && piece.one_publisher,
        });
        let of_a: Vec<Span> = placed.iter().map(|placed| placed.a).collect();
        let of_b: Vec<Span> = placed.iter().map(|placed| placed.b).collect();
        let (a, b) = (around.a, around.b);
        let a_quotes_less = share_inside(&of_a, a.quotations()) <= share_inside(&of_b, b.quotations());
        let (side, pieces) = if a_quotes_less { (a, of_a) } else { (b, of_b) };
        let run = RunFacts {
            pieces: &pieces,
            text: side.text(),
            quotations: side.quotations(),
            letters,
            spread,
            same_publisher: a.shares_publisher(b),
            unrelated: &|| around.are_unrelated(),
        };
        let (kind, basis) = judge(&run);
        let pieces = placed.iter().map(|placed| (placed.a, placed.b, placed.piece.similarity())).collect();
        Run { pieces, letters, kind, is_stock: spread.carriers >= STOCK_CARRIERS, basis }
    }
}

impl Run {
    /// A copied run, and apart from it those of its pieces that are quotations on both sides.
    fn less_quotations(self, a: &Prepared, b: &Prepared) -> Vec<Run> {
        if self.kind != PassageKind::Copy {
            return vec![self];
        }
        let quoted = |piece: &Stretch| {
            let (of_a, of_b) = (share_inside(&[piece.0], a.quotations()), share_inside(&[piece.1], b.quotations()));
            of_a.min(of_b) >= QUOTED
        };
        let (quotations, pieces): (Vec<_>, Vec<_>) = self.pieces.iter().copied().partition(quoted);
        let basis = "inside quotation marks on both sides, beside copied words".to_owned();
        let apart = Run { pieces: quotations, letters: 0, kind: PassageKind::SharedQuotation, is_stock: false, basis };
        [Run { pieces, ..self }, apart].into_iter().filter(|run| !run.pieces.is_empty()).collect()
    }
}

/// Whether so much is shared that the odd short runs, quotations and formulas count as copied with the rest.
fn are_at_large(runs: &[Run], smaller: usize) -> bool {
    let letters = |kind| -> usize { runs.iter().filter(|run| run.kind == kind).map(|run| run.letters).sum() };
    let rare = |run: &&Run| run.kind == PassageKind::Formula && !run.is_stock;
    let rare_formulas: usize = runs.iter().filter(rare).map(|run| run.letters).sum();
    let (copied, formulas) = (letters(PassageKind::Copy), letters(PassageKind::Formula));
    let is_share = |letters: usize, share: f32| letters as f32 >= share * smaller as f32;
    let mostly_formulas = is_share(copied + rare_formulas, MOSTLY_FORMULAS);
    let all_but_formulas = is_share(copied + formulas, ALL_BUT_FORMULAS);
    is_share(copied, COPIED_WITH_THE_REST) || (smaller >= LEAST_TEXT && (mostly_formulas || all_but_formulas))
}

fn count_all_as_copied(runs: &mut [Run]) {
    let others = |run: &&mut Run| !matches!(run.kind, PassageKind::Furniture | PassageKind::Copy);
    for run in runs.iter_mut().filter(others) {
        run.basis = format!("copied with the rest of the text; alone: {}", run.basis);
        run.kind = PassageKind::Copy;
    }
}

/// What stands around the shared runs.
struct Surroundings<'p> {
    a: &'p Prepared<'p>,
    b: &'p Prepared<'p>,
    runs: (Vec<Span>, Vec<Span>),
    unrelated: OnceCell<bool>,
}

impl<'p> Surroundings<'p> {
    fn new(a: &'p Prepared<'p>, b: &'p Prepared<'p>, placed: &[Placed]) -> Self {
        let of_a = placed.iter().map(|placed| placed.a).collect();
        let mut of_b: Vec<Span> = placed.iter().map(|placed| placed.b).collect();
        of_b.sort_unstable();
        Self { a, b, runs: (of_a, of_b), unrelated: OnceCell::new() }
    }

    /// Whether the rest of the two texts has little in common.
    fn are_unrelated(&self) -> bool {
        let ask = || are_unrelated((self.a.topics(), &self.runs.0), (self.b.topics(), &self.runs.1));
        *self.unrelated.get_or_init(ask)
    }
}

/// Share of equal letters that the pieces of a short chain need: independent reports of one event build like sentences from the
/// same names, and two thirds of their letters fall in step.
const DENSE: f32 = 0.8;

/// Equal letters from which the pieces of a chain need less than [`DENSE`]: some 40 words in step are no chance.
const LONG_CHAIN: usize = 200;

/// Pieces of chains long enough, and short ones too where the pair is a copy at large.
fn accepted(pieces: Vec<Piece>, smaller: usize) -> Vec<Piece> {
    let mut letters: BTreeMap<usize, usize> = BTreeMap::new();
    for piece in &pieces {
        *letters.entry(piece.chain).or_default() += piece.equal;
    }
    let is_long = |piece: &Piece| {
        let chain = letters[&piece.chain];
        chain >= LONG_CHAIN || (chain >= LEAST_CHAIN && piece.similarity() >= DENSE)
    };
    let long: Vec<bool> = pieces.iter().map(is_long).collect();
    let sure: usize = pieces.iter().zip(&long).filter(|(_, long)| **long).map(|(piece, _)| piece.equal).sum();
    let at_large = sure as f32 >= COPIED_WITH_THE_REST * smaller as f32;
    pieces.into_iter().zip(long).filter(|(_, long)| *long || at_large).map(|(piece, _)| piece).collect()
}

/// Letters of a broken word at the end of a piece that are taken in on both sides: a scanning error in the word.
const BROKEN_WORD: usize = 14;

/// The piece from word to word: a word broken on both sides is taken in, one broken on one side is left out.
fn at_words(piece: Piece, a: &Prepared, b: &Prepared) -> Option<Piece> {
    let starts = |x: usize, y: usize| (a.folded.starts_word(a.text(), x), b.folded.starts_word(b.text(), y));
    let (mut from_a, mut from_b) = (piece.a.0, piece.b.0);
    let (mut to_a, mut to_b) = (piece.a.1, piece.b.1);
    if starts(from_a, from_b) == (false, false) {
        let back = |side: &Prepared, from: usize| {
            (0..=from.min(BROKEN_WORD)).find(|&back| side.folded.starts_word(side.text(), from - back))
        };
        if let (Some(x), Some(y)) = (back(a, from_a), back(b, from_b)) {
            (from_a, from_b) = (from_a - x, from_b - y);
        }
    }
    if starts(to_a, to_b) == (false, false) {
        let on =
            |side: &Prepared, to: usize| (0..=BROKEN_WORD).find(|&on| side.folded.starts_word(side.text(), to + on));
        if let (Some(x), Some(y)) = (on(a, to_a), on(b, to_b)) {
            (to_a, to_b) = (to_a + x, to_b + y);
        }
    }
    while from_a < to_a && from_b < to_b && starts(from_a, from_b) != (true, true) {
        (from_a, from_b) = (from_a + 1, from_b + 1);
    }
    while from_a < to_a && from_b < to_b && starts(to_a, to_b) != (true, true) {
        (to_a, to_b) = (to_a - 1, to_b - 1);
    }
    let whole = from_a < to_a && from_b < to_b;
    whole.then_some(Piece { a: (from_a, to_a), b: (from_b, to_b), ..piece })
}

/// The characters of a piece on both sides, with the marks around that both have.
fn spans(piece: Piece, a: &Prepared, b: &Prepared) -> (Span, Span) {
    let mut span_a = a.folded.span(a.text(), piece.a.0, piece.a.1);
    let mut span_b = b.folded.span(b.text(), piece.b.0, piece.b.1);
    let (after_a, after_b) = (&a.text()[span_a.end as usize..], &b.text()[span_b.end as usize..]);
    let (more_a, more_b) = common_marks(after_a.chars(), after_b.chars());
    span_a.end += more_a;
    span_b.end += more_b;
    let (before_a, before_b) = (&a.text()[..span_a.start as usize], &b.text()[..span_b.start as usize]);
    let (more_a, more_b) = common_marks(before_a.chars().rev(), before_b.chars().rev());
    span_a.start -= more_a;
    span_b.start -= more_b;
    (span_a, span_b)
}

/// Marks looked at on either end of a piece.
const MOST_MARKS: usize = 6;

/// Bytes of the marks with which both go on, quotation marks aside: a copyist changes those.
fn common_marks(a: impl Iterator<Item = char>, b: impl Iterator<Item = char>) -> (u32, u32) {
    let marks = |side: &mut dyn Iterator<Item = char>| -> Vec<char> {
        side.take_while(|c| !c.is_alphanumeric() && !c.is_whitespace()).take(MOST_MARKS).collect()
    };
    let (mut a, mut b) = (a, b);
    let (a, b) = (marks(&mut a), marks(&mut b));
    let (mut taken_a, mut taken_b) = (0, 0);
    loop {
        let (next_a, next_b) = (past_quotes(&a, taken_a), past_quotes(&b, taken_b));
        match (a.get(next_a), b.get(next_b)) {
            (Some(x), Some(y)) if x == y => (taken_a, taken_b) = (next_a + 1, next_b + 1),
            (None, None) => (taken_a, taken_b) = (next_a, next_b),
            _ => {}
        }
        if (taken_a, taken_b) != (next_a + 1, next_b + 1) {
            break;
        }
    }
    let bytes = |marks: &[char]| marks.iter().map(|mark| mark.len_utf8() as u32).sum();
    (bytes(&a[..taken_a]), bytes(&b[..taken_b]))
}

/// The first place from `from` on that is no quotation mark.
fn past_quotes(marks: &[char], from: usize) -> usize {
    let is_quote = |c: &char| matches!(c, '"' | '\'' | '“' | '”' | '‘' | '’' | '«' | '»' | '„' | '`');
    from + marks[from..].iter().take_while(|c| is_quote(c)).count()
}
