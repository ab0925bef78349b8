//! Texts and places in them: what every other room points with.
//!
//! In: a decoded string. Out: [`Text`], [`Span`], [`View`], tokens and sentences, all as half-open byte ranges on
//! character boundaries of one text that never changes. Positions leave the engine as Unicode code points, by
//! [`Text::code_points`].
//!
//! Does not know languages: abbreviations come in as a parameter.

mod patterns;
mod sentences;
mod span;
mod tokens;
mod view;

pub use patterns::ascii_bounds;
pub use sentences::sentences;
pub use span::{Span, Text};
pub use tokens::{Token, TokenKind, tokens};
pub use view::View;
