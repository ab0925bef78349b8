//! How much two articles copy of each other, as `reuse` traced it.

use rustc_hash::FxHashMap;

use super::reading::Reading;
use crate::reuse::{PassageKind, Trace};

/// Shares of copied characters by pair.
#[derive(Debug, Default)]
pub(super) struct Copies(FxHashMap<(u32, u32), f32>);

impl Copies {
    /// From the copied passages of a heap; `places` are the heap's indexes of the compared articles.
    pub(super) fn of(trace: &Trace, articles: &[Reading], places: &[usize]) -> Self {
        let number: FxHashMap<usize, u32> = places.iter().enumerate().map(|(at, &place)| (place, at as u32)).collect();
        let mut shares: FxHashMap<(u32, u32), f32> = FxHashMap::default();
        for passage in trace.passages.iter().filter(|passage| passage.kind == PassageKind::Copy) {
            let sides = (number.get(&passage.a.article), number.get(&passage.b.article));
            let (Some(&a), Some(&b)) = sides else { continue };
            let length = |at: u32| articles[at as usize].text.1.max(1);
            let copied = if length(a) <= length(b) { passage.a.span } else { passage.b.span };
            let share = (copied.end - copied.start) as f32 / length(a).min(length(b)) as f32;
            *shares.entry((a.min(b), a.max(b))).or_default() += share;
        }
        Self(shares)
    }

    /// Share of the shorter of two articles that stands in the other too, 0 to 1.
    pub(super) fn share(&self, a: u32, b: u32) -> f32 {
        self.0.get(&(a.min(b), a.max(b))).copied().unwrap_or_default().min(1.0)
    }
}
