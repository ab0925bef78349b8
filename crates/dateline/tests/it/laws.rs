//! Laws that hold on any input.

use dateline::intake::{Content, Page};
use dateline::pipeline::documents::{marked_document, stories_document};
use dateline::pipeline::{Engine, Heap};
use dateline::public::StoriesDocument;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::support::{article_holds, given, marks_hold, read, scraped};

/// Places, actors and acts of made-up events.
const TOWNS: &[&str] = &["Norrhaven", "Castel Vero", "Port Ellery", "Dunmarsh", "Vale Cross", "Osterby"];
const PEOPLE: &[&str] = &["Mayor Anna Voss", "Inspector Peter Lund", "Minister Ruth Okoye", "Captain Ilse Brandt"];
const ACTS: &[&str] = &["ferry ran aground", "warehouse burned down", "bridge was closed", "strike began"];
const SAID: &[&str] = &[
    "“We will find out what happened,” said",
    "“Nobody should have been there that night,” according to",
    "The work will take until spring, said",
];
const PIECES: &[&str] = &[
    "<p>",
    "</p>",
    "<div class=\"comment\">",
    "</div>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<article>",
    "&amp;",
    "&#x1F600;",
    "“",
    "”",
    "\"",
    "’s",
    "said",
    " on Tuesday",
    " last week",
    " 17 May 2024",
    "12",
    " people",
    ".",
    "\n",
    "\n\n",
    "Ilse Brandt",
    " Norrhaven",
    "é",
    "日本",
    "\u{200d}",
    "\u{ad}",
    "Share",
    "Comments (3)",
    "http://",
    "{\"text\":",
    "}",
    "\t",
    "WARC/1.0\r\n",
];

fn event(
    town: &'static str,
    person: &'static str,
    act: &'static str,
    said: &'static str,
    count: u32,
    day: u32,
) -> impl Fn(usize) -> Page {
    move |copy| {
        let text = format!(
            "{} (Harbour Wire) – The {act} in {town} on {} May 2024, hurting at least {count} people, police said.\n\n\
             {said} {person}. Residents of {town} were told to stay at home while the {act}.\n\n\
             Report number {copy} of the day quoted {person} twice and counted {count} hurt.",
            town.to_uppercase(),
            day,
        );
        let published = format!("2024-05-{:02}", day + 1);
        given(
            &format!("{town}-{copy}"),
            &format!("Gazette {copy}"),
            Some(&published),
            &format!("{act} in {town}"),
            &text,
        )
    }
}

/// A heap of one to four events with one to four reports each.
fn heaps() -> impl Strategy<Value = Vec<Page>> {
    let reports = (select(TOWNS), select(PEOPLE), select(ACTS), select(SAID), 2u32..40, 1u32..27, 1usize..5);
    vec(reports, 1..5).prop_map(|events| {
        let pages =
            events.into_iter().enumerate().flat_map(|(number, (town, person, act, said, count, day, reports))| {
                let report = event(town, person, act, said, count, day);
                (0..reports).map(move |copy| {
                    let mut page = report(copy);
                    page.given.id = Some(format!("e{number}-{copy}"));
                    page
                })
            });
        pages.collect()
    })
}

fn walk(pages: &[Page]) -> Heap {
    Engine::default().heap(pages.iter().cloned().map(Ok))
}

fn document(pages: &[Page]) -> StoriesDocument {
    stories_document(&walk(pages), &Engine::default().settings)
}

/// Texts of the pieces that pages are made of, in any order.
fn torn_texts() -> impl Strategy<Value = String> {
    vec(select(PIECES), 0..60).prop_map(|pieces| pieces.concat())
}

/// So many cases; a failing one is printed and not written beside the sources.
fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

fn everything_holds(bytes: &[u8]) {
    let engine = Engine::default();
    for page in read(bytes).into_iter().flatten() {
        article_holds(&page, &engine.article(&page));
        marks_hold(&engine.marked(&page));
    }
}

