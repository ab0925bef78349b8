//! Trains the weights of `story` on ECB+, and makes its background table.
//!
//! Heaps are drawn from the pages of ECB+: all pages of all topics (a crowd of look-alikes), one to six pages of each
//! event (the size of most stories), four pages with one of the look-alike, one page of each topic and one of each event
//! (most pages of a stream have no companion, only others on their subject), and a few pages of one to four subjects; the second and the last also as if every page was
//! written on one day, because a common date is no common event. The pairs within a topic all count, those across topics
//! one in twenty, save in heaps of few pages and where every page is alone. Folds are by topic.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use dateline::facts::Marked;
use dateline::reuse::{Trace, trace};
use dateline::story::training::{Weight, Weights, examples, groups, kinds, table_entry};
use rayon::prelude::*;
use serde::Deserialize;
use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::logistic::{Fitted, Observation, fit};
use crate::EvalError;
use crate::engine::{self, Record, Shown};
use crate::gold;
use crate::scorers::clusters::{adjusted_rand, bcubed};

/// Folds of the cross-validation.
const FOLDS: u64 = 4;

/// One pair of strangers in this many is trained on: they are many and easy.
const STRANGERS: u64 = 20;

/// Ridge penalty: keeps weights of kindred features (lead, all words) apart from noise; 0.03 to 1 differ by less than
/// .002 in the cross-validation.
const PENALTY: f64 = 0.1;

/// Evidence whose weight is set by hand: ECB+ has no dated look-alikes and no pages that fill a template. Days of
/// publication enter as log-odds already and count for less, as they are not independent of the words. Copied words
/// weigh 7.8 there, where no page carries another event's paragraphs as background; they do elsewhere.
const SET_BY_HAND: [(&str, f64); 4] = [("days", 0.7), ("event_days", 0.5), ("copied", 2.0), ("template", -12.0)];

/// Evidence that rests on what the marks of an article say. ECB+ is edited text in which the taggers see nearly every
/// name; on scrapes they miss more, and full weights lose two points of news_cluster there.
const MARKED: [&str; 5] = ["persons", "leading_person", "figures", "values", "told_days"];

/// Best of the cross-validation over all three kinds of heap.
const CUT: Cut = Cut { join: -0.8, cohesion: 0.2 };

/// Runs one of the sub-commands; the text is for standard output.
pub fn run(arguments: &[String]) -> std::io::Result<String> {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let corpus = |path: &str| Corpus::read(Path::new(path)).map_err(std::io::Error::other);
    match arguments.as_slice() {
        ["fit", ecbplus, meantime] => {
            toml::to_string(&train(&corpus(ecbplus)?, &corpus(meantime)?)).map_err(std::io::Error::other)
        }
        ["cross", ecbplus] => Ok(cross_validate(&corpus(ecbplus)?)),
        ["table", ecbplus] => Ok(table(&corpus(ecbplus)?)),
        ["try", weights, golds @ ..] => {
            let weights: Weights = toml::from_str(&std::fs::read_to_string(weights)?).map_err(std::io::Error::other)?;
            golds.iter().map(|gold| Ok(format!("{gold}\n{}", tried(&corpus(gold)?, &weights)))).collect()
        }
        ["background", lists, to] => {
            let table = background(Path::new(lists))?;
            std::fs::write(to, &table)?;
            Ok(format!("{} bytes", table.len()))
        }
        _ => Ok("usage: train stories fit ECBPLUS MEANTIME | cross ECBPLUS | try WEIGHTS GOLD… | table ECBPLUS | \
                 background LISTS TO"
            .to_owned()),
    }
}

#[derive(Deserialize)]
struct Gold {
    id: String,
    date: Option<String>,
    title: Option<String>,
    text: String,
    #[serde(rename = "gold_event")]
    event: String,
    #[serde(rename = "gold_topic", default)]
    topic: String,
    language: Option<String>,
}

/// The pages of a corpus, read.
struct Corpus {
    pages: Vec<(String, String)>,
    marked: Vec<Marked>,
    /// The same pages as if all were written on [`ONE_DAY`].
    dressed: Vec<Marked>,
}

/// What a heap is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Dense,
    Sparse,
    FourAndOne,
    Alone,
    LikesApart,
    Few,
    OneDayFew,
    OneDaySparse,
}

