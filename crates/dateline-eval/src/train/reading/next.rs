//! The model of the next article: a place of a scraped text below which everything is another article's.
//!
//! No gold has such texts, so that they are made: one to three further dumps of the same part are put under a dump, with
//! their headlines, bylines and dates or without, whole or cut short. What must stay whole are the dumps as they are,
//! and round-ups made of short items.

use std::collections::BTreeMap;

use dateline::clean::training::{self, LINE_THRESHOLDS, Lexicon, LineModel, LineThresholds, Rows, Trees};
use dateline::intake::{Location, Page, scrape_page};
use dateline::lang;

use super::boost::{self, Settings, Table};
use super::corpus::Example;
use crate::dice::Dice;

/// What the trees may grow to.
const NEXT: Settings =
    Settings { trees: 150, leaves: 12, rate: 0.08, rows: 0.6, features: 0.4, least_weight: 4.0, shrink: 4.0 };

/// Texts made with each dump on top.
const COPIES: usize = 3;

/// Dumps with as many paragraphs are glued.
const PARAGRAPHS: usize = 3;

/// Lines that a body cut short has at least.
const SHORT: usize = 4;

/// Dumps among which the one most like the text above is looked for.
const LOOKED_AT: usize = 24;

/// Lines that stand between two articles on pages that go on without an end, as this project words them.
const POINTERS: &[&str] = &[
    "Next article",
    "Read next",
    "More from this section",
    "Nächster Artikel",
    "Weiterlesen",
    "À lire ensuite",
    "* * *",
];

/// Titles of round-ups, as this project words them.
const ROUND_UPS: &[&str] =
    &["The week in brief", "Ten things to know today", "News in short", "Kurz gemeldet", "En bref"];

/// A dump with the parts that are glued.
struct Dump<'e> {
    example: &'e Example,
    language: String,
    headline: Option<String>,
    /// Lines between the headline and the body: bylines, dates and what else stands there.
    head: Vec<String>,
    body: Vec<String>,
    /// Lines below the body.
    tail: Vec<String>,
    stems: Vec<String>,
}

/// A text with what each of its lines is.
struct Made {
    page: Page,
    /// For each line whether it is the article's own body.
    own: Vec<bool>,
    /// The lines with which other articles begin.
    begins: Vec<usize>,
    /// For each line whether it is of the body of another article.
    foreign: Vec<bool>,
    news: bool,
}

impl<'e> Dump<'e> {
    fn of(example: &'e Example) -> Option<Self> {
        let text = example.page.text.as_str();
        let line = |at: usize| example.page.blocks[at].span.of(text).trim().to_owned();
        let own: Vec<usize> = (0..example.labels.len()).filter(|at| example.labels[*at] == Some(true)).collect();
        let (&first, &last) = (own.first()?, own.last()?);
        let long = own.iter().filter(|at| line(**at).split_whitespace().count() >= 12).count();
        if long < PARAGRAPHS {
            return None;
        }
        let title = training::headline_line(&example.page).filter(|title| *title < first);
        let body: Vec<String> = own.iter().map(|at| line(*at)).collect();
        let mut stems = Vec::new();
        body.iter().for_each(|line| training::each_stem(line, &mut |stem| stems.push(stem.to_owned())));
        stems.sort_unstable();
        stems.dedup();
        Some(Self {
            example,
            language: lang::detect(&body.join("\n")).map(|lang| lang.code().to_owned()).unwrap_or_default(),
            headline: title.map(line),
            head: title.map_or(Vec::new(), |title| (title + 1..first).map(line).collect()),
            body,
            tail: (last + 1..example.labels.len()).map(line).take(12).collect(),
            stems,
        })
    }

    fn is_news(&self) -> bool {
        self.example.set.starts_with("news")
    }

    fn likeness(&self, other: &Self) -> usize {
        self.stems.iter().filter(|stem| other.stems.binary_search(stem).is_ok()).count() * 1000
            / other.stems.len().max(1)
    }
}

/// A text that grows line by line.
#[derive(Default)]
struct Text {
    text: String,
    own: Vec<bool>,
    foreign: Vec<bool>,
    begins: Vec<usize>,
    separator: &'static str,
}

impl Text {
    fn push(&mut self, line: &str, own: bool, foreign: bool) {
        if !self.text.is_empty() {
            self.text.push_str(self.separator);
        }
        self.text.push_str(line);
        self.own.push(own);
        self.foreign.push(foreign);
    }

    fn done(self, news: bool) -> Option<Made> {
        let page = scrape_page(&self.text, Location::default());
        let same = page.blocks.len() == self.own.len();
        same.then_some(Made { page, own: self.own, begins: self.begins, foreign: self.foreign, news })
    }
}

