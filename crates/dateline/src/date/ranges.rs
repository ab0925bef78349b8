//! Ranges whose ends share what only one of them says: "10-12 October", "2006-07", "August and September 1914".

use super::calendar::Point;
use super::grammar::Grammar;
use super::meaning::Meaning;
use super::scan::Match;
use super::timex::{Term, TimexKind, Toward};
use super::words::{WordKind, Words};

/// Adds the ends of ranges that are bare numbers, and gives months before "and" the year of the month after it.
pub(super) fn complete(grammar: &Grammar, words: &Words, found: &mut Vec<Match>) {
    let mut ends = Vec::new();
    for (index, known) in found.iter().enumerate() {
        let floor = index.checked_sub(1).map_or(0, |before| found[before].to);
        let ceiling = found.get(index + 1).map_or(words.list.len(), |next| next.from);
        ends.extend(day_before(grammar, words, known, floor));
        ends.extend(number_after(grammar, words, known, ceiling));
    }
    found.extend(ends);
    found.sort_by_key(|known| known.from);
    for index in (1..found.len()).rev() {
        let (before, after) = found.split_at_mut(index);
        share_year(grammar, words, &mut before[index - 1], &after[0]);
    }
}

/// "10" of "10-12 October", "10." of "10. bis zum 12. Oktober".
fn day_before(grammar: &Grammar, words: &Words, known: &Match, floor: usize) -> Option<Match> {
    let to = before_joints(grammar, words, known.from, floor)?;
    let ordinal = words.list[to - 1].glued && grammar.in_named("nth", words.list[to - 1].id).is_some();
    let at = to.checked_sub(1 + usize::from(ordinal)).filter(|at| *at >= floor)?;
    let day = words.list[at].digits.filter(|_| words.list[at].digit_count <= 2)?;
    let starts_with_day = words.list[known.from].kind == WordKind::Digits;
    let alone = at == 0 || !words.list[at].glued || matches!(words.folded(at - 1), "(" | "\"" | "\u{201c}");
    let term = with_day(&known.meaning.term, day).filter(|_| starts_with_day && alone)?;
    Some(Match { to, ..end_of_range(at, known, term) })
}

/// The place after what the one or two joints before `from` ("to", "bis zum") join it with.
fn before_joints(grammar: &Grammar, words: &Words, from: usize, floor: usize) -> Option<usize> {
    let joint = |at: usize| is_joint(grammar, words, at) && !words.list[at].paragraph;
    let last = from.checked_sub(1).filter(|at| *at > floor && joint(*at))?;
    Some(last.checked_sub(1).filter(|at| *at > floor && joint(*at)).unwrap_or(last))
}

/// "12" of "October 10-12", "07" of "2006-07".
fn number_after(grammar: &Grammar, words: &Words, known: &Match, ceiling: usize) -> Option<Match> {
    let at = known.to + 1;
    let number = words.list.get(at).filter(|word| word.digit_count <= 2 && at < ceiling)?.digits?;
    let tight = words.list[known.to].kind == WordKind::Mark && words.list[at].digit_count > 0;
    let goes_on = words
        .list
        .get(at + 1)
        .is_some_and(|next| next.kind == WordKind::Letters || next.glued && next.kind == WordKind::Digits);
    let joins = is_joint(grammar, words, known.to) && !words.list[known.to].paragraph;
    let ends_with_number = words.list[known.to - 1].kind == WordKind::Digits;
    if !joins || !ends_with_number || (goes_on && !tight) {
        return None;
    }
    let year_goes_on = tight && words.list[at].glued && words.list[at].digit_count == 2;
    let term = match &known.meaning.term {
        Term::Point(Point::Year(year)) if year_goes_on => later_year(*year, number)?,
        other => with_day(other, number)?,
    };
    Some(end_of_range(at, known, term))
}

fn end_of_range(at: usize, known: &Match, term: Term) -> Match {
    let meaning = Meaning { kind: TimexKind::Date, term, modifier: None };
    Match { from: at, to: at + 1, rule: known.rule, meaning }
}

fn later_year(year: i16, short: u32) -> Option<Term> {
    let later = year / 100 * 100 + short as i16;
    (later > year).then_some(Term::Point(Point::Year(later)))
}

/// The same month with another day.
fn with_day(term: &Term, day: u32) -> Option<Term> {
    let day = i8::try_from(day).ok()?;
    match term {
        Term::Point(Point::Day(known)) => known.with().day(day).build().ok().map(|day| Term::Point(Point::Day(day))),
        Term::Month { month, day: Some(_), toward } if (1..=31).contains(&day) => {
            Some(Term::Month { month: *month, day: Some(day), toward: *toward })
        }
        _ => None,
    }
}

/// Gives a month without a year the year of the full date that it is joined with.
fn share_year(grammar: &Grammar, words: &Words, first: &mut Match, second: &Match) {
    let joined = second.from == first.to + 1 && is_joint(grammar, words, first.to);
    let Term::Month { month, toward: Toward::Open, .. } = first.meaning.term else { return };
    let (year, last) = match second.meaning.term {
        Term::Point(Point::Month(year, month)) => (year, month),
        Term::Point(Point::Day(day)) => (day.year(), day.month()),
        _ => return,
    };
    if joined {
        let year = if month > last { year - 1 } else { year };
        let inner = Box::new(first.meaning.term.clone());
        first.meaning.term = Term::InYear { year: Box::new(Term::Point(Point::Year(year))), inner };
    }
}

/// Whether the word joins the ends of a range ("-", "to", "and").
fn is_joint(grammar: &Grammar, words: &Words, at: usize) -> bool {
    words.list.get(at).is_some_and(|word| grammar.in_named("range_joint", word.id).is_some())
}
