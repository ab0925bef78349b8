//! Parquet, where the command was built with it (feature `parquet`).

#[cfg(feature = "parquet")]
mod built;
#[cfg(not(feature = "parquet"))]
mod unbuilt;

#[cfg(feature = "parquet")]
pub(crate) use built::{Articles, FORMATS, write_passages, write_stories};
#[cfg(not(feature = "parquet"))]
pub(crate) use unbuilt::{Articles, FORMATS, write_passages, write_stories};
