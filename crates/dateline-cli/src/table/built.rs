//! Parquet tables on standard output, in a file, or in a folder.

use std::fs::{File, create_dir_all};
use std::io::Write;
use std::path::{Path, PathBuf};

use dateline::intake::Format;
use dateline::public::{ArticleDocument, StoriesDocument, TraceDocument};
use dateline_parquet::{FORMAT, Table, TableError, TableWriter, articles, passages, stories};

use crate::args::Common;
use crate::exit::Failure;

/// Formats that this build reads beside those of the engine.
pub(crate) static FORMATS: &[Format] = &[FORMAT];

type Output = Box<dyn Write + Send>;

/// The table of articles, written as they come.
pub(crate) struct Articles {
    writer: TableWriter<Output>,
    path: PathBuf,
}

impl Articles {
    pub(crate) fn create(common: &Common) -> Result<Self, Failure> {
        let (output, path) = open(common)?;
        let writer = TableWriter::new(&dateline_parquet::ARTICLES, output).map_err(|error| failed(&path, &error))?;
        Ok(Self { writer, path })
    }

    pub(crate) fn put(&mut self, article: &ArticleDocument) -> Result<(), Failure> {
        let row = articles(article).map_err(|error| failed(&self.path, &error))?;
        self.writer.put(row).map_err(|error| failed(&self.path, &error))
    }

    pub(crate) fn finish(self) -> Result<(), Failure> {
        self.writer.finish().map_err(|error| failed(&self.path, &error))
    }
}

/// Writes the passages of a trace as one table.
pub(crate) fn write_passages(trace: &TraceDocument, common: &Common) -> Result<(), Failure> {
    let (output, path) = open(common)?;
    let written = passages(trace).and_then(|(table, rows)| write(table, rows, output));
    written.map_err(|error| failed(&path, &error))
}

/// Writes the tables of a document of stories into the folder that `--output` names.
pub(crate) fn write_stories(document: &StoriesDocument, common: &Common) -> Result<(), Failure> {
    let folder = common.output.as_deref().ok_or(Failure::NoFolder)?;
    create_dir_all(folder).map_err(|source| Failure::Write { path: folder.to_owned(), source })?;
    for (table, rows) in stories(document).map_err(|error| failed(folder, &error))? {
        let path = folder.join(format!("{}.parquet", table.name));
        let file = File::create(&path).map_err(|source| Failure::Write { path: path.clone(), source })?;
        write(table, rows, file).map_err(|error| failed(&path, &error))?;
    }
    Ok(())
}

fn write(table: &'static Table, rows: Vec<serde_json::Value>, output: impl Write + Send) -> Result<(), TableError> {
    let mut writer = TableWriter::new(table, output)?;
    rows.into_iter().try_for_each(|row| writer.put(row))?;
    writer.finish()
}

fn open(common: &Common) -> Result<(Output, PathBuf), Failure> {
    let Some(path) = &common.output else {
        return Ok((Box::new(std::io::stdout()), PathBuf::from("standard output")));
    };
    let file = File::create(path).map_err(|source| Failure::Write { path: path.clone(), source })?;
    Ok((Box::new(file), path.clone()))
}

fn failed(path: &Path, error: &TableError) -> Failure {
    let mut reason = error.to_string();
    if let Some(cause) = std::error::Error::source(error) {
        reason = format!("{reason}: {cause}");
    }
    Failure::Table { path: path.to_owned(), reason }
}
