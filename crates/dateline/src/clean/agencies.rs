//! News agencies: `data/agencies.tsv`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// An agency with the forms it is credited by.
#[derive(Debug)]
pub(super) struct Agency {
    pub(super) name: &'static str,
    pub(super) forms: Vec<&'static str>,
}

static AGENCIES: LazyLock<Vec<Agency>> = LazyLock::new(|| {
    let rows =
        include_str!("../../data/agencies.tsv").lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    rows.map(|row| {
        let mut cells = row.split('\t');
        let name = cells.next().unwrap_or_default();
        let forms = cells.next().unwrap_or_default().split('|').filter(|form| !form.is_empty()).collect();
        Agency { name, forms }
    })
    .collect()
});

static BY_FORM: LazyLock<FxHashMap<&'static str, usize>> = LazyLock::new(|| {
    let mut table = FxHashMap::default();
    for (index, agency) in AGENCIES.iter().enumerate() {
        for form in &agency.forms {
            table.entry(*form).or_insert(index);
        }
    }
    table
});

/// The agency that is credited by exactly this form ("AP", "dpa").
pub(super) fn by_form(form: &str) -> Option<&'static Agency> {
    BY_FORM.get(form.trim()).map(|index| &AGENCIES[*index])
}
