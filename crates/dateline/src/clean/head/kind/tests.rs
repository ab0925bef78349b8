//! Pages that are no articles, and articles that look a little like them.

use crate::clean::clean;
use crate::intake::{Location, html_page, scrape_page};

/// What a scraped text is said to be.
fn scraped(text: &str) -> Option<&'static str> {
    clean(&scrape_page(text, Location::default())).not_an_article
}

/// What an HTML page is said to be.
fn html(page: &str) -> Option<&'static str> {
    clean(&html_page(page.as_bytes(), Location::default())).not_an_article
}

const REPORT: &str = "A ferry with 212 passengers ran aground off Northport harbour on Tuesday morning, the coast guard said.\n\n\
    Nobody among the passengers was hurt, and the ferry would be towed to Southport harbour by night, the coast guard said.\n\n\
    Passengers said that the ferry had left Northport late and that fog had hidden the harbour lights on Tuesday morning.";

/// Short news of one day that have nothing in common.
const NEWS: [&str; 5] = [
    "Ministers agreed on Monday to lower the duty on imported timber, officials said after the meeting ended.",
    "Rain washed away the second stage of the cycling tour through Eastmark, and riders rested in their hotels.",
    "Archaeologists unearthed a Roman kitchen beneath the parking garage of a supermarket near Oldbridge.",
    "Shares of the mining company Norrak doubled after geologists confirmed a deposit of lithium in the desert.",
    "Dockers at Southport walked out over night shifts, leaving eleven container vessels waiting at anchor.",
];

#[test]
fn reports_are_articles() {
    assert_eq!(scraped(&format!("Ferry runs aground off Northport\n\n{REPORT}")), None);
    for title in
        ["Morning briefing: ferry runs aground", "Live: ferry runs aground off Northport", "Letters found in the wreck"]
    {
        let paragraphs = REPORT.replace("\n\n", "<p>");
        assert_eq!(html(&format!("<html><title>{title}</title><h1>{title}</h1><p>{paragraphs}")), None, "{title}");
    }
}

#[test]
fn errors_and_walls_are_named() {
    assert_eq!(html("<html><title>404 Not Found</title><h1>Not Found</h1><p>The page was moved."), Some("error page"));
    let wall = "<html><title>Ferry runs aground</title><h1>Ferry runs aground</h1><p>A ferry ran aground on Tuesday …</p>\
                <div>Subscribe now to continue reading.</div>";
    assert_eq!(html(wall), Some("login or pay wall"));
    assert_eq!(scraped("Ferry runs aground\n\nPlease log in to read this article.\n"), Some("login or pay wall"));
}

#[test]
fn galleries_letters_and_digests_are_named() {
    let captions: String =
        (1..9).map(|n| format!("<figure><img><figcaption>Boat {n} at the quay</figcaption></figure>")).collect();
    let gallery =
        format!("<html><title>Harbour festival in pictures</title><h1>Harbour festival in pictures</h1>{captions}");
    assert_eq!(html(&gallery), Some("photo gallery"));
    let letters = NEWS.map(|news| format!("{news}\n\nA. Writer, Northport\n\n")).concat();
    assert_eq!(scraped(&format!("Letters to the editor\n\n{letters}")), Some("letters page"));
    assert_eq!(scraped(&format!("News in brief\n\n{}", NEWS.join("\n\n"))), Some("digest"));
}

#[test]
fn a_live_ticker_is_named() {
    let entries: String =
        (0..6).map(|n| format!("<div><time>14:{n}2</time><p>{}</p></div>", NEWS[n % NEWS.len()])).collect();
    let page = format!("<html><title>Ferry aground: live updates</title><h1>Ferry aground: live updates</h1>{entries}");
    assert_eq!(html(&page), Some("live ticker"));
}

#[test]
fn a_live_ticker_says_so_in_any_language_and_in_its_metadata() {
    let entry = |at: usize| format!("<div><p>14.{at}2 Uhr</p><p>{}</p></div>", NEWS[at % NEWS.len()]);
    let entries: String = (0..6).map(entry).collect();
    let page = |head: &str, title: &str| html(&format!("<html><title>{title}</title>{head}<h1>{title}</h1>{entries}"));
    for title in [
        "+++ Fähre sitzt fest +++",
        "Hafen: News und Entwicklungen",
        "Le ferry échoué en direct",
        "El puerto, minuto a minuto",
    ] {
        assert_eq!(page("", title), Some("live ticker"), "{title}");
    }
    let head = "<script type='application/ld+json'>{\"@type\": \"LiveBlogPosting\", \"headline\": \"Fähre sitzt fest\"}</script>";
    assert_eq!(page(head, "Fähre sitzt fest"), Some("live ticker"));
    assert_eq!(page("", "Fähre sitzt fest"), None);
}

#[test]
fn times_beside_an_article_make_no_live_ticker() {
    let news = |at: usize| format!("<li>{}:15</li><li><a href=/{at}>{}</a></li>", 8 + at, NEWS[at % NEWS.len()]);
    let list: String = (0..14).map(news).collect();
    let paragraphs = format!("{REPORT}\n\n{REPORT}\n\n{REPORT}").replace("\n\n", "<p>");
    let title = "Ferry runs aground off Northport";
    let page = format!(
        "<html><title>{title}</title><main><h1>{title}</h1><p>{paragraphs}</main><aside><ul>{list}</ul></aside>"
    );
    assert_eq!(html(&page), None);
    let entry = |at: usize| format!("<div><b>{}:15</b><p>{} This was entry {at}.</div>", 8 + at, NEWS[at % NEWS.len()]);
    let entries: String = (0..14).map(entry).collect();
    assert_eq!(html(&format!("<html><title>{title}</title><h1>{title}</h1>{entries}")), Some("live ticker"));
}

#[test]
fn a_front_page_is_named() {
    let quay = |n: usize| char::from(b'a' + (n % 26) as u8).to_string().repeat(1 + n / 26);
    let teaser = |n: usize| format!("<div><h3><a href=/{n}>Council votes on quay {} again</a></h3></div>", quay(n));
    let page =
        format!("<html><title>The Harbour Post</title>{}<p>{}</p>", (0..60).map(teaser).collect::<String>(), NEWS[0]);
    assert_eq!(html(&page), Some("front page"));
    let headlines: String = (0..20).map(|n| format!("Council votes on quay {} again\n\n", quay(n))).collect();
    assert_eq!(scraped(&format!("The Harbour Post\n\n{headlines}{}\n\n{}", NEWS[1], NEWS[2])), Some("front page"));
}

#[test]
fn a_table_is_named() {
    let rows: String = (10..30).map(|n| format!("Northport {n} °C wind {n} km/h\n\n")).collect();
    assert_eq!(scraped(&format!("Weather\n\n{rows}")), Some("table"));
}
