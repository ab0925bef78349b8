//! `demo`: the bundled case, end to end.
//!
//! The pages, people, places and events are made up; see `demo/` beside this crate's sources.

mod checks;

use std::io::Cursor;

use dateline::intake::{Page, RecordError, pages};
use dateline::pipeline::documents::stories_document;
use dateline::pipeline::{Engine, Heap, Settings};
use dateline::public::StoriesDocument;

use super::stories;
use crate::args::{Common, DemoArgs};
use crate::exit::{Failure, Outcome};
use crate::output::Output;

/// Puts the files of `demo/` into the binary.
macro_rules! bundled {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_bytes!(concat!("../../demo/", $name)))),*]
    };
}

/// Name and bytes of every bundled file, by name.
static FILES: &[(&str, &[u8])] = bundled![
    "agency-and-briefs.jsonl",
    "bus-friday-second.html",
    "bus-friday.txt",
    "bus-monday-first.txt",
    "bus-monday-later.html",
    "bus-monday-next-day.txt",
    "court-acquittal.html",
    "login-wall.html",
    "recall-undated.txt",
    "summit-may-additions.html",
    "summit-may-cut.txt",
    "summit-may-independent.html",
    "summit-may-new-headline.txt",
    "summit-may-radio.txt",
    "summit-may-uncredited.txt",
    "summit-may-wire.html",
    "summit-november-analysis.html",
    "summit-november.txt",
];

/// `dateline demo`.
pub(crate) fn run(args: &DemoArgs, common: &Common) -> Result<Outcome, Failure> {
    if args.check {
        return check(common);
    }
    let (_, document) = answer(FILES);
    stories::write(&document, args.format, common)?;
    Ok(Outcome::Done)
}

fn check(common: &Common) -> Result<Outcome, Failure> {
    let checks = checks::run(FILES);
    let mut output = Output::open(common)?;
    for check in &checks {
        let mark = if check.passed { "ok  " } else { "FAIL" };
        output.put(&format!("{mark}  {}\n        {}\n", check.name, check.seen))?;
    }
    let passed = checks.iter().filter(|check| check.passed).count();
    output.put(&format!("{passed} of {} checks passed\n", checks.len()))?;
    output.finish()?;
    Ok(if passed == checks.len() { Outcome::Done } else { Outcome::NotSo })
}

/// The pages of bundled files.
fn read<'a>(files: &'a [(&str, &[u8])]) -> impl Iterator<Item = Result<Page, RecordError>> + 'a {
    files.iter().flat_map(|&(name, bytes)| pages(Box::new(Cursor::new(bytes)), name, None))
}

/// The heap of bundled files and the document of its stories.
fn answer(files: &[(&str, &[u8])]) -> (Heap, StoriesDocument) {
    let engine = Engine { settings: Settings { brief_words: 120, ..Settings::default() } };
    let heap = engine.heap(read(files));
    let document = stories_document(&heap, &engine.settings);
    (heap, document)
}
