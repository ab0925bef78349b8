//! Blocks of visible text and the elements around them, from the stream of tokens.

use super::meta;
use super::microdata::{Labelled, Microdata};
use super::tags::{self, Flow, NAMES};
use super::tokens::{Attributes, Token, Tokens};
use super::{entities, json_ld, script_dates};
use crate::intake::{Block, Element, MetaField};
use crate::text::Span;

/// How far up the stack an end tag of an inline element, or an implied end, is looked for. Deeper nesting of the same
/// kind is a page gone wrong, and a bound keeps the walk linear.
const LOOK_UP: usize = 48;

/// Attributes whose words tell what an element is for.
const LABELS: &[&str] = &["class", "id", "role", "itemprop", "data-testid", "data-component", "rel", "itemtype"];

/// Longest label kept; utility-class pages have hundreds of bytes on each element.
const LABEL_MAX: usize = 240;

/// What a document comes apart into.
#[derive(Default)]
pub(super) struct Parsed {
    pub(super) text: String,
    pub(super) blocks: Vec<Block>,
    pub(super) elements: Vec<Element>,
    pub(super) labels: String,
    pub(super) meta: Vec<MetaField>,
}

/// Reads a document.
pub(super) fn parse(source: &str) -> Parsed {
    let mut builder = Builder::new(source.len());
    for token in Tokens::new(source) {
        match token {
            Token::Text(raw) => builder.text(raw),
            Token::Open { name, attributes, raw } => builder.open(name, attributes, raw),
            Token::Close(name) => builder.close(name),
        }
    }
    builder.end_block();
    builder.page
}

/// An element that is open.
struct Open {
    number: usize,
    /// Its place in the arena; that of the element around it for inline elements without a label.
    element: u32,
}

struct Builder {
    page: Parsed,
    stack: Vec<Open>,
    /// How many elements of each name are open.
    open: [u32; NAMES],
    /// The block that is being collected.
    block: Block,
    block_start: usize,
    image_seen: bool,
    line_breaks: u32,
    needs_space: bool,
    scratch: String,
    microdata: Microdata,
}

impl Builder {
    fn new(source_bytes: usize) -> Self {
        let page = Parsed {
            text: String::with_capacity(source_bytes / 8),
            elements: vec![Element::ROOT],
            ..Parsed::default()
        };
        Self {
            page,
            stack: Vec::new(),
            open: [0; NAMES],
            block: Block::plain(Span::new(0, 0)),
            block_start: 0,
            image_seen: false,
            line_breaks: 0,
            needs_space: false,
            scratch: String::new(),
            microdata: Microdata::default(),
        }
    }

    fn open(&mut self, name: &str, attributes: &str, raw: Option<&str>) {
        if let Some(raw) = raw {
            self.raw_element(name, attributes, raw);
            return;
        }
        let number = tags::number(name);
        let tag = tags::tag(number);
        match tag.flow {
            Flow::Void => self.void(tag.name, attributes),
            Flow::Inline => self.open_inline(number, tag.name, attributes),
            Flow::Block => self.open_block(number, tag.name, attributes),
        }
        if matches!(tag.name, "time" | "html") || attributes.contains("itemprop") || meta::is_dated(attributes) {
            let known = self.page.meta.len();
            meta::element(tag.name, attributes, &mut self.page.meta);
            let at = self.page.text.len() as u32;
            self.page.meta[known..].iter_mut().for_each(|field| field.at = at);
            let is_stated = self.page.meta[known..].iter().any(|field| field.name.starts_with("microdata:"));
            if !is_stated && tag.flow != Flow::Void {
                self.open_microdata(attributes);
            }
        }
    }

    /// Begins to read the text of an element that is the value of a property.
    fn open_microdata(&mut self, attributes: &str) {
        let stated = Attributes(attributes).find(|(name, _)| name.eq_ignore_ascii_case("itemprop"));
        let (Some((_, properties)), Some(around)) = (stated, self.stack.last()) else { return };
        let elements = Labelled { elements: &self.page.elements, labels: &self.page.labels };
        self.microdata.open(properties, self.stack.len(), around.element, &elements, self.page.text.len());
    }

