//! What the words beside a day say of it: `data/dated_lines.toml`.

use std::sync::LazyLock;

use serde::Deserialize;

#[derive(Deserialize)]
struct Words {
    published: Vec<String>,
    other: Vec<String>,
    #[cfg(test)]
    line: Vec<Example>,
}

#[cfg(test)]
#[derive(Deserialize)]
struct Example {
    text: String,
    says: String,
}

static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("../../../data/dated_lines.toml")).expect("the table is tested"));

/// What a line says of a day in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    /// The article was published on it.
    Published,
    /// It is the day of a change, of rights, of an account.
    Other,
    /// Only that it is.
    Nothing,
}

/// Bytes before and behind a day in which words speak of it.
const BEFORE: usize = 100;
const BEHIND: usize = 40;

/// What the words around the bytes `start..end` of a line say of the day there.
pub(super) fn said(line: &str, start: usize, end: usize) -> Said {
    let from = (start.saturating_sub(BEFORE)..=start).find(|at| line.is_char_boundary(*at)).unwrap_or(start);
    let before = line[from..start].to_lowercase();
    let last = |words: &[String]| words.iter().filter_map(|word| last_at(&before, word)).max();
    match (last(&WORDS.published), last(&WORDS.other)) {
        (Some(published), other) if other.is_none_or(|other| other < published) => Said::Published,
        (_, Some(_)) => Said::Other,
        _ => said_behind(&line[end..]),
    }
}

/// Where a word of the table last opens a word of the text; in scripts that do not set words apart, where it stands.
fn last_at(text: &str, word: &str) -> Option<usize> {
    let opens = |at: &usize| {
        let is_wide = |c: char| matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}');
        text[..*at].chars().next_back().is_none_or(|c| !c.is_alphabetic() || is_wide(c))
    };
    text.rmatch_indices(word).map(|(at, _)| at).find(opens)
}

/// A day of publication can be told behind it ("was put online on 3 May and published there"), a change only before it.
fn said_behind(behind: &str) -> Said {
    let to = (0..=BEHIND.min(behind.len())).rev().find(|at| behind.is_char_boundary(*at)).unwrap_or(0);
    let near = behind[..to].split(['\n', '|', '•', '·']).next().unwrap_or_default().to_lowercase();
    let is_published = WORDS.published.iter().any(|word| last_at(&near, word).is_some());
    let is_other = WORDS.other.iter().any(|word| last_at(&near, word).is_some());
    if is_published && !is_other { Said::Published } else { Said::Nothing }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::head::calendar;

    #[test]
    fn the_nearest_word_decides() {
        for line in &WORDS.line {
            let found = calendar::find_day(&line.text, false).expect("a day");
            let said = said(&line.text, found.start, found.end);
            assert_eq!(format!("{said:?}").to_lowercase(), line.says, "{}", line.text);
        }
    }
}
