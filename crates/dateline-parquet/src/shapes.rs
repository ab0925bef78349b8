//! The tables of each document.

use dateline::public::{ArticleDocument, StoriesDocument, TraceDocument};
use serde_json::Value;

use crate::column::Field::{List, One};
use crate::column::Kind::{Number, Text, Whole};
use crate::column::Table;
use crate::error::TableError;
use crate::explode::{Step, rows};

/// The table of `read`: one row an article.
pub static ARTICLES: Table = Table {
    name: "articles",
    fields: &[
        One("id", "/id", Text),
        One("url", "/page/url", Text),
        One("canonical_url", "/page/canonical_url", Text),
        One("path", "/page/path", Text),
        One("record", "/page/record", Whole),
        One("raw_sha256", "/page/raw_sha256", Text),
        One("publisher", "/publisher/name", Text),
        One("domain", "/publisher/domain", Text),
        One("title", "/title", Text),
        List("byline", "/byline", &[("", "", Text)]),
        One("agency", "/agency", Text),
        One("dateline", "/dateline/text", Text),
        One("language", "/language", Text),
        One("published", "/published/value", Text),
        One("published_earliest", "/published/earliest", Text),
        One("published_latest", "/published/latest", Text),
        One("published_confidence", "/published/confidence", Number),
        One("published_basis", "/published/basis", Text),
        One("text", "/text", Text),
        One("text_sha256", "/text_sha256", Text),
        List("paragraphs", "/paragraphs", &[("start", "/0", Whole), ("end", "/1", Whole)]),
        List("removed", "/removed", &[("kind", "/kind", Text), ("text", "/text", Text), ("rule", "/rule", Text)]),
        One("skipped", "/skipped", Text),
        List("notes", "/notes", &[("", "", Text)]),
    ],
};

/// The table of `trace`: one row a passage.
pub static PASSAGES: Table = Table { name: "passages", fields: PASSAGE.split_at(1).1 };

/// A passage of a story; the first column has no place where there are no stories.
const PASSAGE: &[crate::Field] = &[
    One("story", "/up/story", Text),
    One("a_article", "/it/a/article", Text),
    One("a_start", "/it/a/start", Whole),
    One("a_end", "/it/a/end", Whole),
    One("a_text", "/it/a/text", Text),
    One("b_article", "/it/b/article", Text),
    One("b_start", "/it/b/start", Whole),
    One("b_end", "/it/b/end", Whole),
    One("b_text", "/it/b/text", Text),
    One("similarity", "/it/similarity", Number),
    One("kind", "/it/kind", Text),
    One("direction", "/it/direction", Text),
    One("basis", "/it/basis", Text),
];

/// A table and the ways to its rows.
struct Shape {
    table: Table,
    ways: &'static [&'static [Step]],
}

const STORY: Step = Step { list: "/stories", up: &[("story", "/id")] };

const fn list(list: &'static str) -> Step {
    Step { list, up: &[] }
}

const fn line(list: &'static str) -> Step {
    Step { list, up: &[("line", "#")] }
}

const CITED: Step = list("/citations");

