//! Something one person said once, with all its wordings.

use rustc_hash::FxHashMap;

use super::comparison::{Cited, QuoteVariant, Utterance, VariantKind};
use super::differences::difference;
use super::loose_quotes::loose_quotes;
use super::reading::{Reading, Term, Vocabulary, content_of};
use super::speakers::{SpeakerName, speaker};
use crate::facts::{Marked, Quote, QuoteKind};
use crate::lang::{self, LangPack};
use crate::text::Span;

/// Common words, in order, that two wordings of one utterance share, as a part of the shorter one. With the two limits
/// below, 94 of 100 pairs of the silver variants are joined, and 99 of 100 joined pairs are right.
const SAME_UTTERANCE: f32 = 0.5;
/// Content words that they share.
const SAME_CONTENT: f32 = 0.6;
/// Neighbouring words that they share: words strewn over a long speech make no utterance.
const SAME_PAIRS: f32 = 0.4;
/// Content words that a wording needs so that it can be told from another utterance.
const LEAST_CONTENT: usize = 2;
/// Words below which a wording must stand whole in the other one.
const SHORT: usize = 5;
/// Words looked at in one quotation; what is longer is a speech, known by its beginning.
const MOST_WORDS: usize = 160;

/// A quotation of a member.
struct Said {
    article: usize,
    kind: QuoteKind,
    /// The quotation with its marks.
    span: Span,
    text: String,
    words: Vec<Term>,
    content: Vec<Term>,
    speaker: Option<SpeakerName>,
}

impl Said {
    fn new(article: usize, kind: QuoteKind, span: Span, text: String, speaker: Option<SpeakerName>) -> Self {
        Self { article, kind, span, text, words: Vec::new(), content: Vec::new(), speaker }
    }

    fn read(&mut self, vocabulary: &mut Vocabulary, pack: &LangPack) {
        self.words = vocabulary.read(&self.text, pack);
        self.words.truncate(MOST_WORDS);
        self.content = content_of(&self.words, vocabulary);
    }
}

/// The utterances of a story, those with most wordings first.
pub(super) fn utterances(members: &[usize], articles: &[Marked], reading: &mut Reading) -> Vec<Utterance> {
    let said = said(members, articles, reading);
    let group_of = groups(&said);
    let mut groups: Vec<Vec<&Said>> = vec![Vec::new(); said.len()];
    for (number, one) in said.iter().enumerate() {
        groups[root(&group_of, number)].push(one);
    }
    let mut out: Vec<Utterance> = groups.into_iter().filter_map(utterance).collect();
    out.sort_by_key(|utterance| {
        std::cmp::Reverse(utterance.variants.iter().map(|variant| variant.citations.len()).sum::<usize>())
    });
    out
}

/// The number of the utterance of each of some direct quotations, of which nothing but the words is known: those with
/// one number are wordings of one utterance. For measuring; a story also knows who speaks.
pub fn utterances_of(wordings: &[&str], pack: &LangPack) -> Vec<usize> {
    let mut vocabulary = Vocabulary::default();
    let mut said: Vec<Said> = Vec::with_capacity(wordings.len());
    for wording in wordings {
        let mut one = Said::new(0, QuoteKind::Direct, Span::new(0, 0), (*wording).to_owned(), None);
        one.read(&mut vocabulary, pack);
        said.push(one);
    }
    let group_of = groups(&said);
    (0..said.len()).map(|number| root(&group_of, number)).collect()
}

/// For each quotation the number of another of its utterance, nearer to the first.
fn groups(said: &[Said]) -> Vec<usize> {
    let mut group_of: Vec<usize> = (0..said.len()).collect();
    let mut holders: FxHashMap<Term, Vec<usize>> = FxHashMap::default();
    for (number, one) in said.iter().enumerate().rev() {
        one.content.iter().for_each(|&term| holders.entry(term).or_default().push(number));
    }
    let mut shared = vec![0usize; said.len()];
    for a in 0..said.len() {
        let sharing = sharing(&said[a], a, &holders, &mut shared);
        for b in sharing {
            if root(&group_of, a) != root(&group_of, b) && one_utterance(&said[a], &said[b]) {
                let (low, high) = ordered(root(&group_of, a), root(&group_of, b));
                group_of[high] = low;
            }
        }
    }
    group_of
}

