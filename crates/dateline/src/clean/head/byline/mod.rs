//! Who wrote it, and which agency it comes from when the byline or the metadata says so.
//!
//! Metadata first, then the line that the page shows, then the site itself where its JSON-LD says that it is the writer.

mod line;

pub(in crate::clean) use line::is_byline;

use super::site::Site;
use super::title::Headline;
use crate::clean::verdict::Verdict;
use crate::clean::{Credit, RemovedKind, agencies, fold};
use crate::intake::{Block, Content, Page};
use line::{after_prefix, before_office, looks_like_a_name, names};

/// Fields that name writers, most trusted first; those of one line are read together, in the page's order.
const FIELDS: &[&[&str]] = &[
    &["json-ld:author", "json-ld:author-organisation"],
    &["meta:author"],
    &["meta:article:author"],
    &["meta:dc.creator"],
    &["meta:dcterms.creator"],
    &["meta:byl"],
    &["meta:parsely-author"],
    &["meta:sailthru.author"],
    &["meta:cxenseparse:author"],
    &["json-ld:creator", "json-ld:creator-organisation"],
    &["microdata:author"],
];

/// The writers' names: given, from metadata, or as the page shows them. JSON-LD that is of another article is not asked.
pub(in crate::clean) fn writers(page: &Page, verdicts: &[Verdict], headline: &Headline) -> Vec<String> {
    if !page.given.byline.is_empty() {
        return page.given.byline.clone();
    }
    let site = Site::of(page);
    let fields = || FIELDS.iter().filter(|fields| !(headline.json_is_foreign && fields[0].starts_with("json-ld")));
    for fields in fields() {
        let names = distinct(stated(page, fields).filter(|name| !is_site(&site, name)));
        if !names.is_empty() {
            return names;
        }
    }
    let shown = shown(page, verdicts, headline.block, &site);
    if !shown.is_empty() {
        return shown;
    }
    let itself = fields().take(1).flat_map(|fields| stated(page, fields));
    distinct(itself.filter(|name| site.is_called(name)))
}

fn stated<'p>(page: &'p Page, fields: &'p [&str]) -> impl Iterator<Item = String> + 'p {
    page.meta.iter().filter(|meta| fields.contains(&meta.name.as_str())).flat_map(|meta| names(&meta.value))
}

/// Whether a stated name is the site's own or its address.
fn is_site(site: &Site, name: &str) -> bool {
    let is_domain = name.contains('.') && !name.contains(' ');
    (is_domain || site.is_called(name)) && agencies::by_form(name).is_none()
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

/// Words of elements that hold a writer's name.
const MARKS: &[&str] = &["author", "byline", "autor", "auteur", "autore", "writer", "forfatter", "yazar", "penulis"];

/// Bytes of a line of names.
const LINE_MAX: usize = 160;

/// Blocks before the headline and after the last paragraph in which it is looked for.
const BEFORE: usize = 8;
const AFTER: usize = 12;

/// Blocks after the first of them in which further names of one byline stand.
const TOGETHER: usize = 5;

/// The names that the page shows around its text.
fn shown(page: &Page, verdicts: &[Verdict], title: Option<usize>, site: &Site) -> Vec<String> {
    let is_kept = |verdict: &Verdict| matches!(verdict, Verdict::Keep(_));
    let first = title.map_or(0, |at| at.saturating_sub(BEFORE));
    let last = verdicts.iter().rposition(is_kept).unwrap_or(0).max(title.unwrap_or(0)) + AFTER;
    let mut found = Vec::new();
    let mut end = last.min(page.blocks.len());
    for (at, (block, verdict)) in page.blocks.iter().zip(verdicts).enumerate().skip(first) {
        if at >= end {
            break;
        }
        let of_others = matches!(verdict, Verdict::Drop(RemovedKind::Comment | RemovedKind::Teaser, _));
        if of_others || block.span.len() > LINE_MAX {
            continue;
        }
        let names = names_in(page, block, is_kept(verdict));
        if found.is_empty() && !names.is_empty() {
            end = end.min(at + 1 + TOGETHER);
        }
        found.extend(names);
    }
    if found.is_empty() {
        found.extend(opened(page, verdicts));
    }
    if found.is_empty() && page.content == Content::Scrape {
        found.extend(beside_date(page, verdicts, title));
    }
    if found.is_empty() {
        found.extend(signature(page, verdicts));
    }
    distinct(found.into_iter().filter(|name| !site.is_called(name)))
}

/// The names in one line: in an element for names, after a word that opens a byline, or beside a date.
fn names_in(page: &Page, block: &Block, is_kept: bool) -> Vec<String> {
    let line = block.span.of(page.text.as_str());
    let named = |text: &str| names(text).into_iter().filter(|name| looks_like_a_name(name)).collect::<Vec<_>>();
    let marked = |element: u32| MARKS.iter().any(|mark| page.label(element).contains(mark));
    let parent = page.elements[block.element as usize].parent;
    if marked(block.element) || marked(parent) {
        return named(line);
    }
    if is_kept {
        return Vec::new();
    }
    let parts: Vec<&str> = line.split(['|', '•', '·', '\n']).map(str::trim).collect();
    let opened: Vec<String> =
        parts.iter().filter_map(|part| after_prefix(part).or_else(|| before_office(part))).flat_map(named).collect();
    if !opened.is_empty() || parts.len() < 2 {
        return opened;
    }
    let is_dated = super::calendar::find_day(line, false).is_some();
    parts.into_iter().filter(|part| is_dated && looks_like_a_name(part)).map(str::to_owned).collect()
}

/// The writer with whom a report opens: "(Northport = Agency) Name, office =".
fn opened(page: &Page, verdicts: &[Verdict]) -> Option<String> {
    let first = verdicts.iter().position(|verdict| matches!(verdict, Verdict::Keep(_)))?;
    let line = page.blocks[first].span.of(page.text.as_str());
    let (place, rest) = line.strip_prefix('(')?.split_once(')')?;
    let (name, _) = rest.split_once('=').filter(|(name, _)| place.len() + name.len() < LINE_MAX)?;
    before_office(name).map(str::to_owned)
}

/// A name alone on the line above or below the date, between headline and text.
fn beside_date(page: &Page, verdicts: &[Verdict], title: Option<usize>) -> Option<String> {
    let line = |at: usize| page.blocks[at].span.of(page.text.as_str()).trim();
    let first = verdicts.iter().position(|verdict| matches!(verdict, Verdict::Keep(_)))?;
    let below = title? + 1;
    let is_date = |at: usize| (below..first).contains(&at) && super::calendar::is_dated_line(line(at));
    let mut places = (below..first).filter(|at| is_date(at + 1) || is_date(at.wrapping_sub(1)));
    // Only where the script has capitals can a name be told from two other words.
    places
        .find(|at| line(*at).starts_with(char::is_uppercase) && looks_like_a_name(line(*at)))
        .map(|at| line(at).to_owned())
}

/// A name in bold or italics under the last paragraph.
fn signature(page: &Page, verdicts: &[Verdict]) -> Option<String> {
    let last = verdicts.iter().rposition(|verdict| matches!(verdict, Verdict::Keep(_)))?;
    let blocks = page.blocks.get(last..(last + 2).min(page.blocks.len()))?;
    let is_set_apart =
        |block: &&Block| block.strong_bytes.max(block.emphasis_bytes) as usize * 5 >= block.span.len() * 4;
    let lines = blocks.iter().filter(is_set_apart).map(|block| block.span.of(page.text.as_str()).trim());
    lines.filter(|line| looks_like_a_name(line)).map(str::to_owned).next()
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
