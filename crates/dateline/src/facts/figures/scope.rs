//! Whose number it is: of the event reported, of another event or period, or somebody's estimate.

use jiff::civil::Date;

use super::counted::Counted;
use super::numbers::Number;
use super::{Figure, FigureScope, Page};
use crate::date::{Timex, TimexKind};
use crate::facts::grammar::{Tag, noun_phrase_before};
use crate::facts::{Quote, Speaker};
use crate::text::{Span, TokenKind};

/// Days before publication from which a dated sentence tells of another event. Reports of one event run for about
/// two weeks (median 3 days in groups of news scrapes).
const OTHER_EVENT_DAYS: i64 = 14;

/// Words before a comma in which the date is looked for that the clause behind it tells of.
const DATED_REACH: usize = 6;

/// Words before a number in which the verb of an estimate is looked for ("put the number of dead in the town at").
const ESTIMATE_REACH: usize = 14;

/// Words before a number in which a verb is looked for that puts it in the future, and those where "to" or "by" leads to
/// the number ("would cut its annual payment to shareholders to").
const NEAR_MODAL: usize = 3;
const MODAL_REACH: usize = 8;

/// Words that a clause around a number may have on either side.
const CLAUSE_REACH: usize = 40;

/// Words of a phrase that sets an earlier count against the one told ("after a rise of").
const LONGEST_CONTRAST: usize = 4;

/// Days after a month or quarter in which its statistics are news: the first figures of a quarter's output come out
/// within three months.
const STATISTIC_DAYS: i64 = 100;

/// Days of a month at least, and of a quarter at most.
const PERIOD_DAYS: std::ops::RangeInclusive<i64> = 27..=93;

/// Places figures one after the other.
pub(super) struct Places<'a> {
    page: Page<'a>,
    times: &'a [Timex],
    quotes: &'a [Quote],
    published: Option<Date>,
    /// Sentence and paragraph run of the last figure that was placed in the background.
    last_background: Option<u32>,
}

impl<'a> Places<'a> {
    /// For a page of which the day of publication is known, or not.
    pub(super) fn new(page: Page<'a>, published: Option<Date>, times: &'a [Timex], quotes: &'a [Quote]) -> Self {
        Self { page, times, quotes, published, last_background: None }
    }

    /// The figure of a number with what it counts; `last` is the figure before it.
    pub(super) fn figure(&mut self, number: &Number, counted: Counted, last: Option<&Figure>) -> Figure {
        let words = self.page.words;
        let span = words.span(number.first, counted.end.max(number.end));
        let quote = self.quote_around(span);
        let sentence = words.words[number.digits].sentence;
        let background = self.is_background(number, counted.end, last);
        let estimate = self.estimate(number);
        // "Police put the number of dead at 19": a count that somebody gives is no forecast.
        let counted_dead = counted.predicate.is_some() && self.is_put_at(number);
        let forecast = (estimate.is_some() && !counted_dead)
            || quote.is_some_and(|quote| self.estimates(quote))
            || self.is_modal(number, counted.end);
        let scope = match (background, forecast) {
            (_, true) => FigureScope::Forecast,
            (true, false) => FigureScope::Background,
            (false, false) => FigureScope::Event,
        };
        if scope == FigureScope::Background {
            self.last_background = Some(sentence);
        }
        Figure {
            span,
            value: number.value,
            low: number.low,
            high: number.high,
            unit: number.unit.map(str::to_owned),
            of: counted.of,
            predicate: counted.predicate.map(str::to_owned),
            approx: number.approx,
            scope,
            holder: estimate
                .map(|span| Speaker { span, entity: None, canonical: None })
                .or_else(|| quote.and_then(|quote| quote.speaker.clone()))
                .filter(|holder: &Speaker| !holder.span.overlaps(span)),
            rule: number.rule,
        }
    }

