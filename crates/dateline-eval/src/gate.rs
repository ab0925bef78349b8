//! The gate: measured scores against pinned floors.
//!
//! `floors.toml` lists, per corpus, the digest of its file and the least value of each measure. The gate scores every
//! corpus that is there, names every one that is not, and compares. Floors rise with `--update`; one that would fall
//! needs `--lower` as well. Per-case scores are committed under `results/`, so that a change shows which cases moved.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{Options, Report, run};

/// A floor is set this far under the measured value: a change in another room may move a few cases.
const MARGIN: f64 = 0.005;

/// Head of the floors file, kept when it is written anew.
const HEAD: &str = "# Least values that the gate accepts, per corpus. Written by `cargo xtask gate --update`; lowering one needs `--lower`.\n\
# `sha256` is the digest of the gold file; `limit` scores a fixed sample of so many rows.\n\n";

/// Moved cases named per corpus.
const NAMED_CASES: usize = 5;

/// All floors.
#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
pub struct Floors {
    /// In the order of the file.
    pub corpus: Vec<CorpusFloors>,
}

/// The floors of one corpus.
#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
pub struct CorpusFloors {
    /// Name of the task.
    pub task: String,
    /// The gold file below the data folder.
    pub gold: String,
    /// Lower-case hex.
    pub sha256: String,
    /// Rows to score, if not all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<usize>,
    /// Feed in date order, one pass.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub online: bool,
    /// Measure and least value.
    pub floors: BTreeMap<String, f64>,
}

impl CorpusFloors {
    fn options(&self) -> Options {
        Options { online: self.online, limit: self.limit }
    }

    /// Name of its results file.
    fn results_name(&self) -> String {
        let stem: String =
            self.gold.split('.').next().unwrap_or("").chars().map(|c| if c == '/' { '-' } else { c }).collect();
        let mode = if self.online { "-online" } else { "" };
        format!("{}-{stem}{mode}.tsv", self.task)
    }
}

/// Where things are, and what may be written.
#[derive(Debug, Clone)]
pub struct Gate {
    /// The folder of the gold files.
    pub data: PathBuf,
    /// `floors.toml`.
    pub floors: PathBuf,
    /// The folder of committed per-case results.
    pub results: PathBuf,
    /// Raise floors and write results.
    pub update: bool,
    /// Let floors fall to what was measured.
    pub lower: bool,
}

/// What the gate found.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// Floors that hold.
    pub held: usize,
    /// Floors that do not.
    pub missed: usize,
    /// Corpora that are not there.
    pub skipped: usize,
}

/// Why the gate could not run.
#[derive(Debug, thiserror::Error)]
pub enum GateError {
    /// A file of ours cannot be read or written.
    #[error("use {}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// The floors are not of their shape.
    #[error("read {} as floors: {reason}", path.display())]
    Floors {
        /// The file.
        path: PathBuf,
        /// What the parser said.
        reason: String,
    },
}

impl Gate {
    /// Scores every corpus and writes a line for each to `out`.
    pub fn run(&self, out: &mut dyn std::io::Write) -> Result<Verdict, GateError> {
        let mut floors = self.read_floors()?;
        let mut verdict = Verdict::default();
        for corpus in &mut floors.corpus {
            let line = self.corpus(corpus, &mut verdict)?;
            // The gate's verdict is its outcome; a reader that has gone away does not change it.
            let _ = out.write_all(line.as_bytes()).and_then(|()| out.flush());
        }
        if self.update {
            self.write_floors(&floors)?;
        }
        let Verdict { held, missed, skipped } = verdict;
        let _ = writeln!(out, "gate: {held} floors held, {missed} missed, {skipped} corpora skipped");
        Ok(verdict)
    }

    /// Scores one corpus; its floors are raised, or lowered, if that is asked for.
    fn corpus(&self, corpus: &mut CorpusFloors, verdict: &mut Verdict) -> Result<String, GateError> {
        let path = self.data.join(&corpus.gold);
        let label = format!("{} {}{}", corpus.task, corpus.gold, if corpus.online { " --online" } else { "" });
        let Ok(bytes) = std::fs::read(&path) else {
            verdict.skipped += 1;
            return Ok(format!("SKIPPED {label}: {} is not there\n", path.display()));
        };
        let digest = hex(&Sha256::digest(&bytes));
        if digest != corpus.sha256 && !self.update {
            verdict.missed += 1;
            return Ok(format!("MISSED  {label}: the gold file has changed; look at it, then --update\n"));
        }
        corpus.sha256 = digest;
        let started = Instant::now();
        let report = match run(&corpus.task, &path, corpus.options()) {
            Ok(report) => report,
            Err(error) => {
                verdict.missed += 1;
                return Ok(format!("MISSED  {label}: failed to {error}\n"));
            }
        };
        let seconds = started.elapsed().as_secs_f32();
        let mut line = format!("{label} ({} rows, {seconds:.1} s)\n", report.rows);
        self.compare(corpus, &report, verdict, &mut line);
        self.results(corpus, &report, &mut line)?;
        Ok(line)
    }

