//! Places that stand for a government: "the Kremlin", "Damascus denied it".
//!
//! A seat of government stands for its country's government wherever the text does not put somebody or something in
//! it; a capital only where it speaks, wants or judges. The name stays what it is; this tells whom it stands for.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::lists::{List, lines, words};
use super::places::{Place, country, place_entity};
use super::tagger::units::folded;
use super::{EntityId, Mention, NameKind};
use crate::clean::Article;
use crate::lang::{self, CueClass, CueTable};

/// Names of seats and capitals, folded, with the code of the country; whether it is a seat.
static SEATS: LazyLock<BTreeMap<String, (&'static str, bool)>> = LazyLock::new(|| {
    let mut out = BTreeMap::new();
    for line in lines(include_str!("../../data/places/seats.tsv")) {
        let mut fields = line.split('\t');
        let code = fields.next().unwrap_or_default();
        for (list, seat) in [(fields.next(), false), (fields.next(), true)] {
            let names = list.unwrap_or_default().split(',').filter(|name| !name.is_empty());
            out.extend(names.map(|name| (folded(name), (code, seat))));
        }
    }
    out
});

/// Words that put something in or near a place.
static WHERE: List = List::new(|| words("in or near"));
/// Words that stand between a subject and its verb.
static BETWEEN: List = List::new(|| words("before a verb"));

/// The country for whose government a name of the article stands, as an entity with its name.
pub fn stands_for(article: &Article, name: &Mention) -> Option<(EntityId, &'static str)> {
    let text = article.text.as_str();
    let country = holder(text, name, || &lang::pack(article.language.as_ref()).cues)?;
    Some((place_entity(&country), country.name))
}

fn holder(text: &str, name: &Mention, cues: impl Fn() -> &'static CueTable) -> Option<Place> {
    if !matches!(name.kind, NameKind::Place | NameKind::Organisation) {
        return None;
    }
    let &(code, seat) = SEATS.get(&folded(name.span.of(text)))?;
    let inside = WHERE.contains(&word_before(text, name.span.start as usize).as_str());
    let stands = !inside && (seat || speaks(&text[name.span.end as usize..], cues()));
    if stands { country(code) } else { None }
}

/// Bytes before a name in which the word before it is looked for.
const LOOK_BACK: usize = 32;

/// The word before a place of the text, past an article.
fn word_before(text: &str, at: usize) -> String {
    let from = (at.saturating_sub(LOOK_BACK)..=at).find(|&from| text.is_char_boundary(from)).unwrap_or(at);
    let mut words = text[from..at].split_inclusive(['\n', ' ']).rev().map(|word| word.trim_matches(' ').to_lowercase());
    let first = words.next().unwrap_or_default();
    if first == "the" { words.next().unwrap_or_default() } else { first }
}

/// Whether the words behind a name begin with a verb of speech, will or judgement.
fn speaks(after: &str, cues: &CueTable) -> bool {
    if !after.starts_with(' ') {
        return false;
    }
    let mut words = after.split_whitespace().take(4).map(|word| (word.trim_end_matches([',', '.', ':', ';']), word));
    let verb = words.find(|(word, whole)| word.len() < whole.len() || !BETWEEN.contains(word));
    let of_mind = [CueClass::Say, CueClass::Ask, CueClass::Think, CueClass::Want, CueClass::Judge];
    verb.is_some_and(|(word, _)| cues.of_form(word).any(|cue| of_mind.contains(&cue.class) && !word.ends_with("ing")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::{Lang, pack};
    use crate::text::Span;

    /// The code of the country that a name of the text stands for.
    fn check(text: &str, name: &str, expected: Option<&str>) {
        let start = text.find(name).unwrap();
        let span = Span::new(start, start + name.len());
        let name = Mention { span, kind: NameKind::Place, entity: None, canonical: None, rule: "test" };
        let found = holder(text, &name, || &pack(Some(&Lang::new("en"))).cues);
        assert_eq!(found.and_then(|place| place.country), expected, "{text}");
    }

    #[test]
    fn a_capital_that_speaks_stands_for_its_government() {
        check("Nairobi denied the charge.", "Nairobi", Some("KE"));
        check("On Friday Nairobi has repeatedly urged restraint.", "Nairobi", Some("KE"));
    }

    #[test]
    fn a_capital_where_something_is_stands_for_itself() {
        check("Officials in Nairobi said so.", "Nairobi", None);
        check("Nairobi has four million people.", "Nairobi", None);
        check("Floods hit Nairobi, officials said.", "Nairobi", None);
    }

    #[test]
    fn a_seat_stands_for_its_government_unless_something_is_in_it() {
        check("The Kremlin was silent.", "Kremlin", Some("RU"));
        check("They met at the Kremlin on Monday.", "Kremlin", None);
    }
}
