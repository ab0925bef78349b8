//! What an article is compared by: its words in their roles, its numbers, its calendar words.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use xxhash_rust::xxh3::xxh3_64;

use super::digests::Paragraphs;
use super::heap::Role;
use crate::clean::Article;
use crate::date::{Term, Timex};
use crate::facts::Marked;
use crate::text::{Span, TokenKind, tokens};

/// Sentences that count as the lead, headline included: five hold the who, what, where and when of nearly all reports
/// of ECB+; more dilutes them.
const LEAD_SENTENCES: u16 = 5;

/// A word of an article. Counts stop at 255.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    /// Hash of the folded form; later its number in the vocabulary.
    pub id: u64,
    /// Times it stands in headline and text.
    pub all: u8,
    /// Times in the lead.
    pub lead: u8,
    /// Times it is written as a name.
    pub name: u8,
    /// Times in the headline.
    pub title: u8,
    /// Whether it is a number.
    pub number: bool,
    /// The roles in which it stands, a bit each: most words of two articles share but two.
    pub roles: u8,
}

/// What one article is compared by.
#[derive(Debug, Clone, Default)]
pub(super) struct Features {
    /// ISO code of the language; empty where it is unknown.
    pub language: String,
    /// Its words by ascending id.
    pub words: Vec<Word>,
    /// Years named, with their counts.
    pub years: Vec<(u16, u8)>,
    /// Days of months (`month * 32 + day`) and months alone (`month * 32`), with their counts.
    pub month_days: Vec<(u16, u8)>,
    /// Weekdays named, Monday first.
    pub weekdays: Vec<(u16, u8)>,
    /// Names and numbers in a form that does not depend on the language, by ascending id; empty where the heap is in
    /// one language.
    pub across: Vec<Word>,
    /// Whether a sentence of its text dates an earlier event ("last met in May").
    pub earlier: bool,
    /// The words of each paragraph, where there are enough to tell of several events.
    pub paragraphs: Paragraphs,
}

/// What a token is, as far as comparing goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A word or number of a date: compared as a day, never as a word.
    Date,
    /// A number.
    Number,
    /// A word that begins with a capital where no sentence begins, or that does so elsewhere in the article.
    Name,
    /// Any other word.
    Plain,
}

/// A token of headline or text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    /// Where it stands; in the headline's own string if `in_title`.
    pub span: Span,
    pub in_title: bool,
    pub id: u64,
    pub form: Form,
    /// Number of its sentence, the headline being the first.
    pub sentence: u16,
    upper: bool,
    opens: bool,
}

impl Features {
    /// The features of an article.
    pub(super) fn of(marked: &Marked) -> Self {
        let article = &marked.article;
        let scanned = scan(marked);
        let mut counted: FxHashMap<u64, Word> = FxHashMap::default();
        for &token in &scanned {
            count(&mut counted, token);
        }
        let words = sorted(counted);
        let language = article.language.as_ref().map(|lang| lang.code().to_owned()).unwrap_or_default();
        let calendar = CalendarWords::of(article, &scanned);
        let paragraphs = Paragraphs::of(article, &scanned, &words);
        Self {
            language,
            paragraphs,
            words,
            years: counts(calendar.years),
            month_days: counts(calendar.month_days),
            weekdays: counts(calendar.weekdays),
            across: Vec::new(),
            earlier: sentences(&scanned).any(|sentence| dates_earlier(sentence, article)),
        }
    }
}

/// Names without accents, and numbers.
pub(super) fn across(marked: &Marked) -> Vec<Word> {
    let (article, scanned) = (&marked.article, scan(marked));
    let mut counted: FxHashMap<u64, Word> = FxHashMap::default();
    let (mut folded, mut bare) = (String::new(), String::new());
    for token in scanned.iter().filter(|token| matches!(token.form, Form::Name | Form::Number)) {
        fold(token.said(article), token.form, &mut folded);
        bare.clear();
        bare.extend(folded.nfd().filter(|&c| !matches!(c, '\u{300}'..='\u{36f}')));
        count(&mut counted, Token { id: xxh3_64(bare.as_bytes()), ..*token });
    }
    sorted(counted)
}

