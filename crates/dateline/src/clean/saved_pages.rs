//! Saved pages of `tests/pages/`, each beside the article expected from it.

use super::clean;
use crate::intake::{Location, pages};

/// A page and its article: title, writers, day, agency, then the paragraphs, one a line.
fn check(name: &str, page: &str, expected: &str) {
    let found = pages(Box::new(page.as_bytes()), name, None).next().and_then(Result::ok).expect("a page");
    assert_eq!(found.location, Location { path: name.to_owned(), record: None });
    let article = clean(&found);
    let day = article.stated_dates.first().map(|stated| stated.day.to_string()).unwrap_or_default();
    let agency = article.credit.as_ref().map(|credit| credit.agency.clone()).unwrap_or_default();
    let mut lines = vec![article.title.clone(), article.byline.join("; "), day, agency, String::new()];
    lines.extend(article.paragraphs.iter().map(|p| p.span.of(article.text.as_str()).to_owned()));
    assert_eq!(lines, expected.trim_end().lines().collect::<Vec<_>>(), "{name}");
}

macro_rules! saved {
    ($($test:ident $page:literal $article:literal),* $(,)?) => {$(
        #[test]
        fn $test() {
            let page = include_str!(concat!("../../tests/pages/", $page));
            check($page, page, include_str!(concat!("../../tests/pages/", $article)));
        }
    )*};
}

saved! {
    a_page_with_json_ld "ferry.html" "ferry.article",
    a_page_without_metadata "bridge.html" "bridge.article",
    a_scrape_with_comments "market.txt" "market.article",
}
