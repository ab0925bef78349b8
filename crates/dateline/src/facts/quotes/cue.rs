//! Cues and who stands behind them.

use super::draft::Run;
use super::unit::{Page, Unit};
use crate::facts::grammar::{Tag, is_day, noun_phrase_after, noun_phrase_before};
use crate::lang::{Cue, CueClass};

/// How the cue's verb is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Voice {
    Finite,
    Passive,
    Gerund,
    Infinitive,
    Participle,
}

/// A cue found in a unit.
#[derive(Debug, Clone, Copy)]
pub(super) struct FoundCue<'a> {
    pub cue: &'a Cue,
    /// Its verb.
    pub at: usize,
    /// First word of its verb group, auxiliaries included.
    pub group: usize,
    /// One past its last word, particles included.
    pub end: usize,
    pub voice: Voice,
    /// Words of its speaker.
    pub speaker: Option<Run>,
    /// Words of who passes on what the speaker said: "the transcript" in "the transcript quoted Ruiz as saying".
    pub source: Option<Run>,
}

/// The cue whose verb is word `at`, with its speaker where that stands before it.
pub(super) fn cue_at<'a>(page: &Page<'a>, unit: Unit, at: usize) -> Option<FoundCue<'a>> {
    let cue = page.cues.of_form(page.low(at)).find(|cue| particles_follow(page, cue, at))?;
    let end = at + 1 + cue.particles.len();
    // "a group that calls itself “Free Norland”": a name.
    if cue.lemma == "call" && matches!(page.low(end), "itself" | "himself" | "herself" | "themselves") {
        return None;
    }
    if cue.class == CueClass::Source {
        let speaker = noun_phrase_after(page.words, end, unit.end);
        return Some(FoundCue { cue, at, group: at, end, voice: Voice::Finite, speaker, source: None });
    }
    let past =
        page.low(at).ends_with("ed") && (has_pronoun_subject(page, unit, at) || is_only_verb(page, unit, at, at));
    if !(page.tag(at).is_verb() || past) || passes_on(page, unit, at, end) {
        return None;
    }
    let (group, mut voice) = verb_group(page, unit, at);
    if voice == Voice::Participle && beside_marks(page, unit, group, end) {
        voice = Voice::Finite;
    }
    if page.low(at.wrapping_sub(1)) == "as" && at > unit.first {
        let (speaker, source) = quoted_as(page, unit, at);
        return Some(FoundCue { cue, at, group, end, voice, speaker, source });
    }
    let speaker = match voice {
        Voice::Passive => None,
        Voice::Participle if !matches!(page.tag(at), Tag::Past | Tag::Participle) => None,
        _ => speaker_before(page, unit, group, voice),
    };
    Some(FoundCue { cue, at, group, end, voice, speaker, source: None })
}

/// "“…,” Ruiz told reporters", "Ruiz told reporters: “…”": beside quotation marks a past form is no participle.
fn beside_marks(page: &Page, unit: Unit, group: usize, end: usize) -> bool {
    let behind = noun_phrase_before(page.words, unit.first, group).is_some_and(|(start, _)| {
        start > unit.first
            && (page.region(start - 1).is_some() || (start > unit.first + 1 && page.region(start - 2).is_some()))
    });
    let before = page.region(end).is_some() || (matches!(page.low(end), ":" | ",") && page.region(end + 1).is_some());
    behind || before
}

/// The subject of the first finite verb of the unit before word `limit`; a phrase alone is its own subject.
pub(super) fn main_subject(page: &Page, unit: Unit, limit: usize) -> Option<Run> {
    let mut at = unit.first;
    while at < limit {
        if page.region(at).is_none()
            && page.tag(at).is_finite()
            && let Some(phrase) = subject_at(page, unit.first, unit, at)
        {
            return Some(phrase);
        }
        at = page.next(at);
    }
    noun_phrase_before(page.words, unit.first, limit).filter(|phrase| phrase.0 == unit.first)
}

/// Words before a colon in which the verb of its clause is looked for.
const CLAUSE_REACH: usize = 40;

