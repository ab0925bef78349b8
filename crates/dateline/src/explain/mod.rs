//! What each room did with a page, in words.
//!
//! In: a marked article. Out: lines of text, one decision each, with the rule that made it and the characters that it
//! rests on. Does not decide anything itself.

use std::fmt::Write;

use crate::facts::{Marked, Mention, headline};
use crate::text::Span;

/// Every decision on one article, in the order of the rooms.
pub fn explain(marked: &Marked) -> String {
    let mut out = String::new();
    reading(marked, &mut out);
    dates(marked, &mut out);
    marks(marked, "", &mut out);
    if let Some(headline) = headline(marked) {
        marks(&headline, "headline: ", &mut out);
    }
    out
}

/// Writing to a string cannot fail, so the result of `writeln!` is dropped in this one place.
fn line(out: &mut String, room: &str, what: &str, rule: &str, characters: &str) {
    let shown: String = characters.chars().take(80).map(|c| if c == '\n' { ' ' } else { c }).collect();
    let _ = writeln!(out, "{room:<8} {what:<28} {rule:<32} {shown}");
}

fn reading(marked: &Marked, out: &mut String) {
    let article = &marked.article;
    line(out, "intake", "page", &article.raw_sha256[..article.raw_sha256.len().min(12)], &article.location.path);
    line(out, "clean", "title", "", &article.title);
    if let Some(reason) = article.not_an_article {
        line(out, "clean", "no article", "", reason);
    }
    if let Some(credit) = &article.credit {
        line(out, "clean", "credit", credit.rule, &credit.agency);
    }
    for removed in &article.removed {
        line(out, "clean", &format!("removed {:?}", removed.kind).to_lowercase(), removed.rule, &removed.text);
    }
    for paragraph in &article.paragraphs {
        let kind = format!("kept {:?}", paragraph.kind).to_lowercase();
        line(out, "clean", &kind, "", article.text.slice(paragraph.span));
    }
}

fn dates(marked: &Marked, out: &mut String) {
    let at = |span: Option<Span>| span.map(|span| marked.article.text.slice(span)).unwrap_or_default();
    for time in &marked.times {
        let value = time.value.as_deref().unwrap_or("?");
        line(out, "date", &format!("{} {value}", time.kind.name()), time.rule, at(Some(time.span)));
    }
    let dating = &marked.dating;
    for (what, pieces) in [("published", &dating.published.evidence), ("event", &dating.event.evidence)] {
        for piece in pieces {
            line(out, "date", &format!("{what}: {}", piece.reason), piece.rule, at(piece.span));
        }
    }
    for background in &dating.background {
        let range = format!("background {} to {}", background.days.earliest, background.days.latest);
        line(out, "date", &range, background.rule, at(Some(background.sentence)));
    }
}

/// The marks of an article, or of its headline as `place` then says.
fn marks(marked: &Marked, place: &str, out: &mut String) {
    let text = &marked.article.text;
    let name = |mention: &Mention| {
        let canonical = mention.canonical.as_deref().unwrap_or("");
        format!("{place}{} {canonical}", format!("{:?}", mention.kind).to_lowercase())
    };
    for mention in &marked.marks.names {
        line(out, "facts", &name(mention), mention.rule, text.slice(mention.span));
    }
    for figure in &marked.marks.figures {
        let counted = figure.of.as_deref().or(figure.unit.as_deref()).unwrap_or("");
        line(out, "facts", &format!("{place}figure {} {counted}", figure.value), figure.rule, text.slice(figure.span));
    }
    for quote in &marked.marks.quotes {
        let speaker = quote.speaker.as_ref().map_or("nobody", |speaker| text.slice(speaker.span));
        line(out, "facts", &format!("{place}quote of {speaker}"), quote.rule, text.slice(quote.span));
    }
}
