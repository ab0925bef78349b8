//! The door with bytes of every kind.

use std::io::{Cursor, Write};

use super::*;

fn read(bytes: &[u8]) -> Vec<Result<Page, RecordError>> {
    pages(Box::new(Cursor::new(bytes.to_vec())), "page", None).collect()
}

fn only(bytes: &[u8]) -> Page {
    let mut found = read(bytes);
    assert_eq!(found.len(), 1);
    found.remove(0).expect("one page")
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn sniffed(bytes: &[u8]) -> &'static str {
    FORMATS.iter().find(|format| (format.sniff)(bytes)).unwrap().name
}

#[test]
fn formats_are_told_by_their_content() {
    for (bytes, name) in [
        (b"The ferry ran aground.".as_slice(), "text"),
        (b"\n<!-- x --><!DOCTYPE html><p>The ferry", "html"),
        (b"<html lang=de>", "html"),
        (b"{\"text\": \"a\"}\n{\"text\": \"b\"}", "jsonl"),
        (b"{\n \"text\": \"a\"\n}", "json"),
        (b" [\n{\"text\": \"a\"}]", "json"),
        (b"<?xml version=\"1.0\"?><rss version=\"2.0\">", "feed"),
        (b"<feed xmlns=\"http://www.w3.org/2005/Atom\">", "feed"),
        (b"{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [{", "json-feed"),
        (b"{\"text\": \"See https://jsonfeed.org/version/1.1 for more.\", \"id\": \"a\"}", "jsonl"),
        (b"PAR1\x15\x04\x15", "parquet"),
        (b"WARC/1.0\r\nWARC-Type: response", "warc"),
        (b"id,url,text\n1,,The ferry", "csv"),
        (b"url,html\nhttp://h.example/1,\"<!doctype html><html><body><p>The ferry\"", "csv"),
        (b"http://h.example/1\tnull\tf00\th.example\tT\tnull\t2026-03-03\t\"A text.\nIt", "csv"),
        (b"<?xml version=\"1.0\"?>\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader>", "trafilatura"),
        (b"<doc sitename=\"Harbour Post\" title=\"T\">", "trafilatura"),
        (b"<doc>\n  <main>\n    <p>The ferry", "trafilatura"),
        (b"<document><html><body><p>The ferry", "html"),
        (b"He said: a < b, and if x > y then <p> is a tag.", "text"),
    ] {
        assert_eq!(sniffed(bytes), name, "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn a_broken_line_costs_itself_alone() {
    let found = read(b"{\"id\": 1, \"text\": \"One.\"}\n{\"id\": 2, \"te\n{\"id\": 3, \"text\": \"Three.\"}\n");
    assert_eq!(found.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, false, true]);
    assert_eq!(found[2].as_ref().unwrap().given.id.as_deref(), Some("3"));
    assert_eq!(found[1].as_ref().unwrap_err().location.record, Some(1));
}

#[test]
fn an_array_is_read_element_by_element() {
    let found = read(b"[{\"text\": \"One {\\\"}.\"},\n {\"html\": \"<p>Two\"}, {\"x\": 1}, {\"text\": \"cut");
    assert_eq!(found.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, true, false, false]);
    assert_eq!(found[0].as_ref().unwrap().text.as_str(), "One {\"}.");
    assert_eq!(found[1].as_ref().unwrap().content, Content::Html);
}

