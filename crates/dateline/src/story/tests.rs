//! Heaps in, groups out. All events are made up.

use super::*;
use crate::clean::{Article, ArticleId, DateBasis, StatedDate, clean};
use crate::date::{date_article, timexes};
use crate::facts::{Marked, Marks, Mention, NameKind};
use crate::intake::{Location, given_page};
use crate::lang::Lang;
use crate::reuse::Trace;
use crate::text::{Span, Text};

const FERRY: [&str; 3] = [
    "The ferry Halcyon ran aground on a sandbank off Merrow Point on Tuesday with 214 passengers aboard, the coastguard \
     of Tavria said. Captain Ilse Brandt reported no injuries. Tugboats from Port Lanning will try to free the Halcyon \
     at high tide on Wednesday morning.",
    "All 214 passengers of the ferry Halcyon spent the night on board after it struck a sandbank near Merrow Point. \
     Captain Ilse Brandt told the Tavria coastguard that the hull was sound. Two tugboats left Port Lanning to pull the \
     Halcyon free at high tide.",
    "A sandbank near Merrow Point has trapped the ferry Halcyon since Tuesday. The Tavria coastguard counted 214 \
     passengers; none was hurt, captain Ilse Brandt said. The operator hopes that tugboats from Port Lanning free the \
     ship on Wednesday.",
];

const BAKERY: [&str; 2] = [
    "Bakers in Ostrel went on strike on Monday over night pay. Union leader Pavo Kern said that 3,100 bakers had put \
     down their work, and that bread would be short until the ministry of labour answers. Mill owners called the demand \
     of 12 percent absurd.",
    "Bread was short in Ostrel after 3,100 bakers began a strike over night pay on Monday. They ask for 12 percent more. \
     The ministry of labour invited union leader Pavo Kern to talks, while mill owners refused to move.",
];

fn marked(number: usize, text: &str) -> Marked {
    let page = given_page(text, Location::default());
    let language = Some(Lang::new("en"));
    let article = Article { id: ArticleId(format!("a{number:03}")), text: Text::new(text), language, ..clean(&page) };
    let mut times = timexes(&article);
    let dating = date_article(&article, &mut times);
    Marked { article, times, dating, marks: Marks::default() }
}

fn heap(texts: &[&str]) -> Vec<Marked> {
    texts.iter().enumerate().map(|(number, text)| marked(number, text)).collect()
}

fn published(mut marked: Marked, day: jiff::civil::Date) -> Marked {
    let stated =
        StatedDate { value: day.to_string(), day, basis: DateBasis::Metadata, field: "given:published".into() };
    marked.article.stated_dates = vec![stated];
    marked.dating = date_article(&marked.article, &mut marked.times);
    marked
}

fn groups(found: &Clustering) -> Vec<Vec<usize>> {
    found.stories.iter().map(|story| story.members.clone()).collect()
}

/// Groups a heap, and checks that every article is in one place and that every span lies in its text.
fn check(heap: &[Marked], expected: &[&[usize]]) -> Clustering {
    let found = cluster(heap, &Trace::default(), &Decisions::default());
    assert_eq!(groups(&found), expected, "{:#?}", found.near_misses);
    let placed = found.stories.iter().flat_map(|story| story.members.iter().copied());
    let mut placed: Vec<usize> = placed.chain(found.unplaced.iter().map(|unplaced| unplaced.article)).collect();
    placed.sort_unstable();
    assert_eq!(placed, (0..heap.len()).collect::<Vec<_>>());
    for miss in &found.near_misses {
        let sides = miss.reasons.iter().flat_map(|reason| {
            let here = reason.here.1.iter().map(|&span| (miss.member, span));
            here.chain(reason.there.1.iter().map(|&span| (miss.article, span)))
        });
        for (article, span) in sides {
            assert!(!heap[article].article.text.slice(span).is_empty());
        }
    }
    found
}

#[test]
fn reports_of_two_events_make_two_stories() {
    check(&heap(&[FERRY[0], BAKERY[0], FERRY[1], BAKERY[1], FERRY[2]]), &[&[0, 2, 4], &[1, 3]]);
}

