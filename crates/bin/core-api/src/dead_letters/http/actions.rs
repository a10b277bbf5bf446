//! What people did with dead letters.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sql::client::Params;
use states::DeadLetterReason;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    dead_letters::{
        read::{self, ActionsParams},
        write::Action,
    },
    http::{
        auth::Caller,
        error::ApiError,
        page::{self, Listing, Page},
        party::Party,
        query::Query,
        sentence::Sentence,
        snapshot,
        state::Api,
    },
};

/// Which actions are listed, and which page of them.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct DeadLetterActionListing {
    /// Only replays, or only discards.
    #[param(inline)]
    action: Option<Action>,
    /// Only dead letters of this queue.
    #[param(example = "core-api.sync")]
    queue: Option<String>,
    /// Only what was done with this dead letter.
    #[param(example = "0197a1b2-0000-7000-8000-000000000001")]
    dead_letter_id: Option<String>,
    /// Rows per page: 1 to 500, default 100.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u32>,
    /// `next` of the previous page.
    cursor: Option<String>,
}

/// Somebody replayed or discarded a dead letter.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DeadLetterActionEntry {
    id: Uuid,
    action: Action,
    /// The event's id.
    #[schema(example = "0197a1b2-0000-7000-8000-000000000001")]
    dead_letter_id: String,
    #[schema(example = "core-api.sync")]
    queue: String,
    #[schema(example = "espejo.sync.batch.v1")]
    event: Option<String>,
    /// Why it was a dead letter. Null if consumers crashed while they handled it.
    dead_reason: Option<DeadLetterReason>,
    /// In the language of `Accept-Language`: Spanish or English.
    #[schema(value_type = Option<String>, example = "model res.bank is not mirrored")]
    dead_detail: Option<Sentence>,
    size_bytes: i64,
    created_by: Party,
    created_at: Timestamp,
    /// What the person said about it.
    reason: Option<String>,
    /// When the broker confirmed it. Null: the dead letter may still be there.
    done_at: Option<Timestamp>,
}

/// What was done with dead letters, newest first
#[utoipa::path(
    get, path = "/v1/dead-letter-actions", tag = "dead letters",
    operation_id = "list_dead_letter_actions", params(DeadLetterActionListing),
    responses((status = 200, body = Page<DeadLetterActionEntry>, description = "One page of actions")),
)]
pub(crate) async fn list(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Query(listing): Query<DeadLetterActionListing>,
) -> Result<HttpResponse, ApiError> {
    let range = Listing::new(listing.limit, listing.cursor).range()?;
    let (before, before_id) = range.after.unzip();
    let wanted = ActionsParams {
        action: listing.action.map(Action::as_str),
        queue: listing.queue.as_deref(),
        letter_id: listing.dead_letter_id.as_deref(),
        before,
        before_id,
        limit: range.rows_to_read(),
    };
    let rows = snapshot::read(&api, &caller.tenant, "dead letter actions", async |tx| {
        Ok(read::actions().params(tx, &wanted).all().await?)
    })
    .await?;
    let page: Page<DeadLetterActionEntry> = range.page(rows, |row| (row.requested_at, row.id));
    page::answer(&request, &page)
}

impl From<read::Actions> for DeadLetterActionEntry {
    fn from(row: read::Actions) -> Self {
        Self {
            id: row.id,
            action: Action::read(&row.action),
            dead_letter_id: row.letter_id,
            queue: row.queue,
            event: row.event,
            dead_reason: row.dead_reason.as_deref().map(DeadLetterReason::read),
            dead_detail: row.dead_detail.map(Sentence::from),
            size_bytes: row.size_bytes,
            created_by: Party::new(&row.requested_by, row.requested_by_name),
            created_at: row.requested_at,
            reason: row.reason,
            done_at: row.done_at,
        }
    }
}
