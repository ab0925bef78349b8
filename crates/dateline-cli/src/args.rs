//! Every verb and flag, declared once: help, completions and the man page are made from here.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::verbs::window::LEAST;

/// Which news reports are about one event, who copied whom, where they differ: stories with proof.
///
/// Exit codes: 0 done; 1 a check failed or nothing was found; 2 wrong usage or input that could not be read.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, max_term_width = 100, disable_help_subcommand = true)]
pub(crate) struct Dateline {
    /// What to do.
    #[command(subcommand)]
    pub(crate) verb: Command,
    /// Flags of every verb.
    #[command(flatten)]
    pub(crate) common: Common,
}

/// Flags of every verb.
#[derive(Debug, Args)]
pub(crate) struct Common {
    /// Write to FILE instead of standard output
    #[arg(long, short, global = true, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Use N threads (default: one a core); the result is the same
    #[arg(short, long = "jobs", global = true, value_name = "N")]
    pub(crate) jobs: Option<usize>,
    /// The day that counts as today, as YYYY-MM-DD: pages cannot be younger
    #[arg(long, global = true, value_name = "DATE")]
    pub(crate) now: Option<jiff::civil::Date>,
    /// No notes and no progress on standard error
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
    /// More notes on standard error
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub(crate) verbose: bool,
}

impl Common {
    /// Starts as many threads as asked for.
    pub(crate) fn start_threads(&self) {
        let threads = self.jobs.unwrap_or(0);
        // The pool can be built once only; a second call keeps the first pool, which is what is wanted.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(threads).build_global();
    }
}

/// The verbs.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Clean, dated articles of pages
    Read(ReadArgs),
    /// Articles with names, times, quantities, quotes and sentences
    Mark(MarkArgs),
    /// Duplicates, copied passages and families of articles
    Trace(TraceArgs),
    /// Stories: one per event, with everything below
    Stories(StoriesArgs),
    /// The cited brief of one story
    Brief(PartArgs),
    /// The timeline of one story
    Timeline(PartArgs),
    /// What each origin of one story says: same, differs, silent
    Matrix(PartArgs),
    /// The quotations of one story with their wordings
    Quotes(PartArgs),
    /// Why two articles are together or apart
    Why(WhyArgs),
    /// What changed in a story since a day or a run
    Diff(DiffArgs),
    /// Take articles out of a story, for good
    Split(SplitArgs),
    /// Make several stories one, for good
    Merge(MergeArgs),
    /// Put an article into a story, for good
    Pin(PinArgs),
    /// What each step did with a page
    Explain(ExplainArgs),
    /// Read every selector of a document again; exit 1 and name each that does not hold
    Verify(VerifyArgs),
    /// Score on a gold file
    Eval(EvalArgs),
    /// The bundled case, end to end
    Demo(DemoArgs),
    /// JSON Schema of a document
    Schema(SchemaArgs),
    /// Completions for a shell
    Completions(CompletionsArgs),
    /// The man page
    Man,
}

/// Where pages come from.
#[derive(Debug, Args, Clone, Default)]
pub(crate) struct Input {
    /// Files, folders (recursive, sorted), or - for standard input
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Take the input as this format instead of sniffing it
    #[arg(long, value_name = "FORMAT")]
    pub(crate) input_format: Option<String>,
    /// Clean texts that records give as already clean
    #[arg(long)]
    pub(crate) clean: bool,
}

/// `read`.
#[derive(Debug, Args)]
pub(crate) struct ReadArgs {
    /// Input.
    #[command(flatten)]
    pub(crate) input: Input,
    /// Output format
    #[arg(long, value_enum, default_value = "jsonl")]
    pub(crate) format: ReadFormat,
}

/// Formats of `read`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReadFormat {
    /// One JSON document a line
    Jsonl,
    /// One JSON array
    Json,
    /// One Parquet table
    Parquet,
    /// Comma-separated values
    Csv,
    /// Markdown
    Md,
}

/// `mark`.
#[derive(Debug, Args)]
pub(crate) struct MarkArgs {
    /// Input.
    #[command(flatten)]
    pub(crate) input: Input,
    /// Output format
    #[arg(long, value_enum, default_value = "jsonl")]
    pub(crate) format: LinesFormat,
}

/// Formats of `mark`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LinesFormat {
    /// One JSON document a line
    Jsonl,
    /// One JSON array
    Json,
}

