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
    /// “ ”, „ “, ” ”
    Double,
    /// " and ''
    Straight,
    /// « »
    Angle,
    /// ‘ ’, ‚ ‘
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
    /// For single marks: whether speech opens here, so that double marks inside do not end it.
    opens_speech: bool,
}

impl Open {
    fn is_single(&self) -> bool {
        matches!(self.family, Family::Single | Family::StraightSingle)
    }
}

/// Bytes that a stretch in single marks may have: longer ones began with an apostrophe, or, where speech opens, would
/// be the longest paragraph of speech that anyone prints.
const LONGEST_SINGLE: [usize; 2] = [400, 2_000];

/// The outermost stretches of each paragraph, in order.
pub(super) fn regions(text: &str, paragraphs: impl Iterator<Item = Span>) -> Vec<Region> {
    let mut out: Vec<Region> = Vec::new();
    let mut paragraphs = paragraphs.peekable();
    while let Some(paragraph) = paragraphs.next() {
        if let Some(last) = out.last_mut() {
            last.continues &= opens_again(text, paragraph);
        }
        let next_opens = paragraphs.peek().is_some_and(|next| next.of(text).starts_with(['‘', '\'']));
        let known = out.len();
        if !read_paragraph(text, paragraph, Singles { speech: true, go_on: next_opens }, &mut out) {
            // An apostrophe was taken for a mark: the paragraph is read again without trust in single ones.
            out.truncate(known);
            read_paragraph(text, paragraph, Singles { speech: false, go_on: false }, &mut out);
        }
        if !paragraphs.peek().is_some_and(|&next| opens_again(text, next)) {
            give_back(text, paragraph, known, &mut out);
        }
    }
    if let Some(last) = out.last_mut() {
        last.continues = false;
    }
    out
}

fn opens_again(text: &str, paragraph: Span) -> bool {
    paragraph.of(text).starts_with(['“', '"', '„', '«', '»', '‘', '\''])
}

/// A stretch that nothing closes ends with its sentence where other marks stand behind it in the paragraph: they are
/// read for themselves, once.
fn give_back(text: &str, paragraph: Span, known: usize, out: &mut Vec<Region>) {
    let Some(last) = out[known..].last().copied().filter(|last| last.continues) else { return };
    let inside = last.inside.of(text);
    let stop = inside.match_indices(['.', '!', '?']).map(|(at, stop)| at + stop.len());
    let end = stop.into_iter().find(|&end| inside[end..].starts_with(char::is_whitespace));
    let Some(end) = end.filter(|&end| inside[end..].contains(is_double)) else { return };
    let end = last.inside.start as usize + end;
    out.pop();
    let inside = Span::new(last.inside.start as usize, end);
    out.push(Region { span: Span::new(last.span.start as usize, end), inside, continues: false });
    let rest = Span::new(end, paragraph.end as usize);
    read_paragraph(text, rest, Singles { speech: false, go_on: false }, out);
}

fn is_double(c: char) -> bool {
    matches!(c, '“' | '”' | '„' | '"' | '«' | '»')
}

/// How single marks are read.
#[derive(Debug, Clone, Copy)]
struct Singles {
    /// Whether one before a capital may open speech that holds double marks.
    speech: bool,
    /// Whether the next paragraph opens with one, so that one left open goes on there.
    go_on: bool,
}

/// Reads one paragraph; false if speech in single marks was opened in it and never closed.
fn read_paragraph(text: &str, paragraph: Span, singles: Singles, out: &mut Vec<Region>) -> bool {
    let mut open: Option<Open> = None;
    let mut at = paragraph.start as usize;
    let end = paragraph.end as usize;
    while let Some(offset) = text[at..end].find(is_mark) {
        let mark = mark_at(text, paragraph, at + offset);
        at = mark.span.end as usize;
        let spoke = open.as_ref().is_some_and(|open| open.opens_speech);
        let known = out.len();
        open = step(open, &mark, &text[..end], singles.speech, out);
        let speaks = open.as_ref().is_some_and(|open| open.opens_speech);
        if spoke && !speaks && known == out.len() {
            return false;
        }
    }
    match open {
        Some(open) if open.is_single() && singles.go_on && open.mark.start == paragraph.start => {
            push(out, text, open.mark, Span::new(end, end), true);
            true
        }
        Some(open) if open.is_single() => !open.opens_speech,
        Some(open) => {
            push(out, text, open.mark, Span::new(end, end), true);
            true
        }
        None => true,
    }
}