#[test]
fn shapes_of_other_tools_are_read_as_they_are() {
    let page = only(br#"{"maintext": "A text.", "title": "T", "authors": ["A", "B"], "date_publish": "2019-05-03 10:00:00", "source_domain": "harbour.example"}"#);
    assert_eq!((page.given.byline.len(), page.given.published.as_deref()), (2, Some("2019-05-03 10:00:00")));
    let page = only(br#"{"id": "x", "series": "harbour", "date": "1899-01-02", "text": "A text."}"#);
    assert_eq!(page.given.publisher.as_deref(), Some("harbour"));
    let page = only(br#"{"body": {"summary": ["S."], "sections": [{"headline": ["H"], "paragraphs": ["P.", "Q."]}]}}"#);
    assert_eq!(page.text.as_str(), "S.\n\nH\n\nP.\n\nQ.");
    let page = only(
        br#"{"author": "Anna Writer; Max Schreiber", "raw_text": "x", "text": "A text.", "hostname": "h.example"}"#,
    );
    assert_eq!(page.given.byline, ["Anna Writer", "Max Schreiber"]);
}

#[test]
fn missing_fields_of_other_tools_are_missing() {
    let page = only(
        br#"{"authors": [], "date_download": "2019-05-04 00:00:00", "date_publish": "None", "description": "D.", "language": "en",
        "maintext": "A text.", "source_domain": "h.example", "text": null, "title": "T", "title_rss": "NULL", "url": "http://h.example/1"}"#,
    );
    assert_eq!((page.given.published, page.text.as_str()), (None, "A text."));
    let page = only(
        br#"{"title": "T", "authors": ["Anna Writer"], "publishing_date": "2023-05-12 10:00:00+02:00", "topics": [], "free_access": true,
        "body": null, "html": {"requested_url": "http://h.example/2", "responded_url": "http://h.example/1", "content": "<p>A text.",
        "crawl_date": "2023-05-13 00:00:00", "source_info": {"publisher": "The Harbour Post"}}}"#,
    );
    assert_eq!((page.content, page.given.url.as_deref()), (Content::Html, Some("http://h.example/1")));
    assert_eq!(page.given.publisher.as_deref(), Some("The Harbour Post"));
    let page = only(
        br#"{"title": "T", "author": null, "hostname": "h.example", "date": "2019-05-03", "fingerprint": "f", "id": null, "license": null,
        "comments": "Never!", "raw_text": "A text. Never!", "text": "A text.", "language": null, "image": null, "pagetype": "article",
        "source": "http://h.example/1", "source-hostname": "Harbour Post", "excerpt": "E", "categories": "", "tags": ""}"#,
    );
    assert_eq!((page.given.id, page.given.url.as_deref()), (None, Some("http://h.example/1")));
    assert_eq!((page.text.as_str(), page.given.publisher.as_deref()), ("A text.", Some("Harbour Post")));
}

/// Checks what is read of one trafilatura file: title, writers, day, address, publisher and text.
fn check_trafilatura(bytes: &str, publisher: &str) {
    let page = only(bytes.as_bytes());
    let given = &page.given;
    assert_eq!(given.title.as_deref(), Some("Ferry \"Anna\" stops"), "{bytes}");
    assert_eq!(given.byline, ["Anna Writer", "Max Schreiber"], "{bytes}");
    assert_eq!(given.published.as_deref(), Some("2026-03-03"), "{bytes}");
    assert_eq!(given.url.as_deref(), Some("https://post.example/1"), "{bytes}");
    assert_eq!(given.publisher.as_deref(), Some(publisher), "{bytes}");
    assert_eq!(
        page.text.as_str().trim(),
        "The ferry & its mail stopped.\n\nWhat comes next\n\nNobody knows.",
        "{bytes}"
    );
}

#[test]
fn every_form_in_which_trafilatura_writes_is_read() {
    let body = "<p>The <hi rend=\"#b\">ferry</hi> &amp; its mail stopped.</p>\n<head rend=\"h2\">What comes next</head><p>Nobody knows.</p>";
    check_trafilatura(
        &format!(
            "<doc sitename=\"Harbour Post\" title=\"Ferry &quot;Anna&quot; stops\" author=\"Anna Writer; Max Schreiber\" date=\"2026-03-03\"
             source=\"https://post.example/1\" hostname=\"post.example\" excerpt=\"x\"><main>{body}</main><comments><p>Never!</p></comments></doc>"
        ),
        "Harbour Post",
    );
    check_trafilatura(
        &format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><fileDesc><titleStmt>
             <title type=\"main\">Ferry &quot;Anna&quot; stops</title><author>Anna Writer; Max Schreiber</author></titleStmt><sourceDesc><biblFull>
             <publicationStmt><publisher>Harbour Post (post.example)</publisher><ptr type=\"URL\" target=\"https://post.example/1\"/><date>2026-03-03</date>
             </publicationStmt></biblFull></sourceDesc></fileDesc><profileDesc><creation><date type=\"download\">2026-03-09</date></creation>
             </profileDesc></teiHeader><text><body><div type=\"entry\">{body}</div><div type=\"comments\"><p>Never!</p></div></body></text></TEI>"
        ),
        "Harbour Post",
    );
    check_trafilatura(
        "---\ntitle: Ferry \"Anna\" stops\nauthor: Anna Writer; Max Schreiber\nurl: https://post.example/1\nhostname: post.example\n\
         sitename: Harbour Post\ndate: 2026-03-03\ntags: []\n---\nThe ferry & its mail stopped.\n\nWhat comes next\n\nNobody knows.\n",
        "Harbour Post",
    );
}

