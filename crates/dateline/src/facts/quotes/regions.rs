//! Stretches in quotation marks.
//!
//! Each mark is judged by what stands beside it, so that a missing or doubled mark costs its own stretch and no other:
//! an opening mark inside an open stretch ends that stretch, a closing mark outside is passed over, and no stretch
//! leaves its paragraph. Where a paragraph ends inside one and the next begins with an opening mark, the next
//! continues it.

use crate::text::Span;

/// A stretch in quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Region {
    /// With its marks.
    pub span: Span,
    /// Without.
    pub inside: Span,
    /// Whether the next paragraph goes on with it.
    pub continues: bool,
}

/// A way to write quotation marks. Stretches of one family close each other only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    /// “ ”, „ “
    Double,
    /// " and ''
    Straight,
    /// « »
    Angle,
    /// ‘ ’
    Single,
    /// '
    StraightSingle,
    /// 「 」
    Corner,
    /// An apostrophe or a stray mark: nothing opens it.
    None,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Opens,
    Closes,
    Either,
}

struct Mark {
    span: Span,
    family: Family,
    side: Side,
}

struct Open {
    mark: Span,
    family: Family,
    /// Whether a stretch in the other double marks is open inside.
    inner: bool,
}

/// Bytes that a stretch in single marks may have: longer ones began with an apostrophe.
const LONGEST_SINGLE: usize = 400;

/// The outermost stretches of each paragraph, in order.
pub(super) fn regions(text: &str, paragraphs: impl Iterator<Item = Span>) -> Vec<Region> {
    let mut out: Vec<Region> = Vec::new();
    for paragraph in paragraphs {
        let opens_again = paragraph.of(text).starts_with(['“', '"', '„', '«', '‘', '\'']);
        if let Some(last) = out.last_mut() {
            last.continues &= opens_again;
        }
        read_paragraph(text, paragraph, &mut out);
    }
    if let Some(last) = out.last_mut() {
        last.continues = false;
    }
    out
}

fn read_paragraph(text: &str, paragraph: Span, out: &mut Vec<Region>) {
    let mut open: Option<Open> = None;
    let mut at = paragraph.start as usize;
    let end = paragraph.end as usize;
    while let Some(offset) = text[at..end].find(is_mark) {
        let mark = mark_at(text, paragraph, at + offset);
        at = mark.span.end as usize;
        open = step(open, &mark, text, out);
    }
    if let Some(open) = open.filter(|open| !matches!(open.family, Family::Single | Family::StraightSingle)) {
        push(out, text, open.mark, Span::new(end, end), true);
    }
}

fn step(open: Option<Open>, mark: &Mark, text: &str, out: &mut Vec<Region>) -> Option<Open> {
    let fresh = || (mark.side != Side::Closes).then_some(Open { mark: mark.span, family: mark.family, inner: false });
    let Some(mut current) = open else { return fresh() };
    let single = matches!(current.family, Family::Single | Family::StraightSingle);
    let too_long = single && (mark.span.start - current.mark.start) as usize > LONGEST_SINGLE;
    if too_long || (single && current.family != mark.family && mark.side == Side::Opens) {
        return fresh().or(Some(current).filter(|_| !too_long));
    }
    let doubles = |family: Family| matches!(family, Family::Double | Family::Straight);
    if current.family != mark.family && doubles(current.family) && doubles(mark.family) {
        // Mixed marks: "…” closes unless a stretch of its own kind is open inside.
        match mark.side {
            Side::Opens => current.inner = true,
            Side::Closes if current.inner => current.inner = false,
            Side::Closes => {
                push(out, text, current.mark, mark.span, false);
                return None;
            }
            Side::Either => {}
        }
        return Some(current);
    }
    if current.family != mark.family {
        return Some(current);
    }
    if mark.side == Side::Opens {
        if !single {
            push(out, text, current.mark, Span::new(mark.span.start as usize, mark.span.start as usize), false);
        }
        return fresh();
    }
    push(out, text, current.mark, mark.span, false);
    None
}

fn push(out: &mut Vec<Region>, text: &str, open: Span, close: Span, continues: bool) {
    let inside = Span { start: open.end, end: close.start }.trimmed(text);
    if inside.is_empty() {
        return;
    }
    let end = if close.is_empty() { inside.end } else { close.end };
    out.push(Region { span: Span { start: open.start, end }, inside, continues });
}