#[test]
fn the_order_of_the_heap_changes_nothing() {
    let texts = [FERRY[0], BAKERY[0], FERRY[1], BAKERY[1], FERRY[2]];
    let straight = heap(&texts);
    let mut turned = straight.clone();
    turned.reverse();
    let ids = |heap: &[Marked], found: &Clustering| -> Vec<Vec<String>> {
        let of = |members: &Vec<usize>| {
            let mut ids: Vec<String> = members.iter().map(|&at| heap[at].article.id.0.clone()).collect();
            ids.sort();
            ids
        };
        let mut all: Vec<Vec<String>> = groups(found).iter().map(of).collect();
        all.sort();
        all
    };
    let (one, other) = (
        cluster(&straight, &Trace::default(), &Decisions::default()),
        cluster(&turned, &Trace::default(), &Decisions::default()),
    );
    assert_eq!(ids(&straight, &one), ids(&turned, &other));
    let bits = |found: f64| found.to_bits();
    let (a, b) = (why(&straight, &Trace::default(), 0, 2).0, why(&turned, &Trace::default(), 4, 2).0);
    assert_eq!(bits(a), bits(b));
}

#[test]
fn a_report_of_the_earlier_meeting_stays_apart_with_reasons() {
    let meeting = [
        "President Oda Lindqvist of Norrland met chancellor Emil Vasak in Karsten on Friday to discuss the border treaty. \
         Her spokesman Jonas Rehn said that she will send a delegation to the council to rewrite the customs chapter. \
         The last time Lindqvist and Vasak met was in May 2031 in Karsten.",
        "Norrland will send a delegation to the council to rewrite the customs chapter, spokesman Jonas Rehn said after \
         president Oda Lindqvist met chancellor Emil Vasak in Karsten on Friday. Lindqvist previously met Vasak in \
         Karsten in May 2031.",
        "Oda Lindqvist and Emil Vasak shook hands in Karsten on Friday. The president of Norrland wants a delegation to \
         rewrite the customs chapter before the council, her spokesman Jonas Rehn said. It is the second visit to \
         Karsten: in May 2031 Lindqvist and Vasak met there too.",
        "Chancellor Emil Vasak received president Oda Lindqvist of Norrland in Karsten. They talked for three hours about \
         the border treaty. By April 2031 about 40 trucks a day were held at the border, the ministry says. Vasak thanked \
         the customs officers of Norrland for their patience.",
    ];
    let heap = heap(&meeting);
    let found = check(&heap, &[&[0, 1, 2], &[3]]);
    let miss = found.near_misses.iter().find(|miss| miss.article == 3).unwrap();
    assert!(miss.probability < 0.5, "{miss:#?}");
    let against: Vec<ReasonKind> =
        miss.reasons.iter().filter(|reason| reason.weight < -1.0).map(|reason| reason.kind).collect();
    assert!(against.contains(&ReasonKind::Date) && against.contains(&ReasonKind::Action), "{miss:#?}");
    let (probability, reasons) = why(&heap, &Trace::default(), 3, 0);
    assert!(probability < 0.5 && reasons[0].here.0 == "2031" && reasons[0].there.0.contains("May 2031"));
}

#[test]
fn pages_of_one_template_make_no_blob() {
    let towns = ["Arden", "Belsk", "Corvo", "Dunmere", "Elling", "Farrow", "Gessen", "Holt", "Ivrea", "Jarrow"];
    let page = |number: usize| {
        let (town, high) = (towns[number % 10], 3 + number * 7 % 29);
        let (day, wind) = (1 + number % 27, 5 + number * 11 % 43);
        format!(
            "Weather for {town} on {day} March\n\nThe weather in {town} on {day} March will be partly cloudy with a high \
             of {high} degrees. Winds come from the west at {wind} kilometres an hour. Showers may reach the coast in \
             the afternoon, so take an umbrella. The outlook for the rest of the week stays unchanged, with mild nights \
             and changing skies over most of the region."
        )
    };
    let pages: Vec<String> = (0..150).map(page).collect();
    let heap = heap(&pages.iter().map(String::as_str).collect::<Vec<_>>());
    let found = cluster(&heap, &Trace::default(), &Decisions::default());
    let largest = found.stories.iter().map(|story| story.members.len()).max();
    // One town has fifteen pages; some whose figures happen to agree may join.
    assert!(largest <= Some(3), "{largest:?}");
    assert!(found.notes[0].contains("templates"), "{:?}", found.notes);
}

