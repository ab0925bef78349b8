//! Speech that a dash opens, as French, Spanish and Portuguese pages print it: "—Llegó de noche —dijo Ana Ruiz—. La oímos.",
//! "— Non, répondit Paul Holm."
//!
//! A dash opens lists too: a paragraph counts only with an attribution by a verb of speech and a name.

use super::draft::{Draft, Run};
use super::unit::{Page, Unit};
use super::untagged::inverted;
use crate::text::Span;

/// The speech of all paragraphs that a dash opens; languages with tags have other marks.
pub(super) fn read(page: &Page, paragraphs: &[Span]) -> Vec<Draft> {
    if page.words.tagged {
        return Vec::new();
    }
    let drafts = paragraphs.iter().enumerate().flat_map(|(number, &graf)| in_paragraph(page, number, graf));
    drafts.collect()
}

fn in_paragraph(page: &Page, paragraph: usize, graf: Span) -> Vec<Draft> {
    let (first, end) = (page.words.at_byte(graf.start), page.words.at_byte(graf.end));
    let start = first + 1;
    let inserted = |&at: &usize| (is_dash(page, at) && !page.is_glued(at)) || page.low(at) == ",";
    let attributed = |at: usize| Some((at, inverted(page, (at + 1, end))?));
    if end <= start || !is_dash(page, first) {
        return Vec::new();
    }
    let Some((mark, found)) = (start + 1..end).filter(inserted).find_map(attributed) else { return Vec::new() };
    let tail = rest(page, found.speaker.1, end);
    let unit = Unit { first, end, paragraph, opens_paragraph: true, line: false };
    let said = |content: Run| {
        let mut draft = Draft::new(unit, content, Some(found.speaker), Some(found.cue), "quote.dash");
        draft.inner = Some(page.words.span(content.0, content.1));
        draft
    };
    [Some((start, mark)), tail].into_iter().flatten().map(said).collect()
}

fn is_dash(page: &Page, at: usize) -> bool {
    matches!(page.low(at), "—" | "–" | "―")
}

/// What is said behind the attribution: past the dash that closes it, or past its full stop.
fn rest(page: &Page, from: usize, end: usize) -> Option<Run> {
    let mark = (from..end).find(|&at| is_dash(page, at) || page.low(at) == ".")?;
    let start = (mark + 1..end).find(|&at| !page.is_mark(at))?;
    let spoken = (start..end).any(|at| !page.is_mark(at));
    spoken.then_some((start, end))
}

#[cfg(test)]
mod tests {
    use crate::facts::quotes::tests::check_in;

    #[test]
    fn a_dash_opens_speech_where_somebody_says_it() {
        check_in(
            "es",
            "—El agua llegó de noche —dijo Ana Ruiz—. La oímos antes de verla.\n—No es verdad —respondió el alcalde, Pablo \
             Holm—, llegó a mediodía.",
            &[
                "direct Ana Ruiz | dijo | El agua llegó de noche",
                "direct Ana Ruiz | dijo | La oímos antes de verla.",
                "direct Pablo Holm | respondió | No es verdad",
                "direct Pablo Holm | respondió | llegó a mediodía.",
            ],
        );
        check_in(
            "fr",
            "— L’eau est venue la nuit, dit Anne Ruiz.\n— Non, elle est venue à midi, répondit Paul Holm.",
            &[
                "direct Anne Ruiz | dit | L’eau est venue la nuit",
                "direct Paul Holm | répondit | Non, elle est venue à midi",
            ],
        );
    }

    #[test]
    fn a_list_that_dashes_open_is_no_speech() {
        check_in("fr", "— La digue d’Oren, 40 mètres\n— Le pont de Lindau, fermé lundi", &[]);
        check_in("es", "—Ana Ruiz, alcaldesa de Oren\n—Pablo Holm, maestro, dice que no", &[]);
    }
}
