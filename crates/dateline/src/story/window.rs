//! Which kept articles are grouped again when others come: the window.
//!
//! In: what is remembered of the articles of an earlier grouping ([`Remembered`]), its stories and topics, and the
//! articles that came. Out: the kept articles that those may change. All others rest: their stories stay as they were
//! left. The result is that of the batch over the window.
//!
//! An article is in the window, with its whole story and topic, where it
//!
//! - was published near the days of one that came: nearer than stories pause between two reports, which is learnt from
//!   the kept stories; a saga that paused for longer is awaited for longer;
//! - shares its weightiest words with one that came, whatever the days: late, undated and long-expected reports;
//! - bears the identifier of one that came, or a person decided about it;
//! - is among the nearest in days, up to a least size, so that the words of a window are weighed by enough reports.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::background;
use super::candidates::NAME_FACTOR;
use super::days;
use super::features::{Features, Word};
use super::heap::damped;
use crate::clean::ArticleId;
use crate::facts::Marked;

/// Words that are remembered of an article: its weightiest.
const KEYS: usize = 32;

/// A word that more kept articles than this have among their weightiest finds none of them.
const HOLDERS: usize = 1000;

/// Likeness of remembered words at which a kept article is awake.
const ALIKE: f32 = 0.1;

/// Kept articles that one that came may wake by its words: the likest.
const WOKEN: usize = 48;

/// Share of the pauses between two reports of a story that the window is longer than.
const PAUSES: f64 = 0.99;

/// Days of a pause where the kept stories have fewer than [`ENOUGH`] to learn from.
const USUAL_PAUSE: i32 = 30;

/// Pauses that a length is learnt from: a hundredth of fewer is none.
const ENOUGH: usize = 100;

/// A story is awaited for so many times its own longest pause.
const PATIENCE: i32 = 2;

/// What is kept of an article between groupings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remembered {
    /// Identifier.
    pub id: ArticleId,
    /// First and last possible day of publication, by number, where they are known well enough.
    pub days: Option<(i32, i32)>,
    /// Its weightiest words by their hashes, each with its share of the length of all, in 255ths.
    pub keys: Vec<(u32, u8)>,
}

/// What a grouping left.
#[derive(Debug, Clone, Copy)]
pub struct Kept<'a> {
    /// Its articles.
    pub articles: &'a [Remembered],
    /// Its stories, as places among the articles.
    pub stories: &'a [Vec<usize>],
    /// Its topics, as places among the stories.
    pub topics: &'a [Vec<usize>],
}

/// What to keep of an article.
pub fn remember(marked: &Marked) -> Remembered {
    let days = days::published(marked).and_then(days::numbers);
    Remembered { id: marked.article.id.clone(), days, keys: keys(&Features::of(marked)) }
}

fn keys(features: &Features) -> Vec<(u32, u8)> {
    let table = background::frequencies(&features.language);
    let rarity = |word: &Word| table.map_or(1.0, |table| -background::share(table, word.id, word.number).ln());
    let weight = |word: &Word| {
        let factor = if word.name > 0 { NAME_FACTOR } else { 1.0 };
        f64::from(factor * damped(word.all)) * rarity(word)
    };
    let mut weighed: Vec<(u32, f64)> =
        features.words.iter().map(|word| ((word.id >> 32) as u32, weight(word))).collect();
    let length = weighed.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt().max(f64::MIN_POSITIVE);
    weighed.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    weighed.truncate(KEYS);
    weighed.into_iter().map(|(id, weight)| (id, (weight / length * 255.0).round() as u8)).collect()
}

/// The kept articles, ascending, that are grouped again with those that came and those that a person decided about;
/// at least `least` in all where there are so many.
pub fn window(kept: &Kept<'_>, came: &[Remembered], decided: &BTreeSet<ArticleId>, least: usize) -> Vec<usize> {
    let mut awake = Awake::of(kept);
    let changed = kept.articles.iter().filter(|article| decided.contains(&article.id));
    let arriving: Vec<&Remembered> = came.iter().chain(changed).collect();
    let near = Near::to(arriving.iter().filter_map(|article| article.days));
    awake.wake_named(&arriving);
    let pauses = Pauses::of(kept);
    for (at, article) in kept.articles.iter().enumerate() {
        if article.days.is_some_and(|days| near.distance(days) <= pauses.of_article[at]) {
            awake.wake(at);
        }
    }
    alike(kept.articles, &arriving).into_iter().for_each(|at| awake.wake(at));
    let mut rest: Vec<usize> = (0..kept.articles.len()).collect();
    rest.sort_by_cached_key(|&at| {
        let days = kept.articles[at].days;
        (days.is_none(), days.map_or(0, |days| near.distance(days)), Reverse(days), at)
    });
    for at in rest {
        if awake.size + came.len() >= least {
            break;
        }
        awake.wake(at);
    }
    awake.articles()
}

/// Kept articles in sets that wake together.
struct Awake<'a> {
    kept: &'a [Remembered],
    set_of: Vec<usize>,
    members: Vec<usize>,
    awake: Vec<bool>,
    size: usize,
}

