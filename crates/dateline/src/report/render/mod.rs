//! The public documents as text, Markdown and HTML.
//!
//! All three say the same in the same order: header, brief, matrix, timeline, reuse, quotes, wording, members, near
//! misses; and at the end what is in no story.

mod html;
mod markdown;
mod phrases;
mod text;

pub use html::html;
pub use markdown::markdown;
pub use phrases::letter;
pub use text::text;

#[cfg(test)]
pub(crate) mod fixture;
