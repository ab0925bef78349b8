//! Reprints made by rule from any articles, where it is known which characters were copied.
//!
//! One article of each event is an original and is printed again in each way (see [`WAYS`]); the others lend the
//! paragraphs that are put in, and are not in the heap themselves: they may be copies that nobody marked. It tests
//! mechanisms, not how often papers do each.

use std::collections::BTreeSet;

use crate::dice::Dice;

/// An article to print again.
#[derive(Debug, Clone)]
pub(crate) struct Original {
    /// Identifier.
    pub(crate) id: String,
    /// Event it tells; what is mixed in comes from other events.
    pub(crate) event: String,
    /// Text; paragraphs are its lines.
    pub(crate) text: String,
}

/// An original or a reprint of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Printed {
    /// Identifier.
    pub(crate) id: String,
    /// Identifier of the original it is a whole-page copy of, its own where it is none.
    pub(crate) group: String,
    /// The way it was made, `original` for an original.
    pub(crate) way: &'static str,
    /// Text.
    pub(crate) text: String,
    /// What is copied: characters from and to.
    pub(crate) copied: Vec<(usize, usize)>,
}

/// A way to print again: its name, whether the whole page stays a copy, and how paragraphs become pieces.
struct Way {
    name: &'static str,
    is_copy: bool,
    print: fn(&mut Dice, &Texts<'_>) -> Vec<Piece>,
}

/// Paragraphs to print from.
struct Texts<'t> {
    /// Of the original.
    own: Vec<&'t str>,
    /// Of an original of another event.
    second: Vec<&'t str>,
    /// Of an article of another event that is not in the heap.
    foreign: Vec<&'t str>,
}

/// A paragraph, and whether it was copied from the original.
#[derive(Debug, Clone)]
struct Piece {
    text: String,
    copied: bool,
}

const WAYS: &[Way] = &[
    Way { name: "headline", is_copy: true, print: under_another_headline },
    Way { name: "cut", is_copy: true, print: cut },
    Way { name: "filled", is_copy: true, print: filled },
    Way { name: "reordered", is_copy: true, print: reordered },
    Way { name: "reworded", is_copy: true, print: reworded },
    Way { name: "scanned", is_copy: true, print: scanned },
    Way { name: "mixed", is_copy: false, print: mixed },
];

/// Words that an original has at least: shorter ones are no reports.
const LEAST_WORDS: usize = 80;

/// The originals and one reprint of each in each way; the same ones for the same seed.
pub(crate) fn printed(originals: &[Original], seed: u64) -> Vec<Printed> {
    let mut dice = Dice::new(seed);
    let long: Vec<&Original> =
        originals.iter().filter(|one| one.text.split_whitespace().count() >= LEAST_WORDS).collect();
    let mut events = BTreeSet::new();
    let (sources, lenders): (Vec<&Original>, Vec<&Original>) =
        long.into_iter().partition(|one| events.insert(one.event.as_str()));
    let mut out = Vec::new();
    for (at, original) in sources.iter().enumerate() {
        let group = original.id.clone();
        out.push(Printed {
            id: group.clone(),
            group,
            way: "original",
            text: original.text.clone(),
            copied: Vec::new(),
        });
        let (Some(second), Some(foreign)) = (other(&sources, at, original), other(&lenders, at, original)) else {
            continue;
        };
        let [own, second, foreign] = [original, second, foreign].map(|one| paragraphs(&one.text));
        let texts = Texts { own, second, foreign };
        out.extend(WAYS.iter().map(|way| reprint(original, way, (way.print)(&mut dice, &texts))));
    }
    out
}

/// One of a list that tells another event, looked for from a place on.
fn other<'o>(list: &[&'o Original], from: usize, original: &Original) -> Option<&'o Original> {
    (1..list.len()).map(|step| list[(from + step) % list.len()]).find(|one| one.event != original.event)
}

