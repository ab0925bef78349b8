//! Zstandard.

use std::io::BufReader;

use ruzstd::decoding::StreamingDecoder;

use super::formats::{failed, read_source};
use super::{Format, Records, Source, bounds};

/// The magic of RFC 8878.
pub(super) const FORMAT: Format = Format { name: "zstd", sniff: |head| head.starts_with(b"\x28\xb5\x2f\xfd"), read };

fn read(source: Source<'_>) -> Records<'_> {
    let location = source.location(None);
    let Source { input, path, nested, reading } = source;
    match bounds::guarded(input, StreamingDecoder::new) {
        Ok(expanded) => {
            read_source(Source { input: Box::new(BufReader::new(expanded)), path, nested: nested + 1, reading })
        }
        Err(error) => failed(location, format!("expected a zstd stream: {error}")),
    }
}