    /// The narrowest quotation around a span. Quotations stand in order of their start.
    fn quote_around(&self, span: Span) -> Option<&'a Quote> {
        let reach = self.quotes.partition_point(|quote| quote.span.start <= span.start);
        self.quotes[..reach].iter().rev().take(8).find(|quote| quote.span.contains(span))
    }

    /// "estimates that", "predicted".
    fn estimates(&self, quote: &Quote) -> bool {
        let text = self.page.words.text;
        quote.cue.is_some_and(|cue| {
            let cue = cue.of(text).to_lowercase();
            cue.split(' ').next().is_some_and(|verb| self.page.pack.figures.value("estimate", verb) == Some("any"))
        })
    }

    /// Whether the verb that gives the number says no more than that somebody names it: "put at", "spoke of".
    fn is_put_at(&self, number: &Number) -> bool {
        let words = self.page.words;
        let from = number.first.saturating_sub(ESTIMATE_REACH);
        let shape = (from..number.first).rev().find_map(|at| self.page.pack.figures.value("estimate", words.low(at)));
        matches!(shape, Some("at" | "of"))
    }

    /// "Ruiz, who studies the river, put the number at 300", "The ministry expects 500 families to": who stands behind
    /// a number that a verb of estimating gives.
    fn estimate(&self, number: &Number) -> Option<Span> {
        let words = self.page.words;
        let sentence = words.words[number.digits].sentence;
        let from = (number.first.saturating_sub(ESTIMATE_REACH)..number.first)
            .find(|&at| words.words[at].sentence == sentence)?;
        let verb =
            (from..number.first).rev().find(|&at| self.page.pack.figures.value("estimate", words.low(at)).is_some())?;
        let shape = self.page.pack.figures.value("estimate", words.low(verb))?;
        let between = verb + 1..number.first;
        let led = match shape {
            "at" => !between.is_empty() && words.low(number.first - 1) == "at",
            "of" => between.len() == 1 && words.low(number.first - 1) == "of",
            _ => between.is_empty() || words.low(number.first - 1) == "at",
        };
        let clause =
            between.clone().all(|at| !words.tag(at).is_finite() && !matches!(words.low(at), ";" | ":" | "that"));
        if !(led && clause && words.tag(verb).is_verb()) {
            return None;
        }
        let first = words.words.partition_point(|word| word.sentence < sentence);
        let mut group = verb;
        while group > first
            && (words.tag(group - 1) == Tag::Adverb || matches!(words.low(group - 1), "has" | "had" | "have"))
        {
            group -= 1;
        }
        noun_phrase_before(words, first, group).map(|(from, to)| words.span(from, to))
    }

    /// "up to 20 could die", "may kill 20".
    fn is_modal(&self, number: &Number, end: usize) -> bool {
        let words = self.page.words;
        let sentence = words.words[number.digits].sentence;
        let same = |at: usize| words.words.get(at).is_some_and(|word| word.sentence == sentence);
        let modal = |at: usize| same(at) && self.page.phrase("forecast", at).is_some() && words.tag(at) != Tag::Proper;
        let verb_after = (end..end + 4)
            .take_while(|&at| same(at))
            .find(|&at| words.tag(at).is_verb() || words.tag(at) == Tag::Modal);
        // "would cut the rate to 5 percent": what the modal verb leads to.
        let led = number.first > 0 && matches!(words.low(number.first - 1), "to" | "by");
        let reach = if led { MODAL_REACH } else { NEAR_MODAL };
        let before = (number.first.saturating_sub(reach)..number.first)
            .rev()
            .take_while(|&at| same(at) && words.low(at) != ",")
            .any(modal);
        before || verb_after.is_some_and(modal)
    }

    fn is_background(&self, number: &Number, end: usize, last: Option<&Figure>) -> bool {
        let words = self.page.words;
        let sentence = words.words[number.digits].sentence;
        let (from, to) = self.clause(number.digits, end);
        let to = self.before_replaced(end, to);
        let lead = self.lead(number.digits).filter(|&(lead_from, _)| lead_from != from);
        let superlative =
            |(from, to): (usize, usize)| (from..to).any(|at| self.page.phrase("superlative", at).is_some());
        let measured = number.unit.is_some_and(|unit| !matches!(unit, "age" | "ordinal" | "score"));
        let dated_in = |run: (usize, usize)| {
            if measured { self.is_of_old_period(run, number) } else { self.has_old_time(run.0, run.1) }
        };
        // "$180 million a year": a rate, told of no other time.
        let rate = number.rule == "figure.money"
            && self.page.phrase("background", number.end).is_some_and(|(_, length)| {
                self.page.phrase("rate", number.end).is_some_and(|(_, rate)| rate == length)
            });
        let told =
            |run: (usize, usize)| !superlative(run) && ((self.has_phrase(run.0, run.1) && !rate) || dated_in(run));
        let recent = self.has_recent_day(from, to);
        let goes_on = self.last_background.is_some_and(|last| last + 1 == sentence) && self.points_back(from);
        let sequel = (from..number.first).any(|at| self.page.phrase("sequel", at).is_some());
        // "31, from 24 a day earlier": what a later count has replaced.
        let score = number.unit == Some("score");
        let superseded = (!score && self.page.is_superseded(end, sentence)) || self.is_replaced(number, last);
        let dated = (told((from, to)) && !recent)
            || lead.is_some_and(told)
            || self.is_dated_before(from)
            || self.is_dated_aside(from, superlative);
        dated || goes_on || sequel || superseded
    }

    /// "the worst since 2009, when 40 people died": a clause that tells of the old time before its comma.
    fn is_dated_before(&self, from: usize) -> bool {
        let words = self.page.words;
        let opens = from > DATED_REACH && self.page.phrase("relative", from).is_some() && words.low(from - 1) == ",";
        let run = (from.saturating_sub(DATED_REACH + 1), from.saturating_sub(1));
        let same = |at: usize| words.words[at].sentence == words.words[from].sentence;
        opens && same(run.0) && self.has_old_time(run.0, run.1)
    }

    /// "to 21 from 24", "to 4.3 percent in May from 4.7", "up from 9", "compared with 12": the count that a later one
    /// has replaced.
    fn is_replaced(&self, number: &Number, last: Option<&Figure>) -> bool {
        let words = self.page.words;
        let Some(before) = number.first.checked_sub(1) else { return false };
        let same = |at: usize| words.words[at].sentence == words.words[number.digits].sentence;
        let article = usize::from(words.tag(before) == Tag::Determiner);
        let contrast = (1..=LONGEST_CONTRAST)
            .filter_map(|back| {
                Some((before + 1).checked_sub(back + article)?).filter(|&at| same(at)).map(|at| (at, back))
            })
            .any(|(at, back)| self.page.phrase("contrast", at).is_some_and(|(_, length)| length == back));
        // "34 percent, against 31 percent for Ruiz": what another one got at the same time.
        let rival = || {
            (number.end..number.end + 2)
                .any(|at| words.low(at) == "for" && words.words[at].sentence == words.words[number.digits].sentence)
        };
        if contrast || words.low(before) != "from" {
            return contrast && !rival();
        }
        let Some(from) = before.checked_sub(1) else { return false };
        let to = words.low(number.end) == "to"
            && words.words.get(number.end + 1).is_some_and(|word| word.kind == TokenKind::Number);
        let counted = to || words.words[from].kind == TokenKind::Number || matches!(words.low(from), "up" | "down");
        let risen = last.is_some_and(|last| {
            let at = words.at_byte(last.span.start);
            at > 0 && matches!(words.low(at - 1), "to" | "at") && last.unit.as_deref() == number.unit && same(at)
        });
        (counted || risen) && same(from)
    }

    /// "The quake in Oren, in May 2011, killed 40": the date between commas is that of the clause behind it.
    fn is_dated_aside(&self, from: usize, superlative: impl Fn((usize, usize)) -> bool) -> bool {
        let words = self.page.words;
        let Some(close) = from.checked_sub(1).filter(|&at| words.low(at) == ",") else { return false };
        let floor = close.saturating_sub(DATED_REACH);
        let Some(open) = (floor..close).rev().find(|&at| words.low(at) == ",") else { return false };
        let run = (open + 1, close);
        let same = words.words[open].sentence == words.words[from].sentence;
        same && run.0 < run.1 && !superlative(run) && self.has_old_time(run.0, run.1)
    }

    /// Where the earlier count begins that the number has replaced ("fell to 612 | from 1,040 a year earlier"): what
    /// dates it tells nothing of the number.
    fn before_replaced(&self, end: usize, to: usize) -> usize {
        let words = self.page.words;
        let number = |at: usize| (at + 1..at + 4).any(|next| next < to && words.words[next].kind == TokenKind::Number);
        // "rose 6.4 percent from a year earlier".
        let earlier = |at: usize| self.page.phrase("superseded", at + 1).is_some();
        (end..to).find(|&at| words.low(at) == "from" && (number(at) || earlier(at))).unwrap_or(to)
    }

    /// The run of words between commas around a number.
    fn clause(&self, at: usize, end: usize) -> (usize, usize) {
        let words = self.page.words;
        let sentence = words.words[at].sentence;
        let inside = |at: usize| words.words.get(at).is_some_and(|word| word.sentence == sentence);
        let stops = |at: usize| matches!(words.low(at), "," | ";" | "—" | ":");
        let mut from = at;
        while from > 0 && at - from < CLAUSE_REACH && inside(from - 1) && !stops(from - 1) {
            from -= 1;
        }
        let mut to = end.max(at + 1);
        while to - at < CLAUSE_REACH && inside(to) && !stops(to) {
            to += 1;
        }
        (from, to)
    }

    /// The words before the first comma of the sentence, where they are few: "In 2014,".
    fn lead(&self, at: usize) -> Option<(usize, usize)> {
        let words = self.page.words;
        let sentence = words.words[at].sentence;
        let first = words.words.partition_point(|word| word.sentence < sentence);
        let comma = (first..at.min(first + 12)).find(|&at| words.low(at) == ",")?;
        // "Initial reports said 15 had died, but 12 did": what a conjunction follows is a clause beside it.
        (words.tag(comma + 1) != Tag::And).then_some((first, comma))
    }

    fn has_phrase(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| self.page.phrase("background", at).is_some())
    }

    fn times_in(&self, from: usize, to: usize) -> impl Iterator<Item = &'a Timex> {
        let span = self.page.words.span(from, to.max(from + 1));
        let first = self.times.partition_point(|time| time.span.end <= span.start);
        self.times[first..].iter().take_while(move |time| time.span.start < span.end)
    }

    /// Whether the clause is dated long before publication, or with a year where news would name a day.
    fn has_old_time(&self, from: usize, to: usize) -> bool {
        let words = self.page.words;
        let bare_year = (from..to).any(|at| {
            let raw = words.raw(at);
            let year = raw.len() == 4 && raw.parse::<u16>().is_ok_and(|year| (1900..2100).contains(&year));
            let event = words.tag(at + 1).is_noun() && at > from && words.tag(at - 1) == Tag::Determiner;
            let dated = event || (at > from && self.page.phrase("dates", at - 1).is_some());
            let past = self.published.is_none_or(|day| raw.parse::<i16>().is_ok_and(|year| year < day.year()));
            year && dated && past
        });
        bare_year || self.times_in(from, to).any(|time| self.is_old(time))
    }

    /// The same for a rate, a price, a measure: those of the latest month or quarter that its sentence names are the
    /// news ("fell to 4.3 percent in May from 4.7 in April").
    fn is_of_old_period(&self, run: (usize, usize), number: &Number) -> bool {
        let words = self.page.words;
        let sentence = words.words[run.0].sentence;
        let first =
            words.words.partition_point(|word| word.sentence < sentence).max(run.0.saturating_sub(CLAUSE_REACH));
        let end = words.words.partition_point(|word| word.sentence <= sentence).min(run.1 + CLAUSE_REACH);
        let latest = self.times_in(first, end).filter_map(|time| self.period_end(time)).max();
        let behind = if run.0 <= number.digits && number.end < run.1 { number.end } else { run.0 };
        let own = self.times_in(behind, run.1).find(|time| self.period_end(time).is_some());
        match own {
            Some(time) => self.period_end(time) != latest,
            None => {
                self.has_old_time(run.0, run.1)
                    && self.times_in(run.0, run.1).all(|time| self.period_end(time).is_none())
            }
        }
    }

    /// The last day of a month or quarter that lies so short before publication that its figures are news.
    fn period_end(&self, time: &Timex) -> Option<Date> {
        let days = time.days.filter(|_| time.kind == TimexKind::Date)?;
        let gap = days_between(days.latest, self.published?);
        let length = days_between(days.earliest, days.latest) + 1;
        (PERIOD_DAYS.contains(&length) && gap <= STATISTIC_DAYS).then_some(days.latest)
    }

    fn is_old(&self, time: &Timex) -> bool {
        if !matches!(time.kind, TimexKind::Date | TimexKind::Time) {
            return false;
        }
        let Some((published, days)) = self.published.zip(time.days) else { return false };
        days_between(days.latest, published) > OTHER_EVENT_DAYS
    }

    /// A weekday or "today" without a year: the event reported.
    fn has_recent_day(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| crate::facts::grammar::is_day(self.page.words.low(at)))
    }

    /// "Another 12 were hurt", "It displaced": the sentence goes on about what the one before told.
    fn points_back(&self, from: usize) -> bool {
        matches!(self.page.words.low(from), "it" | "that" | "those" | "they" | "another" | "this" | "these" | "both")
    }
}

fn days_between(first: Date, last: Date) -> i64 {
    last.since(first).map_or(0, |span| i64::from(span.get_days()))
}
