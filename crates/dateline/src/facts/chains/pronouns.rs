//! Pronouns: each goes to a phrase before it in its own article.

use super::phrase::{Class, Phrase, Pronoun};
use super::{Joined, Stretch};
use crate::facts::gender::{Gender, Genders, of_noun};
use crate::facts::{Marked, NameKind};
use crate::text::Span;

/// Sentences before its own that a pronoun reaches back: news names its people again after a few.
const REACH: usize = 5;

/// Phrases before a pronoun that are looked at: more than the sentences in reach ever hold.
const LOOK_BACK: usize = 100;

/// Joins every pronoun with what it stands for, where that can be told.
pub(super) fn join(joined: &mut Joined, group: &[&Marked], stretches: &[Stretch], phrases: &[Phrase]) {
    let genders = Genders::of(group.iter().copied());
    let mut order: Vec<usize> = (0..stretches.len()).collect();
    order.sort_by_key(|&at| (stretches[at].article, stretches[at].span.start));
    for (place, &at) in order.iter().enumerate() {
        let Class::Pronoun(pronoun) = phrases[at].class else { continue };
        let before: Vec<usize> = order[..place]
            .iter()
            .rev()
            .copied()
            .take(LOOK_BACK)
            .take_while(|&other| stretches[other].article == stretches[at].article)
            .filter(|&other| stretches[other].span.end <= stretches[at].span.start)
            .collect();
        let marked = group[stretches[at].article];
        let found = match pronoun {
            Pronoun::Relative => beside(marked, stretches, &before, stretches[at].span),
            Pronoun::Open => None,
            _ => {
                let fits = |phrase: &Phrase| fits(&genders, phrase, pronoun);
                antecedent(marked, stretches, phrases, &before, at, fits)
            }
        };
        if let Some(found) = found {
            joined.join(found, at);
        }
    }
}

/// The phrase that ends right before a relative pronoun.
fn beside(marked: &Marked, stretches: &[Stretch], before: &[usize], span: Span) -> Option<usize> {
    let text = marked.article.text.as_str();
    before.iter().copied().find(|&other| {
        let between = &text[stretches[other].span.end as usize..span.start as usize];
        between.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count() <= 1
    })
}

/// The phrase that is named first in the sentence of the pronoun and fits it; otherwise in the sentences before.
fn antecedent(
    marked: &Marked,
    stretches: &[Stretch],
    phrases: &[Phrase],
    before: &[usize],
    at: usize,
    fits: impl Fn(&Phrase) -> bool,
) -> Option<usize> {
    let sentences = &marked.marks.sentences;
    let here = sentences.partition_point(|sentence| sentence.end <= stretches[at].span.start);
    let fitting = |other: &usize| fits(&phrases[*other]);
    for back in 0..=REACH {
        let sentence = here.checked_sub(back).and_then(|number| sentences.get(number))?;
        let inside = |other: &usize| {
            let span = stretches[*other].span;
            span.start >= sentence.start && span.end <= sentence.end
        };
        let found = before.iter().rev().copied().find(|other| inside(other) && fitting(other));
        if found.is_some() {
            return found;
        }
    }
    None
}

/// Whether a pronoun can stand for a phrase.
fn fits(genders: &Genders, phrase: &Phrase, pronoun: Pronoun) -> bool {
    let person = phrase.entity.as_ref().filter(|(_, kind)| *kind == NameKind::Person).map(|(entity, _)| entity);
    let thing = phrase.class == Class::Noun && phrase.entity.is_none();
    let named = phrase.entity.is_some() && person.is_none();
    let means = |gender: Gender| match person {
        Some(person) => genders.fits(person, gender),
        None => thing && of_noun(&phrase.head).is_none_or(|told| told == gender),
    };
    match (phrase.class, pronoun) {
        (Class::Pronoun(other), _) => other == pronoun,
        (Class::Time, _) | (_, Pronoun::Relative | Pronoun::Open) => false,
        (_, Pronoun::He) => means(Gender::Man),
        (_, Pronoun::She) => means(Gender::Woman),
        (_, Pronoun::It) => named || (thing && of_noun(&phrase.head).is_none()),
        (_, Pronoun::They) => person.is_none(),
    }
}
