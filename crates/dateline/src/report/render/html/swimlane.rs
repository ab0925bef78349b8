//! The timeline as swimlanes: events in the world on top, one lane for each origin below.

use std::collections::{BTreeMap, BTreeSet};

use super::super::phrases;
use super::drawing::{Drawing, short};
use crate::public::{Story, TimelineLine};

const WIDTH: f64 = 720.0;
const NAMES: f64 = 150.0;
const ROW: f64 = 34.0;
const TOP: f64 = 30.0;
/// Room left and right of the first and the last day: half a date on each side.
const MARGINS: f64 = 80.0;

/// The drawing; `None` when no step has a day.
///
/// The axis is not to scale: known days stand at equal distances, so that one meeting and a war of ten years both read.
pub(super) fn swimlane(story: &Story) -> Option<String> {
    let days = known_days(story);
    if days.is_empty() {
        return None;
    }
    let step = (WIDTH - NAMES - MARGINS) / (days.len().max(2) - 1) as f64;
    let x: BTreeMap<&str, f64> =
        days.iter().enumerate().map(|(at, &day)| (day, NAMES + 30.0 + step * at as f64)).collect();
    let names = phrases::origin_names(story);
    let height = TOP + ROW * (story.families.len() as f64 + 1.0) + 24.0;
    let mut drawing = Drawing::default();
    draw_axis(&mut drawing, &x, height);
    draw_lane(&mut drawing, 0, "events in the world");
    draw_steps(&mut drawing, &x, 0, "event", &ranges(story, |_| true));
    for (lane, family) in story.families.iter().enumerate() {
        draw_lane(&mut drawing, lane + 1, names.get(family.id.as_str()).map_or("", String::as_str));
        let articles: BTreeSet<&str> = family.articles.iter().map(|member| member.article.as_str()).collect();
        let tells =
            |entry: &TimelineLine| entry.citations.iter().any(|selector| articles.contains(selector.article.as_str()));
        draw_steps(&mut drawing, &x, lane + 1, "told", &ranges(story, tells));
        for member in story.members.iter().filter(|member| articles.contains(member.id.as_str())) {
            let day = member.published.value.as_deref().and_then(day_of);
            if let Some(&at) = day.and_then(|day| x.get(day)) {
                let y = TOP + ROW * (lane as f64 + 1.5);
                drawing.shape(&format!("<path class=\"print\" d=\"M{:.1} {y:.1}l6 -6l6 6l-6 6z\"/>", at - 6.0));
            }
        }
    }
    Some(drawing.finish(WIDTH, height, "Timeline in swimlanes. The table below holds the same steps."))
}

/// First and last day of a step.
type Range<'s> = (Option<&'s str>, Option<&'s str>);

/// The steps that `shown` picks, by their days: steps of the same days share one bar.
fn ranges(story: &Story, shown: impl Fn(&TimelineLine) -> bool) -> Vec<(Range<'_>, Vec<usize>)> {
    let mut out: BTreeMap<Range<'_>, Vec<usize>> = BTreeMap::new();
    for (at, entry) in story.timeline.iter().enumerate().filter(|(_, entry)| shown(entry)) {
        let range = (entry.date.earliest.as_deref(), entry.date.latest.as_deref());
        out.entry(range).or_default().push(at + 1);
    }
    // Long ranges lie under short ones.
    let mut out: Vec<(Range<'_>, Vec<usize>)> = out.into_iter().collect();
    out.sort_by_key(|(range, _)| range.0 == range.1);
    out
}

/// Days at which a step begins or ends, or a member was published, in order.
fn known_days(story: &Story) -> Vec<&str> {
    let steps = story.timeline.iter().flat_map(|entry| [&entry.date.earliest, &entry.date.latest]).flatten();
    let prints = story.members.iter().filter_map(|member| member.published.value.as_ref());
    let days: BTreeSet<&str> = steps.chain(prints).filter_map(|day| day_of(day)).collect();
    days.into_iter().collect()
}

/// `2031-05-09` of `2031-05-09T08:00Z`.
fn day_of(value: &str) -> Option<&str> {
    let day = value.get(..10)?;
    let shaped =
        day.bytes().enumerate().all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() });
    shaped.then_some(day)
}

fn draw_axis(drawing: &mut Drawing, x: &BTreeMap<&str, f64>, height: f64) {
    // Ten characters of a date need about 70 units; labels that would touch are left out, the table has them all.
    let mut last = f64::NEG_INFINITY;
    for (day, &at) in x {
        drawing.shape(&format!("<path class=\"tick\" d=\"M{at:.1} {TOP:.1}V{:.1}\"/>", height - 18.0));
        if at - last >= 70.0 {
            drawing.label(at, TOP - 10.0, "mid", day);
            last = at;
        }
    }
    drawing.label(NAMES + 30.0, height - 4.0, "start", "known days at equal distances, not to scale");
}

fn draw_lane(drawing: &mut Drawing, lane: usize, name: &str) {
    let y = TOP + ROW * (lane as f64 + 0.5);
    drawing.shape(&format!("<path class=\"lane\" d=\"M{NAMES:.1} {y:.1}H{:.1}\"/>", WIDTH - 10.0));
    drawing.label(4.0, y + 4.0, "start", &short(name, 22));
}

fn draw_steps(
    drawing: &mut Drawing,
    x: &BTreeMap<&str, f64>,
    lane: usize,
    class: &str,
    steps: &[(Range<'_>, Vec<usize>)],
) {
    let place = |day: Option<&str>| day.and_then(day_of).and_then(|day| x.get(day)).copied();
    let y = TOP + ROW * (lane as f64 + 0.5);
    for (range, numbers) in steps {
        let Some(from) = place(range.0).or_else(|| place(range.1)) else { continue };
        let to = place(range.1).unwrap_or(from).max(from);
        let label = numbered(numbers);
        // About seven units a character, and round ends.
        let half = (label.chars().count() as f64 * 3.5 + 5.5).max(9.0);
        let (left, wide) = (from - half, to - from + 2.0 * half);
        drawing.shape(&format!(
            "<rect class=\"{class}\" x=\"{left:.1}\" y=\"{:.1}\" width=\"{wide:.1}\" height=\"18\" rx=\"9\"/>",
            y - 9.0
        ));
        drawing.label(from, y + 4.0, &format!("mid on-{class}"), &label);
    }
}

/// `4`, `4, 5`, `4 +3`.
fn numbered(steps: &[usize]) -> String {
    match steps {
        [] => String::new(),
        [one] => one.to_string(),
        [one, other] => format!("{one}, {other}"),
        [first, rest @ ..] => format!("{first} +{}", rest.len()),
    }
}
