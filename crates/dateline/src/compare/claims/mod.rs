//! Claims: statements of the origins, one row for what they say of one thing.

mod actors;
mod acts;
mod dates;
mod locations;
mod numbers;
mod places;

use super::comparison::{CellState, Cited, Claim, ClaimCell, ClaimKind, ClaimStatus, OriginColumn, Utterance};
use super::reading::Reading;
use crate::facts::Marked;
use crate::story::StoryCluster;

/// What the claims of a story are read from.
pub(super) struct Sources<'s> {
    pub(super) story: &'s StoryCluster,
    pub(super) articles: &'s [Marked],
    pub(super) origins: &'s [OriginColumn],
    /// Origin of each member, in the order of the members.
    pub(super) origin_of_member: &'s [usize],
    pub(super) reading: &'s Reading,
    pub(super) utterances: &'s [Utterance],
}

impl Sources<'_> {
    /// Members with their number and their origin.
    pub(super) fn members(&self) -> impl Iterator<Item = (usize, usize, &Marked)> + '_ {
        let numbered = self.story.members.iter().enumerate();
        numbered.map(|(member, &article)| (article, self.origin_of_member[member], &self.articles[article]))
    }

    /// Origin of an article of the story.
    pub(super) fn origin_of(&self, article: usize) -> usize {
        let member = self.story.members.binary_search(&article).unwrap_or(0);
        self.origin_of_member.get(member).copied().unwrap_or(0)
    }
}

/// One thing said in one place.
#[derive(Debug, Clone)]
pub(super) struct Saying {
    pub(super) origin: usize,
    pub(super) cited: Cited,
    pub(super) value: String,
    pub(super) state: CellState,
}

/// All claims of a story, those a reader gains most from first, and remarks.
pub(super) fn claims(sources: &Sources<'_>) -> (Vec<Claim>, Vec<String>) {
    let mut notes = Vec::new();
    let mut claims = numbers::numbers(sources);
    claims.extend(dates::dates(sources));
    claims.extend(places::places(sources));
    claims.extend(locations::locations(sources, &mut notes));
    claims.extend(actors::actors(sources));
    claims.extend(acts::acts(sources));
    claims.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.statement.cmp(&b.statement)));
    (claims, notes)
}

/// What a claim of a kind adds for the reader: what differs leads, what one origin alone says comes next.
fn gain(status: ClaimStatus) -> f64 {
    match status {
        ClaimStatus::Disputed => 100.0,
        ClaimStatus::SingleSource => 10.0,
        ClaimStatus::Partial => 5.0,
        ClaimStatus::Corroborated => 0.0,
    }
}

/// A row from what was said. `weight` orders rows of one status, 0 to 9.
pub(super) fn row(
    kind: ClaimKind,
    statement: String,
    sayings: &[Saying],
    origins: usize,
    weight: f64,
    rule: &'static str,
) -> Claim {
    let cells: Vec<ClaimCell> = (0..origins).map(|origin| cell(origin, sayings)).collect();
    let status = status(&cells);
    Claim { kind, statement, status, cells, weight: gain(status) + weight.clamp(0.0, 9.0), rule }
}

/// A cell: the values of all members of an origin, the gravest state of any of them.
fn cell(origin: usize, sayings: &[Saying]) -> ClaimCell {
    let own: Vec<&Saying> = sayings.iter().filter(|saying| saying.origin == origin).collect();
    let mut values: Vec<&str> = Vec::new();
    for saying in &own {
        if !values.contains(&saying.value.as_str()) {
            values.push(&saying.value);
        }
    }
    let state = own.iter().map(|saying| saying.state).max_by_key(|&state| gravity(state)).unwrap_or(CellState::Silent);
    let mut citations: Vec<Cited> = own.iter().map(|saying| saying.cited).collect();
    citations.dedup();
    ClaimCell { origin, state, value: values.join(" / "), citations }
}

fn gravity(state: CellState) -> u8 {
    match state {
        CellState::Silent => 0,
        CellState::Scope => 1,
        CellState::Says => 2,
        CellState::Rounded => 3,
        CellState::Update => 4,
        CellState::Differs => 5,
    }
}

fn status(cells: &[ClaimCell]) -> ClaimStatus {
    let in_state = |state: CellState| cells.iter().filter(|cell| cell.state == state).count();
    let silent = in_state(CellState::Silent);
    let scope = in_state(CellState::Scope);
    let speaking = cells.len() - silent;
    if in_state(CellState::Differs) > 0 && speaking > 1 {
        ClaimStatus::Disputed
    } else if speaking <= 1 {
        ClaimStatus::SingleSource
    } else if speaking - scope <= 1 {
        ClaimStatus::Partial
    } else {
        ClaimStatus::Corroborated
    }
}
