//! A page cut into units, with all that the features read of it before anything is decided.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::lexicon::{LEXICON, Word};
use super::units::{Case, Unit, units};
use crate::facts::lists::{hashes, words};
use crate::facts::places;
use crate::text::Span;

/// How the capitals of a sentence are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Casing {
    /// Names have capitals, other words have not.
    Normal,
    /// Nearly every word has a capital: a headline.
    Headline,
    /// Nearly every letter is a capital.
    AllCaps,
    /// No word has a capital.
    NoCaps,
}

/// A sentence as a range of units.
#[derive(Debug, Clone, Copy)]
pub struct Sentence {
    /// First unit.
    pub from: u32,
    /// One past the last unit.
    pub to: u32,
    /// Its casing.
    pub casing: Casing,
}

/// A range of units that can hold names; what lies between runs cannot.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    /// First unit.
    pub from: u32,
    /// One past the last unit.
    pub to: u32,
    /// Number of its sentence.
    pub sentence: u32,
}

/// How often a word stands on the page in small letters, and with a capital where only names have one.
#[derive(Debug, Clone, Copy, Default)]
pub struct CaseCounts {
    /// In small letters.
    pub lower: u16,
    /// With a capital, inside a sentence of normal casing.
    pub capital: u16,
}

/// One or more texts that are read together (headline and body).
#[derive(Debug, Default)]
pub struct Page {
    /// All units in order.
    pub units: Vec<Unit>,
    /// What the lexicon knows of each unit.
    pub words: Vec<Word>,
    /// Part in a name of the gazetteer, see [`places::PhraseMark`].
    pub places: Vec<u8>,
    /// The sentences.
    pub sentences: Vec<Sentence>,
    /// The runs.
    pub runs: Vec<Run>,
    /// By word, how it is cased on the page.
    pub cases: FxHashMap<u32, CaseCounts>,
    /// For each text added, its first unit.
    pub parts: Vec<u32>,
}

/// Longest name of the gazetteer in units ("United Kingdom of Great Britain and Northern Ireland" has eight).
const LONGEST_PLACE: usize = 8;
/// A line of at least this share of capitalised words of four letters or more is a headline; running text with many
/// names stays below, because its verbs are small.
const HEADLINE_SHARE: f32 = 0.75;
/// Fewest long words that tell a headline.
const HEADLINE_WORDS: usize = 3;
/// Short small words that part two names and stand inside none ("NATO by Norland").
static PARTING: LazyLock<FxHashSet<u32>> = LazyLock::new(|| hashes(words("parting").iter().copied()));
/// Letters of the small part of a given name ("cheung").
const LONGEST_SYLLABLE: u8 = 6;
/// A page with fewer capitalised words than one in this many is typed without capitals: English prose has about one
/// in eight. Words all in capitals are shouted and tell nothing.
const NO_CAPS_RATE: usize = 50;
/// A page typed without capitals shouts at most one word in this many.
const SHOUTED_RATE: usize = 10;

impl Page {
    /// Adds a text and its sentences.
    pub fn add(&mut self, text: &str, sentences: &[Span]) {
        self.parts.push(self.units.len() as u32);
        for span in sentences {
            let from = self.units.len();
            units(text, span.start as usize, span.end as usize, &mut self.units);
            let to = self.units.len();
            let casing = casing(&self.units[from..to]);
            self.sentences.push(Sentence { from: from as u32, to: to as u32, casing });
        }
    }

    /// Looks everything up that the features ask for; to be called once, after the last text.
    pub fn prepare(&mut self) {
        self.words = self.units.iter().map(|unit| LEXICON.word(unit.hash)).collect();
        self.count_cases();
        self.mark_no_caps();
        self.places = vec![0; self.units.len()];
        for sentence in 0..self.sentences.len() {
            self.mark_places(sentence);
            self.find_runs(sentence);
        }
    }

    /// The unit at a signed offset from `at` inside its sentence.
    pub fn near(&self, sentence: Sentence, at: usize, offset: isize) -> (&Unit, Word) {
        let place = at as isize + offset;
        let inside = place >= sentence.from as isize && place < sentence.to as isize;
        if inside { (&self.units[place as usize], self.words[place as usize]) } else { (&Unit::EDGE, Word::UNKNOWN) }
    }

    /// Whether the page is typed without capitals.
    pub fn is_small(&self) -> bool {
        self.sentences.first().is_some_and(|sentence| sentence.casing == Casing::NoCaps)
    }

    fn count_cases(&mut self) {
        for sentence in self.sentences.iter().filter(|sentence| sentence.casing == Casing::Normal) {
            let inside = &self.units[sentence.from as usize..sentence.to as usize];
            for (at, unit) in inside.iter().enumerate() {
                if unit.case == Case::Lower {
                    let counts = self.cases.entry(unit.hash).or_default();
                    counts.lower = counts.lower.saturating_add(1);
                } else if at > 0 && unit.is_capital() {
                    let counts = self.cases.entry(unit.hash).or_default();
                    counts.capital = counts.capital.saturating_add(1);
                }
            }
        }
    }

    fn mark_no_caps(&mut self) {
        // "9.40pm" and the name of an account are written so everywhere.
        let account = |at: usize| at > 0 && matches!(self.units[at - 1].tail as u8, b'@' | b'#');
        let capital = |at: usize| {
            let unit = &self.units[at];
            unit.is_capital() && !matches!(unit.case, Case::Upper | Case::Code) && !account(at)
        };
        let capitals = (0..self.units.len()).filter(|&at| capital(at)).count();
        let letters = capitals + self.units.iter().filter(|unit| unit.case == Case::Lower).count();
        let shouted = self.units.iter().filter(|unit| unit.case == Case::Upper).count();
        if capitals * NO_CAPS_RATE < letters && shouted * SHOUTED_RATE <= letters {
            self.sentences.iter_mut().for_each(|sentence| sentence.casing = Casing::NoCaps);
        }
    }

