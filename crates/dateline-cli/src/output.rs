//! Data on standard output or in a file, notes on standard error.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::args::Common;
use crate::exit::Failure;

/// Where data goes.
pub(crate) struct Output {
    writer: Box<dyn Write>,
    path: PathBuf,
}

impl Output {
    /// Opens what the flags name.
    pub(crate) fn open(common: &Common) -> Result<Self, Failure> {
        let Some(path) = &common.output else {
            let writer = Box::new(BufWriter::new(std::io::stdout().lock()));
            return Ok(Self { writer, path: PathBuf::from("standard output") });
        };
        let file = File::create(path).map_err(|source| Failure::Write { path: path.clone(), source })?;
        Ok(Self { writer: Box::new(BufWriter::new(file)), path: path.clone() })
    }

    /// Writes a piece.
    pub(crate) fn put(&mut self, piece: &str) -> Result<(), Failure> {
        self.checked(|writer| writer.write_all(piece.as_bytes()))
    }

    /// Writes a value as one line of JSON.
    pub(crate) fn json_line(&mut self, value: &impl serde::Serialize) -> Result<(), Failure> {
        let line = serde_json::to_string(value).expect("public documents hold only strings, numbers and lists");
        self.put(&line)?;
        self.put("\n")
    }

    /// Writes a value as indented JSON.
    pub(crate) fn json(&mut self, value: &impl serde::Serialize) -> Result<(), Failure> {
        let text = serde_json::to_string_pretty(value).expect("public documents hold only strings, numbers and lists");
        self.put(&text)?;
        self.put("\n")
    }

    /// Ends the output.
    pub(crate) fn finish(mut self) -> Result<(), Failure> {
        self.checked(Write::flush)
    }

    /// A reader that has gone away (`dateline … | head`) ends the output quietly.
    fn checked(&mut self, write: impl FnOnce(&mut Box<dyn Write>) -> std::io::Result<()>) -> Result<(), Failure> {
        match write(&mut self.writer) {
            Err(source) if source.kind() != std::io::ErrorKind::BrokenPipe => {
                Err(Failure::Write { path: self.path.clone(), source })
            }
            _ => Ok(()),
        }
    }
}

/// Writes a whole text where the flags say.
pub(crate) fn text(common: &Common, content: &str) -> Result<(), Failure> {
    let mut output = Output::open(common)?;
    output.put(content)?;
    output.finish()
}

/// Says something on standard error.
pub(crate) fn note(message: &str) {
    // Nobody is left to tell when standard error is closed.
    let _ = writeln!(anstream::stderr(), "{message}");
}

/// A path for people: as the user gave it.
pub(crate) fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
