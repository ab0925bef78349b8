//! Days that a page shows: dated lines and `time` elements, those near the headline first.
//!
//! A line that says of its day that it is the one of publication goes before a day that says nothing, next to it, and
//! counts at a distance too. Never read: days in comments, and in pointers to other articles unless they stand right
//! under the headline.

use jiff::civil::Date;

use super::calendar::{self, FoundDay};
use super::date_words::{Said, said};
use crate::clean::html::features;
use crate::clean::verdict::Verdict;
use crate::clean::{DateBasis, RemovedKind};
use crate::intake::{Content, Page};

/// Blocks around the headline in which a dated line is the article's own.
const ABOVE: usize = 6;
const BELOW: usize = 14;

/// Blocks right over and under the headline in which a dated line is its own whatever its element is called.
const RIGHT_ABOVE: usize = 1;
const RIGHT_BELOW: usize = 6;

/// Blocks after the last paragraph that can still carry the article's date line.
const AFTER: usize = 20;

/// Blocks from the top of a page of which nothing is kept and no headline is known.
const TOP: usize = 40;

/// Bytes of a line that is a date with some words around it, and of one whose words say what its day is.
const LINE_MAX: usize = 120;
const TOLD_MAX: usize = 400;

/// Bytes of a line that is kept as text; of a dated opening.
const KEPT_MAX: usize = 60;
const OPENING: usize = 60;

/// Kept paragraphs of which one can open with the day: a standfirst or subhead may stand above it.
const OPENING_WITHIN: usize = 3;

/// Parts of labels of elements that hold the day of publication.
const LABELS: &[&str] = &["date", "publi", "posted", "datum", "fecha", "meta", "byline", "timestamp", "data-"];

/// Parts of labels of what an archive or a reader's tool puts around a page.
const FOREIGN: &[&str] = &["wm-ipp", "wm-toolbar"];
const FOREIGN_WITHIN: usize = 16;

/// How far a day can be trusted to be the article's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Trust {
    /// Near the headline.
    Near,
    /// The first paragraphs open with it.
    Opening,
    /// The line or its element says what it is.
    Told,
    /// Right above the first paragraph, where no headline is shown.
    OverText,
    /// A line that was removed as the article's byline, dateline or credit.
    Byline,
    /// A line of the article.
    Kept,
    /// A dated line between the top and the end.
    Somewhere,
    /// A day of change.
    Changed,
}

/// A day with where it was read.
pub(super) struct Shown<'p> {
    pub(super) day: Date,
    pub(super) value: &'p str,
    pub(super) basis: DateBasis,
    pub(super) field: &'p str,
    trust: Trust,
    said: Said,
    distance: usize,
}

/// How near to the article a block stands; `None` where its day is not the article's.
struct Place {
    trust: Trust,
    distance: usize,
}

/// A page, what was decided on its blocks, and where its article stands.
struct Around<'p> {
    page: &'p Page,
    verdicts: &'p [Verdict],
    month_first: bool,
    title: Option<usize>,
    /// The first kept block.
    first: Option<usize>,
    /// The block behind the last one that can carry the date line.
    end: usize,
}

/// The days around the headline, best first; where there is none, the best of the others.
pub(super) fn days<'p>(
    page: &'p Page,
    verdicts: &'p [Verdict],
    title: Option<usize>,
    month_first: bool,
) -> Vec<Shown<'p>> {
    if page.content == Content::Clean {
        return Vec::new();
    }
    let is_kept = |verdict: &Verdict| matches!(verdict, Verdict::Keep(_));
    let last = verdicts.iter().rposition(is_kept);
    let end = last.map_or(TOP, |last| last + AFTER).max(title.unwrap_or(0) + BELOW).min(page.blocks.len());
    let first = verdicts.iter().position(is_kept);
    let around = Around { page, verdicts, month_first, title, first, end };
    let mut found = around.times();
    found.extend((0..end).filter_map(|at| around.line(at)));
    found.extend(around.opening());
    found.sort_by_key(|shown| (shown.trust, shown.said != Said::Published, shown.distance));
    let near = found.iter().take_while(|shown| shown.trust == Trust::Near).count();
    found.truncate(near.max(1));
    found
}

