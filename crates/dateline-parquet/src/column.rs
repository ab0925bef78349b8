//! Columns: what each is called, where in a row's JSON it stands, and what it becomes in Parquet.

use std::fmt::Write as _;

use parquet::data_type::ByteArray;
use serde_json::Value;

/// What the values of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// UTF-8.
    Text,
    /// 64 bits, signed.
    Whole,
    /// 64 bits, floating.
    Number,
    /// True or false.
    Flag,
}

/// A column with one value a row, or a list of values or of groups of values.
#[derive(Debug, Clone, Copy)]
pub enum Field {
    /// Name, JSON pointer, kind; missing values are null.
    One(&'static str, &'static str, Kind),
    /// Name, JSON pointer of the list, and the parts of an item: name, JSON pointer in the item, kind. A list of plain
    /// values has one part without a name.
    List(&'static str, &'static str, &'static [(&'static str, &'static str, Kind)]),
}

/// A table: its name and its columns.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Name, as the file of a folder of tables has it.
    pub name: &'static str,
    /// Columns in order.
    pub fields: &'static [Field],
}

impl Kind {
    fn physical(self) -> (&'static str, &'static str) {
        match self {
            Kind::Text => ("binary", " (STRING)"),
            Kind::Whole => ("int64", ""),
            Kind::Number => ("double", ""),
            Kind::Flag => ("boolean", ""),
        }
    }
}

impl Table {
    /// The schema in Parquet's own notation.
    pub(crate) fn schema(&self) -> String {
        let mut out = format!("message {} {{\n", self.name);
        for field in self.fields {
            match field {
                Field::One(name, _, kind) => out.push_str(&leaf(name, *kind)),
                Field::List(name, _, [("", _, kind)]) => {
                    let item = leaf("element", *kind);
                    let _ = writeln!(out, "required group {name} (LIST) {{ repeated group list {{ {item} }} }}");
                }
                Field::List(name, _, parts) => {
                    let parts: String = parts.iter().map(|(part, _, kind)| leaf(part, *kind)).collect();
                    let item = format!("required group element {{ {parts} }}");
                    let _ = writeln!(out, "required group {name} (LIST) {{ repeated group list {{ {item} }} }}");
                }
            }
        }
        out + "}"
    }

    /// The leaves in the order of the schema.
    pub(crate) fn leaves(&self) -> Vec<Leaf> {
        let mut leaves = Vec::new();
        for field in self.fields {
            match *field {
                Field::One(_, pointer, kind) => leaves.push(Leaf { list: None, pointer, kind }),
                Field::List(_, list, parts) => {
                    leaves.extend(parts.iter().map(|&(_, pointer, kind)| Leaf { list: Some(list), pointer, kind }));
                }
            }
        }
        leaves
    }
}

fn leaf(name: &str, kind: Kind) -> String {
    let (physical, logical) = kind.physical();
    format!("optional {physical} {name}{logical}; ")
}

/// A column as Parquet stores it: values with the levels that say where they stand.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Leaf {
    /// Pointer of the list that the values are parts of.
    list: Option<&'static str>,
    pointer: &'static str,
    pub(crate) kind: Kind,
}

/// The values of one leaf for some rows, as Dremel lays them out: a definition level a value (how much of its path is
/// there) and a repetition level (0 opens a row, 1 goes on in its list).
#[derive(Debug, Default)]
pub(crate) struct Cells {
    pub(crate) definitions: Vec<i16>,
    pub(crate) repetitions: Vec<i16>,
    pub(crate) texts: Vec<ByteArray>,
    pub(crate) wholes: Vec<i64>,
    pub(crate) numbers: Vec<f64>,
    pub(crate) flags: Vec<bool>,
}

impl Leaf {
    /// Whether values repeat inside a row.
    pub(crate) fn repeats(&self) -> bool {
        self.list.is_some()
    }

    /// The cells of these rows.
    pub(crate) fn cells(&self, rows: &[Value]) -> Cells {
        let mut cells = Cells::default();
        for row in rows {
            let Some(list) = self.list else {
                cells.push(row.pointer(self.pointer), self.kind, 0, 0);
                continue;
            };
            let items = row.pointer(list).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
            if items.is_empty() {
                cells.definitions.push(0);
                cells.repetitions.push(0);
            }
            for (number, item) in items.iter().enumerate() {
                cells.push(item.pointer(self.pointer), self.kind, 1, i16::from(number > 0));
            }
        }
        cells
    }
}

impl Cells {
    /// Adds a value whose surroundings are there at level `around`.
    fn push(&mut self, value: Option<&Value>, kind: Kind, around: i16, repetition: i16) {
        let is_there = match (kind, value) {
            (Kind::Text, Some(Value::String(text))) => {
                self.texts.push(ByteArray::from(text.as_str()));
                true
            }
            (Kind::Whole, Some(value)) => value.as_i64().map(|whole| self.wholes.push(whole)).is_some(),
            (Kind::Number, Some(value)) => value.as_f64().map(|number| self.numbers.push(number)).is_some(),
            (Kind::Flag, Some(value)) => value.as_bool().map(|flag| self.flags.push(flag)).is_some(),
            _ => false,
        };
        self.definitions.push(around + i16::from(is_there));
        self.repetitions.push(repetition);
    }
}
