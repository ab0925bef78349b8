//! Pages as they come: wrong charsets, megabytes of script, broken and lying metadata. Bytes in, article out.

use super::{Article, clean};
use crate::intake::{Location, pages};

const TITLE: &str = "Ferry runs aground off Northport in heavy fog";

const BODY: [&str; 3] = [
    "A ferry with 212 people on board ran aground off Northport on Tuesday morning, the coast guard said.",
    "Nobody was hurt, and the harbour master said that the ferry would be towed to Southport by night.",
    "It was the second accident of its kind in the bay since the fog signal was switched off in March.",
];

fn read(bytes: &[u8]) -> Article {
    let input = Box::new(std::io::Cursor::new(bytes.to_vec()));
    clean(&pages(input, "page", None).next().and_then(Result::ok).expect("a page"))
}

fn paragraphs(article: &Article) -> Vec<&str> {
    article.paragraphs.iter().map(|graf| graf.span.of(article.text.as_str())).collect()
}

/// A page with something in its head, and something before and after its paragraphs.
fn page(head: &str, before: &str, after: &str) -> String {
    let body: String = BODY.iter().map(|text| format!("<p>{text}</p>\n")).collect();
    format!(
        "<!doctype html><html lang=en><head><title>{TITLE}</title>{head}</head>\
         <body>{before}<article><h1>{TITLE}</h1>{body}</article>{after}</body></html>"
    )
}

/// The article is found whatever stands around it.
fn check(bytes: &[u8]) -> Article {
    let article = read(bytes);
    assert_eq!((article.title.as_str(), paragraphs(&article)), (TITLE, BODY.to_vec()));
    article
}

#[test]
fn utf_16_without_a_mark() {
    let page = page("<meta charset=utf-8>", "", "");
    let little: Vec<u8> = page.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = page.encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(check(&little).notes, ["UTF-16LE without a byte order mark"]);
    assert_eq!(check(&big).notes, ["UTF-16BE without a byte order mark"]);
}

#[test]
fn windows_1251_declared_as_utf_8() {
    let title = "Паром сел на мель у входа в Северную гавань";
    let text = "Паром с 212 пассажирами на борту сел на мель во вторник утром, сообщила береговая охрана. \
                Никто не пострадал, и к ночи судно отбуксируют в Южную гавань, сказал начальник порта.";
    let page = format!(
        "<html><head><meta charset=\"utf-8\"><title>{title}</title></head><body><h1>{title}</h1><p>{text}</p></body></html>"
    );
    let article = read(&encoding_rs::WINDOWS_1251.encode(&page).0);
    assert_eq!((article.title.as_str(), paragraphs(&article)), (title, vec![text]));
    assert_eq!(article.notes, ["charset guessed as windows-1251"]);
}

#[test]
fn forty_megabytes_of_inline_script() {
    let script = format!("<script>{}</script>", "var a = '<p>no'; ".repeat(40 << 16));
    check(page(&script, "", "").as_bytes());
    check(page("", &script, "").as_bytes());
}

#[test]
fn a_million_nested_elements() {
    check(page("", &"<div>".repeat(1_000_000), "").as_bytes());
}

#[test]
fn character_references_of_every_kind() {
    let text = "&quot;No&quot; &copy 2019 &#8217;s &#x2019;s &#X2019;s &#146;s &NotEqualTilde; &amp;lt; &#0; &#xD800; \
                &#x110000; &ferry; AT&T caf&eacute;s &notit; a&nbsp;b &#; &#x; &";
    let expected = "\"No\" © 2019 ’s ’s ’s ’s ≂\u{338} &lt; \u{fffd} \u{fffd} \u{fffd} &ferry; AT&T cafés ¬it; a\u{a0}b &#; &#x; &";
    let page = crate::intake::html_page(format!("<html><p>{text}</p>").as_bytes(), Location::default());
    assert_eq!(page.text.as_str().trim_end(), expected);
}

#[test]
fn json_ld_that_is_no_json() {
    for broken in
        ["{\"@type\": \"NewsArticle\", \"headline\": ", "<!-- none -->", "{{headline}}", "[[[[", "\"", "{\"a\":1}}}"]
    {
        check(page(&format!("<script type='application/ld+json'>{broken}</script>"), "", "").as_bytes());
    }
    let deep = "[".repeat(200_000);
    check(page(&format!("<script type='application/ld+json'>{deep}</script>"), "", "").as_bytes());
}

#[test]
fn json_ld_of_another_article() {
    let lie = "{\"@type\": \"NewsArticle\", \"headline\": \"Seven soups that warm you on cold evenings\", \
               \"author\": {\"@type\": \"Person\", \"name\": \"Eva Muster\"}, \"datePublished\": \"2011-02-03\"}";
    let head = format!("<script type='application/ld+json'>{lie}</script><meta name=author content='Anna Writer'>");
    let article = check(page(&head, "", "").as_bytes());
    assert_eq!(article.byline, ["Anna Writer"]);
    assert!(article.stated_dates.is_empty());
    let note = "json-ld:headline differs from what the page shows: Seven soups that warm you on cold evenings";
    assert_eq!(article.notes, [note]);
}
