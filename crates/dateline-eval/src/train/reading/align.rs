//! Which blocks of a page its known body consists of.
//!
//! Words are aligned in order: four-word runs that stand once in both texts are anchors, the longest rising chain of
//! them is extended on both sides, and what is left between two anchors is aligned word by word.

use rustc_hash::FxHashMap;

/// Words in an anchor.
const RUN: usize = 4;

/// Cells of the table with which a gap is aligned word by word; larger gaps stay open.
const GAP_CELLS: usize = 400_000;

/// Words of a text in lower case; characters of scripts without blanks one by one.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut word = String::new();
    for c in text.chars() {
        let is_wide = matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{0e00}'..='\u{0eff}');
        if c.is_alphanumeric() && !is_wide {
            word.extend(c.to_lowercase());
            continue;
        }
        if !word.is_empty() {
            out.push(std::mem::take(&mut word));
        }
        if is_wide {
            out.push(c.to_string());
        }
    }
    out.extend(Some(word).filter(|word| !word.is_empty()));
    out
}

/// For each word of `page` whether it belongs to `body`.
pub(super) fn aligned(page: &[String], body: &[String]) -> Vec<bool> {
    let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
    let page: Vec<u32> = page.iter().map(|word| id(&mut numbers, word)).collect();
    let body: Vec<u32> = body.iter().map(|word| id(&mut numbers, word)).collect();
    let mut found = vec![false; page.len()];
    let chain = rising(&anchors(&page, &body));
    let (mut page_at, mut body_at) = (0, 0);
    for (p, b) in chain.into_iter().chain([(page.len(), body.len())]) {
        if p < page_at || b < body_at {
            continue;
        }
        align_gap(&page, &body, (page_at, p), (body_at, b), &mut found);
        let mut length = 0;
        while p + length < page.len() && b + length < body.len() && page[p + length] == body[b + length] {
            found[p + length] = true;
            length += 1;
        }
        (page_at, body_at) = (p + length, b + length);
    }
    found
}

fn id<'w>(numbers: &mut FxHashMap<&'w str, u32>, word: &'w str) -> u32 {
    let next = numbers.len() as u32;
    *numbers.entry(word).or_insert(next)
}

/// Places in both texts of the runs that stand once in each.
fn anchors(page: &[u32], body: &[u32]) -> Vec<(usize, usize)> {
    let mut in_body: FxHashMap<&[u32], Option<usize>> = FxHashMap::default();
    for (at, run) in body.windows(RUN).enumerate() {
        in_body.entry(run).and_modify(|place| *place = None).or_insert(Some(at));
    }
    let mut in_page: FxHashMap<&[u32], u32> = FxHashMap::default();
    page.windows(RUN).for_each(|run| *in_page.entry(run).or_insert(0) += 1);
    let once = |run: &[u32]| in_page.get(run) == Some(&1);
    let place = |(at, run): (usize, &[u32])| Some((at, (*in_body.get(run)?)?)).filter(|_| once(run));
    page.windows(RUN).enumerate().filter_map(place).collect()
}

/// The longest chain that rises in both.
fn rising(anchors: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; anchors.len()];
    for at in 0..anchors.len() {
        let length = ends.partition_point(|end| anchors[*end].1 < anchors[at].1);
        before[at] = length.checked_sub(1).map(|last| ends[last]);
        if length == ends.len() {
            ends.push(at);
        } else {
            ends[length] = at;
        }
    }
    let mut chain: Vec<_> =
        std::iter::successors(ends.last().copied(), |at| before[*at]).map(|at| anchors[at]).collect();
    chain.reverse();
    chain
}

/// Aligns what lies between two anchors by the longest common subsequence.
fn align_gap(page: &[u32], body: &[u32], pages: (usize, usize), bodies: (usize, usize), found: &mut [bool]) {
    let (page, body) = (&page[pages.0..pages.1], &body[bodies.0..bodies.1]);
    let columns = body.len() + 1;
    if page.is_empty() || body.is_empty() || page.len().saturating_mul(columns) > GAP_CELLS {
        return;
    }
    let mut best = vec![0u16; (page.len() + 1) * columns];
    for p in (0..page.len()).rev() {
        for b in (0..body.len()).rev() {
            let both = if page[p] == body[b] { best[(p + 1) * columns + b + 1] + 1 } else { 0 };
            best[p * columns + b] = both.max(best[(p + 1) * columns + b]).max(best[p * columns + b + 1]);
        }
    }
    let (mut p, mut b) = (0, 0);
    while p < page.len() && b < body.len() {
        if page[p] == body[b] && best[p * columns + b] == best[(p + 1) * columns + b + 1] + 1 {
            found[pages.0 + p] = true;
            (p, b) = (p + 1, b + 1);
        } else if best[(p + 1) * columns + b] >= best[p * columns + b + 1] {
            p += 1;
        } else {
            b += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_body_are_found_in_order() {
        let page =
            words("Menu Home The ferry ran aground off Northport on Tuesday Share Nobody was hurt in the fog Home");
        let body = words("The ferry ran aground off Northport on Tuesday Nobody was hurt in the fog");
        let found = aligned(&page, &body);
        let kept: Vec<&str> =
            page.iter().zip(&found).filter(|(_, found)| **found).map(|(word, _)| word.as_str()).collect();
        assert_eq!(kept, body);
    }
}
