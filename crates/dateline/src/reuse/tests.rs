//! Heaps in, kinds and families out. All texts are made up.

use super::*;
use crate::clean::{Article, ArticleId, Credit, DateBasis, Publisher, StatedDate, clean};
use crate::intake::{Location, given_page};
use crate::text::{Span, Text};

const DAM: &str = "The Orsava dam above the village of Kelmin was closed on Tuesday after inspectors found cracks along \
    the eastern spillway, the regional water board announced. Engineers lowered the reservoir by three metres within \
    a day, and residents of the lower streets spent the night in the sports hall. Board chairman Teodor Vrana told \
    reporters that the wall itself had not moved. The dam, finished in 1961, supplies four towns with drinking water.";

const ORCHARD: &str = "Growers around Lake Pellen expect the smallest cherry harvest in two decades after a late \
    frost ruined most of the early blossom. Cooperative manager Irma Sandoval said trucks would leave the valley half \
    empty this summer. Several families have begun to replace their trees with hazel, which flowers later and needs \
    less water. The ministry of agriculture promised loans without interest until next spring.";

fn article(id: &str, text: &str) -> Article {
    let page = given_page(text, Location::default());
    Article {
        id: ArticleId(id.into()),
        text: Text::new(text),
        credit: None,
        publisher: Publisher::default(),
        stated_dates: Vec::new(),
        ..clean(&page)
    }
}

fn crediting(agency: &str, article: Article) -> Article {
    let credit = Credit { agency: agency.into(), span: None, whole_text: true, rule: "given" };
    Article { credit: Some(credit), ..article }
}

fn of_publisher(domain: &str, article: Article) -> Article {
    Article { publisher: Publisher { name: None, domain: Some(domain.into()) }, ..article }
}

fn published(day: jiff::civil::Date, article: Article) -> Article {
    let stated =
        StatedDate { value: day.to_string(), day, basis: DateBasis::Metadata, field: "given:published".into() };
    Article { stated_dates: vec![stated], ..article }
}

fn traced(articles: &[Article]) -> Trace {
    trace(&articles.iter().collect::<Vec<_>>())
}

fn families(trace: &Trace) -> Vec<Vec<usize>> {
    trace.families.iter().map(|family| family.members.iter().map(|member| member.article).collect()).collect()
}

fn check_families(articles: &[Article], expected: &[&[usize]]) -> Trace {
    let trace = traced(articles);
    assert_eq!(families(&trace), expected, "{:#?}", trace.passages);
    trace
}

/// One passage between two texts, of this kind, with these characters on the second side.
fn check_passage(a: &str, b: &str, kind: PassageKind, on_b: &str) {
    let articles = [article("a", a), article("b", b)];
    let trace = traced(&articles);
    let found: Vec<(PassageKind, &str)> =
        trace.passages.iter().map(|passage| (passage.kind, passage.b.span.of(b))).collect();
    assert_eq!(found, [(kind, on_b)]);
}

#[test]
fn a_reprint_with_another_headline_and_cut_end_is_of_one_family() {
    let cut = DAM.split_once(" Board chairman").unwrap().0;
    let reprint = format!("Village sleeps in sports hall. {cut}");
    let trace = check_families(&[article("a", DAM), article("b", &reprint), article("c", ORCHARD)], &[&[0, 1], &[2]]);
    let [Group { kind: GroupKind::Near, members, compared }] = trace.groups.as_slice() else { panic!("one group") };
    let [likeness] = compared.as_slice() else { panic!("one pair") };
    assert_eq!(members, &[0, 1]);
    assert!(likeness.b_in_a > 0.85 && likeness.a_in_b < 0.8 && likeness.resemblance < 0.8, "{likeness:?}");
    assert!(trace.families[0].members[1].share_copied > 0.85);
    assert!(trace.families[1].members[0].share_own > 0.99);
}

#[test]
fn quotation_marks_case_and_a_changed_spelling_do_not_hide_a_copy() {
    let copied = "Engineers lowered the Reservoir by three meters within a day, and residents of the lower streets \
        spent the night in the 'sports hall'.";
    let text = format!("It was a long evening in Kelmin. {copied} Nobody was hurt, the mayor says.");
    check_passage(DAM, &text, PassageKind::Copy, copied);
}

