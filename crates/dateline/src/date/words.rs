//! Folded words of a text: what the patterns of expressions are matched on.

use crate::text::{Span, View};

/// A word, number or mark of the folded text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    /// First byte in the folded text.
    pub start: u32,
    /// One past the last byte in the folded text.
    pub end: u32,
    /// Id in the grammar's word list; 0 for a word that no pattern knows.
    pub id: u32,
    /// Value of a run of digits; `None` for anything else and for runs too long to mean anything.
    pub digits: Option<u32>,
    /// Digits of the run, commas left out.
    pub digit_count: u8,
    /// Whether commas part its thousands.
    pub grouped: bool,
    /// Whether no blank stands before it.
    pub glued: bool,
    /// Whether a blank line stands before it, so that no expression runs across.
    pub paragraph: bool,
    /// Whether it starts with a capital letter.
    pub capital: bool,
    /// Whether its second letter is one too.
    pub shouted: bool,
    /// What it is made of.
    pub kind: WordKind,
}

/// What a [`Word`] is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WordKind {
    /// Letters.
    Letters,
    /// Digits.
    Digits,
    /// A single mark, or `'s`.
    Mark,
}

/// A folded text with its words.
pub(super) struct Words {
    view: View,
    /// In order.
    pub list: Vec<Word>,
}

impl Words {
    /// Folds `text` and cuts it into words, with the ids that `id_of` gives.
    pub(super) fn of(text: &str, id_of: impl Fn(&str) -> u32) -> Self {
        let view = View::fold(text, fold);
        let list = Cutter { text, view: &view, at: 0 }.all(&id_of);
        Self { view, list }
    }

    /// Whether a line ends before a word.
    pub(super) fn opens_line(&self, index: usize) -> bool {
        let before = index.checked_sub(1).map_or(0, |at| self.list[at].end as usize);
        self.view.as_str()[before..self.list[index].start as usize].contains('\n')
    }

    /// The folded characters of a word.
    pub(super) fn folded(&self, index: usize) -> &str {
        let word = &self.list[index];
        &self.view.as_str()[word.start as usize..word.end as usize]
    }

    /// Where the words from `from` to before `to` stand in the original text.
    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        self.view.original(self.list[from].start as usize, self.list[to - 1].end as usize)
    }
}

/// Lower case, one form for each kind of quote, dash and blank; nothing for characters without width.
fn fold(c: char, out: &mut String) {
    match c {
        'a'..='z' | '0'..='9' | ' ' | '\n' => out.push(c),
        'A'..='Z' => out.push(c.to_ascii_lowercase()),
        '\u{2018}' | '\u{2019}' | '\u{2bc}' | '`' | '´' => out.push('\''),
        '\u{2010}'..='\u{2013}' | '\u{2212}' => out.push('-'),
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' | '\t' => out.push(' '),
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\r' => {}
        _ => out.extend(c.to_lowercase()),
    }
}

struct Cutter<'a> {
    text: &'a str,
    view: &'a View,
    at: usize,
}

impl Cutter<'_> {
    fn all(mut self, id_of: &impl Fn(&str) -> u32) -> Vec<Word> {
        let folded = self.view.as_str();
        let mut list = Vec::with_capacity(folded.len() / 5 + 1);
        loop {
            let before = self.at;
            let paragraph = self.skip_blanks();
            if self.at >= folded.len() {
                return list;
            }
            let start = self.at;
            let kind = self.advance();
            let mut word = Word {
                start: start as u32,
                end: self.at as u32,
                id: id_of(&folded[start..self.at]),
                digits: None,
                digit_count: 0,
                grouped: false,
                glued: before == start && start > 0,
                paragraph,
                capital: kind == WordKind::Letters && self.is_capital(start, 0),
                shouted: kind == WordKind::Letters && self.is_capital(start, 1),
                kind,
            };
            if kind == WordKind::Digits {
                read_digits(&folded[start..self.at], &mut word);
            }
            list.push(word);
        }
    }

    /// Whether the blanks hold a blank line.
    fn skip_blanks(&mut self) -> bool {
        let bytes = self.view.as_str().as_bytes();
        let mut lines = 0;
        while let Some(&byte) = bytes.get(self.at) {
            if !byte.is_ascii_whitespace() {
                break;
            }
            lines += usize::from(byte == b'\n');
            self.at += 1;
        }
        lines > 1
    }

    fn advance(&mut self) -> WordKind {
        let rest = &self.view.as_str()[self.at..];
        let Some(first) = rest.chars().next() else { return WordKind::Mark };
        if first.is_ascii_digit() {
            self.at += digits_len(rest.as_bytes());
            return WordKind::Digits;
        }
        if first.is_alphabetic() {
            self.at += rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
            return WordKind::Letters;
        }
        let genitive = rest.starts_with("'s") && !rest[2..].starts_with(|c: char| c.is_alphanumeric());
        self.at += if genitive { 2 } else { first.len_utf8() };
        WordKind::Mark
    }

    fn is_capital(&self, start: usize, letter: usize) -> bool {
        let original = self.view.original(start, start).start as usize + letter;
        self.text.as_bytes().get(original).is_some_and(|byte| byte.is_ascii_uppercase() || *byte >= 0x80)
    }
}

/// Length of the digits that a text starts with; groups of three after a comma belong to them.
fn digits_len(bytes: &[u8]) -> usize {
    let run = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut len = run(0);
    if len > 3 {
        return len;
    }
    while bytes.get(len) == Some(&b',') && run(len + 1) == 3 {
        len += 4;
    }
    len
}

/// Runs of more than nine digits mean no time.
const MOST_DIGITS: usize = 9;

fn read_digits(run: &str, word: &mut Word) {
    word.grouped = run.contains(',');
    let count = run.bytes().filter(u8::is_ascii_digit).count();
    if count > MOST_DIGITS {
        return;
    }
    word.digit_count = count as u8;
    let value = run.bytes().filter(u8::is_ascii_digit).fold(0, |value, byte| value * 10 + u32::from(byte - b'0'));
    word.digits = Some(value);
}
