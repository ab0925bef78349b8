//! The door: pages in, articles out.

use super::*;
use crate::intake::{Location, scrape_page};

/// Cleans a scraped text whose lines are marked: `T ` the headline, `+ ` kept, `- ` removed.
fn check(marked: &str) {
    let lines: Vec<(&str, &str)> = marked.lines().map(|line| line.split_at_checked(2).unwrap_or(("", line))).collect();
    let plain: Vec<&str> = lines.iter().map(|(_, text)| *text).collect();
    let page = scrape_page(&plain.join("\n"), Location::default());
    let found = clean(&page);
    let kept: Vec<&str> = found.paragraphs.iter().map(|p| p.span.of(found.text.as_str())).collect();
    let of_mark =
        |mark: &str| -> Vec<&str> { lines.iter().filter(|(m, _)| *m == mark).map(|(_, text)| text.trim()).collect() };
    assert_eq!(kept, of_mark("+ "));
    assert_eq!(found.title, of_mark("T ").concat());
    check_cover(&page, &found);
}

/// Kept and removed runs cover every non-blank byte of the page, once.
fn check_cover(page: &Page, article: &Article) {
    let whole = page.text.as_str();
    let mut covered = vec![0u8; whole.len()];
    let lengths = article.page_spans.iter().map(|(span, _)| *span);
    for span in lengths.chain(article.removed.iter().map(|removed| removed.page_span)) {
        covered[span.range()].iter_mut().for_each(|count| *count += 1);
    }
    for (at, c) in whole.char_indices() {
        assert!(c.is_whitespace() || covered[at] == 1, "{c:?} at {at} is covered {} times", covered[at]);
    }
    for (span, start) in &article.page_spans {
        let kept = &article.text.as_str()[*start as usize..*start as usize + span.len()];
        assert_eq!(kept, span.of(whole));
    }
}

#[test]
fn a_comment_thread_runs_to_the_end() {
    check(
        "T Ferry runs aground off Northport harbour in heavy fog\n\
         \n\
         + A ferry with 212 people on board ran aground off Northport on Tuesday morning, the coast guard said.\n\
         \n\
         + Nobody was hurt, and the harbour master said that the ferry would be towed to Southport by night.\n\
         \n\
         -   • Anna W\n\
         \n\
         -     I was on that ferry and nobody told us anything for two hours while we waited.\n\
         \n\
         -     • Harbour Watch\n\
         \n\
         -       Same as last year.\n\
         \n\
         -   • seagull\n\
         \n\
         -     They never learn.",
    );
}

#[test]
fn a_list_under_the_headline_is_a_standfirst() {
    check(
        "- Travel & Coast\n\
         \n\
         T Ferry runs aground off Northport harbour in heavy fog\n\
         \n\
         +   • Ferry with 212 people on board ran aground in fog\n\
         +   • Coast guard says nobody was hurt in the accident\n\
         \n\
         + A ferry with 212 people on board ran aground off Northport on Tuesday morning, the coast guard said.\n\
         \n\
         - The ferry at the quay of Northport in a picture from last summer\n\
         \n\
         - The ferry at the quay of Northport in a picture from last summer\n\
         \n\
         + Nobody was hurt, and the harbour master said that the ferry would be towed to Southport by night.\n\
         \n\
         - Comments are closed.",
    );
}

#[test]
fn counters_and_a_second_headline_go() {
    check(
        "- 0 $\n\
         - 2,500 $\n\
         \n\
         T Northport’s Ferry Runs Aground in Fog\n\
         \n\
         \n\
         - Northport's Ferry Runs Aground In Fog\n\
         \n\
         + A ferry with 212 people on board ran aground off Northport on Tuesday morning, the coast guard said.\n\
         \n\
         - Do you like this content? Consider helping us!",
    );
}

#[test]
fn a_teaser_between_paragraphs_goes_with_its_blurb() {
    check(
        "T Ferry runs aground off Northport harbour in heavy fog\n\
         \n\
         - Adjust Comment Print\n\
         \n\
         + A ferry with 212 people on board ran aground off Northport on Tuesday morning, the coast guard said.\n\
         \n\
         + The coast guard said that fog had hidden the northern light when the ferry left the harbour at dawn.\n\
         \n\
         - 'I cannot hear it': singer answers critics of 'blue' remix\n\
         - Listeners disagree about which syllable comes out of their headphones, and scientists have a theory.\n\
         \n\
         + Nobody was hurt, and the harbour master said that the ferry would be towed to Southport by night.",
    );
}

