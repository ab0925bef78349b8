//! What a shared run is: copied words, one utterance quoted twice, a stock phrase, or a publisher's furniture.

use rustc_hash::FxHashSet;
use std::sync::LazyLock;
use xxhash_rust::xxh3::xxh3_64;

use super::quoted::{bytes_inside, outside};
use super::recurrence::Spread;
use super::trace::PassageKind;
use crate::text::{Span, TokenKind, tokens};

/// Content words from which a run is not written twice by chance. Eleven words of protocol language hold five or
/// six; a sentence of reporting of twenty words about twelve.
const LEAST_CONTENT_WORDS: usize = 8;

/// Content words that need no further counting.
const ENOUGH_CONTENT_WORDS: usize = 40;

/// Letters of a content word: shorter ones are mostly grammar in the alphabets of Europe.
const CONTENT_WORD: usize = 4;

/// Letters that speak for a content word where a script does not part its words.
const LETTERS_A_WORD: usize = 3;

/// Share of a run inside quotation marks, on both sides, from which it is one utterance quoted twice.
pub(super) const QUOTED: f32 = 0.8;

/// The same where what stands around the quotation carries too few words to be a copy.
const MOSTLY_QUOTED: f32 = 0.5;

/// Texts that carry a short run in different surroundings before it counts as anybody's stock text.
pub(super) const STOCK_CARRIERS: u32 = 4;

/// Letters of a stock line at most, where the publishers differ or are unknown.
const STOCK_LINE: usize = 150;

/// Words of four letters and more that any text holds, by language; written by us.
static COMMON_WORDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("../../data/reuse/common_words.txt").lines();
    lines.filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect()
});

/// What is known of a run when its kind is asked.
#[derive(Clone, Copy)]
pub(super) struct RunFacts<'r> {
    /// Its characters on one side, cut where the other side goes on alone.
    pub(super) pieces: &'r [Span],
    /// The text of that side: the one with less of the run in quotation marks.
    pub(super) text: &'r str,
    /// What that side has in quotation marks.
    pub(super) quotations: &'r [Span],
    /// Its letters.
    pub(super) letters: usize,
    /// How often it recurs in the heap.
    pub(super) spread: Spread,
    /// Whether one known publisher carries both sides.
    pub(super) same_publisher: bool,
    /// Asked whether the rest of the two texts has little in common.
    pub(super) unrelated: &'r dyn Fn() -> bool,
}

/// What a run is, and why.
pub(super) fn judge(run: &RunFacts) -> (PassageKind, String) {
    let carriers = run.spread.carriers;
    let repeats_a_line = run.spread.one_publisher && carriers >= STOCK_CARRIERS && run.letters <= STOCK_LINE;
    if run.same_publisher && (repeats_a_line || (run.unrelated)()) {
        return (PassageKind::Furniture, format!("one publisher's line, in {carriers} of its texts"));
    }
    if carriers >= STOCK_CARRIERS && run.letters <= STOCK_LINE && (run.unrelated)() {
        let kind = if run.spread.one_publisher { PassageKind::Furniture } else { PassageKind::Formula };
        return (kind, format!("stands in {carriers} texts that otherwise differ"));
    }
    let quoted = share_inside(run.pieces, run.quotations);
    let percent = (quoted * 100.0).round();
    if quoted >= QUOTED {
        return (PassageKind::SharedQuotation, format!("{percent} % inside quotation marks on both sides"));
    }
    let content = content_words(run.text, &outside(run.pieces, run.quotations));
    match content {
        ..LEAST_CONTENT_WORDS if quoted >= MOSTLY_QUOTED => (
            PassageKind::SharedQuotation,
            format!("{percent} % inside quotation marks on both sides, {content} content words around"),
        ),
        ..LEAST_CONTENT_WORDS => {
            (PassageKind::Formula, format!("{content} content words: such a run is written twice by chance"))
        }
        LEAST_CONTENT_WORDS..ENOUGH_CONTENT_WORDS => {
            (PassageKind::Copy, format!("{content} content words in step outside quotations"))
        }
        _ => (PassageKind::Copy, format!("{ENOUGH_CONTENT_WORDS} content words and more in step outside quotations")),
    }
}

