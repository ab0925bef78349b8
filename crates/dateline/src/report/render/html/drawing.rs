//! What both drawings need.

use std::fmt::Write;

use super::texts::escape_into;

/// A drawing under construction. Its text is escaped; it has no script and loads nothing.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    body: String,
}

impl Drawing {
    /// A shape, as markup that holds no source text.
    pub(super) fn shape(&mut self, markup: &str) {
        self.body.push_str(markup);
    }

    /// A label at a point. `class` picks its style.
    pub(super) fn label(&mut self, x: f64, y: f64, class: &str, words: &str) {
        let _ = write!(self.body, "<text x=\"{x:.1}\" y=\"{y:.1}\" class=\"{class}\">");
        escape_into(&mut self.body, words);
        self.body.push_str("</text>");
    }

    /// The finished element; `title` is what a screen reader says of it.
    pub(super) fn finish(self, width: f64, height: f64, title: &str) -> String {
        let mut out = format!("<svg viewBox=\"0 0 {width:.0} {height:.0}\" role=\"img\" aria-label=\"");
        escape_into(&mut out, title);
        out.push_str("\">");
        out.push_str(&self.body);
        out.push_str("</svg>");
        out
    }
}

/// The first characters of a label that has little room.
pub(super) fn short(words: &str, room: usize) -> String {
    if words.chars().count() <= room {
        return words.to_owned();
    }
    let kept: String = words.chars().take(room.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}