fn count(counted: &mut FxHashMap<u64, Word>, token: Token) {
    let nothing = Word { id: token.id, all: 0, lead: 0, name: 0, title: 0, number: false, roles: 0 };
    let word = counted.entry(token.id).or_insert(nothing);
    if token.form == Form::Date {
        return;
    }
    word.all = word.all.saturating_add(1);
    word.lead = word.lead.saturating_add(u8::from(token.sentence < LEAD_SENTENCES));
    word.name = word.name.saturating_add(u8::from(token.form == Form::Name));
    word.title = word.title.saturating_add(u8::from(token.sentence == 0 && token.form != Form::Number));
    word.number |= token.form == Form::Number;
}

fn sorted(counted: FxHashMap<u64, Word>) -> Vec<Word> {
    let mut words: Vec<Word> = counted.into_values().collect();
    for word in &mut words {
        let stands = Role::ALL.map(|role| u8::from(role.count(word) > 0) << role as u8);
        word.roles = stands.iter().sum();
    }
    words.sort_unstable_by_key(|word| word.id);
    words
}

impl Token {
    /// Its characters in headline or text.
    pub(super) fn said(self, article: &Article) -> &str {
        let source: &str = if self.in_title { &article.title } else { article.text.as_str() };
        source.get(self.span.start as usize..self.span.end as usize).unwrap_or("")
    }
}

fn counts(mut values: Vec<u16>) -> Vec<(u16, u8)> {
    values.sort_unstable();
    let mut out: Vec<(u16, u8)> = Vec::new();
    for value in values {
        match out.last_mut() {
            Some((last, count)) if *last == value => *count = count.saturating_add(1),
            _ => out.push((value, 1)),
        }
    }
    out
}

/// The tokens of headline and text; the headline is left out where the text begins with it.
pub(super) fn scan(marked: &Marked) -> Vec<Token> {
    let article = &marked.article;
    let (title, text) = (article.title.trim(), article.text.as_str());
    let mut out = Vec::with_capacity(text.len() / 5);
    let mut next_sentence = 0;
    let repeated = text.trim_start().starts_with(title);
    if !title.is_empty() && !repeated {
        scan_piece(&article.title, true, &mut next_sentence, &mut out);
        next_sentence = 1;
    }
    scan_piece(text, false, &mut next_sentence, &mut out);
    tell_names(&mut out);
    tell_dates(&mut out, marked);
    out
}

fn scan_piece(text: &str, in_title: bool, sentence: &mut u16, out: &mut Vec<Token>) {
    let mut opens = true;
    let mut first = true;
    let mut end = 0;
    let mut folded = String::new();
    for token in tokens(text) {
        if text[end..token.span.start as usize].contains('\n') {
            opens = true;
        }
        end = token.span.end as usize;
        let said = token.span.of(text);
        if token.kind == TokenKind::Mark {
            opens |= matches!(said, "." | "!" | "?" | "…" | "。" | "！" | "？" | "।" | "؟");
            continue;
        }
        if opens && !first {
            *sentence = sentence.saturating_add(1);
        }
        let upper = said.starts_with(char::is_uppercase);
        let form = if token.kind == TokenKind::Number { Form::Number } else { Form::Plain };
        let shape = Token { span: token.span, in_title, id: 0, form, sentence: *sentence, upper, opens };
        push_folded(text, shape, &mut folded, out);
        (opens, first) = (false, false);
    }
    *sentence = sentence.saturating_add(1);
}

/// Adds a token under the hash of its folded form. Text without blanks between words is cut in pairs of characters.
fn push_folded(text: &str, shape: Token, folded: &mut String, out: &mut Vec<Token>) {
    let said = shape.span.of(text);
    if shape.form == Form::Number || !said.chars().any(is_unspaced) {
        fold(said, shape.form, folded);
        out.push(Token { id: xxh3_64(folded.as_bytes()), ..shape });
        return;
    }
    // The tokenizer gives such scripts character by character or, where a word may be several, in runs.
    let start = shape.span.start as usize;
    let after = text[start + said.len()..].chars().next().filter(|&c| is_unspaced(c)).map_or(0, char::len_utf8);
    let run = &text[start..start + said.len() + after];
    let cuts: Vec<usize> = run.char_indices().map(|(at, _)| at).chain([run.len()]).collect();
    for pair in cuts.windows(3) {
        let span = Span::new(start + pair[0], start + pair[2]);
        out.push(Token { span, id: xxh3_64(&run.as_bytes()[pair[0]..pair[2]]), ..shape });
    }
}

