//! Number expressions: digits and words, hedges, ranges, units.

use super::{Page, scores};
use crate::facts::grammar::Tag;
use crate::text::TokenKind;

/// A number expression.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Number {
    /// First word, hedge included.
    pub first: usize,
    /// First word of the number itself.
    pub digits: usize,
    /// One past the last word, unit included.
    pub end: usize,
    pub value: f64,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub approx: bool,
    pub unit: Option<&'static str>,
    /// Of a score: the word of the second number, and that number.
    pub second: Option<(usize, f64)>,
    pub rule: &'static str,
}

impl Number {
    pub(super) fn plain(digits: usize, end: usize, value: f64) -> Self {
        Self {
            first: digits,
            digits,
            end,
            value,
            low: Some(value),
            high: Some(value),
            approx: false,
            unit: None,
            second: None,
            rule: "figure.number",
        }
    }
}

/// How far "about" may be from the value: papers round 8,700 to "about 9,000" and 11,300 to "about 11,000", and
/// hardly more.
const ABOUT: f64 = 0.1;

/// The number expression that begins at word `at`, if one does.
pub(super) fn number_at(page: Page, at: usize) -> Option<Number> {
    let bare = vague(page, at).or_else(|| fraction(page, at)).or_else(|| one_in(page, at)).or_else(|| money(page, at));
    let bare = bare.or_else(|| ordinal(page, at));
    let number = bare.or_else(|| magnitude(page, at)).or_else(|| count(page, at))?;
    Some(hedged(page, number))
}

/// "two soldiers and a civilian": the single person that ends a list of counted ones. `end` is one past the last word of
/// the figure before.
pub(super) fn one_of_list(page: Page, at: usize, end: Option<usize>) -> Option<Number> {
    let goes_on = at > 0 && end == Some(at - 1) && matches!(page.low(at - 1), "and" | ",");
    let one = matches!(page.low(at), "a" | "an") && page.pack.figures.value("person", page.low(at + 1)).is_some();
    (goes_on && one).then(|| Number { rule: "figure.one-of-list", ..Number::plain(at, at + 1, 1.0) })
}

/// "a magnitude-6.1 quake": one word of the text.
fn magnitude(page: Page, at: usize) -> Option<Number> {
    let value = digits(page.low(at).strip_prefix("magnitude-")?)?;
    Some(Number { unit: Some("magnitude"), rule: "figure.magnitude", ..Number::plain(at, at + 1, value) })
}

/// A number without sign of money: "12", "2-3 million", "twelve km", "minus 30".
fn count(page: Page, at: usize) -> Option<Number> {
    if page.pack.figures.value("below-zero", page.low(at)).is_some() {
        let (value, end) = cardinal(page, at + 1)?;
        return Some(with_unit(page, Number::plain(at, end, -value)));
    }
    let (value, end) = cardinal(page, at)?;
    let number = with_unit(page, ranged(page, Number::plain(at, end, value)));
    (number.unit.is_some() || counts(page, &number)).then_some(number)
}

/// "hundreds of thousands", "a dozen".
fn vague(page: Page, at: usize) -> Option<Number> {
    let (values, length) = page.phrase("vague", at)?;
    let low: f64 = values.first()?.parse().ok()?;
    let high: f64 = values.get(1)?.parse().ok()?;
    let exact = low == high;
    let number =
        Number { high: Some(high), approx: !exact, rule: "figure.vague", ..Number::plain(at, at + length, low) };
    // "a hundred and five" and "a million dollars" are read as numbers.
    if exact && cardinal(page, at + 1).is_some_and(|(_, end)| end > at + length) {
        let (value, end) = cardinal(page, at + 1)?;
        return Some(with_unit(page, Number::plain(at, end, value)));
    }
    Some(with_unit(page, number))
}

