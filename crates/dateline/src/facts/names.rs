//! Names: people, places, organisations.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::lists::{List, hashes, lines, words};
use super::places::{PhraseHash, lookup, of_demonym, phrase_hash};
use super::tagger::TAGGER;
use super::tagger::labels::Label;
use super::tagger::lexicon::word_flags;
use super::tagger::page::Page;
use super::tagger::units::{Case, folded, folded_hash};
use super::{names_abroad, names_by_rule, teams};
use crate::clean::{Article, is_agency};
use crate::text::Span;

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// A person.
    Person,
    /// A place.
    Place,
    /// An organisation.
    Organisation,
    /// Another proper name.
    Other,
}

/// Identifier of an entity within a heap, made from its kind and canonical name ("person:anna-ruiz") or, for a
/// resolved place, from its gazetteer number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub String);

/// A stretch of text that names an entity.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Where it stands.
    pub span: Span,
    /// What it names.
    pub kind: NameKind,
    /// Which entity, once linked.
    pub entity: Option<EntityId>,
    /// The entity's fullest name, once linked.
    pub canonical: Option<String>,
    /// The rule or model that found it.
    pub rule: &'static str,
}

/// Version of the trained weights, carried by every mention that they found.
const MODEL: &str = "names-crf-5";

/// The names of the text, and those of the headline.
pub fn names(article: &Article, sentences: &[Span]) -> (Vec<Mention>, Vec<Mention>) {
    let (title, text) = (article.title.as_str(), article.text.as_str());
    let mut page = Page::default();
    page.add(title, &[Span::new(0, title.len())]);
    page.add(text, sentences);
    page.prepare();
    let labels = TAGGER.tag(&page);
    let body = page.parts[1] as usize;
    let code = article.language.as_ref().map_or("", |language| language.code());
    let of = |part, text| mentions(&page, &labels, part, text, code);
    let (mut in_text, in_title) = (of(body..page.units.len(), text), of(0..body, title));
    add_dateline(article, &mut in_text);
    (in_text, in_title)
}

/// The names of an English text that stands alone, as one page.
pub fn names_of_text(text: &str, sentences: &[Span]) -> Vec<Mention> {
    let mut page = Page::default();
    page.add(text, sentences);
    page.prepare();
    let labels = TAGGER.tag(&page);
    mentions(&page, &labels, 0..page.units.len(), text, "")
}

/// The labelled stretches of one text of a page.
fn mentions(page: &Page, labels: &[Label], part: std::ops::Range<usize>, text: &str, code: &str) -> Vec<Mention> {
    let mut out = Vec::new();
    let mut at = part.start;
    while at < part.end {
        let mut end = at + 1;
        if let Some(kind) = labels[at].kind() {
            while end < part.end && labels[end].continues() {
                end += 1;
            }
            match bearer_and_place(page, at, end, kind, text) {
                Some(of) => {
                    out.extend(mention(page, at, of, kind, text));
                    out.extend(mention(page, of + 1, end, NameKind::Place, text));
                }
                None => out.extend(mention(page, at, end, kind, text)),
            }
        }
        at = end;
    }
    join_places(text, &mut out);
    repeat(page, part.clone(), text, &mut out);
    add_listed(page, part.clone(), &mut out);
    add_agencies(page, part.clone(), text, &mut out);
    names_by_rule::mend(page, part.clone(), text, &mut out);
    names_abroad::mend(code, text, &mut out);
    teams::mend(page, part, text, &mut out);
    out
}

