//! Where the running text of a page stands, and which blocks stand in the same kind of place.
//!
//! The paragraphs of one article share the names and labels of the elements around them, whatever a site calls them;
//! what stands between them does not. And most of the text has one element around it, of which some blocks lie outside.

use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHasher};

use super::features::around;
use crate::clean::model::{GROUPINGS, Tie};
use crate::intake::Page;

/// Elements whose names and labels make the kind of a place: the block's own, and with the one around it.
const KINDS: [usize; 2] = [1, 2];

/// Share of a page's running text that the main element holds.
const MOST: f32 = 0.5;

/// Elements up from a block among which one that holds most of the text is looked for.
const UP: usize = 16;

/// Numbers of a block's row.
pub(super) const WIDTH: usize = 2 * KINDS.len() + 2;

/// The places of a page's blocks.
pub(super) struct Paths<'p> {
    page: &'p Page,
    keys: Vec<[u64; KINDS.len()]>,
    /// Words of running text and blocks by kind of place.
    kinds: FxHashMap<u64, (f32, f32)>,
    /// Share of the running text inside each element.
    shares: Vec<f32>,
    /// Depth of the innermost element that holds most of it.
    main_depth: f32,
    all: f32,
}

impl<'p> Paths<'p> {
    /// The places, given the words of running text in each block.
    pub(super) fn of(page: &'p Page, words: &[f32]) -> Self {
        let keys: Vec<_> = page.blocks.iter().map(|block| KINDS.map(|count| key(page, block.element, count))).collect();
        let mut kinds: FxHashMap<u64, (f32, f32)> = FxHashMap::default();
        for (keys, words) in keys.iter().zip(words) {
            for key in keys {
                let kind = kinds.entry(*key).or_default();
                *kind = (kind.0 + words, kind.1 + 1.0);
            }
        }
        let all = words.iter().sum::<f32>().max(1.0);
        let shares = shares(page, words, all);
        let depths = shares.iter().zip(&page.elements).filter(|(share, _)| **share >= MOST);
        let main_depth = depths.map(|(_, element)| element.depth as f32).fold(0.0, f32::max);
        Self { page, keys, kinds, shares, main_depth, all }
    }

    /// Share of the running text in places of the block's kinds and how many blocks stand there; steps up to an element
    /// with most of the text, and how far that lies above the innermost such element.
    pub(super) fn row(&self, at: usize) -> [f32; WIDTH] {
        let mut row = [0.0; WIDTH];
        for (pair, key) in row.chunks_exact_mut(2).zip(&self.keys[at]) {
            let (words, blocks) = self.kinds.get(key).copied().unwrap_or_default();
            pair.copy_from_slice(&[words / self.all, blocks.ln_1p()]);
        }
        let mut up = around(self.page, self.page.blocks[at].element).take(UP).enumerate();
        let main = up.find(|(_, element)| self.shares[*element as usize] >= MOST);
        let (steps, depth) = main.map_or((UP, 0), |(steps, at)| (steps, self.page.elements[at as usize].depth));
        row[WIDTH - 2..].copy_from_slice(&[steps as f32, self.main_depth - depth as f32]);
        row
    }
}

/// The groups of each block: the elements around it, places of its kinds, the stretch from one heading to the next.
pub(super) fn ties(page: &Page, paths: &Paths<'_>, words: &[f32]) -> Vec<Tie> {
    let mut numbers: [FxHashMap<u64, u32>; KINDS.len()] = Default::default();
    let mut section = 0;
    let mut ties = Vec::with_capacity(page.blocks.len());
    for (at, (block, words)) in page.blocks.iter().zip(words).enumerate() {
        let mut groups = [0; GROUPINGS];
        section += u32::from(is_heading(page, block.element));
        groups[0] = section;
        for (grouping, key) in paths.keys[at].iter().enumerate() {
            let next = numbers[grouping].len() as u32;
            groups[1 + grouping] = *numbers[grouping].entry(*key).or_insert(next);
        }
        let elements = around(page, block.element).skip(1).chain(std::iter::repeat(0));
        groups[1 + KINDS.len()..].iter_mut().zip(elements).for_each(|(group, element)| *group = element);
        ties.push(Tie { words: *words, groups });
    }
    ties
}

/// Whether an element, or the one around it, is a heading.
pub(super) fn is_heading(page: &Page, element: u32) -> bool {
    around(page, element)
        .take(2)
        .any(|at| matches!(page.elements[at as usize].tag, "h1" | "h2" | "h3" | "h4" | "h5" | "h6"))
}

/// A hash of the names and labels of the innermost elements, digits left out: they number what is alike.
fn key(page: &Page, element: u32, count: usize) -> u64 {
    let mut hasher = FxHasher::default();
    for element in around(page, element).take(count) {
        hasher.write(page.elements[element as usize].tag.as_bytes());
        page.label(element).bytes().filter(|byte| !byte.is_ascii_digit()).for_each(|byte| hasher.write_u8(byte));
    }
    hasher.write_usize(count);
    hasher.finish()
}

/// Share of the running text inside each element: one walk from the last element to the first, since an element stands
/// in the arena behind the one around it.
fn shares(page: &Page, words: &[f32], all: f32) -> Vec<f32> {
    let mut shares = vec![0.0; page.elements.len()];
    for (block, words) in page.blocks.iter().zip(words) {
        shares[block.element as usize] += words / all;
    }
    for at in (1..shares.len()).rev() {
        let parent = page.elements[at].parent as usize;
        shares[parent] += shares[at];
    }
    shares
}
