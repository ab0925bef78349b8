//! The public documents as text, Markdown and HTML.
//!
//! All three say the same in the same order: header, brief, matrix, timeline, reuse, quotes, wording, members, near
//! misses; and at the end the topics and what is in no story.

mod html;
mod markdown;
mod phrases;
mod text;
mod topics;

pub use html::html;
pub use markdown::{markdown, topic_markdown};
pub use phrases::letter;
pub use text::{text, topic_text};

#[cfg(test)]
pub(crate) mod fixture;
