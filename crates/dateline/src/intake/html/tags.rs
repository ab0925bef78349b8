//! The elements that matter, and what each does to the text around it.

/// How an element stands in the flow of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flow {
    /// Begins and ends a block.
    Block,
    /// Stands inside a line.
    Inline,
    /// Has no content.
    Void,
}

/// An element name with its flow.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tag {
    pub(super) name: &'static str,
    pub(super) flow: Flow,
}

macro_rules! tags {
    ($($name:literal $flow:ident),* $(,)?) => {
        /// In alphabetical order.
        static TAGS: &[Tag] = &[$(Tag { name: $name, flow: Flow::$flow }),*];

        /// Their names as [`packed`] numbers, in the same order.
        static KEYS: &[u128] = &[$(packed($name.as_bytes())),*];
    };
}

tags! {
    "a" Inline, "abbr" Inline, "address" Block, "area" Void, "article" Block, "aside" Block, "b" Inline, "base" Void,
    "bdi" Inline, "big" Inline, "blockquote" Block, "body" Block, "br" Void, "button" Block, "caption" Block,
    "center" Block, "cite" Inline, "code" Inline, "col" Void, "dd" Block, "del" Inline, "details" Block,
    "dialog" Block, "dir" Block, "div" Block, "dl" Block, "dt" Block, "em" Inline, "embed" Void, "fieldset" Block,
    "figcaption" Block, "figure" Block, "font" Inline, "footer" Block, "form" Block, "h1" Block, "h2" Block,
    "h3" Block, "h4" Block, "h5" Block, "h6" Block, "head" Block, "header" Block, "hgroup" Block, "hr" Void,
    "html" Block, "i" Inline, "img" Void, "input" Void, "ins" Inline, "kbd" Inline, "label" Inline, "legend" Block,
    "li" Block, "link" Void, "main" Block, "mark" Inline, "menu" Block, "meta" Void, "nav" Block, "object" Block,
    "ol" Block, "optgroup" Block, "option" Block, "p" Block, "param" Void, "picture" Inline, "pre" Block, "q" Inline,
    "s" Inline, "samp" Inline, "section" Block, "small" Inline, "source" Void, "span" Inline, "strike" Inline,
    "strong" Inline, "sub" Inline, "summary" Block, "sup" Inline, "table" Block, "tbody" Block, "td" Block,
    "tfoot" Block, "th" Block, "thead" Block, "time" Inline, "tr" Block, "track" Void, "tt" Inline, "u" Inline,
    "ul" Block, "var" Inline, "wbr" Void,
}

/// Elements without a line of their own in the table (custom elements hold blocks as often as not).
static OTHER: Tag = Tag { name: "other", flow: Flow::Block };

/// How many different names an open element can have.
pub(super) const NAMES: usize = TAGS.len() + 1;

/// The number of a name, to count with; the last is that of all names outside the table.
pub(super) fn number(name: &str) -> usize {
    if name.len() > LONGEST {
        return TAGS.len();
    }
    KEYS.binary_search(&packed(name.as_bytes())).unwrap_or(TAGS.len())
}

/// Bytes of the longest name.
const LONGEST: usize = 10;

/// The first bytes of a name in lower case as one number; shorter names before longer ones that begin with them.
const fn packed(name: &[u8]) -> u128 {
    let mut key = [0u8; 16];
    let mut at = 0;
    while at < name.len() && at < LONGEST {
        key[at] = name[at].to_ascii_lowercase();
        at += 1;
    }
    u128::from_be_bytes(key)
}

/// The element with a number.
pub(super) fn tag(number: usize) -> Tag {
    TAGS.get(number).copied().unwrap_or(OTHER)
}

/// Open elements that the start of `name` closes, if one is the innermost block, and where the search for it ends.
pub(super) fn closes(name: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match name {
        "li" => (&["li"], &["ul", "ol", "menu", "dir"]),
        "dt" | "dd" => (&["dt", "dd"], &["dl"]),
        "tr" => (&["tr", "td", "th"], &["table", "tbody", "thead", "tfoot"]),
        "td" | "th" => (&["td", "th"], &["tr", "table"]),
        "option" | "optgroup" => (&["option"], &["select"]),
        _ => (&["p"], &[]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(TAGS.is_sorted_by_key(|tag| tag.name));
        assert!(TAGS.iter().all(|tag| tag.name.len() <= LONGEST));
        assert_eq!(tag(number("FigCaption")).name, "figcaption");
        assert_eq!(tag(number("x-story-body")).name, "other");
    }
}
