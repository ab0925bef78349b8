//! People of one full name who are not one person.
//!
//! In: the mentions of one full name over the articles of a group, with what the words beside each tell. Out: the
//! mentions of each bearer. Two are apart where the text says so ("no relation", "his namesake", "Jr." and "Sr."), or
//! where two kinds of evidence exclude each other: what they are and how old, or of which town. One kind never parts: a
//! mayor may be a lawyer, and papers get ages wrong. A mention that tells nothing means the first of its article.

use super::forms::Spot;
use super::traits::{Calling, Traits, calling};

/// Years between two ages that no mistake and no birthday explains.
const APART: u8 = 10;
/// Holders of offices are older.
const OF_AGE: u8 = 21;
/// Bearers of one name that are told apart; a group with more is a list of something else.
const MOST: usize = 8;

/// One bearer of a name.
#[derive(Debug, Default)]
struct Bearer {
    traits: Traits,
    mentions: Vec<usize>,
}

/// The mentions of each bearer among those of one full name, which stand in order.
pub(super) fn parted(mentions: &[usize], spots: &[Spot]) -> Vec<Vec<usize>> {
    let mut group: Vec<Bearer> = Vec::new();
    for article in mentions.chunk_by(|&a, &b| spots[a].article == spots[b].article) {
        let mut here: Vec<Bearer> = Vec::new();
        for &at in article {
            let told = &spots[at].told;
            // The text brings in another one only behind the first.
            let barred = usize::from(told.another && !here.is_empty());
            let open = |number: usize| number >= barred;
            add(&mut here, Bearer { traits: told.clone(), mentions: vec![at] }, open);
        }
        let mut taken = Vec::new();
        for bearer in here {
            let number = add(&mut group, bearer, |number| !taken.contains(&number));
            taken.push(number);
        }
    }
    let mut lists: Vec<Vec<usize>> = group.into_iter().map(|bearer| bearer.mentions).collect();
    lists.iter_mut().for_each(|list| list.sort_unstable());
    lists.sort();
    lists
}

/// Joins mentions to the bearer whom they fit best of those open to them, else they are a new one's.
fn add(bearers: &mut Vec<Bearer>, new: Bearer, open: impl Fn(usize) -> bool) -> usize {
    let fits = |number: &usize| open(*number) && against(&bearers[*number].traits, &new.traits) < 2;
    let rank = |&number: &usize| {
        let traits = &bearers[number].traits;
        (std::cmp::Reverse(agreeing(traits, &new.traits)), against(traits, &new.traits), number)
    };
    let best = (0..bearers.len()).filter(fits).min_by_key(rank);
    let number = match best {
        Some(best) => best,
        None if bearers.len() < MOST => {
            bearers.push(Bearer::default());
            bearers.len() - 1
        }
        None => 0,
    };
    let bearer = &mut bearers[number];
    bearer.traits.callings.extend(new.traits.callings);
    bearer.traits.ages.extend(new.traits.ages);
    bearer.traits.towns.extend(new.traits.towns);
    bearer.traits.endings.extend(new.traits.endings);
    bearer.mentions.extend(new.mentions);
    number
}

/// How many kinds of evidence say that two are one.
pub(super) fn agreeing(a: &Traits, b: &Traits) -> usize {
    usize::from(!a.callings.is_disjoint(&b.callings))
        + usize::from(!a.ages.is_disjoint(&b.ages))
        + usize::from(!a.towns.is_disjoint(&b.towns))
        + usize::from(!a.endings.is_disjoint(&b.endings))
}

/// How many kinds of evidence say that two are apart; "Jr." and "Sr." count for two.
fn against(a: &Traits, b: &Traits) -> usize {
    let towns = !a.towns.is_empty() && !b.towns.is_empty() && a.towns.is_disjoint(&b.towns);
    let endings = match (a.endings.is_empty(), b.endings.is_empty()) {
        (true, true) => 0,
        (false, false) => 2 * usize::from(a.endings.is_disjoint(&b.endings)),
        // Some papers leave "Jr." out.
        _ => 1,
    };
    usize::from(unlike(a, b)) + usize::from(ages_apart(a, b)) + usize::from(towns) + endings
}

/// Whether no calling of the one goes with one of the other.
fn unlike(a: &Traits, b: &Traits) -> bool {
    let together =
        |one: &str, other: &str| one == other || ![calling(one), calling(other)].contains(&Some(Calling::Work));
    let none = a.callings.iter().all(|one| b.callings.iter().all(|other| !together(one, other)));
    !a.callings.is_empty() && !b.callings.is_empty() && none
}

fn ages_apart(a: &Traits, b: &Traits) -> bool {
    let far = a.ages.iter().all(|one| b.ages.iter().all(|other| one.abs_diff(*other) >= APART));
    let office = |traits: &Traits| traits.callings.iter().any(|word| calling(word) == Some(Calling::Office));
    let young = |traits: &Traits| !traits.ages.is_empty() && traits.ages.iter().all(|&age| age < OF_AGE);
    let both = !a.ages.is_empty() && !b.ages.is_empty();
    (both && far) || (office(a) && young(b)) || (office(b) && young(a))
}