impl<'a> Awake<'a> {
    /// Articles of one story, of the stories of one topic, or of one name wake together.
    fn of(kept: &Kept<'a>) -> Self {
        let mut sets = Sets::new(kept.articles.len());
        kept.stories.iter().for_each(|story| sets.unite(story));
        for topic in kept.topics {
            sets.unite(&topic.iter().filter_map(|&story| kept.stories[story].first().copied()).collect::<Vec<_>>());
        }
        for namesakes in namesakes(kept.articles).values() {
            sets.unite(namesakes);
        }
        let set_of: Vec<usize> = (0..kept.articles.len()).map(|at| sets.root(at)).collect();
        let mut members = vec![0; set_of.len()];
        set_of.iter().for_each(|&set| members[set] += 1);
        Self { kept: kept.articles, awake: vec![false; set_of.len()], set_of, members, size: 0 }
    }

    fn wake(&mut self, at: usize) {
        let set = self.set_of[at];
        if !self.awake[set] {
            self.awake[set] = true;
            self.size += self.members[set];
        }
    }

    /// Wakes the kept articles with the identifier of one arriving.
    fn wake_named(&mut self, arriving: &[&Remembered]) {
        let names: BTreeSet<&str> =
            arriving.iter().flat_map(|article| [article.id.0.as_str(), unnumbered(&article.id)]).collect();
        for (at, article) in self.kept.iter().enumerate() {
            if names.contains(article.id.0.as_str()) || names.contains(unnumbered(&article.id)) {
                self.wake(at);
            }
        }
    }

    fn articles(&self) -> Vec<usize> {
        (0..self.kept.len()).filter(|&at| self.awake[self.set_of[at]]).collect()
    }
}

/// An identifier without the number that a later record of the same identifier gets.
fn unnumbered(id: &ArticleId) -> &str {
    let numbered = id.0.rsplit_once('-').filter(|(_, number)| number.bytes().all(|byte| byte.is_ascii_digit()));
    numbered.map_or(id.0.as_str(), |(name, _)| name)
}

/// Articles whose identifiers differ by a number at most.
fn namesakes(articles: &[Remembered]) -> BTreeMap<&str, Vec<usize>> {
    let held: BTreeSet<&str> = articles.iter().map(|article| article.id.0.as_str()).collect();
    let mut out: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, article) in articles.iter().enumerate() {
        let name = unnumbered(&article.id);
        let name = if held.contains(name) { name } else { article.id.0.as_str() };
        out.entry(name).or_default().push(at);
    }
    out
}

/// Disjoint sets of articles.
struct Sets(Vec<usize>);

impl Sets {
    fn new(articles: usize) -> Self {
        Self((0..articles).collect())
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn unite(&mut self, articles: &[usize]) {
        let Some(&first) = articles.first() else { return };
        for &at in &articles[1..] {
            let (one, other) = (self.root(first), self.root(at));
            self.0[one.max(other)] = one.min(other);
        }
    }
}

/// How many days to the nearest of some ranges of days.
struct Near {
    /// First days, ascending, each with the latest last day of all ranges up to it.
    ranges: Vec<(i32, i32)>,
}

impl Near {
    fn to(ranges: impl Iterator<Item = (i32, i32)>) -> Self {
        let mut ranges: Vec<(i32, i32)> = ranges.collect();
        ranges.sort_unstable();
        let mut latest = i32::MIN;
        for range in &mut ranges {
            latest = latest.max(range.1);
            range.1 = latest;
        }
        Self { ranges }
    }

