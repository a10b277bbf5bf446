//! Lists, replays and discards dead letters of the caller's tenant. Dead letters whose tenant
//! cannot be read are not shown here.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use bus::topology::{self, QUEUES, Queue};
use contracts::catalog::is_secret_type;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use states::DeadLetterReason;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    dead_letters::{
        queue::{self, Error, Position},
        write::Action,
    },
    http::{
        auth::Caller,
        error::ApiError,
        page::{self, Listing, Page, Range},
        path::Id,
        problem::Violation,
        query::{NoParameters, Query},
        state::Api,
    },
    secret,
};

/// Number of characters of the body in a list.
const PREVIEW: usize = 1000;
/// Maximum length of a reason in characters.
const REASON: usize = 500;

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct DeadLetterListing {
    /// Only dead letters of this queue; all queues if left out.
    #[param(example = "core-api.sync")]
    queue: Option<String>,
    /// Rows per page: 1 to 500, default 100.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u32>,
    /// `next` of the previous page.
    cursor: Option<String>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Discard {
    /// Why it is discarded; stored with the key of the caller.
    #[param(max_length = 500, example = "sent by a test")]
    reason: String,
}

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
    #[schema(example = "model res.bank is not mirrored")]
    detail: Option<String>,
    /// How many times it was tried.
    attempts: u32,
    published_at: Option<Timestamp>,
    died_at: Option<Timestamp>,
    size_bytes: usize,
    /// The first 1000 characters of the body, without the tokens of links; empty if the body has a
    /// secret.
    body_preview: String,
    replay_url: String,
}

/// What was done with a dead letter.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DeadLetterOutcome {
    id: Uuid,
    action: Action,
    queues: Vec<SettledQueue>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SettledQueue {
    #[schema(example = "core-api.sync")]
    queue: String,
    /// A crash can leave two copies with one id; both are settled, and have one effect.
    copies: usize,
}

/// Messages of this tenant that could not be handled
///
/// By queue and id. Ids of events begin with the time, so the oldest event comes first.
#[utoipa::path(
    get, path = "/v1/dead-letters", tag = "dead letters", operation_id = "list_dead_letters",
    params(DeadLetterListing),
    responses((status = 200, body = Page<DeadLetter>, description = "One page of dead letters")),
)]
pub(crate) async fn list(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Query(asked): Query<DeadLetterListing>,
) -> Result<HttpResponse, ApiError> {
    let queues = asked.queues()?;
    let range: Range<Position> = Listing::new(asked.limit, asked.cursor).range()?;
    let at_most = usize::try_from(range.rows_to_read()).map_err(ApiError::internal)?;
    let ours = |queue: &'static Queue, letter: &bus::DeadLetter| {
        is_of(&caller, letter).then(|| DeadLetter::new(queue, letter))
    };
    let rows = queue::list(&api.bus, &queues, at_most, range.after.as_ref(), &ours).await?;
    let page = range.page_of(rows, |(position, _)| position.clone(), |(_, letter)| letter);
    page::answer(&request, &page)
}

/// Send a dead letter back to its queue
///
/// Fix the cause first, otherwise the message fails again. It has one effect, even if it is
/// replayed several times.
#[utoipa::path(
    post, path = "/v1/dead-letters/{id}/replay", tag = "dead letters",
    operation_id = "replay_dead_letter",
    params(("id" = Uuid, Path, description = "The event's id")),
    responses((status = 202, body = DeadLetterOutcome, description = "It is queued again")),
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

/// Discard a dead letter permanently
#[utoipa::path(
    delete, path = "/v1/dead-letters/{id}", tag = "dead letters",
    operation_id = "discard_dead_letter",
    params(("id" = Uuid, Path, description = "The event's id"), Discard),
    responses((status = 200, body = DeadLetterOutcome, description = "It is discarded")),
)]
pub(crate) async fn discard(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    Query(discard): Query<Discard>,
) -> Result<HttpResponse, ApiError> {
    let reason = discard.reason.trim();
    if !(1..=REASON).contains(&reason.chars().count()) {
        let violation = Violation::in_parameter("reason", "it is empty or too long")
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
    let is_ours = |letter: &bus::DeadLetter| is_of(caller, letter);
    let found = queue::find(&api.bus, &id.to_string(), &is_ours).await?;
    let pool = api.databases.pool(&caller.tenant.name)?;
    let mut queues = Vec::new();
    for letter in &found {
        let done = (action, (&caller.principal, &caller.origin), reason);
        let settled = queue::settle(&api.bus, Some(pool), letter, done).await?;
        if settled.copies > 0 {
            queues.push(SettledQueue {
                queue: settled.queue.to_owned(),
                copies: settled.copies,
            });
        }
    }
    caller.mark_recorded();
    if queues.is_empty() {
        return Err(ApiError::NotFound("dead letter"));
    }
    Ok(DeadLetterOutcome { id, action, queues })
}

fn is_of(caller: &Caller, letter: &bus::DeadLetter) -> bool {
    queue::tenant_of(letter).is_some_and(|tenant| tenant == caller.tenant.name)
}

impl DeadLetterListing {
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

impl DeadLetter {
    fn new(queue: &Queue, letter: &bus::DeadLetter) -> Self {
        let instant = |seconds: Option<u64>| {
            let seconds = i64::try_from(seconds?).ok()?;
            Timestamp::from_second(seconds).ok()
        };
        let event = queue::event_of(letter);
        let is_secret = queue.is_secret() || event.as_deref().is_some_and(is_secret_type);
        // A character has at most four bytes.
        let shown = if is_secret { 0 } else { 4 * PREVIEW };
        let start = &letter.body[..letter.body.len().min(shown)];
        Self {
            replay_url: format!("/v1/dead-letters/{}/replay", letter.id),
            id: letter.id.clone(),
            queue: queue.name.to_owned(),
            event,
            reason: letter.reason.as_deref().map(DeadLetterReason::read),
            detail: letter.detail.clone(),
            attempts: letter.attempt,
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

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        match error {
            Error::Broker(error) => error.into(),
            Error::Write(error) => error.into(),
        }
    }
}