#[test]
fn a_teaser_between_blank_lines_goes_and_a_section_of_the_article_stays() {
    check(
        "T Ferry runs aground off Northport harbour in heavy fog\n\
         \n\
         + A ferry with 212 passengers on board ran aground off Northport on Tuesday morning, the coast guard said.\n\
         \n\
         + The coast guard said that heavy fog had hidden the northern lighthouse when the ferry left the harbour.\n\
         \n\
         - Singer answers critics of her latest album\n\
         \n\
         - Listeners disagree about which syllable comes out of their headphones, and scientists have found theories.\n\
         \n\
         + Nobody among the passengers was hurt, and the harbour master said the ferry would be towed to Southport.\n\
         \n\
         + What the harbour master knew\n\
         \n\
         + The lighthouse had been dark since Sunday, the harbour master wrote to the coast guard, which did nothing.\n\
         \n\
         + Passengers said on Tuesday that the ferry had left Northport late, and that the heavy fog was no surprise.",
    );
}

#[test]
fn numbers_that_count_stay_and_a_counter_goes() {
    check(
        "T Three ferries that Northport has lost\n\
         \n\
         - 128\n\
         \n\
         + Northport has lost three ferries since the war, and each of them has a monument on the quay of the harbour.\n\
         \n\
         + 3\n\
         \n\
         + The Anna sank in 1951 with coal on board, and her bell hangs in the church of the fishermen since then.\n\
         \n\
         + 2\n\
         \n\
         + The Berta burnt out in the harbour in 1974 after a welder had left his torch in the engine room overnight.\n\
         \n\
         + 1\n\
         \n\
         + The Clara ran aground in 1988 on the sandbank that has carried her name on the charts ever since.",
    );
}

#[test]
fn a_caption_cut_in_a_word_goes_with_its_credit() {
    check(
        "T Ferry Runs Aground off Northport in Heavy Fog\n\
         \n\
         - The ferry at the quay of Northport, where it was launched in a ceremony by the may\n\
         - Harbour Authority press office/AFP\n\
         \n\
         + (AP) NORTHPORT — A ferry with 212 people on board ran aground off Northport on Tuesday morning.\n\
         \n\
         - Please let us know if you're having issues with commenting.",
    );
}

#[test]
fn a_caption_amid_a_report_of_common_length_goes() {
    let sentences = [
        "Engineers began to lower the lock gates at Tarn on Monday after the river fell for a third day.",
        "The gates had been held open since the flood of last week, which cut the town off from its bridge.",
        "Mayor Edda Rauch said that shops on the quay would open again before the weekend.",
        "About 300 people slept in the school hall, and most of them went home on Sunday evening.",
        "The water board puts the damage at two million, most of it to pumps and to the old weir.",
        "A crane from Ostrel will lift the weir's broken beam on Wednesday, weather permitting.",
        "Farmers below the town ask for help with seed that was washed out of the fields.",
        "The minister of the interior is to visit the quay on Thursday with the head of the water board.",
        "Trains between Tarn and Ostrel run again every hour, with a bus for the last stop.",
    ];
    let caption = "Edda Rauch  speaks to engineers beside the lock gates during a visit to the quay in Tarn";
    let mut page = "T Lock gates lowered at Tarn\n".to_owned();
    for (at, sentence) in sentences.iter().enumerate() {
        page.push_str(&format!("+ {sentence}\n"));
        if at == 4 {
            page.push_str(&format!("- {caption}\n"));
        }
    }
    check(&page);
}

#[test]
fn a_captioned_sentence_that_the_text_repeats_stays_in_the_text() {
    check(
        "T Ferry runs aground off Northport harbour in heavy fog\n\
         \n\
         + A ferry with 212 people on board ran aground off Northport on Tuesday morning, the coast guard said.\n\
         \n\
         - The ferry was last overhauled in December 2017 at a yard in Southport. (Photo: Coast/Anna Writer)\n\
         - The ferry was last overhauled in December 2017 at a yard in Southport. (Photo: Coast/Anna Writer)\n\
         \n\
         + Nobody was hurt, and the harbour master said that the ferry would be towed to Southport by night.\n\
         \n\
         + The ferry was last overhauled in December 2017 at a yard in Southport.",
    );
}

#[test]
fn given_text_passes_unchanged() {
    let mut page = scrape_page("Advertisement\n\n12\nComments are closed.", Location::default());
    page.content = Content::Clean;
    let article = clean(&page);
    assert_eq!(article.text, page.text);
    assert_eq!(article.paragraphs.len(), 3);
}

