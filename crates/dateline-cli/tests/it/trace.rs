//! `trace` and `why` as a user reads them.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::{json as parsed, printed};

const DAM: &str = "The Orsava dam above the village of Kelmin was closed on Tuesday after inspectors found cracks along \
    the eastern spillway, the regional water board announced. Engineers lowered the reservoir by three metres within \
    a day, and residents of the lower streets spent the night in the sports hall.";

/// A report, a later reprint of it with an added sentence and a changed spelling, and a report of something else.
fn heap(folder: &Path) -> PathBuf {
    let reprint = format!(
        "{} Rain is forecast for the weekend, and the mayor could not be reached.",
        DAM.replace("metres", "meters")
    );
    let other = "Growers around Lake Pellen expect the smallest cherry harvest in two decades after a late frost.";
    let record = |id: &str, day: &str, text: &str| json!({"id": id, "publisher": format!("Paper {id}"), "published": day, "text": text});
    let records =
        [record("a", "2031-05-08", DAM), record("b", "2031-05-09", &reprint), record("c", "2031-05-09", other)];
    let lines: Vec<String> = records.iter().map(Value::to_string).collect();
    let path = folder.join("heap.jsonl");
    std::fs::write(&path, lines.join("\n")).unwrap();
    path
}

#[test]
fn shares_and_passages_are_told_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let heap = heap(folder.path());
    let told = printed(&["trace", heap.to_str().unwrap(), "--format", "text"], 0);
    assert!(told.contains("g-a  near copies: a, b"), "{told}");
    assert!(told.contains("f-a  origin: article a"), "{told}");
    assert!(told.contains(" % from a, ") && told.contains("c: 100 % own"), "{told}");
    assert!(told.contains("A  copy, ") && told.contains("b took it from a"), "{told}");
}

#[test]
fn shares_likeness_and_length_stand_in_the_json() {
    let folder = tempfile::tempdir().unwrap();
    let heap = heap(folder.path());
    let document = parsed(&["trace", heap.to_str().unwrap()]);
    let likeness = &document["groups"][0]["compared"][0];
    assert!(likeness["a_in_b"].as_f64() > Some(0.9) && likeness["b_in_a"].as_f64() < Some(0.9), "{likeness}");
    let member = &document["families"][0]["articles"][1];
    let (from, own) = (member["from"][0]["share"].as_f64().unwrap(), member["share_own"].as_f64().unwrap());
    assert_eq!(member["from"][0]["article"], "a");
    assert!((from + own - 1.0).abs() < 0.01, "{member}");
    assert!(document["passages"][0]["length"].as_u64() > Some(200));
}

/// A page in a folder, by its path.
fn page(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path.display().to_string()
}

#[test]
fn new_pages_are_compared_with_those_that_a_store_keeps() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("store").display().to_string();
    let page = |name: &str, text: &str| page(folder.path(), name, text);
    let (first, other) = (page("first.txt", DAM), page("other.txt", "Growers expect few cherries after a late frost."));
    let traced = |path: &str| parsed(&["trace", "--quiet", path, "--store", &store]);
    assert!(traced(&other)["passages"].as_array().unwrap().is_empty());
    assert!(traced(&first)["passages"].as_array().unwrap().is_empty());
    let reprint = page("reprint.txt", &format!("Village sleeps in hall. {}", DAM.replace("metres", "meters")));
    let found = traced(&reprint);
    let families = found["families"].as_array().unwrap();
    assert_eq!(families.len(), 1, "{found:#}");
    assert_eq!(families[0]["articles"].as_array().unwrap().len(), 2);
    assert_eq!(found["passages"][0]["kind"], "copy");
    let copy = page("copy.txt", DAM);
    assert_eq!(traced(&copy)["groups"][0]["kind"], "exact");
    assert!(traced(&copy)["passages"].as_array().unwrap().is_empty(), "the same file is no new page");
    let whole = parsed(&["trace", "--quiet", "--store", &store]);
    assert_eq!(whole["families"].as_array().unwrap().len(), 2);
    assert_eq!(
        whole["families"].as_array().unwrap().iter().map(|f| f["articles"].as_array().unwrap().len()).max(),
        Some(3)
    );
}

#[test]
fn pages_that_a_store_held_before_its_index_are_no_new_ones() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("store").display().to_string();
    let page = |name: &str, text: &str| page(folder.path(), name, text);
    let frost = "Growers around Lake Pellen expect the smallest cherry harvest in two decades after a late frost.";
    for (name, text) in [("first.txt", DAM), ("second.txt", frost)] {
        printed(&["stories", "--quiet", &page(name, text), "--store", &store], 0);
    }
    let found = parsed(&["trace", "--quiet", &page("copy.txt", DAM), "--store", &store]);
    let families = found["families"].as_array().unwrap();
    assert_eq!(families.len(), 1, "{found:#}");
    assert_eq!(families[0]["articles"].as_array().unwrap().len(), 2);
}

#[test]
fn pairs_come_in_the_shape_of_passim() {
    let folder = tempfile::tempdir().unwrap();
    let heap = heap(folder.path());
    let lines = printed(&["trace", heap.to_str().unwrap(), "--format", "passim"], 0);
    let pair: Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!((&pair["id"], &pair["id2"], &pair["series2"]), (&json!("a"), &json!("b"), &json!("Paper b")));
    let columns = |side: &str| pair[side].as_str().unwrap().chars().count();
    assert_eq!(columns("s1"), columns("s2"));
    let (begin, end) = (pair["begin"].as_u64().unwrap(), pair["end"].as_u64().unwrap());
    let matches = pair["matches"].as_u64().unwrap();
    assert!(matches < end - begin && matches + 8 > end - begin, "{pair}");
}

#[test]
fn why_shows_the_passages_of_both_sides() {
    let folder = tempfile::tempdir().unwrap();
    let heap = heap(folder.path());
    let told = printed(&["why", "a", "b", heap.to_str().unwrap()], 0);
    assert!(told.contains("A  copy, ") && told.contains("three metres") && told.contains("three meters"), "{told}");
}
