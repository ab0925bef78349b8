//! A made-up story, for the tests of the formats.

use crate::public::{
    BriefLine, Claim, ClaimCell, Counts, DateRange, Event, Evidence, EvidencedName, FamilyArticle, FamilyJson, Matrix,
    NearMiss, OriginJson, PassageJson, PublishedJson, QuoteGroup, QuoteVariant, ReasonJson, Remark, RemovedJson,
    SaidAt, Selector, ShareFrom, SharedName, SideJson, SkippedJson, StoriesDocument, Story, StoryArticle, StoryCounts,
    TimelineLine, Topic, TopicLink, UnplacedJson, Wording, WordingTerm,
};

const FIRST: &str = "A ferry ran aground off Port Ellery on Friday and at least seven people were hurt.\n\n\
    “We heard a long grinding noise <and> then silence,” said Mara Quill, the captain.";
const SECOND: &str = "A ferry ran aground off Port Ellery on Friday and at least seven people were hurt.";
const THIRD: &str = "Nine passengers were injured when the ferry struck rocks, “a long grinding noise,” Quill said.";

fn at(article: &str, exact: &str) -> Selector {
    let text = match article {
        "a1" => FIRST,
        "a2" => SECOND,
        _ => THIRD,
    };
    let byte = text.find(exact).unwrap();
    let start = text[..byte].chars().count();
    Selector::of(article, text, start, start + exact.chars().count())
}

fn family(id: &str, agency: Option<&str>, members: &[(&str, Option<&str>)]) -> FamilyJson {
    let member = |&(article, from): &(&str, Option<&str>)| FamilyArticle {
        share_own: 0.0,
        article: article.into(),
        share_copied: 0.0,
        from: from.map(|from| ShareFrom { article: from.into(), share: 0.82 }).into_iter().collect(),
    };
    FamilyJson {
        id: id.into(),
        origin: OriginJson { kind: "agency".into(), article: None, agency: agency.map(Into::into) },
        articles: members.iter().map(member).collect(),
    }
}

fn member(id: &str, publisher: &str, text: &str) -> StoryArticle {
    let comment = RemovedJson { kind: "comment".into(), text: "First!".into(), rule: "comment-list".into() };
    StoryArticle {
        id: id.into(),
        path: format!("{id}.html"),
        title: "Ferry runs aground".into(),
        language: Some("en".into()),
        publisher: Some(publisher.into()),
        agency: None,
        published: PublishedJson {
            value: Some("2031-05-09".into()),
            basis: "metadata".into(),
            ..PublishedJson::default()
        },
        text: text.into(),
        paragraphs: vec![(0, text.chars().count())],
        removed: if id == "a1" { vec![comment] } else { Vec::new() },
    }
}

fn claims() -> Vec<Claim> {
    let cell = |origin: &str, state: &str, value: &str, citations| ClaimCell {
        origin: origin.into(),
        state: state.into(),
        value: value.into(),
        citations,
        said: Vec::new(),
    };
    let row = |id: &str, kind: &str, statement: &str, status: &str, cells| Claim {
        id: id.into(),
        kind: kind.into(),
        statement: statement.into(),
        status: status.into(),
        cells,
        folded: id == "c3",
        rule: "typed-slot".into(),
    };
    vec![
        row(
            "c1",
            "number",
            "people hurt",
            "disputed",
            vec![
                cell("f1", "says", "seven", vec![at("a1", "at least seven people"), at("a2", "at least seven people")]),
                cell("f2", "differs", "nine", vec![at("a3", "Nine passengers")]),
            ],
        ),
        row(
            "c2",
            "act",
            "A ferry ran aground",
            "single source",
            vec![
                cell("f1", "says", "ran aground", vec![at("a1", "A ferry ran aground")]),
                cell("f2", "silent", "", Vec::new()),
            ],
        ),
        row(
            "c3",
            "act",
            "a long grinding noise",
            "single source",
            vec![
                cell("f1", "silent", "", Vec::new()),
                cell("f2", "says", "a long grinding noise", vec![at("a3", "a long grinding noise")]),
            ],
        ),
    ]
}

fn near_miss() -> NearMiss {
    let reason = ReasonJson {
        kind: "date".into(),
        weight: -3.0,
        here: SaidAt { value: "2031-05-09".into(), citations: vec![at("a1", "on Friday")] },
        there: SaidAt { value: "2030-02".into(), citations: Vec::new() },
        rule: "days-apart".into(),
    };
    NearMiss { article: "b7".into(), story: None, probability: 0.04, reasons: vec![reason] }
}

