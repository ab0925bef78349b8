//! Digits of all scripts as ASCII, with the places where they stood.

/// A line in lower case with ASCII digits.
pub(super) struct Folded {
    pub(super) text: String,
    /// For each byte of `text`, and for its end, the byte of the line; empty where they are the same.
    places: Vec<u32>,
    /// Whether it has digits as Persian writes them.
    pub(super) is_persian: bool,
}

impl Folded {
    /// Folds a line.
    pub(super) fn of(line: &str) -> Self {
        let mut folded = Self { text: String::with_capacity(line.len()), places: Vec::new(), is_persian: false };
        if !may_have_foreign(line) || !line.chars().any(|c| foreign(c).is_some()) {
            folded.text.extend(line.chars().map(lower));
            return folded;
        }
        for (at, c) in line.char_indices() {
            folded.text.push(foreign(c).unwrap_or_else(|| lower(c)));
            folded.places.resize(folded.text.len(), at as u32);
            folded.is_persian |= matches!(c, '\u{6f0}'..='\u{6f9}');
        }
        folded.places.push(line.len() as u32);
        folded
    }

    /// The byte of the line at a byte of the text.
    pub(super) fn place(&self, at: usize) -> usize {
        self.places.get(at).map_or(at, |place| *place as usize)
    }
}

/// Whether a line has at least so many digits.
pub(super) fn has_digits(line: &str, least: usize) -> bool {
    let ascii = line.bytes().filter(u8::is_ascii_digit).count();
    ascii >= least
        || (may_have_foreign(line) && ascii + line.chars().filter(|c| foreign(*c).is_some()).count() >= least)
}

/// Whether a byte stands in the line with which characters of these digits' scripts begin.
fn may_have_foreign(line: &str) -> bool {
    memchr::memchr3(0xd9, 0xdb, 0xe0, line.as_bytes()).is_some()
}

/// A digit of Arabic, Persian, Hindi, Bengali and Thai writing as ASCII.
fn foreign(c: char) -> Option<char> {
    let zeros = ['\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{e50}'];
    let value = zeros.iter().find_map(|zero| (c as u32).checked_sub(*zero as u32).filter(|value| *value < 10))?;
    char::from_digit(value, 10)
}

/// A letter in lower case where that has as many bytes: places in the folded line are places in the line.
fn lower(c: char) -> char {
    let mut low = c.to_lowercase();
    low.next().filter(|first| first.len_utf8() == c.len_utf8() && low.next().is_none()).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_any_script_are_read_at_their_places() {
        let line = "Am ٣. Mai ۲০๑९";
        let folded = Folded::of(line);
        assert_eq!(folded.text, "am 3. mai 2019");
        let at = folded.text.find("mai").unwrap();
        assert_eq!(&line[folded.place(at)..folded.place(at + 3)], "Mai");
        assert_eq!(folded.place(folded.text.len()), line.len());
        assert!(has_digits(line, 5) && !has_digits(line, 6));
    }
}