proptest! {
    #![proptest_config(config(64))]

    #[test]
    fn any_bytes_give_an_article_or_a_note(bytes in vec(any::<u8>(), 0..400)) {
        let pages = read(&bytes);
        prop_assert!(!pages.is_empty(), "nothing was said of {} bytes", bytes.len());
        everything_holds(&bytes);
    }

    #[test]
    fn every_span_lies_in_its_text_on_character_boundaries(text in torn_texts()) {
        everything_holds(text.as_bytes());
        marks_hold(&Engine::default().marked(&given("a", "Gazette", Some("2024-05-18"), "Headline", &text)));
    }

    #[test]
    fn cleaning_twice_changes_nothing(text in torn_texts()) {
        let engine = Engine::default();
        let once = engine.article(&scraped("a", &text));
        let again = engine.article(&given("a", "Gazette", None, &once.title, once.text.as_str()));
        prop_assert_eq!(once.text.as_str(), again.text.as_str());
    }

    #[test]
    fn kept_and_removed_blocks_cover_every_character(text in torn_texts()) {
        for page in read(text.as_bytes()).into_iter().flatten() {
            let article = Engine::default().article(&page);
            let mut covered = vec![false; page.text.len()];
            let spans = article.page_spans.iter().map(|run| run.0).chain(article.removed.iter().map(|removed| removed.page_span));
            spans.for_each(|span| covered[span.range()].fill(true));
            let lost: String = page.text.as_str().char_indices().filter(|(at, c)| !covered[*at] && !c.is_whitespace()).map(|(_, c)| c).collect();
            prop_assert_eq!(lost, "", "neither kept nor removed ({:?})", page.content == Content::Html);
        }
    }
}

proptest! {
    #![proptest_config(config(24))]

    #[test]
    fn shuffled_input_gives_the_same_stories(pages in heaps(), seed in any::<u64>()) {
        let mut shuffled = pages.clone();
        shuffled.sort_by_key(|page| page.given.id.as_ref().map(|id| id.bytes().fold(seed, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))));
        let (here, there) = (document(&pages), document(&shuffled));
        prop_assert_eq!(serde_json::to_string(&here).unwrap(), serde_json::to_string(&there).unwrap());
    }

    #[test]
    fn an_added_exact_copy_adds_no_origin(pages in heaps(), which in any::<prop::sample::Index>()) {
        let mut copy = pages[which.index(pages.len())].clone();
        copy.given.id = Some("zz-copy".to_owned());
        copy.given.publisher = Some("Evening Post".to_owned());
        let mut more = pages.clone();
        more.push(copy);
        prop_assert_eq!(walk(&more).trace.families.len(), walk(&pages).trace.families.len());
    }

    #[test]
    fn every_record_is_counted_once(pages in heaps()) {
        let document = document(&pages);
        let placed: usize = document.stories.iter().map(|story| story.articles.len()).sum();
        prop_assert_eq!(document.counts.records, pages.len());
        prop_assert_eq!(placed + document.unplaced.len() + document.skipped.len(), pages.len());
    }
}

#[test]
fn who_passes_words_on_and_who_estimates_stand_in_the_public_document() {
    let text = "Spokesman Otto Lind said Ana Ruiz told the council that the dam would hold for years.\n\n\
                The analyst Ivo Brandt put the number of guards at up to 9,000 this week.";
    let page = given("dam", "Harbour Wire", Some("2024-05-17"), "Dam holds", text);
    let marked = Engine::default().marked(&page);
    let document = marked_document(&marked, std::slice::from_ref(&marked));
    let quotes = document.quotes.expect("a marked document has its quotations");
    let passed = quotes.iter().find(|quote| !quote.chain.is_empty()).expect("one of them is passed on");
    assert_eq!(passed.speaker.as_ref().map(|speaker| speaker.text.as_str()), Some("Ana Ruiz"));
    assert_eq!(passed.chain[0].text, "Spokesman Otto Lind");
    let quantities = document.quantities.expect("a marked document has its figures");
    let estimate = quantities.iter().find(|quantity| quantity.high == Some(9000.0)).expect("the estimate is read");
    assert_eq!(estimate.holder.as_ref().map(|holder| holder.text.as_str()), Some("The analyst Ivo Brandt"));
    assert_eq!(estimate.scope, "forecast");
}

#[test]
fn marks_of_the_headline_count_in_the_title() {
    let text = "The harbour stayed shut on Friday.\n\nAna Ruiz, the harbour master, said storms were due.";
    let page = given("harbour", "Harbour Wire", Some("2024-05-17"), "‘Cafés cannot wait’: Ana Ruiz", text);
    let marked = Engine::default().marked(&page);
    let document = marked_document(&marked, std::slice::from_ref(&marked));
    let headline = document.headline.expect("a marked document has the marks of its headline");
    let quote = headline.quotes.first().expect("the headline quotes");
    let title: Vec<char> = document.title.chars().collect();
    assert_eq!(title[quote.start..quote.end].iter().collect::<String>(), "‘Cafés cannot wait’");
    let speaker = quote.speaker.as_ref().expect("the headline names who speaks");
    assert_eq!(title[speaker.start..speaker.end].iter().collect::<String>(), "Ana Ruiz");
    let names = document.names.expect("a marked document has names");
    assert!(names.iter().any(|name| name.entity == speaker.entity), "one entity in headline and text");
}
