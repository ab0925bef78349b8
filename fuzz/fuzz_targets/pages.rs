//! Law: any bytes give a page or a named error, and what cleaning keeps stands so in the page.
#![no_main]

use dateline::intake::pages;
use dateline::pipeline::Engine;
use dateline::text::Span;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let read: Vec<_> = pages(Box::new(bytes), "page", None).collect();
    assert!(!read.is_empty(), "every input is answered");
    for page in read.into_iter().flatten() {
        let article = Engine::default().article(&page);
        for &(span, start) in &article.page_spans {
            let here = Span { start, end: start + span.len() as u32 };
            assert_eq!(page.text.slice(span), article.text.slice(here), "cleaning chooses, it does not rewrite");
        }
        for removed in &article.removed {
            assert!(page.text.as_str().get(removed.page_span.range()).is_some(), "a removed block lies in the page");
        }
    }
});