#[test]
fn the_table_of_trafilatura_has_no_header() {
    let page = only(b"https://post.example/1\tnull\tf00\tpost.example\tFerry stops\tnull\t2026-03-03\t\"A text.\nAnd more.\"\tnull\tnull\tarticle\n");
    assert_eq!(page.given.title.as_deref(), Some("Ferry stops"));
    assert_eq!((page.given.id, page.given.published.as_deref()), (None, Some("2026-03-03")));
    assert_eq!(page.text.as_str(), "A text.\nAnd more.");
}

#[test]
fn documents_one_after_the_other_are_read_one_by_one_and_a_torn_one_is_named() {
    let document = "<doc title=\"T\"><main><p>A text.</p></main></doc>\n";
    let found = read(
        format!("{document}<doc title=\"U\"><main></main></doc>{document}<doc title=\"V\"><main><p>Cut").as_bytes(),
    );
    assert_eq!(found.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, false, true, false]);
}

#[test]
fn lines_of_hyphens_that_state_nothing_are_text() {
    for text in ["---\nThe ferry ran aground.\n---\n", "---\ntags: a\n---\nThe ferry.", "---\ntitle: The ferry\n"] {
        assert_eq!(only(text.as_bytes()).given, Given::default(), "{text}");
    }
}

#[test]
fn a_broken_member_costs_its_record_alone() {
    let line = |number: u8| format!("{{\"id\": {number}, \"text\": \"A ferry ran aground off the harbour today.\"}}\n");
    let mut broken = gzipped(line(2).as_bytes());
    let at = broken.len() / 2;
    broken[at..at + 4].fill(0xff);
    let all = [gzipped(line(1).as_bytes()), broken, gzipped(line(3).as_bytes())].concat();
    let found = read(&all);
    let ids = |page: &Result<Page, RecordError>| page.as_ref().ok().and_then(|page| page.given.id.clone());
    assert_eq!(found.iter().filter_map(ids).collect::<Vec<_>>(), ["1", "3"]);
    assert!(found.iter().any(Result::is_err));
}

#[test]
fn packed_streams_are_unpacked_and_bombs_are_not() {
    assert_eq!(only(&gzipped(b"The ferry.")).text.as_str(), "The ferry.");
    assert_eq!(read(&gzipped(b"{\"text\": \"a\"}\n{\"text\": \"b\"}\n")).len(), 2);
    let bomb = gzipped(&vec![b' '; 48 << 20]);
    assert!(read(&bomb).iter().all(Result::is_err));
    let nested = (0..6).fold(b"The ferry.".to_vec(), |bytes, _| gzipped(&bytes));
    assert!(read(&nested)[0].is_err());
}

#[test]
fn bytes_become_characters() {
    let utf16: Vec<u8> = "<html><p>Fähre läuft auf".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(only(&utf16).text.as_str().trim(), "Fähre läuft auf");
    assert_eq!(only(b"<html><meta charset=iso-8859-1><p>F\xe4hre").text.as_str().trim(), "Fähre");
    let (cyrillic, _, _) =
        encoding_rs::WINDOWS_1251.encode("Паром сел на мель у входа в гавань, сообщила береговая охрана.");
    let page = [b"<html><meta charset=utf-8><p>".as_slice(), &cyrillic].concat();
    assert!(only(&page).text.as_str().starts_with("Паром сел"));
}

