//! Teams that are called by their town: "Orrin beat Lind 3-1", "Orrin striker Ana Ruiz".
//!
//! A place is a team where the text gives it a player, a result or a transfer; on a page with one, the same name is a
//! team wherever nothing is put in it. Countries stay places: their teams are those of the country.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::lists::{hashes, words};
use super::places::{PlaceKind, lookup, of_demonym};
use super::tagger::page::Page;
use super::tagger::units::{Case, Unit, folded, folded_hash};
use super::{Mention, NameKind};

/// A list of words by their hashes.
type Hashes = LazyLock<FxHashSet<u32>>;

static PLAYERS: Hashes = Hashes::new(|| hashes(words("players").iter().copied()));
static STAFF: Hashes = Hashes::new(|| hashes(words("team staff").iter().copied()));
static RESULTS: Hashes = Hashes::new(|| hashes(words("results").iter().copied()));
static PLAYS: Hashes = Hashes::new(|| hashes(words("plays").iter().copied()));
static MATCHES: Hashes = Hashes::new(|| hashes(words("matches").iter().copied()));
static OTHER_TEAM: Hashes = Hashes::new(|| hashes(words("other team").iter().copied()));
static TRANSFERS: Hashes = Hashes::new(|| hashes(words("transfers").iter().copied()));
static INSIDE: Hashes = Hashes::new(|| hashes(words("in or near").iter().copied()));

/// Units on either side of a score in which its verb and the teams are looked for.
const REACH: usize = 8;

/// Units between the verb of a transfer and "from" ("joined Orrin Town from").
const TRANSFER_REACH: usize = 4;

/// Makes organisations of the places that are teams in one text of a page.
pub(super) fn mend(page: &Page, part: std::ops::Range<usize>, text: &str, found: &mut [Mention]) {
    let units = &page.units[part];
    let scores = scores(text, units);
    let player = |at: usize| units.get(at).is_some_and(|unit| unit.case == Case::Lower && PLAYERS.contains(&unit.hash));
    if scores.is_empty() && !(0..units.len()).any(player) {
        return;
    }
    let sport = Sport { units, scores };
    let names: Vec<Place> = found.iter().map(|name| sport.place(name)).collect();
    let teams: BTreeSet<String> = found
        .iter()
        .zip(&names)
        .filter(|(name, place)| name.kind == NameKind::Place && sport.is_team(place) && is_town(name.span.of(text)))
        .map(|(name, _)| folded(name.span.of(text)))
        .collect();
    for (name, place) in found.iter_mut().zip(&names).filter(|_| !teams.is_empty()) {
        let called = name.kind == NameKind::Place && teams.contains(&folded(name.span.of(text)));
        if called && !sport.holds_something(place) {
            name.kind = NameKind::Organisation;
        }
    }
}

/// Whether a name is that of a town or of no place known: countries and regions are no clubs.
fn is_town(name: &str) -> bool {
    lookup(name).is_none_or(|place| place.kind == PlaceKind::Town) && of_demonym(name).is_none()
}

/// The units of a name: its first and one past its last.
struct Place {
    from: usize,
    to: usize,
}

/// A text that tells of sport.
struct Sport<'p> {
    units: &'p [Unit],
    /// First unit of each score, of three units.
    scores: Vec<usize>,
}

