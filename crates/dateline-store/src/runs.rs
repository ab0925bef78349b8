//! The stories of runs on the disk: a story is written by the run that changed it, and later runs say where it stands.
//!
//! `NUMBER.jsonl.gz` holds the document of a run without its stories in the first line, and a story that is new or
//! changed in each further one; `NUMBER.index.json.gz` holds all stories of the run, each with its place.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use dateline::clean::ArticleId;
use dateline::public::{StoriesDocument, Story};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::error::StoreError;

/// A story of a run, and where it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptStory {
    /// Identifier.
    pub id: String,
    /// Its articles, ascending.
    pub articles: Vec<ArticleId>,
    /// The run that wrote it.
    run: u32,
    /// The line in the file of that run, from 0.
    line: usize,
    /// SHA-256 of the line, hex.
    sha256: String,
}

/// The files of one run.
pub(crate) struct RunFiles {
    stories: PathBuf,
    index: PathBuf,
}

impl RunFiles {
    pub(crate) fn of(folder: &Path, mark: u32) -> Self {
        let file = |ending: &str| folder.join("runs").join(format!("{mark:06}.{ending}"));
        Self { stories: file("jsonl.gz"), index: file("index.json.gz") }
    }

    /// Writes a document of which only the stories that `last` does not hold as they are take room; `resting` are stories
    /// of the last run that are not in the document.
    pub(crate) fn write(
        &self,
        mark: u32,
        document: &mut StoriesDocument,
        resting: &[KeptStory],
        last: &[KeptStory],
    ) -> Result<(), StoreError> {
        let held: BTreeMap<&str, &KeptStory> = last.iter().map(|story| (story.id.as_str(), story)).collect();
        let mut index = resting.to_vec();
        let stories = std::mem::take(&mut document.stories);
        let written = replace(&self.stories, |file| {
            serde_json::to_writer(&mut *file, document)?;
            let mut lines = 0;
            for story in &stories {
                let text = serde_json::to_vec(story)?;
                let sha256 = hex(&Sha256::digest(&text));
                if let Some(same) = held.get(story.id.as_str()).filter(|kept| kept.sha256 == sha256) {
                    index.push((*same).clone());
                    continue;
                }
                lines += 1;
                file.write_all(b"\n")?;
                file.write_all(&text)?;
                let articles = story.articles.iter().cloned().map(ArticleId).collect();
                index.push(KeptStory { id: story.id.clone(), articles, run: mark, line: lines, sha256 });
            }
            Ok(())
        });
        document.stories = stories;
        written?;
        index.sort_by(|a, b| a.articles.cmp(&b.articles));
        replace(&self.index, |file| Ok(serde_json::to_writer(file, &index)?))
    }

    /// The stories of the run, in order, and where each is written.
    pub(crate) fn index(&self) -> Result<Vec<KeptStory>, StoreError> {
        serde_json::from_reader(open(&self.index)?).map_err(StoreError::content(&self.index, "the stories of a run"))
    }

    /// The document of the run without its stories.
    pub(crate) fn head(&self) -> Result<StoriesDocument, StoreError> {
        let mut line = String::new();
        open(&self.stories)?.read_line(&mut line).map_err(StoreError::disk(&self.stories))?;
        serde_json::from_str(&line).map_err(StoreError::content(&self.stories, "a run without its stories"))
    }
}

/// The stories of an index, in its order, each as far as `S` asks for.
pub(crate) fn stories<S: DeserializeOwned>(folder: &Path, index: &[KeptStory]) -> Result<Vec<S>, StoreError> {
    let mut of_run: BTreeMap<u32, BTreeMap<usize, usize>> = BTreeMap::new();
    for (place, story) in index.iter().enumerate() {
        of_run.entry(story.run).or_default().insert(story.line, place);
    }
    let mut found: Vec<(usize, S)> = Vec::with_capacity(index.len());
    for (mark, places) in of_run {
        let path = RunFiles::of(folder, mark).stories;
        let last = places.keys().next_back().copied().unwrap_or_default();
        for (number, line) in open(&path)?.lines().enumerate().take(last + 1) {
            let line = line.map_err(StoreError::disk(&path))?;
            let Some(&place) = places.get(&number) else { continue };
            found.push((place, serde_json::from_str(&line).map_err(StoreError::content(&path, "a story"))?));
        }
    }
    found.sort_by_key(|(place, _)| *place);
    Ok(found.into_iter().map(|(_, story)| story).collect())
}

/// A document as it was written: a story names the stories of its near misses as they are called in this run.
pub(crate) fn rename_near_misses(stories: &mut [Story], index: &[KeptStory]) {
    let story_of: BTreeMap<&str, &str> = index
        .iter()
        .flat_map(|story| story.articles.iter().map(|article| (article.0.as_str(), story.id.as_str())))
        .collect();
    for miss in stories.iter_mut().flat_map(|story| &mut story.near_misses) {
        miss.story = story_of.get(miss.article.as_str()).map(|&id| id.to_owned());
    }
}

/// Writes a compressed file in place of the one before, whole or not at all.
pub(crate) fn replace(
    path: &Path,
    fill: impl FnOnce(&mut GzEncoder<File>) -> std::io::Result<()>,
) -> Result<(), StoreError> {
    let part = path.with_extension("part");
    let mut gzip = GzEncoder::new(File::create(&part).map_err(StoreError::disk(&part))?, Compression::fast());
    fill(&mut gzip).map_err(StoreError::disk(&part))?;
    gzip.finish().and_then(|file| file.sync_all()).map_err(StoreError::disk(&part))?;
    fs::rename(&part, path).map_err(StoreError::disk(path))
}

/// Opens a compressed file.
pub(crate) fn open(path: &Path) -> Result<BufReader<GzDecoder<BufReader<File>>>, StoreError> {
    let file = File::open(path).map_err(StoreError::disk(path))?;
    Ok(BufReader::new(GzDecoder::new(BufReader::new(file))))
}

/// Lower-case hex.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
