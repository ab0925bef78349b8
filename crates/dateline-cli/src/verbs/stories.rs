//! `stories`: the whole pipeline.

use dateline::public::StoriesDocument;
use dateline::report;

use super::heap;
use crate::args::{Common, StoriesArgs, StoriesFormat};
use crate::exit::{Failure, Outcome};
use crate::output::Output;
use crate::table;
use crate::writer;

/// `dateline stories`.
pub(crate) fn run(args: &StoriesArgs, common: &Common) -> Result<Outcome, Failure> {
    let (mut document, outcome) = heap::stories(&args.input, &args.store, args.words, common)?;
    writer::rephrase(&mut document.stories, &args.writer, common);
    write(&document, args.format, common)?;
    Ok(outcome)
}

/// Writes a document of stories in one of its formats.
pub(crate) fn write(document: &StoriesDocument, format: StoriesFormat, common: &Common) -> Result<(), Failure> {
    if format == StoriesFormat::Parquet {
        return table::write_stories(document, common);
    }
    let mut output = Output::open(common)?;
    match format {
        StoriesFormat::Parquet => {}
        StoriesFormat::Text => output.put(&report::text(document))?,
        StoriesFormat::Md => output.put(&report::markdown(document))?,
        StoriesFormat::Html => output.put(&report::html(document))?,
        StoriesFormat::Json => output.json(document)?,
        StoriesFormat::Jsonl => {
            for story in &document.stories {
                output.json_line(story)?;
            }
        }
    }
    output.finish()
}
