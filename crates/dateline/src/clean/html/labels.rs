//! The different labels of a page: a few hundred, on thousands of elements. What is read of one is read once.

use rustc_hash::FxHashMap;

use super::kinds;
use crate::intake::Page;

/// The labels of a page's elements, each different one with a number.
pub(in crate::clean) struct Labels<'p> {
    /// The number of each element's label.
    numbers: Vec<u32>,
    /// The labels by their numbers.
    pub(super) texts: Vec<&'p str>,
    /// What each element's name and label tell of its blocks, see `kinds`.
    kinds: Vec<u16>,
    /// Whether a label is one of readers' comments, by its number.
    readers: Vec<bool>,
}

impl<'p> Labels<'p> {
    pub(in crate::clean) fn of(page: &'p Page) -> Self {
        let mut known: FxHashMap<&str, u32> = FxHashMap::default();
        let mut texts = Vec::new();
        let mut number = |element: usize| {
            let label = page.label(element as u32);
            *known.entry(label).or_insert_with(|| {
                texts.push(label);
                texts.len() as u32 - 1
            })
        };
        let numbers: Vec<u32> = (0..page.elements.len()).map(&mut number).collect();
        let by_label: Vec<u16> = texts.iter().map(|label| kinds::in_label(label)).collect();
        let told = page.elements.iter().zip(&numbers);
        let kinds = told.map(|(element, label)| by_label[*label as usize] | kinds::of_name(element.tag)).collect();
        let readers = texts.iter().map(|label| kinds::is_readers(label)).collect();
        Self { numbers, texts, kinds, readers }
    }

    /// The kinds that an element's name or label tells, a bit each.
    pub(super) fn kinds(&self, element: u32) -> u16 {
        self.kinds[element as usize]
    }

    /// Whether what stands in an element is a reader's comment.
    pub(super) fn is_readers(&self, element: u32) -> bool {
        self.readers[self.number(element)]
    }

    /// The number of an element's label.
    pub(super) fn number(&self, element: u32) -> usize {
        self.numbers[element as usize] as usize
    }
}
