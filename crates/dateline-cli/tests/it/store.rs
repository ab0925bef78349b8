//! A store: pages added day by day, names that stay, decisions that hold.

use std::path::Path;

use serde_json::Value;

use crate::{json, printed};

const FIRST: &str = "Ferry runs aground off Tarn Head\n\nTARN HEAD, 3 June 2031 - The ferry Solveig ran aground off Tarn \
Head on Tuesday with 140 people aboard, the coast guard of Ostrava Bay said.\n\nCaptain Mira Holt said the engines had \
failed. Tugs from Port Lund pulled the Solveig free in the evening, and nobody was hurt.\n";

const SECOND: &str = "All 140 safe after ferry Solveig grounds\n\nPORT LUND, 3 June 2031 - All 140 people on the ferry \
Solveig are safe after it struck rocks off Tarn Head on Tuesday.\n\nThe Ostrava Bay coast guard sent two tugs from Port \
Lund. Captain Mira Holt blamed the engines.\n";

const LATER: &str = "Engine fault drove ferry Solveig on to rocks, inquiry says\n\nPORT LUND, 4 June 2031 - Engine failure \
drove the ferry Solveig on to rocks off Tarn Head on Tuesday, the Ostrava Bay coast guard said in a first report.\n\nAll \
140 people aboard were safe. Captain Mira Holt had asked for tugs from Port Lund within minutes.\n";

const BAKERY: &str = "Bakers of Quillon strike over night shifts\n\nQUILLON, 5 June 2031 - Bakers in Quillon walked out \
over plans for longer night shifts, their union said.\n\nUnion leader Paul Desmet told members that no bread \
would be baked this week.\n";

fn write(folder: &Path, name: &str, text: &str) {
    std::fs::write(folder.join(name), text).unwrap();
}

/// A folder with the first day's pages in a store, `ferry-1`, `ferry-2`, `bakery`; returns (folder, path of the store).
fn first_day() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("first");
    std::fs::create_dir(&pages).unwrap();
    for (name, text) in [("ferry-1.txt", FIRST), ("ferry-2.txt", SECOND), ("bakery.txt", BAKERY)] {
        write(&pages, name, text);
    }
    let store = folder.path().join("store").display().to_string();
    let found = stories(&store, &[&pages.display().to_string()]);
    assert_eq!(sizes(&found), [1, 2], "{found:#}");
    (folder, store)
}

fn stories(store: &str, more: &[&str]) -> Value {
    json(&[&["stories", "--quiet", "--now", "2031-06-05", "--format", "json", "--store", store], more].concat())
}

/// Members of each story, ascending.
fn sizes(document: &Value) -> Vec<usize> {
    let mut sizes: Vec<usize> = document["stories"]
        .as_array()
        .unwrap()
        .iter()
        .map(|story| story["articles"].as_array().unwrap().len())
        .collect();
    sizes.sort_unstable();
    sizes
}

/// The identifier of the story that holds a file.
fn story_of(document: &Value, file: &str) -> String {
    let holds = |id: &Value| document["pages"][id.as_str().unwrap()]["path"].as_str().unwrap().ends_with(file);
    let stories = document["stories"].as_array().unwrap();
    let story = stories.iter().find(|story| story["articles"].as_array().unwrap().iter().any(holds)).unwrap();
    story["id"].as_str().unwrap().to_owned()
}

#[test]
fn a_page_added_a_day_later_joins_its_story_under_the_same_name() {
    let (folder, store) = first_day();
    let before = stories(&store, &[]);
    write(folder.path(), "ferry-3.txt", LATER);
    let later = folder.path().join("ferry-3.txt").display().to_string();
    let after = stories(&store, &[&later]);
    assert_eq!(sizes(&after), [1, 3]);
    assert_eq!(story_of(&after, "ferry-3.txt"), story_of(&before, "ferry-1.txt"));
    let diff = json(&["diff", &story_of(&after, "ferry-3.txt"), "--since", "1", "--store", &store, "--format", "json"]);
    assert_eq!(diff["new_articles"].as_array().unwrap().len(), 1, "{diff:#}");
    assert_eq!(diff["counts"]["articles"], serde_json::json!({"from": 2, "to": 3}));
    printed(&["diff", &story_of(&after, "bakery.txt"), "--since", "1", "--store", &store], 1);
}

