//! Who is who across the articles of a group.
//!
//! In: the [`Marked`] articles of one group (one article, or those of one story). Out: every name and speaker with its
//! entity and canonical name, and the roles ("the Kenyan president") that stand for a person who is named elsewhere.
//! Names of one kind are joined by what they share: people by family name and agreeing given names, organisations by
//! equal names, initials and known other names, places by the gazetteer. A bare family name goes to the one person of
//! its own article who bears it, then to the one of the group. People of one full name are apart where the text says so.
//!
//! Does not know people from elsewhere, and does not guess: where two could be meant, a name stays by itself.

mod descriptions;
mod forms;
mod namesakes;
mod organisations;
mod people;
mod places;
mod recall;
mod roles;
mod speakers;
mod traits;

use std::collections::BTreeMap;

use super::{EntityId, Marked, Mention, NameKind};
use crate::text::Span;
use forms::{Spot, spots};

/// Gives mentions and speakers of one group (an article or a story) their entities and canonical names.
/// The outcome does not depend on the order of the articles.
pub fn link(group: &mut [&mut Marked]) {
    recall::recall(group);
    let mut order: Vec<usize> = (0..group.len()).collect();
    order.sort_by(|&a, &b| group[a].article.id.cmp(&group[b].article.id));
    let mut spots = spots(group, &order);
    forms::settle_kinds(&mut spots);
    let mut entities = vec![Entity::default(); spots.len()];
    people::link(&spots, &mut entities);
    organisations::link(&spots, &mut entities);
    places::link(&spots, &mut entities);
    name_the_rest(&spots, &mut entities);
    write_back(group, &spots, &entities);
    for &article in &order {
        roles::forget(group[article]);
    }
    let known = roles::known(order.iter().map(|&article| &*group[article]));
    for &article in &order {
        let here = roles::known(std::iter::once(&*group[article]));
        roles::link(group[article], &here, &known);
        let described = descriptions::find(group[article]);
        add_apart(&mut group[article].marks.roles, described);
        speakers::link(group[article]);
    }
}

/// Gives the roles and speakers of a headline their entities by what its linked article tells.
pub(super) fn link_headline(headline: &mut Marked, article: &Marked) {
    let known = roles::known(std::iter::once(article));
    roles::link(headline, &known, &known);
    speakers::link(headline);
}

/// Adds mentions that overlap none of those known, in order.
fn add_apart(known: &mut Vec<Mention>, found: Vec<Mention>) {
    let taken: Vec<Span> = known.iter().map(|mention| mention.span).collect();
    let free = |mention: &Mention| {
        let next = taken.partition_point(|span| span.end <= mention.span.start);
        taken.get(next).is_none_or(|span| !span.overlaps(mention.span))
    };
    known.extend(found.into_iter().filter(free));
    known.sort_by_key(|mention| mention.span);
}

/// What a mention was linked to; an empty identifier means not yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Entity {
    id: String,
    canonical: String,
}

impl Entity {
    fn new(kind: NameKind, canonical: &str) -> Self {
        let prefix = match kind {
            NameKind::Person => "person",
            NameKind::Place => "place",
            NameKind::Organisation => "organisation",
            NameKind::Other => "other",
        };
        Self { id: format!("{prefix}:{}", forms::words(canonical).join("-")), canonical: canonical.to_owned() }
    }
}

/// Names that no rule linked are one entity where they read the same.
fn name_the_rest(spots: &[Spot], entities: &mut [Entity]) {
    let mut alike: BTreeMap<(NameKind, &[String]), Vec<usize>> = BTreeMap::new();
    for (at, spot) in spots.iter().enumerate() {
        alike.entry((spot.kind, &spot.tokens)).or_default().push(at);
    }
    for ((kind, _), mentions) in alike {
        let Some(canonical) = forms::commonest(mentions.iter().map(|&at| spots[at].surface.as_str())) else { continue };
        let entity = Entity::new(kind, canonical);
        for at in mentions.into_iter().filter(|&at| entities[at].id.is_empty()).collect::<Vec<_>>() {
            entities[at] = entity.clone();
        }
    }
}

fn write_back(group: &mut [&mut Marked], spots: &[Spot], entities: &[Entity]) {
    for (spot, entity) in spots.iter().zip(entities) {
        let marks = &mut group[spot.article].marks;
        let list = if spot.in_title { &mut marks.title_names } else { &mut marks.names };
        let mention = &mut list[spot.index];
        mention.kind = spot.kind;
        mention.entity = Some(EntityId(entity.id.clone()));
        mention.canonical = Some(entity.canonical.clone());
    }
}

#[cfg(test)]
mod tests;
