//! Stories that belong to one topic: follow-ups, sagas, and one affair told in several languages.
//!
//! A topic is a coarser grain than an event: another meeting of the same people, the trial after the crash. Stories are
//! linked by the names they share, each by how rare it is among the stories and how prominent it is in them. Names need
//! no translation, so that a link may cross languages written in one script. Groups of linked stories are made by
//! average linkage, as stories are: a chain of links is no topic.
//!
//! Words are left out on purpose: two earthquakes share all their words and no topic.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use super::clustering::StoryCluster;
use super::evidence::Pair;
use super::linkage::{self, Bonds};
use crate::facts::places::{self, PlaceKind};
use crate::facts::{Marked, Mention, NameKind};
use crate::text::Span;

/// Cosine of the names of two stories at which a link is as likely as not. From .28 to .20 the topics of ECB+ stay clean
/// (BCubed precision .984) and more of MEANTIME's storylines is found; at .14 ECB+ falls to .952.
const EVEN: f64 = 0.2;

/// Log-odds by which a cosine of 1 is above one of 0.
const STEEP: f64 = 20.0;

/// Stories that the background counts for against those of the heap, in how rare a name is.
const BACKGROUND: f64 = 50.0;

/// Share of all stories that name a certain country, and any other one thing: a few in a hundred, and rare.
const SHARE: [f64; 2] = [0.05, 0.004];

/// A name in more than this many stories does not propose links; with others it still counts for them.
const COMMON: usize = 200;

/// Names shown as evidence of a link.
const SHOWN: usize = 5;

/// A name that two stories share.
#[derive(Debug, Clone, PartialEq)]
pub struct SharedName {
    /// The name, as the first story has it.
    pub name: String,
    /// Where the first story has it: article (index into the heap) and characters.
    pub here: (usize, Span),
    /// Where the other has it.
    pub there: (usize, Span),
}

/// Two stories of one topic.
#[derive(Debug, Clone, PartialEq)]
pub struct TopicLink {
    /// Index of a story.
    pub a: usize,
    /// Index of a later one.
    pub b: usize,
    /// How much of their names they share, weighted: a cosine from 0 to 1.
    pub likeness: f64,
    /// The names that weigh most, heaviest first.
    pub shared: Vec<SharedName>,
}

/// Stories that belong together though they tell of several events.
#[derive(Debug, Clone, PartialEq)]
pub struct Topic {
    /// Indexes of the stories, ascending; two or more.
    pub stories: Vec<usize>,
    /// The links between them.
    pub links: Vec<TopicLink>,
}

/// A name in a story.
struct Name {
    shown: String,
    at: (usize, Span),
    /// Share of the members that have it, doubled where it stands in their leads; later times its rarity.
    weight: f64,
    country: bool,
}

type Names = BTreeMap<String, Name>;

/// The topics of a heap's stories; a story that shares none is in none.
pub fn topics(articles: &[Marked], stories: &[StoryCluster]) -> Vec<Topic> {
    let mut named: Vec<Names> = stories.iter().map(|story| names(articles, story)).collect();
    weigh(&mut named);
    let links: Vec<TopicLink> =
        candidates(&named).into_iter().filter_map(|(a, b)| link(&named, a as usize, b as usize)).collect();
    let pair = |link: &TopicLink| {
        let odds = STEEP * (link.likeness - EVEN);
        Pair::new(link.a as u32, link.b as u32, odds as f32)
    };
    let pairs: Vec<Pair> = links.iter().map(pair).collect();
    let joins = linkage::joins(stories.len(), &pairs, &vec![false; stories.len()], &Bonds::default(), 0.0);
    let groups = linkage::groups(stories.len(), &joins, |_| true);
    let mut out: Vec<Topic> = groups
        .into_iter()
        .filter(|group| group.len() > 1)
        .map(|stories| {
            let inside = |link: &&TopicLink| [link.a, link.b].iter().all(|end| stories.binary_search(end).is_ok());
            Topic {
                links: links.iter().filter(inside).filter(|link| link.likeness >= EVEN).cloned().collect(),
                stories,
            }
        })
        .collect();
    out.sort_by(|a, b| a.stories.cmp(&b.stories));
    out
}

