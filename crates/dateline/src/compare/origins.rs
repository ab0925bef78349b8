//! The independent origins of a story.

use std::collections::BTreeMap;

use super::comparison::OriginColumn;
use crate::reuse::Trace;

/// The family of each article of a heap, by number: looked up once for all stories.
#[derive(Debug, Clone, Default)]
pub struct FamilyIndex(Vec<usize>);

impl FamilyIndex {
    /// For a heap of so many articles.
    pub fn of(trace: &Trace, articles: usize) -> Self {
        let mut family_of = vec![usize::MAX; articles];
        for (number, family) in trace.families.iter().enumerate() {
            for member in &family.members {
                if let Some(place) = family_of.get_mut(member.article) {
                    *place = number;
                }
            }
        }
        Self(family_of)
    }
}

/// The families of the heap as far as they are in the story, ordered by first member.
///
/// Every article of a heap is in exactly one family, so every member has its column.
pub(super) fn origins(members: &[usize], trace: &Trace, index: &FamilyIndex) -> Vec<OriginColumn> {
    let mut by_family: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for &member in members {
        let family = index.0.get(member).copied().unwrap_or(usize::MAX);
        by_family.entry(family).or_default().push(member);
    }
    let known = by_family.into_iter().filter_map(|(number, articles)| {
        let family = trace.families.get(number)?;
        Some(OriginColumn { origin: family.origin.clone(), articles, family: number })
    });
    let mut columns: Vec<OriginColumn> = known.collect();
    columns.sort_by(|a, b| a.articles.cmp(&b.articles));
    columns
}

/// Number of the origin of each member, in the order of the members.
pub(super) fn origin_of_members(members: &[usize], columns: &[OriginColumn]) -> Vec<usize> {
    let origin = |article: &usize| columns.iter().position(|column| column.articles.binary_search(article).is_ok());
    members.iter().map(|article| origin(article).unwrap_or(0)).collect()
}
