//! [`Brief`]: a cited summary made of whole sentences of the sources.

use crate::compare::{Cited, Comparison};
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

/// Briefs a story in about `words` words.
pub fn brief(_story: &StoryCluster, _comparison: &Comparison, _articles: &[Marked], _words: usize) -> Brief {
    Brief::default()
}

/// The headline of a story: the headline of one of its articles.
pub fn headline(story: &StoryCluster, articles: &[Marked]) -> String {
    story.members.iter().map(|&member| articles[member].article.title.clone()).next().unwrap_or_default()
}
