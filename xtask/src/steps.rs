//! Running programs and reading what they say.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::PARQUET;
use crate::counts::Counts;

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the repository").to_owned()
}

/// Prints a line. A reader that has gone away changes no verdict.
pub(crate) fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// Runs a program as one check. `hint` says how to get it where it is missing.
pub(crate) fn step(name: &str, program: &str, args: &[&str], hint: &str) -> Counts {
    say(&format!("== {name}: {program} {}", args.join(" ")));
    let status = Command::new(program).args(args).current_dir(root()).stdin(Stdio::null()).status();
    let went_well = status.is_ok_and(|status| status.success());
    if !went_well {
        say(&format!("FAILED {name}"));
        if !hint.is_empty() {
            say(&format!("hint: if the program is missing: {hint}"));
        }
    }
    Counts::one(went_well)
}

/// Whether a program can be started.
pub(crate) fn has(program: &str, args: &[&str]) -> bool {
    let quiet = Command::new(program).args(args).stdout(Stdio::null()).stderr(Stdio::null()).status();
    quiet.is_ok_and(|status| status.success())
}

/// Runs every test of the workspace: with nextest where it is installed, and the examples in the documentation.
pub(crate) fn tests() -> Counts {
    if has("cargo", &["nextest", "--version"]) {
        let unit = counted(&["nextest", "run", "--workspace", "--exclude", PARQUET, "--no-fail-fast"]);
        return unit + counted(&["test", "--workspace", "--exclude", PARQUET, "--doc", "--no-fail-fast"]);
    }
    counted(&["test", "--workspace", "--exclude", PARQUET, "--no-fail-fast"])
}

/// Runs cargo, shows what it prints, and counts the tests in it.
pub(crate) fn counted(args: &[&str]) -> Counts {
    say(&format!("== tests: cargo {}", args.join(" ")));
    let child = Command::new("cargo")
        .args(args)
        .current_dir(root())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut child) = child else { return Counts::one(false) };
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    let counts = std::thread::scope(|scope| {
        let errors = scope.spawn(|| relay(stderr));
        relay(stdout) + errors.join().unwrap_or_default()
    });
    let went_well = child.wait().is_ok_and(|status| status.success());
    // A run that fails without a failed test did not compile.
    let broken = !went_well && counts.failed == 0;
    if broken { counts + Counts::one(false) } else { counts }
}

fn relay(pipe: Option<impl Read>) -> Counts {
    let Some(pipe) = pipe else { return Counts::default() };
    let lines = BufReader::new(pipe).split(b'\n').map_while(Result::ok);
    lines.fold(Counts::default(), |counts, line| {
        let line = String::from_utf8_lossy(&line);
        say(&line);
        counts + Counts::in_line(&line)
    })
}
