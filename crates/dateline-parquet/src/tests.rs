//! Tables written, and read again by the door that reads them.

use std::io::{Cursor, Write};

use dateline::intake::{Page, Reading, Record, RecordError, pages, records};
use dateline::pipeline::documents::{article_document, stories_document, trace_document};
use dateline::pipeline::{Engine, Heap, Settings};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::reader::RowIter;
use serde_json::{Value, json};

use super::*;

const RECORDS: &str = concat!(
    r#"{"id": "a", "url": "http://post.example/a", "title": "Fire in Norrhaven", "byline": ["Anna Writer", "Max Schreiber"], "published": "2019-05-04", "text": "A fire tore through a paint warehouse in Norrhaven on Friday night, injuring nine firefighters, the fire service said.\n\nResidents were told to keep their windows shut."}"#,
    "\n",
    r#"{"id": "b", "url": "http://mail.example/b", "title": "Norrhaven fire hurts nine", "published": "2019-05-04", "text": "A fire tore through a paint warehouse in Norrhaven on Friday night, injuring nine firefighters, the fire service said.\n\nThe mayor of Norrhaven said that the cause was not known."}"#,
    "\n",
    r#"{"id": "c", "title": "Käse", "text": "Der Käse ist alle, sagte der Händler."}"#,
    "\n",
);

fn heap() -> Heap {
    Engine::default().heap(pages(Box::new(RECORDS.as_bytes()), "made.jsonl", None))
}

fn written(table: &'static Table, rows: Vec<Value>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut writer = TableWriter::new(table, &mut bytes).expect("a table");
    for row in rows {
        writer.put(row).expect("a row");
    }
    writer.finish().expect("a file");
    bytes
}

fn rows(bytes: &[u8]) -> Vec<Value> {
    let mut file = tempfile::tempfile().expect("a file");
    file.write_all(bytes).expect("written");
    let reader = SerializedFileReader::new(file).expect("Parquet");
    assert!(reader.metadata().num_row_groups() <= 1);
    RowIter::from_file_into(Box::new(reader)).map(|row| row.expect("a row").to_json_value()).collect()
}

fn read(bytes: Vec<u8>) -> Vec<Result<Page, RecordError>> {
    let reading = Reading { format: None, more: &[FORMAT] };
    records(Box::new(Cursor::new(bytes)), "made.parquet", reading).map(|record| record.and_then(Record::page)).collect()
}

#[test]
fn articles_that_were_written_are_read_again() {
    let heap = heap();
    let table: Vec<Value> =
        heap.articles.iter().map(|marked| articles(&article_document(marked, &[])).expect("a row")).collect();
    let bytes = written(&ARTICLES, table);
    let again: Vec<Page> = read(bytes.clone()).into_iter().map(|page| page.expect("a page")).collect();
    let ids: Vec<&str> = again.iter().filter_map(|page| page.given.id.as_deref()).collect();
    assert_eq!(ids, ["a", "b", "c"]);
    for (page, marked) in again.iter().zip(&heap.articles) {
        assert_eq!(page.text, marked.article.text);
        assert_eq!(page.given.title.as_deref(), Some(marked.article.title.as_str()));
        assert_eq!(page.given.url, marked.article.url);
    }
    assert_eq!(again[0].given.byline, ["Anna Writer", "Max Schreiber"]);
    let row = &rows(&bytes)[0];
    assert_eq!(row["byline"], json!(["Anna Writer", "Max Schreiber"]));
    assert_eq!(row["paragraphs"][1]["start"], json!(heap.articles[0].article.paragraphs[1].span.start));
    assert_eq!((&row["agency"], &row["notes"]), (&Value::Null, &json!([])));
}

#[test]
fn passages_of_a_trace_are_a_table() {
    let heap = heap();
    let (table, found) = passages(&trace_document(&heap.articles, &heap.trace, None)).expect("a table");
    assert!(!found.is_empty());
    let rows = rows(&written(table, found));
    assert_eq!((&rows[0]["a_article"], &rows[0]["b_article"]), (&json!("a"), &json!("b")));
    assert!(rows[0]["a_text"].as_str().is_some_and(|text| text.contains("paint warehouse")));
}

#[test]
fn stories_are_a_folder_of_tables() {
    let heap = heap();
    let document = stories_document(&heap, &Settings::default());
    let tables = stories(&document).expect("tables");
    let count = |name: &str| tables.iter().find(|(table, _)| table.name == name).map(|(_, rows)| rows.len());
    assert_eq!(count("stories"), Some(document.stories.len()));
    let members: usize = document.stories.iter().map(|story| story.members.len()).sum();
    assert_eq!(count("articles"), Some(members));
    let cited: usize = document.stories.iter().flat_map(|story| &story.brief).map(|line| line.citations.len()).sum();
    let citations = &tables.iter().find(|(table, _)| table.name == "citations").expect("the table").1;
    assert_eq!(citations.iter().filter(|row| row.pointer("/up/brief").is_some()).count(), cited);
    assert!(cited > 0);
    for (table, found) in tables {
        let (name, expected) = (table.name, found.len());
        let rows = rows(&written(table, found));
        assert_eq!(rows.len(), expected, "{name}");
        let filled = |row: &Value| row.as_object().is_some_and(|row| row.values().any(|value| !value.is_null()));
        assert!(rows.iter().all(filled), "{name}");
    }
}

#[test]
fn broken_files_are_errors_of_their_own() {
    let table = written(&ARTICLES, vec![json!({"id": "a", "text": "A text of some length."})]);
    for cut in [4, 8, table.len() / 2, table.len() - 1] {
        assert!(read(table[..cut].to_vec()).iter().all(Result::is_err), "{cut}");
    }
    for at in (0..table.len()).step_by(7) {
        let mut broken = table.clone();
        broken[at] ^= 0xff;
        assert!(read(broken).len() < 3);
    }
    assert!(read(b"PAR1".to_vec())[0].is_err());
}

#[test]
fn the_engine_alone_names_what_is_missing() {
    let found: Vec<_> = pages(Box::new(b"PAR1 and more".as_slice()), "made.parquet", None).collect();
    assert!(found[0].as_ref().is_err_and(|error| error.reason.contains("feature `parquet`")));
}
