//! Articles without metadata, dated by their texts and by each other.

use jiff::civil::date;

use super::{Dating, Day, DaySet, Neighbours, Timex, date_article, date_heap, timexes};
use crate::clean::{Article, DateBasis, StatedDate, clean};
use crate::intake::{Location, given_page};
use crate::lang::Lang;
use crate::text::Text;

fn article(title: &str, text: &str, published: Option<Day>) -> Article {
    let page = given_page(text, Location::default());
    let stated = published.map(|day| StatedDate {
        value: day.to_string(),
        day,
        basis: DateBasis::Metadata,
        field: "given:published".to_owned(),
    });
    Article {
        title: title.to_owned(),
        text: Text::new(text),
        language: Some(Lang::new("en")),
        stated_dates: stated.into_iter().collect(),
        ..clean(&page)
    }
}

fn dated(articles: &[Article], neighbours: &Neighbours) -> Vec<Dating> {
    let mut times: Vec<Vec<Timex>> = articles.iter().map(timexes).collect();
    let mut datings: Vec<Dating> = articles.iter().zip(&mut times).map(|(a, t)| date_article(a, t)).collect();
    let refs: Vec<&Article> = articles.iter().collect();
    date_heap(
        &refs,
        &mut times.iter_mut().collect::<Vec<_>>(),
        &mut datings.iter_mut().collect::<Vec<_>>(),
        neighbours,
    );
    datings
}

fn alone(title: &str, text: &str, published: Option<Day>) -> Dating {
    dated(&[article(title, text, published)], &Neighbours::default()).remove(0)
}

const HARBOUR: &str =
    "Chancellor Orsolya Brandt received Admiral Teodor Vinge at Port Halla on Thursday, her office said.";

#[test]
fn the_lead_says_when() {
    let dating = alone("Brandt meets Vinge", HARBOUR, Some(date(2031, 5, 9)));
    assert_eq!(dating.event.value.as_deref(), Some("2031-05-08"));
    assert_eq!(dating.event.evidence[0].rule, "event/lead");
}

#[test]
fn another_events_day_is_not_the_events() {
    let text = "Brandt resigned on Wednesday after losing Sunday's vote. Vinge had warned her on Monday.";
    let dating = alone("Brandt resigns", text, Some(date(2031, 5, 8)));
    assert_eq!(dating.event.value.as_deref(), Some("2031-05-07"));
}

#[test]
fn the_morning_after_is_not_the_event() {
    let text = "The toll of the harbour fire rose to nine on Friday. The fire broke out late on Thursday, police said.";
    let dating = alone("Harbour fire kills nine", text, Some(date(2031, 5, 9)));
    assert_eq!(dating.event.value.as_deref(), Some("2031-05-08"));
}

#[test]
fn a_time_of_today_tells_the_day_and_a_bare_time_does_not() {
    let day = |text: &str| alone("Tram derails", text, Some(date(2031, 5, 9))).event.evidence[0].rule;
    assert_eq!(day("The tram derailed at 6:13 a.m. today in heavy rain."), "event/lead");
    assert_eq!(day("The tram derailed at 6:13 a.m. in heavy rain."), "event/published");
}

#[test]
fn an_impossible_date_is_noted() {
    let dating = alone("Brandt meets Vinge", "He was born on 31 February 1990.", Some(date(2031, 5, 9)));
    assert_eq!(dating.notes, ["no such date: 31 February 1990"]);
}

#[test]
fn a_date_without_a_verb_in_the_past_is_no_sure_bound() {
    let sure = alone("Brandt meets Vinge", "The navy bought the ship on June 3, 2030.", None).published;
    let unsure = alone("Brandt meets Vinge", "Ships of the navy: June 3, 2030.", None).published;
    assert!(sure.confidence >= 0.9 && sure.days.unwrap().is_open());
    assert!(unsure.confidence < 0.9 && unsure.days.unwrap().is_open());
}

#[test]
fn nothing_known_stays_unknown() {
    let dating = alone("Brandt meets Vinge", HARBOUR, None);
    assert_eq!((dating.published.days, dating.published.confidence), (None, 0.0));
    assert_eq!(dating.event.value, None);
}

