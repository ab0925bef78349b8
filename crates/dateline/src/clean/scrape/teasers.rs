//! Pointers to other articles between two paragraphs: a headline, and the blurb under it.
//!
//! A pair is told by its words: what an article tells it tells in words that come again, and a pointer to another
//! article shares few of them (lexical cohesion, Halliday & Hasan 1976).

use rustc_hash::FxHashMap;

use super::line::Line;
use crate::clean::RemovedKind;
use crate::clean::fold::content_words;
use crate::clean::verdict::Verdict;

/// Share of a teaser's content words that the article uses elsewhere. Its own subheads and paragraphs share more.
const FOREIGN: f32 = 0.34;

/// Where no blank line ties the two together, they must share fewer words than this, and fewer than this part of what
/// the article's own paragraphs share. On the injected development scrapes this takes 641 of 1,088 pairs and 78 of
/// 60,221 lines of bodies; on news 127 pairs and 12 lines.
const FOREIGN_APART: f32 = 0.3;
const FOREIGN_BESIDE: f32 = 0.55;

/// Paragraphs from which an article's own cohesion is known, and stems from which a pair's is.
const PARAGRAPHS: usize = 6;
const STEMS: usize = 8;

/// Words of a headline; where a blurb stands right below it, it may be longer.
const HEADLINE_WORDS: std::ops::RangeInclusive<usize> = 4..=24;
const HEADLINE_APART: usize = 18;