/// What becomes of the open stretch at a mark; `text` ends with the paragraph.
fn step(open: Option<Open>, mark: &Mark, text: &str, speech: bool, out: &mut Vec<Region>) -> Option<Open> {
    let fresh = || (mark.side != Side::Closes).then(|| opened(mark, text, speech));
    let Some(mut current) = open else { return fresh() };
    let single = current.is_single();
    let length = (mark.span.start - current.mark.start) as usize;
    let too_long = single && length > LONGEST_SINGLE[usize::from(current.opens_speech)];
    let weak = single && !current.opens_speech;
    if too_long || (weak && current.family != mark.family && mark.side == Side::Opens) {
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
    if current.family != mark.family || (single && is_plural_apostrophe(text, mark)) {
        return Some(current);
    }
    if mark.side == Side::Opens && !closes_low_mark(text, current.mark, mark) {
        if !single {
            push(out, text, current.mark, Span::new(mark.span.start as usize, mark.span.start as usize), false);
        }
        return if current.opens_speech { Some(current) } else { fresh() };
    }
    push(out, text, current.mark, mark.span, false);
    None
}

fn opened(mark: &Mark, text: &str, speech: bool) -> Open {
    let single = matches!(mark.family, Family::Single | Family::StraightSingle);
    let before = text[..mark.span.start as usize].trim_end().chars().next_back().unwrap_or('.');
    let after = text[mark.span.end as usize..].chars().next().unwrap_or(' ');
    let leads = matches!(before, '.' | ',' | ':' | '!' | '?' | '”' | '’' | '"');
    let opens_speech = single && speech && leads && after.is_uppercase();
    Open { mark: mark.span, family: mark.family, inner: false, opens_speech }
}

/// „…“: the mark that opens in English closes what a low one opened.
fn closes_low_mark(text: &str, open: Span, mark: &Mark) -> bool {
    open.of(text).starts_with('„') && mark.span.of(text).starts_with('“')
}

/// Bytes ahead in which the mark is looked for that closes a stretch in single marks.
const LOOK_AHEAD: usize = 300;

/// "the players’ union": an apostrophe behind an s, before a word in small letters, closes nothing where a mark
/// behind a stop or comma follows to do so.
fn is_plural_apostrophe(text: &str, mark: &Mark) -> bool {
    let after = &text[mark.span.end as usize..];
    let inside = text[..mark.span.start as usize].ends_with('s')
        && after.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_lowercase));
    if !inside {
        return false;
    }
    let mut before = ' ';
    for (at, c) in after.char_indices().take_while(|&(at, _)| at < LOOK_AHEAD) {
        let single = matches!(c, '’' | '\'' | '‘');
        if single && matches!(before, '.' | ',' | '!' | '?' | '…') {
            return true;
        }
        if single && before.is_whitespace() && !after[at + c.len_utf8()..].starts_with(char::is_whitespace) {
            return false;
        }
        before = c;
    }
    false
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
    matches!(c, '“' | '”' | '„' | '"' | '«' | '»' | '‘' | '’' | '‚' | '\'' | '「' | '」' | '`')
}

fn mark_at(text: &str, paragraph: Span, at: usize) -> Mark {
    let rest = &text[at..paragraph.end as usize];
    let doubled = ["''", "``", "‘‘", "’’"].iter().find(|pair| rest.starts_with(**pair));
    let mark = rest.chars().next().unwrap_or(' ');
    let length = doubled.map_or(mark.len_utf8(), |pair| pair.len());
    let before = text[paragraph.start as usize..at].chars().next_back().unwrap_or(' ');
    let after = rest[length..].chars().next().unwrap_or(' ');
    let (family, side) = match doubled {
        Some(&"‘‘") => (Family::Double, Side::Opens),
        Some(&"’’") => (Family::Double, Side::Closes),
        Some(_) => (Family::Straight, straight_side(before, after)),
        None => judge(mark, before, after),
    };
    let decade = after.is_ascii_digit() && side != Side::Closes && family == Family::StraightSingle;
    let side = if decade { Side::Closes } else { side };
    Mark { span: Span::new(at, at + length), family, side }
}