static STORIES: &[Shape] = &[
    Shape {
        table: Table {
            name: "stories",
            fields: &[
                One("id", "/it/id", Text),
                One("title", "/it/title", Text),
                One("status", "/it/status", Text),
                One("date", "/it/event/date/value", Text),
                One("earliest", "/it/event/date/earliest", Text),
                One("latest", "/it/event/date/latest", Text),
                One("place", "/it/event/place/name", Text),
                One("action", "/it/event/action", Text),
                One("articles", "/it/counts/articles", Whole),
                One("texts", "/it/counts/texts", Whole),
                One("origins", "/it/counts/origins", Whole),
                List("notes", "/it/notes", &[("", "", Text)]),
            ],
        },
        ways: &[&[STORY]],
    },
    Shape {
        table: Table {
            name: "articles",
            fields: &[
                One("story", "/up/story", Text),
                One("id", "/it/id", Text),
                One("path", "/it/path", Text),
                One("title", "/it/title", Text),
                One("publisher", "/it/publisher", Text),
                One("agency", "/it/agency", Text),
                One("published", "/it/published/value", Text),
                One("published_earliest", "/it/published/earliest", Text),
                One("published_latest", "/it/published/latest", Text),
                One("published_basis", "/it/published/basis", Text),
                One("text", "/it/text", Text),
                List("paragraphs", "/it/paragraphs", &[("start", "/0", Whole), ("end", "/1", Whole)]),
            ],
        },
        ways: &[&[STORY, list("/members")]],
    },
    Shape {
        table: Table {
            name: "participants",
            fields: &[
                One("story", "/up/story", Text),
                One("entity", "/it/entity", Text),
                One("canonical", "/it/canonical", Text),
            ],
        },
        ways: &[&[STORY, list("/event/participants")]],
    },
    Shape {
        table: Table {
            name: "families",
            fields: &[
                One("story", "/up/story", Text),
                One("family", "/up/family", Text),
                One("origin_kind", "/up/kind", Text),
                One("origin_article", "/up/origin", Text),
                One("origin_agency", "/up/agency", Text),
                One("article", "/it/article", Text),
                One("share_copied", "/it/share_copied", Number),
            ],
        },
        ways: &[&[
            STORY,
            Step {
                list: "/families",
                up: &[
                    ("family", "/id"),
                    ("kind", "/origin/kind"),
                    ("origin", "/origin/article"),
                    ("agency", "/origin/agency"),
                ],
            },
            list("/articles"),
        ]],
    },
    Shape { table: Table { name: "passages", fields: PASSAGE }, ways: &[&[STORY, list("/passages")]] },
    Shape {
        table: Table {
            name: "brief",
            fields: &[One("story", "/up/story", Text), One("line", "/up/line", Whole), One("text", "/it/text", Text)],
        },
        ways: &[&[STORY, line("/brief")]],
    },
    Shape {
        table: Table {
            name: "timeline",
            fields: &[
                One("story", "/up/story", Text),
                One("line", "/up/line", Whole),
                One("date", "/it/date/value", Text),
                One("earliest", "/it/date/earliest", Text),
                One("latest", "/it/date/latest", Text),
                One("text", "/it/text", Text),
            ],
        },
        ways: &[&[STORY, line("/timeline")]],
    },
    Shape {
        table: Table {
            name: "claims",
            fields: &[
                One("story", "/up/story", Text),
                One("claim", "/it/id", Text),
                One("kind", "/it/kind", Text),
                One("statement", "/it/statement", Text),
                One("status", "/it/status", Text),
            ],
        },
        ways: &[&[STORY, list("/matrix/claims")]],
    },
    Shape {
        table: Table {
            name: "cells",
            fields: &[
                One("story", "/up/story", Text),
                One("claim", "/up/claim", Text),
                One("origin", "/it/origin", Text),
                One("state", "/it/state", Text),
                One("value", "/it/value", Text),
            ],
        },
        ways: &[&[STORY, CLAIM, list("/cells")]],
    },
    Shape {
        table: Table {
            name: "quotes",
            fields: &[
                One("story", "/up/story", Text),
                One("line", "/up/line", Whole),
                One("speaker", "/up/speaker", Text),
                One("canonical", "/up/canonical", Text),
                One("kind", "/it/kind", Text),
                One("difference", "/it/difference", Text),
                One("attributed_to", "/it/attributed_to", Text),
            ],
        },
        ways: &[&[STORY, QUOTE, list("/variants")]],
    },
    Shape {
        table: Table {
            name: "wording",
            fields: &[
                One("story", "/up/story", Text),
                One("subject", "/up/subject", Text),
                One("term", "/it/term", Text),
                List("origins", "/it/origins", &[("", "", Text)]),
            ],
        },
        ways: &[&[STORY, WORDING, list("/terms")]],
    },
    Shape {
        table: Table {
            name: "near_misses",
            fields: &[
                One("story", "/up/story", Text),
                One("article", "/it/article", Text),
                One("other_story", "/it/story", Text),
                One("probability", "/it/probability", Number),
            ],
        },
        ways: &[&[STORY, list("/near_misses")]],
    },
    Shape {
        table: Table {
            name: "citations",
            fields: &[
                One("story", "/up/story", Text),
                One("brief_line", "/up/brief", Whole),
                One("timeline_line", "/up/timeline", Whole),
                One("claim", "/up/claim", Text),
                One("origin", "/up/origin", Text),
                One("quote_line", "/up/line", Whole),
                One("subject", "/up/subject", Text),
                One("term", "/up/term", Text),
                One("article", "/it/article", Text),
                One("start", "/it/start", Whole),
                One("end", "/it/end", Whole),
                One("exact", "/it/exact", Text),
                One("prefix", "/it/prefix", Text),
                One("suffix", "/it/suffix", Text),
            ],
        },
        ways: &[
            &[STORY, Step { list: "/brief", up: &[("brief", "#")] }, CITED],
            &[STORY, Step { list: "/timeline", up: &[("timeline", "#")] }, CITED],
            &[STORY, CLAIM, Step { list: "/cells", up: &[("origin", "/origin")] }, CITED],
            &[STORY, QUOTE, list("/variants"), CITED],
            &[STORY, WORDING, Step { list: "/terms", up: &[("term", "/term")] }, CITED],
        ],
    },
    Shape {
        table: Table {
            name: "unplaced",
            fields: &[One("article", "/it/article", Text), One("reason", "/it/reason", Text)],
        },
        ways: &[&[list("/unplaced")]],
    },
    Shape {
        table: Table { name: "skipped", fields: &[One("page", "/it/page", Text), One("reason", "/it/reason", Text)] },
        ways: &[&[list("/skipped")]],
    },
    Shape {
        table: Table {
            name: "pages",
            fields: &[
                One("article", "/up/article", Text),
                One("path", "/it/path", Text),
                One("record", "/it/record", Whole),
                One("url", "/it/url", Text),
                One("canonical_url", "/it/canonical_url", Text),
                One("raw_sha256", "/it/raw_sha256", Text),
            ],
        },
        ways: &[&[Step { list: "/pages", up: &[("article", "key")] }]],
    },
    Shape {
        table: Table { name: "texts", fields: &[One("article", "/up/article", Text), One("sha256", "/it", Text)] },
        ways: &[&[Step { list: "/text_sha256", up: &[("article", "key")] }]],
    },
];