/// `trace`.
#[derive(Debug, Args)]
pub(crate) struct TraceArgs {
    /// Input.
    #[command(flatten)]
    pub(crate) input: Input,
    /// Only what touches this article (identifier, its beginning, or file)
    #[arg(long, value_name = "ID")]
    pub(crate) article: Option<String>,
    /// Output format
    #[arg(long, value_enum, default_value = "json")]
    pub(crate) format: TraceFormat,
    /// Keep the pages in this folder, made where it is not there, and tell what the new ones share with all that it
    /// holds, through an index that it keeps; without PATH, the words of all its pages are traced
    #[arg(long, value_name = "DIR")]
    pub(crate) store: Option<PathBuf>,
}

/// Formats of `trace`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TraceFormat {
    /// One JSON document
    Json,
    /// One passage a line
    Jsonl,
    /// One passage a line, in the shape of the aligned pairs that passim prints
    Passim,
    /// The passages as one Parquet table
    Parquet,
    /// For readers: whose words each article carries, and the passages side by side
    Text,
}

/// `stories`.
#[derive(Debug, Args)]
pub(crate) struct StoriesArgs {
    /// Input.
    #[command(flatten)]
    pub(crate) input: Input,
    /// Output format
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: StoriesFormat,
    /// Length of each brief
    #[arg(long, value_name = "N", default_value_t = 200)]
    pub(crate) words: usize,
    /// Who may rephrase the briefs.
    #[command(flatten)]
    pub(crate) writer: WriterArgs,
    /// Where pages are kept between runs.
    #[command(flatten)]
    pub(crate) store: MayStore,
    /// With a store: group at least this many kept pages again with new ones, those first that the new ones may change;
    /// a number above that of the pages groups all again
    #[arg(long, value_name = "PAGES", default_value_t = LEAST)]
    pub(crate) window: usize,
}

/// Who may rephrase the sentences of a brief. Off unless an endpoint is named.
#[derive(Debug, Args, Clone, Default)]
pub(crate) struct WriterArgs {
    // As `help`, since a name written like a type would have to stand in marks in a doc comment.
    #[arg(
        long,
        value_name = "URL",
        help = "Let an OpenAI-compatible endpoint (http://localhost:8080/v1) rephrase each sentence of the brief; one \
                whose names, numbers, dates or quotations are not in its citations is refused. A key is read from \
                DATELINE_WRITER_KEY"
    )]
    pub(crate) writer: Option<String>,
    /// The model to ask for
    #[arg(long, value_name = "NAME", default_value = "default", requires = "writer")]
    pub(crate) writer_model: String,
    /// Seconds to wait for a sentence
    #[arg(
        long,
        value_name = "N",
        default_value_t = 20,
        requires = "writer",
        value_parser = clap::value_parser!(u64).range(1..=600)
    )]
    pub(crate) writer_seconds: u64,
}

/// A store, where one is used.
#[derive(Debug, Args, Clone, Default)]
pub(crate) struct MayStore {
    /// Keep the pages in this folder, made where it is not there; stories are those of all pages kept, under their names
    /// of earlier runs and your decisions
    #[arg(long, value_name = "DIR")]
    pub(crate) store: Option<PathBuf>,
}

/// Formats of `stories`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum StoriesFormat {
    /// For a terminal
    Text,
    /// One JSON document
    Json,
    /// One story a line
    Jsonl,
    /// Markdown
    Md,
    /// One self-contained page
    Html,
    /// A folder of Parquet tables, named with --output
    Parquet,
}

/// `brief`, `timeline`, `matrix`, `quotes`.
#[derive(Debug, Args)]
pub(crate) struct PartArgs {
    /// The story: its identifier or the beginning of it, its number in `stories`, or one of its articles; for
    /// `timeline` also the identifier of a topic
    #[arg(value_name = "STORY")]
    pub(crate) story: String,
    /// Input.
    #[command(flatten)]
    pub(crate) input: Input,
    /// Output format
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: PartFormat,
    /// Length of the brief
    #[arg(long, value_name = "N", default_value_t = 200)]
    pub(crate) words: usize,
    /// Where pages are kept between runs.
    #[command(flatten)]
    pub(crate) store: MayStore,
    /// Who may rephrase the brief.
    #[command(flatten)]
    pub(crate) writer: WriterArgs,
}

