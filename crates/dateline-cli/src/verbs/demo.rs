//! `demo`: the bundled case, end to end.

use crate::args::{Common, DemoArgs};
use crate::exit::{Failure, Outcome};

/// `dateline demo`.
pub(crate) fn run(_args: &DemoArgs, _common: &Common) -> Result<Outcome, Failure> {
    Ok(Outcome::NotSo)
}
