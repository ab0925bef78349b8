//! Figures: numbers with unit, object and hedge.

use crate::clean::Article;
use crate::date::Timex;
use crate::text::Span;

/// Whose number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureScope {
    /// Of the event the article reports.
    Event,
    /// Of another event or period, told as background.
    Background,
    /// An estimate or forecast that somebody makes.
    Forecast,
}

/// A number in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The whole expression, hedge and unit included ("at least 20 people").
    pub span: Span,
    /// The value as stated.
    pub value: f64,
    /// Least value that it allows; equals `value` for a plain number.
    pub low: Option<f64>,
    /// Greatest value that it allows; `None` means no bound.
    pub high: Option<f64>,
    /// Unit: `percent`, `USD`, `km`, `magnitude`, `age` …; `None` for a plain count.
    pub unit: Option<String>,
    /// What it counts, lower case ("people", "troops").
    pub of: Option<String>,
    /// The predicate it belongs to, as a lemma ("kill", "injure", "displace").
    pub predicate: Option<String>,
    /// Whether it is hedged ("about", "some").
    pub approx: bool,
    /// Whose number it is.
    pub scope: FigureScope,
    /// The rule that read it.
    pub rule: &'static str,
}

/// The figures of the text.
pub fn figures(_article: &Article, _sentences: &[Span], _times: &[Timex]) -> Vec<Figure> {
    Vec::new()
}
