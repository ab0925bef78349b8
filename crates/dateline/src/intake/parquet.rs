//! Apache Parquet, by its name only: reading it takes a crate of its own, which is handed in as one of
//! [`Reading::more`](super::Reading::more).

use super::formats::failed;
use super::{Format, Records, Source};

/// The magic at both ends of the file.
pub(super) const FORMAT: Format = Format { name: "parquet", sniff: |head| head.starts_with(b"PAR1"), read };

#[expect(clippy::needless_pass_by_value, reason = "the signature of every format")]
fn read(source: Source<'_>) -> Records<'_> {
    let reason = "expected a format of this build, but found Parquet, which needs one with the feature `parquet`";
    failed(source.location(None), reason.to_owned())
}
