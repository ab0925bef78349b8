//! Scores the engine on a gold file: `score TASK GOLD [--format json] [--online] [--limit N] [--show CASE] [--worst N]`.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use dateline_eval::{Case, Options, Report, run};

const USAGE: &str = "usage: score TASK GOLD [--format text|json|tsv] [--online] [--limit N] [--show CASE] [--worst N]";

/// What to print of a report.
enum View {
    Text,
    Json,
    Results,
    Show(String),
    Worst(usize),
}

struct Request {
    task: String,
    gold: PathBuf,
    options: Options,
    view: View,
}

fn main() -> ExitCode {
    let Some(request) = parse(std::env::args().skip(1)) else { return fail(USAGE) };
    match run(&request.task, &request.gold, request.options) {
        Ok(report) => {
            let printed = std::io::stdout().write_all(view(&report, &request.view).as_bytes());
            if printed.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(error) => fail(&chain(&error)),
    }
}

fn fail(message: &str) -> ExitCode {
    let _ = writeln!(std::io::stderr(), "{message}");
    ExitCode::from(2)
}

fn chain(error: &dyn std::error::Error) -> String {
    let mut message = format!("failed to {error}");
    let mut cause = error.source();
    while let Some(inner) = cause {
        message.push_str(&format!(": {inner}"));
        cause = inner.source();
    }
    message
}

fn parse(mut args: impl Iterator<Item = String>) -> Option<Request> {
    let mut request =
        Request { task: args.next()?, gold: args.next()?.into(), options: Options::default(), view: View::Text };
    while let Some(flag) = args.next() {
        match flag.as_str() {
            "--online" => request.options.online = true,
            "--limit" => request.options.limit = Some(args.next()?.parse().ok()?),
            "--show" => request.view = View::Show(args.next()?),
            "--worst" => request.view = View::Worst(args.next()?.parse().ok()?),
            "--format" => {
                request.view = match args.next()?.as_str() {
                    "text" => View::Text,
                    "json" => View::Json,
                    "tsv" => View::Results,
                    _ => return None,
                }
            }
            _ => return None,
        }
    }
    Some(request)
}

fn view(report: &Report, view: &View) -> String {
    match view {
        View::Text => report.text(),
        View::Json => report.json() + "\n",
        View::Results => report.results(),
        View::Show(case) => report.cases.iter().filter(|one| one.case.starts_with(case)).map(show).collect(),
        View::Worst(count) => worst(report, *count).into_iter().map(show).collect(),
    }
}

/// The cases with the lowest last score, which is the strictest.
fn worst(report: &Report, count: usize) -> Vec<&Case> {
    let score = |case: &Case| case.scores.last().map_or(0.0, |measure| measure.value);
    let mut cases: Vec<&Case> = report.cases.iter().collect();
    cases.sort_by(|a, b| score(a).total_cmp(&score(b)).then(a.case.cmp(&b.case)));
    cases.truncate(count);
    cases
}

fn show(case: &Case) -> String {
    let scores: Vec<String> = case.scores.iter().map(|score| format!("{} {:.3}", score.name, score.value)).collect();
    format!("== {} {}\n{}\n", case.case, scores.join("  "), case.shown)
}
