//! Corpora, scorers, pinned floors and trainers of Dateline.
//!
//! [`run`] scores the engine on one gold file. The engine never sees what it is scored on: gold fields stay in this
//! crate, identifiers are replaced by counters (some carry the gold), and rows are put in an order that depends on
//! their content alone (some files stand in the order of their groups).
//!
//! Does not tune anything, and does not copy gold text: per-case results carry a hash and scores.

mod damage;
mod dice;
mod engine;
mod error;
pub mod gate;
mod gold;
pub mod heap;
pub mod processor;
mod report;
pub mod scorers;
mod tasks;
pub mod train;

pub use error::EvalError;
pub use report::{Case, Measure, Report};
pub use tasks::{Options, TASKS, Task, html_pages, run};
