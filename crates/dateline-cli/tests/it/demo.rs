//! The bundled case.

use super::{json, printed};

#[test]
fn every_check_of_the_demo_passes() {
    let report = printed(&["demo", "--check"], 0);
    assert!(!report.contains("FAIL"), "{report}");
}

#[test]
fn threads_do_not_change_a_byte() {
    let one = printed(&["demo", "--format", "json", "-j", "1"], 0);
    let four = printed(&["demo", "--format", "json", "-j", "4"], 0);
    assert!(one == four, "-j 1 and -j 4 differ");
}

#[test]
fn every_format_of_the_demo_has_every_story() {
    let document = json(&["demo", "--format", "json"]);
    let stories = document["stories"].as_array().unwrap();
    for format in ["text", "md", "html"] {
        let page = printed(&["demo", "--format", format], 0);
        let flat = page.split_whitespace().collect::<Vec<_>>().join(" ");
        for story in stories {
            let title = story["title"].as_str().unwrap();
            let escaped = title.replace('\'', "&#39;");
            assert!(flat.contains(title) || flat.contains(&escaped), "{title:?} is missing in {format}");
        }
    }
}
