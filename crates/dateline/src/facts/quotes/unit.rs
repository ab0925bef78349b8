//! The text as the reader of quotations sees it: words, stretches in marks as one piece each, and units: sentences
//! that no stretch in marks runs across.

use super::regions::Region;
use crate::facts::grammar::{Tag, Words};
use crate::lang::{CueTable, LangPack, WordSet};
use crate::text::{Span, TokenKind};

/// Words that a unit has at most, stretches in marks that run across the limit apart: readers walk a unit once for
/// each of its cues, and no sentence of the news is as long.
const LONGEST_UNIT: usize = 400;

/// Words of a town's name.
const LONGEST_TOWN: usize = 3;

/// A run of words that one statement fills.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unit {
    /// First word.
    pub first: usize,
    /// One past the last word.
    pub end: usize,
    /// Number of its paragraph.
    pub paragraph: usize,
    /// Whether it opens its paragraph.
    pub opens_paragraph: bool,
    /// Whether it is a line without a full stop that opens its paragraph, as a headline is.
    pub line: bool,
}

/// What all readers look at.
pub(super) struct Page<'a> {
    pub words: &'a Words<'a>,
    pub regions: &'a [Region],
    pub cues: &'a CueTable,
    /// Verbs of speech in every form, for languages without tags.
    pub verbs: &'a WordSet,
    /// For each word, the number of its region plus one; 0 outside.
    region_of: Vec<u32>,
    /// For each region, its first word and one past its last.
    region_words: Vec<(usize, usize)>,
}

impl<'a> Page<'a> {
    pub(super) fn new(words: &'a Words<'a>, regions: &'a [Region], pack: &'a LangPack) -> Self {
        let mut region_of = vec![0; words.len()];
        let mut region_words = Vec::with_capacity(regions.len());
        for (number, region) in regions.iter().enumerate() {
            let (first, end) = (words.at_byte(region.span.start), words.at_byte(region.span.end));
            for slot in region_of.iter_mut().take(end).skip(first) {
                *slot = number as u32 + 1;
            }
            region_words.push((first, end));
        }
        Self { words, regions, cues: &pack.cues, verbs: &pack.speech_verbs, region_of, region_words }
    }

    /// The region that word `at` lies in.
    pub(super) fn region(&self, at: usize) -> Option<usize> {
        self.region_of.get(at).and_then(|&number| (number > 0).then(|| number as usize - 1))
    }

    /// One past the last word of the region, or of the single word, at `at`.
    pub(super) fn next(&self, at: usize) -> usize {
        self.region(at).map_or(at + 1, |region| self.region_words[region].1.max(at + 1))
    }

    /// The first word behind the mark that opens a stretch at `at`; elsewhere the word at `at` itself.
    pub(super) fn first_inside(&self, at: usize) -> usize {
        let Some(region) = self.region(at) else { return at };
        self.words.at_byte(self.regions[region].inside.start)
    }

    /// First word and one past the last of a region.
    pub(super) fn words_of(&self, region: usize) -> (usize, usize) {
        self.region_words[region]
    }

    /// The units of all paragraphs.
    pub(super) fn units(&self, paragraphs: &[Span]) -> Vec<Unit> {
        let mut out: Vec<Unit> = Vec::new();
        let mut paragraph = 0;
        let mut first = 0;
        for at in 0..self.words.len() {
            let here = self.words.words[at];
            while paragraph + 1 < paragraphs.len() && here.span.start >= paragraphs[paragraph].end {
                paragraph += 1;
            }
            let next = self.words.words.get(at + 1);
            let paragraph_ends = next.is_none_or(|next| next.span.start >= paragraphs[paragraph].end);
            let sentence_ends = next.is_some_and(|next| next.sentence != here.sentence);
            let inside = self.region(at).is_some() && self.region(at) == self.region(at + 1);
            let too_long = at - first >= LONGEST_UNIT;
            if paragraph_ends || ((sentence_ends || too_long) && !inside) {
                let opens_paragraph = out.last().is_none_or(|last| last.paragraph != paragraph);
                let end = at + 1;
                let start = first.max(self.words.at_byte(paragraphs[paragraph].start)).min(at);
                let behind = self.behind_clock(start, end);
                let behind = if opens_paragraph { self.behind_town(behind, end) } else { behind };
                let line = opens_paragraph && !self.stops(end, paragraph);
                out.push(Unit { first: behind, end, paragraph, opens_paragraph, line });
                first = at + 1;
            }
        }
        out
    }

    /// Whether a full stop, past marks, ends what ends before word `end`; a headline at the top may ask or exclaim.
    fn stops(&self, end: usize, paragraph: usize) -> bool {
        let last = (0..end).rev().find(|&at| !matches!(self.low(at), "\"" | "'"));
        last.is_some_and(|at| self.low(at) == "." || (paragraph > 1 && matches!(self.low(at), "!" | "?")))
    }

    /// The first word behind the clock that opens a line of a live ticker ("14:32 Police say"), or `first`.
    fn behind_clock(&self, first: usize, end: usize) -> usize {
        let words = &self.words.words;
        let number = |at: usize| words.get(at).is_some_and(|word| word.kind == TokenKind::Number);
        let pair = number(first) && self.low(first + 1) == ":" && number(first + 2);
        let point = number(first) && self.low(first).split_once('.').is_some_and(|(_, minutes)| minutes.len() == 2);
        let past = match (pair, point) {
            (true, _) => first + 3,
            // "15.20: Five people": a point alone could be that of a price.
            (_, true) if matches!(self.low(first + 1), ":" | "-" | "–" | "—") => first + 1,
            _ => return first,
        };
        let past = past + usize::from(matches!(self.low(past), ":" | "-" | "–" | "—"));
        if past < end { past } else { first }
    }

    /// The first word behind a town in capitals and a colon ("LINDAU: Four people"), the date line of some countries,
    /// or `first`.
    fn behind_town(&self, first: usize, end: usize) -> usize {
        let shouted = |at: usize| {
            let raw = self.words.raw(at);
            raw.len() > 2 && raw.starts_with(char::is_uppercase) && !raw.contains(char::is_lowercase)
        };
        let colon = (first..end.min(first + LONGEST_TOWN + 1)).find(|&at| !shouted(at)).unwrap_or(first);
        let sentence = self.words.words.get(colon + 1).is_some_and(|_| self.region(colon + 1).is_none());
        let small = || (colon + 1..end).any(|at| self.words.raw(at).starts_with(char::is_lowercase));
        if colon > first && self.low(colon) == ":" && sentence && small() { colon + 1 } else { first }
    }

    /// Whether word `at` is a full stop, comma or other mark.
    pub(super) fn is_mark(&self, at: usize) -> bool {
        self.words.tag(at) == Tag::Other && !self.words.low(at).starts_with(char::is_alphanumeric)
    }

    /// Whether no blank stands before word `at`.
    pub(super) fn is_glued(&self, at: usize) -> bool {
        let words = &self.words.words;
        at > 0 && words.get(at).is_some_and(|word| words[at - 1].span.end == word.span.start)
    }

    pub(super) fn low(&self, at: usize) -> &str {
        self.words.low(at)
    }

    pub(super) fn tag(&self, at: usize) -> Tag {
        self.words.tag(at)
    }
}
