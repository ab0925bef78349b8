//! `dateline/stories/1`.

use std::cmp::Reverse;

use rayon::prelude::*;

use super::article::{page_json, published_json, removed_json};
use super::index::Index;
use super::topics::topics_json;
use super::trace::{family_id, family_json, passage_json};
use super::why::{reason_json, rounded};
use super::{date_range, evidence, selector, text_sha256, timeline_line};
use crate::compare::{
    CellState, Cited, Claim, ClaimKind, ClaimStatus, Comparison, Remark, Stated, Utterance, VariantKind, compare_in,
};
use crate::date::Evidence;
use crate::facts::Marked;
use crate::pipeline::{Heap, Settings};
use crate::public;
use crate::report::{BriefSentence, brief, headline, timeline};
use crate::story::{Clash, NearMiss, StoryCluster, clashes};

/// The stories of a heap with everything in them.
pub fn stories_document(heap: &Heap, settings: &Settings) -> public::StoriesDocument {
    let stories: Vec<public::Story> = stories_in_parts(heap, settings).flatten().collect();
    let unplaced: Vec<public::UnplacedJson> = heap
        .clustering
        .unplaced
        .iter()
        .map(|left| public::UnplacedJson {
            article: heap.articles[left.article].article.id.0.clone(),
            reason: left.reason.clone(),
        })
        .collect();
    let skipped: Vec<public::SkippedJson> = heap
        .skipped
        .iter()
        .map(|skipped| public::SkippedJson { page: skipped.page.clone(), reason: skipped.reason.clone() })
        .collect();
    let of_articles = |marked: &Marked| (marked.article.id.0.clone(), text_sha256(marked.article.text.as_str()));
    let of_pages = |marked: &Marked| (marked.article.id.0.clone(), page_json(&marked.article));
    public::StoriesDocument {
        schema: "dateline/stories/1".to_owned(),
        counts: public::Counts {
            records: heap.articles.len() + heap.skipped.len(),
            articles: heap.articles.len(),
            stories: stories.len(),
            unplaced: unplaced.len(),
            skipped: skipped.len(),
        },
        topics: topics_json(heap, &stories),
        stories,
        unplaced,
        skipped,
        text_sha256: heap.articles.iter().map(of_articles).collect(),
        pages: heap.articles.iter().map(of_pages).collect(),
        redirects: heap.names.redirects.clone(),
        notes: heap.trace.notes.iter().chain(&heap.clustering.notes).cloned().collect(),
    }
}

/// Stories written at a time where a reader takes them one by one: enough for every core.
const PART: usize = 256;

/// The stories of a heap with everything in them, part by part: written out, a story is several times its pages.
pub fn stories_in_parts(heap: &Heap, settings: &Settings) -> impl Iterator<Item = Vec<public::Story>> {
    let index = Index::of(heap);
    let stories = heap.clustering.stories.len();
    (0..stories).step_by(PART).map(move |first| {
        let numbers = first..stories.min(first + PART);
        numbers.into_par_iter().map(|number| StoryWriter::new(heap, &index, number).write(settings)).collect()
    })
}

/// Identifier of a claim within its story.
fn claim_id(number: usize) -> String {
    format!("c{}", number + 1)
}

/// Writes one story.
struct StoryWriter<'a> {
    heap: &'a Heap,
    index: &'a Index,
    story: &'a StoryCluster,
    number: usize,
    comparison: Comparison,
}

impl<'a> StoryWriter<'a> {
    fn new(heap: &'a Heap, index: &'a Index, number: usize) -> Self {
        let story = &heap.clustering.stories[number];
        let comparison = compare_in(story, &heap.articles, &heap.trace, &index.families);
        Self { heap, index, story, number, comparison }
    }

