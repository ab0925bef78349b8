//! `dateline/why/1`.

use super::article::page_json;
use super::trace::passage_json;
use super::{event_range, selector, text_sha256};
use crate::facts::Marked;
use crate::pipeline::Heap;
use crate::public;
use crate::story::{Reason, ReasonKind, why};
use crate::text::Span;

/// Why two articles of a heap are together or apart.
pub fn why_document(heap: &Heap, a: usize, b: usize) -> public::WhyDocument {
    let (probability, reasons) = why(&heap.articles, &heap.trace, a, b);
    let (one, other) = (&heap.articles[a], &heap.articles[b]);
    let together = heap.clustering.stories.iter().any(|story| story.members.contains(&a) && story.members.contains(&b));
    let touches = |x: usize, y: usize| (x == a && y == b) || (x == b && y == a);
    let passages = heap.trace.passages.iter().filter(|passage| touches(passage.a.article, passage.b.article));
    let hash = |marked: &Marked| (marked.article.id.0.clone(), text_sha256(marked.article.text.as_str()));
    public::WhyDocument {
        schema: "dateline/why/1".to_owned(),
        a: one.article.id.0.clone(),
        b: other.article.id.0.clone(),
        together,
        probability: rounded(probability),
        date_a: event_range(&one.dating.event, &one.article, &heap.articles),
        date_b: event_range(&other.dating.event, &other.article, &heap.articles),
        reasons: reasons.iter().map(|reason| reason_json(reason, one, other)).collect(),
        passages: passages.map(|passage| passage_json(&heap.articles, passage)).collect(),
        text_sha256: [hash(one), hash(other)].into(),
        pages: [one, other].map(|marked| (marked.article.id.0.clone(), page_json(&marked.article))).into(),
    }
}

pub(super) fn reason_json(reason: &Reason, here: &Marked, there: &Marked) -> public::ReasonJson {
    let kind = match reason.kind {
        ReasonKind::Date => "date",
        ReasonKind::Place => "place",
        ReasonKind::Participant => "participant",
        ReasonKind::Action => "action",
        ReasonKind::Number => "number",
    };
    let said = |(value, spans): &(String, Vec<Span>), marked: &Marked| public::SaidAt {
        value: value.clone(),
        citations: spans.iter().map(|&span| selector(&marked.article, span)).collect(),
    };
    public::ReasonJson {
        kind: kind.to_owned(),
        weight: rounded(reason.weight),
        here: said(&reason.here, here),
        there: said(&reason.there, there),
        rule: reason.rule.to_owned(),
    }
}

/// Four digits: what follows is noise of the arithmetic.
pub(super) fn rounded(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}
