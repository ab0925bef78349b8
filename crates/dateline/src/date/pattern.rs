//! Patterns over words: how a rule says what it matches.
//!
//! A pattern is a list of elements parted by blanks:
//! `word` that very word or mark · `{class}` a word of that class, remembered under the name of the class ·
//! `{name:class}` under another name · `(a b|c)` one of several lists · `x?` may be absent · `~x` no blank before it.

use std::collections::BTreeMap;

use super::grammar::{Class, Grammar, Names};
use super::words::Words;

/// Index of a remembered value's name in [`Names`].
pub(super) type SlotName = u8;

/// One step of a compiled pattern.
#[derive(Debug, Clone, Copy)]
pub(super) enum Step {
    /// That word.
    Word { id: u32, glued: bool },
    /// A word of the class.
    Class { class: Class, slot: SlotName, glued: bool },
    /// Try the step at the first place, then the one at the second.
    Either(u16, u16),
    /// Go on elsewhere.
    Jump(u16),
    /// The pattern has matched.
    End,
}

/// What a pattern remembered: name and value of each element that has one.
#[derive(Debug, Clone, Default)]
pub(super) struct Slots(pub Vec<(SlotName, f64)>);

impl Slots {
    /// The value under a name.
    pub(super) fn get(&self, name: SlotName) -> Option<f64> {
        self.0.iter().rev().find(|(known, _)| *known == name).map(|(_, value)| *value)
    }
}

/// A pattern that cannot be read.
#[derive(Debug, thiserror::Error)]
pub(super) enum PatternError {
    /// A class that no table defines.
    #[error("find class {0:?}")]
    UnknownClass(String),
    /// A `~` that no element follows: it cannot stand before a bracket.
    #[error("find the element after ~ in {0:?}")]
    BareTilde(String),
    /// A bracket without its partner.
    #[error("find the partner of a bracket in {0:?}")]
    OpenBracket(String),
}

/// Compiles the text of a pattern.
pub(super) fn compile(
    pattern: &str,
    names: &mut Names,
    words: &mut BTreeMap<String, u32>,
) -> Result<Vec<Step>, PatternError> {
    let mut compiler = Compiler { tokens: split(pattern), at: 0, steps: Vec::new(), names, words, pattern };
    compiler.sequence()?;
    if compiler.at < compiler.tokens.len() {
        return Err(PatternError::OpenBracket(pattern.to_owned()));
    }
    compiler.steps.push(Step::End);
    Ok(compiler.steps)
}

/// Elements and brackets of a pattern.
fn split(pattern: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut open = false;
    for c in pattern.chars() {
        match c {
            ' ' => open = false,
            '(' | ')' | '|' => {
                tokens.push(c.to_string());
                open = false;
            }
            '?' if !open => tokens.push("?".to_owned()),
            _ => {
                if !open {
                    tokens.push(String::new());
                }
                open = true;
                if let Some(last) = tokens.last_mut() {
                    last.push(c);
                }
            }
        }
    }
    tokens
}

struct Compiler<'a> {
    tokens: Vec<String>,
    at: usize,
    steps: Vec<Step>,
    names: &'a mut Names,
    words: &'a mut BTreeMap<String, u32>,
    pattern: &'a str,
}

