//! Language packs: one folder of the same files for each language.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::{CueTable, FigureWords, Lang};

/// A set of lower-case words or phrases, one a line in its file; `#` opens a comment line.
#[derive(Debug, Clone, Default)]
pub struct WordSet(BTreeSet<&'static str>);

impl WordSet {
    /// From the content of a word list.
    pub fn parse(list: &'static str) -> Self {
        Self(list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect())
    }

    /// Whether `word`, given in lower case, is in it.
    pub fn has(&self, word: &str) -> bool {
        self.0.contains(word)
    }

    /// All words in order.
    pub fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().copied()
    }
}

/// The tables of one language.
#[derive(Debug, Default)]
pub struct LangPack {
    /// ISO code; empty for the neutral pack.
    pub code: &'static str,
    /// Words that a full stop follows inside a sentence, without the stop.
    pub abbreviations: WordSet,
    /// Function words that carry no subject.
    pub stopwords: WordSet,
    /// Verbs that introduce speech, in every form.
    pub speech_verbs: WordSet,
    /// Titles and roles that stand before a name.
    pub titles: WordSet,
    /// Words and patterns of expressions of time, as TOML; the `date` room compiles them.
    pub time: &'static str,
    /// Words that introduce what somebody says, thinks or wants.
    pub cues: CueTable,
    /// Words that figures are read by.
    pub figures: FigureWords,
}

impl LangPack {
    /// Whether a full stop between two words, given as written, lies inside a sentence: "Gen. Smith", "No. 5", but
    /// not "in the U.S. The".
    pub fn stop_stays_inside(&self, before: &str, after: &str) -> bool {
        let word = before.to_lowercase();
        if !self.abbreviations.has(&word) {
            return false;
        }
        let number_follows = after.starts_with(|c: char| c.is_ascii_digit());
        if number_follows || self.titles.has(&word) {
            return true;
        }
        // "He said no. Then": written small and with a vowel it may be an ordinary word.
        let ordinary = word == before && !word.contains('.') && word.contains(['a', 'e', 'i', 'o', 'u']);
        !ordinary && !self.stopwords.has(&after.to_lowercase())
    }
}

/// Reads the files of one folder of `data/lang/` into a [`LangPack`].
macro_rules! lang_pack {
    ($code:literal) => {
        LangPack {
            code: $code,
            abbreviations: WordSet::parse(include_str!(concat!("../../data/lang/", $code, "/abbreviations.txt"))),
            stopwords: WordSet::parse(include_str!(concat!("../../data/lang/", $code, "/stopwords.txt"))),
            speech_verbs: WordSet::parse(include_str!(concat!("../../data/lang/", $code, "/speech_verbs.txt"))),
            titles: WordSet::parse(include_str!(concat!("../../data/lang/", $code, "/titles.txt"))),
            time: include_str!(concat!("../../data/lang/", $code, "/time.toml")),
            cues: CueTable::parse(include_str!(concat!("../../data/lang/", $code, "/cues.tsv"))),
            figures: FigureWords::parse(include_str!(concat!("../../data/lang/", $code, "/figures.tsv"))),
        }
    };
}

/// Every language with a pack, by code.
pub static PACKS: LazyLock<Vec<LangPack>> = LazyLock::new(|| vec![lang_pack!("en"), lang_pack!("de")]);

/// What holds in languages without a folder: titles in short, verbs of speech, and the words and signs of figures.
static NEUTRAL: LazyLock<LangPack> = LazyLock::new(|| {
    let titles = WordSet::parse(include_str!("../../data/lang/titles_abroad.txt"));
    LangPack {
        abbreviations: titles.clone(),
        titles,
        speech_verbs: WordSet::parse(include_str!("../../data/lang/speech_verbs_abroad.txt")),
        figures: FigureWords::parse(include_str!("../../data/lang/figures_abroad.tsv")),
        ..LangPack::default()
    }
});

/// The pack of a language; the neutral one where there is none.
pub fn pack(lang: Option<&Lang>) -> &'static LangPack {
    lang.and_then(|lang| PACKS.iter().find(|pack| pack.code == lang.code())).unwrap_or(&NEUTRAL)
}