    fn write(&self, settings: &Settings) -> public::Story {
        let articles = &self.heap.articles;
        let brief = brief(&self.comparison, articles, settings.brief_words);
        let clashes = clashes(articles, &self.story.members);
        public::Story {
            id: self.heap.names.stories[self.number].id.clone(),
            title: headline(self.story, articles),
            status: self.status().to_owned(),
            event: self.event(),
            articles: self.story.members.iter().map(|&member| self.id(member)).collect(),
            counts: self.counts(),
            families: self.families(),
            passages: self.passages(),
            near_misses: self.near_misses(),
            brief: brief.sentences.iter().map(|line| self.brief_line(line)).collect(),
            timeline: self.timeline(),
            matrix: public::Matrix {
                origins: (0..self.comparison.origins.len()).map(|origin| self.origin_id(origin)).collect(),
                claims: self.comparison.claims.iter().enumerate().map(|(n, claim)| self.claim(n, claim)).collect(),
            },
            quotes: self.comparison.utterances.iter().map(|utterance| self.quote_group(utterance)).collect(),
            wording: self.wording(),
            members: self.story.members.iter().map(|&member| self.member(member)).collect(),
            remarks: self
                .comparison
                .remarks
                .iter()
                .map(|remark| self.remark(remark))
                .chain(clashes.iter().map(|clash| self.clash(clash)))
                .collect(),
            notes: self.story.notes.iter().cloned().chain(clash_note(&clashes)).collect(),
        }
    }

    fn brief_line(&self, line: &BriefSentence) -> public::BriefLine {
        let touches =
            |cited: &Cited| line.citations.iter().any(|(article, span)| *article == cited.0 && span.overlaps(cited.1));
        let carries = |claim: &Claim| claim.cells.iter().flat_map(|cell| &cell.citations).any(touches);
        let numbered = self.comparison.claims.iter().enumerate();
        let disputed = numbered.filter(|(_, claim)| claim.status == ClaimStatus::Disputed && carries(claim));
        public::BriefLine {
            text: line.text.clone(),
            citations: self.cite(&line.citations),
            disputed: disputed.map(|(number, _)| claim_id(number)).collect(),
            rephrased: None,
        }
    }

    fn remark(&self, remark: &Remark) -> public::Remark {
        public::Remark { text: remark.text.clone(), citations: self.cite(&remark.citations) }
    }

    /// What members disagree in, with the characters of both sides.
    fn clash(&self, clash: &Clash) -> public::Remark {
        let [(here, one), (there, other)] = &clash.sides;
        let citations: Vec<Cited> = one.iter().chain(other).copied().collect();
        public::Remark {
            text: format!("members disagree in the {}: {here} or {there}", clash.what),
            citations: self.cite(&citations),
        }
    }

    fn id(&self, article: usize) -> String {
        self.heap.articles[article].article.id.0.clone()
    }

    fn cite(&self, cited: &[Cited]) -> Vec<public::Selector> {
        cited.iter().map(|&(article, span)| selector(&self.heap.articles[article].article, span)).collect()
    }

