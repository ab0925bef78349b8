//! How many: figures of one slot, their intervals set against each other.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::nothing::nothing;
use super::side_stories::{is_of_an_earlier_event, is_of_another_day};
use super::verdicts::{overlap, reference, state};
use super::{Saying, Sources, row, teller};
use crate::compare::comparison::{Claim, ClaimKind};
use crate::compare::reading::{Sentence, Term, one_line};
use crate::facts::{Figure, FigureScope, Marked};
use crate::lang::WordSet;
use crate::text::{TokenKind, tokens};

/// Words before a small number that point at what the reader knows already.
static REFERS_BACK: LazyLock<WordSet> =
    LazyLock::new(|| WordSet::parse(include_str!("../../../data/compare/refers_back.txt")));

/// Predicates with the words by which a row names them.
static LABELS: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../../data/compare/predicates.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('\t')).collect()
});

/// What a figure is a figure of: unit, what it counts, predicate.
type Slot = (Option<String>, Option<String>, Option<String>);

/// Share of what a sentence tells that must stand in the other one before two figures that are not their
/// articles' first of the slot are held to be of one thing.
const SAME_SUBJECT: f32 = 0.35;

/// Sentences at the head of a report in which it tells its event; later figures are mostly background.
const EARLY: usize = 5;

/// Words before and behind a figure that tell what it counts: its verb and what belongs to it.
const NEAR: (usize, usize) = (6, 4);
/// Words of content that must stand near both of two counts, besides what is counted, before one is set against the
/// other: of 19 rows on 20 stories that a lower bar called disputed, none was.
const NEAR_COMMON: usize = 2;
/// Greatest number that "the" before it makes a word for somebody known: "the two leaders".
const FEW: f64 = 3.0;
/// Words of a sentence shown around a figure that does not say itself what it counts.
const SHOWN: (usize, usize) = (7, 6);

/// A figure as one article tells it.
pub(super) struct Told<'s> {
    pub(super) article: usize,
    pub(super) origin: usize,
    pub(super) figure: &'s Figure,
    pub(super) sentence: Option<&'s Sentence>,
    /// The one part of the event's area that it counts, lower case; `None` for all of it.
    pub(super) part: Option<String>,
    /// The one group that it counts among people ("soldiers"); `None` for all.
    pub(super) group: Option<&'s str>,
    /// Whether it is the article's first figure of the slot.
    leads: bool,
}

/// Counts of one thing from which on a report is a table: all are set against all others, and a page of thousands must
/// not cost their square.
const TABLE: usize = 40;

/// Rows for figures of the event.
pub(super) fn numbers(sources: &Sources<'_>) -> Vec<Claim> {
    let none: Vec<Vec<Figure>> = sources.members().map(|(.., marked)| nothing(marked)).collect();
    let mut slots: BTreeMap<Slot, Vec<Told<'_>>> = BTreeMap::new();
    for ((article, origin, marked), none) in sources.members().zip(&none) {
        for figure in marked.marks.figures.iter().chain(none).filter(|figure| is_comparable(marked, figure)) {
            let sentence = sources.sentence_around(article, figure.span);
            if sentence.is_some_and(|sentence| is_of_an_earlier_event(marked, sentence.span)) {
                continue;
            }
            let told = slots.entry(slot(figure)).or_default();
            let before = told.iter().rev().take_while(|known| known.article == article).count();
            if before >= TABLE {
                continue;
            }
            let leads = before == 0;
            let part = part(sources, marked, figure);
            told.push(Told { article, origin, figure, sentence, part, group: group_counted(figure), leads });
        }
    }
    slots.into_values().flat_map(|told| rows_of_slot(sources, &told)).collect()
}

/// Figures of the event itself, and those that say what they count: a bare number cannot be set against another, and
/// "the third base" counts nothing.
fn is_comparable(marked: &Marked, figure: &Figure) -> bool {
    let counts_something = figure.of.is_some() || figure.predicate.is_some() || figure.unit.is_some();
    // A number of a score is one side's.
    let is_sided = figure.unit.as_deref() != Some("score") || figure.of.is_some();
    let is_count = !matches!(figure.unit.as_deref(), Some("age" | "ordinal")) && is_sided;
    figure.scope == FigureScope::Event && counts_something && is_count && !refers_back(marked, figure)
}

/// "The two leaders" are known already: their number is no news.
fn refers_back(marked: &Marked, figure: &Figure) -> bool {
    let before = &marked.article.text.as_str()[..figure.span.start as usize];
    let word = before.trim_end().rsplit(|c: char| c.is_whitespace() || c == '“' || c == '"').next().unwrap_or_default();
    let is_bare = figure.unit.is_none() && figure.predicate.is_none();
    is_bare && figure.value <= FEW && REFERS_BACK.has(&word.to_lowercase())
}

