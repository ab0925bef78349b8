//! The next article under this one, as pages without an end load it: another `article` element behind the own one, with
//! a main heading of its own.

use super::fold;
use crate::intake::Page;

/// Words of a paragraph, and paragraphs that the own article has before a next one can follow.
const PARAGRAPH_WORDS: usize = 12;
const PARAGRAPHS: usize = 3;

/// Takes back blocks that were kept of articles behind the page's own, and names them.
pub(super) fn drop_next(page: &Page, title: Option<usize>, kept: &mut [bool]) -> Vec<usize> {
    let outer = outermost_articles(page);
    let article = |at: usize| outer[page.blocks[at].element as usize];
    let first_kept = || (0..kept.len()).find(|at| kept[*at] && article(*at).is_some());
    let Some(own) = title.and_then(article).or_else(|| first_kept().and_then(article)) else { return Vec::new() };
    let line = |at: usize| page.blocks[at].span.of(page.text.as_str());
    let is_own = |at: &usize| article(*at) == Some(own);
    let is_paragraph =
        |at: &usize| kept[*at] && line(*at).split_whitespace().take(PARAGRAPH_WORDS).count() == PARAGRAPH_WORDS;
    let paragraphs = (0..kept.len()).filter(is_own).filter(is_paragraph).count();
    let last = (0..kept.len()).rev().find(is_own).unwrap_or(kept.len());
    let headline = title.map(|at| fold::words_only(line(at)));
    let is_heading = |at: &usize| {
        let element = page.blocks[*at].element as usize;
        let tags = [page.elements[element].tag, page.elements[page.elements[element].parent as usize].tag];
        tags.contains(&"h1") && headline.as_ref().is_none_or(|own| *own != fold::words_only(line(*at)))
    };
    let next = (last + 1..kept.len()).find(|at| article(*at).is_some() && is_heading(at));
    let Some(next) = next.filter(|_| paragraphs >= PARAGRAPHS) else { return Vec::new() };
    let dropped: Vec<usize> = (next..kept.len()).filter(|at| kept[*at] && article(*at).is_some()).collect();
    dropped.iter().for_each(|at| kept[*at] = false);
    dropped
}

/// For each element the outermost `article` that it is in or is; elements stand behind those around them.
fn outermost_articles(page: &Page) -> Vec<Option<u32>> {
    let mut outer: Vec<Option<u32>> = Vec::with_capacity(page.elements.len());
    for (at, element) in page.elements.iter().enumerate() {
        let around = outer.get(element.parent as usize).copied().flatten();
        outer.push(around.or_else(|| (element.tag == "article").then_some(at as u32)));
    }
    outer
}

#[cfg(test)]
mod tests {
    use crate::clean::{RemovedKind, clean};
    use crate::intake::{Location, html_page};

    const OWN: &str = "<h1>Ferry to Grey Island stops after a crack is found</h1>
        <p>The ferry between Northport and Grey Island stopped running on Tuesday, the harbour office said in the morning.</p>
        <p>Passengers waited on the quay for two hours before they were told, said the head of the ticket office there.</p>
        <p>The yard expects to weld the plate within four days, and until then a fishing boat will carry the mail.</p>";
    const LEAD: &str =
        "The council of Oldham voted on Monday for a new roof on the school, the mayor said after the vote.";

    /// The text of an article with something behind it.
    fn check(behind: &str, is_kept: bool) {
        let page = format!("<html><body><article>{OWN}</article>{behind}</body></html>");
        let article = clean(&html_page(page.as_bytes(), Location::default()));
        assert_eq!(article.text.as_str().contains(LEAD), is_kept, "{behind}");
        assert!(article.text.as_str().contains("Passengers waited"));
        if !is_kept {
            assert!(article.removed.iter().any(|removed| removed.kind == RemovedKind::Teaser && removed.text == LEAD));
        }
    }

    #[test]
    fn an_article_with_a_heading_of_its_own_behind_the_own_one_goes() {
        check(&format!("<article><h1>Council votes for a new roof</h1><p>{LEAD}</p></article>"), false);
    }

    #[test]
    fn a_further_part_of_the_article_stays() {
        check(&format!("<article><h2>What comes next</h2><p>{LEAD}</p></article>"), true);
    }
}