/// "two thirds of": a share, as a percentage.
fn fraction(page: Page, at: usize) -> Option<Number> {
    let (values, length) = page.phrase("fraction", at)?;
    let share: f64 = values.first()?.parse().ok()?;
    let end = at + length;
    // "Two-thirds agreed": a number of parts is a share whatever follows; "half", "a quarter" can be other things.
    let parts = simple(page, page.low(at)).is_some() || page.low(at).contains('-');
    let shares_something = parts || matches!(page.low(end), "of" | "the" | "its" | "their");
    if !shares_something {
        return None;
    }
    let value = share * 100.0;
    let near = |by: f64| Some(value + by);
    Some(Number {
        low: near(-1.0),
        high: near(1.0),
        approx: true,
        unit: Some("percent"),
        rule: "figure.fraction",
        ..Number::plain(at, end, value)
    })
}

/// "one in five", "3 out of 10" children: a share, as a percentage.
fn one_in(page: Page, at: usize) -> Option<Number> {
    let (part, end) = cardinal(page, at)?;
    let joiner = match (page.low(end), page.low(end + 1)) {
        ("in", _) => 1,
        ("out", "of") => 2,
        _ => return None,
    };
    let (whole, end) = cardinal(page, end + joiner)?;
    // "Two in 2019" is no share.
    let shares = part >= 1.0 && part < whole && whole <= LARGEST_WHOLE && page.words.tag(end).is_noun();
    let value = part / whole * 100.0;
    shares.then(|| Number { unit: Some("percent"), rule: "figure.fraction", ..Number::plain(at, end, value) })
}

/// Of how many a share is told at most in such words.
const LARGEST_WHOLE: f64 = 100.0;

/// "$5 million".
fn money(page: Page, at: usize) -> Option<Number> {
    let symbol = page.pack.figures.value("currency", page.low(at)).filter(|_| page.words.raw(at).chars().count() == 1);
    let code = || {
        let code = page.pack.figures.value("currency-code", page.low(at))?;
        page.words.raw(at).starts_with(char::is_uppercase).then_some(code)
    };
    let symbol = symbol.or_else(code)?;
    let stop = usize::from(page.low(at + 1) == "." && page.is_glued(at + 1));
    let (value, end) = cardinal(page, at + 1 + stop)?;
    let mut number = ranged(page, Number::plain(at, end, value));
    number.unit = Some(symbol);
    number.rule = "figure.money";
    let prefixed = at > 0 && page.low(at - 1) == "us";
    number.digits -= usize::from(prefixed);
    number.first -= usize::from(prefixed);
    Some(number)
}

/// "third", "21st", before a noun.
fn ordinal(page: Page, at: usize) -> Option<Number> {
    let word = page.low(at);
    let value = match page.pack.figures.value("ordinal", word) {
        Some(value) => value.parse().ok()?,
        None => digits_ordinal(word)?,
    };
    let counts = page.words.tag(at + 1).is_noun() || page.words.tag(at + 1) == Tag::Adjective;
    let number = Number { unit: Some("ordinal"), rule: "figure.ordinal", ..Number::plain(at, at + 1, value) };
    counts.then_some(number)
}

fn digits_ordinal(word: &str) -> Option<f64> {
    let stem = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending))?;
    stem.parse().ok()
}

/// The number at word `at`, scales included, and one past its last word.
pub(super) fn cardinal(page: Page, at: usize) -> Option<(f64, usize)> {
    let word = page.words.words.get(at)?;
    let (value, end) = if word.kind == TokenKind::Number {
        let value = if page.words.tagged { digits(page.low(at)) } else { digits_abroad(page.low(at)) };
        (value?, at + 1)
    } else {
        spelt(page, at)?
    };
    match page.pack.figures.value("scale", page.low(end)) {
        Some(scale) if page.low(end) != "dozen" || value < 20.0 => Some((value * scale.parse::<f64>().ok()?, end + 1)),
        _ => Some((value, end)),
    }
}

/// "10.000", "4,5": with the marks of most of Europe. Three digits behind a comma alone are thousands anywhere.
fn digits_abroad(word: &str) -> Option<f64> {
    let thousands = !word.contains('.') && word.rsplit_once(',').is_some_and(|(_, behind)| behind.len() == 3);
    if thousands {
        return digits(word);
    }
    let swap = |c| match c {
        '.' => ',',
        ',' => '.',
        other => other,
    };
    let swapped: String = word.chars().map(swap).collect();
    digits(&swapped).or_else(|| digits(word))
}

