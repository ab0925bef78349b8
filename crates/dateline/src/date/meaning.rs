//! From what a pattern remembered to a [`Term`].

use jiff::civil::Date;

use super::calendar::Point;
use super::grammar::{Grammar, Rule};
use super::pattern::Slots;
use super::timex::{Feast, From, Term, TimexKind, Toward};
use super::units::{Part, Season, Unit, modifier_of_index};

/// What an expression of time means.
#[derive(Debug, Clone)]
pub(super) struct Meaning {
    pub kind: TimexKind,
    pub term: Term,
    pub modifier: Option<&'static str>,
}

/// Values of a match by name: what the pattern remembered, else what the rule says of every match.
struct Values<'a> {
    grammar: &'a Grammar,
    rule: &'a Rule,
    slots: &'a Slots,
}

impl Values<'_> {
    fn get(&self, name: &str) -> Option<f64> {
        let slot = self.grammar.names.known_slot(name)?;
        let constant = || self.rule.constants.iter().find(|(known, _)| *known == slot).map(|(_, value)| *value);
        self.slots.get(slot).or_else(constant)
    }

    /// Whether the numbers and the unit are such as the rule allows.
    fn are_in_range(&self) -> bool {
        let in_range = |(slot, [least, most]): &(u8, [f64; 2])| {
            self.slots.get(*slot).is_none_or(|value| (*least..=*most).contains(&value))
        };
        let units = &self.rule.only_units;
        let unit_fits = units.is_empty() || self.get("unit").is_none_or(|unit| units.contains(&unit));
        self.rule.ranges.iter().all(in_range) && unit_fits
    }

    fn int(&self, name: &str) -> Option<i16> {
        self.get(name).map(|value| value as i16)
    }

    fn small(&self, name: &str) -> Option<i8> {
        self.get(name).map(|value| value as i8)
    }

    fn unit(&self) -> Option<Unit> {
        self.get("unit").and_then(Unit::of_index)
    }

    fn toward(&self) -> Toward {
        match self.get("rel") {
            Some(rel) if rel < 0.0 => Toward::Last,
            Some(rel) if rel > 0.0 => Toward::Next,
            Some(_) => Toward::This,
            None => Toward::Open,
        }
    }

    fn from(&self) -> From {
        if self.get("mentioned").is_some() { From::Mentioned } else { From::Published }
    }

    /// The year as said: four digits, two digits after an apostrophe, in words, or before Christ.
    fn year(&self) -> Option<i16> {
        if let Some(short) = self.int("year2") {
            return Some(if short < 50 { 2000 + short } else { 1900 + short });
        }
        let year = self.int("year").or_else(|| self.int("yearwords"))?;
        Some(if self.get("bc").is_some() { -year } else { year })
    }
}

/// The meaning of a match. `bases` are the meanings of the expressions found before, which a rule on bases wraps.
pub(super) fn meaning(grammar: &Grammar, rule: &Rule, slots: &Slots, bases: &[Meaning]) -> Option<Meaning> {
    let values = Values { grammar, rule, slots };
    if !values.are_in_range() {
        return None;
    }
    let modifier = values.get("mod").and_then(modifier_of_index);
    let base = ["base", "dayBase", "dateBase", "monthBase", "yearBase", "lengthBase", "timeBase"];
    let base = base.iter().filter(|_| rule.on_bases).find_map(|name| bases.get(values.get(name)? as usize));
    let date = |term: Term| Some(Meaning { kind: TimexKind::Date, term, modifier });
    let time = |term: Term| Some(Meaning { kind: TimexKind::Time, term, modifier });
    match rule.means {
        "fixed" => Some(fixed(&rule.value, modifier)),
        "date" => date(calendar_date(&values)?),
        "weekday" => date(Term::Weekday { weekday: values.get("weekday")? as u8, toward: values.toward() }),
        "day-of-month" => date(Term::DayOfMonth(values.small("ordinal").or_else(|| values.small("day"))?)),
        "shift" => date(shift(&values)?),
        "year-before" => date(Term::YearBefore),
        "weekend" => date(Term::Weekend),
        "season" => date(season(&values)?),
        "quarter" => date(quarter(&values)),
        "half" => date(half(&values)?),
        "topic-of-year" => date(Term::InYear {
            year: Box::new(Term::Point(Point::Year(values.year()?))),
            inner: Box::new(Term::Quarter { quarter: None, toward: Toward::Open }),
        }),
        "decade" => date(Term::Point(Point::Decade(decade(&values)?))),
        "century" => date(Term::Point(Point::Century(values.int("ordinal").or_else(|| values.int("number"))? - 1))),
        "easter" => date(feast(&values, Feast::Easter(values.int("offset").unwrap_or(0)))),
        "nth-weekday" => date(feast(&values, nth_weekday(&values)?)),
        "duration" => duration(&values, modifier),
        "set" => set(&values, modifier),
        "part" => time(part_of_day(&values, base)?),
        "clock" => time(clock(&values, base)?),
        "time-on" => time_on(&values, bases, modifier),
        "in-year" => in_year(&values, bases, modifier),
        "modified" => base.map(|base| Meaning { modifier: modifier.or(base.modifier), ..base.clone() }),
        "every" => every(base?),
        _ => None,
    }
}

