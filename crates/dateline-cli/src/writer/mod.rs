//! An `OpenAI`-compatible endpoint that may rephrase the sentences of a brief (`--writer URL`). Off unless asked for.
//!
//! One request a sentence, with a time limit. The engine then says whether the answer keeps to the sentence's citations
//! ([`keeps_to`]); what does not, and what does not come in time, leaves the source's own sentence in its place, with
//! the reason.

mod endpoint;

use dateline::public::{BriefLine, Rephrased, Story};
use dateline::report::keeps_to;

use crate::args::{Common, WriterArgs};
use crate::output;
use endpoint::Endpoint;

/// Errors in a row after which the endpoint is held to be away, and not asked again.
const MOST_ERRORS: usize = 3;

/// Has the sentences of the stories' briefs rephrased, if a writer is named.
pub(crate) fn rephrase(stories: &mut [Story], args: &WriterArgs, common: &Common) {
    let Some(url) = &args.writer else { return };
    let endpoint = Endpoint::new(url, &args.writer_model, args.writer_seconds);
    let mut errors = 0;
    for line in stories.iter_mut().flat_map(|story| &mut story.brief) {
        if errors == MOST_ERRORS {
            refuse(line, "the writer is away".to_owned());
            continue;
        }
        match endpoint.rephrase(&line.text, &sources(line)) {
            Ok(answer) => {
                errors = 0;
                settle(line, &answer);
            }
            Err(error) => {
                errors += 1;
                if !common.quiet {
                    output::note(&format!("writer: {error}"));
                }
                refuse(line, error.to_string());
            }
        }
    }
}

/// The stretches that a line cites.
fn sources(line: &BriefLine) -> Vec<&str> {
    line.citations.iter().map(|selector| selector.exact.as_str()).collect()
}

/// Takes the writer's wording if it keeps to the citations.
fn settle(line: &mut BriefLine, answer: &str) {
    match keeps_to(answer, &sources(line)) {
        Ok(()) => {
            let source = std::mem::replace(&mut line.text, answer.to_owned());
            line.rephrased = Some(Rephrased { source, refused: None });
        }
        Err(refusal) => refuse(line, refusal.to_string()),
    }
}

fn refuse(line: &mut BriefLine, reason: String) {
    line.rephrased = Some(Rephrased { source: line.text.clone(), refused: Some(reason) });
}