    /// Without any range all days are equally far.
    fn distance(&self, (first, last): (i32, i32)) -> i32 {
        let after = self.ranges.partition_point(|range| range.0 <= last);
        let behind = after.checked_sub(1).map(|at| (first - self.ranges[at].1).max(0));
        let ahead = self.ranges.get(after).map(|range| range.0 - last);
        behind.into_iter().chain(ahead).min().unwrap_or(i32::MAX)
    }
}

/// For how many days after, or before, its report an article's story is awaited to go on.
struct Pauses {
    of_article: Vec<i32>,
}

impl Pauses {
    fn of(kept: &Kept<'_>) -> Self {
        let mut all = Vec::new();
        let mut longest = vec![0; kept.stories.len()];
        for (number, story) in kept.stories.iter().enumerate() {
            let mut days: Vec<i32> = story.iter().filter_map(|&at| Some(kept.articles[at].days?.0)).collect();
            days.sort_unstable();
            for pause in days.windows(2).map(|pair| pair[1] - pair[0]) {
                longest[number] = pause.max(longest[number]);
                all.push(pause);
            }
        }
        all.sort_unstable();
        let place = (all.len() as f64 * PAUSES) as usize;
        let usual = if all.len() < ENOUGH { USUAL_PAUSE } else { all[place.min(all.len() - 1)] };
        let mut of_article = vec![usual; kept.articles.len()];
        for (story, longest) in kept.stories.iter().zip(longest) {
            story.iter().for_each(|&at| of_article[at] = usual.max(PATIENCE * longest));
        }
        Self { of_article }
    }
}

/// Kept articles that share their weightiest words with one of those arriving.
fn alike(kept: &[Remembered], arriving: &[&Remembered]) -> BTreeSet<usize> {
    let wanted: BTreeSet<u32> = arriving.iter().flat_map(|article| &article.keys).map(|key| key.0).collect();
    let mut holders: FxHashMap<u32, Vec<(u32, u8)>> = FxHashMap::default();
    for (at, article) in kept.iter().enumerate() {
        for &(word, share) in article.keys.iter().filter(|key| wanted.contains(&key.0)) {
            holders.entry(word).or_default().push((at as u32, share));
        }
    }
    let unit = 255.0 * 255.0;
    let mut woken = BTreeSet::new();
    let mut sums: FxHashMap<u32, f32> = FxHashMap::default();
    for article in arriving {
        sums.clear();
        for (word, share) in &article.keys {
            let Some(found) = holders.get(word).filter(|found| found.len() <= HOLDERS) else { continue };
            for &(other, theirs) in found {
                *sums.entry(other).or_default() += f32::from(*share) * f32::from(theirs) / unit;
            }
        }
        let mut best: Vec<(u32, f32)> = sums.iter().map(|(&at, &sum)| (at, sum)).filter(|one| one.1 >= ALIKE).collect();
        best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        woken.extend(best.iter().take(WOKEN).map(|&(at, _)| at as usize));
    }
    woken
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An article `NAME@DAY:WORDS`, of an unknown day where that is `?`; each word is a letter.
    fn article(text: &str) -> Remembered {
        let (id, rest) = text.split_once('@').unwrap();
        let (day, words) = rest.split_once(':').unwrap();
        let share = 255 / words.len().max(1) as u8;
        Remembered {
            id: ArticleId(id.to_owned()),
            days: day.parse().ok().map(|day| (day, day)),
            keys: words.chars().map(|word| (word as u32, share)).collect(),
        }
    }

    /// The identifiers of the window, of stories that are each a list of articles; the topic is of the first two.
    fn check(stories: &[&str], topic: bool, came: &[&str], decided: &[&str], least: usize) -> String {
        let mut articles = Vec::new();
        let mut numbered = Vec::new();
        for story in stories {
            let members: Vec<Remembered> = story.split_whitespace().map(article).collect();
            numbered.push((articles.len()..articles.len() + members.len()).collect());
            articles.extend(members);
        }
        let topics = if topic { vec![vec![0, 1]] } else { Vec::new() };
        let kept = Kept { articles: &articles, stories: &numbered, topics: &topics };
        let came: Vec<Remembered> = came.iter().map(|text| article(text)).collect();
        let decided = decided.iter().map(|&id| ArticleId(id.to_owned())).collect();
        let found: Vec<&str> =
            window(&kept, &came, &decided, least).into_iter().map(|at| articles[at].id.0.as_str()).collect();
        found.join(" ")
    }

    #[test]
    fn stories_near_in_days_are_awake_whole() {
        assert_eq!(check(&["a@10:x b@60:y", "c@10:z"], false, &["n@70:w"], &[], 0), "a b");
    }

    #[test]
    fn a_story_of_long_pauses_is_awaited_for_longer() {
        assert_eq!(check(&["a@10:x b@110:y", "c@110:z"], false, &["n@250:w"], &[], 0), "a b");
    }

    #[test]
    fn words_find_a_story_years_before_and_one_of_no_day() {
        assert_eq!(check(&["a@10:xy", "b@?:xz", "c@10:uv"], false, &["n@9000:xyz"], &[], 0), "a b");
        assert_eq!(check(&["a@10:xy", "c@10:uv"], false, &["n@?:xy"], &[], 0), "a");
    }

    #[test]
    fn stories_of_a_topic_and_pages_of_one_name_wake_together() {
        assert_eq!(check(&["a@10:x", "b@900:y", "c@900:z"], true, &["n@12:w"], &[], 0), "a b");
        assert_eq!(check(&["p@10:x", "p-2@900:y", "c@900:z"], false, &["p@5000:w"], &[], 0), "p p-2");
    }

    #[test]
    fn what_a_person_decided_about_is_awake_with_what_is_near() {
        assert_eq!(check(&["a@10:x", "b@20:y", "c@900:z"], false, &[], &["a"], 0), "a b");
    }

    #[test]
    fn the_nearest_in_days_fill_a_window_that_is_too_small() {
        let stories = ["a@10:x", "b@500:y", "c@?:z", "d@700:u"];
        assert_eq!(check(&stories, false, &["n@900:w"], &[], 2), "d");
        assert_eq!(check(&stories, false, &["n@900:w"], &[], 4), "a b d");
        assert_eq!(check(&stories, false, &["n@?:w"], &[], 3), "b d");
        assert_eq!(check(&stories, false, &["n@900:w"], &[], 50), "a b c d");
    }
}
