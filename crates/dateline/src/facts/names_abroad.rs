//! Names in languages that the weights have not learnt: what their function words, titles and capitals say.
//!
//! The tagger is trained on English. In other languages it takes articles, prepositions and titles into names, and in
//! German every noun has a capital. A name is cut where a function word of its language says that two stand together;
//! titles and what only opens the sentence come off; in German a word alone is a person only where the page gives the
//! full name, and a place only where the gazetteer has it or a preposition puts something there.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::lists::lines;
use super::places::lookup;
use super::tagger::units::folded;
use super::{Mention, NameKind};
use crate::text::Span;

/// The lists of one language.
#[derive(Debug, Default)]
struct Words {
    titles: BTreeSet<String>,
    opens: BTreeSet<String>,
    parts: BTreeSet<&'static str>,
    kinds: BTreeSet<String>,
    inside: BTreeSet<String>,
    /// Whether every noun has a capital.
    nouns: bool,
}

static LANGUAGES: LazyLock<BTreeMap<&'static str, Words>> = LazyLock::new(|| {
    let mut out: BTreeMap<&'static str, Words> = BTreeMap::new();
    for line in lines(include_str!("../../data/names/abroad.tsv")) {
        let mut fields = line.split('\t');
        let (Some(code), Some(list), Some(words)) = (fields.next(), fields.next(), fields.next()) else { continue };
        let own = out.entry(code).or_default();
        let folded_words = || words.split(',').map(folded).collect();
        match list {
            "titles" => own.titles = folded_words(),
            "opens" => own.opens = folded_words(),
            "parts" => own.parts = words.split(',').collect(),
            "kinds" => own.kinds = folded_words(),
            "in" => own.inside = folded_words(),
            _ => own.nouns = true,
        }
    }
    out
});

/// Mends the names of a text in a language by its code; one without lists is left as it is.
pub(super) fn mend(code: &str, text: &str, found: &mut Vec<Mention>) {
    let Some(words) = LANGUAGES.get(code) else { return };
    let places: BTreeSet<String> =
        found.iter().filter(|name| name.kind == NameKind::Place).map(|name| name.span.of(text).to_owned()).collect();
    let mut out: Vec<Mention> = Vec::with_capacity(found.len());
    for name in found.drain(..) {
        out.extend(pieces(words, text, &name, &places).into_iter().filter_map(|piece| opened(words, text, piece)));
    }
    if words.nouns {
        let families = families(text, &out);
        out.retain_mut(|name| is_told(words, text, name, &families));
    }
    *found = out;
}

/// The parts of a name that function words part; a body with a preposition in its name stays whole.
fn pieces(words: &Words, text: &str, name: &Mention, places: &BTreeSet<String>) -> Vec<Mention> {
    let said = name.span.of(text);
    let mut cuts = vec![0];
    for (at, word) in spaced(said) {
        if at > 0 && words.parts.contains(word) {
            cuts.extend([at, at + word.len()]);
        }
    }
    cuts.push(said.len());
    let parts: Vec<Mention> = cuts
        .chunks(2)
        .map(|cut| {
            let part = &said[cut[0]..cut[1]];
            let start = name.span.start as usize + cut[0] + (part.len() - part.trim_start().len());
            Mention { span: Span::new(start, start + part.trim().len()), ..name.clone() }
        })
        .filter(|part| part.span.start < part.span.end)
        .collect();
    let here = |part: &Mention| places.contains(part.span.of(text));
    let known = |part: &Mention| here(part) || lookup(part.span.of(text)).is_some();
    let joined = parts.iter().all(known) || parts.iter().any(here);
    match name.kind {
        _ if cuts.len() < 3 => vec![name.clone()],
        _ if parts.len() == 1 => parts,
        NameKind::Organisation | NameKind::Other if !joined => vec![name.clone()],
        _ => parts.into_iter().filter_map(|part| kept(text, part, places)).collect(),
    }
}

/// A part of a name on its own: a place of the gazetteer, or somebody of two words.
fn kept(text: &str, mut part: Mention, places: &BTreeSet<String>) -> Option<Mention> {
    let said = part.span.of(text);
    if lookup(said).is_some() || places.contains(said) {
        part.kind = NameKind::Place;
        return Some(part);
    }
    (part.kind == NameKind::Person && said.contains(' ')).then_some(part)
}

