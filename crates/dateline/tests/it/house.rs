//! The rules of the house that no compiler checks: who may import whom, sizes, words, what a door says of itself.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Each room, and the rooms it may import.
const IMPORTS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("lang", &["text"]),
    ("intake", &["text"]),
    ("clean", &["text", "lang", "intake"]),
    ("date", &["text", "lang", "clean"]),
    ("reuse", &["text", "clean"]),
    ("facts", &["text", "lang", "clean", "date"]),
    ("story", &["text", "lang", "clean", "date", "reuse", "facts"]),
    ("compare", &["text", "lang", "clean", "date", "reuse", "facts", "story"]),
    ("report", &["text", "lang", "clean", "date", "reuse", "facts", "story", "compare", "public"]),
];

/// Longest function, in lines from its signature to its closing brace.
const FUNCTION_LINES: usize = 60;

/// Longest file.
const FILE_LINES: usize = 600;

/// Words that no file may hold, in halves, so that this list does not hold them.
const FORBIDDEN: &[(&str, &str)] =
    &[("TO", "DO"), ("FIX", "ME"), ("XX", "X"), ("HA", "CK:"), ("/ho", "me/"), ("/wo", "rk/"), ("/ro", "ot/")];

struct Source {
    /// Path below the repository.
    name: String,
    text: String,
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The files below a folder whose names end in one of `endings`, in sorted order.
fn sources(folder: &str, endings: &[&str]) -> Vec<Source> {
    let mut pending = vec![repository().join(folder)];
    let mut found = Vec::new();
    while let Some(path) = pending.pop() {
        if path.is_dir() {
            let skipped = path.ends_with("target") || path.ends_with(".git") || path.ends_with("node_modules");
            let entries = fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path());
            pending.extend(entries.filter(|_| !skipped));
        } else if endings.iter().any(|ending| path.to_string_lossy().ends_with(ending)) {
            found.push(path);
        }
    }
    found.sort();
    found.into_iter().map(|path| Source { name: below_repository(&path), text: read(&path) }).collect()
}

#[expect(clippy::disallowed_methods, reason = "a test reads the sources; the engine itself does not touch the disk")]
fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}

fn below_repository(path: &Path) -> String {
    path.strip_prefix(repository()).unwrap().to_string_lossy().replace('\\', "/")
}

fn none(broken: &[String]) {
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

/// The rooms that a line imports from this crate.
fn imported(line: &str) -> impl Iterator<Item = &str> {
    line.split("crate::")
        .skip(1)
        .map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or(""))
}

/// The lines of a source before its tests.
fn code(source: &Source) -> impl Iterator<Item = (usize, &str)> {
    let numbered = source.text.lines().enumerate().map(|(index, line)| (index + 1, line));
    numbered.take_while(|(_, line)| !line.starts_with("#[cfg(test)]"))
}

#[test]
fn rooms_import_only_the_rooms_before_them() {
    let mut broken = Vec::new();
    for (room, allowed) in IMPORTS {
        for source in sources(&format!("crates/dateline/src/{room}"), &[".rs"]) {
            if source.name.ends_with("tests.rs") || source.name.contains("/tests/") {
                continue;
            }
            for (number, line) in code(&source).filter(|(_, line)| !line.trim_start().starts_with("//")) {
                for other in imported(line).filter(|other| other != room && !allowed.contains(other)) {
                    broken.push(format!("{}:{number} imports {other}, which {room} may not", source.name));
                }
            }
        }
    }
    none(&broken);
}

#[test]
fn every_room_says_what_goes_in_what_comes_out_and_what_it_does_not_do() {
    let mut broken = Vec::new();
    for (room, _) in IMPORTS {
        let door = read(&repository().join(format!("crates/dateline/src/{room}/mod.rs")));
        let said: String = door.lines().take_while(|line| line.starts_with("//!")).collect();
        for expected in ["In:", "Out:"] {
            if !said.contains(expected) {
                broken.push(format!("{room}/mod.rs does not say `{expected}`"));
            }
        }
    }
    none(&broken);
}

#[test]
fn files_stay_short() {
    let too_long = |source: &Source| source.text.lines().count() > FILE_LINES;
    let broken: Vec<String> =
        rust_sources().iter().filter(|source| too_long(source)).map(|source| source.name.clone()).collect();
    none(&broken);
}

#[test]
fn functions_stay_short() {
    let mut broken = Vec::new();
    for source in rust_sources() {
        for (name, number, lines) in functions(&source.text) {
            if lines > FUNCTION_LINES {
                broken.push(format!("{}:{number} {name} has {lines} lines", source.name));
            }
        }
    }
    none(&broken);
}

