//! What the templates show.

use super::super::phrases::{self, Change};
use super::super::topics;
use super::citations::{Citations, Link, text_anchor};
use super::copied::shares;
use super::matrix::{MatrixView, claim_anchor, matrix};
use super::reuse::{ReuseView, reuse};
use super::swimlane::swimlane;
use super::texts::{escape_into, marked_paragraphs};
use crate::public::{
    BriefLine, Claim, DateRange, NearMiss, QuoteGroup, QuoteVariant, Selector, StoriesDocument, Story, StoryArticle,
    TimelineLine, TopicLink,
};

/// The page.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) title: String,
    pub(super) heading: String,
    pub(super) summary: String,
    pub(super) stories: Vec<StoryView>,
    pub(super) topics: Vec<TopicView>,
    /// Who is in no story, and why.
    pub(super) unplaced: Vec<(String, String)>,
    /// What gave no article, and why.
    pub(super) skipped: Vec<(String, String)>,
    pub(super) notes: Vec<String>,
}

/// Stories that belong together.
#[derive(Debug)]
pub(super) struct TopicView {
    pub(super) number: usize,
    pub(super) title: String,
    /// Number, and event day with title, of each story.
    pub(super) stories: Vec<(usize, String)>,
    /// Two stories, and the names that link them with their places.
    pub(super) links: Vec<(usize, usize, Vec<LineView>)>,
    pub(super) steps: Vec<StepView>,
}

/// A date in words, and as a machine reads it where it is a single one.
#[derive(Debug)]
pub(super) struct DateView {
    pub(super) words: String,
    pub(super) datetime: Option<String>,
}

/// A sentence with its links.
#[derive(Debug)]
pub(super) struct LineView {
    pub(super) text: String,
    pub(super) links: Vec<Link>,
    /// Language of its words, empty where that is not known or they are ours.
    pub(super) language: String,
}

/// A sentence of the brief.
#[derive(Debug)]
pub(super) struct BriefView {
    pub(super) line: LineView,
    /// The source's own words, where the line is a writer's.
    pub(super) source: Option<String>,
    /// Anchors of the claims in it that origins dispute, and what they dispute with the values.
    pub(super) disputed: Vec<(String, String)>,
}

/// A step of the timeline.
#[derive(Debug)]
pub(super) struct StepView {
    pub(super) number: usize,
    pub(super) date: DateView,
    pub(super) line: LineView,
}

/// A story.
#[derive(Debug)]
pub(super) struct StoryView {
    pub(super) number: usize,
    pub(super) title: String,
    pub(super) status: String,
    pub(super) counts: String,
    pub(super) date: DateView,
    /// How the event date is known: each reason with its link.
    pub(super) known_by: Vec<LineView>,
    pub(super) place: Option<LineView>,
    pub(super) participants: Vec<LineView>,
    pub(super) brief: Vec<BriefView>,
    /// The same of all claims that origins dispute.
    pub(super) disputed: Vec<(String, String)>,
    pub(super) matrix: MatrixView,
    pub(super) swimlane: Option<String>,
    pub(super) steps: Vec<StepView>,
    pub(super) reuse: ReuseView,
    pub(super) quotes: Vec<QuoteView>,
    pub(super) wording: Vec<TermView>,
    pub(super) near_misses: Vec<NearMissView>,
    pub(super) members: Vec<MemberView>,
    pub(super) remarks: Vec<LineView>,
    pub(super) notes: Vec<String>,
}

/// An utterance.
#[derive(Debug)]
pub(super) struct QuoteView {
    pub(super) speaker: String,
    pub(super) variants: Vec<VariantView>,
}

/// One wording of an utterance.
#[derive(Debug)]
pub(super) struct VariantView {
    pub(super) kind: String,
    /// Escaped, with `<ins>` and `<del>`.
    pub(super) words: String,
    /// Whether it stands in quotation marks in its source.
    pub(super) is_quotation: bool,
    pub(super) attributed_to: Option<String>,
    pub(super) language: String,
    pub(super) links: Vec<Link>,
}

/// A word for a subject.
#[derive(Debug)]
pub(super) struct TermView {
    pub(super) subject: String,
    pub(super) term: String,
    pub(super) origins: String,
    pub(super) links: Vec<Link>,
}

/// A look-alike.
#[derive(Debug)]
pub(super) struct NearMissView {
    pub(super) article: String,
    pub(super) link: Option<Link>,
    pub(super) probability: String,
    pub(super) reasons: Vec<ReasonView>,
}

/// Why it was kept apart.
#[derive(Debug)]
pub(super) struct ReasonView {
    pub(super) kind: String,
    pub(super) here: LineView,
    pub(super) there: LineView,
}

