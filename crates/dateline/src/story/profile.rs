//! [`EventProfile`]s of articles and stories.

use std::collections::{BTreeMap, BTreeSet};

use super::clustering::EventProfile;
use crate::date::DaySet;
use crate::facts::places::{self, PlaceKind};
use crate::facts::{EntityId, Marked, Mention, NameKind};
use crate::lang;
use crate::text::{Span, TokenKind, tokens};

/// Participants kept of a story.
const PARTICIPANTS: usize = 8;

/// Bytes of the text in which a mention counts double: about the lead.
const LEAD_BYTES: u32 = 700;

/// Who, what, where, when of one article.
pub fn profile(marked: &Marked) -> EventProfile {
    story_profile(std::slice::from_ref(marked), &[0])
}

/// Who, what, where, when of a story: what its members say most. `members` are indexes into `articles`.
pub fn story_profile(articles: &[Marked], members: &[usize]) -> EventProfile {
    EventProfile {
        days: common_days(articles, members),
        place: place(articles, members),
        participants: participants(articles, members),
        action: action(articles, members),
    }
}

/// The days on which all members that know can have meant the event; none where two exclude each other.
fn common_days(articles: &[Marked], members: &[usize]) -> Option<DaySet> {
    let mut known = members.iter().filter_map(|&member| articles[member].dating.event.days);
    let first = known.next()?;
    known.try_fold(first, DaySet::intersect)
}

/// A name told of, with its first mention and how much it counts.
struct Told<'a> {
    canonical: &'a str,
    article: usize,
    span: Span,
    count: usize,
}

fn told<'a>(
    articles: &'a [Marked],
    members: &[usize],
    wanted: impl Fn(&Mention) -> bool,
) -> BTreeMap<&'a EntityId, Told<'a>> {
    let mut found: BTreeMap<&EntityId, Told> = BTreeMap::new();
    for &article in members {
        for mention in articles[article].marks.names.iter().filter(|mention| wanted(mention)) {
            let (Some(entity), Some(canonical)) = (&mention.entity, &mention.canonical) else { continue };
            let told = found.entry(entity).or_insert(Told { canonical, article, span: mention.span, count: 0 });
            told.count += if mention.span.start < LEAD_BYTES { 2 } else { 1 };
        }
    }
    found
}

fn participants(articles: &[Marked], members: &[usize]) -> Vec<(EntityId, String, usize, Span)> {
    let who = |mention: &Mention| matches!(mention.kind, NameKind::Person | NameKind::Organisation);
    let mut ranked: Vec<(&EntityId, Told)> = told(articles, members, who).into_iter().collect();
    ranked.sort_by(|a, b| b.1.count.cmp(&a.1.count).then(a.0.cmp(b.0)));
    ranked
        .into_iter()
        .take(PARTICIPANTS)
        .map(|(entity, told)| (entity.clone(), told.canonical.to_owned(), told.article, told.span))
        .collect()
}

/// Where it happened: the place that most members name in their lead, a town before the country it lies in.
fn place(articles: &[Marked], members: &[usize]) -> Option<(String, usize, Span)> {
    let mut found: BTreeMap<&EntityId, (f64, Told)> = BTreeMap::new();
    for &article in members {
        let marked = &articles[article];
        let mut best: BTreeMap<&EntityId, (f64, &Mention)> = BTreeMap::new();
        for mention in marked.marks.names.iter().filter(|mention| mention.kind == NameKind::Place) {
            let Some(entity) = &mention.entity else { continue };
            let weight = place_weight(marked, mention);
            let entry = best.entry(entity).or_insert((weight, mention));
            if weight > entry.0 {
                *entry = (weight, mention);
            }
        }
        for (entity, (weight, mention)) in best {
            let Some(canonical) = &mention.canonical else { continue };
            let told = Told { canonical, article, span: mention.span, count: 1 };
            found.entry(entity).or_insert((0.0, told)).0 += weight;
        }
    }
    let best = found.into_iter().max_by(|a, b| a.1.0.total_cmp(&b.1.0).then(b.0.cmp(a.0)))?.1.1;
    Some((best.canonical.to_owned(), best.article, best.span))
}

/// Sentences of a text in which the place of the event stands, as a rule.
const LEAD_SENTENCES: usize = 2;

/// Whether a mention stands where the place of the event does, as a rule.
pub(super) fn in_lead(marked: &Marked, mention: &Mention) -> bool {
    let lead = marked.marks.sentences.get(LEAD_SENTENCES - 1).or(marked.marks.sentences.last());
    lead.is_some_and(|sentence| mention.span.end <= sentence.end)
}

/// Whether a mention is the place of reporting.
pub(super) fn in_dateline(marked: &Marked, mention: &Mention) -> bool {
    marked.article.dateline.as_ref().is_some_and(|line| line.span.contains(mention.span))
}

/// The word before a mention in lower case, empty at the beginning of the text.
pub(super) fn word_before(marked: &Marked, mention: &Mention) -> String {
    let before = &marked.article.text.as_str()[..mention.span.start as usize];
    before.split_whitespace().next_back().unwrap_or("").to_lowercase()
}

/// How much a mention speaks for its place being that of the event: much in the lead after a word of place, little in
/// the rest; nothing in a dateline, which is the place of reporting.
fn place_weight(marked: &Marked, mention: &Mention) -> f64 {
    if in_dateline(marked, mention) {
        return 0.0;
    }
    let located =
        matches!(word_before(marked, mention).as_str(), "in" | "at" | "near" | "below" | "of" | "off" | "outside");
    let stands = match (in_lead(marked, mention), located) {
        (true, true) => 4.0,
        (true, false) => 1.5,
        (false, _) => 0.25,
    };
    let wide = mention.canonical.as_deref().and_then(places::lookup).is_some_and(|place| place.kind != PlaceKind::Town);
    if wide { stands * 0.4 } else { stands }
}

/// What happened: the word that most headlines share, names and function words left out.
fn action(articles: &[Marked], members: &[usize]) -> Option<String> {
    let mut shared: BTreeMap<String, (BTreeSet<usize>, String)> = BTreeMap::new();
    for &member in members {
        let marked = &articles[member];
        let pack = lang::pack(marked.article.language.as_ref());
        if pack.code != "en" {
            continue;
        }
        let title = marked.article.title.as_str();
        for token in tokens(title).into_iter().filter(|token| token.kind == TokenKind::Word) {
            let named = marked.marks.title_names.iter().any(|name| name.span.overlaps(token.span));
            let word = token.span.of(title).to_lowercase();
            if named || word.chars().count() < 4 || pack.stopwords.has(&word) {
                continue;
            }
            let entry = shared.entry(stem(&word)).or_insert((BTreeSet::new(), word));
            entry.0.insert(member);
        }
    }
    let most = shared.into_values().max_by(|a, b| a.0.len().cmp(&b.0.len()).then(b.1.cmp(&a.1)))?;
    (most.0.len() > 1 || members.len() == 1).then_some(most.1)
}

/// A rough stem: without the endings of English verbs and plurals.
fn stem(word: &str) -> String {
    let cut = ["ings", "ing", "ed", "es", "s"].iter().find_map(|ending| word.strip_suffix(ending));
    cut.filter(|cut| cut.chars().count() >= 3).unwrap_or(word).to_owned()
}
