//! Apache Parquet for Dateline: records in ([`FORMAT`]), tables out ([`TableWriter`], [`articles`], [`passages`],
//! [`stories`]).
//!
//! The tables are made from the public documents: a column names the place in the document that it is filled from, so
//! there is no second declaration of a shape. Does without Arrow: rows are read and columns are written by the
//! `parquet` crate itself, packed with Snappy; Snappy, Zstandard and gzip are read.

mod column;
mod error;
mod explode;
mod read;
mod shapes;
mod writer;

#[cfg(test)]
mod tests;

pub use column::{Field, Kind, Table};
pub use error::TableError;
pub use read::FORMAT;
pub use shapes::{ARTICLES, PASSAGES, articles, passages, stories};
pub use writer::TableWriter;