impl Kind {
    const ALL: [Kind; 8] = [
        Kind::Dense,
        Kind::Sparse,
        Kind::FourAndOne,
        Kind::Alone,
        Kind::LikesApart,
        Kind::Few,
        Kind::OneDayFew,
        Kind::OneDaySparse,
    ];

    fn one_day(self) -> bool {
        matches!(self, Kind::OneDayFew | Kind::OneDaySparse)
    }
}

struct Drawn {
    kind: Kind,
    pages: Vec<usize>,
}

struct Heap {
    kind: Kind,
    pages: Vec<usize>,
    marked: Vec<Marked>,
    traced: Trace,
}

impl Corpus {
    /// Reads ECB+ as `eval stories` would.
    fn read(path: &Path) -> Result<Self, EvalError> {
        let rows = gold::rows::<Gold>(path, "{id, title, text, gold_event, gold_topic}", None)?;
        let record = |row: &Gold| Record {
            title: row.title.clone(),
            published: row.date.clone(),
            language: row.language.clone(),
            ..Record::text(row.text.as_str())
        };
        let mut rows: Vec<Gold> = rows.into_iter().map(|row| row.gold).collect();
        rows.sort_by(|a, b| a.id.cmp(&b.id));
        let records: Vec<Record> = rows.iter().map(record).collect();
        let read = |records: &[Record]| -> Vec<Marked> {
            engine::read_all(records).into_iter().map(|reading| reading.marked).collect()
        };
        let dressed: Vec<Record> = records.iter().enumerate().map(|(page, record)| dressed(page, record)).collect();
        let pages = rows.into_iter().map(|row| (row.topic, row.event)).collect();
        Ok(Self { pages, marked: read(&records), dressed: read(&dressed) })
    }

    fn topic(&self, page: usize) -> &str {
        &self.pages[page].0
    }

    fn event(&self, page: usize) -> &str {
        &self.pages[page].1
    }

    fn fold(&self, page: usize) -> u64 {
        xxh3_64_with_seed(self.topic(page).as_bytes(), 5) % FOLDS
    }

    fn heap(&self, drawn: Drawn) -> Heap {
        let source = if drawn.kind.one_day() { &self.dressed } else { &self.marked };
        let marked: Vec<Marked> = drawn.pages.iter().map(|&page| source[page].clone()).collect();
        let traced = trace(&marked.iter().map(|marked| &marked.article).collect::<Vec<_>>());
        Heap { kind: drawn.kind, pages: drawn.pages, marked, traced }
    }

    /// One page of each topic, or of each event where there are no topics.
    fn alone(&self, pages: &[usize], seed: u64) -> Drawn {
        let subject = |page: usize| if self.topic(page).is_empty() { self.event(page) } else { self.topic(page) };
        let mut subjects: BTreeMap<&str, usize> = BTreeMap::new();
        for page in shuffled(pages, 50 + seed) {
            subjects.entry(subject(page)).or_insert(page);
        }
        Drawn { kind: Kind::Alone, pages: subjects.into_values().collect() }
    }

    /// The heaps drawn from some pages.
    fn heaps(&self, pages: &[usize]) -> Vec<Heap> {
        let mut topics: BTreeMap<&str, BTreeMap<&str, Vec<usize>>> = BTreeMap::new();
        for &page in pages {
            topics.entry(self.topic(page)).or_default().entry(self.event(page)).or_default().push(page);
        }
        let mut drawn = vec![Drawn { kind: Kind::Dense, pages: pages.to_vec() }];
        drawn.extend((0..4).map(|seed| sparse(&topics, seed)));
        drawn.extend((4..6).map(|seed| Drawn { kind: Kind::OneDaySparse, ..sparse(&topics, seed) }));
        drawn.extend((0..4).map(|seed| self.alone(pages, seed)));
        drawn.extend((0..4).map(|seed| likes_apart(&topics, seed)));
        drawn.extend((0..4).flat_map(|seed| few(&topics, Kind::Few, seed)));
        drawn.extend((4..8).flat_map(|seed| few(&topics, Kind::OneDayFew, seed)));
        drawn.extend(topics.values().flat_map(four_and_one));
        drawn.into_par_iter().map(|drawn| self.heap(drawn)).collect()
    }
}

