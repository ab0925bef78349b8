//! Texts whose paragraphs are broken into lines of one width, as mail, archives and old wires are.
//!
//! A filled line ends where the next word would not have fitted. If most lines of a text that another follows at once
//! end so, it was broken for its width, and such lines are put together again.

use super::Block;
use crate::text::Span;

/// Widths that texts are broken to, in characters; a longer line speaks against it.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=110;

/// Pairs of lines from which the habit of a text can be seen.
const LEAST_PAIRS: usize = 6;

/// Pairs of ten that must be filled: the last line of a paragraph is not, and some have no blank line behind them.
const FILLED_OF_TEN: usize = 7;

/// Characters of the longest word that is no whole line of a script without blanks.
const WORD_MAX: usize = 24;

/// The lines with those put together that are one paragraph; unchanged where the text was not broken for its width.
pub(super) fn joined(text: &str, lines: Vec<Block>) -> Vec<Block> {
    let widths: Vec<usize> = lines.iter().map(|line| line.span.of(text).chars().count()).collect();
    let Some(width) = widths.iter().copied().max().filter(|width| WIDTHS.contains(width)) else { return lines };
    let pairs: Vec<Pair> = lines.windows(2).map(|pair| Pair::of(text, pair[0].span, pair[1].span)).collect();
    let is_filled = |at: usize| pairs[at].is_close && widths[at] + 1 + pairs[at].next_word > width;
    let close = pairs.iter().filter(|pair| pair.is_close).count();
    let filled = (0..pairs.len()).filter(|at| is_filled(*at)).count();
    if close < LEAST_PAIRS || filled * 10 < close * FILLED_OF_TEN {
        return lines;
    }
    let mut out: Vec<Block> = Vec::new();
    for (at, line) in lines.into_iter().enumerate() {
        match out.last_mut().filter(|_| at > 0 && is_filled(at - 1)) {
            Some(last) => last.span = Span::new(last.span.start as usize, line.span.end as usize),
            None => out.push(line),
        }
    }
    out
}

/// What stands between two lines.
struct Pair {
    /// Whether the second follows at once, not indented and no item of a list.
    is_close: bool,
    /// Characters of the second line's first word.
    next_word: usize,
}

impl Pair {
    fn of(text: &str, first: Span, second: Span) -> Self {
        let between = &text[first.end as usize..second.start as usize];
        let follows = between.matches('\n').count() == 1 && !between.ends_with([' ', '\t']);
        let line = second.of(text);
        let is_item = line.starts_with(['•', '·', '*', '-', '–', '—', '>', '|']);
        let next_word = line.split_whitespace().next().map_or(0, |word| word.chars().count());
        Self { is_close: follows && !is_item && next_word <= WORD_MAX, next_word }
    }
}

#[cfg(test)]
mod tests {
    use crate::intake::{Location, scrape_page};

    fn check(text: &str, expected: &[&str]) {
        let page = scrape_page(text, Location::default());
        let found: Vec<String> =
            page.blocks.iter().map(|block| block.span.of(page.text.as_str()).replace('\n', " ")).collect();
        assert_eq!(found, expected);
    }

    const WRAPPED: &str = "FERRY AGROUND OFF NORTHPORT\n\n\
        A ferry with 212 people on board ran aground off Northport on\n\
        Tuesday morning in heavy fog, the coast guard said, and it was\n\
        towed to Southport by night.\n\
        Nobody was hurt. The harbour master said that the fog signal of\n\
        the northern lighthouse had been dark since Sunday, and that he\n\
        had written to the coast guard twice, which did nothing about it\n\
        for days.\n\n\
        - Passengers said that the ferry had left late.\n";

    #[test]
    fn lines_filled_to_one_width_are_one_paragraph() {
        check(
            WRAPPED,
            &[
                "FERRY AGROUND OFF NORTHPORT",
                "A ferry with 212 people on board ran aground off Northport on Tuesday morning in heavy fog, the coast guard said, and it was towed to Southport by night.",
                "Nobody was hurt. The harbour master said that the fog signal of the northern lighthouse had been dark since Sunday, and that he had written to the coast guard twice, which did nothing about it for days.",
                "- Passengers said that the ferry had left late.",
            ],
        );
    }

    #[test]
    fn lines_of_their_own_stay_apart() {
        let list = "Ferry aground\nFog over the bay for a third day\nThe harbour is closed\nTen soups\nA new mayor for the old town of Northport\nThe lighthouse\nNo signal\nTides";
        check(list, &list.split('\n').collect::<Vec<_>>());
        let wide = "北港で渡り船が座礁した 二百人が乗っていた\n".repeat(12)
            + "けが人はいない 港は閉ざされている 船は夜に引かれる予定である 北港で渡り船が座礁した";
        check(&wide, &wide.split('\n').collect::<Vec<_>>());
    }
}
