//! Gzip, with one member or many (`.warc.gz` has one a record).
//!
//! A member whose bytes are broken costs itself alone: reading fails once and goes on at the next member.

use std::io::{self, BufRead, BufReader, Chain, ErrorKind, Read};

use flate2::bufread::GzDecoder;

use super::formats::read_source;
use super::{Format, Records, Source, bounds};

/// The magic of RFC 1952 with the one method there is.
pub(super) const FORMAT: Format = Format { name: "gz", sniff: |head| head.starts_with(MAGIC), read };

const MAGIC: &[u8] = b"\x1f\x8b\x08";

/// Bytes read at a time.
const BUFFER: usize = 64 << 10;

fn read(source: Source<'_>) -> Records<'_> {
    let Source { input, path, nested, reading } = source;
    let members = |packed| Ok::<_, std::convert::Infallible>(Members::of(BufReader::with_capacity(BUFFER, packed)));
    let Ok(expanded) = bounds::guarded(input, members);
    let input = Box::new(BufReader::with_capacity(BUFFER, expanded));
    read_source(Source { input, path, nested: nested + 1, reading })
}

/// The members of a file, one after the other.
struct Members<R> {
    /// The one being read, its magic put back; `None` behind the last.
    member: Option<GzDecoder<Chain<&'static [u8], R>>>,
}

impl<R: BufRead> Members<R> {
    fn of(packed: R) -> Self {
        let unread: &[u8] = b"";
        Self { member: Some(GzDecoder::new(unread.chain(packed))) }
    }

    /// Goes on at the next magic, reading over anything else.
    fn next_member(&mut self) -> io::Result<()> {
        let Some(member) = self.member.take() else { return Ok(()) };
        let (_, mut packed) = member.into_inner().into_inner();
        let mut seen = 0;
        while seen < MAGIC.len() {
            let Some(&byte) = packed.fill_buf()?.first() else { return Ok(()) };
            packed.consume(1);
            seen = if byte == MAGIC[seen] { seen + 1 } else { usize::from(byte == MAGIC[0]) };
        }
        self.member = Some(GzDecoder::new(MAGIC.chain(packed)));
        Ok(())
    }
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while let Some(member) = &mut self.member {
            match member.read(buffer) {
                Ok(0) if !buffer.is_empty() => self.next_member()?,
                Ok(read) => return Ok(read),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::InvalidData) => {
                    self.next_member()?;
                    return Err(io::Error::new(ErrorKind::InvalidData, error));
                }
                Err(error) => {
                    self.member = None;
                    return Err(error);
                }
            }
        }
        Ok(0)
    }
}
