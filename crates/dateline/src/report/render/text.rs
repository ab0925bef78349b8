//! For a terminal.

use std::fmt::Write;

use super::{phrases, topics};
use crate::public::{Claim, Selector, StoriesDocument, Story};

/// Characters a line of running text may fill.
const WIDTH: usize = 96;

/// For a terminal, without colours.
pub fn text(document: &StoriesDocument) -> String {
    let mut out = String::new();
    for (number, story) in document.stories.iter().enumerate() {
        tell_story(&mut out, number + 1, story);
    }
    topics::topics(document).iter().for_each(|topic| tell_topic(&mut out, topic));
    tell_rest(&mut out, document);
    out
}

fn tell_story(out: &mut String, number: usize, story: &Story) {
    let head = phrases::head(story);
    line(out, &format!("{number}. {}", head.title));
    line(out, &format!("   {} · {}", head.counts, head.status));
    line(out, &format!("   event: {}", head.event));
    for reason in head.reasons {
        paragraph(out, "     ", "because ", reason);
    }
    tell_brief(out, story);
    tell_matrix(out, story);
    tell_timeline(out, story);
    tell_reuse(out, story);
    tell_quotes(out, story);
    tell_wording(out, story);
    tell_members(out, story);
    tell_near_misses(out, story);
    for remark in &story.remarks {
        paragraph(out, "   ", "remark: ", &format!("{} {}", remark.text, sources(story, &remark.citations)));
    }
    for note in &story.notes {
        paragraph(out, "   ", "note: ", note);
    }
    out.push('\n');
}

fn tell_brief(out: &mut String, story: &Story) {
    heading(out, "Brief", story.brief.is_empty());
    for sentence in &story.brief {
        let other_words = sentence.rephrased.as_ref().is_some_and(|writer| writer.refused.is_none());
        let rephrased = if other_words { " (rephrased)" } else { "" };
        paragraph(out, "     ", "", &format!("{}{rephrased} {}", sentence.text, sources(story, &sentence.citations)));
    }
    let disputed = phrases::disputes(story);
    if !disputed.is_empty() && !story.brief.is_empty() {
        paragraph(out, "     ", "≠ reports differ: ", &disputed.join("; "));
    }
}

