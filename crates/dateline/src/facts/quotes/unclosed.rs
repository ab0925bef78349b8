//! Stretches whose closing mark is missing, cut where their attribution shows: "“The dam is safe, Ruiz said."

use super::regions::Region;
use crate::facts::grammar::{Tag, Words, is_day};
use crate::lang::{Frame, LangPack};

/// Words of a name between the comma and the verb ("Mayor Ana Ruiz Otero said").
const LONGEST_NAME: usize = 5;

/// Ends every stretch that nothing closes at the comma before its attribution, if it has one.
pub(super) fn cut(words: &Words, regions: &mut [Region], pack: &LangPack) {
    let open = |region: &&mut Region| region.span.end == region.inside.end && !region.continues;
    for region in regions.iter_mut().filter(open) {
        let (first, end) = (words.at_byte(region.inside.start), words.at_byte(region.inside.end));
        let comma = (first + 1..end).find(|&at| words.low(at) == "," && attributes(words, pack, at + 1, end));
        if let Some(comma) = comma {
            let end = words.words[comma].span.end;
            region.inside.end = end;
            region.span.end = end;
        }
    }
}

/// Whether an attribution that ends its sentence, or that goes on about the speaker, begins at a word.
fn attributes(words: &Words, pack: &LangPack, at: usize, end: usize) -> bool {
    let says = |at: usize| {
        let quotes = pack.cues.of_form(words.low(at)).any(|cue| cue.takes(Frame::Quote) && cue.lemma != words.low(at));
        at < end && quotes && words.tag(at).is_verb() && !words.low(at).ends_with("ing")
    };
    let capital = |at: usize| words.raw(at).starts_with(char::is_uppercase);
    let somebody = |at: usize| at < end && (capital(at) || matches!(words.low(at), "he" | "she" | "they"));
    let closes = |at: usize| {
        at >= end
            || matches!(words.low(at), "." | "!" | "?")
            || words.tag(at) == Tag::Preposition
            || is_day(words.low(at))
    };
    if says(at) {
        return somebody(at + 1);
    }
    let verb = (at + 1..end.min(at + 1 + LONGEST_NAME)).find(|&verb| !capital(verb));
    somebody(at) && verb.is_some_and(|verb| says(verb) && closes(verb + 1))
}
