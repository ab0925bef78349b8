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
    let words: Vec<String> = first_words(text).collect();
    let hits = |pack: &LangPack| words.iter().filter(|word| pack.stopwords.has(word)).count();
    let mut counts: Vec<(usize, &'static LangPack)> = PACKS.iter().map(|pack| (hits(pack), pack)).collect();
    counts.sort_by_key(|&(hits, pack)| (std::cmp::Reverse(hits), pack.code));
    match counts.as_slice() {
        [(best, known), (second, _), ..] if best > second && best * ONE_IN >= words.len() => known,
        _ => pack(None),
    }
}

/// Whether a text is in the language that somebody says it is in: a quarter of its first words are function words of that
/// language. Only languages with a pack can be told so, and only by fifty words or more; it costs a fraction of asking
/// which of all languages it is.
pub fn confirms(language: &Lang, text: &str) -> bool {
    let pack = pack(Some(language));
    let (mut words, mut hits) = (0, 0);
    for word in first_words(text) {
        words += 1;
        hits += usize::from(pack.stopwords.has(&word));
    }
    pack.code == language.code() && words >= CONFIRMED_BY && hits * CONFIRMED_ONE_IN >= words
}

fn first_words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    words.take(TOLD_BY).map(str::to_lowercase)
}

/// Words that a text needs so that its function words confirm its language.
const CONFIRMED_BY: usize = 50;

/// One word in so many must be a function word: English and German news have one in three, neighbouring languages share
/// one in eight.
const CONFIRMED_ONE_IN: usize = 4;

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
    fn a_stated_language_is_confirmed_by_its_function_words() {
        let english =
            "The mayor of the town said that it was not the fault of the crew and that they had done what they could. ";
        assert!(confirms(&Lang::new("en"), &english.repeat(3)));
        assert!(!confirms(&Lang::new("de"), &english.repeat(3)), "another language");
        assert!(!confirms(&Lang::new("en"), "The mayor of the town said so."), "too short");
        assert!(!confirms(&Lang::new("vi"), &english.repeat(3)), "no pack");
        let dutch = "De burgemeester van de stad zei dat het niet de schuld was van de bemanning en dat zij deden wat zij konden. ";
        assert!(!confirms(&Lang::new("de"), &dutch.repeat(3)) && !confirms(&Lang::new("en"), &dutch.repeat(3)));
    }

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
