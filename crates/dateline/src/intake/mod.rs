//! Pages from bytes.
//!
//! In: the bytes of a file, a folder entry or standard input. Out: [`Page`]s, one per record, in the order of the
//! input. The format is sniffed from the content by the list [`FORMATS`], never from the name alone. A broken record
//! is a [`RecordError`] and costs itself alone.
//!
//! Does not judge what on the page is the article: that is `clean`.

mod formats;
mod page;

pub use formats::{FORMATS, Format, pages};
pub use page::{Block, Content, Given, Location, MetaField, Page, RecordError};
