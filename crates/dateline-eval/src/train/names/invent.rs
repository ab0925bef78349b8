//! Invented news reports: sentences of our own whose slots are filled from lists, with the names labelled.
//!
//! They teach the tagger what the hand-labelled corpora lack: names from every part of the world in the places where
//! news puts them.

use std::collections::BTreeMap;
use std::path::Path;

use dateline::facts::NameKind;
use dateline::facts::places::{PlaceEntry, PlaceKind};
use dateline::text::Span;

use super::bodies;
use super::corpus::{GoldPage, kind};
use super::crf::Dice;

static SENTENCES: &str = include_str!("sentences.txt");
static PEOPLE: &str = include_str!("people.tsv");
/// Towns of a country that are named: the largest ones.
const TOWNS: usize = 60;
/// Sentences of one page.
const LENGTH: usize = 12;

/// A group of people who are named alike.
struct Group {
    given: Vec<&'static str>,
    family: Vec<&'static str>,
    family_first: bool,
}

/// Names of the world that are known from a source.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Parties and unions with their short names, which may be empty.
    pub parties: Vec<(String, String)>,
    /// Given and family names of leaders.
    pub leaders: Vec<(String, String)>,
}

impl Known {
    /// Reads `parties.tsv` and `leaders.tsv`; lists that are missing are empty.
    pub(super) fn read(from: &Path) -> std::io::Result<Self> {
        let list = |file: &str| -> std::io::Result<Vec<(String, String)>> {
            let path = from.join(file);
            let content = if path.exists() { std::fs::read_to_string(path)? } else { String::new() };
            let pair = |line: &str| line.split_once('\t').map(|(first, second)| (first.to_owned(), second.to_owned()));
            Ok(content.lines().filter_map(pair).collect())
        };
        Ok(Self { parties: list("parties.tsv")?, leaders: list("leaders.tsv")? })
    }
}

/// What names can be taken from.
struct Lists<'a> {
    known: &'a Known,
    groups: Vec<Group>,
    countries: Vec<&'a PlaceEntry>,
    towns: BTreeMap<&'a str, Vec<&'a PlaceEntry>>,
    regions: BTreeMap<&'a str, Vec<&'a PlaceEntry>>,
    waters: Vec<&'a PlaceEntry>,
}

/// Pages with names from all over the world, the same in every run.
pub(super) fn pages(places: &[PlaceEntry], known: &Known, count: usize, weight: f32) -> Vec<GoldPage> {
    let lists = Lists::new(places, known);
    let mut dice = Dice::new(0x1dea);
    let mut lines =
        SENTENCES.lines().filter(|line| !line.starts_with("# W") && !line.starts_with("# <") && !line.is_empty());
    let body: Vec<&str> =
        lines.by_ref().take_while(|line| *line != "# headlines").filter(|line| !line.starts_with('#')).collect();
    let heads: Vec<&str> = lines.collect();
    (0..count).map(|_| page(&lists, &body, &heads, weight, &mut dice)).collect()
}

fn page(lists: &Lists<'_>, body: &[&str], heads: &[&str], weight: f32, dice: &mut Dice) -> GoldPage {
    let mut scene = Scene::new(lists, dice);
    let mut page = GoldPage { complete: true, sure: true, weight, ..GoldPage::default() };
    write(&mut page, heads[dice.below(heads.len())], &mut scene, dice);
    for _ in 0..LENGTH {
        write(&mut page, body[dice.below(body.len())], &mut scene, dice);
    }
    page
}

/// Writes a sentence with its slots filled.
fn write(page: &mut GoldPage, sentence: &str, scene: &mut Scene<'_>, dice: &mut Dice) {
    let start = page.text.len();
    let mut rest = sentence;
    while let Some(at) = rest.find(['<', '[']) {
        page.text.push_str(&rest[..at]);
        let close = if rest[at..].starts_with('<') { '>' } else { ']' };
        let end = rest[at..].find(close).map_or(rest.len(), |end| at + end);
        let inside = &rest[at + 1..end];
        let (name, label) = if close == '>' { scene.fill(inside, dice) } else { as_it_stands(inside) };
        let from = page.text.len();
        page.text.push_str(&name);
        page.names.extend(label.map(|label| (Span::new(from, page.text.len()), label)));
        rest = rest.get(end + 1..).unwrap_or("");
    }
    page.text.push_str(rest);
    page.sentences.push(Span::new(start, page.text.len()));
    page.text.push('\n');
}

fn as_it_stands(inside: &str) -> (String, Option<NameKind>) {
    let (label, name) = inside.split_once(' ').unwrap_or(("X", inside));
    let label = match label {
        "P" => "PER",
        "L" => "LOC",
        "O" => "ORG",
        _ => "MISC",
    };
    (name.to_owned(), kind(label))
}