/// `[1 3]`: the members that carry it, by number.
fn sources(story: &Story, citations: &[Selector]) -> String {
    let mut numbers: Vec<usize> = citations.iter().filter_map(|selector| number(story, &selector.article)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
    format!("[{}]", numbers.join(" "))
}

fn number(story: &Story, article: &str) -> Option<usize> {
    story.articles.iter().position(|member| member == article).map(|at| at + 1)
}

fn tell_matrix(out: &mut String, story: &Story) {
    heading(out, "Who says what", story.matrix.claims.is_empty());
    let names = phrases::origin_names(story);
    let (shown, folded) = phrases::shown_and_folded(story);
    for claim in shown {
        paragraph(out, "     ", "", &format!("{} · {} · {}", claim.status, claim.kind, claim.statement));
        for cell in &claim.cells {
            let origin = names.get(cell.origin.as_str()).map_or(cell.origin.as_str(), String::as_str);
            for said in phrases::said(claim, cell) {
                // A row for one sentence has told it above.
                let value = if said.value == claim.statement { "" } else { said.value };
                let by = if said.by.is_empty() { String::new() } else { format!(" ({})", said.by) };
                let told = format!("{origin}: {value}{by} {}", sources(story, said.citations));
                paragraph(out, "       ", &format!("{} ", phrases::sign(said.state)), &told);
            }
        }
        tell_silent(out, claim);
    }
    if !folded.is_empty() {
        line(out, &format!("     … and {} (--format json has all)", phrases::folded(folded.len())));
    }
}

fn tell_silent(out: &mut String, claim: &Claim) {
    let silent = claim.cells.iter().filter(|cell| cell.state == "silent").count();
    if silent > 0 && claim.cells.len() > 1 {
        line(out, &format!("       · {}", phrases::plural(silent, "origin does not say", "origins do not say")));
    }
}

fn tell_timeline(out: &mut String, story: &Story) {
    heading(out, "Timeline", story.timeline.is_empty());
    for step in &story.timeline {
        let told = format!("{} {}", step.text, sources(story, &step.citations));
        paragraph(out, "     ", &format!("{}: ", phrases::date(&step.date)), &told);
    }
}

fn tell_reuse(out: &mut String, story: &Story) {
    let names = phrases::origin_names(story);
    heading(out, "Independent origins", story.families.is_empty());
    for family in &story.families {
        let origin = names.get(family.id.as_str()).map_or("", String::as_str);
        let members: Vec<String> = family
            .articles
            .iter()
            .filter_map(|member| number(story, &member.article))
            .map(|at| format!("[{at}]"))
            .collect();
        line(out, &format!("     {origin}: {}", members.join(" ")));
        for member in &family.articles {
            if let Some(share) = phrases::most_copied(member) {
                let (Some(of), Some(from)) = (number(story, &member.article), number(story, &share.article)) else {
                    continue;
                };
                line(out, &format!("       {} of [{of}] is in [{from}]", phrases::percent(share.share)));
            }
        }
    }
}

fn tell_quotes(out: &mut String, story: &Story) {
    heading(out, "Quotes", story.quotes.is_empty());
    for quote in &story.quotes {
        line(out, &format!("     {}", if quote.canonical.is_empty() { &quote.speaker } else { &quote.canonical }));
        for (at, variant) in quote.variants.iter().enumerate() {
            let exact = variant.citations.first().map_or("", |selector| selector.exact.as_str());
            let shown = if at == 0 || variant.difference.is_empty() { exact } else { &variant.difference };
            let other =
                variant.attributed_to.as_ref().map(|name| format!(" (attributed to {name})")).unwrap_or_default();
            let told = format!("{shown}{other} {}", sources(story, &variant.citations));
            paragraph(out, "       ", &format!("{}: ", variant.kind), &told);
        }
    }
}

fn tell_wording(out: &mut String, story: &Story) {
    heading(out, "Wording", story.wording.is_empty());
    let names = phrases::origin_names(story);
    for subject in &story.wording {
        line(out, &format!("     {}", subject.subject));
        for term in &subject.terms {
            let origins: Vec<&str> =
                term.origins.iter().map(|id| names.get(id.as_str()).map_or(id.as_str(), String::as_str)).collect();
            line(out, &format!("       {}: {} {}", term.term, origins.join(", "), sources(story, &term.citations)));
        }
    }
}

fn tell_members(out: &mut String, story: &Story) {
    heading(out, "Articles", story.members.is_empty());
    for (at, member) in story.members.iter().enumerate() {
        let name = phrases::member_name(member);
        line(out, &format!("     [{}] {} · {name} · {}", at + 1, member.title, phrases::published(&member.published)));
        if !member.removed.is_empty() {
            let blocks = phrases::plural(member.removed.len(), "block", "blocks");
            line(out, &format!("         {blocks} removed from the page"));
        }
    }
}

fn tell_near_misses(out: &mut String, story: &Story) {
    heading(out, "Kept apart", story.near_misses.is_empty());
    for miss in &story.near_misses {
        line(out, &format!("     {} (probability of one event {:.2})", miss.article, miss.probability));
        for reason in &miss.reasons {
            let told = format!("here {}, there {}", reason.here.value, reason.there.value);
            paragraph(out, "       ", &format!("{}: ", reason.kind), &told);
        }
    }
}

/// One topic of a document, for a terminal.
pub fn topic_text(document: &StoriesDocument, topic: usize) -> String {
    let mut out = String::new();
    topics::topics(document).get(topic).iter().for_each(|topic| tell_topic(&mut out, topic));
    out
}

fn tell_topic(out: &mut String, topic: &topics::Told<'_>) {
    line(out, &format!("Topic: {}", topic.title));
    for (number, story) in &topic.stories {
        paragraph(out, "   ", &format!("{number}. "), &topics::story_line(story));
    }
    for (a, b, link) in &topic.links {
        paragraph(out, "   ", &format!("{a} and {b} share "), &topics::names(link));
    }
    heading(out, "Timeline of the topic", topic.steps.is_empty());
    for step in topic.steps {
        let told = format!("{} [{}]", step.text, topics::places(topic, &step.citations));
        paragraph(out, "     ", &format!("{}: ", phrases::date(&step.date)), &told);
    }
    out.push('\n');
}

fn tell_rest(out: &mut String, document: &StoriesDocument) {
    if !document.unplaced.is_empty() {
        line(out, "In no story");
        for unplaced in &document.unplaced {
            line(out, &format!("  {}: {}", unplaced.article, unplaced.reason));
        }
    }
    if !document.skipped.is_empty() {
        line(out, "Skipped");
        for skipped in &document.skipped {
            line(out, &format!("  {}: {}", skipped.page, skipped.reason));
        }
    }
    let counts = &document.counts;
    let (records, stories) =
        (phrases::plural(counts.records, "record", "records"), phrases::plural(counts.stories, "story", "stories"));
    let rest = format!("{} in no story, {} skipped", counts.unplaced, counts.skipped);
    line(out, &format!("{records}: {} in {stories}, {rest}", phrases::plural(counts.articles, "article", "articles")));
}

fn heading(out: &mut String, words: &str, empty: bool) {
    if !empty {
        line(out, &format!("   {words}"));
    }
}

fn line(out: &mut String, content: &str) {
    let _ = writeln!(out, "{}", printable(content).trim_end());
}

/// Text wrapped at [`WIDTH`], with `first` before its first word and hanging lines under it.
fn paragraph(out: &mut String, indent: &str, first: &str, content: &str) {
    let content = printable(content);
    let mut row = format!("{indent}{first}");
    let mut filled = row.chars().count();
    let mut at_start = true;
    for word in content.split_whitespace() {
        let length = word.chars().count();
        if !at_start && filled + 1 + length > WIDTH {
            let _ = writeln!(out, "{}", row.trim_end());
            row = format!("{indent}  ");
            filled = row.chars().count();
            at_start = true;
        }
        if !at_start {
            row.push(' ');
            filled += 1;
        }
        row.push_str(word);
        filled += length;
        at_start = false;
    }
    let _ = writeln!(out, "{}", row.trim_end());
}

/// A page cannot send control characters to the terminal.
fn printable(content: &str) -> String {
    content.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;

    #[test]
    fn a_story_shows_its_three_counts_and_every_part() {
        let shown = text(&fixture::document());
        for part in [
            "2 independent · 2 texts · 3 articles",
            "≠ reports differ: people hurt",
            "≠ Harbour Post: nine [3]",
            "and 1 more claim of one origin alone",
            "82 % of [2] is in [1]",
            "remark: one remark [1]",
            "Kept apart",
            "Topic: Ferries off Port Ellery",
            "1 and 1 share Mara Quill",
            "[1:2]",
        ] {
            assert!(shown.contains(part), "{part} not in\n{shown}");
        }
    }

    #[test]
    fn control_characters_do_not_reach_the_terminal() {
        let mut document = fixture::document();
        document.stories[0].title = "\u{1b}[31mred".to_owned();
        assert!(!text(&document).contains('\u{1b}'));
    }
}
