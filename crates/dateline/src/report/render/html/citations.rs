//! Which characters are cited, and the anchors they get.

use std::collections::{BTreeMap, BTreeSet};

use crate::public::{Selector, StoriesDocument};

/// A link to characters of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link {
    /// Where it leads.
    pub(super) href: String,
    /// Number of the article in its story.
    pub(super) number: usize,
    /// The article's name, for readers who hear the page.
    pub(super) name: String,
}

/// All that a page cites.
#[derive(Debug, Default)]
pub(super) struct Citations<'d> {
    /// Article to the number of its story and its number in it, and its name.
    places: BTreeMap<&'d str, (usize, usize, String)>,
    /// Article to the language of its text, where that is known.
    languages: BTreeMap<&'d str, &'d str>,
    /// Cited code points of each article, by the same two numbers.
    cited: BTreeMap<(usize, usize), BTreeSet<(usize, usize)>>,
    /// Lettered code points of each article that another one carries too.
    copied: BTreeMap<(usize, usize), Vec<Lettered>>,
}

/// A run of code points with its letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lettered {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) letter: String,
}

impl<'d> Citations<'d> {
    /// Knows where each article of the document stands; nothing is cited yet.
    pub(super) fn of(document: &'d StoriesDocument) -> Self {
        let mut places = BTreeMap::new();
        let mut languages = BTreeMap::new();
        for (story, told) in document.stories.iter().enumerate() {
            for (at, member) in told.members.iter().enumerate() {
                let name = super::super::phrases::member_name(member);
                places.entry(member.id.as_str()).or_insert((story + 1, at + 1, name));
                languages.extend(member.language.as_deref().map(|language| (member.id.as_str(), language)));
            }
        }
        Self { places, languages, cited: BTreeMap::new(), copied: BTreeMap::new() }
    }

    /// The link to a selector's characters; `None` when the page does not hold that article.
    pub(super) fn link(&mut self, selector: &Selector) -> Option<Link> {
        let (story, member, name) = self.places.get(selector.article.as_str())?;
        self.cited.entry((*story, *member)).or_default().insert((selector.start, selector.end));
        let href = format!("#{}", anchor(*story, *member, selector.start, selector.end));
        Some(Link { href, number: *member, name: name.clone() })
    }

    /// Links to all of them, in order, each article's characters once.
    pub(super) fn links(&mut self, selectors: &[Selector]) -> Vec<Link> {
        let mut out: Vec<Link> = Vec::new();
        for selector in selectors {
            let link = self.link(selector);
            out.extend(link.filter(|link| !out.iter().any(|known| known.href == link.href)));
        }
        out
    }

    /// The language of the words at the first of some selectors; empty where it is not known.
    pub(super) fn language(&self, selectors: &[Selector]) -> String {
        let first = selectors.first().and_then(|selector| self.languages.get(selector.article.as_str()));
        first.map(|&language| language.to_owned()).unwrap_or_default()
    }

    /// The cited code points of one member.
    pub(super) fn cited_in(&self, story: usize, member: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.cited.get(&(story, member)).into_iter().flatten().copied()
    }

    /// The link to code points that are marked with a letter, once an article; `None` when the page does not hold it.
    pub(super) fn copied(&mut self, article: &str, (start, end): (usize, usize), letter: &str) -> Option<Link> {
        let (story, member, name) = self.places.get(article)?;
        let run = Lettered { start, end, letter: letter.to_owned() };
        self.copied.entry((*story, *member)).or_default().push(run);
        Some(Link { href: format!("#{}", letter_anchor(*story, *member, letter)), number: *member, name: name.clone() })
    }

    /// The lettered code points of one member.
    pub(super) fn copied_in(&self, story: usize, member: usize) -> &[Lettered] {
        self.copied.get(&(story, member)).map_or(&[], Vec::as_slice)
    }

    /// The link to a whole article, if the page holds it.
    pub(super) fn article(&self, id: &str) -> Option<Link> {
        let (story, member, name) = self.places.get(id)?;
        Some(Link { href: format!("#{}", text_anchor(*story, *member)), number: *member, name: name.clone() })
    }
}

/// The anchor of cited characters.
pub(super) fn anchor(story: usize, member: usize, start: usize, end: usize) -> String {
    format!("s{story}a{member}-{start}-{end}")
}

/// The anchor of code points with a letter.
pub(super) fn letter_anchor(story: usize, member: usize, letter: &str) -> String {
    format!("s{story}a{member}-{letter}")
}

/// The anchor of a member's text.
pub(super) fn text_anchor(story: usize, member: usize) -> String {
    format!("s{story}a{member}")
}
