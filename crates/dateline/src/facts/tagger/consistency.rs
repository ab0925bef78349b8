//! One name, one kind: what the second pass labelled apart is brought together over the page.
//!
//! A page seldom gives one name to two things. So a name that the page decides otherwise in most places is decided so
//! everywhere; a bare family name goes to the person whom the page gives in full; and a word that the page takes for a
//! name again and again is one where the tagger left it out.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::labels::{KINDS, Label};
use super::lexicon::word_flags;
use super::page::{Casing, Page};
use super::units::{Case, Unit, folded_hash};
use crate::facts::NameKind;
use crate::facts::lists::{hashes, lines, words};
use crate::facts::places::{PHRASE_INSIDE, is_country_mark};

/// Labels of a kind against one of another that settle a name: two could be chance on either side.
const MAJORITY: u32 = 3;
/// Labels of one kind, and none of another, that make a word a name wherever it stands alone.
const REPEATED: u32 = 2;
/// What a full name counts for the family name in it, in bare mentions.
const FULL_NAME: u32 = 2;

/// Words that put something in a place.
static INSIDE: LazyLock<FxHashSet<u32>> = LazyLock::new(|| hashes(words("inside").iter().copied()));

/// Nouns of sites and settlements.
static SITES: LazyLock<FxHashSet<u32>> = LazyLock::new(|| {
    let lists =
        [include_str!("../../../data/places/facilities.txt"), include_str!("../../../data/places/settlements.txt")];
    hashes(lists.into_iter().flat_map(lines))
});

/// Nouns of bodies that stand right before their names or in apposition.
static BODIES: LazyLock<FxHashSet<u32>> =
    LazyLock::new(|| hashes(lines(include_str!("../../../data/names/bodies.txt"))));

/// Nouns for people.
static PEOPLE: LazyLock<FxHashSet<u32>> =
    LazyLock::new(|| hashes(lines(include_str!("../../../data/names/people.txt"))));
static ARTICLES: LazyLock<[u32; 3]> = LazyLock::new(|| ["a", "an", "the"].map(folded_hash));

/// Nouns that stand with "of" before the name of a place ("the village of Orrin"); "the capital of" names no place.
static NAMED_PLACES: LazyLock<FxHashSet<u32>> = LazyLock::new(|| hashes(words("named places").iter().copied()));

/// Words for being or coming somewhere, before "in", "at", "near", "outside".
static STAYS: LazyLock<FxHashSet<u32>> = LazyLock::new(|| hashes(words("stays").iter().copied()));
/// Adjectives of direction ("in eastern Orrin").
static DIRECTIONS: LazyLock<FxHashSet<u32>> = LazyLock::new(|| hashes(words("directions").iter().copied()));
static FROM: LazyLock<u32> = LazyLock::new(|| folded_hash("from"));
static AT: LazyLock<u32> = LazyLock::new(|| folded_hash("at"));
static OF: LazyLock<u32> = LazyLock::new(|| folded_hash("of"));

/// Units of a family name ("van der Merwe").
const LONGEST_FAMILY: usize = 3;

/// A labelled stretch of units.
struct Name {
    from: usize,
    to: usize,
    kind: NameKind,
}

/// How often a name got which kind, and how often it ends the full name of a person.
#[derive(Default, Clone, Copy)]
struct Votes {
    kinds: [u32; KINDS.len()],
    families: u32,
    /// Times that somebody or a site is put in it ("the hospital in Orrin", "lives in Orrin"): it is no person then.
    sites: u32,
    /// Times that the text calls it a town, a district ("the village of Orrin"): it is neither person nor body then.
    towns: u32,
    /// Times that the text says beside it that it is a body ("Ruvia, the company behind the port", "the airline Ruvia").
    bodies: u32,
}

/// Nouns of media, right before the name or right behind it ("the newspaper Ruvia", "Ruvia magazine").
static MEDIA: LazyLock<FxHashSet<u32>> = LazyLock::new(|| hashes(words("media").iter().copied()));
/// Units of the longest name of a newspaper that is looked for.
const LONGEST_MEDIUM: usize = 5;

