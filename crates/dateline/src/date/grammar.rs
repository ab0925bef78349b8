//! The grammar of a language's expressions of time, read from `data/lang/<code>/time.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::numbers;
use super::pattern::{self, Ground, SlotName, Step};
use super::units::{Part, Season, Unit, modifier_index};
use super::words::{WordKind, Words};
use crate::lang::{Lang, LangPack, PACKS};

/// A kind of word, number or expression that a pattern can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    /// A word of one of the language's tables.
    Table(u8),
    /// Digits or number words.
    Number,
    /// `1st`, `first`, `twenty-first`.
    Ordinal,
    /// Digits that can be a day of a month.
    Day,
    /// Digits that can be a month.
    MonthNumber,
    /// Four digits that can be a year.
    Year,
    /// Two digits.
    TwoDigits,
    /// Any digits.
    Digits,
    /// Digits that can be an hour.
    Hour,
    /// Two digits that can be minutes or seconds.
    Minute,
    /// Three or four digits that are hour and minute ("430pm").
    HourMinute,
    /// A year in number words ("nineteen ninety-six").
    YearWords,
    /// An expression found before, of any grain.
    Base,
    /// An expression found before that stands for a day.
    DayBase,
    /// … a month.
    MonthBase,
    /// … a year.
    YearBase,
    /// … a day, month, year, season, quarter, week or decade.
    DateBase,
    /// … a quarter or half of a year.
    QuarterBase,
    /// … a stretch counted from the day of publication.
    ShiftBase,
    /// … a length of time.
    LengthBase,
    /// … a part of a day or a clock time.
    TimeBase,
}

const NATIVE: [(&str, Class); 20] = [
    ("number", Class::Number),
    ("ordinal", Class::Ordinal),
    ("day", Class::Day),
    ("month#", Class::MonthNumber),
    ("year", Class::Year),
    ("year2", Class::TwoDigits),
    ("digits", Class::Digits),
    ("hour", Class::Hour),
    ("minute", Class::Minute),
    ("clock", Class::HourMinute),
    ("yearwords", Class::YearWords),
    ("base", Class::Base),
    ("dayBase", Class::DayBase),
    ("monthBase", Class::MonthBase),
    ("yearBase", Class::YearBase),
    ("dateBase", Class::DateBase),
    ("quarterBase", Class::QuarterBase),
    ("shiftBase", Class::ShiftBase),
    ("lengthBase", Class::LengthBase),
    ("timeBase", Class::TimeBase),
];

/// Indexes of word tables and of remembered values, by name: asked for many times a sentence.
#[derive(Debug, Default)]
pub(super) struct Names {
    tables: FxHashMap<String, u8>,
    slots: FxHashMap<String, SlotName>,
}

impl Names {
    /// Numbers the tables, whose names come in their order.
    fn of_tables<'a>(names: impl Iterator<Item = &'a String>) -> Self {
        let tables = names.enumerate().map(|(at, name)| (name.clone(), at as u8)).collect();
        Self { tables, slots: FxHashMap::default() }
    }

    /// The index of a word table.
    fn table(&self, name: &str) -> Option<u8> {
        self.tables.get(name).copied()
    }

    /// The class of that name.
    pub(super) fn class(&self, name: &str) -> Option<Class> {
        let native = NATIVE.iter().find(|(known, _)| *known == name).map(|(_, class)| *class);
        native.or_else(|| self.table(name).map(Class::Table))
    }

    /// The index of a remembered value's name.
    pub(super) fn slot(&mut self, name: &str) -> SlotName {
        let next = self.slots.len() as SlotName;
        *self.slots.entry(name.to_owned()).or_insert(next)
    }

    /// The index of a name, if any pattern or rule uses it.
    pub(super) fn known_slot(&self, name: &str) -> Option<SlotName> {
        self.slots.get(name).copied()
    }
}

