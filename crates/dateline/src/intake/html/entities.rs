//! Character references.

use html5ever::data::NAMED_ENTITIES;

/// Longest name in the table of the HTML standard, with its semicolon.
const NAME_MAX: usize = 33;

/// Appends the characters of `raw` with its references resolved.
pub(super) fn push_decoded(raw: &str, out: &mut String) {
    let mut rest = raw;
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let taken = push_reference(rest, out);
        if taken == 0 {
            out.push('&');
            rest = &rest[1..];
        } else {
            rest = &rest[taken..];
        }
    }
    out.push_str(rest);
}

/// The characters of `raw` with its references resolved.
pub(in crate::intake) fn decoded(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    push_decoded(raw, &mut out);
    out
}

/// Appends what the reference at the start of `rest` stands for; answers its length, 0 where it is none.
fn push_reference(rest: &str, out: &mut String) -> usize {
    let bytes = rest.as_bytes();
    if bytes.get(1) == Some(&b'#') {
        return push_number(rest, out);
    }
    let name = &bytes[1..];
    let letters = name.iter().take(NAME_MAX).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let with_semicolon = letters + usize::from(name.get(letters) == Some(&b';'));
    for length in (2..=with_semicolon).rev() {
        let Some(&(first, second)) = NAMED_ENTITIES.get(&rest[1..=length]) else { continue };
        let Some(c) = char::from_u32(first).filter(|_| first != 0) else { continue };
        out.push(c);
        out.extend(char::from_u32(second).filter(|_| second != 0));
        return 1 + length;
    }
    0
}

/// `&#8217;` and `&#x2019;`, with the replacements that the standard has for the C1 range.
fn push_number(rest: &str, out: &mut String) -> usize {
    let body = &rest[2..];
    let (digits, radix, start) = match body.strip_prefix(['x', 'X']) {
        Some(hex) => (hex, 16, 3),
        None => (body, 10, 2),
    };
    let count = digits.bytes().take_while(|byte| (*byte as char).is_digit(radix)).count();
    if count == 0 {
        return 0;
    }
    let code = u32::from_str_radix(&digits[..count], radix).unwrap_or(0xfffd);
    out.push(char_of(code));
    start + count + usize::from(digits[count..].starts_with(';'))
}

fn char_of(code: u32) -> char {
    if let 0x80..=0x9f = code {
        let byte = [code as u8];
        return encoding_rs::WINDOWS_1252.decode_without_bom_handling(&byte).0.chars().next().unwrap_or('\u{fffd}');
    }
    char::from_u32(code).filter(|c| *c != '\0').unwrap_or('\u{fffd}')
}