impl Sport<'_> {
    fn place(&self, name: &Mention) -> Place {
        let at = |byte: u32| self.units.partition_point(|unit| unit.start < byte);
        Place { from: at(name.span.start), to: at(name.span.end) }
    }

    fn is(&self, at: Option<usize>, list: &Hashes) -> bool {
        at.and_then(|at| self.units.get(at)).is_some_and(|unit| unit.case == Case::Lower && list.contains(&unit.hash))
    }

    /// Whether a player or coach, a result or a transfer says that the name is a team.
    fn is_team(&self, place: &Place) -> bool {
        let behind = place.to + 2 * usize::from(self.is_possessive(place.to));
        let staffed = self.is(Some(behind), &PLAYERS) || self.is(Some(place.to), &STAFF);
        let before = place.from.checked_sub(1);
        // "joined Orrin from Lind".
        let left = before
            .filter(|&at| self.units[at].hash == folded_hash("from"))
            .is_some_and(|at| (at.saturating_sub(TRANSFER_REACH)..at).any(|at| self.is(Some(at), &TRANSFERS)));
        let plays = self.is(Some(place.to), &PLAYS);
        staffed || plays || left || self.is(before, &TRANSFERS) || self.is_side(place)
    }

    fn is_possessive(&self, at: usize) -> bool {
        let mark = self.units.get(at).is_some_and(|unit| unit.case == Case::Mark && unit.glued);
        mark && self.units.get(at + 1).is_some_and(|unit| unit.hash == folded_hash("s") && unit.glued)
    }

    /// "Orrin lost 2-0 at home to Lind", "the 3-1 win over Orrin", "Orrin 3-1 Lind".
    fn is_side(&self, place: &Place) -> bool {
        if self.is_possessive(place.to) {
            return false;
        }
        let next = self.scores.partition_point(|&score| score < place.to);
        let ahead = self.scores.get(next).filter(|&&score| score <= place.to + REACH && self.same(place.from, score));
        let capital = |at: Option<usize>| at.and_then(|at| self.units.get(at)).is_some_and(Unit::is_capital);
        let between = |score: usize| capital(score.checked_sub(1)) && capital(Some(score + 3));
        let first = |score: usize| score == place.to && between(score);
        let subject = ahead.is_some_and(|&score| first(score) || self.is(Some(place.to), &RESULTS));
        let object = ahead.is_some() && self.is(place.from.checked_sub(1), &RESULTS);
        let last = next.checked_sub(1).map(|before| self.scores[before] + 3);
        let near = last.filter(|&end| end <= place.from && place.from <= end + REACH && self.same(end - 1, place.from));
        // "at home to Lind", "a win over Lind", "3-1 against Lind"; "3-1 in the final at Lind" is played there.
        let told = |end: usize| {
            (end.saturating_sub(REACH)..place.from).any(|at| self.is(Some(at), &RESULTS) || self.is(Some(at), &MATCHES))
        };
        let led = near.is_some_and(told) && self.is(place.from.checked_sub(1), &OTHER_TEAM);
        let home = |at: usize| self.units[at].hash == folded_hash("at") && place.from > 2;
        let played = led && home(place.from - 1);
        subject || object || (led && !played) || near.is_some_and(|end| end == place.from && between(end - 3))
    }

    /// Whether no full stop ends the sentence between two units.
    fn same(&self, from: usize, to: usize) -> bool {
        self.units[from..to.min(self.units.len())].iter().all(|unit| unit.case != Case::Mark || unit.tail as u8 != b'.')
    }

    /// Whether somebody or something is put in the name.
    fn holds_something(&self, place: &Place) -> bool {
        let before = place.from.checked_sub(1);
        let of_team = before.is_some_and(|at| {
            ["from", "to", "at", "of", "left", "leave"].iter().any(|word| self.units[at].hash == folded_hash(word))
        });
        self.is(before, &INSIDE) && !of_team
    }
}

/// The scores of a text: two numbers of one or two digits with a glued dash between them, each by its first unit.
fn scores(text: &str, units: &[Unit]) -> Vec<usize> {
    let number = |unit: &Unit| unit.case == Case::Digits && unit.length <= 2;
    let dash = |unit: &Unit| {
        unit.case == Case::Mark && unit.glued && matches!(&text[unit.start as usize..unit.end as usize], "-" | "–")
    };
    let score = |at: &usize| {
        let [first, mark, second] = &units[*at..at + 3] else { return false };
        number(first) && dash(mark) && number(second) && second.glued
    };
    (0..units.len().saturating_sub(2)).filter(score).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::names_of_text;
    use crate::text::Span;

    /// Kinds of a name on a page of these sentences.
    fn check(sentences: &[&str], name: &str, expected: &[NameKind]) {
        let text = sentences.join(" ");
        let starts = sentences.iter().scan(0, |at, said| {
            let from = *at;
            *at += said.len() + 1;
            Some(Span::new(from, from + said.len()))
        });
        let found = names_of_text(&text, &starts.collect::<Vec<_>>());
        let kinds: Vec<NameKind> = found.iter().filter(|one| one.span.of(&text) == name).map(|one| one.kind).collect();
        assert_eq!(kinds, expected, "{found:?}");
    }

    #[test]
    fn a_town_that_wins_is_a_team_but_for_what_is_in_it() {
        let text = ["Hamburg beat Bremen 3-1 on Saturday.", "The match in Bremen drew 9,000."];
        check(&text, "Hamburg", &[NameKind::Organisation]);
        check(&text, "Bremen", &[NameKind::Organisation, NameKind::Place]);
    }

    #[test]
    fn a_town_with_a_striker_is_a_team() {
        check(&["Valencia striker Ana Ruiz left on Monday."], "Valencia", &[NameKind::Organisation]);
        check(&["The striker Ana Ruiz joined Valencia from Bremen in May."], "Bremen", &[NameKind::Organisation]);
    }

    #[test]
    fn a_country_that_wins_stays_a_place() {
        check(&["Kenya beat Norway 3-1 on Saturday."], "Kenya", &[NameKind::Place]);
    }

    #[test]
    fn numbers_that_are_no_result_make_no_team() {
        check(&["Engines 41-42 were rebuilt by Bremen in May."], "Bremen", &[NameKind::Place]);
        check(&["Ashford lost 2-0 at home to Bremen on Sunday."], "Bremen", &[NameKind::Organisation]);
    }

    #[test]
    fn a_town_without_sport_stays_a_place() {
        check(&["The council of Bremen met on Monday."], "Bremen", &[NameKind::Place]);
    }
}
