//! Whether a person is a woman or a man, as far as the text and the given name tell, so that "she" and "he" go to whom
//! they can mean.
//!
//! In: marked articles with linked names. Out: [`Genders`]. Three things tell: the words beside the name ("Mrs. Ruiz",
//! "spokesman Ivo Lind", "her husband, Ivo Lind", "Ana Ruiz, a mother of two"), the given name where all lists that
//! know it agree on it, and the pronoun that goes with a name ("Ruiz and his wife", "Ruiz said she"). Where they
//! contradict each other, nothing is told: an open gender goes with both pronouns.
//!
//! Knows those two genders alone, because English pronouns of the third person do; nobody is shown with one.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::lists::{List, lines, words};
use super::tagger::units::folded;
use super::{EntityId, Marked, Mention, NameKind};

/// Of whom "she" or "he" is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gender {
    /// "She".
    Woman,
    /// "He".
    Man,
}

/// Where a word tells the gender of the name beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// "Mrs. Ruiz".
    Title,
    /// "spokesman Ruiz", "Ruiz, the spokesman".
    Calling,
    /// "her husband Ruiz", "Ruiz, a father of two".
    Kin,
    /// "Ruiz, a woman of".
    Aside,
}

static WORDS: LazyLock<BTreeMap<&'static str, (Gender, Place)>> = LazyLock::new(|| {
    let entry = |line: &'static str| {
        let mut fields = line.split('\t');
        let (word, gender, place) = (fields.next()?, fields.next()?, fields.next()?);
        let place = match place {
            "t" => Place::Title,
            "c" => Place::Calling,
            "k" => Place::Kin,
            _ => Place::Aside,
        };
        Some((word, (of_letter(gender), place)))
    };
    lines(include_str!("../../data/names/gender_words.tsv")).filter_map(entry).collect()
});

static GIVEN_NAMES: LazyLock<FxHashMap<&'static str, Gender>> = LazyLock::new(|| {
    let lists = lines(include_str!("../../data/names/given_names.tsv")).filter_map(|line| line.split_once('\t'));
    lists.flat_map(|(letter, names)| names.split(' ').map(move |name| (name, of_letter(letter)))).collect()
});

static HE: List = List::new(|| words("he"));
static SHE: List = List::new(|| words("she"));

fn of_letter(letter: &str) -> Gender {
    if letter == "f" { Gender::Woman } else { Gender::Man }
}

/// Of whom a pronoun is said, in any case and spelling; none for "they" and "it".
pub(super) fn of_pronoun(word: &str) -> Option<Gender> {
    let word = word.to_lowercase();
    let said = |list: &List| list.contains(&word.as_str());
    if said(&HE) { Some(Gender::Man) } else { said(&SHE).then_some(Gender::Woman) }
}

/// Whom a noun can mean alone ("gunman", "widow"); `noun` is folded and in the singular.
pub(super) fn of_noun(noun: &str) -> Option<Gender> {
    WORDS.get(noun).filter(|(_, place)| *place != Place::Title).map(|(gender, _)| *gender)
}

/// What is known of the people of a group of articles.
#[derive(Debug, Default)]
pub(super) struct Genders(BTreeMap<EntityId, Gender>);

impl Genders {
    /// Reads the names of the articles and what stands beside them.
    pub(super) fn of<'m>(group: impl Iterator<Item = &'m Marked>) -> Self {
        let mut told: BTreeMap<&EntityId, Evidence> = BTreeMap::new();
        for marked in group {
            let text = marked.article.text.as_str();
            let people = marked.marks.names.iter().filter(|name| name.kind == NameKind::Person);
            for (name, entity) in people.filter_map(|name| Some((name, name.entity.as_ref()?))) {
                told.entry(entity).or_default().read(text, name);
            }
        }
        let known = told.into_iter().filter_map(|(entity, evidence)| Some((entity.clone(), evidence.verdict()?)));
        Self(known.collect())
    }

    /// Whether a person is known to be of this gender.
    pub(super) fn tells(&self, entity: &EntityId, gender: Gender) -> bool {
        self.0.get(entity) == Some(&gender)
    }

    /// Whether a person can be meant by a pronoun of this gender.
    pub(super) fn fits(&self, entity: &EntityId, gender: Gender) -> bool {
        self.0.get(entity).is_none_or(|known| *known == gender)
    }
}

/// How often something tells of a woman, of a man.
#[derive(Debug, Clone, Copy, Default)]
struct Votes {
    woman: usize,
    man: usize,
}

impl Votes {
    fn add(&mut self, gender: Option<Gender>) {
        self.woman += usize::from(gender == Some(Gender::Woman));
        self.man += usize::from(gender == Some(Gender::Man));
    }

    /// What all votes agree on.
    fn agreed(self) -> Option<Gender> {
        match (self.woman, self.man) {
            (1.., 0) => Some(Gender::Woman),
            (0, 1..) => Some(Gender::Man),
            _ => None,
        }
    }
}

/// What the texts tell of one person.
#[derive(Debug, Default)]
struct Evidence {
    /// Words beside the name, and the given name.
    words: Votes,
    /// Pronouns that go with the name.
    pronouns: Votes,
}

/// Pronouns that together outweigh a given name: one alone is as often that of somebody else.
const FIRM: usize = 2;

