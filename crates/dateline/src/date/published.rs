//! When an article was published, from its own page.

use super::dating::{Evidence, Published};
use super::{DaySet, Timex};
use crate::clean::{Article, DateBasis, StatedDate};

/// The day of publication as the page states it, else what its text allows.
pub(super) fn published(article: &Article, times: &mut [Timex], notes: &mut Vec<String>) -> Published {
    let _ = times;
    if let Some(stated) = article.stated_dates.first() {
        note_conflicts(&article.stated_dates, notes);
        return from_stated(stated);
    }
    Published { value: None, days: None, confidence: 0.0, basis: DateBasis::Unknown, evidence: Vec::new() }
}

fn from_stated(stated: &StatedDate) -> Published {
    let confidence = match stated.basis {
        DateBasis::Metadata => 0.97,
        DateBasis::Url => 0.92,
        _ => 0.85,
    };
    let evidence = Evidence {
        span: None,
        article: None,
        reason: format!("{} says {}", stated.field, stated.value),
        rule: "published/stated",
    };
    Published {
        value: Some(stated.value.clone()),
        days: Some(DaySet::day(stated.day)),
        confidence,
        basis: stated.basis,
        evidence: vec![evidence],
    }
}

/// Stated dates more than a day apart contradict each other; one day is a time zone.
fn note_conflicts(stated: &[StatedDate], notes: &mut Vec<String>) {
    let Some((first, others)) = stated.split_first() else { return };
    for other in others {
        let days = first.day.until(other.day).map_or(0, |span| span.get_days().abs());
        if days > 1 {
            notes.push(format!("{} says {}, {} says {}", first.field, first.value, other.field, other.value));
        }
    }
}