/// The subject of the clause that ends before word `limit`: of its last verb that has one, clauses opened by "when"
/// or "that" only if there is no other.
pub(super) fn subject_of(page: &Page, unit: Unit, floor: usize, limit: usize) -> Option<Run> {
    let mut subordinate = None;
    let floor = floor.max(limit.saturating_sub(CLAUSE_REACH));
    for at in (floor..limit).rev() {
        if page.region(at).is_some() || !page.tag(at).is_finite() {
            continue;
        }
        let Some(phrase) = subject_at(page, floor, unit, at) else { continue };
        if !is_subordinate(page, unit, phrase) {
            return Some(phrase);
        }
        let relative = page.tag(phrase.0) == Tag::Wh || matches!(page.low(phrase.0), "who" | "which" | "that");
        subordinate = subordinate.or(Some(phrase).filter(|_| !relative));
    }
    subordinate
}

/// The noun phrase that is the subject of the finite verb at `at`, if it stands before it in the same clause.
fn subject_at(page: &Page, floor: usize, unit: Unit, at: usize) -> Option<Run> {
    let (group, _) = verb_group(page, unit, at);
    let end = skip_adjuncts_back(page, unit, group);
    if end <= floor || page.tag(end - 1) == Tag::And {
        return None;
    }
    let phrase = noun_phrase_before(page.words, floor, end)?;
    // "stopped the car, then said": what stands before a comma alone is the object of the verb before.
    let object = page.low(end - 1) == "," && phrase.1 + 1 == end && !(phrase.0..phrase.1).any(|at| page.low(at) == ",");
    (!object).then_some(phrase)
}

fn particles_follow(page: &Page, cue: &Cue, at: usize) -> bool {
    cue.particles.iter().enumerate().all(|(number, particle)| page.low(at + 1 + number) == *particle)
}

/// First word of the verb group around `at`, and how the verb is used.
fn verb_group(page: &Page, unit: Unit, at: usize) -> (usize, Voice) {
    let mut start = at;
    let (mut be, mut have, mut to, mut finite) = (false, false, false, page.tag(at).is_finite());
    while start > unit.first {
        let before = start - 1;
        let word = page.low(before);
        match word {
            "is" | "are" | "was" | "were" | "be" | "been" | "being" | "am" | "'re" | "'m" => be = true,
            "'s" if page.tag(before) != Tag::Genitive => have = true,
            "has" | "have" | "had" | "having" | "'ve" | "'d" => have = true,
            "to" if page.tag(before) == Tag::To => to = true,
            "not" | "n't" | "also" | "do" | "does" | "did" => {}
            _ if page.tag(before) == Tag::Modal => {}
            _ if page.tag(before) == Tag::Adverb && !super::content::is_clause_word(word) => {}
            _ => break,
        }
        finite |= page.tag(before).is_finite();
        start = before;
        if to {
            break;
        }
    }
    while start < at && page.tag(start) == Tag::Adverb {
        start += 1;
    }
    let voice = match page.tag(at) {
        _ if to => Voice::Infinitive,
        Tag::Gerund if !be => Voice::Gerund,
        Tag::Participle | Tag::Past if be && !have_done(page, at) => Voice::Passive,
        Tag::Participle
            if !be && !have && !has_pronoun_subject(page, unit, start) && !is_only_verb(page, unit, start, at) =>
        {
            Voice::Participle
        }
        Tag::Base if !finite && start == at => Voice::Infinitive,
        _ => Voice::Finite,
    };
    (start, voice)
}

/// "Ana Ruiz accused Lind of “…”": behind a name, the only verb of its sentence is no participle, whatever the tagger
/// says.
fn is_only_verb(page: &Page, unit: Unit, group: usize, verb: usize) -> bool {
    let named = group > unit.first && page.tag(group - 1) == Tag::Proper;
    let other = |at: usize| at != verb && page.region(at).is_none() && page.tag(at).is_finite();
    named && page.low(verb).ends_with("ed") && !(unit.first..unit.end).any(other)
}