/// The dumps as they are, texts with other articles glued to them, and round-ups.
fn made(examples: &[&Example], dice: &mut Dice) -> Vec<Made> {
    let mut out: Vec<Made> = examples.iter().map(|example| as_it_is(example)).collect();
    let dumps: Vec<Dump<'_>> =
        examples.iter().filter(|one| one.kinds.iter().all(Option::is_none)).filter_map(|one| Dump::of(one)).collect();
    let mut alike: BTreeMap<(&str, bool), Vec<usize>> = BTreeMap::new();
    for (at, dump) in dumps.iter().enumerate() {
        alike.entry((dump.language.as_str(), dump.is_news())).or_default().push(at);
    }
    for at in 0..dumps.len() {
        let others: Vec<usize> = alike[&(dumps[at].language.as_str(), dumps[at].is_news())]
            .iter()
            .copied()
            .filter(|other| *other != at)
            .collect();
        if others.is_empty() {
            continue;
        }
        for _ in 0..COPIES {
            out.extend(glued(&dumps, at, &others, dice));
        }
        if dice.below(3) == 0 && others.len() > 5 {
            out.extend(round_up(&dumps, at, &others, dice));
        }
    }
    out
}

fn as_it_is(example: &Example) -> Made {
    let own: Vec<bool> = example.labels.iter().map(|label| *label == Some(true)).collect();
    Made {
        page: scrape_page(example.page.text.as_str(), Location::default()),
        foreign: vec![false; own.len()],
        own,
        begins: Vec::new(),
        news: example.set.starts_with("news"),
    }
}

