//! A bar on standard error while pages are read, on a terminal only.

use std::fmt::Write;
use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressState, ProgressStyle};

use crate::args::Common;
use crate::output::note;

/// Counts pages.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// A bar, hidden with `--quiet` or where standard error is no terminal.
    pub(crate) fn of_pages(common: &Common) -> Self {
        let bar = if common.quiet || !std::io::stderr().is_terminal() {
            ProgressBar::hidden()
        } else {
            ProgressBar::new_spinner()
        };
        let style = ProgressStyle::with_template("{spinner} {pos} pages, {speed}, {elapsed} {msg}");
        let style = style.unwrap_or_else(|_| ProgressStyle::default_spinner());
        bar.set_style(style.with_key("speed", speed));
        Self(bar)
    }

    /// One more page.
    pub(crate) fn page(&self) {
        self.0.inc(1);
    }

    /// Says something above the bar.
    pub(crate) fn note(&self, message: &str) {
        self.0.suspend(|| note(message));
    }

    /// Names what goes on.
    pub(crate) fn step(&self, name: &'static str) {
        self.0.set_message(name);
        self.0.tick();
    }

    /// Time since it was made.
    pub(crate) fn elapsed(&self) -> std::time::Duration {
        self.0.elapsed()
    }

    /// Takes the bar away.
    pub(crate) fn end(&self) {
        self.0.finish_and_clear();
    }
}

/// Pages a second since the bar was made: the library's own estimate takes seconds to find its level.
fn speed(state: &ProgressState, out: &mut dyn Write) {
    let seconds = state.elapsed().as_secs_f64().max(f64::EPSILON);
    // A line that cannot be written shows nothing.
    let _ = write!(out, "{:.0} pages/s", state.pos() as f64 / seconds);
}