/// "He also hailed": behind a pronoun that can only be a subject no participle stands, whatever the tagger says.
fn has_pronoun_subject(page: &Page, unit: Unit, group: usize) -> bool {
    let subject = (unit.first..group).rev().find(|&at| page.tag(at) != Tag::Adverb);
    subject.is_some_and(|at| matches!(page.low(at), "he" | "she" | "they" | "i" | "we" | "it"))
}

/// "has been saying" against "has been said": only the participle is passive, and only after a form of "be".
fn have_done(page: &Page, at: usize) -> bool {
    let mut before = at;
    while before > 0 && matches!(page.tag(before - 1), Tag::Adverb) {
        before -= 1;
    }
    before > 0 && matches!(page.low(before - 1), "has" | "have" | "had" | "'ve" | "having")
}

/// The noun phrase that is the subject of the verb group that begins at `group`.
fn speaker_before(page: &Page, unit: Unit, group: usize, voice: Voice) -> Option<Run> {
    let shared = matches!(voice, Voice::Gerund | Voice::Infinitive | Voice::Participle);
    if group > unit.first && page.tag(group - 1) == Tag::And {
        return coordinated_subject(page, unit, group);
    }
    let head = if shared { group } else { skip_adjuncts_back(page, unit, group) };
    // "when he met Lind and later said": with a word between, the verb goes on with the nearest clause.
    if head > unit.first && page.tag(head - 1) == Tag::And {
        return governing_subject(page, unit, head);
    }
    if voice == Voice::Gerund
        && let Some(phrase) = with_phrase(page, unit, group)
    {
        return Some(phrase);
    }
    // "met Lind and went on to say": the infinitive is that of a verb that shares its subject.
    if voice == Voice::Infinitive
        && group > unit.first + 2
        && matches!(page.low(group - 1), "on" | "ahead")
        && page.tag(group - 3) == Tag::And
    {
        return coordinated_subject(page, unit, group - 2);
    }
    if !shared {
        if head == unit.first {
            return None;
        }
        if let Some(phrase) = noun_phrase_before(page.words, unit.first, head) {
            let outer = before_aside(page, unit, phrase, head).or_else(|| before_clause(page, unit, phrase, head));
            let outer = outer.or_else(|| before_relative(page, unit, phrase));
            return Some(outer.or_else(|| before_gerund(page, unit, phrase)).unwrap_or(phrase));
        }
        if page.low(group - 1) != "," {
            return None;
        }
    }
    // "Ruiz wrote that the guards knew, saying": behind a comma the gerund is that of the main clause.
    let apart = voice == Voice::Gerund && group > unit.first + 1 && page.low(group - 1) == ",";
    if apart && !(page.tag(group - 2).is_finite() && is_cue_form(page, group - 2)) {
        return coordinated_subject(page, unit, group);
    }
    governing_subject(page, unit, group)
}

/// "with Ruiz shouting": who does it.
pub(super) fn with_phrase(page: &Page, unit: Unit, gerund: usize) -> Option<Run> {
    let phrase = noun_phrase_before(page.words, unit.first, skip_adjuncts_back(page, unit, gerund))?;
    (phrase.0 > unit.first && page.low(phrase.0 - 1) == "with").then_some(phrase)
}

/// "An aide who left to join the board said": the phrase before the verb is the object of a relative clause, and what
/// that clause tells of speaks.
fn before_relative(page: &Page, unit: Unit, phrase: Run) -> Option<Run> {
    let object = phrase.0 > unit.first && (page.tag(phrase.0 - 1).is_verb() || page.low(phrase.0 - 1) == "of");
    let reach = unit.first.max(phrase.0.saturating_sub(RELATIVE_REACH));
    let mut inside = (reach..phrase.0).rev().take_while(|&at| page.region(at).is_none() && page.low(at) != ",");
    let who = inside.find(|&at| page.low(at) == "who").filter(|&who| object && who > unit.first)?;
    noun_phrase_before(page.words, unit.first, who)
}

