//! Quotations inside quotations, and those that a paragraph leaves open.

use super::cue::{FoundCue, cue_at};
use super::draft::Draft;
use super::regions::regions;
use super::unit::{Page, Unit};
use crate::lang::Frame;
use crate::text::Span;

/// Words between the marks of an inner quotation and its cue ("told me on the stairs, ‘").
const NEAR: usize = 8;
/// Words of an inner stretch: a single one in marks is a title or a scare quote.
const SHORTEST: usize = 2;

/// A stretch without a cue that the next paragraph goes on with has the speaker whom the text names there.
pub(super) fn name_left_open(page: &Page, drafts: &mut [Draft]) {
    for at in (1..drafts.len()).rev() {
        let (before, after) = drafts.split_at_mut(at);
        let (last, next) = (&mut before[at - 1], &after[0]);
        let open = page.region(last.content.1.saturating_sub(1)).filter(|&region| page.regions[region].continues);
        let goes_on = open.is_some_and(|region| page.region(next.content.0) == Some(region + 1));
        let told = next.cue.is_some() || next.rule == "quote.beside-name";
        if goes_on && last.cue.is_none() && told {
            last.speaker = next.speaker;
        }
    }
}

/// What somebody says, in marks of its own, inside the marks of a quotation ("“Lind told me, ‘Go,’” Ruiz said").
pub(super) fn inside(page: &Page, around: &Draft) -> Vec<Draft> {
    let mut out = Vec::new();
    let mut at = around.content.0;
    while at < around.content.1 && around.is_marked() {
        if let Some(region) = page.region(at) {
            out.extend(inside_stretch(page, around, page.regions[region].inside));
        }
        at = page.next(at);
    }
    out
}

fn inside_stretch(page: &Page, around: &Draft, stretch: Span) -> Vec<Draft> {
    let words = page.words;
    let (first, end) = (words.at_byte(stretch.start), words.at_byte(stretch.end));
    let unit = Unit { first, end, paragraph: around.paragraph, opens_paragraph: false, line: false };
    let inner = regions(words.text, std::iter::once(stretch));
    let drafts = inner.into_iter().filter_map(|region| {
        let content = (words.at_byte(region.span.start), words.at_byte(region.span.end));
        let spoken = (content.0..content.1).filter(|&at| !page.is_mark(at)).count() >= SHORTEST;
        let found = beside(page, unit, content).filter(|_| spoken)?;
        let mut draft = Draft::new(unit, content, found.speaker, Some((found.at, found.end)), "quote.nested");
        draft.chain = around.chain.iter().copied().chain(around.speaker).collect();
        draft.inner = Some(region.inside);
        Some(draft)
    });
    drafts.collect()
}

/// The cue before or behind an inner stretch, with its speaker.
fn beside<'a>(page: &Page<'a>, unit: Unit, content: (usize, usize)) -> Option<FoundCue<'a>> {
    let quotes = |at: usize| cue_at(page, unit, at).filter(|found| found.cue.takes(Frame::Quote));
    let ahead = (unit.first.max(content.0.saturating_sub(NEAR))..content.0).rev();
    let ahead = ahead.filter_map(quotes).find(|found| found.end <= content.0 && found.speaker.is_some());
    let behind = || {
        let mut cues = (content.1..unit.end.min(content.1 + NEAR)).filter_map(quotes);
        cues.find(|found| found.speaker.is_some_and(|speaker| speaker.0 >= content.1))
    };
    ahead.or_else(behind)
}
