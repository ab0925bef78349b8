//! The day of a story's event, by the votes of its articles.
//!
//! Each article votes for the day that its own text gives, a lead more than a guess; copies of one text share one vote.
//! An article that guessed, or that most others contradict, takes the day of the story.

use std::collections::BTreeMap;

use super::Day;
use super::dating::{Dating, Evidence};
use super::nearness::apart;

/// Days after its event at which an article still tells of it: later ones tell of what followed. By hand: reports come
/// within days, trials and inquiries after weeks.
const LAG: i64 = 10;

/// Part of the votes that overrules what a lead says: one who stands against two errs more often than both. By hand, just
/// under two of three equal votes.
const OVERRULES: f64 = 0.66;

/// How much a rule's day counts. By hand: on 53 articles of 7 events the lead was right in 23 of 27, the day told most in
/// 5 of 8, too few to set weights by.
fn weight(rule: &str) -> f64 {
    match rule {
        "event/lead" => 3.0,
        "event/most-told" => 2.0,
        _ => 1.0,
    }
}

/// A day with its share of the votes, and the article that speaks for it.
struct Winner {
    day: Day,
    share: f64,
    speaker: usize,
}

/// Gives the members of a story whose own day is a guess the day that the members agree on. `copies` says how many
/// articles carry each one's text.
pub(super) fn agree(group: &[usize], copies: &BTreeMap<usize, usize>, datings: &mut [&mut Dating]) {
    let Some(winner) = winner(group, copies, datings) else { return };
    for member in group {
        let Some(dating) = datings.get_mut(*member) else { continue };
        if overruled(dating, &winner) {
            if let Some(own) = dating.event.value.take() {
                dating.notes.push(format!("its own text puts the event on {own}, the story on {}", winner.day));
            }
            dating.event.value = Some(winner.day.to_string());
            dating.event.days = Some(super::DaySet::day(winner.day));
            let reason = format!("the articles on the event agree on {}", winner.day);
            let evidence = Evidence { span: None, article: Some(winner.speaker), reason, rule: "event/vote" };
            dating.event.evidence = vec![evidence];
        }
    }
}

fn winner(group: &[usize], copies: &BTreeMap<usize, usize>, datings: &[&mut Dating]) -> Option<Winner> {
    let mut votes: BTreeMap<Day, (f64, usize)> = BTreeMap::new();
    let mut total = 0.0;
    for member in group {
        let Some(dating) = datings.get(*member).filter(|dating| is_dated(dating)) else { continue };
        let (Some(day), Some(why)) = (event_day(dating), dating.event.evidence.first()) else { continue };
        let said = weight(why.rule) / copies.get(member).copied().unwrap_or(1).max(1) as f64;
        total += said;
        votes.entry(day).or_insert((0.0, *member)).0 += said;
    }
    // Of two days with equal votes the earlier: reports come after their event.
    let (day, (most, speaker)) = votes.into_iter().rev().max_by(|a, b| a.1.0.total_cmp(&b.1.0))?;
    Some(Winner { day, share: most / total, speaker })
}

fn is_dated(dating: &Dating) -> bool {
    dating.published.days.is_some_and(|days| days.single().is_some())
}

fn event_day(dating: &Dating) -> Option<Day> {
    dating.event.days.and_then(super::DaySet::single)
}

/// Whether the story's day is the better answer for a member.
fn overruled(dating: &Dating, winner: &Winner) -> bool {
    let (Some(own), Some(why)) = (event_day(dating), dating.event.evidence.first()) else { return false };
    let Some(published) = dating.published.days else { return false };
    let could_tell = winner.day <= published.latest && apart(winner.day, published.earliest) <= LAG;
    let guessed = why.rule != "event/lead";
    let outvoted = winner.share >= if guessed { 0.5 } else { OVERRULES };
    own != winner.day && could_tell && outvoted
}