#[test]
fn what_is_no_text_is_an_error_of_that_record() {
    for bytes in
        [b"".as_slice(), b" \n ", b"%PDF-1.7 ...", b"\x89PNG\r\n\x1a\n\0\0\0", &[0, 1, 2, 3, 0, 0, 7, 200, 1, 2]]
    {
        assert!(read(bytes)[0].is_err(), "{bytes:?}");
    }
}

#[test]
fn warc_records_are_read_and_torn_ones_named() {
    let record = |kind: &str, body: &str| {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: http://h.example/a\r\nContent-Length: {}\r\n\r\n{body}\r\n\r\n",
            body.len()
        )
    };
    let response = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><p>The ferry.";
    let whole = [record("warcinfo", "x"), record("response", response), record("response", response)].concat();
    let found = read(&gzipped(&whole.as_bytes()[..whole.len() - 30]));
    assert_eq!(found.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, false]);
    assert_eq!(found[0].as_ref().unwrap().given.url.as_deref(), Some("http://h.example/a"));
}

#[test]
fn responses_kept_as_they_were_sent_are_joined_and_unpacked() {
    let sent = |head: &str, content: &[u8]| {
        let body = [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n", head.as_bytes(), b"\r\n", content].concat();
        let header = format!("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {}\r\n\r\n", body.len());
        [header.as_bytes(), &body, b"\r\n\r\n"].concat()
    };
    let chunks = b"7\r\n<p>The \r\n6;x=1\r\nferry.\r\n0\r\n\r\n";
    for bytes in [
        sent("Transfer-Encoding: chunked\r\n", chunks),
        sent("Transfer-Encoding: chunked\r\n", b"<p>The ferry."),
        sent("Content-Encoding: gzip\r\n", &gzipped(b"<p>The ferry.")),
    ] {
        assert_eq!(only(&bytes).text.as_str().trim(), "The ferry.");
    }
    let brotli = sent("Content-Encoding: br\r\n", &[0x8b, 0x02, 0x80, 0xff, 0xfe]);
    assert!(read(&brotli)[0].as_ref().unwrap_err().reason.contains("br"));
}

#[test]
fn a_broken_response_between_sound_ones_costs_itself_alone() {
    let record = |length: &str, body: &str| {
        format!("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {length}\r\n\r\n{body}\r\n\r\n")
    };
    let response = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>The ferry.";
    let length = response.len().to_string();
    let sound = record(&length, response);
    let text = [sound.clone(), record("many", response), sound.clone(), record("3", response), sound].concat();
    let found = read(text.as_bytes());
    assert_eq!(
        found.iter().filter(|page| page.as_ref().is_ok_and(|page| page.text.as_str().contains("ferry"))).count(),
        3
    );
    assert!(found[1].as_ref().unwrap_err().reason.contains("Content-Length"));
}

#[test]
fn feeds_give_one_page_an_entry() {
    let rss = "<rss><channel><item><title>Ferry &lt;b&gt;aground&lt;/b&gt;</title><link>http://h.example/a</link>\
               <pubDate>Tue, 03 May 2019 10:00:00 GMT</pubDate><description><![CDATA[<p>The ferry.</p>]]></description></item>\
               <item><title>Empty</title></item></channel></rss>";
    let found = read(rss.as_bytes());
    let page = found[0].as_ref().unwrap();
    assert_eq!((page.given.title.as_deref(), page.text.as_str().trim()), (Some("Ferry aground"), "The ferry."));
    assert!(found[1].is_err());
}

#[test]
fn a_feed_of_full_texts_is_read_with_its_writers_and_its_language() {
    let rss = "<?xml version='1.0' encoding='iso-8859-1'?><rss><channel><title>Harbour</title><language>de</language>\
               <item><title><![CDATA[Fähre <i>sitzt</i> fest]]></title><guid isPermaLink='true'>http://h.example/1</guid>\
               <dc:creator>Anna Writer</dc:creator><dc:creator>Max Schreiber</dc:creator><description>Kurz.</description>\
               <content:encoded><![CDATA[<p>Die Fähre liegt seit Montag fest.</p><p>Ende &lt;/item&gt; </item> offen.</p>]]>\
               </content:encoded></item></channel></rss>";
    let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(rss);
    let page = only(&latin);
    assert_eq!(page.given.title.as_deref(), Some("Fähre sitzt fest"));
    assert_eq!(page.given.url.as_deref(), Some("http://h.example/1"));
    assert_eq!(page.given.byline, ["Anna Writer", "Max Schreiber"]);
    assert_eq!((page.meta("html:lang"), page.text.as_str().trim().ends_with("offen.")), (Some("de"), true));
    assert!(page.text.as_str().starts_with("Die Fähre liegt seit Montag fest."));
}

#[test]
fn an_atom_feed_is_read_as_text_as_html_and_as_xhtml() {
    let atom = "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'><title>Harbour</title>\
                <entry><id>tag:1</id><title type='html'>Ferry &amp;lt;b&amp;gt; &lt;b&gt;aground&lt;/b&gt;</title>\
                <link rel='self' href='http://h.example/feed/1'/><link href='http://h.example/1?a=1&amp;b=2'/>\
                <published>2019-05-03T10:00:00Z</published><author><name>Anna Writer</name></author>\
                <content type='html'>&lt;p&gt;The ferry &amp;amp; the fog.&lt;/p&gt;</content></entry>\
                <entry><id>tag:2</id><title>Fog</title><content type='xhtml'><div><p>A &lt;b&gt; fog.</p></div></content></entry>\
                <entry><id>tag:3</id><title>Cut";
    let found = read(atom.as_bytes());
    assert_eq!(found.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, true, false]);
    let (first, second) = (found[0].as_ref().unwrap(), found[1].as_ref().unwrap());
    assert_eq!(first.given.title.as_deref(), Some("Ferry <b> aground"));
    assert_eq!(first.given.url.as_deref(), Some("http://h.example/1?a=1&b=2"));
    assert_eq!((first.text.as_str().trim(), first.meta("html:lang")), ("The ferry & the fog.", Some("en")));
    assert_eq!(second.text.as_str().trim(), "A <b> fog.");
}

