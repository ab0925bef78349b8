//! Rows from the lists of a document: a claim's cells, a line's citations, each with the names of what it stands in.

use serde_json::{Map, Value, json};

/// One list on the way from the document to the rows.
pub(crate) struct Step {
    /// JSON pointer of the list, or of an object whose values are taken with their keys as `key`.
    pub(crate) list: &'static str,
    /// What each row below keeps of the item: name, and JSON pointer in it (`#` is its number).
    pub(crate) up: &'static [(&'static str, &'static str)],
}

/// The rows at the end of the steps: `{"up": what was kept on the way, "it": the item}`.
pub(crate) fn rows(document: &Value, steps: &[Step]) -> Vec<Value> {
    let mut here = vec![(Map::new(), document)];
    for step in steps {
        let mut below = Vec::new();
        for (up, value) in here {
            for (number, (key, item)) in items(value.pointer(step.list)).into_iter().enumerate() {
                let mut up = up.clone();
                for (name, pointer) in step.up {
                    let kept = match *pointer {
                        "#" => json!(number),
                        "key" => json!(key),
                        pointer => item.pointer(pointer).cloned().unwrap_or_default(),
                    };
                    up.insert((*name).to_owned(), kept);
                }
                below.push((up, item));
            }
        }
        here = below;
    }
    here.into_iter().map(|(up, item)| json!({"up": up, "it": item})).collect()
}

fn items(list: Option<&Value>) -> Vec<(&str, &Value)> {
    match list {
        Some(Value::Array(items)) => items.iter().map(|item| ("", item)).collect(),
        Some(Value::Object(entries)) => entries.iter().map(|(key, item)| (key.as_str(), item)).collect(),
        _ => Vec::new(),
    }
}
