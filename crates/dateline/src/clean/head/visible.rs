//! Days that a page shows: dated lines and `time` elements, those near the headline first.
//!
//! Never read: days in comments, and in pointers to other articles unless they stand right under the headline.

use jiff::civil::Date;

use super::calendar;
use crate::clean::verdict::Verdict;
use crate::clean::{DateBasis, RemovedKind};
use crate::intake::{Content, Page};

/// Blocks around the headline in which a dated line is the article's own.
const ABOVE: usize = 6;
const BELOW: usize = 14;

/// Blocks right under the headline in which a dated line is its own whatever its element is called.
const RIGHT_BELOW: usize = 6;

/// Blocks from the top of a page without a visible headline, or of a scraped text.
const TOP: usize = 40;

/// Blocks after the last paragraph that can still carry the article's date line.
const AFTER: usize = 20;

/// Bytes of a line that is a date with some words around it; of one that is kept as text; of a dated opening.
const LINE_MAX: usize = 120;
const KEPT_MAX: usize = 60;
const OPENING: usize = 60;

/// Parts of labels of elements that hold the day of publication.
const LABELS: &[&str] = &["date", "publi", "posted", "datum", "fecha", "meta", "byline", "timestamp", "data-"];

/// Words before a day that is not the one of publication: of change, of rights, of a reader's account.
const OTHER_DAYS: &[&str] = &[
    "updat",
    "modif",
    "aktualis",
    "änderung",
    "geändert",
    "mis à jour",
    "mise à jour",
    "actualiz",
    "atualiz",
    "aggiorn",
    "güncel",
    "oppdatert",
    "uppdaterad",
    "opdateret",
    "bijgewerkt",
    "aktualiz",
    "обновл",
    "©",
    "copyright",
    "registriert",
    "registered",
    "joined",
    "member since",
    "next ",
    "nächste",
];

/// A day with where it was read.
pub(super) struct Shown<'p> {
    pub(super) day: Date,
    pub(super) value: &'p str,
    pub(super) basis: DateBasis,
    pub(super) field: &'p str,
    tier: u8,
    distance: usize,
}

/// How near to the article a block stands; `None` where its day is not the article's.
struct Place {
    tier: u8,
    distance: usize,
}

/// The days around the headline, best first; where there is none, the best of the others.
pub(super) fn days<'p>(
    page: &'p Page,
    verdicts: &[Verdict],
    title: Option<usize>,
    month_first: bool,
) -> Vec<Shown<'p>> {
    if page.content == Content::Clean {
        return Vec::new();
    }
    let last = verdicts.iter().rposition(|verdict| matches!(verdict, Verdict::Keep(_)));
    let end = last.map_or(TOP, |last| last + AFTER).max(title.unwrap_or(0) + BELOW);
    let place = |at: usize| place(page, verdicts.get(at)?, at, title, end);
    let mut found = times(page, month_first, &place);
    for (at, block) in page.blocks.iter().enumerate().take(end) {
        let text = block.span.of(page.text.as_str());
        if text.len() > LINE_MAX || calendar::find_day(text, month_first).is_none() {
            continue;
        }
        let Some(place) = place(at) else { continue };
        let is_kept = matches!(verdicts.get(at), Some(Verdict::Keep(_)));
        let is_dated = || place.tier == 0 || calendar::is_dated_line(text);
        if !is_kept || (text.len() <= KEPT_MAX && is_dated()) {
            found.extend(in_line(text, month_first, &place));
        }
    }
    found.extend(opening(page, verdicts, month_first));
    found.sort_by_key(|shown| (shown.tier, shown.distance));
    let sure = found.iter().take_while(|shown| shown.tier == 0).count();
    found.truncate(sure.max(1));
    found
}

/// Where a block stands to the headline and the text.
fn place(page: &Page, verdict: &Verdict, at: usize, title: Option<usize>, end: usize) -> Option<Place> {
    if at >= end || matches!(verdict, Verdict::Drop(RemovedKind::Comment | RemovedKind::Repeat, _)) {
        return None;
    }
    let of_other = matches!(verdict, Verdict::Drop(RemovedKind::Teaser, _));
    let (above, below) =
        (title.map_or(0, |title| title.saturating_sub(at)), title.map_or(at, |title| at.saturating_sub(title)));
    if of_other && (title.is_none() || above > 0 || below > RIGHT_BELOW) {
        return None;
    }
    let is_near = title.is_some() && above <= ABOVE && below <= BELOW;
    let element = page.blocks[at].element;
    let labels = [page.label(element), page.label(page.elements[element as usize].parent)];
    let is_labelled = LABELS.iter().any(|word| labels.iter().any(|label| label.contains(word)));
    let tier = match (is_near, is_labelled) {
        (true, _) => 0,
        (false, true) if above == 0 => 1,
        _ if title.is_none() && at < TOP => 2,
        _ if matches!(verdict, Verdict::Keep(_)) && above == 0 => 3,
        _ => return None,
    };
    Some(Place { tier, distance: below + 2 * above })
}

/// The day in a line; each part of it is read on its own ("Updated 3 May | Published 2 May").
fn in_line<'p>(text: &'p str, month_first: bool, place: &Place) -> Option<Shown<'p>> {
    let parts = text.split(['\n', '|', '•', '·']).map(str::trim);
    let mut later = None;
    for part in parts {
        let Some(found) = calendar::find_day(part, month_first) else { continue };
        let before = part.get(..found.start).unwrap_or_default().to_lowercase();
        let shown = |tier: u8| Shown {
            day: found.day,
            value: "",
            basis: DateBasis::Text,
            field: text,
            tier,
            distance: place.distance,
        };
        if !OTHER_DAYS.iter().any(|word| before.contains(word)) {
            return Some(shown(place.tier));
        }
        later = later.or_else(|| Some(shown(CHANGED)));
    }
    later
}

/// The tier of a day of change.
const CHANGED: u8 = 5;

/// The days of `time` elements, by the blocks that they stand in.
fn times<'p>(page: &'p Page, month_first: bool, place: &dyn Fn(usize) -> Option<Place>) -> Vec<Shown<'p>> {
    let times = page.meta.iter().filter(|field| field.name == "time");
    let shown = times.filter_map(|field| {
        let after = page.blocks.partition_point(|block| block.span.start <= field.at);
        let inside = after.checked_sub(1).filter(|at| page.blocks[*at].span.end > field.at);
        let place = place(inside.unwrap_or(after))?;
        let day = calendar::stated_day(&field.value, month_first)?;
        let (tier, distance) = (place.tier, place.distance);
        Some(Shown { day, value: field.value.as_str(), basis: DateBasis::Metadata, field: "time", tier, distance })
    });
    shown.collect()
}

/// The day that the first paragraph opens with ("Northport, 3 May 2019. The ferry …").
fn opening<'p>(page: &'p Page, verdicts: &[Verdict], month_first: bool) -> Option<Shown<'p>> {
    let first = verdicts.iter().position(|verdict| matches!(verdict, Verdict::Keep(_)))?;
    let text = page.blocks.get(first)?.span.of(page.text.as_str());
    let end = (0..=OPENING.min(text.len())).rev().find(|at| text.is_char_boundary(*at))?;
    let head = &text[..end];
    let found = calendar::find_day(head, month_first)?;
    let before = head[..found.start].trim_end();
    let is_place = before.is_empty() || (before.ends_with([',', '(']) && before.split_whitespace().count() <= 3);
    is_place.then_some(Shown { day: found.day, value: "", basis: DateBasis::Text, field: head, tier: 4, distance: 0 })
}
