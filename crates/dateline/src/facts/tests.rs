//! Hostile texts: every mark lies in the text, on character boundaries, and a megabyte is marked in one go. A step that
//! took quadratic time would not come to an end here.

use crate::clean::{Article, clean};
use crate::facts::{Marked, Mention, link, main_event};
use crate::intake::{Location, given_page};
use crate::lang::Lang;
use crate::pipeline::mark_article;
use crate::text::Span;

fn marked(text: &str) -> Marked {
    let page = given_page(text, Location::default());
    mark_article(Article { language: Some(Lang::new("en")), ..clean(&page) })
}

/// Marks a text and slices it by every span that was found.
fn check(text: &str) -> Marked {
    let marked = marked(text);
    let marks = &marked.marks;
    let names = marks.names.iter().chain(&marks.roles).map(|name| name.span);
    let spans: Vec<Span> = marks.sentences.iter().copied().chain(names).collect();
    for span in spans {
        let (from, to) = marked.article.text.code_points(span);
        assert_eq!(marked.article.text.span_of_code_points(from, to), Some(span));
        assert!(!span.of(marked.article.text.as_str()).is_empty());
    }
    main_event(&marked);
    marked
}

#[test]
fn a_megabyte_without_a_blank_is_marked() {
    check(&"a".repeat(1_000_000));
    check(&"A".repeat(1_000_000));
    check(&"Oren-".repeat(200_000));
}

#[test]
fn a_page_of_capitals_and_one_of_names_are_marked() {
    check(&"OREN ".repeat(50_000));
    check(&"Ana Ruiz, ".repeat(20_000));
    check(&"The Kenyan president ".repeat(10_000));
}

/// One name thirty thousand times: counts hold, and its canonical form is looked for once.
#[test]
fn a_name_that_stands_everywhere_is_marked() {
    let marked = check(&"Guests met Kenyan guests near Nairobi. ".repeat(30_000));
    assert_eq!(marked.marks.names.iter().filter(|name| name.canonical.as_deref() == Some("Nairobi")).count(), 30_000);
}

#[test]
fn combining_characters_joiners_and_emoji_stay_inside_their_names() {
    let text = "Zoe\u{308} Re\u{301}mi met Ana\u{200d} Ruiz \u{1f469}\u{200d}\u{1f680} in Nairobi.";
    let marked = check(text);
    let said = |name: &Mention| name.span.of(marked.article.text.as_str()).to_owned();
    assert!(marked.marks.names.iter().map(said).any(|name| name == "Nairobi"));
}

#[test]
fn text_from_right_to_left_keeps_its_positions() {
    let text = "قالت Ana Ruiz في نيروبي إن الجسر سقط. \u{202b}שלום\u{202c} Nairobi";
    check(text);
}

#[test]
fn junk_lines_and_shouted_headlines_are_survived() {
    check("SHARE TWEET PIN\n\n12:04 13:05\n» « ••• ___ \u{fffd}\u{0}\n\nRUIZ LEAVES NAIROBI AFTER TALKS");
}

#[test]
fn a_name_inside_the_words_said_does_not_speak_them() {
    let text = "Conductor Daniel Roth called her a giant. “Lena Varga did not just play it,” he said. “Never.”";
    let mut marked = marked(text);
    link(&mut [&mut marked]);
    let speakers: Vec<_> = marked.marks.quotes.iter().filter_map(|quote| quote.speaker.as_ref()).collect();
    assert!(speakers.iter().all(|speaker| speaker.canonical.as_deref() == Some("Daniel Roth")), "{speakers:?}");
}

#[test]
fn who_spoke_in_the_sentence_before_goes_on_speaking() {
    let text = "Ana Ruiz was rescued at noon, Omar Haddad said. “It went down,” he told reporters.";
    let mut marked = marked(text);
    link(&mut [&mut marked]);
    let last = marked.marks.quotes.last().and_then(|quote| quote.speaker.clone()).unwrap();
    assert_eq!(last.canonical.as_deref(), Some("Omar Haddad"));
}

/// A sentence of about 160,000 words with thousands of speakers, names, figures and days. A step that walked the sentence
/// for each of them would take minutes here.
#[test]
fn one_sentence_of_thousands_of_speakers_is_marked() {
    let clause = |at: usize| {
        format!(
            "and President Ana Ruiz{at} said that Ivo Brandt told him “the town {at} is safe” who said she left in May \
             2011, up from {at} percent in March, and the 42-year-old actor, a union"
        )
    };
    let marked = check(&(0..5_500).map(clause).collect::<Vec<_>>().join(" "));
    assert!(marked.marks.quotes.len() > 5_000 && marked.marks.figures.len() > 5_000);
}
