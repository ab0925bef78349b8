//! A passage for readers: lettered, with both sides where they differ.

use std::fmt::Write;

use dateline::public::PassageJson;
use dateline::report::letter;

/// Appends a passage; the first is A.
pub(super) fn tell(out: &mut String, number: usize, passage: &PassageJson) {
    let (a, b) = (&passage.a, &passage.b);
    let _ = writeln!(
        out,
        "{}  {}, {:.0} % alike, {}: {}",
        letter(number),
        passage.kind,
        passage.similarity * 100.0,
        direction(&passage.direction, &a.article, &b.article),
        passage.basis
    );
    let (said_a, said_b) = (on_one_line(&a.text), on_one_line(&b.text));
    let _ = writeln!(out, "    {} {}..{}: “{said_a}”", a.article, a.start, a.end);
    let same = if said_a == said_b { "the same".to_owned() } else { format!("“{said_b}”") };
    let _ = writeln!(out, "    {} {}..{}: {same}", b.article, b.start, b.end);
}

fn direction(direction: &str, a: &str, b: &str) -> String {
    match direction {
        "a_to_b" => format!("{b} took it from {a}"),
        "b_to_a" => format!("{a} took it from {b}"),
        "common" => "both took it from a third text".to_owned(),
        _ => "who came first is unknown".to_owned(),
    }
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
