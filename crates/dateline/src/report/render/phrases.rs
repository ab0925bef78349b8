//! Words and signs that all formats share.

use std::collections::BTreeMap;

use crate::public::{
    Claim, ClaimCell, DateRange, FamilyArticle, FamilyJson, PublishedJson, Selector, ShareFrom, Stated, Story,
    StoryArticle, StoryCounts,
};

/// The sign of a cell of the matrix.
pub(super) fn sign(state: &str) -> &'static str {
    match state {
        "says" => "=",
        "rounded" => "≈",
        "update" => "↻",
        "scope" => "∥",
        "differs" => "≠",
        _ => "·",
    }
}

/// The sign in words.
pub(super) fn sign_in_words(state: &str) -> &'static str {
    match state {
        "says" => "says the same",
        "rounded" => "rounded or in other words",
        "update" => "an earlier or later figure",
        "scope" => "of another scope, both can hold",
        "differs" => "differs",
        _ => "does not say",
    }
}

/// All signs with their meaning, in the order of the legend.
pub(super) const SIGNS: [&str; 6] = ["says", "rounded", "update", "scope", "differs", "silent"];

/// What stands above a story in every format.
pub(super) struct Head<'s> {
    /// Headline.
    pub(super) title: &'s str,
    /// `3 independent · 5 texts · 9 articles`.
    pub(super) counts: String,
    /// corroborated, single source, disputed or partial.
    pub(super) status: &'s str,
    /// When and where.
    pub(super) event: String,
    /// How the day is known.
    pub(super) reasons: Vec<&'s str>,
}

/// The head of a story.
pub(super) fn head(story: &Story) -> Head<'_> {
    let place = story.event.place.as_ref().map(|place| format!(", {}", place.name)).unwrap_or_default();
    Head {
        title: &story.title,
        counts: counts(&story.counts),
        status: &story.status,
        event: format!("{}{place}", date(&story.event.date)),
        reasons: reasons(&story.event.date),
    }
}

/// Statements of the claims that origins dispute: a brief says so.
pub(super) fn disputed(story: &Story) -> impl Iterator<Item = &Claim> {
    story.matrix.claims.iter().filter(|claim| claim.status == "disputed")
}

/// What is disputed with the values that exclude each other: `killed: seven or nine`.
pub(super) fn disputes(story: &Story) -> Vec<String> {
    disputed(story).map(dispute).collect()
}

/// What a claim disputes, with its values.
pub(super) fn dispute(claim: &Claim) -> String {
    let mut values: Vec<&str> = Vec::new();
    for state in ["says", "differs"] {
        let told = claim.cells.iter().flat_map(|cell| said(claim, cell)).filter(|said| said.state == state);
        for said in told {
            if !values.contains(&said.value) {
                values.push(said.value);
            }
        }
    }
    let label = claim.statement.split(": ").next().unwrap_or_default();
    let is_short = matches!(claim.kind.as_str(), "number" | "date" | "place" | "actor");
    match values.as_slice() {
        [_, _, ..] if is_short && values.contains(&label) => values.join(" or "),
        [_, _, ..] if is_short => format!("{label}: {}", values.join(" or ")),
        _ => claim.statement.clone(),
    }
}

/// The claims that a page shows at once, and those it folds.
pub(super) fn shown_and_folded(story: &Story) -> (Vec<&Claim>, Vec<&Claim>) {
    story.matrix.claims.iter().partition(|claim| !claim.folded)
}

/// Says how many claims are folded.
pub(super) fn folded(count: usize) -> String {
    plural(count, "more claim of one origin alone", "more claims of one origin alone")
}

/// One value in a cell of the matrix.
pub(super) struct Said<'s> {
    /// How it stands.
    pub(super) state: &'s str,
    /// The value.
    pub(super) value: &'s str,
    /// Whose it is, and of which day where that tells.
    pub(super) by: String,
    /// Where.
    pub(super) citations: &'s [Selector],
}