/// Words for people of whom nothing more is said.
const PEOPLE: [&str; 16] = [
    "people",
    "person",
    "persons",
    "civilians",
    "passengers",
    "victims",
    "others",
    "dead",
    "men",
    "residents",
    "bodies",
    "casualties",
    "deaths",
    "lives",
    "fatalities",
    "injuries",
];

/// What becomes of people: who is killed or hurt is one slot, whatever the word for them.
const OF_PEOPLE: [&str; 9] =
    ["kill", "injure", "casualty", "missing", "displace", "evacuate", "rescue", "trap", "arrest"];

fn slot(figure: &Figure) -> Slot {
    let of = figure.of.as_deref().map(|of| if PEOPLE.contains(&of) { "people" } else { of });
    let of = if is_of_people(figure) { Some("people") } else { of };
    (figure.unit.clone(), of.map(str::to_owned), figure.predicate.clone())
}

fn is_of_people(figure: &Figure) -> bool {
    let predicate = figure.predicate.as_deref();
    figure.unit.is_none() && predicate.is_some_and(|predicate| OF_PEOPLE.contains(&predicate))
}

fn group_counted(figure: &Figure) -> Option<&str> {
    figure.of.as_deref().filter(|of| figure.predicate.is_some() && !PEOPLE.contains(of))
}

/// Bytes behind a figure in which the place that it is confined to may stand: "12 people were killed in Marn".
const PLACE_REACH: u32 = 48;

/// The place that a figure is confined to, where that is not the place of the event.
fn part(sources: &Sources<'_>, marked: &Marked, figure: &Figure) -> Option<String> {
    let text = marked.article.text.as_str();
    let near = |span: crate::text::Span| span.start >= figure.span.end && span.start - figure.span.end <= PLACE_REACH;
    let mention = marked.marks.names.iter().find(|mention| near(mention.span))?;
    let between = &text[figure.span.end as usize..mention.span.start as usize];
    let confined = between.trim_end().rsplit(' ').next().is_some_and(|word| matches!(word, "in" | "at" | "alone"));
    let whole = between.contains(['.', ';', ',']) || !confined;
    let name = mention.canonical.as_deref().unwrap_or_else(|| marked.article.text.slice(mention.span)).to_lowercase();
    let place = sources.story.profile.place.as_ref().map(|(name, ..)| name.to_lowercase());
    (!whole && mention.kind == crate::facts::NameKind::Place && place.as_ref() != Some(&name)).then_some(name)
}

/// Figures of a slot that are of one thing make a row.
fn rows_of_slot(sources: &Sources<'_>, told: &[Told<'_>]) -> Vec<Claim> {
    let mut groups: Vec<Vec<&Told<'_>>> = Vec::new();
    for one in told {
        let fits = |group: &Vec<&Told<'_>>| group.iter().any(|other| of_one_thing(sources, told, one, other));
        match groups.iter().position(fits) {
            Some(at) => groups[at].push(one),
            None => groups.push(vec![one]),
        }
    }
    groups.iter().filter(|group| gains(sources, group)).map(|group| row_of(sources, group)).collect()
}

/// A figure that one origin alone gives is a row where it is weighty: a toll, or a sum or share told early; and of the
/// event, not of what happened on another day.
fn gains(sources: &Sources<'_>, group: &[&Told<'_>]) -> bool {
    let origins: BTreeSet<usize> = group.iter().map(|told| told.origin).collect();
    let told = group[0];
    let early = told.sentence.is_some_and(|sentence| sentence.position < EARLY);
    // That nobody was hurt is news beside a count of some; alone it is what every report says.
    let counts_some = group.iter().any(|told| told.figure.value > 0.0);
    let weighty = told.figure.predicate.is_some() || (told.figure.unit.is_some() && early);
    let aside = |told: &&Told<'_>| {
        told.sentence.is_some_and(|sentence| is_of_another_day(&sources.articles[told.article], sentence.span))
    };
    counts_some && (origins.len() > 1 || (weighty && !group.iter().all(aside)))
}

/// Whether two figures of a slot are of one thing. Tolls are: an event has one of each kind. Other counts that exclude
/// each other are where the same words stand around them, and where no report gives both.
fn of_one_thing(sources: &Sources<'_>, slot: &[Told<'_>], a: &Told<'_>, b: &Told<'_>) -> bool {
    let is_toll = is_of_people(a.figure);
    if overlap(a.figure, b.figure) {
        return is_toll || a.figure.value == b.figure.value || share_a_subject(sources, a, b);
    }
    if a.article == b.article {
        return false;
    }
    if is_toll {
        return (a.leads && b.leads && shared(sources, a, b) > 0.0) || share_a_subject(sources, a, b);
    }
    let gives = |article: usize, figure: &Figure| {
        slot.iter().any(|told| told.article == article && overlap(told.figure, figure))
    };
    let near = near(sources, a);
    let common = self::near(sources, b).iter().filter(|term| near.contains(term)).count();
    common >= NEAR_COMMON && !gives(a.article, b.figure) && !gives(b.article, a.figure)
}

