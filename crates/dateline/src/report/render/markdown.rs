//! Markdown.

use std::fmt::Write;

use super::phrases::{self, Change};
use super::topics;
use crate::public::{Claim, ClaimCell, QuoteVariant, Selector, StoriesDocument, Story};

/// Markdown.
pub fn markdown(document: &StoriesDocument) -> String {
    let mut out = String::new();
    for (number, story) in document.stories.iter().enumerate() {
        tell_story(&mut out, number + 1, story);
    }
    topics::topics(document).iter().for_each(|topic| tell_topic(&mut out, topic));
    tell_rest(&mut out, document);
    out
}

/// One topic of a document, as Markdown.
pub fn topic_markdown(document: &StoriesDocument, topic: usize) -> String {
    let mut out = String::new();
    topics::topics(document).get(topic).iter().for_each(|topic| tell_topic(&mut out, topic));
    out
}

fn tell_topic(out: &mut String, topic: &topics::Told<'_>) {
    let _ = writeln!(out, "## Topic: {}\n", escape(topic.title));
    for (number, story) in &topic.stories {
        let _ = writeln!(out, "- {number}: {}", escape(&topics::story_line(story)));
    }
    for (a, b, link) in &topic.links {
        let _ = writeln!(out, "- {a} and {b} share {}", escape(&topics::names(link)));
    }
    if !topic.steps.is_empty() {
        out.push_str("\n| When | What |\n|---|---|\n");
    }
    for step in topic.steps {
        let (when, places) = (phrases::date(&step.date), topics::places(topic, &step.citations));
        let _ = writeln!(out, "| {when} | {} \\[{places}\\] |", escape(&step.text));
    }
    out.push('\n');
}

fn tell_story(out: &mut String, number: usize, story: &Story) {
    let head = phrases::head(story);
    let _ = writeln!(out, "## {number}. {}\n", escape(head.title));
    let _ = writeln!(out, "**{}** · {}\n", head.counts, head.status);
    let _ = writeln!(out, "Event: {}", escape(&head.event));
    for reason in head.reasons {
        let _ = writeln!(out, "- because {}", escape(reason));
    }
    out.push('\n');
    tell_brief(out, story);
    tell_matrix(out, story);
    tell_timeline(out, story);
    tell_reuse(out, story);
    tell_quotes(out, story);
    tell_wording(out, story);
    tell_near_misses(out, story);
    tell_remarks(out, story);
    tell_members(out, story);
    tell_citations(out, number, story);
}

