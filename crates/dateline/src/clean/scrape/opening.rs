//! The head of a scraped text: what stands above the headline, the headline.

use rustc_hash::FxHashSet;

use super::cohesion::{each_stem, is_unspaced};
use super::line::Line;
use crate::clean::fold::word_hash;
use crate::clean::head::{byline, calendar};
use crate::clean::verdict::Verdict;
use crate::clean::{ParagraphKind, RemovedKind};

/// Lines from the top in which a headline is looked for.
const LOOKED_AT: usize = 14;

/// Words of a headline.
const TITLE_WORDS: std::ops::RangeInclusive<usize> = 3..=32;

/// Characters of a headline in scripts without blanks.
const TITLE_CHARS: std::ops::RangeInclusive<usize> = 7..=60;

/// Share of a headline's content words that come again below it. Section names and slogans share fewer.
const OWN_WORDS: f32 = 0.3;

/// A headline shares at least this many; a section's name can share one by chance.
const OWN_WORDS_LEAST: usize = 2;

/// Finds the headline, and drops it with all that stands above it.
pub(super) fn mark(lines: &[Line<'_>], verdicts: &mut [Verdict]) -> Option<usize> {
    let body = first_paragraph(lines, verdicts);
    let below: FxHashSet<u64> = lines[body..].iter().take(60).flat_map(|line| stems(line.text)).collect();
    let candidates: Vec<usize> =
        (0..body).filter(|at| verdicts[*at].is_open() && is_headline(&lines[*at])).take(LOOKED_AT).collect();
    let shares = |at: usize, words: usize| {
        let (shared, all) = own_words(lines[at].text, &below);
        shared >= words && shared as f32 >= OWN_WORDS * all as f32
    };
    let first = |words: usize| candidates.iter().copied().find(|at| shares(*at, words));
    let title = first(OWN_WORDS_LEAST).or_else(|| first(1)).or_else(|| candidates.first().copied())?;
    for verdict in &mut verdicts[..title] {
        if matches!(verdict, Verdict::Drop(RemovedKind::Widget, _)) {
            *verdict = Verdict::Drop(RemovedKind::Widget, "counter-above");
        }
        verdict.settle(Verdict::Drop(RemovedKind::Navigation, "above-headline"));
    }
    verdicts[title] = Verdict::Drop(RemovedKind::Furniture, "headline");
    mark_standfirst(&lines[..body], title, verdicts);
    for at in title + 1..body {
        if calendar::is_dated_line(lines[at].text) {
            verdicts[at].settle(Verdict::Drop(RemovedKind::Furniture, "dated-line"));
        } else if byline::is_byline(lines[at].text) {
            verdicts[at].settle(Verdict::Drop(RemovedKind::Furniture, "byline"));
        }
    }
    Some(title)
}

/// Words of a bulleted line that says something.
const POINT_WORDS: usize = 6;

/// A list right under the headline, above the first paragraph, is the standfirst.
fn mark_standfirst(head: &[Line<'_>], title: usize, verdicts: &mut [Verdict]) {
    for at in title + 1..head.len() {
        if head[at].bullet && head[at].words >= POINT_WORDS {
            verdicts[at].settle(Verdict::Keep(ParagraphKind::Deck));
        } else if !verdicts[at].is_dropped() {
            return;
        }
    }
}

fn first_paragraph(lines: &[Line<'_>], verdicts: &[Verdict]) -> usize {
    let is_body = |at: &usize| verdicts[*at].is_open() && lines[*at].is_paragraph() && !lines[*at].bullet;
    (0..lines.len()).find(is_body).unwrap_or(lines.len())
}

fn is_headline(line: &Line<'_>) -> bool {
    let full_stop = line.ends && !line.text.trim_end_matches(['"', '”', '’', '\'']).ends_with(['?', '!', '…']);
    let is_long_enough = TITLE_WORDS.contains(&line.words) || TITLE_CHARS.contains(&unspaced(line.text));
    let is_of_another_kind = || calendar::is_dated_line(line.text) || byline::is_byline(line.text);
    is_long_enough && !line.bullet && !full_stop && !is_of_another_kind()
}

/// Characters of scripts without blanks.
fn unspaced(text: &str) -> usize {
    text.chars().filter(|c| is_unspaced(*c)).count()
}

/// The word beginnings of a line that are about something.
fn stems(text: &str) -> Vec<u64> {
    let mut found = Vec::new();
    each_stem(text, &mut |stem| {
        if !stem.is_small {
            found.push(word_hash(stem.letters));
        }
    });
    found
}

/// How many of a line's stems stand below it, and how many it has.
fn own_words(text: &str, below: &FxHashSet<u64>) -> (usize, usize) {
    let words = stems(text);
    (words.iter().filter(|word| below.contains(*word)).count(), words.len())
}
