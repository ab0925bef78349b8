use crate::facts::grammar::Words;
use crate::facts::quotes::{QuoteKind, quotes_in};
use crate::lang::{Lang, pack};
use crate::text::{Span, sentences};

/// Reads `text` (a line is a paragraph) and compares each quotation as "kind speaker | cue | content".
fn check(text: &str, expected: &[&str]) {
    let english = pack(Some(&Lang::new("en")));
    let mut paragraphs = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        paragraphs.push(Span::new(at, at + line.len()));
        at += line.len() + 1;
    }
    let inside = |before: &str, after: &str| english.stop_stays_inside(before, after);
    let sentences: Vec<Span> = paragraphs.iter().flat_map(|&span| sentences(text, span, &inside)).collect();
    let words = Words::read(text, &sentences, true);
    let found = quotes_in(&words, &paragraphs, english);
    let shown: Vec<String> = found
        .iter()
        .map(|quote| {
            let kind = match quote.kind {
                QuoteKind::Direct => "direct",
                QuoteKind::Indirect => "indirect",
                QuoteKind::Mixed => "mixed",
            };
            let speaker = quote.speaker.as_ref().map_or("nobody", |speaker| speaker.span.of(text));
            let cue = quote.cue.map_or("-", |cue| cue.of(text));
            format!("{kind} {speaker} | {cue} | {}", quote.span.of(text))
        })
        .collect();
    assert_eq!(shown, expected, "{text}");
}

#[test]
fn the_verb_stands_before_behind_and_between() {
    check("“The dam is safe,” Mayor Ana Ruiz said on Tuesday.", &["direct Mayor Ana Ruiz | said | “The dam is safe,”"]);
    check(
        "\"The dam is safe,\" said Ana Ruiz, the mayor of Oren. \"We checked it.\"",
        &[
            "direct Ana Ruiz, the mayor of Oren | said | \"The dam is safe,\" said Ana Ruiz, the mayor of Oren. \"We checked it.\"",
        ],
    );
    check("Ruiz told reporters: “The dam is safe.”", &["direct Ruiz | told | “The dam is safe.”"]);
    check("“The dam,” she added, “is safe.”", &["direct she | added | “The dam,” she added, “is safe.”"]);
}

#[test]
fn indirect_speech_runs_to_the_end_of_its_clause() {
    check(
        "The minister said on Monday that the dam was safe, adding that engineers had checked it.",
        &[
            "indirect The minister | said | that the dam was safe",
            "indirect The minister | adding | that engineers had checked it",
        ],
    );
    check(
        "The dam was safe, according to a spokesman for the ministry.",
        &["indirect a spokesman for the ministry | according to | The dam was safe"],
    );
}

#[test]
fn mixed_speech_keeps_its_marks() {
    check(
        "Ruiz called the plan “a gift to the poor” and left.",
        &["mixed Ruiz | called | the plan “a gift to the poor” and left"],
    );
}

#[test]
fn a_quotation_runs_over_paragraphs() {
    check(
        "“The dam is safe,” Ruiz said. “We checked it.\n“We will check it again.”",
        &["direct Ruiz | said | “The dam is safe,” Ruiz said. “We checked it.\n“We will check it again.”"],
    );
}

#[test]
fn scare_quotes_are_no_quotation() {
    check("The so-called “Green Line” opened in May.", &[]);
}