impl<'a> Lists<'a> {
    fn new(places: &'a [PlaceEntry], named: &'a Known) -> Self {
        let groups = PEOPLE.lines().filter(|line| !line.starts_with('#')).map(group).collect();
        let mut towns: BTreeMap<&str, Vec<&PlaceEntry>> = BTreeMap::new();
        let mut regions: BTreeMap<&str, Vec<&PlaceEntry>> = BTreeMap::new();
        for place in places {
            let list = match place.kind {
                PlaceKind::Town => towns.entry(&place.country).or_default(),
                PlaceKind::Region => regions.entry(&place.country).or_default(),
                _ => continue,
            };
            if list.len() < TOWNS {
                list.push(place);
            }
        }
        let waters = places.iter().filter(|place| place.kind == PlaceKind::Water).collect();
        let known = |place: &&PlaceEntry| {
            place.kind == PlaceKind::Country
                && !place.demonyms.is_empty()
                && towns.get(place.country.as_str()).is_some_and(|list| list.len() >= 3)
        };
        let countries = places.iter().filter(known).collect();
        Self { known: named, groups, countries, towns, regions, waters }
    }
}

fn group(line: &'static str) -> Group {
    let mut fields = line.split('\t');
    let name = fields.next().unwrap_or_default();
    let given: Vec<&str> = fields.next().unwrap_or_default().split(' ').collect();
    let family: Vec<&str> = fields.next().unwrap_or_default().split(' ').filter(|name| !name.is_empty()).collect();
    // Family names of several words ("van der Merwe", "Dela Cruz") stand as separate words in the list; a small word
    // is joined to the next.
    let family = if name.ends_with('-') { given.clone() } else { family };
    Group { given, family, family_first: name.ends_with('+') }
}

/// Given names and family names of the lists, for the word table.
pub(super) fn names() -> (Vec<&'static str>, Vec<&'static str>) {
    let groups: Vec<Group> = PEOPLE.lines().filter(|line| !line.starts_with('#')).map(group).collect();
    let capital = |name: &&str| name.starts_with(char::is_uppercase);
    let given = groups.iter().flat_map(|group| group.given.iter().copied()).filter(capital).collect();
    let family = groups
        .iter()
        .flat_map(|group| group.family.iter().copied())
        .map(|name| name.trim_start_matches("al-"))
        .collect();
    (given, family)
}

/// The names of one page.
struct Scene<'a> {
    lists: &'a Lists<'a>,
    home: &'a PlaceEntry,
    other: &'a PlaceEntry,
    people: Vec<[String; 3]>,
    filled: BTreeMap<String, (String, Option<NameKind>)>,
}

impl<'a> Scene<'a> {
    fn new(lists: &'a Lists<'a>, dice: &mut Dice) -> Self {
        let home = lists.countries[dice.below(lists.countries.len())];
        let other = lists.countries[dice.below(lists.countries.len())];
        let (main, guest) = (dice.below(lists.groups.len()), dice.below(lists.groups.len()));
        let mut people = Vec::new();
        for number in 0..5 {
            let group = &lists.groups[if number % 3 == 2 { guest } else { main }];
            let leader = dice.below(LEADERS) == 0 && !lists.known.leaders.is_empty();
            people.push(if leader { mixed_leader(&lists.known.leaders, dice) } else { person(group, dice) });
        }
        Self { lists, home, other, people, filled: BTreeMap::new() }
    }

    /// The name for a slot; the same each time.
    fn fill(&mut self, slot: &str, dice: &mut Dice) -> (String, Option<NameKind>) {
        if let Some(known) = self.filled.get(slot) {
            return known.clone();
        }
        let (letter, number) = slot.split_at(1);
        let index = number.parse::<usize>().unwrap_or(1) - 1;
        let filled = match letter {
            "P" => (self.people[index][0].clone(), Some(NameKind::Person)),
            "p" => (self.people[index][1].clone(), Some(NameKind::Person)),
            "g" if !number.is_empty() => (self.people[index][2].clone(), Some(NameKind::Person)),
            "C" => (self.home.name.clone(), Some(NameKind::Place)),
            "c" => (self.other.name.clone(), Some(NameKind::Place)),
            "D" => (self.home.demonyms[0].clone(), Some(NameKind::Other)),
            "d" => (self.other.demonyms[0].clone(), Some(NameKind::Other)),
            "L" | "R" | "W" | "F" => (self.place(letter, dice), Some(NameKind::Place)),
            "A" => (bodies::affair(slot, &self.town(dice), self.home, dice), Some(NameKind::Other)),
            _ => return self.organisation(slot, letter, dice),
        };
        self.filled.insert(slot.to_owned(), filled.clone());
        filled
    }

