//! [`Store`].

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, Read, Write};
use std::path::{Path, PathBuf};

use dateline::public::StoriesDocument;
use dateline::story::{Decision, Decisions, Named, Remembered};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::copies::Copies;
use crate::error::StoreError;
use crate::log::{AddedFile, Line, Run};
use crate::runs::{self, KeptStory, RunFiles};

/// Version of the layout; a store of a later version is refused, never guessed at.
const FORMAT: u64 = 2;

/// The version that kept the stories of each run in one document: its runs are made anew.
const WHOLE_RUNS: u64 = 1;

/// A store, open and locked for this process.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    lines: Vec<Line>,
    /// Held for the lock on it.
    _lock: File,
}

impl Store {
    /// Opens a store, which must exist unless it may be made.
    ///
    /// # Errors
    /// Where the folder is no store, is one of another format, or the disk says no.
    pub fn open(folder: &Path, may_make: bool) -> Result<Self, StoreError> {
        if may_make {
            make(folder)?;
        }
        let head = folder.join("store.json");
        let lock = File::open(&head).map_err(|error| no_store(folder, &error.to_string()))?;
        lock.lock().map_err(StoreError::disk(&head))?;
        let content = fs::read_to_string(&head).map_err(StoreError::disk(&head))?;
        let stated: Value = serde_json::from_str(&content).map_err(|error| no_store(folder, &error.to_string()))?;
        let whole_runs = stated["format"] == json!(WHOLE_RUNS);
        if !whole_runs && stated["format"] != json!(FORMAT) {
            return Err(no_store(folder, &format!("format {}", stated["format"])));
        }
        let log = folder.join("log.jsonl");
        let mut lines = read_log(&log)?;
        if whole_runs {
            lines.retain(|line| !matches!(line, Line::Ran(_)));
            write_log(&log, &lines)?;
            clear(&folder.join("runs"))?;
            write_head(&head)?;
        }
        Ok(Self { folder: folder.to_owned(), lines, _lock: lock })
    }

    /// Keeps a file. Returns false where the same bytes are held under the same path already.
    ///
    /// # Errors
    /// Where the source cannot be read or the disk says no.
    pub fn add(&mut self, file: AddedFile, mut bytes: impl Read) -> Result<bool, StoreError> {
        let part = self.folder.join("pages/part");
        let mut gzip = GzEncoder::new(File::create(&part).map_err(StoreError::disk(&part))?, Compression::fast());
        let mut hash = Sha256::new();
        let mut buffer = vec![0; 1 << 16];
        loop {
            let read = bytes.read(&mut buffer).map_err(StoreError::disk(Path::new(&file.path)))?;
            if read == 0 {
                break;
            }
            hash.update(&buffer[..read]);
            gzip.write_all(&buffer[..read]).map_err(StoreError::disk(&part))?;
        }
        gzip.finish().and_then(|file| file.sync_all()).map_err(StoreError::disk(&part))?;
        let sha256 = runs::hex(&hash.finalize());
        let file = AddedFile { sha256, ..file };
        if self.files().any(|held| *held == file) {
            return Ok(false);
        }
        let blob = self.blob(&file);
        fs::rename(&part, &blob).map_err(StoreError::disk(&blob))?;
        self.append(Line::Added(file))?;
        Ok(true)
    }

