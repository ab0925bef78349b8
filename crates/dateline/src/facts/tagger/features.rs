//! Features: what the model sees of a unit, as rows of its weight table.

use super::lexicon::Word;
use super::page::{Casing, Page, Run, Sentence};
use super::units::{Case, Unit};

/// Number of rows of the weight table: a power of two.
pub const ROWS: usize = 1 << 19;

/// Collects the rows of one unit.
struct Rows<'a>(&'a mut Vec<u32>);

impl Rows<'_> {
    fn add(&mut self, template: u32, a: u32, b: u32) {
        let wide = (u64::from(a) << 32 | u64::from(b)) ^ u64::from(template).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mixed = (wide ^ (wide >> 31)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        self.0.push((mixed >> 40) as u32 & (ROWS as u32 - 1));
    }
}

/// The casing that a unit would have in running text, as far as the page tells.
fn true_case(page: &Page, sentence: Sentence, at: usize) -> u32 {
    let unit = &page.units[at];
    let first = at == sentence.from as usize;
    let counts = page.cases.get(&unit.hash).copied().unwrap_or_default();
    let seen = match (counts.lower > 0, counts.capital > 0) {
        (false, false) => 0,
        (true, false) => 1,
        (false, true) => 2,
        (true, true) => 3,
    };
    unit.case as u32 | seen << 4 | u32::from(first) << 6 | (sentence.casing as u32) << 7
}

fn shape(unit: &Unit) -> u32 {
    unit.case as u32 | u32::from(unit.length.min(5)) << 4
}

/// Appends the rows of the unit `at` of a run.
pub fn static_rows(page: &Page, run: Run, at: usize, out: &mut Vec<u32>) {
    let sentence = page.sentences[run.sentence as usize];
    let mut rows = Rows(out);
    word_rows(page, sentence, at, &mut rows);
    cluster_rows(page, sentence, at, &mut rows);
    run_rows(page, sentence, at, &mut rows);
}

fn word_rows(page: &Page, sentence: Sentence, at: usize, rows: &mut Rows<'_>) {
    let near = |offset| page.near(sentence, at, offset).0;
    let (unit, before, after) = (near(0), near(-1), near(1));
    let case = true_case(page, sentence, at);
    let three = shape(before) << 16 | shape(after) << 8 | shape(unit);
    rows.add(1, unit.hash, 0);
    rows.add(2, before.hash, 0);
    rows.add(3, after.hash, 0);
    rows.add(4, near(-2).hash, 0);
    rows.add(5, near(2).hash, 0);
    rows.add(6, before.hash, unit.hash);
    rows.add(7, unit.hash, after.hash);
    rows.add(8, before.hash, after.hash);
    rows.add(9, near(-2).hash, before.hash);
    rows.add(10, after.hash, near(2).hash);
    rows.add(11, unit.hash, case);
    rows.add(12, case, u32::from(unit.length.min(6)));
    rows.add(13, three, sentence.casing as u32);
    rows.add(14, unit.head >> 8, unit.case as u32);
    rows.add(15, unit.head, 0);
    rows.add(16, unit.tail & 0xffff, unit.case as u32);
    rows.add(17, unit.tail & 0x00ff_ffff, 0);
    rows.add(18, unit.tail, 0);
    rows.add(19, before.hash, case);
    rows.add(20, after.hash, case);
    rows.add(21, before.case as u32 | (near(-2).case as u32) << 4 | u32::from(unit.glued) << 8, case);
    rows.add(23, near(-3).hash, 0);
    rows.add(24, near(3).hash, 0);
    rows.add(22, after.case as u32 | (near(2).case as u32) << 4 | u32::from(after.glued) << 8, case);
}

