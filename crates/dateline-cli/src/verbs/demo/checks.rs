//! The first ten minutes of a new user, as far as they need no store, no browser and no other program.

use dateline::pipeline::documents::why_document;
use dateline::pipeline::{Engine, Heap};
use dateline::public::{Claim, StoriesDocument, Story};
use serde_json::Value;

use super::{answer, read};
use crate::verbs::verify::{Texts, Verdict};

/// One check with what was seen.
pub(super) struct Check {
    /// What must hold.
    pub(super) name: &'static str,
    /// Whether it does.
    pub(super) passed: bool,
    /// What was found.
    pub(super) seen: String,
}

fn check(name: &'static str, passed: bool, seen: impl Into<String>) -> Check {
    Check { name, passed, seen: seen.into() }
}

type Files<'a> = [(&'a str, &'a [u8])];

/// Runs every check on the bundled files.
pub(super) fn run(files: &Files<'_>) -> Vec<Check> {
    let (heap, document) = answer(files);
    let case = Case { files, heap, document };
    let mut checks = vec![
        case.answers(),
        case.nothing_lost(),
        case.same_parties_apart(),
        case.same_kind_apart(),
        case.why_names_characters(),
        case.reprints_fold(),
        case.folds_open(),
        case.true_difference(),
        case.growing_figure(),
        case.rounding_is_no_difference(),
        case.quotation_in_two_translations(),
        case.undated_page(),
        case.both_dates(),
        case.junk_removed(),
        case.no_article(),
        case.any_order(),
    ];
    checks.extend(case.verifies());
    checks
}

struct Case<'a> {
    files: &'a Files<'a>,
    heap: Heap,
    document: StoriesDocument,
}

