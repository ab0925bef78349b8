//! Mentions as lists of folded words.

use std::collections::{BTreeMap, BTreeSet};

use super::traits::{self, Traits};
use crate::facts::lists::{List, full_title, words as list};
use crate::facts::names::is_title;
use crate::facts::tagger::units::{Case, folded, units};
use crate::facts::{Marked, Mention, NameKind};
use crate::lang;

/// A mention with what linking needs of it.
#[derive(Debug, Clone)]
pub(super) struct Spot {
    /// Index of its article in the group.
    pub article: usize,
    /// Whether it stands in the headline.
    pub in_title: bool,
    /// Index among the names of the text or of the headline.
    pub index: usize,
    /// What it names.
    pub kind: NameKind,
    /// As written.
    pub surface: String,
    /// Its folded words: no marks, no titles, no articles.
    pub tokens: Vec<String>,
    /// Whether all of its letters are capitals and it is one word.
    pub acronym: bool,
    /// Paragraph of the text.
    pub paragraph: usize,
    /// For people: what the words beside the name tell of them.
    pub told: Traits,
    /// Title right before it, in full and folded ("senator").
    pub title: Option<String>,
    /// Whether a direction before it says that it is a place ("in eastern Orrin").
    pub directed: bool,
    /// For places: the place named right behind a comma ("Lind, Norland").
    pub within: Option<String>,
    /// For places: the place named right before a comma.
    pub around: Option<String>,
}

/// All mentions of the group, article by article, those of the text before those of the headline.
pub(super) fn spots(group: &[&mut Marked], order: &[usize]) -> Vec<Spot> {
    let mut out = Vec::new();
    for &article in order {
        let marked = &group[article];
        let titles = &lang::pack(marked.article.language.as_ref()).titles;
        for (in_title, list) in [(false, &marked.marks.names), (true, &marked.marks.title_names)] {
            let text = if in_title { marked.article.title.as_str() } else { marked.article.text.as_str() };
            let page = traits::Page { text, names: list };
            for (index, mention) in list.iter().enumerate() {
                let surface = mention.span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
                let beside = |offset: isize| {
                    let other = list.get(index.checked_add_signed(offset)?)?;
                    let (first, second) = if offset > 0 { (mention, other) } else { (other, mention) };
                    let between = text.get(first.span.end as usize..second.span.start as usize);
                    let both = first.kind == NameKind::Place && second.kind == NameKind::Place;
                    (both && between == Some(", ")).then(|| other.span.of(text).to_owned())
                };
                let mut tokens = words(&surface);
                while tokens.len() > 1 && mention.kind == NameKind::Person && titles.has(&tokens[0]) {
                    tokens.remove(0);
                }
                let acronym = tokens.len() == 1 && surface.len() >= 2 && !surface.chars().any(char::is_lowercase);
                let (title, within, around) = (title_before(text, mention), beside(1), beside(-1));
                let kind = mention.kind;
                let told = if kind == NameKind::Person { traits::traits(&page, index) } else { Traits::default() };
                let paragraph = marked.article.paragraphs.partition_point(|graf| graf.span.end <= mention.span.start);
                out.push(Spot {
                    article,
                    in_title,
                    index,
                    kind,
                    surface,
                    tokens,
                    acronym,
                    paragraph,
                    told,
                    title,
                    directed: directed(text, mention),
                    within,
                    around,
                });
            }
        }
    }
    out
}

/// Whether an adjective of direction stands right before a name.
fn directed(text: &str, mention: &Mention) -> bool {
    static DIRECTIONS: List = List::new(|| list("directions"));
    let before = text[..mention.span.start as usize].strip_suffix(' ');
    before.and_then(|before| before.rsplit(' ').next()).is_some_and(|word| DIRECTIONS.contains(&word))
}

/// The title that stands right before a person's name, in full.
fn title_before(text: &str, mention: &Mention) -> Option<String> {
    let before = text[..mention.span.start as usize].strip_suffix(' ')?;
    let word = before.rsplit(|c: char| !c.is_alphabetic() && c != '.').next()?;
    let word = word.strip_suffix('.').unwrap_or(word);
    let titled = mention.kind == NameKind::Person && word.starts_with(char::is_uppercase) && is_title(word);
    let folded = titled.then(|| folded(word))?;
    Some(full_title(&folded).map_or(folded, str::to_owned))
}

/// The folded words of a name, without marks and without an article before it.
pub(super) fn words(name: &str) -> Vec<String> {
    let mut parts = Vec::new();
    units(name, 0, name.len(), &mut parts);
    let words = parts.iter().filter(|unit| unit.case != Case::Mark);
    let mut words: Vec<String> = words.map(|unit| folded(&name[unit.start as usize..unit.end as usize])).collect();
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    words
}

/// Letters from which on a name in capitals is shouted rather than an acronym.
const SHOUTED: usize = 6;

/// The most frequent of some strings, of those that are not shouted where there is one; of equally frequent ones the
/// longest, then the first in order.
pub(super) fn commonest<'a>(strings: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    strings.for_each(|string| *counts.entry(string).or_default() += 1);
    let cased = |string: &str| string.chars().any(char::is_lowercase) || string.chars().count() < SHOUTED;
    let best =
        counts.iter().max_by_key(|(string, count)| (cased(string), **count, string.len(), std::cmp::Reverse(**string)));
    best.map(|(string, _)| *string)
}