/// A dump with one to three others below it.
fn glued(dumps: &[Dump<'_>], top: usize, others: &[usize], dice: &mut Dice) -> Option<Made> {
    let dump = &dumps[top];
    let mut text = Text { separator: if dice.below(5) == 0 { "\n" } else { "\n\n" }, ..Text::default() };
    let own = &dump.example.labels;
    let last = own.iter().rposition(|label| *label == Some(true))?;
    let page = &dump.example.page;
    let is_whole = dice.below(2) == 0;
    let first_lines = if dice.below(3) == 0 { SHORT + dice.below(8) as usize } else { usize::MAX };
    let cut = (0..own.len()).filter(|at| own[*at] == Some(true)).nth(first_lines).unwrap_or(last + 1);
    let end = if is_whole && cut > last { own.len() } else { cut };
    for (block, own) in page.blocks.iter().zip(own).take(end) {
        text.push(block.span.of(page.text.as_str()), *own == Some(true), false);
    }
    for _ in 0..=dice.below(3) {
        let other = &dumps[chosen(dumps, top, others, dice)];
        append(&mut text, other, dice);
    }
    if !is_whole {
        dump.tail.iter().for_each(|line| text.push(line, false, false));
    }
    text.done(dump.is_news())
}

/// One of the same publisher, the one most like it of some, or any.
fn chosen(dumps: &[Dump<'_>], top: usize, others: &[usize], dice: &mut Dice) -> usize {
    let same: Vec<usize> =
        others.iter().copied().filter(|at| dumps[*at].example.site_hash == dumps[top].example.site_hash).collect();
    match dice.below(3) {
        0 if !same.is_empty() => *dice.pick(&same),
        0 | 1 => {
            let some: Vec<usize> = (0..LOOKED_AT).map(|_| *dice.pick(others)).collect();
            some.into_iter().max_by_key(|at| dumps[top].likeness(&dumps[*at])).unwrap_or(others[0])
        }
        _ => *dice.pick(others),
    }
}

fn append(text: &mut Text, other: &Dump<'_>, dice: &mut Dice) {
    text.begins.push(text.own.len());
    if dice.below(4) == 0 {
        text.push(dice.pick::<&str>(POINTERS), false, false);
    }
    if let Some(headline) = other.headline.as_ref().filter(|_| dice.below(5) > 0) {
        text.push(headline, false, false);
    }
    if dice.below(2) == 0 {
        other.head.iter().take(6).for_each(|line| text.push(line, false, false));
    }
    let is_cut = dice.below(2) == 0;
    let lines = if is_cut { SHORT + dice.below(6) as usize } else { usize::MAX };
    other.body.iter().take(lines).for_each(|line| text.push(line, false, true));
    if dice.below(2) == 0 {
        other.tail.iter().for_each(|line| text.push(line, false, false));
    }
}

/// Short items of several articles under a title of their own: one text.
fn round_up(dumps: &[Dump<'_>], top: usize, others: &[usize], dice: &mut Dice) -> Option<Made> {
    let mut text = Text { separator: "\n\n", ..Text::default() };
    text.push(dice.pick::<&str>(ROUND_UPS), false, false);
    for item in 0..5 + dice.below(5) {
        let dump = &dumps[if item == 0 { top } else { *dice.pick(others) }];
        if let Some(headline) = &dump.headline {
            text.push(headline, true, false);
        }
        dump.body.iter().take(1 + dice.below(4) as usize).for_each(|line| text.push(line, true, false));
    }
    text.done(dumps[top].is_news())
}

/// What each place is: another article begins there, or the own one goes on below it. Places below the own body tell
/// nothing.
fn labelled(made: &Made, places: &[usize]) -> Vec<Option<bool>> {
    let last = made.own.iter().rposition(|own| *own).unwrap_or(0);
    let label = |at: &usize| {
        if *at <= last {
            return Some(false);
        }
        made.begins.contains(at).then_some(true)
    };
    places.iter().map(label).collect()
}

/// The trees.
pub(super) fn train(examples: &[&Example], rarity: &Lexicon) -> String {
    let texts = made(examples, &mut Dice::new(11));
    let rows: Vec<(Vec<usize>, Rows)> = texts.iter().map(|made| training::next_rows(&made.page, rarity)).collect();
    let mut table = Table::new(rows.iter().map(|(_, rows)| rows.width).max().unwrap_or(0));
    for (made, (places, rows)) in texts.iter().zip(&rows) {
        let weight = if made.news { 3.0 } else { 1.0 };
        for (row, label) in rows.iter().zip(labelled(made, places)) {
            if let Some(label) = label {
                table.push(row, label, weight);
            }
        }
    }
    boost::train(&table, NEXT)
}

/// Thresholds that `check` reports.
const TRIED: [[f32; 2]; 7] =
    [[0.6, 0.93], [0.7, 0.93], [0.8, 0.93], [0.9, 0.93], [0.93, 0.93], [0.7, 0.96], [0.8, 0.96]];

/// What became of texts, by kind of text and threshold.
#[derive(Default)]
struct Counts {
    texts: usize,
    cut: usize,
    exact: usize,
    own_words: usize,
    own_lost: usize,
    foreign_words: usize,
    foreign_dropped: usize,
}

/// Trains on each half of the publishers and cuts the texts of the other.
pub(super) fn check(examples: &[Example], rarity: &Lexicon, halves: impl Fn(&Example) -> u64) -> String {
    let mut counts: BTreeMap<(String, usize), Counts> = BTreeMap::new();
    let mut out = String::new();
    for half in 0..2 {
        let (tested, learnt): (Vec<&Example>, Vec<&Example>) = examples.iter().partition(|one| halves(one) == half);
        let next = Trees::parse(&train(&learnt, rarity));
        let model = LineModel { rarity: rarity.clone(), next, ..LineModel::default() };
        for made in made(&tested, &mut Dice::new(12)) {
            for (tried, [next_headed, next]) in TRIED.into_iter().enumerate() {
                let thresholds = LineThresholds { next_headed, next, ..LINE_THRESHOLDS };
                let cut = training::next_begins(&made.page, &LineModel { thresholds, ..model.clone() });
                let kind = format!("{}{}", if made.news { "news" } else { "guides" }, kind_of(&made));
                counts.entry((kind, tried)).or_default().add(&made, cut, &mut out);
            }
        }
    }
    for ((kind, tried), found) in &counts {
        let share = |part: usize, all: usize| part as f64 / all.max(1) as f64;
        out.push_str(&format!(
            "{kind} at {:?}: {} texts, cut {:.3}, exactly {:.3}, own words lost {:.4}, others' dropped {:.3}\n",
            TRIED[*tried],
            found.texts,
            share(found.cut, found.texts),
            share(found.exact, found.texts),
            share(found.own_lost, found.own_words),
            share(found.foreign_dropped, found.foreign_words),
        ));
    }
    out
}

fn kind_of(made: &Made) -> &'static str {
    if !made.begins.is_empty() {
        " glued"
    } else if ROUND_UPS.iter().any(|title| made.page.text.as_str().starts_with(title)) {
        " round-ups"
    } else {
        " as they are"
    }
}

impl Counts {
    fn add(&mut self, made: &Made, cut: Option<usize>, shown: &mut String) {
        let text = made.page.text.as_str();
        let words = |is: &[bool], from: usize| -> usize {
            let lines = (from..is.len()).filter(|at| is[*at]);
            lines.map(|at| made.page.blocks[at].span.of(text).split_whitespace().count()).sum()
        };
        self.texts += 1;
        self.own_words += words(&made.own, 0);
        self.foreign_words += words(&made.foreign, 0);
        let Some(cut) = cut else { return };
        let lost = words(&made.own, cut);
        self.cut += 1;
        self.exact += usize::from(made.begins.first() == Some(&cut));
        self.own_lost += lost;
        self.foreign_dropped += words(&made.foreign, cut);
        if lost > 0 && made.begins.is_empty() {
            let line = |at: usize| made.page.blocks[at].span.of(text).chars().take(90).collect::<String>();
            let title = training::headline_line(&made.page).map(line).unwrap_or_default();
            shown.push_str(&format!(
                "cut {lost} words of {title:?} at {:?} / {:?}\n",
                line(cut),
                line((cut + 1).min(made.own.len() - 1))
            ));
        }
    }
}
