//! Descriptions that stand for somebody named before in the same article: "the actor", "the 42-year-old", "the union".
//!
//! A person gets a noun or an age where the text puts it beside the name ("actor Ana Ruiz", "Ana Ruiz, 42"); a body
//! gets the nouns of its own name as well. "The" with the noun then means the only one who has it.
//!
//! Does not read nouns that the words behind them narrow ("the company that", "the union hall"), and nobody is meant
//! where the text brings in another one ("a second actor").

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::speakers::is_mouthpiece;
use crate::facts::lists::lines;
use crate::facts::tagger::units::{Case, Unit, folded, units};
use crate::facts::{EntityId, Marked, Mention, NameKind};
use crate::text::Span;

/// A noun that describes somebody.
#[derive(Debug, Clone, Copy)]
struct Noun {
    kind: NameKind,
    /// Nouns that it includes, split by commas.
    wider: &'static str,
}

static NOUNS: LazyLock<BTreeMap<&'static str, Noun>> = LazyLock::new(|| {
    let listed = |list: &'static str, kind: NameKind| lines(list).map(move |word| (word, Noun { kind, wider: "" }));
    let people = listed(include_str!("../../../data/names/people.txt"), NameKind::Person);
    let bodies = listed(include_str!("../../../data/names/bodies.txt"), NameKind::Organisation);
    let told = lines(include_str!("../../../data/names/descriptions.tsv")).filter_map(|line| {
        let mut fields = line.split('\t');
        let (word, kind) = (fields.next()?, fields.next()?);
        let kind = if kind == "p" { NameKind::Person } else { NameKind::Organisation };
        Some((word, Noun { kind, wider: fields.next().unwrap_or("") }))
    });
    people.chain(bodies).chain(told).collect()
});

/// Words that go on with the sentence behind a description; other words could narrow it.
static GOES_ON: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| lines(include_str!("../../../data/names/goes_on.txt")).collect());

/// Words between a name and the noun that describes it behind its comma ("Ana Ruiz, 42, a retired nurse").
const REACH: usize = 6;

/// Ages that a paper gives.
const AGES: std::ops::RangeInclusive<u8> = 1..=110;

/// Who has which description, with the place of the first mention.
type Holders<'m> = BTreeMap<String, BTreeMap<&'m EntityId, &'m Mention>>;

/// An article as sentences of units.
struct Page<'m> {
    text: &'m str,
    sentences: Vec<Vec<Unit>>,
}

impl Page<'_> {
    fn word(&self, unit: &Unit) -> String {
        folded(&self.text[unit.start as usize..unit.end as usize])
    }
}

/// The descriptions in an article that mean one whom it names, in order.
pub(super) fn find(marked: &Marked) -> Vec<Mention> {
    let text = marked.article.text.as_str();
    let cut = |sentence: &Span| {
        let mut parts = Vec::new();
        units(text, sentence.start as usize, sentence.end as usize, &mut parts);
        parts
    };
    let page = Page { text, sentences: marked.marks.sentences.iter().map(cut).collect() };
    let mut holders = Holders::new();
    for (number, sentence) in marked.marks.sentences.iter().enumerate() {
        let names = &marked.marks.names;
        let first = names.partition_point(|name| name.span.start < sentence.start);
        for name in names[first..].iter().take_while(|name| name.span.end <= sentence.end) {
            describe(&page, &page.sentences[number], name, &mut holders);
        }
    }
    others(&page).iter().for_each(|noun| drop(holders.remove(noun)));
    let mut found = Vec::new();
    for parts in &page.sentences {
        found.extend((0..parts.len()).filter_map(|at| meant(&page, parts, at, &holders, &marked.marks.names)));
    }
    found
}

/// Adds what the words beside a name say that its bearer is.
fn describe<'m>(page: &Page, parts: &[Unit], name: &'m Mention, holders: &mut Holders<'m>) {
    let from = parts.partition_point(|unit| unit.start < name.span.start);
    let to = parts.partition_point(|unit| unit.start < name.span.end);
    let mut words: Vec<String> = from.checked_sub(1).map(|at| page.word(&parts[at])).into_iter().collect();
    words.extend(apposed(page, parts, to));
    words.extend(led(page, parts, from));
    if name.kind == NameKind::Organisation {
        words.extend(parts[from..to].iter().map(|unit| page.word(unit)));
    }
    let spokesman = from.checked_sub(2).and_then(|at| spokesman_of(page, parts, at));
    if let Some(spokesman) = spokesman.filter(|_| name.kind == NameKind::Person) {
        add(holders, spokesman, name);
    }
    for word in words {
        if let Some(noun) = NOUNS.get(word.as_str()).filter(|noun| noun.kind == name.kind) {
            let wider = noun.wider.split(',').filter(|wider| !wider.is_empty()).map(str::to_owned);
            wider.for_each(|wider| add(holders, wider, name));
            add(holders, word, name);
        } else if name.kind == NameKind::Person && is_age(&word) {
            add(holders, word, name);
        }
    }
}

fn add<'m>(holders: &mut Holders<'m>, word: String, name: &'m Mention) {
    if let Some(entity) = &name.entity {
        holders.entry(word).or_default().entry(entity).or_insert(name);
    }
}

