//! Pages from bytes.
//!
//! In: the bytes of a file, a folder entry or standard input. Out: [`Page`]s, one per record, in the order of the
//! input. The format is sniffed from the content by the list [`FORMATS`], never from the name alone. A broken record
//! is a [`RecordError`] and costs itself alone. Formats of many records are read record by record; what one record or
//! one compressed stream may cost is bounded by the constants of `bounds`.
//!
//! HTML is read in one forgiving pass (`html`): a tokenizer that never looks back, an arena of elements, and blocks of
//! visible text that point into it.
//!
//! Does not judge what on the page is the article: that is `clean`. Does not read Parquet (a crate of its own), and
//! does not run scripts.

mod bounds;
mod charset;
mod csv;
mod feed;
mod formats;
mod gzip;
mod html;
mod json;
mod jsonl;
mod page;
mod plain;
mod record;
mod warc;
mod zstd;

#[cfg(test)]
mod tests;

pub use formats::{FORMATS, Format, Pages, Source, pages};
pub use html::html_page;
pub use page::{Block, Content, Element, Given, Location, MetaField, Page, RecordError};
pub use plain::{given_page, scrape_page};
