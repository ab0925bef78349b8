//! The matrix: rows claims, columns origins.

use super::super::phrases;
use super::citations::{Citations, Link};
use crate::public::{Claim, ClaimCell, Story};

/// A cell of the matrix.
#[derive(Debug)]
pub(super) struct CellView {
    pub(super) state: String,
    /// Its values; one that only says "does not say" where the origin is silent.
    pub(super) said: Vec<SaidView>,
}

/// One value in a cell.
#[derive(Debug)]
pub(super) struct SaidView {
    pub(super) state: String,
    pub(super) sign: &'static str,
    pub(super) words: &'static str,
    pub(super) value: String,
    pub(super) by: String,
    pub(super) language: String,
    pub(super) links: Vec<Link>,
}

/// A row of the matrix.
#[derive(Debug)]
pub(super) struct RowView {
    /// Its anchor.
    pub(super) anchor: String,
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
    /// Rows shown on demand, and how many there are in words.
    pub(super) folded: Vec<RowView>,
    pub(super) folded_words: String,
    pub(super) legend: Vec<(&'static str, &'static str)>,
}

/// The anchor of a claim's row.
pub(super) fn claim_anchor(story: usize, claim: &str) -> String {
    format!("s{story}-{claim}")
}

/// Builds the view of the matrix of the story with this number.
pub(super) fn matrix(number: usize, story: &Story, citations: &mut Citations<'_>) -> MatrixView {
    let names = phrases::origin_names(story);
    let columns = story.matrix.origins.iter().map(|id| names.get(id.as_str()).unwrap_or(id).clone()).collect();
    let (shown, folded) = phrases::shown_and_folded(story);
    let mut views = |claims: Vec<&Claim>| claims.into_iter().map(|claim| row(number, claim, citations)).collect();
    let (rows, folded): (Vec<RowView>, Vec<RowView>) = (views(shown), views(folded));
    let legend = phrases::SIGNS.iter().map(|state| (phrases::sign(state), phrases::sign_in_words(state))).collect();
    MatrixView { columns, rows, folded_words: phrases::folded(folded.len()), folded, legend }
}

fn row(story: usize, claim: &Claim, citations: &mut Citations<'_>) -> RowView {
    let differs = claim.cells.iter().any(|cell| cell.state == "differs");
    let filter = match claim.status.as_str() {
        _ if differs => "differs",
        "single source" => "only",
        _ => "agreed",
    };
    RowView {
        anchor: claim_anchor(story, &claim.id),
        filter,
        kind: claim.kind.clone(),
        statement: claim.statement.clone(),
        status: claim.status.clone(),
        cells: claim.cells.iter().map(|cell| cell_view(claim, cell, citations)).collect(),
    }
}

fn cell_view(claim: &Claim, cell: &ClaimCell, citations: &mut Citations<'_>) -> CellView {
    let mut said: Vec<SaidView> = Vec::new();
    for one in phrases::said(claim, cell) {
        said.push(SaidView {
            state: one.state.to_owned(),
            sign: phrases::sign(one.state),
            words: phrases::sign_in_words(one.state),
            // What the row's head has told is not told again.
            value: if one.value == claim.statement { String::new() } else { one.value.to_owned() },
            by: one.by,
            language: citations.language(one.citations),
            links: citations.links(one.citations),
        });
    }
    if said.is_empty() {
        let (sign, words) = (phrases::sign(&cell.state), phrases::sign_in_words(&cell.state));
        let (value, by, language) = (String::new(), String::new(), String::new());
        let state = cell.state.clone();
        said.push(SaidView { state, sign, words, value, by, language, links: Vec::new() });
    }
    CellView { state: cell.state.clone(), said }
}
