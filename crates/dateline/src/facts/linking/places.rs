//! Places: resolved against the gazetteer where one place is meant.

use std::collections::BTreeSet;

use super::forms::Spot;
use super::{Entity, NameKind};
use crate::facts::places::{Place, PlaceKind, lookup_all, of_demonym, place_entity};

/// A town of this size is meant by its bare name even where smaller ones share it.
const WELL_KNOWN: u32 = 200_000;
/// A smaller town whose name no other has is meant from this size on; below, the name is as likely that of a village
/// or a quarter which the table does not have.
const KNOWN_ALONE: u32 = 50_000;

/// Links the places among the spots.
pub(super) fn link(spots: &[Spot], entities: &mut [Entity]) {
    let countries = countries(spots);
    for (spot, entity) in spots.iter().zip(entities) {
        if spot.kind != NameKind::Place {
            continue;
        }
        let found = lookup_all(&spot.surface);
        let areas = areas(spot, &found);
        let place = if areas.is_empty() {
            holding(spot, &found).or_else(|| meant(&found, &countries))
        } else {
            inside(&areas, &found)
        };
        *entity = match place {
            Some(place) => Entity { id: place_entity(place).0, canonical: place.name.to_owned() },
            None => Entity::default(),
        };
    }
}

/// The countries and regions that follow a town behind a comma ("Paris, Texas"), by all their readings.
fn areas(spot: &Spot, found: &[Place]) -> Vec<Place> {
    let town = found.first().is_some_and(|first| first.kind == PlaceKind::Town);
    let behind = spot.within.as_ref().filter(|_| town).map(|name| lookup_all(name)).unwrap_or_default();
    behind.into_iter().filter(|area| area.kind != PlaceKind::Town && area.country.is_some()).collect()
}

/// The town in one of these areas, of several in one country the nearest to a region's middle; none where the table has
/// no such town there.
fn inside<'a>(areas: &[Place], found: &'a [Place]) -> Option<&'a Place> {
    areas.iter().find_map(|area| {
        let mut within = found.iter().filter(|place| place.kind == PlaceKind::Town && place.country == area.country);
        match area.kind {
            PlaceKind::Country => within.next(),
            _ => within.min_by(|a, b| area.distance_km(a).total_cmp(&area.distance_km(b))),
        }
    })
}

/// The area that is meant behind a town and a comma: the state in "Atlanta, Georgia", the country in "Tbilisi, Georgia".
fn holding<'a>(spot: &Spot, found: &'a [Place]) -> Option<&'a Place> {
    let towns = lookup_all(spot.around.as_ref()?);
    let holds = |area: &&Place| {
        let of = |town: &Place| town.kind == PlaceKind::Town && town.country == area.country;
        area.kind != PlaceKind::Town && area.country.is_some() && towns.iter().any(of)
    };
    found.iter().find(holds)
}

/// Codes of the countries that the group names, or regions of.
fn countries(spots: &[Spot]) -> BTreeSet<&'static str> {
    let of_spot = |spot: &Spot| {
        let areas = lookup_all(&spot.surface);
        let area = areas.into_iter().find(|place| matches!(place.kind, PlaceKind::Country | PlaceKind::Region));
        area.or_else(|| of_demonym(&spot.surface))?.country
    };
    spots.iter().filter_map(of_spot).collect()
}

/// The place that is meant of those that share a name; none where it stays open.
fn meant<'a>(places: &'a [Place], countries: &BTreeSet<&'static str>) -> Option<&'a Place> {
    let first = places.first()?;
    let known = first.population >= if places.len() == 1 { KNOWN_ALONE } else { WELL_KNOWN };
    let sure = first.kind != PlaceKind::Town || known;
    let named = |place: &&Place| place.country.is_some_and(|code| countries.contains(code));
    if sure { Some(first) } else { places.iter().find(named) }
}
