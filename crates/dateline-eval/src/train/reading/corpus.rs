//! Pages whose bodies, or some snippets of them, are known.

use std::path::Path;

use dateline::intake::{Block, Location, Page, html_page, scrape_page};
use serde::Deserialize;
use xxhash_rust::xxh3::xxh3_64;

use super::align;
use crate::gold::{self, base64};

/// Which model is trained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Blocks of HTML pages.
    Blocks,
    /// Lines of scraped text.
    Lines,
}

/// A page with a label for each of its blocks; `None` where it is not known.
pub(super) struct Example {
    pub(super) set: &'static str,
    pub(super) site_hash: u64,
    pub(super) page: Page,
    pub(super) labels: Vec<Option<bool>>,
    pub(super) body: Option<String>,
    /// What each line of an injected scrape is; empty where the gold does not tell.
    pub(super) kinds: Vec<Option<String>>,
}

#[derive(Deserialize)]
struct Gold {
    id: String,
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    publisher: Option<String>,
    #[serde(default)]
    html: Option<String>,
    #[serde(default)]
    html_base64: Option<String>,
    #[serde(default)]
    body: Option<String>,
    #[serde(default)]
    with: Vec<String>,
    #[serde(default)]
    without: Vec<String>,
    #[serde(default)]
    lines: Vec<String>,
    #[serde(default)]
    keep: Vec<Option<bool>>,
    #[serde(default)]
    y: Vec<Option<u8>>,
    #[serde(default)]
    kind: Vec<Option<String>>,
}

/// The gold sets of each kind.
const BLOCK_SETS: &[&str] = &["fundus-parsers", "wcxb-articles", "trafilatura-eval"];
const LINE_SETS: &[&str] = &["textdump", "textdump_injected"];

/// Reads the gold of one kind.
pub(super) fn read(from: &Path, kind: Kind) -> std::io::Result<Vec<Example>> {
    let sets = if kind == Kind::Blocks { BLOCK_SETS } else { LINE_SETS };
    let mut examples = Vec::new();
    for set in sets {
        let path = from.join(format!("{set}.jsonl.zst"));
        let rows = gold::rows::<Gold>(&path, "reading gold", None).map_err(std::io::Error::other)?;
        examples.extend(rows.iter().filter_map(|row| match kind {
            Kind::Blocks => html_example(set, &row.gold),
            Kind::Lines => Some(text_example(set, &row.gold)),
        }));
    }
    Ok(examples)
}

/// Publisher, host or page: what must not be on both sides.
fn site_hash(gold: &Gold) -> u64 {
    let host = gold
        .url
        .as_deref()
        .and_then(|url| url.split_once("://"))
        .map(|(_, rest)| rest.split('/').next().unwrap_or(rest));
    let site = gold.publisher.as_deref().or(host).unwrap_or(&gold.id);
    xxh3_64(site.trim_start_matches("www.").as_bytes())
}

fn html_example(set: &'static str, gold: &Gold) -> Option<Example> {
    let bytes = match (&gold.html, &gold.html_base64) {
        (Some(html), _) => html.clone().into_bytes(),
        (None, Some(packed)) => base64(packed),
        (None, None) => return None,
    };
    let page = html_page(&bytes, Location::default());
    let labels = match &gold.body {
        Some(body) => labels_of_body(&page, body),
        None => labels_of_snippets(&page, gold),
    };
    let known = labels.iter().flatten().any(|label| *label);
    known.then(|| Example { set, site_hash: site_hash(gold), page, labels, body: gold.body.clone(), kinds: Vec::new() })
}

/// A block belongs to the body when most of its words do.
fn labels_of_body(page: &Page, body: &str) -> Vec<Option<bool>> {
    let mut words = Vec::new();
    let mut ends = Vec::new();
    for block in &page.blocks {
        words.extend(align::words(block.span.of(page.text.as_str())));
        ends.push(words.len());
    }
    let found = align::aligned(&words, &align::words(body));
    let mut start = 0;
    let mut labels = Vec::with_capacity(ends.len());
    for end in ends {
        let inside = &found[start..end];
        let kept = inside.iter().filter(|found| **found).count();
        labels.push((!inside.is_empty()).then_some(kept * 2 > inside.len()));
        start = end;
    }
    labels
}

/// Blocks that hold a wanted or an unwanted snippet.
fn labels_of_snippets(page: &Page, gold: &Gold) -> Vec<Option<bool>> {
    let one_space = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (with, without): (Vec<String>, Vec<String>) =
        (gold.with.iter().map(|s| one_space(s)).collect(), gold.without.iter().map(|s| one_space(s)).collect());
    let label = |text: &str| {
        let text = one_space(text);
        let holds =
            |snippets: &[String]| snippets.iter().any(|snippet| !snippet.is_empty() && text.contains(snippet.as_str()));
        match (holds(&with), holds(&without)) {
            (true, false) => Some(true),
            (false, true) => Some(false),
            _ => None,
        }
    };
    page.blocks.iter().map(|block| label(block.span.of(page.text.as_str()))).collect()
}

fn text_example(set: &'static str, gold: &Gold) -> Example {
    let page = scrape_page(&gold.lines.join("\n"), Location::default());
    let keep: Vec<Option<bool>> =
        if gold.keep.is_empty() { gold.y.iter().map(|y| y.map(|y| y == 1)).collect() } else { gold.keep.clone() };
    let mut starts = Vec::with_capacity(gold.lines.len());
    let mut at = 0u32;
    for line in &gold.lines {
        starts.push(at);
        at += line.len() as u32 + 1;
    }
    let line_of = |start: u32| starts.partition_point(|line| *line <= start).saturating_sub(1);
    let labels = page.blocks.iter().map(|block| keep.get(line_of(block.span.start)).copied().flatten()).collect();
    let of_block = |block: &Block| gold.kind.get(line_of(block.span.start)).cloned().flatten();
    let kinds = page.blocks.iter().map(of_block).collect();
    let kept = gold.lines.iter().zip(&keep).filter(|(_, keep)| **keep == Some(true)).map(|(line, _)| line.as_str());
    let body = gold.body.clone().unwrap_or_else(|| kept.collect::<Vec<_>>().join("\n"));
    let set = match (gold.id.ends_with(NEWS), set) {
        (true, "textdump") => "news scrapes",
        (true, _) => "news scrapes, injected",
        _ => set,
    };
    // Ids of news pages begin with their publisher.
    let site = gold.id.split('_').next().unwrap_or(&gold.id);
    Example { set, site_hash: xxh3_64(site.as_bytes()), page, labels, body: Some(body), kinds }
}

/// How the ids of dumps of news pages end; the others are guides and blogs.
const NEWS: &str = ".html";

impl Example {
    /// Weights of the labelled blocks: longer ones count more, every page counts alike, news more than guides.
    pub(super) fn weights(&self) -> Vec<f32> {
        let of_set = match self.set {
            "fundus-parsers" | "news scrapes" | "news scrapes, injected" => 3.0,
            "trafilatura-eval" => 0.3,
            _ => 1.0,
        };
        let raw: Vec<f32> = self.page.blocks.iter().map(|block| 1.0 + (block.span.len() as f32 / 6.0).sqrt()).collect();
        let known: f32 =
            raw.iter().zip(&self.labels).filter(|(_, label)| label.is_some()).map(|(weight, _)| weight).sum();
        let scale = of_set * PAGE_WEIGHT / known.max(1.0);
        raw.iter().map(|weight| weight * scale).collect()
    }
}

/// What a page's blocks weigh together.
const PAGE_WEIGHT: f32 = 60.0;