/// The quotations behind `a` that share enough content words with it, ascending. `shared` is zero before and after.
fn sharing(one: &Said, a: usize, holders: &FxHashMap<Term, Vec<usize>>, shared: &mut [usize]) -> Vec<usize> {
    let mut found = Vec::new();
    for term in &one.content {
        // Holders stand in descending order.
        for &b in holders.get(term).into_iter().flatten().take_while(|&&b| b > a) {
            shared[b] += 1;
            if shared[b] == LEAST_CONTENT {
                found.push(b);
            }
        }
    }
    for term in &one.content {
        holders.get(term).into_iter().flatten().take_while(|&&b| b > a).for_each(|&b| shared[b] = 0);
    }
    found.sort_unstable();
    found
}

fn ordered(a: usize, b: usize) -> (usize, usize) {
    if a < b { (a, b) } else { (b, a) }
}

fn root(group_of: &[usize], mut number: usize) -> usize {
    while group_of[number] != number {
        number = group_of[number];
    }
    number
}

fn said(members: &[usize], articles: &[Marked], reading: &mut Reading) -> Vec<Said> {
    let mut out = Vec::new();
    for &article in members {
        let marked = &articles[article];
        for quote in &marked.marks.quotes {
            for (span, text) in stretches(marked, quote) {
                out.extend(one_said(
                    reading,
                    marked,
                    Said::new(article, quote.kind, span, text, speaker(marked, quote)),
                ));
            }
        }
        for (span, by) in loose_quotes(marked) {
            let text = marked.article.text.slice(span).to_owned();
            out.extend(one_said(reading, marked, Said::new(article, QuoteKind::Mixed, span, text, by)));
        }
    }
    out
}

/// A stretch with its words, if it has enough of them.
fn one_said(reading: &mut Reading, marked: &Marked, mut said: Said) -> Option<Said> {
    said.read(&mut reading.vocabulary, lang::pack(marked.article.language.as_ref()));
    (said.content.len() >= LEAST_CONTENT).then_some(said)
}

/// What a quotation holds: a direct one is one stretch though its speaker is named in its midst; of a mixed one each
/// stretch in marks stands alone, since what lies between is the reporter's; an indirect one is told.
fn stretches(marked: &Marked, quote: &Quote) -> Vec<(Span, String)> {
    let text = &marked.article.text;
    if quote.parts.is_empty() {
        return vec![(quote.span, text.slice(quote.span).to_owned())];
    }
    if quote.kind == QuoteKind::Direct {
        let words = quote.parts.iter().map(|&part| text.slice(part)).collect::<Vec<_>>().join(" ");
        return vec![(quote.span, words)];
    }
    quote.parts.iter().map(|&part| (part, text.slice(part).to_owned())).collect()
}

fn one_utterance(a: &Said, b: &Said) -> bool {
    if a.words.is_empty() || b.words.is_empty() {
        return false;
    }
    let both_told = a.kind == QuoteKind::Indirect && b.kind == QuoteKind::Indirect;
    if both_told {
        return false;
    }
    let told = a.kind == QuoteKind::Indirect || b.kind == QuoteKind::Indirect;
    let same_speaker = match (&a.speaker, &b.speaker) {
        (Some(one), Some(other)) => one.key == other.key && !one.key.is_empty(),
        _ => false,
    };
    if told && !same_speaker {
        return false;
    }
    same_words(a, b) || (same_speaker && !told && translated(a, b))
}

/// Content words that two translations of one utterance share at least, and as a part of the shorter one: the order of
/// the words is the translator's.
const TRANSLATED: (usize, f32) = (4, 0.6);

/// Whether two direct quotations of one speaker say the same in other words and another order.
fn translated(a: &Said, b: &Said) -> bool {
    let (short, long) = if a.content.len() <= b.content.len() { (a, b) } else { (b, a) };
    let shared = short.content.iter().filter(|term| long.content.binary_search(term).is_ok()).count();
    shared >= TRANSLATED.0 && shared as f32 >= TRANSLATED.1 * short.content.len() as f32
}

fn same_words(a: &Said, b: &Said) -> bool {
    let (short, long) = if a.words.len() <= b.words.len() { (a, b) } else { (b, a) };
    let shared = short.content.iter().filter(|term| long.content.binary_search(term).is_ok()).count();
    if shared < LEAST_CONTENT || (shared as f32) < SAME_CONTENT * short.content.len() as f32 {
        return false;
    }
    let common = common_in_order(&short.words, &long.words) as f32 / short.words.len() as f32;
    if short.words.len() < SHORT {
        return common == 1.0;
    }
    common >= SAME_UTTERANCE && shared_pairs(&short.words, &long.words) >= SAME_PAIRS
}

