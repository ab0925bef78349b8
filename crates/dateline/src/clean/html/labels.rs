//! The different labels of a page: a few hundred, on thousands of elements. What is read of one is read once.

use rustc_hash::FxHashMap;

use crate::intake::Page;

/// The labels of a page's elements, each different one with a number.
pub(in crate::clean) struct Labels<'p> {
    /// The number of each element's label.
    numbers: Vec<u32>,
    /// The labels by their numbers.
    pub(super) texts: Vec<&'p str>,
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
        let numbers = (0..page.elements.len()).map(&mut number).collect();
        Self { numbers, texts }
    }

    /// The number of an element's label.
    pub(super) fn number(&self, element: u32) -> usize {
        self.numbers[element as usize] as usize
    }
}
