//! The headline of an HTML page.

use rustc_hash::FxHashSet;

use crate::clean::fold;
use crate::intake::Page;

/// Marks that set the site's name apart in a `title` element.
const JOINTS: &[&str] = &[" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • ", " / ", " < "];

/// What the page calls its headline: the one in its JSON-LD, `og:title`, the largest heading, `title`; the site's name
/// taken off. A JSON-LD headline that shares no word with any of the others is another article's.
pub(in crate::clean) fn headline(page: &Page) -> (String, Option<usize>) {
    let named = ["json-ld:headline", "meta:og:title", "meta:twitter:title", "title"];
    let stated: Vec<&str> = named.iter().filter_map(|field| page.meta(field)).collect();
    let heading = heading(page, &stated);
    let visible = heading.map(|at| page.blocks[at].span.of(page.text.as_str()));
    let others: Vec<&str> =
        ["meta:og:title", "title"].iter().filter_map(|field| page.meta(field)).chain(visible).collect();
    let own = |title: &&str| others.is_empty() || others.iter().any(|other| likeness(title, other) > FOREIGN);
    let in_json = page.meta("json-ld:headline").filter(own);
    let in_head = || page.meta("meta:og:title").or(visible).or_else(|| page.meta("title"));
    let title = in_json.or_else(in_head).map(|title| without_site(title, page)).unwrap_or_default();
    (one_line(&title), heading)
}

/// Share of words up to which two titles are of two articles.
const FOREIGN: f32 = 0.1;

/// The `h1` (or `h2`) that says what the metadata say; else the only `h1` there is.
fn heading(page: &Page, stated: &[&str]) -> Option<usize> {
    let tag = |at: usize| page.elements[page.blocks[at].element as usize].tag;
    let around = |at: usize| {
        let parent = page.elements[page.blocks[at].element as usize].parent;
        [tag(at), page.elements[parent as usize].tag]
    };
    let of_level = |level: &str| -> Vec<usize> {
        (0..page.blocks.len()).filter(|at| around(*at).contains(&level)).take(40).collect()
    };
    let text = |at: usize| page.blocks[at].span.of(page.text.as_str());
    for level in ["h1", "h2"] {
        let matching = of_level(level).into_iter().max_by(|a, b| {
            let score = |at: usize| stated.iter().map(|title| likeness(text(at), title)).fold(0.0, f32::max);
            score(*a).total_cmp(&score(*b)).then(b.cmp(a))
        });
        let matching = matching.filter(|at| stated.iter().any(|title| likeness(text(*at), title) >= ALIKE));
        if matching.is_some() {
            return matching;
        }
    }
    let only = of_level("h1");
    (only.len() == 1 && stated.is_empty()).then(|| only[0])
}

/// Share of words from which a heading and a stated title are one: sites shorten and extend one of the two.
const ALIKE: f32 = 0.6;

/// Share of the heading's words in the title, less where the heading is a fraction of it.
fn likeness(heading: &str, title: &str) -> f32 {
    overlap(&word_set(heading), &word_set(title))
}

fn word_set(text: &str) -> FxHashSet<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

fn overlap(heading: &FxHashSet<String>, title: &FxHashSet<String>) -> f32 {
    let shared = heading.intersection(title).count() as f32;
    2.0 * shared / (heading.len() + title.len()).max(1) as f32
}

/// A title without " | Site" at its end (or "Site: " before it).
fn without_site(title: &str, page: &Page) -> String {
    let site = page.meta("meta:og:site_name").map(fold::words_only).unwrap_or_default();
    let mut title = title.trim();
    while let Some((at, joint)) = JOINTS.iter().filter_map(|joint| Some((title.rfind(joint)?, *joint))).max() {
        let tail = fold::words_only(&title[at + joint.len()..]);
        let names_site = !site.is_empty() && (tail.contains(&site) || site.contains(&tail));
        let is_short = tail.len() * 3 <= at;
        if !(names_site || is_short) {
            break;
        }
        title = title[..at].trim_end();
    }
    title.to_owned()
}

/// The words of the headline, to compare with.
pub(in crate::clean) fn words(page: &Page, at: Option<usize>) -> FxHashSet<String> {
    let named = ["json-ld:headline", "meta:og:title", "title"];
    let text = match at {
        Some(at) => page.blocks[at].span.of(page.text.as_str()),
        None => named.iter().find_map(|field| page.meta(field)).unwrap_or_default(),
    };
    word_set(text)
}

/// How alike a text is to the headline, 0 to 1.
pub(in crate::clean) fn likeness_to(title: &FxHashSet<String>, text: &str) -> f32 {
    if text.len() > LIKENESS_MAX { 0.0 } else { overlap(&word_set(text), title) }
}

/// Bytes from which a text is no headline.
const LIKENESS_MAX: usize = 400;

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