/// "Farmers walking through the streets chanted": the phrase before the verb belongs to a gerund, and whom that
/// describes speaks.
fn before_gerund(page: &Page, unit: Unit, phrase: Run) -> Option<Run> {
    let reach = unit.first.max(phrase.0.saturating_sub(RELATIVE_REACH));
    let governed = phrase.0 > unit.first
        && matches!(page.tag(phrase.0 - 1), Tag::Preposition | Tag::Gerund)
        && page.low(phrase.0 - 1) != "of";
    let plain = |at: &usize| page.region(*at).is_none() && !page.is_mark(*at) && !page.tag(*at).is_finite();
    let mut inside = (reach..phrase.0).rev().take_while(plain).filter(|_| governed);
    let gerund = inside.find(|&at| page.tag(at) == Tag::Gerund && page.low(at).ends_with("ing"))?;
    let described = gerund > unit.first && page.tag(gerund - 1).is_noun();
    let whom = noun_phrase_before(page.words, unit.first, gerund).filter(|_| described)?;
    // "One farmer backing Lind, Ana Ruiz of Oren, said": the name that a comma adds belongs to the phrase.
    let added = (phrase.0..phrase.1).any(|at| page.low(at) == ",");
    Some(if added { (whom.0, phrase.1) } else { whom })
}

/// "Mayor Ana Ruiz, at a later meeting, said", "Ana Ruiz, 22, of Oren, said": a preposition opens what stands between the commas, and whom it is set
/// behind speaks. `end` is one past the closing comma.
fn before_aside(page: &Page, unit: Unit, phrase: Run, end: usize) -> Option<Run> {
    let closed = phrase.1 <= end && page.low(end - 1) == ",";
    let reach = unit.first.max(phrase.0.saturating_sub(RELATIVE_REACH));
    let plain = |at: &usize| page.region(*at).is_none() && !page.tag(*at).is_verb();
    let comma = (reach..phrase.0).rev().take_while(plain).find(|&at| page.low(at) == ",").filter(|_| closed)?;
    let age = comma.checked_sub(2).filter(|&at| page.tag(at + 1) == Tag::Number && page.low(at) == ",");
    let from = age.filter(|&at| at > unit.first).unwrap_or(comma);
    let subject = noun_phrase_before(page.words, unit.first, from)?;
    let led = page.tag(comma + 1) == Tag::Preposition && subject.1 == from;
    let free = subject.0 == unit.first || page.tag(subject.0 - 1) == Tag::And;
    (led && free).then_some(subject)
}

/// "Ana Ruiz, who lost her house in Oren, Norland, in May, said": a relative clause stands between the commas. `end` is one
/// past the closing one.
fn before_clause(page: &Page, unit: Unit, phrase: Run, end: usize) -> Option<Run> {
    let closed = phrase.1 <= end && page.low(end - 1) == ",";
    let reach = unit.first.max(phrase.0.saturating_sub(CLAUSE_REACH));
    let plain = |at: &usize| page.region(*at).is_none() && page.low(*at) != ";";
    let who = (reach..phrase.0).rev().take_while(plain).find(|&at| matches!(page.low(at), "who" | "whose"));
    let comma = who.filter(|_| closed)?.checked_sub(1).filter(|&at| at > unit.first && page.low(at) == ",")?;
    let subject = noun_phrase_before(page.words, unit.first, comma)?;
    // "Lind met Ana Ruiz, who left Oren, and Holm, the mayor, said": a finite verb before the clause has its own subject.
    let free = !(unit.first..subject.0).any(|at| page.region(at).is_none() && page.tag(at).is_finite());
    free.then_some((subject.0, phrase.1))
}

/// Words of a relative clause between a subject and its verb.
const RELATIVE_REACH: usize = 15;

/// "Ruiz said, adding": a cue right before the comma has the subject of both.
fn is_cue_form(page: &Page, at: usize) -> bool {
    page.cues.of_form(page.low(at)).any(|cue| cue.particles.is_empty())
}

/// Words between "quoted" and "as saying" at most: those of a name with its title.
const NAMED_WITHIN: usize = 8;

fn is_quoting(word: &str) -> bool {
    matches!(word, "quoted" | "quotes" | "quote" | "quoting" | "cited" | "cites" | "citing")
}

