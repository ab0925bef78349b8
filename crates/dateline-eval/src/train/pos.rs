//! Trains the part-of-speech tagger of `dateline::facts::grammar`: an averaged perceptron, greedy from left to right,
//! on CoNLL-U files (forms in column 2, Penn Treebank tags in column 5).
//!
//! A part of the sentences is repeated as headlines are set: in title case, and in capitals.

use dateline::facts::grammar::{BUCKETS, TAGS, Tag, features, fold, is_headline};

/// Passes over the data. More gained nothing on held-out Wikinews.
const EPOCHS: usize = 7;

/// One sentence in this many is repeated in title case, half as many in capitals.
const HEADLINE_EVERY: usize = 12;

/// A sentence: forms as written, and their tags.
#[derive(Debug, Clone, Default)]
pub struct Sentence {
    /// Words as written.
    pub forms: Vec<String>,
    /// Their tags, as numbers in [`TAGS`].
    pub tags: Vec<u8>,
}

/// The sentences of a CoNLL-U file; parts of a hyphenated word become one word with the tag of the last.
pub fn read_conllu(content: &str) -> Vec<Sentence> {
    let mut out = vec![Sentence::default()];
    let mut glue = false;
    for line in content.lines() {
        if line.trim().is_empty() {
            out.push(Sentence::default());
            glue = false;
            continue;
        }
        let columns: Vec<&str> = line.split('\t').collect();
        if columns.len() < 5 || !columns[0].bytes().all(|b| b.is_ascii_digit()) {
            continue;
        }
        let (form, tag) = (columns[1], tag_number(columns[4]));
        let no_blank = columns.last().is_some_and(|misc| misc.contains("SpaceAfter=No"));
        let hyphen = columns[4] == "HYPH";
        if let Some(sentence) = out.last_mut() {
            let joins = glue || (hyphen && !sentence.forms.is_empty());
            if let Some(last) = sentence.forms.last_mut().filter(|_| joins) {
                last.push_str(form);
                if let Some(slot) = sentence.tags.last_mut().filter(|_| !hyphen) {
                    *slot = tag;
                }
            } else {
                sentence.forms.push(form.to_owned());
                sentence.tags.push(tag);
            }
        }
        glue = hyphen && no_blank;
    }
    out.retain(|sentence| !sentence.forms.is_empty());
    out
}

/// The number of a Penn Treebank tag.
fn tag_number(penn: &str) -> u8 {
    let tag = match penn {
        "NN" => Tag::Noun,
        "NNS" => Tag::Nouns,
        "NNP" | "NNPS" => Tag::Proper,
        "PRP" => Tag::Pronoun,
        "PRP$" => Tag::Possessive,
        "DT" | "PDT" => Tag::Determiner,
        "JJ" | "JJR" | "JJS" | "AFX" => Tag::Adjective,
        "RB" | "RBR" | "RBS" => Tag::Adverb,
        "VB" => Tag::Base,
        "VBD" => Tag::Past,
        "VBG" => Tag::Gerund,
        "VBN" => Tag::Participle,
        "VBZ" => Tag::Third,
        "VBP" => Tag::Present,
        "MD" => Tag::Modal,
        "TO" => Tag::To,
        "IN" => Tag::Preposition,
        "CC" => Tag::And,
        "CD" => Tag::Number,
        "WDT" | "WP" | "WP$" | "WRB" => Tag::Wh,
        "RP" => Tag::Particle,
        "EX" => Tag::There,
        "POS" => Tag::Genitive,
        _ => Tag::Other,
    };
    tag as u8
}

/// The weights with the sums that average them.
struct Perceptron {
    weights: Vec<[f32; TAGS.len()]>,
    sums: Vec<[f64; TAGS.len()]>,
    /// Number of words seen.
    clock: f64,
}

impl Perceptron {
    fn best(&self, buckets: &[u32]) -> u8 {
        let mut scores = [0.0f32; TAGS.len()];
        for &bucket in buckets {
            for (score, weight) in scores.iter_mut().zip(&self.weights[bucket as usize]) {
                *score += weight;
            }
        }
        (0..TAGS.len()).fold(0, |best, at| if scores[at] > scores[best] { at } else { best }) as u8
    }

    fn learn(&mut self, buckets: &[u32], gold: u8, guess: u8) {
        for &bucket in buckets {
            for (tag, step) in [(gold, 1.0f32), (guess, -1.0)] {
                self.weights[bucket as usize][tag as usize] += step;
                self.sums[bucket as usize][tag as usize] += f64::from(step) * self.clock;
            }
        }
    }

