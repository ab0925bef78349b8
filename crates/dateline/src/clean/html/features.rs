//! What the block model sees of each block.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::kinds;
use super::labels::Labels;
use super::paths::{self, Paths};
use super::repeats::Runs;
use super::witness::Witness;
use crate::clean::RemovedKind;
use crate::clean::fold::Words;
use crate::clean::head::title;
use crate::clean::model::{Lexicon, Rows, push_neighbours, since};
use crate::clean::rules::LineRule;
use crate::clean::shape::{SHAPE_WIDTH, Shape};
use crate::intake::{Block, Page};

/// Elements around a block whose names and labels are looked at.
pub(in crate::clean) const AROUND: usize = 8;

/// Elements around a block over whose contents sums are taken.
const SUMMED: usize = 4;

/// Numbers that each neighbour adds, and how far neighbours are looked at.
const NEIGHBOUR_WIDTH: usize = 7;
const NEIGHBOURS: isize = 3;

/// Names of elements around a block that are numbers of their own.
const MARKS: [&str; 14] = [
    "article",
    "main",
    "aside",
    "nav",
    "footer",
    "header",
    "figure",
    "form",
    "ul",
    "ol",
    "table",
    "blockquote",
    "a",
    "button",
];

/// Names of the innermost element, or the block element around an inline one.
const OWN: [&str; 10] = ["p", "li", "h1", "h2", "h3", "h4", "td", "div", "figcaption", "span"];

const WIDTH: usize = SHAPE_WIDTH
    + OWN.len()
    + MARKS.len()
    + 10
    + 8
    + SUMMED * 4
    + 4
    + 12
    + 2 * NEIGHBOURS as usize * NEIGHBOUR_WIDTH
    + paths::WIDTH
    + 2
    + 5
    + kinds::COUNT
    + 1;

/// What is known of a block before its neighbours are looked at.
struct Seen {
    shape: Shape,
    link_share: f32,
    word_mean: f32,
    word_least: f32,
    label_near: f32,
    rule: Option<RemovedKind>,
    parent: u32,
    is_heading: bool,
    word_greatest: f32,
    /// A hash of all its letters and digits.
    letters: u64,
    /// Its different words, if it is short enough for a headline.
    words: Vec<u64>,
}

/// Sums over the blocks inside an element.
#[derive(Clone, Copy, Default)]
struct Inside {
    words: f32,
    link_words: f32,
    paragraph_words: f32,
    blocks: f32,
}

/// The rows of a page's blocks.
pub(in crate::clean) fn rows(
    page: &Page,
    title_at: Option<usize>,
    rules: &[Option<LineRule>],
    labels: &Labels<'_>,
    [label_words, words]: [&Lexicon; 2],
) -> Rows {
    let weights: Vec<[f32; 3]> = labels.texts.iter().map(|label| label_weight(label, label_words)).collect();
    let weigh = |element: u32| weights[labels.number(element)];
    let (seen, runs) = see_all(page, rules, words, &weigh);
    let sums = sums(page, &seen);
    let repeats = repeats(&seen);
    let running: Vec<f32> = seen.iter().map(|here| if is_paragraph(here) { here.shape.words } else { 0.0 }).collect();
    let paths = Paths::of(page, &running);
    let witness = Witness::of(page);
    let places = tag_places(page);
    let all = page_sums(&seen);
    let title_words = title::words(page, title_at);
    let mut rows = Rows::new(WIDTH);
    let words: Vec<f32> = seen.iter().map(|here| here.shape.words).collect();
    rows.ties = paths::ties(page, &paths, &words);
    rows.values.reserve(WIDTH * seen.len());
    let mut before = Inside::default();
    let mut last_heading: Option<(usize, &Seen)> = None;
    for (at, block) in page.blocks.iter().enumerate() {
        let start = rows.values.len();
        let here = &seen[at];
        let heading = last_heading;
        if here.is_heading {
            last_heading = Some((at, here));
        }
        rows.values.extend_from_slice(here.shape.row());
        push_elements(page, block, &places, labels, &mut rows.values);
        push_labels(page, block, &weigh, &mut rows.values);
        push_block(page, block, here, &mut rows.values);
        push_sums(page, block, &sums, all, &mut rows.values);
        let likeness = title::likeness_to(&title_words, &here.words);
        let to_title = title_at.map_or(0.0, |title| (at as f32 - title as f32).clamp(-60.0, 200.0));
        rows.values.extend([f32::from(title_at.is_some()), to_title, likeness, repeats[at]]);
        rows.values.extend(place_row(page, at, before, all));
        rows.values.push(since(&seen, at, FAR, is_paragraph));
        push_neighbours(&seen, at, NEIGHBOURS, -1.0, |other| neighbour(other, here), &mut rows.values);
        rows.values.extend(paths.row(at));
        rows.values.extend(witness.row(block.span.of(page.text.as_str()), &here.words));
        rows.values.extend([runs.shared(at), here.word_greatest, f32::from(here.is_heading)]);
        rows.values.extend(heading_row(at, heading));
        add(&mut before, here);
        debug_assert_eq!(rows.values.len() - start, WIDTH, "rows have one width");
    }
    rows
}

