//! What becomes of a block.

use super::{ParagraphKind, RemovedKind};

/// The decision on one block of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Nothing has decided yet.
    Open,
    /// A paragraph of the article.
    Keep(ParagraphKind),
    /// Not in the article: why, and by which rule.
    Drop(RemovedKind, &'static str),
}

impl Verdict {
    /// Decides, unless an earlier rule has.
    pub(super) fn settle(&mut self, verdict: Verdict) {
        if *self == Verdict::Open {
            *self = verdict;
        }
    }

    pub(super) fn is_open(self) -> bool {
        self == Verdict::Open
    }

    pub(super) fn is_dropped(self) -> bool {
        matches!(self, Verdict::Drop(..))
    }
}