/// A member.
#[derive(Debug)]
pub(super) struct MemberView {
    pub(super) number: usize,
    pub(super) anchor: String,
    pub(super) title: String,
    pub(super) language: String,
    pub(super) name: String,
    pub(super) path: String,
    pub(super) published: DateView,
    pub(super) basis: String,
    pub(super) agency: Option<String>,
    /// How much of it stands in which other articles.
    pub(super) shares: String,
    /// Kind, rule and characters of what is not in its text.
    pub(super) removed: Vec<(String, String, String)>,
    /// Escaped, with `<mark>`.
    pub(super) paragraphs: Vec<String>,
}

/// Builds the page.
pub(super) fn page(document: &StoriesDocument, citations: &mut Citations<'_>) -> Page {
    let mut stories: Vec<StoryView> =
        document.stories.iter().enumerate().map(|(at, told)| story(at + 1, told, citations)).collect();
    let topics = topics::topics(document).iter().enumerate().map(|(at, told)| topic(at + 1, told, citations)).collect();
    // Only now is it known what is cited: a near miss of one story may cite the text of another.
    for (view, told) in stories.iter_mut().zip(&document.stories) {
        let members = told.members.iter().enumerate();
        view.members = members.map(|(at, one)| member(view.number, at + 1, one, citations)).collect();
        for (view, one) in view.members.iter_mut().zip(&told.members) {
            view.shares = shares(told, &one.id, citations);
        }
    }
    let counts = &document.counts;
    let articles = phrases::plural(counts.articles, "article", "articles");
    let summary = format!("{articles} · {} in no story · {} skipped", counts.unplaced, counts.skipped);
    let heading = phrases::plural(document.stories.len(), "story", "stories");
    let title = match document.stories.as_slice() {
        [only] => only.title.clone(),
        many => phrases::plural(many.len(), "story", "stories"),
    };
    Page {
        title,
        heading,
        summary,
        stories,
        topics,
        unplaced: document.unplaced.iter().map(|one| (one.article.clone(), one.reason.clone())).collect(),
        skipped: document.skipped.iter().map(|one| (one.page.clone(), one.reason.clone())).collect(),
        notes: document.notes.clone(),
    }
}

fn story(number: usize, told: &Story, citations: &mut Citations<'_>) -> StoryView {
    StoryView {
        number,
        title: if told.title.is_empty() { format!("Story {number}") } else { told.title.clone() },
        status: told.status.clone(),
        counts: phrases::counts(&told.counts),
        date: date(&told.event.date),
        known_by: known_by(&told.event.date, citations),
        place: told.event.place.as_ref().map(|place| line(&place.name, citations.links(&place.evidence))),
        participants: told
            .event
            .participants
            .iter()
            .map(|one| line(&one.canonical, citations.links(&one.evidence)))
            .collect(),
        brief: told.brief.iter().map(|one| brief_line(number, told, one, citations)).collect(),
        disputed: phrases::disputed(told).map(|claim| disputed(number, claim)).collect(),
        matrix: matrix(number, told, citations),
        swimlane: swimlane(told),
        steps: steps(&told.timeline, citations),
        reuse: reuse(told, citations),
        quotes: told.quotes.iter().map(|quote| quotation(quote, citations)).collect(),
        wording: wording(told, citations),
        near_misses: told.near_misses.iter().map(|miss| near_miss(miss, citations)).collect(),
        members: Vec::new(),
        remarks: told.remarks.iter().map(|one| line(&one.text, citations.links(&one.citations))).collect(),
        notes: told.notes.clone(),
    }
}

fn line(text: &str, links: Vec<Link>) -> LineView {
    LineView { text: text.to_owned(), links, language: String::new() }
}

/// Words of a source, in its language.
fn source_line(text: &str, cited: &[Selector], citations: &mut Citations<'_>) -> LineView {
    LineView { language: citations.language(cited), ..line(text, citations.links(cited)) }
}

fn brief_line(number: usize, told: &Story, one: &BriefLine, citations: &mut Citations<'_>) -> BriefView {
    let rephrased = one.rephrased.as_ref().filter(|writer| writer.refused.is_none());
    let claims = told.matrix.claims.iter().filter(|claim| one.disputed.contains(&claim.id));
    BriefView {
        line: source_line(&one.text, &one.citations, citations),
        source: rephrased.map(|writer| writer.source.clone()),
        disputed: claims.map(|claim| disputed(number, claim)).collect(),
    }
}

fn disputed(number: usize, claim: &Claim) -> (String, String) {
    (claim_anchor(number, &claim.id), phrases::dispute(claim))
}

fn date(range: &DateRange) -> DateView {
    DateView { words: phrases::date(range), datetime: range.value.clone().filter(|value| is_machine_date(value)) }
}

/// Whether `<time datetime>` may hold it: a year, a month or a day, with or without a time.
fn is_machine_date(value: &str) -> bool {
    let day = value.split('T').next().unwrap_or_default();
    let groups: Vec<&str> = day.split('-').collect();
    let digits = |group: &&str| group.bytes().all(|byte| byte.is_ascii_digit());
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    groups.iter().all(digits) && matches!(lengths.as_slice(), [4] | [4, 2] | [4, 2, 2])
}