/// Decides on teasers below the headline.
pub(super) fn mark(lines: &[Line<'_>], title: Option<usize>, verdicts: &mut [Verdict]) {
    let first = title.map_or(0, |at| at + 1);
    let spaced = is_spaced(lines);
    let uses = uses(lines, verdicts);
    let cohesion = Cohesion::of(lines, verdicts);
    let mut after_paragraph = false;
    for at in first..lines.len().saturating_sub(1) {
        let pair = &lines[at..=at + 1];
        let is_open = verdicts[at].is_open() && verdicts[at + 1].is_open();
        if is_open && after_paragraph && HEADLINE_WORDS.contains(&pair[0].words) {
            let is_blurb = spaced && is_pair(&pair[0], &pair[1]) && share_used(pair, &uses) < FOREIGN;
            if is_blurb || (is_headed(pair) && cohesion.is_foreign(at)) {
                verdicts[at] = Verdict::Drop(RemovedKind::Teaser, "teaser-headline");
                verdicts[at + 1] = Verdict::Drop(RemovedKind::Teaser, "teaser-blurb");
            }
        }
        after_paragraph |= pair[0].is_paragraph();
    }
}

/// A headline with a text right below it, no blank line between.
fn is_pair(headline: &Line<'_>, blurb: &Line<'_>) -> bool {
    let is_headline = !headline.ends && !headline.bullet;
    is_headline && headline.blanks_before > 0 && blurb.blanks_before == 0 && !blurb.bullet
}

/// A headline with a finished text somewhere below it.
fn is_headed(pair: &[Line<'_>]) -> bool {
    let is_headline = !pair[0].bullet && !pair[0].text.ends_with(['.', '。', ':', ';', ',']);
    is_headline && pair[0].words <= HEADLINE_APART && pair[1].ends && pair[1].words > *HEADLINE_WORDS.start()
}

/// Whether this scrape sets paragraphs apart by blank lines, so that lines without one belong together.
fn is_spaced(lines: &[Line<'_>]) -> bool {
    let paragraphs: Vec<&Line<'_>> = lines.iter().filter(|line| line.is_paragraph()).collect();
    let spaced = paragraphs.iter().filter(|line| line.blanks_before > 0).count();
    paragraphs.len() > 2 && spaced * 4 >= paragraphs.len() * 3
}

/// Whether a line counts for what the article is about: it is open, or its headline.
fn counts(verdict: Verdict) -> bool {
    !verdict.is_dropped() || verdict == Verdict::Drop(RemovedKind::Furniture, "headline")
}

/// Which stems stand in which lines: what the lines of a text have in common.
struct Cohesion {
    /// Stems of each line, sorted.
    stems: Vec<Vec<u32>>,
    /// In how many lines each stem stands.
    lines_with: Vec<u32>,
    /// Median share of the article's paragraphs; nothing where there are too few to tell.
    typical: Option<f32>,
}

impl Cohesion {
    fn of(lines: &[Line<'_>], verdicts: &[Verdict]) -> Self {
        let mut numbers: FxHashMap<String, u32> = FxHashMap::default();
        let mut stems = Vec::with_capacity(lines.len());
        let mut lines_with = Vec::new();
        for (line, verdict) in lines.iter().zip(verdicts) {
            let mut own: Vec<u32> = Vec::new();
            if counts(*verdict) {
                own.extend(stems_of(line.text).map(|stem| {
                    let next = numbers.len() as u32;
                    *numbers.entry(stem).or_insert(next)
                }));
                own.sort_unstable();
                own.dedup();
            }
            lines_with.resize(numbers.len(), 0);
            own.iter().for_each(|stem| lines_with[*stem as usize] += 1);
            stems.push(own);
        }
        let mut cohesion = Self { stems, lines_with, typical: None };
        let paragraphs = (0..lines.len()).filter(|at| verdicts[*at].is_open() && lines[*at].is_paragraph());
        let mut shares: Vec<f32> = paragraphs.filter_map(|at| cohesion.share(at, at)).collect();
        shares.sort_by(f32::total_cmp);
        cohesion.typical = (shares.len() >= PARAGRAPHS).then(|| shares[shares.len() / 2]);
        cohesion
    }

    /// Share of the stems of two lines (or of one, named twice) that stand in other lines too.
    fn share(&self, a: usize, b: usize) -> Option<f32> {
        let (first, second) = (&self.stems[a], if a == b { &[][..] } else { &self.stems[b] });
        let both = second.iter().filter(|stem| first.binary_search(stem).is_ok()).count();
        let in_second = |stem: &u32| u32::from(second.binary_search(stem).is_ok());
        let used_first = first.iter().filter(|stem| self.lines_with[**stem as usize] > 1 + in_second(stem)).count();
        let only_second = second.iter().filter(|stem| first.binary_search(stem).is_err());
        let used_second = only_second.filter(|stem| self.lines_with[**stem as usize] > 1).count();
        let all = first.len() + second.len() - both;
        (all > 0).then(|| (used_first + used_second) as f32 / all as f32)
    }

    /// Whether a line and the one below it have little to do with the rest.
    fn is_foreign(&self, at: usize) -> bool {
        let (Some(typical), Some(share)) = (self.typical, self.share(at, at + 1)) else { return false };
        let enough = self.stems[at].len() + self.stems[at + 1].len() >= STEMS;
        enough && share < FOREIGN_APART && share < FOREIGN_BESIDE * typical
    }
}

/// Letters of a word that is about something, and letters that inflection leaves alone.
const WORD_LETTERS: usize = 5;
const STEM_LETTERS: usize = 6;

/// Beginnings of the longer words of a line.
fn stems_of(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().nth(WORD_LETTERS - 1).is_some());
    words.map(|word| word.chars().take(STEM_LETTERS).flat_map(char::to_lowercase).collect())
}

/// In how many lines each content word stands.
fn uses(lines: &[Line<'_>], verdicts: &[Verdict]) -> FxHashMap<String, usize> {
    let mut uses = FxHashMap::default();
    for (line, verdict) in lines.iter().zip(verdicts) {
        if !counts(*verdict) {
            continue;
        }
        let mut words: Vec<String> = content_words(line.text).collect();
        words.sort_unstable();
        words.dedup();
        for word in words {
            *uses.entry(word).or_insert(0) += 1;
        }
    }
    uses
}

/// Share of the content words of some lines that also stand in other lines.
fn share_used(pair: &[Line<'_>], uses: &FxHashMap<String, usize>) -> f32 {
    let mut inside: FxHashMap<String, usize> = FxHashMap::default();
    for line in pair {
        let mut words: Vec<String> = content_words(line.text).collect();
        words.sort_unstable();
        words.dedup();
        for word in words {
            *inside.entry(word).or_insert(0) += 1;
        }
    }
    let used = inside.iter().filter(|(word, count)| uses.get(*word).copied().unwrap_or(0) > **count).count();
    used as f32 / inside.len().max(1) as f32
}
