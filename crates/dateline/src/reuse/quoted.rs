//! What stands inside quotation marks.
//!
//! Does not say who speaks: that is `facts::quotes`. Here it is enough to know that words are somebody's.

use crate::text::Span;

/// Bytes after which an opened quotation that nothing closes is given up: a stray mark must not swallow the page.
const LONGEST: usize = 1_200;

/// The runs of a text inside quotation marks, in order, marks left out.
pub(super) fn quoted_runs(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let mut from = 0;
    while let Some(at) = next_mark(text.as_bytes(), from) {
        let Some(first) = text.get(at..).and_then(|rest| rest.chars().next()) else {
            from = at + 1;
            continue;
        };
        let doubled = matches!(first, '\'' | '`') && text.as_bytes().get(at + 1) == Some(&(first as u8));
        let mark = if doubled { '"' } else { first };
        from = at + if doubled { 2 } else { first.len_utf8() };
        let before = text[..at].chars().next_back().unwrap_or(' ');
        let after = text[from..].chars().next().unwrap_or(' ');
        open = open.filter(|&(start, _)| at - start <= LONGEST);
        match open {
            Some((start, opened)) if closes(opened, mark, before, after) => {
                out.push(Span::new(start, at));
                open = None;
            }
            None if opens(mark, before, after) => open = Some((from, mark)),
            _ => {}
        }
    }
    out
}

/// Where the next byte stands that may begin a quotation mark.
fn next_mark(bytes: &[u8], from: usize) -> Option<usize> {
    let may_begin = |byte: &u8| matches!(byte, b'"' | b'\'' | b'`' | 0xC2 | 0xE2 | 0xE3);
    bytes.get(from..)?.iter().position(may_begin).map(|at| from + at)
}

fn opens(c: char, before: char, after: char) -> bool {
    let single = matches!(c, '\'' | '‘' | '’' | '‚' | '`');
    let double = matches!(c, '"' | '“' | '„' | '«' | '»' | '”' | '「' | '『' | '《');
    let ideographic = matches!(c, '「' | '『' | '《');
    let spaced = c == '«' || !after.is_whitespace();
    (single || double) && (ideographic || (!before.is_alphanumeric() && spaced))
}

fn closes(opened: char, c: char, before: char, after: char) -> bool {
    let pair = match opened {
        '"' | '”' => matches!(c, '"' | '”'),
        '“' => matches!(c, '”' | '"'),
        '„' => matches!(c, '“' | '”' | '"'),
        '«' => c == '»',
        '»' => matches!(c, '«' | '»'),
        '「' => c == '」',
        '『' => c == '』',
        '《' => c == '》',
        '`' | '\'' => matches!(c, '\'' | '’'),
        '‘' | '‚' | '’' => matches!(c, '’' | '‘' | '\''),
        _ => false,
    };
    let single = matches!(c, '\'' | '’' | '‘');
    pair && !(single && (after.is_alphanumeric() || before.is_whitespace()))
}

/// Bytes of `span` that lie in one of `runs`.
pub(super) fn bytes_inside(span: Span, runs: &[Span]) -> usize {
    let from = runs.partition_point(|run| run.end <= span.start);
    let touching = runs[from..].iter().take_while(|run| run.start < span.end);
    touching.map(|run| (run.end.min(span.end) - run.start.max(span.start)) as usize).sum()
}

/// What of `spans`, which come in order, lies in none of `runs`.
pub(super) fn outside(spans: &[Span], runs: &[Span]) -> Vec<Span> {
    let mut out = Vec::with_capacity(spans.len());
    for span in spans {
        let mut from = span.start;
        let first = runs.partition_point(|run| run.end <= span.start);
        for run in runs[first..].iter().take_while(|run| run.start < span.end) {
            if from < run.start {
                out.push(Span { start: from, end: run.start });
            }
            from = run.end;
        }
        if from < span.end {
            out.push(Span { start: from, end: span.end });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = quoted_runs(text).iter().map(|run| run.of(text)).collect();
        assert_eq!(found, expected, "in {text}");
    }

    #[test]
    fn marks_of_many_kinds_are_paired() {
        check("She said “we go” and he \"stays here\".", &["we go", "stays here"]);
        check("‘It’s the mayor’s,’ he wrote.", &["It’s the mayor’s,"]);
        check("« Oui », dit-il, „ja“ und “so”.", &[" Oui ", "ja", "so"]);
        check("``So be it,'' the ``clerk'' said.", &["So be it,", "clerk"]);
        check("the clerks' strike and Rania's shop", &[]);
        check("市長は「賛成だ」と述べた。", &["賛成だ"]);
    }
}
