//! `dateline/trace/1`.

use super::article::page_json;
use super::text_sha256;
use crate::facts::Marked;
use crate::public;
use crate::reuse::{Direction, Family, Group, GroupKind, Likeness, Origin, Passage, PassageKind, Side, Trace};

/// The trace of a heap; `only` narrows it to what touches these articles.
pub fn trace_document(articles: &[Marked], trace: &Trace, only: Option<&[usize]>) -> public::TraceDocument {
    let wanted = |article: usize| only.is_none_or(|only| only.contains(&article));
    let passages: Vec<&Passage> =
        trace.passages.iter().filter(|passage| wanted(passage.a.article) || wanted(passage.b.article)).collect();
    let mut cited: Vec<usize> = passages.iter().flat_map(|passage| [passage.a.article, passage.b.article]).collect();
    cited.sort_unstable();
    cited.dedup();
    let cited = cited.iter().map(|&article| &articles[article].article);
    public::TraceDocument {
        schema: "dateline/trace/1".to_owned(),
        groups: trace
            .groups
            .iter()
            .filter(|group| group.members.iter().any(|&member| wanted(member)))
            .map(|group| group_json(articles, group))
            .collect(),
        passages: passages.iter().map(|passage| passage_json(articles, passage)).collect(),
        families: trace
            .families
            .iter()
            .filter(|family| family.members.iter().any(|member| wanted(member.article)))
            .map(|family| family_json(articles, family, &|_| true))
            .collect(),
        text_sha256: cited.clone().map(|one| (one.id.0.clone(), text_sha256(one.text.as_str()))).collect(),
        pages: cited.map(|one| (one.id.0.clone(), page_json(one))).collect(),
        notes: trace.notes.clone(),
    }
}

fn id(articles: &[Marked], article: usize) -> String {
    articles[article].article.id.0.clone()
}

fn group_json(articles: &[Marked], group: &Group) -> public::GroupJson {
    let members: Vec<String> = group.members.iter().map(|&member| id(articles, member)).collect();
    public::GroupJson {
        id: format!("g-{}", members.first().cloned().unwrap_or_default()),
        kind: match group.kind {
            GroupKind::Exact => "exact",
            GroupKind::Near => "near",
        }
        .to_owned(),
        articles: members,
        compared: group.compared.iter().map(|likeness| likeness_json(articles, likeness)).collect(),
    }
}

fn likeness_json(articles: &[Marked], likeness: &Likeness) -> public::LikenessJson {
    public::LikenessJson {
        a: id(articles, likeness.a),
        b: id(articles, likeness.b),
        resemblance: likeness.resemblance,
        a_in_b: likeness.a_in_b,
        b_in_a: likeness.b_in_a,
    }
}

pub(super) fn passage_json(articles: &[Marked], passage: &Passage) -> public::PassageJson {
    let (a, b) = (side_json(articles, passage.a), side_json(articles, passage.b));
    public::PassageJson {
        length: (a.end - a.start).max(b.end - b.start),
        a,
        b,
        similarity: passage.similarity,
        kind: match passage.kind {
            PassageKind::Copy => "copy",
            PassageKind::SharedQuotation => "shared quotation",
            PassageKind::Formula => "formula",
            PassageKind::Furniture => "furniture",
        }
        .to_owned(),
        direction: match passage.direction {
            Direction::AToB => "a_to_b",
            Direction::BToA => "b_to_a",
            Direction::Common => "common",
            Direction::Unknown => "unknown",
        }
        .to_owned(),
        basis: passage.basis.to_string(),
    }
}

fn side_json(articles: &[Marked], side: Side) -> public::SideJson {
    let article = &articles[side.article].article;
    let (start, end) = article.text.code_points(side.span);
    public::SideJson { article: article.id.0.clone(), start, end, text: article.text.slice(side.span).to_owned() }
}

/// Identifier of a family: that of its first member.
pub(super) fn family_id(articles: &[Marked], family: &Family) -> String {
    format!("f-{}", family.members.first().map(|member| id(articles, member.article)).unwrap_or_default())
}

pub(super) fn family_json(articles: &[Marked], family: &Family, wanted: &dyn Fn(usize) -> bool) -> public::FamilyJson {
    let members = family.members.iter().filter(|member| wanted(member.article));
    public::FamilyJson {
        id: family_id(articles, family),
        origin: origin_json(articles, &family.origin),
        articles: members
            .map(|member| public::FamilyArticle {
                article: id(articles, member.article),
                share_copied: member.share_copied,
                share_own: member.share_own,
                from: member
                    .shares
                    .iter()
                    .map(|share| public::ShareFrom { article: id(articles, share.article), share: share.share })
                    .collect(),
            })
            .collect(),
    }
}

fn origin_json(articles: &[Marked], origin: &Origin) -> public::OriginJson {
    let (kind, article, agency) = match origin {
        Origin::Article(article) => ("article", Some(id(articles, *article)), None),
        Origin::Agency(name) => ("agency", None, Some(name.clone())),
        Origin::Release => ("release", None, None),
        Origin::Unknown => ("unknown", None, None),
    };
    public::OriginJson { kind: kind.to_owned(), article, agency }
}
