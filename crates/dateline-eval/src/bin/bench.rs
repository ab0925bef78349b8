//! `bench [--only reuse|story|tens] SIZE…`: records per second and core, and peak memory, of each stage on heaps made by rule,
//! and how well the stories fit those made.
//!
//! `--only story` streams the pages and keeps of each what stories are made from (`story::Reading`): texts and marks are
//! dropped, words are not traced, and nothing is told of the stories but their members. It shows what an article costs
//! from 1,000 to 1,000,000.
//!
//! `--only reuse` times the tracing of words alone, on articles taken as clean, and tells how many of the pairs of
//! reports with one source it finds: a curve over sizes shows what an article costs as the heap grows.
//!
//! `--only tens` takes ten pages of each made story that has as many: what a story of ten costs to compare and to tell.
//!
//! `bench times [FILE.jsonl]`: documents of 2 kB per second on one thread, tagged with expressions of time and resolved;
//! the texts are those of the file's rows, or of a made heap. A table name looked up by comparing strings once made this
//! the slowest part of reading.
//!
//! `bench made SIZE` writes the made heap itself as JSONL, for the programs that we are compared with
//! (`scripts/copies_peers.py`, `scripts/story_peer.py`).
//!
//! Each size runs in a process of its own, so that the peak is its own. Seconds are processor seconds of all threads
//! together; the wall clock is told beside them, because a loaded machine makes it a lower bound of the speed.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, Cursor, Write as _};
use std::process::ExitCode;
use std::time::Instant;

use dateline::clean::{Article, clean};
use dateline::date::{Dating, DaySet, Timex, date_article, resolve, timexes};
use dateline::facts::{Marked, mark};
use dateline::intake::{Location, Page, given_page, pages};
use dateline::pipeline::documents::stories_in_parts;
use dateline::pipeline::{Heap, Settings, mark_article};
use dateline::reuse::{Trace, trace};
use dateline::story::{Decisions, Lend, cluster, group, read};
use dateline_eval::heap::{MadeHeap, MadePage};
use dateline_eval::processor::processor_seconds;
use dateline_eval::scorers::clusters::{bcubed, pairwise};
use rayon::prelude::*;

/// Names the run of one size in a process of its own.
const ONE: &str = "--one";

/// Names the run on expressions of time alone.
const TIMES: &str = "times";

/// The same up to the stories.
const ONE_STORY: &str = "--one-story";

/// The same for the tracing of words alone.
const ONE_REUSE: &str = "--one-reuse";

/// The same for stories of ten pages each.
const ONE_TENS: &str = "--one-tens";

/// Seed of the made heaps.
const SEED: u64 = 20_310_101;

/// Records made and read at a time: their making is not timed.
const BATCH: usize = 2_048;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let parsed = |size: &str| size.parse::<usize>().map_err(std::io::Error::other);
    let done = match words.as_slice() {
        [ONE, size] => parsed(size).and_then(run_one),
        [ONE_STORY, size] => parsed(size).and_then(run_story),
        [ONE_TENS, size] => parsed(size).and_then(run_tens),
        [ONE_REUSE, size] => parsed(size).and_then(run_reuse),
        ["made", size] => parsed(size).and_then(write_made),
        [TIMES, rest @ ..] => {
            rest.first().map_or_else(|| Ok(made_texts()), |path| texts_of(path)).and_then(|texts| run_times(&texts))
        }
        ["--only", "reuse", sizes @ ..] if !sizes.is_empty() => {
            sizes.iter().try_for_each(|size| run_apart(ONE_REUSE, size))
        }
        ["--only", "story", sizes @ ..] if !sizes.is_empty() => {
            sizes.iter().try_for_each(|size| run_apart(ONE_STORY, size))
        }
        ["--only", "tens", sizes @ ..] if !sizes.is_empty() => {
            sizes.iter().try_for_each(|size| run_apart(ONE_TENS, size))
        }
        sizes if !sizes.is_empty() => sizes.iter().try_for_each(|size| run_apart(ONE, size)),
        _ => Err(std::io::Error::other(
            "usage: bench [--only reuse|story|tens] SIZE… | bench times [FILE.jsonl] | bench made SIZE",
        )),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "bench: {error}");
            ExitCode::from(2)
        }
    }
}