    fn status(&self) -> &'static str {
        let claims = &self.comparison.claims;
        let has = |status| claims.iter().any(|claim| claim.status == status);
        if has(ClaimStatus::Disputed) {
            "disputed"
        } else if self.comparison.origins.len() < 2 {
            "single source"
        } else if has(ClaimStatus::Corroborated) {
            "corroborated"
        } else {
            "partial"
        }
    }

    fn event(&self) -> public::Event {
        let profile = &self.story.profile;
        let name_at = |name: &String, article: usize, span| public::EvidencedName {
            name: name.clone(),
            evidence: self.cite(&[(article, span)]),
        };
        public::Event {
            date: self.event_date(),
            place: profile.place.as_ref().map(|(name, article, span)| name_at(name, *article, *span)),
            participants: profile
                .participants
                .iter()
                .map(|(entity, canonical, article, span)| public::Participant {
                    entity: entity.0.clone(),
                    canonical: canonical.clone(),
                    evidence: self.cite(&[(*article, *span)]),
                })
                .collect(),
            action: profile.action.clone(),
        }
    }

    /// The days that the most members' event dates share, from the member that is most precise.
    fn event_date(&self) -> public::DateRange {
        let datings = self.story.members.iter().map(|&member| &self.heap.articles[member]);
        let dated: Vec<&Marked> = datings.filter(|marked| marked.dating.event.days.is_some()).collect();
        let Some(best) = best_dated(&dated) else { return public::DateRange::default() };
        let event = &best.dating.event;
        let found = evidence(&event.evidence, &best.article, &self.heap.articles);
        date_range(event.value.as_deref(), event.days, found)
    }

    fn counts(&self) -> public::StoryCounts {
        let repeated = self.index.repeated(&self.story.members);
        let articles = self.story.members.len();
        public::StoryCounts {
            articles,
            texts: articles.saturating_sub(repeated).max(1),
            origins: self.comparison.origins.len(),
        }
    }

    fn families(&self) -> Vec<public::FamilyInStory> {
        let inside = |article: usize| self.story.members.binary_search(&article).is_ok();
        let family = |origin: &crate::compare::OriginColumn| {
            family_json(&self.heap.articles, &self.heap.trace.families[origin.family], &inside)
        };
        self.comparison.origins.iter().map(family).collect()
    }

    fn origin_id(&self, origin: usize) -> String {
        let family = self.comparison.origins[origin].family;
        family_id(&self.heap.articles, &self.heap.trace.families[family])
    }

    fn passages(&self) -> Vec<public::PassageJson> {
        let passages = self.index.passages_of(self.number).iter().map(|&number| &self.heap.trace.passages[number]);
        passages.map(|passage| passage_json(&self.heap.articles, passage)).collect()
    }

    fn near_misses(&self) -> Vec<public::NearMiss> {
        let story_of =
            |article: usize| self.index.story_of(article).map(|number| self.heap.names.stories[number].id.clone());
        let write = |miss: &NearMiss| {
            let (here, there) = (&self.heap.articles[miss.member], &self.heap.articles[miss.article]);
            public::NearMiss {
                article: self.id(miss.article),
                story: story_of(miss.article),
                probability: rounded(miss.probability),
                reasons: miss.reasons.iter().map(|reason| reason_json(reason, here, there)).collect(),
            }
        };
        self.index
            .near_misses_of(self.number)
            .iter()
            .map(|&number| write(&self.heap.clustering.near_misses[number]))
            .collect()
    }

    fn timeline(&self) -> Vec<public::TimelineLine> {
        let steps = timeline(&self.comparison, &self.heap.articles);
        steps.entries.iter().map(|step| timeline_line(step, &self.heap.articles)).collect()
    }

    fn claim(&self, number: usize, claim: &Claim) -> public::Claim {
        let cell = |cell: &crate::compare::ClaimCell| public::ClaimCell {
            origin: self.origin_id(cell.origin),
            state: state_name(cell.state).to_owned(),
            value: cell.value.clone(),
            citations: self.cite(&cell.citations),
            said: cell.said.iter().map(|stated| self.stated(stated)).collect(),
        };
        public::Claim {
            id: claim_id(number),
            kind: claim_kind_name(claim.kind).to_owned(),
            statement: claim.statement.clone(),
            status: status_name(claim.status).to_owned(),
            cells: claim.cells.iter().map(cell).collect(),
            folded: claim.folded,
            rule: claim.rule.to_owned(),
        }
    }

    fn stated(&self, stated: &Stated) -> public::Stated {
        public::Stated {
            state: state_name(stated.state).to_owned(),
            value: stated.value.clone(),
            speaker: stated.speaker.clone(),
            published: stated.published.map(|day| day.to_string()),
            citations: self.cite(&stated.citations),
        }
    }

    fn quote_group(&self, utterance: &Utterance) -> public::QuoteGroup {
        let variants = utterance.variants.iter().map(|variant| public::QuoteVariant {
            kind: variant_name(variant.kind).to_owned(),
            citations: self.cite(&variant.citations),
            difference: variant.difference.clone(),
            attributed_to: variant.attributed_to.clone(),
        });
        let speaker = utterance.entity.as_ref().map_or_else(|| utterance.speaker.clone(), |entity| entity.0.clone());
        public::QuoteGroup { speaker, canonical: utterance.speaker.clone(), variants: variants.collect() }
    }

    fn wording(&self) -> Vec<public::Wording> {
        let term = |term: &crate::compare::WordingTerm| public::WordingTerm {
            term: term.term.clone(),
            origins: term.origins.iter().map(|&origin| self.origin_id(origin)).collect(),
            citations: self.cite(&term.citations),
        };
        let subject = |subject: &crate::compare::WordingSubject| public::Wording {
            subject: subject.subject.clone(),
            terms: subject.terms.iter().map(term).collect(),
        };
        self.comparison.wording.iter().map(subject).collect()
    }

    fn member(&self, member: usize) -> public::StoryArticle {
        let marked = &self.heap.articles[member];
        let article = &marked.article;
        public::StoryArticle {
            id: article.id.0.clone(),
            path: page_json(article).path,
            title: article.title.clone(),
            language: article.language.as_ref().map(|lang| lang.code().to_owned()),
            publisher: article.publisher.name.clone(),
            agency: article.credit.as_ref().map(|credit| credit.agency.clone()),
            published: published_json(&marked.dating.published, article, &self.heap.articles),
            text: article.text.as_str().to_owned(),
            paragraphs: article.paragraphs.iter().map(|graf| article.text.code_points(graf.span)).collect(),
            removed: article.removed.iter().map(removed_json).collect(),
        }
    }
}