fn rust_sources() -> Vec<Source> {
    ["crates", "xtask", "fuzz"]
        .into_iter()
        .filter(|folder| repository().join(folder).is_dir())
        .flat_map(|folder| sources(folder, &[".rs"]))
        .collect()
}

/// Name, first line and number of lines of each function, read off the indentation that rustfmt gives.
fn functions(text: &str) -> Vec<(String, usize, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let Some(name) = function_name(line) else { continue };
        let indent = &line[..line.len() - line.trim_start().len()];
        let closing = format!("{indent}}}");
        let one_line = line.ends_with('}') || line.ends_with(';');
        let end = if one_line { Some(0) } else { lines[start..].iter().position(|later| *later == closing) };
        found.push((name, start + 1, end.unwrap_or(0) + 1));
    }
    found
}

fn function_name(line: &str) -> Option<String> {
    let mut words = line.trim_start();
    for qualifier in ["pub(crate) ", "pub(super) ", "pub ", "const ", "async ", "unsafe "] {
        words = words.strip_prefix(qualifier).unwrap_or(words);
    }
    let rest = words.strip_prefix("fn ")?;
    Some(rest.split(['(', '<']).next()?.to_owned())
}

#[test]
fn functions_are_measured_from_signature_to_brace() {
    let text = "impl A {\n    pub(crate) fn long(\n        a: u8,\n    ) -> u8 {\n        a\n    }\n}\nfn short() {}\n";
    assert_eq!(functions(text), [("long".to_owned(), 2, 5), ("short".to_owned(), 8, 1)]);
}

#[test]
fn no_file_holds_a_forbidden_word() {
    let mut broken = Vec::new();
    let folders = ["crates", "xtask", "fuzz", ".ci", "docs"];
    let endings = [".rs", ".toml", ".md", ".mjs", ".css", ".html", "run", ".tsv"];
    for folder in folders.into_iter().filter(|folder| repository().join(folder).is_dir()) {
        for source in sources(folder, &endings) {
            for (number, line) in source.text.lines().enumerate() {
                for (first, second) in
                    FORBIDDEN.iter().filter(|(first, second)| has_word(line, &format!("{first}{second}")))
                {
                    broken.push(format!("{}:{} holds {first}{second}", source.name, number + 1));
                }
            }
        }
    }
    none(&broken);
}

/// Whether a line holds the word with no letter right before or after it.
fn has_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !letter(line[..at].chars().next_back())
            && (word.ends_with('/') || !letter(line[at + word.len()..].chars().next()))
    })
}

#[test]
fn no_attribute_silences_a_lint_without_a_reason() {
    let word = format!("#[{}(", "allow");
    let mut broken = Vec::new();
    for source in rust_sources() {
        for (number, line) in source.text.lines().enumerate() {
            let trimmed = line.trim_start();
            let bare_expect =
                trimmed.starts_with("#[expect(") && trimmed.ends_with(")]") && !trimmed.contains("reason = ");
            if trimmed.starts_with(&word) || bare_expect {
                broken.push(format!("{}:{}", source.name, number + 1));
            }
        }
    }
    none(&broken);
}

/// A rule file: each rule has an identifier of its own, texts it must fire on and texts it must stay silent on. That
/// they do is tested in the room, which knows how to apply them.
#[test]
fn every_rule_has_a_name_of_its_own_and_examples_of_both_kinds() {
    let mut broken = Vec::new();
    for source in sources("crates/dateline/data/rules", &[".toml"]) {
        let table: toml::Table = source.text.parse().unwrap();
        let mut names: BTreeMap<String, usize> = BTreeMap::new();
        for rule in table.values().filter_map(toml::Value::as_array).flatten().filter_map(toml::Value::as_table) {
            let id = rule.get("id").and_then(toml::Value::as_str).unwrap_or("");
            *names.entry(id.to_owned()).or_default() += 1;
            for examples in ["fires", "silent"] {
                let given = rule.get(examples).and_then(toml::Value::as_array).is_some_and(|list| !list.is_empty());
                if !given {
                    broken.push(format!("{}: rule {id:?} has no `{examples}`", source.name));
                }
            }
        }
        let doubled = names.iter().filter(|(id, count)| id.is_empty() || **count > 1);
        broken.extend(doubled.map(|(id, count)| format!("{}: {count} rules are called {id:?}", source.name)));
    }
    none(&broken);
}
