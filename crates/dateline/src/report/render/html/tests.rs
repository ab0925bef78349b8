use std::collections::BTreeSet;

use super::super::fixture;
use super::html;

/// Values of an attribute, in order.
fn values<'h>(page: &'h str, attribute: &str) -> Vec<&'h str> {
    let opening = format!(" {attribute}=\"");
    page.split(&opening).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn every_link_leads_to_an_anchor_of_the_page() {
    let page = html(&fixture::document());
    let ids = values(&page, "id");
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(unique.len(), ids.len(), "an anchor stands twice");
    let links = values(&page, "href");
    assert!(links.len() > 15);
    for link in links {
        let target = link.strip_prefix('#').unwrap_or_else(|| panic!("{link} leaves the page"));
        assert!(unique.contains(target), "{link} leads nowhere");
    }
}

#[test]
fn a_topic_links_its_stories_and_cites_its_steps() {
    let page = html(&fixture::document());
    let topic = page.split("id=\"topic-1\"").nth(1).unwrap();
    assert!(
        topic.contains("href=\"#story-1\"") && topic.contains("Mara Quill") && topic.contains("s1a2-0-"),
        "{topic}"
    );
}

#[test]
fn a_citation_opens_exactly_its_characters() {
    let page = html(&fixture::document());
    let opened = page.split("<mark id=\"s1a3-0-15\">").nth(1).unwrap();
    assert!(opened.starts_with("Nine passengers</mark> were"), "{}", &opened[..60]);
}

#[test]
fn crossing_runs_both_stand_whole() {
    let mut document = fixture::document();
    let cell = document.stories[0].matrix.claims[0].cells[1].citations[0].clone();
    let crossing = crate::public::Selector { start: 5, end: 28, ..cell };
    document.stories[0].matrix.claims[0].cells[1].citations.push(crossing);
    let page = html(&document);
    assert!(
        page.contains("<mark id=\"s1a3-0-15\">Nine <mark id=\"s1a3-5-28\">passengers</mark></mark><mark> were injured"),
        "{page}"
    );
}

#[test]
fn a_copied_run_is_lettered_in_both_texts_and_shown_side_by_side() {
    let page = html(&fixture::document());
    for anchor in ["s1a1-A", "s1a2-A"] {
        let opened = page.split(&format!("<mark class=\"copied\" id=\"{anchor}\"><sup>A</sup>")).nth(1).unwrap();
        assert!(opened.contains("A ferry ran aground"), "{anchor}");
        assert!(page.contains(&format!("href=\"#{anchor}\"")), "{anchor}");
    }
    assert!(page.contains("82 % in 1 Coast Wire, 0 % own"), "{page}");
}

#[test]
fn source_text_cannot_bring_markup() {
    let mut document = fixture::document();
    document.stories[0].title = "<script>alert(1)</script>".into();
    document.stories[0].members[0].title = "<img src=x>".into();
    document.unplaced[0].reason = "<b>".into();
    let page = html(&document);
    for markup in ["<script", "<img", "<b>", "<and>"] {
        assert!(!page.contains(markup), "{markup} reached the page");
    }
}

#[test]
fn the_page_loads_nothing() {
    let page = html(&fixture::document());
    for loader in ["<script", "<link", "src=", "url(", "@import", "http:", "https:"] {
        assert!(!page.contains(loader), "{loader}");
    }
}

#[test]
fn a_selector_outside_the_text_is_left_out() {
    let mut document = fixture::document();
    document.stories[0].brief[0].citations[0].end = 100_000;
    html(&document);
}

#[test]
fn an_empty_document_is_a_page() {
    assert!(html(&crate::public::StoriesDocument::default()).contains("0 stories"));
}

#[test]
fn folded_claims_stand_in_a_block_of_their_own() {
    let page = html(&fixture::document());
    let (shown, folded) = page.split_once("1 more claim of one origin alone").unwrap();
    assert!(shown.contains("id=\"s1-c1\"") && !shown.contains("id=\"s1-c3\""));
    assert!(folded.contains("id=\"s1-c3\""));
}

#[test]
fn words_of_a_source_carry_its_language() {
    let mut document = fixture::document();
    document.stories[0].members[2].language = Some("nl".into());
    let page = html(&document);
    assert!(page.contains("<span dir=\"auto\" lang=\"nl\">nine</span>"), "{page}");
}

#[test]
fn a_brief_says_what_reports_differ_on() {
    let page = html(&fixture::document());
    assert!(
        page.contains("Reports differ on <a dir=\"auto\" href=\"#s1-c1\">people hurt: seven or nine</a>"),
        "{page}"
    );
}
