//! The opening place of reporting: "HARBOURTOWN (AP) —", "(AP) MOSCOW —", "Berlin, 3. Mai (dpa) -".

use std::sync::LazyLock;

use regex::Regex;

use super::{Credit, DateLine, agencies};
use crate::text::Span;

/// The opening of a paragraph: a credit in brackets or with a slash before or after a place of at most five words, and
/// a dash that ends it. The place is in capitals, or carries a credit or a date that says it is one.
static OPENING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^\s*(?:\((?P<before>[^()]+)\)\s*|(?P<lead>[A-Z][A-Za-z./-]{1,20})\s*[/:]\s*)?",
        r"(?P<place>\p{Lu}[\p{L}\p{M}.'’-]*(?:[ ,/]+(?:\p{Lu}[\p{L}\p{M}.'’-]*|de|del|da|di|la|le|el|al|am|an|der|sur|upon|of)){0,4})",
        r"(?P<date>[,.]?\s+(?:\p{L}{3,12}\.?\s+\d{1,2}|\d{1,2}\.?\s+\p{L}{3,12}\.?)(?:,?\s+\d{4})?)?",
        r"\s*,?\s*(?:[(\[](?P<after>[^()\[\]]+)[)\]])?\s*[,.:]?\s*(?P<dash>[–—―]|--|-(?:\s))\s*",
    ))
    .expect("the pattern is tested")
});

/// What the opening of a text says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Opening {
    pub(super) dateline: DateLine,
    pub(super) credit: Option<Credit>,
    /// The name in the brackets, where it is no agency: the outlet's own.
    pub(super) outlet: Option<String>,
}

/// Bytes of a paragraph in which its dateline must end.
const WITHIN: usize = 160;

/// Reads the opening of the paragraph `span` of `text`.
pub(super) fn opening(text: &str, span: Span) -> Option<Opening> {
    let inside = span.of(text);
    let head = &inside[..(0..=WITHIN.min(inside.len())).rev().find(|at| inside.is_char_boundary(*at)).unwrap_or(0)];
    let found = OPENING.captures(head)?;
    let place = found.name("place")?;
    let named = ["before", "lead", "after"].iter().find_map(|group| found.name(group));
    let agency = named.and_then(|name| parts(name.as_str()).find_map(agencies::by_form));
    let is_capitals = place.as_str().chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let is_bracketed = found.name("before").or(found.name("after")).is_some();
    let long_enough = place.as_str().chars().count() > 2;
    if !long_enough || !(is_capitals || agency.is_some() || (is_bracketed && found.name("date").is_some())) {
        return None;
    }
    let at = |from: usize, to: usize| Span::new(from, to).shifted(span.start as usize);
    let end = found.get(0)?.as_str().trim_end().len();
    let credit = agency.zip(named).map(|(agency, name)| Credit {
        agency: agency.name.to_owned(),
        span: Some(at(name.start(), name.end())),
        whole_text: true,
        rule: "dateline-credit",
    });
    let outlet = named.filter(|_| agency.is_none() && is_bracketed).map(|name| name.as_str().trim().to_owned());
    let dateline = DateLine { place: place.as_str().trim_end_matches([',', '.', ' ']).to_owned(), span: at(0, end) };
    Some(Opening { dateline, credit, outlet })
}

fn parts(credit: &str) -> impl Iterator<Item = &str> {
    std::iter::once(credit).chain(credit.split([',', '/', ';', '–'])).map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, place: Option<&str>, agency: Option<&str>, outlet: Option<&str>) {
        let found = opening(text, Span::new(0, text.len()));
        assert_eq!(found.as_ref().map(|o| o.dateline.place.as_str()), place, "{text}");
        assert_eq!(found.as_ref().and_then(|o| o.credit.as_ref()).map(|c| c.agency.as_str()), agency, "{text}");
        assert_eq!(found.as_ref().and_then(|o| o.outlet.as_deref()), outlet, "{text}");
    }

    #[test]
    fn reads_place_and_credit_in_either_order() {
        check("(AP) NORTHPORT — The mayor said", Some("NORTHPORT"), Some("Associated Press"), None);
        check("NORTHPORT, May 3 (Reuters) - The mayor said", Some("NORTHPORT"), Some("Reuters"), None);
        check("Nordhafen (dpa) - Die Stadt", Some("Nordhafen"), Some("Deutsche Presse-Agentur"), None);
        check("SOUTH BAY (Harbour 24) – The mayor", Some("SOUTH BAY"), None, Some("Harbour 24"));
    }

    #[test]
    fn prose_with_a_dash_has_no_dateline() {
        check("The mayor – a former pilot – said", None, None, None);
        check("Anna Writer (left) - and her brother", None, None, None);
    }
}