#[test]
fn days_of_a_series_that_differ_in_numbers_alone_stay_apart() {
    let towns = ["Arden", "Belsk", "Corvo", "Dunmere", "Elling"];
    let page = |day: usize| {
        let (idle, closed, sick) = (12 + day * 37 % 389, 2 + day * 11 % 29, 1 + day * 17 % 59);
        let (from, to) = (towns[day * 7 % 5], towns[day * 3 % 5]);
        format!(
            "Transit strike, day {day}: what we know\n\nThe transit strike in Elling entered its day {day} with {idle} buses \
             idle and {closed} lines closed, the transit authority said.\n\nTrains ran between {from} and {to}. The \
             authority said {sick} drivers had called in sick. Talks between the union and the city go on. Riders are \
             asked to check the timetable before they leave home. The union wants more pay for night shifts."
        )
    };
    let mut pages: Vec<String> = (1..=60).map(page).collect();
    // The same day told twice is one text.
    pages.push(page(21));
    let heap = heap(&pages.iter().map(String::as_str).collect::<Vec<_>>());
    let found = cluster(&heap, &Trace::default(), &Decisions::default());
    let joined: Vec<&Vec<usize>> =
        found.stories.iter().map(|story| &story.members).filter(|members| members.len() > 1).collect();
    assert_eq!(joined.len(), 1, "{joined:?}");
    assert_eq!(joined[0].len(), 2, "{joined:?}");
}

const BRIDGE: [&str; 2] = [
    "The old rail bridge over the Elve at Korvin was closed on Thursday after inspectors found cracks in two piers. \
     Commuters to Norrhaven must take buses, said Mirja Aalto of the Elve Railway. Repairs will take until October.",
    "Cracks in two piers closed the rail bridge over the Elve at Korvin on Thursday. Mirja Aalto of the Elve Railway \
     asked commuters to Norrhaven to take buses until October, when repairs are to end.",
];

#[test]
fn a_digest_is_known_by_the_stories_that_tell_its_paragraphs() {
    let digest = [FERRY[1], BAKERY[1], BRIDGE[1]].join("\n\n");
    let of_one = [FERRY[0], FERRY[1], FERRY[2]].join("\n\n");
    let heap = heap(&[FERRY[0], FERRY[2], BAKERY[0], BAKERY[1], BRIDGE[0], &digest, &of_one]);
    let found = check(&heap, &[&[0, 1, 6], &[2, 3], &[4]]);
    let unplaced: Vec<(usize, &str)> = found.unplaced.iter().map(|left| (left.article, left.reason.as_str())).collect();
    assert_eq!(unplaced, [(5, "a digest of several reports")]);
}

#[test]
fn a_digest_that_a_person_put_into_a_story_stays_there() {
    let digest = [FERRY[1], BAKERY[1], BRIDGE[1]].join("\n\n");
    let heap = heap(&[FERRY[0], FERRY[2], BAKERY[0], BRIDGE[0], &digest]);
    let id = |at: usize| heap[at].article.id.clone();
    let pin = Decision::Pin { article: id(4), with: [id(2)].into() };
    let found = cluster(&heap, &Trace::default(), &Decisions::replay(&[pin]));
    let with_it = groups(&found).into_iter().find(|story| story.contains(&4));
    assert!(with_it.is_some_and(|story| story.contains(&2)) && found.unplaced.is_empty(), "{:?}", groups(&found));
}

#[test]
fn a_near_miss_is_as_likely_as_its_whole_story_is() {
    let digest = format!("{}\n\n{}", FERRY[0], BAKERY[0]);
    let found = cluster(
        &heap(&[FERRY[0], FERRY[1], FERRY[2], BAKERY[0], BAKERY[1], &digest]),
        &Trace::default(),
        &Decisions::default(),
    );
    assert!(!found.near_misses.is_empty());
    for miss in &found.near_misses {
        assert!(miss.probability < 0.5, "{miss:#?}");
    }
}

#[test]
fn a_page_that_quotes_both_events_does_not_glue_them() {
    let digest = format!("The week in brief. {} {}", BAKERY[0], FERRY[0]);
    let found = cluster(
        &heap(&[FERRY[0], FERRY[1], FERRY[2], BAKERY[0], BAKERY[1], &digest]),
        &Trace::default(),
        &Decisions::default(),
    );
    let together = |a: usize, b: usize| groups(&found).iter().any(|story| story.contains(&a) && story.contains(&b));
    assert!(together(0, 1) && together(3, 4) && !together(0, 3), "{:?}", groups(&found));
}

