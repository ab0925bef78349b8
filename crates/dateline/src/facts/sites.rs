//! Web sites by their addresses: "Oren.com", "News.co.uk".

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::lists::lines;
use crate::text::Span;

static DOMAINS: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| lines(include_str!("../../data/names/domains.txt")).collect());

/// Bytes of an address before its last domain at most.
const LONGEST: usize = 60;

/// The addresses of sites in a text, in order: a host alone, no part of a longer address or of one for mail.
pub(super) fn sites(text: &str) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for (dot, _) in text.match_indices('.') {
        let end = dot + 1 + text[dot + 1..].bytes().take_while(u8::is_ascii_lowercase).count();
        if !DOMAINS.contains(&text[dot + 1..end]) || goes_on(&text[end..]) {
            continue;
        }
        let floor = out.last().map_or(0, |last| last.end as usize).max(dot.saturating_sub(LONGEST));
        let host = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
        let start = dot - text.as_bytes()[floor..dot].iter().rev().take_while(host).count();
        let before = text[..start].chars().next_back();
        let apart = before.is_none_or(|c| c.is_whitespace() || "(\"'“‘[".contains(c));
        let named = text.as_bytes().get(start).is_some_and(u8::is_ascii_alphanumeric);
        let letters = text[start..dot].bytes().any(|byte| byte.is_ascii_alphabetic());
        if apart && named && letters && !text[start..dot].contains("..") {
            out.push(Span::new(start, end));
        }
    }
    out
}

/// Whether the address goes on: another domain, a path, a mail box.
fn goes_on(after: &str) -> bool {
    let mut next = after.chars();
    let (first, second) = (next.next(), next.next());
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    word(first) || matches!(first, Some('@' | '/' | '_')) || (matches!(first, Some('.' | '-')) && word(second))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = sites(text).iter().map(|site| site.of(text)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_host_is_a_site() {
        check(
            "Oren.com said so, and News.co.uk (Lind-Today.org) denied it.",
            &["Oren.com", "News.co.uk", "Lind-Today.org"],
        );
    }

    #[test]
    fn other_dots_are_none() {
        check("ana@oren.com, http://oren.com/a, 3.de, He left.com.", &["left.com"]);
        check("It rained.He left at 5 p.m. in the U.S. Inc.", &[]);
    }
}