/// A story's citations in the order of their first use, so that equal ones share a footnote.
fn notes(story: &Story, citations: &[Selector]) -> String {
    let mut numbers: Vec<usize> = citations.iter().filter_map(|selector| member(story, &selector.article)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let shown: Vec<String> = numbers.iter().map(|number| format!("\\[{number}\\]")).collect();
    shown.concat()
}

fn member(story: &Story, article: &str) -> Option<usize> {
    story.articles.iter().position(|id| id == article).map(|at| at + 1)
}

fn tell_brief(out: &mut String, story: &Story) {
    for line in &story.brief {
        let other_words = line.rephrased.as_ref().is_some_and(|writer| writer.refused.is_none());
        let rephrased = if other_words { " (rephrased)" } else { "" };
        let _ = writeln!(out, "{}{rephrased} {}\n", escape(&line.text), notes(story, &line.citations));
    }
    let disputed: Vec<String> = phrases::disputes(story).iter().map(|dispute| escape(dispute)).collect();
    if !disputed.is_empty() && !story.brief.is_empty() {
        let _ = writeln!(out, "≠ Reports differ: {}\n", disputed.join("; "));
    }
}

fn tell_matrix(out: &mut String, story: &Story) {
    if story.matrix.claims.is_empty() {
        return;
    }
    let names = phrases::origin_names(story);
    let column = |id: &String| escape(names.get(id.as_str()).unwrap_or(id));
    let columns: Vec<String> = story.matrix.origins.iter().map(column).collect();
    let _ = writeln!(out, "### Who says what\n\n| Claim | Status | {} |", columns.join(" | "));
    let _ = writeln!(out, "|---|---|{}", "---|".repeat(columns.len()));
    let (shown, folded) = phrases::shown_and_folded(story);
    for claim in shown {
        let cells: Vec<String> = claim.cells.iter().map(|cell| cell_text(story, claim, cell)).collect();
        let _ = writeln!(out, "| {} | {} | {} |", escape(&claim.statement), claim.status, cells.join(" | "));
    }
    if !folded.is_empty() {
        let _ = writeln!(out, "\n… and {}; the JSON has all.", phrases::folded(folded.len()));
    }
    let legend: Vec<String> = phrases::SIGNS
        .iter()
        .map(|state| format!("{} {}", phrases::sign(state), phrases::sign_in_words(state)))
        .collect();
    let _ = writeln!(out, "\n{}\n", legend.join(" · "));
}

/// `≠ nine (police, 2031-05-09) [3]`, one for each value.
fn cell_text(story: &Story, claim: &Claim, cell: &ClaimCell) -> String {
    let said = phrases::said(claim, cell).into_iter().map(|said| {
        let by = if said.by.is_empty() { String::new() } else { format!(" ({})", escape(&said.by)) };
        format!("{} {}{by} {}", phrases::sign(said.state), escape(said.value), notes(story, said.citations))
    });
    let said: Vec<String> = said.collect();
    if said.is_empty() { phrases::sign(&cell.state).to_owned() } else { said.join("; ") }
}

fn tell_timeline(out: &mut String, story: &Story) {
    if story.timeline.is_empty() {
        return;
    }
    out.push_str("### Timeline\n\n| When | What |\n|---|---|\n");
    for step in &story.timeline {
        let when = phrases::date(&step.date);
        let _ = writeln!(out, "| {when} | {} {} |", escape(&step.text), notes(story, &step.citations));
    }
    out.push('\n');
}

fn tell_reuse(out: &mut String, story: &Story) {
    out.push_str("### Independent origins\n\nIndependence is textual: who shares words with whom.\n\n");
    let names = phrases::origin_names(story);
    for family in &story.families {
        let members: Vec<String> = family
            .articles
            .iter()
            .filter_map(|article| member(story, &article.article))
            .map(|number| format!("\\[{number}\\]"))
            .collect();
        let _ = writeln!(out, "- {}: {}", escape(&names[family.id.as_str()]), members.join(" "));
        for article in &family.articles {
            let Some(share) = phrases::most_copied(article) else { continue };
            if let (Some(of), Some(from)) = (member(story, &article.article), member(story, &share.article)) {
                let _ = writeln!(out, "  - {} of \\[{of}\\] is in \\[{from}\\]", phrases::percent(share.share));
            }
        }
    }
    out.push('\n');
}

fn tell_quotes(out: &mut String, story: &Story) {
    if !story.quotes.is_empty() {
        out.push_str("### Quotes\n\n");
    }
    for quote in &story.quotes {
        let speaker = if quote.canonical.is_empty() { &quote.speaker } else { &quote.canonical };
        let _ = writeln!(out, "**{}**", escape(speaker));
        for variant in &quote.variants {
            let other = variant.attributed_to.as_ref().map(|name| format!(" (attributed to {})", escape(name)));
            let _ = writeln!(
                out,
                "- {}: {}{} {}",
                variant.kind,
                wording(variant),
                other.unwrap_or_default(),
                notes(story, &variant.citations)
            );
        }
        out.push('\n');
    }
}

/// The variant's words, with what was cut struck out and what was added in bold.
fn wording(variant: &QuoteVariant) -> String {
    if variant.difference.is_empty() {
        return variant.citations.first().map(|selector| escape(&selector.exact)).unwrap_or_default();
    }
    let show = |change: &Change<'_>| match change {
        Change::Same(words) => escape(words),
        Change::Cut(words) => format!("~~{}~~", escape(words)),
        Change::Added(words) => format!("**{}**", escape(words)),
    };
    phrases::changes(&variant.difference).iter().map(show).collect()
}

