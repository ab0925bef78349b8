//! Publication dates that a page states, best first.

use jiff::civil::Date;
use jiff::fmt::rfc2822;

use super::calendar;
use super::title::Headline;
use super::visible;
use crate::clean::verdict::Verdict;
use crate::clean::{DateBasis, StatedDate};
use crate::intake::{MetaField, Page};

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
    "time:changed",
    "json-ld:webpage:dateModified",
    "meta:og:updated_time",
    "meta:last-modified",
    "meta:dcterms.modified",
    "meta:lastmod",
];

/// Parts of the names of fields outside these lists that state a publication.
const PUBLISHED: &[&str] = &["publi", "pubdate", "issued", "upload"];

/// The day of an ISO 8601 value that a record gives: archives go back further than pages do.
fn given_day(value: &str) -> Option<jiff::civil::Date> {
    value.trim().get(..10)?.parse().ok()
}

/// All dates the page states, best first, each day once per basis.
pub(in crate::clean) fn stated(page: &Page, verdicts: &[Verdict], headline: &Headline) -> Vec<StatedDate> {
    let month_first = month_first(page);
    let mut out = Vec::new();
    if let Some(given) = &page.given.published {
        let day = given_day(given).or_else(|| calendar::stated_day(given, month_first));
        push(&mut out, day, given, DateBasis::Metadata, "given:published");
    }
    let fields = |names: &[&'static str], out: &mut Vec<StatedDate>| {
        let is_own = |name: &&&str| !(headline.json_is_foreign && name.starts_with("json-ld"));
        for name in names.iter().filter(is_own) {
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
    let of_page = |meta: &&MetaField| meta.name.starts_with("meta:") && PUBLISHED.iter().any(|p| meta.name.contains(p));
    for meta in page.meta.iter().filter(of_page) {
        push(&mut out, calendar::stated_day(&meta.value, month_first), &meta.value, DateBasis::Metadata, &meta.name);
    }
    let url = address(page);
    push(&mut out, url.and_then(calendar::day_in_url), "", DateBasis::Url, "url");
    for found in visible::days(page, verdicts, headline.block, month_first) {
        push(&mut out, Some(found.day), found.value, found.basis, found.field);
    }
    if out.is_empty() {
        fields(&["time"], &mut out);
    }
    if out.iter().all(StatedDate::is_change) {
        fields(&["script:published"], &mut out);
    }
    fields(CHANGED, &mut out);
    settle_zone(&mut out);
    settle_address(&mut out);
    out
}

/// An address is made when an article is filed; its metadata are written anew when it is published again or moved to
/// another system. So an earlier day in the address is the day.
fn settle_address(out: &mut [StatedDate]) {
    let Some(at) = out.iter().position(|stated| stated.basis == DateBasis::Url) else { return };
    let first = &out[0];
    let is_given = first.field.starts_with("given:");
    if !is_given && out[at].day < first.day {
        out[..=at].rotate_right(1);
    }
}

/// Hours of a UTC day before which it is still the day before on the west coast of America (UTC-8), and from which it is
/// already the day after in Japan (UTC+9). Wider bounds took the day of an update for the day of publication.
const STILL_BEFORE: u8 = 8;
const ALREADY_AFTER: u8 = 15;

/// A time in UTC names the publisher's day only up to its zone: where the address or a line of the page names the
/// neighbouring day, and the hour allows it, that one is the day.
fn settle_zone(out: &mut [StatedDate]) {
    let Some(first) = out.first() else { return };
    let is_utc = ["Z", "+00:00", "+0000"].iter().any(|zone| first.value.ends_with(zone));
    let hour = first.value.get(11..13).and_then(|hour| hour.parse::<u8>().ok());
    let is_given = first.field.starts_with("given:");
    let Some(hour) = hour.filter(|_| is_utc && !is_given) else { return };
    let is_local = |stated: &StatedDate| {
        let is_before = stated.day.tomorrow().is_ok_and(|next| next == first.day) && hour < STILL_BEFORE;
        let is_after = stated.day.yesterday().is_ok_and(|last| last == first.day) && hour >= ALREADY_AFTER;
        stated.basis != DateBasis::Metadata && (is_before || is_after)
    };
    let is_confirmed = out.iter().any(|stated| stated.basis == DateBasis::Url && stated.day == first.day);
    if let Some(at) = out.iter().position(is_local).filter(|_| !is_confirmed) {
        out[..=at].rotate_right(1);
    }
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
    let value = iso(value.trim(), day);
    let stated = StatedDate { value, day, basis, field: field.to_owned() };
    let is_same =
        |other: &StatedDate| other.day == day && other.basis == basis && other.is_change() == stated.is_change();
    if !out.iter().any(is_same) {
        out.push(stated);
    }
}

/// A stated value as ISO 8601, with its time and zone where it has them; else the day.
fn iso(value: &str, day: Date) -> String {
    if value.starts_with(&day.to_string()) {
        let is_apart =
            value.as_bytes().get(10) == Some(&b' ') && value.as_bytes().get(11).is_some_and(u8::is_ascii_digit);
        return if is_apart { value.replacen(' ', "T", 1) } else { value.to_owned() };
    }
    // The dates of feeds and of mail: "Tue, 03 Mar 2026 08:30:00 +0100".
    let of_mail = rfc2822::DateTimeParser::new().parse_zoned(value).ok();
    let told = of_mail.filter(|zoned| zoned.date() == day);
    told.map_or_else(|| day.to_string(), |zoned| zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
}

#[cfg(test)]
mod tests {
    use crate::clean::clean;
    use crate::intake::{Location, html_page};

    const TITLE: &str = "Ferry runs aground off Northport in heavy fog";
    const BODY: &str = "A ferry with 212 people on board ran aground off Northport on Tuesday, the coast guard said.";

    /// The first day that a page states: something in its head, over its headline, under it, and behind its text.
    fn check(parts: [&str; 4], expected: &str) {
        let [head, above, below, behind] = parts;
        let page = format!(
            "<html lang=en><head><title>{TITLE}</title>{head}</head><body>{above}<h1>{TITLE}</h1>{below}
             <p>{BODY}</p><p>{BODY} Nobody was hurt.</p>{behind}</body></html>"
        );
        let article = clean(&html_page(page.as_bytes(), Location::default()));
        let first = article.stated_dates.first().expect("a stated day");
        assert_eq!(first.day.to_string(), expected);
    }

    #[test]
    fn stated_times_are_iso_8601_with_their_zone() {
        let value = |value: &str| {
            let mut page = crate::intake::given_page(BODY, Location::default());
            page.given.published = Some(value.to_owned());
            clean(&page).stated_dates[0].value.clone()
        };
        assert_eq!(value("Tue, 03 Mar 2026 08:30:00 +0100"), "2026-03-03T08:30:00+01:00");
        assert_eq!(value("Tue, 03 Mar 2026 23:30:00 GMT"), "2026-03-03T23:30:00+00:00");
        assert_eq!(value("2026-03-03 08:30:00+01:00"), "2026-03-03T08:30:00+01:00");
        assert_eq!(value("2026-03-03T08:30:00Z"), "2026-03-03T08:30:00Z");
        assert_eq!(value("3 March 2026"), "2026-03-03");
    }

    #[test]
    fn the_day_of_publication_is_told_in_words() {
        check(["", "", "<time datetime='2019-07-03'>Published 29 June 2019</time>", ""], "2019-06-29");
        check(["", "", "", "<p>This was put online on 3 May 2019 and published under Coast.</p>"], "2019-05-03");
        check(["", "", "<p>Updated 4 May 2019</p><p>3 May 2019</p>", ""], "2019-05-03");
    }

    #[test]
    fn an_earlier_day_in_the_address_is_the_day() {
        let moved = "<link rel=canonical href='https://harbour.example/2017/7/12/ferry'>
                     <meta property='article:published_time' content='2019-06-17T18:28:00+02:00'>";
        check([moved, "", "", ""], "2017-07-12");
        check([&moved.replace("2017/7/12", "2019/8/20"), "", "", ""], "2019-06-17");
    }

    #[test]
    fn json_ld_that_is_no_json_still_tells_its_day() {
        let script = |text: &str| format!("<script type='application/ld+json'>{text}</script>");
        let broken = r#"{"@type": "NewsArticle", "datePublished": "2019-05-03", "description": 'no "JSON"', }"#;
        check([&script(broken), "", "", ""], "2019-05-03");
        check([&script(r#"{"@type": "NewsArticle", "datePublished": "2019-05-03"}}"#), "", "", ""], "2019-05-03");
    }

    #[test]
    fn a_script_is_asked_last() {
        let script = "<script>var page = {'publishedAt': '2019-05-03T06:22:28Z'};</script>";
        check([script, "", "", ""], "2019-05-03");
        check([script, "", "<p>Posted on 2 May 2019</p>", ""], "2019-05-02");
    }
}
