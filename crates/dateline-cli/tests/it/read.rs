//! `read` on files of every format, as a user meets it.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use serde_json::Value;

use super::{dateline, printed};

const TEXT: &str = "NORRHAVEN – A fire tore through a paint warehouse in Norrhaven on Friday night, injuring nine \
    firefighters, the fire service said.\n\nResidents were told to keep their windows shut until Saturday noon.";

fn put(folder: &Path, name: &str, bytes: &[u8]) -> String {
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    path.display().to_string()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn lines(printed: &str) -> Vec<Value> {
    printed.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// So many records of JSON lines, numbered.
fn records(count: usize) -> String {
    (0..count).fold(String::new(), |mut all, number| {
        let _ = writeln!(all, "{}", serde_json::json!({"id": format!("r{number}"), "title": "Fire", "text": TEXT}));
        all
    })
}

#[test]
fn articles_come_in_the_order_of_the_records_on_any_number_of_threads() {
    let folder = tempfile::tempdir().unwrap();
    let path = put(folder.path(), "records.jsonl.gz", &gzipped(records(700).as_bytes()));
    let one = printed(&["read", "-j", "1", &path], 0);
    assert_eq!(one, printed(&["read", "-j", "4", &path], 0));
    let ids: Vec<String> = lines(&one).iter().map(|article| article["id"].as_str().unwrap().to_owned()).collect();
    assert_eq!(ids, (0..700).map(|number| format!("r{number}")).collect::<Vec<_>>());
}

#[test]
fn a_folder_of_mixed_formats_is_read_whole() {
    let folder = tempfile::tempdir().unwrap();
    let page = format!("<html><title>Fire</title><article><h1>Fire</h1><p>{}</article>", TEXT.replace("\n\n", "<p>"));
    let feed = format!(
        "<rss><channel><item><title>Fire <b>tonight</b></title><description><![CDATA[{page}]]></description></item></channel></rss>"
    );
    let json_feed = serde_json::json!({"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "content_text": TEXT}]});
    put(folder.path(), "a.txt", format!("Fire in Norrhaven\n\n{TEXT}").as_bytes());
    put(folder.path(), "b.page", page.as_bytes());
    put(folder.path(), "c.xml", feed.as_bytes());
    put(folder.path(), "d.json", json_feed.to_string().as_bytes());
    put(folder.path(), "e.gz", &gzipped(records(2).as_bytes()));
    let output = dateline(&["read", &folder.path().display().to_string()]);
    let articles = lines(&String::from_utf8(output.stdout).unwrap());
    assert_eq!(articles.len(), 6);
    assert!(articles.iter().all(|article| article["text"].as_str().unwrap().contains("injuring nine")));
    assert_eq!(articles[2]["title"], "Fire tonight");
}

#[test]
fn csv_and_markdown_hold_what_the_articles_say() {
    let folder = tempfile::tempdir().unwrap();
    let path = put(folder.path(), "records.jsonl", records(2).as_bytes());
    let csv = printed(&["read", "--format", "csv", &path], 0);
    assert!(csv.starts_with("\"id\",\"url\",") && csv.contains("\"r1\",\"\",\"\",\"Fire\""), "{csv}");
    assert_eq!(printed(&["read", "--format", "csv", &put(folder.path(), "again.csv", csv.as_bytes())], 0), csv);
    let markdown = printed(&["read", "--format", "md", &path], 0);
    assert_eq!(markdown.matches("# Fire\n").count(), 2);
    assert!(markdown.contains("\n\nResidents were told"), "{markdown}");
}

#[test]
fn what_was_skipped_is_counted_with_its_reason() {
    let folder = tempfile::tempdir().unwrap();
    let path = put(folder.path(), "records.jsonl", format!("{}{{\"id\": \n{{\"id\": \n", records(3)).as_bytes());
    let output = dateline(&["read", &path]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(lines(&String::from_utf8(output.stdout).unwrap()).len(), 3);
    assert!(said.contains("5 pages\n") && said.contains("2 skipped: expected a JSON object"), "{said}");
    assert!(dateline(&["read", "-q", &path]).stderr.is_empty());
}

#[cfg(not(feature = "parquet"))]
#[test]
fn parquet_is_named_as_what_this_build_does_without() {
    let folder = tempfile::tempdir().unwrap();
    let path = put(folder.path(), "records.jsonl", records(1).as_bytes());
    for verb in ["read", "trace", "stories"] {
        let output = dateline(&[verb, "--format", "parquet", &path]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("hint: build it with") && said.contains("--features parquet"), "{said}");
    }
    let table = put(folder.path(), "table.parquet", b"PAR1 and so on PAR1");
    let said = String::from_utf8(dateline(&["read", &table]).stderr).unwrap();
    assert!(said.contains("feature `parquet`"), "{said}");
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_is_written_and_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = put(folder.path(), "records.jsonl", records(3).as_bytes());
    let table = folder.path().join("articles.parquet").display().to_string();
    printed(&["read", "--format", "parquet", "--output", &table, &path], 0);
    let ids = |path: &str| lines(&printed(&["read", path], 0)).iter().map(|one| one["id"].clone()).collect::<Vec<_>>();
    assert_eq!(ids(&table), ids(&path));
    let packed = put(folder.path(), "table.gz", &gzipped(&std::fs::read(&table).unwrap()));
    assert_eq!(ids(&packed), ids(&path));
    let tables = folder.path().join("tables").display().to_string();
    printed(&["stories", "--format", "parquet", "--output", &tables, &table], 0);
    let names = ["stories", "articles", "claims", "citations", "passages"];
    assert!(names.iter().all(|name| Path::new(&tables).join(format!("{name}.parquet")).is_file()));
    assert_eq!(dateline(&["stories", "--format", "parquet", &table]).status.code(), Some(2));
}
