//! [`Span`] and [`Text`].

use std::sync::Arc;

/// A half-open byte range on character boundaries of one text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The range from `start` to `end` in bytes.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "a span runs forward");
        Self { start: start as u32, end: end as u32 }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether nothing lies in it.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// As a range, to slice with.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The characters it covers in `text`.
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// Whether `other` lies inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether both share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest range that holds both.
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The range less the blanks at its ends.
    pub fn trimmed(self, text: &str) -> Span {
        let inside = self.of(text);
        let lead = inside.len() - inside.trim_start().len();
        let kept = inside.trim().len();
        Span::new(self.start as usize + lead, self.start as usize + lead + kept)
    }

    /// The range moved right by `by` bytes.
    pub fn shifted(self, by: usize) -> Span {
        Span { start: self.start + by as u32, end: self.end + by as u32 }
    }
}

/// Bytes between two remembered positions of a [`Text`].
const STRIDE: usize = 256;

/// One decoded text. It never changes; cloning shares it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    content: Arc<str>,
    /// Code points before byte `i * STRIDE` (or before the character that lies across it); empty when all is ASCII.
    code_points_before: Arc<[u32]>,
}

impl Default for Text {
    fn default() -> Self {
        Text::new("")
    }
}

impl Text {
    /// Takes the string as it is.
    pub fn new(content: impl Into<Arc<str>>) -> Self {
        let content = content.into();
        let code_points_before = if content.is_ascii() { Arc::from([]) } else { positions(&content).into() };
        Self { content, code_points_before }
    }

    /// The whole as a string.
    pub fn as_str(&self) -> &str {
        &self.content
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.content.len()
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.content.is_empty()
    }

    /// The span of all of it.
    pub fn whole(&self) -> Span {
        Span::new(0, self.len())
    }

    /// The characters at `span`.
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.content)
    }

    /// Number of code points before a byte position on a character boundary.
    pub fn code_point(&self, byte: usize) -> usize {
        if self.code_points_before.is_empty() {
            return byte;
        }
        let slot = byte / STRIDE;
        let mut from = slot * STRIDE;
        while !self.content.is_char_boundary(from) {
            from += 1;
        }
        let before = self.code_points_before[slot] as usize;
        if from >= byte {
            return before;
        }
        before + self.content[from..byte].chars().count()
    }

    /// A span as a half-open range of code points: the public form.
    pub fn code_points(&self, span: Span) -> (usize, usize) {
        (self.code_point(span.start as usize), self.code_point(span.end as usize))
    }

    /// The span of a half-open range of code points, if it lies in the text.
    pub fn span_of_code_points(&self, start: usize, end: usize) -> Option<Span> {
        let (from, to) = (self.byte_of(start)?, self.byte_of(end)?);
        (from <= to).then(|| Span::new(from, to))
    }

    /// The byte position of the code point number `index`; the end counts.
    fn byte_of(&self, index: usize) -> Option<usize> {
        if self.code_points_before.is_empty() {
            return (index <= self.len()).then_some(index);
        }
        let slot = self.code_points_before.partition_point(|&before| before as usize <= index).saturating_sub(1);
        let mut from = slot * STRIDE;
        while !self.content.is_char_boundary(from) {
            from += 1;
        }
        let rest = index - self.code_points_before[slot] as usize;
        let mut walked = self.content[from..].char_indices().map(|(at, _)| from + at).chain([self.len()]);
        walked.nth(rest)
    }
}

fn positions(content: &str) -> Vec<u32> {
    let mut out = vec![0];
    for (count, (byte, _)) in content.char_indices().enumerate() {
        while byte >= out.len() * STRIDE {
            out.push(count as u32);
        }
    }
    while out.len() * STRIDE <= content.len() {
        out.push(content.chars().count() as u32);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_round_trip_through_bytes() {
        let text = Text::new("naïve “façade” — 日本 ".repeat(60));
        let chars: Vec<usize> = text.as_str().char_indices().map(|(byte, _)| byte).chain([text.len()]).collect();
        for (count, &byte) in chars.iter().enumerate() {
            assert_eq!(text.code_point(byte), count);
            assert_eq!(text.byte_of(count), Some(byte));
        }
        assert_eq!(text.byte_of(chars.len()), None);
    }

    #[test]
    fn trimming_keeps_the_inside() {
        assert_eq!(Span::new(0, 7).trimmed("  ab  \n"), Span::new(2, 4));
    }
}
