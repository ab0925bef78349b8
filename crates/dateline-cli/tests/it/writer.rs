//! `--writer URL`: an endpoint on the loopback that rephrases well, badly, or not at all.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};

use serde_json::{Value, json};

use super::json as answered;

/// Serves `requests` chat completions, each made of the sentence that was asked for; gives its address.
fn endpoint(requests: usize, answer: fn(&str) -> Option<String>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/v1", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming().take(requests) {
            serve(stream.unwrap(), answer);
        }
    });
    url
}

fn serve(mut stream: TcpStream, answer: fn(&str) -> Option<String>) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut length = 0;
    let mut line = String::new();
    while reader.read_line(&mut line).unwrap() > 2 {
        if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
        line.clear();
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    let asked: Value = serde_json::from_slice(&body).unwrap();
    let content: Value = serde_json::from_str(asked["messages"][1]["content"].as_str().unwrap()).unwrap();
    let Some(text) = answer(content["sentence"].as_str().unwrap()) else { return };
    let said = json!({ "choices": [{ "message": { "role": "assistant", "content": text } }] }).to_string();
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        said.len()
    );
    stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(said.as_bytes())).unwrap();
}

/// The brief of two reports of a storm, as the writer leaves it.
fn brief(url: &str) -> Vec<Value> {
    let folder = tempfile::tempdir().unwrap();
    let report = "Storm over Ellwick\n\nStorm Petra tore the roof off the main station in Ellwick late on Sunday, halting all \
        trains for two days.\n\nAt least seven people were hurt by falling glass, the fire service said on Monday.\n";
    std::fs::write(folder.path().join("storm.txt"), report).unwrap();
    let path = folder.path().to_str().unwrap().to_owned();
    let document = answered(&["brief", "1", &path, "--format", "json", "-q", "--writer", url, "--writer-seconds", "5"]);
    document["brief"].as_array().unwrap().clone()
}

#[test]
fn a_wording_that_keeps_to_its_citations_is_taken_and_keeps_the_source() {
    let lines = brief(&endpoint(20, |sentence| Some(sentence.replace("late on Sunday", "on Sunday"))));
    let changed = lines.iter().find(|line| line["text"].as_str().unwrap().contains("Ellwick on Sunday")).unwrap();
    assert!(changed["rephrased"]["source"].as_str().unwrap().contains("late on Sunday"));
    assert!(changed["rephrased"].get("refused").is_none(), "{changed}");
}

#[test]
fn an_invented_number_is_refused_and_the_source_stays() {
    let lines = brief(&endpoint(20, |_| Some("Some 90 people were hurt in Ellwick.".to_owned())));
    assert!(!lines.is_empty());
    for line in &lines {
        assert!(!line["text"].as_str().unwrap().contains("90"), "{line}");
        assert_eq!(line["rephrased"]["refused"], "no source gives “90”");
    }
}

#[test]
fn an_endpoint_that_hangs_up_leaves_every_sentence_as_it_is() {
    for line in brief(&endpoint(20, |_| None)) {
        assert_eq!(line["text"], line["rephrased"]["source"]);
        assert!(line["rephrased"]["refused"].is_string());
    }
}

#[test]
fn without_a_writer_nothing_is_rephrased() {
    let document = answered(&["demo", "--format", "json"]);
    assert!(!document.to_string().contains("\"rephrased\""));
}
