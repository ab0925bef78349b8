//! Microdata whose value is the text inside the element: `<span itemprop="datePublished">3 May 2019</span>`.
//!
//! Of the properties of an article only those of the first one on the page are read, and never those of comments: lists
//! of teasers and threads of readers are marked up the same way.

use crate::intake::{Element, MetaField};

/// Properties that are read, in lower case, and the fields that they become.
const PROPERTIES: &[(&str, &str)] = &[
    ("headline", "microdata:headline"),
    ("author", "microdata:author"),
    ("creator", "microdata:author"),
    ("datepublished", "microdata:datePublished"),
    ("datecreated", "microdata:dateCreated"),
    ("datemodified", "microdata:dateModified"),
];

/// The property of a person in which the name stands; what stands around it is a role or a portrait's caption.
const NAME: &str = "name";
const WRITER: &str = "microdata:author";

/// Bytes of a value; a longer one is an article marked up as its own author.
const LONGEST: usize = 400;

/// Elements around one in which its article, or a comment, is looked for.
const LOOK_UP: usize = 24;

/// Parts of the labels of elements that are an article, and of those whose properties are a reader's.
const ARTICLES: &[&str] = &["article", "posting", "schema.org/report", "schema.org/webpage", "creativework"];
const READERS: &[&str] = &["comment", "review", "disqus"];

/// An open element whose text is a value.
struct Open {
    /// How many elements are open around its content.
    depth: usize,
    field: &'static str,
    start: usize,
}

/// What is being read of a page's microdata.
#[derive(Default)]
pub(super) struct Microdata {
    open: Vec<Open>,
    /// The element of the first article that has a property.
    article: Option<u32>,
}

impl Microdata {
    /// Begins to read an element that states `properties`; `depth` elements are open with it, the innermost is
    /// `element`.
    pub(super) fn open(&mut self, properties: &str, depth: usize, element: u32, elements: &Labelled<'_>, start: usize) {
        let in_writer = || self.open.iter().any(|open| open.field == WRITER);
        let field = properties.split_ascii_whitespace().find_map(|property| {
            let known = PROPERTIES.iter().find(|(name, _)| name.eq_ignore_ascii_case(property));
            known.map(|(_, field)| *field).or_else(|| (property == NAME && in_writer()).then_some(WRITER))
        });
        let Some(field) = field.filter(|_| self.is_of_article(element, elements)) else { return };
        // A name inside the writer is the value; the text around it is not.
        self.open.retain(|open| open.field != field);
        self.open.push(Open { depth, field, start });
    }

    /// Ends the element with which `depth` were open; the page's text so far ends in its value.
    pub(super) fn close(&mut self, depth: usize, text: &str, fields: &mut Vec<MetaField>) {
        while let Some(open) = self.open.pop_if(|open| open.depth >= depth) {
            let value = text[open.start..].split_whitespace().collect::<Vec<_>>().join(" ");
            if !value.is_empty() && value.len() <= LONGEST {
                fields.push(MetaField { name: open.field.to_owned(), value, at: open.start as u32 });
            }
        }
    }

    fn is_of_article(&mut self, element: u32, elements: &Labelled<'_>) -> bool {
        let mut article = 0;
        for at in elements.around(element).take(LOOK_UP) {
            let label = elements.label(at);
            if READERS.iter().any(|word| label.contains(word)) {
                return false;
            }
            if article == 0 && ARTICLES.iter().any(|word| label.contains(word)) && label.contains("schema.org") {
                article = at;
            }
        }
        *self.article.get_or_insert(article) == article
    }
}

/// The elements of a page so far with their labels.
pub(super) struct Labelled<'p> {
    pub(super) elements: &'p [Element],
    pub(super) labels: &'p str,
}

impl Labelled<'_> {
    fn label(&self, element: u32) -> &str {
        self.elements[element as usize].label.of(self.labels)
    }

    /// An element and those around it, without the root.
    fn around(&self, element: u32) -> impl Iterator<Item = u32> {
        let parent = |at: &u32| Some(self.elements[*at as usize].parent).filter(|parent| *parent != 0);
        std::iter::successors(Some(element).filter(|at| *at != 0), parent)
    }
}

#[cfg(test)]
mod tests {
    use crate::intake::{Location, html_page};

    /// The microdata fields of a page.
    fn check(body: &str, expected: &[(&str, &str)]) {
        let page = html_page(format!("<html><body>{body}</body></html>").as_bytes(), Location::default());
        let fields = page.meta.iter().filter(|field| field.name.starts_with("microdata:"));
        let found: Vec<(&str, &str)> =
            fields.map(|field| (&field.name["microdata:".len()..], field.value.as_str())).collect();
        assert_eq!(found, expected);
    }

    const ARTICLE: &str = "<div itemscope itemtype='http://schema.org/NewsArticle'><h1 itemprop='headline'>Ferry <i>aground</i></h1>
        <p>By <span itemprop=author itemscope itemtype='http://schema.org/Person'><img><b itemprop=name>Ida Quay</b>, harbour desk</span>
        <span itemprop='datePublished'>3 May 2019</span><div itemprop=articleBody><p>The ferry was towed away.</div></div>";

    #[test]
    fn the_text_of_an_element_is_its_value() {
        check(ARTICLE, &[("headline", "Ferry aground"), ("author", "Ida Quay"), ("datePublished", "3 May 2019")]);
    }

    #[test]
    fn a_content_attribute_goes_before_the_text() {
        check("<span itemprop=datePublished content=2019-05-03>yesterday</span>", &[("datePublished", "2019-05-03")]);
    }

    #[test]
    fn teasers_and_readers_are_not_the_article() {
        let teaser = ARTICLE.replace("Ferry", "Fog").replace("Ida Quay", "Ole Dock");
        let comment =
            "<div class=comment itemscope itemtype='http://schema.org/Comment'><b itemprop=author>gull44</b></div>";
        let expected = [("headline", "Ferry aground"), ("author", "Ida Quay"), ("datePublished", "3 May 2019")];
        check(&format!("{ARTICLE}{teaser}{comment}"), &expected);
    }

    #[test]
    fn what_is_never_closed_is_no_value() {
        check(&"<div itemprop=author>".repeat(1000), &[]);
    }
}