fn write_made(size: usize) -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for page in MadeHeap::new(size, SEED) {
        serde_json::to_writer(&mut out, &page)?;
        out.write_all(b"\n")?;
    }
    out.flush()
}

fn run_apart(mode: &str, size: &str) -> std::io::Result<()> {
    let status = std::process::Command::new(std::env::current_exe()?).args([mode, size]).status()?;
    status.success().then_some(()).ok_or_else(|| std::io::Error::other(format!("size {size} failed")))
}

fn run_one(size: usize) -> std::io::Result<()> {
    run_on(MadeHeap::new(size, SEED), size)
}

/// Pages of each story of `--only tens`.
const TEN: usize = 10;

fn run_tens(size: usize) -> std::io::Result<()> {
    let mut waiting: Vec<MadePage> = Vec::new();
    let tens = MadeHeap::new(usize::MAX, SEED).filter_map(|page| {
        if waiting.first().is_some_and(|first| first.gold_event != page.gold_event) {
            waiting.clear();
        }
        waiting.push(page);
        (waiting.len() == TEN).then(|| waiting.clone())
    });
    let pages: Vec<MadePage> = tens.take(size / TEN).flatten().collect();
    run_on(pages.into_iter(), size)
}

/// Sends made pages through all rooms.
fn run_on(made: impl Iterator<Item = MadePage>, size: usize) -> std::io::Result<()> {
    let mut table = Table { size, rows: Vec::new() };
    let (mut heap, expected) = grouped(made, &mut table);
    heap.name(&[]);
    let stories = table.time("compare, report", || {
        stories_in_parts(&heap, &Settings::default()).map(|part| part.len()).sum::<usize>()
    });
    let families = heap.trace.families.len();
    let fit = fit_of(&heap, &expected);
    table.print(&format!("{stories} stories, {families} families; {fit}"))
}

/// Streams a made heap through the rooms before the stories; of each article only its reading is kept.
fn run_story(size: usize) -> std::io::Result<()> {
    let mut table = Table { size, rows: Vec::new() };
    let mut made = MadeHeap::new(size, SEED);
    let (mut again, mut expected, mut readings) = (MadeAgain::default(), Vec::new(), Vec::new());
    loop {
        again.batches.push(made.clone());
        let batch: Vec<MadePage> = made.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            break;
        }
        expected.extend(batch.iter().map(|page| page.gold_event as usize));
        let lines = lines(&batch);
        let read_pages = table.time("intake", || intake(lines));
        let articles = table.time("clean", || read_pages.par_iter().map(clean).collect());
        let marked = mark_timed(articles, &mut table);
        readings.extend(table.time("story", || marked.par_iter().map(read).collect::<Vec<_>>()));
    }
    let stories = table.time("story", || group(readings, &again, &Trace::default(), &Decisions::default()));
    table.print(&format!("{} stories; {}", stories.len(), fit(&expected, stories.iter().map(Vec::as_slice))))
}

/// A made heap from the beginning of each batch: articles are made again when they are asked for.
#[derive(Default)]
struct MadeAgain {
    batches: Vec<MadeHeap>,
}

impl Lend for MadeAgain {
    fn lend(&self, place: usize) -> Cow<'_, Marked> {
        let page = self.batches[place / BATCH].clone().nth(place % BATCH).expect("it was made before");
        Cow::Owned(mark_article(clean(&intake(lines(&[page]))[0])))
    }
}

/// Reads made pages.
fn intake(lines: Vec<u8>) -> Vec<Page> {
    let input: Box<dyn BufRead> = Box::new(Cursor::new(lines));
    pages(input, "made.jsonl", None).flatten().collect()
}

fn lines(made: &[MadePage]) -> Vec<u8> {
    let mut lines = Vec::new();
    for page in made {
        if serde_json::to_writer(&mut lines, page).is_ok() {
            lines.push(b'\n');
        }
    }
    lines
}

/// A made heap of a size up to its stories.
fn grouped(made: impl Iterator<Item = MadePage>, table: &mut Table) -> (Heap, BTreeMap<String, u32>) {
    let (mut articles, expected) = read_and_clean(made, table);
    articles.sort_by(|a, b| a.id.cmp(&b.id));
    let marked = mark_timed(articles, table);
    let trace = table.time("reuse", || trace(&marked.iter().map(|marked| &marked.article).collect::<Vec<_>>()));
    let clustering = table.time("story", || cluster(&marked, &trace, &Decisions::default()));
    (Heap { articles: marked, trace, clustering, ..Heap::default() }, expected)
}

