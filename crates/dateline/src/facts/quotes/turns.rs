//! Turns of an interview or a transcript without quotation marks: "Ruiz: We had no other way." as a paragraph of its own.
//!
//! One such line is as well a list ("Weather: rain"), a heading or a caption. An article is read by turns where at least
//! two labels recur, people speak to each other in half of them (they say "I" and "you", or ask), and one of the labels
//! is somebody's: the running text names them, it stands first in full and then alone, a title opens it, or it stands for
//! a speaker by custom ("Q").
//!
//! Does not take paragraphs without a label for the speech of the one before.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::{Draft, Run};
use super::unit::{Page, Unit};
use crate::facts::grammar::is_day;
use crate::facts::lists::{List, words};
use crate::facts::names::is_title;
use crate::text::{Span, TokenKind};

/// Words and marks of a label ("Lt. Gov. Ana M. Ruiz").
const LONGEST_LABEL: usize = 8;
/// Turns that a speaker has at least: one alone is a heading.
const RECURS: usize = 2;
/// Words of a full name.
const FULL_NAME: usize = 2;
/// Speakers who recur.
const SPEAKERS: usize = 2;

static LABELS: List = List::new(|| words("turn labels"));
static VOICES: List = List::new(|| words("turn voices"));

/// A paragraph that a label opens.
struct Turn {
    paragraph: usize,
    label: Run,
    content: Run,
    /// The last word of the label, in small letters.
    name: String,
}

/// The turns of a page as drafts, one a paragraph, if it is read by turns.
pub(super) fn read(page: &Page, paragraphs: &[Span], title: &str) -> Vec<Draft> {
    let mut turns: Vec<Turn> =
        paragraphs.iter().enumerate().filter_map(|(number, &graf)| turn(page, number, graf)).collect();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    turns.iter().for_each(|turn| *counts.entry(turn.name.clone()).or_default() += 1);
    turns.retain(|turn| counts[&turn.name] >= RECURS);
    let speakers: BTreeSet<&str> = turns.iter().map(|turn| turn.name.as_str()).collect();
    let voiced = turns.iter().filter(|turn| has_voice(page, turn.content)).count();
    let known = || {
        let custom = speakers.iter().any(|name| LABELS.contains(name));
        custom || shows_a_person(page, &turns) || named_elsewhere(page, &turns, &speakers, title)
    };
    if speakers.len() < SPEAKERS || 2 * voiced < turns.len() || !known() {
        return Vec::new();
    }
    turns.iter().map(|turn| draft(page, turn)).collect()
}

fn turn(page: &Page, paragraph: usize, graf: Span) -> Option<Turn> {
    let (first, end) = (page.words.at_byte(graf.start), page.words.at_byte(graf.end));
    let colon = (first..end.min(first + LONGEST_LABEL + 1)).find(|&at| page.low(at) == ":")?;
    let word = |at: usize| !page.is_mark(at);
    let fits = |at: usize| {
        let raw = page.words.raw(at);
        let number = page.words.words[at].kind == TokenKind::Number;
        page.region(at).is_none() && (raw.starts_with(char::is_uppercase) || raw == "." || (number && at > first))
    };
    let named = colon > first && word(first) && (first..colon).all(fits);
    // What stands in marks behind a colon is read as such.
    let unmarked = colon + 1 < end && page.region(colon + 1).is_none();
    let last = (first..colon).rev().find(|&at| word(at)).filter(|_| named && unmarked)?;
    let name = page.low(last).to_owned();
    (!is_day(&name)).then_some(Turn { paragraph, label: (first, colon), content: (colon + 1, end), name })
}

/// Whether a label is somebody's by its form: "SEN. RUIZ:", "Ana Ruiz:" where others are "Ruiz:".
fn shows_a_person(page: &Page, turns: &[Turn]) -> bool {
    let words = |turn: &Turn| (turn.label.0..turn.label.1).filter(|&at| !page.is_mark(at)).count();
    let titled = |turn: &Turn| words(turn) > 1 && is_title(page.low(turn.label.0).trim_end_matches('.'));
    let alone: BTreeSet<&str> = turns.iter().filter(|turn| words(turn) == 1).map(|turn| turn.name.as_str()).collect();
    let in_full = |turn: &Turn| words(turn) == FULL_NAME && alone.contains(turn.name.as_str());
    turns.iter().any(|turn| titled(turn) || in_full(turn))
}

/// Whether people speak to each other in a run of words.
fn has_voice(page: &Page, run: Run) -> bool {
    (run.0..run.1).any(|at| page.low(at) == "?" || VOICES.contains(&page.low(at)))
}

/// Whether the headline, or a sentence of the text past its first word, names one of the speakers.
fn named_elsewhere(page: &Page, turns: &[Turn], speakers: &BTreeSet<&str>, title: &str) -> bool {
    let title = title.to_lowercase();
    if title.split(|c: char| !c.is_alphanumeric()).any(|word| speakers.contains(word)) {
        return true;
    }
    let words = &page.words.words;
    let mut labels = turns.iter().map(|turn| turn.label).peekable();
    (1..words.len()).any(|at| {
        while labels.next_if(|label| label.1 <= at).is_some() {}
        let in_label = labels.peek().is_some_and(|label| label.0 <= at);
        let inside = words[at].sentence == words[at - 1].sentence && !page.is_mark(at - 1);
        inside && !in_label && page.words.raw(at).starts_with(char::is_uppercase) && speakers.contains(page.low(at))
    })
}

