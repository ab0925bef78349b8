//! Cleaning what was cleaned changes nothing: decisions are taken again on what is left, until all of it stays.

use super::{Decided, decide};
use crate::clean::head::kind;
use crate::clean::model::LineModel;
use crate::clean::verdict::Verdict;
use crate::intake::{Location, Page, scrape_page};

/// Rounds after which the rest stays. Texts settle in one or two; each round costs as much as the first.
const ROUNDS: usize = 6;

/// Decides on every line, such that the kept ones under their headline would all be kept again.
pub(in crate::clean) fn decide_for_good(page: &Page, model: &LineModel) -> Decided {
    let mut decided = decide(page, model);
    for _ in 0..ROUNDS {
        let kept: Vec<usize> = (0..page.blocks.len()).filter(|at| !decided.verdicts[*at].is_dropped()).collect();
        let heads = heads(page, decided.title);
        let again = decide(&cleaned(page, heads.iter().chain(&kept)), model);
        let below = &again.verdicts[heads.len().min(again.verdicts.len())..];
        let mut changed = false;
        for (at, verdict) in kept.into_iter().zip(below) {
            if verdict.is_dropped() && !matches!(verdict, Verdict::Drop(_, "headline" | "above-headline")) {
                decided.verdicts[at] = *verdict;
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    decided
}

/// The headline, and a first line above it that says what kind of page it is.
fn heads(page: &Page, title: Option<usize>) -> Vec<usize> {
    let says = |at: &usize| kind::is_of_many_subjects(page.blocks[*at].span.of(page.text.as_str()));
    let first = Some(0).filter(|at| title.is_some_and(|title| title > *at) && says(at));
    first.into_iter().chain(title).collect()
}

/// Some lines as a page of their own.
fn cleaned<'l>(page: &Page, lines: impl Iterator<Item = &'l usize>) -> Page {
    let mut text = String::new();
    for at in lines {
        text.push_str(page.blocks[*at].span.of(page.text.as_str()));
        text.push_str("\n\n");
    }
    scrape_page(&text, Location::default())
}