/// Labels what the text calls a newspaper and the tagger left out: capitals inside a sentence on one side of the noun.
fn label_media(page: &Page, labels: &mut [Label]) {
    for sentence in page.sentences.iter().filter(|sentence| sentence.casing == Casing::Normal) {
        let (from, to) = (sentence.from as usize, sentence.to as usize);
        for at in from + 1..to {
            let unit = &page.units[at];
            if unit.case != Case::Lower || !MEDIA.contains(&unit.hash) {
                continue;
            }
            let part = |at: usize| {
                let unit = &page.units[at];
                let hyphen = unit.tail as u8 == b'-' && unit.glued;
                labels[at] == Label::OUTSIDE && page.places[at] == 0 && (unit.is_capital() || hyphen)
            };
            let before = (from + 1..at).rev().take(LONGEST_MEDIUM).take_while(|&at| part(at)).last();
            let behind = (at + 1..to).take(LONGEST_MEDIUM).take_while(|&at| part(at)).last();
            let name = before.map(|first| (first, at)).or(behind.map(|last| (at + 1, last + 1)));
            if let Some((first, end)) = name.filter(|&(first, _)| page.units[first].is_capital()) {
                labels[first] = Label::begin(NameKind::Organisation);
                labels[first + 1..end].fill(Label::inside(NameKind::Organisation));
            }
        }
    }
}

/// Labels the acronym that the tagger left out behind a noun for a body ("the weather agency ORMET").
fn label_acronyms(page: &Page, labels: &mut [Label]) {
    for sentence in page.sentences.iter().filter(|sentence| sentence.casing == Casing::Normal) {
        let inside = &page.units[sentence.from as usize..sentence.to as usize];
        let own = &mut labels[sentence.from as usize..sentence.to as usize];
        for (pair, at) in inside.windows(2).zip(1..) {
            let [noun, unit] = pair else { continue };
            let named = noun.case == Case::Lower && BODIES.contains(&noun.hash);
            let alone = !inside.get(at + 1).is_some_and(Unit::is_capital);
            if named && alone && unit.case == Case::Upper && unit.length > 2 && own[at] == Label::OUTSIDE {
                own[at] = Label::begin(NameKind::Organisation);
            }
        }
    }
}

/// Settles the labels of a page.
pub(super) fn settle(page: &Page, labels: &mut [Label]) {
    label_media(page, labels);
    label_acronyms(page, labels);
    let names = names(page, labels);
    let votes = votes(page, &names);
    for name in &names {
        let Some(votes) = votes.get(&key(page, name.from, name.to)) else { continue };
        if let Some(kind) = better(page, name, votes) {
            labels[name.from] = Label::begin(kind);
            labels[name.from + 1..name.to].fill(Label::inside(kind));
        }
    }
    for run in &page.runs {
        let normal = page.sentences[run.sentence as usize].casing == Casing::Normal;
        for at in (run.from as usize..run.to as usize).filter(|_| normal) {
            if let Some(kind) = repeated(page, labels, at, &votes) {
                labels[at] = Label::begin(kind);
            } else if let Some((end, kind)) = repeated_long(page, labels, at, run.to as usize, &votes) {
                labels[at] = Label::begin(kind);
                labels[at + 1..end].fill(Label::inside(kind));
            }
        }
    }
}

fn names(page: &Page, labels: &[Label]) -> Vec<Name> {
    let mut out: Vec<Name> = Vec::new();
    for run in &page.runs {
        for (label, at) in labels[run.from as usize..run.to as usize].iter().zip(run.from as usize..) {
            let Some(kind) = label.kind() else { continue };
            match out.last_mut().filter(|name| label.continues() && name.to == at) {
                Some(name) => name.to = at + 1,
                None => out.push(Name { from: at, to: at + 1, kind }),
            }
        }
    }
    out
}