/// Marks the town of the date line, and makes places of what else the page calls so, unless somebody's name ends in it.
fn add_dateline(article: &Article, found: &mut Vec<Mention>) {
    let text = article.text.as_str();
    let Some(line) = &article.dateline else { return };
    let town = line.place.split([',', '/']).next().unwrap_or_default().trim();
    let Some(at) = line.span.of(text).find(town).filter(|_| town.chars().count() > 2) else { return };
    let start = line.span.start as usize + at;
    let span = Span::new(start, start + town.len());
    // "UPDATED -" opens a text as a date line does: a day, an agency or a country beside it, the gazetteer or another
    // mention tell the town.
    let beside = line.span.of(text).contains(|c: char| c == '(' || c == ',' || c.is_ascii_digit());
    let again = |name: &Mention| folded(name.span.of(text)).starts_with(&folded(town));
    let told = beside || lookup(town).is_some() || found.iter().any(again);
    if told && !found.iter().any(|name| name.span.overlaps(span)) {
        found.push(Mention { span, kind: NameKind::Place, entity: None, canonical: None, rule: "names.dateline" });
        found.sort_by_key(|name| name.span);
    }
    let town = folded(town);
    let mut people = found.iter().filter(|name| name.kind == NameKind::Person && folded(name.span.of(text)) != town);
    if people.any(|name| folded(name.span.of(text)).split(' ').any(|word| word == town)) {
        return;
    }
    for name in found.iter_mut().filter(|name| matches!(name.kind, NameKind::Person | NameKind::Other)) {
        if folded(name.span.of(text)) == town {
            name.kind = NameKind::Place;
        }
    }
}

/// Joins an adjective of a country with the place behind it where the gazetteer knows both as one ("French Guiana").
fn join_places(text: &str, found: &mut Vec<Mention>) {
    let mut joined: Vec<Mention> = Vec::with_capacity(found.len());
    for mut name in found.drain(..) {
        let adjective =
            joined.last().filter(|last| last.kind == NameKind::Other && last.span.end + 1 == name.span.start);
        let whole = adjective.map(|last| last.span.join(name.span)).filter(|_| name.kind == NameKind::Place);
        if let Some(whole) = whole.filter(|whole| lookup(whole.of(text)).is_some()) {
            name.span = whole;
            joined.pop();
        }
        joined.push(name);
    }
    *found = joined;
}

/// Hashes of the organisations of the list whose names have two words or more.
static LISTED: LazyLock<FxHashSet<u32>> = LazyLock::new(|| {
    let names = lines(include_str!("../../data/names/organisations.tsv")).flat_map(|line| line.split('\t'));
    names.filter(|name| name.contains(' ')).map(phrase_hash).collect()
});

/// Longest name of the list in units, hyphens included.
const LONGEST_LISTED: usize = 12;

/// Marks what the list names and the tagger left out.
fn add_listed(page: &Page, part: std::ops::Range<usize>, found: &mut Vec<Mention>) {
    let taken: Vec<Span> = found.iter().map(|mention| mention.span).collect();
    let small = page.is_small();
    let mut at = part.start;
    while at < part.end {
        let opens = page.units[at].is_capital() || (small && page.units[at].case == Case::Lower);
        let end = if opens { listed_end(page, at, part.end, small) } else { None };
        if let Some(end) = end {
            let span = Span { start: page.units[at].start, end: page.units[end - 1].end };
            if small {
                // The list is surer than the tagger where no capital tells a name.
                found.retain(|name| !name.span.overlaps(span) || name.span == span);
            }
            let next = taken.partition_point(|name| name.end <= span.start);
            if !taken.get(next).is_some_and(|name| name.overlaps(span) && (!small || *name == span)) {
                let (kind, rule) = (NameKind::Organisation, "names.listed");
                found.push(Mention { span, kind, entity: None, canonical: None, rule });
            }
        }
        at = end.unwrap_or(at + 1);
    }
    found.sort_by_key(|mention| mention.span);
}

/// Words before an agency that asked or that carried something.
static ASKING: List = List::new(|| words("asking"));

