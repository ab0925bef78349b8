//! Towns put into a country in which the gazetteer has no such place: a remark with its characters, no verdict.

use super::Sources;
use crate::compare::comparison::Remark;
use crate::compare::reading::one_line;
use crate::facts::places::{PlaceKind, lookup, lookup_all};
use crate::facts::{Marked, Mention, NameKind};
use crate::text::Span;

/// Inhabitants from which a town is known well enough: the gazetteer leaves out small towns, which may well share its
/// name in the country that is named.
const KNOWN_TOWN: u32 = 100_000;

/// Remarks on "TOWN, COUNTRY" where the gazetteer has the town in other countries only, one for each wording.
pub(super) fn countries(sources: &Sources<'_>) -> Vec<Remark> {
    let mut out: Vec<Remark> = Vec::new();
    for (article, _, marked) in sources.members() {
        for pair in marked.marks.names.windows(2) {
            let Some((text, span)) = misplaced(marked, &pair[0], &pair[1]) else { continue };
            match out.iter_mut().find(|known| known.text == text) {
                Some(known) => known.citations.push((article, span)),
                None => out.push(Remark { text, citations: vec![(article, span)] }),
            }
        }
    }
    out
}

fn misplaced(marked: &Marked, town: &Mention, country: &Mention) -> Option<(String, Span)> {
    let text = marked.article.text.as_str();
    let are_places = town.kind == NameKind::Place && country.kind == NameKind::Place;
    let joined =
        town.span.end <= country.span.start && &text[town.span.end as usize..country.span.start as usize] == ", ";
    if !are_places || !joined || in_a_list(text, town.span, country.span) {
        return None;
    }
    let named = lookup(country.span.of(text)).filter(|place| place.kind == PlaceKind::Country)?;
    let known = lookup_all(town.span.of(text));
    let best = known.first().filter(|place| place.kind == PlaceKind::Town && place.population >= KNOWN_TOWN)?;
    if known.iter().any(|place| place.country == named.country) {
        return None;
    }
    let span = town.span.join(country.span);
    let (phrase, code) = (one_line(span.of(text)), best.country.unwrap_or("no country"));
    let has = format!("“{phrase}”: the gazetteer has {} ({code}), and none of that name in {}", best.name, named.name);
    Some((has, span))
}

/// "Lyon, Spain and Italy" names three places, not one in another.
fn in_a_list(text: &str, first: Span, last: Span) -> bool {
    let before = text[..first.start as usize].trim_end();
    let after = &text[last.end as usize..];
    let goes_on = after.strip_prefix(", ").or_else(|| after.strip_prefix(" ")).unwrap_or("");
    let and_next = goes_on.starts_with("and ") || goes_on.starts_with("or ") || goes_on.starts_with('&');
    before.ends_with([',', '&']) || before.ends_with(" and") || and_next || goes_on.starts_with(char::is_uppercase)
}
