//! What a person decided about stories, as constraints on every later grouping.
//!
//! Decisions are replayed in the order they were made. Each speaks of articles, not of stories: stories come and go, a
//! decision about these pages holds. A later decision wins over an earlier one about the same articles.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::linkage::Bonds;
use super::look_alikes::Parted;
use crate::clean::ArticleId;

/// One decision about the articles that stories held when it was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Decision {
    /// `out` leaves the story that also holds `rest`, and is a story of its own.
    Split {
        /// Articles that leave, together.
        out: BTreeSet<ArticleId>,
        /// Articles that stay.
        rest: BTreeSet<ArticleId>,
    },
    /// These articles, of several stories, are one story.
    Merge {
        /// All articles of those stories.
        articles: BTreeSet<ArticleId>,
    },
    /// This article belongs to the story of the others, wherever else it was.
    Pin {
        /// The article.
        article: ArticleId,
        /// Articles of the story.
        with: BTreeSet<ArticleId>,
    },
}

impl Decision {
    /// The articles it speaks of.
    pub fn articles(&self) -> BTreeSet<ArticleId> {
        match self {
            Self::Split { out, rest } => out.union(rest).cloned().collect(),
            Self::Merge { articles } => articles.clone(),
            Self::Pin { article, with } => with.iter().chain([article]).cloned().collect(),
        }
    }
}

/// Decisions in force.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Decisions {
    /// Disjoint sets of articles that are in one story.
    together: Vec<BTreeSet<ArticleId>>,
    /// Sets of articles no one of which is in a story with one of the other set.
    apart: Vec<(BTreeSet<ArticleId>, BTreeSet<ArticleId>)>,
}

impl Decisions {
    /// Replays decisions in the order they were made.
    pub fn replay<'a>(made: impl IntoIterator<Item = &'a Decision>) -> Self {
        let mut decisions = Self::default();
        for decision in made {
            decisions.apply(decision);
        }
        decisions
    }

    fn apply(&mut self, decision: &Decision) {
        match decision {
            Decision::Split { out, rest } => {
                self.separate(out, rest);
                self.apart.push((out.clone(), rest.clone()));
                self.unite(out.clone());
            }
            Decision::Merge { articles } => {
                self.reconcile(articles, articles);
                self.unite(articles.clone());
            }
            Decision::Pin { article, with } => {
                let one = BTreeSet::from([article.clone()]);
                for set in &mut self.together {
                    set.remove(article);
                }
                self.reconcile(&one, with);
                self.unite(one.union(with).cloned().collect());
            }
        }
    }

    /// Takes articles that are to be apart out of the sets they share.
    fn separate(&mut self, out: &BTreeSet<ArticleId>, rest: &BTreeSet<ArticleId>) {
        let mut sets = Vec::new();
        for set in self.together.drain(..) {
            if set.is_disjoint(out) || set.is_disjoint(rest) {
                sets.push(set);
            } else {
                let (left, stayed) = set.into_iter().partition(|article| out.contains(article));
                sets.extend([left, stayed]);
            }
        }
        self.together = sets;
    }

    /// Forgets that articles of `one` were to be apart from those of `other`.
    fn reconcile(&mut self, one: &BTreeSet<ArticleId>, other: &BTreeSet<ArticleId>) {
        let mut kept = Vec::new();
        for (a, b) in self.apart.drain(..) {
            let meets = |a: &BTreeSet<ArticleId>, b: &BTreeSet<ArticleId>| !a.is_disjoint(one) && !b.is_disjoint(other);
            if !meets(&a, &b) && !meets(&b, &a) {
                kept.push((a, b));
                continue;
            }
            let named = |set: &BTreeSet<ArticleId>| -> (BTreeSet<ArticleId>, BTreeSet<ArticleId>) {
                set.iter().cloned().partition(|article| one.contains(article) || other.contains(article))
            };
            let ((a_named, a_rest), (_, b_rest)) = (named(&a), named(&b));
            kept.extend([(a_rest, b), (a_named, b_rest)]);
        }
        kept.retain(|(a, b)| !a.is_empty() && !b.is_empty());
        self.apart = kept;
    }

    /// Puts articles into one set, with those that are together with any of them.
    fn unite(&mut self, mut articles: BTreeSet<ArticleId>) {
        let (touched, mut others): (Vec<_>, Vec<_>) =
            self.together.drain(..).partition(|set| !set.is_disjoint(&articles));
        for set in touched {
            articles.extend(set);
        }
        others.push(articles);
        others.retain(|set| set.len() > 1);
        self.together = others;
    }

    /// The constraints on articles in this order.
    pub(super) fn bonds<'a>(&self, articles: impl Iterator<Item = &'a ArticleId>) -> Bonds {
        if self.together.is_empty() && self.apart.is_empty() {
            return Bonds::default();
        }
        let places: BTreeMap<&ArticleId, u32> = articles.zip(0..).collect();
        let found =
            |set: &BTreeSet<ArticleId>| -> Vec<u32> { set.iter().filter_map(|id| places.get(id).copied()).collect() };
        Bonds {
            together: self.together.iter().map(found).filter(|set| set.len() > 1).collect(),
            apart: self.apart.iter().map(|(a, b)| (found(a), found(b))).collect(),
        }
    }
}

