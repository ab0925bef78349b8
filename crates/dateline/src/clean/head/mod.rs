//! What stands around the body: dates, writers, publisher, addresses, and whether the page is an article at all.

pub(super) mod byline;
pub(super) mod calendar;
mod date_words;
pub(super) mod dates;
mod digits;
mod eras;
pub(super) mod kind;
pub(super) mod publisher;
pub(super) mod site;
mod slug;
pub(super) mod title;
mod visible;
