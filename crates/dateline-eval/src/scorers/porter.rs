//! The stemmer that ROUGE is defined with.
//!
//! Porter 1980, "An algorithm for suffix stripping", with the departures that NLTK's `PorterStemmer` makes in its
//! default mode (a pool of irregular forms, `ied` and `ies` of four letters, `y` after a consonant, `alli`, `fulli`,
//! `bli`, `logi`): rouge-score uses that one. Snowball's English stemmer differs from it.
//!
//! Takes words of `a`–`z` and digits in lower case, as the ROUGE tokenizer gives them.

/// Words whose stem is not what the rules give.
const IRREGULAR: &[(&str, &str)] = &[
    ("skies", "sky"),
    ("sky", "sky"),
    ("dying", "die"),
    ("lying", "lie"),
    ("tying", "tie"),
    ("news", "news"),
    ("innings", "inning"),
    ("inning", "inning"),
    ("outings", "outing"),
    ("outing", "outing"),
    ("cannings", "canning"),
    ("canning", "canning"),
    ("howe", "howe"),
    ("proceed", "proceed"),
    ("exceed", "exceed"),
    ("succeed", "succeed"),
];

/// Suffixes of the second step, for stems with a positive measure.
const STEP_2: &[(&str, &str)] = &[
    ("ational", "ate"),
    ("tional", "tion"),
    ("enci", "ence"),
    ("anci", "ance"),
    ("izer", "ize"),
    ("bli", "ble"),
    ("alli", "al"),
    ("entli", "ent"),
    ("eli", "e"),
    ("ousli", "ous"),
    ("ization", "ize"),
    ("ation", "ate"),
    ("ator", "ate"),
    ("alism", "al"),
    ("iveness", "ive"),
    ("fulness", "ful"),
    ("ousness", "ous"),
    ("aliti", "al"),
    ("iviti", "ive"),
    ("biliti", "ble"),
    ("fulli", "ful"),
];

/// Suffixes of the third step, for stems with a positive measure.
const STEP_3: &[(&str, &str)] =
    &[("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", "")];

/// Suffixes of the fourth step, dropped from stems with a measure above one.
const STEP_4: &[&str] = &[
    "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism", "ate", "iti",
    "ous", "ive", "ize",
];

/// The stem of a word.
pub fn stem(word: &str) -> String {
    if let Some((_, irregular)) = IRREGULAR.iter().find(|(form, _)| *form == word) {
        return (*irregular).to_owned();
    }
    if word.len() <= 2 || !word.is_ascii() {
        return word.to_owned();
    }
    let word = plural(word.to_owned());
    let word = past_and_gerund(word);
    let word = final_y(word);
    let word = step_2(word);
    let word = by_table(word, STEP_3, 0);
    let word = step_4(word);
    final_l(final_e(word))
}

fn is_consonant(word: &[u8], at: usize) -> bool {
    match word[at] {
        b'a' | b'e' | b'i' | b'o' | b'u' => false,
        b'y' => {
            // A run of y alternates, beginning with a consonant at the start of a word or after a vowel.
            let run = word[..at].iter().rev().take_while(|&&letter| letter == b'y').count();
            let begins_as_consonant = run == at || !is_plain_consonant(word[at - run - 1]);
            begins_as_consonant == (run % 2 == 0)
        }
        _ => true,
    }
}

