//! One file a verb.

mod arrivals;
pub(crate) mod decide;
pub(crate) mod demo;
pub(crate) mod diff;
pub(crate) mod eval;
pub(crate) mod explain;
pub(crate) mod heap;
pub(crate) mod part;
mod passim;
pub(crate) mod read;
pub(crate) mod reference;
mod side_by_side;
pub(crate) mod stories;
pub(crate) mod trace;
pub(crate) mod verify;
pub(crate) mod why;
pub(crate) mod window;
