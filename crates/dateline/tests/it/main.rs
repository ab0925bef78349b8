//! The one integration binary of the engine.

mod cases;
mod house;
mod laws;
mod support;