/// Share of a form's mentions that must agree on its kind before the others follow.
const MAJORITY: f32 = 0.6;

/// A form that is labelled now one kind, now another takes the kind of the majority, across the group; what the
/// list of organisations names is one.
pub(super) fn settle_kinds(spots: &mut [Spot]) {
    let mut counts: BTreeMap<Vec<String>, [usize; 4]> = BTreeMap::new();
    for spot in spots.iter() {
        counts.entry(spot.tokens.clone()).or_default()[spot.kind as usize] += 1;
    }
    let kinds = [NameKind::Person, NameKind::Place, NameKind::Organisation, NameKind::Other];
    let named: BTreeSet<&String> = spots
        .iter()
        .filter(|spot| spot.kind == NameKind::Person && spot.tokens.len() > 1)
        .flat_map(|spot| &spot.tokens)
        .collect();
    // Whom nobody names in full, and where a direction says that it is a place, is one.
    let places: BTreeSet<Vec<String>> = spots
        .iter()
        .filter(|spot| spot.directed && spot.tokens.len() == 1 && !named.contains(&spot.tokens[0]))
        .map(|spot| spot.tokens.clone())
        .collect();
    for spot in spots {
        let Some(count) = counts.get(&spot.tokens) else { continue };
        let total: usize = count.iter().sum();
        let major = kinds.into_iter().find(|&kind| count[kind as usize] as f32 > MAJORITY * total as f32);
        spot.kind = if super::organisations::is_known(&spot.tokens) {
            NameKind::Organisation
        } else if spot.kind == NameKind::Person && places.contains(&spot.tokens) {
            NameKind::Place
        } else {
            major.unwrap_or(spot.kind)
        };
    }
}

/// Words of names that families and regions write differently or leave out.
static PARTICLES: List = List::new(|| list("particles"));
/// Endings of a person's name that are no part of it.
static SUFFIXES: List = List::new(|| list("endings of people"));

/// The words of a person's name that tell the person: without particles and endings, unless nothing would be left.
pub(super) fn core(tokens: &[String]) -> Vec<String> {
    let telling = |token: &&String| !PARTICLES.contains(&token.as_str()) && !SUFFIXES.contains(&token.as_str());
    let kept: Vec<String> = tokens.iter().filter(telling).cloned().collect();
    if kept.is_empty() { tokens.to_vec() } else { kept }
}

/// The consonants of a word in a spelling that transliterations share ("gaddafi", "qadhafi": "kdf"); a vowel only at
/// the beginning.
pub(super) fn skeleton(word: &str) -> String {
    let mut out = String::new();
    let mut before = ' ';
    for (at, letter) in spelled(word).chars().enumerate() {
        let c = match letter {
            'q' | 'c' | 'g' => 'k',
            // "Serhiy" and "Sergei": one letter to some, another to others.
            'h' if at > 0 && matches!(before, 'a' | 'e' | 'i' | 'o' | 'u' | 'r' | 'l' | 'n') => 'k',
            'w' => 'v',
            'z' => 's',
            other => other,
        };
        before = letter;
        let vowel = matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | '\'');
        if (at == 0 || !vowel) && !out.ends_with(c) {
            out.push(if vowel { 'a' } else { c });
        }
    }
    out
}

/// A word in letters that transliterations share.
fn spelled(word: &str) -> String {
    let pairs = [
        ("kh", "h"),
        ("gh", "g"),
        ("dh", "d"),
        ("th", "t"),
        ("ph", "f"),
        ("tch", "ch"),
        ("sch", "sh"),
        ("ck", "k"),
        ("dj", "j"),
        ("zh", "j"),
        ("x", "ks"),
        ("y", "i"),
    ];
    pairs.iter().fold(word.to_owned(), |word, (from, to)| word.replace(from, to))
}

/// Fewest letters of words that may be two spellings of one.
const SPELLED: usize = 4;

/// Whether two words are one, or two transliterations of one.
pub(super) fn alike(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let long_enough = a.len() >= SPELLED && b.len() >= SPELLED;
    let allowed = if a.len().min(b.len()) >= 6 { 2 } else { 1 };
    long_enough && skeleton(a) == skeleton(b) && distance(&spelled(a), &spelled(b)) <= allowed
}

/// Number of letters to change, add or take away to make one word the other; words are short.
fn distance(a: &str, b: &str) -> usize {
    /// Longer words are compared by their beginnings: no name is longer, and time stays bounded.
    const LONGEST: usize = 40;
    let b: Vec<char> = b.chars().take(LONGEST).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (line, from) in a.chars().take(LONGEST).enumerate() {
        let mut corner = row[0];
        row[0] = line + 1;
        for (at, to) in b.iter().enumerate() {
            let change = corner + usize::from(from != *to);
            corner = row[at + 1];
            row[at + 1] = change.min(corner + 1).min(row[at] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_are_alike_and_other_names_are_not() {
        assert!(alike("mohammed", "muhammad"));
        assert!(alike("gaddafi", "qaddafi"));
        assert!(alike("husseini", "hosseini"));
        assert!(alike("serhiy", "sergei") && alike("bohdan", "bogdan"));
        assert!(alike("oleksandr", "olexandr") && alike("yermakov", "iermakov"));
        assert!(!alike("martin", "merkel"));
        assert!(!alike("hall", "gall"));
        assert!(!alike("li", "lee"));
    }
}
