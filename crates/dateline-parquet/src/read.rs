//! Records of a Parquet file, row by row.
//!
//! The footer of a Parquet file stands at its end, so a stream is first written to a temporary file; memory stays flat
//! in the number of rows.

use std::fs::File;
use std::io::{Seek, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use dateline::intake::{Format, Location, Page, Record, RecordError, Records, Source, failed, page_of_record};
use parquet::errors::ParquetError;
use parquet::file::reader::SerializedFileReader;
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};
use serde_json::{Map, Value};

/// Parquet with a column `text` or `html`, and the other columns of a record.
pub const FORMAT: Format = Format { name: "parquet", sniff: |head| head.starts_with(b"PAR1"), read };

fn read(mut source: Source<'_>) -> Records<'_> {
    let location = source.location(None);
    match open(&mut source) {
        Ok(rows) => Box::new(Rows { rows, source, record: 0, done: false }),
        Err(reason) => failed(location, format!("expected a Parquet file: {reason}")),
    }
}

fn open(source: &mut Source<'_>) -> Result<RowIter<'static>, String> {
    let spool = |source: &mut Source<'_>| -> std::io::Result<File> {
        let mut file = tempfile::tempfile()?;
        std::io::copy(&mut source.input, &mut file)?;
        file.flush()?;
        file.rewind()?;
        Ok(file)
    };
    let file = spool(source).map_err(|error| error.to_string())?;
    let reader = guarded(|| SerializedFileReader::new(file))?;
    Ok(RowIter::from_file_into(Box::new(reader)))
}

/// The decoder checks little of what it is given: what it cannot read may be a panic, which costs the rest of the file.
fn guarded<T>(decode: impl FnOnce() -> Result<T, ParquetError>) -> Result<T, String> {
    match catch_unwind(AssertUnwindSafe(decode)) {
        Ok(decoded) => decoded.map_err(|error| error.to_string()),
        Err(_) => Err("found pages that cannot be decoded".to_owned()),
    }
}

struct Rows<'a> {
    rows: RowIter<'static>,
    source: Source<'a>,
    record: u64,
    done: bool,
}

impl Iterator for Rows<'_> {
    type Item = Result<Record, RecordError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let location = self.source.location(Some(self.record));
        self.record += 1;
        match guarded(|| self.rows.next().transpose()) {
            Ok(Some(row)) => Some(Ok(Record::new(length(&row), move || page(&row, location)))),
            Ok(None) => {
                self.done = true;
                None
            }
            Err(reason) => {
                self.done = true;
                Some(Err(RecordError { location, reason: format!("expected a row: {reason}") }))
            }
        }
    }
}

/// Bytes of the texts in a row.
fn length(row: &Row) -> usize {
    let of_field = |field: &Field| match field {
        Field::Str(text) => text.len(),
        Field::Bytes(bytes) => bytes.len(),
        _ => 8,
    };
    row.get_column_iter().map(|(_, field)| of_field(field)).sum()
}

fn page(row: &Row, location: Location) -> Result<Page, RecordError> {
    let mut fields = Map::new();
    for (name, field) in row.get_column_iter() {
        match field {
            // Texts without the mark of UTF-8 are plain bytes; a page in another charset goes in as base64.
            Field::Bytes(bytes) => match std::str::from_utf8(bytes.data()) {
                Ok(text) => fields.insert(name.clone(), Value::String(text.to_owned())),
                Err(_) => fields.insert(format!("{name}_base64"), field.to_json_value()),
            },
            _ => fields.insert(name.clone(), field.to_json_value()),
        };
    }
    page_of_record(&fields, location)
}
