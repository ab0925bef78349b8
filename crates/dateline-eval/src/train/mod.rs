//! Trainers: each makes one of the engine's data files from its sources.

mod logistic;
pub mod names;
pub mod pos;
pub mod reading;
pub mod stories;
