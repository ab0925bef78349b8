//! Comment threads: a bullet with a short name, the comment indented deeper below it, to the end of the text.

use super::line::Line;
use crate::clean::RemovedKind;
use crate::clean::verdict::Verdict;

/// Words of a commenter's name; "cynic", "Anna B. Writer", "Harbour Watch of the North".
const NAME_WORDS: usize = 5;

/// Threads that make a comment section beyond doubt; fewer must run to the very end of the text.
const SURE_THREADS: usize = 2;

/// Share of the lines under the names that end as sentences. Lists of products have the shape of a thread, and labels
/// under their names.
const SPOKEN: f32 = 0.6;

/// Drops the comment section, from its first commenter to the end.
pub(super) fn mark(lines: &[Line<'_>], verdicts: &mut [Verdict]) {
    let is_head = |at: usize| is_commenter(&lines[at], lines.get(at + 1));
    let Some(first) = (0..lines.len()).find(|at| is_head(*at) && runs_to_end(lines, *at)) else { return };
    let threads = (first..lines.len()).filter(|at| is_head(*at)).count();
    let has_text_before = lines[..first].iter().any(Line::is_paragraph);
    let below: Vec<&Line<'_>> = lines[first..].iter().filter(|line| !line.bullet).collect();
    let spoken = below.iter().filter(|line| line.ends).count() as f32 >= SPOKEN * below.len() as f32;
    if !spoken || (threads < SURE_THREADS && !has_text_before) {
        return;
    }
    for verdict in &mut verdicts[first..] {
        verdict.settle(Verdict::Drop(RemovedKind::Comment, "comment-thread"));
    }
}

/// A bulleted name with text below it that is indented deeper.
fn is_commenter(line: &Line<'_>, next: Option<&Line<'_>>) -> bool {
    let is_name = line.bullet && line.words <= NAME_WORDS + 1 && !line.ends && !line.text.ends_with(':');
    is_name && next.is_some_and(|next| !next.bullet && next.indent > line.indent)
}

/// Whether everything below is bulleted or indented: a thread has no line at the margin.
fn runs_to_end(lines: &[Line<'_>], first: usize) -> bool {
    let margin = lines[first].indent;
    let below = &lines[first..];
    let outside = below.iter().filter(|line| !line.bullet && line.indent <= margin);
    // A short line at the margin (a "load more" after the last comment) does not end a thread.
    outside.clone().all(|line| !line.is_paragraph()) && outside.count() * 5 <= below.len()
}
