//! Law: everything found in any text lies in it on character boundaries: times, names, figures, quotations, sentences.
#![no_main]

use dateline::intake::{Location, given_page};
use dateline::pipeline::Engine;
use dateline::text::Span;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut page = given_page(text, Location::default());
    page.given.published = Some("2024-05-17".to_owned());
    page.given.language = Some("en".to_owned());
    let marked = Engine::default().marked(&page);
    let holds = |span: Span| assert!(marked.article.text.as_str().get(span.range()).is_some(), "{span:?}");
    marked.times.iter().for_each(|time| holds(time.span));
    marked.marks.sentences.iter().for_each(|&span| holds(span));
    marked.marks.names.iter().for_each(|name| holds(name.span));
    marked.marks.figures.iter().for_each(|figure| holds(figure.span));
    for quote in &marked.marks.quotes {
        holds(quote.span);
        quote.parts.iter().for_each(|&span| holds(span));
        quote.cue.iter().for_each(|&span| holds(span));
        quote.speaker.iter().for_each(|speaker| holds(speaker.span));
    }
});
