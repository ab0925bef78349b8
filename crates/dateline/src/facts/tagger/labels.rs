//! Labels of units: outside a name, beginning one, going on with one.

use crate::facts::NameKind;

/// Number of labels.
pub const LABELS: usize = 9;

/// 0 is outside; for each kind in order, an odd number begins a name and the next even one continues it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Label(pub u8);

/// The kinds in the order of their labels.
pub const KINDS: [NameKind; 4] = [NameKind::Person, NameKind::Place, NameKind::Organisation, NameKind::Other];

impl Label {
    /// Outside any name.
    pub const OUTSIDE: Label = Label(0);

    /// The first unit of a name.
    pub fn begin(kind: NameKind) -> Self {
        Label(1 + 2 * kind as u8)
    }

    /// A later unit of a name.
    pub fn inside(kind: NameKind) -> Self {
        Label(2 + 2 * kind as u8)
    }

    /// What the name names; nothing outside of names.
    pub fn kind(self) -> Option<NameKind> {
        usize::from(self.0).checked_sub(1).map(|place| KINDS[place / 2])
    }

    /// Whether the unit goes on with the name before it.
    pub fn continues(self) -> bool {
        self.0 > 0 && self.0.is_multiple_of(2)
    }
}

/// Whether `next` may follow `label`: a name goes on only in its own kind.
pub fn may_follow(label: usize, next: usize) -> bool {
    let continues = next > 0 && next.is_multiple_of(2);
    !continues || label == next || label + 1 == next
}
