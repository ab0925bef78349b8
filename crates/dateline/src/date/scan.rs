//! Finds the expressions of time of a text.
//!
//! One pass over the folded words finds plain expressions, the longest at each place; a second pass wraps them
//! ("late", "the morning of", "… last year"). Both try only the patterns that can start with the word at hand.

use super::calendar::Point;
use super::cue;
use super::grammar::{Class, Grammar, Rule, grammar_for, grammars};
use super::meaning::{Meaning, meaning};
use super::pattern::{Base, Ground, longest};
use super::ranges;
use super::timex::{Term, Timex, TimexKind};
use super::units::Unit;
use super::words::{Word, WordKind, Words};
use crate::clean::Article;
use crate::lang::Lang;

/// The expressions of time of an article, in order, not yet resolved.
pub fn timexes(article: &Article) -> Vec<Timex> {
    timexes_in(article.text.as_str(), article.language.as_ref())
}

/// The expressions of time of a text in a language; where the language is not known, in the one whose words it uses.
pub(super) fn timexes_in(text: &str, language: Option<&Lang>) -> Vec<Timex> {
    let Some(grammar) = grammar_for(language).or_else(|| likeliest(text)) else { return Vec::new() };
    let words = Words::of(text, |word| grammar.id(word));
    Scan { grammar, words: &words }.all()
}

/// The grammar that knows most words of the beginning of a text.
fn likeliest(text: &str) -> Option<&'static Grammar> {
    let end = text.char_indices().nth(SAMPLE).map_or(text.len(), |(at, _)| at);
    let known = |grammar: &Grammar| {
        let words = Words::of(&text[..end], |word| grammar.id(word));
        words.list.iter().filter(|word| word.kind == WordKind::Letters && word.id > 0).count()
    };
    let mut best: Option<(&Grammar, usize)> = None;
    for grammar in grammars() {
        let count = known(grammar);
        if best.is_none_or(|(_, most)| count > most) {
            best = Some((grammar, count));
        }
    }
    best.map(|(grammar, _)| grammar)
}

/// Characters that tell the language: some ten sentences.
const SAMPLE: usize = 1500;

/// A matched expression.
pub(super) struct Match {
    /// Its first word.
    pub from: usize,
    /// One past its last word.
    pub to: usize,
    /// The rule that read it.
    pub rule: &'static str,
    /// What it means.
    pub meaning: Meaning,
}

struct Scan<'a> {
    grammar: &'static Grammar,
    words: &'a Words,
}

