//! Who had the words first.

use super::edits::{Stretch, second_copied};
use super::trace::Direction;
use crate::clean::{Article, StatedDate};

/// Who had first what two articles share, as far as the articles themselves say, and why.
///
/// An agency's credit decides first, then the days on which both say they were published, then what the texts
/// themselves show (see [`super::edits`]).
pub(super) fn direction_of(a: &Article, b: &Article, stretches: &[Stretch]) -> (Direction, String) {
    let (credit_a, credit_b) = (agency_of(a), agency_of(b));
    match (credit_a, credit_b) {
        (Some(agency), _) if is_by(a, agency) && !is_by(b, agency) => {
            return (Direction::AToB, format!("the first is published by {agency}"));
        }
        (_, Some(agency)) if is_by(b, agency) && !is_by(a, agency) => {
            return (Direction::BToA, format!("the second is published by {agency}"));
        }
        (Some(x), Some(y)) if x == y => return (Direction::Common, format!("both credit {x}")),
        (Some(agency), None) => return (Direction::Common, format!("the first credits {agency}, the second nobody")),
        (None, Some(agency)) => return (Direction::Common, format!("the second credits {agency}, the first nobody")),
        _ => {}
    }
    by_day(a, b)
        .or_else(|| by_edits(a, b, stretches))
        .unwrap_or((Direction::Unknown, "nothing says who came first".into()))
}

/// The agency that a page names as the source of its text.
pub(super) fn agency_of(article: &Article) -> Option<&str> {
    article.credit.as_ref().filter(|credit| credit.whole_text).map(|credit| credit.agency.as_str())
}

fn is_by(article: &Article, agency: &str) -> bool {
    article.publisher.name.as_ref().is_some_and(|name| name.eq_ignore_ascii_case(agency))
}

fn by_day(a: &Article, b: &Article) -> Option<(Direction, String)> {
    let (x, y) = (first_stated(a)?, first_stated(b)?);
    let direction = match x.day.cmp(&y.day).then_with(|| by_time(x, y)) {
        std::cmp::Ordering::Less => Direction::AToB,
        std::cmp::Ordering::Greater => Direction::BToA,
        std::cmp::Ordering::Equal => return None,
    };
    Some((direction, format!("published {} and {}", x.value, y.value)))
}

fn by_edits(a: &Article, b: &Article, stretches: &[Stretch]) -> Option<(Direction, String)> {
    let (is_second, reason) = second_copied(a, b, stretches)?;
    Some((if is_second { Direction::AToB } else { Direction::BToA }, reason))
}

/// The best stated publication date.
pub(super) fn first_stated(article: &Article) -> Option<&StatedDate> {
    article.stated_dates.first()
}

/// Times of one day are compared where both state one with the same zone.
fn by_time(x: &StatedDate, y: &StatedDate) -> std::cmp::Ordering {
    const TIME: std::ops::Range<usize> = 11..16;
    let parts = |date: &'_ StatedDate| Some((date.value.get(TIME)?.to_owned(), date.value.get(19..)?.to_owned()));
    match (parts(x), parts(y)) {
        (Some((time_x, zone_x)), Some((time_y, zone_y))) if zone_x == zone_y => time_x.cmp(&time_y),
        _ => std::cmp::Ordering::Equal,
    }
}
