//! Files, folders and standard input as one run of pages.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use dateline::intake::{Content, FORMATS, Format, Location, Page, RecordError, pages};
use dateline::pipeline::{Engine, Settings};
use dateline_store::{AddedFile, Store};

use crate::args::{Common, Input};
use crate::exit::{Failure, Outcome};
use crate::output::{note, shown};
use crate::progress::Progress;

/// An input opened: its pages, and what went missing on the way.
pub(crate) struct Pages {
    files: std::vec::IntoIter<Found>,
    current: Option<Box<dyn Iterator<Item = Result<Page, RecordError>>>>,
    format: Option<&'static Format>,
    progress: Progress,
    missing: Rc<Cell<bool>>,
}

/// A file to read.
enum Found {
    /// A file that may hold pages.
    File(PathBuf),
    /// A file that tells about the folder it was found in; it is read only when it is named itself.
    AboutFolder(PathBuf),
}

/// Whether any input could not be opened; read it when the pages are used up.
#[derive(Clone)]
pub(crate) struct Missing(Rc<Cell<bool>>);

impl Missing {
    /// How the run ends: done, unless an input was missing or there was no article at all.
    pub(crate) fn outcome(&self, articles: usize) -> Outcome {
        if self.0.get() {
            Outcome::InputMissing
        } else if articles == 0 {
            Outcome::NotSo
        } else {
            Outcome::Done
        }
    }
}

/// Opens the input. Paths that do not exist are named on standard error and the rest goes on.
pub(crate) fn open(input: &Input, common: &Common) -> Result<(Pages, Missing), Failure> {
    if input.paths.is_empty() {
        return Err(Failure::NoInput { or_store: false });
    }
    let format = input.input_format.as_deref().map(format_named).transpose()?;
    let missing = Rc::new(Cell::new(false));
    let files = found(input, &missing);
    let progress = Progress::of_pages(common);
    let seen = Missing(Rc::clone(&missing));
    Ok((Pages { files: files.into_iter(), current: None, format, progress, missing }, seen))
}

/// The files of the input, those about their folder marked. Paths that do not exist are named on standard error.
fn found(input: &Input, missing: &Cell<bool>) -> Vec<Found> {
    let mut files = Vec::new();
    for path in &input.paths {
        if let Err(failure) = gather(path, &mut files) {
            failure.report();
            missing.set(true);
        }
    }
    files
}

/// Adds the files of an input to a store.
pub(crate) fn keep(input: &Input, store: &mut Store) -> Result<Missing, Failure> {
    input.input_format.as_deref().map(format_named).transpose()?;
    let missing = Rc::new(Cell::new(false));
    for file in found(input, &missing) {
        let Found::File(path) = file else { continue };
        let added = AddedFile {
            path: shown(&path),
            sha256: String::new(),
            format: input.input_format.clone(),
            clean: input.clean,
        };
        if path.as_os_str() == "-" {
            store.add(added, std::io::stdin())?;
            continue;
        }
        match File::open(&path) {
            Ok(bytes) => {
                store.add(added, bytes)?;
            }
            Err(source) => {
                Failure::Read { path, source }.report();
                missing.set(true);
            }
        }
    }
    Ok(Missing(missing))
}

/// The pages of a store. A record that a later version of its file repeats is read once.
pub(crate) fn kept(store: &Store) -> impl Iterator<Item = Result<Page, RecordError>> {
    let mut seen = BTreeSet::new();
    store.files().flat_map(|file| kept_file(store, file)).filter(move |page| match page {
        Ok(page) => seen.insert((page.location.path.clone(), page.raw_sha256.clone())),
        Err(_) => true,
    })
}

