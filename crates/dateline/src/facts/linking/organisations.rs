//! Organisations: equal names, initials, known other names, names less their legal ending.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::forms::{Spot, commonest, words};
use super::{Entity, NameKind};
use crate::facts::lists::{List, lines, words as list};

/// Other names, by folded words, with the usual one.
static ALIASES: LazyLock<BTreeMap<Vec<String>, &'static str>> = LazyLock::new(|| {
    let names = lines(include_str!("../../../data/names/organisations.tsv")).flat_map(|line| {
        let mut fields = line.split('\t');
        let usual = fields.next().unwrap_or_default();
        std::iter::once(usual).chain(fields).map(move |name| (words(name), usual))
    });
    names.filter(|(words, _)| !words.is_empty()).collect()
});

/// Words that a name keeps or loses without naming another organisation.
static ENDINGS: List = List::new(|| list("endings of bodies"));

/// Letters of a name from which on blanks and hyphens in it tell nothing: shorter ones are other names more often.
const JOINED: usize = 8;

/// Whether the folded words are a name of the list.
pub(super) fn is_known(tokens: &[String]) -> bool {
    ALIASES.contains_key(tokens)
}

/// Links the organisations among the spots.
pub(super) fn link(spots: &[Spot], entities: &mut [Entity]) {
    let own: Vec<usize> = (0..spots.len()).filter(|&at| spots[at].kind == NameKind::Organisation).collect();
    let initials = initials(spots, &own);
    // "Vostok-Ugol" and "Vostokugol" are one: words are told apart where names are short.
    let mut by_key: BTreeMap<String, (Vec<String>, Vec<usize>)> = BTreeMap::new();
    for &at in &own {
        let key = key(&spots[at], &initials);
        let letters = key.concat();
        let one = if letters.chars().count() >= JOINED { letters } else { key.join(" ") };
        by_key.entry(one).or_insert_with(|| (key, Vec::new())).1.push(at);
    }
    for (key, places) in by_key.into_values() {
        let longest = places.iter().map(|&at| spots[at].tokens.len()).max().unwrap_or(0);
        let full = places.iter().filter(|&&at| spots[at].tokens.len() == longest && !spots[at].acronym);
        let name = ALIASES.get(&key).copied();
        let name = name.or_else(|| commonest(full.map(|&at| spots[at].surface.as_str())));
        let name = name.unwrap_or(&spots[places[0]].surface);
        let entity = Entity::new(NameKind::Organisation, name);
        places.iter().for_each(|&at| entities[at] = entity.clone());
    }
}

/// What all names of one organisation share.
fn key(spot: &Spot, initials: &BTreeMap<String, Vec<String>>) -> Vec<String> {
    if let Some(usual) = ALIASES.get(&spot.tokens) {
        return words(usual);
    }
    if spot.acronym
        && let Some(full) = initials.get(&spot.tokens[0])
    {
        return full.clone();
    }
    stem(&spot.tokens)
}

/// A name less its legal ending.
fn stem(tokens: &[String]) -> Vec<String> {
    let mut kept = tokens;
    while kept.len() > 1 && ENDINGS.contains(&kept[kept.len() - 1].as_str()) {
        kept = &kept[..kept.len() - 1];
    }
    kept.to_vec()
}

/// Long names of the group by their initials; initials that two names share are left out.
fn initials(spots: &[Spot], own: &[usize]) -> BTreeMap<String, Vec<String>> {
    /// Words that initials usually pass over.
    static SMALL: List = List::new(|| list("passed over by initials"));
    let mut out: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
    for &at in own.iter().filter(|&&at| spots[at].tokens.len() > 1) {
        let telling: Vec<&String> = spots[at].tokens.iter().filter(|token| !SMALL.contains(&token.as_str())).collect();
        let letters: String = telling.iter().filter_map(|token| token.chars().next()).collect();
        let full = ALIASES.get(&spots[at].tokens).map_or_else(|| stem(&spots[at].tokens), |usual| words(usual));
        let named = out.entry(letters).or_default();
        if !named.contains(&full) {
            named.push(full);
        }
    }
    out.into_iter()
        .filter(|(_, named)| named.len() == 1)
        .map(|(letters, mut named)| (letters, named.remove(0)))
        .collect()
}
