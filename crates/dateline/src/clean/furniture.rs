//! Lines that a publisher prints under every article, learnt from a heap; those that point to other articles of the
//! heap go with them (`pointers`).
//!
//! A paragraph is furniture of its publisher when several articles there carry it that have little else in common.
//! Reprints and revisions of one article share most of their paragraphs, and wire text is carried by several
//! publishers: neither is ever furniture.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::xxh3_64;

use super::pointers::Pointers;
use super::{Article, Paragraph, Removed, RemovedKind, fold};
use crate::text::{Span, Text};

/// Articles of one publisher that must carry a line. Two columns of one writer may share a line by intent; four
/// articles with nothing else in common do not.
const CARRIERS: usize = 4;

/// Articles that are compared for what else they share; more would not change the answer.
const COMPARED: usize = 8;

/// Share of an article's paragraphs that it may have in common with another before both count as one text.
const ONE_TEXT: f32 = 0.3;

/// Characters of a line of furniture; longer paragraphs repeat as background from article to article.
const LINE_MAX: usize = 400;

/// What was learnt: lines by publisher, and headlines of the heap.
#[derive(Debug, Clone, Default)]
pub struct Furniture {
    lines: FxHashSet<(u64, u64)>,
    pointers: Pointers,
}

/// The articles of one publisher that carry a line, the first few by id.
type Carriers<'a> = BTreeMap<&'a str, usize>;

impl Furniture {
    /// Learns from the articles of a heap; their order does not matter.
    pub fn learn(articles: &[Article]) -> Self {
        let mut carriers: FxHashMap<(u64, u64), Carriers<'_>> = FxHashMap::default();
        let mut publishers: FxHashMap<u64, FxHashSet<u64>> = FxHashMap::default();
        let keys: Vec<Vec<u64>> = articles.iter().map(line_keys).collect();
        for (at, article) in articles.iter().enumerate() {
            let Some(publisher) = publisher_key(article) else { continue };
            for line in &keys[at] {
                publishers.entry(*line).or_default().insert(publisher);
                let known = carriers.entry((publisher, *line)).or_default();
                known.insert(&article.id.0, at);
                if known.len() > COMPARED {
                    known.pop_last();
                }
            }
        }
        let is_furniture = |(publisher_line, known): (&(u64, u64), &Carriers<'_>)| {
            let own = publishers.get(&publisher_line.1).is_some_and(|all| all.len() == 1);
            let carriers: Vec<&[u64]> = known.values().map(|at| keys[*at].as_slice()).collect();
            (own && distinct_texts(&carriers) >= CARRIERS).then_some(*publisher_line)
        };
        let lines = carriers.iter().filter_map(is_furniture).collect();
        Self { lines, pointers: Pointers::learn(articles) }
    }

    /// Takes the publisher's furniture and pointers to other articles of the heap out of an article. Text that was
    /// given as clean stays as it is, and so does an article that would be empty.
    pub fn apply(&self, article: &mut Article) {
        let is_given = article.page_spans.len() != article.paragraphs.len();
        let mut why = if is_given { Vec::new() } else { self.pointers.found(article) };
        let pointers = why.iter().flatten().count();
        if let Some(publisher) = publisher_key(article) {
            let furniture = (RemovedKind::Repeat, "publisher-furniture");
            let is_furniture = |line: &u64| self.lines.contains(&(publisher, *line));
            for (why, _) in why.iter_mut().zip(line_keys(article)).filter(|(_, line)| is_furniture(line)) {
                why.get_or_insert(furniture);
            }
        }
        let furniture = why.iter().flatten().count() - pointers;
        if pointers + furniture == 0 || why.iter().all(Option::is_some) {
            return;
        }
        let note = |count: usize, one: &str, which: &str| {
            (count > 0).then(|| format!("{count} {one}{} that {which} removed", if count == 1 { "" } else { "s" }))
        };
        let points = if pointers == 1 { "points to another article here" } else { "point to other articles here" };
        article.notes.extend(note(furniture, "paragraph", "the publisher prints under its articles"));
        article.notes.extend(note(pointers, "line", points));
        take_out(article, &why);
    }
}

/// The publisher by domain, else by name.
fn publisher_key(article: &Article) -> Option<u64> {
    let named = article.publisher.domain.as_deref().or(article.publisher.name.as_deref())?;
    Some(xxh3_64(fold::folded(named).as_bytes()))
}

fn line_keys(article: &Article) -> Vec<u64> {
    let key = |paragraph: &Paragraph| {
        let line = paragraph.span.of(article.text.as_str());
        let long = line.len() > LINE_MAX;
        // Long paragraphs keep a key of their own, so that they count for what two articles share.
        xxh3_64(fold::words_only(line).as_bytes()) | u64::from(long)
    };
    article.paragraphs.iter().map(key).collect()
}

