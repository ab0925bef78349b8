//! Rows of JSON into a Parquet file, row group by row group.

use std::io::Write;
use std::sync::Arc;

use parquet::basic::Compression;
use parquet::column::writer::ColumnWriter;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use serde_json::Value;

use crate::column::{Cells, Leaf, Table};
use crate::error::TableError;

/// Rows of a row group, and the bytes of text from which it is closed earlier: they wait in memory.
const GROUP_ROWS: usize = 8192;
const GROUP_BYTES: usize = 32 << 20;

/// Writes one table. Memory is bounded by one row group.
pub struct TableWriter<W: Write + Send> {
    table: &'static Table,
    file: SerializedFileWriter<W>,
    rows: Vec<Value>,
    bytes: usize,
}

impl<W: Write + Send> TableWriter<W> {
    /// Opens a table.
    pub fn new(table: &'static Table, output: W) -> Result<Self, TableError> {
        let open = || {
            let schema = Arc::new(parse_message_type(&table.schema())?);
            let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
            SerializedFileWriter::new(output, schema, Arc::new(properties))
        };
        let file = open().map_err(|source| TableError::Write { table: table.name, source })?;
        Ok(Self { table, file, rows: Vec::new(), bytes: 0 })
    }

    /// Adds a row; columns are filled from the places they name, whatever else the row holds is left out.
    pub fn put(&mut self, row: Value) -> Result<(), TableError> {
        self.bytes += row.pointer("/text").and_then(Value::as_str).map_or(0, str::len);
        self.rows.push(row);
        if self.rows.len() >= GROUP_ROWS || self.bytes >= GROUP_BYTES {
            self.flush()?;
        }
        Ok(())
    }

    /// Writes what waits, and the footer.
    pub fn finish(mut self) -> Result<(), TableError> {
        self.flush()?;
        let table = self.table.name;
        self.file.close().map(drop).map_err(|source| TableError::Write { table, source })
    }

    fn flush(&mut self) -> Result<(), TableError> {
        let rows = std::mem::take(&mut self.rows);
        self.bytes = 0;
        if rows.is_empty() {
            return Ok(());
        }
        let (table, leaves) = (self.table.name, self.table.leaves());
        self.write_group(&leaves, &rows).map_err(|source| TableError::Write { table, source })
    }

    fn write_group(&mut self, leaves: &[Leaf], rows: &[Value]) -> Result<(), ParquetError> {
        let mut group = self.file.next_row_group()?;
        for leaf in leaves {
            let Some(mut column) = group.next_column()? else { break };
            write_cells(column.untyped(), &leaf.cells(rows), leaf.repeats())?;
            column.close()?;
        }
        group.close().map(drop)
    }
}

fn write_cells(column: &mut ColumnWriter<'_>, cells: &Cells, repeats: bool) -> Result<(), ParquetError> {
    let definitions = Some(cells.definitions.as_slice());
    let repetitions = repeats.then_some(cells.repetitions.as_slice());
    match column {
        ColumnWriter::ByteArrayColumnWriter(column) => column.write_batch(&cells.texts, definitions, repetitions),
        ColumnWriter::Int64ColumnWriter(column) => column.write_batch(&cells.wholes, definitions, repetitions),
        ColumnWriter::DoubleColumnWriter(column) => column.write_batch(&cells.numbers, definitions, repetitions),
        ColumnWriter::BoolColumnWriter(column) => column.write_batch(&cells.flags, definitions, repetitions),
        _ => Err(ParquetError::General("expected a column of a kind that tables have".to_owned())),
    }
    .map(drop)
}