fn judge(mark: char, before: char, after: char) -> (Family, Side) {
    match mark {
        '“' if after.is_whitespace() && !before.is_whitespace() => (Family::Double, Side::Closes),
        '“' | '„' => (Family::Double, Side::Opens),
        // Swedish and Finnish open and close with the same mark.
        '”' if opens(before) && after.is_alphanumeric() => (Family::Double, Side::Either),
        '”' => (Family::Double, Side::Closes),
        // «French» and »German«: what stands beside tells which way round.
        '«' if !before.is_whitespace() && !opens(before) && !after.is_alphanumeric() => (Family::Angle, Side::Closes),
        '»' if opens(before) && after.is_alphanumeric() => (Family::Angle, Side::Opens),
        '«' => (Family::Angle, Side::Opens),
        '»' => (Family::Angle, Side::Closes),
        '‚' => (Family::Single, Side::Opens),
        '「' => (Family::Corner, Side::Opens),
        '」' => (Family::Corner, Side::Closes),
        '‘' if closes(before, after) => (Family::Single, Side::Closes),
        '‘' if opens(before) => (Family::Single, Side::Opens),
        '’' if closes(before, after) || (before.is_whitespace() && !after.is_alphanumeric()) => {
            (Family::Single, Side::Closes)
        }
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
    // Marks of direction and of width zero stand before an opening mark in posts.
    let unseen =
        matches!(before, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    unseen || before.is_whitespace() || matches!(before, '(' | '[' | '—' | '–' | '-' | '“' | '"' | '/' | ':')
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
    fn a_mark_that_is_never_closed_ends_with_its_sentence_where_others_follow() {
        let text = "He opened \"and never closed it. It goes on. “Another one,” said Lind. It ends.";
        check(text, &["and never closed it.", "Another one,"]);
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
    fn marks_of_other_languages() {
        check("Er sagte: „Ja“, dann „Nein“. »Gut«, sagte sie. ‚Oh‘, rief er.", &["Ja", "Nein", "Gut", "Oh"]);
        check("« Oui », dit-il. « Non. » Hon sade: ”Hej”, och ”nej”.", &["Oui", "Non.", "Hej", "nej"]);
        check("‘‘Up,’’ he said. “ Down ” and ‘ left ’.", &["Up,", "Down", "left"]);
    }

    #[test]
    fn british_marks_hold_double_ones_and_plural_apostrophes() {
        check("‘He said “no” to the players’ union,’ she said.", &["He said “no” to the players’ union,"]);
        check("'We lost. \"Never again\", they say.' He left.", &["We lost. \"Never again\", they say."]);
        check("‘One.\n‘Two,’ he said.", &["One.", "Two,"]);
    }

    #[test]
    fn an_apostrophe_that_opens_nothing_costs_nothing() {
        check("She left. ‘Til then “all is well,” he said. “Yes.”", &["all is well,", "Yes."]);
        check("'Cause it \"rained\" and \"poured\".", &["rained", "poured"]);
    }

    #[test]
    fn a_hundred_thousand_marks_are_walked_once() {
        for unit in ["\"a ", "“", "”", "'", "‘A ", "boys’ b ", "\"", "» «"] {
            let text = unit.repeat(100_000);
            let found = regions(&text, [Span::new(0, text.len())].into_iter());
            assert!(found.iter().all(|region| text.get(region.span.range()).is_some()), "{unit}");
        }
        let text = "\"a ".repeat(100_000);
        assert!(regions(&text, [Span::new(0, text.len())].into_iter()).len() > 1000);
    }
}