/// Marks the agency in the brackets of a date line ("LIND, Jun 11 (ANE) -"), which few sentences are like, the one
/// before the slash of a credit ("ANE/Ana Ruiz"), and the one that somebody told something.
fn add_agencies(page: &Page, part: std::ops::Range<usize>, text: &str, found: &mut Vec<Mention>) {
    let mark = |at: usize, mark: u8| page.units[at].case == Case::Mark && page.units[at].tail as u8 == mark;
    let mut added = Vec::new();
    for at in part.start..part.end.saturating_sub(1) {
        let unit = &page.units[at];
        let bracketed = at > part.start && mark(at - 1, b'(') && mark(at + 1, b')');
        let credited = mark(at + 1, b'/') && page.units[at + 1].glued && unit.case == Case::Upper;
        let said = |at: usize| &text[page.units[at].start as usize..page.units[at].end as usize];
        let told = at > part.start && unit.is_capital() && ASKING.contains(&said(at - 1));
        let span = Span { start: unit.start, end: unit.end };
        if (bracketed || credited || told) && is_agency(span.of(text)) {
            let next = found.partition_point(|name| name.span.end <= span.start);
            if !found.get(next).is_some_and(|name| name.span.overlaps(span)) {
                let (kind, rule) = (NameKind::Organisation, "names.agency");
                added.push(Mention { span, kind, entity: None, canonical: None, rule });
            }
        }
    }
    if !added.is_empty() {
        found.extend(added);
        found.sort_by_key(|mention| mention.span);
    }
}

/// Where the longest name of the list ends that begins at a unit.
fn listed_end(page: &Page, at: usize, limit: usize, small: bool) -> Option<usize> {
    let mut phrase = PhraseHash::new();
    let mut best = None;
    for end in at..limit.min(at + LONGEST_LISTED) {
        let unit = &page.units[end];
        if unit.case == Case::Mark && !unit.glued {
            break;
        }
        if unit.case != Case::Mark {
            phrase.push(unit.hash);
            if end > at && (small || unit.is_capital()) && LISTED.contains(&phrase.hash()) {
                best = Some(end + 1);
            }
        }
    }
    best
}

/// Where a person's name of two words or more runs on into a place ("Ana Ruiz of Norland", "Ana Ruiz in Oren"): the
/// preposition.
fn bearer_and_place(page: &Page, from: usize, to: usize, kind: NameKind, text: &str) -> Option<usize> {
    let said = |at: usize| &text[page.units[at].start as usize..page.units[at].end as usize];
    let of = (from + 2..to.saturating_sub(1)).find(|&at| matches!(said(at), "of" | "in" | "from" | "near"))?;
    (kind == NameKind::Person).then_some(of)
}

/// Times a family name must stand for a person before the same word elsewhere on the page is taken for them; before a
/// verb of saying one full name is enough ("Stone said").
const REPEATED: usize = 2;
static SAYING: List = List::new(|| words("saying"));

/// Finds what the tagger left out: a word alone that stands for a person in other places of the page.
fn repeat(page: &Page, part: std::ops::Range<usize>, text: &str, found: &mut Vec<Mention>) {
    let mut families: BTreeMap<&str, usize> = BTreeMap::new();
    for person in found.iter().filter(|mention| mention.kind == NameKind::Person) {
        let last = person.span.of(text).rsplit([' ', '-']).next().unwrap_or_default();
        *families.entry(last).or_default() += 1;
    }
    families.retain(|word, _| word.starts_with(char::is_uppercase) && word.len() > 2);
    let taken: Vec<Span> = found.iter().map(|mention| mention.span).collect();
    let said = |at: usize| &text[page.units[at].start as usize..page.units[at].end as usize];
    let alone = |at: usize| {
        let next = (at + 1 < part.end).then(|| said(at + 1));
        !next.is_some_and(|next| next.starts_with(char::is_uppercase))
    };
    let speaks = |at: usize| at + 1 < part.end && SAYING.contains(&said(at + 1));
    let known = |at: usize| families.get(said(at)).is_some_and(|&count| count >= REPEATED || speaks(at));
    for at in part.clone().filter(|&at| known(at) && alone(at)) {
        let span = Span { start: page.units[at].start, end: page.units[at].end };
        let before = taken.partition_point(|name| name.end <= span.start);
        if !taken.get(before).is_some_and(|name| name.overlaps(span)) {
            let rule = "names.repeat";
            found.push(Mention { span, kind: NameKind::Person, entity: None, canonical: None, rule });
        }
    }
    found.sort_by_key(|mention| mention.span);
}

