//! The names in a line that names writers: `data/bylines.toml`.

use std::sync::LazyLock;

use serde::Deserialize;
use unicode_normalization::char::is_combining_mark;

use crate::clean::agencies;

#[derive(Deserialize)]
struct Words {
    prefixes: Vec<String>,
    colon: Vec<String>,
    joiners: Vec<String>,
    weak_joiners: Vec<String>,
    suffixes: Vec<String>,
    sure_suffixes: Vec<String>,
    offices: Vec<String>,
    #[cfg(test)]
    line: Vec<Example>,
}

#[cfg(test)]
#[derive(Deserialize)]
struct Example {
    text: String,
    names: Vec<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words: Words = toml::from_str(include_str!("../../../../data/bylines.toml")).expect("the table is tested");
    words.prefixes.sort_by_key(|prefix| std::cmp::Reverse(prefix.len()));
    words
});

/// Bytes from which a part is no name.
const NAME_MAX: usize = 80;

/// The names in a line: "By Anna Writer, Max Schreiber and Eva Muster (dpa)".
pub(super) fn names(line: &str) -> Vec<String> {
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = after_prefix(&line).unwrap_or(&line);
    let joined = WORDS.joiners.iter().fold(line.to_owned(), |names, joiner| names.replace(joiner.as_str(), ";"));
    let parts = joined.split([';', '|', '•', '·']).flat_map(|part| part.split(", "));
    let parts = parts.flat_map(weakly_joined).map(|name| after_prefix(&name).unwrap_or(&name).to_owned());
    let names = parts.map(|name| without_sign(name.trim().trim_matches([',', ':', '/', '*'])).trim().to_owned());
    let names = names.map(|name| without_office(&name).to_owned());
    names.filter(|name| is_possible(name)).collect()
}

/// A name without the office set behind it.
fn without_office(name: &str) -> &str {
    let name = without_address(name);
    let before = WORDS.suffixes.iter().find_map(|suffix| name.strip_suffix(suffix.as_str()));
    before.map(str::trim).filter(|before| !before.is_empty()).unwrap_or(name)
}

/// Whether a line opens as a byline does, or ends with an office as one does, and names somebody.
pub(in crate::clean) fn is_byline(line: &str) -> bool {
    let rest = after_prefix(line).or_else(|| before_office(line));
    rest.is_some_and(|rest| names(rest).iter().any(|name| looks_like_a_name(name)))
}

/// A name with the office behind it that only writers have, an address behind both left out.
pub(super) fn before_office(line: &str) -> Option<&str> {
    let line = without_address(line.trim());
    let before = WORDS.sure_suffixes.iter().find_map(|suffix| line.strip_suffix(suffix.as_str()))?;
    Some(before.trim()).filter(|before| looks_like_a_name(before))
}

/// A line without the address of a mailbox at its end.
fn without_address(line: &str) -> &str {
    let Some((before, last)) = line.rsplit_once(char::is_whitespace) else { return line };
    if last.contains('@') { before.trim_end() } else { line }
}

/// What follows a word that opens a byline; `None` if the line has none.
pub(super) fn after_prefix(line: &str) -> Option<&str> {
    let colon = line.split_once([':', '：']).filter(|(word, _)| {
        let word = word.trim_start_matches(['(', '（', '【']).trim().to_lowercase();
        WORDS.colon.contains(&word) || WORDS.prefixes.contains(&word)
    });
    if let Some((_, names)) = colon {
        return Some(names.trim().trim_end_matches([')', '）', '】']));
    }
    let folded = line.to_lowercase();
    if folded.len() != line.len() {
        return None;
    }
    let opens = |prefix: &&String| {
        let rest = folded.strip_prefix(prefix.as_str());
        rest.is_some_and(|rest| prefix.ends_with('/') || rest.starts_with(' '))
    };
    let prefix = WORDS.prefixes.iter().find(opens)?;
    Some(line[prefix.len()..].trim()).filter(|names| !names.is_empty())
}

/// "Anna Writer y Max Schreiber" is two names, "Ortega y Tinta" is one.
fn weakly_joined(part: &str) -> Vec<String> {
    for joiner in &WORDS.weak_joiners {
        if let Some((before, after)) = part.split_once(joiner.as_str()) {
            let is_full = |name: &str| name.split_whitespace().count() > 1;
            if is_full(before) && is_full(after) {
                return [weakly_joined(after), vec![before.to_owned()]].concat().into_iter().rev().collect();
            }
        }
    }
    vec![part.to_owned()]
}

/// A name without the writer's sign in brackets ("Anna Writer (aw.)"); an agency in brackets stays.
fn without_sign(name: &str) -> &str {
    let Some((before, sign)) = name.strip_suffix(')').and_then(|open| open.rsplit_once('(')) else { return name };
    let is_sign =
        sign.len() <= 5 && sign.chars().all(|c| c.is_lowercase() || c == '.') && agencies::by_form(sign).is_none();
    if is_sign { before.trim_end() } else { name }
}

/// No address, no number, no office.
fn is_possible(name: &str) -> bool {
    let folded = name.to_lowercase();
    let is_office = || folded.split_whitespace().any(|word| WORDS.offices.iter().any(|office| office == word));
    let is_address = name.contains("://") || name.contains('@') || name.starts_with("www.");
    let has_letter = name.chars().any(char::is_alphabetic);
    has_letter && name.len() < NAME_MAX && !is_address && !is_office()
}

/// Two to five words, the outer ones with capitals where the script has them, no digits; two to four characters of a
/// script without blanks.
pub(super) fn looks_like_a_name(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_upright = |word: Option<&&str>| {
        let first = word.and_then(|word| word.chars().next());
        first.is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
    };
    let is_mark = |c: char| is_combining_mark(c) || matches!(c, '\u{200c}' | '\u{200d}');
    let plain = name
        .chars()
        .all(|c| c.is_alphabetic() || c.is_whitespace() || matches!(c, '.' | '-' | '\'' | '’') || is_mark(c));
    let is_wide = |c: char| matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}');
    let is_short_wide = name.chars().all(is_wide) && (2..=4).contains(&name.chars().count());
    let is_sentence = name.ends_with('.') && words.last().is_some_and(|word| word.chars().count() > INITIAL);
    plain
        && !is_sentence
        && (is_short_wide || (2..=5).contains(&words.len()) && is_upright(words.first()) && is_upright(words.last()))
}

/// Characters of an initial or "Jr." at the end of a name.
const INITIAL: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_name_whom_the_table_says() {
        for line in &WORDS.line {
            assert_eq!(names(&line.text), line.names, "{}", line.text);
        }
    }

    #[test]
    fn names_are_told_from_other_words() {
        assert!(["Anna Writer", "Dr. Max de la Tinta", "王海", "Иван Перо"].iter().all(|name| looks_like_a_name(name)));
        assert!(
            !["News", "3 min read", "the harbour", "Read more here now please all"]
                .iter()
                .any(|n| looks_like_a_name(n))
        );
    }
}
