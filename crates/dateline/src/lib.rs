//! Dateline turns pages of news into stories, one per event, with the proof.
//!
//! The engine takes bytes and gives stories. It touches no disk, no network and no clock; content cannot make it
//! fail. Each room is a folder whose `mod.rs` is its door; the data walks through them in the order below.

pub mod text;

pub mod lang;

pub mod intake;

pub mod clean;

pub mod date;

pub mod reuse;

pub mod facts;

pub mod story;

pub mod compare;

pub mod report;

pub mod public;

pub mod pipeline;

pub mod explain;