#[test]
fn one_utterance_quoted_twice_joins_nobody() {
    let said = "We have looked at every metre of that wall with lamps and hammers, and I can promise the people of \
        Kelmin that their homes, their gardens and their children are safe tonight";
    let a = format!("The chairman spoke in the town hall. “{said},” he told the crowd, which did not applaud.");
    let b = format!("Asked by a resident about the cracks, Vrana answered: \"{said}\". Few believed him.");
    let trace = check_families(&[article("a", &a), article("b", &b)], &[&[0], &[1]]);
    assert_eq!(trace.passages.len(), 1);
    assert_eq!(trace.passages[0].kind, PassageKind::SharedQuotation);
}

#[test]
fn a_formula_joins_nobody() {
    let a = "The envoy had informed the council of his decision to send a delegation to the islands before winter. \
        Fishing crews there still wait for the ferry that was promised two years ago.";
    let b = "Her office had informed the council of his decision to send a delegation to the border, aides said. \
        Hauliers blame the new customs hall for queues of up to nine hours.";
    let trace = check_families(&[article("a", a), article("b", b)], &[&[0], &[1]]);
    assert!(trace.passages.iter().all(|passage| passage.kind == PassageKind::Formula), "{:?}", trace.passages);
}

#[test]
fn a_publishers_own_text_joins_nobody() {
    let notice = "The Kelmin Courier has reported from the valley since 1904; write to the newsroom with corrections, \
        photographs and tips, and support independent local journalism with a monthly subscription.";
    let a = of_publisher("kelmin-courier.example", article("a", &format!("{DAM}\n\n{notice}")));
    let b = of_publisher("kelmin-courier.example", article("b", &format!("{ORCHARD}\n\n{notice}")));
    let trace = check_families(&[a, b], &[&[0], &[1]]);
    assert_eq!(trace.passages.iter().map(|passage| passage.kind).collect::<Vec<_>>(), [PassageKind::Furniture]);
}

#[test]
fn a_page_spliced_from_two_reports_ties_nobody_together() {
    let part = ORCHARD.split_once(" Several families").unwrap().0;
    let spliced = format!("{DAM} {part}");
    check_families(&[article("a", DAM), article("b", ORCHARD), article("c", &spliced)], &[&[0, 2], &[1]]);
}

#[test]
fn the_credit_of_one_member_names_the_origin_of_all() {
    let reprint = format!("{DAM} The mayor could not be reached.");
    let articles = [article("a", &reprint), crediting("Montane Press", article("b", DAM))];
    let trace = check_families(&articles, &[&[0, 1]]);
    assert_eq!(trace.families[0].origin, Origin::Agency("Montane Press".into()));
    assert!(trace.passages.iter().all(|passage| passage.direction == Direction::Common));
}

#[test]
fn an_announcement_is_told_from_a_wire_report() {
    let sent = format!("FOR IMMEDIATE RELEASE\n\n{DAM}\n\nAbout Orsava Power\n\nOrsava Power runs nine dams.");
    let printed = format!("{DAM} The mayor could not be reached.");
    let both = check_families(&[article("a", &sent), article("b", &printed)], &[&[0, 1]]);
    assert_eq!(both.families[0].origin, Origin::Release);
    let wired = [crediting("PR Newswire", article("a", DAM)), article("b", &printed)];
    assert_eq!(traced(&wired).families[0].origin, Origin::Release);
    let reported = [crediting("Montane Press", article("a", DAM)), article("b", &printed)];
    assert_eq!(traced(&reported).families[0].origin, Origin::Agency("Montane Press".into()));
}

#[test]
fn days_of_publication_say_who_came_first() {
    let day = |day| jiff::civil::date(2031, 5, day);
    let reprint = format!("{DAM} The mayor could not be reached.");
    let dated = [published(day(9), article("a", &reprint)), published(day(8), article("b", DAM))];
    assert_eq!(traced(&dated).families[0].origin, Origin::Article(1));
    let undated = [article("a", &reprint), article("b", DAM)];
    assert_eq!(traced(&undated).families[0].origin, Origin::Unknown);
}