/// A report that nobody dated.
const UNDATED: &str = "Tugs free the Solveig\n\nTugs from Port Lund pulled the ferry Solveig off the rocks of Tarn Head. \
Captain Mira Holt thanked the coast guard of Ostrava Bay; all 140 people aboard were safe.\n";

/// A document in which stories go by their first article, since a name tells in which order the pages came.
fn without_names(mut document: Value) -> String {
    let first = |story: &Value| story["articles"][0].as_str().unwrap().to_owned();
    let stories = document["stories"].as_array().unwrap().iter();
    let names: Vec<(String, String)> =
        stories.map(|story| (story["id"].as_str().unwrap().to_owned(), first(story))).collect();
    document.as_object_mut().unwrap().remove("redirects");
    let told = document.to_string();
    names.into_iter().fold(told, |told, (id, first)| told.replace(&id, &format!("story of {first}")))
}

#[test]
fn any_order_and_any_split_of_the_pages_ends_as_the_batch_does() {
    let pages = [("a.txt", FIRST), ("b.txt", SECOND), ("c.txt", BAKERY), ("d.txt", LATER), ("e.txt", UNDATED)];
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<String> = pages.iter().map(|(name, _)| folder.path().join(name).display().to_string()).collect();
    for (name, text) in pages {
        write(folder.path(), name, text);
    }
    let path = |page: &usize| paths[*page].as_str();
    let options = ["stories", "--quiet", "--format", "json"];
    let batch = json(&options.into_iter().chain((0..5).map(|page| path(&page))).collect::<Vec<_>>());
    assert_eq!(sizes(&batch), [1, 4]);
    let batch = without_names(batch);
    // Late, undated and dated pages first, one by one and in heaps.
    let arrivals: [&[&[usize]]; 4] =
        [&[&[4], &[3], &[2], &[1], &[0]], &[&[2, 4], &[0], &[1, 3]], &[&[3, 0], &[4, 2, 1]], &[&[0, 1, 2, 3], &[4]]];
    for (number, heaps) in arrivals.iter().enumerate() {
        let store = folder.path().join(format!("store-{number}")).display().to_string();
        for heap in *heaps {
            stories(&store, &heap.iter().map(path).collect::<Vec<_>>());
        }
        assert_eq!(without_names(stories(&store, &[])), batch, "{heaps:?}");
    }
}

/// A report of one of many unlike events, years apart; `told` puts it in other words.
fn event(number: usize, told: usize) -> String {
    const SYLLABLES: [&str; 12] = ["bar", "del", "fin", "gor", "hul", "jem", "kas", "lor", "mun", "nev", "pol", "rit"];
    let word = |salt: usize| {
        let seed = number * 37 + salt * 101;
        [seed, seed / 12, seed / 144].map(|at| SYLLABLES[at % 12]).concat()
    };
    let town = word(1).replacen(|_: char| true, &word(1)[..1].to_uppercase(), 1);
    let year = 1990 + number;
    let words: Vec<String> = (2..14).map(word).collect();
    let (first, second) = if told == 0 { words.split_at(6) } else { words.split_at(5) };
    format!(
        "{town} {} {}\n\n{town}, 3 March {year} - In {town} the {} on Monday, people said.\n\nThe {} of {town} was seen.\n",
        words[told],
        words[told + 1],
        first.join(" "),
        second.join(" "),
    )
}