/// The names of a story.
fn names(articles: &[Marked], story: &StoryCluster) -> Names {
    let mut names = Names::new();
    let share = 1.0 / story.members.len() as f64;
    for &member in &story.members {
        let marked = &articles[member];
        let lead = marked.marks.sentences.get(1).or(marked.marks.sentences.last()).map_or(0, |sentence| sentence.end);
        let dateline = marked.article.dateline.as_ref().map(|line| line.span);
        let mut counted: BTreeMap<String, f64> = BTreeMap::new();
        for mention in &marked.marks.names {
            if dateline.is_some_and(|line| line.contains(mention.span)) {
                continue;
            }
            let shown = mention.canonical.as_deref().unwrap_or_else(|| marked.article.text.slice(mention.span));
            if is_adjective(mention, shown) {
                continue;
            }
            let Some(key) = key(mention, shown) else { continue };
            let weight = if mention.span.start < lead { 2.0 * share } else { share };
            let most = counted.entry(key.clone()).or_default();
            *most = most.max(weight);
            names.entry(key).or_insert_with(|| Name {
                shown: shown.to_owned(),
                at: (member, mention.span),
                weight: 0.0,
                country: mention.kind == NameKind::Place && is_country(shown),
            });
        }
        for (key, weight) in counted {
            if let Some(name) = names.get_mut(&key) {
                name.weight += weight;
            }
        }
    }
    names
}

/// What a name is compared by: without accents and case; a person by the surname, which all languages keep.
fn key(mention: &Mention, shown: &str) -> Option<String> {
    let bare = |c: &char| !matches!(c, '\u{300}'..='\u{36f}');
    let folded: String = shown.nfd().filter(bare).flat_map(char::to_lowercase).collect();
    let mut words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let key = match mention.kind {
        NameKind::Person => words.next_back().unwrap_or_default().to_owned(),
        _ => words.filter(|&word| word != "the").collect::<Vec<_>>().join(" "),
    };
    (key.chars().count() > 1).then_some(key)
}

/// Whether a name only says where somebody or something comes from ("Norwegian"): all stories of a country have it.
fn is_adjective(mention: &Mention, shown: &str) -> bool {
    mention.kind != NameKind::Person && places::of_demonym(shown).is_some() && places::lookup(shown).is_none()
}

fn is_country(name: &str) -> bool {
    places::lookup(name).is_some_and(|place| place.kind == PlaceKind::Country)
}

/// Multiplies the weight of each name by how rare it is.
fn weigh(named: &mut [Names]) {
    let mut holders: BTreeMap<String, f64> = BTreeMap::new();
    for key in named.iter().flat_map(BTreeMap::keys) {
        *holders.entry(key.clone()).or_default() += 1.0;
    }
    let stories = named.len() as f64;
    for (key, name) in named.iter_mut().flatten() {
        let share = SHARE[usize::from(!name.country)];
        let held = holders.get(key).copied().unwrap_or(1.0);
        name.weight *= ((BACKGROUND + stories) / (BACKGROUND * share + held)).ln().max(0.0);
    }
}

/// Pairs of stories that share a name which is not common.
fn candidates(named: &[Names]) -> BTreeSet<(u32, u32)> {
    let mut holders: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for (story, names) in (0..).zip(named) {
        for (key, _) in names.iter().filter(|(_, name)| !name.country) {
            holders.entry(key).or_default().push(story);
        }
    }
    let mut pairs = BTreeSet::new();
    for stories in holders.values().filter(|stories| (2..=COMMON).contains(&stories.len())) {
        for (at, &a) in stories.iter().enumerate() {
            pairs.extend(stories[at + 1..].iter().map(|&b| (a, b)));
        }
    }
    pairs
}

/// The link of two stories, if they share two names of which one is no country.
fn link(named: &[Names], a: usize, b: usize) -> Option<TopicLink> {
    let (one, other) = (&named[a], &named[b]);
    let norm = |names: &Names| names.values().map(|name| name.weight.powi(2)).sum::<f64>().sqrt();
    let mut both: Vec<(f64, &Name, &Name)> = one
        .iter()
        .filter_map(|(key, here)| other.get(key).map(|there| (here.weight * there.weight, here, there)))
        .filter(|(weight, ..)| *weight > 0.0)
        .collect();
    if both.len() < 2 {
        return None;
    }
    let product: f64 = both.iter().map(|shared| shared.0).sum();
    both.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.shown.cmp(&b.1.shown)));
    let name = |(_, here, there): &(f64, &Name, &Name)| SharedName {
        name: here.shown.clone(),
        here: here.at,
        there: there.at,
    };
    let shared = both.iter().take(SHOWN).map(name).collect();
    Some(TopicLink { a, b, likeness: product / (norm(one) * norm(other)), shared })
}