impl Compiler<'_> {
    /// Elements up to a closing bracket, a bar or the end.
    fn sequence(&mut self) -> Result<(), PatternError> {
        while let Some(token) = self.tokens.get(self.at).cloned() {
            if token == ")" || token == "|" {
                return Ok(());
            }
            let start = self.steps.len();
            let mut optional = false;
            if token == "(" {
                self.at += 1;
                self.alternatives()?;
            } else {
                self.at += 1;
                let element = token.strip_suffix('?').unwrap_or(&token);
                optional = element.len() < token.len();
                let step = self.element(element)?;
                self.steps.push(step);
            }
            if self.tokens.get(self.at).is_some_and(|next| next == "?") {
                optional = true;
                self.at += 1;
            }
            if optional {
                self.insert(start, Step::Either(start as u16 + 1, self.steps.len() as u16 + 1));
            }
        }
        Ok(())
    }

    /// The lists of a bracket whose opening was read; reads the closing too.
    fn alternatives(&mut self) -> Result<(), PatternError> {
        let mut exits = Vec::new();
        loop {
            let start = self.steps.len();
            self.sequence()?;
            let mark = self.tokens.get(self.at).map(String::as_str);
            let Some(mark @ (")" | "|")) = mark else { return Err(PatternError::OpenBracket(self.pattern.to_owned())) };
            let last = mark == ")";
            self.at += 1;
            if !last {
                exits.push(self.steps.len() + 1);
                self.steps.push(Step::Jump(0));
                self.insert(start, Step::Either(start as u16 + 1, self.steps.len() as u16 + 1));
                continue;
            }
            let end = self.steps.len() as u16;
            for exit in exits {
                self.steps[exit] = Step::Jump(end);
            }
            return Ok(());
        }
    }

    /// Puts a step before those from `at` on; places that point behind it move.
    fn insert(&mut self, at: usize, step: Step) {
        let moved = |place: u16| if place as usize >= at { place + 1 } else { place };
        for known in &mut self.steps[at..] {
            match known {
                Step::Either(first, second) => {
                    *first = moved(*first);
                    *second = moved(*second);
                }
                Step::Jump(place) => *place = moved(*place),
                _ => {}
            }
        }
        self.steps.insert(at, step);
    }

    fn element(&mut self, element: &str) -> Result<Step, PatternError> {
        let (glued, element) = element.strip_prefix('~').map_or((false, element), |rest| (true, rest));
        if element.is_empty() {
            return Err(PatternError::BareTilde(self.pattern.to_owned()));
        }
        let Some(inside) = element.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) else {
            let next = self.words.len() as u32 + 1;
            let id = *self.words.entry(element.to_owned()).or_insert(next);
            return Ok(Step::Word { id, glued });
        };
        let (name, class) = inside.split_once(':').unwrap_or((inside, inside));
        let class = self.names.class(class).ok_or_else(|| PatternError::UnknownClass(class.to_owned()))?;
        Ok(Step::Class { class, slot: self.names.slot(name), glued })
    }
}

/// A run of words that a pattern matches.
#[derive(Debug, Clone)]
pub(super) struct Run {
    /// One past its last word.
    pub end: usize,
    /// What was remembered.
    pub slots: Slots,
}

/// What a pattern is matched on.
pub(super) struct Ground<'a> {
    /// The tables that know the words' classes.
    pub grammar: &'a Grammar,
    /// The words.
    pub words: &'a Words,
    /// For each word, the expression that starts there, as (grain's class bits, end, index), when one is known.
    pub bases: &'a [Option<Base>],
}

/// An expression found before, as an element of a larger one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Base {
    /// Grain class it stands for.
    pub class: Class,
    /// One past its last word.
    pub end: usize,
    /// Its index among the expressions found before.
    pub index: usize,
}

/// The longest run that `steps` match from word `start` on.
pub(super) fn longest(ground: &Ground, steps: &[Step], start: usize) -> Option<Run> {
    let mut matcher = Matcher { ground, steps, start, slots: Slots::default(), best: None };
    matcher.run(0, start);
    matcher.best
}

struct Matcher<'a> {
    ground: &'a Ground<'a>,
    steps: &'a [Step],
    start: usize,
    slots: Slots,
    best: Option<Run>,
}

impl Matcher<'_> {
    /// Walks the steps from `step` with the next word at `at`. It recurs at most once a step of the pattern.
    fn run(&mut self, step: usize, at: usize) {
        match self.steps[step] {
            Step::End => {
                let longer = at > self.start && self.best.as_ref().is_none_or(|best| best.end < at);
                if longer {
                    self.best = Some(Run { end: at, slots: self.slots.clone() });
                }
            }
            Step::Jump(place) => self.run(place as usize, at),
            Step::Either(first, second) => {
                self.run(first as usize, at);
                self.run(second as usize, at);
            }
            Step::Word { id, glued } => {
                if self.may_stand(at, glued) && self.ground.words.list[at].id == id {
                    self.run(step + 1, at + 1);
                }
            }
            Step::Class { class, slot, glued } => {
                if !self.may_stand(at, glued) {
                    return;
                }
                let Some((value, next)) = self.ground.grammar.read(class, self.ground, at) else { return };
                self.slots.0.push((slot, value));
                self.run(step + 1, next);
                self.slots.0.pop();
            }
        }
    }

    /// Whether the word at `at` may belong to the run: no paragraph ends before it, and no blank if `glued`.
    fn may_stand(&self, at: usize, glued: bool) -> bool {
        let Some(word) = self.ground.words.list.get(at) else { return false };
        let crosses_paragraph = at > self.start && word.paragraph;
        !crosses_paragraph && (!glued || word.glued)
    }
}