#[test]
fn a_page_regroups_what_it_may_change_and_the_rest_stays_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..12 {
        write(folder.path(), &format!("{number:02}.txt"), &event(number, 0));
    }
    let store = folder.path().join("store").display().to_string();
    let all: Vec<String> =
        (0..12).map(|number| folder.path().join(format!("{number:02}.txt")).display().to_string()).collect();
    let before = stories(&store, &all.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(sizes(&before), [1; 12]);
    write(folder.path(), "late.txt", &event(4, 1));
    let late = folder.path().join("late.txt").display().to_string();
    let after = stories(&store, &[&late, "--window", "0"]);
    let rests = after["notes"].as_array().unwrap().iter().any(|note| note.as_str().unwrap().contains("rest"));
    assert!(rests, "{:#}", after["notes"]);
    assert_eq!(story_of(&after, "late.txt"), story_of(&before, "04.txt"));
    let whole = folder.path().join("whole").display().to_string();
    let batch = stories(&whole, &all.iter().chain([&late]).map(String::as_str).collect::<Vec<_>>());
    assert_eq!(after["counts"], batch["counts"]);
    let members = |document: &Value| -> Vec<Value> {
        document["stories"].as_array().unwrap().iter().map(|story| story["articles"].clone()).collect()
    };
    assert_eq!(members(&after), members(&batch));
    assert_eq!(stories(&store, &[]), after, "what is read again is what was told");
    let document = folder.path().join("stories.json");
    std::fs::write(&document, after.to_string()).unwrap();
    printed(&["verify", &document.display().to_string(), "--store", &store], 0);
    printed(&["split", &story_of(&after, "late.txt"), "late.txt", "--store", &store], 0);
    assert_eq!(sizes(&stories(&store, &["--window", "0"])), [1; 13]);
    write(folder.path(), "new.txt", &event(5, 1));
    let more = stories(&store, &[&folder.path().join("new.txt").display().to_string(), "--window", "0"]);
    assert_ne!(story_of(&more, "late.txt"), story_of(&more, "04.txt"));
    assert_eq!(story_of(&more, "new.txt"), story_of(&before, "05.txt"));
}

#[test]
fn a_split_holds_when_more_pages_come_and_a_merge_undoes_it() {
    let (folder, store) = first_day();
    let ferry = story_of(&stories(&store, &[]), "ferry-1.txt");
    printed(&["split", &ferry, "ferry-2.txt", "--store", &store], 0);
    write(folder.path(), "ferry-3.txt", LATER);
    let after = stories(&store, &[&folder.path().join("ferry-3.txt").display().to_string()]);
    assert_ne!(story_of(&after, "ferry-1.txt"), story_of(&after, "ferry-2.txt"));
    printed(&["merge", "ferry-1.txt", "ferry-2.txt", "--store", &store], 0);
    let merged = stories(&store, &[]);
    assert_eq!(story_of(&merged, "ferry-1.txt"), story_of(&merged, "ferry-2.txt"));
    let gone = merged["redirects"].as_object().unwrap().keys().next().unwrap();
    printed(&["brief", gone, "--store", &store], 0);
}

#[test]
fn a_pin_moves_an_article_for_good_and_verify_reads_the_store() {
    let (folder, store) = first_day();
    printed(&["pin", "bakery.txt", "ferry-1.txt", "--store", &store], 0);
    let pinned = stories(&store, &[]);
    assert_eq!(sizes(&pinned), [3]);
    let document = folder.path().join("stories.json");
    std::fs::write(&document, pinned.to_string()).unwrap();
    printed(&["verify", &document.display().to_string(), "--store", &store], 0);
}

#[test]
fn decisions_that_cannot_be_taken_are_refused() {
    let (_folder, store) = first_day();
    let ferry = story_of(&stories(&store, &[]), "ferry-1.txt");
    printed(&["split", &ferry, "bakery.txt", "--store", &store], 2);
    printed(&["split", &ferry, "ferry-1.txt", "ferry-2.txt", "--store", &store], 2);
    printed(&["merge", &ferry, "no-such", "--store", &store], 2);
    printed(&["stories", "--store", &format!("{store}-nowhere")], 2);
}
