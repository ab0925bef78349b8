//! [`Timeline`]: the dated steps of a story and its background, and of the stories of a topic.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::compare::readable::{is_whole, stands_alone};
use crate::compare::reading::Reading;
use crate::compare::{Cited, Comparison};
use crate::date::{Day, DaySet, Timex, TimexKind};
use crate::facts::Marked;
use crate::lang::WordSet;
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
/// Sentences from the first on that tell the event of their article.
const LEAD: usize = 1;
/// Days after which a range says too little to stand in a timeline: two years.
const MOST_DAYS: i32 = 731;

/// The timeline of a story.
pub fn timeline(comparison: &Comparison, articles: &[Marked]) -> Timeline {
    timeline_of(&comparison.reading, articles, &|_| 0)
}

/// The timeline of a topic: the steps of several stories and of their backgrounds, each told once with all that tell it.
///
/// What one story reports as its event and another as its background is one step.
pub fn topic_timeline(stories: &[&StoryCluster], articles: &[Marked]) -> Timeline {
    let mut members: Vec<usize> = stories.iter().flat_map(|story| &story.members).copied().collect();
    members.sort_unstable();
    members.dedup();
    let story_of = |article: usize| stories.iter().position(|story| story.members.contains(&article)).unwrap_or(0);
    timeline_of(&Reading::of(&members, articles), articles, &story_of)
}

/// Days by which steps are looked up.
type Key = (Day, Day, u8);

fn timeline_of(reading: &Reading, articles: &[Marked], story_of: &dyn Fn(usize) -> usize) -> Timeline {
    let mut steps: Vec<Step> = Vec::new();
    let mut of_days: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    let mut events: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (number, sentence) in reading.sentences.iter().enumerate() {
        let marked = &articles[sentence.article];
        // A byline or a line of credits may hold a date; what happened is told in a sentence.
        if !is_whole(marked.article.text.slice(sentence.span)) {
            continue;
        }
        for (value, days) in dates_of(marked, sentence.span, sentence.position) {
            let same_days = of_days.entry(key(days)).or_default();
            let tells_event = sentence.position <= LEAD && marked.dating.event.days == Some(days);
            let of_event = if tells_event { Some(events.entry(story_of(sentence.article)).or_default()) } else { None };
            let known = same_days.iter().copied().find(|&step| is_told_by(reading, &steps[step], number));
            let told = || of_event.as_deref().and_then(|list| event_told(reading, &steps, list, days, number));
            if let Some(step) = known.or_else(told) {
                steps[step].sentences.push(number);
            } else {
                same_days.push(steps.len());
                of_event.into_iter().for_each(|list| list.push(steps.len()));
                steps.push(Step { value, days, sentences: vec![number] });
            }
        }
    }
    steps.sort_by_key(|step| (step.days.earliest, step.days.latest, step.sentences[0]));
    let alone = |number: usize| stands_alone(&reading.sentences[number], &articles[reading.sentences[number].article]);
    let readable: Vec<bool> = steps.iter().map(|step| step.sentences.iter().any(|&number| alone(number))).collect();
    // A step that no sentence tells by itself stays only where nothing else is told of its days.
    let told: BTreeSet<Key> =
        steps.iter().zip(&readable).filter(|(_, readable)| **readable).map(|(step, _)| key(step.days)).collect();
    let kept = steps.into_iter().zip(readable).filter(|(step, readable)| *readable || !told.contains(&key(step.days)));
    Timeline { entries: kept.map(|(step, _)| entry(reading, articles, step, &alone)).collect() }
}

fn key(days: DaySet) -> Key {
    (days.earliest, days.latest, days.weekdays)
}

/// The step that tells the event of a story, if the days allow that a lead tells it too: the leads of a story's articles
/// tell one event, in whatever words.
fn event_told(reading: &Reading, steps: &[Step], known: &[usize], days: DaySet, number: usize) -> Option<usize> {
    let article = reading.sentences[number].article;
    let another = |step: &Step| step.sentences.iter().all(|&told| reading.sentences[told].article != article);
    known.iter().copied().find(|&step| steps[step].days.intersect(days).is_some() && another(&steps[step]))
}

/// A date with the sentences that tell what happened then.
struct Step {
    value: Option<String>,
    days: DaySet,
    sentences: Vec<usize>,
}

/// Whether a sentence of another article tells the step.
fn is_told_by(reading: &Reading, step: &Step, number: usize) -> bool {
    let sentence = &reading.sentences[number];
    let first = &reading.sentences[step.sentences[0]];
    let is_new = step.sentences.iter().all(|&told| reading.sentences[told].article != sentence.article);
    is_new && reading.likeness(&first.content, &sentence.content) >= SAME_STEP
}

/// A step as it is shown: in the words of a sentence that reads alone, as early in its report as there is one.
fn entry(reading: &Reading, articles: &[Marked], mut step: Step, alone: &dyn Fn(usize) -> bool) -> TimelineEntry {
    let rank = |&at: &usize| (!alone(step.sentences[at]), reading.sentences[step.sentences[at]].position, at);
    if let Some(best) = (0..step.sentences.len()).min_by_key(rank) {
        step.sentences[..=best].rotate_right(1);
    }
    let citations: Vec<Cited> = step
        .sentences
        .iter()
        .map(|&number| (reading.sentences[number].article, reading.sentences[number].span))
        .collect();
    let (article, span) = citations[0];
    let text = articles[article].article.text.slice(span).to_owned();
    TimelineEntry { value: step.value, days: step.days, text, citations }
}

