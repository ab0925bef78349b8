//! `stories`: the whole pipeline.

use dateline::pipeline::Settings;
use dateline::pipeline::documents::stories_in_parts;
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
    if args.format == StoriesFormat::Jsonl && args.store.store.is_none() && !args.input.paths.is_empty() {
        return write_lines(args, common);
    }
    let (mut document, outcome) = heap::stories(&args.input, &args.store, args.words, args.window, common)?;
    writer::rephrase(&mut document.stories, &args.writer, common);
    write(&document, args.format, common)?;
    Ok(outcome)
}

/// Writes the stories of an input a line each, as they are made: the document as a whole is never in memory.
fn write_lines(args: &StoriesArgs, common: &Common) -> Result<Outcome, Failure> {
    let (heap, outcome) = heap::walk(&args.input, &args.store, common)?;
    let settings = Settings { brief_words: args.words, clean_given_text: args.input.clean };
    let mut output = Output::open(common)?;
    for mut part in stories_in_parts(&heap, &settings) {
        writer::rephrase(&mut part, &args.writer, common);
        for story in &part {
            output.json_line(story)?;
        }
    }
    output.finish()?;
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
