//! Claims: statements of the origins, one row for what they say of one thing.

mod actors;
mod acts;
mod countries;
mod dates;
mod locations;
mod nothing;
mod numbers;
mod places;
mod rules;
mod side_stories;
mod verdicts;

use super::comparison::{
    CellState, Cited, Claim, ClaimCell, ClaimKind, ClaimStatus, OriginColumn, Remark, Stated, Utterance,
};
use super::negations::Negations;
use super::reading::{Reading, Sentence};
use super::speakers::speaker;
use crate::date::{Day, DaySet};
use crate::facts::Marked;
use crate::story::StoryCluster;
use crate::text::Span;

/// What the claims of a story are read from.
pub(super) struct Sources<'s> {
    pub(super) story: &'s StoryCluster,
    pub(super) articles: &'s [Marked],
    pub(super) origins: &'s [OriginColumn],
    /// Origin of each member, in the order of the members.
    pub(super) origin_of_member: &'s [usize],
    pub(super) reading: &'s Reading,
    pub(super) utterances: &'s [Utterance],
    pub(super) negations: &'s Negations,
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

    /// The sentence of an article that holds a span.
    pub(super) fn sentence_around(&self, article: usize, span: Span) -> Option<&Sentence> {
        let sentences = &self.reading.sentences;
        let from = sentences.partition_point(|sentence| sentence.article < article);
        let own = &sentences[from..];
        let own = &own[..own.partition_point(|sentence| sentence.article == article)];
        let at = own.partition_point(|sentence| sentence.span.end <= span.start);
        own.get(at).filter(|sentence| sentence.span.overlaps(span))
    }

    fn published(&self, article: usize) -> Option<Day> {
        self.articles[article].dating.published.days.and_then(DaySet::single)
    }
}

/// One thing said in one place.
#[derive(Debug, Clone)]
pub(super) struct Saying {
    pub(super) origin: usize,
    pub(super) cited: Cited,
    pub(super) value: String,
    pub(super) state: CellState,
    /// Whose it is, where the text gives it to somebody.
    pub(super) speaker: Option<String>,
}

/// Rows of one origin alone that a page shows at once, beside two for each origin. More of them crowd out what two
/// reports agree on.
const SOLO_SHOWN: usize = 4;

/// All claims of a story, those a reader gains most from first, and remarks.
///
/// What is disputed leads; then come the weightiest of what one origin alone says, what several say, and the rest of
/// the solo rows, folded.
pub(super) fn claims(sources: &Sources<'_>) -> (Vec<Claim>, Vec<Remark>) {
    let mut remarks = Vec::new();
    let mut claims = numbers::numbers(sources);
    claims.extend(dates::dates(sources));
    claims.extend(places::places(sources));
    claims.extend(locations::locations(sources, &mut remarks));
    remarks.extend(countries::countries(sources));
    claims.extend(actors::actors(sources));
    claims.extend(acts::acts(sources));
    claims.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.statement.cmp(&b.statement)));
    fold(sources, &mut claims);
    (claims, remarks)
}

/// Puts to the end what a page need not show at once: solo rows that tell again what a row shown tells, and those
/// beyond the weightiest. In a story of one origin every row is solo, and only repetitions are folded.
fn fold(sources: &Sources<'_>, claims: &mut [Claim]) {
    let origins = sources.origins.len();
    for at in 0..claims.len() {
        claims[at].folded = is_solo(&claims[at]) && repeats(sources, claims, at);
    }
    let most = if origins < 2 { usize::MAX } else { SOLO_SHOWN + 2 * origins };
    for claim in claims.iter_mut().filter(|claim| is_solo(claim) && !claim.folded).skip(most) {
        claim.folded = true;
    }
    claims.sort_by_key(|claim| claim.folded);
}

fn is_solo(claim: &Claim) -> bool {
    claim.status == ClaimStatus::SingleSource
}

/// Words up to which a sentence with a figure tells little beside it.
const LITTLE_BESIDE: usize = 16;