impl Scan<'_> {
    fn all(&self) -> Vec<Timex> {
        let mut plain = self.pass(&[], &[]);
        ranges::complete(self.grammar, self.words, &mut plain);
        let mut bases = vec![None; self.words.list.len()];
        for (index, found) in plain.iter().enumerate() {
            bases[found.from] = Some(Base { class: grain(&found.meaning), end: found.to, index });
        }
        let meanings: Vec<Meaning> = plain.iter().map(|found| found.meaning.clone()).collect();
        let wrapped = self.pass(&bases, &meanings);
        let mut out: Vec<Timex> = Self::merged(plain, wrapped).iter().map(|found| self.timex(found)).collect();
        out.sort_by_key(|timex| timex.span.start);
        out
    }

    /// Leftmost-longest matches; of rules on bases if there are any.
    fn pass(&self, bases: &[Option<Base>], meanings: &[Meaning]) -> Vec<Match> {
        let on_bases = !meanings.is_empty();
        let ground = Ground { grammar: self.grammar, words: self.words, bases };
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.words.list.len() {
            let matched = if self.may_start(at) { self.longest_at(&ground, at, on_bases, meanings) } else { None };
            at = matched.as_ref().map_or(at + 1, |matched| matched.to);
            found.extend(matched);
        }
        found
    }

    fn longest_at(&self, ground: &Ground, at: usize, on_bases: bool, meanings: &[Meaning]) -> Option<Match> {
        let word = &self.words.list[at];
        let starting = self.grammar.candidates(word.id, word.kind == WordKind::Digits, on_bases);
        let after_base =
            if ground.bases.get(at).is_some_and(Option::is_some) { self.grammar.base_candidates() } else { &[] };
        let mut best: Option<Match> = None;
        let mut barred = 0;
        for (rule, pattern) in starting.iter().chain(after_base) {
            let rule = &self.grammar.rules[*rule as usize];
            let Some(run) = longest(ground, rule.pattern(*pattern), at) else { continue };
            if rule.means == "none" {
                barred = barred.max(run.end);
                continue;
            }
            let longer = best.as_ref().is_none_or(|best| best.to < run.end);
            if !longer || self.is_trap(rule, at, run.end) {
                continue;
            }
            let Some(meaning) = meaning(self.grammar, rule, &run.slots, meanings) else { continue };
            best = Some(Match { from: at, to: run.end, rule: rule.id, meaning });
        }
        best.filter(|found| found.to > barred && !self.is_name(found))
    }

    /// Whether a word glued to the one before it, or inside an address, can start nothing.
    fn may_start(&self, at: usize) -> bool {
        let word = &self.words.list[at];
        let Some(before) = at.checked_sub(1).filter(|_| word.glued) else { return true };
        let mark = self.words.folded(before);
        let in_number = word.kind == WordKind::Digits
            && matches!(mark, "." | ",")
            && before
                .checked_sub(1)
                .is_some_and(|at| self.words.list[before].glued && self.words.list[at].kind == WordKind::Digits);
        if in_number {
            return false;
        }
        self.words.list[before].kind == WordKind::Mark
            && !matches!(mark, "@" | "#" | "_" | "/" | "$" | "£" | "€" | "=" | "&")
    }

    /// Whether the words beside a match make it none.
    fn is_trap(&self, rule: &Rule, from: usize, to: usize) -> bool {
        let previous = from.checked_sub(1).map_or(0, |at| self.words.list[at].id);
        let next = self.words.list.get(to).map_or(0, |word| word.id);
        let wrong_before = previous > 0 && rule.not_after.contains(&previous);
        let wrong_after = next > 0 && rule.not_before.contains(&next);
        let lacks_lead = !rule.only_after.is_empty() && !rule.only_after.contains(&previous);
        wrong_before || wrong_after || lacks_lead
    }

    /// Whether a lone month, weekday or feast is a name by its neighbours: "Theresa May", "the Sunday Times".
    fn is_name(&self, found: &Match) -> bool {
        let word = &self.words.list[found.from];
        if self.is_title(found) || self.ends_in_a_verb(found) {
            return true;
        }
        if found.to != found.from + 1 || word.kind != WordKind::Letters {
            return false;
        }
        let grammar = self.grammar;
        if grammar.in_named("doubtful", word.id).is_none() {
            return false;
        }
        if !word.capital {
            return true;
        }
        let before = found.from.checked_sub(1);
        let doubt = grammar.in_named("doubtful", word.id).unwrap_or(0.0);
        let leads = if doubt > 2.0 { "day_lead" } else { "date_lead" };
        if before.is_some_and(|at| grammar.in_named(leads, self.words.list[at].id).is_some()) {
            return false;
        }
        let strong = doubt > 1.0;
        let named = |at: usize| self.words.list.get(at).is_some_and(|word| word.capital);
        strong || before.is_some_and(named) || named(found.to)
    }

    /// "Harbour Today", “This Week”: a deictic word written as a name, behind another name or alone in marks.
    fn is_title(&self, found: &Match) -> bool {
        let first = &self.words.list[found.from];
        let deictic = self.grammar.in_named("titled", first.id).is_some();
        let word = |at: Option<usize>| at.and_then(|at| self.words.list.get(at));
        let is_name = |word: &Word| word.capital && !word.shouted;
        let is_written_as_one = self.words.list[found.from..found.to].iter().all(is_name);
        let before = found.from.checked_sub(1);
        let behind_a_name = word(before).is_some_and(is_name) && !self.words.opens_line(found.from);
        let in_marks = || {
            let mark = |at: usize| matches!(self.words.folded(at), "\"" | "'" | "“" | "”");
            before.is_some_and(mark) && word(Some(found.to)).is_some() && mark(found.to)
        };
        deictic && is_written_as_one && (behind_a_name || in_marks())
    }

    /// "This may": the verb, not the month, which is written with a capital.
    fn ends_in_a_verb(&self, found: &Match) -> bool {
        let last = &self.words.list[found.to - 1];
        let is_verb_too =
            self.grammar.in_named("doubtful", last.id).is_some_and(|doubt| doubt.to_bits() == VERB_TOO.to_bits());
        is_verb_too && !last.capital
    }

    /// Wrapped expressions, and the plain ones that no wrapped one covers.
    fn merged(plain: Vec<Match>, wrapped: Vec<Match>) -> Vec<Match> {
        let mut out = Vec::with_capacity(plain.len());
        let mut wraps = wrapped.into_iter().peekable();
        let mut covered_to = 0;
        for found in plain {
            while let Some(wrap) = wraps.next_if(|wrap| wrap.from <= found.from) {
                covered_to = wrap.to;
                out.push(wrap);
            }
            let reaches_into_next = wraps.peek().is_some_and(|wrap| wrap.from < found.to);
            if found.from >= covered_to && !reaches_into_next {
                out.push(found);
            }
        }
        out.extend(wraps);
        out
    }

    fn timex(&self, found: &Match) -> Timex {
        let hedge = || cue::hedge(self.grammar, self.words, (found.from, found.to), &found.meaning.term);
        Timex {
            span: self.words.span(found.from, found.to),
            kind: found.meaning.kind,
            term: found.meaning.term.clone(),
            value: None,
            modifier: found.meaning.modifier.or_else(hedge),
            days: None,
            cue: cue::cue(self.grammar, self.words, found.from),
            tense: cue::tense(self.grammar, self.words, found.from, found.to),
            runs_on: self.is_followed_by("lasting", found.to),
            begins: self.is_preceded_by("began", found.from),
            rule: found.rule,
        }
    }

    /// Whether one of the next words is in the table: "seven-year-long Syrian civil war".
    fn is_followed_by(&self, table: &str, to: usize) -> bool {
        let next = self.words.list.iter().skip(to).take(NEAR);
        next.take_while(|word| !word.paragraph).any(|word| self.grammar.in_named(table, word.id).is_some())
    }

    /// Whether one of the words before is in the table: "since the war began in".
    fn is_preceded_by(&self, table: &str, from: usize) -> bool {
        let before = self.words.list[..from].iter().rev().take(NEAR_BEFORE);
        before.take_while(|word| !word.paragraph).any(|word| self.grammar.in_named(table, word.id).is_some())
    }
}