#[test]
fn a_json_feed_gives_one_page_an_item() {
    let feed = br#"{"version": "https://jsonfeed.org/version/1.1", "title": "Harbour", "language": "en",
        "authors": [{"name": "Desk"}], "hubs": [{"type": "x"}], "items": [
        {"id": "1", "url": "http://h.example/1", "title": "Ferry", "content_html": "<p>The ferry.</p>", "content_text": "The ferry.",
         "date_published": "2019-05-03T10:00:00Z", "authors": [{"name": "Anna Writer"}, {"name": "Max Schreiber"}]},
        {"id": 2, "external_url": "http://h.example/2", "content_text": "The fog.\n\nIt lifted."},
        {"id": "3", "title": "No text"}], "more": [{"id": "4", "content_text": "No item."}]}"#;
    let found = read(feed);
    assert_eq!(found.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, true, false]);
    let (first, second) = (found[0].as_ref().unwrap(), found[1].as_ref().unwrap());
    assert_eq!((first.content, first.text.as_str().trim()), (Content::Html, "The ferry."));
    assert_eq!(first.given.published.as_deref(), Some("2019-05-03T10:00:00Z"));
    assert_eq!(first.given.byline, ["Anna Writer", "Max Schreiber"]);
    assert_eq!((second.given.id.as_deref(), second.given.url.as_deref()), (Some("2"), Some("http://h.example/2")));
    assert_eq!((second.content, second.given.byline.concat()), (Content::Clean, "Desk".to_owned()));
    assert_eq!(second.given.language.as_deref(), Some("en"));
    assert!(read(&gzipped(&feed[..feed.len() - 200])).last().unwrap().is_err());
}

