//! House tasks: `cargo xtask test | tidy | gate | pages | parquet | ci`.
//!
//! Each prints what it runs; `test` and `ci` end with one line that counts everything: `N passed, N failed, N skipped`.

mod counts;
mod pages;
mod steps;

use std::process::ExitCode;

use counts::Counts;
use steps::{counted, say, step, tests};

const USAGE: &str = "usage: cargo xtask TASK\n\
    \n\
    test     formatting, lints and every test; ends with a line that counts them\n\
    tidy     formatting and the house rules alone\n\
    gate     scores on the gold files against the pinned floors [--data FOLDER] [--update] [--lower]\n\
    pages    the HTML pages in a browser, checked for accessibility\n\
    parquet  lints and tests of the feature `parquet`, which the daily build does without\n\
    ci       what CI runs: test, parquet, pages, gate";

/// The crate that the daily build does without.
pub(crate) const PARQUET: &str = "dateline-parquet";

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let task = args.next().unwrap_or_default();
    let rest: Vec<String> = args.collect();
    let counts = match task.as_str() {
        "test" => test(),
        "tidy" => tidy(),
        "gate" => gate(&rest),
        "pages" => pages::check(),
        "parquet" => parquet(),
        "ci" => ci(),
        _ => {
            say(USAGE);
            return ExitCode::from(2);
        }
    };
    say(&counts.to_string());
    if counts.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn test() -> Counts {
    let formatting = step("formatting", "cargo", &["fmt", "--all", "--check"], "rustup component add rustfmt");
    let lints = step(
        "lints",
        "cargo",
        &["clippy", "--quiet", "--workspace", "--exclude", PARQUET, "--all-targets", "--", "-D", "warnings"],
        "rustup component add clippy",
    );
    formatting + lints + tests()
}

fn tidy() -> Counts {
    let formatting = step("formatting", "cargo", &["fmt", "--all", "--check"], "rustup component add rustfmt");
    let house = step("house rules", "cargo", &["test", "--quiet", "-p", "dateline", "--test", "it", "house::"], "");
    formatting + house
}

fn gate(rest: &[String]) -> Counts {
    let mut args = vec!["run", "--quiet", "--release", "-p", "dateline-eval", "--bin", "gate", "--"];
    args.extend(rest.iter().map(String::as_str));
    step("gate", "cargo", &args, "")
}

/// Lints and tests of the crate, and of the command that is built with it.
fn parquet() -> Counts {
    let packages = ["-p", PARQUET, "-p", "dateline-cli", "--features", "dateline-cli/parquet"];
    let lints = [&["clippy", "--quiet", "--all-targets"], packages.as_slice(), &["--", "-D", "warnings"]].concat();
    let of_crate = counted(&["test", "-p", PARQUET]);
    let of_command = counted(&["test", "-p", "dateline-cli", "--features", "parquet", "--test", "it", "read::"]);
    step("lints with Parquet", "cargo", &lints, "") + of_crate + of_command
}

fn ci() -> Counts {
    test() + parquet() + pages::check() + gate(&[])
}