/// "quoted Ruiz as saying that …": the quotation is that of "saying", and Ruiz speaks.
fn passes_on(page: &Page, unit: Unit, at: usize, end: usize) -> bool {
    let to = unit.end.min(end + NAMED_WITHIN);
    is_quoting(page.low(at))
        && (end..to).any(|as_word| page.low(as_word) == "as" && page.tag(as_word + 1) == Tag::Gerund)
}

/// "The transcript quoted Ruiz as saying", "Ruiz was quoted by the agency as saying": Ruiz speaks, and the other passes
/// it on. `saying` is the word behind "as".
fn quoted_as(page: &Page, unit: Unit, saying: usize) -> (Option<Run>, Option<Run>) {
    let as_word = saying - 1;
    let reach = unit.first.max(as_word.saturating_sub(NAMED_WITHIN));
    let Some(verb) = (reach..as_word).rev().find(|&at| is_quoting(page.low(at)) || page.low(at) == "described") else {
        return (noun_phrase_before(page.words, unit.first, as_word), None);
    };
    let (group, voice) = verb_group(page, unit, verb);
    let subject = || noun_phrase_before(page.words, unit.first, skip_adjuncts_back(page, unit, group));
    if voice == Voice::Passive {
        let by = (verb + 1..as_word).find(|&at| page.low(at) == "by");
        return (subject(), by.and_then(|by| noun_phrase_after(page.words, by + 1, as_word)));
    }
    let named = noun_phrase_after(page.words, verb + 1, as_word);
    let source = if voice == Voice::Gerund { governing_subject(page, unit, group) } else { subject() };
    (named.or_else(|| noun_phrase_before(page.words, verb + 1, as_word)), source)
}

/// Steps back over what may stand between subject and verb: "Ruiz on Tuesday said", "Ruiz, however, said".
fn skip_adjuncts_back(page: &Page, unit: Unit, group: usize) -> usize {
    let mut end = group;
    while end > unit.first {
        let word = page.low(end - 1);
        let day = is_day(word);
        // A capitalised "adverb" right before the verb of a clause is a name that the tagger does not know.
        let name = page.words.raw(end - 1).starts_with(char::is_uppercase);
        let adverb = page.tag(end - 1) == Tag::Adverb && !name;
        if let Some(open) = bracket_before(page, unit, end) {
            end = open;
            continue;
        }
        if !(day || adverb) {
            break;
        }
        end -= 1;
        if day && end > unit.first && page.low(end - 1) == "on" {
            end -= 1;
        }
    }
    end
}

/// Words of a bracket between a subject and its verb: "Rep. Ruiz (R-Lind) said".
const LONGEST_BRACKET: usize = 8;

/// The word that opens the bracket that ends before word `end`.
fn bracket_before(page: &Page, unit: Unit, end: usize) -> Option<usize> {
    let closed = page.low(end - 1) == ")";
    let reach = unit.first.max(end.saturating_sub(LONGEST_BRACKET));
    (reach + 1..end).rev().find(|&at| closed && page.low(at) == "(")
}

/// The phrase that opens a sentence, past what a preposition or conjunction sets before it with a comma: where no verb
/// is known for one, its subject all the same ("After the vote, the mayor of Lind quipped, saying").
pub(super) fn opening_subject(page: &Page, unit: Unit, limit: usize) -> Option<Run> {
    let mut start = unit.first;
    while start < limit && page.is_mark(start) && page.region(start).is_none() {
        start += 1;
    }
    let adjunct = matches!(page.tag(start), Tag::Preposition | Tag::Wh | Tag::To | Tag::Gerund | Tag::Participle)
        || is_day(page.low(start));
    if adjunct {
        start = (start..limit).find(|&at| page.region(at).is_some() || page.low(at) == ",")? + 1;
    }
    while matches!(page.tag(start), Tag::And | Tag::Adverb) && page.words.raw(start).starts_with(char::is_lowercase) {
        start += 1;
    }
    let phrase = noun_phrase_after(page.words, start, limit)?;
    (phrase.0 <= start + 1 && page.region(phrase.0).is_none()).then_some(phrase)
}

