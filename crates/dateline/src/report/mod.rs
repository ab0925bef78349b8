//! The brief, the timeline, and the pages they are shown on.
//!
//! In: a story with its comparison. Out: [`Brief`] and [`Timeline`], every sentence with the characters that carry it;
//! and, from the public documents, text, Markdown and one self-contained HTML page.
//!
//! Does not write a sentence of its own: a brief is made of whole sentences of the sources. Where a user asks a writer
//! to rephrase them, [`keeps_to`] refuses what its citations do not carry.

mod brief;
mod headlines;
mod ranking;
mod render;
mod rewriting;
mod timeline;

pub use brief::{Brief, BriefSentence, brief, headline};
pub use render::{html, letter, markdown, text, topic_markdown, topic_text};
pub use rewriting::{Refusal, keeps_to};
pub use timeline::{Timeline, TimelineEntry, timeline, topic_timeline};
