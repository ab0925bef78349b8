//! Where each article of a heap stands, looked up once for all its stories.

use crate::compare::FamilyIndex;
use crate::pipeline::Heap;

/// Articles to the places they have in the outcomes of the rooms.
pub(super) struct Index {
    /// Families by article.
    pub(super) families: FamilyIndex,
    /// Groups of duplicates of each article.
    groups_of: Vec<Vec<usize>>,
    /// Story of each article.
    story_of: Vec<Option<usize>>,
    /// Passages inside each story.
    passages_of: Vec<Vec<usize>>,
    /// Near misses of each story.
    near_misses_of: Vec<Vec<usize>>,
}

impl Index {
    pub(super) fn of(heap: &Heap) -> Self {
        let (articles, stories) = (heap.articles.len(), heap.clustering.stories.len());
        let mut out = Self {
            families: FamilyIndex::of(&heap.trace, articles),
            groups_of: vec![Vec::new(); articles],
            story_of: vec![None; articles],
            passages_of: vec![Vec::new(); stories],
            near_misses_of: vec![Vec::new(); stories],
        };
        for (number, story) in heap.clustering.stories.iter().enumerate() {
            for &member in &story.members {
                out.story_of[member] = Some(number);
            }
        }
        for (number, group) in heap.trace.groups.iter().enumerate() {
            for &member in &group.members {
                out.groups_of[member].push(number);
            }
        }
        for (number, passage) in heap.trace.passages.iter().enumerate() {
            let (here, there) = (out.story_of[passage.a.article], out.story_of[passage.b.article]);
            if let Some(story) = here.filter(|_| here == there) {
                out.passages_of[story].push(number);
            }
        }
        for (number, miss) in heap.clustering.near_misses.iter().enumerate() {
            if let Some(of_story) = out.near_misses_of.get_mut(miss.story) {
                of_story.push(number);
            }
        }
        out
    }

    /// Story of an article.
    pub(super) fn story_of(&self, article: usize) -> Option<usize> {
        self.story_of.get(article).copied().flatten()
    }

    /// Numbers of the passages inside a story.
    pub(super) fn passages_of(&self, story: usize) -> &[usize] {
        &self.passages_of[story]
    }

    /// Numbers of the near misses of a story.
    pub(super) fn near_misses_of(&self, story: usize) -> &[usize] {
        &self.near_misses_of[story]
    }

    /// Articles among some that repeat another of them.
    pub(super) fn repeated(&self, members: &[usize]) -> usize {
        let mut groups: Vec<usize> = members.iter().flat_map(|&member| &self.groups_of[member]).copied().collect();
        let all = groups.len();
        groups.sort_unstable();
        groups.dedup();
        all - groups.len()
    }
}