/// A number that depends on nothing but what it is drawn for.
fn draw(page: usize, seed: u64) -> u64 {
    xxh3_64_with_seed(&(page as u64).to_le_bytes(), seed)
}

fn shuffled(pages: &[usize], seed: u64) -> Vec<usize> {
    let mut pages = pages.to_vec();
    pages.sort_by_key(|&page| draw(page, seed));
    pages
}

/// One to six pages of four events in five.
fn sparse(topics: &BTreeMap<&str, BTreeMap<&str, Vec<usize>>>, seed: u64) -> Drawn {
    let mut pages = Vec::new();
    for event in topics.values().flat_map(BTreeMap::values) {
        let chance = draw(event[0], 100 + seed);
        if !chance.is_multiple_of(5) {
            pages.extend(shuffled(event, seed).into_iter().take(1 + (chance / 5 % 6) as usize));
        }
    }
    Drawn { kind: Kind::Sparse, pages }
}

/// One page of each event.
fn likes_apart(topics: &BTreeMap<&str, BTreeMap<&str, Vec<usize>>>, seed: u64) -> Drawn {
    let one = |event: &Vec<usize>| event.iter().copied().min_by_key(|&page| draw(page, 700 + seed));
    Drawn { kind: Kind::LikesApart, pages: topics.values().flat_map(BTreeMap::values).filter_map(one).collect() }
}

/// Heaps of one to four subjects, one to three pages of one event of each: what a user tries first.
fn few(topics: &BTreeMap<&str, BTreeMap<&str, Vec<usize>>>, kind: Kind, seed: u64) -> Vec<Drawn> {
    let mut events: Vec<&Vec<usize>> =
        topics.values().filter_map(|events| events.values().min_by_key(|pages| draw(pages[0], 200 + seed))).collect();
    events.sort_by_key(|pages| draw(pages[0], 300 + seed));
    let mut out = Vec::new();
    let mut rest = events.as_slice();
    while let Some(first) = rest.first() {
        let chance = draw(first[0], 400 + seed);
        let (heap, after) = rest.split_at(rest.len().min(1 + (chance % 4) as usize));
        let of = |event: &&Vec<usize>| -> Vec<usize> {
            let pages = 1 + (draw(event[0], 500 + seed) % 3) as usize;
            shuffled(event, seed).into_iter().take(pages).collect()
        };
        let pages: Vec<usize> = heap.iter().flat_map(of).collect();
        if pages.len() > 1 {
            out.push(Drawn { kind, pages });
        }
        rest = after;
    }
    out
}

/// The day of [`dressed`] pages.
const ONE_DAY: &str = "2031-06-03";

/// A page as if it was written on one day with all others: under a date line such as papers print, and so dated.
fn dressed(page: usize, record: &Record) -> Record {
    const TOWNS: [&str; 8] = ["Arden", "Belsk", "Corvo", "Dunmere", "Port Elling", "Farrow", "Gessen", "Holt"];
    let chance = draw(page, 600);
    let town = TOWNS[(chance % 8) as usize];
    let line = match chance / 8 % 4 {
        0 => format!("{}, 3 June 2031 — ", town.to_uppercase()),
        1 => format!("{town}, Tuesday, June 3, 2031 (staff) - "),
        2 => format!("{town} — On Tuesday, 3 June 2031, "),
        _ => "Published: Tuesday, June 3, 2031\n\n".to_owned(),
    };
    let Shown::Text(text) = &record.shown else { return record.clone() };
    let title = record.title.as_deref().unwrap_or("");
    let text = match text.strip_prefix(title) {
        Some(rest) => format!("{title}\n\n{line}{}", rest.trim_start()),
        None => format!("{line}{text}"),
    };
    Record { shown: Shown::Text(text), published: Some(ONE_DAY.to_owned()), ..record.clone() }
}

/// Heaps of four pages of one event and one, the last, of its look-alike.
fn four_and_one(events: &BTreeMap<&str, Vec<usize>>) -> Vec<Drawn> {
    let lists: Vec<&Vec<usize>> = events.values().collect();
    let [one, other] = lists.as_slice() else { return Vec::new() };
    let mut out = Vec::new();
    for seed in 0..4 {
        for (many, single) in [(one, other), (other, one)] {
            let mut pages: Vec<usize> = shuffled(many, seed).into_iter().take(4).collect();
            if pages.len() == 4 {
                pages.extend(shuffled(single, seed).first());
                out.push(Drawn { kind: Kind::FourAndOne, pages });
            }
        }
    }
    out
}