#[test]
fn the_same_accident_years_apart_is_two_events() {
    let again = "The ferry Orlop ran aground on a sandbank off Cape Dunn on Sunday with 87 passengers aboard. Captain Nils \
        Aubert reported no injuries. Tugboats from Vessby will try to free the Orlop at high tide.";
    let [first, second] = [jiff::civil::date(2031, 3, 4), jiff::civil::date(2034, 8, 20)];
    let heap = vec![
        published(marked(0, FERRY[0]), first),
        published(marked(1, FERRY[1]), first),
        published(marked(2, again), second),
    ];
    check(&heap, &[&[0, 1], &[2]]);
}

#[test]
fn what_is_no_article_is_placed_nowhere() {
    let mut heap = heap(&[FERRY[0], FERRY[1], "Log in to read on."]);
    heap[2].article.not_an_article = Some("login wall");
    let found = check(&heap, &[&[0, 1]]);
    assert_eq!(found.unplaced, [Unplaced { article: 2, reason: "login wall".into() }]);
}

#[test]
fn odd_texts_do_no_harm() {
    let texts = ["", " ", "…", "渡轮在港口搁浅。", "渡轮在港口外的沙洲搁浅，无人受伤。", "🦀🦀"];
    check(&heap(&texts), &[&[0], &[1], &[2], &[3, 4], &[5]]);
}

#[test]
fn two_languages_join_by_names_and_numbers() {
    let dutch = "De veerboot Halcyon liep dinsdag vast op een zandbank bij Merrow Point met 214 passagiers aan boord. \
        Kapitein Ilse Brandt meldde de kustwacht van Tavria geen gewonden. Sleepboten uit Port Lanning trekken de Halcyon \
        woensdag los.";
    let mut heap = heap(&[FERRY[0], FERRY[1], BAKERY[0], dutch]);
    heap[3].article.language = Some(Lang::new("nl"));
    check(&heap, &[&[0, 1, 3], &[2]]);
}

/// The stories of a heap by identifier, under decisions.
fn decided(heap: &[Marked], decisions: &[Decision]) -> Vec<Vec<String>> {
    let found = cluster(heap, &Trace::default(), &Decisions::replay(decisions));
    found
        .stories
        .iter()
        .map(|story| story.members.iter().map(|&member| heap[member].article.id.0.clone()).collect())
        .collect()
}

#[test]
fn hand_decisions_hold_when_the_heap_is_grouped_again() {
    let heap = heap(&[FERRY[0], FERRY[1], FERRY[2], BAKERY[0], BAKERY[1]]);
    let id = |at: usize| heap[at].article.id.clone();
    let alone = decided(&heap, &[]);
    assert_eq!(alone.len(), 2, "{alone:?}");
    let split = Decision::Split { out: [id(2)].into(), rest: [id(0), id(1)].into() };
    let merge = Decision::Merge { articles: (2..5).map(id).collect() };
    let names = |places: &[usize]| places.iter().map(|&at| id(at).0).collect::<Vec<_>>();
    assert_eq!(decided(&heap, std::slice::from_ref(&split)), [names(&[0, 1]), names(&[2]), names(&[3, 4])]);
    assert_eq!(decided(&heap, &[split, merge]), [names(&[0, 1]), names(&[2, 3, 4])]);
}

/// The topics of texts whose names are given, one story for each text.
fn topics_of(texts: &[&str], named: &[&str]) -> Vec<Topic> {
    let mut heap = heap(texts);
    let person = |name: &str| name.contains("Holt") || name.contains("Des");
    for marked in &mut heap {
        let text = marked.article.text.as_str();
        let found = named.iter().filter_map(|name| Some((text.find(name)?, *name)));
        let mention = |(at, name): (usize, &str)| Mention {
            span: Span::new(at, at + name.len()),
            kind: if person(name) { NameKind::Person } else { NameKind::Other },
            entity: None,
            canonical: None,
            rule: "test",
        };
        marked.marks.names = found.map(mention).collect();
    }
    let story = |member: usize| StoryCluster { members: vec![member], profile: EventProfile::default(), notes: vec![] };
    topics(&heap, &(0..texts.len()).map(story).collect::<Vec<_>>())
}

