//! The HTML pages in a browser, checked for accessibility with axe-core.
//!
//! Needs Debian's `chromium` and `npm`; where one is missing the check is skipped, and says so.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::counts::Counts;
use crate::steps::{has, root, say, step};

/// The pages to look at: name and the arguments that write it.
const PAGES: &[(&str, &[&str])] = &[("demo", &["demo", "--format", "html"])];

/// Renders the pages and looks at each in the browser.
pub(crate) fn check() -> Counts {
    let Some(browser) = ["chromium", "chromium-browser"].into_iter().find(|name| has(name, &["--version"])) else {
        return skip("chromium is not installed (apt-get install chromium)");
    };
    if !has("npm", &["--version"]) {
        return skip("npm is not installed");
    }
    let folder = root().join("target/pages");
    if std::fs::create_dir_all(&folder).is_err() || !install(&folder) {
        return skip("axe-core and playwright-core could not be installed with npm");
    }
    PAGES.iter().map(|(name, args)| page(name, args, &folder, browser)).fold(Counts::default(), |sum, one| sum + one)
}

fn skip(reason: &str) -> Counts {
    say(&format!("SKIPPED pages: {reason}"));
    Counts::skipped()
}

fn install(folder: &Path) -> bool {
    let folder = folder.display().to_string();
    let args = ["install", "--silent", "--no-save", "--prefix", &folder, "axe-core@4", "playwright-core@1"];
    Command::new("npm")
        .args(args)
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .stdin(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

fn page(name: &str, args: &[&str], folder: &Path, browser: &str) -> Counts {
    let page = folder.join(format!("{name}.html")).display().to_string();
    let mut write = vec!["run", "--quiet", "-p", "dateline-cli", "--bin", "dateline", "--"];
    write.extend(args);
    write.extend(["--output", &page]);
    let written = step(&format!("write page {name}"), "cargo", &write, "");
    if written.failed > 0 {
        return written;
    }
    let script = folder.join("axe.mjs");
    // The script stands beside the installed modules, where Node looks for them.
    let copied = std::fs::copy(root().join("crates/dateline-cli/tests/pages/axe.mjs"), &script);
    if copied.is_err() {
        return written + Counts::one(false);
    }
    written + step(&format!("look at page {name}"), "node", &[&script.display().to_string(), browser, &page], "")
}