/// Scripts that put no blanks between words: Han, Kana, Thai, Lao, Burmese, Khmer.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Folded form: composed, lower case, without a possessive ending and the stops of initials; numbers without grouping commas and ordinal endings.
pub(super) fn fold(said: &str, form: Form, out: &mut String) {
    out.clear();
    if form == Form::Number {
        fold_number(said, out);
        return;
    }
    let bare = said.strip_suffix("'s").or_else(|| said.strip_suffix("’s")).unwrap_or(said);
    let lower = bare.chars().filter(|&c| c != '.').flat_map(char::to_lowercase);
    let lower = lower.map(|c| if c == '’' { '\'' } else { c });
    if bare.is_ascii() || is_nfc_quick(bare.chars()) == IsNormalized::Yes {
        out.extend(lower);
    } else {
        out.extend(lower.nfc());
    }
}

/// A number without grouping marks (a point or comma before exactly three digits) and with a decimal point, so that
/// "1,250.5" and "1.250,5" are one.
fn fold_number(said: &str, out: &mut String) {
    let digits = |from: usize| said[from..].chars().take_while(char::is_ascii_digit).count();
    for (at, c) in said.char_indices() {
        match c {
            '.' | ',' if digits(at + 1) == 3 => {}
            '.' | ',' => out.push('.'),
            c if c.is_numeric() => out.push(c),
            _ => break,
        }
    }
}

/// Marks the names: capitalised inside a sentence, and not more often written small in this article.
fn tell_names(scanned: &mut [Token]) {
    let mut seen: FxHashMap<u64, (u32, u32)> = FxHashMap::default();
    for token in scanned.iter().filter(|token| token.form == Form::Plain) {
        let (capital, small) = seen.entry(token.id).or_default();
        *capital += u32::from(token.upper && !token.opens);
        *small += u32::from(!token.upper);
    }
    for token in scanned.iter_mut().filter(|token| token.form == Form::Plain && token.upper) {
        let (capital, small) = seen.get(&token.id).copied().unwrap_or_default();
        let inside = !token.opens || capital > 0;
        if inside && small <= capital && calendar_word(token).is_none() {
            token.form = Form::Name;
        }
    }
}

/// Marks what belongs to a date: the numbers and calendar words of the expressions that name a place in the calendar,
/// weekdays and days of months wherever they stand (headlines are not read for expressions).
fn tell_dates(scanned: &mut [Token], marked: &Marked) {
    let dates: Vec<Span> = marked.times.iter().filter(|time| names_a_day(time)).map(|time| time.span).collect();
    let mut next = 0;
    let mut previous: Option<CalendarWord> = None;
    for at in 0..scanned.len() {
        let token = scanned[at];
        let word = calendar_word(&token);
        if !token.in_title {
            while dates.get(next).is_some_and(|date| date.end <= token.span.start) {
                next += 1;
            }
        }
        let in_date = !token.in_title && dates.get(next).is_some_and(|date| date.start <= token.span.start);
        let of_date = in_date && (word.is_some() || token.form == Form::Number);
        let named = word.is_some_and(|word| word.is_weekday() || token.in_title && token.upper);
        let follows = scanned.get(at + 1).and_then(calendar_word).is_some_and(|word| !word.is_weekday());
        let beside = token.form == Form::Number
            && (follows || previous.is_some_and(|word| !word.is_weekday()))
            && day(token.said(&marked.article)).is_some();
        if of_date || named || beside {
            scanned[at].form = Form::Date;
        }
        previous = word;
    }
}

/// Whether an expression names a place in the calendar, by itself or counted from the day of writing.
fn names_a_day(time: &Timex) -> bool {
    matches!(time.term, Term::Point(_) | Term::Month { .. } | Term::DayOfMonth(_) | Term::Weekday { .. })
}

