//! Law: any text read as HTML gives blocks that lie in the page's text, in order.
#![no_main]

use dateline::intake::{Location, html_page};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let page = html_page(bytes, Location::default());
    let mut last = 0;
    for block in &page.blocks {
        assert!(page.text.as_str().get(block.span.range()).is_some(), "a block lies in the text");
        assert!(last <= block.span.start, "blocks come in reading order");
        last = block.span.end;
    }
});
