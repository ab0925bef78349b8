//! Places of the gazetteer: towns, countries, regions, waters, with country and coordinates.
//!
//! The table is compiled from GeoNames (towns of 15,000 inhabitants and more, with their other names) and from two
//! lists of our own in `data/places/`. Of places that share a name the best known comes first.

use std::sync::LazyLock;

use super::tagger::units::{Case, Unit, folded, units};
use super::{EntityId, Mention};

static TABLE: &[u8] = include_bytes!("../../data/models/places.bin");
static PLACES: LazyLock<Table<'static>> = LazyLock::new(|| Table::new(TABLE).unwrap_or_default());

/// What a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum PlaceKind {
    /// A sovereign state or territory with a code of its own.
    Country,
    /// Part of a country, or an area across several.
    Region,
    /// A continent or a part of one.
    Continent,
    /// A sea, lake, river, strait.
    Water,
    /// A town.
    Town,
}

const KINDS: [PlaceKind; 5] =
    [PlaceKind::Country, PlaceKind::Region, PlaceKind::Continent, PlaceKind::Water, PlaceKind::Town];

/// A place of the gazetteer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// Number at GeoNames; 0 for the places of our own list that have none.
    pub geonames: u32,
    /// Usual name in English.
    pub name: &'static str,
    /// What it is.
    pub kind: PlaceKind,
    /// ISO 3166 code of the country that it lies in or is; `None` where it lies in several.
    pub country: Option<&'static str>,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Inhabitants, 0 where not given.
    pub population: u32,
}

impl Place {
    /// Whether `other` lies in this place as far as the table tells: a country contains what carries its code.
    pub fn contains(&self, other: &Place) -> bool {
        self.kind == PlaceKind::Country && self.country.is_some() && self.country == other.country && self != other
    }

    /// Great-circle distance in kilometres.
    pub fn distance_km(&self, other: &Place) -> f64 {
        let (from, to) = (self.lat.to_radians(), other.lat.to_radians());
        let turn = (self.lon - other.lon).to_radians();
        let cosine = from.sin() * to.sin() + from.cos() * to.cos() * turn.cos();
        6371.0 * cosine.clamp(-1.0, 1.0).acos()
    }
}

/// The best known place of this name, in any case and spelling that the table has; not by an adjective.
pub fn lookup(name: &str) -> Option<Place> {
    lookup_all(name).into_iter().next()
}

/// All places of this name, the best known first.
pub fn lookup_all(name: &str) -> Vec<Place> {
    PLACES
        .find(phrase_hash(name))
        .filter(|entry| !entry.demonym)
        .filter_map(|entry| PLACES.place(entry.record))
        .collect()
}

/// The place of this name that lies in the country with this code.
pub fn lookup_in(name: &str, country: &str) -> Option<Place> {
    lookup_all(name).into_iter().find(|place| place.country == Some(country))
}

/// The country or region that an adjective or people's name belongs to ("Syrian", "Catalans").
pub fn of_demonym(word: &str) -> Option<Place> {
    PLACES.find(phrase_hash(word)).find(|entry| entry.demonym).and_then(|entry| PLACES.place(entry.record))
}

/// The place that a linked name was resolved to; none where its entity is only a name.
pub fn resolved(mention: &Mention) -> Option<Place> {
    let (entity, canonical) = mention.entity.as_ref().zip(mention.canonical.as_ref())?;
    lookup_all(canonical).into_iter().find(|place| place_entity(place) == *entity)
}

/// The entity of a place: by its number at GeoNames, or by its name where it has none.
pub(super) fn place_entity(place: &Place) -> EntityId {
    match place.geonames {
        0 => EntityId(format!("place:{}", folded(place.name).replace(' ', "-"))),
        number => EntityId(format!("place:{number}")),
    }
}

/// The country with this ISO code.
pub fn country(code: &str) -> Option<Place> {
    (0..PLACES.count)
        .filter_map(|record| PLACES.place(record))
        .take_while(|place| place.kind == PlaceKind::Country)
        .find(|place| place.country == Some(code))
}

/// Set in a mark on every unit of a name but its first.
pub const PHRASE_INSIDE: u8 = 0x40;
/// Set in the mark of an adjective of a country.
const MARK_DEMONYM: u8 = 0x20;

/// Hash of a phrase, built unit by unit.
#[derive(Debug, Clone, Copy)]
pub struct PhraseHash(u32);

impl PhraseHash {
    /// Before the first unit.
    pub fn new() -> Self {
        Self(0x811c_9dc5)
    }

    /// Takes in the hash of the next unit; marks are left out.
    pub fn push(&mut self, unit: u32) {
        self.0 = (self.0.rotate_left(7) ^ unit).wrapping_mul(0x9e37_79b1);
    }

    /// The hash of the units so far.
    pub fn hash(self) -> u32 {
        self.0 ^ (self.0 >> 15)
    }
}