/// Dates and marks articles, each stage timed.
fn mark_timed(articles: Vec<Article>, table: &mut Table) -> Vec<Marked> {
    let dated: Vec<(Article, Vec<Timex>, Dating)> = table.time("date", || {
        let date = |article: Article| {
            let mut times = timexes(&article);
            let dating = date_article(&article, &mut times);
            resolve(&article, &mut times, dating.published.days);
            (article, times, dating)
        };
        articles.into_par_iter().map(date).collect()
    });
    table.time("facts", || {
        let facts = |(article, times, dating): (Article, Vec<Timex>, Dating)| {
            let marks = mark(&article, &times);
            Marked { article, times, dating, marks }
        };
        dated.into_par_iter().map(facts).collect()
    })
}

/// How well the stories of a heap fit those that were made, in words.
fn fit_of(heap: &Heap, made: &BTreeMap<String, u32>) -> String {
    let id = |marked: &Marked| made.get(&marked.article.id.0).copied().unwrap_or_default() as usize;
    let expected: Vec<usize> = heap.articles.iter().map(id).collect();
    fit(&expected, heap.clustering.stories.iter().map(|story| story.members.as_slice()))
}

/// How well stories fit the events that are expected of the articles, in words.
fn fit<'a>(expected: &[usize], stories: impl Iterator<Item = &'a [usize]>) -> String {
    let mut found: Vec<usize> = (0..expected.len()).map(|article| expected.len() + article).collect();
    for (number, members) in stories.enumerate() {
        members.iter().for_each(|&member| found[member] = number);
    }
    let events = expected.iter().collect::<BTreeSet<_>>().len();
    let (bcubed, pairs) = (bcubed(expected, &found), pairwise(expected, &found));
    format!(
        "{events} made, BCubed P {:.3} R {:.3}, pairs P {:.3} R {:.3}",
        bcubed.precision, bcubed.recall, pairs.precision, pairs.recall
    )
}

/// Bytes of a document of that run, and documents timed.
const DOCUMENT: usize = 2_000;
const DOCUMENTS: usize = 20_000;

/// Day that its expressions count from.
const PUBLISHED: jiff::civil::Date = jiff::civil::date(2031, 1, 1);

fn made_texts() -> Vec<String> {
    MadeHeap::new(BATCH, SEED).map(|page| page.text).collect()
}

fn texts_of(path: &str) -> std::io::Result<Vec<String>> {
    let file = std::fs::read_to_string(path)?;
    let text = |line: &str| -> Option<String> {
        let row: serde_json::Value = serde_json::from_str(line).ok()?;
        Some(row.get("text")?.as_str()?.to_owned())
    };
    Ok(file.lines().filter_map(text).collect())
}

fn run_times(texts: &[String]) -> std::io::Result<()> {
    let articles = documents(&texts.join("\n\n"));
    let started = processor_seconds();
    let mut found = 0;
    for article in articles.iter().cycle().take(DOCUMENTS) {
        let mut times = timexes(article);
        resolve(article, &mut times, Some(DaySet::day(PUBLISHED)));
        found += times.len();
    }
    let seconds = (processor_seconds() - started).max(0.01);
    let mut out = std::io::stdout().lock();
    let each = found as f64 / DOCUMENTS as f64;
    writeln!(out, "{DOCUMENTS} documents of {DOCUMENT} bytes, {each:.1} expressions each, one thread")?;
    writeln!(
        out,
        "{:.0} documents tagged and resolved a second ({seconds:.2} processor seconds)",
        DOCUMENTS as f64 / seconds
    )
}

/// The text cut into documents of one size.
fn documents(text: &str) -> Vec<Article> {
    let mut documents = Vec::new();
    let mut rest = text;
    while rest.len() > DOCUMENT {
        let mut cut = DOCUMENT;
        while !rest.is_char_boundary(cut) {
            cut -= 1;
        }
        let mut page = given_page(&rest[..cut], Location::default());
        page.given.language = Some("en".to_owned());
        documents.push(clean(&page));
        rest = &rest[cut..];
    }
    documents
}

