//! Derived texts that map back to the text they came from.

use super::Span;

/// A folded or joined form of a text, with the original position of each of its bytes.
#[derive(Debug, Clone, Default)]
pub struct View {
    text: String,
    /// For each byte of `text`, and for its end, the byte of the original.
    origins: Vec<u32>,
}

impl View {
    /// Folds each character by `fold`, which appends its form (or nothing) to the view.
    pub fn fold(original: &str, mut fold: impl FnMut(char, &mut String)) -> Self {
        let mut view =
            View { text: String::with_capacity(original.len()), origins: Vec::with_capacity(original.len() + 1) };
        for (at, c) in original.char_indices() {
            fold(c, &mut view.text);
            view.origins.resize(view.text.len(), at as u32);
        }
        view.origins.push(original.len() as u32);
        view
    }

    /// The derived text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Where a range of the view lies in the original.
    pub fn original(&self, start: usize, end: usize) -> Span {
        Span { start: self.origins[start], end: self.origins[end] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fold_points_back() {
        let original = "on Thursday’s\u{ad} eve";
        let view = View::fold(original, |c, out| match c {
            '’' => out.push('\''),
            '\u{ad}' => {}
            other => out.push(other),
        });
        let at = view.as_str().find("'s").unwrap();
        assert_eq!(view.original(at, at + 2).of(original), "’s\u{ad}");
    }
}