fn fixed(value: &str, modifier: Option<&'static str>) -> Meaning {
    let is_duration = value.starts_with('P') && !value.ends_with("_REF");
    let kind = if is_duration { TimexKind::Duration } else { TimexKind::Date };
    Meaning { kind, term: Term::Explicit(value.to_owned()), modifier }
}

fn calendar_date(values: &Values) -> Option<Term> {
    let month = values.small("month").or_else(|| values.small("month#"));
    let day = values.small("day").or_else(|| values.small("ordinal"));
    let Some(year) = values.year() else {
        let month = month?;
        // 2020 is a leap year: 29 February may be meant.
        if day.is_some_and(|day| Date::new(2020, month, day).is_err()) {
            return Some(Term::Impossible);
        }
        return Some(Term::Month { month, day, toward: values.toward() });
    };
    Some(match (month, day) {
        (Some(month), Some(day)) => {
            Date::new(year, month, day).map_or(Term::Impossible, |d| Term::Point(Point::Day(d)))
        }
        (Some(month), None) => Term::Point(Point::Month(year, month)),
        _ => Term::Point(Point::Year(year)),
    })
}

/// More units than this say nothing of a date ("999999999 years ago").
const MOST_UNITS: f64 = 1_000_000.0;

fn shift(values: &Values) -> Option<Term> {
    let unit = values.unit()?;
    let count = values.get("number").unwrap_or(1.0);
    let by = values.get("rel").or_else(|| values.get("by"))? * count;
    if by.abs() > MOST_UNITS {
        return Some(Term::Impossible);
    }
    // "two and a half years ago" is told in months.
    if by.fract() != 0.0 && unit == Unit::Year {
        return Some(Term::Shift { by: (by * 12.0) as i32, unit: Unit::Month, from: values.from() });
    }
    Some(Term::Shift { by: by as i32, unit, from: values.from() })
}

fn season(values: &Values) -> Option<Term> {
    let season = Season::of_index(values.get("season")?)?;
    Some(
        values
            .year()
            .map_or(Term::Season { season, toward: values.toward() }, |year| Term::Point(Point::Season(year, season))),
    )
}

fn quarter(values: &Values) -> Term {
    let quarter = values.small("ordinal").or_else(|| values.small("quarter")).filter(|q| (1..=4).contains(q));
    match (quarter, values.year()) {
        (Some(quarter), Some(year)) => Term::Point(Point::Quarter(year, quarter)),
        _ => Term::Quarter { quarter, toward: values.toward() },
    }
}

fn half(values: &Values) -> Option<Term> {
    let half = values.small("half").or_else(|| values.small("ordinal")).filter(|half| (1..=2).contains(half))?;
    Some(values.year().map_or(Term::Half { half }, |year| Term::Point(Point::Half(year, half))))
}

fn decade(values: &Values) -> Option<i16> {
    if let Some(year) = values.int("year") {
        return (year % 10 == 0).then_some(year / 10);
    }
    let tens = values.int("year2").or_else(|| values.int("decadeword"))?;
    // "the '20s" and later decades may be of either century; news mostly means the last one from the thirties on.
    (tens % 10 == 0).then_some(if tens >= 30 { 190 + tens / 10 } else { 200 + tens / 10 })
}

fn nth_weekday(values: &Values) -> Option<Feast> {
    let (month, weekday) = (values.small("month")?, values.get("weekday")? as u8);
    Some(Feast::NthWeekday { month, weekday, nth: values.get("nth")? as u8 })
}

fn feast(values: &Values, feast: Feast) -> Term {
    let term = Term::Feast { feast, toward: values.toward() };
    match values.year() {
        Some(year) => Term::InYear { year: Box::new(Term::Point(Point::Year(year))), inner: Box::new(term) },
        None => term,
    }
}

fn duration(values: &Values, modifier: Option<&'static str>) -> Option<Meaning> {
    let unit = values.unit()?;
    let said = values.get("number").unwrap_or(1.0) + values.get("plus").unwrap_or(0.0);
    let count = values.get("vague").is_none().then_some(said);
    Some(Meaning { kind: TimexKind::Duration, term: Term::Explicit(length(count, unit)), modifier })
}

