//! What a sentence denies: `did not bomb the port`, `denied that its jets bombed the port`.
//!
//! A denial is set against a statement only where both are of one act: the word denied is in both sentences, and so is
//! the word before it, whom it is denied of; or most of what they share stands behind a verb of denying. Does not read
//! irony, and takes a denial that is itself denied for none.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::reading::{Reading, Sentence, Term, Vocabulary};
use crate::lang::{self, Lang};

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let lines = include_str!("../../data/compare/negation.tsv").lines().filter(|line| !line.starts_with('#'));
    let row = |line: &'static str| {
        let mut fields = line.split('\t');
        let (language, role) = (fields.next()?, Role::named(fields.next()?)?);
        Some(Row { language, role, words: fields.collect() })
    };
    lines.filter_map(row).collect()
});

struct Row {
    language: &'static str,
    role: Role,
    words: Vec<&'static str>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    Negator,
    Cue,
    Weak,
    Claim,
    Auxiliary,
    Focus,
}

impl Role {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "negator" => Self::Negator,
            "cue" => Self::Cue,
            "weak" => Self::Weak,
            "claim" => Self::Claim,
            "auxiliary" => Self::Auxiliary,
            "focus" => Self::Focus,
            _ => return None,
        })
    }
}

/// Words after a negator in which the word that it denies is looked for.
const REACH: usize = 3;
/// Words after "rejected" in which it must name a claim.
const CLAIM_REACH: usize = 3;
/// How alike two sentences must be before a negation in one of them is held to be of the other's act: names and place
/// alone do not make one act.
const ALIKE: f32 = 0.5;
/// Share of what two sentences have in common that must stand behind a verb of denying.
const BEHIND: f32 = 0.6;

/// The words of denying, as stems of a story.
#[derive(Debug, Default)]
pub(super) struct Negations {
    roles: BTreeMap<Term, BTreeSet<Role>>,
}

/// What one sentence denies.
#[derive(Debug, Default)]
struct Denied {
    /// The word denied, with the word of content before it.
    words: Vec<(Term, Option<Term>)>,
    /// Words of content behind a verb of denying.
    behind: BTreeSet<Term>,
}

impl Negations {
    /// Learns the words' stems.
    pub(super) fn of(reading: &mut Reading) -> Self {
        let mut roles: BTreeMap<Term, BTreeSet<Role>> = BTreeMap::new();
        for row in ROWS.iter() {
            let pack = lang::pack(Some(&Lang::new(row.language)));
            for word in &row.words {
                if let [term] = reading.vocabulary.read(word, pack).as_slice() {
                    roles.entry(*term).or_default().insert(row.role);
                }
            }
        }
        Self { roles }
    }

    /// Whether one of two sentences on one act denies what the other states.
    pub(super) fn opposes(&self, reading: &Reading, one: &Sentence, other: &Sentence) -> bool {
        self.denies(reading, one, other) != self.denies(reading, other, one)
    }

    /// Whether `one` denies the act of `other`.
    pub(super) fn denies(&self, reading: &Reading, one: &Sentence, other: &Sentence) -> bool {
        let denied = self.denied(&reading.vocabulary, &one.words);
        let shared = |term: &Term| other.content.binary_search(term).is_ok();
        let behind: Vec<Term> = denied.behind.iter().copied().filter(shared).collect();
        let common = reading.common(&one.content, &other.content);
        if common > 0.0 && reading.weight(&behind) >= BEHIND * common {
            return true;
        }
        let of_the_act = |(word, whose): &(Term, Option<Term>)| shared(word) && whose.is_some_and(|term| shared(&term));
        denied.words.iter().any(of_the_act) && reading.likeness(&one.content, &other.content) >= ALIKE
    }

    fn has(&self, term: Term, role: Role) -> bool {
        self.roles.get(&term).is_some_and(|roles| roles.contains(&role))
    }

    fn denied(&self, vocabulary: &Vocabulary, words: &[Term]) -> Denied {
        let mut out = Denied::default();
        let mut whose = None;
        for (at, &term) in words.iter().enumerate() {
            if self.has(term, Role::Negator) {
                out.words.extend(self.next_content(vocabulary, &words[at + 1..]).map(|word| (word, whose)));
            } else if self.is_cue(words, at) {
                out.behind.extend(words[at + 1..].iter().copied().filter(|&word| vocabulary.is_content(word)));
            }
            if vocabulary.is_content(term) {
                whose = Some(term);
            }
        }
        out
    }

    /// The word of content that a negator denies, unless "only" takes the denial back.
    fn next_content(&self, vocabulary: &Vocabulary, rest: &[Term]) -> Option<Term> {
        let taken_back = rest.first().is_some_and(|&term| self.has(term, Role::Focus));
        let next = rest.iter().take(REACH).copied().find(|&term| vocabulary.is_content(term));
        // "No. 2" numbers and denies nothing.
        next.filter(|&term| !taken_back && !self.has(term, Role::Cue) && !vocabulary.is_number(term))
    }

    /// Whether a verb of denying stands here, and in the active voice.
    fn is_cue(&self, words: &[Term], at: usize) -> bool {
        let before = at.checked_sub(1).map(|before| words[before]);
        let passive = before.is_some_and(|term| self.has(term, Role::Auxiliary));
        let taken_back = words[at.saturating_sub(REACH)..at].iter().any(|&term| self.has(term, Role::Negator));
        let strong = self.has(words[at], Role::Cue);
        let names_a_claim = || words[at + 1..].iter().take(CLAIM_REACH).any(|&term| self.has(term, Role::Claim));
        (strong || (self.has(words[at], Role::Weak) && names_a_claim())) && !passive && !taken_back
    }
}
