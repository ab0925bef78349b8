//! What speaks for and against two articles telling of one event, in characters.

use std::collections::{BTreeMap, BTreeSet};

use super::clashes;
use super::cluster::Compared;
use super::clustering::{Reason, ReasonKind};
use super::earlier_events;
use super::evidence::{EVIDENCE, KINDS, Pair};
use super::features::{Form, Token, Word, scan};
use super::linkage::STRANGERS;
use super::look_alikes::{Parted, Parting};
use super::model::{Model, SHIPPED, probability};
use super::told::{self, Thing};
use super::typed::Typed;
use crate::facts::Marked;
use crate::reuse::Trace;
use crate::text::Span;

/// Words shown for one piece of evidence.
const SHOWN: usize = 4;

/// Evidence that adds less than this to the log-odds is not told.
const SILENT: f64 = 0.05;

/// The evidence for and against two articles of a heap telling of one event, weightiest first, and the probability.
pub fn why(articles: &[Marked], trace: &Trace, a: usize, b: usize) -> (f64, Vec<Reason>) {
    let model = &*SHIPPED;
    let compared = Compared::of(&articles, trace, model);
    let find = |wanted: usize| compared.places.iter().position(|&place| place == wanted);
    let (Some(one), Some(other)) = (find(a), find(b)) else { return (0.0, Vec::new()) };
    let parted = compared.stories(model);
    let odds = compared.odds(one, other).unwrap_or(STRANGERS);
    let (odds, reasons) = Verdict::of(&compared, &parted, model).reasons(one, other, odds);
    (probability(odds), reasons)
}

/// What keeps a look-alike apart takes this from the log-odds, for each of its two kinds of evidence.
const PARTED: f64 = -5.0;

/// A heap and the groups that were made of it.
pub(super) struct Verdict<'a> {
    compared: &'a Compared<'a>,
    parted: &'a Parted,
    model: &'a Model,
    /// For each article its group, if it is in one.
    group_of: Vec<Option<usize>>,
}

impl<'a> Verdict<'a> {
    pub(super) fn of(compared: &'a Compared<'a>, parted: &'a Parted, model: &'a Model) -> Self {
        let mut group_of = vec![None; compared.articles.len()];
        for (number, group) in parted.groups.iter().enumerate() {
            group.iter().for_each(|&member| group_of[member] = Some(number));
        }
        Self { compared, parted, model, group_of }
    }

    /// The reasons of a pair with these log-odds, and the log-odds after what else decided.
    pub(super) fn reasons(&self, here: usize, there: usize, odds: f32) -> (f32, Vec<Reason>) {
        let (odds, mut out) = pair_reasons(self.compared, here, there, odds, self.parted, self.model);
        let rest = self.rest(here, there, odds);
        let odds = odds + rest.iter().map(|reason| reason.weight as f32).sum::<f32>();
        out.extend(rest);
        out.retain(|reason| reason.weight.abs() >= SILENT);
        out.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()).then(a.kind.cmp(&b.kind)));
        (odds, out)
    }

    /// Groups are joined by the mean over all their pairs: what the other articles of two stories take from the log-odds
    /// of this pair.
    fn rest(&self, here: usize, there: usize, odds: f32) -> Option<Reason> {
        let (one, other) = (self.group_of[here]?, self.group_of[there]?);
        let less = f64::from(self.mean(one, other) - odds);
        let nothing = || (String::new(), Vec::new());
        let rule = "the other articles of the two stories";
        let reason = Reason { kind: ReasonKind::Action, weight: less, here: nothing(), there: nothing(), rule };
        (one != other && less < 0.0).then_some(reason)
    }

    /// Mean log-odds between two groups; of pairs that were not compared, that of strangers.
    fn mean(&self, one: usize, other: usize) -> f32 {
        let (left, right) = (&self.parted.groups[one], &self.parted.groups[other]);
        let across = |pair: &&Pair| {
            let of = |at: u32| self.group_of[at as usize];
            let pair = (of(pair.a), of(pair.b));
            pair == (Some(one), Some(other)) || pair == (Some(other), Some(one))
        };
        let compared = left.iter().chain(right).flat_map(|&member| self.compared.pairs_from(member)).filter(across);
        let (count, sum) = compared.fold((0, 0.0), |(count, sum), pair| (count + 1, sum + pair.odds.max(STRANGERS)));
        let pairs = left.len() * right.len();
        (sum + (pairs - count) as f32 * STRANGERS) / pairs as f32
    }
}