impl Evidence {
    fn read(&mut self, text: &str, name: &Mention) {
        let surface = name.span.of(text);
        let (before, behind) = (before(text, name.span.start as usize), behind(text, name.span.end as usize));
        self.words.add(title_in(surface).or_else(|| of_words_before(before)));
        self.words.add(of_aside(behind));
        let full = name.canonical.as_deref().unwrap_or(surface);
        self.words.add(of_given_name(full));
        self.pronouns.add(of_pronoun_behind(behind));
    }

    /// What words and pronouns tell, unless they contradict each other.
    fn verdict(&self) -> Option<Gender> {
        let by_pronouns = self.pronouns.agreed();
        if self.words.woman + self.words.man == 0 {
            return by_pronouns;
        }
        let firm = by_pronouns.filter(|_| self.pronouns.woman + self.pronouns.man >= FIRM);
        self.words.agreed().filter(|told| firm.is_none_or(|pronouns| pronouns == *told))
    }
}

/// Characters beside a name that are read.
const REACH: usize = 80;

fn before(text: &str, start: usize) -> &str {
    let from = text[..start].char_indices().rev().take(REACH).last().map_or(start, |(at, _)| at);
    let window = &text[from..start];
    window.rsplit(['\n', '“', '"', ';', '(', ':']).next().unwrap_or(window)
}

fn behind(text: &str, end: usize) -> &str {
    let to = text[end..].char_indices().nth(REACH).map_or(text.len(), |(at, _)| end + at);
    let window = &text[end..to];
    window.split(['\n', '“', '"', ';', ':']).next().unwrap_or(window)
}

/// The given name of a full one ("Ana" of "Ana Ruiz", of "J. Ana Ruiz").
fn of_given_name(full: &str) -> Option<Gender> {
    let mut words = full.split_whitespace().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1);
    let given = words.find(|word| !super::names::is_title(&folded(word)))?;
    words.next()?;
    let first = given.split(['-', '‑']).next().unwrap_or(given);
    GIVEN_NAMES.get(folded(first).as_str()).copied()
}

/// The title that opens a name ("Mrs. Ruiz").
fn title_in(surface: &str) -> Option<Gender> {
    let (first, _) = surface.split_once(char::is_whitespace)?;
    let (gender, place) = *WORDS.get(folded(first).as_str())?;
    matches!(place, Place::Title | Place::Calling).then_some(gender)
}

/// "Mrs. Ruiz", "spokesman Ruiz", "her husband, Ruiz", "Lind’s widow Ruiz".
fn of_words_before(before: &str) -> Option<Gender> {
    let trimmed = before.trim_end();
    let mut words = trimmed.trim_end_matches(',').rsplit(char::is_whitespace);
    let word = folded(words.next().filter(|_| trimmed.len() < before.len())?);
    let (gender, place) = *WORDS.get(word.as_str())?;
    let apart = trimmed.ends_with(',');
    let owned = words.take(OWNER_WITHIN).any(is_owner);
    let tells = match place {
        Place::Title | Place::Calling => !apart,
        Place::Kin => owned,
        Place::Aside => false,
    };
    tells.then_some(gender)
}

/// Words before a noun of kinship in which its owner stands ("her late first husband").
const OWNER_WITHIN: usize = 3;

fn is_owner(word: &str) -> bool {
    let possessive = matches!(word.to_lowercase().as_str(), "his" | "her" | "my" | "our" | "your" | "their" | "its");
    possessive || word.ends_with("’s") || word.ends_with("'s")
}

/// Words of an aside up to its noun ("a 34-year-old single mother").
const LONGEST_ASIDE: usize = 6;

/// ", the chairwoman of the board,", ", a mother of two,", ", 52, a fisherman,".
fn of_aside(behind: &str) -> Option<Gender> {
    let aside = behind.strip_prefix(", ")?;
    let aside = aside.split_once(", ").filter(|(age, _)| age.parse::<u8>().is_ok()).map_or(aside, |(_, rest)| rest);
    let opens = aside.split(' ').next().is_some_and(|first| matches!(first, "a" | "an" | "the"));
    let ends = |word: &str| matches!(word, "of" | "who" | "from" | "for" | "at" | "in" | "with" | "and");
    let mut last = "";
    for word in aside.split(' ').take(LONGEST_ASIDE).filter(|_| opens) {
        if ends(word) {
            break;
        }
        last = word;
        if word.ends_with([',', '.']) {
            break;
        }
    }
    let noun = folded(last.trim_end_matches([',', '.']));
    WORDS.get(noun.as_str()).filter(|(_, place)| *place != Place::Title).map(|(gender, _)| *gender)
}

/// Words between a name and the pronoun of its own clause ("said that he").
const PRONOUN_WITHIN: usize = 3;

/// "Ruiz and his wife", "Ruiz himself", "Ruiz said that she".
fn of_pronoun_behind(behind: &str) -> Option<Gender> {
    let mut words = behind.strip_prefix(' ')?.split(' ');
    let first = words.next()?;
    let second = words.next().unwrap_or("");
    let own = matches!(first.trim_end_matches([',', '.']), "himself" | "herself");
    if own || (first == "and" && matches!(second, "his" | "her")) {
        return of_pronoun(if own { first.trim_end_matches([',', '.']) } else { second });
    }
    let says =
        matches!(first, "said" | "says" | "added" | "insisted" | "argued" | "claimed" | "admitted" | "explained");
    let mut clause = std::iter::once(second).chain(words).take(PRONOUN_WITHIN - 1).filter(|_| says);
    clause.find(|word| matches!(*word, "he" | "she")).and_then(of_pronoun)
}

#[cfg(test)]
mod tests;
