//! Parts of speech by an averaged perceptron over hashed features.

/// A part of speech: the Penn Treebank's, with those joined that no rule of ours tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Tag {
    /// Noun, singular.
    Noun,
    /// Noun, plural.
    Nouns,
    /// Proper noun.
    Proper,
    /// Personal pronoun.
    Pronoun,
    /// Possessive pronoun.
    Possessive,
    /// Determiner.
    Determiner,
    /// Adjective.
    Adjective,
    /// Adverb.
    Adverb,
    /// Verb, base form.
    Base,
    /// Verb, past tense.
    Past,
    /// Verb, -ing.
    Gerund,
    /// Verb, past participle.
    Participle,
    /// Verb, third person singular.
    Third,
    /// Verb, present, other persons.
    Present,
    /// Modal.
    Modal,
    /// "to".
    To,
    /// Preposition or subordinating conjunction.
    Preposition,
    /// Coordinating conjunction.
    And,
    /// Number.
    Number,
    /// who, which, what, how.
    Wh,
    /// Particle of a verb.
    Particle,
    /// "there is".
    There,
    /// "'s" of possession.
    Genitive,
    /// Marks and all else.
    Other,
}

/// All tags, by number.
pub const TAGS: [Tag; 24] = [
    Tag::Noun,
    Tag::Nouns,
    Tag::Proper,
    Tag::Pronoun,
    Tag::Possessive,
    Tag::Determiner,
    Tag::Adjective,
    Tag::Adverb,
    Tag::Base,
    Tag::Past,
    Tag::Gerund,
    Tag::Participle,
    Tag::Third,
    Tag::Present,
    Tag::Modal,
    Tag::To,
    Tag::Preposition,
    Tag::And,
    Tag::Number,
    Tag::Wh,
    Tag::Particle,
    Tag::There,
    Tag::Genitive,
    Tag::Other,
];

impl Tag {
    /// A noun of any kind.
    pub fn is_noun(self) -> bool {
        matches!(self, Tag::Noun | Tag::Nouns | Tag::Proper)
    }

    /// A verb form that can stand without an auxiliary.
    pub fn is_finite(self) -> bool {
        matches!(self, Tag::Past | Tag::Third | Tag::Present | Tag::Modal)
    }

    /// A verb form of any kind.
    pub fn is_verb(self) -> bool {
        matches!(self, Tag::Base | Tag::Past | Tag::Gerund | Tag::Participle | Tag::Third | Tag::Present | Tag::Modal)
    }
}

/// Rows of the weight table: a power of two. Twice as many gained 0.2 points on held-out Wikinews.
pub const BUCKETS: usize = 1 << 16;

/// One row of [`TAGS`] weights for each bucket. Made by `dateline-eval train pos`.
static WEIGHTS: &[u8] = include_bytes!("../../../data/models/pos-en.bin");

/// Number of features of a word.
const FEATURES: usize = 21;

/// The tags of a sentence, given each word as written and in lower case.
pub(super) fn tag(words: &[(&str, &str)]) -> Vec<Tag> {
    let mut tags: Vec<u8> = Vec::with_capacity(words.len());
    let headline = is_headline(words);
    for at in 0..words.len() {
        let mut scores = [0i32; TAGS.len()];
        for bucket in features(words, &tags, at, headline) {
            let row = &WEIGHTS[bucket as usize * TAGS.len()..][..TAGS.len()];
            for (score, &weight) in scores.iter_mut().zip(row) {
                *score += i32::from(weight as i8);
            }
        }
        if !words[at].1.ends_with('s') {
            // Every verb in the third person ends so; in headlines unknown nouns look like one.
            scores[Tag::Third as usize] = i32::MIN;
        }
        let best = best(&scores);
        tags.push(if is_name(words, at, best, headline) { Tag::Proper as u8 } else { best });
    }
    tags.into_iter().map(|tag| TAGS[tag as usize]).collect()
}

/// Whether a word that was tagged otherwise is a name by its capital: unknown names look like verbs ("Kostich") or like
/// nothing.
fn is_name(words: &[(&str, &str)], at: usize, tag: u8, headline: bool) -> bool {
    let (raw, low) = words[at];
    let mut chars = raw.chars();
    let capital = chars.next().is_some_and(char::is_uppercase) && chars.next().is_some_and(char::is_lowercase);
    let opens = at == 0 || words[at - 1].0.chars().all(|c| !c.is_alphanumeric() && !matches!(c, ',' | '-' | '(' | '$'));
    let closing_mark = at > 1
        && matches!(words[at - 1].0, "”" | "\"" | "''" | "’" | "'")
        && matches!(words[at - 2].0, "," | "?" | "!");
    let tag = TAGS[tag as usize];
    let strange = tag == Tag::Other
        || (tag.is_verb() && tag != Tag::Modal)
        || matches!(tag, Tag::Noun | Tag::Nouns | Tag::Adverb);
    if opens && !closing_mark {
        return tag == Tag::Other && capital;
    }
    capital && !headline && strange && low != "i"
}

