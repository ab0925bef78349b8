//! Compares measured scores with the pinned floors: `gate [--data FOLDER] [--update] [--lower]`.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use dateline_eval::gate::Gate;

fn main() -> ExitCode {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut gate = Gate {
        data: home.join("../../../shared/data"),
        floors: home.join("floors.toml"),
        results: home.join("results"),
        update: false,
        lower: false,
    };
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match (arg.as_str(), args.len()) {
            ("--data", 1..) => gate.data = args.next().map(PathBuf::from).unwrap_or_default(),
            ("--update", _) => gate.update = true,
            ("--lower", _) => gate.lower = true,
            _ => return fail("usage: gate [--data FOLDER] [--update] [--lower]"),
        }
    }
    match gate.run(&mut std::io::stdout()) {
        Ok(verdict) if verdict.missed == 0 => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => fail(&format!("failed to {error}")),
    }
}

fn fail(message: &str) -> ExitCode {
    let _ = writeln!(std::io::stderr(), "{message}");
    ExitCode::from(2)
}