fn votes(page: &Page, names: &[Name]) -> FxHashMap<u64, Votes> {
    let mut votes: FxHashMap<u64, Votes> = FxHashMap::default();
    for name in names {
        let own = votes.entry(key(page, name.from, name.to)).or_default();
        own.kinds[name.kind as usize] = own.kinds[name.kind as usize].saturating_add(1);
        own.sites = own.sites.saturating_add(u32::from(holds_something(page, name)));
        own.towns = own.towns.saturating_add(u32::from(is_called_a_town(page, name)));
        own.bodies = own.bodies.saturating_add(u32::from(is_called_a_body(page, name)));
        if name.kind == NameKind::Person {
            for from in (name.from + 1).max(name.to.saturating_sub(LONGEST_FAMILY))..name.to {
                let families = &mut votes.entry(key(page, from, name.to)).or_default().families;
                *families = families.saturating_add(1);
            }
        }
    }
    votes
}

/// Whether a name of one word stands behind a site or settlement and "in", or behind "lives in", "arrived at".
fn holds_something(page: &Page, name: &Name) -> bool {
    let before = |units: usize| name.from.checked_sub(units).map(|at| page.units[at].hash);
    let inside = before(1).is_some_and(|hash| INSIDE.contains(&hash));
    let stays = before(2).is_some_and(|hash| STAYS.contains(&hash)) && (inside || before(1) == Some(*AT));
    let site = inside && before(2).is_some_and(|hash| SITES.contains(&hash));
    // "an officer from Orrin", "in eastern Orrin".
    let origin = before(1) == Some(*FROM) && before(2).is_some_and(|hash| PEOPLE.contains(&hash));
    let direction = name.from > 0
        && page.units[name.from - 1].case == Case::Lower
        && before(1).is_some_and(|hash| DIRECTIONS.contains(&hash));
    name.to == name.from + 1 && (stays || site || origin || direction)
}

/// Whether the text calls a name a settlement or part of a country: "the village of Orrin Saleh".
fn is_called_a_town(page: &Page, name: &Name) -> bool {
    let before = |units: usize| name.from.checked_sub(units).map(|at| page.units[at].hash);
    before(1) == Some(*OF) && before(2).is_some_and(|hash| NAMED_PLACES.contains(&hash))
}

/// Whether a name is all of the long or short name of a country in the gazetteer, which bodies are not called by.
fn is_country(page: &Page, name: &Name) -> bool {
    let inside = |at: usize| page.places.get(at).is_some_and(|mark| mark & PHRASE_INSIDE != 0);
    let whole = (name.from + 1..name.to).all(inside) && !inside(name.to);
    let long = name.to > name.from + 1 || matches!(page.units[name.from].case, Case::Upper | Case::Code);
    whole && long && is_country_mark(page.places[name.from])
}

/// Units behind "Ruvia, the" in which a noun for a body is looked for ("Ruvia, the state oil company").
const APPOSITION: usize = 4;

/// Whether the text calls a name a company, an agency, a party, right before or in apposition.
fn is_called_a_body(page: &Page, name: &Name) -> bool {
    let small = |at: usize| page.units.get(at).filter(|unit| unit.case == Case::Lower).map(|unit| unit.hash);
    // "Ana Lind, the company’s founder", "Lind, the party leader": somebody of a body.
    let owns = |at: usize| page.units.get(at + 1).is_some_and(|unit| unit.case == Case::Mark && unit.glued);
    let somebody = |at: usize| small(at + 1).is_some_and(|hash| PEOPLE.contains(&hash));
    let called = |at: usize| small(at).is_some_and(|hash| BODIES.contains(&hash));
    let body = |at: usize| called(at) && !(owns(at) && page.units[at + 1].tail as u8 != b',') && !somebody(at);
    let article = page.units.get(name.to).is_some_and(|unit| unit.tail as u8 == b',' && unit.case == Case::Mark)
        && small(name.to + 1).is_some_and(|hash| ARTICLES.contains(&hash));
    let behind = || {
        let mut words = (name.to + 2..name.to + 2 + APPOSITION).take_while(|&at| small(at).is_some());
        words.any(body)
    };
    (name.from > 0 && body(name.from - 1)) || (article && behind())
}

