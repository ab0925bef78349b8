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
//! Records are cut out of their input one by one ([`records`]) and read into pages apart from that, so that a caller
//! can read many at a time.
//!
//! Does not judge what on the page is the article: that is `clean`. Does not read Parquet itself: a crate of its own
//! hands that format in. Does not run scripts.

mod bounds;
mod charset;
mod csv;
mod feed;
mod feed_json;
mod formats;
mod front_matter;
mod gzip;
mod html;
mod json;
mod jsonl;
mod page;
mod parquet;
mod plain;
mod record;
mod trafilatura;
mod warc;
mod wrapped;
mod zstd;

#[cfg(test)]
mod tests;

pub use formats::{FORMATS, Format, Pages, Reading, Record, Records, Source, failed, pages, records};
pub use html::html_page;
pub use page::{Block, Content, Element, Given, Location, MetaField, Page, RecordError};
pub use plain::{given_page, scrape_page};
pub use record::page_of_record;
