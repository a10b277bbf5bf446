//! Lists, replays and discards dead letters of the caller's tenant. Dead letters whose tenant
//! cannot be read are not shown here.

pub mod actions;
pub mod replays;
pub mod view;

use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, Json},
};
use bus::topology::{self, QUEUES, Queue};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    dead_letters::{
        http::view::{DeadLetter, DeadLetterDetail},
        queue::{self, Error, Order, Position, Settled},
        write::Action,
    },
    http::{
        auth::Caller,
        error::ApiError,
        page::{self, Listing, Page, Range},
        path::Id,
        problem::Violation,
        query::{NoParameters, Query},
        reasons,
        state::Api,
    },
};

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
pub(crate) struct Replay {
    /// Why it is replayed; stored with the caller.
    #[param(max_length = 500, example = "the model is mirrored now")]
    reason: Option<String>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Discard {
    /// Why it is discarded; stored with the caller.
    #[param(max_length = 500, example = "sent by a test")]
    reason: String,
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

/// A dead letter with its whole body
///
/// Looking at it changes nothing.
#[utoipa::path(
    get, path = "/v1/dead-letters/{id}", tag = "dead letters", operation_id = "show_dead_letter",
    params(("id" = Uuid, Path, description = "The event's id")),
    responses((status = 200, body = DeadLetterDetail, description = "The dead letter")),
)]
pub(crate) async fn show(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
) -> Result<Json<DeadLetterDetail>, ApiError> {
    let is_ours = |letter: &bus::DeadLetter| is_of(&caller, letter);
    let found = queue::find(&api.bus, &id.to_string(), &is_ours).await?;
    let found = found.first().ok_or(ApiError::NotFound("dead letter"))?;
    Ok(Json(DeadLetterDetail::new(found.queue, &found.letter)))
}

/// Send a dead letter back to its queue
///
/// Fix the cause first, otherwise the message fails again. It has one effect, even if it is
/// replayed several times.
#[utoipa::path(
    post, path = "/v1/dead-letters/{id}/replay", tag = "dead letters",
    operation_id = "replay_dead_letter",
    params(("id" = Uuid, Path, description = "The event's id"), Replay),
    responses((status = 202, body = DeadLetterOutcome, description = "It is queued again")),
)]
pub(crate) async fn replay(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    Query(replay): Query<Replay>,
) -> Result<HttpResponse, ApiError> {
    let reason = replay
        .reason
        .as_deref()
        .map(reasons::in_parameter)
        .transpose()?;
    let outcome = settle(&api, &caller, id, Action::Replay, reason).await?;
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
    let reason = reasons::in_parameter(&discard.reason)?;
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
    let pool = &api.databases.pool(&caller.tenant.name)?;
    let order = Order {
        action,
        by: (&caller.principal, &caller.origin),
        reason,
    };
    let mut queues = Vec::new();
    for found in &found {
        let one = (found.queue, std::slice::from_ref(&found.letter));
        let settled = queue::settle(&api.bus, Some(pool), one, order).await?;
        queues.extend(settled.into_iter().filter_map(SettledQueue::new));
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
        let refused = |detail| Violation::in_parameter("queue", detail);
        Ok(vec![named(name, refused)?])
    }
}

/// The queue of this name.
fn named(
    name: &str,
    refused: impl FnOnce(String) -> Violation,
) -> Result<&'static Queue, ApiError> {
    topology::queue(name).ok_or_else(|| {
        let known: Vec<&str> = QUEUES.iter().map(|queue| queue.name).collect();
        let violation = refused(format!("there is no queue {name:?}"));
        ApiError::invalid(violation.hinting(known.join(", ")))
    })
}

impl SettledQueue {
    /// None if no copy was there any more.
    fn new(settled: Settled) -> Option<Self> {
        (settled.copies > 0).then(|| Self {
            queue: settled.queue.to_owned(),
            copies: settled.copies,
        })
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
