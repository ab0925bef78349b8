//! Units: the pieces of a text that are labelled one by one.
//!
//! They are finer than [`crate::text::tokens`]: hyphens and possessive endings are cut off, because a name can end
//! there ("al-Rashid's", "Moscow-based"), and dotted initials stay whole ("U.N.").

use unicode_normalization::char::decompose_canonical;

use crate::facts::lists::{List, words};

/// How the letters of a unit are cased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Case {
    /// No capital ("town").
    Lower,
    /// A capital and small letters ("Town").
    Title,
    /// Two or more capitals ("TOWN").
    Upper,
    /// One capital letter ("T").
    Single,
    /// Capitals inside ("McKay", "iPad").
    Mixed,
    /// Initials with full stops ("U.N.", "J.").
    Initials,
    /// Digits.
    Digits,
    /// Letters and digits ("G20").
    Code,
    /// A mark.
    Mark,
}

/// One piece of a text, with what the features need of it.
#[derive(Debug, Clone, Copy)]
pub struct Unit {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Hash of the folded form: lower case, without accents and without full stops.
    pub hash: u32,
    /// The first four bytes of the folded form.
    pub head: u32,
    /// The last four bytes of the folded form, last byte lowest.
    pub tail: u32,
    /// Its casing.
    pub case: Case,
    /// Length of the folded form in characters, at most 255.
    pub length: u8,
    /// Whether no blank stands before it.
    pub glued: bool,
}

impl Unit {
    /// Stands for the place before the first and after the last unit of a sentence.
    pub const EDGE: Unit =
        Unit { start: 0, end: 0, hash: 1, head: 0, tail: 0, case: Case::Mark, length: 0, glued: false };

    /// Whether it has a capital letter.
    pub fn is_capital(&self) -> bool {
        matches!(self.case, Case::Title | Case::Upper | Case::Single | Case::Mixed | Case::Initials | Case::Code)
    }
}

/// Gives the folded form of a character: small, without accents; marks that combine with the one before give nothing.
fn fold(c: char, mut give: impl FnMut(char)) {
    match c {
        _ if c.is_ascii() => give(c.to_ascii_lowercase()),
        'ı' => give('i'),
        'ł' | 'Ł' => give('l'),
        'ø' | 'Ø' => give('o'),
        'đ' | 'Đ' | 'ð' => give('d'),
        '’' | '‘' | 'ʼ' | 'ʻ' => give('\''),
        '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200c}' | '\u{200d}' => {}
        other => {
            let mut base = None;
            decompose_canonical(other, |part| base = base.or(Some(part)));
            base.unwrap_or(other).to_lowercase().for_each(give);
        }
    }
}

/// Hashes folded characters one by one.
#[derive(Debug, Clone, Copy)]
pub struct Folder {
    state: u64,
    head: u32,
    tail: u32,
    length: u32,
}

impl Folder {
    /// Before the first character.
    pub fn new() -> Self {
        Self { state: 0xcbf2_9ce4_8422_2325, head: 0, tail: 0, length: 0 }
    }

    /// Takes in one character.
    pub fn push(&mut self, c: char) {
        fold(c, |folded| self.push_folded(folded));
    }

    fn push_folded(&mut self, c: char) {
        self.state = (self.state ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3);
        let byte = u32::from(c) & 0xff;
        if self.length < 4 {
            self.head = (self.head << 8) | byte;
        }
        self.tail = (self.tail << 8) | byte;
        self.length += 1;
    }