/// Words of a text with their places.
fn spaced(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(' ').map(move |word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

/// Where the name of a person begins behind the last title in it ("Hier Mme Claire Duval").
fn behind_title(words: &Words, said: &str) -> Option<usize> {
    let titled = spaced(said).filter(|(_, word)| words.titles.contains(&folded(word)));
    titled.map(|(at, word)| at + word.len() + 1).filter(|&at| at < said.len()).last()
}

/// A name less the function words, titles and nouns for a kind of place that open it; none where nothing is left.
fn opened(words: &Words, text: &str, mut name: Mention) -> Option<Mention> {
    if let Some(at) = behind_title(words, name.span.of(text)).filter(|_| name.kind == NameKind::Person) {
        name.span = Span::new(name.span.start as usize + at, name.span.end as usize);
    }
    loop {
        let said = name.span.of(text);
        let (first, rest) = said.split_once(' ').unwrap_or((said, ""));
        let word = folded(first);
        let kind = words.kinds.contains(&word) && lookup(rest).is_some();
        if !(words.opens.contains(&word) || kind) {
            return Some(name);
        }
        if kind {
            name.kind = NameKind::Place;
        }
        let rest = rest.trim_start();
        if rest.is_empty() || !rest.starts_with(char::is_uppercase) {
            return None;
        }
        name.span = Span::new(name.span.end as usize - rest.len(), name.span.end as usize);
    }
}

/// Family names of the people named in full.
fn families<'t>(text: &'t str, names: &[Mention]) -> BTreeSet<&'t str> {
    let people = names.iter().filter(|name| name.kind == NameKind::Person);
    people.filter_map(|name| name.span.of(text).rsplit_once(' ').map(|(_, family)| family)).collect()
}

/// Where nouns have capitals: whether something but the capital tells a name of one word; a person alone may be a place
/// of the gazetteer.
fn is_told(words: &Words, text: &str, name: &mut Mention, families: &BTreeSet<&str>) -> bool {
    let said = name.span.of(text);
    let before =
        text[..name.span.start as usize].trim_end().rsplit([' ', '\n', '(']).next().map(folded).unwrap_or_default();
    let alone = !said.contains([' ', '-', '/']);
    match name.kind {
        NameKind::Person if alone => {
            let person = families.contains(said) || words.titles.contains(&before);
            if !person && lookup(said).is_some() {
                name.kind = NameKind::Place;
            }
            person || name.kind == NameKind::Place
        }
        NameKind::Place if alone => lookup(said).is_some() || words.inside.contains(&before),
        NameKind::Other => false,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is left of names of one kind in a text of a language.
    fn check(code: &str, text: &str, names: &[&str], kind: NameKind, expected: &[(&str, NameKind)]) {
        let mention = |said: &&str| {
            let start = text.find(said).unwrap();
            let span = Span::new(start, start + said.len());
            Mention { span, kind, entity: None, canonical: None, rule: "test" }
        };
        let mut found: Vec<Mention> = names.iter().map(mention).collect();
        mend(code, text, &mut found);
        let found: Vec<(&str, NameKind)> = found.iter().map(|name| (name.span.of(text), name.kind)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn titles_and_what_opens_a_sentence_stay_outside() {
        let person = NameKind::Person;
        check("de", "Herr Lind ging.", &["Herr Lind"], person, &[("Lind", person)]);
        check("fr", "Hier Mme Claire Duval a parlé.", &["Hier Mme Claire Duval"], person, &[("Claire Duval", person)]);
        check("es", "El Sr. Ruiz habló con Don Ivo Soto.", &["Don Ivo Soto"], person, &[("Ivo Soto", person)]);
        check("fr", "Selon Ana Ruiz, oui.", &["Selon Ana Ruiz"], person, &[("Ana Ruiz", person)]);
    }

    #[test]
    fn german_nouns_are_nobody() {
        let (person, place) = (NameKind::Person, NameKind::Place);
        let text = "Die Leiterin der Werkstatt sprach am Freitag mit Seiten zur Sache in Oslo über Lind. Ana Lind kam.";
        check(
            "de",
            text,
            &["Leiterin der Werkstatt", "Freitag", "Seiten zur Sache", "Oslo"],
            person,
            &[("Oslo", place)],
        );
        check("de", text, &["Lind", "Ana Lind"], person, &[("Lind", person), ("Ana Lind", person)]);
    }

    #[test]
    fn places_that_a_small_word_joins_are_two() {
        let text = "In Hamburg und Bremen fiel Regen.";
        let expected = [("Hamburg", NameKind::Place), ("Bremen", NameKind::Place)];
        check("de", text, &["Hamburg und Bremen"], NameKind::Organisation, &expected);
        let body = "Amt für Wasser und Boden";
        check(
            "de",
            "Das Amt für Wasser und Boden schwieg.",
            &[body],
            NameKind::Organisation,
            &[(body, NameKind::Organisation)],
        );
    }

    #[test]
    fn the_noun_for_a_kind_of_place_is_no_part_of_its_name() {
        check(
            "de",
            "Die Stadt Bremen baut.",
            &["Stadt Bremen"],
            NameKind::Organisation,
            &[("Bremen", NameKind::Place)],
        );
    }

    #[test]
    fn languages_without_lists_are_left_alone() {
        check(
            "en",
            "The Herr Lind Band.",
            &["Herr Lind Band"],
            NameKind::Other,
            &[("Herr Lind Band", NameKind::Other)],
        );
    }
}
