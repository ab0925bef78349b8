//! Characters from bytes of any encoding.
//!
//! In order: byte order mark, UTF-16 without a mark, valid UTF-8, the charset the page declares, a guess by chardetng.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Bytes in which a declared charset is looked for; the HTML standard asks for the first 1,024, real pages are later.
const DECLARED_WITHIN: usize = 8 << 10;

/// Bytes that the guess by chardetng is fed; more does not change it.
const GUESS_BYTES: usize = 256 << 10;

/// One broken sequence in this many bytes is a slip in a UTF-8 page (a cut, one pasted quotation mark); more says that
/// the page is in another encoding.
const SLIP_BYTES: usize = 2000;

/// Files that start so are no text.
const BINARY_MAGIC: &[&[u8]] =
    &[b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x7fELF", b"PAR1", b"RIFF", b"SQLite format 3"];

/// Bytes looked at to tell binary from text.
const BINARY_WITHIN: usize = 4096;

/// The characters of a record and a remark where the bytes were not what they were said to be.
pub(super) fn decode<'b>(bytes: &'b [u8], declared: Option<&str>) -> (Cow<'b, str>, Option<String>) {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return (encoding.decode_without_bom_handling(&bytes[mark..]).0, None);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        let note = format!("{} without a byte order mark", encoding.name());
        return (encoding.decode_without_bom_handling(bytes).0, Some(note));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (Cow::Borrowed(text), None);
    }
    let stated = declared.and_then(|label| Encoding::for_label(label.as_bytes())).or_else(|| declared_in(bytes));
    match stated {
        Some(encoding) if encoding != UTF_8 && encoding != UTF_16LE && encoding != UTF_16BE => {
            (encoding.decode_without_bom_handling(bytes).0, None)
        }
        _ => guess(bytes),
    }
}

/// What a text that is not UTF-8 most probably is.
fn guess(bytes: &[u8]) -> (Cow<'_, str>, Option<String>) {
    let lossy = String::from_utf8_lossy(bytes);
    let broken = lossy.matches('\u{fffd}').count();
    let multibyte = lossy.chars().filter(|c| !c.is_ascii()).count() - broken;
    if broken <= 1 + bytes.len() / SLIP_BYTES || multibyte > 4 * broken {
        return (lossy, Some(format!("{broken} broken UTF-8 sequences")));
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(GUESS_BYTES)], true);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Deny);
    let note = format!("charset guessed as {}", encoding.name());
    (encoding.decode_without_bom_handling(bytes).0, Some(note))
}

/// Whether these first bytes are of an encoding with two bytes a character.
pub(super) fn is_wide(head: &[u8]) -> bool {
    let marked = Encoding::for_bom(head).is_some_and(|(encoding, _)| encoding != UTF_8);
    marked || utf16_without_mark(head).is_some()
}

/// UTF-16 shows in text with markup or spaces by zeros at every other byte.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(BINARY_WITHIN) & !1];
    if head.len() < 8 {
        return None;
    }
    let pairs = head.len() / 2;
    let zeros = |offset: usize| head.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if odd * 5 > pairs && even * 50 < pairs.max(50) {
        Some(UTF_16LE)
    } else if even * 5 > pairs && odd * 50 < pairs.max(50) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The `charset=` of a meta element or XML declaration.
fn declared_in(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(DECLARED_WITHIN)].to_ascii_lowercase();
    let found = |key: &[u8]| -> Option<&'static Encoding> {
        let at = memchr::memmem::find(&head, key)? + key.len();
        let value = head[at..].iter().skip_while(|b| matches!(b, b' ' | b'=' | b'"' | b'\''));
        let label: Vec<u8> =
            value.take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')).copied().collect();
        Encoding::for_label(&label)
    };
    found(b"charset").or_else(|| found(b"encoding"))
}

/// What kind of binary these bytes are, if they are no text in any encoding.
pub(super) fn binary(bytes: &[u8]) -> Option<&'static str> {
    if BINARY_MAGIC.iter().any(|magic| bytes.starts_with(magic)) {
        return Some("a binary file format");
    }
    if Encoding::for_bom(bytes).is_some() || utf16_without_mark(bytes).is_some() {
        return None;
    }
    let head = &bytes[..bytes.len().min(BINARY_WITHIN)];
    let control = |byte: &&u8| matches!(**byte, 0..=8 | 14..=26 | 28..=31 | 127);
    let controls = head.iter().filter(control).count();
    let has_zeros = memchr::memchr(0, head).is_some();
    let limit = if has_zeros { head.len() / 200 } else { head.len() / 20 };
    (controls > limit).then_some("binary data")
}
