//! Whole stories, as a reader would check them.

use super::{CellState, ClaimKind, ClaimStatus, Comparison, VariantKind, compare};
use crate::clean::{Article, Paragraph, ParagraphKind, Publisher};
use crate::date::{date_article, timexes};
use crate::facts::{Marked, link, mark};
use crate::intake::Location;
use crate::lang::Lang;
use crate::reuse::trace;
use crate::story::{StoryCluster, profile};
use crate::text::{Span, Text};

fn article(number: usize, text: &str) -> Article {
    let mut paragraphs = Vec::new();
    let mut at = 0;
    for graf in text.split("\n\n") {
        paragraphs.push(Paragraph { span: Span::new(at, at + graf.len()), kind: ParagraphKind::Body });
        at += graf.len() + 2;
    }
    Article {
        id: crate::clean::ArticleId(format!("a{number}")),
        location: Location::default(),
        url: None,
        canonical_url: None,
        raw_sha256: String::new(),
        publisher: Publisher::default(),
        title: format!("Report {number}"),
        byline: Vec::new(),
        credit: None,
        dateline: None,
        language: Some(Lang::new("en")),
        stated_dates: Vec::new(),
        text: Text::new(text),
        paragraphs,
        page_spans: Vec::new(),
        removed: Vec::new(),
        not_an_article: None,
        notes: Vec::new(),
    }
}

/// A story of the given texts.
pub(crate) fn story(texts: &[&str]) -> (StoryCluster, Vec<Marked>, Comparison) {
    let articles: Vec<Article> = texts.iter().enumerate().map(|(number, text)| article(number, text)).collect();
    let trace = trace(&articles.iter().collect::<Vec<_>>());
    let mut marked: Vec<Marked> = articles
        .into_iter()
        .map(|article| {
            let mut times = timexes(&article);
            let dating = date_article(&article, &mut times);
            let marks = mark(&article, &times);
            Marked { article, times, dating, marks }
        })
        .collect();
    link(&mut marked.iter_mut().collect::<Vec<_>>());
    let story = StoryCluster { members: (0..marked.len()).collect(), profile: profile(&marked[0]), notes: Vec::new() };
    let comparison = compare(&story, &marked, &trace);
    (story, marked, comparison)
}

fn compared(texts: &[&str]) -> Comparison {
    story(texts).2
}

#[test]
fn parts_of_a_country_that_exclude_each_other_are_a_conflict() {
    let comparison = compared(&[
        "The ministers met at a port in Tripoli, north east Lebanon, on Monday.",
        "Talks were held on Monday in Lebanon’s coastal city of Tripoli, officials told reporters.",
    ]);
    let disputed: Vec<_> = comparison.claims.iter().filter(|claim| claim.status == ClaimStatus::Disputed).collect();
    assert_eq!(disputed.len(), 1);
    assert_eq!(disputed[0].kind, ClaimKind::Place);
    assert_eq!(disputed[0].cells[0].value, "Tripoli, north east Lebanon");
}

#[test]
fn one_utterance_in_two_wordings_is_one_group() {
    let comparison = compared(&[
        "“We will rebuild the old harbour before the first snow falls,” Mayor Ada Finch said on Monday.",
        "Finch told the council that the city would “rebuild the old harbour before the first snow”.",
    ]);
    let group = comparison.utterances.iter().find(|utterance| utterance.variants.len() == 2).unwrap();
    assert_eq!(group.variants[1].kind, VariantKind::Shortened);
    assert_eq!(group.variants[1].difference, "[-We will-] rebuild the old harbour before the first snow [-falls,-]");
}

#[test]
fn utterances_on_one_subject_stay_apart() {
    let comparison = compared(&[
        "“The harbour is a symbol of the whole region and its people,” Mayor Ada Finch said.",
        "“The people of the region know that the harbour was neglected for years,” said Ben Ostrow.",
    ]);
    assert!(comparison.utterances.iter().all(|utterance| utterance.variants.len() == 1));
}

#[test]
fn sentences_that_tell_one_act_are_one_row() {
    let comparison = compared(&[
        "Storm Petra tore the roof off the main station in Ellwick late on Sunday, halting all trains.",
        "All trains were halted after Storm Petra tore off the roof of the main station in Ellwick.",
    ]);
    let acts: Vec<_> = comparison.claims.iter().filter(|claim| claim.kind == ClaimKind::Act).collect();
    assert_eq!(acts.len(), 1);
    assert!(acts[0].cells.iter().all(|cell| cell.state != CellState::Silent));
    assert_eq!(acts[0].status, ClaimStatus::Corroborated);
}

#[test]
fn words_for_one_thing_are_set_side_by_side() {
    let comparison = compared(&[
        "Troops loyal to the Veldian regime took the town of Marn on Sunday, residents said.",
        "Veldian government troops entered Marn on Sunday after a siege of nine weeks.",
    ]);
    assert_eq!(comparison.wording.len(), 1);
    let terms: Vec<&str> = comparison.wording[0].terms.iter().map(|term| term.term.as_str()).collect();
    assert_eq!(terms, ["government", "regime"]);
}

#[test]
fn figures_that_exclude_each_other_are_a_conflict_and_hedged_ones_are_not() {
    let toll =
        |count: &str| format!("{count} people were killed when a ferry sank off Port Ellery on Friday, police said.");
    let (plain, other, hedged) = (toll("Seven"), toll("Nine"), toll("At least five"));
    let status = |texts: &[&str]| {
        let comparison = compared(texts);
        let number = comparison.claims.iter().find(|claim| claim.kind == ClaimKind::Number);
        number.map(|claim| claim.status)
    };
    assert_eq!(status(&[&plain, &other]), Some(ClaimStatus::Disputed));
    assert_eq!(status(&[&plain, &hedged]), Some(ClaimStatus::Corroborated));
}

#[test]
fn a_page_of_counts_is_read_as_a_table_not_set_against_itself() {
    let counts = |from: usize| (from..from + 60).map(|n| format!("{n} people died in ward {n}. ")).collect::<String>();
    let (one, other) = (counts(100), counts(300));
    let compared = compared(&[&one, &other]);
    let told = |article: usize| {
        let cells =
            compared.claims.iter().filter(|claim| claim.kind == ClaimKind::Number).flat_map(|claim| &claim.cells);
        cells.flat_map(|cell| &cell.citations).filter(|cited| cited.0 == article).count()
    };
    assert!((1..=40).contains(&told(0)) && (1..=40).contains(&told(1)), "{} and {}", told(0), told(1));
}

#[test]
fn a_story_of_nothing_compares_to_nothing() {
    let comparison = compared(&["", ""]);
    assert!(comparison.claims.is_empty() && comparison.utterances.is_empty());
}
