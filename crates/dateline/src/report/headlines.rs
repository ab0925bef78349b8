//! The headline of a story.

use crate::compare::reading::{Vocabulary, content_of};
use crate::facts::Marked;
use crate::lang;

/// The headline whose words the other headlines and the leads of the reports share most.
pub(super) fn best(members: &[usize], articles: &[Marked]) -> String {
    let mut vocabulary = Vocabulary::default();
    let mut titles = Vec::new();
    let mut pools = Vec::new();
    for &member in members {
        let marked = &articles[member];
        let pack = lang::pack(marked.article.language.as_ref());
        let words = vocabulary.read(&marked.article.title, pack);
        let title = content_of(&words, &vocabulary);
        let lead: String = marked
            .marks
            .sentences
            .iter()
            .take(2)
            .map(|&span| marked.article.text.slice(span))
            .collect::<Vec<_>>()
            .join(" ");
        let mut pool = vocabulary.read(&lead, pack);
        pool.extend(&title);
        pools.push(content_of(&pool, &vocabulary));
        titles.push(title);
    }
    let score = |own: usize| {
        let shared = |pool: &Vec<u32>| titles[own].iter().filter(|term| pool.binary_search(term).is_ok()).count();
        let others: usize = pools.iter().enumerate().filter(|(at, _)| *at != own).map(|(_, pool)| shared(pool)).sum();
        others as f64 / (titles[own].len().max(1) as f64).sqrt()
    };
    let mut best: Option<(usize, f64)> = None;
    for (at, &member) in members.iter().enumerate() {
        let usable = !articles[member].article.title.trim().is_empty();
        if usable && best.is_none_or(|(_, known)| score(at) > known) {
            best = Some((at, score(at)));
        }
    }
    best.map(|(at, _)| articles[members[at]].article.title.clone()).unwrap_or_default()
}
