//! The main event of one article: who, what, when, where, as the article words it.
//!
//! The headline is read first, since it tells the main event by convention: what stands before its verb is who, the
//! verb with what follows is what. A headline whose subject is nobody ("Footage shows …") leaves who to the people that
//! it names, then to the opening sentences. When and where are taken from the headline and the opening sentences. An
//! answer is a stretch of the headline or of the text; a question that neither answers stays open.

mod headline;
mod place;
mod who;

use super::Marked;
use super::grammar::Words;
use super::headline::in_running_case;
use crate::date::{Timex, TimexKind};
use crate::text::Span;

/// Characters of the headline or of the text that answer a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    /// Where they stand.
    pub span: Span,
    /// Whether in the headline.
    pub in_title: bool,
}

/// What an article is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MainEvent {
    /// Who acts, or to whom it happens.
    pub who: Option<Answer>,
    /// What happens.
    pub what: Option<Answer>,
    /// When.
    pub when: Option<Answer>,
    /// Where.
    pub place: Option<Answer>,
}

/// Sentences of the opening: a news text tells its main event in them.
const OPENING: usize = 6;

/// The main event of a marked article.
pub fn main_event(marked: &Marked) -> MainEvent {
    let (title, text) = (marked.article.title.as_str(), marked.article.text.as_str());
    let english = marked.article.language.as_ref().is_none_or(|language| language.code() == "en");
    let cased = in_running_case(title, marked);
    let mut heading = Words::read(&cased, &[Span::new(0, title.len())], english);
    heading.settle_names(marked.marks.title_names.iter().map(|name| &name.span));
    let opening = &marked.marks.sentences[..marked.marks.sentences.len().min(OPENING)];
    let words = Words::read(text, opening, english);
    let told = headline::told(&heading);
    MainEvent {
        who: who::who(marked, &heading, told.subject, &words),
        what: told.event.map(|(from, to)| Answer { span: heading.span(from, to), in_title: true }),
        when: when(marked),
        place: place::place(marked),
    }
}

/// The expression that dates the event, or the first that names a day, with the hour beside it ("6 a.m. on Monday").
fn when(marked: &Marked) -> Option<Answer> {
    let text = marked.article.text.as_str();
    let times = &marked.times;
    let dated =
        marked.dating.event.evidence.iter().filter(|piece| piece.article.is_none()).find_map(|piece| piece.span);
    let dated = dated.and_then(|span| times.iter().position(|time| time.span.overlaps(span)));
    let at = dated.or_else(|| times.iter().position(|time| tells_day(text, time)))?;
    let own = times[at].span;
    let joined = |span: Span, other: &Timex| {
        let beside = is_beside(text, span, other.span) || is_beside(text, other.span, span);
        if beside { span.join(other.span) } else { span }
    };
    let span = times[at + 1..].iter().fold(own, joined);
    let span = times[..at].iter().rev().fold(span, joined);
    Some(Answer { span, in_title: false })
}

/// Whether an expression names a day and not only an hour or a stretch of the calendar.
fn tells_day(text: &str, time: &Timex) -> bool {
    let exact = time.value.as_ref().is_some_and(|value| value.len() >= "2031-05-09".len());
    let hour_only = time.kind == TimexKind::Time && !time.span.of(text).split_whitespace().any(|word| word.len() > 5);
    matches!(time.kind, TimexKind::Date | TimexKind::Time) && exact && !hour_only
}

fn is_beside(text: &str, first: Span, second: Span) -> bool {
    let between = text.get(first.end as usize..second.start as usize).map(str::trim);
    matches!(between, Some("" | "on" | "," | "of" | "local time on"))
}

#[cfg(test)]
mod tests;