/// Undoes the parting of articles that a person put together.
pub(super) fn restore(parted: Parted, bonds: &Bonds) -> Parted {
    if bonds.together.is_empty() {
        return parted;
    }
    let Parted { groups, mut partings, excluding, digests, notes } = parted;
    let held: BTreeMap<usize, usize> = bonds
        .together
        .iter()
        .enumerate()
        .flat_map(|(set, all)| all.iter().map(move |&at| (at as usize, set)))
        .collect();
    partings.retain(|parting| !held.contains_key(&parting.article));
    let mut out = Parted { partings, excluding, digests, ..Parted::default() };
    let mut group_of: BTreeMap<usize, usize> = BTreeMap::new();
    for (number, group) in groups.into_iter().enumerate() {
        let sets: BTreeSet<usize> = group.iter().filter_map(|at| held.get(at).copied()).collect();
        let place = sets.iter().find_map(|set| group_of.get(set).copied()).unwrap_or(out.groups.len());
        if place == out.groups.len() {
            out.groups.push(Vec::new());
        }
        out.groups[place].extend(group);
        out.groups[place].sort_unstable();
        group_of.extend(sets.into_iter().map(|set| (set, place)));
        if let Some(notes) = notes.get(&number) {
            out.notes.entry(place).or_default().extend(notes.iter().cloned());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(names: &str) -> BTreeSet<ArticleId> {
        names.split_whitespace().map(|name| ArticleId(name.into())).collect()
    }

    fn split(out: &str, rest: &str) -> Decision {
        Decision::Split { out: set(out), rest: set(rest) }
    }

    fn merge(articles: &str) -> Decision {
        Decision::Merge { articles: set(articles) }
    }

    fn pin(article: &str, with: &str) -> Decision {
        Decision::Pin { article: ArticleId(article.into()), with: set(with) }
    }

    /// The sets in force: together, and apart as `a | b`.
    fn check(made: &[Decision], together: &[&str], apart: &[(&str, &str)]) {
        let decisions = Decisions::replay(made);
        assert_eq!(decisions.together, together.iter().map(|names| set(names)).collect::<Vec<_>>());
        assert_eq!(decisions.apart, apart.iter().map(|(a, b)| (set(a), set(b))).collect::<Vec<_>>());
    }

    #[test]
    fn what_was_split_off_stays_together_and_apart() {
        check(&[split("c d", "a b")], &["c d"], &[("c d", "a b")]);
    }

    #[test]
    fn a_split_undoes_a_merge() {
        check(&[merge("a b c"), split("c", "a b")], &["a b"], &[("c", "a b")]);
    }

    #[test]
    fn a_merge_undoes_a_split_for_its_articles_alone() {
        check(&[split("c", "a b"), merge("a c")], &["a c"], &[("c", "b")]);
    }

    #[test]
    fn a_pin_takes_an_article_out_of_an_earlier_merge() {
        check(&[merge("a b"), pin("b", "c d")], &["b c d"], &[]);
    }
}
