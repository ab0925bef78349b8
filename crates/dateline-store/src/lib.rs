//! A folder that remembers pages, hand decisions and stories between runs.
//!
//! In: the bytes of pages as they were given, decisions, and the stories of each run. Out: the same, in the order they
//! came. Pages are the ground and decisions are kept for good; the stories of a run are derived and can be made again.
//!
//! ```text
//! store.json            the version of the format
//! log.jsonl             what happened, a line each: pages added, decisions made, runs ended (see `log`)
//! pages/SHA256.gz       the bytes of each file that was added, once
//! runs/000001.*         the stories that a run made or changed, and where all its stories stand (see `runs`)
//! articles              what the last run remembers of each article, to tell which ones a new one may change
//! copies                an index of the words of the articles, to compare new ones with
//! ```
//!
//! A line is written to the log only when what it speaks of is on the disk; a last line that was cut off by a crash is
//! as if it had never been. One process at a time writes: [`Store::open`] waits for the lock.
//!
//! Does not know what a story is made of, and does not search: it is a log with blobs.

mod copies;
mod error;
mod log;
mod runs;
mod store;

pub use copies::{Copies, Place};
pub use error::StoreError;
pub use log::{AddedFile, Run};
pub use runs::KeptStory;
pub use store::Store;
