//! What a shared run is: copied words, one utterance quoted twice, a stock phrase, or a publisher's furniture.

use rustc_hash::FxHashSet;
use std::sync::LazyLock;
use xxhash_rust::xxh3::xxh3_64;

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
const QUOTED: f32 = 0.8;

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
    pub(super) pieces: &'r [&'r str],
    /// Its letters.
    pub(super) letters: usize,
    /// Share of it inside quotation marks, on the side that has less.
    pub(super) quoted: f32,
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
    if run.same_publisher && (run.unrelated)() {
        return (PassageKind::Furniture, format!("one publisher, {carriers} texts that otherwise differ"));
    }
    if carriers >= STOCK_CARRIERS && run.letters <= STOCK_LINE && (run.unrelated)() {
        let kind = if run.spread.one_publisher { PassageKind::Furniture } else { PassageKind::Formula };
        return (kind, format!("stands in {carriers} texts that otherwise differ"));
    }
    if run.quoted >= QUOTED {
        let share = (run.quoted * 100.0).round();
        return (PassageKind::SharedQuotation, format!("{share} % inside quotation marks on both sides"));
    }
    let content = content_words(run.pieces);
    match content {
        ..LEAST_CONTENT_WORDS => {
            (PassageKind::Formula, format!("{content} content words: such a run is written twice by chance"))
        }
        LEAST_CONTENT_WORDS..ENOUGH_CONTENT_WORDS => {
            (PassageKind::Copy, format!("{content} content words in step outside quotations"))
        }
        _ => (PassageKind::Copy, format!("{ENOUGH_CONTENT_WORDS} content words and more in step")),
    }
}

/// Words that carry matter, counted up to [`ENOUGH_CONTENT_WORDS`]: long enough, and not among the commonest. Names
/// count half, because whoever writes of a person, an office or a club writes the same name.
fn content_words(pieces: &[&str]) -> usize {
    let mut halves = 0;
    for piece in pieces {
        for sentence in piece.split_inclusive(['.', '\n', '。']) {
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

/// Whether two texts, less the runs that they share, tell of different things.
pub(super) fn are_unrelated(a: (&str, &[Span]), b: (&str, &[Span])) -> bool {
    let (a, b) = (topic_words(a.0, a.1), topic_words(b.0, b.1));
    let smaller = a.len().min(b.len());
    let shared = a.intersection(&b).count();
    smaller >= LEAST_TOPIC_WORDS && (shared as f32) < UNRELATED * smaller as f32
}

/// Hashes of the long words outside `runs`, which come in order.
fn topic_words(text: &str, runs: &[Span]) -> FxHashSet<u64> {
    let mut out = FxHashSet::default();
    let mut from = 0;
    for run in runs.iter().copied().chain([Span::new(text.len(), text.len())]) {
        let start = run.start as usize;
        let outside = text.get(from..start.max(from)).unwrap_or("");
        for word in outside.split(|c: char| !c.is_alphanumeric()) {
            if word.len() >= TOPIC_WORD {
                out.insert(xxh3_64(word.to_lowercase().as_bytes()));
            }
        }
        from = from.max(run.end as usize);
    }
    out
}
