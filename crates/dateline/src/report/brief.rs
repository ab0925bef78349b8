//! [`Brief`]: a cited summary made of whole sentences of the sources.

use super::ranking::{Candidate, choose};

use crate::compare::readable::stands_alone;
use crate::compare::reading::Reading;
use crate::compare::{CellState, Cited, ClaimKind, Comparison};
use crate::facts::Marked;
use crate::story::StoryCluster;

/// One sentence with the places that carry it.
#[derive(Debug, Clone, PartialEq)]
pub struct BriefSentence {
    /// The sentence, equal to the characters of its first citation.
    pub text: String,
    /// First the place it is taken from, then one for each other origin that carries it.
    pub citations: Vec<Cited>,
}

/// A cited summary.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Brief {
    /// Its sentences in reading order.
    pub sentences: Vec<BriefSentence>,
}

/// Share of what a sentence tells that must stand in another for that one to carry it.
const CARRIES: f32 = 0.6;

/// Briefs a story in about `words` words.
pub fn brief(comparison: &Comparison, articles: &[Marked], words: usize) -> Brief {
    let reading = &comparison.reading;
    let candidates = candidates(comparison, articles);
    let mut chosen = choose(reading, &candidates, words);
    order(reading, &mut chosen);
    let sentences = chosen.iter().map(|&number| sentence(reading, comparison, articles, number)).collect();
    Brief { sentences }
}

/// What a sentence is favoured by that gives a count which a later report has replaced.
const REPLACED: f32 = 0.5;

fn candidates(comparison: &Comparison, articles: &[Marked]) -> Vec<Candidate> {
    let reading = &comparison.reading;
    let replaced = replaced_counts(comparison);
    let numbered = reading.sentences.iter().enumerate();
    let readable = numbered.filter(|(_, sentence)| stands_alone(sentence, &articles[sentence.article]));
    readable
        .map(|(number, sentence)| {
            let text = articles[sentence.article].article.text.slice(sentence.span);
            let is_replaced =
                replaced.iter().any(|(article, span)| *article == sentence.article && sentence.span.contains(*span));
            let favour = if is_replaced { REPLACED } else { 1.0 };
            Candidate { sentence: number, words: text.split_whitespace().count(), favour }
        })
        .collect()
}

/// Where counts stand that grew since: the values of a row with updates, but for those of its last day.
fn replaced_counts(comparison: &Comparison) -> Vec<Cited> {
    let numbers = comparison.claims.iter().filter(|claim| claim.kind == ClaimKind::Number);
    let mut out = Vec::new();
    for claim in numbers.filter(|claim| claim.cells.iter().any(|cell| cell.state == CellState::Update)) {
        let said = || claim.cells.iter().flat_map(|cell| &cell.said);
        let last = said().filter_map(|stated| stated.published).max();
        let latest: Vec<&str> =
            said().filter(|stated| stated.published == last).map(|stated| stated.value.as_str()).collect();
        let old = said().filter(|stated| stated.published < last && !latest.contains(&stated.value.as_str()));
        out.extend(old.flat_map(|stated| &stated.citations).copied());
    }
    out
}

/// Reading order: of the sentences that open a report the one that was taken first opens the brief, the others follow by
/// their place in their reports.
fn order(reading: &Reading, chosen: &mut [usize]) {
    if let Some(lead) = chosen.iter().position(|&number| reading.sentences[number].position <= 1) {
        chosen[..=lead].rotate_right(1);
    }
    let Some((_, rest)) = chosen.split_first_mut() else { return };
    rest.sort_by_key(|&number| (reading.sentences[number].position, reading.sentences[number].member));
}

fn sentence(reading: &Reading, comparison: &Comparison, articles: &[Marked], number: usize) -> BriefSentence {
    let own = &reading.sentences[number];
    let mut citations = vec![(own.article, own.span)];
    let origin_of = |article: usize| comparison.origins.iter().position(|column| column.articles.contains(&article));
    for other in &reading.sentences {
        let known = citations.iter().any(|&(article, _)| article == other.article);
        let same_origin = origin_of(own.article).is_some() && origin_of(own.article) == origin_of(other.article);
        if !known && !same_origin && carries(reading, &own.content, &other.content) {
            citations.push((other.article, other.span));
        }
    }
    let text = articles[own.article].article.text.slice(own.span).to_owned();
    BriefSentence { text, citations }
}

fn carries(reading: &Reading, own: &[u32], other: &[u32]) -> bool {
    reading.common(own, other) >= CARRIES * reading.weight(own) && !own.is_empty()
}

/// The headline of a story: the headline of one of its articles, the one that shares most with the others.
pub fn headline(story: &StoryCluster, articles: &[Marked]) -> String {
    super::headlines::best(&story.members, articles)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::tests::story;

    #[test]
    fn a_fact_is_told_once_with_every_origin_that_tells_it_and_nobody_is_only_he() {
        let (_, articles, comparison) = story(&[
            "Storm Petra tore the roof off the main station in Ellwick late on Sunday, halting all trains. \
             He also praised the crews of the city. In a speech on Monday he promised new trains for the city.",
            "All trains were halted after Storm Petra tore off the roof of the main station in Ellwick on Sunday. \
             The railway of the city put the damage at four million crowns.",
        ]);
        let brief = brief(&comparison, &articles, 80);
        let of_the_roof: Vec<&BriefSentence> =
            brief.sentences.iter().filter(|sentence| sentence.text.contains("roof")).collect();
        assert_eq!(of_the_roof.len(), 1, "{brief:?}");
        assert_eq!(of_the_roof[0].citations.len(), 2, "{brief:?}");
        assert_eq!(brief.sentences[0], *of_the_roof[0], "a lead opens the brief");
        assert!(
            brief.sentences.iter().all(|sentence| !sentence.text.to_lowercase().split(' ').any(|word| word == "he")),
            "{brief:?}"
        );
        assert!(brief.sentences.iter().any(|sentence| sentence.text.contains("crowns")), "{brief:?}");
    }

    #[test]
    fn a_brief_keeps_to_the_length_asked_for() {
        let text = "The harbour of Port Ellery was closed on Monday after a storm. ".to_owned()
            + "Ships waited off the coast of the island until the evening tide. "
            + "Dockers cleared broken masts from the quay in the old town.";
        let (_, articles, comparison) = story(&[&text]);
        let words = |budget: usize| {
            let sentences = brief(&comparison, &articles, budget).sentences;
            sentences.iter().map(|sentence| sentence.text.split_whitespace().count()).sum::<usize>()
        };
        assert!(words(12) > 0 && words(12) <= 13);
        assert!(words(24) > words(12) && words(24) <= 27);
    }
}