impl Default for PhraseHash {
    fn default() -> Self {
        Self::new()
    }
}

/// Hash of a name as [`PhraseHash`] builds it.
pub fn phrase_hash(name: &str) -> u32 {
    let mut parts: Vec<Unit> = Vec::new();
    units(name, 0, name.len(), &mut parts);
    let mut hash = PhraseHash::new();
    parts.iter().filter(|unit| unit.case != Case::Mark).for_each(|unit| hash.push(unit.hash));
    hash.hash()
}

/// Inhabitants from which a town counts as a city.
const CITY: u32 = 500_000;
/// Inhabitants from which a town counts as one of middle size.
const MIDDLE: u32 = 100_000;

/// A small number for the kind and size of the best known place of a name, for the tagger; `None` for no name.
pub(super) fn phrase_mark(hash: u32) -> Option<u8> {
    let entry = PLACES.find(hash).next()?;
    let place = PLACES.place(entry.record)?;
    let size = match place.population {
        CITY.. => 2,
        MIDDLE.. => 1,
        _ => 0,
    };
    let kind = if place.kind == PlaceKind::Town { 5 + size } else { 1 + place.kind as u8 };
    Some(kind | if entry.demonym { MARK_DEMONYM } else { 0 })
}

/// Whether the mark of a name's first unit is that of a country's name.
pub(super) fn is_country_mark(mark: u8) -> bool {
    mark == 1 + PlaceKind::Country as u8
}

/// Whether some name of the table is longer than this and begins with it.
pub(super) fn phrase_goes_on(hash: u32) -> bool {
    PLACES.range(hash).next().is_some()
}

/// An entry of the index of names.
#[derive(Debug, Clone, Copy)]
struct Entry {
    record: u32,
    demonym: bool,
}

const RECORD: usize = 24;
const INDEX: usize = 8;
const DEMONYM_BIT: u32 = 1 << 31;
/// Record number of an entry that is only the beginning of longer names.
const BEGINNING: u32 = DEMONYM_BIT - 1;

#[derive(Debug, Default)]
struct Table<'a> {
    count: u32,
    records: &'a [u8],
    names: &'a str,
    index: &'a [u8],
    /// For each upper half of a hash, where its index entries begin; one more at the end.
    starts: Vec<u32>,
}

impl Table<'static> {
    fn place(&self, record: u32) -> Option<Place> {
        let at = record as usize * RECORD;
        let bytes = self.records.get(at..at + RECORD)?;
        let number = |from: usize| u32::from_le_bytes([bytes[from], bytes[from + 1], bytes[from + 2], bytes[from + 3]]);
        let name_at = number(4) as usize;
        let code = self.names.get(name_at..name_at + 2)?;
        let name = self.names.get(name_at + 2..name_at + 2 + usize::from(bytes[8]))?;
        Some(Place {
            geonames: number(0),
            name,
            kind: *KINDS.get(usize::from(bytes[9]))?,
            country: (code != "--").then_some(code),
            lat: f64::from(number(12) as i32) / 1e4,
            lon: f64::from(number(16) as i32) / 1e4,
            population: number(20),
        })
    }
}

impl<'a> Table<'a> {
    fn new(bytes: &'a [u8]) -> Option<Self> {
        let number = |at: usize| Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
        let (count, names_length) = (number(0)?, number(4)? as usize);
        let names_at = 8 + count as usize * RECORD;
        let index_at = names_at + names_length;
        let index = bytes.get(index_at..)?;
        Some(Self {
            count,
            records: bytes.get(8..names_at)?,
            names: std::str::from_utf8(bytes.get(names_at..index_at)?).ok()?,
            index,
            starts: starts(index),
        })
    }

    fn range(&self, hash: u32) -> impl Iterator<Item = u32> {
        let upper = (hash >> 16) as usize;
        let range = match (self.starts.get(upper), self.starts.get(upper + 1)) {
            (Some(&from), Some(&to)) => from as usize * INDEX..to as usize * INDEX,
            _ => 0..0,
        };
        let wanted = (hash as u16).to_le_bytes();
        let entries = self.index[range].chunks_exact(INDEX);
        entries
            .filter(move |entry| entry[..2] == wanted)
            .map(|entry| u32::from_le_bytes([entry[4], entry[5], entry[6], entry[7]]))
    }

    fn find(&self, hash: u32) -> impl Iterator<Item = Entry> {
        let whole = self.range(hash).filter(|&value| value & !DEMONYM_BIT != BEGINNING);
        whole.map(|value| Entry { record: value & !DEMONYM_BIT, demonym: value & DEMONYM_BIT != 0 })
    }
}

fn starts(index: &[u8]) -> Vec<u32> {
    let mut starts = vec![0_u32; (1 << 16) + 1];
    for entry in index.chunks_exact(INDEX) {
        starts[usize::from(u16::from_le_bytes([entry[2], entry[3]])) + 1] += 1;
    }
    for slot in 1..starts.len() {
        starts[slot] += starts[slot - 1];
    }
    starts
}