/// The reasons that two articles themselves give, and the log-odds after partings.
fn pair_reasons(
    compared: &Compared,
    here: usize,
    there: usize,
    odds: f32,
    parted: &Parted,
    model: &Model,
) -> (f32, Vec<Reason>) {
    let values = compared.evidence.of(&compared.heap, here, there);
    let lent = [compared.marked(here), compared.marked(there)];
    let marked = lent.each_ref().map(|marked| &**marked);
    let sides = [Side::of(compared, here, marked[0]), Side::of(compared, there, marked[1])];
    let line = model.line(compared.heap.one_language(here, there));
    let weigh = |names: &[&str]| -> f64 {
        let kinds = (0..KINDS).filter(|&kind| names.contains(&EVIDENCE[kind]));
        kinds.map(|kind| f64::from(line.weights[kind] * (values[kind] - line.neutral[kind]))).sum()
    };
    let mut out = vec![
        of_words(ReasonKind::Participant, "names", weigh(&["names"]), &sides, Form::Name),
        of_words(
            ReasonKind::Action,
            "words",
            weigh(&["lead", "words", "title", "plain", "near_5", "near_25"]),
            &sides,
            Form::Plain,
        ),
        of_words(ReasonKind::Action, "copied text", weigh(&["copied"]), &sides, Form::Plain),
        of_words(ReasonKind::Number, "numbers", weigh(&["numbers"]), &sides, Form::Number),
        of_words(ReasonKind::Number, "one template, filled differently", weigh(&["template"]), &sides, Form::Number),
        of_calendar(weigh(&["years", "month_days", "weekdays"]), marked),
        of_days(weigh(&["days"]), marked),
        of_event_days(weigh(&["event_days"]), marked),
        of_things(Thing::Person, weigh(&["persons", "leading_person"]), marked),
        of_things(Thing::Figure, weigh(&["figures"]), marked),
        of_things(Thing::Value, weigh(&["values"]), marked),
        of_things(Thing::Day, weigh(&["told_days"]), marked),
    ];
    let mut apart = of_partings(&parted.partings, here, there, &sides);
    if apart.is_empty() {
        let between = earlier_events::between(compared, here, there);
        apart = of_partings(between.as_slice(), here, there, &sides);
    }
    if parted.excluding.contains(&(here.min(there), here.max(there))) {
        apart.extend(of_typed(compared, here, there, marked));
    }
    let odds = odds + apart.iter().map(|reason| reason.weight as f32).sum::<f32>();
    out.extend(apart);
    (odds, out)
}

/// What two articles exclude each other in.
fn of_typed(compared: &Compared, here: usize, there: usize, marked: [&Marked; 2]) -> Vec<Reason> {
    let [one, other] = [here, there].map(|at| &*compared.articles[at].typed);
    let side = |marked: &Marked, told: &Typed| (clashes::said(marked, told), vec![told.span]);
    let reason = |(mine, theirs): (&Typed, &Typed)| Reason {
        kind: mine.value.kind(),
        weight: PARTED,
        here: side(marked[0], mine),
        there: side(marked[1], theirs),
        rule: mine.what,
    };
    clashes::between(one, other).into_iter().map(reason).collect()
}

/// What keeps one of the two apart as a look-alike of the other's story.
fn of_partings(partings: &[Parting], here: usize, there: usize, [one, other]: &[Side; 2]) -> Vec<Reason> {
    for parting in partings {
        let sentence = |member: usize| parting.telling.get(&member).copied();
        if parting.article == here
            && let Some(told) = sentence(there)
        {
            return parted(parting, one, other, told, false);
        }
        if parting.article == there
            && let Some(told) = sentence(here)
        {
            return parted(parting, other, one, told, true);
        }
    }
    Vec::new()
}

fn parted(parting: &Parting, apart: &Side, story: &Side, told: Span, turned: bool) -> Vec<Reason> {
    let years: Vec<&str> = parting.own_years.iter().map(|span| span.of(apart.text)).collect();
    let own = (years.join(", "), parting.own_years.clone());
    let lacked: Vec<u64> =
        parting.lacked.iter().copied().filter(|id| story.words.contains_key(id)).take(SHOWN).collect();
    let of = |kind, rule, apart: (String, Vec<Span>), story: (String, Vec<Span>)| {
        let (here, there) = if turned { (story, apart) } else { (apart, story) };
        Reason { kind, weight: PARTED, here, there, rule }
    };
    let mut reasons =
        vec![of(ReasonKind::Date, "tells of an earlier event", own, (told.of(story.text).to_owned(), vec![told]))];
    if !parting.lacked.is_empty() {
        let lacks = (String::new(), Vec::new());
        reasons.push(of(ReasonKind::Action, "lacks what the story has in common", lacks, story.said(&lacked)));
    }
    reasons
}

/// The words of one article with their weights and where they stand.
struct Side<'a> {
    text: &'a str,
    words: BTreeMap<u64, Shown>,
}

#[derive(Clone, Copy)]
struct Shown {
    span: Span,
    form: Form,
    weight: f32,
}

impl<'a> Side<'a> {
    fn of(compared: &Compared, at: usize, marked: &'a Marked) -> Self {
        let article = &marked.article;
        let scanned = scan(marked);
        let mut ids: Vec<u64> = scanned.iter().map(|token| token.id).collect();
        ids.sort_unstable();
        ids.dedup();
        // Words are numbered in the order of their hashes, so that both lists run in parallel.
        let weights = &compared.heap.weights;
        let weigh = |word: &Word| weights[word.id as usize] * (1.0 + f32::from(word.lead.min(3)));
        let by_id: BTreeMap<u64, f32> =
            ids.into_iter().zip(compared.heap.articles[at].words.iter().map(weigh)).collect();
        let mut words: BTreeMap<u64, Shown> = BTreeMap::new();
        for Token { span, form, id, .. } in scanned.into_iter().filter(|token| !token.in_title) {
            let weight = by_id.get(&id).copied().unwrap_or_default();
            let first = words.entry(id).or_insert(Shown { span, form, weight });
            if form == Form::Name && first.form != Form::Name {
                *first = Shown { span, form, weight };
            }
        }
        Self { text: article.text.as_str(), words }
    }