fn paragraphs(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

fn reprint(original: &Original, way: &Way, pieces: Vec<Piece>) -> Printed {
    let id = format!("{}-{}", original.id, way.name);
    let (mut text, mut at, mut copied) = (String::new(), 0, Vec::new());
    for piece in pieces {
        let length = piece.text.chars().count();
        if piece.copied {
            copied.push((at, at + length));
        }
        text.push_str(&piece.text);
        text.push_str("\n\n");
        at += length + 2;
    }
    let group = if way.is_copy { original.id.clone() } else { id.clone() };
    Printed { id, group, way: way.name, text, copied }
}

fn kept(text: &str) -> Piece {
    Piece { text: text.to_owned(), copied: true }
}

fn added(text: impl Into<String>) -> Piece {
    Piece { text: text.into(), copied: false }
}

/// A line of our own above it, one below.
fn under_another_headline(dice: &mut Dice, texts: &Texts<'_>) -> Vec<Piece> {
    let above = format!("{} and {}: what is known on this page so far", dice.name(), dice.name());
    let below = format!("Write to the desk in {} or call {}.", dice.name(), 10_000 + dice.below(80_000));
    let body = texts.own.iter().map(|text| kept(text));
    std::iter::once(added(above)).chain(body).chain([added(below)]).collect()
}

/// The first two fifths to three fifths of its sentences.
fn cut(dice: &mut Dice, texts: &Texts<'_>) -> Vec<Piece> {
    let sentences: Vec<(usize, &str)> = texts
        .own
        .iter()
        .enumerate()
        .flat_map(|(at, text)| sentences(text).into_iter().map(move |one| (at, one)))
        .collect();
    let most = (sentences.len() * (40 + dice.below(20) as usize) / 100).max(1);
    let by_paragraph = sentences[..most].chunk_by(|a, b| a.0 == b.0);
    by_paragraph.map(|of| kept(&of.iter().map(|(_, text)| *text).collect::<Vec<_>>().join(" "))).collect()
}

/// Two paragraphs put in that nobody else in the heap has.
fn filled(dice: &mut Dice, texts: &Texts<'_>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = texts.own.iter().map(|text| kept(text)).collect();
    for _ in 0..2 {
        let at = 1 + dice.below(pieces.len() as u64) as usize;
        pieces.insert(at, added(*dice.pick(&texts.foreign)));
    }
    pieces
}

/// Its sentences in another order, by blocks of two.
fn reordered(dice: &mut Dice, texts: &Texts<'_>) -> Vec<Piece> {
    let all: Vec<&str> = texts.own.iter().flat_map(|text| sentences(text)).collect();
    let mut blocks: Vec<Piece> = all.chunks(2).map(|block| kept(&block.join(" "))).collect();
    for at in (1..blocks.len()).rev() {
        blocks.swap(at, dice.below(at as u64 + 1) as usize);
    }
    blocks
}

/// One word in twelve gives way to another of the article.
fn reworded(dice: &mut Dice, texts: &Texts<'_>) -> Vec<Piece> {
    let words: Vec<&str> = texts.own.iter().flat_map(|text| text.split_whitespace()).collect();
    let swap = |dice: &mut Dice, word: &str| {
        if dice.below(12) == 0 { (*dice.pick(&words)).to_owned() } else { word.to_owned() }
    };
    texts
        .own
        .iter()
        .map(|text| kept(&text.split_whitespace().map(|word| swap(dice, word)).collect::<Vec<_>>().join(" ")))
        .collect()
}

/// Two and a half letters in a hundred misread.
fn scanned(dice: &mut Dice, texts: &Texts<'_>) -> Vec<Piece> {
    const MISREAD: &[(char, char)] =
        &[('e', 'c'), ('l', '1'), ('o', '0'), ('h', 'b'), ('n', 'u'), ('t', 'f'), ('s', '8'), ('a', 'o'), ('i', 'j')];
    let misread = |dice: &mut Dice, c: char| match MISREAD.iter().find(|(from, _)| *from == c) {
        Some(&(_, to)) if dice.below(1_000) < 45 => to,
        _ => c,
    };
    texts.own.iter().map(|text| kept(&text.chars().map(|c| misread(dice, c)).collect::<String>())).collect()
}

/// As much of two originals each, and of an article that nobody else in the heap has.
fn mixed(dice: &mut Dice, texts: &Texts<'_>) -> Vec<Piece> {
    let all = [(&texts.foreign, false), (&texts.own, true), (&texts.second, true)];
    let words = all.map(|(of, _)| of.iter().flat_map(|text| text.split_whitespace()).collect::<Vec<_>>());
    let third = words.iter().map(Vec::len).min().unwrap_or(0) / 3;
    let part = |(words, (_, copied)): (Vec<&str>, (&Vec<&str>, bool))| {
        let from = dice.below((words.len() - third) as u64 + 1) as usize;
        Piece { text: words[from..from + third].join(" "), copied }
    };
    words.into_iter().zip(all).map(part).collect()
}

/// A paragraph cut behind full stops that a blank follows.
fn sentences(text: &str) -> Vec<&str> {
    text.split_inclusive(". ").map(str::trim).filter(|one| !one.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn original(id: &str, event: &str, word: &str) -> Original {
        let sentence = format!("The {word} council met in the town hall and heard the report of its treasurer. ");
        let text = format!("{}\n\n{}\n\n{}", sentence.repeat(3), sentence.repeat(4), sentence.repeat(2));
        Original { id: id.into(), event: event.into(), text }
    }

    fn originals() -> Vec<Original> {
        let words = [("harbour", "1"), ("museum", "2"), ("forest", "1"), ("railway", "2")];
        words.iter().map(|(word, event)| original(word, event, word)).collect()
    }

    #[test]
    fn every_way_is_printed_once_and_marks_what_it_copied() {
        let pages = printed(&originals(), 7);
        assert_eq!(pages.len(), 2 * (WAYS.len() + 1));
        for page in pages.iter().filter(|page| page.way != "original") {
            let letters: Vec<char> = page.text.chars().collect();
            let of: Vec<String> = page.copied.iter().map(|&(from, to)| letters[from..to].iter().collect()).collect();
            assert!(!of.is_empty() && of.iter().all(|text| !text.contains('\n')), "{page:?}");
        }
        assert_eq!(pages, printed(&originals(), 7));
    }

    #[test]
    fn a_mixed_page_copies_from_two_originals_and_is_a_copy_of_neither() {
        let pages = printed(&originals(), 7);
        let mixed = pages.iter().find(|page| page.id == "harbour-mixed").unwrap();
        let copied = |&(from, to): &(usize, usize)| mixed.text.chars().skip(from).take(to - from).collect::<String>();
        let copied: String = mixed.copied.iter().map(copied).collect();
        assert!(copied.contains("harbour") && copied.contains("museum") && !copied.contains("forest"));
        assert!(mixed.text.contains("forest") || mixed.text.contains("railway"));
        assert_eq!(mixed.group, "harbour-mixed");
    }
}
