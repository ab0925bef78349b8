//! `eval`: scores on a gold file.

use dateline_eval::Options;

use crate::args::{Common, EvalArgs, TextOrJson};
use crate::exit::{Failure, Outcome};
use crate::output::Output;

/// `dateline eval`.
pub(crate) fn run(args: &EvalArgs, common: &Common) -> Result<Outcome, Failure> {
    let options = Options { online: args.online, ..Options::default() };
    let report = dateline_eval::run(&args.task, &args.gold, options)
        .map_err(|error| Failure::Gold { path: args.gold.clone(), reason: error.to_string() })?;
    let mut output = Output::open(common)?;
    match args.format {
        TextOrJson::Json => output.json(&report)?,
        TextOrJson::Text => output.put(&report.text())?,
    }
    output.finish()?;
    Ok(if report.rows == 0 { Outcome::NotSo } else { Outcome::Done })
}
