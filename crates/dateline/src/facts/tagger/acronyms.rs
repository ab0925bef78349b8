//! Short names in brackets: what stands in capitals behind a long name, "Lakes Water Board (LWB)", names the same.

use rustc_hash::FxHashSet;

use super::labels::Label;
use super::page::Page;
use super::units::Case;
use crate::facts::NameKind;

/// Units of a long name that are looked at for the letters of a short one.
const LONGEST: usize = 16;

/// Labels the short names of organisations: in their brackets, and wherever the page leaves them out or takes them for
/// something else.
pub(super) fn settle(page: &Page, labels: &mut [Label]) {
    let short: FxHashSet<u32> = page.runs.iter().filter_map(|run| bracketed(page, labels, run.from as usize)).collect();
    if short.is_empty() {
        return;
    }
    for run in &page.runs {
        for at in run.from as usize..run.to as usize {
            let unit = &page.units[at];
            let alone = !labels[at].continues() && !labels.get(at + 1).is_some_and(|next| next.continues());
            if alone && is_short(unit.case) && short.contains(&unit.hash) {
                labels[at] = Label::begin(NameKind::Organisation);
            }
        }
    }
}

fn is_short(case: Case) -> bool {
    matches!(case, Case::Upper | Case::Mixed | Case::Code)
}

/// The hash of the unit `at` if it stands in brackets behind an organisation whose initials it begins with.
fn bracketed(page: &Page, labels: &[Label], at: usize) -> Option<u32> {
    let mark = |at: usize, mark: u8| page.units.get(at).is_some_and(|unit| unit.tail as u8 == mark);
    let unit = &page.units[at];
    let end = at.checked_sub(1).filter(|&open| mark(open, b'(') && mark(at + 1, b')'))?;
    if !is_short(unit.case) || unit.length < 2 {
        return None;
    }
    let long = (end.saturating_sub(LONGEST)..end).rev();
    let inside = long.take_while(|&at| labels[at].kind() == Some(NameKind::Organisation));
    inside.filter(|&at| page.units[at].is_capital()).find(|&at| first(page, at) == first_of(unit.head, unit.length))?;
    Some(unit.hash)
}

fn first(page: &Page, at: usize) -> u8 {
    first_of(page.units[at].head, page.units[at].length)
}

/// The first folded letter of a unit.
fn first_of(head: u32, length: u8) -> u8 {
    (head >> (8 * (u32::from(length.clamp(1, 4)) - 1))) as u8
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
    fn a_place_in_brackets_is_no_short_name() {
        let text = "The Ministry of Water Resources (Nairobi) met farmers.";
        check(text, "Nairobi", &[NameKind::Place]);
    }
}