/// Lines from which scrapes are drawn: each kind of junk, and paragraphs.
const LINES: &[&str] = &[
    "Ferry runs aground off Northport harbour in heavy fog",
    "A ferry with 212 people on board ran aground off Northport on Tuesday morning, the coast guard said.",
    "Nobody was hurt, and the harbour master said that the ferry would be towed to Southport by night.",
    "The ferry at the quay of Northport in a picture from last summer",
    "  • Anna W",
    "    They never learn, and nobody told us anything for two hours.",
    "Share Tweet Email",
    "2,500 $",
    "Comments are closed.",
    "Related Articles",
    "By Anna Writer",
    "NORTHPORT (AP) — The mayor said on Tuesday that the harbour would stay closed until the fog had lifted.",
    "© 2019 The Harbour Post",
    "",
    "Фото: пресс-служба порта",
    "港の沖で渡し船が座礁したと海上保安庁が火曜日に発表した。",
];

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(48))]

    #[test]
    fn cleaning_a_cleaned_text_takes_at_most_a_headline_from_its_top(picks in proptest::collection::vec(0..LINES.len(), 0..24)) {
        let text = picks.iter().map(|pick| LINES[*pick]).collect::<Vec<_>>().join("\n");
        let page = scrape_page(&text, Location::default());
        let once = clean(&page);
        check_cover(&page, &once);
        let again = clean(&scrape_page(&format!("{}\n\n{}", once.title, once.text.as_str()), Location::default()));
        // A line inside the text may be taken for the headline now, and with it goes what stands above it.
        let above = once.text.as_str().strip_suffix(again.text.as_str()).map(str::trim_end);
        let is_headline = above.is_some_and(|above| above.is_empty() || above.ends_with(&again.title));
        proptest::prop_assert!(is_headline, "{:?}, then {:?}", once.text, again.text);
    }

    #[test]
    fn any_text_is_covered(text in "\\PC{0,400}|(\\PC{0,40}\n){0,20}") {
        let page = scrape_page(&text, Location::default());
        check_cover(&page, &clean(&page));
        let page = crate::intake::html_page(text.as_bytes(), Location::default());
        check_cover(&page, &clean(&page));
    }
}

#[test]
fn a_record_of_an_archive_keeps_its_day() {
    let mut page =
        scrape_page("Harbour frozen\n\nThe harbour froze on Friday, the council said.\n", Location::default());
    page.given.published = Some("1889-11-01".to_owned());
    let days: Vec<String> = clean(&page).stated_dates.iter().map(|stated| stated.day.to_string()).collect();
    assert_eq!(days, ["1889-11-01"]);
}

/// The writers of a scraped text with these lines between its headline and its first paragraph.
fn writers(title: &str, head: &[&str], body: [&str; 3]) -> Vec<String> {
    let lines: Vec<&str> = [title].iter().chain(head).chain(&body).copied().collect();
    clean(&scrape_page(&lines.join("\n\n"), Location::default())).byline
}

#[test]
fn a_scrape_names_the_writer_beside_its_date() {
    let title = "Ferry runs aground off Northport harbour in heavy fog";
    let body = [
        "A ferry with 212 people on board ran aground off Northport on Tuesday morning, the coast guard said.",
        "Nobody was hurt, and the harbour master said that the ferry would be towed to Southport by night.",
        "Passengers waited on the deck of the ferry for two hours before the coast guard reached them in the fog.",
    ];
    assert_eq!(writers(title, &["Anna Writer", "3 May 2024"], body), ["Anna Writer"]);
    assert_eq!(writers(title, &["3 May 2024", "Anna Writer"], body), ["Anna Writer"]);
    assert!(writers(title, &["Anna Writer", "Harbour", "3 May 2024"], body).is_empty());
}

#[test]
fn a_korean_scrape_names_its_writer() {
    let title = "북항 앞바다서 여객선 좌초…승객 212명 전원 구조";
    let body = [
        "북항 앞바다에서 화요일 아침 승객 212명을 태운 여객선이 짙은 안개 속에 좌초했다고 해양경찰이 밝혔다.",
        "다친 사람은 없으며 여객선은 이날 밤까지 남항으로 예인될 예정이라고 항만 관계자가 말했다.",
        "승객들은 구조대가 도착할 때까지 두 시간 동안 갑판에서 기다려야 했다고 전했다.",
    ];
    assert_eq!(writers(title, &["김가람 기자", "2024.05.03 14:20"], body), ["김가람"]);
    let opened = format!("(북항=북항통신) 김가람 기자 = {}", body[0]);
    assert_eq!(writers(title, &["2024.05.03 14:20"], [&opened, body[1], body[2]]), ["김가람"]);
}
