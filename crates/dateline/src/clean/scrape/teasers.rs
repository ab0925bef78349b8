//! Pointers to other articles between two paragraphs that no blank line parts: a headline, and the blurb right under it.
//! Where a blank line stands between all lines, the model of `pairs` decides.

use rustc_hash::FxHashMap;

use super::cohesion::counts;
use super::line::Line;
use crate::clean::RemovedKind;
use crate::clean::fold::content_words;
use crate::clean::verdict::Verdict;

/// Share of a teaser's content words that the article uses elsewhere. Its own subheads and paragraphs share more.
const FOREIGN: f32 = 0.34;

/// Words of a headline.
const HEADLINE_WORDS: std::ops::RangeInclusive<usize> = 4..=24;

/// Decides on teasers below the headline.
pub(super) fn mark(lines: &[Line<'_>], title: Option<usize>, verdicts: &mut [Verdict]) {
    let first = title.map_or(0, |at| at + 1);
    if !is_spaced(lines) {
        return;
    }
    let uses = uses(lines, verdicts);
    let mut after_paragraph = false;
    for at in first..lines.len().saturating_sub(1) {
        let pair = &lines[at..=at + 1];
        let is_open = verdicts[at].is_open() && verdicts[at + 1].is_open();
        let is_pair = is_open && after_paragraph && is_pair(&pair[0], &pair[1]);
        if is_pair && share_used(pair, &uses) < FOREIGN {
            verdicts[at] = Verdict::Drop(RemovedKind::Teaser, "teaser-headline");
            verdicts[at + 1] = Verdict::Drop(RemovedKind::Teaser, "teaser-blurb");
        }
        after_paragraph |= pair[0].is_paragraph();
    }
}

/// A headline with a text right below it, no blank line between.
fn is_pair(headline: &Line<'_>, blurb: &Line<'_>) -> bool {
    let is_headline = HEADLINE_WORDS.contains(&headline.words) && !headline.ends && !headline.bullet;
    is_headline && headline.blanks_before > 0 && blurb.blanks_before == 0 && !blurb.bullet
}

/// Whether this scrape sets paragraphs apart by blank lines, so that lines without one belong together.
fn is_spaced(lines: &[Line<'_>]) -> bool {
    let paragraphs: Vec<&Line<'_>> = lines.iter().filter(|line| line.is_paragraph()).collect();
    let spaced = paragraphs.iter().filter(|line| line.blanks_before > 0).count();
    paragraphs.len() > 2 && spaced * 4 >= paragraphs.len() * 3
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
