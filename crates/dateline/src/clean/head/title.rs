//! The headline of an HTML page.
//!
//! A page names its headline up to five times: JSON-LD, `og:title`, `twitter:title`, the largest heading, the `title`
//! element. The JSON-LD headline is the article's own; the others carry the site's name, a kicker, a wording made for
//! search engines. It is passed over only where the page itself speaks against it: the visible heading and `og:title`
//! say the same and something else, or no other source shares a word with it. Where the page's address is made of it, it
//! stands: that is the headline under which the article was filed. Without JSON-LD the visible heading is the headline.

use rustc_hash::FxHashSet;

use super::publisher;
use super::site::Site;
use super::slug::Slug;
use crate::clean::fold::{self, Words};
use crate::intake::Page;

/// What a page calls its headline.
#[derive(Debug, Default)]
pub(in crate::clean) struct Headline {
    /// The headline without the site's name; empty where the page has none.
    pub(in crate::clean) text: String,
    /// The block that shows it.
    pub(in crate::clean) block: Option<usize>,
    /// What was passed over because the page speaks against it.
    pub(in crate::clean) note: Option<String>,
    /// Whether the page's JSON-LD describes another article: then none of it is this one's.
    pub(in crate::clean) json_is_foreign: bool,
}

/// Marks that set the site's name apart; a kicker, also ": ".
const JOINTS: &[&str] = &[
    " | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • ", " / ", " < ", " > ", " ‹ ", " « ", "--", "｜", "|", "：",
    "_",
];

/// Fields that name the headline besides the JSON-LD.
const IN_HEAD: [&str; 5] = ["meta:og:title", "meta:twitter:title", "microdata:headline", "meta:headline", "title"];

/// What the page calls its headline.
pub(in crate::clean) fn headline(page: &Page) -> Headline {
    let in_json = page.meta("json-ld:headline").map(one_line);
    let in_head: Vec<String> = IN_HEAD.iter().filter_map(|field| page.meta(field)).map(one_line).collect();
    let stated: Vec<&str> = in_json.iter().chain(&in_head).map(String::as_str).collect();
    let block = heading(page, &stated);
    let visible = block.map(|at| one_line(page.blocks[at].span.of(page.text.as_str())));
    let mut sources: Vec<String> = in_json.iter().chain(&visible).chain(&in_head).cloned().collect();
    sources.dedup();
    let site = Site::of(page);
    let trimmed = |text: &str| without_site(text, &sources, &site);
    let visible = visible.map(|text| trimmed(&text));
    let in_head: Vec<String> = in_head.iter().map(|text| trimmed(text)).collect();
    if let Some(json) = in_json {
        let json = uncut(trimmed(&json), &sources);
        let shown = visible.as_deref();
        if is_filed_under(page, &json, shown.or(in_head.first().map(String::as_str))) {
            return Headline { text: json, block, note: None, json_is_foreign: false };
        }
        let found = contradiction(&json, shown, &in_head);
        let note = found.as_ref().map(|_| format!("json-ld:headline differs from what the page shows: {json}"));
        let json_is_foreign = is_alone(&json, shown, &in_head);
        return Headline { text: found.unwrap_or(json), block, note, json_is_foreign };
    }
    let text = match (in_head.first(), &visible) {
        (Some(head), Some(shown)) => without_kicker(head, shown),
        (head, shown) => head.or(shown.as_ref()).cloned().unwrap_or_default(),
    };
    Headline { text, block, note: None, json_is_foreign: false }
}

/// A headline cut to a length, whole where another source has it so.
fn uncut(title: String, sources: &[String]) -> String {
    let Some(start) = title.strip_suffix('…').or_else(|| title.strip_suffix("...")) else { return title };
    let start = start.trim_end();
    let whole = sources.iter().find(|source| source.len() > title.len() && source.starts_with(start));
    whole.cloned().unwrap_or(title)
}

/// Whether the page's address was made of the JSON-LD headline. One that the page shows with a kicker before it is the
/// page's without the kicker: of that the address says nothing.
fn is_filed_under(page: &Page, json: &str, shown: Option<&str>) -> bool {
    let shown = shown.unwrap_or_default();
    let is_part = fold::words_only(shown).ends_with(&fold::words_only(json));
    !is_part && publisher::address(page).is_some_and(|address| Slug::of(address).spells(json, shown))
}