/// That a story may hold two events, and by what it is seen.
fn clash_note(clashes: &[Clash]) -> Option<String> {
    let kinds: Vec<&str> = clashes.iter().map(|clash| clash.what).collect();
    (!kinds.is_empty()).then(|| format!("may tell of two events: members disagree in the {}", kinds.join(" and the ")))
}

/// The member whose event days agree with most others, the narrowest of those, then one whose own text tells the day, then
/// the first by identifier.
fn best_dated<'a>(dated: &[&'a Marked]) -> Option<&'a Marked> {
    let votes = |marked: &Marked| {
        let Some(days) = marked.dating.event.days else { return 0 };
        dated
            .iter()
            .filter_map(|other| other.dating.event.days)
            .filter(|&other| days.intersect(other).is_some())
            .count()
    };
    let width = |marked: &Marked| {
        marked.dating.event.days.map_or(i64::MAX, |days| {
            let span = days.latest.since(days.earliest).map_or(i64::MAX, |span| i64::from(span.get_days()));
            span.saturating_mul(i64::from(days.weekdays.count_ones()))
        })
    };
    let is_silent = |marked: &Marked| {
        let told = |piece: &Evidence| piece.article.is_none() && piece.span.is_some();
        !marked.dating.event.evidence.iter().any(told)
    };
    let rank = |marked: &Marked| (Reverse(votes(marked)), width(marked), is_silent(marked), marked.article.id.clone());
    dated.iter().copied().min_by_key(|marked| rank(marked))
}

fn state_name(state: CellState) -> &'static str {
    match state {
        CellState::Says => "says",
        CellState::Rounded => "rounded",
        CellState::Update => "update",
        CellState::Scope => "scope",
        CellState::Differs => "differs",
        CellState::Silent => "silent",
    }
}

fn claim_kind_name(kind: ClaimKind) -> &'static str {
    match kind {
        ClaimKind::Number => "number",
        ClaimKind::Date => "date",
        ClaimKind::Place => "place",
        ClaimKind::Actor => "actor",
        ClaimKind::Act => "act",
        ClaimKind::Quote => "quote",
    }
}

fn status_name(status: ClaimStatus) -> &'static str {
    match status {
        ClaimStatus::Disputed => "disputed",
        ClaimStatus::SingleSource => "single source",
        ClaimStatus::Corroborated => "corroborated",
        ClaimStatus::Partial => "partial",
    }
}

fn variant_name(kind: VariantKind) -> &'static str {
    match kind {
        VariantKind::Identical => "identical",
        VariantKind::Shortened => "shortened",
        VariantKind::Altered => "altered",
        VariantKind::Paraphrase => "paraphrase",
    }
}
