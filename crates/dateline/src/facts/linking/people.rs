//! People: full names that agree are one person, bare names go to the one person who bears them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::forms::{Spot, alike, commonest, core, skeleton};
use super::namesakes::{agreeing, parted};
use super::{Entity, NameKind};
use crate::facts::lists::lines;

/// A person of the group.
#[derive(Debug, Default)]
struct Person {
    /// Full forms, as words.
    forms: BTreeSet<Vec<String>>,
    /// Articles that give the full name.
    articles: BTreeSet<usize>,
    /// Titles before the full name.
    titles: BTreeSet<String>,
    /// The first of those who bear the same full name, and the how manieth of them this one is.
    namesake: Option<(usize, usize)>,
    /// Mentions by the full name, as indices into the spots, then those by a bare name; each in order.
    full: Vec<usize>,
    bare: Vec<usize>,
}

impl Person {
    fn spots(&self) -> impl Iterator<Item = usize> {
        self.full.iter().chain(&self.bare).copied()
    }

    /// The last mention before a spot; bare names are added in order, so that theirs is the last.
    fn last_before(&self, at: usize) -> Option<usize> {
        let full = self.full[..self.full.partition_point(|&other| other < at)].last();
        full.max(self.bare.last()).copied()
    }
}

/// Links the people among the spots.
pub(super) fn link(spots: &[Spot], entities: &mut [Entity]) {
    let people: Vec<usize> = (0..spots.len()).filter(|&at| spots[at].kind == NameKind::Person).collect();
    let cores: BTreeMap<usize, Vec<String>> = people.iter().map(|&at| (at, core(&spots[at].tokens))).collect();
    let mut cast = Cast::default();
    cast.add_full_names(spots, &cores);
    cast.part_namesakes(spots);
    let bare: Vec<(usize, &Vec<String>)> =
        cores.iter().filter(|(_, core)| core.len() == 1).map(|(at, core)| (*at, core)).collect();
    for (at, core) in bare {
        cast.add_bare_name(spots, at, &core[0]);
    }
    for person in &cast.people {
        let Some(name) = canonical(person, spots) else { continue };
        let mut entity = Entity::new(NameKind::Person, name);
        if let Some((_, number)) = person.namesake.filter(|(_, number)| *number > 1) {
            entity.id = format!("{}-{number}", entity.id);
        }
        person.spots().for_each(|at| entities[at] = entity.clone());
    }
}

/// The commonest of the fullest forms: a full name before a bare one, one without initials before one with.
fn canonical<'a>(person: &Person, spots: &'a [Spot]) -> Option<&'a str> {
    let fullness = |at: usize| {
        let tokens = &spots[at].tokens;
        let initials = tokens.iter().any(|token| token.chars().count() == 1);
        let shouted = !spots[at].surface.chars().any(char::is_lowercase);
        (!shouted, core(tokens).len().min(2), !initials)
    };
    let fullest = person.spots().map(fullness).max()?;
    commonest(person.spots().filter(|&at| fullness(at) == fullest).map(|at| spots[at].surface.as_str()))
}

/// The people found so far, by what their names end and begin with.
#[derive(Debug, Default)]
struct Cast {
    people: Vec<Person>,
    by_last: BTreeMap<String, Vec<usize>>,
    by_first: BTreeMap<String, Vec<usize>>,
    /// By the words between: the first of two family names ("Ruiz" of "Ana Ruiz Otero").
    by_middle: BTreeMap<String, Vec<usize>>,
}

impl Cast {
    /// Full names in order, those with initials last: by then the people whom they can stand for are known.
    fn add_full_names(&mut self, spots: &[Spot], cores: &BTreeMap<usize, Vec<String>>) {
        let mut by_form: BTreeMap<(bool, &Vec<String>), Vec<usize>> = BTreeMap::new();
        for (&at, core) in cores.iter().filter(|(_, core)| core.len() > 1) {
            by_form.entry((core[0].chars().count() == 1, core)).or_default().push(at);
        }
        for ((_, form), places) in by_form {
            let number = self.person_for(form);
            let person = &mut self.people[number];
            person.forms.insert(form.clone());
            person.articles.extend(places.iter().map(|&at| spots[at].article));
            person.titles.extend(places.iter().filter_map(|&at| spots[at].title.clone()));
            person.full.extend(places);
        }
        self.people.iter_mut().for_each(|person| person.full.sort_unstable());
    }