/// A month (1 to 12) or a weekday (Monday is 0).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CalendarWord {
    Month(u16),
    Weekday(u16),
}

impl CalendarWord {
    fn is_weekday(self) -> bool {
        matches!(self, CalendarWord::Weekday(_))
    }
}

/// Months and weekdays by the hash of the folded word.
static CALENDAR: LazyLock<FxHashMap<u64, CalendarWord>> = LazyLock::new(|| {
    const TABLE: &str = include_str!("../../data/story/calendar.tsv");
    let row = |line: &'static str| {
        let mut fields = line.split('\t');
        let (_language, kind, number, word) = (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
        let number = number.parse().ok()?;
        let word = xxh3_64(word.as_bytes());
        Some((word, if kind == "month" { CalendarWord::Month(number) } else { CalendarWord::Weekday(number) }))
    };
    TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(row).collect()
});

fn calendar_word(token: &Token) -> Option<CalendarWord> {
    if token.form == Form::Number { None } else { CALENDAR.get(&token.id).copied() }
}

/// Whether a folded word is a month or a weekday.
pub(super) fn is_calendar_word(word: &str) -> bool {
    CALENDAR.contains_key(&xxh3_64(word.as_bytes()))
}

#[derive(Debug, Default)]
struct CalendarWords {
    years: Vec<u16>,
    month_days: Vec<u16>,
    weekdays: Vec<u16>,
}

impl CalendarWords {
    fn of(article: &Article, scanned: &[Token]) -> Self {
        let mut found = Self::default();
        let said = |token: &Token| token.said(article);
        for (at, token) in scanned.iter().enumerate() {
            if matches!(token.form, Form::Number | Form::Date) {
                found.years.extend(year(said(token)));
            }
            // German and Dutch write months and weekdays as English does or small; a small "may" or "mars" is a verb.
            match calendar_word(token) {
                Some(CalendarWord::Weekday(day)) => found.weekdays.push(day),
                Some(CalendarWord::Month(month)) => {
                    let near = [at.checked_sub(1), at.checked_add(1)];
                    let day = near.into_iter().flatten().filter_map(|at| scanned.get(at)).find_map(|t| day(said(t)));
                    if token.upper || day.is_some() {
                        found.month_days.push(month * 32);
                    }
                    found.month_days.extend(day.map(|day| month * 32 + day));
                }
                None => {}
            }
        }
        found
    }
}

/// The sentences of the text.
pub(super) fn sentences(scanned: &[Token]) -> impl Iterator<Item = &[Token]> {
    let body = scanned.partition_point(|token| token.in_title);
    scanned[body..].chunk_by(|a, b| a.sentence == b.sentence)
}

/// Whether a sentence has a word that tells of an earlier event ("last", "previous"), and a month or a year.
pub(super) fn dates_earlier(sentence: &[Token], article: &Article) -> bool {
    let cue = sentence.iter().any(|token| EARLIER.contains(&token.id));
    cue && sentence.iter().any(|token| names_date(token, article))
}

/// Hashes of the words that tell of an earlier event.
static EARLIER: LazyLock<FxHashSet<u64>> = LazyLock::new(|| {
    const TABLE: &str = include_str!("../../data/story/earlier.tsv");
    let word = |line: &str| line.split_once('\t').map(|(_, word)| xxh3_64(word.as_bytes()));
    TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(word).collect()
});

/// Whether a token names a month or a year.
fn names_date(token: &Token, article: &Article) -> bool {
    let month = token.upper && matches!(calendar_word(token), Some(CalendarWord::Month(_)));
    month || year(token.said(article)).is_some()
}

/// A year of the last or this century.
pub(super) fn year(said: &str) -> Option<u16> {
    let year: u16 = said.parse().ok()?;
    (said.len() == 4 && (1900..2100).contains(&year)).then_some(year)
}

fn day(said: &str) -> Option<u16> {
    let digits = said.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '.');
    let day: u16 = digits.parse().ok()?;
    (digits.len() <= 2 && (1..=31).contains(&day)).then_some(day)
}