#[test]
fn the_order_of_input_changes_only_the_numbers() {
    let texts = [DAM.to_owned(), format!("{DAM} Rain is forecast."), ORCHARD.to_owned(), DAM.to_uppercase()];
    let ids = ["a", "b", "c", "d"];
    let named = |order: &[usize]| {
        let articles: Vec<Article> = order.iter().map(|&at| article(ids[at], &texts[at])).collect();
        let trace = traced(&articles);
        let mut out: Vec<Vec<String>> = families(&trace)
            .iter()
            .map(|family| family.iter().map(|&at| articles[at].id.0.clone()).collect())
            .collect();
        for family in &mut out {
            family.sort();
        }
        out.sort();
        (out, trace.passages.len())
    };
    assert_eq!(named(&[0, 1, 2, 3]), named(&[3, 1, 0, 2]));
}

#[test]
fn a_saved_index_goes_on_where_it_stopped() {
    let articles = [article("a", DAM), article("b", ORCHARD), article("c", &format!("{DAM} Rain is forecast."))];
    let mut index = Index::new();
    for article in &articles[..2] {
        assert!(index.add(article, |number| articles.get(number)).passages.is_empty());
    }
    let mut restored = Index::from_bytes(&index.to_bytes()).unwrap();
    let matches = restored.add(&articles[2], |number| articles.get(number));
    assert_eq!(matches, index.add(&articles[2], |number| articles.get(number)));
    assert_eq!(matches.passages.iter().map(|passage| passage.a.article).collect::<Vec<_>>(), [0]);
    assert_eq!(restored.add(&articles[1], |number| articles.get(number)).same_as, Some(1));
    let torn = index.to_bytes();
    assert!((0..torn.len()).step_by(7).all(|end| Index::from_bytes(&torn[..end]).is_none()));
}

#[test]
fn ten_thousand_copies_and_endless_repetition_take_linear_time() {
    let mut articles: Vec<Article> = (0..10_000).map(|copy| article(&copy.to_string(), DAM)).collect();
    articles.push(article("endless", &"copy ".repeat(200_000)));
    articles.push(article("endless too", &"copy ".repeat(199_000)));
    articles.extend((0..300).map(|page| article(&format!("near {page}"), &format!("{DAM} Page {page} of many."))));
    let trace = traced(&articles);
    assert!(trace.passages.len() < 40_000, "{}", trace.passages.len());
    assert_eq!(trace.families[0].members.len(), 10_300);
    assert_eq!(trace.notes.len(), 4, "{:?}", trace.notes);
}

#[test]
fn what_stands_around_shared_quotations_is_no_copy_either() {
    let first = "We have looked at every metre of that wall with lamps and hammers and found it sound, and I can \
        promise that the gardens below it are safe tonight";
    let second = "Nobody will carry water from the upper farms this summer, because the reserve in the old quarry \
        lasts until the autumn rain comes";
    let a = format!("“{first},” said Teodor Vrana. “{second},” he added. The crowd did not applaud, and many left.");
    let b =
        format!("Residents asked about cracks. “{first},” said Teodor Vrana. “{second},” he added. Few believed it.");
    let trace = check_families(&[article("a", &a), article("b", &b)], &[&[0], &[1]]);
    assert!(!trace.passages.is_empty());
    let is_quotation = |passage: &Passage| passage.kind == PassageKind::SharedQuotation;
    assert!(trace.passages.iter().all(is_quotation), "{:?}", trace.passages);
}

#[test]
fn a_quotation_beside_copied_words_is_told_apart_from_them() {
    let said = "We have looked at every metre of that wall with lamps and hammers and found it sound";
    let copied = "Engineers lowered the reservoir by three metres within a day while residents of the lower streets \
        spent two nights in the sports hall";
    let padded = |from: u64| (from..from + 60).map(|word| format!("{} ", word_of(word))).collect::<String>();
    let page = |from| format!("{copied}. {}“{said},” Vrana told them. {}", padded(from), padded(from + 100));
    let trace = traced(&[article("a", &page(0)), article("b", &page(1_000))]);
    let of = |kind| trace.passages.iter().any(|passage| passage.kind == kind);
    assert!(of(PassageKind::Copy) && of(PassageKind::SharedQuotation), "{:#?}", trace.passages);
}

#[test]
fn tiny_pages_of_one_site_that_share_a_line_are_no_family() {
    let line = "This report is part of the evening edition; subscribers read the whole of it on paper or in the app.";
    let pages: Vec<Article> = ["Harvest ends", "Ferry delayed", "Mayor resigns", "Bridge closed", "Choir sings"]
        .iter()
        .map(|headline| of_publisher("kelmin-courier.example", article(headline, &format!("{headline} today. {line}"))))
        .collect();
    check_families(&pages, &[&[0], &[1], &[2], &[3], &[4]]);
}

