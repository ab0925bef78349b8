//! Law: shuffled input gives the same stories. The input is cut into records at form feeds.
#![no_main]

use dateline::intake::{Location, Page, given_page};
use dateline::pipeline::Engine;
use dateline::pipeline::documents::stories_document;
use libfuzzer_sys::fuzz_target;

/// Records of one input: more of them only make a run slower.
const RECORDS: usize = 12;

fuzz_target!(|text: &str| {
    let record = |(number, text): (usize, &str)| -> Page {
        let mut page = given_page(text, Location { path: format!("{number}.txt"), record: None });
        page.given.id = Some(number.to_string());
        page
    };
    let pages: Vec<Page> = text.split('\u{c}').take(RECORDS).enumerate().map(record).collect();
    let engine = Engine::default();
    let here = stories_document(&engine.heap(pages.iter().cloned().map(Ok)), &engine.settings);
    let there = stories_document(&engine.heap(pages.iter().rev().cloned().map(Ok)), &engine.settings);
    assert_eq!(format!("{here:?}"), format!("{there:?}"));
});
