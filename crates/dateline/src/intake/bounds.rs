//! What one record or one stream may cost.

use std::io::{self, BufRead, Read};

/// Bytes of one record. Issue pages of 50 MB must pass; nothing published as an article is longer.
pub(super) const RECORD_MAX: usize = 64 << 20;

/// Bytes that are looked at to tell the format. A WARC or JSON record shows itself in its first line, HTML within the
/// comments and scripts that some publishers print before `<html>`.
pub(super) const SNIFF_BYTES: usize = 64 << 10;

/// How many times larger than its compressed form a stream may become, once it is past [`RATIO_FREE`]. News HTML
/// packs 4 to 20 times, JSON lines of near-copies up to 60; a bomb of zeros packs 1,000 times.
const RATIO_MAX: u64 = 250;

/// Expanded bytes that are never held against a stream: small files of blanks may pack well.
const RATIO_FREE: u64 = 32 << 20;

/// Streams inside streams (`.gz` in `.zst` in …).
pub(super) const NESTED_MAX: u8 = 3;

/// Reads all of a record, at most [`RECORD_MAX`] bytes of it, and tells whether something was left.
pub(super) fn read_bounded(input: &mut dyn Read) -> io::Result<(Vec<u8>, bool)> {
    let mut bytes = Vec::new();
    input.take(RECORD_MAX as u64 + 1).read_to_end(&mut bytes)?;
    let cut = bytes.len() > RECORD_MAX;
    bytes.truncate(RECORD_MAX);
    Ok((bytes, cut))
}

/// Reads one line with its end into `line`, as [`read_until`] does.
pub(super) fn read_line(input: &mut dyn BufRead, line: &mut Vec<u8>) -> io::Result<usize> {
    read_until(input, b'\n', line)
}

/// Reads up to and with the next `mark` into `line`; what passes [`RECORD_MAX`] is read over. Answers the bytes that
/// were read, 0 at the end of the input.
pub(super) fn read_until(input: &mut dyn BufRead, mark: u8, line: &mut Vec<u8>) -> io::Result<usize> {
    line.clear();
    let mut total = 0;
    loop {
        let available = match input.fill_buf() {
            Ok(available) => available,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let end = memchr::memchr(mark, available);
        let taken = end.map_or(available.len(), |at| at + 1);
        let room = RECORD_MAX.saturating_sub(line.len());
        line.extend_from_slice(&available[..taken.min(room)]);
        total += taken;
        input.consume(taken);
        if end.is_some() || taken == 0 {
            return Ok(total);
        }
    }
}

/// Passes bytes through and counts them.
pub(super) struct Counted<R> {
    inner: R,
    count: std::rc::Rc<std::cell::Cell<u64>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.count.set(self.count.get() + read as u64);
        Ok(read)
    }
}

/// A reader that fails where more than [`RECORD_MAX`] bytes (and a buffer's) pass between two calls of its
/// [`Meter::reset`]: a record that never closes.
pub(super) struct Metered<R> {
    inner: R,
    meter: Meter,
}

/// Starts the count of a [`Metered`] reader anew.
#[derive(Clone, Default)]
pub(super) struct Meter(std::rc::Rc<std::cell::Cell<u64>>);

impl Meter {
    pub(super) fn of<R: Read>(&self, inner: R) -> Metered<R> {
        Metered { inner, meter: self.clone() }
    }

    pub(super) fn reset(&self) {
        self.0.set(0);
    }
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.meter.0.get() > RECORD_MAX as u64 {
            return Err(io::Error::other(format!("expected at most {RECORD_MAX} bytes a record, but found more")));
        }
        let read = self.inner.read(buffer)?;
        self.meter.0.set(self.meter.0.get() + read as u64);
        Ok(read)
    }
}

/// A decompressed stream that ends with an error where it grows past any honest ratio.
pub(super) struct Guarded<R> {
    expanded: R,
    packed: std::rc::Rc<std::cell::Cell<u64>>,
    out: u64,
}

/// Wraps the decoder that `decode` makes of `packed`.
pub(super) fn guarded<'a, R: Read, E>(
    packed: Box<dyn BufRead + 'a>,
    decode: impl FnOnce(Counted<Box<dyn BufRead + 'a>>) -> Result<R, E>,
) -> Result<Guarded<R>, E> {
    let count = std::rc::Rc::new(std::cell::Cell::new(0));
    let expanded = decode(Counted { inner: packed, count: count.clone() })?;
    Ok(Guarded { expanded, packed: count, out: 0 })
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.expanded.read(buffer)?;
        self.out += read as u64;
        let allowed = RATIO_FREE.max(self.packed.get().saturating_mul(RATIO_MAX));
        if self.out > allowed {
            let found = format!("expected at most {RATIO_MAX} times the packed size, but the stream expands further");
            return Err(io::Error::other(found));
        }
        Ok(read)
    }
}
