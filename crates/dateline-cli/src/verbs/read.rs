//! `read` and `mark`: articles one by one, in the order of the input, in flat memory.
//!
//! One thread cuts the input into records and packs them into batches; the others read, clean and print the records of
//! a batch side by side; this one writes what they made, in order.

use std::collections::BTreeMap;
use std::sync::mpsc::{SyncSender, sync_channel};

use dateline::intake::{Page, Record, RecordError};
use dateline::pipeline::documents::{article_document, marked_document};
use dateline::pipeline::{Engine, Skipped};
use dateline::public::ArticleDocument;
use rayon::prelude::*;

use crate::args::{Common, Input, LinesFormat, MarkArgs, ReadArgs, ReadFormat};
use crate::exit::{Failure, Outcome};
use crate::input::{self, Files};
use crate::output::Output;
use crate::progress::Progress;
use crate::table;

/// `dateline read`.
pub(crate) fn run(args: &ReadArgs, common: &Common) -> Result<Outcome, Failure> {
    let document = |engine: &Engine, page: &Page| article_document(&engine.dated(page), &[]);
    write_articles(&args.input, args.format, common, &document)
}

/// `dateline mark`.
pub(crate) fn mark(args: &MarkArgs, common: &Common) -> Result<Outcome, Failure> {
    let format = match args.format {
        LinesFormat::Jsonl => ReadFormat::Jsonl,
        LinesFormat::Json => ReadFormat::Json,
    };
    let document = |engine: &Engine, page: &Page| marked_document(&engine.marked(page), &[]);
    write_articles(&args.input, format, common, &document)
}

type Document = dyn Fn(&Engine, &Page) -> ArticleDocument + Sync;

fn write_articles(
    source: &Input,
    format: ReadFormat,
    common: &Common,
    document: &Document,
) -> Result<Outcome, Failure> {
    let engine = input::engine(source, 0);
    let mut writer = Writer::new(format, common)?;
    let make = |page: &Page| {
        let article = document(&engine, page);
        let no_article = article.skipped.clone();
        let piece = match format {
            ReadFormat::Parquet => Piece::Row(Box::new(article)),
            _ => Piece::Text(rendered(&article, format)),
        };
        Made { piece, no_article }
    };
    let outcome = each_page(source, common, &make, &mut |made: &Made| writer.put(&made.piece))?;
    writer.finish()?;
    Ok(outcome)
}

/// An article ready to be written.
struct Made {
    piece: Piece,
    no_article: Option<String>,
}

/// What is written of it.
enum Piece {
    Text(String),
    Row(Box<ArticleDocument>),
}

/// Records of a batch, and the bytes from which no more are added: enough for every core, few enough that the raw
/// bytes of the batches under way do not pile up.
const BATCH: usize = 256;
const BATCH_BYTES: usize = 16 << 20;

/// Batches that may wait while one is read.
const AHEAD: usize = 1;

type Batch = Vec<Result<Record, RecordError>>;

/// Makes something of each page, many at a time, and hands it on in the order of the input.
fn each_page(
    source: &Input,
    common: &Common,
    make: &(dyn Fn(&Page) -> Made + Sync),
    put: &mut dyn FnMut(&Made) -> Result<(), Failure>,
) -> Result<Outcome, Failure> {
    if source.paths.is_empty() {
        return Err(Failure::NoInput { or_store: false });
    }
    let (files, missing) = input::find(source)?;
    let mut tally = Tally::new(common);
    std::thread::scope(|scope| -> Result<(), Failure> {
        let (sender, batches) = sync_channel(AHEAD);
        scope.spawn(move || cut(files, &sender));
        for batch in batches {
            let done: Vec<_> =
                batch.into_par_iter().map(|record| record.and_then(Record::page).map(|page| make(&page))).collect();
            for made in &done {
                tally.count(made);
                if let Ok(made) = made {
                    put(made)?;
                }
            }
        }
        Ok(())
    })?;
    tally.tell();
    Ok(missing.outcome(tally.articles))
}

/// Cuts the input into batches until nobody takes them any more.
fn cut(files: Files, batches: &SyncSender<Batch>) {
    let (mut batch, mut bytes) = (Batch::new(), 0);
    for record in files.records() {
        bytes += record.as_ref().map_or(0, Record::bytes);
        batch.push(record);
        if batch.len() == BATCH || bytes >= BATCH_BYTES {
            bytes = 0;
            if batches.send(std::mem::take(&mut batch)).is_err() {
                return;
            }
        }
    }
    // A receiver that has gone away wants no more.
    let _ = batches.send(batch);
}

/// What became of the records, told at the end.
struct Tally {
    progress: Progress,
    quiet: bool,
    articles: usize,
    skipped: BTreeMap<String, usize>,
    no_articles: BTreeMap<String, usize>,
}

/// Reasons told apart; a broken file of a million records has few.
const REASONS: usize = 1000;

/// Pages from which the speed is told: below, it says nothing.
const MANY: usize = 1000;

impl Tally {
    fn new(common: &Common) -> Self {
        let progress = Progress::of_pages(common);
        let (skipped, no_articles) = (BTreeMap::new(), BTreeMap::new());
        Self { progress, quiet: common.quiet, articles: 0, skipped, no_articles }
    }