/// Formats of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PartFormat {
    /// For a terminal
    Text,
    /// One JSON document
    Json,
    /// Markdown
    Md,
}

/// `why`.
#[derive(Debug, Args)]
pub(crate) struct WhyArgs {
    /// One article or story: identifier, beginning of it, or file
    #[arg(value_name = "A")]
    pub(crate) a: String,
    /// The other
    #[arg(value_name = "B")]
    pub(crate) b: String,
    /// The heap both are in; without it, and without a store, A and B are files
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Where pages are kept between runs.
    #[command(flatten)]
    pub(crate) store: MayStore,
    /// Take the input as this format instead of sniffing it
    #[arg(long, value_name = "FORMAT")]
    pub(crate) input_format: Option<String>,
    /// Output format
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: TextOrJson,
}

/// Text or JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TextOrJson {
    /// For a terminal
    Text,
    /// One JSON document
    Json,
}

/// `diff`.
#[derive(Debug, Args)]
pub(crate) struct DiffArgs {
    /// The story: its identifier or the beginning of it, its number in `stories`, or one of its articles
    #[arg(value_name = "STORY")]
    pub(crate) story: String,
    /// The day (YYYY-MM-DD) or the number of the run that you saw last
    #[arg(long, value_name = "DATE|MARK")]
    pub(crate) since: String,
    /// The store
    #[arg(long, value_name = "DIR")]
    pub(crate) store: PathBuf,
    /// Output format
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: PartFormat,
}

/// `split`.
#[derive(Debug, Args)]
pub(crate) struct SplitArgs {
    /// The story
    #[arg(value_name = "STORY")]
    pub(crate) story: String,
    /// Articles that leave it and are a story of their own
    #[arg(value_name = "ARTICLE", required = true)]
    pub(crate) articles: Vec<String>,
    /// The store
    #[arg(long, value_name = "DIR")]
    pub(crate) store: PathBuf,
}

/// `merge`.
#[derive(Debug, Args)]
pub(crate) struct MergeArgs {
    /// Stories that are one
    #[arg(value_name = "STORY", num_args = 2.., required = true)]
    pub(crate) stories: Vec<String>,
    /// The store
    #[arg(long, value_name = "DIR")]
    pub(crate) store: PathBuf,
}

/// `pin`.
#[derive(Debug, Args)]
pub(crate) struct PinArgs {
    /// The article
    #[arg(value_name = "ARTICLE")]
    pub(crate) article: String,
    /// The story it belongs to
    #[arg(value_name = "STORY")]
    pub(crate) story: String,
    /// The store
    #[arg(long, value_name = "DIR")]
    pub(crate) store: PathBuf,
}

/// `explain`.
#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// Input.
    #[command(flatten)]
    pub(crate) input: Input,
}

/// `verify`.
#[derive(Debug, Args)]
pub(crate) struct VerifyArgs {
    /// Documents that `stories`, `trace`, `why`, `read` or `mark` wrote
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// Read the pages here instead of where the document says they were
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub(crate) against: Vec<PathBuf>,
    /// Read the pages that are kept in this store
    #[arg(long, value_name = "DIR", conflicts_with = "against")]
    pub(crate) store: Option<PathBuf>,
    /// Output format
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: TextOrJson,
}

/// `eval`.
#[derive(Debug, Args)]
pub(crate) struct EvalArgs {
    /// reading, dates, times, names, quotes, copies, stories, brief, timeline or variants
    #[arg(value_name = "TASK")]
    pub(crate) task: String,
    /// Gold file: JSON Lines, plain, .gz or .zst
    #[arg(value_name = "GOLD")]
    pub(crate) gold: PathBuf,
    /// For stories: feed the articles in date order, one pass
    #[arg(long)]
    pub(crate) online: bool,
    /// Output format
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: TextOrJson,
}

/// `demo`.
#[derive(Debug, Args)]
pub(crate) struct DemoArgs {
    /// Run the checks of the first ten minutes and print each with its result
    #[arg(long)]
    pub(crate) check: bool,
    /// Output format
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: StoriesFormat,
}

/// `schema`.
#[derive(Debug, Args)]
pub(crate) struct SchemaArgs {
    /// article, stories, trace or why
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
}

/// `completions`.
#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// Shell
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
}