/// Share of the neighbouring words of `short` that are neighbours in `long`.
fn shared_pairs(short: &[Term], long: &[Term]) -> f32 {
    let mut pairs: Vec<(Term, Term)> = long.windows(2).map(|pair| (pair[0], pair[1])).collect();
    pairs.sort_unstable();
    let shared = short.windows(2).filter(|pair| pairs.binary_search(&(pair[0], pair[1])).is_ok()).count();
    shared as f32 / (short.len() - 1).max(1) as f32
}

/// Length of the longest common sequence.
fn common_in_order(a: &[Term], b: &[Term]) -> usize {
    let mut row = vec![0usize; b.len() + 1];
    for &x in a {
        let mut diagonal = 0;
        for (j, &y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if x == y { diagonal + 1 } else { above.max(row[j]) };
            diagonal = above;
        }
    }
    row[b.len()]
}

/// One utterance from its wordings: the fullest direct one leads.
fn utterance(mut said: Vec<&Said>) -> Option<Utterance> {
    said.sort_by_key(|one| {
        (one.kind == QuoteKind::Indirect, std::cmp::Reverse(one.words.len()), one.article, one.span)
    });
    let fullest = *said.first()?;
    if fullest.kind == QuoteKind::Indirect {
        return None;
    }
    let speaker = most_named(&said);
    let mut variants: Vec<QuoteVariant> = Vec::new();
    let mut wordings: Vec<(&[Term], Option<String>)> = Vec::new();
    for one in said {
        let other = other_speaker(one, speaker.as_ref());
        let same = wordings.iter().position(|(words, by)| *words == one.words.as_slice() && *by == other);
        match same {
            Some(at) if one.kind != QuoteKind::Indirect => variants[at].citations.push((one.article, one.span)),
            _ => {
                wordings.push((&one.words, other.clone()));
                variants.push(variant(fullest, one, other));
            }
        }
    }
    let entity = speaker.as_ref().and_then(|name| name.entity.clone());
    Some(Utterance { speaker: speaker.map(|name| name.shown).unwrap_or_default(), entity, variants })
}

/// The speaker that most wordings name, one told without doubt before others; of equals the fullest one's.
fn most_named(said: &[&Said]) -> Option<SpeakerName> {
    let (known, open): (Vec<&SpeakerName>, Vec<&SpeakerName>) =
        said.iter().filter_map(|one| one.speaker.as_ref()).partition(|name| !name.key.is_empty());
    let named = if known.is_empty() { open } else { known };
    let count = |name: &SpeakerName| {
        let same = named.iter().filter(|other| other.key == name.key);
        same.map(|other| 1 + usize::from(other.is_certain)).sum::<usize>()
    };
    let mut best: Option<&SpeakerName> = None;
    for name in &named {
        if best.is_none_or(|known| count(name) > count(known)) {
            best = Some(name);
        }
    }
    let mut best = best.cloned();
    if let Some(best) = &mut best {
        best.is_certain = named.iter().any(|name| name.key == best.key && name.is_certain);
    }
    best
}

fn other_speaker(one: &Said, speaker: Option<&SpeakerName>) -> Option<String> {
    let (own, speaker) = (one.speaker.as_ref()?, speaker?);
    let certain = own.is_certain && speaker.is_certain && own.is_person && speaker.is_person;
    (certain && own.key != speaker.key).then(|| own.shown.clone())
}

fn variant(fullest: &Said, one: &Said, attributed_to: Option<String>) -> QuoteVariant {
    let citations: Vec<Cited> = vec![(one.article, one.span)];
    let difference = difference(&fullest.text, &one.text).unwrap_or_default();
    let kind = if one.kind == QuoteKind::Indirect {
        VariantKind::Paraphrase
    } else if one.words == fullest.words {
        VariantKind::Identical
    } else if difference.added == 0 {
        VariantKind::Shortened
    } else {
        VariantKind::Altered
    };
    let same = kind == VariantKind::Identical || kind == VariantKind::Paraphrase;
    let difference = if same { String::new() } else { difference.text };
    QuoteVariant { kind, citations, attributed_to, difference }
}
