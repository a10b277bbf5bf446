//! Dead letters of the caller's tenant: looked at, sent back, thrown away. What cannot be read as
//! this tenant's is not shown here.

use actix_web::{
    HttpResponse,
    web::{Data, Json},
};
use bus::{
    DeadLetter,
    topology::{self, QUEUES, Queue},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    api::Api,
    auth::Caller,
    dead_letters::{self, Error},
    error::ApiError,
    page,
    path::Id,
    problem::Violation,
    query::{NoParameters, Query},
    writes::dead_letters::Action,
};

/// Characters of a body that a list shows.
const PREVIEW: usize = 1000;
/// Characters of a reason that is kept.
const REASON: usize = 500;

/// Which dead letters.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Listing {
    /// The queue in which they failed; every queue if left out.
    #[param(example = "core-api.sync")]
    queue: Option<String>,
    /// At most so many of each queue: 1 to 500, 100 if left out.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u32>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Discard {
    /// Why it is thrown away: kept with who did it.
    #[param(max_length = 500, example = "sent by a test")]
    reason: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DeadLetterList {
    /// By queue, the oldest first.
    data: Vec<DeadLetterRow>,
    /// A queue has more than `limit`: settle these first.
    more: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DeadLetterRow {
    /// The event's id.
    #[schema(example = "0197a1b2-0000-7000-8000-000000000001")]
    id: String,
    /// The queue in which it failed, and into which a replay sends it back.
    #[schema(example = "core-api.sync")]
    queue: String,
    #[schema(example = "espejo.sync.batch.v1")]
    event: Option<String>,
    /// `rejected` by the service, `attempts` used up, `panic`, or the word for the part of the
    /// contract that it breaks (`data`, `version`, …); null if its consumers died over it.
    #[schema(example = "rejected")]
    reason: Option<String>,
    #[schema(example = "model res.bank is not mirrored")]
    detail: Option<String>,
    /// How often it was tried.
    attempts: u32,
    published_at: Option<Timestamp>,
    died_at: Option<Timestamp>,
    size_bytes: usize,
    /// The first 1000 characters of the body.
    body_preview: String,
    replay_url: String,
}

/// What was done with a dead letter.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DeadLetterOutcome {
    id: Uuid,
    /// `replay` or `discard`.
    #[schema(example = "replay")]
    action: String,
    queues: Vec<SettledQueue>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SettledQueue {
    #[schema(example = "core-api.sync")]
    queue: String,
    /// A crash can make two letters of one id; both are settled, and have one effect.
    copies: usize,
}

/// Messages of this tenant that could not be handled
#[utoipa::path(
    get, path = "/v1/dead-letters", tag = "dead letters", operation_id = "list_dead_letters",
    params(Listing),
    responses((status = 200, body = DeadLetterList, description = "The dead letters")),
)]
pub(crate) async fn list(
    api: Data<Api>,
    caller: Caller,
    Query(listing): Query<Listing>,
) -> Result<Json<DeadLetterList>, ApiError> {
    let limit = usize::try_from(page::limit(listing.limit)?).unwrap_or(usize::MAX);
    let mut list = DeadLetterList {
        data: Vec::new(),
        more: false,
    };
    for queue in listing.queues()? {
        let ours =
            |letter: DeadLetter| is_of(&caller, &letter).then(|| DeadLetterRow::of(queue, &letter));
        let mut rows = api.bus.look_through(queue, limit + 1, ours).await?;
        list.more |= rows.len() > limit;
        rows.truncate(limit);
        list.data.append(&mut rows);
    }
    Ok(Json(list))
}

/// Send a dead letter back into its queue
///
/// Mend the cause first: otherwise it comes back. However often a letter is replayed, it has one
/// effect.
#[utoipa::path(
    post, path = "/v1/dead-letters/{id}/replay", tag = "dead letters",
    operation_id = "replay_dead_letter",
    params(("id" = Uuid, Path, description = "The event's id")),
    responses((status = 202, body = DeadLetterOutcome, description = "It is in its queue again")),
)]
pub(crate) async fn replay(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
) -> Result<HttpResponse, ApiError> {
    let outcome = settle(&api, &caller, id, Action::Replay, None).await?;
    Ok(HttpResponse::Accepted().json(outcome))
}