/// "Ruiz noted that it rained, and added": the subject of the first clause that is no subordinate one.
fn coordinated_subject(page: &Page, unit: Unit, group: usize) -> Option<Run> {
    let reach = unit.first.max(group.saturating_sub(SHARED_REACH));
    // "The visit is short, as Ruiz met Lind and hailed": what a comma and a conjunction open is a clause of its own.
    let own = |at: &usize| {
        let hedge = page.tag(at + 1) == Tag::Number;
        let opens = page.tag(*at) == Tag::Preposition || matches!(page.low(*at), "when" | "where");
        page.low(at - 1) == "," && opens && !hedge
    };
    if let Some(pronoun) = behind_lead(page, unit, group) {
        return Some(pronoun);
    }
    // "Alongside the vote, even Ruiz left": the subject stands behind what a preposition opens the sentence with.
    let led = page.tag(unit.first) == Tag::Preposition && reach == unit.first;
    let comma = (reach..group).find(|&at| led && page.low(at) == ",").unwrap_or(reach);
    let mut at = (reach + 1..group).rev().find(own).map_or(comma, |opened| (opened + 1).max(comma));
    while at < group {
        let verb = page.tag(at).is_finite() || (page.tag(at) == Tag::Participle && is_named(page, unit, at));
        if page.region(at).is_none()
            && verb
            && let Some(phrase) = subject_at(page, unit.first, unit, at).filter(|run| !is_subordinate(page, unit, *run))
        {
            return Some(phrase);
        }
        at = page.next(at);
    }
    opening_subject(page, unit, group).or_else(|| governing_subject(page, unit, group))
}

/// "When Ruiz was asked, he laughed and": the pronoun behind the clause that opens the sentence.
fn behind_lead(page: &Page, unit: Unit, group: usize) -> Option<Run> {
    let first = page.low(unit.first);
    let subordinate =
        matches!(first, "when" | "while" | "after" | "before" | "as" | "if" | "although" | "though" | "once");
    let pronoun = |at: &usize| {
        page.low(at - 1) == "," && page.region(*at).is_none() && matches!(page.low(*at), "he" | "she" | "they")
    };
    let at = (unit.first + 1..group).rev().find(pronoun).filter(|_| subordinate)?;
    Some((at, at + 1))
}

fn is_named(page: &Page, unit: Unit, verb: usize) -> bool {
    verb > unit.first && page.tag(verb - 1) == Tag::Proper
}

/// Whether a subject is that of a relative clause, or of one that "when" or "that" opens.
fn is_subordinate(page: &Page, unit: Unit, subject: Run) -> bool {
    // "about 200 farmers": a hedge is no conjunction.
    let counted = page.tag(subject.0) == Tag::Number;
    let opened = subject.0 > unit.first
        && (page.tag(subject.0 - 1) == Tag::Wh
            || matches!(page.low(subject.0 - 1), "that" | "whether" | "if" | "because")
            || (page.tag(subject.0 - 1) == Tag::Preposition && !counted));
    opened || page.tag(subject.0) == Tag::Wh || matches!(page.low(subject.0), "who" | "which" | "that")
}

/// Words back over which a subject is shared.
const SHARED_REACH: usize = 60;

/// The subject that a verb without one of its own shares: that of the nearest finite verb before `from` that is not
/// part of a relative clause ("Ruiz said he left, adding", "Ruiz, who owns the dam, left, saying").
pub(super) fn governing_subject(page: &Page, unit: Unit, from: usize) -> Option<Run> {
    let floor = unit.first.max(from.saturating_sub(SHARED_REACH));
    let mut relative = None;
    let mut at = from;
    while at > floor {
        at -= 1;
        if page.region(at).is_some() || !page.tag(at).is_finite() {
            continue;
        }
        if let Some(phrase) = subject_at(page, unit.first, unit, at) {
            if !matches!(page.low(phrase.0), "who" | "which" | "that") || phrase.1 > phrase.0 + 1 {
                return Some(phrase);
            }
            relative = relative.or(Some(phrase));
        }
        at = verb_group(page, unit, at).0;
    }
    relative
}
