//! `brief`, `timeline`, `matrix`, `quotes`: one part of one story.

use std::collections::BTreeMap;

use dateline::public::{StoriesDocument, Story};
use dateline::report;
use serde_json::{Value, json};

use super::heap;
use super::window::LEAST;
use crate::args::{Common, PartArgs, PartFormat};
use crate::exit::{Failure, Outcome};
use crate::output::Output;
use crate::writer;

/// Which part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// The cited brief.
    Brief,
    /// The dated steps.
    Timeline,
    /// Rows claims, columns origins.
    Matrix,
    /// Utterances with their wordings.
    Quotes,
}

/// Shows one part of one story.
pub(crate) fn run(args: &PartArgs, part: Part, common: &Common) -> Result<Outcome, Failure> {
    let (mut document, outcome) = heap::stories(&args.input, &args.store, args.words, LEAST, common)?;
    if let Some(topic) = topic_in(&document, &args.story).filter(|_| part == Part::Timeline) {
        return tell_topic(args, &document, topic, common).map(|()| outcome);
    }
    let number = heap::story_in(&document, &args.story)?;
    if part == Part::Brief {
        writer::rephrase(&mut document.stories[number..=number], &args.writer, common);
    }
    let story = &document.stories[number];
    let mut output = Output::open(common)?;
    match args.format {
        PartFormat::Json => output.json(&part_json(part, story, &document))?,
        PartFormat::Text => output.put(&report::text(&alone(part.only(story))))?,
        PartFormat::Md => output.put(&report::markdown(&alone(part.only(story))))?,
    }
    output.finish()?;
    Ok(outcome)
}

/// The topic that a word names by its identifier, by its place.
fn topic_in(document: &StoriesDocument, word: &str) -> Option<usize> {
    document.topics.iter().position(|topic| topic.id == word)
}

/// The timeline of a topic: the steps of all its stories.
fn tell_topic(args: &PartArgs, document: &StoriesDocument, topic: usize, common: &Common) -> Result<(), Failure> {
    let mut output = Output::open(common)?;
    match args.format {
        PartFormat::Json => {
            let one = &document.topics[topic];
            let stories = document.stories.iter().filter(|story| one.stories.contains(&story.id));
            let articles: Vec<&String> = stories.flat_map(|story| &story.articles).collect();
            let content = json!({
                "schema": "dateline/timeline/1", "topic": one.id, "stories": one.stories, "timeline": one.timeline
            });
            output.json(&with_sources(content, &articles, document))?;
        }
        PartFormat::Text => output.put(&report::topic_text(document, topic))?,
        PartFormat::Md => output.put(&report::topic_markdown(document, topic))?,
    }
    output.finish()
}

impl Part {
    fn name(self) -> &'static str {
        match self {
            Part::Brief => "brief",
            Part::Timeline => "timeline",
            Part::Matrix => "matrix",
            Part::Quotes => "quotes",
        }
    }

    /// The story with this part and what its citations need, and no other part.
    fn only(self, story: &Story) -> Story {
        let mut one = story.clone();
        one.near_misses.clear();
        one.wording.clear();
        one.passages.clear();
        one.notes.clear();
        if self != Part::Brief {
            one.brief.clear();
        }
        if self != Part::Timeline {
            one.timeline.clear();
        }
        if self != Part::Matrix {
            one.matrix.claims.clear();
        }
        if self != Part::Quotes {
            one.quotes.clear();
        }
        one
    }
}

/// A document of one story.
fn alone(story: Story) -> StoriesDocument {
    StoriesDocument { stories: vec![story], ..StoriesDocument::default() }
}

fn part_json(part: Part, story: &Story, document: &StoriesDocument) -> Value {
    let content = match part {
        Part::Brief => json!(story.brief),
        Part::Timeline => json!(story.timeline),
        Part::Matrix => json!(story.matrix),
        Part::Quotes => json!(story.quotes),
    };
    let schema = format!("dateline/{}/1", part.name());
    let content = json!({ "schema": schema, "story": story.id, part.name(): content });
    with_sources(content, &story.articles.iter().collect::<Vec<_>>(), document)
}

/// A part with the hashes and pages of its articles, so that `verify` can read its selectors again.
fn with_sources(mut content: Value, articles: &[&String], document: &StoriesDocument) -> Value {
    let hashes: BTreeMap<_, _> = document.text_sha256.iter().filter(|(id, _)| articles.contains(id)).collect();
    let pages: BTreeMap<_, _> = document.pages.iter().filter(|(id, _)| articles.contains(id)).collect();
    content["text_sha256"] = json!(hashes);
    content["pages"] = json!(pages);
    content
}
