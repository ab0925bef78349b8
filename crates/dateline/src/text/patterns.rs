//! How patterns of data files are compiled.

/// A pattern whose word boundaries are those of ASCII. For boundaries of other letters `regex` leaves its fast automata
/// wherever a text has one, at many times the cost; the boundaries of our patterns stand beside ASCII letters.
pub fn ascii_bounds(pattern: &str) -> String {
    pattern.replace(r"\b", r"(?-u:\b)")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_boundary_is_one_of_ascii() {
        assert_eq!(ascii_bounds(r"\bflight (\d+)\b"), r"(?-u:\b)flight (\d+)(?-u:\b)");
    }
}
