//! Text that stands on a page more than once: a paragraph for each width of screen, a quotation set apart, a caption.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::clean::fold::Words;
use crate::intake::Page;

/// Words from which a paragraph that stands there again is a copy and no refrain or label.
const COPY_WORDS: usize = 10;

/// Takes back the kept blocks that stand there a second time; answers which.
pub(in crate::clean) fn drop_later(page: &Page, kept: &mut [bool]) -> FxHashSet<usize> {
    let mut seen = FxHashSet::default();
    let mut later = FxHashSet::default();
    let mut words = Words::default();
    for (at, kept) in kept.iter_mut().enumerate().filter(|(_, kept)| **kept) {
        words.read(page.blocks[at].span.of(page.text.as_str()));
        if words.words.len() >= COPY_WORDS && !seen.insert(words.all) {
            *kept = false;
            later.insert(at);
        }
    }
    later
}

/// Words of a run by which a block is looked for in others.
const RUN: usize = 4;

/// Words of a block that is looked for: a longer one is a paragraph of its own.
const ASKED_WORDS: usize = 80;

/// The runs of words of a page's blocks.
#[derive(Default)]
pub(super) struct Runs {
    /// In which block a run stands; [`SEVERAL`] where in more than one.
    blocks: FxHashMap<u64, u32>,
    /// Runs of each block that is short enough to be looked for.
    asked: Vec<Vec<u64>>,
}

const SEVERAL: u32 = u32::MAX;

impl Runs {
    /// Adds the next block's.
    pub(super) fn push(&mut self, words: &Words) {
        let at = self.asked.len() as u32;
        let runs = words.words.windows(RUN).map(|run| {
            run.iter().fold(0u64, |hash, (word, _)| (hash.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15))
        });
        let mut asked = Vec::new();
        for run in runs {
            let block = self.blocks.entry(run).or_insert(at);
            if *block != at {
                *block = SEVERAL;
            }
            if words.words.len() <= ASKED_WORDS {
                asked.push(run);
            }
        }
        self.asked.push(asked);
    }

    /// Share of a block's runs that stand in other blocks too; -1 where it is too short or too long to be asked.
    pub(super) fn shared(&self, at: usize) -> f32 {
        match self.asked[at].len() {
            0 => -1.0,
            all => self.asked[at].iter().filter(|run| self.blocks[run] == SEVERAL).count() as f32 / all as f32,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::{Location, html_page};

    const TEXT: &str = "The ferry ran aground off Northport on Tuesday and nobody was hurt, said the harbour master.";

    #[test]
    fn a_paragraph_is_kept_once() {
        let page = html_page(format!("<p>{TEXT}<p>Yes.<p>{TEXT}<p>Yes.").as_bytes(), Location::default());
        let mut kept = vec![true; 4];
        assert_eq!(drop_later(&page, &mut kept), [2].into_iter().collect());
        assert_eq!(kept, [true, true, false, true]);
    }

    #[test]
    fn what_was_not_kept_does_not_count() {
        let page = html_page(format!("<p>{TEXT}<p>{TEXT}").as_bytes(), Location::default());
        let mut kept = vec![false, true];
        assert!(drop_later(&page, &mut kept).is_empty());
    }

    #[test]
    fn a_quotation_set_apart_is_found_in_its_paragraph() {
        let mut runs = Runs::default();
        for text in [TEXT, "“Nobody was hurt, said the harbour master”", "Ten soups for cold evenings", "Fog"] {
            runs.push(&Words::of(text));
        }
        let shared: Vec<f32> = (0..4).map(|at| runs.shared(at)).collect();
        assert_eq!(shared[1..], [1.0, 0.0, -1.0]);
    }
}
