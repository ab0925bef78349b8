//! The words that an address spells: the headline under which a page was first filed.
//!
//! Sites make the last part of an address of the headline and keep it when the wording for search engines or the shown
//! one changes. So it is a witness where the other sources disagree.

use rustc_hash::FxHashSet;
use unicode_normalization::UnicodeNormalization;

/// Words from which a part of an address spells a headline and no section or number.
const LEAST: usize = 4;

/// Share of words from which an address is made of a title: some leave out an article or put a number after it.
const SPELT: f32 = 0.9;

/// Words of the part of an address that spells most of them.
#[derive(Debug)]
pub(super) struct Slug(FxHashSet<String>);

impl Slug {
    /// The words that an address spells; none where it is numbers or in another script.
    pub(super) fn of(address: &str) -> Self {
        let path = address.split_once("://").map_or(address, |(_, rest)| rest);
        let path = path.split(['?', '#']).next().unwrap_or(path);
        let words =
            |part: &str| words(part, false).filter(|word| word.bytes().any(|b| b.is_ascii_alphabetic())).count();
        let part = path.split('/').skip(1).max_by_key(|part| words(part)).unwrap_or_default();
        Self(self::words(part, false).collect())
    }

    /// Whether the address is made of `title`, and no less than of `other`.
    pub(super) fn spells(&self, title: &str, other: &str) -> bool {
        let likeness = self.likeness(title);
        self.0.len() >= LEAST && likeness >= SPELT && likeness >= self.likeness(other)
    }

    /// Share of words that a title and the address have in common, whichever way its accents are spelt.
    fn likeness(&self, title: &str) -> f32 {
        let share = |digraphs: bool| {
            let of_title: FxHashSet<String> = words(title, digraphs).collect();
            let shared = of_title.intersection(&self.0).count() as f32;
            2.0 * shared / (of_title.len() + self.0.len()).max(1) as f32
        };
        share(true).max(share(false))
    }
}

/// Words in plain letters: "ü" as "ue", as German, Danish and Norwegian addresses have it, or as "u".
fn words(text: &str, digraphs: bool) -> impl Iterator<Item = String> {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'ä' | 'æ' if digraphs => plain.push_str("ae"),
            'ö' | 'ø' if digraphs => plain.push_str("oe"),
            'ü' if digraphs => plain.push_str("ue"),
            'å' if digraphs => plain.push_str("aa"),
            'ß' => plain.push_str("ss"),
            '\'' | '’' | '‘' => {}
            _ => plain.extend(std::iter::once(c).nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c))),
        }
    }
    let words: Vec<String> =
        plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect();
    words.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADDRESS: &str =
        "https://harbour.example/politik/article4711/faehre-laeuft-vor-nordhafen-auf-grund.html?ref=rss";

    #[test]
    fn an_address_spells_the_headline_it_was_made_of() {
        let slug = Slug::of(ADDRESS);
        assert!(slug.spells("Fähre läuft vor Nordhafen auf Grund", "Unglück: Fähre vor Nordhafen aufgelaufen"));
        assert!(!slug.spells("Unglück: Fähre vor Nordhafen aufgelaufen", "Fähre läuft vor Nordhafen auf Grund"));
    }

    #[test]
    fn sections_and_numbers_spell_nothing() {
        assert!(!Slug::of("https://harbour.example/news/world/4711").spells("World news", ""));
        assert!(!Slug::of("").spells("", ""));
    }
}