fn draft(page: &Page, turn: &Turn) -> Draft {
    let (first, end) = (turn.label.0, turn.content.1);
    let unit = Unit { first, end, paragraph: turn.paragraph, opens_paragraph: true, line: false };
    let mut draft = Draft::new(unit, turn.content, Some(turn.label), None, "quote.turn");
    draft.inner = Some(page.words.span(turn.content.0, turn.content.1));
    draft
}

#[cfg(test)]
mod tests {
    use crate::facts::quotes::tests::read;

    /// Compares the speakers of the turns of a text.
    fn check(language: &str, title: &str, text: &str, expected: &[&str]) {
        let quotes = read(language, title, text);
        let turns = quotes.iter().filter(|quote| quote.rule == "quote.turn");
        let found: Vec<String> = turns
            .map(|quote| {
                let speaker = quote.speaker.as_ref().map_or("nobody", |speaker| speaker.span.of(text));
                format!("{speaker} | {}", quote.span.of(text))
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn an_interview_is_read_by_turns() {
        check(
            "en",
            "The port stays shut",
            "Harbour master Ana Ruiz spoke to the Lindau Courier about the flood.\nCourier: Why was the port shut?\n\
             Ruiz: Because we had no other way.\nCourier: And the boats?\nRuiz: They are safe. I checked them myself.",
            &[
                "Courier | Why was the port shut?",
                "Ruiz | Because we had no other way.",
                "Courier | And the boats?",
                "Ruiz | They are safe. I checked them myself.",
            ],
        );
    }

    #[test]
    fn letters_and_capitals_are_labels() {
        check(
            "en",
            "Questions to a diver",
            "Q: How deep was it?\nA: Forty metres, I think.\nQ: Were you afraid?\nA: No.",
            &["Q | How deep was it?", "A | Forty metres, I think.", "Q | Were you afraid?", "A | No."],
        );
        check(
            "en",
            "Transcript",
            "INTERVIEWER: You left early.\nMS. ANA RUIZ: I did.\nINTERVIEWER: Why?\nRUIZ: My son was ill.",
            &["INTERVIEWER | You left early.", "MS. ANA RUIZ | I did.", "INTERVIEWER | Why?", "RUIZ | My son was ill."],
        );
    }

    #[test]
    fn titles_and_full_names_show_that_labels_are_speakers() {
        let speak = |labels: [&str; 4]| {
            let said = ["Will you yield?", "I will not.", "You have had your time.", "And I will have more."];
            let (text, turns): (Vec<_>, Vec<_>) = labels
                .iter()
                .zip(said)
                .map(|(label, said)| (format!("{label}: {said}"), format!("{label} | {said}")))
                .unzip();
            (text.join("\n"), turns)
        };
        for labels in [["SEN. RUIZ", "SEN. HOLM", "SEN. RUIZ", "SEN. HOLM"], ["Ana Ruiz", "Holm", "Ruiz", "Holm"]] {
            let (text, turns) = speak(labels);
            check("en", "The debate", &text, &turns.iter().map(String::as_str).collect::<Vec<_>>());
        }
        check("en", "The debate", &speak(["WHO", "WHY", "WHO", "WHY"]).0, &[]);
    }

    #[test]
    fn an_interview_in_another_language_is_read_by_turns() {
        check(
            "de",
            "Interview mit Hafenmeisterin Ruiz",
            "Kurier: Warum war der Hafen zu?\nRuiz: Wir hatten keine Wahl.\nKurier: Und die Boote?\nRuiz: Alle sicher.",
            &[
                "Kurier | Warum war der Hafen zu?",
                "Ruiz | Wir hatten keine Wahl.",
                "Kurier | Und die Boote?",
                "Ruiz | Alle sicher.",
            ],
        );
    }

    #[test]
    fn lists_with_labels_are_no_turns() {
        check("en", "The day", "Weather: rain\nTraffic: slow\nWeather: You will need a coat.\nTraffic: slow", &[]);
        check(
            "en",
            "What is on",
            "Where: Town Hall\nWhen: 7 p.m.\nTickets: free for you\nWhere: The Quay\nWhen: noon\nTickets: ask us",
            &[],
        );
        check("en", "Week", "Monday: I rest.\nTuesday: You rest.\nMonday: We eat on Monday.\nTuesday: Who eats?", &[]);
    }

    #[test]
    fn scores_and_lists_of_those_named_in_the_text_are_no_turns() {
        check(
            "en",
            "Oren beat Lindau",
            "Oren beat Lindau on Sunday, and Oren won again.\nOren: Ruiz 12, Holm 40\nLindau: Pell 3\nOren: Ruiz 9\n\
             Lindau: none",
            &[],
        );
    }

    #[test]
    fn a_single_label_and_a_single_turn_are_none() {
        check(
            "en",
            "Ruiz in Oren",
            "Mayor Ana Ruiz came to Oren.\nPhoto: Do you see Ruiz?\nPhoto: We saw Ruiz.\nPhoto: I saw her.",
            &[],
        );
        check("en", "Ruiz in Oren", "Mayor Ana Ruiz came to Oren.\nRuiz: We had no other way.\nLind: You had.", &[]);
    }

    #[test]
    fn lines_of_a_ticker_are_no_turns() {
        check(
            "en",
            "Flood in Oren: live",
            "14:32 Police: you should stay at home\n14:40 Mayor Ana Ruiz: we need boats\n14:52 Police: we are coming\n\
             15:10 Mayor Ana Ruiz: thank you",
            &[],
        );
    }
}