const CLAIM: Step = Step { list: "/matrix/claims", up: &[("claim", "/id")] };
const QUOTE: Step =
    Step { list: "/quotes", up: &[("line", "#"), ("speaker", "/speaker"), ("canonical", "/canonical")] };
const WORDING: Step = Step { list: "/wording", up: &[("subject", "/subject")] };

/// The row of an article in [`ARTICLES`].
pub fn articles(article: &ArticleDocument) -> Result<Value, TableError> {
    value(&ARTICLES, article)
}

/// The table of a trace's passages and its rows.
pub fn passages(trace: &TraceDocument) -> Result<(&'static Table, Vec<Value>), TableError> {
    Ok((&PASSAGES, rows(&value(&PASSAGES, trace)?, &[list("/passages")])))
}

/// The tables of a document of stories with their rows.
pub fn stories(document: &StoriesDocument) -> Result<Vec<(&'static Table, Vec<Value>)>, TableError> {
    let document = value(&STORIES[0].table, document)?;
    let of =
        |shape: &'static Shape| (&shape.table, shape.ways.iter().flat_map(|steps| rows(&document, steps)).collect());
    Ok(STORIES.iter().map(of).collect())
}

fn value(table: &Table, document: &impl serde::Serialize) -> Result<Value, TableError> {
    serde_json::to_value(document).map_err(|source| TableError::Document { table: table.name, source })
}
