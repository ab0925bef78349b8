//! What the line model sees of each line.

use rustc_hash::FxHashMap;

use super::line::Line;
use crate::clean::fold::{Words, content_words, words_only};
use crate::clean::model::{Lexicon, Rows, push_neighbours, since};
use crate::clean::shape::{SHAPE_WIDTH, Shape};
use crate::clean::verdict::Verdict;

/// Numbers that each neighbour adds, and how far neighbours are looked at.
const NEIGHBOUR_WIDTH: usize = 6;
const NEIGHBOURS: isize = 3;

const WIDTH: usize = SHAPE_WIDTH + 24 + SOFT.len() + 2 * NEIGHBOURS as usize * NEIGHBOUR_WIDTH;

/// Rules whose firing is a number of its own.
const SOFT: [&str; 9] = [
    "caption-alone",
    "caption-no-stop",
    "caption-credit",
    "label-twice",
    "related",
    "related-link",
    "counter-plain",
    "newsletter",
    "updated",
];

/// Columns of indent and blank lines that tell something; more tell no more.
const INDENT_MAX: usize = 8;
const BLANKS_MAX: usize = 3;

/// A line before its neighbours are looked at.
struct Seen {
    shape: Shape,
    bullet: f32,
    mean: f32,
    least: f32,
    greatest: f32,
    rule: f32,
    /// Share of its content words that stand in other lines too.
    shared: f32,
    repeats: f32,
    words: Vec<u32>,
}

/// The rows of a text's lines.
pub(in crate::clean) fn rows(lines: &[Line<'_>], grammar: &[Verdict], lexicon: &Lexicon) -> Rows {
    let seen = see(lines, grammar, lexicon);
    let count = lines.len() as f32;
    let total: f32 = seen.iter().map(|here| here.shape.words).sum::<f32>().max(1.0);
    let ended: f32 = seen.iter().filter(|here| here.shape.ends).map(|here| here.shape.words).sum();
    let mut rows = Rows::new(WIDTH);
    rows.values.reserve(WIDTH * lines.len());
    let mut before = 0.0;
    for (at, here) in seen.iter().enumerate() {
        let line = &lines[at];
        rows.values.extend_from_slice(here.shape.row());
        rows.values.extend([
            here.bullet,
            line.indent.min(INDENT_MAX) as f32,
            line.blanks_before.min(BLANKS_MAX) as f32,
            here.mean,
            here.least,
            here.greatest,
            here.rule,
            here.shared,
            here.repeats,
            at as f32 / count,
            (at as f32).min(60.0),
            (count - at as f32).min(60.0),
            before / total,
            count.ln(),
            total.ln(),
            ended / total,
            overlap(&seen, at, -1),
            overlap(&seen, at, 1),
            overlap(&seen, at, -2),
            overlap(&seen, at, 2),
            overlap_with_first(&seen, at),
            since(&seen, at, FAR, is_paragraph),
            to_paragraph(&seen, at),
            f32::from(line.blanks_before == 0 && at > 0),
        ]);
        rows.values.extend(SOFT.iter().map(|rule| f32::from(fired(grammar[at]) == Some(*rule))));
        push_neighbours(&seen, at, NEIGHBOURS, -2.0, neighbour, &mut rows.values);
        before += here.shape.words;
    }
    rows
}

fn see(lines: &[Line<'_>], grammar: &[Verdict], lexicon: &Lexicon) -> Vec<Seen> {
    let mut numbers: FxHashMap<String, u32> = FxHashMap::default();
    let mut in_lines: Vec<u32> = Vec::new();
    let mut repeats: FxHashMap<String, u32> = FxHashMap::default();
    let mut all_words = Vec::with_capacity(lines.len());
    for line in lines {
        let mut words: Vec<u32> = content_words(line.text)
            .map(|word| {
                let next = numbers.len() as u32;
                *numbers.entry(word).or_insert(next)
            })
            .collect();
        words.sort_unstable();
        words.dedup();
        in_lines.resize(numbers.len(), 0);
        words.iter().for_each(|word| in_lines[*word as usize] += 1);
        all_words.push(words);
        *repeats.entry(words_only(line.text)).or_insert(0) += 1;
    }
    let seen = |((line, words), verdict): ((&Line<'_>, Vec<u32>), Verdict)| {
        let weight = lexicon.weigh(&Words::of(line.text));
        let shared = words.iter().filter(|word| in_lines[**word as usize] > 1).count();
        Seen {
            shape: Shape::of(line.text),
            bullet: f32::from(line.bullet),
            mean: weight.mean(),
            least: weight.least,
            greatest: weight.greatest,
            rule: kind_number(verdict),
            shared: if words.is_empty() { -1.0 } else { shared as f32 / words.len() as f32 },
            repeats: repeats.get(&words_only(line.text)).copied().unwrap_or(0).min(9) as f32,
            words,
        }
    };
    lines.iter().zip(all_words).zip(grammar.iter().copied()).map(seen).collect()
}

/// What the grammars say a line is, as a number; 0 where they are silent.
fn kind_number(verdict: Verdict) -> f32 {
    match verdict {
        Verdict::Drop(kind, _) => 1.0 + kind as u8 as f32,
        _ => 0.0,
    }
}

fn fired(verdict: Verdict) -> Option<&'static str> {
    match verdict {
        Verdict::Drop(_, rule) => Some(rule),
        _ => None,
    }
}

/// Share of the line's content words that stand in the line `offset` away.
fn overlap(seen: &[Seen], at: usize, offset: isize) -> f32 {
    at.checked_add_signed(offset).and_then(|other| seen.get(other)).map_or(-1.0, |other| share(&seen[at], other))
}

/// Lines from the top of which the longest share counts: the headline is among them.
const FIRST: usize = 4;

fn overlap_with_first(seen: &[Seen], at: usize) -> f32 {
    let others = seen.iter().take(FIRST).enumerate().filter(|(other, _)| *other != at);
    others.map(|(_, other)| share(&seen[at], other)).fold(-1.0, f32::max)
}

/// Words of a line that are looked at for overlaps; a line of megabytes is no different from one of a page.
const WORDS_MAX: usize = 400;

fn share(line: &Seen, other: &Seen) -> f32 {
    if line.words.is_empty() {
        return -1.0;
    }
    let words = &line.words[..line.words.len().min(WORDS_MAX)];
    let found = words.iter().filter(|word| other.words.binary_search(word).is_ok()).count();
    found as f32 / words.len() as f32
}

fn is_paragraph(here: &Seen) -> bool {
    here.shape.words >= 12.0 && here.shape.ends
}

const FAR: usize = 20;

fn to_paragraph(seen: &[Seen], at: usize) -> f32 {
    seen[at + 1..].iter().take(FAR).position(is_paragraph).unwrap_or(FAR) as f32
}

fn neighbour(other: &Seen) -> [f32; NEIGHBOUR_WIDTH] {
    [other.shape.words.ln_1p(), f32::from(other.shape.ends), other.bullet, other.mean, other.rule, other.shared]
}
