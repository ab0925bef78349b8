//! The rules' own examples, and expressions in sentences.

use jiff::civil::date;

use super::grammar::grammars;
use super::resolve::resolve_all;
use super::scan::timexes_in;
use super::{Day, DaySet, Timex};
use crate::lang::Lang;

/// A Wednesday.
const PUBLISHED: Day = date(2020, 6, 17);

fn read(code: &str, text: &str) -> Vec<Timex> {
    let mut times = timexes_in(text, Some(&Lang::new(code)));
    resolve_all(&mut times, Some(DaySet::day(PUBLISHED)));
    times
}

/// Checks the expressions of a text against lines of carets with type and value below it.
fn check(code: &str, published: &str, text: &str, expected: &[(&str, &str)]) {
    let mut times = timexes_in(text, Some(&Lang::new(code)));
    resolve_all(&mut times, Some(DaySet::day(published.parse().unwrap())));
    let found: Vec<(&str, &str)> =
        times.iter().map(|timex| (timex.span.of(text), timex.value.as_deref().unwrap_or("?"))).collect();
    assert_eq!(found, expected, "in {text:?}");
}

#[test]
fn every_rule_fires_on_its_example() {
    let mut failures = Vec::new();
    for grammar in grammars() {
        for rule in &grammar.rules {
            let lacks = (rule.fires.is_empty() && rule.means != "none") || rule.silent.is_empty();
            assert!(!lacks, "{} lacks an example", rule.id);
            for example in &rule.fires {
                let (marked, value) = example.split_once(" => ").unwrap_or((example, ""));
                let text = marked.replace(['[', ']'], "");
                let inside = &marked[marked.find('[').unwrap() + 1..marked.find(']').unwrap()];
                let found = read(grammar.code, &text);
                let hit = |timex: &&Timex| timex.span.of(&text) == inside && timex.rule == rule.id;
                match found.iter().find(hit) {
                    Some(timex) if timex.value.as_deref().unwrap_or("") == value => {}
                    _ => failures.push(format!("{}: {example}\n    found {:?}", rule.id, told(&found, &text))),
                }
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_rule_stays_silent_on_its_counter_example() {
    let mut failures = Vec::new();
    for grammar in grammars() {
        for rule in &grammar.rules {
            for example in &rule.silent {
                let found = read(grammar.code, example);
                if found.iter().any(|timex| timex.rule == rule.id) {
                    failures.push(format!("{}: {example}\n    found {:?}", rule.id, told(&found, example)));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn told<'a>(times: &'a [Timex], text: &'a str) -> Vec<(&'a str, &'a str, Option<&'a str>)> {
    times.iter().map(|timex| (timex.span.of(text), timex.rule, timex.value.as_deref())).collect()
}

#[test]
fn a_curly_apostrophe_does_not_hide_a_weekday() {
    check("en", "2020-06-17", "A transcript of Monday’s talks.", &[("Monday", "2020-06-15")]);
}

#[test]
fn names_are_no_dates() {
    check("en", "2020-06-17", "Edna May and Noel Frost read the Sunday Times at her summer residence.", &[]);
}

#[test]
fn the_future_tense_looks_ahead() {
    check("en", "2020-06-17", "The council will vote on Monday.", &[("Monday", "2020-06-22")]);
    check("en", "2020-06-17", "The school will stay closed on Monday.", &[("Monday", "2020-06-22")]);
    check("en", "2020-06-17", "The hearing will also be held on Monday.", &[("Monday", "2020-06-22")]);
    check("en", "2020-06-17", "The hearing was held on Monday.", &[("Monday", "2020-06-15")]);
    check("en", "2020-06-17", "The council voted on Monday.", &[("Monday", "2020-06-15")]);
}

#[test]
fn what_was_due_is_past() {
    check("en", "2020-06-17", "It had been due to expire Monday.", &[("Monday", "2020-06-15")]);
    check("en", "2020-06-17", "The bid is extended until Monday.", &[("Monday", "2020-06-22")]);
}

#[test]
fn impossible_and_absurd_dates_have_no_value() {
    check("en", "2020-06-17", "He was born on February 31, 2016.", &[("February 31, 2016", "?")]);
    check("en", "2020-06-17", "It began 999999999 years ago.", &[("999999999 years ago", "?")]);
}

#[test]
fn a_page_in_an_unknown_language_is_read_without_harm() {
    let text = "Cuộc họp diễn ra ngày 12/05/2017 và 31/02/2017, kéo dài 3 giờ. ".repeat(300);
    let mut times = timexes_in(&text, Some(&Lang::new("vi")));
    resolve_all(&mut times, Some(DaySet::day(PUBLISHED)));
    assert_eq!(times[0].value.as_deref(), Some("2017-12-05"), "no pack says which number is the month");
}

#[test]
fn a_german_page_is_read_by_its_pack_alone() {
    check(
        "de",
        "2020-06-17",
        "Die Kanzlerin empfing ihn am Donnerstagabend. Am Freitag wird sie abreisen, wie sie vor zwei Wochen sagte.",
        &[("Donnerstagabend", "2020-06-11TEV"), ("Freitag", "2020-06-19"), ("vor zwei Wochen", "2020-W23")],
    );
    check(
        "de",
        "2020-06-17",
        "Das Treffen vom 10. bis zum 12. Oktober 2019 dauerte drei Tage.",
        &[("10.", "2019-10-10"), ("12. Oktober 2019", "2019-10-12"), ("drei Tage", "P3D")],
    );
}

#[test]
fn german_looks_ahead_in_reported_speech_and_in_the_present() {
    check("de", "2020-06-17", "Er sagte, man werde am Freitag beginnen.", &[("Freitag", "2020-06-19")]);
    check("de", "2020-06-17", "Der Rat tagt am Samstag.", &[("Samstag", "2020-06-20")]);
    check("de", "2020-06-17", "Der Rat hat am Samstag getagt.", &[("Samstag", "2020-06-13")]);
}

#[test]
fn a_hedge_is_a_modifier() {
    let modifiers = |code, text| read(code, text).iter().map(|timex| timex.modifier).collect::<Vec<_>>();
    assert_eq!(modifiers("en", "It fell more than ten years ago."), [Some("BEFORE")]);
    assert_eq!(
        modifiers("en", "It took about two hours, at least three weeks."),
        [Some("APPROX"), Some("EQUAL_OR_MORE")]
    );
    assert_eq!(modifiers("de", "Sie fiel vor weniger als zehn Jahren."), [Some("AFTER")]);
    assert_eq!(modifiers("en", "They spoke about last year."), [None]);
}

#[test]
fn a_quarter_that_has_just_ended_is_not_the_next_years() {
    check("en", "2019-10-20", "It is expected to report third-quarter profit.", &[("third-quarter", "2019-Q3")]);
    check("en", "2019-11-20", "It expects a loss in the second quarter.", &[("the second quarter", "2020-Q2")]);
}

#[test]
fn a_year_spoken_of_gives_an_undated_page_no_days() {
    let text = "In 2012 the dam broke. The council meets on Saturday, said the mayor yesterday.";
    let mut times = timexes_in(text, Some(&Lang::new("en")));
    resolve_all(&mut times, None);
    let values: Vec<Option<&str>> = times.iter().map(|timex| timex.value.as_deref()).collect();
    assert_eq!(values, [Some("2012"), None, None]);
}

#[test]
fn dates_run_on_in_a_history() {
    let text =
        "The siege began on 3 May 1453. It ended on 29 May. In 1454, in 1456, in 1459 and in 1460 others followed.";
    let mut times = timexes_in(text, Some(&Lang::new("en")));
    resolve_all(&mut times, Some(DaySet::day(PUBLISHED)));
    assert_eq!(times[1].value.as_deref(), Some("1453-05-29"));
}

#[test]
fn the_years_of_a_life_make_no_history_of_a_news_report() {
    let text = "Lind, mayor since 1998, won in 2002, 2006, 2010 and 2014. She resigned Tuesday night and leaves today.";
    let mut times = timexes_in(text, Some(&Lang::new("en")));
    resolve_all(&mut times, Some(DaySet::day(PUBLISHED)));
    let values: Vec<&str> = times[5..].iter().filter_map(|timex| timex.value.as_deref()).collect();
    assert_eq!(values, ["2020-06-16TNI", "2020-06-17"]);
}

#[test]
fn a_history_runs_on_behind_today() {
    let text = "The siege began on 3 May 1453. In 1454, in 1456, in 1459 and in 1460 others followed, told of today. \
                On 9 June 1460 it ended, and on 11 June peace was made.";
    let mut times = timexes_in(text, Some(&Lang::new("en")));
    resolve_all(&mut times, Some(DaySet::day(PUBLISHED)));
    let last = times.last().and_then(|timex| timex.value.as_deref());
    assert_eq!(last, Some("1460-06-11"));
}

#[test]
fn a_range_of_days_keeps_what_all_its_days_agree_on() {
    let text = "They met on Thursday, as they did last year.";
    let mut times = timexes_in(text, Some(&Lang::new("en")));
    resolve_all(&mut times, Some(DaySet::range(date(2018, 2, 1), date(2018, 9, 30))));
    assert_eq!(times[0].value, None);
    assert!(times[0].days.unwrap().contains(date(2018, 5, 17)), "a Thursday");
    assert!(!times[0].days.unwrap().contains(date(2018, 5, 16)), "a Wednesday");
    assert_eq!(times[1].value.as_deref(), Some("2017"));
}

#[test]
fn a_page_of_dates_is_read_in_linear_time() {
    let text = "On May 5, 2016 and February 31 and 3/4/5/6/7 nineteen ninety twenty ".repeat(2500);
    let mut times = timexes_in(&text, Some(&Lang::new("en")));
    resolve_all(&mut times, Some(DaySet::day(PUBLISHED)));
    assert!(times.len() >= 5000);
}

proptest::proptest! {
    #[test]
    fn no_text_makes_it_fail(text in "(\\PC|May|[0-9]{1,12}|Monday|'s|\u{2019}|last|years ago|-|,|\\.| |\n){0,60}") {
        let mut times = timexes_in(&text, None);
        resolve_all(&mut times, Some(DaySet::day(PUBLISHED)));
        for timex in &times {
            assert!(text.is_char_boundary(timex.span.start as usize) && text.is_char_boundary(timex.span.end as usize));
        }
    }
}
