//! Whether a page is an article at all.
//!
//! A page is called something else only where two things agree: what it says of itself (its headline, a line on it, its
//! address) and what it is made of (little text, many clock times, texts that have nothing in common). Each kind is one
//! rule of [`RULES`]; the first that holds names the page.

mod wordings;

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use self::wordings::Wording;
use crate::clean::assemble::Body;
use crate::clean::fold::{content_words, ends_sentence};
use crate::clean::scrape::line::count_words;
use crate::clean::{Removed, RemovedKind};
use crate::intake::{Block, Content, Page};

/// Characters below which a page of much else is a front page, a gallery or a wall.
const LITTLE: usize = 250;

/// Words from which a block is a paragraph.
const PARAGRAPH_WORDS: usize = 12;

/// A kind of page: what it is called, and how it is told.
struct Rule {
    name: &'static str,
    holds: fn(&Facts<'_>) -> bool,
}

/// Every kind, most certain first.
const RULES: &[Rule] = &[
    Rule { name: "no text", holds: |page| page.kept == 0 && page.removed == 0 },
    Rule { name: "error page", holds: |page| page.titled(Wording::Error) && page.kept < LITTLE * 2 },
    Rule { name: "login or pay wall", holds: is_wall },
    Rule { name: "live ticker", holds: is_live_ticker },
    Rule { name: "photo gallery", holds: |page| page.titled(Wording::Gallery) && page.paragraphs < FEW_PARAGRAPHS },
    Rule { name: "letters page", holds: |page| page.titled(Wording::Letters) && page.paragraphs > 1 },
    Rule { name: "digest", holds: |page| page.titled(Wording::Digest) && page.paragraphs > 2 && page.is_scattered() },
    Rule { name: "comments only", holds: |page| page.kept < LITTLE && page.comments * 2 > page.removed },
    Rule { name: "table", holds: is_table },
    Rule { name: "front page", holds: is_front_page },
    Rule { name: "no article text", holds: |page| page.kept == 0 },
];

/// Why the page is no article, if it is none.
pub(in crate::clean) fn not_an_article(page: &Page, body: &Body, title: &str) -> Option<&'static str> {
    if page.content == Content::Clean {
        return None;
    }
    let facts = Facts::of(page, body, title);
    RULES.iter().find(|rule| (rule.holds)(&facts)).map(|rule| rule.name)
}

/// Whether a headline announces many subjects: a round-up, letters, a live ticker.
pub(in crate::clean) fn is_of_many_subjects(title: &str) -> bool {
    [Wording::Digest, Wording::Letters, Wording::Live].iter().any(|wording| wording.speaks_of(title))
}

/// A line that asks for a login or a subscription, and no more above it than the beginning of a text.
fn is_wall(page: &Facts<'_>) -> bool {
    page.kept < LITTLE * 2 && page.paragraphs < 2 && page.lines(Wording::Wall) > 0
}

/// Paragraphs below which a page that calls itself a gallery is one.
const FEW_PARAGRAPHS: usize = 4;

/// Entries (lines with a clock time, or updates in the metadata) of a live ticker that says it is one, and clock times
/// between the paragraphs of one that does not: beside an article stands a list of other news with theirs.
const CLOCKS_SAID: usize = 4;
const CLOCKS_UNSAID: usize = 12;

fn is_live_ticker(page: &Facts<'_>) -> bool {
    let clocks = page.lines(Wording::Clock);
    let says = page.titled(Wording::Live) || page.states("json-ld:type", "LiveBlogPosting");
    let updates = page.page.meta("json-ld:updates").and_then(|count| count.parse().ok()).unwrap_or(0);
    let is_said = says && clocks.max(updates) >= CLOCKS_SAID;
    let inside = page.lines_inside(Wording::Clock);
    is_said || (inside >= CLOCKS_UNSAID && page.paragraphs >= inside / 2)
}

/// Lines from which a page can be a table, and the share of them that hold figures.
const TABLE_LINES: usize = 10;
const TABLE_SHARE: f32 = 0.7;

/// Lines of figures, and hardly a sentence among them.
fn is_table(page: &Facts<'_>) -> bool {
    let whole = page.page.text.as_str();
    let all: Vec<&str> = page.page.blocks.iter().map(|block| block.span.of(whole)).collect();
    let is_tabular = |lines: &[&str]| {
        let with_figures = lines.iter().filter(|line| is_of_figures(line)).count();
        lines.len() >= TABLE_LINES && with_figures as f32 >= TABLE_SHARE * lines.len() as f32
    };
    page.paragraphs <= 1 && (is_tabular(&page.kept_blocks) || is_tabular(&all))
}

/// Whether a fifth of a line's words are figures.
fn is_of_figures(line: &str) -> bool {
    let figures = line.split_whitespace().filter(|word| word.bytes().any(|byte| byte.is_ascii_digit())).count();
    figures > 0 && figures * 5 >= line.split_whitespace().count()
}

/// Headlines of other articles from which a page of little else is a front page.
const FRONT_HEADLINES: usize = 12;

/// A page that lists articles: headlines that are links, or that stand alone in a scrape, and no text that holds
/// together. A page that states an article's metadata is none.
fn is_front_page(page: &Facts<'_>) -> bool {
    let little = page.kept < LITTLE && page.links * 3 > page.page.text.len() && page.page.blocks.len() > 40;
    if little || says_article(page.page) {
        return little;
    }
    let headlines = headlines(page.page);
    let lists = headlines >= FRONT_HEADLINES && headlines > 3 * page.paragraphs;
    lists && !page.tells_of_title() && page.is_scattered()
}

