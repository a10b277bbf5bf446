//! Dead letters as the API shows them.

use bus::topology::Queue;
use contracts::catalog::is_secret_type;
use jiff::Timestamp;
use serde::Serialize;
use states::DeadLetterReason;
use utoipa::ToSchema;

use crate::{
    dead_letters::queue,
    http::{sentence::Sentence, trace},
    secret,
};

/// Number of characters of the body in a list.
const PREVIEW: usize = 1000;

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DeadLetter {
    /// The event's id.
    #[schema(example = "0197a1b2-0000-7000-8000-000000000001")]
    id: String,
    /// The queue in which it failed; a replay sends it back there.
    #[schema(example = "core-api.sync")]
    queue: String,
    #[schema(example = "espejo.sync.batch.v1")]
    event: Option<String>,
    /// Null if consumers crashed while they handled it.
    reason: Option<DeadLetterReason>,
    /// In the language of `Accept-Language`: Spanish or English.
    #[schema(value_type = Option<String>, example = "model res.bank is not mirrored")]
    detail: Option<Sentence>,
    /// How many times it was tried.
    attempts: u32,
    published_at: Option<Timestamp>,
    died_at: Option<Timestamp>,
    size_bytes: usize,
    /// The first 1000 characters of the body, without the tokens of links; empty if the body has a
    /// secret.
    body_preview: String,
    /// The trace in which the event was sent.
    trace_id: Option<String>,
    url: String,
    replay_url: String,
}

/// A dead letter with its whole body.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DeadLetterDetail {
    #[serde(flatten)]
    letter: DeadLetter,
    /// The body as it was sent, without the tokens of links. Null if it has a secret. Bytes that are
    /// not UTF-8 are replaced.
    #[schema(example = "{\"specversion\":\"1.0\"}")]
    body: Option<String>,
}

impl DeadLetter {
    pub(super) fn new(queue: &Queue, letter: &bus::DeadLetter) -> Self {
        let instant = |seconds: Option<u64>| {
            let seconds = i64::try_from(seconds?).ok()?;
            Timestamp::from_second(seconds).ok()
        };
        // A character has at most four bytes.
        let shown = if is_secret(queue, letter) {
            0
        } else {
            4 * PREVIEW
        };
        let start = &letter.body[..letter.body.len().min(shown)];
        Self {
            url: format!("/v1/dead-letters/{}", letter.id),
            replay_url: format!("/v1/dead-letters/{}/replay", letter.id),
            id: letter.id.clone(),
            queue: queue.name.to_owned(),
            event: queue::event_of(letter),
            reason: letter.reason.as_deref().map(DeadLetterReason::read),
            detail: letter.detail.clone().map(Sentence::from),
            attempts: letter.attempt,
            trace_id: queue::traceparent_of(letter).and_then(|trace| trace::id_of(&trace)),
            published_at: instant(letter.published_at),
            died_at: instant(letter.died_at),
            size_bytes: letter.body.len(),
            body_preview: secret::without_tokens(&String::from_utf8_lossy(start))
                .chars()
                .take(PREVIEW)
                .collect(),
        }
    }
}

impl DeadLetterDetail {
    pub(super) fn new(queue: &Queue, letter: &bus::DeadLetter) -> Self {
        let body = String::from_utf8_lossy(&letter.body);
        Self {
            letter: DeadLetter::new(queue, letter),
            body: (!is_secret(queue, letter)).then(|| secret::without_tokens(&body)),
        }
    }
}

fn is_secret(queue: &Queue, letter: &bus::DeadLetter) -> bool {
    queue.is_secret()
        || queue::event_of(letter)
            .as_deref()
            .is_some_and(is_secret_type)
}