/// Weights of the kinds of heap in training: each kind has about the same say.
fn say(kind: Kind) -> f64 {
    if kind == Kind::Dense { 0.5 } else { 1.0 }
}

fn observations(corpus: &Corpus, heaps: &[Heap]) -> Vec<Observation> {
    let of_heap = |heap: &Heap| -> Vec<Observation> {
        let mut out = Vec::new();
        for example in examples(&heap.marked, &heap.traced) {
            let (a, b) = (heap.pages[example.a], heap.pages[example.b]);
            let stranger = corpus.topic(a) != corpus.topic(b);
            let crowd = matches!(
                heap.kind,
                Kind::Dense | Kind::Sparse | Kind::FourAndOne | Kind::LikesApart | Kind::OneDaySparse
            );
            if stranger && crowd && !draw(a * 100_000 + b, 7).is_multiple_of(STRANGERS) {
                continue;
            }
            let values = example
                .values
                .iter()
                .zip(kinds())
                .map(|(&value, kind)| if by_hand(kind).is_some() { 0.0 } else { f64::from(value) });
            let holds = corpus.event(a) == corpus.event(b);
            out.push(Observation { values: values.collect(), holds, weight: say(heap.kind) });
        }
        out
    };
    heaps.par_iter().flat_map_iter(of_heap).collect()
}

/// The mean of two fits: with what the marks tell, and without.
fn fit_stories(observations: &[Observation]) -> Fitted {
    let marked: Vec<bool> = kinds().iter().map(|kind| MARKED.contains(kind)).collect();
    let without = |seen: &Observation| {
        let values = seen.values.iter().zip(&marked).map(|(&value, &marked)| if marked { 0.0 } else { value });
        Observation { values: values.collect(), ..*seen }
    };
    let unmarked: Vec<Observation> = observations.iter().map(without).collect();
    let (full, plain) = (fit(observations, PENALTY), fit(&unmarked, PENALTY));
    let weights = full.weights.iter().zip(&plain.weights).map(|(&one, &other)| f64::midpoint(one, other)).collect();
    Fitted { weights, intercept: f64::midpoint(full.intercept, plain.intercept) }
}

fn by_hand(kind: &str) -> Option<f64> {
    SET_BY_HAND.iter().find(|entry| entry.0 == kind).map(|entry| entry.1)
}

fn weights(observations: &[Observation], fitted: &Fitted, across: &Across, cut: Cut) -> Weights {
    let mean = |kind: usize, holds: bool| {
        let (mut sum, mut count) = (0.0, 0.0);
        for seen in observations.iter().filter(|seen| seen.holds == holds) {
            sum += seen.weight * seen.values[kind];
            count += seen.weight;
        }
        sum / f64::max(count, 1.0)
    };
    let entry = |(kind, &name): (usize, &&'static str)| Weight {
        name: name.to_owned(),
        weight: round(by_hand(name).unwrap_or(fitted.weights[kind])),
        neutral: round(f64::midpoint(mean(kind, true), mean(kind, false))),
    };
    Weights {
        recipe: "ECB+ topics 1 to 35 (annotation CC BY 3.0), MEANTIME between languages (CC BY 4.0), `train stories fit`: logistic regression over pairs of \
                 drawn heaps (dense, sparse, four and one, alone, likes apart, few, one day), ridge 0.1, mean of the fits with and without what the marks tell"
            .to_owned(),
        intercept: round(fitted.intercept),
        join: cut.join,
        cohesion: cut.cohesion,
        across_intercept: across.intercept,
        evidence: kinds().iter().enumerate().map(entry).collect(),
        across: across.weights.clone(),
    }
}

/// What counts between two languages.
struct Across {
    intercept: f32,
    weights: Vec<Weight>,
}

/// Evidence between two languages: names and numbers that need no translation, and days.
const ACROSS: [&str; 2] = ["names", "numbers"];

/// Independent reports share less than the full translations that MEANTIME holds: this much is added to its intercept.
const INDEPENDENT: f32 = 0.5;