/// "Kremlin spokeswoman" at a unit, whatever the word for who speaks for a body.
fn spokesman_of(page: &Page, parts: &[Unit], at: usize) -> Option<String> {
    let body = parts.get(at).filter(|unit| unit.is_capital())?;
    let noun = parts.get(at + 1).filter(|unit| unit.case == Case::Lower).map(|unit| page.word(unit))?;
    is_mouthpiece(&noun).then(|| format!("{} spokesman", page.word(body)))
}

fn is_age(word: &str) -> bool {
    word.parse().is_ok_and(|age: u8| AGES.contains(&age))
}

/// The age and the first noun behind the comma that follows a name.
fn apposed(page: &Page, parts: &[Unit], to: usize) -> Vec<String> {
    let mark = |at: usize, mark: &str| parts.get(at).is_some_and(|unit| page.word(unit) == mark);
    let mut out = Vec::new();
    let mut at = to + 1;
    if !mark(to, ",") {
        return out;
    }
    if parts.get(at).is_some_and(|unit| unit.case == Case::Digits) {
        out.extend(
            parts
                .get(at)
                .filter(|_| at + 1 >= parts.len() || parts[at + 1].case == Case::Mark)
                .map(|unit| page.word(unit)),
        );
        at += if mark(at + 1, ",") { 2 } else { 1 };
    }
    let inside = parts.iter().skip(at).take(REACH).take_while(|unit| unit.case != Case::Mark);
    let words: Vec<String> = inside.map(|unit| page.word(unit)).collect();
    let end =
        words.iter().position(|word| matches!(word.as_str(), "of" | "who" | "whose" | "from" | "at" | "for" | "said"));
    let phrase = &words[..end.unwrap_or(words.len())];
    let opens = phrase
        .first()
        .is_some_and(|word| matches!(word.as_str(), "a" | "an" | "the" | "his" | "her" | "their" | "its"));
    out.extend(phrase.last().filter(|_| opens).cloned());
    out
}

/// The noun before the comma that a name follows ("his counterpart, Ana Ruiz", "the mayor of Oren, Ana Ruiz"), and the
/// age right before a name ("42-year-old Ana Ruiz").
fn led(page: &Page, parts: &[Unit], from: usize) -> Option<String> {
    let before = |back: usize| from.checked_sub(back).map_or(String::new(), |at| page.word(&parts[at]));
    if before(1) == "old" && before(3) == "year" {
        return Some(before(5));
    }
    let comma = from.checked_sub(1).filter(|&at| page.word(&parts[at]) == ",")?;
    let floor = comma.saturating_sub(REACH);
    let inside = parts[floor..comma].iter().rev().take_while(|unit| unit.case != Case::Mark);
    let words: Vec<String> = inside.map(|unit| page.word(unit)).collect();
    let of = words.iter().position(|word| word == "of").map_or(0, |of| of + 1);
    words.get(of).cloned()
}

/// The description that begins at a unit, if it means one whom the text has named.
fn meant(page: &Page, parts: &[Unit], at: usize, holders: &Holders, names: &[Mention]) -> Option<Mention> {
    let opener = page.word(&parts[at]);
    let noun = parts.get(at + 1)?;
    let spokesman = spokesman_of(page, parts, at + 1);
    let aged = noun.case == Case::Digits;
    let old = |back: usize, said: &str| parts.get(at + back).is_some_and(|unit| page.word(unit) == said);
    let end = match (aged, &spokesman) {
        (true, _) => Some(at + 6).filter(|_| old(3, "year") && old(5, "old"))?,
        (false, Some(_)) => at + 3,
        (false, None) => at + 2,
    };
    let plain = aged || spokesman.is_some() || noun.case == Case::Lower;
    let word = spokesman.unwrap_or_else(|| page.word(noun));
    let definite = opener == "the" || (word == "counterpart" && matches!(opener.as_str(), "his" | "her" | "their"));
    let known = holders.get(&word).filter(|_| definite && plain)?;
    let span = Span { start: noun.start, end: parts[end - 1].end };
    let (1, Some((&entity, name))) = (known.len(), known.iter().next()) else { return None };
    let given = name.span.end <= span.start;
    let beside = names[names.partition_point(|name| name.span.end <= span.end)..]
        .first()
        .is_some_and(|next| next.span.start <= span.end + 2);
    if !given || beside || !goes_on(page, parts, end) {
        return None;
    }
    let (kind, canonical) = (name.kind, name.canonical.clone());
    Some(Mention { span, kind, entity: Some(entity.clone()), canonical, rule: "description-of-known-name" })
}

/// Whether the sentence goes on behind a description: a mark, a verb of the list, a past form.
fn goes_on(page: &Page, parts: &[Unit], end: usize) -> bool {
    let Some(next) = parts.get(end) else { return true };
    let word = page.word(next);
    next.case == Case::Mark && word != "-"
        || GOES_ON.contains(word.as_str())
        || (word.len() > 4 && word.ends_with("ed"))
}

/// Nouns with which the text brings in another one ("a second actor").
fn others(page: &Page) -> BTreeSet<String> {
    let other = |pair: &[Unit]| {
        let opener = page.word(&pair[0]);
        let another = matches!(opener.as_str(), "another" | "second" | "other" | "two" | "three");
        another.then(|| page.word(&pair[1]))
    };
    page.sentences.iter().flat_map(|parts| parts.windows(2).filter_map(other)).collect()
}
