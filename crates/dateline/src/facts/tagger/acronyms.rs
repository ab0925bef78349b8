//! Short names in brackets: what stands in capitals behind a long name, "Lakes Water Board (LWB)", names the same.

use rustc_hash::FxHashMap;

use super::labels::Label;
use super::page::Page;
use super::units::{Case, Unit};
use crate::facts::NameKind;

/// Units of a long name that are looked at for the letters of a short one.
const LONGEST: usize = 16;

/// Labels the short names of organisations and places: in their brackets, and wherever the page leaves them out or takes them for
/// something else.
pub(super) fn settle(page: &Page, labels: &mut [Label]) {
    let short: FxHashMap<u32, NameKind> =
        page.runs.iter().filter_map(|run| bracketed(page, labels, run.from as usize)).collect();
    if short.is_empty() {
        return;
    }
    for run in &page.runs {
        for at in run.from as usize..run.to as usize {
            let unit = &page.units[at];
            let alone = !labels[at].continues() && !labels.get(at + 1).is_some_and(|next| next.continues());
            if let Some(&kind) = short.get(&unit.hash).filter(|_| alone && is_short(unit.case)) {
                labels[at] = Label::begin(kind);
            }
        }
    }
}

fn is_short(case: Case) -> bool {
    matches!(case, Case::Upper | Case::Mixed | Case::Code)
}

/// The hash of the unit `at` if it stands in brackets behind an organisation whose initials it begins with, or behind a
/// place whose initials it is: an agency stands behind the town of a date line, too ("Lind (LNA)").
fn bracketed(page: &Page, labels: &[Label], at: usize) -> Option<(u32, NameKind)> {
    let mark = |at: usize, mark: u8| page.units.get(at).is_some_and(|unit| unit.tail as u8 == mark);
    let unit = &page.units[at];
    let end = at.checked_sub(1).filter(|&open| mark(open, b'(') && mark(at + 1, b')'))?;
    if !is_short(unit.case) || unit.length < 2 {
        return None;
    }
    let kind = labels[end.checked_sub(1)?].kind()?;
    let long = (end.saturating_sub(LONGEST)..end).rev();
    let inside = long.take_while(|&at| labels[at].kind() == Some(kind)).filter(|&at| page.units[at].is_capital());
    let fits = match kind {
        NameKind::Organisation => inside.map(|at| first(page, at)).any(|letter| letter == letter_of(unit, 0)),
        NameKind::Place => is_initials(unit, &inside.map(|at| first(page, at)).collect::<Vec<_>>()),
        NameKind::Person | NameKind::Other => false,
    };
    fits.then_some((unit.hash, kind))
}

/// Whether a unit of two to four letters is these letters, which come last first.
fn is_initials(unit: &Unit, letters: &[u8]) -> bool {
    let length = usize::from(unit.length);
    let same = || letters.iter().rev().enumerate().all(|(at, &letter)| letter == letter_of(unit, at as u32));
    length <= 4 && length == letters.len() && same()
}

fn first(page: &Page, at: usize) -> u8 {
    letter_of(&page.units[at], 0)
}

/// One of the first four folded letters of a unit.
fn letter_of(unit: &Unit, place: u32) -> u8 {
    let known = u32::from(unit.length.clamp(1, 4));
    (unit.head >> (8 * (known - 1).saturating_sub(place))) as u8
}

#[cfg(test)]
mod tests {
    use crate::facts::{NameKind, names_of_text};
    use crate::text::Span;

    /// Kinds that a word is marked as on a page of one sentence.
    fn check(text: &str, word: &str, expected: &[NameKind]) {
        let found = names_of_text(text, &[Span::new(0, text.len())]);
        let kinds: Vec<NameKind> =
            found.iter().filter(|name| name.span.of(text) == word).map(|name| name.kind).collect();
        assert_eq!(kinds, expected, "{found:?}");
    }

    #[test]
    fn capitals_in_brackets_name_the_organisation_before_them() {
        let text = "The Ministry of Water Resources (MWR) met farmers in Nairobi, and the MWR paid them.";
        check(text, "MWR", &[NameKind::Organisation; 2]);
    }

    #[test]
    fn the_initials_of_a_place_name_it_but_an_agency_behind_a_town_is_none() {
        let text = "NAIROBI (AFP) - The British Virgin Islands (BVI) voted, and the BVI waited.";
        check(text, "BVI", &[NameKind::Place; 2]);
        check(text, "AFP", &[NameKind::Organisation]);
    }

    #[test]
    fn a_place_in_brackets_is_no_short_name() {
        let text = "The Ministry of Water Resources (Nairobi) met farmers.";
        check(text, "Nairobi", &[NameKind::Place]);
    }
}
