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
        let names = distinct(names.filter(|name| !is_site(page, name)));
        if !names.is_empty() {
            return names;
        }
    }
    let marked =
        distinct(marked(page).into_iter().flat_map(|line| split(&line)).filter(|name| looks_like_a_name(name)));
    if !marked.is_empty() {
        return marked;
    }
    let is_byline = |verdict: &Verdict| matches!(verdict, Verdict::Drop(_, "byline"));
    let lines = page.blocks.iter().zip(verdicts).filter(|(_, verdict)| is_byline(verdict));
    let line = lines.map(|(block, _)| block.span.of(page.text.as_str())).next();
    distinct(line.into_iter().flat_map(split))
}

/// Words of elements that hold a writer's name.
const MARKS: &[&str] = &["author", "byline", "autor", "auteur", "writer"];

/// Bytes of a line of names, and the blocks below the top in which it is looked for.
const LINE_MAX: usize = 120;
const LOOKED_AT: usize = 400;

/// The first short block that its element calls the author's.
fn marked(page: &Page) -> Option<String> {
    let is_marked = |element: u32| {
        let parent = page.elements[element as usize].parent;
        [element, parent].iter().any(|at| MARKS.iter().any(|mark| page.label(*at).contains(mark)))
    };
    let mut blocks = page.blocks.iter().take(LOOKED_AT).filter(|block| block.span.len() <= LINE_MAX);
    let text = |span: crate::text::Span| span.of(page.text.as_str());
    let names = |line: &str| split(line).iter().any(|name| looks_like_a_name(name));
    blocks.find(|block| is_marked(block.element) && names(text(block.span))).map(|block| text(block.span).to_owned())
}

/// Two to five words, the outer ones with capitals, no digits.
fn looks_like_a_name(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_capital = |word: Option<&&str>| word.and_then(|word| word.chars().next()).is_some_and(char::is_uppercase);
    let plain = name.chars().all(|c| c.is_alphabetic() || c.is_whitespace() || matches!(c, '.' | '-' | '\'' | '’'));
    (2..=5).contains(&words.len()) && is_capital(words.first()) && is_capital(words.last()) && plain
}

/// Whether a stated name is the site's own, an address or a number.
fn is_site(page: &Page, name: &str) -> bool {
    let folded = fold::words_only(name);
    let is_domain = name.contains('.') && !name.contains(' ') && agencies::by_form(name).is_none();
    let site = page.meta("meta:og:site_name").map(fold::words_only);
    let is_named_so = site.is_some_and(|site| site == folded) && agencies::by_form(name).is_none();
    is_domain || is_named_so || folded.is_empty() || folded.chars().all(char::is_numeric)
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
    let joined = JOINERS.iter().fold(names.to_owned(), |names, joiner| names.replace(joiner, ";"));
    let parts = joined.split([';', '|']).flat_map(|part| part.split(", "));
    parts.map(|name| without_sign(name.trim()).to_owned()).filter(|name| !name.is_empty() && name.len() < 80).collect()
}

/// Words between two names.
const JOINERS: &[&str] = &[" and ", " und ", " & ", " et ", " og ", " och "];

/// A name without the writer's sign in brackets ("Anna Writer (aw.)"); an agency in brackets stays.
fn without_sign(name: &str) -> &str {
    let Some((before, sign)) = name.strip_suffix(')').and_then(|open| open.rsplit_once('(')) else { return name };
    let is_sign =
        sign.len() <= 5 && sign.chars().all(|c| c.is_lowercase() || c == '.') && agencies::by_form(sign).is_none();
    if is_sign { before.trim_end() } else { name }
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