    /// The weightiest words of a form that the other side has (or has not), and where they stand here.
    fn weightiest(&self, form: Form, other: &Side, shared: bool) -> Vec<u64> {
        let of_form = self.words.iter().filter(|(_, word)| word.form == form);
        let mut ids: Vec<(u64, f32)> = of_form
            .filter(|(id, _)| other.words.contains_key(id) == shared)
            .map(|(&id, word)| (id, word.weight + other.words.get(&id).map_or(0.0, |there| there.weight)))
            .collect();
        ids.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        ids.into_iter().take(SHOWN).map(|entry| entry.0).collect()
    }

    fn said(&self, ids: &[u64]) -> (String, Vec<Span>) {
        let mut spans: Vec<Span> = ids.iter().filter_map(|id| self.words.get(id)).map(|word| word.span).collect();
        spans.sort_unstable();
        let said: Vec<&str> = spans.iter().map(|span| span.of(self.text)).collect();
        (said.join(", "), spans)
    }
}

/// Words of a form that both have, where they speak for one event; else those that only one has.
fn of_words(kind: ReasonKind, rule: &'static str, weight: f64, [here, there]: &[Side; 2], form: Form) -> Reason {
    if weight >= 0.0 {
        let shared = here.weightiest(form, there, true);
        return Reason { kind, weight, here: here.said(&shared), there: there.said(&shared), rule };
    }
    let (mine, theirs) = (here.weightiest(form, there, false), there.weightiest(form, here, false));
    Reason { kind, weight, here: here.said(&mine), there: there.said(&theirs), rule }
}

/// Expressions of time on both sides.
fn of_calendar(weight: f64, [here, there]: [&Marked; 2]) -> Reason {
    let said = |marked: &Marked| {
        let spans: Vec<Span> = marked.times.iter().map(|time| time.span).take(SHOWN).collect();
        let said: Vec<&str> = spans.iter().map(|&span| marked.article.text.slice(span)).collect();
        (said.join(", "), spans)
    };
    Reason { kind: ReasonKind::Date, weight, here: said(here), there: said(there), rule: "calendar words" }
}

/// Days of publication on both sides, where the text tells them with their characters.
fn of_days(weight: f64, [here, there]: [&Marked; 2]) -> Reason {
    let said = |marked: &Marked| {
        let published = &marked.dating.published;
        let days = super::days::published(marked);
        let own = published.evidence.iter().filter(|piece| piece.article.is_none());
        (days.map(|days| days.earliest.to_string()).unwrap_or_default(), own.filter_map(|piece| piece.span).collect())
    };
    Reason { kind: ReasonKind::Date, weight, here: said(here), there: said(there), rule: "days of publication" }
}

/// Days of the event on both sides, with the characters that tell them.
fn of_event_days(weight: f64, [here, there]: [&Marked; 2]) -> Reason {
    let said = |marked: &Marked| {
        let event = &marked.dating.event;
        let own = event.evidence.iter().filter(|piece| piece.article.is_none());
        let day = event.days.map(|days| days.earliest.to_string()).unwrap_or_default();
        (day, own.filter_map(|piece| piece.span).take(SHOWN).collect())
    };
    Reason { kind: ReasonKind::Date, weight, here: said(here), there: said(there), rule: "day of the event" }
}

/// Things told on both sides: those that both tell, where they speak for one event, else those that only one tells.
fn of_things(thing: Thing, weight: f64, [here, there]: [&Marked; 2]) -> Reason {
    let [mine, theirs] = [here, there].map(|marked| told::mentions(marked, thing));
    let said = |marked: &Marked, own: &[(u64, Span)], other: &[(u64, Span)]| {
        let others: BTreeSet<u64> = other.iter().map(|entry| entry.0).collect();
        let mut seen = BTreeSet::new();
        let wanted = own.iter().filter(|(key, _)| others.contains(key) == (weight >= 0.0) && seen.insert(*key));
        let spans: Vec<Span> = wanted.map(|entry| entry.1).take(SHOWN).collect();
        let text = &marked.article.text;
        let said: Vec<&str> = spans.iter().map(|&span| text.slice(span)).collect();
        (said.join(", "), spans)
    };
    let (kind, rule) = match thing {
        Thing::Person => (ReasonKind::Participant, "persons"),
        Thing::Figure => (ReasonKind::Number, "figures"),
        Thing::Value => (ReasonKind::Number, "values of figures"),
        Thing::Day => (ReasonKind::Date, "days told"),
    };
    Reason { kind, weight, here: said(here, &mine, &theirs), there: said(there, &theirs, &mine), rule }
}
