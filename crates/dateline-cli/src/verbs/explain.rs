//! `explain`: what each step did with a page.

use dateline::explain::explain;

use crate::args::{Common, ExplainArgs};
use crate::exit::{Failure, Outcome};
use crate::input;
use crate::output::Output;

/// `dateline explain`.
pub(crate) fn run(args: &ExplainArgs, common: &Common) -> Result<Outcome, Failure> {
    let engine = input::engine(&args.input, 0);
    let (pages, missing) = input::open(&args.input, common)?;
    let mut output = Output::open(common)?;
    let mut articles = 0;
    for page in pages {
        match page {
            Ok(page) => {
                articles += 1;
                output.put(&explain(&engine.marked(&page)))?;
                output.put("\n")?;
            }
            Err(error) => input::note_skipped([(error.location.path.as_str(), error.reason.as_str())], common),
        }
    }
    output.finish()?;
    Ok(missing.outcome(articles))
}