/// How much two sentences tell together.
fn shared(sources: &Sources<'_>, a: &Told<'_>, b: &Told<'_>) -> f32 {
    let Some((one, other)) = a.sentence.zip(b.sentence) else { return 0.0 };
    sources.reading.common(&one.content, &other.content)
}

fn share_a_subject(sources: &Sources<'_>, a: &Told<'_>, b: &Told<'_>) -> bool {
    let Some((one, other)) = a.sentence.zip(b.sentence) else { return false };
    let weight = |sentence: &Sentence| sources.reading.weight(&sentence.content);
    shared(sources, a, b) >= SAME_SUBJECT * weight(one).min(weight(other))
}

/// Words of content around a figure, each once.
fn near(sources: &Sources<'_>, told: &Told<'_>) -> Vec<Term> {
    let Some(sentence) = told.sentence else { return Vec::new() };
    let text = sources.articles[told.article].article.text.as_str();
    let from = sentence.span.start as usize;
    let words = |until: u32| {
        let stretch = text.get(from..until as usize).unwrap_or_default();
        tokens(stretch).iter().filter(|token| token.kind != TokenKind::Mark).count()
    };
    let (first, end) = (words(told.figure.span.start), words(told.figure.span.end));
    let before = sentence.words[..first.min(sentence.words.len())].iter().rev().take(NEAR.0);
    let behind = sentence.words.iter().skip(end).take(NEAR.1);
    let vocabulary = &sources.reading.vocabulary;
    let telling = |term: &&Term| vocabulary.is_content(**term) && !vocabulary.is_number(**term);
    let mut near: Vec<Term> = before.chain(behind).filter(telling).copied().collect();
    near.sort_unstable();
    near.dedup();
    near
}

fn row_of(sources: &Sources<'_>, group: &[&Told<'_>]) -> Claim {
    let reference = reference(sources, group);
    let sayings: Vec<Saying> = group
        .iter()
        .map(|told| {
            let marked = &sources.articles[told.article];
            Saying {
                origin: told.origin,
                cited: (told.article, told.figure.span),
                value: one_line(marked.article.text.slice(told.figure.span)),
                state: state(sources, group, reference, told),
                speaker: holder(marked, told.figure),
            }
        })
        .collect();
    let at = group.iter().position(|told| std::ptr::eq(*told, reference)).unwrap_or(0);
    let statement = statement(sources, reference, &sayings[at].value);
    let lead = group.iter().filter_map(|told| told.sentence).map(|sentence| sentence.position).min().unwrap_or(99);
    let weight = 3.0 + 5.0 / (1.0 + lead as f64 / 3.0);
    row(sources, ClaimKind::Number, statement, &sayings, weight, "typed-slot")
}

/// Whose figure it is, by name.
fn holder(marked: &Marked, figure: &Figure) -> Option<String> {
    let holder = figure.holder.as_ref()?;
    let written = || marked.article.text.slice(holder.span).to_owned();
    let named = holder.canonical.clone().unwrap_or_else(written);
    teller(marked, figure.span).or_else(|| Some(one_line(&named)))
}

/// "killed: six people"; and a figure that does not say what it counts with the words around it.
fn statement(sources: &Sources<'_>, told: &Told<'_>, value: &str) -> String {
    let predicate = told.figure.predicate.as_deref();
    match predicate.map(|predicate| LABELS.get(predicate).copied().unwrap_or(predicate)) {
        Some(label) => format!("{label}: {value}"),
        None => around(sources, told).map_or_else(|| value.to_owned(), |words| format!("{value}: “{words}”")),
    }
}

/// The words around a figure, cut at whole words.
fn around(sources: &Sources<'_>, told: &Told<'_>) -> Option<String> {
    let sentence = told.sentence?.span;
    let text = sources.articles[told.article].article.text.as_str();
    let figure = told.figure.span;
    let before = text.get(sentence.start as usize..figure.start as usize)?;
    let behind = text.get(figure.end as usize..sentence.end as usize)?;
    let starts: Vec<usize> = before.split_whitespace().rev().take(SHOWN.0).map(|word| offset(before, word)).collect();
    let from = starts.last().copied().unwrap_or(before.len());
    let ends = behind.split_whitespace().take(SHOWN.1).last().map_or(0, |word| offset(behind, word) + word.len());
    let cut = |is_cut: bool| if is_cut { "…" } else { "" };
    let shown = one_line(&text[sentence.start as usize + from..figure.end as usize + ends]);
    let shown = shown.trim_matches(['“', '”', '"', '.', ',', ';']);
    Some(format!("{}{shown}{}", cut(from > 0), cut(ends < behind.trim_end().len())))
}

/// Where a part of a stretch starts in it.
fn offset(stretch: &str, part: &str) -> usize {
    part.as_ptr() as usize - stretch.as_ptr() as usize
}