#[test]
fn what_a_site_puts_on_every_page_is_noted_and_joins_nobody() {
    let notice = "The Kelmin Courier has reported from the valley since 1904; write to the newsroom with corrections, \
        photographs and tips, and support independent local journalism with a monthly subscription.";
    let pages: Vec<Article> = (0..200_u64)
        .map(|page| {
            let body: String = (0..60).map(|word| format!("{} ", word_of(page * 1_000 + word))).collect();
            of_publisher("kelmin-courier.example", article(&format!("{page:03}"), &format!("{body}\n\n{notice}")))
        })
        .collect();
    let trace = traced(&pages);
    assert_eq!(trace.families.len(), 200);
    assert!(trace.passages.is_empty(), "{}", trace.passages.len());
    assert_eq!(trace.notes.len(), 1, "{:?}", trace.notes);
    assert!(trace.notes[0].starts_with("200 texts of kelmin-courier.example"), "{:?}", trace.notes);
}

/// A made-up word for a number.
fn word_of(number: u64) -> String {
    let mixed = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (0..7).map(|letter| char::from(b'a' + ((mixed >> (8 * letter)) % 26) as u8)).collect()
}

#[test]
fn a_very_long_text_and_a_text_of_one_sentence_cost_no_more_than_their_length() {
    let sentence = "The ferry to the outer islands was late again this morning because of fog. ";
    let long: String = (0..150_000).map(|word| format!("{} ", word_of(word))).collect();
    let articles = [
        article("long", &long),
        article("long too", &format!("{DAM} {long} {ORCHARD}")),
        article("one sentence", &sentence.repeat(15_000)),
        article("one sentence too", &format!("{DAM} {}", sentence.repeat(14_000))),
        article("dam", DAM),
    ];
    let trace = traced(&articles);
    assert!(trace.passages.len() < 100, "{}", trace.passages.len());
    let long = trace.families.iter().find(|family| family.members[0].article == 0).unwrap();
    assert!(long.members.iter().any(|member| member.article == 1), "{:?}", families(&trace));
}

#[test]
fn articles_added_one_by_one_share_what_they_share_in_a_heap() {
    let day = |day| jiff::civil::date(2031, 5, day);
    let heap = [
        published(day(1), article("a", DAM)),
        published(day(2), article("b", ORCHARD)),
        published(day(3), article("c", &format!("{DAM} The mayor could not be reached."))),
        published(day(4), article("d", &format!("{} {DAM}", ORCHARD.split_once(" Several").unwrap().0))),
        published(day(5), article("e", &DAM.replace("Tuesday", "Wednesday"))),
    ];
    let mut index = Index::new();
    let mut one_by_one = Vec::new();
    for article in &heap {
        index = Index::from_bytes(&index.to_bytes()).unwrap();
        one_by_one.extend(index.add(article, |number| heap.get(number)).passages);
    }
    one_by_one.sort_by_key(|passage| (passage.a.article, passage.b.article, passage.a.span, passage.b.span));
    assert_eq!(one_by_one, traced(&heap).passages);
    assert!(one_by_one.len() >= 5);
}

#[test]
fn spans_hold_in_any_script() {
    let a =
        "市議会は火曜日、川沿いの古い製紙工場を図書館に改装する計画を賛成多数で可決した。費用は十二億円と見込まれる。";
    let b = format!("本紙の取材によると、{a}住民からは歓迎の声が上がった。");
    check_families(&[article("a", a), article("b", &b)], &[&[0, 1]]);
    let odd = ["", "\u{301}\u{301}", "ǅ ß İ ﬁ", "🙂🙂🙂", "a", "\u{0}\u{0}"];
    let trace = traced(&odd.map(|text| article(text, text)));
    assert!(trace.passages.is_empty());
}

#[test]
fn the_span_of_a_passage_lies_in_its_text() {
    let articles = [article("a", DAM), article("b", &DAM.replace("the ", "thé "))];
    for passage in traced(&articles).passages {
        assert!(articles[0].text.as_str().get(passage.a.span.range()).is_some());
        assert!(Span::new(0, articles[1].text.len()).contains(passage.b.span));
    }
}