fn is_mark(c: char) -> bool {
    matches!(c, '“' | '”' | '„' | '"' | '«' | '»' | '‘' | '’' | '\'' | '「' | '」' | '`')
}

fn mark_at(text: &str, paragraph: Span, at: usize) -> Mark {
    let rest = &text[at..paragraph.end as usize];
    let doubled = rest.starts_with("''") || rest.starts_with("``");
    let mark = rest.chars().next().unwrap_or(' ');
    let length = if doubled { 2 } else { mark.len_utf8() };
    let before = text[paragraph.start as usize..at].chars().next_back().unwrap_or(' ');
    let after = rest[length..].chars().next().unwrap_or(' ');
    let (family, side) =
        if doubled { (Family::Straight, straight_side(before, after)) } else { judge(mark, before, after) };
    let decade = after.is_ascii_digit() && side != Side::Closes && family == Family::StraightSingle;
    let side = if decade { Side::Closes } else { side };
    Mark { span: Span::new(at, at + length), family, side }
}

fn judge(mark: char, before: char, after: char) -> (Family, Side) {
    match mark {
        '“' if after.is_whitespace() && !before.is_whitespace() => (Family::Double, Side::Closes),
        '“' | '„' => (Family::Double, Side::Opens),
        '”' => (Family::Double, Side::Closes),
        '«' => (Family::Angle, Side::Opens),
        '»' => (Family::Angle, Side::Closes),
        '「' => (Family::Corner, Side::Opens),
        '」' => (Family::Corner, Side::Closes),
        '‘' if opens(before) => (Family::Single, Side::Opens),
        '’' if closes(before, after) => (Family::Single, Side::Closes),
        '\'' if opens(before) && after.is_alphanumeric() => (Family::StraightSingle, Side::Opens),
        '\'' if closes(before, after) => (Family::StraightSingle, Side::Closes),
        '"' => (Family::Straight, straight_side(before, after)),
        _ => (Family::None, Side::Closes),
    }
}

fn straight_side(before: char, after: char) -> Side {
    match (opens(before), after.is_whitespace() || matches!(after, '.' | ',' | ';' | ':' | '!' | '?' | ')' | '—')) {
        (true, false) => Side::Opens,
        (false, true) => Side::Closes,
        _ => Side::Either,
    }
}

fn opens(before: char) -> bool {
    before.is_whitespace() || matches!(before, '(' | '[' | '—' | '–' | '-' | '“' | '"' | '/' | ':')
}

fn closes(before: char, after: char) -> bool {
    !before.is_whitespace() && !after.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let mut paragraphs = Vec::new();
        let mut at = 0;
        for line in text.split('\n') {
            paragraphs.push(Span::new(at, at + line.len()));
            at += line.len() + 1;
        }
        let found: Vec<&str> =
            regions(text, paragraphs.into_iter()).iter().map(|region| region.inside.of(text)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn marks_of_all_kinds() {
        check("A “b c” d \"e f\" g «h» „i“ ''j k'' ‘l m’ 'n o'.", &["b c", "e f", "h", "i", "j k", "l m", "n o"]);
    }

    #[test]
    fn apostrophes_open_and_close_nothing() {
        check("The players’ union didn’t ask; ‘it’s over,’ Ruiz’s aide said in the '90s.", &["it’s over,"]);
        check("It's the teachers' day, isn't it", &[]);
    }

    #[test]
    fn an_odd_mark_costs_its_own_stretch_only() {
        check("“One two, he said.\nHe left. “Three.” He ran.", &["One two, he said.", "Three."]);
        check("\"One two, he said. \"Three,\" she said.", &["One two, he said.", "Three,"]);
        check("One” two. “Three.”", &["Three."]);
    }

    #[test]
    fn inner_marks_stay_inside() {
        check("“He told me ‘go now’ and \"left\",” she said.", &["He told me ‘go now’ and \"left\","]);
    }

    #[test]
    fn a_paragraph_that_opens_again_continues() {
        let text = "“One.\n“Two,” he said.";
        let paragraphs = [Span::new(0, 7), Span::new(8, text.len())];
        let found = regions(text, paragraphs.into_iter());
        assert!(found[0].continues && !found[1].continues);
    }

    #[test]
    fn a_hundred_thousand_marks_are_walked_once() {
        let text = "\"a ".repeat(100_000);
        assert!(regions(&text, [Span::new(0, text.len())].into_iter()).len() > 1000);
    }
}
