//! Whom "she" and "he" mean, and what names and the words beside them tell.

use crate::clean::{Article, ArticleId, clean};
use crate::facts::link;
use crate::intake::{Location, given_page};
use crate::lang::Lang;
use crate::pipeline::mark_article;
use crate::text::Text;

use super::*;

fn read(text: &str) -> Marked {
    let page = given_page(text, Location::default());
    let id = ArticleId::of_content(text);
    let article = Article { id, text: Text::new(text.to_owned()), language: Some(Lang::new("en")), ..clean(&page) };
    let mut marked = mark_article(article);
    link(&mut [&mut marked]);
    marked
}

/// Whom the pronoun means that speaks last in the text.
fn check(text: &str, expected: Option<&str>) {
    let marked = read(text);
    let mut speakers = marked.marks.quotes.iter().rev().filter_map(|quote| quote.speaker.as_ref());
    let last = speakers.find(|speaker| of_pronoun(speaker.span.of(text)).is_some());
    let found = last.unwrap_or_else(|| panic!("no pronoun speaks in {text}")).canonical.as_deref();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn given_names_tell_of_whom_a_pronoun_is_said() {
    let text = |pronoun: &str| format!("Maria Ruiz met Peter Lindahl in Oren.\n“It rained all day,” {pronoun} said.");
    check(&text("she"), Some("Maria Ruiz"));
    check(&text("he"), Some("Peter Lindahl"));
    check("Peter Lindahl met Maria Ruiz in Oren.\n“It rained all day,” she said.", Some("Maria Ruiz"));
    check("Sergei Orlov met Oksana Melnyk in Oren.\n“It rained all day,” she said.", Some("Oksana Melnyk"));
    check("Khadija Haddad met Walid Najjar in Oren.\n“It rained all day,” he said.", Some("Walid Najjar"));
}

#[test]
fn the_surname_alone_has_the_gender_of_the_full_name() {
    let text = "Maria Ruiz and Peter Lindahl run the port. The port was closed for days.\nLindahl met Ruiz on Monday.\n\
                “It rained all day,” she said.";
    check(text, Some("Maria Ruiz"));
}

#[test]
fn whoever_spoke_before_speaks_on_only_as_what_they_are() {
    let text = "“We are tired,” said Maria Ruiz.\n“So are we,” said Peter Lindahl.\nThe port stays closed.\n\
                “Nobody has told us why,” she added.";
    check(text, Some("Maria Ruiz"));
}

#[test]
fn a_name_of_both_genders_goes_with_both_pronouns() {
    check("Robin Ruiz left the port on Monday.\n“It rained all day,” she said.", Some("Robin Ruiz"));
    check("Robin Ruiz left the port on Monday.\n“It rained all day,” he said.", Some("Robin Ruiz"));
    check("Robin Ruiz met Peter Lindahl.\n“It rained all day,” she said.", Some("Robin Ruiz"));
}

#[test]
fn a_pronoun_that_nobody_fits_stays_open() {
    check("Peter Lindahl left the port on Monday.\n“It rained all day,” she said.", None);
    check("Maria Ruiz left the port on Monday.\n“It rained all day,” he said.", None);
}

#[test]
fn titles_and_callings_tell() {
    check("Mr. Oduya met Mrs. Ruiz in Oren.\n“It rained all day,” she said.", Some("Ruiz"));
    check("Spokesman Robin Lindahl met Robin Ruiz, an actress from Oren.\n“It rained,” she said.", Some("Robin Ruiz"));
    check("Chairwoman Robin Ruiz met spokesman Kim Lindahl.\n“It rained all day,” he said.", Some("Kim Lindahl"));
}

#[test]
fn kinship_tells_of_the_one_who_is_named_with_an_owner() {
    check("Robin Ruiz and her husband, Kim Lindahl, left Oren.\n“It rained all day,” he said.", Some("Kim Lindahl"));
    check("Robin Ruiz met Kim Lindahl, a father of two.\n“It rained all day,” she said.", Some("Robin Ruiz"));
}

#[test]
fn the_pronoun_that_goes_with_a_name_tells() {
    check("Robin Ruiz and his wife met Kim Lindahl.\n“It rained all day,” he said.", Some("Robin Ruiz"));
    check("Robin Ruiz and her son met Kim Lindahl.\n“It rained all day,” he said.", Some("Kim Lindahl"));
    check("Robin Ruiz said she had met Kim Lindahl.\n“Nobody else came,” he said.", Some("Kim Lindahl"));
}

#[test]
fn somebody_without_a_name_who_just_spoke_is_meant() {
    let before = "Maria Ruiz and Peter Lindahl run the port.";
    let voter = "“It was dark,” said a woman who asked not to be named. “I saw nothing,” she said.";
    check(&format!("{before}\n{voter}"), None);
    check(&format!("{before}\n{voter} “I was asleep,” she said."), None);
    check(&format!("{before}\n{voter}\n“We will ask,” he said."), Some("Peter Lindahl"));
    check(&format!("{before}\n{voter}\nRuiz disagreed.\n“We saw it,” she said."), Some("Maria Ruiz"));
}

#[test]
fn a_paper_about_people_is_nobody() {
    let text = "Peter Lindahl left the port.\nA story detailing four police reports said it was shut.\n\
                “It rained all day,” he said.";
    check(text, Some("Peter Lindahl"));
}

#[test]
fn a_name_in_the_words_said_is_nobody_who_speaks() {
    let text = "Karl Holm left the port in May.\n“Peter Lindahl was never here.”\n“It rained all day,” he said.";
    check(text, Some("Karl Holm"));
}

/// What the words before and behind a name tell.
fn check_beside(before_name: &str, behind_name: &str, expected: Option<Gender>) {
    let mut votes = Votes::default();
    votes.add(of_words_before(before_name));
    votes.add(of_aside(behind_name));
    votes.add(of_pronoun_behind(behind_name));
    assert_eq!(votes.agreed(), expected, "{before_name}[NAME]{behind_name}");
}

#[test]
fn words_beside_a_name_tell_only_of_its_bearer() {
    let (woman, man) = (Some(Gender::Woman), Some(Gender::Man));
    check_beside("the council’s spokeswoman ", " said", woman);
    check_beside("Lind’s late brother ", ".", man);
    check_beside("", ", 52, a fisherman from Oren,", man);
    check_beside("", ", the chairwoman of the board,", woman);
    check_beside("", " herself", woman);
    // The man is somebody else, whom the bearer of the name meets, leaves or tells.
    check_beside("the man ", " met", None);
    check_beside("the husband ", " left", None);
    check_beside("told the king, ", " said", None);
    check_beside("", ", his wife and two sons", None);
    check_beside("", ", whose mother", None);
    check_beside("", " told her", None);
    check_beside("", " met his", None);
}

#[test]
fn what_contradicts_itself_tells_nothing() {
    let verdict = |words: (usize, usize), pronouns: (usize, usize)| {
        let votes = |(woman, man): (usize, usize)| Votes { woman, man };
        Evidence { words: votes(words), pronouns: votes(pronouns) }.verdict()
    };
    assert_eq!(verdict((2, 1), (0, 0)), None);
    assert_eq!(verdict((1, 0), (0, 1)), Some(Gender::Woman));
    assert_eq!(verdict((1, 0), (0, 2)), None);
    assert_eq!(verdict((0, 0), (1, 0)), Some(Gender::Woman));
    assert_eq!(verdict((0, 0), (1, 1)), None);
}

#[test]
fn given_names_are_folded_as_names_are() {
    assert!(GIVEN_NAMES.keys().chain(WORDS.keys()).all(|word| folded(word) == *word));
    assert_eq!(of_given_name("José Luis Ruiz"), Some(Gender::Man));
    assert_eq!(of_given_name("Dr. Élodie Ruiz"), Some(Gender::Woman));
    assert_eq!(of_given_name("J. Peter Ruiz"), Some(Gender::Man));
    // Alone, it can be a surname.
    assert_eq!(of_given_name("Peter"), None);
    assert_eq!(of_given_name("Andrea Ruiz"), None);
}