/// Traces the words of a made heap, and scores the families by the sources that were made.
fn run_reuse(size: usize) -> std::io::Result<()> {
    let mut table = Table { size, rows: Vec::new() };
    let mut sources: BTreeMap<String, usize> = BTreeMap::new();
    let mut expected = Vec::with_capacity(size);
    let mut articles = Vec::with_capacity(size);
    for page in MadeHeap::new(size, SEED) {
        let next = sources.len();
        expected.push(*sources.entry(page.group.clone()).or_insert(next));
        articles.push(made_article(&page));
    }
    let trace = table.time("reuse", || trace(&articles.iter().collect::<Vec<_>>()));
    let mut found = vec![0; size];
    for (number, family) in trace.families.iter().enumerate() {
        family.members.iter().for_each(|member| found[member.article] = number);
    }
    let pairs = pairwise(&expected, &found);
    table.print(&format!(
        "{} passages, {} families of {} sources; pairs of one source: precision {:.3}, recall {:.3}, F1 {:.3}",
        trace.passages.len(),
        trace.families.len(),
        sources.len(),
        pairs.precision,
        pairs.recall,
        pairs.f1(),
    ))
}

/// A made page as an article: its text as given, its publisher and its day.
fn made_article(page: &MadePage) -> Article {
    let mut given = given_page(&page.text, Location::default());
    given.given.id = Some(page.id.clone());
    given.given.url = Some(page.url.clone());
    given.given.publisher = Some(page.publisher.clone());
    given.given.published = Some(page.published.clone());
    let article = clean(&given);
    Article { page_spans: Vec::new(), removed: Vec::new(), notes: Vec::new(), ..article }
}

/// The articles of made pages, and the event of each page by its identifier.
fn read_and_clean(
    mut made: impl Iterator<Item = MadePage>,
    table: &mut Table,
) -> (Vec<Article>, BTreeMap<String, u32>) {
    let (mut articles, mut events) = (Vec::new(), BTreeMap::new());
    loop {
        let batch: Vec<MadePage> = made.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            return (articles, events);
        }
        events.extend(batch.iter().map(|page| (page.id.clone(), page.gold_event)));
        let lines = lines(&batch);
        let read = table.time("intake", || intake(lines));
        articles.extend(table.time("clean", || read.par_iter().map(clean).collect::<Vec<_>>()));
    }
}

/// What a stage took.
struct Row {
    stage: &'static str,
    processor: f64,
    wall: f64,
    peak: u64,
}

struct Table {
    size: usize,
    rows: Vec<Row>,
}

impl Table {
    /// Runs one stage, or one batch of it.
    fn time<T>(&mut self, stage: &'static str, work: impl FnOnce() -> T) -> T {
        let (processor, clock) = (processor_seconds(), Instant::now());
        let out = work();
        let (processor, wall) = (processor_seconds() - processor, clock.elapsed().as_secs_f64());
        let peak = peak_kib();
        match self.rows.iter_mut().find(|row| row.stage == stage) {
            Some(row) => {
                row.processor += processor;
                row.wall += wall;
                row.peak = peak;
            }
            None => self.rows.push(Row { stage, processor, wall, peak }),
        }
        out
    }

    fn print(&self, outcome: &str) -> std::io::Result<()> {
        let mut out = std::io::stdout().lock();
        writeln!(out, "{} records: {outcome}", self.size)?;
        writeln!(out, "{:<16} {:>12} {:>10} {:>10} {:>10}", "stage", "records/s/core", "cpu s", "wall s", "peak MiB")?;
        let line = |stage: &str, processor: f64, wall: f64, peak: u64| {
            let speed = self.size as f64 / processor.max(0.01);
            format!("{stage:<16} {speed:>14.0} {processor:>10.2} {wall:>10.2} {:>10}", peak / 1024)
        };
        for row in &self.rows {
            writeln!(out, "{}", line(row.stage, row.processor, row.wall, row.peak))?;
        }
        let sum = |part: fn(&Row) -> f64| self.rows.iter().map(part).sum::<f64>();
        let peak = self.rows.iter().map(|row| row.peak).max().unwrap_or(0);
        writeln!(out, "{}\n", line("all", sum(|row| row.processor), sum(|row| row.wall), peak))
    }
}

/// Peak resident memory of this process; 0 where the system does not tell.
fn peak_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()).and_then(|number| number.parse().ok()).unwrap_or(0)
}