impl Case<'_> {
    fn index(&self, name: &str) -> Option<usize> {
        let named = |id: &str, path: &str| id == name || path == name;
        self.heap.articles.iter().position(|marked| named(&marked.article.id.0, &marked.article.location.path))
    }

    fn story_of(&self, name: &str) -> Option<&Story> {
        let id = &self.heap.articles[self.index(name)?].article.id.0;
        self.document.stories.iter().find(|story| story.articles.contains(id))
    }

    fn together(&self, names: &[&str]) -> bool {
        let stories: Vec<_> = names.iter().map(|name| self.story_of(name).map(|story| &story.id)).collect();
        stories.iter().all(|story| story.is_some() && *story == stories[0])
    }

    fn apart(&self, one: &str, other: &str) -> bool {
        let (one, other) = (self.story_of(one), self.story_of(other));
        one.zip(other).is_some_and(|(one, other)| one.id != other.id)
    }

    fn body(&self, name: &str) -> &str {
        self.index(name).map_or("", |index| self.heap.articles[index].article.text.as_str())
    }

    fn answers(&self) -> Check {
        let counts = self.document.counts;
        let seen = format!("{} records, {} stories, no network, no account", counts.records, counts.stories);
        check("the demo answers", counts.stories >= 5, seen)
    }

    fn nothing_lost(&self) -> Check {
        let in_stories: usize = self.document.stories.iter().map(|story| story.articles.len()).sum();
        let (unplaced, skipped) = (self.document.unplaced.len(), self.document.skipped.len());
        let seen = format!("{in_stories} in stories + {unplaced} unplaced + {skipped} skipped");
        check("every record is in one place", in_stories + unplaced + skipped == self.document.counts.records, seen)
    }

    fn same_parties_apart(&self) -> Check {
        let passed = self.apart("summit-may-wire.html", "summit-november.txt")
            && self.together(&["summit-november.txt", "summit-november-analysis.html"])
            && self.together(&["summit-may-wire.html", "summit-may-independent.html", "summit-may-radio.txt"]);
        check("two meetings of one pair in one town, months apart, are two stories", passed, self.sizes())
    }

    fn same_kind_apart(&self) -> Check {
        let monday = ["bus-monday-first.txt", "bus-monday-later.html", "bus-monday-next-day.txt", "bus-monday-region"];
        let friday = ["bus-friday.txt", "bus-friday-second.html", "bus-friday-note"];
        let passed = self.apart(monday[0], friday[0]) && self.together(&monday) && self.together(&friday);
        check("two accidents of one kind in one week are two stories", passed, self.sizes())
    }

    fn sizes(&self) -> String {
        let size = |story: &Story| format!("{} ({})", story.title, story.articles.len());
        self.document.stories.iter().map(size).collect::<Vec<_>>().join(" · ")
    }

    fn why_names_characters(&self) -> Check {
        let pair = self.index("summit-may-wire.html").zip(self.index("summit-november.txt"));
        let Some((a, b)) = pair else { return check("why names characters", false, "a page is missing") };
        let why = why_document(&self.heap, a, b);
        let cited = why.reasons.iter().filter(|reason| {
            let of_one = reason.here.citations.iter().chain(&reason.there.citations);
            reason.weight < 0.0 && of_one.count() > 0
        });
        let reasons: Vec<String> =
            cited.map(|reason| format!("{}: {} / {}", reason.kind, reason.here.value, reason.there.value)).collect();
        check("why names what keeps them apart, in characters", !reasons.is_empty(), reasons.join("; "))
    }

    fn reprints_fold(&self) -> Check {
        let name = "six pages of one wire text are one origin";
        let Some(story) = self.story_of("summit-may-wire.html") else { return check(name, false, "no story") };
        let counts = story.counts;
        let seen = format!("independent {} of {}, {} texts", counts.origins, counts.articles, counts.texts);
        check(name, counts.origins == 3 && counts.articles == 8, seen)
    }

    fn folds_open(&self) -> Check {
        let name = "each reprint opens the copied characters";
        let Some(story) = self.story_of("summit-may-wire.html") else { return check(name, false, "no story") };
        let reprints: Vec<&str> = story
            .families
            .iter()
            .filter(|family| family.articles.len() > 1)
            .flat_map(|family| family.articles.iter().map(|member| member.article.as_str()))
            .collect();
        let opened = reprints.iter().filter(|id| {
            story
                .passages
                .iter()
                .any(|passage| (passage.a.article == **id || passage.b.article == **id) && passage.kind == "copy")
        });
        let opened = opened.count();
        check(name, opened == reprints.len() && opened >= 6, format!("{opened} of {} reprints", reprints.len()))
    }

    fn claims(&self, name: &str) -> &[Claim] {
        self.story_of(name).map_or(&[], |story| &story.matrix.claims)
    }

    fn has_state(&self, page: &str, words: &[&str], state: &str) -> Option<&Claim> {
        self.claims(page).iter().find(|claim| {
            let cells = || claim.cells.iter();
            let said = cells().map(|cell| cell.value.to_lowercase()).collect::<Vec<_>>().join(" | ");
            words.iter().all(|word| said.contains(word)) && cells().any(|cell| cell.state == state)
        })
    }

    fn true_difference(&self) -> Check {
        let found = self.has_state("bus-monday-first.txt", &["42", "38"], "differs");
        let seen = found.map_or_else(|| "not found".to_owned(), shown);
        check("42 against 38 passengers is a difference", found.is_some(), seen)
    }

    fn growing_figure(&self) -> Check {
        let page = "bus-monday-first.txt";
        let found = self
            .has_state(page, &["four"], "update")
            .or_else(|| self.has_state(page, &["six"], "update"))
            .or_else(|| self.has_state(page, &["seven"], "update"));
        let seen = found.map_or_else(|| "not found".to_owned(), shown);
        check("a growing death toll is an update, not a difference", found.is_some(), seen)
    }

    fn rounding_is_no_difference(&self) -> Check {
        let wrong = self
            .claims("bus-monday-first.txt")
            .iter()
            .filter(|claim| claim.status == "disputed")
            .find(|claim| claim.cells.iter().any(|cell| cell.value.contains("30") || cell.value.contains("31")));
        let seen = wrong.map_or_else(|| "\"about 30\" and \"thirty-one\" injured hold together".to_owned(), shown);
        check("\"about 30\" does not differ from 31", wrong.is_none(), seen)
    }

    fn quotation_in_two_translations(&self) -> Check {
        let name = "one utterance in two translations is one quotation";
        let Some(story) = self.story_of("summit-may-wire.html") else { return check(name, false, "no story") };
        let doors = story.quotes.iter().find(|quote| {
            let texts = || quote.variants.iter().flat_map(|variant| &variant.citations);
            texts().any(|at| at.exact.contains("door shut")) && texts().any(|at| at.exact.contains("closed by us"))
        });
        let seen = doors.map_or_else(
            || "not joined".to_owned(),
            |quote| format!("{} wordings of {}", quote.variants.len(), quote.canonical),
        );
        check(name, doors.is_some(), seen)
    }

    fn undated_page(&self) -> Check {
        let name = "a page without a date gets a range with its reason, or unknown";
        let Some(index) = self.index("recall-undated.txt") else { return check(name, false, "the page is missing") };
        let published = &self.heap.articles[index].dating.published;
        let seen = match published.days {
            Some(days) => {
                let reasons: Vec<&str> = published.evidence.iter().map(|piece| piece.reason.as_str()).collect();
                let confidence = published.confidence;
                format!("{} to {}, confidence {confidence:.2}: {}", days.earliest, days.latest, reasons.join("; "))
            }
            None => "unknown".to_owned(),
        };
        let reasoned = published.days.is_none() || !published.evidence.is_empty();
        let told = published.days.is_none_or(|days| days.contains(jiff::civil::date(2024, 2, 8)));
        check(name, reasoned && told, seen)
    }

    fn both_dates(&self) -> Check {
        let name = "publication and event keep their own dates";
        let Some(index) = self.index("summit-november-analysis.html") else { return check(name, false, "missing") };
        let dating = &self.heap.articles[index].dating;
        let (published, event) = (dating.published.value.clone(), dating.event.value.clone());
        let seen = format!("published {}, event {}", said(published.as_deref()), said(event.as_deref()));
        let right =
            published.is_some_and(|day| day.starts_with("2023-11-17")) && event.as_deref() == Some("2023-11-16");
        check(name, right, seen)
    }

    fn junk_removed(&self) -> Check {
        let junk = [
            ("summit-may-uncredited.txt", "They should have done this"),
            ("summit-may-uncredited.txt", "1,000 $"),
            ("summit-may-wire.html", "My uncle drove"),
            ("summit-may-wire.html", "Storm closes"),
            ("summit-may-wire.html", "Photo: Norwire"),
            ("summit-may-additions.html", "We use cookies"),
            ("bus-monday-next-day.txt", "Photo: The wreck"),
            ("bus-friday-second.html", "Please enable JavaScript"),
            ("recall-undated.txt", "Ten quick soups"),
        ];
        let left: Vec<&str> =
            junk.iter().filter(|(page, words)| self.body(page).contains(words)).map(|(_, words)| *words).collect();
        let unseen: Vec<&str> =
            junk.iter().filter(|(page, words)| !self.is_removed(page, words)).map(|(_, words)| *words).collect();
        let seen = if left.is_empty() && unseen.is_empty() {
            format!("{} pieces of junk, all under \"removed\"", junk.len())
        } else {
            format!("still in a body: {left:?}; not under removed: {unseen:?}")
        };
        check(
            "comments, captions, teasers, cookie walls are out of the body",
            left.is_empty() && unseen.is_empty(),
            seen,
        )
    }

    fn is_removed(&self, page: &str, words: &str) -> bool {
        let removed = self.index(page).map(|index| &self.heap.articles[index].article.removed);
        removed.is_some_and(|removed| removed.iter().any(|block| block.text.contains(words)))
    }

    fn no_article(&self) -> Check {
        let reason = self.index("login-wall.html").and_then(|index| {
            let id = &self.heap.articles[index].article.id.0;
            self.document.unplaced.iter().find(|left| &left.article == id).map(|left| left.reason.clone())
        });
        check(
            "a login wall is no article, and said so",
            reason.is_some(),
            reason.unwrap_or_else(|| "placed".to_owned()),
        )
    }

    fn any_order(&self) -> Check {
        let mut turned = self.files.to_vec();
        turned.reverse();
        let (_, other) = answer(&turned);
        check("any order of the files, the same bytes", json(&other) == json(&self.document), "files read backwards")
    }

    /// `verify` holds, and stops holding when one character of a cited sentence changes.
    fn verifies(&self) -> Vec<Check> {
        let document = json(&self.document);
        let (articles, _) = Engine::default().articles(read(self.files));
        let mut verdict = Verdict::default();
        verdict.document(&document, &Texts::new(&articles, pages(&self.document)));
        let seen = format!("{} selectors and hashes, {} do not hold", verdict.checked, verdict.broken.len());
        vec![
            check("verify holds on everything cited", verdict.broken.is_empty(), seen),
            self.notices_a_change(&document),
        ]
    }

    fn notices_a_change(&self, document: &Value) -> Check {
        let name = "one character changed: verify fails and names the sentence";
        let story = self.story_of("court-acquittal.html");
        let Some(line) = story.and_then(|story| story.brief.first()) else { return check(name, false, "no brief") };
        let Some(cited) = line.citations.first() else { return check(name, false, "no citation") };
        let (mut articles, _) = Engine::default().articles(read(self.files));
        for article in articles.iter_mut().filter(|article| article.id.0 == cited.article) {
            let changed = article.text.as_str().replacen(&cited.exact, &cited.exact.replacen(' ', "_", 1), 1);
            article.text = dateline::text::Text::new(changed);
        }
        let mut verdict = Verdict::default();
        verdict.document(document, &Texts::new(&articles, pages(&self.document)));
        let named = verdict.broken.iter().any(|broken| broken.sentence == line.text);
        let seen = format!("{} do not hold, among them: {}", verdict.broken.len(), line.text);
        check(name, named, seen)
    }
}

fn shown(claim: &Claim) -> String {
    let cells: Vec<String> = claim
        .cells
        .iter()
        .filter(|cell| cell.state != "silent")
        .map(|cell| format!("{} {}", cell.state, cell.value))
        .collect();
    format!("{}: {}", claim.statement, cells.join(" · "))
}

fn said(value: Option<&str>) -> &str {
    value.unwrap_or("unknown")
}

fn json(document: &StoriesDocument) -> Value {
    serde_json::to_value(document).expect("public documents hold only strings, numbers and lists")
}

fn pages(document: &StoriesDocument) -> std::collections::BTreeMap<String, (String, Option<u64>)> {
    let page = |(id, page): (&String, &dateline::public::PageJson)| (id.clone(), (page.path.clone(), page.record));
    document.pages.iter().map(page).collect()
}