fn is_plain_consonant(letter: u8) -> bool {
    !matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// Number of vowel-consonant sequences: the `m` of the paper.
fn measure(stem: &str) -> usize {
    let letters = stem.as_bytes();
    (1..letters.len()).filter(|&at| is_consonant(letters, at) && !is_consonant(letters, at - 1)).count()
}

fn has_vowel(stem: &str) -> bool {
    (0..stem.len()).any(|at| !is_consonant(stem.as_bytes(), at))
}

fn ends_in_double_consonant(word: &str) -> bool {
    let letters = word.as_bytes();
    let last = letters.len().saturating_sub(1);
    last >= 1 && letters[last] == letters[last - 1] && is_consonant(letters, last)
}

/// Consonant, vowel, consonant other than w, x, y at the end; or a word of vowel and consonant.
fn ends_in_short_syllable(word: &str) -> bool {
    let letters = word.as_bytes();
    let count = letters.len();
    if count == 2 {
        return !is_consonant(letters, 0) && is_consonant(letters, 1);
    }
    count >= 3
        && is_consonant(letters, count - 3)
        && !is_consonant(letters, count - 2)
        && is_consonant(letters, count - 1)
        && !matches!(letters[count - 1], b'w' | b'x' | b'y')
}

fn plural(word: String) -> String {
    if word.len() == 4 && word.ends_with("ies") || word.ends_with("sses") {
        return word[..word.len() - if word.ends_with("sses") { 2 } else { 1 }].to_owned();
    }
    if let Some(stem) = word.strip_suffix("ies") {
        return format!("{stem}i");
    }
    if word.ends_with("ss") {
        return word;
    }
    word.strip_suffix('s').map(str::to_owned).unwrap_or(word)
}

fn past_and_gerund(word: String) -> String {
    if let Some(stem) = word.strip_suffix("ied") {
        return if word.len() == 4 { format!("{stem}ie") } else { format!("{stem}i") };
    }
    if let Some(stem) = word.strip_suffix("eed") {
        return if measure(stem) > 0 { format!("{stem}ee") } else { word };
    }
    let stripped =
        ["ed", "ing"].into_iter().find_map(|suffix| word.strip_suffix(suffix).filter(|stem| has_vowel(stem)));
    match stripped {
        Some(stem) => mend(stem),
        None => word,
    }
}

/// Gives a stem back what its past or gerund had changed.
fn mend(stem: &str) -> String {
    if ["at", "bl", "iz"].iter().any(|end| stem.ends_with(end)) {
        return format!("{stem}e");
    }
    if ends_in_double_consonant(stem) {
        let kept = stem.ends_with(['l', 's', 'z']);
        return stem[..stem.len() - usize::from(!kept)].to_owned();
    }
    if measure(stem) == 1 && ends_in_short_syllable(stem) { format!("{stem}e") } else { stem.to_owned() }
}

fn final_y(word: String) -> String {
    match word.strip_suffix('y') {
        Some(stem) if stem.len() > 1 && is_consonant(stem.as_bytes(), stem.len() - 1) => format!("{stem}i"),
        _ => word,
    }
}

fn step_2(word: String) -> String {
    let word = match word.strip_suffix("alli") {
        Some(stem) if measure(stem) > 0 => format!("{stem}al"),
        _ => word,
    };
    let by_suffix = by_table(word.clone(), STEP_2, 0);
    let keeps_its_l = word.ends_with("logi") && by_suffix == word && measure(&word[..word.len() - 3]) > 0;
    if keeps_its_l { word[..word.len() - 1].to_owned() } else { by_suffix }
}

/// Replaces the first suffix of the table that the word ends in, if the stem's measure is above `above`.
fn by_table(word: String, table: &[(&str, &str)], above: usize) -> String {
    let found = table.iter().find_map(|(suffix, instead)| word.strip_suffix(suffix).map(|stem| (stem, instead)));
    match found {
        Some((stem, instead)) if measure(stem) > above => format!("{stem}{instead}"),
        _ => word,
    }
}

fn step_4(word: String) -> String {
    let found = STEP_4.iter().find_map(|suffix| word.strip_suffix(suffix).map(|stem| (stem, *suffix)));
    match found {
        Some((stem, suffix)) => {
            let fits = suffix != "ion" || stem.ends_with(['s', 't']);
            if fits && measure(stem) > 1 { stem.to_owned() } else { word }
        }
        None => word,
    }
}

fn final_e(word: String) -> String {
    match word.strip_suffix('e') {
        Some(stem) if measure(stem) > 1 || (measure(stem) == 1 && !ends_in_short_syllable(stem)) => stem.to_owned(),
        _ => word,
    }
}

fn final_l(word: String) -> String {
    if word.ends_with("ll") && measure(&word[..word.len() - 1]) > 1 { word[..word.len() - 1].to_owned() } else { word }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_of_the_paper() {
        for (word, expected) in [
            ("caresses", "caress"),
            ("ponies", "poni"),
            ("cats", "cat"),
            ("agreed", "agre"),
            ("plastered", "plaster"),
            ("hopping", "hop"),
            ("falling", "fall"),
            ("filing", "file"),
            ("happy", "happi"),
            ("relational", "relat"),
            ("hopefulness", "hope"),
            ("adjustment", "adjust"),
            ("adoption", "adopt"),
            ("controlling", "control"),
            ("rate", "rate"),
        ] {
            assert_eq!(stem(word), expected, "{word}");
        }
    }

    #[test]
    fn stems_that_only_the_reference_implementation_gives() {
        for (word, expected) in [
            ("dies", "die"),
            ("died", "die"),
            ("dying", "die"),
            ("news", "news"),
            ("geology", "geolog"),
            ("say", "say"),
        ] {
            assert_eq!(stem(word), expected, "{word}");
        }
    }
}