/// Articles as they would come one by one, lent by the number they came with.
fn arrived(articles: &[Article], index: &mut Index) -> Vec<Arrivals> {
    let come = |(at, article): (usize, &Article)| {
        assert_eq!(index.len(), at);
        arrive(index, vec![article.clone()], |number| articles.get(number).cloned())
    };
    articles.iter().enumerate().map(come).collect()
}

#[test]
fn articles_that_arrive_one_by_one_share_what_they_share_in_one_heap() {
    let cut = DAM.split_once(" Board chairman").unwrap().0;
    let filled = format!("Village sleeps in sports hall. {DAM} Rain is forecast for the weekend.");
    let articles =
        [article("a", DAM), article("b", ORCHARD), article("c", cut), article("d", &filled), article("e", DAM)];
    let pairs = |trace: &Trace, id: &dyn Fn(usize) -> String| -> Vec<(String, String, PassageKind)> {
        let of = |passage: &Passage| (id(passage.a.article), id(passage.b.article), passage.kind);
        let mut pairs: Vec<_> = trace.passages.iter().map(of).collect();
        pairs.sort();
        pairs.dedup();
        pairs
    };
    let batch = pairs(&traced(&articles), &|at| articles[at].id.0.clone());
    let mut index = Index::new();
    let mut one_by_one: Vec<_> = Vec::new();
    for step in arrived(&articles, &mut index) {
        assert_eq!(step.new.len(), 1);
        one_by_one.extend(pairs(&step.trace, &|at| step.articles[at].id.0.clone()));
    }
    one_by_one.sort();
    // The exact copy is shown against the first with its text; in a heap it is shown against the others too.
    let (missing, others): (Vec<_>, Vec<_>) = batch.into_iter().partition(|pair| !one_by_one.contains(pair));
    assert_eq!(others, one_by_one);
    assert!(missing.iter().all(|(_, later, _)| later == "e"), "{missing:?}");
}

#[test]
fn an_arrival_joins_the_family_of_an_earlier_article() {
    let mut index = Index::new();
    let steps = arrived(&[article("a", DAM), article("b", ORCHARD), article("c", DAM)], &mut index);
    let last = &steps[2];
    assert_eq!(families(&last.trace), [[0, 1]]);
    assert_eq!((last.articles[0].id.0.as_str(), &last.new), ("a", &vec![1]));
    assert!(last.trace.groups.iter().any(|group| group.kind == GroupKind::Exact));
}

fn check_direction(a: Article, b: Article, expected: Direction, basis: &str) {
    let trace = traced(&[a, b]);
    let passage = trace.passages.iter().find(|passage| passage.kind == PassageKind::Copy).expect("a copy");
    assert_eq!(passage.direction, expected, "{}", passage.basis);
    assert!(passage.basis.contains(basis), "{}", passage.basis);
}

fn of_paper(name: &str, article: Article) -> Article {
    Article { publisher: Publisher { name: Some(name.into()), domain: None }, ..article }
}

#[test]
fn who_names_the_other_as_the_source_copied() {
    let naming = DAM.replace("told reporters", "told the Kelmin Courier");
    let (a, b) = (of_paper("Valley Post", article("a", &naming)), of_paper("Kelmin Courier", article("b", DAM)));
    check_direction(a, b, Direction::BToA, "names the publisher");
}

#[test]
fn a_text_that_stops_in_mid_sentence_was_cut_from_the_one_that_goes_on() {
    let cut = DAM.split_once(" lower streets").unwrap().0;
    check_direction(article("a", DAM), article("b", cut), Direction::AToB, "stops where the other goes on");
    let teaser = format!("{cut} […]");
    check_direction(article("a", &teaser), article("b", DAM), Direction::BToA, "stops where the other goes on");
    let whole = DAM.split_once(" Board chairman").unwrap().0;
    check_direction(article("a", DAM), article("b", whole), Direction::Unknown, "nothing says");
}

#[test]
fn misread_words_show_the_copy() {
    let (long, misread) = (DAM.repeat(2), DAM.replace("reservoir", "rescrvoir").replace("Engineers", "Engineors"));
    let misread = format!("{}{DAM}", misread.replace("spillway", "spi1lway").replace("regional", "rcgional"));
    let misread = misread.replace("inspectors", "inspeclors");
    check_direction(article("a", &misread), article("b", &long), Direction::BToA, "misread");
}
