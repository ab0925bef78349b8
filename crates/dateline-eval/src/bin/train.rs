//! Trains one of the engine's models: `train ROOM ARGUMENTS…`.

use std::io::Write;
use std::process::ExitCode;

use dateline_eval::train;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (room, rest) = arguments.split_first().map_or(("", &[][..]), |(room, rest)| (room.as_str(), rest));
    let outcome = match room {
        "names" => train::names::run(rest),
        "reading" => train::reading::run(rest),
        "stories" => train::stories::run(rest),
        _ => Ok("usage: train names|reading|stories ARGUMENTS…".to_owned()),
    };
    let (text, code) = match outcome {
        Ok(text) => (text, ExitCode::SUCCESS),
        Err(error) => (format!("failed to train {room}: {error}"), ExitCode::FAILURE),
    };
    let written = writeln!(std::io::stdout(), "{text}");
    if written.is_err() { ExitCode::FAILURE } else { code }
}