#[test]
fn a_follow_up_shares_a_topic_and_another_accident_does_not() {
    let texts = [
        "The ferry Solveig ran aground off Tarn Head, Captain Mira Holt said.",
        "Mira Holt, captain of the ferry Solveig, was charged at Port Lund over Tarn Head.",
        "The ferry Ondine ran aground near Quillon, Captain Paul Desmet said.",
    ];
    let found = topics_of(&texts, &["Solveig", "Tarn Head", "Mira Holt", "Ondine", "Quillon", "Paul Desmet"]);
    assert_eq!(found.iter().map(|topic| topic.stories.clone()).collect::<Vec<_>>(), [vec![0, 1]]);
    let shared: Vec<&str> = found[0].links[0].shared.iter().map(|shared| shared.name.as_str()).collect();
    assert!(shared.contains(&"Solveig") && shared.contains(&"Mira Holt"), "{shared:?}");
}

#[test]
fn an_adjective_of_a_country_is_no_name_that_stories_share() {
    let texts = ["The Norwegian ferry Solveig ran aground.", "Norwegian bakers of the Solveig mill went on strike."];
    assert_eq!(topics_of(&texts, &["Norwegian", "Solveig"]), []);
    let named = ["The ferry Solveig of Tarn Head ran aground.", "Bakers of Tarn Head met on the Solveig."];
    assert_eq!(topics_of(&named, &["Tarn Head", "Solveig"]).len(), 1);
}

#[test]
fn five_thousand_tables_of_shares_make_no_blob() {
    let page = |number: usize| {
        let (firm, day) = (number % 50, 2 + number / 50);
        let (open, close) = (10 + number * 7 % 83, 11 + number * 13 % 79);
        format!(
            "Shares of Firm{firm} on day {day}\n\nShares of Firm{firm} opened at {open} crowns on day {day} of the fair and \
             closed at {close} crowns. The exchange in Karsten lists the figures of all firms on every evening of the week."
        )
    };
    let pages: Vec<String> = (0..5_000).map(page).collect();
    let heap = heap(&pages.iter().map(String::as_str).collect::<Vec<_>>());
    let found = cluster(&heap, &Trace::default(), &Decisions::default());
    let largest = found.stories.iter().map(|story| story.members.len()).max();
    // The hundred tables of one firm differ in their figures alone, but they are a series.
    assert!(largest <= Some(2), "{largest:?}");
    assert!(found.notes[0].contains("templates"), "{:?}", found.notes);
}

#[test]
fn a_page_that_quotes_ten_events_joins_none_of_them() {
    let towns = ["Arden", "Belsk", "Corvo", "Dunmere", "Elling", "Farrow", "Gessen", "Holt", "Ivrea", "Jarrow"];
    let things = ["bridge", "library", "dam", "school", "tunnel", "market", "quarry", "harbour", "museum", "windmill"];
    let report = |at: usize, turn: usize| {
        let (town, thing, count) = (towns[at], things[at], 12 + at * 31);
        let verbs = [["closed", "for repairs", "engineers"], ["shut", "after cracks were found", "inspectors"]][turn];
        format!(
            "The {thing} of {town} was {} on Tuesday {}, and {count} people had to leave. The {} of {town} said that the \
             {thing} was {count} years old. Nobody in {town} was hurt when the {thing} was cleared.",
            verbs[0], verbs[1], verbs[2]
        )
    };
    let mut pages: Vec<String> = (0..10).flat_map(|at| [report(at, 0), report(at, 1)]).collect();
    pages.push((0..10).map(|at| report(at, 0)).collect::<Vec<_>>().join("\n\n"));
    let found =
        cluster(&heap(&pages.iter().map(String::as_str).collect::<Vec<_>>()), &Trace::default(), &Decisions::default());
    assert!(
        groups(&found).iter().all(|story| story.len() <= 2 || story.contains(&20) && story.len() <= 3),
        "{found:#?}"
    );
}

#[test]
fn pages_of_one_day_and_pages_of_no_day_make_the_same_stories() {
    let texts = [FERRY[0], BAKERY[0], FERRY[1], BAKERY[1], FERRY[2]];
    let undated = heap(&texts);
    let one_day: Vec<Marked> =
        undated.iter().cloned().map(|marked| published(marked, jiff::civil::date(2031, 3, 4))).collect();
    check(&undated, &[&[0, 2, 4], &[1, 3]]);
    check(&one_day, &[&[0, 2, 4], &[1, 3]]);
}

