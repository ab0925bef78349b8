//! Names that rules mend where the weights have seen too little: storms, web sites, names in lines of capitals.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::lists::{List, hashes, lines, words};
use super::sites::sites;
use super::tagger::page::{Casing, Page};
use super::tagger::units::{Case, folded};
use super::{Mention, NameKind};
use crate::text::Span;

static STORMS: LazyLock<FxHashSet<u32>> = LazyLock::new(|| hashes(lines(include_str!("../../data/names/storms.txt"))));

/// Mends the names of one text of a page.
pub(super) fn mend(page: &Page, part: std::ops::Range<usize>, text: &str, found: &mut Vec<Mention>) {
    drop_offices(text, found);
    if page.is_small() {
        found.retain(|name| name.kind != NameKind::Other || name.span.of(text).split(' ').count() <= LONGEST_SMALL);
    }
    trim_numbers(text, found);
    trim_honours(text, found);
    drop_seats(text, found);
    name_streets(text, found);
    name_ships(text, found);
    follow_sites(text, found);
    reach_endings(text, found);
    name_events(text, found);
    name_storms(page, part.clone(), text, found);
    add_shouted(page, part, text, found);
    add_sites(text, found);
}

/// Words of a name that is neither somebody nor something known, on a page without capitals: longer ones are phrases.
const LONGEST_SMALL: usize = 3;

/// "The High Commissioner, Ana Lind": an office in capitals is no body; one of a longer name is ("the Office of the High
/// Commissioner").
fn drop_offices(text: &str, found: &mut Vec<Mention>) {
    static OFFICES: List = List::new(|| words("offices"));
    let office = |name: &Mention| {
        let said = name.span.of(text);
        let last = said.rsplit([' ', '-']).next().unwrap_or_default();
        let body = said.split(' ').any(|word| word.starts_with(char::is_lowercase));
        !body && said.contains([' ', '-']) && OFFICES.contains(&folded(last).as_str())
    };
    found.retain(|name| name.kind == NameKind::Person || !office(name));
}

/// "The Orrin Alliance 66": a count behind a name that the page has without it is no part of it.
fn trim_numbers(text: &str, found: &mut [Mention]) {
    let ends = |said: &str| said.ends_with(|c: char| c.is_ascii_digit());
    if !found.iter().any(|name| ends(name.span.of(text))) {
        return;
    }
    let whole: BTreeSet<String> = found.iter().map(|name| name.span.of(text).to_owned()).collect();
    for name in found.iter_mut() {
        let said = name.span.of(text);
        let Some((before, number)) = said.rsplit_once(' ') else { continue };
        if number.bytes().all(|byte| byte.is_ascii_digit()) && whole.contains(before) {
            name.span = Span::new(name.span.start as usize, name.span.start as usize + before.len());
        }
    }
}

/// "Helen Ruiz KC": what somebody bears behind the name.
fn trim_honours(text: &str, found: &mut [Mention]) {
    static HONOURS: List = List::new(|| words("honours"));
    for name in found.iter_mut().filter(|name| name.kind == NameKind::Person) {
        let said = name.span.of(text);
        let Some((before, last)) = said.rsplit_once(' ').filter(|(before, _)| before.contains(' ')) else { continue };
        if HONOURS.contains(&last) && before.chars().any(char::is_lowercase) {
            name.span = Span::new(name.span.start as usize, name.span.start as usize + before.len());
        }
    }
}

/// "Sen. Bob Ruiz, R-Orrin": the letter of a party and a seat are no body.
fn drop_seats(text: &str, found: &mut Vec<Mention>) {
    let seat = |name: &Mention| {
        let said = name.span.of(text);
        let party = said.split_once('-').is_some_and(|(party, _)| matches!(party, "R" | "D" | "I"));
        party && text[..name.span.start as usize].ends_with([' ', '(', '['])
    };
    found.retain(|name| !seat(name));
}

/// "of Hollins Lane" is a street, nobody.
fn name_streets(text: &str, found: &mut [Mention]) {
    static STREETS: List = List::new(|| words("streets"));
    static BEFORE: List = List::new(|| words("before a street"));
    for name in found.iter_mut().filter(|name| name.kind == NameKind::Person) {
        let Some((_, last)) = name.span.of(text).rsplit_once(' ') else { continue };
        let before = text[..name.span.start as usize].trim_end().rsplit([' ', '\n']).next().unwrap_or_default();
        if STREETS.contains(&folded(last).as_str()) && BEFORE.contains(&before) {
            name.kind = NameKind::Place;
        }
    }
}

/// "The MV Orrin" is a ship, neither a body nor somebody.
fn name_ships(text: &str, found: &mut [Mention]) {
    static SHIPS: List = List::new(|| words("ships"));
    for name in found.iter_mut().filter(|name| name.kind != NameKind::Place) {
        let first = name.span.of(text).split_once(' ').map_or("", |(first, _)| first);
        if SHIPS.contains(&first) && !text[name.span.end as usize..].starts_with('-') {
            name.kind = NameKind::Other;
        }
    }
}