/// Trains the weights between two languages on the pairs of MEANTIME pages in different languages.
fn across(corpus: &Corpus) -> Across {
    let places: Vec<usize> = ACROSS.iter().filter_map(|name| kinds().iter().position(|kind| kind == name)).collect();
    let heap = corpus.heap(Drawn { kind: Kind::Dense, pages: (0..corpus.pages.len()).collect() });
    let mut seen = Vec::new();
    for example in examples(&heap.marked, &heap.traced).into_iter().filter(|example| !example.one_language) {
        let values = places.iter().map(|&place| f64::from(example.values[place])).collect();
        seen.push(Observation { values, holds: corpus.event(example.a) == corpus.event(example.b), weight: 1.0 });
    }
    let fitted = fit(&seen, 1.0);
    let weight = |name: &str, weight: f64| Weight { name: name.to_owned(), weight: round(weight), neutral: 0.0 };
    let mut weights: Vec<Weight> =
        ACROSS.iter().zip(&fitted.weights).map(|(name, &fitted)| weight(name, fitted)).collect();
    let days = SET_BY_HAND.iter().filter(|entry| entry.0.ends_with("days"));
    weights.extend(days.map(|&(name, by_hand)| weight(name, by_hand)));
    Across { intercept: round(fitted.intercept) + INDEPENDENT, weights }
}

/// Where the tree of joins is cut.
#[derive(Debug, Clone, Copy)]
struct Cut {
    /// See [`Weights::join`].
    join: f32,
    /// See [`Weights::cohesion`].
    cohesion: f32,
}

fn round(value: f64) -> f32 {
    ((value * 1e3).round() / 1e3) as f32
}

/// Weights trained on all of ECB+, and between languages on MEANTIME.
fn train(corpus: &Corpus, meantime: &Corpus) -> Weights {
    let all: Vec<usize> = (0..corpus.pages.len()).collect();
    let observations = observations(corpus, &corpus.heaps(&all));
    weights(&observations, &fit_stories(&observations), &across(meantime), CUT)
}

/// Cuts tried in the cross-validation.
fn cuts() -> Vec<Cut> {
    let join = |cohesion: f32| [-1.3, -1.0, -0.8, -0.6].map(|join| Cut { join, cohesion });
    [0.1, 0.2, 0.3].into_iter().flat_map(join).collect()
}

/// Scores of a gold file under given weights: as one heap and, where it has look-alikes, four and one.
fn tried(corpus: &Corpus, weights: &Weights) -> String {
    let all: Vec<usize> = (0..corpus.pages.len()).collect();
    let heaps = corpus.heaps(&all);
    let of_kind = |kind: Kind| {
        let scores: Vec<Scores> =
            heaps.par_iter().filter(|heap| heap.kind == kind).map(|heap| score(corpus, heap, weights)).collect();
        let mean = |part: fn(&Scores) -> f64| scores.iter().map(part).sum::<f64>() / scores.len() as f64;
        let (f1, ari, exact) = (mean(|scores| scores.f1), mean(|scores| scores.ari), mean(|scores| scores.exact));
        (!scores.is_empty()).then(|| format!("  {kind:?}  F1 {f1:.4}  ARI {ari:.4}  exact {exact:.3}\n"))
    };
    Kind::ALL.into_iter().filter_map(of_kind).collect()
}

/// Scores of the cross-validation, one line for each cut and kind of heap.
fn cross_validate(corpus: &Corpus) -> String {
    let (cuts, across) = (cuts(), Across { intercept: 0.0, weights: Vec::new() });
    let mut sums: BTreeMap<(usize, Kind), [f64; 4]> = BTreeMap::new();
    for fold in 0..FOLDS {
        let (test, train): (Vec<usize>, Vec<usize>) =
            (0..corpus.pages.len()).partition(|&page| corpus.fold(page) == fold);
        let observations = observations(corpus, &corpus.heaps(&train));
        let fitted = fit_stories(&observations);
        let heaps = corpus.heaps(&test);
        for (at, &cut) in cuts.iter().enumerate() {
            let weights = weights(&observations, &fitted, &across, cut);
            for heap in &heaps {
                let Scores { f1, ari, exact } = score(corpus, heap, &weights);
                let sum = sums.entry((at, heap.kind)).or_default();
                for (sum, value) in sum.iter_mut().zip([1.0, f1, ari, exact]) {
                    *sum += value;
                }
            }
        }
    }
    let line = |((at, kind), [count, f1, ari, exact]): (&(usize, Kind), &[f64; 4])| {
        let Cut { join, cohesion } = cuts[*at];
        let [f1, ari, exact] = [f1, ari, exact].map(|sum| sum / count);
        format!(
            "cohesion {cohesion:.2} join {join:5.2}  {kind:?}  F1 {f1:.4}  ARI {ari:.4}  exact {exact:.3}  ({count} heaps)\n"
        )
    };
    sums.iter().map(line).collect()
}

