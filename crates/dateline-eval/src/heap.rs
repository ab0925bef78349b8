//! Heaps made by rule, to time the engine on: any size, the same pages for the same seed.
//!
//! Stories have sizes as in a news stream: half have one or two pages, few have hundreds. Of the pages of a story
//! some are reports of their own, which share names, places and figures, and some reprint an earlier one: with a new
//! headline, cut to half, with paragraphs added, with the credit taken away. One story in twelve has a look-alike: the
//! same people at the same place some months later. Half of the publishers end each page with a line of their own.
//!
//! The words are ours and the people are made up. It shows growth, not quality: no real paper writes like this.

mod words;

use jiff::civil::Date;
use serde::Serialize;

use crate::dice::Dice;
use words::{ADJECTIVES, ENDINGS, MIDDLES, NOUNS, OPENINGS, PLACES, ROLES, SPEECH, STARTS, VERBS};

/// A page of a made heap: a record as `dateline` reads them, and what is true of it.
#[derive(Debug, Clone, Serialize)]
pub struct MadePage {
    /// Identifier.
    pub id: String,
    /// Address.
    pub url: String,
    /// Publisher.
    pub publisher: String,
    /// Headline.
    pub title: String,
    /// Day of publication.
    pub published: String,
    /// Language.
    pub language: &'static str,
    /// Text.
    pub text: String,
    /// Number of its story.
    pub gold_event: u32,
    /// Identifier of the page whose text it carries, its own if it is nobody's copy.
    pub group: String,
}

/// A heap of any size.
#[derive(Debug, Clone)]
pub struct MadeHeap {
    dice: Dice,
    left: usize,
    made: u32,
    story: u32,
    /// Pages of the current story, last first.
    waiting: Vec<MadePage>,
    event: Option<Event>,
}

impl MadeHeap {
    /// `pages` pages; the same ones for the same seed.
    pub fn new(pages: usize, seed: u64) -> Self {
        Self { dice: Dice::new(seed), left: pages, made: 0, story: 0, waiting: Vec::new(), event: None }
    }
}

impl Iterator for MadeHeap {
    type Item = MadePage;

    fn next(&mut self) -> Option<MadePage> {
        if self.left == 0 {
            return None;
        }
        if self.waiting.is_empty() {
            self.tell_next_story();
        }
        self.left -= 1;
        self.waiting.pop()
    }
}

/// Pages of one story at most.
const LARGEST_STORY: u64 = 200;

/// One story in so many has the people and the place of the one before, some months later.
const LOOK_ALIKE: u64 = 12;

impl MadeHeap {
    fn tell_next_story(&mut self) {
        let dice = &mut self.dice;
        let look_alike = self.event.as_ref().filter(|_| dice.below(LOOK_ALIKE) == 0).cloned();
        let event = match look_alike {
            Some(before) => before.again(dice),
            None => Event::new(dice),
        };
        let size = story_size(dice);
        let mut pages: Vec<MadePage> = Vec::with_capacity(size);
        for _ in 0..size {
            self.made += 1;
            let source = (!pages.is_empty() && self.dice.below(100) < 55).then(|| self.dice.below(pages.len() as u64));
            let page = match source {
                Some(source) => reprint(&mut self.dice, &pages[source as usize], self.made),
                None => report(&mut self.dice, &event, self.story, self.made),
            };
            pages.push(page);
        }
        self.story += 1;
        self.event = Some(event);
        pages.reverse();
        self.waiting = pages;
    }
}

/// Zipf: half of the stories have one page, a third more than two, one in ten ten and more.
fn story_size(dice: &mut Dice) -> usize {
    let draw = dice.below(1 << 30) + 1;
    ((1_u64 << 30) / draw).clamp(1, LARGEST_STORY) as usize
}

