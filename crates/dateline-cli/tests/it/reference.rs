//! `schema`, `completions`, `man`, and wrong usage.

use super::{dateline, json, printed};

#[test]
fn schemas_are_json_schemas() {
    for name in ["article", "stories", "trace", "why"] {
        assert!(json(&["schema", name])["properties"]["schema"].is_object(), "{name}");
    }
}

#[test]
fn an_unknown_schema_is_a_usage_error_that_names_the_known_ones() {
    let output = dateline(&["schema", "nothing"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("article, stories"));
}

#[test]
fn completions_and_man_page_name_every_verb() {
    let (bash, man) = (printed(&["completions", "bash"], 0), printed(&["man"], 0));
    for verb in ["read", "mark", "trace", "stories", "brief", "timeline", "matrix", "quotes", "why", "verify", "eval"] {
        assert!(bash.contains(verb), "{verb} is missing in the completions");
        assert!(man.contains(verb), "{verb} is missing in the man page");
    }
}

#[test]
fn a_missing_file_is_named_and_the_rest_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("page.txt");
    std::fs::write(&page, "Mayor opens bridge\n\nThe mayor opened the new bridge on Monday.\n").unwrap();
    let output = dateline(&["read", "no/such/file.txt", page.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("no/such/file.txt"));
    assert!(String::from_utf8_lossy(&output.stdout).contains("opened the new bridge"));
}

#[test]
fn a_readme_of_a_folder_is_skipped_with_its_reason() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("README.md"), "About these pages\n\nThey were saved on Monday.\n").unwrap();
    let page = "Mayor opens bridge\n\nThe mayor opened the new bridge on Monday, the town said.\n";
    std::fs::write(folder.path().join("page.txt"), page).unwrap();
    let document = json(&["stories", "--format", "json", folder.path().to_str().unwrap()]);
    assert_eq!(document["counts"]["records"], 2);
    assert_eq!(document["skipped"][0]["page"], folder.path().join("README.md").to_str().unwrap());
}
