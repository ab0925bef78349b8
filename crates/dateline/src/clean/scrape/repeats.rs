//! The same line twice: a headline printed again, a caption under its picture and in its alternative text.

use rustc_hash::FxHashMap;

use super::line::Line;
use crate::clean::RemovedKind;
use crate::clean::fold::words_only;
use crate::clean::verdict::Verdict;

/// A caption has at least this many words; shorter doubles are labels.
const CAPTION_WORDS: usize = 5;

/// Decides on lines whose words were printed before.
pub(super) fn mark(lines: &[Line<'_>], title: Option<usize>, verdicts: &mut [Verdict]) {
    let mut first_at: FxHashMap<String, usize> = FxHashMap::default();
    for (at, line) in lines.iter().enumerate() {
        if verdicts[at].is_dropped() && Some(at) != title {
            continue;
        }
        let key = words_only(line.text);
        if key.is_empty() {
            continue;
        }
        let Some(&first) = first_at.get(&key) else {
            first_at.insert(key, at);
            continue;
        };
        let neighbours = at == first + 1;
        let is_caption = Some(first) != title && neighbours && is_caption(&lines[first], line);
        if is_caption {
            verdicts[first].settle(Verdict::Drop(RemovedKind::Caption, "caption-twice"));
        }
        let rule = if Some(first) == title {
            "headline-twice"
        } else if is_caption {
            "caption-twice"
        } else if line.is_paragraph() {
            "paragraph-twice"
        } else {
            "label-twice"
        };
        verdicts[at].settle(Verdict::Drop(RemovedKind::Repeat, rule));
    }
}

/// Two neighbours with the same words are a picture's text, unless they are a paragraph that was printed twice: that
/// one ends as a sentence and carries no credit.
fn is_caption(first: &Line<'_>, second: &Line<'_>) -> bool {
    let ends_plainly = first.text.ends_with(['.', '!', '?', '”', '"', '。']) && second.ends;
    first.words >= CAPTION_WORDS && !ends_plainly
}