fn tell_wording(out: &mut String, story: &Story) {
    if story.wording.is_empty() {
        return;
    }
    let names = phrases::origin_names(story);
    out.push_str("### Wording\n\n| Subject | Word | Used by |\n|---|---|---|\n");
    for subject in &story.wording {
        for term in &subject.terms {
            let origins: Vec<&str> =
                term.origins.iter().map(|id| names.get(id.as_str()).map_or(id.as_str(), String::as_str)).collect();
            let (who, cited) = (escape(&origins.join(", ")), notes(story, &term.citations));
            let _ = writeln!(out, "| {} | {} | {who} {cited} |", escape(&subject.subject), escape(&term.term));
        }
    }
    out.push('\n');
}

fn tell_near_misses(out: &mut String, story: &Story) {
    if story.near_misses.is_empty() {
        return;
    }
    out.push_str("### Kept apart\n\n");
    for miss in &story.near_misses {
        let _ = writeln!(out, "- {} (probability of one event {:.2})", escape(&miss.article), miss.probability);
        for reason in &miss.reasons {
            let (here, there) = (escape(&reason.here.value), escape(&reason.there.value));
            let _ = writeln!(out, "  - {}: here {here}, there {there}", reason.kind);
        }
    }
    out.push('\n');
}

fn tell_remarks(out: &mut String, story: &Story) {
    if story.remarks.is_empty() {
        return;
    }
    out.push_str("### Remarks\n\n");
    for remark in &story.remarks {
        let _ = writeln!(out, "- {} {}", escape(&remark.text), notes(story, &remark.citations));
    }
    out.push('\n');
}

fn tell_members(out: &mut String, story: &Story) {
    out.push_str("### Articles\n\n");
    for (at, member) in story.members.iter().enumerate() {
        let (title, name) = (escape(&member.title), escape(&phrases::member_name(member)));
        let _ = writeln!(out, "{}. {title} · {name} · {}", at + 1, phrases::published(&member.published));
        for removed in &member.removed {
            let rule = escape(&removed.rule);
            let _ = writeln!(out, "   - removed ({}, {rule}): {}", removed.kind, escape(&start_of(&removed.text)));
        }
    }
    out.push('\n');
}

/// A removed block is shown by its first words; the whole is in the JSON.
fn start_of(block: &str) -> String {
    const SHOWN: usize = 80;
    let short: String = block.chars().take(SHOWN).collect();
    if short.len() < block.len() { format!("{short}…") } else { short }
}

fn tell_citations(out: &mut String, number: usize, story: &Story) {
    if story.brief.is_empty() {
        return;
    }
    let _ = writeln!(out, "### Characters cited in brief {number}\n\n| Article | Characters | Words |\n|---|---|---|");
    for selector in story.brief.iter().flat_map(|line| &line.citations) {
        let (start, end) = (selector.start, selector.end);
        let _ = writeln!(out, "| {} | {start}–{end} | {} |", escape(&selector.article), escape(&selector.exact));
    }
    out.push('\n');
}

fn tell_rest(out: &mut String, document: &StoriesDocument) {
    if !document.unplaced.is_empty() {
        out.push_str("## In no story\n\n");
        for unplaced in &document.unplaced {
            let _ = writeln!(out, "- {}: {}", escape(&unplaced.article), escape(&unplaced.reason));
        }
        out.push('\n');
    }
    if !document.skipped.is_empty() {
        out.push_str("## Skipped\n\n");
        for skipped in &document.skipped {
            let _ = writeln!(out, "- {}: {}", escape(&skipped.page), escape(&skipped.reason));
        }
        out.push('\n');
    }
}

/// Source text as plain Markdown text: one line, no markup.
fn escape(content: &str) -> String {
    let mut out = String::with_capacity(content.len());
    for c in content.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;

    #[test]
    fn the_matrix_is_a_table_with_one_column_an_origin() {
        let shown = markdown(&fixture::document());
        assert!(shown.contains("| Claim | Status | Coast Wire | Harbour Post |"), "{shown}");
        assert!(shown.contains("≠ nine \\[3\\]"), "{shown}");
    }

    #[test]
    fn source_text_cannot_bring_markup() {
        let mut document = fixture::document();
        document.stories[0].title = "<b>*loud*</b> | x".to_owned();
        assert!(markdown(&document).contains("\\<b\\>\\*loud\\*\\</b\\> \\| x"));
    }
}
