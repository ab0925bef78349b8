//! Trainers: each makes one of the engine's data files from its sources.

pub mod names;
pub mod pos;