    /// The files held, in the order they came.
    pub fn files(&self) -> impl Iterator<Item = &AddedFile> {
        self.lines.iter().filter_map(|line| if let Line::Added(file) = line { Some(file) } else { None })
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// Where the disk says no.
    pub fn read(&self, file: &AddedFile) -> Result<Box<dyn BufRead>, StoreError> {
        Ok(Box::new(runs::open(&self.blob(file))?))
    }

    /// Keeps a decision for good.
    ///
    /// # Errors
    /// Where the disk says no.
    pub fn decide(&mut self, decision: Decision) -> Result<(), StoreError> {
        self.append(Line::Decided(decision))
    }

    /// All decisions, replayed.
    pub fn decisions(&self) -> Decisions {
        let made = |line: &'_ Line| if let Line::Decided(decision) = line { Some(decision.clone()) } else { None };
        Decisions::replay(&self.lines.iter().filter_map(made).collect::<Vec<_>>())
    }

    /// Keeps the stories of a run; its mark is the next one. `resting` are stories of the run before that the document
    /// lacks and that stay as they were; all other fields of the document speak of all articles.
    ///
    /// # Errors
    /// Where the disk says no.
    pub fn save(&mut self, run: Run, document: &mut StoriesDocument, resting: &[KeptStory]) -> Result<u32, StoreError> {
        let last = self.runs().last().map(|run| run.mark);
        let held = last.map_or(Ok(Vec::new()), |mark| RunFiles::of(&self.folder, mark).index())?;
        let run = Run { mark: last.map_or(1, |mark| mark + 1), ..run };
        RunFiles::of(&self.folder, run.mark).write(run.mark, document, resting, &held)?;
        let mark = run.mark;
        self.append(Line::Ran(run))?;
        Ok(mark)
    }

    /// The runs made, in order.
    pub fn runs(&self) -> impl Iterator<Item = &Run> {
        self.lines.iter().filter_map(|line| if let Line::Ran(run) = line { Some(run) } else { None })
    }

    /// The last run, where nothing was added or decided since.
    pub fn current(&self) -> Option<&Run> {
        if let Some(Line::Ran(run)) = self.lines.last() { Some(run) } else { None }
    }

    /// How many files the last run had read, and what was decided since.
    pub fn since_last_run(&self) -> (usize, Vec<&Decision>) {
        let after = self.lines.iter().rposition(|line| matches!(line, Line::Ran(_))).map_or(0, |at| at + 1);
        let (before, since) = self.lines.split_at(after);
        let files = before.iter().filter(|line| matches!(line, Line::Added(_))).count();
        let decided = since.iter().filter_map(|line| if let Line::Decided(made) = line { Some(made) } else { None });
        (files, decided.collect())
    }

    /// The stories of a run with all that was told of them.
    ///
    /// # Errors
    /// Where the disk says no or a file is damaged.
    pub fn document(&self, run: &Run) -> Result<StoriesDocument, StoreError> {
        let index = self.index(run)?;
        let mut stories = runs::stories(&self.folder, &index)?;
        runs::rename_near_misses(&mut stories, &index);
        Ok(StoriesDocument { stories, ..self.head(run)? })
    }

    /// What a run told of all articles together: its document without the stories.
    ///
    /// # Errors
    /// Where the disk says no or the file is damaged.
    pub fn head(&self, run: &Run) -> Result<StoriesDocument, StoreError> {
        RunFiles::of(&self.folder, run.mark).head()
    }

    /// The stories of a run in order, each with its articles and its place on the disk.
    ///
    /// # Errors
    /// Where the disk says no or the file is damaged.
    pub fn index(&self, run: &Run) -> Result<Vec<KeptStory>, StoreError> {
        RunFiles::of(&self.folder, run.mark).index()
    }

    /// The stories of a run in order, as far as the caller wants to know of them: those of earlier versions may lack
    /// fields.
    ///
    /// # Errors
    /// Where the disk says no, the file is damaged, or `S` asks for what this run lacks.
    pub fn stories<S: DeserializeOwned>(&self, run: &Run) -> Result<Vec<S>, StoreError> {
        runs::stories(&self.folder, &self.index(run)?)
    }

    /// The stories by the names of the last run.
    ///
    /// # Errors
    /// Where the disk says no or the file is damaged.
    pub fn named(&self) -> Result<Vec<Named>, StoreError> {
        let Some(last) = self.runs().last() else { return Ok(Vec::new()) };
        let stories = self.index(last)?.into_iter();
        Ok(stories.map(|story| Named { id: story.id, members: story.articles }).collect())
    }

    /// What the last run remembered of its articles, where it did and the file is sound.
    pub fn remembered(&self) -> Option<Vec<Remembered>> {
        let last = self.runs().last()?;
        let (mark, articles): (u32, Vec<Remembered>) =
            serde_json::from_reader(runs::open(&self.folder.join("articles")).ok()?).ok()?;
        (mark == last.mark).then_some(articles)
    }

    /// Keeps what a run remembers of its articles in place of what the one before did.
    ///
    /// # Errors
    /// Where the disk says no.
    pub fn remember(&self, mark: u32, articles: &[Remembered]) -> Result<(), StoreError> {
        runs::replace(&self.folder.join("articles"), |file| Ok(serde_json::to_writer(file, &(mark, articles))?))
    }

    /// Every identifier that was merged away, in earlier runs or by `newest`, with the one its story goes by now.
    pub fn redirects(&self, newest: &BTreeMap<String, String>) -> BTreeMap<String, String> {
        let all: BTreeMap<&String, &String> = self.runs().flat_map(|run| &run.redirects).chain(newest).collect();
        let follow = |gone: &&String| {
            let (mut now, mut seen) = (*gone, BTreeSet::new());
            while let Some(&next) = all.get(now).filter(|_| seen.insert(now)) {
                now = next;
            }
            now.clone()
        };
        all.keys().map(|gone| ((*gone).clone(), follow(gone))).collect()
    }

    /// The index of words, where there is a sound one.
    pub fn copies(&self) -> Option<Copies> {
        let content = fs::read(self.folder.join("copies")).ok()?;
        let end = content.iter().position(|&byte| byte == b'\n')?;
        let head: Copies = serde_json::from_slice(&content[..end]).ok()?;
        Some(Copies { index: content[end + 1..].to_vec(), ..head })
    }

    /// Keeps the index of words in place of the one before.
    ///
    /// # Errors
    /// Where the disk says no.
    pub fn keep_copies(&self, copies: &Copies) -> Result<(), StoreError> {
        let path = self.folder.join("copies");
        let part = path.with_extension("part");
        let mut content = serde_json::to_vec(copies).map_err(StoreError::content(&part, "a disk with room"))?;
        content.push(b'\n');
        content.extend_from_slice(&copies.index);
        fs::write(&part, content).map_err(StoreError::disk(&part))?;
        fs::rename(&part, &path).map_err(StoreError::disk(&path))
    }

    fn blob(&self, file: &AddedFile) -> PathBuf {
        self.folder.join("pages").join(format!("{}.gz", file.sha256))
    }

    fn append(&mut self, line: Line) -> Result<(), StoreError> {
        let path = self.folder.join("log.jsonl");
        let mut text = serde_json::to_string(&line).map_err(StoreError::content(&path, "a line of the log"))?;
        text.push('\n');
        let mut log = OpenOptions::new().append(true).open(&path).map_err(StoreError::disk(&path))?;
        log.write_all(text.as_bytes()).and_then(|()| log.sync_all()).map_err(StoreError::disk(&path))?;
        self.lines.push(line);
        Ok(())
    }
}

fn no_store(folder: &Path, found: &str) -> StoreError {
    StoreError::NoStore {
        path: folder.to_owned(),
        expected: format!("a store of format {FORMAT}"),
        found: found.into(),
    }
}

/// Makes an empty store in a folder that is new or empty; leaves a store as it is.
fn make(folder: &Path) -> Result<(), StoreError> {
    let head = folder.join("store.json");
    if head.exists() {
        return Ok(());
    }
    for inner in ["pages", "runs"] {
        let inner = folder.join(inner);
        fs::create_dir_all(&inner).map_err(StoreError::disk(&inner))?;
    }
    let foreign = fs::read_dir(folder).map_err(StoreError::disk(folder))?.flatten();
    let mut foreign = foreign.filter(|entry| !["pages", "runs"].iter().any(|own| entry.file_name() == *own));
    if let Some(entry) = foreign.next() {
        return Err(no_store(folder, &format!("a folder of other things ({})", entry.path().display())));
    }
    let log = folder.join("log.jsonl");
    File::create(&log).map_err(StoreError::disk(&log))?;
    write_head(&head)
}

fn write_head(path: &Path) -> Result<(), StoreError> {
    fs::write(path, format!("{}\n", json!({"format": FORMAT}))).map_err(StoreError::disk(path))
}

/// Takes the files out of a folder.
fn clear(folder: &Path) -> Result<(), StoreError> {
    fs::remove_dir_all(folder).map_err(StoreError::disk(folder))?;
    fs::create_dir(folder).map_err(StoreError::disk(folder))
}

/// Writes the log anew.
fn write_log(path: &Path, lines: &[Line]) -> Result<(), StoreError> {
    let part = path.with_extension("part");
    let mut text = String::new();
    for line in lines {
        text.push_str(&serde_json::to_string(line).map_err(StoreError::content(path, "a line of the log"))?);
        text.push('\n');
    }
    fs::write(&part, text).map_err(StoreError::disk(&part))?;
    fs::rename(&part, path).map_err(StoreError::disk(path))
}

/// The lines of the log; a last line without its end is cut off, there and on the disk.
fn read_log(path: &Path) -> Result<Vec<Line>, StoreError> {
    let content = fs::read_to_string(path).map_err(StoreError::disk(path))?;
    let whole = content.rfind('\n').map_or(0, |end| end + 1);
    if whole < content.len() {
        let log = OpenOptions::new().write(true).open(path).map_err(StoreError::disk(path))?;
        log.set_len(whole as u64).map_err(StoreError::disk(path))?;
    }
    let parse = |line: &str| serde_json::from_str(line).map_err(StoreError::content(path, "a line of the log"));
    content[..whole].lines().map(parse).collect()
}

#[cfg(test)]
mod tests {
    use dateline::clean::ArticleId;
    use dateline::public::{NearMiss, Story};