    /// Content that is no markup: only JSON-LD and the title are of use.
    fn raw_element(&mut self, name: &str, attributes: &str, raw: &str) {
        if name.eq_ignore_ascii_case("title") {
            let title = entities::decoded(raw);
            let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
            self.page.meta.push(MetaField { name: "title".to_owned(), value: title, at: 0 });
        } else if name.eq_ignore_ascii_case("script") {
            self.script(attributes, raw);
        } else if name.eq_ignore_ascii_case("iframe") || name.eq_ignore_ascii_case("video") {
            self.image_seen = true;
        }
    }

    /// JSON-LD, also where the script forgets to say that it is; of other scripts the day that they state.
    fn script(&mut self, attributes: &str, raw: &str) {
        let is_object = || raw.trim_start().starts_with('{') && raw.contains("schema.org");
        if attributes.contains("ld+json") || is_object() {
            json_ld::fields(raw, &mut self.page.meta);
        } else {
            script_dates::fields(raw, &mut self.page.meta);
        }
    }

    fn void(&mut self, name: &str, attributes: &str) {
        match name {
            "br" => {
                self.line_breaks += 1;
                self.needs_space = true;
            }
            "hr" => self.end_block(),
            "img" | "embed" => self.image_seen = true,
            "meta" | "link" => meta::element(name, attributes, &mut self.page.meta),
            _ => {}
        }
    }

    fn open_inline(&mut self, number: usize, name: &'static str, attributes: &str) {
        let around = self.innermost();
        let element = self.element(name, attributes, around, false);
        self.push(number, element);
        if name == "a" {
            self.block.links += 1;
        }
    }

    fn open_block(&mut self, number: usize, name: &'static str, attributes: &str) {
        self.end_block();
        self.close_implied(name);
        let around = self.innermost();
        let element = self.element(name, attributes, around, true);
        if attributes.ends_with('/') && name == "other" {
            return;
        }
        self.push(number, element);
    }

    fn push(&mut self, number: usize, element: u32) {
        self.open[number] += 1;
        self.stack.push(Open { number, element });
    }

    fn pop(&mut self) {
        if let Some(open) = self.stack.pop() {
            self.open[open.number] -= 1;
            self.microdata.close(self.stack.len() + 1, &self.page.text, &mut self.page.meta);
        }
    }

    fn innermost(&self) -> u32 {
        self.stack.last().map_or(0, |open| open.element)
    }

    /// Puts an element into the arena; one without a label only if it is a block.
    fn element(&mut self, name: &'static str, attributes: &str, parent: u32, is_block: bool) -> u32 {
        let start = self.page.labels.len();
        push_label(attributes, &mut self.page.labels);
        let label = Span::new(start, self.page.labels.len());
        if !is_block && (label.is_empty() || name == "time") && name != "a" {
            self.page.labels.truncate(start);
            return parent;
        }
        let depth = self.page.elements[parent as usize].depth + 1;
        self.page.elements.push(Element { parent, depth, tag: name, label });
        (self.page.elements.len() - 1) as u32
    }

    /// Closes what the start of `name` ends by itself (`<li>` ends the `<li>` before it).
    fn close_implied(&mut self, name: &str) {
        let (closed, stops) = tags::closes(name);
        let mut above = 0;
        for open in self.stack.iter().rev().take(LOOK_UP) {
            above += 1;
            let tag = tags::tag(open.number);
            if closed.contains(&tag.name) {
                self.pop_many(above);
                return;
            }
            let blocked = tag.flow == Flow::Block && (stops.is_empty() || stops.contains(&tag.name));
            if blocked {
                return;
            }
        }
    }

    fn pop_many(&mut self, count: usize) {
        for _ in 0..count {
            self.pop();
        }
    }

    fn close(&mut self, name: &str) {
        let number = tags::number(name);
        let tag = tags::tag(number);
        if tag.flow == Flow::Inline {
            let is_open = |open: &Open| open.number == number;
            let in_line = |open: &&Open| tags::tag(open.number).flow == Flow::Inline;
            let above = self.stack.iter().rev().take(LOOK_UP).take_while(in_line).position(is_open);
            self.pop_many(above.map_or(0, |at| at + 1));
            return;
        }
        self.end_block();
        if self.open[number] == 0 {
            return;
        }
        while let Some(last) = self.stack.last().map(|open| open.number) {
            self.pop();
            if last == number {
                break;
            }
        }
    }

