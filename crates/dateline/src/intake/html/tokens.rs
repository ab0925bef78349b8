//! Tags and text, in one pass that never looks back.

use memchr::{memchr, memmem};

/// One piece of a document.
pub(super) enum Token<'s> {
    /// Characters, references unresolved.
    Text(&'s str),
    /// `<name …>`, the name as written.
    Open {
        /// The element's name.
        name: &'s str,
        /// All that stands between the name and the `>`.
        attributes: &'s str,
        /// What stands inside an element whose content is no markup (script, style …).
        raw: Option<&'s str>,
    },
    /// `</name>`.
    Close(&'s str),
}

/// Elements whose content is read over (or, for JSON-LD and `title`, handed out) as raw characters.
const RAW: &[&str] = &[
    "script", "style", "title", "svg", "noscript", "template", "iframe", "textarea", "select", "canvas", "audio",
    "video", "math", "noembed", "noframes", "xmp", "datalist",
];

/// Walks a document.
pub(super) struct Tokens<'s> {
    source: &'s str,
    at: usize,
    /// Raw elements and comments that were found to have no end; not looked for again, to stay linear.
    endless: Vec<&'static str>,
}

impl<'s> Tokens<'s> {
    pub(super) fn new(source: &'s str) -> Self {
        Self { source, at: 0, endless: Vec::new() }
    }

    /// Reads over a comment, doctype or processing instruction that starts at `at`.
    fn skip_declaration(&mut self) {
        let rest = &self.source[self.at..];
        let end = if rest.starts_with("<!--") { self.end_of(rest, "-->", 2) } else { None };
        let end = end.or_else(|| memchr(b'>', rest.as_bytes()).map(|at| at + 1));
        self.at += end.unwrap_or(rest.len());
    }

    /// Where the first `mark` after byte `from` of `rest` ends, unless there is known to be none.
    fn end_of(&mut self, rest: &str, mark: &'static str, from: usize) -> Option<usize> {
        if self.endless.contains(&mark) {
            return None;
        }
        let found = memmem::find(&rest.as_bytes()[from..], mark.as_bytes());
        if found.is_none() {
            self.endless.push(mark);
        }
        found.map(|at| from + at + mark.len())
    }

    fn open(&mut self) -> Token<'s> {
        let rest = &self.source[self.at + 1..];
        let name = &rest[..name_length(rest)];
        let close = tag_end(&rest[name.len()..]);
        let attributes = &rest[name.len()..name.len() + close];
        self.at = (self.at + 1 + name.len() + close + 1).min(self.source.len());
        let raw_name = RAW.iter().find(|raw| raw.eq_ignore_ascii_case(name));
        let closed = attributes.ends_with('/') && matches!(raw_name, Some(&"svg" | &"math"));
        let raw = raw_name.filter(|_| !closed).and_then(|raw| self.raw(raw));
        Token::Open { name, attributes, raw }
    }

    /// The characters up to the end tag of a raw element; `None` if it has none.
    fn raw(&mut self, name: &'static str) -> Option<&'s str> {
        if self.endless.contains(&name) {
            return None;
        }
        let rest = &self.source[self.at..];
        let bytes = rest.as_bytes();
        let is_end = |at: &usize| {
            let after = &bytes[at + 2..];
            after.len() >= name.len() && after[..name.len()].eq_ignore_ascii_case(name.as_bytes())
        };
        let Some(end) = memmem::find_iter(bytes, b"</").find(is_end) else {
            self.endless.push(name);
            return None;
        };
        let close = memchr(b'>', &bytes[end..]).map_or(rest.len(), |at| end + at + 1);
        self.at += close;
        Some(&rest[..end])
    }
}

impl<'s> Iterator for Tokens<'s> {
    type Item = Token<'s>;

    fn next(&mut self) -> Option<Token<'s>> {
        loop {
            let rest = &self.source[self.at..];
            let bytes = rest.as_bytes();
            match (bytes.first()?, bytes.get(1)) {
                (b'<', Some(b'!' | b'?')) => self.skip_declaration(),
                (b'<', Some(c)) if c.is_ascii_alphabetic() => return Some(self.open()),
                (b'<', Some(b'/')) => {
                    let end = memchr(b'>', bytes).unwrap_or(bytes.len());
                    let name = &rest[2..2 + name_length(&rest[2..])];
                    self.at += (end + 1).min(bytes.len());
                    return Some(Token::Close(name));
                }
                _ => {
                    let end = memchr(b'<', &bytes[1..]).map_or(bytes.len(), |at| at + 1);
                    self.at += end;
                    return Some(Token::Text(&rest[..end]));
                }
            }
        }
    }
}

fn name_length(rest: &str) -> usize {
    rest.bytes().position(|b| matches!(b, b'>' | b'/' | b'<') || b.is_ascii_whitespace()).unwrap_or(rest.len())
}

/// Where the `>` of a tag stands: not inside quotes that close before the tag would swallow other tags.
fn tag_end(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'>' => return at,
            quote @ (b'"' | b'\'') if follows_equals(bytes, at) => match memchr(quote, &bytes[at + 1..]) {
                Some(length) => at += length + 2,
                None => return memchr(b'>', &bytes[at..]).map_or(bytes.len(), |end| at + end),
            },
            _ => at += 1,
        }
    }
    bytes.len()
}

fn follows_equals(bytes: &[u8], at: usize) -> bool {
    bytes[..at].iter().rev().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'=')
}

/// The attributes of a tag, in order, names as written, values unresolved.
pub(super) struct Attributes<'s>(pub(super) &'s str);

impl<'s> Iterator for Attributes<'s> {
    type Item = (&'s str, &'s str);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.0.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/' || c == '=');
        if rest.is_empty() {
            return None;
        }
        let is_end = |b: u8| b == b'=' || b == b'/' || b.is_ascii_whitespace();
        let name_end = rest.bytes().position(is_end).unwrap_or(rest.len());
        let (name, after) = rest.split_at(name_end);
        let Some(value) = after.trim_ascii_start().strip_prefix('=').map(str::trim_ascii_start) else {
            self.0 = after;
            return Some((name, ""));
        };
        let (value, after) = match value.as_bytes().first() {
            Some(&quote @ (b'"' | b'\'')) => {
                let inside = &value[1..];
                let end = memchr(quote, inside.as_bytes()).unwrap_or(inside.len());
                (&inside[..end], &inside[(end + 1).min(inside.len())..])
            }
            _ => value.split_at(value.bytes().position(|b| b.is_ascii_whitespace()).unwrap_or(value.len())),
        };
        self.0 = after;
        Some((name, value))
    }
}