/// "10,000", "4.5", "3bn", "20k".
fn digits(word: &str) -> Option<f64> {
    let letters = word.find(|c: char| c.is_alphabetic()).unwrap_or(word.len());
    let (number, suffix) = word.split_at(letters);
    let scale = match suffix {
        "" => 1.0,
        "k" => 1e3,
        "m" | "mn" => 1e6,
        "bn" | "b" => 1e9,
        "tn" => 1e12,
        _ => return None,
    };
    let grouped =
        number.split(',').skip(1).all(|group| group.split('.').next().is_some_and(|digits| digits.len() == 3));
    let plain = number.replace(',', "");
    let fits = plain.len() <= 15 && plain.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let value: f64 = if grouped && fits { plain.parse().ok()? } else { return None };
    Some(value * scale)
}

/// "twenty-five", "two hundred and fifty".
fn spelt(page: Page, at: usize) -> Option<(f64, usize)> {
    let (mut total, mut current) = (0.0, simple(page, page.low(at))?);
    let mut end = at + 1;
    while end < page.words.len() {
        let word = page.low(end);
        if word == "hundred" {
            current *= 100.0;
            end += 1;
        } else if let Some(scale) = page.pack.figures.value("scale", word).filter(|_| word != "dozen") {
            total += current * scale.parse::<f64>().ok()?;
            current = 0.0;
            end += 1;
        } else {
            let joined = word == "and" && matches!(page.low(end - 1), "hundred" | "thousand");
            let next = end + usize::from(joined);
            let adds = joined || matches!(page.low(end - 1), "hundred" | "thousand" | "million");
            let Some(value) = simple(page, page.low(next)).filter(|_| adds) else { break };
            current += value;
            end = next + 1;
        }
    }
    Some((total + current, end))
}

/// "seven", "twenty", "twenty-five".
fn simple(page: Page, word: &str) -> Option<f64> {
    let value = |word: &str| page.pack.figures.value("number", word).and_then(|value| value.parse::<f64>().ok());
    match word.split_once('-') {
        Some((tens, ones)) => {
            Some(value(tens).filter(|tens| *tens >= 20.0)? + value(ones).filter(|ones| *ones < 10.0)?)
        }
        None => value(word),
    }
}

/// "10 to 20", "between 10 and 20", "2-3 million", "2-1".
fn ranged(page: Page, number: Number) -> Number {
    if let Some(score) = scores::score(page, &number) {
        return score;
    }
    let between = number.digits > 0 && page.low(number.digits - 1) == "between";
    let from = number.digits > 0 && page.low(number.digits - 1) == "from";
    // "between 4% and 5%": both ends carry their unit.
    let unit = page.phrase("unit", number.end).map_or(0, |(_, length)| length);
    let joiner = page.low(number.end + unit);
    let dash = matches!(joiner, "-" | "–" | "—");
    // "Sales rose $20 to $300" tells two numbers.
    let changes = number.digits > 0 && page.pack.figures.value("changes", page.low(number.digits - 1)).is_some();
    let to = joiner == "to" || page.pack.figures.value("joins", joiner).is_some();
    let joins = dash || (to && !from && !changes && unit == 0) || (joiner == "and" && between);
    let second = second_of_range(page, &number, unit).filter(|_| joins);
    let Some((second, end)) = second else { return number };
    // "12 to 14 million", but "800 to 2 million" is no range of millions.
    let factor = scale_before(page, end);
    let shared = second >= 1000.0 && number.value < 1000.0 && number.value <= second / factor;
    let scale = if shared { factor } else { 1.0 };
    let first = number.value * scale;
    if first > second {
        return number;
    }
    Number {
        first: number.digits - usize::from(between),
        end,
        value: f64::midpoint(first, second),
        low: Some(first),
        high: Some(second),
        approx: true,
        rule: "figure.range",
        ..number
    }
}

/// The number behind the unit of the first and the word that joins a range, past the sign of money that both carry ("$2
/// billion to $3 billion").
fn second_of_range(page: Page, number: &Number, unit: usize) -> Option<(f64, usize)> {
    let (sign, at) = (page.low(number.digits), number.end + unit + 1);
    let money = page.pack.figures.value("currency", sign).is_some() && page.low(at) == sign;
    cardinal(page, at + usize::from(money))
}