    fn person_for(&mut self, form: &[String]) -> usize {
        let known = self.by_last.get(&skeleton(&form[form.len() - 1])).map_or(&[][..], Vec::as_slice);
        let same: Vec<usize> = known.iter().copied().filter(|&number| self.agrees(number, form)).collect();
        if let [only] = same[..] {
            return only;
        }
        self.new_person(form)
    }

    fn new_person(&mut self, form: &[String]) -> usize {
        let number = self.people.len();
        self.people.push(Person::default());
        self.by_last.entry(skeleton(&form[form.len() - 1])).or_default().push(number);
        self.by_first.entry(skeleton(&form[0])).or_default().push(number);
        for middle in &form[1..form.len() - 1] {
            self.by_middle.entry(skeleton(middle)).or_default().push(number);
        }
        number
    }

    /// Makes several people of those whose mentions exclude each other.
    fn part_namesakes(&mut self, spots: &[Spot]) {
        for first in 0..self.people.len() {
            let lists = parted(&self.people[first].full, spots);
            if lists.len() < 2 {
                continue;
            }
            let forms = self.people[first].forms.clone();
            for (before, list) in lists.into_iter().enumerate() {
                let form = forms.first().map_or(&[][..], Vec::as_slice);
                let number = if before == 0 { first } else { self.new_person(form) };
                self.people[number] = Person {
                    forms: forms.clone(),
                    articles: list.iter().map(|&at| spots[at].article).collect(),
                    titles: list.iter().filter_map(|&at| spots[at].title.clone()).collect(),
                    namesake: Some((first, before + 1)),
                    full: list,
                    bare: Vec::new(),
                };
            }
        }
    }

    /// Of people of one full name, the one whom the words beside the bare name fit, else the one named last in its
    /// paragraph, else the first; none where the candidates are not all of one name.
    fn of_one_name(&self, spots: &[Spot], at: usize, candidates: &[usize]) -> Option<usize> {
        let first = self.people[candidates[0]].namesake?.0;
        if !candidates.iter().all(|&number| self.people[number].namesake.is_some_and(|(other, _)| other == first)) {
            return None;
        }
        let told = |number: usize| {
            self.people[number].full.iter().any(|&full| agreeing(&spots[full].told, &spots[at].told) > 0)
        };
        let mut fitting = candidates.iter().copied().filter(|&number| told(number));
        let only = fitting.next().filter(|_| fitting.next().is_none());
        let here = |number: &usize| {
            let last = self.people[*number].last_before(at).map(|last| &spots[last]);
            last.is_some_and(|last| (last.article, last.paragraph) == (spots[at].article, spots[at].paragraph))
        };
        let near: Vec<usize> = candidates.iter().copied().filter(here).collect();
        only.or_else(|| self.nearest_before(spots, at, &near)).or(candidates.iter().copied().min())
    }

    /// Whether a form agrees with all forms of a person.
    fn agrees(&self, number: usize, form: &[String]) -> bool {
        self.people[number].forms.iter().all(|known| {
            let last = alike(&known[known.len() - 1], &form[form.len() - 1]);
            last && (given_agree(known, form) || given_agree(form, known))
        })
    }

    fn add_bare_name(&mut self, spots: &[Spot], at: usize, word: &str) {
        let found = self.bearer(spots, at, word);
        let number = found.unwrap_or_else(|| {
            self.people.push(Person::default());
            let number = self.people.len() - 1;
            self.people[number].forms.insert(vec![word.to_owned()]);
            self.by_last.entry(skeleton(word)).or_default().push(number);
            number
        });
        self.people[number].bare.push(at);
    }