fn known_by(range: &DateRange, citations: &mut Citations<'_>) -> Vec<LineView> {
    let mut out: Vec<LineView> = Vec::new();
    for evidence in &range.evidence {
        let link = evidence.selector.as_ref().and_then(|selector| citations.link(selector));
        match out.iter_mut().find(|known| known.text == evidence.reason) {
            Some(known) => known.links.extend(link),
            None => out.push(line(&evidence.reason, link.into_iter().collect())),
        }
    }
    out
}

fn topic(number: usize, told: &topics::Told<'_>, citations: &mut Citations<'_>) -> TopicView {
    let mut names = |link: &TopicLink| -> Vec<LineView> {
        let shared = link.shared.iter();
        shared.map(|name| line(&name.name, citations.links(&[name.here.clone(), name.there.clone()]))).collect()
    };
    TopicView {
        number,
        title: told.title.to_owned(),
        stories: told.stories.iter().map(|(number, story)| (*number, topics::story_line(story))).collect(),
        links: told.links.iter().map(|(a, b, link)| (*a, *b, names(link))).collect(),
        steps: steps(told.steps, citations),
    }
}

fn steps(told: &[TimelineLine], citations: &mut Citations<'_>) -> Vec<StepView> {
    let numbered = told.iter().enumerate();
    numbered
        .map(|(at, step)| StepView {
            number: at + 1,
            date: date(&step.date),
            line: source_line(&step.text, &step.citations, citations),
        })
        .collect()
}

fn quotation(quote: &QuoteGroup, citations: &mut Citations<'_>) -> QuoteView {
    let speaker = if quote.canonical.is_empty() { &quote.speaker } else { &quote.canonical };
    let variants = quote.variants.iter().map(|variant| VariantView {
        kind: variant.kind.clone(),
        words: words_of(variant),
        is_quotation: variant.kind != "paraphrase",
        attributed_to: variant.attributed_to.clone(),
        language: citations.language(&variant.citations),
        links: citations.links(&variant.citations),
    });
    QuoteView {
        speaker: if speaker.is_empty() { "speaker not named".to_owned() } else { speaker.clone() },
        variants: variants.collect(),
    }
}

fn words_of(variant: &QuoteVariant) -> String {
    let mut out = String::new();
    if variant.difference.is_empty() {
        let exact = variant.citations.first().map_or("", |selector| selector.exact.as_str());
        escape_into(&mut out, exact);
    }
    for change in phrases::changes(&variant.difference) {
        let (open, words, close) = match change {
            Change::Same(words) => ("", words, ""),
            Change::Cut(words) => ("<del>", words, "</del>"),
            Change::Added(words) => ("<ins>", words, "</ins>"),
        };
        out.push_str(open);
        escape_into(&mut out, words);
        out.push_str(close);
    }
    out
}

fn wording(told: &Story, citations: &mut Citations<'_>) -> Vec<TermView> {
    let names = phrases::origin_names(told);
    let mut out = Vec::new();
    for subject in &told.wording {
        for term in &subject.terms {
            let origins: Vec<&str> =
                term.origins.iter().map(|id| names.get(id.as_str()).map_or(id.as_str(), String::as_str)).collect();
            out.push(TermView {
                subject: subject.subject.clone(),
                term: term.term.clone(),
                origins: origins.join(", "),
                links: citations.links(&term.citations),
            });
        }
    }
    out
}

fn near_miss(miss: &NearMiss, citations: &mut Citations<'_>) -> NearMissView {
    let mut reasons = Vec::with_capacity(miss.reasons.len());
    for reason in &miss.reasons {
        let here = line(&reason.here.value, citations.links(&reason.here.citations));
        let there = line(&reason.there.value, citations.links(&reason.there.citations));
        reasons.push(ReasonView { kind: reason.kind.clone(), here, there });
    }
    NearMissView {
        article: miss.article.clone(),
        link: citations.article(&miss.article),
        probability: format!("{:.2}", miss.probability),
        reasons,
    }
}

fn member(story: usize, number: usize, told: &StoryArticle, citations: &Citations<'_>) -> MemberView {
    let published = &told.published;
    let range = DateRange {
        value: published.value.clone(),
        earliest: published.earliest.clone(),
        latest: published.latest.clone(),
        ..DateRange::default()
    };
    MemberView {
        number,
        anchor: text_anchor(story, number),
        title: if told.title.is_empty() { phrases::member_name(told) } else { told.title.clone() },
        language: told.language.clone().unwrap_or_default(),
        name: phrases::member_name(told),
        path: told.path.clone(),
        published: date(&range),
        basis: published.basis.clone(),
        agency: told.agency.clone(),
        shares: String::new(),
        removed: told.removed.iter().map(|one| (one.kind.clone(), one.rule.clone(), one.text.clone())).collect(),
        paragraphs: marked_paragraphs(told, story, number, citations),
    }
}
