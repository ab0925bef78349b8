//! Without Parquet: every door says so.

use dateline::intake::Format;
use dateline::public::{ArticleDocument, StoriesDocument, TraceDocument};

use crate::args::Common;
use crate::exit::Failure;

/// Formats that this build reads beside those of the engine.
pub(crate) static FORMATS: &[Format] = &[];

const NOT_BUILT: Failure = Failure::NotBuilt { format: "Parquet" };

/// No table of articles can be made.
pub(crate) enum Articles {}

impl Articles {
    pub(crate) fn create(_: &Common) -> Result<Self, Failure> {
        Err(NOT_BUILT)
    }

    pub(crate) fn put(&mut self, _: &ArticleDocument) -> Result<(), Failure> {
        match *self {}
    }

    pub(crate) fn finish(self) -> Result<(), Failure> {
        match self {}
    }
}

pub(crate) fn write_passages(_: &TraceDocument, _: &Common) -> Result<(), Failure> {
    Err(NOT_BUILT)
}

pub(crate) fn write_stories(_: &StoriesDocument, _: &Common) -> Result<(), Failure> {
    Err(NOT_BUILT)
}