#[test]
fn csv_and_tsv_rows_are_records() {
    let csv = b"\xef\xbb\xbfid,title,text,published\r\n1,Ferry,\"The ferry, aground.\nAll safe.\",2019-05-03\r\n2,Fog,,\r\n3,Fog,Fog.\r\n";
    let found = read(csv);
    assert_eq!(found.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, false, true]);
    let page = found[0].as_ref().unwrap();
    assert_eq!((page.text.as_str(), page.given.title.as_deref()), ("The ferry, aground.\nAll safe.", Some("Ferry")));
    let found = read(b"url\thtml\nhttp://h.example/1\t<p>The ferry.</p>\n");
    assert_eq!(found[0].as_ref().unwrap().content, Content::Html);
}

#[test]
fn a_told_format_counts_for_what_is_packed() {
    let reading = Reading { format: Reading::default().named("text"), ..Reading::default() };
    let packed: &'static [u8] = gzipped(b"{\"text\": \"The ferry.\"}").leak();
    let page = records(Box::new(packed), "page", reading).next().unwrap().and_then(Record::page).unwrap();
    assert_eq!((page.content, page.text.as_str()), (Content::Scrape, "{\"text\": \"The ferry.\"}"));
    assert!(Reading::default().named("papyrus").is_none());
}

#[test]
fn html_gives_visible_text_in_blocks() {
    let page = only(
        b"<html lang=en><title>T &amp; S</title><script>var x = '<p>no';</script><body><div class='Story-Body main'><p>One <b>bold</b>\n\
          <a href=x>link</a>.<p>Two&nbsp;&rsquo;s<br>line<br><br>Three</div><ul><li>Four<li>Five</ul><svg><text>no</text></svg>",
    );
    let blocks: Vec<&str> = page.blocks.iter().map(|block| block.span.of(page.text.as_str())).collect();
    assert_eq!(blocks, ["One bold link.", "Two\u{a0}\u{2019}s\nline", "Three", "Four", "Five"]);
    assert_eq!((page.meta("title"), page.meta("html:lang")), (Some("T & S"), Some("en")));
    assert_eq!((page.blocks[0].link_bytes, page.blocks[0].strong_bytes), (4, 4));
    let parent = page.elements[page.blocks[0].element as usize].parent;
    assert_eq!(page.label(parent), "story-body main");
}

#[test]
fn json_ld_is_read_leniently() {
    let page = only(
        b"<html><script type='application/ld+json'>{\"@context\":\"https://schema.org\",\"@graph\":[{\"@type\":\"NewsArticle\",\"headline\":\"Ferry\n aground\",\
          \"author\":[{\"@type\":\"Person\",\"name\":\"Anna Writer\"},],\"datePublished\":\"2019-05-03T10:00:00Z\",}]}</script><p>x",
    );
    assert_eq!(page.meta("json-ld:headline"), Some("Ferry  aground"));
    assert_eq!(page.meta("json-ld:author"), Some("Anna Writer"));
    assert_eq!(page.meta("json-ld:datePublished"), Some("2019-05-03T10:00:00Z"));
}

#[test]
fn ugly_pages_are_read_in_linear_time() {
    let deep = format!("<html>{}x", "<div>".repeat(1_000_000));
    assert_eq!(only(deep.as_bytes()).blocks.len(), 1);
    let spans = format!("<html><p>{}x</b>", "<span class=a>".repeat(200_000));
    assert_eq!(only(spans.as_bytes()).blocks.len(), 1);
    let attributes = format!("<html><p {}>x", "a=1 ".repeat(300_000));
    assert_eq!(only(attributes.as_bytes()).blocks.len(), 1);
    for part in ["<!--", "<script>", "<a href=\"", "&amp", "</", "<", "<svg>", "<p", "<li><p>", "</div>", "<!"] {
        let page = format!("<html><p>x</p>{}", part.repeat(200_000));
        assert!(!read(page.as_bytes()).is_empty(), "{part}");
    }
}

#[test]
fn a_line_of_many_megabytes_is_one_page() {
    let page = only("The ferry ran aground. ".repeat(1 << 20).as_bytes());
    assert_eq!(page.blocks.len(), 1);
}