/// What a page is made of.
struct Facts<'p> {
    page: &'p Page,
    title: &'p str,
    /// Characters of the body, bytes removed, bytes of comments among them, bytes inside links.
    kept: usize,
    removed: usize,
    comments: usize,
    links: usize,
    /// The body's paragraphs, subheads and items as they stand.
    kept_blocks: Vec<&'p str>,
    /// How many of them are paragraphs.
    paragraphs: usize,
    /// From the first of them to the end of the last, in bytes of the page's text.
    inside: Range<u32>,
}

impl<'p> Facts<'p> {
    fn of(page: &'p Page, body: &'p Body, title: &'p str) -> Self {
        let removed = |kind: Option<RemovedKind>| -> usize {
            let counted = body.removed.iter().filter(|removed| kind.is_none_or(|kind| removed.kind == kind));
            counted.map(|removed: &Removed| removed.text.len()).sum()
        };
        let ends = body.page_spans.first().zip(body.page_spans.last());
        let inside = ends.map(|((first, _), (last, _))| first.start..last.end);
        let kept_blocks: Vec<&str> = body.paragraphs.iter().map(|p| p.span.of(body.text.as_str())).collect();
        Self {
            page,
            title,
            kept: body.text.as_str().chars().count(),
            removed: removed(None),
            comments: removed(Some(RemovedKind::Comment)),
            links: page.blocks.iter().map(|block| block.link_bytes as usize).sum(),
            paragraphs: kept_blocks.iter().filter(|text| is_paragraph(text)).count(),
            kept_blocks,
            inside: inside.unwrap_or_default(),
        }
    }

    /// Whether the headline has this wording, or the first line of a scrape, which may have no headline.
    fn titled(&self, wording: Wording) -> bool {
        let first = self.page.blocks.first().filter(|_| self.page.content == Content::Scrape);
        let first = first.map_or("", |block| block.span.of(self.page.text.as_str()));
        wording.speaks_of(self.title) || wording.speaks_of(first)
    }

    /// Whether one of the page's fields of this name has this value.
    fn states(&self, name: &str, value: &str) -> bool {
        self.page.meta.iter().any(|field| field.name == name && field.value == value)
    }

    /// Whether the paragraphs use half of the headline's longer words.
    fn tells_of_title(&self) -> bool {
        let used: FxHashSet<String> =
            self.kept_blocks.iter().copied().filter(|text| is_paragraph(text)).flat_map(content_words).collect();
        let title: Vec<String> = content_words(self.title).collect();
        let told = title.iter().filter(|word| used.contains(*word)).count();
        told > 0 && told * 2 >= title.len()
    }

    /// How many lines of the page have this wording.
    fn lines(&self, wording: Wording) -> usize {
        self.lines_in(wording, 0..u32::MAX)
    }

    /// How many of them stand between the first and the last of what is kept.
    fn lines_inside(&self, wording: Wording) -> usize {
        self.lines_in(wording, self.inside.clone())
    }

    fn lines_in(&self, wording: Wording, range: Range<u32>) -> usize {
        let whole = self.page.text.as_str();
        let inside = |block: &&Block| range.contains(&block.span.start) && block.span.len() <= wording.longest();
        let lines = self.page.blocks.iter().filter(inside);
        lines.filter(|block| wording.speaks_of(block.span.of(whole))).count()
    }

    /// Whether the paragraphs have little in common with each other.
    fn is_scattered(&self) -> bool {
        cohesion(self.kept_blocks.iter().copied().filter(|text| is_paragraph(text))).is_none_or(|all| all < SCATTERED)
    }
}

fn is_paragraph(text: &str) -> bool {
    ends_sentence(text) && count_words(text) >= PARAGRAPH_WORDS
}

/// Words of a headline.
const HEADLINE_WORDS: std::ops::RangeInclusive<usize> = 4..=20;

/// Blocks that read as headlines of other articles: links in HTML, lines without an end mark in a scrape.
fn headlines(page: &Page) -> usize {
    let whole = page.text.as_str();
    let is_headline = |block: &&Block| {
        let text = block.span.of(whole);
        let is_link = page.content == Content::Html && block.link_bytes as usize * 5 >= text.len() * 4;
        let stands_alone = page.content == Content::Scrape && !ends_sentence(text);
        (is_link || stands_alone) && HEADLINE_WORDS.contains(&count_words(text))
    };
    page.blocks.iter().filter(is_headline).count()
}

/// Whether the page's metadata call it an article.
fn says_article(page: &Page) -> bool {
    let stated = ["json-ld:headline", "json-ld:datePublished", "meta:article:published_time"];
    stated.iter().any(|name| page.meta(name).is_some()) || page.meta("meta:og:type") == Some("article")
}

/// Share of a paragraph's words that another paragraph uses too, below which texts have nothing in common. Articles of
/// the development pages have 0.3 to 0.6, short news of a day 0.1.
const SCATTERED: f32 = 0.2;

/// Mean share of a paragraph's longer words that stand in another one too; nothing for a single paragraph.
fn cohesion<'t>(paragraphs: impl Iterator<Item = &'t str>) -> Option<f32> {
    let sets: Vec<Vec<String>> = paragraphs
        .map(|text| {
            let mut words: Vec<String> = content_words(text).filter(|word| word.chars().count() > 4).collect();
            words.sort_unstable();
            words.dedup();
            words
        })
        .filter(|words| !words.is_empty())
        .collect();
    if sets.len() < 2 {
        return None;
    }
    let mut uses: FxHashMap<&str, usize> = FxHashMap::default();
    sets.iter().flatten().for_each(|word| *uses.entry(word).or_default() += 1);
    let share =
        |words: &Vec<String>| words.iter().filter(|word| uses[word.as_str()] > 1).count() as f32 / words.len() as f32;
    Some(sets.iter().map(share).sum::<f32>() / sets.len() as f32)
}

#[cfg(test)]
mod tests;
