//! Law: cleaning its own output changes nothing.
#![no_main]

use dateline::intake::{Location, given_page, scrape_page};
use dateline::pipeline::Engine;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let once = Engine::default().article(&scrape_page(text, Location::default()));
    let again = Engine::default().article(&given_page(once.text.as_str(), Location::default()));
    assert_eq!(once.text.as_str(), again.text.as_str());
});