#[test]
fn two_short_reports_of_different_accidents_stay_apart() {
    let ferry = "A ferry ran aground near Merrow Point on Tuesday with 214 passengers aboard.";
    let fire = "A fire destroyed a paint warehouse in Norrhaven on Friday and hurt nine firefighters.";
    check(&heap(&[ferry, fire]), &[&[0], &[1]]);
}

/// Reports of one day that have nothing but its date in common.
const ONE_DAY: [&str; 4] = [
    "PORT LANNING, 3 June 2031 — The ferry Halcyon ran aground on a sandbank off Merrow Point on Tuesday morning with 214 \
     passengers aboard, the coastguard said. Captain Ilse Brandt said that tugboats would try to free the vessel.",
    "OSTREL, 3 June 2031 — About 3,100 bakers stopped work at midnight on Tuesday in a dispute over night pay, their union \
     said. Union leader Pavo Kern said that the strike would last until the mill owners returned to the table.",
    "KARSTEN, 3 June 2031 — A painting stolen from the Lindqvist Museum eleven years ago was found in an attic on Tuesday, \
     police said. Director Oda Rehn said that the canvas, a winter landscape, was in good condition.",
    "BELSK, 3 June 2031 — The council of Belsk voted by 17 to 12 on Tuesday to close the only swimming pool of the town. \
     Mayor Ansgar Veld said the pool loses 300,000 crowns a year. Swimmers protested outside the town hall.",
];

#[test]
fn a_common_date_alone_joins_no_reports() {
    let heap = heap(&ONE_DAY);
    check(&heap, &[&[0], &[1], &[2], &[3]]);
    for (one, other) in [(0, 1), (0, 2), (2, 3)] {
        check(&[heap[one].clone(), heap[other].clone()], &[&[0], &[1]]);
    }
    let (probability, reasons) = why(&heap, &Trace::default(), 0, 1);
    assert!(probability < 0.05, "{probability}");
    let together: Vec<_> = reasons.iter().filter(|reason| reason.weight > 0.5).collect();
    assert!(together.is_empty(), "{together:#?}");
}

#[test]
fn the_numbers_of_a_date_are_no_numbers() {
    let heap = heap(&[ONE_DAY[0], FERRY[0]]);
    let (_, reasons) = why(&heap, &Trace::default(), 0, 1);
    let numbers = reasons.iter().find(|reason| reason.rule == "numbers").expect("both count the passengers");
    assert_eq!(numbers.here.0, "214");
    let words = reasons.iter().find(|reason| reason.rule == "words").expect("both tell of the sandbank");
    assert!(!words.here.0.contains("Tuesday") && !words.here.0.contains("June"), "{words:#?}");
}

#[test]
fn a_digest_and_a_letters_page_are_marked_and_join_no_story() {
    let mut heap = heap(&[FERRY[0], FERRY[1], FERRY[2], BAKERY[0]]);
    heap[2].article.title = "Letters to the editor".into();
    heap[3].article.title = "Norrhaven Herald | News in brief".into();
    let found = check(&heap, &[&[0, 1]]);
    let reasons: Vec<&str> = found.unplaced.iter().map(|unplaced| unplaced.reason.as_str()).collect();
    assert_eq!(reasons, ["a page of readers' letters", "a digest of several reports"]);
}

#[test]
fn reasons_show_whom_and_how_many_two_articles_tell() {
    let tell = |number: usize, text: &str| {
        let bare = marked(number, text);
        let marks = crate::facts::mark(&bare.article, &bare.times);
        Marked { marks, ..bare }
    };
    let heap = vec![tell(0, FERRY[0]), tell(1, FERRY[1]), tell(2, BAKERY[0])];
    let (_, reasons) = why(&heap, &Trace::default(), 0, 1);
    let rule = |rule: &str| reasons.iter().find(|reason| reason.rule == rule);
    let persons = rule("persons").expect("both name the captain");
    assert!(persons.weight > 0.0 && persons.here.0.contains("Brandt"), "{reasons:#?}");
    assert!(rule("figures").is_some_and(|figures| figures.here.0.contains("214")), "{reasons:#?}");
}
