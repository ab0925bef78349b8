//! What can go wrong with a table.

/// Why a table could not be written: a fragment that follows "failed to".
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// The columns of a table do not make a schema, or the bytes could not be written.
    #[error("write table {table}")]
    Write {
        /// Name of the table.
        table: &'static str,
        /// Why.
        source: parquet::errors::ParquetError,
    },
    /// A document is no JSON.
    #[error("turn a document into table {table}")]
    Document {
        /// Name of the table.
        table: &'static str,
        /// Why.
        source: serde_json::Error,
    },
}
