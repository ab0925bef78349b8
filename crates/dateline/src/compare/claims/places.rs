//! Where: the place of the event as each origin names it.

use super::{Saying, Sources, row};
use crate::compare::comparison::{CellState, Claim, ClaimKind};
use crate::compare::reading::one_line;

/// The row for the place of the event, cited where each member names it first.
pub(super) fn places(sources: &Sources<'_>) -> Option<Claim> {
    let (place, ..) = sources.story.profile.place.as_ref()?;
    let mut sayings = Vec::new();
    for (article, origin, marked) in sources.members() {
        let called = |name: &Option<String>| name.as_deref() == Some(place.as_str());
        let mention =
            marked.marks.names.iter().find(|mention| {
                called(&mention.canonical) || marked.article.text.slice(mention.span) == place.as_str()
            });
        if let Some(mention) = mention {
            let value = one_line(marked.article.text.slice(mention.span));
            sayings.push(Saying {
                origin,
                cited: (article, mention.span),
                value,
                state: CellState::Says,
                speaker: None,
            });
        }
    }
    let statement = format!("where it happened: {place}");
    (!sayings.is_empty()).then(|| row(sources, ClaimKind::Place, statement, &sayings, 8.5, "event-place"))
}