/// Share of the bytes of `pieces` that lie in `quotations`.
pub(super) fn share_inside(pieces: &[Span], quotations: &[Span]) -> f32 {
    let all: usize = pieces.iter().map(|piece| piece.len()).sum();
    let inside: usize = pieces.iter().map(|&piece| bytes_inside(piece, quotations)).sum();
    inside as f32 / all.max(1) as f32
}

/// Words that carry matter, counted up to [`ENOUGH_CONTENT_WORDS`]: long enough, and not among the commonest. Names
/// count half, because whoever writes of a person, an office or a club writes the same name.
fn content_words(text: &str, pieces: &[Span]) -> usize {
    let mut halves = 0;
    for piece in pieces {
        for sentence in piece.of(text).split_inclusive(['.', '\n', '。']) {
            let words = tokens(sentence).into_iter().filter(|token| token.kind == TokenKind::Word);
            halves += words.map(|word| half_weight(word.span.of(sentence))).sum::<usize>();
            if halves >= 2 * ENOUGH_CONTENT_WORDS {
                return ENOUGH_CONTENT_WORDS;
            }
        }
    }
    halves / 2
}

/// Twice the weight of a word.
fn half_weight(word: &str) -> usize {
    let letters = word.chars().count();
    if letters > LETTERS_A_WORD && !word.chars().any(has_word_breaks) {
        return 2 * (letters / LETTERS_A_WORD);
    }
    if letters < CONTENT_WORD || COMMON_WORDS.contains(word.to_lowercase().as_str()) {
        return 0;
    }
    if word.starts_with(char::is_uppercase) { 1 } else { 2 }
}

/// Whether a letter belongs to a script that parts its words.
fn has_word_breaks(c: char) -> bool {
    !matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

/// Letters of the words that tell what a text is about.
const TOPIC_WORD: usize = 6;

/// Share of topic words outside the shared runs, of the smaller side, below which two texts tell of different
/// things. Unrelated pages share 2 to 8 %, pages of one event mostly 15 % and more.
const UNRELATED: f32 = 0.12;

/// Topic words outside the shared runs that the test needs on each side.
const LEAST_TOPIC_WORDS: usize = 20;

/// A long word of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct TopicWord {
    hash: u64,
    at: u32,
}

/// The long words of a text in their order.
pub(super) fn topic_words(text: &str) -> Vec<TopicWord> {
    let mut out = Vec::new();
    let mut at = 0;
    for word in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        if bare.len() >= TOPIC_WORD {
            out.push(TopicWord { hash: lower_hash(bare), at: at as u32 });
        }
        at += word.len();
    }
    out
}

fn lower_hash(word: &str) -> u64 {
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return xxh3_64(word.as_bytes());
    }
    xxh3_64(word.to_lowercase().as_bytes())
}

/// Whether two texts, less the runs that they share, tell of different things.
pub(super) fn are_unrelated(a: (&[TopicWord], &[Span]), b: (&[TopicWord], &[Span])) -> bool {
    let (a, b) = (topics(a.0, a.1), topics(b.0, b.1));
    let smaller = a.len().min(b.len());
    let shared = common(&a, &b);
    smaller >= LEAST_TOPIC_WORDS && (shared as f32) < UNRELATED * smaller as f32
}

/// The words outside `runs`, which come in order; each once, sorted.
fn topics(words: &[TopicWord], runs: &[Span]) -> Vec<u64> {
    let mut runs = runs.iter().peekable();
    let mut out = Vec::with_capacity(words.len());
    for word in words {
        while runs.next_if(|run| run.end <= word.at).is_some() {}
        if runs.peek().is_none_or(|run| word.at < run.start) {
            out.push(word.hash);
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// How many numbers two sorted lists have in common.
fn common(a: &[u64], b: &[u64]) -> usize {
    let (mut at_a, mut at_b, mut both) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(at_a), b.get(at_b)) {
        at_a += usize::from(x <= y);
        at_b += usize::from(y <= x);
        both += usize::from(x == y);
    }
    both
}
