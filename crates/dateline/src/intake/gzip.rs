//! gzip, one member or many (`.warc.gz` has one a record).

use std::io::BufReader;

use flate2::read::MultiGzDecoder;

use super::formats::read_source;
use super::{Format, Pages, Source, bounds};

/// The magic of RFC 1952 with the one method there is.
pub(super) const FORMAT: Format = Format { name: "gz", sniff: |head| head.starts_with(b"\x1f\x8b\x08"), read };

fn read(source: Source<'_>) -> Pages<'_> {
    let Source { input, path, nested } = source;
    let decoder = bounds::guarded(input, |packed| Ok::<_, std::convert::Infallible>(MultiGzDecoder::new(packed)));
    let Ok(expanded) = decoder;
    read_source(Source { input: Box::new(BufReader::new(expanded)), path, nested: nested + 1 }, None)
}
