//! Topics of `dateline/stories/1`.

use rayon::prelude::*;

use super::selector;
use super::timeline_line;
use super::why::rounded;
use crate::pipeline::Heap;
use crate::public;
use crate::report::topic_timeline;
use crate::story::{SharedName, Topic, TopicLink};
use crate::text::Span;

/// The topics of a heap, whose stories were written as `stories`, in their order.
pub(super) fn topics_json(heap: &Heap, stories: &[public::Story]) -> Vec<public::Topic> {
    heap.clustering.topics.par_iter().map(|topic| topic_json(heap, topic, stories)).collect()
}

fn topic_json(heap: &Heap, topic: &Topic, stories: &[public::Story]) -> public::Topic {
    let mut inside: Vec<&public::Story> = topic.stories.iter().map(|&story| &stories[story]).collect();
    let largest = inside.iter().max_by_key(|story| (story.counts.articles, std::cmp::Reverse(&story.id)));
    let title = largest.map(|story| story.title.clone()).unwrap_or_default();
    inside.sort_by_key(|story| {
        let day = story.event.date.earliest.as_ref();
        (day.is_none(), day.cloned(), story.id.clone())
    });
    let first = inside.first().map(|story| story.id.trim_start_matches("s-")).unwrap_or_default();
    public::Topic {
        id: format!("t-{first}"),
        title,
        stories: inside.iter().map(|story| story.id.clone()).collect(),
        links: topic.links.iter().map(|link| link_json(heap, link, stories)).collect(),
        timeline: steps(heap, topic),
    }
}

fn steps(heap: &Heap, topic: &Topic) -> Vec<public::TimelineLine> {
    let stories: Vec<_> = topic.stories.iter().map(|&story| &heap.clustering.stories[story]).collect();
    let timeline = topic_timeline(&stories, &heap.articles);
    timeline.entries.iter().map(|step| timeline_line(step, &heap.articles)).collect()
}

fn link_json(heap: &Heap, link: &TopicLink, stories: &[public::Story]) -> public::TopicLink {
    let at = |(article, span): (usize, Span)| selector(&heap.articles[article].article, span);
    let name = |shared: &SharedName| public::SharedName {
        name: shared.name.clone(),
        here: at(shared.here),
        there: at(shared.there),
    };
    public::TopicLink {
        a: stories[link.a].id.clone(),
        b: stories[link.b].id.clone(),
        likeness: rounded(link.likeness),
        shared: link.shared.iter().map(name).collect(),
    }
}