/// A rule as its file has it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleEntry {
    id: String,
    patterns: Vec<String>,
    /// Name of the meaning, see `meaning`.
    means: String,
    /// Values that are the same for every match.
    #[serde(default)]
    with: BTreeMap<String, toml::Value>,
    /// A value that needs no counting (`PRESENT_REF`), for `means = "fixed"`.
    #[serde(default)]
    value: String,
    /// Words that it must not stand right before.
    #[serde(default)]
    not_before: Vec<String>,
    /// Words that it must not stand right after.
    #[serde(default)]
    not_after: Vec<String>,
    /// Words of which one must stand right before it.
    #[serde(default)]
    only_after: Vec<String>,
    /// Least and greatest value of a remembered number.
    #[serde(default)]
    range: BTreeMap<String, [f64; 2]>,
    /// The only units that it may be counted in.
    #[serde(default)]
    only_units: Vec<String>,
    /// `[…]` marks the expression; `=> VALUE` what it is worth in an article of Wednesday, 17 June 2020.
    fires: Vec<String>,
    silent: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct GrammarFile {
    /// Class, word, value.
    words: BTreeMap<String, BTreeMap<String, toml::Value>>,
    /// Classes whose words are plain lists.
    #[serde(default)]
    lists: BTreeMap<String, Vec<String>>,
    /// Parts of patterns, used as `$NAME`.
    #[serde(default)]
    macros: BTreeMap<String, String>,
    /// Endings of verbs in the past.
    #[serde(default)]
    past_endings: Vec<String>,
    /// What joins ones and tens into one word, the ones first ("einundzwanzig").
    #[serde(default)]
    ones_before_tens: Option<String>,
    /// Words made of two.
    #[serde(default)]
    compounds: Vec<Compounds>,
    rules: Vec<RuleEntry>,
}

/// A table of words made of those of another and an ending each, with the first word's value ("Donnerstagabend").
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Compounds {
    into: String,
    first: String,
    ends: Vec<String>,
}

/// A rule ready to run.
#[derive(Debug)]
pub(super) struct Rule {
    /// `language/rule`.
    pub id: &'static str,
    /// Name of the meaning.
    pub means: &'static str,
    /// The fixed value, where it has one.
    pub value: String,
    /// Values that are the same for every match.
    pub constants: Vec<(SlotName, f64)>,
    /// Words that must not stand right before the match.
    pub not_before: Vec<u32>,
    /// Words that must not stand right after it.
    pub not_after: Vec<u32>,
    /// Words of which one must stand right before it; empty for any.
    pub only_after: Vec<u32>,
    /// Least and greatest value of a remembered number.
    pub ranges: Vec<(SlotName, [f64; 2])>,
    /// The only units it may be counted in; empty for any.
    pub only_units: Vec<f64>,
    /// Whether a pattern asks for an expression found before.
    pub on_bases: bool,
    /// One text it must fire on each.
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the test that runs the examples"))]
    pub fires: Vec<String>,
    /// One text it must stay silent on each.
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the test that runs the examples"))]
    pub silent: Vec<String>,
    patterns: Vec<Vec<Step>>,
}

impl Rule {
    /// Its compiled pattern of that number.
    pub(super) fn pattern(&self, number: u16) -> &[Step] {
        &self.patterns[number as usize]
    }
}

/// A pattern by rule and number.
pub(super) type PatternRef = (u16, u16);

/// The grammar of one language.
#[derive(Debug)]
pub(super) struct Grammar {
    /// Language code.
    pub code: &'static str,
    /// All rules.
    pub rules: Vec<Rule>,
    /// Names of slots.
    pub names: Names,
    ids: FxHashMap<String, u32>,
    /// By word id: table and value of each class it belongs to.
    classes: Vec<Vec<(u8, f64)>>,
    /// Patterns that can start with the word of that id; plain rules.
    starts: Vec<Vec<PatternRef>>,
    /// … and rules on bases.
    base_starts: Vec<Vec<PatternRef>>,
    digit_starts: Vec<PatternRef>,
    digit_base_starts: Vec<PatternRef>,
    /// Patterns that can start with an expression found before.
    after_base: Vec<PatternRef>,
    past_endings: Vec<String>,
    scale: Option<u8>,
    number: Option<u8>,
    ordinal: Option<u8>,
}

impl Grammar {
    /// The id of a folded word; 0 if no pattern or table has it.
    pub(super) fn id(&self, folded: &str) -> u32 {
        self.ids.get(folded).copied().unwrap_or(0)
    }

    /// The value of a word in a table.
    pub(super) fn in_table(&self, table: u8, id: u32) -> Option<f64> {
        self.classes.get(id as usize)?.iter().find(|(known, _)| *known == table).map(|(_, value)| *value)
    }

    /// The value of a word in the table of that name.
    pub(super) fn in_named(&self, table: &str, id: u32) -> Option<f64> {
        self.in_table(self.names.table(table)?, id)
    }

    /// Endings of verbs in the past.
    pub(super) fn past_endings(&self) -> &[String] {
        &self.past_endings
    }

    /// The table of number words, of ordinals, of scales (hundred, thousand).
    pub(super) fn number_tables(&self) -> (Option<u8>, Option<u8>, Option<u8>) {
        (self.number, self.ordinal, self.scale)
    }

