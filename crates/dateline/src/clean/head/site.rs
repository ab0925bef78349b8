//! What a page's site is called: to tell its name from a headline's words or a writer's.

use unicode_normalization::UnicodeNormalization;

use super::publisher;
use crate::intake::Page;

/// Fields that name the site.
const FIELDS: &[&str] = &[
    "meta:og:site_name",
    "json-ld:publisher",
    "json-ld:site",
    "meta:application-name",
    "meta:apple-mobile-web-app-title",
    "meta:dc.publisher",
    "meta:publisher",
];

/// Bytes of a name, or of a part of it, from which a part counts as the whole, if it is half of it: a headline may end
/// on a word of the paper's name.
const PART: usize = 4;

/// Bytes from which a stated name is a slogan, or the page's title.
const NAME_MAX: usize = 60;

/// The names of a site, folded to plain letters and digits.
#[derive(Debug)]
pub(in crate::clean) struct Site {
    names: Vec<String>,
    /// The registrable domain, and its first label.
    domain: Option<(String, String)>,
}

impl Site {
    /// The names that a page gives its site.
    pub(in crate::clean) fn of(page: &Page) -> Self {
        let stated = FIELDS.iter().flat_map(|field| page.meta.iter().filter(move |meta| meta.name == *field));
        let stated = stated.filter(|meta| (2..=NAME_MAX).contains(&meta.value.len()));
        let mut names: Vec<String> = stated.map(|meta| letters(&meta.value)).filter(|name| name.len() > 1).collect();
        names.extend(page.given.publisher.as_deref().map(letters));
        names.dedup();
        let domain = publisher::domain(page);
        let label = |domain: &String| letters(domain.split('.').next().unwrap_or_default());
        Self { names, domain: domain.map(|domain| (letters(&domain), label(&domain))) }
    }

    /// Whether a text is one of the site's names or its domain.
    pub(in crate::clean) fn is_called(&self, text: &str) -> bool {
        let text = letters(text.trim().trim_start_matches("www."));
        let is_domain = self.domain.as_ref().is_some_and(|(domain, label)| text == *domain || text == *label);
        !text.is_empty() && (is_domain || self.names.contains(&text))
    }

    /// Whether a label at the end of a title names the site, alone or with other words ("Harbour Post Travel").
    pub(in crate::clean) fn is_named_by(&self, label: &str) -> bool {
        let text = letters(label);
        let overlaps = |name: &String| {
            let (long, short) = if name.len() > text.len() { (name, &text) } else { (&text, name) };
            short.len() >= PART && short.len() * 2 >= long.len() && long.contains(short.as_str())
        };
        let in_domain = |(domain, site): &(String, String)| overlaps(site) || *domain == text;
        self.is_called(label) || self.names.iter().any(overlaps) || self.domain.as_ref().is_some_and(in_domain)
    }
}

/// Letters and digits in lower case, without accents: domains have none.
fn letters(text: &str) -> String {
    text.nfkd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
