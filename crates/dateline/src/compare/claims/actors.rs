//! Who said it, and what was said: rows from the utterances.

use super::{Saying, Sources, row};
use crate::compare::comparison::{CellState, Claim, ClaimKind, ClaimStatus, QuoteVariant, Utterance, VariantKind};
use crate::compare::reading::one_line;

/// Words of an utterance that only one article carries, below which it is no row: "a great day" tells nothing.
const LEAST_SOLO: usize = 5;
/// Words that a wording given to another speaker needs: two people may both say "false prophet".
const LEAST_DISPUTED: usize = 5;
/// Words of an utterance shown in a row.
const SHOWN: usize = 24;

/// A row for each utterance; and one more where origins name different speakers.
pub(super) fn actors(sources: &Sources<'_>) -> Vec<Claim> {
    let mut out = Vec::new();
    for utterance in sources.utterances {
        out.extend(disputed_speaker(sources, utterance));
        out.extend(quotation(sources, utterance));
    }
    out
}

fn disputed_speaker(sources: &Sources<'_>, utterance: &Utterance) -> Option<Claim> {
    let is_other = |variant: &&QuoteVariant| {
        variant.attributed_to.is_some() && wording(sources, variant).split(' ').count() >= LEAST_DISPUTED
    };
    utterance.variants.iter().find(is_other)?;
    let mut sayings = Vec::new();
    for variant in utterance.variants.iter().filter(|variant| variant.kind != VariantKind::Paraphrase) {
        let other = variant.attributed_to.is_some();
        let speaker = variant.attributed_to.clone().unwrap_or_else(|| utterance.speaker.clone());
        for &cited in &variant.citations {
            sayings.push(Saying {
                origin: sources.origin_of(cited.0),
                cited,
                value: speaker.clone(),
                state: if other { CellState::Differs } else { CellState::Says },
                speaker: None,
            });
        }
    }
    let words = wording(sources, utterance.variants.last()?);
    let statement = format!("who said “{words}”");
    let claim = row(sources, ClaimKind::Actor, statement, &sayings, 8.0, "one-utterance-two-speakers");
    // Members of one family that name different speakers are shown at the quotation; origins must differ for a row.
    (claim.status == ClaimStatus::Disputed).then_some(claim)
}

fn quotation(sources: &Sources<'_>, utterance: &Utterance) -> Option<Claim> {
    let fullest = utterance.variants.first()?;
    if fullest.kind == VariantKind::Paraphrase {
        return None;
    }
    let carriers: usize = utterance.variants.iter().map(|variant| variant.citations.len()).sum();
    if carriers == 1 && wording(sources, fullest).split(' ').count() < LEAST_SOLO {
        return None;
    }
    let mut sayings = Vec::new();
    let named = Some(utterance.speaker.clone()).filter(|name| !name.is_empty());
    for variant in &utterance.variants {
        let state = if variant.kind == VariantKind::Identical { CellState::Says } else { CellState::Rounded };
        for &cited in &variant.citations {
            let value = wording(sources, variant);
            let speaker = variant.attributed_to.clone().or_else(|| named.clone());
            sayings.push(Saying { origin: sources.origin_of(cited.0), cited, value, state, speaker });
        }
    }
    let speaker = if utterance.speaker.is_empty() { "someone" } else { &utterance.speaker };
    let statement = format!("{speaker}: “{}”", wording(sources, fullest));
    // Whose words they are tells a reader more than the words alone.
    let weight = 1.0 + f64::from(u8::from(named.is_some())) + utterance.variants.len() as f64;
    Some(row(sources, ClaimKind::Quote, statement, &sayings, weight, "one-utterance"))
}

/// The first words of a variant, without its marks.
fn wording(sources: &Sources<'_>, variant: &QuoteVariant) -> String {
    let Some(&(article, span)) = variant.citations.first() else { return String::new() };
    let line = one_line(sources.articles[article].article.text.slice(span));
    let line = line.trim_matches(['“', '”', '"', '‘', '’', '\'', '«', '»', ',', ' ']);
    let words: Vec<&str> = line.split(' ').collect();
    if words.len() <= SHOWN { line.to_owned() } else { format!("{} …", words[..SHOWN].join(" ")) }
}
