use crate::facts::{Answer, Marked, main_event};
use crate::intake::{Given, Location, given_page};
use crate::pipeline::Engine;

/// Who, what, when, where of a headline and a text.
fn check(title: &str, text: &str, expected: [&str; 4]) {
    let mut page = given_page(text, Location::default());
    let (published, language) = (Some("2031-05-09".to_owned()), Some("en".to_owned()));
    page.given = Given { title: Some(title.to_owned()), published, language, ..Given::default() };
    let marked: Marked = Engine::default().marked(&page);
    let event = main_event(&marked);
    let said = |answer: Option<Answer>| {
        let within = |answer: Answer| {
            if answer.in_title { marked.article.title.as_str() } else { marked.article.text.as_str() }
        };
        answer.map_or("", |answer| answer.span.of(within(answer)))
    };
    assert_eq!([event.who, event.what, event.when, event.place].map(said), expected);
}

#[test]
fn a_headline_with_a_verb_tells_who_and_what() {
    check(
        "Amina Otieno opens new bridge after long delay",
        "President Amina Otieno opened a bridge in Mombasa, Kenya, on Tuesday.",
        ["Amina Otieno", "opens new bridge", "Tuesday", "Mombasa, Kenya"],
    );
}

#[test]
fn a_headline_without_a_verb_leaves_who_to_the_text() {
    check(
        "Ferry accident off Mombasa",
        "At least nine people died when a ferry sank on Monday, police said.",
        ["At least nine people", "Ferry accident off Mombasa", "Monday", "Mombasa"],
    );
}

#[test]
fn a_subject_that_is_nobody_yields_to_a_person_of_the_headline() {
    check(
        "Footage shows rescuers lifting Amina Otieno from flooded car",
        "Rescuers pulled a driver from the river in Mombasa on Monday.",
        ["Amina Otieno", "shows rescuers lifting Amina Otieno from flooded car", "Monday", "Mombasa"],
    );
}

#[test]
fn a_family_name_alone_is_given_in_full() {
    check(
        "Kenya's Otieno resigns",
        "Amina Otieno resigned in Nairobi on Monday. Otieno gave no reason.",
        ["Amina Otieno", "Kenya's Otieno resigns", "Monday", "Nairobi"],
    );
}

#[test]
fn counted_victims_are_told_by_the_text() {
    check(
        "Several dead and dozens injured after bus overturns",
        "At least six people died when a bus overturned in Mombasa on Monday.",
        ["At least six people", "Several dead and dozens injured", "Monday", "Mombasa"],
    );
}

#[test]
fn where_somebody_comes_from_is_not_where_it_happened() {
    check(
        "Fishermen rescued",
        "Two fishermen from Nairobi were rescued on Monday. They had drifted for days in the old port of Mombasa.",
        ["Fishermen", "Fishermen rescued", "Monday", "Mombasa"],
    );
}

#[test]
fn a_region_is_left_for_the_town_in_it() {
    check(
        "Market burns down",
        "Traders lost their goods on Monday in the province of Nakuru. Their market in Molo burnt down.",
        ["Traders", "burns down", "Monday", "Molo"],
    );
}

#[test]
fn empty_articles_have_none() {
    check("", "", ["", "", "", ""]);
}

#[test]
fn a_headline_in_capitals_is_read_in_the_case_of_the_text() {
    check(
        "MAYOR AMINA OTIENO RESIGNS AFTER FLOOD",
        "Mayor Amina Otieno resigned on Monday in Nairobi, Kenya, after a flood.",
        ["MAYOR AMINA OTIENO", "MAYOR AMINA OTIENO RESIGNS", "Monday", "Nairobi, Kenya"],
    );
}

#[test]
fn the_town_of_a_site_tells_where() {
    check(
        "Amina Otieno protests outside Lind Tower",
        "Amina Otieno protested outside Lind Tower in Mombasa, Kenya, on Monday.",
        ["Amina Otieno", "protests outside Lind Tower", "Monday", "Lind Tower in Mombasa, Kenya"],
    );
}

#[test]
fn the_town_before_a_colon_is_nobody() {
    check(
        "Four dead after blast",
        "NAIROBI: Four people died on Monday in a blast in Mombasa, Kenya.",
        ["Four people", "Four dead after blast", "Monday", "Mombasa, Kenya"],
    );
}
