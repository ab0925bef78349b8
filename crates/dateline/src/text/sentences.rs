//! Sentences with exact positions.

use super::Span;

/// The sentences of one paragraph, trimmed, in order, covering every non-blank byte of it, in linear time.
///
/// `stays_inside` is asked whether a full stop between two words, given as written ("Gen", "Smith"), lies inside a
/// sentence.
pub fn sentences(text: &str, paragraph: Span, stays_inside: &dyn Fn(&str, &str) -> bool) -> Vec<Span> {
    let inside = paragraph.of(text);
    // Posts are typed without capitals: a small letter can open a sentence in a paragraph that has no other.
    let small = !inside.contains(char::is_uppercase);
    let mut out = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(offset) = inside[at..].find(is_stop) {
        let stop = at + offset;
        let end = after_marks(inside, stop);
        let lone = small && matches!(&inside[stop..end], "." | "!" | "?");
        if ends_sentence(inside, start, stop, end, lone, stays_inside) {
            push(&mut out, text, paragraph, start, end);
            start = end;
        }
        at = end;
    }
    push(&mut out, text, paragraph, start, inside.len());
    out
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '।' | '\n')
}

/// The end of the run of stops and closing marks that begins at `stop`.
fn after_marks(inside: &str, stop: usize) -> usize {
    let run = inside[stop..].char_indices().find(|&(_, c)| {
        let stop_mark = is_stop(c) && c != '\n';
        let closing = matches!(c, '"' | '\'' | '”' | '’' | '»' | '“' | ')' | ']' | '」' | '』');
        !stop_mark && !closing
    });
    let end = run.map_or(inside.len(), |(at, _)| stop + at);
    if end == stop { stop + 1 } else { end }
}

fn push(out: &mut Vec<Span>, text: &str, paragraph: Span, start: usize, end: usize) {
    let sentence = Span::new(start, end).shifted(paragraph.start as usize).trimmed(text);
    if !sentence.is_empty() {
        out.push(sentence);
    }
}

fn ends_sentence(
    inside: &str,
    start: usize,
    stop: usize,
    end: usize,
    before_small: bool,
    stays_inside: &dyn Fn(&str, &str) -> bool,
) -> bool {
    let after = &inside[end..];
    if inside[stop..].starts_with('\n') {
        return opens_item(after);
    }
    if inside[stop..].starts_with(['。', '！', '？']) {
        return true;
    }
    if !after.starts_with(char::is_whitespace) {
        return false;
    }
    let next = after.trim_start().trim_start_matches(['"', '“', '‘', '\'', '«', '„', '(', '[']);
    if next.starts_with(char::is_lowercase) && !before_small {
        return false;
    }
    let marks = &inside[stop..end];
    if marks != "." {
        // "Why?” Smith said": whether that goes on is for the reader of quotations to say.
        return true;
    }
    let word = last_word(&inside[start..stop]);
    let following = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let opens_sentence = start + word.len() == stop;
    let item_number = opens_sentence && word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit());
    !(item_number || is_initial(word) || stays_inside(word, following))
}

/// A line that opens an item of a list or of a live ticker.
fn opens_item(after: &str) -> bool {
    let line = after.trim_start_matches([' ', '\t']);
    line.starts_with(['•', '‣', '◦', '▪', '–', '—', '*', '·', '\n']) || opens_with_clock(line)
}

/// "14:05 The bridge is closed".
fn opens_with_clock(line: &str) -> bool {
    let digits = |part: &str| part.bytes().take_while(u8::is_ascii_digit).count();
    let hours = digits(line);
    let minutes = line[hours..].strip_prefix(':').map(digits);
    (1..=2).contains(&hours) && minutes == Some(2)
}

/// The word before a stop. Only its last 40 bytes count: no abbreviation is longer.
fn last_word(before: &str) -> &str {
    let mut from = before.len().saturating_sub(40);
    while !before.is_char_boundary(from) {
        from += 1;
    }
    before[from..].rsplit([' ', '\n', '\t', '\u{a0}', '(', '[', '“', '"', '‘', '\'', '-']).next().unwrap_or("")
}

fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    matches!((chars.next(), chars.next()), (Some(letter), None) if letter.is_uppercase() && letter != 'I')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let stays = |before: &str, after: &str| matches!(before, "Gen" | "No") || (before == "U.N" && after != "The");
        let found = sentences(text, Span::new(0, text.len()), &stays);
        let found: Vec<&str> = found.iter().map(|span| span.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn abbreviations_and_initials_do_not_end_a_sentence() {
        check("Gen. J. Smith left. “He ran.” It rained.", &["Gen. J. Smith left.", "“He ran.”", "It rained."]);
        check("He is No. 5 at the U.N. The vote is open.", &["He is No. 5 at the U.N.", "The vote is open."]);
    }

    #[test]
    fn closing_marks_belong_to_the_sentence_they_close() {
        check(
            "She asked \"Why?\" He left (at last.) Then «Oui !» came.",
            &["She asked \"Why?\"", "He left (at last.)", "Then «Oui !» came."],
        );
    }

    #[test]
    fn a_paragraph_without_capitals_has_sentences() {
        check(
            "he ran. she stayed! wait... and see. \"no,\" she said.",
            &["he ran.", "she stayed!", "wait... and see.", "\"no,\" she said."],
        );
    }

    #[test]
    fn a_small_letter_goes_on() {
        check("“Run!” he said. Wait... and see.", &["“Run!” he said.", "Wait... and see."]);
    }

    #[test]
    fn headlines_lists_and_scripts_without_blanks() {
        check("Bridge falls in Oren", &["Bridge falls in Oren"]);
        check("Bridge falls\n• Two dead\n• One held", &["Bridge falls", "• Two dead", "• One held"]);
        check(
            "14:05 Bridge closed\n14:20 Two dead\nin the river",
            &["14:05 Bridge closed", "14:20 Two dead\nin the river"],
        );
        check("大桥倒塌。两人死亡！", &["大桥倒塌。", "两人死亡！"]);
    }

    #[test]
    fn hostile_lengths_stay_linear() {
        let whole = |text: &str| sentences(text, Span::new(0, text.len()), &|_, _| true).len();
        assert_eq!(whole(&"a".repeat(1_000_000)), 1);
        assert_eq!(whole(&"\"".repeat(100_000)), 1);
        assert!(whole(&"a. A".repeat(100_000)) >= 1);
    }
}
