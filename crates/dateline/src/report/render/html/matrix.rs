//! The matrix: rows claims, columns origins.

use super::super::phrases;
use super::citations::{Citations, Link};
use crate::public::{Claim, Story};

/// A cell of the matrix.
#[derive(Debug)]
pub(super) struct CellView {
    pub(super) state: String,
    pub(super) sign: &'static str,
    pub(super) words: &'static str,
    pub(super) value: String,
    pub(super) links: Vec<Link>,
}

/// A row of the matrix.
#[derive(Debug)]
pub(super) struct RowView {
    /// `only`, `differs` or `agreed`: what the filters go by.
    pub(super) filter: &'static str,
    pub(super) kind: String,
    pub(super) statement: String,
    pub(super) status: String,
    pub(super) cells: Vec<CellView>,
}

/// Rows claims, columns origins.
#[derive(Debug)]
pub(super) struct MatrixView {
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<RowView>,
    pub(super) legend: Vec<(&'static str, &'static str)>,
}

/// Builds the view of a story's matrix.
pub(super) fn matrix(story: &Story, citations: &mut Citations<'_>) -> MatrixView {
    let names = phrases::origin_names(story);
    let columns = story.matrix.origins.iter().map(|id| names.get(id.as_str()).unwrap_or(id).clone()).collect();
    let rows = story.matrix.claims.iter().map(|claim| row(claim, citations)).collect();
    let legend = phrases::SIGNS.iter().map(|state| (phrases::sign(state), phrases::sign_in_words(state))).collect();
    MatrixView { columns, rows, legend }
}

fn row(claim: &Claim, citations: &mut Citations<'_>) -> RowView {
    let cells = claim.cells.iter().map(|cell| CellView {
        state: cell.state.clone(),
        sign: phrases::sign(&cell.state),
        words: phrases::sign_in_words(&cell.state),
        value: cell.value.clone(),
        links: citations.links(&cell.citations),
    });
    let differs = claim.cells.iter().any(|cell| cell.state == "differs");
    let filter = match claim.status.as_str() {
        _ if differs => "differs",
        "single source" => "only",
        _ => "agreed",
    };
    RowView {
        filter,
        kind: claim.kind.clone(),
        statement: claim.statement.clone(),
        status: claim.status.clone(),
        cells: cells.collect(),
    }
}
