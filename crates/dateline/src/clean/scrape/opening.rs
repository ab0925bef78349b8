//! The head of a scraped text: what stands above the headline, the headline.

use rustc_hash::FxHashSet;

use super::line::Line;
use crate::clean::fold::content_words;
use crate::clean::head::calendar;
use crate::clean::verdict::Verdict;
use crate::clean::{ParagraphKind, RemovedKind};

/// Lines from the top in which a headline is looked for.
const LOOKED_AT: usize = 14;

/// Words of a headline.
const TITLE_WORDS: std::ops::RangeInclusive<usize> = 3..=32;

/// Share of a headline's content words that come again below it. Section names and slogans share fewer.
const OWN_WORDS: f32 = 0.3;

/// A headline shares at least this many; a section's name can share one by chance.
const OWN_WORDS_LEAST: usize = 2;

/// Finds the headline, and drops it with all that stands above it.
pub(super) fn mark(lines: &[Line<'_>], verdicts: &mut [Verdict]) -> Option<usize> {
    let body = first_paragraph(lines, verdicts);
    let below: FxHashSet<String> = lines[body..].iter().take(60).flat_map(|line| content_words(line.text)).collect();
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
    TITLE_WORDS.contains(&line.words) && !line.bullet && !full_stop
}

/// How many of a line's content words stand below it, and how many it has.
fn own_words(text: &str, below: &FxHashSet<String>) -> (usize, usize) {
    let words: Vec<String> = content_words(text).collect();
    (words.iter().filter(|word| below.contains(*word)).count(), words.len())
}