fn best(scores: &[i32; TAGS.len()]) -> u8 {
    let mut best = 0;
    for at in 1..scores.len() {
        if scores[at] > scores[best] {
            best = at;
        }
    }
    best as u8
}

/// Tags where no model is: capitals are proper nouns, digits numbers.
pub(super) fn tag_by_shape(words: &[(&str, &str)]) -> Vec<Tag> {
    let shape = |&(raw, _): &(&str, &str)| match raw.chars().next() {
        Some(c) if c.is_uppercase() => Tag::Proper,
        Some(c) if c.is_numeric() => Tag::Number,
        Some(c) if c.is_alphabetic() => Tag::Noun,
        _ => Tag::Other,
    };
    words.iter().map(shape).collect()
}

/// Whether the words are set as headlines are, so that capitals tell nothing.
pub fn is_headline(words: &[(&str, &str)]) -> bool {
    let long = words.iter().filter(|(raw, _)| raw.len() > 3 && raw.starts_with(char::is_alphabetic));
    let (capital, small) = long.fold((0, 0), |(capital, small), (raw, _)| {
        if raw.starts_with(char::is_uppercase) { (capital + 1, small) } else { (capital, small + 1) }
    });
    capital >= 3 && capital > 4 * small
}

/// The buckets of the features of word `at`, given the tags before it. The trainer reads the same.
pub fn features(words: &[(&str, &str)], tags: &[u8], at: usize, headline: bool) -> [u32; FEATURES] {
    let low = |offset: isize| -> &str {
        let index = at as isize + offset;
        usize::try_from(index).ok().and_then(|index| words.get(index)).map_or("\u{1}", |word| word.1)
    };
    let tag = |back: usize| at.checked_sub(back).map_or(99, |index| tags[index]);
    let word = words[at].1;
    let (t1, t2) = ([tag(1)], [tag(1), tag(2)]);
    let near = |offset: isize| -> u8 {
        let index = at as isize + offset;
        usize::try_from(index).ok().and_then(|index| words.get(index)).map_or(99, |word| shape(word.0, headline))
    };
    let shape = [near(0), u8::from(at == 0)];
    let around = [near(-1), near(1)];
    let parts: [[&[u8]; 2]; FEATURES] = [
        [b"", b""],
        [word.as_bytes(), b""],
        [ending(word, 1), b""],
        [ending(word, 2), b""],
        [ending(word, 3), b""],
        [ending(word, 4), &shape],
        [opening(word), b""],
        [&shape, &t1],
        [low(-1).as_bytes(), b""],
        [low(1).as_bytes(), b""],
        [low(-2).as_bytes(), b""],
        [low(2).as_bytes(), b""],
        [&t1, b""],
        [&t2, b""],
        [&t1, word.as_bytes()],
        [ending(low(1), 3), &t1],
        [low(-1).as_bytes(), word.as_bytes()],
        [word.as_bytes(), low(1).as_bytes()],
        [ending(word, 3), ending(low(1), 2)],
        [&shape, &around],
        [&shape, word.as_bytes()],
    ];
    let mut out = [0; FEATURES];
    for (slot, [first, second]) in parts.iter().enumerate() {
        out[slot] = hash(slot as u8, first, second);
    }
    out
}

/// FNV-1a over the feature's number and its two parts.
fn hash(number: u8, first: &[u8], second: &[u8]) -> u32 {
    let mut state = 0x811c_9dc5_u32 ^ u32::from(number);
    state = state.wrapping_mul(0x0100_0193);
    for &byte in first.iter().chain(b"\0").chain(second) {
        state = (state ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    (state ^ (state >> 16)) & (BUCKETS as u32 - 1)
}

/// The last `count` characters.
fn ending(word: &str, count: usize) -> &[u8] {
    let start = word.char_indices().rev().nth(count - 1).map_or(0, |(at, _)| at);
    &word.as_bytes()[start..]
}

/// The first three characters.
fn opening(word: &str) -> &[u8] {
    let end = word.char_indices().nth(3).map_or(word.len(), |(at, _)| at);
    &word.as_bytes()[..end]
}

/// Capitals, digits, hyphens: one number.
fn shape(raw: &str, headline: bool) -> u8 {
    let first_upper = raw.chars().next().is_some_and(char::is_uppercase);
    let all_upper = raw.len() > 1 && !raw.chars().any(char::is_lowercase) && first_upper;
    let digit = raw.bytes().any(|b| b.is_ascii_digit());
    let hyphen = raw.contains('-');
    let capitals = if headline { 16 } else { u8::from(first_upper) | u8::from(all_upper) << 1 };
    capitals | u8::from(digit) << 2 | u8::from(hyphen) << 3
}
