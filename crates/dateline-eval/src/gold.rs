//! Gold files: JSON Lines, plain, gzipped or zstandard-compressed.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use flate2::read::MultiGzDecoder;
use serde::de::DeserializeOwned;
use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::EvalError;

/// Orders rows by content, so that no order of the file reaches the engine.
const SHUFFLE_SEED: u64 = 20_260_101;

/// A gold row with the name under which its scores are committed.
pub(crate) struct Row<T> {
    /// Twelve hexadecimal digits: a hash of the row's own identifier.
    pub case: String,
    /// The row.
    pub gold: T,
}

/// The text of a gold file, unpacked by what its first bytes say.
pub(crate) fn content(path: &Path) -> Result<String, EvalError> {
    let unreadable = |source| EvalError::Unreadable { path: path.to_owned(), source };
    let mut file = BufReader::new(File::open(path).map_err(unreadable)?);
    let magic = file.fill_buf().map_err(unreadable)?.get(..4).unwrap_or_default().to_vec();
    let mut content = String::new();
    let read = match magic.as_slice() {
        [0x1f, 0x8b, ..] => MultiGzDecoder::new(file).read_to_string(&mut content),
        [0x28, 0xb5, 0x2f, 0xfd] => match ruzstd::decoding::StreamingDecoder::new(file) {
            Ok(mut decoder) => decoder.read_to_string(&mut content),
            Err(error) => Err(std::io::Error::other(error)),
        },
        _ => file.read_to_string(&mut content),
    };
    read.map_err(unreadable)?;
    Ok(content)
}

/// The rows of a gold file in an order that depends on their content alone, at most `limit` of them.
pub(crate) fn rows<T: DeserializeOwned>(
    path: &Path,
    expected: &'static str,
    limit: Option<usize>,
) -> Result<Vec<Row<T>>, EvalError> {
    let content = content(path)?;
    let rows = content.split('\n').enumerate().filter(|(_, line)| !line.trim().is_empty());
    let mut numbered: Vec<(usize, &str)> = rows.collect();
    numbered.sort_by_cached_key(|(_, line)| xxh3_64_with_seed(line.as_bytes(), SHUFFLE_SEED));
    let mut rows = Vec::new();
    for (index, line) in numbered.into_iter().take(limit.unwrap_or(usize::MAX)) {
        let bad = |source| EvalError::BadRow { path: path.to_owned(), row: index + 1, expected, source };
        let value = value(line).map_err(bad)?;
        let case = case_name(&value, line);
        rows.push(Row { case, gold: serde_json::from_value(value).map_err(bad)? });
    }
    if rows.is_empty() { Err(EvalError::Empty { path: path.to_owned() }) } else { Ok(rows) }
}

/// A row as JSON. Python writes a missing number as `NaN`, which JSON does not have: read as null.
fn value(line: &str) -> serde_json::Result<serde_json::Value> {
    serde_json::from_str(line).or_else(|error| {
        let mended = line.replace(": NaN,", ": null,").replace(": NaN}", ": null}");
        serde_json::from_str(&mended).map_err(|_| error)
    })
}

/// A name that gives neither the identifier nor a word of the text away.
fn case_name(row: &serde_json::Value, line: &str) -> String {
    let own = row.get("id").map_or_else(|| line.to_owned(), ToString::to_string);
    case_hash(&own)
}

/// The first twelve hexadecimal digits of a 64-bit hash.
pub(crate) fn case_hash(own: &str) -> String {
    format!("{:016x}", xxh3_64_with_seed(own.as_bytes(), SHUFFLE_SEED))[..12].to_owned()
}

/// The bytes of a base64 text; what is no digit of it is passed over.
pub(crate) fn base64(packed: &str) -> Vec<u8> {
    let digit = |byte: u8| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let mut out = Vec::with_capacity(packed.len() / 4 * 3);
    let (mut bits, mut held) = (0u32, 0u32);
    for value in packed.bytes().filter_map(digit) {
        bits = (bits << 6) | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            out.push((bits >> held) as u8);
            bits &= (1 << held) - 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_unpacks() {
        assert_eq!(base64("ZGF0ZQ=="), b"date");
        assert_eq!(base64("ZGF0\nZWxpbmU="), b"dateline");
    }
}