/// Throw a dead letter away for good
#[utoipa::path(
    delete, path = "/v1/dead-letters/{id}", tag = "dead letters",
    operation_id = "discard_dead_letter",
    params(("id" = Uuid, Path, description = "The event's id"), Discard),
    responses((status = 200, body = DeadLetterOutcome, description = "It is gone")),
)]
pub(crate) async fn discard(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    Query(discard): Query<Discard>,
) -> Result<HttpResponse, ApiError> {
    let reason = discard.reason.trim();
    if !(1..=REASON).contains(&reason.chars().count()) {
        let violation = Violation::in_parameter("reason", "it has no usable length")
            .hinting(format!("1 to {REASON} characters"));
        return Err(ApiError::invalid(violation));
    }
    let outcome = settle(&api, &caller, id, Action::Discard, Some(reason)).await?;
    Ok(HttpResponse::Ok().json(outcome))
}

async fn settle(
    api: &Api,
    caller: &Caller,
    id: Uuid,
    action: Action,
    reason: Option<&str>,
) -> Result<DeadLetterOutcome, ApiError> {
    let is_ours = |letter: &DeadLetter| is_of(caller, letter);
    let found = dead_letters::find(&api.bus, &id.to_string(), &is_ours).await?;
    let pool = api.databases.pool(&caller.tenant.name)?;
    let requested_by = caller.requested_by();
    let mut queues = Vec::new();
    for letter in &found {
        let done = (action, requested_by.as_str(), reason);
        let settled = dead_letters::settle(&api.bus, Some(pool), letter, done).await?;
        if settled.copies > 0 {
            queues.push(SettledQueue {
                queue: settled.queue.to_owned(),
                copies: settled.copies,
            });
        }
    }
    if queues.is_empty() {
        return Err(ApiError::NotFound("dead letter"));
    }
    Ok(DeadLetterOutcome {
        id,
        action: action.as_str().to_owned(),
        queues,
    })
}

fn is_of(caller: &Caller, letter: &DeadLetter) -> bool {
    dead_letters::tenant_of(letter).is_some_and(|tenant| tenant == caller.tenant.name)
}

impl Listing {
    fn queues(&self) -> Result<Vec<&'static Queue>, ApiError> {
        let Some(name) = &self.queue else {
            return Ok(QUEUES.to_vec());
        };
        let queue = topology::queue(name).ok_or_else(|| {
            let known: Vec<&str> = QUEUES.iter().map(|queue| queue.name).collect();
            let violation = Violation::in_parameter("queue", format!("there is no queue {name:?}"));
            ApiError::invalid(violation.hinting(known.join(", ")))
        });
        Ok(vec![queue?])
    }
}

impl DeadLetterRow {
    fn of(queue: &Queue, letter: &DeadLetter) -> Self {
        let instant = |seconds: Option<u64>| {
            let seconds = i64::try_from(seconds?).ok()?;
            Timestamp::from_second(seconds).ok()
        };
        // A character has four bytes at most.
        let start = &letter.body[..letter.body.len().min(4 * PREVIEW)];
        Self {
            replay_url: format!("/v1/dead-letters/{}/replay", letter.id),
            id: letter.id.clone(),
            queue: queue.name.to_owned(),
            event: dead_letters::event_of(letter),
            reason: letter.reason.clone(),
            detail: letter.detail.clone(),
            attempts: letter.attempt,
            published_at: instant(letter.published_at),
            died_at: instant(letter.died_at),
            size_bytes: letter.body.len(),
            body_preview: String::from_utf8_lossy(start)
                .chars()
                .take(PREVIEW)
                .collect(),
        }
    }
}

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        match error {
            Error::Broker(error) => error.into(),
            Error::Write(error) => error.into(),
        }
    }
}
