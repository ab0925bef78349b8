//! The one integration binary of the engine.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

mod cases;
mod house;
mod laws;
mod support;
