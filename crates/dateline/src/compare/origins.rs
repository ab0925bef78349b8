//! The independent origins of a story.

use super::comparison::OriginColumn;
use crate::reuse::Trace;

/// The families of the heap as far as they are in the story, ordered by first member.
///
/// Every article of a heap is in exactly one family, so every member has its column.
pub(super) fn origins(members: &[usize], trace: &Trace) -> Vec<OriginColumn> {
    let mut columns: Vec<OriginColumn> = Vec::new();
    for (number, family) in trace.families.iter().enumerate() {
        let articles: Vec<usize> = family
            .members
            .iter()
            .map(|member| member.article)
            .filter(|article| members.binary_search(article).is_ok())
            .collect();
        if !articles.is_empty() {
            columns.push(OriginColumn { origin: family.origin.clone(), articles, family: number });
        }
    }
    for column in &mut columns {
        column.articles.sort_unstable();
        column.articles.dedup();
    }
    columns.sort_by(|a, b| a.articles.cmp(&b.articles));
    columns
}

/// Number of the origin of each member, in the order of the members.
pub(super) fn origin_of_members(members: &[usize], columns: &[OriginColumn]) -> Vec<usize> {
    let origin = |article: &usize| columns.iter().position(|column| column.articles.binary_search(article).is_ok());
    members.iter().map(|article| origin(article).unwrap_or(0)).collect()
}