fn kept_file(store: &Store, file: &AddedFile) -> Box<dyn Iterator<Item = Result<Page, RecordError>>> {
    let format = file.format.as_deref().and_then(|name| format_named(name).ok());
    let clean = file.clean;
    match store.read(file) {
        Ok(reader) => Box::new(pages(reader, &file.path, format).map(move |page| {
            let scraped = |page: Page| match page.content {
                Content::Clean if clean => Page { content: Content::Scrape, ..page },
                _ => page,
            };
            page.map(scraped)
        })),
        Err(error) => {
            let location = Location { path: file.path.clone(), record: None };
            Box::new(std::iter::once(Err(RecordError { location, reason: error.to_string() })))
        }
    }
}

/// The engine with the settings of an input.
pub(crate) fn engine(input: &Input, brief_words: usize) -> Engine {
    Engine { settings: Settings { clean_given_text: input.clean, brief_words } }
}

fn format_named(name: &str) -> Result<&'static Format, Failure> {
    let names = || FORMATS.iter().map(|format| format.name).collect::<Vec<_>>().join(", ");
    FORMATS.iter().find(|format| format.name == name).ok_or_else(|| Failure::Unknown {
        what: "input format",
        found: name.to_owned(),
        expected: format!("one of {}", names()),
    })
}

/// Adds a file, or all files below a folder in sorted order; names that begin with a point are left out.
fn gather(path: &Path, files: &mut Vec<Found>) -> Result<(), Failure> {
    if path.as_os_str() == "-" {
        files.push(Found::File(path.to_owned()));
        return Ok(());
    }
    let failed = |source| Failure::Read { path: path.to_owned(), source };
    if !path.metadata().map_err(failed)?.is_dir() {
        files.push(Found::File(path.to_owned()));
        return Ok(());
    }
    let mut entries = Vec::new();
    for entry in path.read_dir().map_err(failed)? {
        entries.push(entry.map_err(failed)?.path());
    }
    entries.sort();
    let hidden = |entry: &Path| entry.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    for entry in entries.iter().filter(|entry| !hidden(entry)) {
        if is_about_folder(entry) {
            files.push(Found::AboutFolder(entry.clone()));
        } else {
            gather(entry, files)?;
        }
    }
    Ok(())
}

/// Whether a file in a folder is a README or a licence, by its name.
fn is_about_folder(entry: &Path) -> bool {
    let stem = entry.file_stem().unwrap_or_default().to_string_lossy().to_ascii_uppercase();
    matches!(stem.as_str(), "README" | "LICENSE" | "LICENCE" | "NOTICE") && entry.is_file()
}

impl Pages {
    fn open_next(&mut self) -> Option<()> {
        let path = match self.files.next()? {
            Found::File(path) => path,
            Found::AboutFolder(path) => {
                let location = Location { path: shown(&path), record: None };
                let reason = "expected a page, but found a file about its folder; name it to read it".to_owned();
                self.current = Some(Box::new(std::iter::once(Err(RecordError { location, reason }))));
                return Some(());
            }
        };
        let reader: Box<dyn BufRead> = if path.as_os_str() == "-" {
            Box::new(BufReader::new(std::io::stdin()))
        } else {
            match File::open(&path) {
                Ok(file) => Box::new(BufReader::new(file)),
                Err(source) => {
                    Failure::Read { path, source }.report();
                    self.missing.set(true);
                    return Some(());
                }
            }
        };
        self.current = Some(pages(reader, &shown(&path), self.format));
        Some(())
    }
}

impl Iterator for Pages {
    type Item = Result<Page, RecordError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(page) = self.current.as_mut().and_then(Iterator::next) {
                self.progress.page();
                return Some(page);
            }
            self.current = None;
            if self.open_next().is_none() {
                self.progress.step("comparing");
                self.progress.end();
                return None;
            }
        }
    }
}

/// Says what was skipped.
pub(crate) fn note_skipped<'a>(skipped: impl IntoIterator<Item = (&'a str, &'a str)>, common: &Common) {
    if common.quiet {
        return;
    }
    for (page, reason) in skipped {
        note(&format!("skipped {page}: {reason}"));
    }
}
