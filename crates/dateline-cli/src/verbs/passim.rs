//! Aligned pairs in the shape that passim prints (`align.json` of `passim --pairwise`), so that its users can switch.
//!
//! The unmarked side is the one that had the words first where that is known. Offsets are code points, as there.

use dateline::facts::Marked;
use dateline::public::{PassageJson, SideJson};
use serde::Serialize;

/// Stands in an aligned text where only the other side goes on.
const GAP: char = '-';

/// An aligned pair: the fields of the other document end in `2`.
#[derive(Debug, Serialize)]
pub(super) struct AlignedPair {
    id: String,
    series: Option<String>,
    date: Option<String>,
    begin: usize,
    end: usize,
    id2: String,
    series2: Option<String>,
    date2: Option<String>,
    begin2: usize,
    end2: usize,
    /// The characters of the first side, with gaps; as many as in `s2`.
    s1: String,
    s2: String,
    /// Equal characters.
    matches: usize,
}

impl AlignedPair {
    pub(super) fn new(passage: &PassageJson, articles: &[Marked]) -> Self {
        let turned = passage.direction == "b_to_a";
        let (first, second) = if turned { (&passage.b, &passage.a) } else { (&passage.a, &passage.b) };
        let (series, date) = series_and_date(first, articles);
        let (series2, date2) = series_and_date(second, articles);
        let (s1, s2, matches) = in_columns(&first.text, &second.text);
        Self {
            id: first.article.clone(),
            series,
            date,
            begin: first.start,
            end: first.end,
            id2: second.article.clone(),
            series2,
            date2,
            begin2: second.start,
            end2: second.end,
            s1,
            s2,
            matches,
        }
    }
}

fn series_and_date(side: &SideJson, articles: &[Marked]) -> (Option<String>, Option<String>) {
    let found = articles.binary_search_by(|marked| marked.article.id.0.as_str().cmp(&side.article)).ok();
    let marked = found.map(|at| &articles[at]);
    let publisher = marked.and_then(|marked| marked.article.publisher.name.clone());
    (publisher, marked.and_then(|marked| marked.dating.published.value.clone()))
}

/// Characters that must agree before two texts count as in step again.
const IN_STEP: usize = 5;

/// Characters of either side that are searched for the place where they agree again.
const SEARCHED: usize = 60;

/// Two texts in columns of equal length, and how many columns agree.
fn in_columns(one: &str, other: &str) -> (String, String, usize) {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (mut s1, mut s2) = (String::new(), String::new());
    let (mut at_a, mut at_b) = (0, 0);
    while at_a < a.len() || at_b < b.len() {
        let equal = a[at_a..].iter().zip(&b[at_b..]).take_while(|(x, y)| x == y).count();
        s1.extend(&a[at_a..at_a + equal]);
        s2.extend(&b[at_b..at_b + equal]);
        (at_a, at_b) = (at_a + equal, at_b + equal);
        let (skip_a, skip_b) = apart(&a[at_a..], &b[at_b..]);
        for column in 0..skip_a.max(skip_b) {
            s1.push(if column < skip_a { a[at_a + column] } else { GAP });
            s2.push(if column < skip_b { b[at_b + column] } else { GAP });
        }
        (at_a, at_b) = (at_a + skip_a, at_b + skip_b);
    }
    let matches = s1.chars().zip(s2.chars()).filter(|(x, y)| x == y).count();
    (s1, s2, matches)
}

/// How many characters of each side stand before the nearest place where they agree again.
fn apart(a: &[char], b: &[char]) -> (usize, usize) {
    let in_step = |x: usize, y: usize| {
        let (rest_a, rest_b) = (&a[x..], &b[y..]);
        let wanted = IN_STEP.min(rest_a.len()).min(rest_b.len());
        wanted > 0 && rest_a[..wanted] == rest_b[..wanted]
    };
    let (far_a, far_b) = (a.len().min(SEARCHED), b.len().min(SEARCHED));
    for skipped in 0..=far_a + far_b {
        let mut steps = (0..=skipped.min(far_a)).map(|x| (x, skipped - x)).filter(|&(_, y)| y <= far_b);
        if let Some(step) = steps.find(|&(x, y)| x < a.len() && y < b.len() && in_step(x, y)) {
            return step;
        }
    }
    (far_a, far_b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(one: &str, other: &str, expected: (&str, &str, usize)) {
        let (s1, s2, matches) = in_columns(one, other);
        assert_eq!((s1.as_str(), s2.as_str(), matches), expected);
        assert_eq!(s1.chars().count(), s2.chars().count());
    }

    #[test]
    fn columns_hold_gaps_where_one_side_goes_on_alone() {
        check("the old bridge fell", "the old bridge fell", ("the old bridge fell", "the old bridge fell", 19));
        check("the bridge fell", "the old bridge fell", ("the ----bridge fell", "the old bridge fell", 15));
        check("a bridge", "", ("a bridge", "--------", 0));
        check("centre of town", "center of town", ("centre of town", "center of town", 12));
    }
}