    /// The one person whom a bare name can mean: by its title, in its article by the last word, then by the first, then
    /// in the group, then by a word between; in the group also the one whom most of its articles name.
    fn bearer(&self, spots: &[Spot], at: usize, word: &str) -> Option<usize> {
        let article = spots[at].article;
        let last = self.named(&self.by_last, word, |form| form.last());
        // A given name alone is spelt as in full: "Marquis" is no Marcus.
        let given = |number: &usize| self.people[*number].forms.iter().any(|form| form[0] == word);
        let first: Vec<usize> =
            self.named(&self.by_first, word, |form| form.first()).into_iter().filter(given).collect();
        let here = |list: &[usize]| -> Vec<usize> {
            list.iter().copied().filter(|&number| self.people[number].articles.contains(&article)).collect()
        };
        let titled = self.titled(spots, at, &last);
        if titled.is_some() {
            return titled;
        }
        let middle = self.named(&self.by_middle, word, |form| form[1..].first().filter(|_| form.len() > 2));
        for candidates in [here(&last), here(&first), last, first, here(&middle), middle] {
            match candidates[..] {
                [] => {}
                [only] => return Some(only),
                _ => {
                    let one_name = self.of_one_name(spots, at, &candidates);
                    if one_name.is_some() {
                        return one_name;
                    }
                    let nearest = self.nearest_before(spots, at, &candidates);
                    return nearest.or_else(|| self.named_by_most(&candidates));
                }
            }
        }
        None
    }

    /// Of several bearers, the only one whose full name has the title that the bare name has ("Senator Lind").
    fn titled(&self, spots: &[Spot], at: usize, candidates: &[usize]) -> Option<usize> {
        let title = spots[at].title.as_ref()?;
        let mut bearers = candidates.iter().copied().filter(|&number| self.people[number].titles.contains(title));
        bearers.next().filter(|_| bearers.next().is_none())
    }

    fn named<'a>(
        &'a self,
        index: &BTreeMap<String, Vec<usize>>,
        word: &str,
        part: impl Fn(&'a Vec<String>) -> Option<&'a String>,
    ) -> Vec<usize> {
        let bears = |number: &usize| {
            self.people[*number].forms.iter().any(|form| part(form).is_some_and(|own| alike(own, word)))
        };
        index.get(&skeleton(word)).into_iter().flatten().copied().filter(bears).collect()
    }

    /// Of several bearers, the one whom twice as many articles name in full as any other.
    fn named_by_most(&self, candidates: &[usize]) -> Option<usize> {
        let mut ranked: Vec<(usize, usize)> =
            candidates.iter().map(|&number| (self.people[number].articles.len(), number)).collect();
        ranked.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        match ranked[..] {
            [first, second, ..] if first.0 >= 2 * second.0.max(1) => Some(first.1),
            _ => None,
        }
    }

    /// Of several bearers in the article, the one named last before; none where the article names none before.
    fn nearest_before(&self, spots: &[Spot], at: usize, candidates: &[usize]) -> Option<usize> {
        let before = |number: usize| {
            let last = self.people[number].last_before(at)?;
            (spots[last].article == spots[at].article && !spots[last].in_title).then_some(last)
        };
        candidates
            .iter()
            .copied()
            .filter_map(|number| before(number).map(|place| (place, number)))
            .max()
            .map(|(_, number)| number)
    }
}

/// Whether the given names of the first form can be those of the second: the first given name, or its initial, is one
/// of the second's words before the family name.
fn given_agree(a: &[String], b: &[String]) -> bool {
    let given = &a[0];
    let others = &b[..b.len() - 1];
    let initial = given.chars().count() == 1;
    let short = |other: &str| NICKNAMES.contains(&(given.as_str(), other)) || NICKNAMES.contains(&(other, given));
    others.iter().any(|other| alike(given, other) || short(other) || (initial && other.starts_with(given.as_str())))
}

/// Given names and the short forms of each.
static NICKNAMES: LazyLock<BTreeSet<(&str, &str)>> = LazyLock::new(|| {
    let pairs = lines(include_str!("../../../data/names/nicknames.tsv")).filter_map(|line| line.split_once('\t'));
    pairs.flat_map(|(full, short)| short.split('\t').map(move |short| (full, short))).collect()
});
