//! Two wordings word by word.

/// Cells of the alignment table up to which two wordings are aligned: 700 words on both sides.
const MOST_CELLS: usize = 500_000;

/// What was cut from `full` and added to it to make `variant`: `kept [-cut-] {+added+}`.
///
/// Case and marks at the ends of words do not count; shown are the words as written. `None` when one of the two is
/// too long for a table.
pub(super) fn difference(full: &str, variant: &str) -> Option<Difference> {
    let (full, variant) = (Words::of(full), Words::of(variant));
    if full.folded.len() * variant.folded.len() > MOST_CELLS {
        return None;
    }
    let lengths = common_lengths(&full.folded, &variant.folded);
    let width = variant.folded.len() + 1;
    let (mut i, mut j) = (0, 0);
    let mut out = Difference::default();
    let mut text = Marked::default();
    while i < full.folded.len() || j < variant.folded.len() {
        let both = i < full.folded.len() && j < variant.folded.len();
        if both && full.folded[i] == variant.folded[j] {
            text.push(Kind::Same, variant.written[j]);
            (i, j) = (i + 1, j + 1);
        } else if j == variant.folded.len()
            || (i < full.folded.len() && lengths[(i + 1) * width + j] >= lengths[i * width + j + 1])
        {
            text.push(Kind::Cut, full.written[i]);
            out.cut += 1;
            i += 1;
        } else {
            text.push(Kind::Added, variant.written[j]);
            out.added += 1;
            j += 1;
        }
    }
    out.text = text.finish();
    Some(out)
}

/// A difference and its size in words.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Difference {
    pub(super) text: String,
    pub(super) cut: usize,
    pub(super) added: usize,
}

struct Words<'t> {
    written: Vec<&'t str>,
    folded: Vec<String>,
}

impl<'t> Words<'t> {
    fn of(text: &'t str) -> Self {
        let mut words = Self { written: Vec::new(), folded: Vec::new() };
        for word in text.split_whitespace() {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            if !bare.is_empty() {
                words.written.push(word);
                words.folded.push(bare.replace('’', "'").to_lowercase());
            }
        }
        words
    }
}

/// Length of the longest common sequence of each pair of ends.
fn common_lengths(a: &[String], b: &[String]) -> Vec<u16> {
    let width = b.len() + 1;
    let mut lengths = vec![0u16; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            lengths[i * width + j] = if a[i] == b[j] {
                lengths[(i + 1) * width + j + 1] + 1
            } else {
                lengths[(i + 1) * width + j].max(lengths[i * width + j + 1])
            };
        }
    }
    lengths
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Same,
    Cut,
    Added,
}

#[derive(Default)]
struct Marked {
    runs: Vec<(Kind, String)>,
}

impl Marked {
    fn push(&mut self, kind: Kind, word: &str) {
        match self.runs.last_mut() {
            Some((last, run)) if *last == kind => {
                run.push(' ');
                run.push_str(word);
            }
            _ => self.runs.push((kind, word.to_owned())),
        }
    }

    fn finish(self) -> String {
        let shown = self.runs.into_iter().map(|(kind, run)| match kind {
            Kind::Same => run,
            Kind::Cut => format!("[-{run}-]"),
            Kind::Added => format!("{{+{run}+}}"),
        });
        shown.collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(full: &str, variant: &str, expected: &str) {
        assert_eq!(difference(full, variant).unwrap().text, expected);
    }

    #[test]
    fn cuts_and_additions_are_marked_in_runs() {
        check(
            "We will rebuild the old harbour.",
            "we will build the harbour",
            "we will [-rebuild-] {+build+} the [-old-] harbour",
        );
        check("Never, never again.", "Never again.", "Never [-never-] again.");
    }

    #[test]
    fn equal_words_differ_in_nothing() {
        assert_eq!(
            difference("“It’s done,”", "It's done.").unwrap(),
            Difference { text: "It's done.".into(), cut: 0, added: 0 }
        );
    }
}
