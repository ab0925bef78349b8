//! How one figure stands to another: the same, rounded, an update, of another scope, or in conflict.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::Sources;
use super::numbers::Told;
use crate::compare::comparison::CellState;
use crate::date::Day;
use crate::facts::Figure;
use crate::lang::WordSet;

/// Words that say of a count that it grew or was another before.
static GROWTH: LazyLock<WordSet> = LazyLock::new(|| WordSet::parse(include_str!("../../../data/compare/growth.txt")));

/// When a report was published: its day, and its time as written where both are known.
type Moment = (Day, Option<String>);

/// Whether one number can satisfy both.
pub(super) fn overlap(a: &Figure, b: &Figure) -> bool {
    let (a_low, a_high) = interval(a);
    let (b_low, b_high) = interval(b);
    a_low <= b_high && b_low <= a_high
}

fn interval(figure: &Figure) -> (f64, f64) {
    let round = if figure.low == figure.high { rounding(figure.value) } else { 0.0 };
    (figure.low.unwrap_or(f64::NEG_INFINITY) - round, figure.high.unwrap_or(f64::INFINITY) + round)
}

/// Numbers below are counts to the last one; reports round what is greater, with no word for it.
const ROUNDED_FROM: f64 = 1000.0;
/// Digits that a rounded number keeps at most: "13.6 million", not "13,625,700".
const ROUND_DIGITS: i32 = 3;

/// Half of the last place that a number is written to: "13.6 million" is any from 13.55 to 13.65.
fn rounding(value: f64) -> f64 {
    if value < ROUNDED_FROM || !value.is_finite() {
        return 0.0;
    }
    let mut place = 1.0;
    while value % (place * 10.0) == 0.0 {
        place *= 10.0;
    }
    let digits = value.log10().floor() as i32 + 1 - f64::log10(place).round() as i32;
    if digits <= ROUND_DIGITS { place / 2.0 } else { 0.0 }
}

/// The figure that most origins give; of the whole before a part, one bounded on both sides before "at least four"; of
/// equals the latest, then the first.
pub(super) fn reference<'g, 's>(sources: &Sources<'_>, group: &[&'g Told<'s>]) -> &'g Told<'s> {
    let rank = |told: &Told<'_>| {
        let agreeing = group.iter().filter(|other| overlap(told.figure, other.figure)).map(|other| other.origin);
        let origins: BTreeSet<usize> = agreeing.collect();
        let (low, high) = interval(told.figure);
        let whole = told.part.is_none() && told.group.is_none();
        // That there were none is what the others are set against, not the measure.
        let some = told.figure.value > 0.0;
        (some, whole, low.is_finite() && high.is_finite(), origins.len(), moment(sources, told))
    };
    let mut best = group[0];
    for &told in &group[1..] {
        if rank(told) > rank(best) {
            best = told;
        }
    }
    best
}

/// How a figure stands to the reference.
pub(super) fn state(sources: &Sources<'_>, group: &[&Told<'_>], reference: &Told<'_>, told: &Told<'_>) -> CellState {
    let (a, b) = (reference.figure, told.figure);
    if a.value == b.value && a.approx == b.approx && interval(a) == interval(b) {
        return CellState::Says;
    }
    if overlap(a, b) {
        return CellState::Rounded;
    }
    if reference.part != told.part || reference.group != told.group {
        return CellState::Scope;
    }
    let (less, more) = if a.value < b.value { (reference, told) } else { (told, reference) };
    if grows(sources, group, less.figure, more.figure) || tells_of_growth(sources, more) {
        CellState::Update
    } else if is_given_beside(group, reference, told) {
        CellState::Scope
    } else if reference.origin == told.origin {
        // Members of one family are one origin: what one of them has otherwise is shown in its cell.
        CellState::Rounded
    } else {
        CellState::Differs
    }
}

/// Whether one report gives both values and does not say that they are of two mouths: for its writer they do not exclude
/// each other.
fn is_given_beside(group: &[&Told<'_>], reference: &Told<'_>, told: &Told<'_>) -> bool {
    let in_one = |one: &Told<'_>, other: &Told<'_>| {
        one.article == other.article
            && overlap(one.figure, reference.figure)
            && overlap(other.figure, told.figure)
            && !overlap(one.figure, other.figure)
            && !matches!((&one.figure.holder, &other.figure.holder), (Some(a), Some(b)) if a != b)
    };
    group.iter().any(|one| group.iter().any(|other| in_one(one, other)))
}

/// Whether reports pass from the lesser count to the greater: the greater is first told later or told for longer, and
/// never the other way round. Two counts of the same time stand against each other.
fn grows(sources: &Sources<'_>, group: &[&Told<'_>], less: &Figure, more: &Figure) -> bool {
    let moments = |figure: &Figure| {
        let same = group.iter().filter(|told| told.figure.value == figure.value);
        let moments: Vec<Moment> = same.filter_map(|told| moment(sources, told)).collect();
        moments.iter().min().cloned().zip(moments.iter().max().cloned())
    };
    let (Some((less_first, less_last)), Some((more_first, more_last))) = (moments(less), moments(more)) else {
        return false;
    };
    less_first <= more_first && less_last <= more_last && (less_first, less_last) != (more_first, more_last)
}

/// When the article of a figure was published. Times are compared as written, so only those of one zone are: others
/// are left out.
fn moment(sources: &Sources<'_>, told: &Told<'_>) -> Option<Moment> {
    let published = &sources.articles[told.article].dating.published;
    let day = sources.published(told.article)?;
    let time = published.value.as_deref().and_then(|value| value.split_once('T')).map(|(_, time)| time);
    Some((day, time.filter(|time| time.ends_with('Z')).map(str::to_owned)))
}

/// "The toll rose to 12": the text itself says that it was lower before.
fn tells_of_growth(sources: &Sources<'_>, told: &Told<'_>) -> bool {
    let Some(sentence) = told.sentence else { return false };
    let text = sources.articles[told.article].article.text.slice(sentence.span);
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.any(|word| GROWTH.has(&word.to_lowercase()))
}
