//! Publication dates that a page states, best first.

use jiff::civil::Date;

use super::calendar;
use crate::clean::verdict::Verdict;
use crate::clean::{DateBasis, RemovedKind, StatedDate};
use crate::intake::{Content, Page};

/// Metadata fields that state when an article was published, most trusted first. Days of change come after all
/// others: they are later than the publication as often as not.
const FIELDS: &[&str] = &[
    "json-ld:datePublished",
    "meta:article:published_time",
    "meta:og:article:published_time",
    "meta:article:published",
    "microdata:datePublished",
    "meta:datepublished",
    "meta:parsely-pub-date",
    "meta:sailthru.date",
    "meta:pubdate",
    "meta:publishdate",
    "meta:publish-date",
    "meta:publish_date",
    "meta:published_time",
    "meta:publication_date",
    "meta:article.published",
    "meta:article:post_date",
    "meta:cxenseparse:recs:publishtime",
    "meta:cxenseparse:recs:articlepublishdate",
    "meta:dc.date.issued",
    "meta:dcterms.created",
    "meta:dcterms.issued",
    "meta:dc.date",
    "meta:dcterms.date",
    "meta:dc.date.created",
    "meta:dc:date",
    "meta:citation_publication_date",
    "meta:citation_date",
    "meta:bt:pubdate",
    "meta:vr:published_time",
    "meta:article_date_original",
    "meta:originalpublicationdate",
    "meta:og:published_time",
    "meta:rnews:datepublished",
    "meta:og:pubdate",
    "meta:date",
    "meta:created",
    "meta:content_create_date",
    "meta:shareaholic:article_published_time",
    "json-ld:webpage:datePublished",
    "json-ld:dateCreated",
    "microdata:dateCreated",
];

/// Fields that state a change, to fall back on.
const CHANGED: &[&str] = &[
    "json-ld:dateModified",
    "meta:article:modified_time",
    "microdata:dateModified",
    "json-ld:webpage:dateModified",
    "meta:og:updated_time",
    "meta:last-modified",
    "meta:dcterms.modified",
    "meta:lastmod",
];

/// Blocks from the top of a scraped text, and around the headline of a page, in which dated lines are read.
const VISIBLE_WITHIN: usize = 40;

/// Bytes of a line that is a date with some words around it.
const LINE_MAX: usize = 120;

/// The day of an ISO 8601 value that a record gives: archives go back further than pages do.
fn given_day(value: &str) -> Option<jiff::civil::Date> {
    value.trim().get(..10)?.parse().ok()
}

/// All dates the page states, best first, each day once per basis.
pub(in crate::clean) fn stated(page: &Page, verdicts: &[Verdict], title: Option<usize>) -> Vec<StatedDate> {
    let month_first = month_first(page);
    let mut out = Vec::new();
    if let Some(given) = &page.given.published {
        let day = given_day(given).or_else(|| calendar::stated_day(given, month_first));
        push(&mut out, day, given, DateBasis::Metadata, "given:published");
    }
    let fields = |names: &[&'static str], out: &mut Vec<StatedDate>| {
        for name in names {
            let value = page.meta(name);
            push(
                out,
                value.and_then(|v| calendar::stated_day(v, month_first)),
                value.unwrap_or(""),
                DateBasis::Metadata,
                name,
            );
        }
    };
    fields(FIELDS, &mut out);
    let url = address(page);
    push(&mut out, url.and_then(calendar::day_in_url), "", DateBasis::Url, "url");
    fields(&["time"], &mut out);
    visible(page, verdicts, title, month_first, &mut out);
    fields(CHANGED, &mut out);
    out
}

/// The page's address: given, or the one it calls its own.
fn address(page: &Page) -> Option<&str> {
    page.given.url.as_deref().or_else(|| page.meta("link:canonical")).or_else(|| page.meta("meta:og:url"))
}

/// "5/6/2018" is read the American way on pages that say they are American.
fn month_first(page: &Page) -> bool {
    let tag = page.meta("html:lang").or_else(|| page.meta("meta:og:locale")).unwrap_or_default().to_ascii_lowercase();
    matches!(tag.as_str(), "en-us" | "en_us")
}

fn push(out: &mut Vec<StatedDate>, day: Option<Date>, value: &str, basis: DateBasis, field: &str) {
    let Some(day) = day else { return };
    if out.iter().any(|stated| stated.day == day && stated.basis == basis) {
        return;
    }
    let is_iso = value.len() >= 10 && value.starts_with(&day.to_string());
    let value = if is_iso { value.trim().to_owned() } else { day.to_string() };
    out.push(StatedDate { value, day, basis, field: field.to_owned() });
}

/// Lines around the headline that are a date and little else. Dates in comments and teasers are never read.
fn visible(page: &Page, verdicts: &[Verdict], title: Option<usize>, month_first: bool, out: &mut Vec<StatedDate>) {
    if page.content == Content::Clean {
        return;
    }
    let first = title.map_or(0, |at| at.saturating_sub(6));
    for (block, verdict) in page.blocks.iter().zip(verdicts).skip(first).take(VISIBLE_WITHIN) {
        let may_date = match verdict {
            Verdict::Drop(kind, _) => !matches!(kind, RemovedKind::Comment | RemovedKind::Teaser | RemovedKind::Repeat),
            _ => false,
        };
        if !may_date || block.span.len() > LINE_MAX {
            continue;
        }
        let line = block.span.of(page.text.as_str());
        if let Some(found) = calendar::find_day(line, month_first) {
            push(out, Some(found.day), "", DateBasis::Text, line);
        }
    }
}