    use super::*;

    fn file(path: &str) -> AddedFile {
        AddedFile { path: path.into(), sha256: String::new(), format: None, clean: false }
    }

    fn run() -> Run {
        let date = "2031-05-02".to_owned();
        Run { mark: 0, date, brief_words: 200, made_by: String::new(), redirects: BTreeMap::new() }
    }

    fn merge(names: &[&str]) -> Decision {
        Decision::Merge { articles: names.iter().map(|&name| ArticleId(name.into())).collect() }
    }

    #[test]
    fn what_was_kept_is_there_when_the_store_is_opened_again() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(folder.path(), true).unwrap();
        assert!(store.add(file("a.txt"), "The ferry sank.".as_bytes()).unwrap());
        store.decide(merge(&["a", "b"])).unwrap();
        store.save(run(), &mut StoriesDocument::default(), &[]).unwrap();
        drop(store);
        let store = Store::open(folder.path(), false).unwrap();
        let held: Vec<&AddedFile> = store.files().collect();
        let mut bytes = String::new();
        store.read(held[0]).unwrap().read_to_string(&mut bytes).unwrap();
        assert_eq!((held.len(), bytes.as_str()), (1, "The ferry sank."));
        assert_eq!(store.decisions(), Decisions::replay(&[merge(&["a", "b"])]));
        assert_eq!(store.current().map(|run| run.mark), Some(1));
    }

