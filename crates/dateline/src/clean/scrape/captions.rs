//! Captions by their shape: a credit in brackets, no end mark between paragraphs that have one, a cut in mid-word.

use std::sync::LazyLock;

use regex::Regex;

use super::line::Line;
use crate::clean::RemovedKind;
use crate::clean::verdict::Verdict;

/// Words from which a line without an end mark is too long for a subhead.
const CAPTION_WORDS: usize = 9;

/// Share of a text's long lines that end as sentences, from which one that does not is no paragraph.
const PUNCTUATED: f32 = 0.7;

/// Words of an unfinished line that can be no subhead, and how many of them a text of paragraphs may have before they
/// are taken for its style.
const ALONE_WORDS: usize = 13;
const OPEN_LINES: usize = 4;

/// A credit at the end of a line: "(Photo: A. Writer)", "[Harbour Press/Reuters]", "| Picture: City archive".
static CREDIT_AT_END: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)(?:[(\[](?:file )?(?:photo|image|picture|foto|bild|photograph|credit|crédit|фото)\w*(?:\s+(?:by|credit|courtesy(?: of)?))?\s?[:/–—-]?[^()\[\]]+[)\]]",
        r"|[(\[][^()\[\]]+/\s?(?:afp|ap|ap photo|reuters|getty(?: images)?|epa|dpa|tass|sputnik|anadolu|xinhua)[^()\[\]]*[)\]]",
        r"|[|©]\s?(?:(?:photo|image|picture|foto|bild)\w*\s?[:/]\s?)?[^|©.]+)\.?$",
    ))
    .expect("the pattern is tested")
});

/// Paragraphs from which the line model is heard on an unfinished line that stands alone: in long guides half of such
/// lines are of the body, in short reports hardly one.
const BRIEF: usize = super::TRUSTED_PARAGRAPHS;

/// The same in reports of common length where hardly another line is unfinished: F1 of the development scrapes stays.
const REPORT: usize = 16;
const IN_REPORT: usize = 2;

/// Lines longer than this are paragraphs that end with a source in brackets.
const CREDITED_WORDS: usize = 70;

/// Decides on captions below the headline.
pub(super) fn mark(lines: &[Line<'_>], title: Option<usize>, verdicts: &mut [Verdict]) {
    let first = title.map_or(0, |at| at + 1);
    let punctuated = is_punctuated(lines);
    let paragraphs = (0..lines.len()).filter(|at| verdicts[*at].is_open() && lines[*at].is_paragraph()).count();
    let open = lines.iter().filter(|line| is_open_line(line) && !line.bullet).count();
    let in_brief = paragraphs < BRIEF || paragraphs < REPORT && open <= IN_REPORT;
    let few_open = open <= OPEN_LINES;
    for at in first..lines.len() {
        let line = &lines[at];
        if !verdicts[at].is_open() || line.bullet {
            continue;
        }
        let rule = if line.words <= CREDITED_WORDS && CREDIT_AT_END.is_match(line.text) {
            Some("caption-credit")
        } else if stands_on_credit(lines, verdicts, at) {
            Some("caption-above-credit")
        } else if punctuated && is_open_line(line) && has_paragraph_before(lines, verdicts, first, at) {
            let alone = few_open && line.words >= ALONE_WORDS;
            Some(match (alone, in_brief) {
                (true, true) => "caption-in-brief",
                (true, false) => "caption-alone",
                _ => "caption-no-stop",
            })
        } else {
            None
        };
        if let Some(rule) = rule {
            verdicts[at] = Verdict::Drop(RemovedKind::Caption, rule);
        }
    }
}

fn is_punctuated(lines: &[Line<'_>]) -> bool {
    let long: Vec<&Line<'_>> = lines.iter().filter(|line| line.words >= CAPTION_WORDS && !line.bullet).collect();
    let ended = long.iter().filter(|line| line.ends || line.text.ends_with(':')).count();
    long.len() > 2 && ended as f32 >= PUNCTUATED * long.len() as f32
}

fn is_open_line(line: &Line<'_>) -> bool {
    line.words >= CAPTION_WORDS && !line.ends && !line.text.ends_with([':', ';', ','])
}

/// An unfinished line right above a line that is only a photo credit.
fn stands_on_credit(lines: &[Line<'_>], verdicts: &[Verdict], at: usize) -> bool {
    let Some(below) = lines.get(at + 1) else { return false };
    let credit = matches!(verdicts[at + 1], Verdict::Drop(RemovedKind::Caption, "photo-credit"));
    credit && below.blanks_before == 0 && !lines[at].ends
}

/// Above the first paragraph an unfinished line is a standfirst.
fn has_paragraph_before(lines: &[Line<'_>], verdicts: &[Verdict], first: usize, at: usize) -> bool {
    (first..at).any(|before| verdicts[before].is_open() && lines[before].is_paragraph())
}
