//! Languages: which one a text is in, and the tables each brings.
//!
//! In: text. Out: [`Lang`] and its [`LangPack`]. A language is a folder in `data/lang/` and a line in [`PACKS`]; a
//! text in a language without a pack is read with the neutral pack, whose tables are empty.
//! Detection is whatlang's trigram model; it answers only when it calls itself reliable.

mod cues;
mod figure_words;
mod pack;

pub use cues::{Cue, CueClass, CueTable, Frame};
pub use figure_words::FigureWords;
pub use pack::{LangPack, PACKS, WordSet, pack};

/// An ISO 639-1 code in lower case (639-3 where there is no shorter one).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang(String);

impl Lang {
    /// From a language tag; what follows the first `-` or `_` (region, script) is left out.
    pub fn new(tag: &str) -> Self {
        let code = tag.split(['-', '_']).next().unwrap_or("").trim().to_ascii_lowercase();
        Self(code)
    }

    /// The code.
    pub fn code(&self) -> &str {
        &self.0
    }
}

/// The language of a text of some sentences, if it can be told.
pub fn detect(text: &str) -> Option<Lang> {
    let sample_end = text.char_indices().nth(4000).map_or(text.len(), |(at, _)| at);
    let info = whatlang::detect(&text[..sample_end])?;
    info.is_reliable().then(|| Lang::new(short_code(info.lang().code())))
}

/// The pack to read a text with: that of its language, or, where the text is too short to tell, the one whose function
/// words it is full of.
pub fn pack_of(language: Option<&Lang>, text: &str) -> &'static LangPack {
    if language.is_some() {
        return pack(language);
    }
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .take(TOLD_BY)
        .map(str::to_lowercase)
        .collect();
    let hits = |pack: &LangPack| words.iter().filter(|word| pack.stopwords.has(word)).count();
    let mut counts: Vec<(usize, &'static LangPack)> = PACKS.iter().map(|pack| (hits(pack), pack)).collect();
    counts.sort_by_key(|&(hits, pack)| (std::cmp::Reverse(hits), pack.code));
    match counts.as_slice() {
        [(best, known), (second, _), ..] if best > second && best * ONE_IN >= words.len() => known,
        _ => pack(None),
    }
}

/// Words of a text that are looked at to tell its language by its function words.
const TOLD_BY: usize = 200;

/// One word in so many is a function word in any sentence of English or German news; in a foreign one, hardly any is.
const ONE_IN: usize = 6;

/// ISO 639-1 code for the 639-3 codes that whatlang gives.
fn short_code(code: &str) -> &str {
    const CODES: &str = include_str!("../../data/lang/codes.tsv");
    CODES
        .lines()
        .find_map(|line| line.split_once('\t').filter(|(long, _)| *long == code).map(|(_, short)| short))
        .unwrap_or(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_lose_their_region() {
        assert_eq!(Lang::new("en-GB").code(), "en");
    }

    #[test]
    fn a_text_too_short_to_detect_is_told_by_its_function_words() {
        assert_eq!(pack_of(None, "“The dam is safe,” Ruiz said.").code, "en");
        assert_eq!(pack_of(None, "„Der Damm ist sicher“, sagte Ruiz.").code, "de");
        assert_eq!(pack_of(None, "Oren 3, Lind 1").code, "");
        assert_eq!(pack_of(Some(&Lang::new("fr")), "the dam is the dam").code, "");
    }

    #[test]
    fn a_plain_paragraph_is_told() {
        let german =
            "Der Minister sagte am Donnerstag, dass die Regierung den Haushalt im kommenden Jahr kürzen werde.";
        assert_eq!(detect(german).unwrap().code(), "de");
    }
}