    /// Patterns to try where word `id` (or digits) stands; `on_bases` chooses those made of expressions found before.
    pub(super) fn candidates(&self, id: u32, digits: bool, on_bases: bool) -> &[PatternRef] {
        match (on_bases, digits) {
            (false, true) => &self.digit_starts,
            (true, true) => &self.digit_base_starts,
            (false, false) => self.starts.get(id as usize).map_or(&[], Vec::as_slice),
            (true, false) => self.base_starts.get(id as usize).map_or(&[], Vec::as_slice),
        }
    }

    /// Patterns to try where an expression found before starts.
    pub(super) fn base_candidates(&self) -> &[PatternRef] {
        &self.after_base
    }

    /// Reads an element of `class` at word `at`: its value, and the word after it.
    pub(super) fn read(&self, class: Class, ground: &Ground, at: usize) -> Option<(f64, usize)> {
        let word = &ground.words.list[at];
        let digits = |most: u8| word.digits.filter(|_| word.digit_count <= most && !word.grouped);
        let within = |most: u8, low: u32, high: u32| {
            digits(most).filter(|value| (low..=high).contains(value)).map(|value| (f64::from(value), at + 1))
        };
        match class {
            Class::Table(table) => {
                let known = word.kind != WordKind::Digits && word.id > 0;
                known.then(|| self.in_table(table, word.id)).flatten().map(|value| (value, at + 1))
            }
            Class::Number => numbers::number(self, ground.words, at),
            Class::Ordinal => numbers::ordinal(self, ground.words, at),
            Class::YearWords => numbers::year_in_words(self, ground.words, at),
            Class::Day => within(2, 1, 31),
            Class::MonthNumber => within(2, 1, 12),
            Class::Year if word.digit_count == 4 && !has_decimals(ground.words, at) => within(4, 1000, 2199),
            Class::TwoDigits if word.digit_count == 2 => within(2, 0, 99),
            Class::Minute if word.digit_count == 2 => within(2, 0, 59),
            Class::Year | Class::TwoDigits | Class::Minute => None,
            Class::HourMinute if word.digit_count < 3 => None,
            Class::HourMinute => within(4, 100, 1259).filter(|(value, _)| value % 100.0 < 60.0),
            Class::Digits => word.digits.map(|value| (f64::from(value), at + 1)),
            Class::Hour => within(2, 0, 24),
            _ => ground.bases.get(at)?.filter(|base| base_fits(class, base.class)).map(|b| (b.index as f64, b.end)),
        }
    }
}

/// Whether digits go on after a point: "1462.93".
fn has_decimals(words: &Words, at: usize) -> bool {
    let (Some(point), Some(digits)) = (words.list.get(at + 1), words.list.get(at + 2)) else { return false };
    point.glued && digits.glued && digits.kind == WordKind::Digits && matches!(words.folded(at + 1), "." | ",")
}

fn base_fits(wanted: Class, found: Class) -> bool {
    match wanted {
        Class::Base => true,
        Class::DateBase => !matches!(found, Class::LengthBase | Class::TimeBase | Class::Base),
        other => other == found,
    }
}

/// The grammars of all packs.
static GRAMMARS: LazyLock<Vec<Grammar>> =
    LazyLock::new(|| PACKS.iter().filter(|pack| !pack.time.is_empty()).map(load).collect());

/// All grammars, by code.
pub(super) fn grammars() -> &'static [Grammar] {
    &GRAMMARS
}

/// The grammar of a language, if it has one.
pub(super) fn grammar_for(language: Option<&Lang>) -> Option<&'static Grammar> {
    language.and_then(|lang| grammars().iter().find(|grammar| grammar.code == lang.code()))
}

fn load(pack: &LangPack) -> Grammar {
    read(pack.code, pack.time).unwrap_or_else(|why| panic!("failed to read the time rules of {}: {why}", pack.code))
}