#[test]
fn as_of_bounds_the_day_of_publication() {
    let dating = alone("Brandt meets Vinge", "As of June 3, 2030, the navy had 40 ships.", None);
    let days = dating.published.days.unwrap();
    assert_eq!(days.earliest, date(2030, 6, 3));
    assert!(days.latest < date(2030, 10, 1) && dating.published.confidence < 0.9);
}

#[test]
fn a_running_war_with_a_dated_start_gives_the_years() {
    let text = "It is the biggest battle of the six-year civil war. The war began in 2024. They last met in May 2029.";
    let days = alone("Battle", text, None).published.days.unwrap();
    assert_eq!(days.earliest, date(2030, 1, 1));
}

#[test]
fn an_earlier_meeting_is_background_and_bounds_the_event() {
    let text = format!(
        "{HARBOUR} Nobody else came. The river was calm. The last time Brandt and Vinge met was in March 2031."
    );
    let dating = alone("Brandt meets Vinge", &text, None);
    let days = dating.event.days.unwrap();
    assert!(days.earliest > date(2031, 3, 31) && days.contains(date(2031, 5, 8)), "Thursdays after March: {days:?}");
    assert!(!days.contains(date(2031, 5, 9)), "a Friday");
    assert_eq!(dating.background[0].days, DaySet::range(date(2031, 3, 1), date(2031, 3, 31)));
}

#[test]
fn a_bare_month_is_the_one_that_a_neighbour_names_with_its_year() {
    let first = article("Brandt meets Vinge", &format!("{HARBOUR} The two last met in March."), None);
    let second = article(
        "Brandt receives Vinge",
        &format!("{HARBOUR} The last time Brandt and Vinge met was in March 2031."),
        None,
    );
    let neighbours = Neighbours { copies: Vec::new(), stories: vec![vec![0, 1]], ..Neighbours::default() };
    let datings = dated(&[first, second], &neighbours);
    let days = datings[0].published.days.unwrap();
    assert!(days.earliest > date(2031, 3, 31) && days.latest < date(2032, 3, 1), "within a year of March: {days:?}");
    assert_eq!(datings[0].event.days, datings[1].event.days);
}

#[test]
fn a_later_report_dates_the_look_alike_that_it_mentions() {
    let look_alike = article(
        "Chancellor Brandt meets Vinge in Port Halla",
        "Brandt received Vinge in Port Halla. As of February 20, 2031, the strait was closed to all ships.",
        None,
    );
    let later = article(
        "Brandt meets Vinge",
        &format!("{HARBOUR} Brandt previously met with Vinge in Port Halla in March 2031."),
        None,
    );
    let neighbours = Neighbours { copies: Vec::new(), stories: vec![vec![0], vec![1]], ..Neighbours::default() };
    let datings = dated(&[look_alike, later], &neighbours);
    let (earlier, event) = (datings[0].event.days.unwrap(), datings[1].event.days.unwrap());
    assert_eq!((earlier.earliest, earlier.latest), (date(2031, 3, 1), date(2031, 3, 31)));
    assert_eq!(datings[0].event.value.as_deref(), Some("2031-03"));
    assert_eq!(earlier.intersect(event), None);
}

#[test]
fn copies_and_neighbours_lend_their_day() {
    let known = article("Brandt meets Vinge", HARBOUR, Some(date(2031, 5, 9)));
    let copy = article("Brandt, Vinge meet", HARBOUR, None);
    let neighbours = Neighbours { copies: vec![vec![0, 1]], stories: vec![vec![0, 1]], ..Neighbours::default() };
    let datings = dated(&[known, copy], &neighbours);
    assert_eq!(datings[1].published.value.as_deref(), Some("2031-05-09"));
    assert_eq!(datings[1].event.value.as_deref(), Some("2031-05-08"));
    assert_eq!(datings[1].published.basis, DateBasis::Corpus);
}