    fn count(&mut self, made: &Result<Made, RecordError>) {
        self.progress.page();
        match made {
            Ok(made) => {
                self.articles += 1;
                if let Some(reason) = &made.no_article {
                    *self.no_articles.entry(reason.clone()).or_default() += 1;
                }
            }
            Err(error) => {
                let skipped = Skipped::from(error);
                if !self.quiet {
                    self.progress.note(&format!("skipped {}: {}", skipped.page, skipped.reason));
                }
                if self.skipped.len() < REASONS {
                    *self.skipped.entry(skipped.reason).or_default() += 1;
                }
            }
        }
    }

    /// How many, how fast, what is no article and what was skipped.
    fn tell(&self) {
        let seconds = self.progress.elapsed().as_secs_f64();
        self.progress.end();
        let skipped: usize = self.skipped.values().sum();
        let pages = self.articles + skipped;
        if self.quiet || (pages < MANY && skipped == 0 && self.no_articles.is_empty()) {
            return;
        }
        let speed = if pages < MANY { String::new() } else { format!(", {:.0} pages/s", pages as f64 / seconds) };
        crate::output::note(&format!("{pages} pages{speed}"));
        for (reason, count) in &self.no_articles {
            crate::output::note(&format!("  {count} no article: {reason}"));
        }
        for (reason, count) in &self.skipped {
            crate::output::note(&format!("  {count} skipped: {reason}"));
        }
    }
}

/// Writes articles as text or as rows of a table.
enum Writer {
    Text(ArticleWriter),
    Table(Box<table::Articles>),
}

impl Writer {
    fn new(format: ReadFormat, common: &Common) -> Result<Self, Failure> {
        match format {
            ReadFormat::Parquet => table::Articles::create(common).map(|table| Self::Table(Box::new(table))),
            _ => ArticleWriter::new(format, common).map(Self::Text),
        }
    }

    fn put(&mut self, piece: &Piece) -> Result<(), Failure> {
        match (self, piece) {
            (Self::Text(writer), Piece::Text(text)) => writer.put(text),
            (Self::Table(table), Piece::Row(article)) => table.put(article),
            _ => Ok(()),
        }
    }

    fn finish(self) -> Result<(), Failure> {
        match self {
            Self::Text(writer) => writer.finish(),
            Self::Table(table) => table.finish(),
        }
    }
}

/// Writes articles in one of the formats of text.
struct ArticleWriter {
    output: Output,
    format: ReadFormat,
    written: usize,
}

impl ArticleWriter {
    fn new(format: ReadFormat, common: &Common) -> Result<Self, Failure> {
        let mut output = Output::open(common)?;
        match format {
            ReadFormat::Json => output.put("[")?,
            ReadFormat::Csv => output.put(&csv_line(&CSV_COLUMNS.map(str::to_owned)))?,
            ReadFormat::Jsonl | ReadFormat::Md | ReadFormat::Parquet => {}
        }
        Ok(Self { output, format, written: 0 })
    }

    /// Writes an article as [`rendered`].
    fn put(&mut self, text: &str) -> Result<(), Failure> {
        self.written += 1;
        if self.format == ReadFormat::Json {
            self.output.put(if self.written > 1 { ",\n" } else { "\n" })?;
        }
        self.output.put(text)
    }

    fn finish(mut self) -> Result<(), Failure> {
        if self.format == ReadFormat::Json {
            self.output.put("\n]\n")?;
        }
        self.output.finish()
    }
}

/// An article in one of the formats.
fn rendered(article: &ArticleDocument, format: ReadFormat) -> String {
    let json = || serde_json::to_string(article).expect("public documents hold only strings and numbers");
    match format {
        ReadFormat::Jsonl => json() + "\n",
        ReadFormat::Json | ReadFormat::Parquet => json(),
        ReadFormat::Csv => csv_line(&csv_fields(article)),
        ReadFormat::Md => markdown(article),
    }
}

const CSV_COLUMNS: [&str; 9] = ["id", "url", "publisher", "title", "published", "language", "byline", "agency", "text"];

fn csv_fields(article: &ArticleDocument) -> [String; 9] {
    [
        article.id.clone(),
        article.page.url.clone().unwrap_or_default(),
        article.publisher.name.clone().unwrap_or_default(),
        article.title.clone(),
        article.published.value.clone().unwrap_or_default(),
        article.language.clone().unwrap_or_default(),
        article.byline.join("; "),
        article.agency.clone().unwrap_or_default(),
        article.text.clone(),
    ]
}

/// RFC 4180: every field quoted, quotes doubled.
fn csv_line<const N: usize>(fields: &[String; N]) -> String {
    let quoted = fields.each_ref().map(|field| format!("\"{}\"", field.replace('"', "\"\"")));
    quoted.join(",") + "\r\n"
}

fn markdown(article: &ArticleDocument) -> String {
    let mut head = Vec::new();
    head.extend(article.publisher.name.clone());
    head.extend(article.published.value.clone());
    head.extend((!article.byline.is_empty()).then(|| article.byline.join(", ")));
    head.extend(article.agency.clone());
    let body = article.text.replace("\n\n", "\n").replace('\n', "\n\n");
    format!("# {}\n\n{}\n\n{body}\n\n---\n\n", article.title, head.join(" · "))
}
