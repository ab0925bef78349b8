//! The HTTP of the writer: `POST URL/chat/completions`.

use std::time::Duration;

use serde::Deserialize;
use serde_json::json;

/// What the writer is told to do.
const TASK: &str = "Rephrase the sentence so that it reads well on its own, in its own language, as one sentence and no \
    longer than it. Use only what the sentence and the other reports of it say. Keep every name, number with its \
    'at least' or 'about', date and quotation exactly. Answer with the sentence only.";

/// Bytes of an answer that are read: a sentence with the envelope around it is far shorter.
const MOST_BYTES: u64 = 1 << 20;

/// The variable that holds the key, for endpoints that ask for one.
const KEY: &str = "DATELINE_WRITER_KEY";

/// Why no answer came.
#[derive(Debug, thiserror::Error)]
pub(crate) enum WriterError {
    /// No connection, no answer in time, or an answer with an error status.
    #[error("no answer: {0}")]
    Http(#[from] ureq::Error),
    /// An answer that is no chat completion.
    #[error("expected a chat completion, but found something else")]
    Answer,
}

/// Where the writer listens.
pub(crate) struct Endpoint {
    agent: ureq::Agent,
    url: String,
    model: String,
    key: Option<String>,
}

#[derive(Deserialize)]
struct Completion {
    choices: Vec<Choice>,
}

#[derive(Deserialize)]
struct Choice {
    message: Message,
}

#[derive(Deserialize)]
struct Message {
    content: Option<String>,
}

impl Endpoint {
    /// An endpoint that is given this many seconds for each sentence, connection included.
    pub(crate) fn new(url: &str, model: &str, seconds: u64) -> Self {
        let limit = Duration::from_secs(seconds);
        let config = ureq::Agent::config_builder().timeout_global(Some(limit)).max_redirects(0).build();
        let base = url.trim_end_matches('/');
        let url =
            if base.ends_with("/chat/completions") { base.to_owned() } else { format!("{base}/chat/completions") };
        let key = std::env::var(KEY).ok().filter(|key| !key.is_empty());
        Self { agent: config.into(), url, model: model.to_owned(), key }
    }

    /// The writer's wording of a sentence; `sources` are all stretches that carry it.
    pub(crate) fn rephrase(&self, sentence: &str, sources: &[&str]) -> Result<String, WriterError> {
        let others: Vec<&str> = sources.iter().copied().filter(|source| *source != sentence).collect();
        let content = json!({ "sentence": sentence, "other_reports": others }).to_string();
        let body = json!({
            "model": self.model,
            "temperature": 0,
            "messages": [{ "role": "system", "content": TASK }, { "role": "user", "content": content }],
        });
        let mut request = self.agent.post(&self.url).header("content-type", "application/json");
        if let Some(key) = &self.key {
            request = request.header("authorization", format!("Bearer {key}"));
        }
        let mut answer = request.send(body.to_string())?;
        let text = answer.body_mut().with_config().limit(MOST_BYTES).read_to_string()?;
        let completion: Completion = serde_json::from_str(&text).map_err(|_| WriterError::Answer)?;
        let content = completion.choices.into_iter().next().and_then(|choice| choice.message.content);
        let sentence = content.map(|content| content.trim().to_owned()).filter(|content| !content.is_empty());
        sentence.ok_or(WriterError::Answer)
    }
}