fn quotes() -> Vec<QuoteGroup> {
    let full = QuoteVariant {
        kind: "identical".into(),
        citations: vec![at("a1", "“We heard a long grinding noise <and> then silence,”")],
        difference: String::new(),
        attributed_to: None,
    };
    let cut = QuoteVariant {
        kind: "shortened".into(),
        citations: vec![at("a3", "“a long grinding noise,”")],
        difference: "[-We heard-] a long grinding noise [-<and> then silence-]".into(),
        attributed_to: None,
    };
    vec![QuoteGroup { speaker: "Mara Quill".into(), canonical: "Mara Quill".into(), variants: vec![full, cut] }]
}

fn passage() -> PassageJson {
    let side = |article: &str| {
        let cited = at(article, SECOND);
        SideJson { article: article.into(), start: cited.start, end: cited.end, text: SECOND.into() }
    };
    PassageJson {
        a: side("a1"),
        b: side("a2"),
        similarity: 1.0,
        length: SECOND.len(),
        kind: "copy".into(),
        direction: "common".into(),
        basis: "9 content words in step outside quotations; both credit Coast Wire".into(),
    }
}

fn event() -> Event {
    let evidence = Evidence {
        reason: "“on Friday” in the lead".into(),
        rule: "lead-weekday".into(),
        selector: Some(at("a1", "on Friday")),
    };
    Event {
        date: DateRange { value: Some("2031-05-09".into()), evidence: vec![evidence], ..DateRange::default() },
        place: Some(EvidencedName { name: "Port Ellery".into(), evidence: vec![at("a1", "Port Ellery")] }),
        ..Event::default()
    }
}

fn friday() -> DateRange {
    DateRange {
        value: Some("2031-05-09".into()),
        earliest: Some("2031-05-09".into()),
        latest: Some("2031-05-09".into()),
        ..DateRange::default()
    }
}

fn story() -> Story {
    let told = TimelineLine { date: friday(), text: SECOND.into(), citations: vec![at("a1", SECOND)] };
    let term = WordingTerm { term: "ferry".into(), origins: vec!["f1".into()], citations: vec![at("a1", "ferry")] };
    Story {
        id: "s1".into(),
        title: "Ferry runs aground off Port Ellery".into(),
        status: "disputed".into(),
        event: event(),
        articles: vec!["a1".into(), "a2".into(), "a3".into()],
        counts: StoryCounts { articles: 3, texts: 2, origins: 2 },
        families: vec![
            family("f1", Some("Coast Wire"), &[("a1", None), ("a2", Some("a1"))]),
            family("f2", None, &[("a3", None)]),
        ],
        passages: vec![passage()],
        near_misses: vec![near_miss()],
        brief: vec![BriefLine {
            text: SECOND.into(),
            citations: vec![at("a1", SECOND), at("a2", SECOND)],
            disputed: vec!["c1".into()],
            rephrased: None,
        }],
        timeline: vec![told],
        matrix: Matrix { origins: vec!["f1".into(), "f2".into()], claims: claims() },
        quotes: quotes(),
        wording: vec![Wording { subject: "the ship".into(), terms: vec![term] }],
        members: vec![
            member("a1", "Coast Wire", FIRST),
            member("a2", "Bay Echo", SECOND),
            member("a3", "Harbour Post", THIRD),
        ],
        remarks: vec![Remark { text: "one remark".into(), citations: vec![at("a1", "Port Ellery")] }],
        notes: vec!["one note".into()],
    }
}

/// A topic; a whole one has two stories and more.
fn topic() -> Topic {
    let shared = SharedName { name: "Mara Quill".into(), here: at("a1", "Mara Quill"), there: at("a3", "Quill") };
    let link = TopicLink { a: "s1".into(), b: "s1".into(), likeness: 0.6, shared: vec![shared] };
    let told = TimelineLine { date: friday(), text: SECOND.into(), citations: vec![at("a2", SECOND)] };
    Topic {
        id: "t-a1".into(),
        title: "Ferries off Port Ellery".into(),
        stories: vec!["s1".into()],
        links: vec![link],
        timeline: vec![told],
    }
}

/// One disputed story of three articles, an unplaced article and a skipped record.
pub(crate) fn document() -> StoriesDocument {
    StoriesDocument {
        schema: "dateline/stories/1".into(),
        stories: vec![story()],
        unplaced: vec![UnplacedJson { article: "b9".into(), reason: "gallery".into() }],
        skipped: vec![SkippedJson { page: "torn.warc".into(), reason: "the record is cut".into() }],
        topics: vec![topic()],
        counts: Counts { records: 5, articles: 3, stories: 1, unplaced: 1, skipped: 1 },
        ..StoriesDocument::default()
    }
}