    fn compare(&self, corpus: &mut CorpusFloors, report: &Report, verdict: &mut Verdict, line: &mut String) {
        for (name, floor) in &mut corpus.floors {
            let Some(value) = report.value(name) else {
                verdict.missed += 1;
                let _ = writeln!(line, "  MISSED  {name}: the task gives no such measure");
                continue;
            };
            let reached = ((value - MARGIN) * 1000.0).floor().max(0.0) / 1000.0;
            if (self.update && reached > *floor) || (self.lower && value < *floor) {
                *floor = reached;
            }
            let holds = value >= *floor;
            verdict.held += usize::from(holds);
            verdict.missed += usize::from(!holds);
            let mark = if holds { "ok    " } else { "MISSED" };
            let _ = writeln!(line, "  {mark}  {name:<22} {value:.3}  floor {floor:.3}");
        }
    }

    /// Compares per-case results with the committed ones, and writes them if that is asked for.
    fn results(&self, corpus: &CorpusFloors, report: &Report, line: &mut String) -> Result<(), GateError> {
        let path = self.results.join(corpus.results_name());
        let fresh = report.results();
        if let Ok(committed) = std::fs::read_to_string(&path) {
            line.push_str(&moved(&committed, &fresh));
        }
        if self.update {
            std::fs::create_dir_all(&self.results).map_err(|source| file_error(&self.results, source))?;
            std::fs::write(&path, fresh).map_err(|source| file_error(&path, source))?;
        }
        Ok(())
    }

    fn read_floors(&self) -> Result<Floors, GateError> {
        let text = std::fs::read_to_string(&self.floors).map_err(|source| file_error(&self.floors, source))?;
        toml::from_str(&text)
            .map_err(|error| GateError::Floors { path: self.floors.clone(), reason: error.to_string() })
    }

    fn write_floors(&self, floors: &Floors) -> Result<(), GateError> {
        let body = toml::to_string(floors).expect("floors are strings and finite numbers");
        std::fs::write(&self.floors, format!("{HEAD}{body}")).map_err(|source| file_error(&self.floors, source))
    }
}

fn file_error(path: &Path, source: std::io::Error) -> GateError {
    GateError::File { path: path.to_owned(), source }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// Which cases have another score than the committed one, in one line; empty where none has.
fn moved(committed: &str, fresh: &str) -> String {
    let table = |text: &str| -> BTreeMap<String, Vec<f64>> {
        let row = |line: &str| {
            let (case, scores) = line.split_once('\t')?;
            Some((case.to_owned(), scores.split('\t').filter_map(|score| score.parse().ok()).collect()))
        };
        text.lines().skip(1).filter_map(row).collect()
    };
    let (before, after) = (table(committed), table(fresh));
    let sum = |scores: &Vec<f64>| scores.iter().sum::<f64>();
    let (mut better, mut worse, mut names) = (0, 0, Vec::new());
    for (case, scores) in &after {
        let Some(old) = before.get(case).filter(|old| *old != scores) else { continue };
        if sum(scores) >= sum(old) {
            better += 1;
        } else {
            worse += 1;
            names.push(case.as_str());
        }
    }
    if better + worse == 0 {
        return String::new();
    }
    names.truncate(NAMED_CASES);
    let named = if names.is_empty() { String::new() } else { format!(" ({} …)", names.join(", ")) };
    format!("  cases moved since the committed results: {better} better, {worse} worse{named}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOLD: &str = "{\"id\": \"a\", \"dct\": \"2024-05-17\", \"text\": \"Rain fell.\", \"times\": []}\n";

    fn gate(folder: &Path, floor: f64) -> Gate {
        std::fs::create_dir_all(folder).unwrap();
        std::fs::write(folder.join("times.jsonl"), GOLD).unwrap();
        let corpus = |gold: &str| CorpusFloors {
            task: "times".to_owned(),
            gold: gold.to_owned(),
            sha256: hex(&Sha256::digest(GOLD)),
            limit: None,
            online: false,
            floors: BTreeMap::from([("strict_f1".to_owned(), floor)]),
        };
        let floors = Floors { corpus: vec![corpus("times.jsonl"), corpus("absent.jsonl")] };
        std::fs::write(folder.join("floors.toml"), toml::to_string(&floors).unwrap()).unwrap();
        Gate {
            data: folder.to_owned(),
            floors: folder.join("floors.toml"),
            results: folder.join("results"),
            update: false,
            lower: false,
        }
    }

    fn folder(name: &str) -> PathBuf {
        std::env::temp_dir().join(format!("dateline-gate-{name}-{}", std::process::id()))
    }

    #[test]
    fn a_missing_corpus_is_named_and_a_missed_floor_counted() {
        let folder = folder("missed");
        let mut out = Vec::new();
        let verdict = gate(&folder, 0.5).run(&mut out).unwrap();
        assert_eq!(verdict, Verdict { held: 0, missed: 1, skipped: 1 });
        let said = String::from_utf8(out).unwrap();
        assert!(said.contains("SKIPPED times absent.jsonl"), "{said}");
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn only_lower_lets_a_floor_fall() {
        let folder = folder("lower");
        let mut gate = gate(&folder, 0.5);
        gate.update = true;
        assert_eq!(gate.run(&mut Vec::new()).unwrap().missed, 1);
        gate.lower = true;
        assert_eq!(gate.run(&mut Vec::new()).unwrap().missed, 0);
        assert_eq!(gate.read_floors().unwrap().corpus[0].floors["strict_f1"], 0.0);
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn moved_cases_are_told() {
        let told = moved("case\tf1\naa\t0.500\nbb\t1.000\n", "case\tf1\naa\t0.700\nbb\t0.250\n");
        assert_eq!(told, "  cases moved since the committed results: 1 better, 1 worse (bb …)\n");
    }
}
