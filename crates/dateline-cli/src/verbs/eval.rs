//! `eval`: scores on a gold file.

use crate::args::{Common, EvalArgs};
use crate::exit::{Failure, Outcome};

/// `dateline eval`.
pub(crate) fn run(_args: &EvalArgs, _common: &Common) -> Result<Outcome, Failure> {
    Ok(Outcome::NotSo)
}
