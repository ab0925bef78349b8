//! Input that no newsroom wants: each gives a clear note or error with the record named, the rest goes on, the exit
//! code is as documented, and the counts add up.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// A sound record to stand beside a bad one.
const SOUND: &str = "NORRHAVEN – A fire tore through a paint warehouse in Norrhaven on Friday night, injuring nine \
    firefighters, the fire service said. Residents were told to keep their windows shut.\n";

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("dateline-bad-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn put(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.0.join(name);
        fs::write(&path, bytes).unwrap();
        path.display().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn dateline(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dateline")).args(args).stdin(Stdio::null()).output().unwrap()
}

/// Runs `stories` on a bad file beside a sound one; the counts must add up. Gives the document and what was said.
fn beside_a_sound_page(name: &str, bytes: &[u8]) -> (Value, String, Option<i32>) {
    let folder = Folder::new(name);
    let bad = folder.put(name, bytes);
    let sound = folder.put("sound.txt", SOUND.as_bytes());
    let output = dateline(&["stories", "--format", "json", &bad, &sound]);
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    let count = |name: &str| document["counts"][name].as_u64().unwrap();
    let in_stories =
        document["stories"].as_array().unwrap().iter().map(|story| story["articles"].as_array().unwrap().len());
    assert_eq!(count("records"), count("articles") + count("skipped"), "{document}");
    assert_eq!(count("articles"), in_stories.sum::<usize>() as u64 + count("unplaced"), "{document}");
    (document, String::from_utf8_lossy(&output.stderr).into_owned(), output.status.code())
}

/// The bad file is skipped under its name with a reason that holds `reason`, and the sound one is read.
fn is_skipped(name: &str, bytes: &[u8], reason: &str) {
    let (document, said, code) = beside_a_sound_page(name, bytes);
    let skipped = &document["skipped"][0];
    assert!(skipped["page"].as_str().unwrap().ends_with(name), "{skipped}");
    assert!(skipped["reason"].as_str().unwrap().contains(reason), "{skipped}");
    assert!(said.contains(name), "{said}");
    assert_eq!(document["counts"]["articles"], 1);
    assert_eq!(code, Some(0));
}

#[test]
fn an_empty_file_is_skipped() {
    is_skipped("empty.txt", b"", "found nothing");
}

#[test]
fn a_binary_file_is_skipped() {
    let bytes: Vec<u8> = (0..=255).cycle().take(10_000).collect();
    is_skipped("binary.bin", &bytes, "binary");
}

#[test]
fn a_gzip_bomb_is_skipped() {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let zeros = vec![0; 1 << 20];
    for _ in 0..300 {
        packer.write_all(&zeros).unwrap();
    }
    is_skipped("bomb.gz", &packer.finish().unwrap(), "expected at most");
}

#[test]
fn a_torn_line_costs_itself_alone() {
    let lines = "{\"id\":\"a\",\"text\":\"The bridge at Vale Cross was closed on Monday, the council said.\"}\n\
        {\"id\":\"b\",\"text\":\"The bri\n\
        {\"id\":\"c\",\"text\":\"Nobody was hurt in the warehouse fire, police said on Tuesday.\"}\n";
    let (document, said, code) = beside_a_sound_page("torn.jsonl", lines.as_bytes());
    assert_eq!(document["counts"]["articles"], 3);
    assert!(document["skipped"][0]["page"].as_str().unwrap().ends_with("torn.jsonl#1"), "{}", document["skipped"]);
    assert!(said.contains("torn.jsonl"), "{said}");
    assert_eq!(code, Some(0));
}

#[test]
fn invalid_utf_8_is_read_in_another_encoding() {
    let (document, _, code) = beside_a_sound_page(
        "latin.txt",
        b"The harbour caf\xe9 in Norrhaven was closed on Friday after a fire, police said.\n",
    );
    assert_eq!(document["counts"]["articles"], 2);
    assert_eq!(code, Some(0));
}

#[test]
fn a_page_with_nothing_but_comments_is_no_story() {
    let html = format!("<html><body>{}</body></html>", "<!-- nothing -->".repeat(1000));
    let (document, _, code) = beside_a_sound_page("comments.html", html.as_bytes());
    assert_eq!(document["counts"]["stories"], 1);
    assert_eq!(code, Some(0));
}

#[test]
fn html_nested_a_hundred_thousand_deep_is_read() {
    let (open, close) = ("<div>".repeat(100_000), "</div>".repeat(100_000));
    let html = format!("<html><body>{open}<p>{SOUND}</p>{close}</body></html>");
    let (document, _, code) = beside_a_sound_page("deep.html", html.as_bytes());
    assert_eq!(document["counts"]["articles"], 2);
    assert_eq!(code, Some(0));
}

#[test]
fn one_line_of_fifty_megabytes_is_read() {
    let (document, _, code) = beside_a_sound_page("line.txt", &vec![b'a'; 50_000_000]);
    assert_eq!(document["counts"]["records"], 2);
    assert_eq!(code, Some(0));
}

#[test]
fn a_missing_file_is_named_and_the_rest_goes_on() {
    let folder = Folder::new("missing");
    let sound = folder.put("sound.txt", SOUND.as_bytes());
    let output = dateline(&["stories", "--format", "json", "no-such-page.txt", &sound]);
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(document["counts"]["articles"], 1);
    assert!(String::from_utf8_lossy(&output.stderr).contains("no-such-page.txt"));
    assert_eq!(output.status.code(), Some(2));
}
