//! Who wrote it, and which agency it comes from when the byline or the metadata says so.

use crate::clean::verdict::Verdict;
use crate::clean::{Credit, agencies, fold};
use crate::intake::Page;

/// Fields that name writers, most trusted first.
const FIELDS: &[&str] = &[
    "json-ld:author",
    "meta:author",
    "meta:article:author",
    "meta:dc.creator",
    "meta:dcterms.creator",
    "meta:byl",
    "meta:parsely-author",
    "meta:sailthru.author",
    "meta:cxenseparse:author",
    "json-ld:creator",
    "microdata:author",
];

/// Words that introduce a name and are no part of it.
const PREFIXES: &[&str] = &[
    "by ",
    "von ",
    "par ",
    "por ",
    "di ",
    "autor ",
    "autorin ",
    "author ",
    "text: ",
    "written by ",
    "автор: ",
    "автор ",
];

/// The writers' names: given, from metadata, or from the line that says "By …".
pub(in crate::clean) fn writers(page: &Page, verdicts: &[Verdict]) -> Vec<String> {
    if !page.given.byline.is_empty() {
        return page.given.byline.clone();
    }
    for field in FIELDS {
        let names = page.meta.iter().filter(|meta| meta.name == *field).flat_map(|meta| split(&meta.value));
        let names = distinct(names);
        if !names.is_empty() {
            return names;
        }
    }
    let is_byline = |verdict: &Verdict| matches!(verdict, Verdict::Drop(_, "byline"));
    let lines = page.blocks.iter().zip(verdicts).filter(|(_, verdict)| is_byline(verdict));
    let line = lines.map(|(block, _)| block.span.of(page.text.as_str())).next();
    distinct(line.into_iter().flat_map(split))
}

fn distinct(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for name in names {
        if !out.iter().any(|known| fold::words_only(known) == fold::words_only(&name)) {
            out.push(name);
        }
    }
    out
}

/// The names in a line: "Anna Writer, Max Schreiber and Eva Muster".
fn split(line: &str) -> Vec<String> {
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.contains("://") || line.contains('@') {
        return Vec::new();
    }
    let folded = line.to_lowercase();
    let prefix = PREFIXES.iter().find(|prefix| folded.starts_with(*prefix) && line.is_char_boundary(prefix.len()));
    let names = &line[prefix.map_or(0, |prefix| prefix.len())..];
    let joined = names.replace(" and ", ";").replace(" und ", ";").replace(" & ", ";").replace(" et ", ";");
    let parts = joined.split([';', '|', '/']).flat_map(|part| part.split(", "));
    parts.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty() && name.len() < 80).collect()
}

/// The agency among the writers or in the fields that name a source.
pub(in crate::clean) fn credit(page: &Page, writers: &[String]) -> Option<Credit> {
    let stated =
        page.meta.iter().filter(|meta| meta.name == "json-ld:sourceOrganization").map(|meta| meta.value.as_str());
    let agency = writers.iter().map(String::as_str).chain(stated).find_map(agency_in)?;
    Some(Credit { agency: agency.name.to_owned(), span: None, whole_text: writers.len() == 1, rule: "byline-credit" })
}

/// "AP", "AP/dpa", "Anna Writer (Reuters)".
fn agency_in(name: &str) -> Option<&'static agencies::Agency> {
    let parts = std::iter::once(name).chain(name.split(['/', '(', ')', ',', '|']));
    parts.map(str::trim).filter(|part| !part.is_empty()).find_map(agencies::by_form)
}
