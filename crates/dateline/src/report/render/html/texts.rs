//! A member's text with the cited characters marked.

use super::citations::{Citations, anchor, letter_anchor};
use crate::public::StoryArticle;

/// The text's paragraphs as HTML, escaped, each cited run in a `<mark>` with its anchor.
///
/// Runs may cross. A run that another one cuts is continued in a second `<mark>` without an anchor.
pub(super) fn marked_paragraphs(
    article: &StoryArticle,
    story: usize,
    member: usize,
    citations: &Citations<'_>,
) -> Vec<String> {
    let bytes = byte_of_each_code_point(&article.text);
    let length = bytes.len() - 1;
    let runs = runs(story, member, length, citations);
    let whole = [(0, length)];
    let paragraphs: &[(usize, usize)] = if article.paragraphs.is_empty() { &whole } else { &article.paragraphs };
    let mut out = Vec::with_capacity(paragraphs.len());
    let mut waiting = runs.into_iter().peekable();
    let mut open: Vec<Run> = Vec::new();
    for &(start, end) in paragraphs.iter().filter(|&&(start, end)| start <= end && end <= length) {
        let mut html = String::new();
        let mut at = start;
        for run in &open {
            push_mark(&mut html, None, run);
        }
        while at <= end {
            close_ended(&mut html, &mut open, at);
            while let Some(run) = waiting.next_if(|run| run.start <= at && run.start < end) {
                push_mark(&mut html, run.anchor.as_deref(), &run);
                open.push(run);
            }
            if at == end {
                break;
            }
            let next_close = open.iter().map(|run| run.end).min().unwrap_or(end);
            let next_open = waiting.peek().map_or(end, |run| run.start);
            let next = next_close.min(next_open).clamp(at + 1, end);
            escape_into(&mut html, &article.text[bytes[at]..bytes[next]]);
            at = next;
        }
        html.push_str(&"</mark>".repeat(open.len()));
        out.push(html);
    }
    out
}

struct Run {
    start: usize,
    end: usize,
    anchor: Option<String>,
    /// The letter of a run that another article carries too.
    letter: Option<String>,
}

/// The cited and the copied runs of a text of `length` code points, the outer ones first.
fn runs(story: usize, member: usize, length: usize, citations: &Citations<'_>) -> Vec<Run> {
    let cited = citations.cited_in(story, member).map(|(start, end)| {
        let anchor = Some(anchor(story, member, start, end));
        Run { start, end, anchor, letter: None }
    });
    let copied = citations.copied_in(story, member).iter().map(|run| {
        let anchor = Some(letter_anchor(story, member, &run.letter));
        Run { start: run.start, end: run.end, anchor, letter: Some(run.letter.clone()) }
    });
    let mut runs: Vec<Run> = copied.chain(cited).filter(|run| run.start < run.end && run.end <= length).collect();
    runs.sort_by_key(|run| (run.start, std::cmp::Reverse(run.end)));
    runs
}

/// Closes the runs that end at `at`; those opened after them are closed and continued.
fn close_ended(html: &mut String, open: &mut Vec<Run>, at: usize) {
    let Some(first) = open.iter().position(|run| run.end <= at) else { return };
    html.push_str(&"</mark>".repeat(open.len() - first));
    let above = open.split_off(first);
    for run in above.into_iter().filter(|run| run.end > at) {
        push_mark(html, None, &run);
        open.push(run);
    }
}

fn push_mark(html: &mut String, anchor: Option<&str>, run: &Run) {
    html.push_str("<mark");
    if run.letter.is_some() {
        html.push_str(" class=\"copied\"");
    }
    if let Some(anchor) = anchor {
        html.push_str(" id=\"");
        html.push_str(anchor);
        html.push('"');
    }
    html.push('>');
    if let (Some(letter), Some(_)) = (&run.letter, anchor) {
        html.push_str("<sup>");
        html.push_str(letter);
        html.push_str("</sup>");
    }
}

fn byte_of_each_code_point(text: &str) -> Vec<usize> {
    text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect()
}

/// Text that cannot become markup. Control characters, which HTML does not allow, become U+FFFD.
pub(super) fn escape_into(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
}