/// A place to be written into a table, with its names.
#[derive(Debug, Clone)]
pub struct PlaceEntry {
    /// Number at GeoNames or 0.
    pub geonames: u32,
    /// Usual name.
    pub name: String,
    /// What it is.
    pub kind: PlaceKind,
    /// ISO code, `--` for none.
    pub country: String,
    /// Degrees north and east.
    pub at: (f64, f64),
    /// Inhabitants.
    pub population: u32,
    /// Other names.
    pub names: Vec<String>,
    /// Adjectives and people's names.
    pub demonyms: Vec<String>,
}

/// The bytes of a table. Places come in order of kind, those of one kind best known first.
pub fn write_table(places: &[PlaceEntry]) -> Vec<u8> {
    let (mut records, mut names) = (Vec::new(), String::new());
    let mut index: Vec<(u32, u8, u32)> = Vec::new();
    for (number, place) in places.iter().enumerate() {
        records.extend_from_slice(&place.geonames.to_le_bytes());
        records.extend_from_slice(&(names.len() as u32).to_le_bytes());
        records.extend_from_slice(&[place.name.len() as u8, place.kind as u8, 0, 0]);
        records.extend_from_slice(&((place.at.0 * 1e4).round() as i32).to_le_bytes());
        records.extend_from_slice(&((place.at.1 * 1e4).round() as i32).to_le_bytes());
        records.extend_from_slice(&place.population.to_le_bytes());
        names.push_str(&place.country);
        names.push_str(&place.name);
        let number = number as u32;
        index_name(&mut index, &place.name, 0, number);
        place.names.iter().for_each(|name| index_name(&mut index, name, 1, number));
        place.demonyms.iter().for_each(|name| index_name(&mut index, name, 1, number | DEMONYM_BIT));
    }
    let by_fame = |value: u32| (value & !DEMONYM_BIT, value & DEMONYM_BIT);
    index
        .sort_by_key(|&(hash, rank, value)| (hash, value == BEGINNING, fame_rank(places, rank, value), by_fame(value)));
    index.dedup_by_key(|&mut (hash, _, value)| (hash, value));
    let mut out = Vec::new();
    out.extend_from_slice(&(places.len() as u32).to_le_bytes());
    out.extend_from_slice(&(names.len() as u32).to_le_bytes());
    out.extend_from_slice(&records);
    out.extend_from_slice(names.as_bytes());
    for (hash, _, value) in index {
        out.extend_from_slice(&hash.to_le_bytes());
        out.extend_from_slice(&value.to_le_bytes());
    }
    out
}

/// Lower is better known: countries and regions before towns; a town's other name counts a tenth of its inhabitants.
fn fame_rank(places: &[PlaceEntry], rank: u8, value: u32) -> u32 {
    let Some(place) = places.get((value & !DEMONYM_BIT) as usize) else { return u32::MAX };
    if place.kind != PlaceKind::Town {
        return u32::from(rank);
    }
    let weight = if rank == 0 { place.population } else { place.population / 10 };
    u32::MAX - 1 - weight
}

/// Enters a name, and its beginnings as such.
fn index_name(index: &mut Vec<(u32, u8, u32)>, name: &str, rank: u8, value: u32) {
    let mut parts: Vec<Unit> = Vec::new();
    units(name, 0, name.len(), &mut parts);
    parts.retain(|unit| unit.case != Case::Mark);
    let mut hash = PhraseHash::new();
    for (at, unit) in parts.iter().enumerate() {
        hash.push(unit.hash);
        let whole = at + 1 == parts.len();
        index.push((hash.hash(), rank, if whole { value } else { BEGINNING }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_known_place_of_a_name_comes_first() {
        let paris = lookup("Paris").unwrap();
        assert_eq!((paris.country, paris.kind), (Some("FR"), PlaceKind::Town));
        assert!(lookup_in("Paris", "US").is_some());
    }

    #[test]
    fn spellings_and_accents_lead_to_one_place() {
        assert_eq!(lookup("Lodz"), lookup("Łódź"));
        assert_eq!(lookup("U.N."), None);
    }

    #[test]
    fn a_country_lies_where_its_people_live() {
        let kenya = lookup("Kenya").unwrap();
        assert!(kenya.distance_km(&lookup("Nairobi").unwrap()) < 500.0, "{kenya:?}");
    }

    #[test]
    fn adjectives_lead_to_their_country() {
        assert_eq!(of_demonym("Kenyan").unwrap().name, "Kenya");
        assert_eq!(lookup("Kenyan"), None);
    }

    #[test]
    fn countries_contain_their_towns() {
        let (kenya, mombasa) = (lookup("Kenya").unwrap(), lookup("Mombasa").unwrap());
        assert!(kenya.contains(&mombasa));
        assert!(mombasa.distance_km(&lookup("Nairobi").unwrap()) > 300.0);
    }
}
