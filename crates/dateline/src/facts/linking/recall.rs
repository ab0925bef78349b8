//! A second pass over the group: names that the tagger found in one place and missed in another.
//!
//! Every source of one event names the same people, places and organisations. A form of two words or more that is a
//! name somewhere in the group is one wherever it stands with its capitals; so is the family name of a person whom
//! the group names often, where no small word and no other capital says otherwise.

use std::collections::{BTreeMap, BTreeSet};

use crate::facts::tagger::units::{Case, Unit, folded, units};
use crate::facts::{Marked, Mention, NameKind};
use crate::text::Span;

/// Names of a person that must be marked in the group before the family name alone is looked for.
const OFTEN: usize = 3;
/// Words of the longest form that is looked for.
const LONGEST: usize = 6;

/// The forms to look for, with their kinds.
type Forms = BTreeMap<Vec<String>, NameKind>;

/// Adds the missed names to the articles of a group.
pub(super) fn recall(group: &mut [&mut Marked]) {
    if group.len() < 2 {
        return;
    }
    let forms = forms(group);
    for marked in group.iter_mut() {
        let text = marked.article.text.as_str();
        let found = missed(text, &marked.marks.sentences, &marked.marks.names, &forms);
        let title = marked.article.title.as_str();
        let in_title = missed(title, &[Span::new(0, title.len())], &marked.marks.title_names, &forms);
        add(&mut marked.marks.names, found);
        add(&mut marked.marks.title_names, in_title);
    }
}

fn add(names: &mut Vec<Mention>, found: Vec<Mention>) {
    names.extend(found);
    names.sort_by_key(|name| name.span);
}

/// The forms that the group is sure of: each has one kind throughout.
fn forms(group: &[&mut Marked]) -> Forms {
    let mut counts: BTreeMap<Vec<String>, [usize; 4]> = BTreeMap::new();
    for marked in group {
        let text = marked.article.text.as_str();
        for name in marked.marks.names.iter().filter(|name| name.kind != NameKind::Other) {
            let words = super::forms::words(name.span.of(text));
            if let (NameKind::Person, Some(last)) = (name.kind, words.last()) {
                counts.entry(vec![last.clone()]).or_default()[name.kind as usize] += 1;
            }
            if (2..=LONGEST).contains(&words.len()) {
                counts.entry(words).or_default()[name.kind as usize] += 1;
            }
        }
    }
    let kinds = [NameKind::Person, NameKind::Place, NameKind::Organisation];
    let sure = |(words, count): (Vec<String>, [usize; 4])| {
        let kind = kinds.into_iter().find(|&kind| count[kind as usize] == count.iter().sum::<usize>())?;
        let often = words.len() > 1 || (count[kind as usize] >= OFTEN && words[0].len() > 2);
        often.then_some((words, kind))
    };
    counts.into_iter().filter_map(sure).collect()
}

/// Occurrences of the forms in a text that overlap no name.
fn missed(text: &str, sentences: &[Span], names: &[Mention], forms: &Forms) -> Vec<Mention> {
    let mut out = Vec::new();
    let mut parts = Vec::new();
    let small = small_words(text, sentences);
    for sentence in sentences {
        parts.clear();
        units(text, sentence.start as usize, sentence.end as usize, &mut parts);
        let mut at = 0;
        while at < parts.len() {
            let found = if parts[at].is_capital() { longest(text, &parts, at, forms, &small) } else { None };
            let Some((end, kind)) = found else {
                at += 1;
                continue;
            };
            let span = Span { start: parts[at].start, end: parts[end - 1].end };
            let next = names.partition_point(|name| name.span.end <= span.start);
            if !names.get(next).is_some_and(|name| name.span.overlaps(span)) {
                out.push(Mention { span, kind, entity: None, canonical: None, rule: "names.story" });
            }
            at = end;
        }
    }
    out
}

/// Hashes of the words that a text writes small.
fn small_words(text: &str, sentences: &[Span]) -> BTreeSet<u32> {
    let mut parts = Vec::new();
    sentences.iter().for_each(|sentence| units(text, sentence.start as usize, sentence.end as usize, &mut parts));
    parts.iter().filter(|unit| unit.case == Case::Lower).map(|unit| unit.hash).collect()
}

/// The longest form that begins at a unit, and where it ends.
fn longest(text: &str, parts: &[Unit], at: usize, forms: &Forms, small: &BTreeSet<u32>) -> Option<(usize, NameKind)> {
    let mut words = Vec::new();
    let mut best = None;
    for end in at..parts.len().min(at + 2 * LONGEST) {
        let unit = &parts[end];
        if unit.case == Case::Mark {
            let joins = unit.glued && text[unit.start as usize..unit.end as usize].starts_with(['-', '.', '&']);
            if !joins {
                break;
            }
        } else {
            words.push(folded(&text[unit.start as usize..unit.end as usize]));
            if let Some(kind) = forms.get(&words).filter(|_| words.len() > 1 || stands_alone(parts, at, small)) {
                best = Some((end + 1, *kind));
            }
        }
    }
    best
}

/// Whether a word alone can be a name: never written small in the text, no capital beside it.
fn stands_alone(parts: &[Unit], at: usize, small: &BTreeSet<u32>) -> bool {
    let capital = |at: usize| parts.get(at).is_some_and(Unit::is_capital);
    let before = at.checked_sub(1).is_some_and(capital);
    !small.contains(&parts[at].hash) && !before && !capital(at + 1)
}
