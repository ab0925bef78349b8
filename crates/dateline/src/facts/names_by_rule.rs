//! Names that rules mend where the weights have seen too little: storms, web sites, names in lines of capitals.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::lists::{hashes, lines};
use super::sites::sites;
use super::tagger::page::{Casing, Page};
use super::tagger::units::{Case, folded};
use super::{Mention, NameKind};
use crate::text::Span;

static STORMS: LazyLock<FxHashSet<u32>> = LazyLock::new(|| hashes(lines(include_str!("../../data/names/storms.txt"))));

/// Mends the names of one text of a page.
pub(super) fn mend(page: &Page, part: std::ops::Range<usize>, text: &str, found: &mut Vec<Mention>) {
    name_storms(page, part.clone(), text, found);
    add_shouted(page, part, text, found);
    add_sites(text, found);
}

/// "Storm Ana" is nobody, nor is "Ana" on a page about it.
fn name_storms(page: &Page, part: std::ops::Range<usize>, text: &str, found: &mut [Mention]) {
    let units = &page.units[part];
    let storm = |name: &Mention| {
        let at = units.partition_point(|unit| unit.start < name.span.start);
        let inside = units.get(at).is_some_and(|unit| STORMS.contains(&unit.hash) && unit.end < name.span.end);
        let before = at.checked_sub(1).map(|at| &units[at]);
        inside || before.is_some_and(|unit| unit.is_capital() && STORMS.contains(&unit.hash))
    };
    let last = |name: &Mention| name.span.of(text).rsplit(' ').next().unwrap_or_default();
    let storms: BTreeSet<&str> = found.iter().filter(|name| storm(name)).map(last).collect();
    for name in found.iter_mut().filter(|_| !storms.is_empty()) {
        let bare = storms.contains(name.span.of(text));
        if (bare || storm(name)) && name.kind != NameKind::Organisation {
            name.kind = NameKind::Other;
        }
    }
}

/// Longest name that is looked for in capitals, in units.
const LONGEST: usize = 4;

/// Finds in lines of capitals the names that the rest of the page has.
fn add_shouted(page: &Page, part: std::ops::Range<usize>, text: &str, found: &mut Vec<Mention>) {
    let lines: Vec<(usize, usize)> = page
        .sentences
        .iter()
        .filter(|sentence| sentence.casing == Casing::AllCaps)
        .map(|sentence| (sentence.from as usize, sentence.to as usize))
        .filter(|&(from, to)| from >= part.start && to <= part.end)
        .collect();
    if lines.is_empty() {
        return;
    }
    let known = known(text, found);
    let taken: Vec<Span> = found.iter().map(|name| name.span).collect();
    for (from, to) in lines {
        let mut at = from;
        while at < to {
            let longest = (1..=LONGEST.min(to - at)).rev();
            let mut named = longest.filter_map(|length| {
                let run = &page.units[at..at + length];
                let span = Span { start: run[0].start, end: run[length - 1].end };
                let kind = *known.get(&folded(span.of(text))).filter(|_| run[0].case != Case::Mark)?;
                Some((span, kind, length))
            });
            let Some((span, kind, length)) = named.next() else {
                at += 1;
                continue;
            };
            let next = taken.partition_point(|name| name.end <= span.start);
            if !taken.get(next).is_some_and(|name| name.overlaps(span)) {
                found.push(Mention { span, kind, entity: None, canonical: None, rule: "names.shouted" });
            }
            at += length;
        }
    }
    found.sort_by_key(|name| name.span);
}

/// The names that the page writes in small letters too, folded, and the family names of its people.
fn known(text: &str, found: &[Mention]) -> FxHashMap<String, NameKind> {
    let mut kinds: BTreeMap<String, BTreeSet<NameKind>> = BTreeMap::new();
    for name in found.iter().filter(|name| name.kind != NameKind::Other) {
        let said = name.span.of(text);
        if said.chars().any(char::is_lowercase) {
            kinds.entry(folded(said)).or_default().insert(name.kind);
            let family = said.rsplit_once(' ').filter(|_| name.kind == NameKind::Person);
            family.map(|(_, family)| kinds.entry(folded(family)).or_default().insert(name.kind));
        }
    }
    let certain = kinds.into_iter().filter(|(name, kinds)| kinds.len() == 1 && name.len() > 2);
    certain.filter_map(|(name, kinds)| Some((name, *kinds.first()?))).collect()
}

/// Marks the sites that are written like names, whatever the tagger made of their parts.
fn add_sites(text: &str, found: &mut Vec<Mention>) {
    let named = |site: &Span| site.of(text).starts_with(char::is_uppercase);
    let sites: Vec<Span> = sites(text).into_iter().filter(named).collect();
    if sites.is_empty() {
        return;
    }
    let inside = |name: &Mention| {
        let next = sites.partition_point(|site| site.end <= name.span.start);
        sites.get(next).is_some_and(|site| site.overlaps(name.span))
    };
    found.retain(|name| !inside(name));
    let kind = NameKind::Organisation;
    found.extend(sites.iter().map(|&span| Mention { span, kind, entity: None, canonical: None, rule: "names.site" }));
    found.sort_by_key(|name| name.span);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::names_of_text;

    /// The names of a text (a line is a sentence), with their kinds.
    fn check(text: &str, name: &str, expected: &[NameKind]) {
        let mut at = 0;
        let mut lines = Vec::new();
        for line in text.split_inclusive('\n') {
            lines.push(Span::new(at, at + line.trim_end().len()));
            at += line.len();
        }
        let found = names_of_text(text, &lines);
        let kinds: Vec<NameKind> =
            found.iter().filter(|one| one.span.of(text).ends_with(name)).map(|one| one.kind).collect();
        assert_eq!(kinds, expected, "{text}: {found:?}");
    }

    #[test]
    fn storms_are_nobody() {
        let text = "Storm Anna battered the coast of Norway.\nFour people died before Storm Anna left.\nAnna was the third storm.";
        check(text, "Anna", &[NameKind::Other; 3]);
    }

    #[test]
    fn lines_of_capitals_name_whom_the_page_names() {
        let text = "HOLT FIRES MINISTER OVER HARBOUR DEAL\nPrime Minister Jan Holt dismissed a minister on Monday.";
        check(text, "HOLT", &[NameKind::Person]);
    }

    #[test]
    fn a_site_is_an_organisation() {
        check("The report by Oren.com was denied on Monday.", "Oren.com", &[NameKind::Organisation]);
        check("Write to ana@oren.com on Monday.", "oren.com", &[]);
    }
}
