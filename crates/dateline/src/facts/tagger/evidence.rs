//! What the first pass over a page decided, as evidence for the second.

use rustc_hash::FxHashMap;

use super::labels::Label;
use super::page::Page;
use crate::facts::NameKind;

/// How often a word was labelled what on the page.
#[derive(Debug, Clone, Copy, Default)]
struct Votes {
    /// By kind, inside names of this kind.
    kinds: [u16; 4],
    /// Capitalised outside any name.
    outside: u16,
    /// By kind, as the last word of a name of several words.
    last_of_long: [u16; 4],
    /// By kind, elsewhere in a name of several words.
    inside_long: [u16; 4],
}

/// The decisions of one pass.
#[derive(Debug, Default)]
pub struct Evidence {
    votes: FxHashMap<u32, Votes>,
    /// Hashes of the initials of long names, by kind: "World Health Organization" votes for "who".
    acronyms: FxHashMap<u32, NameKind>,
}

impl Evidence {
    /// Counts the labels of a page.
    pub fn gather(page: &Page, labels: &[Label]) -> Self {
        let mut evidence = Self::default();
        for run in &page.runs {
            let mut at = run.from as usize;
            while at < run.to as usize {
                let end = name_end(labels, at, run.to as usize);
                match labels[at].kind() {
                    Some(kind) => evidence.count_name(page, at, end, kind),
                    None => evidence.count_outside(page, at),
                }
                at = end;
            }
        }
        evidence
    }

    fn count_outside(&mut self, page: &Page, at: usize) {
        if page.units[at].is_capital() {
            let votes = self.votes.entry(page.units[at].hash).or_default();
            votes.outside = votes.outside.saturating_add(1);
        }
    }

    fn count_name(&mut self, page: &Page, from: usize, to: usize, kind: NameKind) {
        let slot = kind as usize;
        let long = to - from > 1;
        let mut initials = super::units::Folder::new();
        for at in from..to {
            let unit = &page.units[at];
            let votes = self.votes.entry(unit.hash).or_default();
            votes.kinds[slot] = votes.kinds[slot].saturating_add(1);
            let place = if at + 1 == to { &mut votes.last_of_long } else { &mut votes.inside_long };
            if long {
                place[slot] = place[slot].saturating_add(1);
            }
            if unit.is_capital() && unit.length > 0 {
                initials.push(first_char(unit.head, unit.length));
            }
        }
        if to - from >= 2 {
            self.acronyms.insert(initials.hash(), kind);
        }
    }

    /// Three small numbers about a unit: how its word was labelled, its part in long names, its part as an acronym.
    /// `own` is the unit's own label in the pass, whose vote is taken out.
    pub fn codes(&self, page: &Page, at: usize, own: Label) -> [u32; 3] {
        let unit = &page.units[at];
        let mut votes = self.votes.get(&unit.hash).copied().unwrap_or_default();
        match own.kind() {
            Some(kind) => votes.kinds[kind as usize] = votes.kinds[kind as usize].saturating_sub(1),
            None => votes.outside = votes.outside.saturating_sub(1),
        }
        let total = votes.kinds.iter().sum::<u16>() + votes.outside;
        let (best, count) = majority(votes.kinds);
        let share = if total == 0 { 0 } else { 1 + u32::from(count) * 3 / u32::from(total) };
        let first = share << 4 | best << 1 | u32::from(total > 2);
        let second = presence(votes.last_of_long) | presence(votes.inside_long) << 4;
        let acronym = self.acronyms.get(&unit.hash).filter(|_| unit.length >= 2);
        [first, second, acronym.map_or(0, |kind| 1 + *kind as u32)]
    }
}

fn first_char(head: u32, length: u8) -> char {
    let shift = 8 * (u32::from(length).min(4) - 1);
    char::from((head >> shift) as u8)
}

fn name_end(labels: &[Label], at: usize, to: usize) -> usize {
    if labels[at].kind().is_none() {
        return at + 1;
    }
    (at + 1..to).find(|&next| !labels[next].continues()).unwrap_or(to)
}

fn majority(counts: [u16; 4]) -> (u32, u16) {
    let best = (0..4).max_by_key(|&kind| (counts[kind], 4 - kind)).unwrap_or(0);
    (best as u32, counts[best])
}

fn presence(counts: [u16; 4]) -> u32 {
    (0..4).map(|kind| u32::from(counts[kind] > 0) << kind).sum()
}