/// What a story tells of.
#[derive(Debug, Clone)]
struct Event {
    day: Date,
    place: String,
    people: Vec<(String, &'static str)>,
    body: String,
    figures: [u64; 4],
    nouns: Vec<&'static str>,
    verbs: Vec<&'static str>,
    adjectives: Vec<&'static str>,
    quotes: Vec<String>,
}

impl Event {
    fn new(dice: &mut Dice) -> Self {
        let mut event = Self {
            day: jiff::civil::date(2031, 1, 1),
            place: format!("{}{}", dice.name(), dice.pick(PLACES)),
            people: (0..4).map(|_| (format!("{} {}", dice.name(), dice.name()), *dice.pick(ROLES))).collect(),
            body: format!("{} {}", dice.name(), ["Council", "Works", "Union", "Institute"][dice.below(4) as usize]),
            figures: [0; 4],
            nouns: dice.some(NOUNS, 16),
            verbs: dice.some(VERBS, 12),
            adjectives: dice.some(ADJECTIVES, 10),
            quotes: Vec::new(),
        };
        event.happen(dice);
        event
    }

    /// The same people at the same place, another day, other figures.
    fn again(mut self, dice: &mut Dice) -> Self {
        self.happen(dice);
        self
    }

    fn happen(&mut self, dice: &mut Dice) {
        let day = dice.below(700) as i64;
        let start = jiff::civil::date(2031, 1, 1);
        self.day = start.checked_add(jiff::Span::new().days(day)).unwrap_or(start);
        self.figures = [dice.below(90) + 3, dice.below(900) + 100, dice.below(40) + 2, dice.below(7) + 2];
        self.quotes = (0..3).map(|_| clause(dice, self)).collect();
    }
}

/// A report of its own.
fn report(dice: &mut Dice, event: &Event, story: u32, number: u32) -> MadePage {
    let publisher = dice.below(2_000);
    let published = event.day.checked_add(jiff::Span::new().days(dice.below(3) as i64)).unwrap_or(event.day);
    let mut paragraphs = vec![lead(dice, event)];
    for _ in 0..8 + dice.below(6) {
        let sentences = 1 + dice.below(3);
        paragraphs.push((0..sentences).map(|_| sentence(dice, event)).collect::<Vec<_>>().join(" "));
    }
    paragraphs.extend(furniture(publisher));
    let id = format!("p{number:07}");
    MadePage {
        url: format!("https://paper{publisher}.example/{published}/{id}"),
        publisher: format!("Paper {publisher}"),
        title: headline(dice, event),
        published: published.to_string(),
        language: "en",
        text: paragraphs.join("\n\n"),
        gold_event: story,
        group: id.clone(),
        id,
    }
}

/// Another publisher's copy of a page.
fn reprint(dice: &mut Dice, source: &MadePage, number: u32) -> MadePage {
    let publisher = dice.below(2_000);
    let id = format!("p{number:07}");
    let mut paragraphs: Vec<String> = source.text.split("\n\n").map(str::to_owned).collect();
    let event = Event::new(&mut Dice::new(u64::from(source.gold_event) + 7));
    match dice.below(5) {
        0 => paragraphs.truncate(paragraphs.len() / 2 + 1),
        1 => paragraphs.extend((0..2).map(|_| sentence(dice, &event))),
        2 => paragraphs.insert(1, format!("{} {}", sentence(dice, &event), sentence(dice, &event))),
        3 => paragraphs[0] = paragraphs[0].split_once(" — ").map_or(paragraphs[0].clone(), |(_, rest)| rest.to_owned()),
        _ => {}
    }
    paragraphs.extend(furniture(publisher));
    MadePage {
        url: format!("https://paper{publisher}.example/{}/{id}", source.published),
        publisher: format!("Paper {publisher}"),
        title: headline(dice, &event),
        text: paragraphs.join("\n\n"),
        id,
        ..source.clone()
    }
}

/// The line with which every second publisher ends its pages.
fn furniture(publisher: u64) -> Option<String> {
    let dice = &mut Dice::new(publisher + 1);
    (publisher.is_multiple_of(2)).then(|| {
        let (name, street) = (dice.name(), dice.name());
        format!("Paper {publisher} is printed in {name} since {}; write to {street} Street 4.", 1850 + dice.below(150))
    })
}

fn headline(dice: &mut Dice, event: &Event) -> String {
    let (person, _) = &event.people[dice.below(2) as usize];
    format!("{person} {} {} in {}", dice.pick(&event.verbs), dice.pick(&event.nouns), event.place)
}

fn lead(dice: &mut Dice, event: &Event) -> String {
    let (person, role) = &event.people[0];
    let weekday = event.day.strftime("%A");
    let credit = ["", "(AP) ", "(Reuters) "][dice.below(3) as usize];
    let place = event.place.to_uppercase();
    let (verb, adjective, noun) = (dice.pick(&event.verbs), dice.pick(&event.adjectives), dice.pick(&event.nouns));
    let (body, number) = (&event.body, event.figures[0]);
    let (day, done) = (event.day.strftime("%-d %B %Y"), dice.pick(&event.verbs));
    let told = match dice.below(5) {
        0 => format!(
            "{role} {person} {verb} the {adjective} {noun} of {body} on {weekday}, {day}, and {number} people {done} it."
        ),
        1 => format!(
            "It was {weekday}, {day}, when {person}, {role}, {verb} {body}'s {adjective} {noun}; {number} were there who {done} it."
        ),
        2 => {
            format!("{number} people {done} the {noun} after {role} {person} {verb} it for {body} ({weekday}, {day}).")
        }
        3 => format!(
            "A {adjective} {noun} that belongs to {body} was {verb}, {role} {person} told {number} listeners on {weekday}."
        ),
        _ => format!(
            "{body} and its {noun}: what {person} {verb} on {day}, {number} {done}, in spite of a {adjective} {role}."
        ),
    };
    format!("{place} {credit}— {told}")
}

fn sentence(dice: &mut Dice, event: &Event) -> String {
    let (person, role) = &event.people[dice.below(event.people.len() as u64) as usize];
    match dice.below(8) {
        0 => format!("“{},” {} {role} {person}.", dice.pick(&event.quotes), dice.pick(SPEECH)),
        1 => format!("“{},” {} {person} of the {}.", clause(dice, event), dice.pick(SPEECH), event.body),
        2 => format!(
            "{} {} {} in {}.",
            dice.pick(STARTS),
            event.figures[dice.below(4) as usize],
            clause(dice, event),
            event.place
        ),
        3 => format!("{person}, {role}, {} that {}.", dice.pick(SPEECH), clause(dice, event)),
        _ => {
            format!("{} {}, {} {}.", dice.pick(OPENINGS), clause(dice, event), dice.pick(MIDDLES), clause(dice, event))
        }
    }
}

fn clause(dice: &mut Dice, event: &Event) -> String {
    format!(
        "the {} {} {} a {} {} {}",
        dice.pick(&event.adjectives),
        dice.pick(&event.nouns),
        dice.pick(&event.verbs),
        dice.pick(ADJECTIVES),
        dice.pick(NOUNS),
        dice.pick(ENDINGS),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heap_is_the_same_for_the_same_seed_and_has_small_stories() {
        let pages: Vec<MadePage> = MadeHeap::new(3_000, 5).collect();
        let again: Vec<MadePage> = MadeHeap::new(3_000, 5).collect();
        assert_eq!(pages.len(), 3_000);
        assert!(pages.iter().zip(&again).all(|(page, same)| page.text == same.text && page.id == same.id));
        let mut sizes = std::collections::BTreeMap::new();
        for page in &pages {
            *sizes.entry(page.gold_event).or_insert(0) += 1;
        }
        let small = sizes.values().filter(|&&size| size <= 2).count();
        assert!((0.55..0.75).contains(&(small as f64 / sizes.len() as f64)), "{small} of {}", sizes.len());
        let mean = pages.iter().map(|page| page.text.len()).sum::<usize>() / pages.len();
        assert!((2_000..3_200).contains(&mean), "mean length {mean}");
        assert!(pages.iter().any(|page| page.group != page.id));
    }
}