fn mention(page: &Page, from: usize, to: usize, kind: NameKind, text: &str) -> Option<Mention> {
    let (from, to) = trimmed(page, from, to, text)?;
    let (from, kind) = without_demonym(page, from, to, kind, text);
    let from = if kind == NameKind::Person { behind_titles(page, from, to) } else { from };
    let span = Span { start: page.units[from].start, end: page.units[to - 1].end };
    Some(Mention { span, kind, entity: None, canonical: None, rule: MODEL })
}

/// Words and abbreviations before a name that are no part of it ("Lt. Gen.", "President").
static TITLES: LazyLock<FxHashSet<u32>> = LazyLock::new(|| hashes(lines(include_str!("../../data/names/titles.txt"))));

/// Whether a word, without its full stop, is a title that stands before a name.
pub(super) fn is_title(word: &str) -> bool {
    TITLES.contains(&folded_hash(word))
}

/// Where a person's name begins behind the titles that the tagger took into it.
fn behind_titles(page: &Page, from: usize, to: usize) -> usize {
    let title = |at: usize| TITLES.contains(&page.units[at].hash) || page.units[at].case == Case::Mark;
    // "FEMA Administrator Ana Lind": the body of the office goes with it.
    let acronym = to > from + 2 && page.units[from].case == Case::Upper && page.units[from].length > 2;
    let first = from + usize::from(acronym && TITLES.contains(&page.units[from + 1].hash));
    // A title alone is somebody's name ("Bishop").
    (first..to).find(|&at| !title(at)).unwrap_or(from)
}

/// Nouns for people of a country.
static NATIONALS: LazyLock<FxHashSet<u32>> =
    LazyLock::new(|| hashes(lines(include_str!("../../data/names/nationals.txt"))));

/// The likeliest kind of a word's vector that is a person, see [`super::tagger::lexicon::Word::likelihoods`].
const PERSON: u16 = 1;

/// "Kenyan" names no place, and in "Kenyan Lake Victoria" it is no part of the lake's name.
fn without_demonym(page: &Page, from: usize, to: usize, kind: NameKind, text: &str) -> (usize, NameKind) {
    let words = |from: usize, to: usize| &text[page.units[from].start as usize..page.units[to - 1].end as usize];
    let gazetteer = lookup(words(from, to)).is_some();
    // "beat Kenyan Amina Otieno", "unseeded Russian Amina Otieno": the adjective says where from.
    let origin = |at: usize| of_demonym(words(at, at + 1)).is_some() || NATIONALS.contains(&page.units[at].hash);
    let bearer = (from + 1..to.saturating_sub(1)).rev().find(|&at| origin(at - 1));
    if let Some(at) = bearer.filter(|_| kind == NameKind::Person) {
        return (at, kind);
    }
    // "Frenchman Hugo Lacaze" and "Colombian Wilmer Soto" are people where the first word is a given name.
    let given = |at: usize| page.words[at].has(word_flags::GIVEN) && page.words[at].likelihoods() >> 7 == PERSON;
    let national = NATIONALS.contains(&page.units[from].hash);
    if bearer == Some(from + 1) && to - from == 3 && (national || given(from + 1)) && kind != NameKind::Place {
        return (from + 1, NameKind::Person);
    }
    if gazetteer || !matches!(kind, NameKind::Place | NameKind::Other) {
        return (from, kind);
    }
    let all = of_demonym(words(from, to)).is_some();
    let first = to - from > 1 && of_demonym(words(from, from + 1)).is_some();
    match (all, first && lookup(words(from + 1, to)).is_some()) {
        (true, _) => (from, NameKind::Other),
        (false, true) => (from + 1, NameKind::Place),
        (false, false) => (from, kind),
    }
}

