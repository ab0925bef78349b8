//! `trace`: who carries whose words.

use dateline::facts::Marked;
use dateline::pipeline::documents::trace_document;
use dateline::public::{PassageJson, SideJson};
use serde::Serialize;

use super::heap;
use crate::args::{Common, MayStore, TraceArgs, TraceFormat};
use crate::exit::{Failure, Outcome};
use crate::output::Output;
use crate::table;

/// `dateline trace`.
pub(crate) fn run(args: &TraceArgs, common: &Common) -> Result<Outcome, Failure> {
    let (heap, outcome) = heap::walk(&args.input, &MayStore::default(), common)?;
    let only = args.article.as_deref().map(|word| heap::article(&heap, word)).transpose()?.map(|article| [article]);
    let document = trace_document(&heap.articles, &heap.trace, only.as_ref().map(<[usize; 1]>::as_slice));
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
                output.json_line(&PassimPair::of(passage, &heap.articles))?;
            }
        }
    }
    output.finish()?;
    Ok(outcome)
}

/// An aligned pair with passim's names for its fields: `1` and `2` are the two sides, `b` and `e` begin and end.
#[derive(Serialize)]
struct PassimPair {
    id1: String,
    series1: Option<String>,
    date1: Option<String>,
    b1: usize,
    e1: usize,
    s1: String,
    id2: String,
    series2: Option<String>,
    date2: Option<String>,
    b2: usize,
    e2: usize,
    s2: String,
    matches: f32,
}

impl PassimPair {
    fn of(passage: &PassageJson, articles: &[Marked]) -> Self {
        let meta = |side: &SideJson| {
            let marked = articles.iter().find(|marked| marked.article.id.0 == side.article);
            let series = marked.and_then(|marked| marked.article.publisher.name.clone());
            (series, marked.and_then(|marked| marked.dating.published.value.clone()))
        };
        let (series1, date1) = meta(&passage.a);
        let (series2, date2) = meta(&passage.b);
        Self {
            id1: passage.a.article.clone(),
            series1,
            date1,
            b1: passage.a.start,
            e1: passage.a.end,
            s1: passage.a.text.clone(),
            id2: passage.b.article.clone(),
            series2,
            date2,
            b2: passage.b.start,
            e2: passage.b.end,
            s2: passage.b.text.clone(),
            matches: passage.similarity,
        }
    }
}