/// The headline that the rest of the page names instead of the one in its JSON-LD.
fn contradiction(json: &str, visible: Option<&str>, in_head: &[String]) -> Option<String> {
    if is_alone(json, visible, in_head) {
        return visible.or(in_head.first().map(String::as_str)).map(str::to_owned);
    }
    let (first, shown) = (in_head.first()?, visible?);
    let (words, shown) = (fold::words_only(json), fold::words_only(shown));
    (shown == fold::words_only(first) && shown != words).then(|| first.clone())
}

/// Whether no other source shares a telling word with the JSON-LD headline.
fn is_alone(json: &str, visible: Option<&str>, in_head: &[String]) -> bool {
    let words = telling(json);
    let others: Vec<_> = visible.into_iter().chain(in_head.iter().map(String::as_str)).map(telling).collect();
    let can_be_told = |other: &FxHashSet<String>| other.len() >= TELLING && words.len() >= TELLING;
    others.iter().any(can_be_told) && others.iter().all(|other| other.is_disjoint(&words))
}

/// Words of at least four letters; the characters one by one where words are not set apart.
fn telling(title: &str) -> FxHashSet<String> {
    let wide = title.chars().filter(|c| matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'));
    fold::content_words(title).chain(wide.map(String::from)).collect()
}

/// Telling words from which two titles without a common one are of two articles.
const TELLING: usize = 2;

/// The shown heading without a kicker that `og:title` or the `title` element leaves out or words otherwise. The heading
/// goes before these: they are worded for search engines, or cut at a quotation mark that nobody escaped.
fn without_kicker(head: &str, shown: &str) -> String {
    let kicker = shown.strip_suffix(head).unwrap_or_default();
    let is_only_kicker = JOINTS.iter().chain(&[": "]).any(|joint| kicker.ends_with(joint));
    if is_only_kicker { head.to_owned() } else { common_tail(head, shown).unwrap_or_else(|| shown.to_owned()) }
}

/// The title after the kicker, where two sources have the same one after different kickers.
fn common_tail(head: &str, shown: &str) -> Option<String> {
    let parts = |text: &str| -> Vec<(String, String)> {
        let joints =
            JOINTS.iter().chain(&[": "]).filter_map(|joint| Some((text.find(joint)?, text.find(joint)? + joint.len())));
        joints.map(|(at, end)| (text[..at].to_lowercase(), text[end..].trim().to_owned())).collect()
    };
    let of_shown = parts(shown);
    let is_common = |(kicker, tail): &(String, String)| {
        let differs = |other: &String| !other.contains(kicker.as_str()) && !kicker.contains(other.as_str());
        let is_long = tail.len() >= kicker.len();
        is_long && of_shown.iter().any(|(other, same)| same == tail && differs(other) && likeness(other, kicker) == 0.0)
    };
    parts(head).into_iter().find(is_common).map(|(_, tail)| tail)
}

/// The heading that says what the metadata say; else the only `h1` there is.
fn heading(page: &Page, stated: &[&str]) -> Option<usize> {
    let levels: Vec<[&str; 2]> = (0..page.blocks.len().min(HEADINGS_WITHIN)).map(|at| around(page, at)).collect();
    let of_level = |level: &str| (0..levels.len()).filter(|at| levels[*at].contains(&level)).take(40).collect();
    let text = |at: usize| page.blocks[at].span.of(page.text.as_str());
    let score = |at: usize| stated.iter().map(|title| sameness(text(at), title)).fold(0.0, f32::max);
    for level in ["h1", "h2", "h3"] {
        let headings: Vec<usize> = of_level(level);
        let best =
            headings.into_iter().map(|at| (at, score(at))).max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        if let Some((at, _)) = best.filter(|(_, score)| *score >= ALIKE) {
            return Some(at);
        }
    }
    let only: Vec<usize> = of_level("h1");
    (only.len() == 1 && stated.is_empty()).then(|| only[0])
}

/// Blocks from the top of a page in which its headings are looked for.
const HEADINGS_WITHIN: usize = 3000;

/// Names of the innermost element of a block and of the one around it.
fn around(page: &Page, at: usize) -> [&'static str; 2] {
    let element = page.elements[page.blocks[at].element as usize];
    [element.tag, page.elements[element.parent as usize].tag]
}

/// Share of words from which a heading and a stated title are one: sites shorten and extend one of the two.
const ALIKE: f32 = 0.6;

/// How sure it is that a heading shows a stated title: its words' likeness, or a title that opens with it and goes on
/// with section and site.
fn sameness(heading: &str, title: &str) -> f32 {
    let opens = || fold::words_only(title).starts_with(&fold::words_only(heading));
    let is_long = heading.len() < LIKENESS_MAX && heading.split_whitespace().nth(1).is_some();
    likeness(heading, title).max(if is_long && opens() { ALIKE } else { 0.0 })
}

/// Share of the words that two titles have in common.
fn likeness(heading: &str, title: &str) -> f32 {
    overlap(&word_set(heading), &word_set(title))
}

/// The words of a text in lower case, as hashes in order: every block of a page is compared with its headline.
pub(in crate::clean) fn word_set(text: &str) -> Vec<u64> {
    sorted(&Words::of(text))
}

fn sorted(words: &Words) -> Vec<u64> {
    let mut hashes: Vec<u64> = words.words.iter().map(|(hash, _)| *hash).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

fn overlap(heading: &[u64], title: &[u64]) -> f32 {
    let shared = heading.iter().filter(|word| title.binary_search(word).is_ok()).count() as f32;
    2.0 * shared / (heading.len() + title.len()).max(1) as f32
}

/// A title without " | Site" at its end or "Site | " before it, also where a section stands between.
///
/// A tail goes when it names the site, or when another source has the title without it and none has it whole: a dash
/// inside a headline ("ferry aground – and no fog") stays.
fn without_site(title: &str, sources: &[String], site: &Site) -> String {
    let words: Vec<String> = sources.iter().map(|source| fold::words_only(source)).collect();
    let mut title = title.trim();
    for _ in 0..LABELS_MAX {
        let Some((at, joint)) = last_joint(title) else { break };
        let (head, tail) = (title[..at].trim_end(), title[at + joint.len()..].trim());
        let (whole, part) = (fold::words_only(title), fold::words_only(head));
        let has_it_whole = words.iter().filter(|words| **words == whole).count() > 1;
        let is_agreed = !has_it_whole && words.contains(&part);
        if head.is_empty() || !(site.is_named_by(tail) || is_agreed) {
            break;
        }
        title = head;
    }
    let first = JOINTS.iter().filter_map(|joint| Some((title.find(joint)?, *joint))).min();
    match first {
        Some((at, joint)) if at > 0 && site.is_called(&title[..at]) => title[at + joint.len()..].trim().to_owned(),
        _ => title.to_owned(),
    }
}

/// The last joint of a title, the longest where several end there.
fn last_joint(title: &str) -> Option<(usize, &'static str)> {
    let found = JOINTS.iter().filter_map(|joint| Some((title.rfind(joint)?, *joint)));
    found.filter(|(at, _)| *at > 0).max_by_key(|(at, joint)| (at + joint.len(), joint.len()))
}

/// Labels that a title can carry at its end: section, sub-section, site.
const LABELS_MAX: usize = 4;

/// The words of the headline, to compare with.
pub(in crate::clean) fn words(page: &Page, at: Option<usize>) -> Vec<u64> {
    let named = ["json-ld:headline", "meta:og:title", "title"];
    let text = match at {
        Some(at) => page.blocks[at].span.of(page.text.as_str()),
        None => named.iter().find_map(|field| page.meta(field)).unwrap_or_default(),
    };
    word_set(text)
}

/// The words of a text, given as they were read, that is short enough for a headline.
pub(in crate::clean) fn short_words(text: &str, words: &Words) -> Vec<u64> {
    if text.len() > LIKENESS_MAX { Vec::new() } else { sorted(words) }
}

/// How alike the words of a text are to those of the headline, 0 to 1.
pub(in crate::clean) fn likeness_to(title: &[u64], words: &[u64]) -> f32 {
    if title.is_empty() || words.is_empty() { 0.0 } else { overlap(words, title) }
}

/// Bytes from which a text is no headline.
const LIKENESS_MAX: usize = 400;

/// Plain characters in one line: some sites put markup into their metadata.
pub(in crate::clean) fn one_line(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        let close = rest[open..].find('>').map(|length| open + length);
        let is_tag = rest[open + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        if let Some(close) = close.filter(|_| is_tag) {
            plain.push_str(&rest[..open]);
            plain.push(' ');
            rest = &rest[close + 1..];
        } else {
            plain.push_str(&rest[..=open]);
            rest = &rest[open + 1..];
        }
    }
    plain.push_str(rest);
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::{Location, html_page};

    /// The headline of a page whose sources are given: JSON-LD, `og:title`, `h1`, `title`; empty ones are left out.
    fn check(sources: [&str; 4], expected: &str) {
        let [json, og, shown, title] = sources;
        let part = |text: &str, made: String| if text.is_empty() { String::new() } else { made };
        let json_ld = serde_json::json!({"@type": "NewsArticle", "headline": json});
        let page = [
            "<html><head><meta property='og:site_name' content='The Harbour Post'>".to_owned(),
            part(title, format!("<title>{title}</title>")),
            part(og, format!("<meta property=\"og:title\" content=\"{og}\">")),
            part(json, format!("<script type='application/ld+json'>{json_ld}</script>")),
            part(shown, format!("<h1>{shown}</h1>")),
            "<p>The ferry was towed away on Tuesday.</p></html>".to_owned(),
        ];
        let page = html_page(page.concat().as_bytes(), Location::default());
        assert_eq!(headline(&page).text, expected);
    }

    #[test]
    fn the_name_of_the_site_goes() {
        check(["", "Ferry aground | Harbour Post", "", ""], "Ferry aground");
        check(["", "", "", "Ferry aground - Travel - The Harbour Post"], "Ferry aground - Travel");
        check(["", "", "Ferry aground", "Ferry aground - Travel - The Harbour Post"], "Ferry aground");
        check(["", "The Harbour Post | Ferry aground", "", ""], "Ferry aground");
    }

    #[test]
    fn a_dash_of_the_headline_stays() {
        let title = "Ferry aground - and nobody saw it";
        check([title, title, title, "Ferry aground - and nobody saw it | The Harbour Post"], title);
        check(["", title, "", ""], title);
    }

    #[test]
    fn json_ld_wins_over_the_wording_for_search_engines() {
        let found = "Ferry runs aground off Northport";
        check([found, "Northport ferry accident: latest news", found, "Northport ferry accident"], found);
    }

    #[test]
    fn json_ld_that_speaks_of_another_article_loses() {
        let shown = "Ferry runs aground off Northport";
        check(["Ten soups for cold evenings", shown, shown, shown], shown);
        check(["Ten soups for cold evenings", "", shown, shown], shown);
        check(["Ferry of Northport runs aground at dawn", shown, shown, ""], shown);
    }

    #[test]
    fn a_kicker_that_differs_between_sources_goes() {
        let quote = "“We saw nothing but fog all the way”";
        check(["", &format!("Ferry: {quote}"), &format!("Northport - {quote}"), ""], quote);
    }

    #[test]
    fn the_visible_heading_wins_over_the_wording_for_search_engines() {
        check(
            ["", "Northport ferry: the accident", "Northport ferry: what the accident tells", ""],
            "Northport ferry: what the accident tells",
        );
        check(
            ["", "The master says", "The master says \"nothing but fog\"", ""],
            "The master says \"nothing but fog\"",
        );
        check(["", "Ferry runs aground", "Accident off Northport - Ferry runs aground", ""], "Ferry runs aground");
    }

    #[test]
    fn a_headline_cut_to_a_length_is_made_whole() {
        let whole = "Ferry runs aground off Northport in the thickest fog for years";
        check(["Ferry runs aground off Northport in the…", whole, whole, ""], whole);
    }

    #[test]
    fn json_ld_of_which_the_address_is_made_stands() {
        let (filed, shown) = ("Ferry runs aground off Northport", "Accident: ferry of Northport aground");
        let address = "https://harbour.example/news/4711/ferry-runs-aground-off-northport";
        let page = format!(
            "<html><head><link rel=canonical href='{address}'><meta property='og:title' content='{shown}'>
             <script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"headline\":\"{filed}\"}}</script></head>
             <h1>{shown}</h1><p>The ferry was towed away on Tuesday.</p></html>"
        );
        assert_eq!(headline(&html_page(page.as_bytes(), Location::default())).text, filed);
        let other = page.replace("ferry-runs-aground-off-northport", "accident-ferry-of-northport-aground");
        assert_eq!(headline(&html_page(other.as_bytes(), Location::default())).text, shown);
    }

    #[test]
    fn markup_in_metadata_is_no_text() {
        check(["Ferry <em>runs</em> aground, 3 < 5", "", "", ""], "Ferry runs aground, 3 < 5");
    }
}