/// The units of a name less the article before it and the marks and possessive ending around it.
fn trimmed(page: &Page, mut from: usize, mut to: usize, text: &str) -> Option<(usize, usize)> {
    let word = |at: usize| &text[page.units[at].start as usize..page.units[at].end as usize];
    // "said otieno": on a page without capitals the verb is taken along.
    let says = |at: usize| page.units[at].case == Case::Lower && SAYING.contains(&word(at));
    let article = |at: usize| matches!(word(at), "the" | "The" | "THE" | "a" | "A");
    while from < to && (page.units[from].case == Case::Mark || article(from) || says(from)) {
        from += 1;
    }
    while from < to && says(to - 1) {
        to -= 1;
    }
    while from < to {
        let last = word(to - 1);
        let possessive = matches!(last, "s" | "S") && to >= from + 2 && matches!(word(to - 2), "'" | "’");
        if !possessive && page.units[to - 1].case != Case::Mark {
            return Some((from, to));
        }
        to -= 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, NameKind)]) {
        let found = names_of_text(text, &[Span::new(0, text.len())]);
        let found: Vec<(&str, NameKind)> = found.iter().map(|name| (name.span.of(text), name.kind)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn people_places_and_organisations_are_told_apart() {
        check(
            "Kenyan President Amina Otieno met officials of the United Nations in Nairobi on Monday.",
            &[
                ("Kenyan", NameKind::Other),
                ("Amina Otieno", NameKind::Person),
                ("United Nations", NameKind::Organisation),
                ("Nairobi", NameKind::Place),
            ],
        );
    }

    #[test]
    fn the_agency_of_a_date_line_is_marked() {
        let text = "LIND, Jun 11 (efe) - Rain fell. Reuters/ REUTERS/Ana Ruiz (noon)";
        let found = names_of_text(text, &[Span::new(0, 31), Span::new(32, text.len())]);
        let agencies: Vec<&str> =
            found.iter().filter(|name| name.kind == NameKind::Organisation).map(|name| name.span.of(text)).collect();
        assert!(agencies.contains(&"efe") && agencies.contains(&"REUTERS") && !agencies.contains(&"noon"), "{found:?}");
    }

    #[test]
    fn the_family_name_of_somebody_named_in_full_speaks() {
        let text = "Police spokeswoman Ana Stone came. Stone said it was late.";
        let found = names_of_text(text, &[Span::new(0, 34), Span::new(35, text.len())]);
        let people: Vec<&str> = found.iter().map(|name| name.span.of(text)).collect();
        assert_eq!(people, ["Ana Stone", "Stone"]);
    }

    #[test]
    fn small_letters_hide_no_listed_organisation() {
        let text = "the united nations said so. \"we left,\" said otieno.";
        let found = names_of_text(text, &[Span::new(0, 27), Span::new(28, text.len())]);
        let named: Vec<&str> = found.iter().map(|name| name.span.of(text)).collect();
        assert!(named.contains(&"united nations") && !named.iter().any(|name| name.contains("said")), "{named:?}");
    }

    #[test]
    fn listed_organisations_are_marked_wherever_they_stand() {
        let text = "On Monday the World Bank lent nothing.";
        let found = names_of_text(text, &[Span::new(0, text.len())]);
        assert!(found.iter().any(|name| name.span.of(text) == "World Bank" && name.kind == NameKind::Organisation));
    }

    #[test]
    fn an_adjective_inside_the_name_of_a_place_is_part_of_it() {
        let text = "The rocket left French Guiana on Monday.";
        let found = names_of_text(text, &[Span::new(0, text.len())]);
        assert!(found.iter().any(|name| name.span.of(text) == "French Guiana" && name.kind == NameKind::Place));
    }

    #[test]
    fn where_somebody_is_or_is_from_is_no_part_of_the_name() {
        check("The Norwegian Kaia Ruud won on Monday.", &[("Kaia Ruud", NameKind::Person)]);
    }

    #[test]
    fn possessives_stay_outside() {
        check("Otieno’s lawyers left Mombasa.", &[("Otieno", NameKind::Person), ("Mombasa", NameKind::Place)]);
    }

    #[test]
    fn titles_stay_outside() {
        check("Officers told Lt. Gen. Amina Otieno to leave.", &[("Amina Otieno", NameKind::Person)]);
    }

    #[test]
    fn text_without_names_has_none() {
        check("the rain fell all day and nobody came.", &[]);
    }
}
