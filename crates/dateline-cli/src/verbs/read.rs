//! `read` and `mark`: articles one by one, in the order of the input, in flat memory.

use dateline::facts::Marked;
use dateline::pipeline::Skipped;
use dateline::pipeline::documents::{article_document, marked_document};
use dateline::public::ArticleDocument;
use rayon::prelude::*;

use crate::args::{Common, Input, LinesFormat, MarkArgs, ReadArgs, ReadFormat};
use crate::exit::{Failure, Outcome};
use crate::input;
use crate::output::Output;

/// Pages walked at a time.
const BATCH: usize = 128;

/// `dateline read`.
pub(crate) fn run(args: &ReadArgs, common: &Common) -> Result<Outcome, Failure> {
    let mut writer = ArticleWriter::new(args.format, common)?;
    let outcome = each_article(&args.input, common, article_document, &mut |article| writer.put(article))?;
    writer.finish()?;
    Ok(outcome)
}

/// `dateline mark`.
pub(crate) fn mark(args: &MarkArgs, common: &Common) -> Result<Outcome, Failure> {
    let format = match args.format {
        LinesFormat::Jsonl => ReadFormat::Jsonl,
        LinesFormat::Json => ReadFormat::Json,
    };
    let mut writer = ArticleWriter::new(format, common)?;
    let outcome = each_article(&args.input, common, marked_document, &mut |article| writer.put(article))?;
    writer.finish()?;
    Ok(outcome)
}

type Document = fn(&Marked, &[Marked]) -> ArticleDocument;

fn each_article(
    source: &Input,
    common: &Common,
    document: Document,
    put: &mut dyn FnMut(&ArticleDocument) -> Result<(), Failure>,
) -> Result<Outcome, Failure> {
    let engine = input::engine(source, 0);
    let (mut pages, missing) = input::open(source, common)?;
    let mut articles = 0;
    loop {
        let batch: Vec<_> = pages.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            return Ok(missing.outcome(articles));
        }
        let done: Vec<_> = batch
            .par_iter()
            .map(|page| page.as_ref().map(|page| document(&engine.marked(page), &[])).map_err(Skipped::from))
            .collect();
        for article in &done {
            match article {
                Ok(article) => {
                    articles += 1;
                    put(article)?;
                }
                Err(skipped) => input::note_skipped([(skipped.page.as_str(), skipped.reason.as_str())], common),
            }
        }
    }
}

/// Writes articles in one of the formats.
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
            ReadFormat::Jsonl | ReadFormat::Md => {}
        }
        Ok(Self { output, format, written: 0 })
    }

    fn put(&mut self, article: &ArticleDocument) -> Result<(), Failure> {
        self.written += 1;
        match self.format {
            ReadFormat::Jsonl => self.output.json_line(article),
            ReadFormat::Json => {
                self.output.put(if self.written > 1 { ",\n" } else { "\n" })?;
                let text = serde_json::to_string(article).expect("public documents hold only strings and numbers");
                self.output.put(&text)
            }
            ReadFormat::Csv => self.output.put(&csv_line(&csv_fields(article))),
            ReadFormat::Md => self.output.put(&markdown(article)),
        }
    }

    fn finish(mut self) -> Result<(), Failure> {
        if self.format == ReadFormat::Json {
            self.output.put("\n]\n")?;
        }
        self.output.finish()
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
