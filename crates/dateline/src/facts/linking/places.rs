//! Places: resolved against the gazetteer where one place is meant.

use std::collections::BTreeSet;

use super::forms::Spot;
use super::{Entity, NameKind};
use crate::facts::places::{Place, PlaceKind, lookup_all, of_demonym, place_entity};

/// A town of this size is meant by its bare name even where smaller ones share it.
const WELL_KNOWN: u32 = 200_000;

/// Links the places among the spots.
pub(super) fn link(spots: &[Spot], entities: &mut [Entity]) {
    let countries = countries(spots);
    for (spot, entity) in spots.iter().zip(entities) {
        if spot.kind != NameKind::Place {
            continue;
        }
        let found = lookup_all(&spot.surface);
        *entity = match meant(&found, &countries) {
            Some(place) => Entity { id: place_entity(place).0, canonical: place.name.to_owned() },
            None => Entity::default(),
        };
    }
}

/// Codes of the countries that the group names.
fn countries(spots: &[Spot]) -> BTreeSet<&'static str> {
    let of_spot = |spot: &Spot| {
        let country = lookup_all(&spot.surface).into_iter().find(|place| place.kind == PlaceKind::Country);
        country.or_else(|| of_demonym(&spot.surface))?.country
    };
    spots.iter().filter_map(of_spot).collect()
}

/// The place that is meant of those that share a name; none where it stays open.
fn meant<'a>(places: &'a [Place], countries: &BTreeSet<&'static str>) -> Option<&'a Place> {
    let first = places.first()?;
    let sure = places.len() == 1 || first.kind != PlaceKind::Town || first.population >= WELL_KNOWN;
    let named = |place: &&Place| place.country.is_some_and(|code| countries.contains(code));
    if sure { Some(first) } else { places.iter().find(named) }
}