/// Whether a solo row tells again what another row tells: a sentence whose figure or quotation is shared by others, or
/// a figure that stands in a sentence with a row of its own.
fn repeats(sources: &Sources<'_>, claims: &[Claim], at: usize) -> bool {
    let own = &claims[at];
    let shared = |other: &Claim| !is_solo(other) && other.kind != own.kind;
    match own.kind {
        ClaimKind::Act => cited(own).all(|(article, span)| {
            let words = sources.articles[article].article.text.slice(span).split_whitespace().count();
            claims.iter().filter(|other| shared(other)).flat_map(cited).any(|(other_article, part)| {
                let figure = words <= LITTLE_BESIDE && part.len() * 4 < span.len();
                other_article == article && span.overlaps(part) && (figure || part.len() * 2 > span.len())
            })
        }),
        ClaimKind::Number => cited(own).all(|(article, span)| {
            let sentences = claims.iter().filter(|other| other.kind == ClaimKind::Act && !other.folded);
            sentences.flat_map(cited).any(|(other, sentence)| other == article && sentence.contains(span))
        }),
        _ => false,
    }
}

/// Where a claim is told.
fn cited(claim: &Claim) -> impl Iterator<Item = Cited> + '_ {
    claim.cells.iter().flat_map(|cell| &cell.citations).copied()
}

/// What a claim of a status adds for the reader: what differs leads, what one origin alone says comes next.
fn gain(status: ClaimStatus) -> f64 {
    match status {
        ClaimStatus::Disputed => 100.0,
        ClaimStatus::SingleSource => 20.0,
        ClaimStatus::Partial | ClaimStatus::Corroborated => 0.0,
    }
}

/// A row from what was said. `weight` orders rows of one status, 0 to 9.
pub(super) fn row(
    sources: &Sources<'_>,
    kind: ClaimKind,
    statement: String,
    sayings: &[Saying],
    weight: f64,
    rule: &'static str,
) -> Claim {
    let cells: Vec<ClaimCell> = (0..sources.origins.len()).map(|origin| cell(sources, origin, sayings)).collect();
    let status = status(&cells);
    Claim { kind, statement, status, cells, weight: gain(status) + weight.clamp(0.0, 9.0), folded: false, rule }
}

/// A cell: the values of all members of an origin, the gravest state of any of them.
fn cell(sources: &Sources<'_>, origin: usize, sayings: &[Saying]) -> ClaimCell {
    let mut said: Vec<Stated> = Vec::new();
    let mut citations: Vec<Cited> = Vec::new();
    for saying in sayings.iter().filter(|saying| saying.origin == origin) {
        if !citations.contains(&saying.cited) {
            citations.push(saying.cited);
        }
        let published = sources.published(saying.cited.0);
        let same = |known: &&mut Stated| known.value == saying.value && known.speaker == saying.speaker;
        match said.iter_mut().find(same) {
            Some(known) => {
                known.citations.push(saying.cited);
                known.published = known.published.into_iter().chain(published).min();
            }
            None => said.push(Stated {
                state: saying.state,
                value: saying.value.clone(),
                speaker: saying.speaker.clone(),
                published,
                citations: vec![saying.cited],
            }),
        }
    }
    let mut values: Vec<&str> = Vec::new();
    for stated in &said {
        if !values.contains(&stated.value.as_str()) {
            values.push(&stated.value);
        }
    }
    let state = said.iter().map(|stated| stated.state).max_by_key(|&state| gravity(state)).unwrap_or(CellState::Silent);
    ClaimCell { origin, state, value: values.join(" / "), citations, said }
}

/// Who says what stands in a span: the speaker of the narrowest quotation that holds most of it.
pub(super) fn teller(marked: &Marked, span: Span) -> Option<String> {
    let covers = |quote: &&crate::facts::Quote| {
        let (from, to) = (quote.span.start.max(span.start), quote.span.end.min(span.end));
        2 * to.saturating_sub(from) as usize > span.len()
    };
    let quote = marked.marks.quotes.iter().filter(covers).min_by_key(|quote| quote.span.len())?;
    speaker(marked, quote).map(|name| name.shown).filter(|shown| !shown.is_empty())
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
