//! `trace`: who carries whose words.

use std::fmt::Write;

use dateline::pipeline::Heap;
use dateline::pipeline::documents::trace_document;
use dateline::public::{FamilyArticle, FamilyJson, TraceDocument};

use super::passim::AlignedPair;
use super::{arrivals, heap, side_by_side};
use crate::args::{Common, MayStore, TraceArgs, TraceFormat};
use crate::exit::{Failure, Outcome};
use crate::output::Output;
use crate::table;

/// `dateline trace`.
pub(crate) fn run(args: &TraceArgs, common: &Common) -> Result<Outcome, Failure> {
    let (heap, new, outcome) = traced(args, common)?;
    let named = args.article.as_deref().map(|word| heap::article(&heap, word)).transpose()?;
    let only = named.map(|article| vec![article]).or(new);
    let document = trace_document(&heap.articles, &heap.trace, only.as_deref());
    if args.format == TraceFormat::Parquet {
        table::write_passages(&document, common)?;
        return Ok(outcome);
    }
    let mut output = Output::open(common)?;
    match args.format {
        TraceFormat::Parquet => {}
        TraceFormat::Json => output.json(&document)?,
        TraceFormat::Jsonl => {
            for passage in &document.passages {
                output.json_line(passage)?;
            }
        }
        TraceFormat::Passim => {
            for passage in &document.passages {
                output.json_line(&AlignedPair::new(passage, &heap.articles))?;
            }
        }
        TraceFormat::Text => output.put(&told(&document))?,
    }
    output.finish()?;
    Ok(outcome)
}

/// The heap that is asked for, and which of its articles are new to the store, where that is the question.
fn traced(args: &TraceArgs, common: &Common) -> Result<(Heap, Option<Vec<usize>>, Outcome), Failure> {
    match &args.store {
        Some(folder) if !args.input.paths.is_empty() => {
            let (heap, new, outcome) = arrivals::walk(&args.input, folder, common)?;
            Ok((heap, Some(new), outcome))
        }
        store => {
            let (heap, outcome) = heap::walk(&args.input, &MayStore { store: store.clone() }, common)?;
            Ok((heap, None, outcome))
        }
    }
}

/// Copies, families with the shares of their members, then the passages side by side.
fn told(document: &TraceDocument) -> String {
    let mut out = String::new();
    for group in &document.groups {
        let _ = writeln!(out, "{}  {} copies: {}", group.id, group.kind, group.articles.join(", "));
    }
    for family in &document.families {
        let _ = writeln!(out, "{}  {}", family.id, origin(family));
        for member in &family.articles {
            let _ = writeln!(out, "    {}: {}", member.article, shares(member));
        }
    }
    for (number, passage) in document.passages.iter().enumerate() {
        side_by_side::tell(&mut out, number, passage);
    }
    for note in &document.notes {
        let _ = writeln!(out, "note: {note}");
    }
    out
}

fn origin(family: &FamilyJson) -> String {
    let named = family.origin.agency.as_deref().or(family.origin.article.as_deref()).unwrap_or_default();
    format!("origin: {} {named}", family.origin.kind).trim_end().to_owned()
}

/// Shares that print as "0 %" are not told.
const LEAST_SHARE: f32 = 0.005;

/// "61 % from x, 8 % from y, 31 % own". Shares may overlap: two others can carry the same words.
fn shares(member: &FamilyArticle) -> String {
    let told = member.from.iter().filter(|share| share.share >= LEAST_SHARE);
    let mut parts: Vec<String> =
        told.map(|share| format!("{:.0} % from {}", share.share * 100.0, share.article)).collect();
    parts.push(format!("{:.0} % own", member.share_own * 100.0));
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use dateline::public::ShareFrom;

    use super::*;

    #[test]
    fn shares_add_up_in_one_line() {
        let from = |article: &str, share| ShareFrom { article: article.to_owned(), share };
        let member = FamilyArticle {
            article: "c".to_owned(),
            share_copied: 0.61,
            share_own: 0.31,
            from: vec![from("a", 0.61), from("b", 0.08), from("d", 0.001)],
        };
        assert_eq!(shares(&member), "61 % from a, 8 % from b, 31 % own");
    }
}
