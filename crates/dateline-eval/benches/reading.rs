//! `cargo bench -p dateline-eval --bench reading -- GOLD`: how fast one thread reads pages, beside a peer.
//!
//! Each route sees the same bytes in memory, every page once after a first round that is not counted. Seconds are
//! those that the thread ran, so that a loaded machine makes them worse only by its caches.
//!
//! Guards against one slowness: names, quotes and figures were once marked on pages that are only read.

use std::io::Write as _;
use std::process::ExitCode;

use dateline::intake::{Location, html_page};
use dateline::pipeline::Engine;
use dateline::pipeline::documents::article_document;
use dateline_eval::html_pages;
use dom_smoothie::{Config, Readability, TextMode};

/// What a page may take: so many milliseconds, and so many more for each megabyte.
const PAGE_MS: f64 = 20.0;
const MEGABYTE_MS: f64 = 10.0;

/// A way from bytes to something, and the bytes of what it made.
type Route = fn(&[u8]) -> usize;

const ROUTES: [(&str, Route); 5] = [
    ("bytes to JSON with metadata and date", whole),
    ("bytes to article", article),
    ("bytes to blocks (own tokens)", blocks),
    ("bytes to tree (html5ever, dom_query)", tree),
    ("dom_smoothie, text and metadata", peer),
];

fn main() -> ExitCode {
    let golds: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    for gold in &golds {
        let done = html_pages(gold.as_ref()).map_err(|error| error.to_string()).and_then(|pages| bench(gold, &pages));
        if let Err(error) = done {
            let _ = writeln!(std::io::stderr(), "failed to bench {gold}: {error}");
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}

fn bench(gold: &str, pages: &[Vec<u8>]) -> Result<(), String> {
    let megabytes = pages.iter().map(Vec::len).sum::<usize>() as f64 / 1e6;
    let mut out = std::io::stdout().lock();
    let mut line = |line: String| writeln!(out, "{line}").map_err(|error| error.to_string());
    line(format!("{gold}: {} pages of {:.0} kB", pages.len(), 1e3 * megabytes / pages.len() as f64))?;
    line(format!(
        "{:<38} {:>8} {:>8} {:>8} {:>8} {:>10}",
        "route", "pages/s", "p50 ms", "p99 ms", "ms/MB", "over budget"
    ))?;
    for (name, route) in ROUTES {
        let mut took = times(route, pages);
        let over = took.iter().zip(pages).filter(|(ms, page)| **ms > PAGE_MS + MEGABYTE_MS * page.len() as f64 / 1e6);
        let over = over.count();
        let all: f64 = took.iter().sum();
        took.sort_by(f64::total_cmp);
        let rank = |share: f64| took[((took.len() - 1) as f64 * share) as usize];
        let speed = 1e3 * took.len() as f64 / all;
        let (middle, late, per_megabyte) = (rank(0.5), rank(0.99), all / megabytes);
        line(format!("{name:<38} {speed:>8.0} {middle:>8.2} {late:>8.2} {per_megabyte:>8.2} {over:>10}"))?;
    }
    Ok(())
}

/// Milliseconds that each page takes.
fn times(route: Route, pages: &[Vec<u8>]) -> Vec<f64> {
    pages.iter().take(WARM_UP).for_each(|page| {
        std::hint::black_box(route(page));
    });
    let time = |page: &Vec<u8>| {
        let start = thread_nanoseconds();
        std::hint::black_box(route(page));
        (thread_nanoseconds() - start) as f64 / 1e6
    };
    pages.iter().map(time).collect()
}

/// Pages after which tables are loaded and branches are known.
const WARM_UP: usize = 30;

/// Nanoseconds that this thread ran so far; 0 where the system does not tell.
fn thread_nanoseconds() -> u64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    stat.split_whitespace().next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

fn whole(bytes: &[u8]) -> usize {
    let marked = Engine::default().dated(&html_page(bytes, Location::default()));
    serde_json::to_vec(&article_document(&marked, &[])).map_or(0, |json| json.len())
}

fn article(bytes: &[u8]) -> usize {
    Engine::default().article(&html_page(bytes, Location::default())).text.len()
}

fn blocks(bytes: &[u8]) -> usize {
    html_page(bytes, Location::default()).blocks.len()
}

fn tree(bytes: &[u8]) -> usize {
    let document = dom_query::Document::from(&*String::from_utf8_lossy(bytes));
    usize::from(document.html_root().is_element())
}

fn peer(bytes: &[u8]) -> usize {
    let settings = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let read = Readability::new(&*String::from_utf8_lossy(bytes), None, Some(settings));
    read.and_then(|mut page| page.parse()).map_or(0, |article| article.text_content.len())
}