/// The days a sentence tells of: its own expressions of time; a sentence of background, its day; the lead, the day of
/// the event. Of two of which one holds the other the narrower: "in December 2031" once, not the year again.
fn dates_of(marked: &Marked, sentence: Span, position: usize) -> Vec<(Option<String>, DaySet)> {
    let mut own: Vec<(Option<String>, DaySet)> = Vec::new();
    let inside = marked.times.iter().filter(|timex| sentence.contains(timex.span));
    for timex in inside.filter(|timex| is_step(timex) && dates_an_act(marked, sentence, timex.span)) {
        let Some(days) = timex.days else { continue };
        let holds = |wide: DaySet, narrow: DaySet| wide.intersect(narrow) == Some(narrow);
        if own.iter().all(|(_, known)| !holds(days, *known)) {
            own.retain(|(_, known)| !holds(*known, days));
            own.push((timex.value.clone(), days));
        }
    }
    if !own.is_empty() {
        return own;
    }
    if let Some(event) = marked.dating.background.iter().find(|event| event.sentence.overlaps(sentence)) {
        return vec![(None, event.days)];
    }
    let event = &marked.dating.event;
    let lead = event.days.filter(|_| position == 0);
    lead.map(|days| (event.value.clone(), days)).into_iter().collect()
}

/// Words before a year that make it the name of an edition: "the 2031 election".
static OWNERS: LazyLock<WordSet> = LazyLock::new(|| WordSet::parse(include_str!("../../data/compare/refers_back.txt")));

/// Whether an expression of time dates what its sentence tells: "Monday's crash" and "the 2031 election" only name
/// something, and what a quoted speaker calls today is the day of the speech, not of the report.
fn dates_an_act(marked: &Marked, sentence: Span, timex: Span) -> bool {
    let text = marked.article.text.as_str();
    let (written, behind) = (timex.of(text), &text[timex.end as usize..sentence.end.max(timex.end) as usize]);
    let names_something = ["'s", "’s"].iter().any(|mark| behind.starts_with(mark) || written.ends_with(mark));
    let has_year = written.as_bytes().windows(4).any(|four| four.iter().all(u8::is_ascii_digit));
    let is_year = has_year && written.len() == 4;
    let before = text[..timex.start as usize].split_whitespace().next_back().unwrap_or_default().to_lowercase();
    let is_owned = OWNERS.has(&before) || before.ends_with("'s") || before.ends_with("’s");
    let goes_on = behind.strip_prefix([' ', '\u{a0}']).is_some_and(|rest| rest.starts_with(char::is_alphabetic));
    let spoken = marked.marks.quotes.iter().flat_map(|quote| &quote.parts).any(|part| part.contains(timex));
    let names_edition = is_year && is_owned && goes_on;
    let of_another_moment = spoken && !has_year;
    !(names_something || names_edition || of_another_moment)
}

/// A date that is known well enough to be a step.
fn is_step(timex: &Timex) -> bool {
    let narrow = |days: DaySet| days.latest.since(days.earliest).is_ok_and(|span| span.get_days() <= MOST_DAYS);
    matches!(timex.kind, TimexKind::Date | TimexKind::Time) && timex.days.is_some_and(narrow)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::tests::story;

    #[test]
    fn the_leads_of_a_story_tell_one_step() {
        let (_, articles, comparison) = story(&[
            "The ferry Anna Dale sank off Port Ellery on 3 May 2031.",
            "Seven people died on 3 May 2031 when a ship went down near an island.",
        ]);
        let entries = timeline(&comparison, &articles).entries;
        assert_eq!(entries.iter().map(|entry| entry.citations.len()).collect::<Vec<_>>(), [2], "{entries:?}");
    }

    #[test]
    fn a_step_that_two_stories_of_a_topic_tell_is_told_once_and_cited_twice() {
        let (whole, articles, _) = story(&[
            "The ferry Anna Dale sank off Port Ellery on 3 May 2031, killing seven people.",
            "Divers raised a wreck on 9 June 2031. The ferry Anna Dale sank off Port Ellery on 3 May 2031.",
        ]);
        let sinking = StoryCluster { members: vec![0], ..whole.clone() };
        let raising = StoryCluster { members: vec![1], ..whole };
        let topic = topic_timeline(&[&raising, &sinking], &articles);
        let told: Vec<(Option<&str>, usize)> =
            topic.entries.iter().map(|entry| (entry.value.as_deref(), entry.citations.len())).collect();
        assert_eq!(told, [(Some("2031-05-03"), 2), (Some("2031-06-09"), 1)]);
    }

    #[test]
    fn days_that_only_name_something_or_stand_in_speech_are_no_steps() {
        let (_, articles, comparison) = story(&[
            "The ferry Anna Dale sank off Port Ellery on 3 May 2031. The 2030 harbour plan had warned of the reef. \
             “We will raise her on 9 June,” said Mayor Ada Finch of Port Ellery. That was told after 3 May 2031's crash.",
        ]);
        let entries = timeline(&comparison, &articles).entries;
        let told: Vec<Option<&str>> = entries.iter().map(|entry| entry.value.as_deref()).collect();
        assert_eq!(told, [Some("2031-05-03")], "{entries:?}");
        assert!(entries[0].text.starts_with("The ferry"), "{entries:?}");
    }
}
