//! Pages that are no single report: letters pages, digests, live tickers. They are marked and join no story, since what
//! tells of ten events would glue ten stories.
//!
//! A headline's part gives letters pages and digests away; a live ticker, paragraphs that open with the time of day; a
//! digest without such a headline, paragraphs that each open with a dateline of their own.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::features::is_calendar_word;
use crate::clean::Article;

const TABLE: &str = include_str!("../../data/story/no_news.toml");

#[derive(Deserialize)]
struct Table {
    page: Vec<Kind>,
}

/// A kind of page that headlines give away.
#[derive(Deserialize)]
struct Kind {
    #[cfg_attr(not(test), expect(dead_code, reason = "names the entry for its readers and in the tests"))]
    name: String,
    says: String,
    phrases: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "a test runs the examples"))]
    fires: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "a test runs the examples"))]
    silent: Vec<String>,
}

static KINDS: LazyLock<Vec<Kind>> = LazyLock::new(|| {
    let table: Table = toml::from_str(TABLE).expect("the shipped file is read by a test");
    table.page
});

static PHRASES: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
    KINDS.iter().flat_map(|kind| kind.phrases.iter().map(|phrase| (phrase.as_str(), kind.says.as_str()))).collect()
});

/// Paragraphs that must open with a time of day, and at least half of all: a report that gives two times is none.
const ENTRIES: usize = 5;

/// Paragraphs that must open with a dateline: a report has one, a report with a second paragraph from elsewhere two.
const DATELINES: usize = 4;

/// What a page is instead of one report, if it is none.
pub(super) fn no_news(article: &Article) -> Option<&'static str> {
    by_headline(&article.title).or_else(|| by_paragraphs(article.text.as_str()))
}

fn by_headline(headline: &str) -> Option<&'static str> {
    let mut parts = headline.split(['|', '•', '–', '—', ':']).flat_map(|part| part.split(" - "));
    parts.find_map(|part| PHRASES.get(bare(part).as_str()).copied())
}

/// A part of a headline, folded, without a date at its end.
fn bare(part: &str) -> String {
    let folded = part.trim().to_lowercase().replace('’', "'");
    let (phrase, rest) = folded.split_once(',').unwrap_or((&folded, ""));
    let of_a_date = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit()) || is_calendar_word(word);
    let phrase = if rest.split_whitespace().all(of_a_date) { phrase } else { &folded };
    phrase.trim_end_matches(|c: char| !c.is_alphabetic()).to_owned()
}

fn by_paragraphs(text: &str) -> Option<&'static str> {
    let (mut all, mut timed, mut datelined) = (0, 0, 0);
    for paragraph in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        all += 1;
        timed += usize::from(opens_with_time(paragraph));
        datelined += usize::from(opens_with_dateline(paragraph));
    }
    if timed >= ENTRIES && timed * 2 >= all {
        return Some("a live ticker");
    }
    (datelined >= DATELINES && datelined * 2 >= all).then_some("a digest of several reports")
}

/// "14:05 The …", "2.30pm: …": digits, a mark, two digits, and more.
fn opens_with_time(paragraph: &str) -> bool {
    let hour = paragraph.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &paragraph.as_bytes()[hour..];
    let minutes = matches!(rest, [b':' | b'.', a, b, ..] if a.is_ascii_digit() && b.is_ascii_digit());
    (1..=2).contains(&hour) && minutes && !rest.get(3).is_some_and(u8::is_ascii_digit)
}

/// "KARSTEN (AP) — …", "PORT LANNING, Tavria – …": a word in capitals before a dash that stands within the first words.
fn opens_with_dateline(paragraph: &str) -> bool {
    let Some(dash) = paragraph.char_indices().take(60).find(|&(_, c)| matches!(c, '—' | '–')).map(|(at, _)| at)
    else {
        return false;
    };
    let place = paragraph[..dash].split_whitespace().next().unwrap_or("");
    place.chars().count() >= 3 && place.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_fires_and_stays_silent_on_its_examples() {
        for kind in KINDS.iter() {
            assert!(kind.fires.len() >= 2 && kind.silent.len() >= 2, "{}", kind.name);
            for headline in &kind.fires {
                assert_eq!(by_headline(headline), Some(kind.says.as_str()), "{headline}");
            }
            for headline in &kind.silent {
                assert_eq!(by_headline(headline), None, "{headline}");
            }
        }
    }

    #[test]
    fn a_live_ticker_is_known_by_its_times() {
        let ticker = "09:05 The ferry is free.\n\n09:20 Tugs turn back.\n\n10.45 It docks.\n\n11:00 Passengers land.\n\n\
                      2.30pm: The captain speaks.";
        assert_eq!(by_paragraphs(ticker), Some("a live ticker"));
        let report = "09:05 was the time on the stopped clock.\n\nThe ferry sank at night.\n\nDivers found it.";
        assert_eq!(by_paragraphs(report), None);
        let scores = "3.125 metres of water stood in the hall.\n\n12:345 is no time.";
        assert_eq!(by_paragraphs(scores), None);
    }

    #[test]
    fn a_digest_is_known_by_its_datelines() {
        let item = |place: &str| format!("{place} (AP) — Something happened here on Tuesday.\n\n");
        let digest: String = ["KARSTEN", "OSTREL", "NORRHAVEN", "MERROW POINT"].map(item).concat();
        assert_eq!(by_paragraphs(&digest), Some("a digest of several reports"));
        assert_eq!(by_paragraphs(&item("KARSTEN")), None);
    }
}
