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
    let mut before = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((at, first)) = chars.next() {
        let doubled = matches!(first, '\'' | '`') && chars.next_if(|&(_, next)| next == first).is_some();
        let c = if doubled { '"' } else { first };
        let end = at + if doubled { 2 } else { c.len_utf8() };
        let after = chars.peek().map_or(' ', |&(_, next)| next);
        match open {
            Some((start, _)) if at - start > LONGEST => open = None,
            Some((start, mark)) if closes(mark, c, before, after) => {
                out.push(Span::new(start, at));
                open = None;
            }
            None if opens(c, before, after) => open = Some((end, c)),
            _ => {}
        }
        before = c;
    }
    out
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
