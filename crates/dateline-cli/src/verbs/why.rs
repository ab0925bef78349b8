//! `why`: the evidence that keeps two articles together or apart.

use std::fmt::Write;
use std::path::PathBuf;

use dateline::pipeline::Heap;
use dateline::pipeline::documents::why_document;
use dateline::public::{DateRange, SaidAt, WhyDocument};

use super::{heap, side_by_side};
use crate::args::{Common, Input, TextOrJson, WhyArgs};
use crate::exit::{Failure, Outcome};
use crate::output::Output;

/// `dateline why`.
pub(crate) fn run(args: &WhyArgs, common: &Common) -> Result<Outcome, Failure> {
    let two_files = args.paths.is_empty() && args.store.store.is_none();
    let paths = if two_files { vec![PathBuf::from(&args.a), PathBuf::from(&args.b)] } else { args.paths.clone() };
    let input = Input { paths, input_format: args.input_format.clone(), clean: false };
    let (heap, outcome) = heap::walk(&input, &args.store, common)?;
    let (a, b) = (member(&heap, &args.a)?, member(&heap, &args.b)?);
    let document = why_document(&heap, a, b);
    let mut output = Output::open(common)?;
    match args.format {
        TextOrJson::Json => output.json(&document)?,
        TextOrJson::Text => output.put(&text(&document))?,
    }
    output.finish()?;
    Ok(outcome)
}

/// An article, or the first member of a story.
fn member(heap: &Heap, word: &str) -> Result<usize, Failure> {
    match heap::article(heap, word) {
        Ok(article) => Ok(article),
        Err(unknown) => {
            heap::story(heap, word).map(|story| heap.clustering.stories[story].members[0]).map_err(|_| unknown)
        }
    }
}

fn text(why: &WhyDocument) -> String {
    let mut out = String::new();
    let verdict = if why.together { "are in one story" } else { "are apart" };
    put(&mut out, &format!("{} and {} {verdict} (probability of one event {:.3})", why.a, why.b, why.probability));
    put(&mut out, &format!("  event of {}: {}", why.a, range(&why.date_a)));
    put(&mut out, &format!("  event of {}: {}", why.b, range(&why.date_b)));
    put(&mut out, "");
    for reason in &why.reasons {
        let direction = if reason.weight < 0.0 { "apart" } else { "together" };
        put(&mut out, &format!("{:<12} {direction:<9} {:+.2}  {}", reason.kind, reason.weight, reason.rule));
        put(&mut out, &format!("    here:  {}", said(&reason.here)));
        put(&mut out, &format!("    there: {}", said(&reason.there)));
    }
    for (number, passage) in why.passages.iter().enumerate() {
        side_by_side::tell(&mut out, number, passage);
    }
    out
}

/// Writing to a string cannot fail.
fn put(out: &mut String, line: &str) {
    let _ = writeln!(out, "{line}");
}

fn range(date: &DateRange) -> String {
    let days = match (&date.earliest, &date.latest) {
        (Some(earliest), Some(latest)) if earliest == latest => earliest.clone(),
        (Some(earliest), Some(latest)) => format!("{earliest} to {latest}"),
        _ => "unknown".to_owned(),
    };
    let weekdays = if date.weekdays.is_empty() { String::new() } else { format!(", a {}", date.weekdays.join(" or ")) };
    let reasons: Vec<&str> = date.evidence.iter().map(|piece| piece.reason.as_str()).collect();
    format!("{days}{weekdays} ({})", reasons.join("; "))
}

fn said(at: &SaidAt) -> String {
    let places: Vec<String> = at
        .citations
        .iter()
        .take(3)
        .map(|selector| format!("“{}” {}..{}", selector.exact.replace('\n', " "), selector.start, selector.end))
        .collect();
    if places.is_empty() { at.value.clone() } else { format!("{} [{}]", at.value, places.join(", ")) }
}