/// Where a block stands on its page, and how large that is.
fn place_row(page: &Page, at: usize, before: Inside, all: Inside) -> [f32; 11] {
    let (block, count) = (&page.blocks[at], page.blocks.len() as f32);
    [
        at as f32 / count,
        before.words / all.words.max(1.0),
        before.paragraph_words / all.paragraph_words.max(1.0),
        (at as f32).min(300.0),
        (count - at as f32).min(300.0),
        count.ln(),
        all.paragraph_words.ln_1p(),
        all.link_words / all.words.max(1.0),
        page.elements[block.element as usize].depth as f32,
        f32::from(block.after_image),
        f32::from(page.blocks.get(at + 1).is_some_and(|next| next.after_image)),
    ]
}

/// What the words of the last heading before a block weigh, and how many blocks back it stands.
fn heading_row(at: usize, heading: Option<(usize, &Seen)>) -> [f32; 3] {
    heading.map_or([0.0, 0.0, -1.0], |(of, seen)| [seen.word_mean, seen.word_least, (at - of).min(60) as f32])
}

/// What is seen of each block by itself, and the runs of words that several have.
fn see_all(
    page: &Page,
    rules: &[Option<LineRule>],
    words: &Lexicon,
    weigh: &dyn Fn(u32) -> [f32; 3],
) -> (Vec<Seen>, Runs) {
    let mut memory = Words::default();
    let mut runs = Runs::default();
    let blocks = page.blocks.iter().zip(rules);
    let seen = blocks.map(|(block, rule)| {
        let seen = see(page, block, *rule, words, weigh, &mut memory);
        runs.push(&memory);
        seen
    });
    (seen.collect(), runs)
}

fn see(
    page: &Page,
    block: &Block,
    rule: Option<LineRule>,
    lexicon: &Lexicon,
    weigh: &dyn Fn(u32) -> [f32; 3],
    words: &mut Words,
) -> Seen {
    let text = block.span.of(page.text.as_str());
    words.read(text);
    let weight = lexicon.weigh(words);
    let parent = page.elements[block.element as usize].parent;
    Seen {
        shape: Shape::of(text),
        link_share: block.link_bytes as f32 / block.span.len().max(1) as f32,
        word_mean: weight.mean(),
        word_least: weight.least,
        label_near: weigh(block.element)[0] + weigh(parent)[0],
        rule: rule.map(|rule| rule.kind),
        parent,
        is_heading: paths::is_heading(page, block.element),
        word_greatest: weight.greatest,
        letters: words.all,
        words: title::short_words(text, words),
    }
}

fn label_weight(label: &str, lexicon: &Lexicon) -> [f32; 3] {
    let weight = lexicon.weigh(&Words::of(label));
    [weight.sum, weight.least, weight.greatest]
}

fn add(sum: &mut Inside, seen: &Seen) {
    sum.words += seen.shape.words;
    sum.link_words += seen.shape.words * seen.link_share;
    sum.blocks += 1.0;
    if is_paragraph(seen) {
        sum.paragraph_words += seen.shape.words;
    }
}

/// Running text: some words, an end mark, few links.
fn is_paragraph(seen: &Seen) -> bool {
    seen.shape.words >= 10.0 && seen.shape.ends && seen.link_share < 0.5
}

fn page_sums(seen: &[Seen]) -> Inside {
    let mut all = Inside::default();
    seen.iter().for_each(|here| add(&mut all, here));
    all
}

/// Elements around a block, its own first.
pub(in crate::clean) fn around(page: &Page, element: u32) -> impl Iterator<Item = u32> {
    let parent = |at: &u32| Some(page.elements[*at as usize].parent).filter(|parent| parent != at);
    std::iter::successors(Some(element), parent)
}

/// Sums over the contents of the elements next around each block.
fn sums(page: &Page, seen: &[Seen]) -> Vec<Inside> {
    let mut sums = vec![Inside::default(); page.elements.len()];
    for (block, here) in page.blocks.iter().zip(seen) {
        for element in around(page, block.element).skip(1).take(SUMMED + 2) {
            add(&mut sums[element as usize], here);
        }
    }
    sums
}