    fn town(&self, dice: &mut Dice) -> String {
        let towns = self.lists.towns.get(self.home.country.as_str()).map_or(&[][..], Vec::as_slice);
        towns.get(dice.below(towns.len())).map_or_else(|| self.home.name.clone(), |town| town.name.clone())
    }

    fn place(&self, letter: &str, dice: &mut Dice) -> String {
        let town = self.town(dice);
        let family = self.people[dice.below(5)][1].clone();
        match letter {
            "L" => town,
            "R" => {
                let own = self.lists.regions.get(self.home.country.as_str());
                match (own, dice.below(7)) {
                    (Some(own), 0..=2) => own[dice.below(own.len())].name.clone(),
                    (_, 3) => format!("{town} District"),
                    (_, 4) => format!("{town} County"),
                    (_, 5) => format!("{town} State"),
                    _ => format!("{town} Province"),
                }
            }
            "W" => match dice.below(8) {
                0 => format!("Lake {town}"),
                1 => format!("{town} River"),
                2 => format!("{} Alps", self.home.demonyms[0]),
                3 => format!("{town} Valley"),
                4 => format!("Mount {family}"),
                5 => format!("{town} Hills"),
                _ => self.lists.waters[dice.below(self.lists.waters.len())].name.clone(),
            },
            _ => match dice.below(6) {
                0 => format!("{family} International Airport"),
                1 => format!("{town} International Airport"),
                2 => format!("{family} Stadium"),
                3 => format!("{town} Airport"),
                4 => format!("{family} Square"),
                _ => format!("{town} National Park"),
            },
        }
    }

    /// A party of the source with its short name, where the page has none yet.
    fn party(&self, letter: &str, dice: &mut Dice) -> Option<(String, String)> {
        let open = matches!(letter, "Y" | "y") && !self.filled.contains_key("Y");
        let parties = &self.lists.known.parties;
        if !open || parties.is_empty() || dice.below(3) == 0 {
            return None;
        }
        Some(parties[dice.below(parties.len())].clone()).filter(|(_, short)| !short.is_empty())
    }

    fn organisation(&mut self, slot: &str, letter: &str, dice: &mut Dice) -> (String, Option<NameKind>) {
        if let Some((full, short)) = self.party(letter, dice) {
            let kind = Some(NameKind::Organisation);
            self.filled.insert("Y".to_owned(), (full, kind));
            self.filled.insert("y".to_owned(), (short, kind));
            return self.filled[letter].clone();
        }
        let full_slot = match letter {
            "y" => "Y".to_owned(),
            "g" => "G1".to_owned(),
            "o" => "O1".to_owned(),
            "k" => slot.to_uppercase(),
            _ => slot.to_owned(),
        };
        let town = self.town(dice);
        let family = self.people[dice.below(5)][1].clone();
        let full = match self.filled.get(&full_slot) {
            Some((name, _)) => name.clone(),
            None => bodies::organisation(&full_slot, &town, &family, self.home, dice),
        };
        self.filled.insert(full_slot, (full.clone(), Some(NameKind::Organisation)));
        let name = match letter {
            "y" | "g" | "o" => full
                .split(' ')
                .filter(|word| !matches!(*word, "of" | "for" | "and" | "the"))
                .filter_map(|word| word.chars().next())
                .collect(),
            "k" => full.split(' ').next().unwrap_or_default().to_owned(),
            _ => full,
        };
        (name, Some(NameKind::Organisation))
    }
}

/// One person in so many bears the names of leaders.
const LEADERS: usize = 3;

/// The given name of one leader with the family name of another.
fn mixed_leader(leaders: &[(String, String)], dice: &mut Dice) -> [String; 3] {
    let (given, _) = &leaders[dice.below(leaders.len())];
    let (_, family) = &leaders[dice.below(leaders.len())];
    [format!("{given} {family}"), family.clone(), given.clone()]
}

/// Full name, the name by which the person is named again, and the given name.
fn person(group: &Group, dice: &mut Dice) -> [String; 3] {
    let given = group.given[dice.below(group.given.len())];
    let mut at = dice.below(group.family.len());
    let mut family = group.family[at].to_owned();
    while family.chars().next().is_some_and(char::is_lowercase) && !family.contains('-') && at + 1 < group.family.len()
    {
        at += 1;
        family = format!("{family} {}", group.family[at]);
    }
    let middle = match dice.below(10) {
        0 => format!(" {}.", char::from(b'A' + dice.below(26) as u8)),
        1 => format!(" {}", group.given[dice.below(group.given.len())]),
        _ => String::new(),
    };
    let full = if group.family_first { format!("{family} {given}") } else { format!("{given}{middle} {family}") };
    [full, family, given.to_owned()]
}