/// What the scale word before `end` multiplies by: in "2-3 million" it belongs to both numbers.
fn scale_before(page: Page, end: usize) -> f64 {
    page.pack.figures.value("scale", page.low(end - 1)).and_then(|scale| scale.parse().ok()).unwrap_or(1.0)
}

fn with_unit(page: Page, mut number: Number) -> Number {
    let end = number.end;
    let dashed = page.low(end) == "-";
    let unit_at = end + usize::from(dashed);
    let before = if number.digits > 0 { page.low(number.digits - 1) } else { "" };
    let years_old = page.low(unit_at) == "year-old" || (page.low(end) == "years" && page.low(end + 1) == "old");
    if years_old || is_age_behind(page, &number) || age_in_commas(page, &number) {
        number.unit = Some("age");
        number.end = if years_old { unit_at + 1 + usize::from(page.low(end) == "years") } else { end };
        number.rule = "figure.age";
    } else if page.low(unit_at) == "magnitude" || before == "magnitude" {
        number.unit = Some("magnitude");
        number.end = if page.low(unit_at) == "magnitude" { unit_at + 1 } else { end };
        number.rule = "figure.magnitude";
    } else if let Some((values, length)) = page.phrase("unit", unit_at) {
        number.unit = values.first().copied();
        number.end = unit_at + length;
        number.rule = "figure.measure";
    } else if let Some((values, length)) = page.phrase("currency", end).filter(|_| page.low(end) != "won") {
        number.unit = values.first().copied();
        number.end = end + length;
        number.rule = "figure.money";
    }
    number
}

/// "aged 7", "at the age of seven", "she was 91.", "dies at 91": words before a bare number that make it an age.
fn is_age_behind(page: Page, number: &Number) -> bool {
    let at = number.digits;
    let before = |back: usize| at.checked_sub(back).map_or("", |at| page.low(at));
    let aged = matches!(before(1), "aged" | "age") || (before(1) == "of" && before(2) == "age");
    let clause_ends =
        matches!(page.low(number.end), "" | "." | "," | ";" | "!") || page.words.tag(number.end) == Tag::And;
    let person = matches!(before(2), "he" | "she") && page.pack.figures.value("turns", before(1)).is_some();
    let died = before(1) == "at" && page.pack.figures.value("dies", before(2)).is_some();
    let plain = number.end == at + 1 && (1.0..=110.0).contains(&number.value);
    aged || (plain && clause_ends && (person || died))
}

/// "Ana Ruiz, 42, said", "his wife, 49, was hurt".
fn age_in_commas(page: Page, number: &Number) -> bool {
    let at = number.digits;
    let somebody = |at: usize| {
        let person = page.pack.figures.value("person", page.low(at)).is_some();
        page.words.tag(at) == Tag::Proper || person || page.pack.figures.value("kin", page.low(at)).is_some()
    };
    let named = at >= 2 && page.low(at - 1) == "," && somebody(at - 2);
    named
        && number.end == at + 1
        && matches!(page.low(number.end), "," | "." | ";")
        && (1.0..=110.0).contains(&number.value)
}

