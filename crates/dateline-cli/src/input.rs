//! Files, folders and standard input as one run of pages.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use dateline::intake::{Content, FORMATS, Location, Page, Reading, Record, RecordError, records};
use dateline::pipeline::{Engine, Settings};
use dateline_store::{AddedFile, Store};

use crate::args::{Common, Input};
use crate::exit::{Failure, Outcome};
use crate::output::{note, shown};
use crate::progress::Progress;
use crate::table;

/// The files of an input, none opened yet.
pub(crate) struct Files {
    found: Vec<Found>,
    reading: Reading,
    missing: Missing,
}

/// A file to read.
enum Found {
    /// A file that may hold pages.
    File(PathBuf),
    /// A file that tells about the folder it was found in; it is read only when it is named itself.
    AboutFolder(PathBuf),
}

/// Whether any input could not be opened; read it when the pages are used up.
#[derive(Clone, Default)]
pub(crate) struct Missing(Arc<AtomicBool>);

impl Missing {
    fn set(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// How the run ends: done, unless an input was missing or there was no article at all.
    pub(crate) fn outcome(&self, articles: usize) -> Outcome {
        if self.0.load(Ordering::Relaxed) {
            Outcome::InputMissing
        } else if articles == 0 {
            Outcome::NotSo
        } else {
            Outcome::Done
        }
    }
}

/// Finds the files of an input. Paths that do not exist are named on standard error and the rest goes on.
pub(crate) fn find(input: &Input) -> Result<(Files, Missing), Failure> {
    let reading = reading(input.input_format.as_deref())?;
    let missing = Missing::default();
    let mut found = Vec::new();
    for path in &input.paths {
        if let Err(failure) = gather(path, &mut found) {
            failure.report();
            missing.set();
        }
    }
    Ok((Files { found, reading, missing: missing.clone() }, missing))
}

/// Opens the input as a run of pages.
pub(crate) fn open(input: &Input, common: &Common) -> Result<(Pages, Missing), Failure> {
    if input.paths.is_empty() {
        return Err(Failure::NoInput { or_store: false });
    }
    let (files, missing) = find(input)?;
    Ok((Pages { records: files.records(), progress: Progress::of_pages(common) }, missing))
}

/// Adds the files of an input to a store.
pub(crate) fn keep(input: &Input, store: &mut Store) -> Result<Missing, Failure> {
    let (files, missing) = find(input)?;
    for file in files.found {
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
                missing.set();
            }
        }
    }
    Ok(missing)
}

/// The pages of a store. A record that a later version of its file repeats is read once.
pub(crate) fn kept(store: &Store) -> impl Iterator<Item = Result<Page, RecordError>> {
    kept_since(store, 0).map(|(_, page)| page)
}

/// The same without those of the first files, each page with the number of its file.
pub(crate) fn kept_since(store: &Store, files: usize) -> impl Iterator<Item = (usize, Result<Page, RecordError>)> {
    let mut seen = BTreeSet::new();
    let pages = store.files().enumerate().skip(files);
    let pages = pages.flat_map(|(at, file)| kept_file(store, file).map(move |page| (at, page)));
    pages.filter(move |(_, page)| match page {
        Ok(page) => seen.insert((page.location.path.clone(), page.raw_sha256.clone())),
        Err(_) => true,
    })
}

/// The pages of one file of a store.
pub(crate) fn kept_file(store: &Store, file: &AddedFile) -> Box<dyn Iterator<Item = Result<Page, RecordError>>> {
    let unsniffed = Reading { format: None, more: table::FORMATS };
    let reading = reading(file.format.as_deref()).unwrap_or(unsniffed);
    let clean = file.clean;
    match store.read(file) {
        Ok(reader) => Box::new(records(reader, &file.path, reading).map(move |record| {
            let scraped = |page: Page| match page.content {
                Content::Clean if clean => Page { content: Content::Scrape, ..page },
                _ => page,
            };
            record.and_then(Record::page).map(scraped)
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

fn reading(format: Option<&str>) -> Result<Reading, Failure> {
    let reading = Reading { format: None, more: table::FORMATS };
    let Some(name) = format else { return Ok(reading) };
    let names = || FORMATS.iter().map(|format| format.name).collect::<Vec<_>>().join(", ");
    match reading.named(name) {
        Some(format) => Ok(Reading { format: Some(format), ..reading }),
        None => Err(Failure::Unknown {
            what: "input format",
            found: name.to_owned(),
            expected: format!("one of {}", names()),
        }),
    }
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

impl Files {
    /// Their records, in order. What it makes stays on the thread that asks.
    pub(crate) fn records(self) -> Records {
        Records { files: self.found.into_iter(), current: None, reading: self.reading, missing: self.missing }
    }
}

/// The records of an input, one by one.
pub(crate) struct Records {
    files: std::vec::IntoIter<Found>,
    current: Option<dateline::intake::Records<'static>>,
    reading: Reading,
    missing: Missing,
}

impl Records {
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
                    self.missing.set();
                    return Some(());
                }
            }
        };
        self.current = Some(records(reader, &shown(&path), self.reading));
        Some(())
    }
}

impl Iterator for Records {
    type Item = Result<Record, RecordError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(record) = self.current.as_mut().and_then(Iterator::next) {
                return Some(record);
            }
            self.current = None;
            self.open_next()?;
        }
    }
}

/// An input opened: its pages, counted as they come.
pub(crate) struct Pages {
    records: Records,
    progress: Progress,
}

impl Iterator for Pages {
    type Item = Result<Page, RecordError>;

    fn next(&mut self) -> Option<Self::Item> {
        let Some(record) = self.records.next() else {
            self.progress.step("comparing");
            self.progress.end();
            return None;
        };
        self.progress.page();
        Some(record.and_then(Record::page))
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