/// "The Karsten" on a page about the Karsten River, "Solenta" on one about Air Solenta, where nobody is called so.
fn follow_sites(text: &str, found: &mut [Mention]) {
    static CARRIERS: List = List::new(|| words("before a short name"));
    let words_of = |name: &Mention| name.span.of(text).split(' ').map(str::to_owned).collect::<Vec<_>>();
    let of = |kind: NameKind| found.iter().filter(move |name| name.kind == kind).map(words_of);
    let sites: BTreeSet<String> =
        of(NameKind::Place).filter(|words| words.len() == 2).filter_map(|words| words.into_iter().next()).collect();
    let families: BTreeSet<String> = of(NameKind::Person).filter(|words| words.len() > 1).flatten().collect();
    let bodies: BTreeSet<String> = of(NameKind::Organisation)
        .filter(|words| words.len() == 2 && CARRIERS.contains(&folded(&words[0]).as_str()))
        .filter_map(|words| words.into_iter().last())
        .collect();
    for name in found.iter_mut().filter(|name| name.kind == NameKind::Person) {
        let said = name.span.of(text);
        let the =
            text[..name.span.start as usize].ends_with("the ") || text[..name.span.start as usize].ends_with("The ");
        if the && sites.contains(said) && !families.contains(said) {
            name.kind = NameKind::Place;
        } else if bodies.contains(said) && !families.contains(said) {
            name.kind = NameKind::Organisation;
        }
    }
}

/// "Orrin A/S": the legal ending is cut at its slash.
fn reach_endings(text: &str, found: &mut [Mention]) {
    for name in found.iter_mut() {
        let end = name.span.end as usize;
        let cut = if name.span.of(text).ends_with(" A") { "/S" } else { " A/S" };
        let ends = |rest: &str| !rest.starts_with(char::is_alphanumeric);
        if name.kind == NameKind::Organisation && text[end..].strip_prefix(cut).is_some_and(ends) {
            name.span = Span::new(name.span.start as usize, end + cut.len());
        }
    }
}

/// "The Port Orrin Marathon" is neither a body nor a place.
fn name_events(text: &str, found: &mut [Mention]) {
    static EVENTS: LazyLock<BTreeSet<&str>> =
        LazyLock::new(|| lines(include_str!("../../data/names/events.txt")).collect());
    for name in found.iter_mut().filter(|name| name.kind != NameKind::Person) {
        let said = name.span.of(text);
        if said.rsplit_once(' ').is_some_and(|(_, last)| EVENTS.contains(folded(last).as_str())) {
            name.kind = NameKind::Other;
        }
    }
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
    fn an_office_is_no_body() {
        let text = "The High Commissioner, Ana Ruiz, said that the Office of the High Commissioner was closed.";
        check(text, "High Commissioner", &[NameKind::Organisation]);
    }

    #[test]
    fn a_count_behind_a_name_is_no_part_of_it() {
        let text = "The National Alliance led.\nThe Civic Union won 71 seats and the National Alliance 66.";
        check(text, "National Alliance", &[NameKind::Organisation; 2]);
    }

    #[test]
    fn a_race_is_no_body() {
        check("Ana Ruiz won the Oslo Marathon on Monday.", "Oslo Marathon", &[NameKind::Other]);
    }

    /// What a rule makes of one name of a text.
    fn mended(text: &str, name: &str, kind: NameKind, rule: impl Fn(&str, &mut [Mention])) -> (String, NameKind) {
        let start = text.find(name).unwrap();
        let span = Span::new(start, start + name.len());
        let mut found = [Mention { span, kind, entity: None, canonical: None, rule: "test" }];
        rule(text, &mut found);
        (found[0].span.of(text).to_owned(), found[0].kind)
    }

    #[test]
    fn honours_stay_outside() {
        let mend = |name| mended("Ana Ruiz KC said so to Md KC.", name, NameKind::Person, trim_honours).0;
        assert_eq!(mend("Ana Ruiz KC"), "Ana Ruiz");
        assert_eq!(mend("Md KC"), "Md KC");
    }

    #[test]
    fn streets_and_ships_are_nobody() {
        let person = NameKind::Person;
        assert_eq!(mended("He lives in Orrin Lane.", "Orrin Lane", person, name_streets).1, NameKind::Place);
        assert_eq!(mended("He met Ana Lane.", "Ana Lane", person, name_streets).1, person);
        assert_eq!(mended("The MV Orrin sank.", "MV Orrin", person, name_ships).1, NameKind::Other);
    }

    #[test]
    fn a_party_and_a_seat_are_no_body() {
        let text = "Sen. Ana Ruiz, R-Orrin, left on Monday.";
        check(text, "R-Orrin", &[]);
    }

    #[test]
    fn a_river_keeps_its_kind_without_its_noun() {
        let text = "The Karsten River rose.";
        let at = |start: usize, end: usize, kind| Mention {
            span: Span::new(start, end),
            kind,
            entity: None,
            canonical: None,
            rule: "test",
        };
        let text = format!("{text} Then the Karsten fell.");
        let mut found = [at(4, 17, NameKind::Place), at(33, 40, NameKind::Person)];
        follow_sites(&text, &mut found);
        assert_eq!(found[1].kind, NameKind::Place, "{}", found[1].span.of(&text));
        let text = "Air Orrin fell. Orrin would cut jobs.";
        let mut found = [at(0, 9, NameKind::Organisation), at(16, 21, NameKind::Person)];
        follow_sites(text, &mut found);
        assert_eq!(found[1].kind, NameKind::Organisation);
    }

    #[test]
    fn a_legal_ending_with_a_slash_is_whole() {
        let text = "Orrholm A/S fell.";
        let kind = NameKind::Organisation;
        let mut found = [Mention { span: Span::new(0, 7), kind, entity: None, canonical: None, rule: "test" }];
        reach_endings(text, &mut found);
        assert_eq!(found[0].span.of(text), "Orrholm A/S");
    }

    #[test]
    fn a_site_is_an_organisation() {
        check("The report by Oren.com was denied on Monday.", "Oren.com", &[NameKind::Organisation]);
        check("Write to ana@oren.com on Monday.", "oren.com", &[]);
    }
}