/// What the members of an origin say of a claim, one value after the other; nothing where it is silent.
pub(super) fn said<'s>(claim: &'s Claim, cell: &'s ClaimCell) -> Vec<Said<'s>> {
    if cell.state == "silent" {
        return Vec::new();
    }
    if cell.said.is_empty() {
        let (state, value, citations) = (cell.state.as_str(), cell.value.as_str(), cell.citations.as_slice());
        return vec![Said { state, value, by: String::new(), citations }];
    }
    // The days are the point only where values part.
    let parts = claim.cells.iter().any(|cell| matches!(cell.state.as_str(), "update" | "differs" | "scope"));
    let by = |stated: &Stated| {
        // A quotation's row names its speaker.
        let speaker = stated.speaker.as_ref().filter(|_| claim.kind != "quote").map(|name| format!("told by {name}"));
        let day = stated.published.as_ref().filter(|_| parts).map(|day| format!("on {day}"));
        speaker.into_iter().chain(day).collect::<Vec<_>>().join(", ")
    };
    cell.said
        .iter()
        .map(|stated| Said { state: &stated.state, value: &stated.value, by: by(stated), citations: &stated.citations })
        .collect()
}

/// `3 independent · 5 texts · 9 articles`.
pub(super) fn counts(counts: &StoryCounts) -> String {
    let texts = plural(counts.texts, "text", "texts");
    let articles = plural(counts.articles, "article", "articles");
    format!("{} independent · {texts} · {articles}", counts.origins)
}

/// A number with its noun.
pub(super) fn plural(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

/// A date at the grain that is known, or its range, or "unknown".
pub(super) fn date(range: &DateRange) -> String {
    let days = range.weekdays.join(" or ");
    let span = match (&range.value, &range.earliest, &range.latest) {
        (Some(value), ..) => return value_in_words(value),
        (None, Some(from), Some(to)) if from == to => from.clone(),
        (None, Some(from), Some(to)) => format!("between {from} and {to}"),
        (None, Some(from), None) => format!("{from} or later"),
        (None, None, Some(to)) => format!("{to} or earlier"),
        (None, None, None) if days.is_empty() => return "unknown".to_owned(),
        (None, None, None) => return format!("a {days}"),
    };
    if days.is_empty() { span } else { format!("a {days} {span}") }
}

/// A TIMEX3 value as a reader says it: seasons and parts of the day by name, the rest as it is.
fn value_in_words(value: &str) -> String {
    // "PRESENT_REF" holds a T too.
    let parts = value.split_once('T').filter(|_| value.starts_with(|c: char| c.is_ascii_digit()));
    let (day, time) = parts.map_or((value, None), |(day, time)| (day, Some(time)));
    let season =
        day.split_once('-').and_then(|(year, part)| Some((year, SEASONS.iter().find(|season| season.0 == part)?.1)));
    let day = season.map_or_else(|| day.to_owned(), |(year, season)| format!("{season} {year}"));
    match time.map(|time| PARTS.iter().find(|part| part.0 == time).map_or(time, |part| part.1)) {
        Some(time) => format!("{day}, {time}"),
        None => day,
    }
}

const SEASONS: [(&str, &str); 5] =
    [("SP", "spring"), ("SU", "summer"), ("FA", "autumn"), ("AU", "autumn"), ("WI", "winter")];
const PARTS: [(&str, &str); 6] =
    [("MO", "morning"), ("MI", "midday"), ("AF", "afternoon"), ("EV", "evening"), ("NI", "night"), ("DT", "daytime")];

/// The publication date with how it is known.
pub(super) fn published(published: &PublishedJson) -> String {
    let (value, earliest, latest) = (&published.value, &published.earliest, &published.latest);
    let range =
        DateRange { value: value.clone(), earliest: earliest.clone(), latest: latest.clone(), ..DateRange::default() };
    match date(&range) {
        unknown if unknown == "unknown" => unknown,
        known => format!("{known} ({})", published.basis),
    }
}

/// Why a date is held, one reason a line.
pub(super) fn reasons(range: &DateRange) -> Vec<&str> {
    let mut out: Vec<&str> = Vec::new();
    for evidence in &range.evidence {
        if !out.contains(&evidence.reason.as_str()) {
            out.push(&evidence.reason);
        }
    }
    out
}

/// From whom most of a member is; who else has the same words is in the page and the JSON.
pub(super) fn most_copied(member: &FamilyArticle) -> Option<&ShareFrom> {
    // Less is shown as 0 %.
    member.from.first().filter(|share| share.share >= 0.005)
}

/// A share as "82 %".
pub(super) fn percent(share: f32) -> String {
    format!("{:.0} %", f64::from(share) * 100.0)
}

/// The letter of a passage: A to Z, then AA, AB and on.
pub fn letter(number: usize) -> String {
    let last = char::from(b'A' + (number % 26) as u8);
    if number < 26 { last.to_string() } else { format!("{}{last}", letter(number / 26 - 1)) }
}

/// How a member is called: its publisher, or else its file, or else its identifier.
pub(super) fn member_name(member: &StoryArticle) -> String {
    let file = member.path.rsplit(['/', '\\']).next().unwrap_or_default();
    let known = [member.publisher.as_deref().unwrap_or_default(), file, member.id.as_str()];
    known.into_iter().find(|name| !name.is_empty()).unwrap_or("article").to_owned()
}

/// What each origin of a story is called: the agency, or the member that the others descend from.
pub(super) fn origin_names(story: &Story) -> BTreeMap<&str, String> {
    let members: BTreeMap<&str, &StoryArticle> =
        story.members.iter().map(|member| (member.id.as_str(), member)).collect();
    let name = |family: &FamilyJson| {
        let own = family.origin.agency.clone();
        let source = family.origin.article.as_deref().and_then(|id| members.get(id));
        let first = family.articles.iter().find_map(|article| members.get(article.article.as_str()));
        own.or_else(|| source.or(first).map(|member| member_name(member))).unwrap_or_else(|| family.id.clone())
    };
    let named: BTreeMap<&str, String> =
        story.families.iter().map(|family| (family.id.as_str(), name(family))).collect();
    numbered_where_equal(named)
}

/// Two origins with one name are told apart by a number.
fn numbered_where_equal(mut named: BTreeMap<&str, String>) -> BTreeMap<&str, String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for name in named.values_mut() {
        let count = seen.entry(name.clone()).or_insert(0);
        *count += 1;
        if *count > 1 {
            *name = format!("{name} ({count})");
        }
    }
    named
}