#[test]
fn the_order_of_the_heap_does_not_matter() {
    let make = |n: i8| {
        article("Brandt meets Vinge", &format!("{HARBOUR} Ship {n} sailed."), (n < 4).then(|| date(2031, 5, 8 + n)))
    };
    let forward: Vec<Article> = (0..6).map(make).collect();
    let backward: Vec<Article> = (0..6).rev().map(make).collect();
    let neighbours = Neighbours { copies: Vec::new(), stories: vec![(0..6).collect()], ..Neighbours::default() };
    let said =
        |datings: Vec<Dating>| datings.into_iter().map(|d| (d.published.value, d.event.days)).collect::<Vec<_>>();
    let mut reversed = said(dated(&backward, &neighbours));
    reversed.reverse();
    assert_eq!(said(dated(&forward, &neighbours)), reversed);
}

#[test]
fn the_articles_on_an_event_vote_for_its_day() {
    let published = Some(date(2031, 5, 10));
    let said = |title: &str| article(title, HARBOUR, published);
    let guess =
        article("Vinge in Port Halla", "Admiral Teodor Vinge came to Port Halla to see Orsolya Brandt.", published);
    let neighbours = Neighbours { stories: vec![vec![0, 1, 2]], ..Neighbours::default() };
    let datings = dated(&[said("Brandt meets Vinge"), said("Vinge meets Brandt"), guess], &neighbours);
    assert_eq!(datings[2].event.value.as_deref(), Some("2031-05-08"));
    assert_eq!(datings[2].event.evidence[0].rule, "event/vote");
}

#[test]
fn copies_have_one_vote() {
    let published = Some(date(2031, 5, 10));
    let wrong = "Admiral Teodor Vinge sailed to Port Halla on Friday to see Chancellor Orsolya Brandt.";
    let articles: Vec<Article> = [wrong, wrong, wrong, HARBOUR, "Brandt and Vinge met in Port Halla on Thursday."]
        .iter()
        .map(|text| article("Brandt meets Vinge", text, published))
        .chain([article("Vinge in Port Halla", "Admiral Teodor Vinge saw Orsolya Brandt.", published)])
        .collect();
    let neighbours =
        Neighbours { copies: vec![vec![0, 1, 2]], stories: vec![(0..6).collect()], ..Neighbours::default() };
    assert_eq!(dated(&articles, &neighbours)[5].event.value.as_deref(), Some("2031-05-08"));
}

#[test]
fn a_follow_up_weeks_later_keeps_its_own_day() {
    let said = article("Brandt meets Vinge", HARBOUR, Some(date(2031, 5, 9)));
    let later = article("Brandt and Vinge", "Brandt and Vinge have not spoken since.", Some(date(2031, 7, 1)));
    let neighbours = Neighbours { stories: vec![vec![0, 1]], ..Neighbours::default() };
    assert_eq!(dated(&[said, later], &neighbours)[1].event.value.as_deref(), Some("2031-07-01"));
}

#[test]
fn a_near_story_dates_one_without_any_date() {
    let known = article("Brandt meets Vinge", HARBOUR, Some(date(2031, 5, 9)));
    let alone = article("Brandt receives Vinge", "Chancellor Orsolya Brandt received Admiral Vinge.", None);
    let stories = vec![vec![0], vec![1]];
    let neighbours = Neighbours { stories: stories.clone(), near: vec![(0, 1)], ..Neighbours::default() };
    let datings = dated(&[known.clone(), alone.clone()], &neighbours);
    assert_eq!(datings[1].published.value.as_deref(), Some("2031-05-09"));
    assert!(datings[1].published.confidence < 0.9, "it may be of another event");
    let apart = Neighbours { stories, ..Neighbours::default() };
    assert_eq!(dated(&[known, alone], &apart)[1].published.value, None);
}

#[test]
fn a_day_lent_by_neighbours_comes_with_the_range_that_holds() {
    let dates = [9, 9, 10].map(|day| article("Brandt meets Vinge", HARBOUR, Some(date(2031, 5, day))));
    let [a, b, c] = dates;
    let asked = article("Brandt receives Vinge", "Chancellor Orsolya Brandt received Admiral Vinge.", None);
    let neighbours = Neighbours { stories: vec![vec![0, 1, 2, 3]], ..Neighbours::default() };
    let published = &dated(&[a, b, c, asked], &neighbours)[3].published;
    let days = published.days.unwrap();
    assert_eq!(published.value.as_deref(), Some("2031-05-09"));
    assert!(published.confidence >= 0.9 && days.contains(date(2031, 5, 20)) && !days.contains(date(2032, 5, 9)));
}