    #[test]
    fn the_same_bytes_under_the_same_path_are_kept_once() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(folder.path(), true).unwrap();
        let added: Vec<bool> = [("a.txt", "one"), ("a.txt", "one"), ("b.txt", "one"), ("a.txt", "two")]
            .into_iter()
            .map(|(path, text)| store.add(file(path), text.as_bytes()).unwrap())
            .collect();
        assert_eq!(added, [true, false, true, true]);
    }

    #[test]
    fn a_line_cut_off_by_a_crash_is_as_if_never_written() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(folder.path(), true).unwrap();
        store.decide(merge(&["a", "b"])).unwrap();
        drop(store);
        let log = folder.path().join("log.jsonl");
        let mut content = fs::read_to_string(&log).unwrap();
        content.push_str("{\"decided\":{\"mer");
        fs::write(&log, content).unwrap();
        let mut store = Store::open(folder.path(), false).unwrap();
        store.decide(merge(&["c", "d"])).unwrap();
        drop(store);
        let store = Store::open(folder.path(), false).unwrap();
        assert_eq!(store.decisions(), Decisions::replay(&[merge(&["a", "b"]), merge(&["c", "d"])]));
    }

    #[test]
    fn the_index_of_words_comes_back_and_a_torn_one_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path(), true).unwrap();
        assert_eq!(store.copies(), None);
        let articles = vec![(0, None), (1, Some(7))];
        let copies = Copies { made_by: "a".into(), files: 2, articles, index: b"words\nand more".to_vec() };
        store.keep_copies(&copies).unwrap();
        assert_eq!(store.copies(), Some(copies));
        fs::write(folder.path().join("copies"), "{\"made_by\"").unwrap();
        assert_eq!(store.copies(), None);
    }

    #[test]
    fn a_folder_of_other_things_and_a_later_format_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(Store::open(folder.path(), false), Err(StoreError::NoStore { .. })));
        fs::write(folder.path().join("letter.txt"), "dear").unwrap();
        assert!(matches!(Store::open(folder.path(), true), Err(StoreError::NoStore { .. })));
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("store.json"), "{\"format\": 3}").unwrap();
        assert!(matches!(Store::open(folder.path(), false), Err(StoreError::NoStore { .. })));
    }

    fn document(stories: &[(&str, &str, &str)]) -> StoriesDocument {
        let story = |&(id, title, article): &(&str, &str, &str)| Story {
            id: id.to_owned(),
            title: title.to_owned(),
            articles: vec![article.to_owned()],
            ..Story::default()
        };
        StoriesDocument { stories: stories.iter().map(story).collect(), ..StoriesDocument::default() }
    }

    fn titles(document: &StoriesDocument) -> Vec<&str> {
        document.stories.iter().map(|story| story.title.as_str()).collect()
    }

    #[test]
    fn a_run_writes_what_changed_and_each_run_can_be_read_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(folder.path(), true).unwrap();
        store.save(run(), &mut document(&[("s-a", "Fire", "a"), ("s-b", "Flood", "b")]), &[]).unwrap();
        let resting = store.index(store.current().unwrap()).unwrap().split_off(1);
        let mut later = document(&[("s-a", "Fire out", "a"), ("s-c", "Frost", "c")]);
        later.stories[0].near_misses = vec![NearMiss { article: "b".to_owned(), ..NearMiss::default() }];
        store.save(run(), &mut later, &resting).unwrap();
        let runs: Vec<&Run> = store.runs().collect();
        assert_eq!(titles(&store.document(runs[0]).unwrap()), ["Fire", "Flood"]);
        let now = store.document(runs[1]).unwrap();
        assert_eq!(titles(&now), ["Fire out", "Flood", "Frost"]);
        assert_eq!(now.stories[0].near_misses[0].story.as_deref(), Some("s-b"));
        let mut written = String::new();
        runs::open(&folder.path().join("runs/000002.jsonl.gz")).unwrap().read_to_string(&mut written).unwrap();
        assert!(written.contains("Frost") && !written.contains("Flood"), "{written}");
    }

    #[test]
    fn a_store_of_whole_runs_keeps_its_pages_and_decisions() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(folder.path(), true).unwrap();
        store.add(file("a.txt"), "The ferry sank.".as_bytes()).unwrap();
        store.decide(merge(&["a", "b"])).unwrap();
        store.append(Line::Ran(run())).unwrap();
        drop(store);
        fs::write(folder.path().join("store.json"), "{\"format\":1}").unwrap();
        fs::write(folder.path().join("runs/000001.json.gz"), "").unwrap();
        for _ in 0..2 {
            let store = Store::open(folder.path(), false).unwrap();
            assert_eq!((store.files().count(), store.runs().count()), (1, 0));
            assert_eq!(fs::read_dir(folder.path().join("runs")).unwrap().count(), 0);
            assert_eq!(store.decisions(), Decisions::replay(&[merge(&["a", "b"])]));
        }
    }

    #[test]
    fn redirects_are_followed_to_the_end() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(folder.path(), true).unwrap();
        for (gone, now) in [("s-a", "s-b"), ("s-b", "s-c")] {
            let redirects = BTreeMap::from([(gone.to_owned(), now.to_owned())]);
            store.save(Run { redirects, ..run() }, &mut StoriesDocument::default(), &[]).unwrap();
        }
        let newest = BTreeMap::from([("s-c".to_owned(), "s-d".to_owned())]);
        let now: Vec<String> = store.redirects(&newest).into_values().collect();
        assert_eq!(now, ["s-d", "s-d", "s-d"]);
    }
}