    /// Marks the longest names of the gazetteer, from left to right.
    fn mark_places(&mut self, sentence: usize) {
        let Sentence { from, to, casing } = self.sentences[sentence];
        let (mut at, to) = (from as usize, to as usize);
        while at < to {
            let begins =
                self.units[at].is_capital() || (casing == Casing::NoCaps && self.units[at].case == Case::Lower);
            let found = if begins { self.longest_place(at, to) } else { None };
            let Some((end, mark)) = found else {
                at += 1;
                continue;
            };
            self.places[at] = mark;
            self.places[at + 1..end].fill(mark | places::PHRASE_INSIDE);
            at = end;
        }
    }

    fn longest_place(&self, at: usize, to: usize) -> Option<(usize, u8)> {
        let mut phrase = places::PhraseHash::new();
        let mut found = None;
        for end in at..to.min(at + LONGEST_PLACE) {
            let unit = &self.units[end];
            if unit.case == Case::Mark && !unit.glued {
                break;
            }
            if unit.case != Case::Mark {
                phrase.push(unit.hash);
                if let Some(mark) = places::phrase_mark(phrase.hash()) {
                    found = Some((end + 1, mark));
                } else if !places::phrase_goes_on(phrase.hash()) {
                    break;
                }
            }
        }
        found
    }

    fn find_runs(&mut self, number: usize) {
        let sentence = self.sentences[number];
        let (from, to) = (sentence.from as usize, sentence.to as usize);
        let mut at = from;
        while at < to {
            if !self.opens_run(sentence, at) {
                at += 1;
                continue;
            }
            let mut end = at + 1;
            while let Some(next) = self.run_goes_on(sentence, end) {
                end = next;
            }
            self.runs.push(Run { from: at as u32, to: end as u32, sentence: number as u32 });
            at = end;
        }
    }

    fn opens_run(&self, sentence: Sentence, at: usize) -> bool {
        let unit = &self.units[at];
        let next_is_capital =
            at + 1 < sentence.to as usize && self.units[at + 1].is_capital() && unit.case == Case::Digits;
        // "al-Rashid", "de Gaulle": a small particle can begin a name.
        let particle = unit.case == Case::Lower
            && unit.length <= 3
            && at + 2 < sentence.to as usize
            && self.units[at + 1].case == Case::Mark
            && self.units[at + 1].glued
            && self.units[at + 2].is_capital();
        let any_word = sentence.casing == Casing::NoCaps && unit.case != Case::Mark;
        // "US$ 40": a currency.
        let money = at + 1 < sentence.to as usize && self.units[at + 1].tail as u8 == b'$';
        !money && (unit.is_capital() || next_is_capital || particle || any_word)
    }

    /// Where the run that reaches up to `at` reaches next: over the unit itself or over small links between capitals.
    fn run_goes_on(&self, sentence: Sentence, at: usize) -> Option<usize> {
        let to = sentence.to as usize;
        if at >= to {
            return None;
        }
        let unit = &self.units[at];
        if self.opens_run(sentence, at) || unit.case == Case::Digits {
            return Some(at + 1);
        }
        if self.is_second_syllable(at, to) {
            return Some(at + 2);
        }
        (at..to.min(at + 3))
            .take_while(|&link| self.is_link(link))
            .map(|link| link + 1)
            .find(|&next| next < to && self.units[next].is_capital())
            .map(|next| next + 1)
    }

    /// Whether a hyphen with a short small word stands right behind a capital: "Han Min-seo", but "Ruiz-led" too, which
    /// is for the weights to tell apart.
    fn is_second_syllable(&self, at: usize, to: usize) -> bool {
        let hyphen = self.units[at].tail as u8 == b'-' && self.units[at].glued;
        let after = |next: &Unit| next.case == Case::Lower && next.glued && next.length <= LONGEST_SYLLABLE;
        hyphen && at > 0 && self.units[at - 1].is_capital() && at + 1 < to && after(&self.units[at + 1])
    }

    /// Small words and marks that can stand inside a name.
    fn is_link(&self, at: usize) -> bool {
        let unit = &self.units[at];
        let small_word = unit.case == Case::Lower && unit.length <= 3 && !PARTING.contains(&unit.hash);
        // A hyphen, an ampersand, an apostrophe, a slash, a full stop ("St. Petersburg").
        let small_mark = unit.case == Case::Mark && matches!(unit.tail as u8, b'-' | b'&' | b'\'' | b'/' | b'.');
        small_word || small_mark
    }
}

fn casing(units: &[Unit]) -> Casing {
    let long = units.iter().filter(|unit| unit.length >= 4 && !matches!(unit.case, Case::Mark | Case::Digits));
    let (mut words, mut capitals, mut upper) = (0, 0, 0);
    for unit in long {
        words += 1;
        capitals += usize::from(unit.is_capital());
        upper += usize::from(unit.case == Case::Upper);
    }
    if words < HEADLINE_WORDS {
        return Casing::Normal;
    }
    if upper as f32 >= HEADLINE_SHARE * words as f32 {
        Casing::AllCaps
    } else if capitals as f32 >= HEADLINE_SHARE * words as f32 {
        Casing::Headline
    } else {
        Casing::Normal
    }
}