    fn text(&mut self, raw: &str) {
        if raw.bytes().all(|byte| byte.is_ascii_whitespace()) {
            self.needs_space = true;
            return;
        }
        if memchr::memchr(b'&', raw.as_bytes()).is_none() {
            self.push_words(raw);
            return;
        }
        let mut decoded = std::mem::take(&mut self.scratch);
        decoded.clear();
        entities::push_decoded(raw, &mut decoded);
        self.push_words(&decoded);
        self.scratch = decoded;
    }

    /// Appends text with its blanks run together.
    fn push_words(&mut self, raw: &str) {
        if raw.starts_with(|c: char| c.is_ascii_whitespace()) {
            self.needs_space = true;
        }
        let mut words = raw.split_ascii_whitespace();
        let Some(first) = words.next() else { return };
        self.before_word();
        let from = self.page.text.len();
        self.page.text.push_str(first);
        for word in words {
            self.page.text.push(' ');
            self.page.text.push_str(word);
        }
        self.needs_space = raw.ends_with(|c: char| c.is_ascii_whitespace());
        self.count_bytes((self.page.text.len() - from) as u32);
    }

    /// Writes the blank or line break that is due, or begins the block.
    fn before_word(&mut self) {
        if self.line_breaks > 1 {
            self.end_block();
        }
        let element = self.innermost();
        if self.page.text.len() == self.block_start {
            self.block.element = element;
            self.block.after_image = self.image_seen;
            self.image_seen = false;
        } else if self.line_breaks > 0 {
            self.page.text.push('\n');
        } else if self.needs_space {
            self.page.text.push(' ');
        }
        let depth = |index: u32| self.page.elements[index as usize].depth;
        if depth(element) < depth(self.block.element) {
            self.block.element = element;
        }
        self.line_breaks = 0;
        self.needs_space = false;
    }

    /// Counts text towards the link, bold and italic bytes of its block.
    fn count_bytes(&mut self, bytes: u32) {
        let is_open = |names: &[usize]| names.iter().any(|number| self.open[*number] > 0);
        let (link, strong, emphasis) =
            (is_open(&*numbers::LINK), is_open(&*numbers::STRONG), is_open(&*numbers::EMPHASIS));
        self.block.link_bytes += if link { bytes } else { 0 };
        self.block.strong_bytes += if strong { bytes } else { 0 };
        self.block.emphasis_bytes += if emphasis { bytes } else { 0 };
    }

    fn end_block(&mut self) {
        let span = Span::new(self.block_start, self.page.text.len()).trimmed(&self.page.text);
        if !span.is_empty() {
            self.page.blocks.push(Block { span, ..self.block });
        }
        if self.page.text.len() > self.block_start {
            self.page.text.push('\n');
        }
        self.block = Block::plain(Span::new(0, 0));
        self.block_start = self.page.text.len();
        self.line_breaks = 0;
        self.needs_space = false;
    }
}

/// Numbers of the names that count towards a block's link, bold and italic bytes.
mod numbers {
    use std::sync::LazyLock;

    use super::super::tags::number;

    pub(super) static LINK: LazyLock<[usize; 1]> = LazyLock::new(|| [number("a")]);
    pub(super) static STRONG: LazyLock<[usize; 2]> = LazyLock::new(|| [number("strong"), number("b")]);
    pub(super) static EMPHASIS: LazyLock<[usize; 3]> = LazyLock::new(|| [number("em"), number("i"), number("cite")]);
}

/// Appends the words of the attributes that tell what an element is for, in lower case.
fn push_label(attributes: &str, labels: &mut String) {
    if attributes.len() < 4 {
        return;
    }
    let start = labels.len();
    for (name, value) in Attributes(attributes) {
        let is_hidden = name.eq_ignore_ascii_case("hidden")
            || (name.eq_ignore_ascii_case("style") && value.replace(' ', "").contains("display:none"));
        let told = if is_hidden { "is-hidden" } else { value };
        if !is_hidden && !LABELS.iter().any(|label| label.eq_ignore_ascii_case(name)) {
            continue;
        }
        if labels.len() > start {
            labels.push(' ');
        }
        let room = LABEL_MAX.saturating_sub(labels.len() - start);
        labels.extend(told.chars().map(|c| c.to_ascii_lowercase()).take(room));
    }
}