fn cluster_rows(page: &Page, sentence: Sentence, at: usize, rows: &mut Rows<'_>) {
    let near = |offset| page.near(sentence, at, offset).1;
    let words: [Word; 5] = [near(-2), near(-1), near(0), near(1), near(2)];
    for (place, word) in words.iter().enumerate() {
        rows.add(30 + place as u32, u32::from(word.cluster), 0);
    }
    let coarse = words.map(|word| u32::from(word.coarse()));
    let kinds = words.map(|word| u32::from(word.flags()));
    let likely = words.map(|word| u32::from(word.likelihoods()));
    rows.add(35, coarse[1] << 8 | coarse[3], coarse[2]);
    rows.add(36, u32::from(words[1].cluster), u32::from(words[2].cluster));
    rows.add(37, u32::from(words[2].cluster), u32::from(words[3].cluster));
    rows.add(38, kinds[1], kinds[2]);
    rows.add(39, kinds[2], kinds[3]);
    rows.add(40, kinds[2], page.units[at].case as u32);
    rows.add(41, likely[2] >> 4, u32::from(words[1].cluster));
    rows.add(42, likely[2] >> 4, u32::from(words[3].cluster));
    rows.add(46, likely[2], page.units[at].case as u32);
    rows.add(47, likely[1] >> 4, likely[2] >> 4);
    rows.add(48, likely[2] >> 4, likely[3] >> 4);
    rows.add(49, likely[2] >> 2, kinds[2]);
    let place = |offset: isize| {
        let there = at as isize + offset;
        let inside = there >= sentence.from as isize && there < sentence.to as isize;
        if inside { u32::from(page.places[there as usize]) } else { 0 }
    };
    rows.add(43, place(0), page.units[at].case as u32);
    rows.add(44, place(-1) << 16 | place(0) << 8 | place(1), 0);
    rows.add(45, place(0), page.near(sentence, at, -1).0.hash);
}

/// Features of the stretch of capitalised words that the unit stands in, or next to.
fn run_rows(page: &Page, sentence: Sentence, at: usize, rows: &mut Rows<'_>) {
    /// Stretches are followed no farther than this to either side.
    const REACH: usize = 6;
    let capital = |place: usize| page.units[place].is_capital();
    let low = at.saturating_sub(REACH).max(sentence.from as usize);
    let high = (at + REACH).min(sentence.to as usize);
    let from = (low..at).rev().take_while(|&place| capital(place)).last().unwrap_or(at);
    let to = (at + 1..high).take_while(|&place| capital(place)).last().unwrap_or(at) + 1;
    let position = (at - from) as u32 | ((to - at) as u32) << 4;
    let edge = |place: isize| page.near(sentence, at, place - at as isize);
    let (before, before_word) = edge(from as isize - 1);
    let (after, after_word) = edge(to as isize);
    let (first, last) = (&page.units[from], &page.units[to - 1]);
    let last_word = page.words[to - 1];
    rows.add(50, position, sentence.casing as u32);
    if sentence.casing != Casing::Normal {
        return;
    }
    rows.add(51, last.hash, position);
    rows.add(52, first.hash, position);
    rows.add(53, before.hash, position);
    rows.add(54, after.hash, position);
    rows.add(55, u32::from(before_word.cluster), u32::from(after_word.cluster));
    rows.add(56, u32::from(last_word.cluster), position);
    rows.add(57, u32::from(before_word.cluster), position);
    rows.add(58, u32::from(after_word.cluster), position);
    rows.add(59, u32::from(last_word.flags()), position);
    rows.add(61, u32::from(last_word.likelihoods() >> 4), position);
    // What is said of the name behind a comma: "Ruvia, the company behind the port".
    let (second, second_word) = edge(to as isize + 1);
    let (third, third_word) = edge(to as isize + 2);
    rows.add(64, after.hash, second.hash);
    rows.add(65, after.hash, third.hash);
    rows.add(66, u32::from(second_word.cluster), u32::from(third_word.cluster));
    let (second_before, second_before_word) = edge(from as isize - 2);
    rows.add(67, second_before.hash, before.hash);
    rows.add(68, u32::from(second_before_word.cluster), u32::from(before_word.cluster));
    let bracketed = before.tail as u8 == b'(' && after.tail as u8 == b')';
    let quoted = matches!(before.case, Case::Mark) && before.tail == after.tail;
    rows.add(60, u32::from(bracketed) | u32::from(quoted) << 1, shape(first));
}

/// Appends the rows that say what the page decided elsewhere about the word of a unit, see [`super::evidence`].
pub fn evidence_rows(page: &Page, at: usize, codes: [u32; 3], out: &mut Vec<u32>) {
    let mut rows = Rows(out);
    let case = page.units[at].case as u32;
    rows.add(70, codes[0], case);
    rows.add(71, codes[1], case);
    rows.add(72, codes[2], case);
    rows.add(73, codes[0] << 8 | codes[1], codes[2]);
}