/// How well a heap was grouped.
struct Scores {
    /// BCubed.
    f1: f64,
    ari: f64,
    /// 1 where every group is right.
    exact: f64,
}

fn score(corpus: &Corpus, heap: &Heap, weights: &Weights) -> Scores {
    let mut found = vec![0; heap.pages.len()];
    for (number, group) in groups(&heap.marked, &heap.traced, weights).into_iter().enumerate() {
        for member in group {
            found[member] = number;
        }
    }
    let mut events: Vec<&str> = heap.pages.iter().map(|&page| corpus.event(page)).collect();
    events.sort_unstable();
    events.dedup();
    let number = |&page: &usize| events.binary_search(&corpus.event(page)).unwrap_or_default();
    let expected: Vec<usize> = heap.pages.iter().map(number).collect();
    let f1 = bcubed(&expected, &found).f1();
    Scores { f1, ari: adjusted_rand(&expected, &found), exact: f64::from(u8::from(f1 > 1.0 - 1e-9)) }
}

/// The evidence of the pairs of the heaps drawn from a gold file, fold by fold, as a table, to study it elsewhere.
fn table(corpus: &Corpus) -> String {
    let mut out = format!(
        "fold\theap\tkind\ta\tb\tpage_a\tpage_b\tpages\tone_topic\tsame\tone_language\t{}\n",
        kinds().join("\t")
    );
    for fold in 0..FOLDS {
        let pages: Vec<usize> = (0..corpus.pages.len()).filter(|&page| corpus.fold(page) == fold).collect();
        let heaps = if pages.is_empty() { Vec::new() } else { corpus.heaps(&pages) };
        for (number, heap) in heaps.iter().enumerate() {
            for example in examples(&heap.marked, &heap.traced) {
                let (a, b) = (heap.pages[example.a], heap.pages[example.b]);
                let [topic, same, language] =
                    [corpus.topic(a) == corpus.topic(b), corpus.event(a) == corpus.event(b), example.one_language]
                        .map(u8::from);
                let values: Vec<String> = example.values.iter().map(|value| format!("{value:.5}")).collect();
                let (kind, pages, values) = (heap.kind, heap.pages.len(), values.join("\t"));
                let (page_a, page_b, a, b) = (a, b, example.a, example.b);
                let _ = writeln!(
                    out,
                    "{fold}\t{number}\t{kind:?}\t{a}\t{b}\t{page_a}\t{page_b}\t{pages}\t{topic}\t{same}\t{language}\t{values}"
                );
            }
        }
    }
    out
}

/// The background table, from lists of words and their frequencies (`word<TAB>frequency`, most frequent first), one
/// file `CODE.tsv` a language.
fn background(folder: &Path) -> std::io::Result<Vec<u8>> {
    let mut files: Vec<_> = std::fs::read_dir(folder)?.collect::<Result<_, _>>()?;
    files.sort_by_key(std::fs::DirEntry::file_name);
    let mut out = Vec::new();
    for file in files {
        let name = file.file_name().to_string_lossy().into_owned();
        let Some(code) = name.strip_suffix(".tsv") else { continue };
        let list = std::fs::read_to_string(file.path())?;
        let row = |line: &str| {
            let (word, frequency) = line.split_once('\t')?;
            Some((word.to_owned(), frequency.parse().ok()?))
        };
        let kept = if code == "en" { 25_000 } else { 20_000 };
        let words: Vec<(String, f64)> = list.lines().filter_map(row).take(kept).collect();
        out.extend(table_entry(code, &words));
    }
    Ok(out)
}