    /// The hash of what came in; never the one of [`Unit::EDGE`].
    pub fn hash(&self) -> u32 {
        let mixed = (self.state ^ (self.state >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        ((mixed >> 32) as u32).max(2)
    }
}

impl Default for Folder {
    fn default() -> Self {
        Self::new()
    }
}

/// Hash of a word or phrase as [`Unit::hash`] would have it.
pub fn folded_hash(word: &str) -> u32 {
    let mut folder = Folder::new();
    word.chars().for_each(|c| folder.push(c));
    folder.hash()
}

/// The folded form of a word, without full stops.
pub fn folded(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    word.chars().filter(|&c| c != '.').for_each(|c| fold(c, |folded| out.push(folded)));
    out
}

/// The units of `text[from..to]`, appended to `out` in order, in linear time.
pub fn units(text: &str, from: usize, to: usize, out: &mut Vec<Unit>) {
    let mut at = from;
    let mut glued = false;
    while let Some(c) = text[at..to].chars().next() {
        if c.is_whitespace() {
            at += c.len_utf8();
            glued = false;
            continue;
        }
        let end = if c.is_alphanumeric() { word_end(text, at, to) } else { at + c.len_utf8() };
        out.push(unit(text, at, end, glued));
        glued = true;
        at = end;
    }
}

/// Where the word that begins at `start` ends.
fn word_end(text: &str, start: usize, to: usize) -> usize {
    if let Some(end) = initials_end(&text.as_bytes()[start..to]) {
        return start + end;
    }
    let end = letters_end(text, start, to);
    let stop = text[end..to].starts_with('.') && ABBREVIATIONS.binary_search(&&text[start..end]).is_ok();
    end + usize::from(stop)
}

/// Abbreviations whose full stop belongs to them, and with them to a name ("Jr.", "Inc.", "St.").
static ABBREVIATIONS: List = List::new(|| words("abbreviations"));

fn letters_end(text: &str, start: usize, to: usize) -> usize {
    let mut chars = text[start..to].char_indices().peekable();
    let mut end = start;
    while let Some((offset, c)) = chars.next() {
        let at = start + offset;
        if is_word_part(c) {
            end = at + c.len_utf8();
            continue;
        }
        let next = chars.peek().map(|&(_, next)| next);
        let inner_apostrophe = matches!(c, '\'' | '’') && next.is_some_and(char::is_alphabetic);
        if !inner_apostrophe || is_possessive(&text[at + c.len_utf8()..to]) {
            break;
        }
    }
    end
}

fn is_word_part(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}' | '\u{ad}' | '_')
}

/// Whether what follows an apostrophe is the `s` of a possessive.
fn is_possessive(after: &str) -> bool {
    let mut chars = after.chars();
    matches!(chars.next(), Some('s' | 'S')) && !chars.next().is_some_and(is_word_part)
}

/// Length of a run of capital letters each followed by a full stop; a single one counts ("J.").
fn initials_end(bytes: &[u8]) -> Option<usize> {
    let pairs = bytes.chunks_exact(2).take_while(|pair| pair[0].is_ascii_uppercase() && pair[1] == b'.').count();
    let end = 2 * pairs;
    // The last letter may lack its stop ("U.S").
    let open = pairs > 0
        && bytes.get(end).is_some_and(u8::is_ascii_uppercase)
        && !bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric);
    if open {
        return Some(end + 1);
    }
    (pairs > 0).then_some(end)
}

fn unit(text: &str, start: usize, end: usize, glued: bool) -> Unit {
    let word = &text[start..end];
    let case = case_of(word);
    let mut folder = Folder::new();
    for c in word.chars() {
        if c != '.' {
            folder.push(c);
        }
    }
    Unit {
        start: start as u32,
        end: end as u32,
        hash: folder.hash(),
        head: folder.head,
        tail: folder.tail,
        case,
        length: folder.length.min(255) as u8,
        glued,
    }
}

fn case_of(word: &str) -> Case {
    let (mut upper, mut lower, mut digits, mut first_upper) = (0, 0, 0, false);
    for (at, c) in word.char_indices() {
        if c.is_uppercase() {
            upper += 1;
            first_upper |= at == 0;
        } else if c.is_alphabetic() {
            lower += 1;
        } else if c.is_numeric() {
            digits += 1;
        }
    }
    match (upper, lower, digits) {
        (0, 0, 0) => Case::Mark,
        (0, 0, _) => Case::Digits,
        (0, _, 0) => Case::Lower,
        (_, _, 1..) => Case::Code,
        (_, 0, 0) if word.contains('.') => Case::Initials,
        (1, 0, 0) => Case::Single,
        (_, 0, 0) => Case::Upper,
        (1, _, 0) if first_upper => Case::Title,
        _ => Case::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let mut found = Vec::new();
        units(text, 0, text.len(), &mut found);
        let found: Vec<&str> = found.iter().map(|unit| &text[unit.start as usize..unit.end as usize]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn hyphens_and_possessives_are_cut_and_initials_stay_whole() {
        check(
            "al-Hakim's U.N. envoy, J. O’Dell’s",
            &["al", "-", "Hakim", "'", "s", "U.N.", "envoy", ",", "J.", "O’Dell", "’", "s"],
        );
    }

    #[test]
    fn accents_and_case_fold_away() {
        assert_eq!(folded_hash("ŞAHİN"), folded_hash("sahin"));
        assert_eq!(folded_hash("Łódź"), folded_hash("lodz"));
    }
}