#[derive(Debug, thiserror::Error)]
enum GrammarError {
    #[error("parse the file: {0}")]
    Toml(#[from] toml::de::Error),
    #[error("compile rule {0}: {1}")]
    Pattern(String, pattern::PatternError),
    #[error("read the value {0} in table {1}")]
    Value(String, String),
}

fn read(code: &'static str, file: &str) -> Result<Grammar, GrammarError> {
    let mut file: GrammarFile = toml::from_str(file)?;
    join_ones_and_tens(&mut file);
    join_compounds(&mut file);
    let mut names = Names::of_tables(file.words.keys().chain(file.lists.keys()));
    let mut ids = BTreeMap::new();
    let classes = read_tables(&file, &names, &mut ids)?;
    let mut rules = Vec::new();
    for entry in file.rules {
        rules.push(compile_rule(code, entry, &file.macros, &mut names, &mut ids)?);
    }
    let mut grammar = index(code, rules, names, &ids, classes);
    grammar.past_endings = file.past_endings;
    Ok(grammar)
}

/// Adds "einundzwanzig" and its like to the number words.
fn join_ones_and_tens(file: &mut GrammarFile) {
    let Some(joint) = file.ones_before_tens.take() else { return };
    for table in ["number", "ordinal"] {
        let value = |value: &toml::Value| value.as_integer().unwrap_or(0);
        let Some(tens_words) = file.words.get(table) else { continue };
        let tens: Vec<(String, i64)> =
            tens_words.iter().map(|(w, v)| (w.clone(), value(v))).filter(|(_, v)| (20..100).contains(v)).collect();
        let ones: Vec<(String, i64)> = file
            .words
            .get("number")
            .into_iter()
            .flatten()
            .map(|(w, v)| (w.clone(), value(v)))
            .filter(|(_, v)| (1..10).contains(v))
            .collect();
        let joined = tens.iter().flat_map(|(ten, t)| {
            ones.iter().map(|(one, o)| (format!("{one}{joint}{ten}"), toml::Value::Integer(t + o))).collect::<Vec<_>>()
        });
        let joined: Vec<_> = joined.collect();
        if let Some(words) = file.words.get_mut(table) {
            words.extend(joined);
        }
    }
}

/// Adds the tables of words made of two.
fn join_compounds(file: &mut GrammarFile) {
    for made in std::mem::take(&mut file.compounds) {
        let firsts = file.words.get(&made.first).cloned().unwrap_or_default();
        let table = file.words.entry(made.into).or_default();
        for (first, value) in firsts {
            table.extend(made.ends.iter().map(|end| (format!("{first}{end}"), value.clone())));
        }
    }
}

fn read_tables(
    file: &GrammarFile,
    names: &Names,
    ids: &mut BTreeMap<String, u32>,
) -> Result<Vec<Vec<(u8, f64)>>, GrammarError> {
    let mut classes: Vec<Vec<(u8, f64)>> = vec![Vec::new()];
    let mut add = |table: &str, word: &str, value: f64| {
        let next = ids.len() as u32 + 1;
        let id = *ids.entry(word.to_owned()).or_insert(next);
        classes.resize(classes.len().max(id as usize + 1), Vec::new());
        if let Some(at) = names.table(table) {
            classes[id as usize].push((at, value));
        }
    };
    for (table, words) in &file.words {
        for (word, value) in words {
            let value = encode(value).ok_or_else(|| GrammarError::Value(value.to_string(), table.clone()))?;
            add(table, word, value);
        }
    }
    for (table, words) in &file.lists {
        for word in words {
            add(table, word, 1.0);
        }
    }
    Ok(classes)
}

/// Values are numbers; codes of units, seasons, parts of the day and modifiers stand for their place in their list.
fn encode(value: &toml::Value) -> Option<f64> {
    match value {
        toml::Value::Integer(number) => Some(*number as f64),
        toml::Value::Float(number) => Some(*number),
        toml::Value::Boolean(flag) => Some(f64::from(u8::from(*flag))),
        toml::Value::String(text) => Unit::of_code(text)
            .map(|unit| f64::from(unit as u8))
            .or_else(|| Season::of_code(text).map(|season| f64::from(season as u8)))
            .or_else(|| Part::of_code(text).map(|part| f64::from(part as u8)))
            .or_else(|| modifier_index(text).map(|at| at as f64)),
        _ => None,
    }
}

fn compile_rule(
    code: &str,
    entry: RuleEntry,
    macros: &BTreeMap<String, String>,
    names: &mut Names,
    ids: &mut BTreeMap<String, u32>,
) -> Result<Rule, GrammarError> {
    let mut patterns = Vec::new();
    for text in &entry.patterns {
        let steps = pattern::compile(&expanded(text, macros), names, ids)
            .map_err(|why| GrammarError::Pattern(entry.id.clone(), why))?;
        patterns.push(steps);
    }
    let mut constants = Vec::new();
    for (name, value) in &entry.with {
        let number = encode(value).ok_or_else(|| GrammarError::Value(value.to_string(), entry.id.clone()))?;
        constants.push((names.slot(name), number));
    }
    let ranges = entry.range.iter().map(|(name, range)| (names.slot(name), *range)).collect();
    let only_units = entry.only_units.iter().filter_map(|code| Unit::of_code(code)).map(|unit| f64::from(unit as u8));
    let mut id_of = |word: &String| {
        let next = ids.len() as u32 + 1;
        *ids.entry(word.clone()).or_insert(next)
    };
    let on_bases = patterns.iter().flatten().any(|step| matches!(step, Step::Class { class, .. } if is_base(*class)));
    Ok(Rule {
        id: Box::leak(format!("{code}/{}", entry.id).into_boxed_str()),
        means: Box::leak(entry.means.into_boxed_str()),
        value: entry.value,
        constants,
        not_before: entry.not_before.iter().map(&mut id_of).collect(),
        not_after: entry.not_after.iter().map(&mut id_of).collect(),
        only_after: entry.only_after.iter().map(&mut id_of).collect(),
        ranges,
        only_units: only_units.collect(),
        on_bases,
        fires: entry.fires,
        silent: entry.silent,
        patterns,
    })
}

/// A pattern with its macros written out.
fn expanded(pattern: &str, macros: &BTreeMap<String, String>) -> String {
    // Longer names first, so that `$AB` is not read as `$A` and "B".
    macros.iter().rev().fold(pattern.to_owned(), |text, (name, part)| text.replace(&format!("${name}"), part))
}

fn is_base(class: Class) -> bool {
    class >= Class::Base
}

/// Notes for each word which patterns can start with it.
fn index(
    code: &'static str,
    rules: Vec<Rule>,
    names: Names,
    ids: &BTreeMap<String, u32>,
    mut classes: Vec<Vec<(u8, f64)>>,
) -> Grammar {
    classes.resize(ids.len() + 1, Vec::new());
    let (scale, number, ordinal) = (names.table("scale"), names.table("number"), names.table("ordinal"));
    let mut grammar = Grammar {
        code,
        starts: vec![Vec::new(); classes.len()],
        base_starts: vec![Vec::new(); classes.len()],
        digit_starts: Vec::new(),
        digit_base_starts: Vec::new(),
        after_base: Vec::new(),
        ids: ids.iter().map(|(word, id)| (word.clone(), *id)).collect(),
        rules: Vec::new(),
        names,
        classes,
        past_endings: Vec::new(),
        scale,
        number,
        ordinal,
    };
    for (rule_at, rule) in rules.iter().enumerate() {
        for (at, steps) in rule.patterns.iter().enumerate() {
            grammar.index_pattern((rule_at as u16, at as u16), rule.on_bases, steps);
        }
    }
    grammar.rules = rules;
    grammar
}

impl Grammar {
    fn index_pattern(&mut self, pattern: PatternRef, on_bases: bool, steps: &[Step]) {
        let mut open = vec![0usize];
        let mut first = Vec::new();
        while let Some(at) = open.pop() {
            match steps[at] {
                Step::Jump(place) => open.push(place as usize),
                Step::Either(one, two) => open.extend([one as usize, two as usize]),
                Step::Word { id, .. } => first.push(id),
                Step::Class { class, .. } => self.index_class(pattern, on_bases, class, &mut first),
                Step::End => {}
            }
        }
        first.sort_unstable();
        first.dedup();
        let starts = if on_bases { &mut self.base_starts } else { &mut self.starts };
        for id in first {
            starts[id as usize].push(pattern);
        }
    }

    fn index_class(&mut self, pattern: PatternRef, on_bases: bool, class: Class, first: &mut Vec<u32>) {
        let in_any = |tables: &[Option<u8>], known: &[(u8, f64)]| known.iter().any(|(t, _)| tables.contains(&Some(*t)));
        let words_of = |tables: &[Option<u8>], classes: &[Vec<(u8, f64)>]| {
            (0..classes.len() as u32).filter(|id| in_any(tables, &classes[*id as usize])).collect::<Vec<u32>>()
        };
        let numbers = [self.number, self.scale];
        match class {
            Class::Table(table) => first.extend(words_of(&[Some(table)], &self.classes)),
            Class::Number | Class::YearWords => first.extend(words_of(&numbers, &self.classes)),
            Class::Ordinal => first.extend(words_of(&[self.number, self.ordinal], &self.classes)),
            _ => {}
        }
        if is_base(class) {
            if !self.after_base.contains(&pattern) {
                self.after_base.push(pattern);
            }
        } else if !matches!(class, Class::Table(_) | Class::YearWords) {
            let digits = if on_bases { &mut self.digit_base_starts } else { &mut self.digit_starts };
            if !digits.contains(&pattern) {
                digits.push(pattern);
            }
        }
    }
}
