//! [`Timeline`]: the dated steps of a story and its background.

use crate::compare::reading::Reading;
use crate::compare::{Cited, Comparison};
use crate::date::{DaySet, Timex, TimexKind};
use crate::facts::Marked;
use crate::story::StoryCluster;
use crate::text::Span;

/// One dated step.
#[derive(Debug, Clone, PartialEq)]
pub struct TimelineEntry {
    /// TIMEX3-like value at the grain that is known; `None` where only a range is.
    pub value: Option<String>,
    /// When.
    pub days: DaySet,
    /// The sentence that tells it.
    pub text: String,
    /// Where, first the place the sentence is taken from.
    pub citations: Vec<Cited>,
}

/// Dated steps, earliest first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Timeline {
    /// Its entries.
    pub entries: Vec<TimelineEntry>,
}

/// Two sentences with one date tell one step from this likeness on; the date itself is half the proof.
const SAME_STEP: f32 = 0.3;
/// Days after which a range says too little to stand in a timeline: two years.
const MOST_DAYS: i32 = 731;

/// The timeline of a story.
pub fn timeline(story: &StoryCluster, _comparison: &Comparison, articles: &[Marked]) -> Timeline {
    let reading = Reading::of(&story.members, articles);
    let mut entries: Vec<(TimelineEntry, usize)> = Vec::new();
    for (number, sentence) in reading.sentences.iter().enumerate() {
        let marked = &articles[sentence.article];
        let Some((value, days)) = date_of(marked, sentence.span, sentence.position) else { continue };
        let cited = (sentence.article, sentence.span);
        let same = entries.iter_mut().find(|(entry, first)| {
            let known = &reading.sentences[*first];
            entry.days == days
                && (known.article != sentence.article)
                && reading.likeness(&known.content, &sentence.content) >= SAME_STEP
        });
        if let Some((entry, _)) = same {
            entry.citations.push(cited);
        } else {
            let text = marked.article.text.slice(sentence.span).to_owned();
            entries.push((TimelineEntry { value, days, text, citations: vec![cited] }, number));
        }
    }
    entries.sort_by(|(a, first), (b, second)| {
        (a.days.earliest, a.days.latest, first).cmp(&(b.days.earliest, b.days.latest, second))
    });
    Timeline { entries: entries.into_iter().map(|(entry, _)| entry).collect() }
}

/// The day a sentence tells of: its own expression of time; for the lead, the day of the event.
fn date_of(marked: &Marked, sentence: Span, position: usize) -> Option<(Option<String>, DaySet)> {
    let own = marked.times.iter().find(|timex| sentence.contains(timex.span) && is_step(timex));
    if let Some(timex) = own {
        return Some((timex.value.clone(), timex.days?));
    }
    let background = marked.dating.background.iter().find(|event| event.sentence.overlaps(sentence));
    if let Some(event) = background {
        return Some((None, event.days));
    }
    let event = &marked.dating.event;
    (position == 0).then_some(())?;
    event.days.map(|days| (event.value.clone(), days))
}

/// A date that is known well enough to be a step.
fn is_step(timex: &Timex) -> bool {
    let narrow = |days: DaySet| days.latest.since(days.earliest).is_ok_and(|span| span.get_days() <= MOST_DAYS);
    matches!(timex.kind, TimexKind::Date | TimexKind::Time) && timex.days.is_some_and(narrow)
}
