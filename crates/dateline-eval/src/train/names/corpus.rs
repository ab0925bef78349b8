//! Labelled pages to train the names tagger with.

use std::io::{BufRead, BufReader};
use std::path::Path;

use dateline::facts::NameKind;
use dateline::text::Span;

/// A page with its names.
#[derive(Debug, Clone, Default)]
pub(super) struct GoldPage {
    /// Text, one sentence after another.
    pub text: String,
    /// Its sentences.
    pub sentences: Vec<Span>,
    /// Its names, in order.
    pub names: Vec<(Span, NameKind)>,
    /// Whether names that are no person, place or organisation are labelled, too.
    pub complete: bool,
    /// How much it counts, 1 for labels by hand.
    pub weight: f32,
    /// Whether the labels are right wherever they stand: a teacher's are not.
    pub sure: bool,
}

/// Opens a file, gzipped or not.
pub(super) fn open(path: &Path) -> std::io::Result<Box<dyn BufRead>> {
    let file = std::fs::File::open(path)?;
    if path.extension().is_some_and(|ending| ending == "gz") {
        return Ok(Box::new(BufReader::new(flate2::read::GzDecoder::new(file))));
    }
    Ok(Box::new(BufReader::new(file)))
}

/// Reads token-and-label lines; blank lines end sentences, `-DOCSTART-` ends pages.
pub(super) fn read_tsv(path: &Path) -> std::io::Result<Vec<GoldPage>> {
    let mut pages: Vec<Builder> = Vec::new();
    for line in open(path)?.lines() {
        let line = line?;
        if line.starts_with("-DOCSTART-") {
            pages.push(Builder::default());
        } else if let (Some(page), Some((token, label))) = (pages.last_mut(), line.split_once('\t')) {
            page.token(token, label);
        } else if let Some(page) = pages.last_mut() {
            page.end_sentence();
        }
    }
    Ok(pages.into_iter().map(Builder::finish).filter(|page| !page.text.is_empty()).collect())
}

/// Reads pages of `{text, names [{start, end, kind}]}` with positions in code points and one sentence a line.
pub(super) fn read_jsonl(path: &Path, weight: f32) -> std::io::Result<Vec<GoldPage>> {
    let mut pages = Vec::new();
    for line in open(path)?.lines() {
        let row: serde_json::Value = serde_json::from_str(&line?)?;
        let text = row["text"].as_str().unwrap_or_default().to_owned();
        let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let place = |value: &serde_json::Value| bytes.get(value.as_u64().unwrap_or(0) as usize).copied();
        let names = row["names"].as_array().into_iter().flatten().filter_map(|name| {
            let span = Span::new(place(&name["start"])?, place(&name["end"])?);
            Some((span, kind(name["kind"].as_str()?)?))
        });
        let names = names.collect();
        let complete = row["complete"].as_bool().unwrap_or(true);
        pages.push(GoldPage { sentences: lines(&text), names, complete, weight, sure: weight >= 1.0, text });
    }
    Ok(pages)
}

fn lines(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(at, at + line.len()).trimmed(text);
        if !span.is_empty() {
            out.push(span);
        }
        at += line.len();
    }
    out
}

/// The kind that a label of any of the corpora names.
pub(super) fn kind(label: &str) -> Option<NameKind> {
    match label {
        "PER" | "person" => Some(NameKind::Person),
        "LOC" | "place" => Some(NameKind::Place),
        "ORG" | "organisation" => Some(NameKind::Organisation),
        "MISC" | "other" => Some(NameKind::Other),
        _ => None,
    }
}

/// Puts tokens back together into running text.
#[derive(Debug, Default)]
struct Builder {
    page: GoldPage,
    sentence: usize,
    open: Option<(usize, usize, NameKind)>,
    glue: bool,
    open_quote: bool,
}

impl Builder {
    fn token(&mut self, token: &str, label: &str) {
        let hyphen = token == "-" && label.starts_with('I');
        let glued = hyphen || self.glue || self.page.text.len() == self.sentence || closes(token, self.open_quote);
        if !glued {
            self.page.text.push(' ');
        }
        let start = self.page.text.len();
        self.page.text.push_str(token);
        let end = self.page.text.len();
        self.glue =
            matches!(token, "(" | "[" | "$" | "#" | "@" | "``") || hyphen || (token == "\"" && !self.open_quote);
        if token == "\"" {
            self.open_quote = !self.open_quote;
        }
        self.label(label, start, end);
    }

    fn label(&mut self, label: &str, start: usize, end: usize) {
        let (position, name) = label.split_once('-').unwrap_or(("O", ""));
        // A handle ("@name") is an address, not a name in running text.
        let kind = kind(name).filter(|_| !self.page.text[start..end].starts_with('@'));
        let goes_on = position == "I" && self.open.is_some_and(|(_, _, open)| Some(open) == kind);
        match (&mut self.open, kind) {
            (Some(open), Some(_)) if goes_on => open.1 = end,
            _ => {
                self.close();
                self.open = kind.map(|kind| (start, end, kind));
            }
        }
        self.page.complete |= kind == Some(NameKind::Other);
    }

    fn close(&mut self) {
        if let Some((start, end, kind)) = self.open.take() {
            self.page.names.push((Span::new(start, end), kind));
        }
    }

    fn end_sentence(&mut self) {
        self.close();
        if self.page.text.len() > self.sentence {
            self.page.sentences.push(Span::new(self.sentence, self.page.text.len()));
            self.page.text.push('\n');
        }
        self.sentence = self.page.text.len();
        self.glue = false;
        self.open_quote = false;
    }

    fn finish(mut self) -> GoldPage {
        self.end_sentence();
        self.page.weight = 1.0;
        self.page.sure = true;
        self.page
    }
}

/// Tokens that follow the one before them without a blank.
fn closes(token: &str, open_quote: bool) -> bool {
    let mark =
        matches!(token, "." | "," | ";" | ":" | "!" | "?" | ")" | "]" | "%" | "''" | "'s" | "’s" | "n't" | "...");
    mark || (token == "\"" && open_quote)
}