/// TIMEX3 value of a length; `X` for a number that is not said.
fn length(count: Option<f64>, unit: Unit) -> String {
    let code = unit.code();
    let (time, letter) = code.strip_prefix('T').map_or(("", code), |letter| ("T", letter));
    let Some(count) = count else { return format!("P{time}X{letter}") };
    let whole = count.floor();
    match (count - whole == 0.5, unit) {
        (true, Unit::Year) if whole > 0.0 => format!("P{whole}Y6M"),
        (true, Unit::Year) => "P6M".to_owned(),
        (true, Unit::Hour) if whole > 0.0 => format!("PT{whole}H30M"),
        (true, Unit::Hour) => "PT30M".to_owned(),
        (true, Unit::Minute) => format!("PT{whole}M30S"),
        _ => format!("P{time}{count}{letter}"),
    }
}

fn set(values: &Values, modifier: Option<&'static str>) -> Option<Meaning> {
    let value = if let Some(weekday) = values.get("weekday") {
        let part =
            values.get("part").and_then(Part::of_index).map_or(String::new(), |part| format!("T{}", part.code()));
        format!("XXXX-WXX-{weekday}{part}")
    } else if let Some(part) = values.get("part").and_then(Part::of_index) {
        format!("XXXX-XX-XXT{}", part.code())
    } else if let Some(month) = values.get("month") {
        format!("XXXX-{month:02}")
    } else if let Some(season) = values.get("season").and_then(Season::of_index) {
        format!("XXXX-{}", season.code())
    } else {
        let unit = values.unit()?;
        if unit == Unit::Weekend {
            "XXXX-WXX-WE".to_owned()
        } else {
            length(Some(values.get("number").unwrap_or(1.0)), unit)
        }
    };
    Some(Meaning { kind: TimexKind::Set, term: Term::Explicit(value), modifier })
}

/// "every three years" around a length.
fn every(base: &Meaning) -> Option<Meaning> {
    matches!(base.kind, TimexKind::Duration).then(|| Meaning { kind: TimexKind::Set, ..base.clone() })
}

/// The day that a part of the day or a clock time belongs to: where none is said, the one spoken of last.
fn day_of(values: &Values, base: Option<&Meaning>) -> Term {
    if let Some(base) = base {
        return base.term.clone();
    }
    if let Some(weekday) = values.get("weekday") {
        return Term::Weekday { weekday: weekday as u8, toward: values.toward() };
    }
    match values.get("dayshift").or_else(|| values.get("rel")) {
        Some(by) => Term::Shift { by: by as i32, unit: Unit::Day, from: values.from() },
        None => Term::Shift { by: 0, unit: Unit::Day, from: From::Mentioned },
    }
}

fn part_of_day(values: &Values, base: Option<&Meaning>) -> Option<Term> {
    let part = Part::of_index(values.get("part")?)?;
    Some(Term::PartOfDay { day: Box::new(day_of(values, base)), part })
}

fn clock(values: &Values, base: Option<&Meaning>) -> Option<Term> {
    let joined = values.get("clock");
    let said = values.get("hour").or_else(|| joined.map(|clock| (clock / 100.0).floor()))?;
    let afternoon = values.get("pm").is_some_and(|pm| pm > 0.0);
    let morning = values.get("pm").is_some_and(|pm| pm == 0.0);
    let hour = if afternoon && said < 12.0 { said + 12.0 } else { said };
    let hour = if morning && said == 12.0 { 0.0 } else { hour };
    let minute = values.get("minute").or_else(|| joined.map(|clock| clock % 100.0)).map(|minute| minute as u8);
    Some(Term::Clock { day: Box::new(day_of(values, base)), hour: hour as u8, minute })
}

/// A part of a day or clock time found before, on a day found before.
fn time_on(values: &Values, bases: &[Meaning], modifier: Option<&'static str>) -> Option<Meaning> {
    let time = bases.get(values.get("timeBase")? as usize)?;
    let day = bases.get(values.get("dayBase")? as usize)?;
    let on = Box::new(day.term.clone());
    let term = match &time.term {
        Term::PartOfDay { part, .. } => Term::PartOfDay { day: on, part: *part },
        Term::Clock { hour, minute, .. } => Term::Clock { day: on, hour: *hour, minute: *minute },
        _ => return None,
    };
    Some(Meaning { kind: TimexKind::Time, term, modifier: modifier.or(time.modifier) })
}

fn in_year(values: &Values, bases: &[Meaning], modifier: Option<&'static str>) -> Option<Meaning> {
    let year = bases.get(values.get("yearBase")? as usize)?;
    let inner = bases.get(values.get("inner")? as usize)?;
    let term = Term::InYear { year: Box::new(year.term.clone()), inner: Box::new(inner.term.clone()) };
    Some(Meaning { kind: inner.kind, term, modifier: modifier.or(inner.modifier) })
}
