//! Who put the page before readers.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::clean::Publisher;
use crate::intake::Page;

/// Fields that name the site.
const FIELDS: &[&str] =
    &["json-ld:publisher", "meta:og:site_name", "meta:application-name", "meta:dc.publisher", "meta:publisher"];

static BY_DOMAIN: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let rows = include_str!("../../../data/publishers.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| row.split_once('\t')).map(|(domain, name)| (domain, name.trim())).collect()
});

/// Name and registrable domain.
pub(in crate::clean) fn publisher(page: &Page, outlet: Option<String>) -> Publisher {
    let given = page.given.publisher.clone();
    let domain = domain(page);
    let known = domain.as_deref().and_then(|domain| BY_DOMAIN.get(domain)).map(|name| (*name).to_owned());
    let stated =
        FIELDS.iter().find_map(|field| page.meta(field)).filter(|name| !name.contains("://")).map(str::to_owned);
    Publisher { name: given.or(known).or(stated).or(outlet), domain }
}

/// The registrable domain of the page's address, as given or as the page states it.
pub(in crate::clean) fn domain(page: &Page) -> Option<String> {
    let given = page.given.url.as_deref().or_else(|| canonical(page)).or(page.given.publisher.as_deref());
    given.and_then(registrable)
}

/// The page's address: given, or the one it calls its own.
pub(in crate::clean) fn address(page: &Page) -> Option<&str> {
    page.given.url.as_deref().or_else(|| canonical(page))
}

/// The address that a page calls its own, if it is a whole one.
pub(in crate::clean) fn canonical(page: &Page) -> Option<&str> {
    let stated = ["link:canonical", "meta:og:url", "json-ld:mainEntityOfPage", "json-ld:url"];
    stated.iter().filter_map(|name| page.meta(name)).find(|address| address.starts_with("http"))
}

/// The registrable domain of an address or host name.
fn registrable(address: &str) -> Option<String> {
    let after = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = after.split(['/', '?', '#', ':']).next().unwrap_or(after).trim_end_matches('.').to_lowercase();
    let is_host = host.contains('.') && !host.contains(' ');
    let domain = is_host.then(|| psl::domain_str(&host)).flatten()?;
    Some(domain.to_owned())
}
