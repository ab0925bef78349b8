//! Topics, for all formats: which stories, linked by what, and the steps of all of them.

use std::collections::BTreeMap;

use super::phrases;
use crate::public::{Selector, StoriesDocument, Story, TimelineLine, Topic, TopicLink};

/// Names of a link that are told.
const NAMES: usize = 4;

/// A topic with the numbers that its stories have on the page.
pub(super) struct Told<'d> {
    pub(super) title: &'d str,
    /// By event day, undated ones last.
    pub(super) stories: Vec<(usize, &'d Story)>,
    /// What links them, between the numbers of two stories.
    pub(super) links: Vec<(usize, usize, &'d TopicLink)>,
    pub(super) steps: &'d [TimelineLine],
}

/// The topics of a document.
pub(super) fn topics(document: &StoriesDocument) -> Vec<Told<'_>> {
    let numbers: BTreeMap<&str, usize> =
        document.stories.iter().enumerate().map(|(at, story)| (story.id.as_str(), at + 1)).collect();
    document.topics.iter().map(|topic| told(document, topic, &numbers)).collect()
}

fn told<'d>(document: &'d StoriesDocument, topic: &'d Topic, numbers: &BTreeMap<&str, usize>) -> Told<'d> {
    let number = |id: &String| numbers.get(id.as_str()).copied();
    let stories = topic.stories.iter().filter_map(number).map(|number| (number, &document.stories[number - 1]));
    let links = topic.links.iter().filter_map(|link| Some((number(&link.a)?, number(&link.b)?, link)));
    Told { title: &topic.title, stories: stories.collect(), links: links.collect(), steps: &topic.timeline }
}

/// The names that link two stories, in words.
pub(super) fn names(link: &TopicLink) -> String {
    let names: Vec<&str> = link.shared.iter().take(NAMES).map(|shared| shared.name.as_str()).collect();
    names.join(", ")
}

/// A story's event day and title.
pub(super) fn story_line(story: &Story) -> String {
    format!("{} · {}", phrases::date(&story.event.date), story.title)
}

/// `2:1 3:4`: the articles that carry it, each by the number of its story and its own.
pub(super) fn places(told: &Told<'_>, citations: &[Selector]) -> String {
    let place = |selector: &Selector| {
        told.stories.iter().find_map(|(number, story)| {
            let member = story.articles.iter().position(|id| *id == selector.article)?;
            Some((*number, member + 1))
        })
    };
    let mut places: Vec<(usize, usize)> = citations.iter().filter_map(place).collect();
    places.sort_unstable();
    places.dedup();
    places.iter().map(|(story, member)| format!("{story}:{member}")).collect::<Vec<_>>().join(" ")
}
