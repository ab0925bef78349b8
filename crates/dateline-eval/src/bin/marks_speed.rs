//! `marks_speed TEXTS`: tokens per processor second of names alone and of all marks, on one thread.
//!
//! `TEXTS` is JSON Lines with a `text` each, plain or gzipped. Beside it, `scripts/spacy_speed.py` measures spaCy on the
//! same file.

use std::io::{Read, Write as _};
use std::process::ExitCode;

use dateline::facts::names_of_text;
use dateline::intake::{Location, Page, given_page};
use dateline::pipeline::Engine;
use dateline::text::{Span, sentences, tokens};
use dateline_eval::processor::processor_seconds;

/// Rounds over the texts, so that a run takes seconds.
const ROUNDS: usize = 5;

fn main() -> ExitCode {
    let path = std::env::args().nth(1).unwrap_or_default();
    match texts(&path).and_then(|texts| measure(&texts)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "marks_speed: {error}");
            ExitCode::from(2)
        }
    }
}

fn texts(path: &str) -> std::io::Result<Vec<String>> {
    let mut bytes = std::fs::read(path)?;
    if bytes.starts_with(&[0x1f, 0x8b]) {
        let mut unpacked = Vec::new();
        flate2::read::MultiGzDecoder::new(bytes.as_slice()).read_to_end(&mut unpacked)?;
        bytes = unpacked;
    }
    let content = String::from_utf8(bytes).map_err(std::io::Error::other)?;
    let text = |line: &str| -> std::io::Result<String> {
        let row: serde_json::Value = serde_json::from_str(line)?;
        Ok(row["text"].as_str().unwrap_or_default().to_owned())
    };
    content.lines().map(text).collect()
}

fn measure(texts: &[String]) -> std::io::Result<()> {
    let count = ROUNDS * texts.iter().map(|text| tokens(text).len()).sum::<usize>();
    let before = processor_seconds();
    names_of_text("Nairobi", &[Span::new(0, 7)]);
    let start = processor_seconds() - before;
    let names = timed(
        |text| {
            let found = sentences(text, Span::new(0, text.len()), &|_, _| false);
            names_of_text(text, &found).len()
        },
        texts,
    );
    let pages: Vec<Page> = texts.iter().map(|text| given_page(text, Location::default())).collect();
    let marks = timed(|page| Engine::default().marked(page).marks.names.len(), &pages);
    let mut out = std::io::stdout().lock();
    writeln!(out, "start-up         {start:>8.2} s")?;
    for (name, (found, seconds)) in [("names alone", names), ("all marks", marks)] {
        let speed = count as f64 / seconds.max(0.01);
        writeln!(out, "{name:<16} {count:>10} tokens {seconds:>8.2} s {speed:>12.0} tokens/s {found:>8} names")?;
    }
    Ok(())
}

/// What a step finds in all texts, and the processor seconds it takes.
fn timed<T>(step: impl Fn(&T) -> usize, texts: &[T]) -> (usize, f64) {
    let before = processor_seconds();
    let mut found = 0;
    for _ in 0..ROUNDS {
        found += texts.iter().map(&step).sum::<usize>();
    }
    (found, processor_seconds() - before)
}