/// A stretch of a quotation's difference.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Change<'d> {
    /// Words in both.
    Same(&'d str),
    /// Words only in the fullest wording.
    Cut(&'d str),
    /// Words only in this variant.
    Added(&'d str),
}

/// Reads `[-cut-]` and `{+added+}`.
pub(super) fn changes(difference: &str) -> Vec<Change<'_>> {
    let mut out = Vec::new();
    let mut rest = difference;
    while let Some((at, cut)) = next_change(rest) {
        let close = if cut { "-]" } else { "+}" };
        let Some(length) = rest[at + 2..].find(close) else { break };
        let inside = &rest[at + 2..at + 2 + length];
        if at > 0 {
            out.push(Change::Same(&rest[..at]));
        }
        out.push(if cut { Change::Cut(inside) } else { Change::Added(inside) });
        rest = &rest[at + 2 + length + close.len()..];
    }
    if !rest.is_empty() {
        out.push(Change::Same(rest));
    }
    out
}

fn next_change(rest: &str) -> Option<(usize, bool)> {
    let cut = rest.find("[-").map(|at| (at, true));
    let added = rest.find("{+").map(|at| (at, false));
    [cut, added].into_iter().flatten().min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(letter), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn a_date_is_shown_at_the_grain_that_is_known() {
        let range = DateRange {
            earliest: Some("2031-01-04".into()),
            latest: Some("2031-11-27".into()),
            weekdays: vec!["Thursday".into()],
            ..DateRange::default()
        };
        assert_eq!(date(&range), "a Thursday between 2031-01-04 and 2031-11-27");
        assert_eq!(date(&DateRange::default()), "unknown");
        let valued = |value: &str| date(&DateRange { value: Some(value.into()), ..DateRange::default() });
        assert_eq!(valued("2031-SP"), "spring 2031");
        assert_eq!(valued("2031-05-09TEV"), "2031-05-09, evening");
        assert_eq!(valued("2031-05-09"), "2031-05-09");
    }

    #[test]
    fn differences_are_read_word_by_word() {
        let read = changes("the [-old-] {+new+} bridge");
        let expected = [
            Change::Same("the "),
            Change::Cut("old"),
            Change::Same(" "),
            Change::Added("new"),
            Change::Same(" bridge"),
        ];
        assert_eq!(read, expected);
        assert_eq!(changes("an open [- mark"), [Change::Same("an open [- mark")]);
    }
}