impl<'p> Around<'p> {
    fn text(&self, at: usize) -> &'p str {
        self.page.blocks[at].span.of(self.page.text.as_str())
    }

    /// The day of a line, if the line is one that tells it.
    fn line(&self, at: usize) -> Option<Shown<'p>> {
        let text = self.text(at);
        if text.len() > TOLD_MAX || calendar::find_day(text, self.month_first).is_none() {
            return None;
        }
        let place = self.place(at)?;
        let shown = in_line(text, self.month_first, &place)?;
        let is_told = shown.said == Said::Published;
        let is_kept = matches!(self.verdicts.get(at), Some(Verdict::Keep(_)));
        let is_dated = || place.trust == Trust::Near || calendar::is_dated_line(text);
        let is_line = match place.trust {
            Trust::Somewhere => is_told || calendar::is_dated_line(text),
            _ if is_kept => text.len() <= KEPT_MAX && is_dated(),
            _ => is_told || text.len() <= LINE_MAX,
        };
        is_line.then_some(shown)
    }

    /// Where a block stands to the headline and the text.
    fn place(&self, at: usize) -> Option<Place> {
        let verdict = self.verdicts.get(at)?;
        if at >= self.end || matches!(verdict, Verdict::Drop(RemovedKind::Comment | RemovedKind::Repeat, _)) {
            return None;
        }
        let (above, below) = match self.title {
            Some(title) => (title.saturating_sub(at), at.saturating_sub(title)),
            None => (0, at),
        };
        let of_other = matches!(verdict, Verdict::Drop(RemovedKind::Teaser, _));
        let is_pointer = of_other && (self.title.is_none() || above > RIGHT_ABOVE || below > RIGHT_BELOW);
        if is_pointer || self.is_labelled(at, FOREIGN_WITHIN, FOREIGN) {
            return None;
        }
        let trust = match self.title {
            Some(_) if above <= ABOVE && below <= BELOW => Trust::Near,
            _ if above == 0 && self.is_labelled(at, 2, LABELS) => Trust::Told,
            None if self.first.map_or(at < TOP, |first| at < first && at + ABOVE >= first) => Trust::OverText,
            _ if matches!(verdict, Verdict::Drop(RemovedKind::Furniture, _)) => Trust::Byline,
            _ if matches!(verdict, Verdict::Keep(_)) && above == 0 => Trust::Kept,
            _ => Trust::Somewhere,
        };
        Some(Place { trust, distance: below + 2 * above })
    }

    /// Whether one of the innermost elements around a block has one of the words in its label.
    fn is_labelled(&self, at: usize, elements: usize, words: &[&str]) -> bool {
        let around = features::around(self.page, self.page.blocks[at].element).take(elements);
        let mut labels = around.map(|element| self.page.label(element));
        labels.any(|label| words.iter().any(|word| label.contains(word)))
    }

    /// The days of `time` elements, by the blocks that they stand in.
    fn times(&self) -> Vec<Shown<'p>> {
        let times = self.page.meta.iter().filter(|field| field.name == "time");
        let shown = times.filter_map(|field| {
            let after = self.page.blocks.partition_point(|block| block.span.start <= field.at);
            let inside = after.checked_sub(1).filter(|at| self.page.blocks[*at].span.end > field.at);
            let place = self.place(inside.unwrap_or(after))?;
            let day = calendar::stated_day(&field.value, self.month_first)?;
            let (value, basis) = (field.value.as_str(), DateBasis::Metadata);
            Some(Shown { value, basis, field: "time", ..place.shows(day) })
                .filter(|shown| shown.trust != Trust::Somewhere)
        });
        shown.collect()
    }

    /// The day that one of the first paragraphs opens with ("Northport, 3 May 2019. The ferry …").
    fn opening(&self) -> Option<Shown<'p>> {
        let kept = (self.first?..self.end).filter(|at| matches!(self.verdicts.get(*at), Some(Verdict::Keep(_))));
        kept.take(OPENING_WITHIN).find_map(|at| {
            let text = self.text(at);
            let to = (0..=OPENING.min(text.len())).rev().find(|to| text.is_char_boundary(*to))?;
            let head = &text[..to];
            let found = calendar::find_day(head, self.month_first).filter(|found| is_opening(text, *found))?;
            Some(Shown { field: head, ..Place { trust: Trust::Opening, distance: at }.shows(found.day) })
        })
    }
}

/// Whether only a place stands before the day, and a new sentence begins behind it.
fn is_opening(text: &str, found: FoundDay) -> bool {
    let before = text[..found.start].trim_end();
    let behind = text[found.end..].trim_start_matches(['.', ')', ':', ',', ' ', '–', '-', '\n']);
    let is_place = before.is_empty() || (before.ends_with([',', '(']) && before.split_whitespace().count() <= 3);
    is_place && !behind.starts_with(char::is_lowercase)
}

impl Place {
    fn shows<'p>(&self, day: Date) -> Shown<'p> {
        let (trust, distance) = (self.trust, self.distance);
        Shown { day, value: "", basis: DateBasis::Text, field: "", trust, said: Said::Nothing, distance }
    }
}

/// The day in a line; each part of it is read on its own ("Updated 3 May | Published 2 May").
fn in_line<'p>(text: &'p str, month_first: bool, place: &Place) -> Option<Shown<'p>> {
    let mut later = None;
    for part in text.split(['\n', '|', '•', '·']) {
        let Some(found) = calendar::find_day(part, month_first) else { continue };
        let shown = |trust, said| Shown { field: text, trust, said, ..place.shows(found.day) };
        match said(part, found.start, found.end) {
            Said::Other => later = later.or_else(|| Some(shown(Trust::Changed, Said::Other))),
            Said::Published => return Some(shown(place.trust.min(Trust::Told), Said::Published)),
            Said::Nothing => return Some(shown(place.trust, Said::Nothing)),
        }
    }
    later
}