/// How often the words of each block stand on the page.
fn repeats(seen: &[Seen]) -> Vec<f32> {
    let mut counts: FxHashMap<u64, u32> = FxHashMap::default();
    for here in seen {
        *counts.entry(here.letters).or_insert(0) += 1;
    }
    seen.iter().map(|here| counts[&here.letters].min(9) as f32).collect()
}

/// For each element its place in [`OWN`] and in [`MARKS`], one behind the end where it is not in it.
fn tag_places(page: &Page) -> Vec<(usize, usize)> {
    static PLACES: LazyLock<FxHashMap<&str, (usize, usize)>> = LazyLock::new(|| {
        let place = |names: &[&str], tag: &str| names.iter().position(|name| *name == tag).unwrap_or(names.len());
        OWN.iter().chain(&MARKS).map(|tag| (*tag, (place(&OWN, tag), place(&MARKS, tag)))).collect()
    });
    let nowhere = (OWN.len(), MARKS.len());
    page.elements.iter().map(|element| PLACES.get(element.tag).copied().unwrap_or(nowhere)).collect()
}

fn push_elements(page: &Page, block: &Block, places: &[(usize, usize)], labels: &Labels<'_>, row: &mut Vec<f32>) {
    let mut own = [0.0; OWN.len() + 1];
    let mut marks = [20.0f32; MARKS.len() + 1];
    let mut told = [20.0f32; kinds::COUNT];
    for (distance, element) in around(page, block.element).take(AROUND * 2).enumerate() {
        let (name, mark) = places[element as usize];
        if distance < 2 {
            own[name] = 1.0;
        }
        marks[mark] = marks[mark].min(distance as f32);
        let mut bits = labels.kinds(element);
        while bits != 0 {
            let nearest = &mut told[bits.trailing_zeros() as usize];
            *nearest = nearest.min(distance as f32);
            bits &= bits - 1;
        }
    }
    row.extend_from_slice(&own[..OWN.len()]);
    row.extend_from_slice(&marks[..MARKS.len()]);
    row.extend_from_slice(&told);
}

/// Weights of labels: the innermost elements, those around them, the outer ones; sum, least, greatest.
fn push_labels(page: &Page, block: &Block, weigh: &dyn Fn(u32) -> [f32; 3], row: &mut Vec<f32>) {
    let weights: Vec<[f32; 3]> = around(page, block.element).take(AROUND).map(weigh).collect();
    let group = |from: usize, to: usize| {
        let inside = &weights[from.min(weights.len())..to.min(weights.len())];
        inside.iter().fold([0.0f32; 3], |sum, w| [sum[0] + w[0], sum[1].min(w[1]), sum[2].max(w[2])])
    };
    row.extend(group(0, 2));
    row.extend(group(2, 4));
    row.extend(group(4, AROUND));
    row.push(weights.iter().map(|weight| weight[0]).sum());
}

fn push_block(page: &Page, block: &Block, here: &Seen, row: &mut Vec<f32>) {
    let bytes = block.span.len().max(1) as f32;
    let of_kind = |kinds: &[RemovedKind]| f32::from(here.rule.is_some_and(|kind| kinds.contains(&kind)));
    let parent_tag = page.elements[here.parent as usize].tag;
    row.extend([
        here.link_share,
        block.links as f32 / here.shape.words,
        block.strong_bytes as f32 / bytes,
        block.emphasis_bytes as f32 / bytes,
        here.word_mean,
        here.word_least,
        of_kind(&[RemovedKind::Comment, RemovedKind::Teaser, RemovedKind::Caption])
            + 2.0 * of_kind(&[RemovedKind::Share, RemovedKind::Notice, RemovedKind::Navigation, RemovedKind::Widget])
            + 3.0 * of_kind(&[RemovedKind::Furniture]),
        f32::from(parent_tag == "li"),
    ]);
}

fn push_sums(page: &Page, block: &Block, sums: &[Inside], all: Inside, row: &mut Vec<f32>) {
    let mut elements = around(page, block.element).skip(1);
    for _ in 0..SUMMED {
        let inside = elements.next().map_or(all, |element| sums[element as usize]);
        row.extend([
            inside.paragraph_words / all.paragraph_words.max(1.0),
            inside.link_words / inside.words.max(1.0),
            inside.paragraph_words / inside.words.max(1.0),
            inside.blocks.ln_1p(),
        ]);
    }
}

/// How far back the last paragraph of running text is looked for.
const FAR: usize = 30;

/// What a block's neighbours tell of it.
fn neighbour(other: &Seen, here: &Seen) -> [f32; NEIGHBOUR_WIDTH] {
    [
        other.shape.words.ln_1p(),
        f32::from(other.shape.ends),
        other.link_share,
        other.label_near,
        f32::from(other.parent == here.parent),
        f32::from(other.is_heading),
        other.word_mean,
    ]
}
