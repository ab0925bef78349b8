//! The command as a user meets it.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail, and skip, loudly")]

mod demo;
mod read;
mod reference;
mod seeds;
mod store;
mod trace;
mod writer;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Runs `dateline` with these arguments.
fn dateline(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dateline")).args(arguments).output().expect("the binary runs")
}

/// What a run printed, which must have ended with this code.
fn printed(arguments: &[&str], code: i32) -> String {
    let output = dateline(arguments);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "dateline {arguments:?}: {errors}");
    String::from_utf8(output.stdout).expect("output is UTF-8")
}

/// What a run printed, as JSON.
fn json(arguments: &[&str]) -> serde_json::Value {
    serde_json::from_str(&printed(arguments, 0)).expect("output is JSON")
}

/// A folder beside the project, or `None`, said aloud, where it is not there.
fn shared(folder: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared").join(folder);
    if path.is_dir() {
        return Some(path);
    }
    println!("SKIPPED: {} is not there", path.display());
    None
}