    /// Averaged weights as bytes, scaled so that all but the largest few keep their proportion.
    fn quantised(&self) -> Vec<u8> {
        let average = |row: usize, tag: usize| f64::from(self.weights[row][tag]) - self.sums[row][tag] / self.clock;
        let mut sizes: Vec<f64> = (0..BUCKETS)
            .flat_map(|row| (0..TAGS.len()).map(move |tag| (row, tag)))
            .map(|(r, t)| average(r, t).abs())
            .collect();
        sizes.sort_by(f64::total_cmp);
        let largest = sizes[sizes.len() - sizes.len() / 2000].max(1e-9);
        let scaled = |row, tag| (average(row, tag) / largest * 127.0).round().clamp(-127.0, 127.0) as i8 as u8;
        (0..BUCKETS).flat_map(|row| (0..TAGS.len()).map(move |tag| (row, tag))).map(|(r, t)| scaled(r, t)).collect()
    }
}

/// Trains on the sentences, in an order that depends on nothing but their number; gives the table to ship.
pub fn train(sentences: &[Sentence]) -> Vec<u8> {
    let mut all = sentences.to_vec();
    all.extend(headlines(sentences));
    let mut model =
        Perceptron { weights: vec![[0.0; TAGS.len()]; BUCKETS], sums: vec![[0.0; TAGS.len()]; BUCKETS], clock: 1.0 };
    let mut seed = 1u64;
    for _ in 0..EPOCHS {
        for at in (1..all.len()).rev() {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            all.swap(at, (seed >> 33) as usize % (at + 1));
        }
        for sentence in &all {
            train_sentence(&mut model, sentence);
        }
    }
    model.quantised()
}

fn train_sentence(model: &mut Perceptron, sentence: &Sentence) {
    let folded: Vec<String> = sentence.forms.iter().map(|form| folded(form)).collect();
    let words: Vec<(&str, &str)> =
        sentence.forms.iter().map(String::as_str).zip(folded.iter().map(String::as_str)).collect();
    let headline = is_headline(&words);
    let mut tags = Vec::with_capacity(words.len());
    for (at, &gold) in sentence.tags.iter().enumerate() {
        let buckets = features(&words, &tags, at, headline);
        let guess = model.best(&buckets);
        if guess != gold {
            model.learn(&buckets, gold, guess);
        }
        model.clock += 1.0;
        tags.push(guess);
    }
}

fn folded(form: &str) -> String {
    let mut out = String::new();
    fold(form, &mut out);
    out
}

/// Some sentences as headlines set them.
fn headlines(sentences: &[Sentence]) -> Vec<Sentence> {
    let mut out = Vec::new();
    for (number, sentence) in sentences.iter().enumerate() {
        let set: fn(&str) -> String = match number % (2 * HEADLINE_EVERY) {
            0 | HEADLINE_EVERY => title_case,
            1 => |form| form.to_uppercase(),
            _ => continue,
        };
        let forms = sentence.forms.iter().map(|form| set(form)).collect();
        out.push(Sentence { forms, tags: sentence.tags.clone() });
    }
    out
}

fn title_case(form: &str) -> String {
    let mut chars = form.chars();
    match chars.next() {
        Some(first) if form.len() > 3 => first.to_uppercase().chain(chars).collect(),
        _ => form.to_owned(),
    }
}

/// Share of words that a table tags right.
pub fn accuracy(table: &[u8], sentences: &[Sentence]) -> f64 {
    let (mut right, mut total) = (0usize, 0usize);
    for sentence in sentences {
        let folded: Vec<String> = sentence.forms.iter().map(|form| folded(form)).collect();
        let words: Vec<(&str, &str)> =
            sentence.forms.iter().map(String::as_str).zip(folded.iter().map(String::as_str)).collect();
        let headline = is_headline(&words);
        let mut tags: Vec<u8> = Vec::new();
        for at in 0..words.len() {
            let mut scores = [0i32; TAGS.len()];
            for bucket in features(&words, &tags, at, headline) {
                for (tag, score) in scores.iter_mut().enumerate() {
                    *score += i32::from(table[bucket as usize * TAGS.len() + tag] as i8);
                }
            }
            tags.push((0..TAGS.len()).fold(0, |best, tag| if scores[tag] > scores[best] { tag } else { best }) as u8);
        }
        right += tags.iter().zip(&sentence.tags).filter(|(guess, gold)| guess == gold).count();
        total += tags.len();
    }
    right as f64 / total.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hyphenated_words_are_joined() {
        let page = "1\tquasi\t_\t_\tJJ\t_\t_\t_\t_\tSpaceAfter=No\n2\t-\t_\t_\tHYPH\t_\t_\t_\t_\tSpaceAfter=No\n3\tstate\t_\t_\tNN\t_\t_\t_\t_\t_\n\n";
        let sentences = read_conllu(page);
        assert_eq!(sentences[0].forms, ["quasi-state"]);
        assert_eq!(sentences[0].tags, [Tag::Noun as u8]);
    }
}
