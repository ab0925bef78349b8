//! The model of pairs: a headline and a blurb between two paragraphs that point to another article.
//!
//! The injected gold has a thousand of them; more are made by putting headlines and first sentences of other pages
//! between the lines of real dumps, always of pages of the same part.

use dateline::clean::training::{self, LineModel, Rows};
use dateline::intake::{Location, scrape_page};
use dateline::text::{Span, sentences};

use super::boost::{self, Settings, Table};
use super::corpus::Example;
use crate::dice::Dice;

/// What the trees may grow to.
const PAIRS: Settings =
    Settings { trees: 200, leaves: 16, rate: 0.08, rows: 0.6, features: 0.4, least_weight: 4.0, shrink: 2.0 };

/// Copies made of each dump, and pointers put into a copy at most.
const COPIES: u64 = 3;
const POINTERS: u64 = 3;

/// Words of a headline and of a first sentence that are used.
const HEADLINE_WORDS: std::ops::RangeInclusive<usize> = 3..=20;
const LEAD_WORDS: std::ops::RangeInclusive<usize> = 5..=70;

/// Lines that a dump must have.
const LINES: usize = 8;

/// A page's own headline and how its text begins.
struct Pointer {
    headline: String,
    lead: String,
    page: u64,
}

/// Copies of the dumps with pointers to each other's pages.
pub(super) fn made(examples: &[&Example]) -> Vec<Example> {
    let dumps: Vec<&Example> =
        examples.iter().copied().filter(|example| example.kinds.iter().all(Option::is_none)).collect();
    let mut dice = Dice::new(7);
    let pool: Vec<Pointer> = dumps.iter().filter_map(|dump| pointer(dump, &mut dice)).collect();
    if pool.is_empty() {
        return Vec::new();
    }
    let mut out = Vec::new();
    for dump in dumps {
        for _ in 0..COPIES {
            out.extend(with_pointers(dump, &pool, &mut dice));
        }
    }
    out
}

fn pointer(dump: &Example, dice: &mut Dice) -> Option<Pointer> {
    let text = dump.page.text.as_str();
    let line = |at: usize| dump.page.blocks[at].span.of(text).trim();
    let words = |text: &str| text.split_whitespace().count();
    let headline = line(training::headline_line(&dump.page)?);
    let mut kept = (0..dump.labels.len()).filter(|at| dump.labels[*at] == Some(true)).map(line);
    let opening = kept.find(|line| words(line) >= 8)?;
    let ends: Vec<usize> =
        sentences(opening, Span::new(0, opening.len()), &|_, _| false).iter().map(|span| span.end as usize).collect();
    let end = ends.get(dice.below(2) as usize).or(ends.first()).copied().unwrap_or(opening.len());
    let lead = opening.get(..end)?.trim();
    let fits = HEADLINE_WORDS.contains(&words(headline)) && LEAD_WORDS.contains(&words(lead));
    fits.then(|| Pointer { headline: headline.to_owned(), lead: lead.to_owned(), page: dump.site_hash })
}

fn with_pointers(dump: &Example, pool: &[Pointer], dice: &mut Dice) -> Option<Example> {
    let is_body = |at: &usize| dump.labels.get(*at) == Some(&Some(true));
    let places: Vec<usize> = (0..dump.labels.len()).filter(|at| is_body(at) && is_body(&(at + 1))).collect();
    if places.len() < LINES {
        return None;
    }
    let mut chosen: Vec<usize> = (0..=dice.below(POINTERS)).map(|_| *dice.pick(&places)).collect();
    chosen.sort_unstable();
    chosen.dedup();
    let whole = dump.page.text.as_str();
    let (mut text, mut labels, mut kinds, mut end) = (String::new(), Vec::new(), Vec::new(), 0);
    for (at, block) in dump.page.blocks.iter().enumerate() {
        text.push_str(&whole[end..block.span.end as usize]);
        end = block.span.end as usize;
        labels.push(dump.labels[at]);
        kinds.push(dump.labels[at].map(|kept| if kept { "body" } else { "junk" }.to_owned()));
        if chosen.contains(&at) {
            let pointer = dice.pick(pool);
            if pointer.page == dump.site_hash {
                continue;
            }
            text.push_str(&format!("\n\n{}\n\n{}", pointer.headline, pointer.lead));
            labels.extend([Some(false); 2]);
            kinds.extend([Some("teaser".to_owned()), Some("teaser".to_owned())]);
        }
    }
    let page = scrape_page(&text, Location::default());
    let same = page.blocks.len() == labels.len();
    same.then_some(Example { set: dump.set, site_hash: dump.site_hash, page, labels, body: None, kinds })
}

/// The pairs of an example with what they are: pointer or not; pairs of other junk tell nothing.
fn labelled(example: &Example, places: &[usize]) -> Vec<Option<bool>> {
    let label = |at: &usize| {
        let is_teaser = |at: usize| example.kinds.get(at).is_some_and(|kind| kind.as_deref() == Some("teaser"));
        let is_body = |at: usize| example.labels[at] == Some(true);
        if is_teaser(*at) && is_teaser(at + 1) {
            return Some(true);
        }
        (is_body(*at) || is_body(at + 1)).then_some(false)
    };
    places.iter().map(label).collect()
}

/// The trees, from examples with the first stage's answers on their lines.
pub(super) fn train(
    examples: &[&Example],
    answers: &[Vec<f32>],
    models: &[LineModel],
    part: impl Fn(&Example) -> usize,
) -> String {
    let rows: Vec<(Vec<usize>, Rows)> = examples
        .iter()
        .zip(answers)
        .map(|(example, answers)| training::pair_rows(&example.page, answers, &models[part(example)]))
        .collect();
    let width = rows.iter().map(|(_, rows)| rows.width).max().unwrap_or(0);
    let mut table = Table::new(width);
    for (example, (places, rows)) in examples.iter().zip(&rows) {
        for (row, label) in rows.iter().zip(labelled(example, places)) {
            if let Some(label) = label {
                table.push(row, label, 1.0);
            }
        }
    }
    boost::train(&table, PAIRS)
}