/// How the table of doubtful words marks the months that are verbs as well.
const VERB_TOO: f64 = 2.0;

/// Words between a length and what lasts: "-long Syrian civil war".
const NEAR: usize = 5;

/// Words between "began" and its date.
const NEAR_BEFORE: usize = 3;

/// The class by which a rule on bases asks for an expression.
fn grain(meaning: &Meaning) -> Class {
    match (meaning.kind, &meaning.term) {
        (TimexKind::Duration, _) => Class::LengthBase,
        (TimexKind::Time, _) => Class::TimeBase,
        (TimexKind::Set, _) => Class::Base,
        (_, term) => date_grain(term),
    }
}

fn date_grain(term: &Term) -> Class {
    match term {
        Term::Weekday { .. }
        | Term::DayOfMonth(_)
        | Term::Feast { .. }
        | Term::Point(Point::Day(_))
        | Term::Month { day: Some(_), .. }
        | Term::Shift { unit: Unit::Day, .. } => Class::DayBase,
        Term::Month { day: None, .. } | Term::Point(Point::Month(..)) | Term::Shift { unit: Unit::Month, .. } => {
            Class::MonthBase
        }
        Term::Point(Point::Year(_)) | Term::Shift { unit: Unit::Year, .. } => Class::YearBase,
        Term::Shift { .. } => Class::ShiftBase,
        Term::Quarter { .. } | Term::Half { .. } | Term::Point(Point::Quarter(..) | Point::Half(..)) => {
            Class::QuarterBase
        }
        Term::InYear { inner, .. } => date_grain(inner),
        Term::Explicit(_) | Term::Impossible => Class::Base,
        _ => Class::DateBase,
    }
}
