//! `schema`, `completions`, `man`: made from the declarations.

use clap::CommandFactory;
use dateline::public::{SCHEMAS, schema as schema_of};

use crate::args::{Common, CompletionsArgs, Dateline, SchemaArgs};
use crate::exit::{Failure, Outcome};
use crate::output::{Output, text};

/// `dateline schema`.
pub(crate) fn schema(args: &SchemaArgs, common: &Common) -> Result<Outcome, Failure> {
    let Some(schema) = schema_of(&args.name) else {
        let expected = format!("one of {}", SCHEMAS.join(", "));
        return Err(Failure::Unknown { what: "schema", found: args.name.clone(), expected });
    };
    let mut output = Output::open(common)?;
    output.json(&schema)?;
    output.finish()?;
    Ok(Outcome::Done)
}

/// `dateline completions`.
pub(crate) fn completions(args: &CompletionsArgs, common: &Common) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Dateline::command(), "dateline", &mut script);
    text(common, &String::from_utf8_lossy(&script))?;
    Ok(Outcome::Done)
}

/// `dateline man`.
pub(crate) fn man(common: &Common) -> Result<Outcome, Failure> {
    let mut page = Vec::new();
    let rendered = clap_mangen::Man::new(Dateline::command()).render(&mut page);
    rendered.expect("writing to memory cannot fail");
    text(common, &String::from_utf8_lossy(&page))?;
    Ok(Outcome::Done)
}