/// Whether a bare number counts something, and is no year, name, list number or pronoun.
fn counts(page: Page, number: &Number) -> bool {
    let (at, end) = (number.digits, number.end);
    let sentence_start = at == 0 || page.words.words[at - 1].sentence != page.words.words[at].sentence;
    let written = page.words.raw(at);
    let dated = !sentence_start && page.words.tag(at - 1) == Tag::Determiner;
    let of_name = page.words.tag(end) == Tag::Proper;
    let year = written.len() == 4
        && ((1900.0..2100.0).contains(&number.value)
            && (dated || of_name || !page.words.tagged || !page.words.tag(end).is_noun())
            || (of_name && (1500.0..1900.0).contains(&number.value)));
    let item = sentence_start && matches!(page.low(end), "." | ")");
    let capital_before = page.words.tagged
        && at > 0
        && (page.words.tag(at - 1) == Tag::Proper
            || (page.words.tag(at - 1).is_noun() && page.words.raw(at - 1).starts_with(char::is_uppercase)));
    let counts_next = matches!(page.words.tag(end), Tag::Noun | Tag::Nouns | Tag::Adjective)
        || page.pack.figures.value("predicate", page.low(end)).is_some();
    // "71 of the 180 seats", "one of their last nine games": some of what has its own number.
    let of_whole = page.low(end) == "of" && (end + 1..end + 4).any(|at| page.words.tag(at) == Tag::Number);
    // "the Norrex 600 index": a single thing that no such number counts.
    let indexed = capital_before && number.value > 1.0 && page.words.tag(end) == Tag::Noun && {
        !page.words.tag(end + 1).is_noun() && written.bytes().all(|byte| byte.is_ascii_digit())
    };
    let part_of_name = !sentence_start && capital_before && (indexed || !counts_next) && !of_whole;
    let before = if sentence_start { "" } else { page.low(at - 1 - usize::from(at > 1 && page.low(at - 1) == ".")) };
    let numbered = matches!(before, "no" | "number" | "#" | "article" | "chapter" | "page");
    // "- 1,200 homes" is an item of a list, "F-16" a name.
    let after_dash = !sentence_start && page.low(at - 1) == "-" && page.is_glued(at);
    let pronoun = page.low(at) == "one" && end == at + 1 && !one_counts(page, end) && !of_whole;
    let designates = !counts_next && !sentence_start && is_designation(page, at);
    let clock = page.low(end) == ":"
        || (at > 1
            && page.low(at - 1) == ":"
            && page.is_glued(at)
            && page.words.words[at - 2].kind == TokenKind::Number);
    let zoned = page.pack.figures.value("zone", page.low(end)).is_some();
    !(year || zoned || item || part_of_name || numbered || after_dash || pronoun || clock || designates)
}

/// "warehouse 7", "from gate 12": a number in digits right behind a single thing that no number counts tells which one
/// it is.
fn is_designation(page: Page, at: usize) -> bool {
    let behind = at - 1;
    let digits = page.words.words[at].kind == TokenKind::Number;
    let told = page.pack.figures.value("predicate", page.low(behind)).is_some();
    let led = behind > 0 && !matches!(page.words.tag(behind - 1), Tag::Determiner | Tag::Possessive | Tag::Number);
    digits && led && page.words.tagged && page.words.tag(behind) == Tag::Noun && !told
}

/// "one soldier", "one dead", but not "one of", "one thing", "no one".
fn one_counts(page: Page, end: usize) -> bool {
    let predicate = page.pack.figures.value("predicate", page.low(end)).is_some();
    let adjective = page.words.tag(end) == Tag::Adjective && !page.words.tag(end + 1).is_noun();
    let noun = (page.words.tag(end) == Tag::Noun || adjective)
        && !matches!(page.low(end), "thing" | "way" | "day" | "point" | "time" | "side");
    predicate || noun || matches!(page.low(end), "other" | "was" | "person")
}

/// Bounds from the hedge before and behind.
fn hedged(page: Page, mut number: Number) -> Number {
    let before = (1..=4usize)
        .rev()
        .filter(|&back| number.first >= back)
        .find_map(|back| page.phrase("before", number.first - back).filter(|&(_, length)| length == back));
    if let Some((values, length)) = before {
        number.first -= length;
        bound(&mut number, values.first().copied().unwrap_or(""));
    }
    // "£32m plus £6m" adds two sums.
    let adds =
        |length: usize| money(page, number.end + length).is_some() || cardinal(page, number.end + length).is_some();
    if let Some((values, length)) = page.phrase("after", number.end).filter(|&(_, length)| !adds(length)) {
        number.end += length;
        bound(&mut number, values.first().copied().unwrap_or(""));
    }
    number
}

fn bound(number: &mut Number, hedge: &str) {
    match hedge {
        "low" => number.high = None,
        "high" => number.low = None,
        // "some 10,000 to 15,000": the range is the hedge.
        "about" if number.rule == "figure.range" => {}
        "about" => {
            number.approx = true;
            number.low = number.low.map(|low| low * (1.0 - ABOUT));
            number.high = number.high.map(|high| high * (1.0 + ABOUT));
        }
        "below" => {
            number.approx = true;
            number.low = number.low.map(|low| low * (1.0 - ABOUT));
        }
        _ => {}
    }
}