/// How many of the articles are texts of their own.
fn distinct_texts(articles: &[&[u64]]) -> usize {
    let mut distinct: Vec<FxHashSet<u64>> = Vec::new();
    for lines in articles {
        let lines: FxHashSet<u64> = lines.iter().copied().collect();
        let is_one_with = |other: &FxHashSet<u64>| {
            // The line in question is common to all of them.
            let shared = lines.intersection(other).count().saturating_sub(1);
            let shorter = lines.len().min(other.len()).saturating_sub(1).max(1);
            shared as f32 > ONE_TEXT * shorter as f32
        };
        if !distinct.iter().any(is_one_with) {
            distinct.push(lines);
        }
    }
    distinct.len()
}

/// Rebuilds the text without some paragraphs.
fn take_out(article: &mut Article, why: &[Option<(RemovedKind, &'static str)>]) {
    let old = article.text.clone();
    let mut text = String::with_capacity(old.len());
    let (mut paragraphs, mut page_spans) = (Vec::new(), Vec::new());
    let mut moved: Vec<(Span, usize)> = Vec::new();
    for (at, paragraph) in article.paragraphs.iter().enumerate() {
        let page_span = article.page_spans[at].0;
        let line = paragraph.span.of(old.as_str());
        if let Some((kind, rule)) = why[at] {
            article.removed.push(Removed { kind, page_span, text: line.to_owned(), rule });
            continue;
        }
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        moved.push((paragraph.span, text.len()));
        page_spans.push((page_span, text.len() as u32));
        paragraphs.push(Paragraph { span: Span::new(text.len(), text.len() + line.len()), kind: paragraph.kind });
        text.push_str(line);
    }
    let new_place = |span: Span| {
        let (old, start) = moved.iter().find(|(old, _)| old.contains(span))?;
        Some(Span::new(start + (span.start - old.start) as usize, start + (span.end - old.start) as usize))
    };
    article.removed.sort_by_key(|removed| removed.page_span);
    article.dateline =
        article.dateline.take().and_then(|line| Some(super::DateLine { span: new_place(line.span)?, ..line }));
    if let Some(credit) = &mut article.credit {
        credit.span = credit.span.and_then(new_place);
    }
    article.text = Text::new(text);
    (article.paragraphs, article.page_spans) = (paragraphs, page_spans);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::clean;
    use crate::intake::{Location, html_page};

    fn heap(publisher: &str, texts: &[&str]) -> Vec<Article> {
        let page = |(at, text): (usize, &&str)| {
            let body: String = text.split('\n').map(|line| format!("<p>{line}</p>")).collect();
            let mut page = html_page(format!("<html><article>{body}</article>").as_bytes(), Location::default());
            page.given.publisher = Some(publisher.to_owned());
            page.given.id = Some(format!("{publisher}{at}"));
            clean(&page)
        };
        texts.iter().enumerate().map(page).collect()
    }

    const LINE: &str = "The Harbour Post is made by eleven people in two rooms above the old fish market of Northport.";

    fn stories() -> Vec<String> {
        let subjects = ["ferry", "bridge", "school", "market", "library"];
        let story = |subject: &&str| {
            format!(
                "The {subject} of Northport will stay closed until the end of the week, the mayor said on Tuesday.\n\
                 Nobody had been told about the {subject} before, a neighbour said when she was asked about it.\n{LINE}"
            )
        };
        subjects.iter().map(story).collect()
    }

    #[test]
    fn a_line_under_every_article_goes() {
        let stories = stories();
        let mut heap = heap("post.example", &stories.iter().map(String::as_str).collect::<Vec<_>>());
        assert!(heap[0].text.as_str().ends_with(LINE));
        let furniture = Furniture::learn(&heap);
        furniture.apply(&mut heap[0]);
        assert_eq!(heap[0].paragraphs.len(), 2);
        assert!(heap[0].removed.iter().any(|removed| removed.rule == "publisher-furniture"));
        assert_eq!(heap[0].notes, ["1 paragraph that the publisher prints under its articles removed"]);
    }

    #[test]
    fn reprints_of_one_article_keep_all_they_share() {
        let story = stories().remove(0);
        let mut heap = heap("post.example", &[story.as_str(); 6]);
        let furniture = Furniture::learn(&heap);
        furniture.apply(&mut heap[0]);
        assert_eq!(heap[0].paragraphs.len(), 3);
    }

    #[test]
    fn text_that_several_publishers_carry_stays() {
        let stories = stories();
        let texts: Vec<&str> = stories.iter().map(String::as_str).collect();
        let mut both = heap("post.example", &texts);
        both.extend(heap("mail.example", &texts[..1]));
        let furniture = Furniture::learn(&both);
        furniture.apply(&mut both[0]);
        assert_eq!(both[0].paragraphs.len(), 3);
    }
}
