//! The five pages it began with, read from beside the project.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{dateline, json, printed, shared};

/// The seed pages in order, copied where a test may change them.
fn copied(seeds: &Path, folder: &Path) -> Vec<PathBuf> {
    let mut pages: Vec<PathBuf> = std::fs::read_dir(seeds)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    pages.sort();
    let copy = |page: &PathBuf| {
        let to = folder.join(page.file_name().unwrap());
        std::fs::write(&to, std::fs::read(page).unwrap()).unwrap();
        to
    };
    pages.iter().map(copy).collect()
}

fn arguments<'a>(first: &[&'a str], pages: &'a [PathBuf]) -> Vec<&'a str> {
    first.iter().copied().chain(pages.iter().map(|page| page.to_str().unwrap())).collect()
}

/// The seeds in a folder of their own with the document of their stories.
fn answered() -> Option<(tempfile::TempDir, Vec<PathBuf>, Value)> {
    let seeds = shared("seeds")?;
    let folder = tempfile::tempdir().unwrap();
    let pages = copied(&seeds, folder.path());
    let document = json(&arguments(&["stories", "--format", "json"], &pages));
    Some((folder, pages, document))
}

fn large(document: &Value) -> &Value {
    let stories = document["stories"].as_array().unwrap();
    stories.iter().max_by_key(|story| story["articles"].as_array().unwrap().len()).unwrap()
}

fn small(document: &Value) -> &Value {
    let stories = document["stories"].as_array().unwrap();
    stories.iter().min_by_key(|story| story["articles"].as_array().unwrap().len()).unwrap()
}

#[test]
fn four_and_one() {
    let Some((_folder, pages, document)) = answered() else { return };
    assert_eq!(document["stories"].as_array().unwrap().len(), 2);
    assert_eq!(large(&document)["articles"].as_array().unwrap().len(), 4);
    let alone = small(&document)["articles"][0].as_str().unwrap();
    assert_eq!(document["pages"][alone]["path"], pages[2].to_str().unwrap());
}

#[test]
fn two_origins_of_the_four() {
    let Some((_folder, pages, document)) = answered() else { return };
    let story = large(&document);
    assert_eq!(story["counts"]["origins"], 2, "{}", story["families"]);
    let families = story["families"].as_array().unwrap();
    let wire = families.iter().find(|family| family["articles"].as_array().unwrap().len() == 3).unwrap();
    assert_eq!(wire["origin"]["kind"], "agency");
    let path = |member: &Value| document["pages"][member["article"].as_str().unwrap()]["path"].clone();
    let mut paths: Vec<Value> = wire["articles"].as_array().unwrap().iter().map(path).collect();
    paths.sort_by_key(Value::to_string);
    assert_eq!(paths, [0, 1, 4].map(|page| Value::from(pages[page].to_str().unwrap())));
}

#[test]
fn the_day_is_a_thursday_of_the_right_range() {
    let Some((_folder, _, document)) = answered() else { return };
    let date = &large(&document)["event"]["date"];
    let within = |date: &Value, from: &str, to: &str| {
        date["earliest"].as_str().unwrap() >= from && date["latest"].as_str().unwrap() <= to
    };
    assert!(within(date, "2017-12-01", "2018-11-30"), "{date}");
    assert_eq!(date["weekdays"], serde_json::json!(["Thursday"]), "{date}");
    assert!(!date["evidence"].as_array().unwrap().is_empty());
    let earlier = &small(&document)["event"]["date"];
    assert!(within(earlier, "2017-09-01", "2017-12-31"), "{earlier}");
    assert!(earlier["latest"].as_str() < date["earliest"].as_str(), "{earlier} {date}");
}

#[test]
fn exactly_two_true_conflicts() {
    let Some((_folder, _, document)) = answered() else { return };
    let claims = large(&document)["matrix"]["claims"].as_array().unwrap();
    let disputed: Vec<&Value> = claims.iter().filter(|claim| claim["status"] == "disputed").collect();
    assert_eq!(disputed.len(), 2, "{disputed:#?}");
    assert!(disputed.iter().any(|claim| claim.to_string().contains("Latakia")));
    assert!(disputed.iter().any(|claim| claim.to_string().contains("political process")));
}

#[test]
fn any_order_gives_the_same_bytes() {
    let Some((_folder, mut pages, _)) = answered() else { return };
    let straight = printed(&arguments(&["stories", "--format", "json"], &pages), 0);
    pages.reverse();
    assert!(straight == printed(&arguments(&["stories", "--format", "json"], &pages), 0));
}

#[test]
fn why_names_the_evidence_in_characters() {
    let Some((_folder, pages, _)) = answered() else { return };
    let (odd, other) = (pages[2].to_str().unwrap(), pages[3].to_str().unwrap());
    let why = json(&arguments(&["why", odd, other, "--format", "json"], &pages));
    assert_eq!(why["together"], false);
    let apart = why["reasons"].as_array().unwrap().iter().filter(|reason| reason["weight"].as_f64() < Some(0.0));
    let cited = apart.filter(|reason| !reason["there"]["citations"].as_array().unwrap().is_empty());
    assert!(cited.count() > 0, "{why:#}");
}

#[test]
fn verify_passes_until_a_character_changes() {
    let Some((folder, pages, document)) = answered() else { return };
    let report = folder.path().join("report.json");
    std::fs::write(&report, document.to_string()).unwrap();
    printed(&["verify", report.to_str().unwrap()], 0);

    let line = &large(&document)["brief"][0];
    let cited = line["citations"][0]["exact"].as_str().unwrap();
    let path = document["pages"][line["citations"][0]["article"].as_str().unwrap()]["path"].as_str().unwrap();
    let page = pages.iter().find(|page| page.to_str() == Some(path)).unwrap();
    let content = std::fs::read_to_string(page).unwrap();
    let last = cited.rfind(|c: char| c.is_ascii_lowercase()).unwrap();
    let changed = format!("{}{}{}", &cited[..last], "q", &cited[last + 1..]);
    std::fs::write(page, content.replacen(cited, &changed, 1)).unwrap();
    let output = dateline(&["verify", report.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains(line["text"].as_str().unwrap()), "{said}");
}

#[test]
fn no_junk_in_any_body_and_titles_right() {
    let Some((_folder, pages, _)) = answered() else { return };
    let lines = printed(&arguments(&["read"], &pages), 0);
    let articles: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let junk = [
        "Comments are closed",
        "Adjust Comment",
        "commenting",
        "2,265 $",
        "Consider helping",
        "yanny",
        "Headmasters",
        "Photo: Sputnik",
        "greater Israel",
    ];
    for article in &articles {
        let body = article["text"].as_str().unwrap();
        for words in junk {
            assert!(!body.contains(words), "{words:?} is in the body of {}", article["page"]["path"]);
        }
        let title = article["title"].as_str().unwrap();
        assert!(title.contains("Assad") && title.contains("Putin"), "{title}");
    }
}