/// The words of a stretch of units, as one number.
fn key(page: &Page, from: usize, to: usize) -> u64 {
    page.units[from..to]
        .iter()
        .fold(0, |key: u64, unit| (key.rotate_left(21) ^ u64::from(unit.hash)).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

/// The kind that the page gives a name elsewhere, if that is another and better founded.
fn better(page: &Page, name: &Name, votes: &Votes) -> Option<NameKind> {
    let own = votes.kinds[name.kind as usize];
    let persons = votes.kinds[NameKind::Person as usize];
    let word = page.words[name.to - 1];
    let moved = match name.kind {
        NameKind::Person => votes.families == 0 && votes.sites + votes.towns > 0,
        NameKind::Organisation => is_country(page, name) || (votes.towns > 0 && votes.bodies == 0),
        NameKind::Place | NameKind::Other => false,
    };
    if moved {
        return Some(NameKind::Place);
    }
    let place = name.kind == NameKind::Place && (word.has(word_flags::TOWN) || word.has(word_flags::COUNTRY));
    let bare = name.kind == NameKind::Place || (name.kind == NameKind::Person && name.to == name.from + 1);
    if bare && !place && votes.families == 0 && votes.bodies > 0 {
        return Some(NameKind::Organisation);
    }
    let full = if place { 0 } else { votes.families.min(1) * FULL_NAME };
    if name.kind != NameKind::Person && votes.families > 0 && persons + full >= own {
        return (!place || persons > own).then_some(NameKind::Person);
    }
    let best =
        KINDS.into_iter().filter(|&kind| kind != NameKind::Other).max_by_key(|&kind| votes.kinds[kind as usize])?;
    (best != name.kind && votes.kinds[best as usize] >= MAJORITY * own).then_some(best)
}

/// The kind of a word that was left out, if it stands alone and the page elsewhere takes it for one kind of name.
fn repeated(page: &Page, labels: &[Label], at: usize, votes: &FxHashMap<u64, Votes>) -> Option<NameKind> {
    let free = |at: usize| labels.get(at).is_none_or(|label| *label == Label::OUTSIDE);
    let capital = |at: usize| page.units.get(at).is_some_and(Unit::is_capital);
    let alone = |at: usize| free(at) && !capital(at);
    if !(capital(at) && free(at) && alone(at + 1) && (at == 0 || alone(at - 1))) {
        return None;
    }
    let also_small = page.cases.get(&page.units[at].hash).is_some_and(|counts| counts.lower > 0);
    let kinds = votes.get(&key(page, at, at + 1)).filter(|_| !also_small)?.kinds;
    let kind = KINDS.into_iter().find(|&kind| kinds[kind as usize] >= REPEATED)?;
    let others = kinds.iter().sum::<u32>() - kinds[kind as usize];
    (others == 0).then_some(kind)
}

/// Units of the longest name of several words that is looked for where it was left out.
const LONGEST_LEFT_OUT: usize = 6;

/// The end and kind of a name of several words that begins at `at`, that was left out there and is one elsewhere.
fn repeated_long(
    page: &Page,
    labels: &[Label],
    at: usize,
    to: usize,
    votes: &FxHashMap<u64, Votes>,
) -> Option<(usize, NameKind)> {
    let free = |at: usize| labels.get(at).is_none_or(|label| *label == Label::OUTSIDE);
    let capital = |at: usize| page.units.get(at).is_some_and(Unit::is_capital);
    if !(free(at) && capital(at)) || (at > 0 && capital(at - 1)) {
        return None;
    }
    let longest = (at..to.min(at + LONGEST_LEFT_OUT)).take_while(|&at| free(at)).count();
    (2..=longest).rev().map(|length| at + length).find_map(|end| {
        let kinds = votes.get(&key(page, at, end)).filter(|_| capital(end - 1) && !capital(end))?.kinds;
        let kind = KINDS.into_iter().find(|&kind| kinds[kind as usize] > 0)?;
        (kinds.iter().sum::<u32>() == kinds[kind as usize]).then_some((end, kind))
    })
}

#[cfg(test)]
mod tests {
    use crate::facts::{NameKind, names_of_text};
    use crate::text::Span;

    #[test]
    fn what_a_site_lies_in_is_a_place_all_over_the_page() {
        let text = "The mayor of Orrin, Ana Lind, left on Monday. Lind said the hospital in Orrin was full.";
        let found = names_of_text(text, &[Span::new(0, 45), Span::new(46, text.len())]);
        let orrin: Vec<NameKind> =
            found.iter().filter(|name| name.span.of(text) == "Orrin").map(|name| name.kind).collect();
        assert_eq!(orrin, [NameKind::Place; 2]);
    }

    /// Kinds that a word is marked as on a page of these sentences.
    fn check(sentences: &[&str], word: &str, expected: &[NameKind]) {
        let text = sentences.join(" ");
        let starts = sentences.iter().scan(0, |at, said| {
            let from = *at;
            *at += said.len() + 1;
            Some(Span::new(from, from + said.len()))
        });
        let found = names_of_text(&text, &starts.collect::<Vec<_>>());
        let kinds: Vec<NameKind> =
            found.iter().filter(|name| name.span.of(&text) == word).map(|name| name.kind).collect();
        assert_eq!(kinds, expected, "{found:?}");
    }

    #[test]
    fn where_somebody_lives_or_arrives_is_no_person() {
        let text = ["Teachers met in Bethany on Monday.", "Most had arrived at Bethany by bus."];
        check(&text, "Bethany", &[NameKind::Place; 2]);
    }

    #[test]
    fn where_somebody_comes_from_is_no_person() {
        check(&["A nurse from Bethany won.", "Rain fell on eastern Bethany."], "Bethany", &[NameKind::Place; 2]);
    }

    #[test]
    fn what_the_text_calls_a_village_is_one() {
        check(&["They live in the village of Nabi Orrin, where rain fell."], "Nabi Orrin", &[NameKind::Place]);
    }

    #[test]
    fn what_the_text_calls_a_newspaper_is_one() {
        check(&["A writer in the evening newspaper Voorut said so."], "Voorut", &[NameKind::Organisation]);
        check(&["He told Grey Harbour magazine that the Kenyan newspaper lied."], "Kenyan", &[NameKind::Other]);
    }

    #[test]
    fn an_acronym_behind_a_noun_for_a_body_is_one() {
        check(&["The weather agency ORMET said that winds would ease."], "ORMET", &[NameKind::Organisation]);
        check(&["The company CEO Ana Lind left on Monday."], "CEO", &[]);
    }

    #[test]
    fn a_country_in_full_is_no_organisation() {
        let text = ["The Democratic People's Republic of Korea (DPRK) said so.", "The DPRK tested a rocket."];
        check(&text, "DPRK", &[NameKind::Place; 2]);
        check(&text, "Democratic People's Republic of Korea", &[NameKind::Place]);
    }

    #[test]
    fn what_the_text_calls_a_company_is_one_all_over_the_page() {
        let text = "Ruvia, the company behind the port, met Ana Lind. The plan of Ruvia is new. Work on Ruvia began.";
        let found = names_of_text(text, &[Span::new(0, 49), Span::new(50, 75), Span::new(76, text.len())]);
        let kinds: Vec<NameKind> =
            found.iter().filter(|name| name.span.of(text) == "Ruvia").map(|name| name.kind).collect();
        assert!(kinds.iter().all(|kind| *kind == NameKind::Organisation) && !kinds.is_empty(), "{kinds:?}");
    }

    #[test]
    fn a_name_of_several_words_is_found_wherever_it_stands() {
        let text = "Amina Otieno left. Aides of Amina Otieno stayed. Nobody told Amina Otieno.";
        let found = names_of_text(text, &[Span::new(0, 18), Span::new(19, 48), Span::new(49, text.len())]);
        assert_eq!(found.iter().filter(|name| name.span.of(text) == "Amina Otieno").count(), 3);
    }

    #[test]
    fn a_family_name_is_of_one_kind_all_over_a_page() {
        let text =
            "Amina Otieno spoke in Nairobi. A vote put Otieno on 55 percent. Support for Otieno grew. Otieno won.";
        let found =
            names_of_text(text, &[Span::new(0, 30), Span::new(31, 63), Span::new(64, 88), Span::new(89, text.len())]);
        let otieno: Vec<NameKind> =
            found.iter().filter(|name| name.span.of(text).ends_with("Otieno")).map(|name| name.kind).collect();
        assert_eq!(otieno, [NameKind::Person; 4]);
    }
}
